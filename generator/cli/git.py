"""What git has at a revision, asked so that nothing of the repository runs; or why not."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from generator.diagnostics.rules import side as rules
from generator.diagnostics.source import Problems, Span

# A repository's own configuration names programs (core.fsmonitor, core.pager, a remote's ext::),
# and may be found where nobody looks for it (a bare repository among the files). git 2.45 and
# later also leave alone what a partial clone would fetch; what older ones may use for it is none.
_CONFIG = ("core.fsmonitor=false", "safe.bareRepository=explicit", "protocol.allow=never")
_WORDS = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
# A hook is told where its repository is. Ours is the one that the folder lies in.
_ELSEWHERE = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_NAMESPACE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX"),
    }
)
_LONGEST = 300


def knows(folder: Path, revision: str, kind: str = "commit") -> tuple[bool, Problems]:
    """Whether git has something of this kind under that name, or why it cannot say."""
    if not _askable(folder, revision):
        return False, ()
    status, _, reason = _ask(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{{kind}}}")
    if status == 1 and revision == "HEAD" and not reason:
        status, reason = _unborn(folder)
    if status == 0 or (status == 1 and not reason):
        return status == 0, ()
    return False, (rules.side_unanswered(Span(revision), revision, reason),)


def _unborn(folder: Path) -> tuple[int, str]:
    """1 where HEAD is a branch that has no commit yet, else what is the matter with it."""
    status, name, reason = _ask(folder, "symbolic-ref", "HEAD")
    if status:
        return 128, reason
    listed, found, reason = _ask(folder, "for-each-ref", name.decode("utf-8", "replace").strip())
    if listed or found or reason:
        return 128, reason or "the commit of HEAD is not there"
    return 1, ""


def content(folder: Path, revision: str, path: str) -> tuple[bytes | None, Problems]:
    """What a file holds at a revision; None where there is none, or why git cannot say.

    A path that begins with `./` is relative to `folder`.
    """
    name = f"{revision}:{path}"
    if not _askable(folder, name):
        return None, ()
    status, found, reason = _ask(folder, "cat-file", "blob", name)
    if status == 0:
        return found, ()
    if _is_missing(folder, revision, path):
        return None, ()
    return None, (rules.side_unanswered(Span(name), revision, reason),)


def _is_missing(folder: Path, revision: str, path: str) -> bool:
    """Whether a name is certainly no file: then git can list its folder, and it is not in it."""
    status, found, _ = _ask(folder, "rev-parse", "--verify", "--quiet", f"{revision}:{path}")
    if status == 0:
        status, kind, _ = _ask(folder, "cat-file", "-t", found.decode("ascii").strip())
        return status == 0 and kind != b"blob\n"
    if status != 1:
        return False
    known, problems = knows(folder, revision, "tree") if revision else (False, ())
    if not known:
        return not problems
    top = () if path.startswith("./") else ("--full-tree",)
    status, listed, _ = _ask(folder, "ls-tree", *top, revision, "--", path)
    return status == 0 and not listed


def untracked(folder: Path) -> tuple[frozenset[str], Problems]:
    """The files below a folder that git neither tracks nor ignores; none outside a repository.

    A hook is told of an index that has what will be committed, and no more.
    """
    if not _askable(folder, ""):
        return frozenset(), ()
    _, home, _ = _ask(folder, "rev-parse", "--absolute-git-dir")
    index = Path.cwd() / os.environ.get("GIT_INDEX_FILE", "")
    ours = os.path.realpath(index.parent) == os.path.realpath(os.fsdecode(home.rstrip(b"\n")))
    more = {"GIT_INDEX_FILE": str(index)} if ours else {}
    words = ("ls-files", "--others", "--exclude-standard", "-z")
    status, found, reason = _ask(folder, *words, more=more)
    if status:
        return frozenset(), (rules.side_unanswered(Span("."), "the index", reason),)
    return frozenset(map(os.fsdecode, found.split(b"\0"))), ()


def _askable(folder: Path, name: str) -> bool:
    """Whether a name may be one of git's, and there is a repository to look it up in.

    That there is none is seen without git: it says the same of one that is damaged.
    """
    if name.startswith("-") or "\0" in name:
        return False
    starts = (folder.absolute(), folder.resolve())
    return any((f / ".git").exists() for start in starts for f in (start, *start.parents))


def _ask(
    folder: Path, *words: str, more: Mapping[str, str] = MappingProxyType({})
) -> tuple[int, bytes, str]:
    """git's exit code, what it prints, and what it complains of."""
    program = _program()
    if program is None:
        return 127, b"", "there is no git on the path"
    config = [word for setting in _CONFIG for word in ("-c", setting)]
    told = {k: v for k, v in os.environ.items() if not k.startswith("GIT_TRACE")}
    kept = {k: v for k, v in told.items() if k not in _ELSEWHERE}
    try:
        done = subprocess.run(  # noqa: S603  (no shell; no word of ours is taken for an option)
            [program, *config, *_WORDS, "-C", str(folder), *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env={**kept, **more, **_ENVIRONMENT},
        )
    except OSError as problem:
        return 127, b"", f"{program}: {problem.strerror}"
    reason = _reason(done.stderr.decode("utf-8", "replace"))
    odd = "" if done.returncode in (0, 1) else f"it ended with {done.returncode}"
    return done.returncode, done.stdout, reason or odd


def _program() -> str | None:
    """The user's own git: never one that lies in the folder where we happen to be."""
    folders = (Path(folder) for folder in os.get_exec_path() if folder)
    places = (f / name for f in folders if f.is_absolute() for name in ("git", "git.exe"))
    return next((str(p) for p in places if p.is_file() and os.access(p, os.X_OK)), None)


def _reason(said: str) -> str:
    """The gravest line of git's complaint, without its own word for that."""
    lines = [line for line in said.splitlines() if line and line[:6] not in ("warnin", "hint: ")]
    fatal = next((line for line in lines if line.startswith("fatal: ")), lines[0] if lines else "")
    return fatal.removeprefix("fatal: ").removeprefix("error: ")[:_LONGEST]
