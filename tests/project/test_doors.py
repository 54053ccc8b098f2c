"""What comes with a repository does no harm: it writes, reads and runs nothing outside of it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import cli, plan
from generator.diagnostics.source import Problems
from generator.plan import manifest
from generator.project.disk import folder, write
from generator.project.places import STAGING
from tests import workshop

VICTIM = "alias ls='ls --color'\n"
FORGED = "---\nms.translationtype: MT\n---\n"
PAGE = f"""{FORGED}# エラー コード

コード|状態|メッセージ
---|---|---
BadRequest|BadRequest (400)|不適切です。$(touch owned)
禁止されています|禁止 (403)|許可されていません。
NotFound|見つかりません (404)|見つかりません。

```json
{{"error": {{"code": "NotFound", "message": "x"}}}}
```
"""
CONFIG = '[tool.error-table.catalogues.my-errors]\npages = ["docs/errors.md"]\n'
OUTPUT = '[tool.error-table]\noutput = "{}"\n' + CONFIG
TEMPLATED = f'[tool.error-table]\ntemplates = "templates"\n{CONFIG}'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone in somebody's home, where a file lies that is nobody else's business."""
    workshop.write(tmp_path, {".bashrc": VICTIM, "secret": "TOKEN=s3cr3t\n"})
    workshop.write(tmp_path / "src/repo/.git", {"config": "[core]\n"})
    folder = workshop.make(tmp_path / "src/repo", PAGE, CONFIG)
    workshop.write(folder, {"seen.jsonl": '{"error": {"code": "Lost", "message": "x"}}\n'})
    return folder


def tool(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return workshop.inside(words, folder, **more)


VERBS = {
    "build": ["build"],
    "pin": ["pin"],
    "audit --write": ["audit", "--write", "seen.jsonl"],
    "init": ["init", "docs/other.md"],
}
# Names that were once written under, each in its own way.
TRAPS = {
    ".generator-stamp/new": "../../../.bashrc",
    ".generator-stamp/.gitignore": "../../../.bashrc",
    ".generator-stamp/stamp.json": "../../../.bashrc",
    ".generator-stamp": ".",
    "docs/.errors.toml.new": "../../../.bashrc",
    ".pyproject.toml.new": "../../.bashrc",
    "generated/.generator-staging": "../../..",
    "generated/.generator-staging/0": "../../../../.bashrc",
    "new": "../../.bashrc",
}


@pytest.mark.parametrize("path", TRAPS)
@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_no_name_is_written_under_that_was_there(
    repository: Path, verb: list[str], path: str
) -> None:
    workshop.write(repository, {"docs/other.md": workshop.PAGE})
    (repository / path).parent.mkdir(parents=True, exist_ok=True)
    (repository / path).symlink_to(TRAPS[path])
    home = repository.parents[1]
    before = workshop.tree(home)
    done = tool(repository, *verb, "-q")
    assert done.returncode in (0, 1), done.stderr
    assert {p: t for p, t in workshop.tree(home).items() if not p.startswith("src/repo/")} == {
        p: t for p, t in before.items() if not p.startswith("src/repo/")
    }
    assert not (repository / ".gitignore").exists()


HOOK = """\
import os, sys
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
def watch(event, args):
    if event == "open" and isinstance(args[0], str) and args[2] & WRITES:
        print("OPEN", args[0], args[2] & os.O_EXCL > 0, args[2] & os.O_NOFOLLOW > 0)
sys.addaudithook(watch)
from generator.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_every_file_that_is_written_is_new_and_has_a_name_of_its_own(
    repository: Path, verb: list[str]
) -> None:
    """Asked of Python itself, whatever the verb writes: it never opens what may be a link."""
    workshop.write(repository, {"docs/other.md": workshop.PAGE})
    names: list[set[str]] = []
    for name in ("one", "other"):
        copy = Path(shutil.copytree(repository, repository.parent / name, symlinks=True))
        words = [sys.executable, "-c", HOOK, *verb]
        done = workshop.run(words, copy, PYTHONDONTWRITEBYTECODE="1")
        lines = [line.split() for line in done.stdout.decode().splitlines()]
        opened = [line[1:] for line in lines if line[:1] == ["OPEN"] and line[1] != os.devnull]
        assert opened, done.stderr
        assert {line[1] for line in opened} == {"True"}, opened
        assert {line[2] for line in opened if line[0][0] != "/"} == {"True"}, opened
        names.append({line[0] for line in opened if not line[0].isdigit()})
    # What a build stages has numbers for names, in a folder that nobody foresees.
    assert names[0] & names[1] <= {"journal"}


@pytest.mark.parametrize("swapped", ["generated", "generated/docs", "generated/docs/x"])
def test_a_folder_swapped_for_a_link_between_staging_and_moving(
    tmp_path: Path, swapped: str
) -> None:
    outside = tmp_path / "outside"
    workshop.write(outside, {"theirs.md": "theirs", "x/theirs.md": "theirs"})
    root = tmp_path / "root"
    root.mkdir()
    files = {"docs/x/a.md": "1\n", "docs/theirs.md": "1\n", "docs/x/theirs.md": "1\n"}
    assert write.plan(root, workshop.planned(files, root, "generated")) == ()
    made = workshop.planned(dict.fromkeys(files, "2\n"), root, "generated")

    def watch(about: str, things: Iterator[object]) -> Iterator[object]:
        if about == "moving files into place":
            (root / swapped).rename(tmp_path / "aside")
            (root / swapped).symlink_to(outside)
        yield from things

    write.plan(root, made, watch)  # type: ignore[arg-type]
    assert workshop.tree(outside) == {"theirs.md": b"theirs", "x/theirs.md": b"theirs"}


@pytest.mark.parametrize("held", [True, False], ids=["held", "by path"])
def test_without_descriptors_of_folders_links_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bool
) -> None:
    """As on Windows, whose Python opens no folders."""
    monkeypatch.setattr(folder, "_HELD", held)
    files = {"a/b.md": "1\n", "c": "1\n"}

    def build(files: dict[str, str]) -> Problems:
        return write.plan(tmp_path, workshop.planned(files, tmp_path, "out/deep"))

    assert build(files) == ()
    assert build({"a/b.md": "2\n", "a/d": "", "c/e": "3\n"}) == ()
    assert workshop.outputs(tmp_path) == {}
    assert (tmp_path / "out/deep/c/e").read_text() == "3\n"
    assert build({}) == ()
    assert [p.name for p in (tmp_path / "out/deep").iterdir()] == [".manifest"]
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(tmp_path / "out/deep")
    (tmp_path / "out/deep").symlink_to("../elsewhere")
    assert [p.rule for p in build(files)] == ["output-failed"]
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (tmp_path / "out/deep").unlink()
    assert write.plan(tmp_path, plan.Plan(listing="new/.manifest")) == ()


FORBIDDEN = [
    *(".git", ".GIT", ".git/hooks", "sub/.git", ".github", "con", "CON", "sub/nul.txt", "LPT1"),
    *("generated ", "generated.", "sub./x", "sub /x", "..", "../x", "/x", "a/../b", "a//b"),
    *("node_modules/x", "venv/lib/python3.11/site-packages", "a/__pycache__"),
    *("git~1", "a:b", "a\\b", "a\u200b", "\u202egnp", "com\u00b9"),
]


@pytest.mark.parametrize("key", ["output", "templates"])
@pytest.mark.parametrize("value", FORBIDDEN)
def test_no_folder_of_ours_has_such_a_name(repository: Path, key: str, value: str) -> None:
    config = f"[tool.error-table]\n{key} = {json.dumps(value)}\n{CONFIG}"
    workshop.write(repository, {"pyproject.toml": config})
    before = workshop.tree(repository.parents[1])
    assert cli.main(["build", "-q", "--root", str(repository)]) == 2
    assert workshop.tree(repository.parents[1]) == before


@pytest.mark.parametrize("target", [".git", ".git/hooks", "docs", "..", "../../.."])
@pytest.mark.parametrize("name", ["generated", "generated/deep"])
def test_no_output_goes_behind_a_link(repository: Path, name: str, target: str) -> None:
    workshop.write(repository, {"pyproject.toml": OUTPUT.format(name)})
    (repository / "generated").symlink_to(target)
    before = workshop.tree(repository.parents[1])
    for words in (["build"], ["build", "--force"], ["check"], ["diff"]):
        assert cli.main([*words, "--root", str(repository)]) == 2
    assert workshop.tree(repository.parents[1]) == before


def test_no_template_makes_a_repository_of_the_output(repository: Path) -> None:
    """Its settings run programs, and git itself refuses to bring one along."""
    workshop.write(
        repository,
        {
            "pyproject.toml": TEMPLATED.replace("my-errors", "git"),
            "templates/x/.{name}.jinja": "gitdir: ../../owned\n",
        },
    )
    done = tool(repository, "build")
    assert done.returncode == 2
    assert b"output-name" in done.stderr
    assert not (repository / "generated").exists()


def config(**keys: str) -> str:
    lines = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return f"[tool.error-table.catalogues.my-errors]\n{lines}"


# What a configuration may name: the configuration, and the files in the repository.
NAMED: dict[str, tuple[str, str]] = {
    "a page": (config(pages='["docs/errors.md", "{}"]'), "docs/evil.md"),
    "the only page": (config(pages='["{}"]'), "docs/evil.md"),
    "an overlay": (config(pages='["docs/errors.md"]', overlay='"{}"'), "docs/evil.toml"),
    "the overlay beside the page": (config(pages='["docs/errors.md"]'), "docs/errors.toml"),
    "a reference": (config(pages='["docs/errors.md"]', references='["{}"]'), "docs/en.md"),
    "a catalogue": (config(pages='["docs/errors.md"]', references='["{}"]'), "docs/en.json"),
    "a template": (TEMPLATED, "templates/json/x.json.jinja"),
    "a copied template": (TEMPLATED, "templates/x.txt"),
    "a part of a template": (TEMPLATED, "templates/docs/_parts/x.jinja"),
    "the templates": (f'[tool.error-table]\ntemplates = "{{}}"\n{CONFIG}', "dot"),
    "the templates where most have them": (TEMPLATED, "templates"),
    "the configuration": ("", "pyproject.toml"),
}


def plant(repository: Path, kind: str) -> Path:
    text, path = NAMED[kind]
    workshop.write(repository, {"pyproject.toml": text.format(path)})
    (repository / path).parent.mkdir(parents=True, exist_ok=True)
    (repository / path).unlink(missing_ok=True)
    return repository / path


@pytest.mark.parametrize("verb", ["build", "check", "diff", "show", "pin"])
@pytest.mark.parametrize("kind", NAMED)
def test_nothing_outside_the_repository_is_read(repository: Path, kind: str, verb: str) -> None:
    path = plant(repository, kind)
    folder = "templates" in path.name or path.name == "dot"
    secret = repository.parents[1] / ("dotfiles" if folder else "secret")
    if folder:
        workshop.write(secret, {"json/x.json": '"s3cr3t"'})
    path.symlink_to(os.path.relpath(secret, path.parent))
    done = tool(repository, verb)
    assert done.returncode == 2, done.stdout
    assert b"s3cr3t" not in done.stdout + done.stderr
    assert not (repository / "generated").exists()


FOLDERS = ("the templates", "the templates where most have them")
HIDDEN = [(kind, ".git/config") for kind in NAMED if kind not in FOLDERS]
HIDDEN += [(kind, ".env") for kind in NAMED if kind not in FOLDERS]
HIDDEN += [(kind, ".git") for kind in FOLDERS]


@pytest.mark.parametrize(("kind", "hidden"), HIDDEN)
def test_nothing_hidden_is_read(repository: Path, kind: str, hidden: str) -> None:
    """A checkout's own settings have tokens in them."""
    workshop.write(repository, {".git/config": "s3cr3t = s3cr3t = 1\n", ".env": "s3cr3t\n"})
    path = plant(repository, kind)
    path.symlink_to(os.path.relpath(repository / hidden, path.parent))
    done = tool(repository, "check")
    assert done.returncode == 2
    assert b"hidden" in done.stderr
    assert b"s3cr3t" not in done.stdout + done.stderr


ENDLESS = ["a pipe", "a device", "a large file", "a folder"]


@pytest.mark.parametrize("what", ENDLESS)
@pytest.mark.parametrize("kind", [kind for kind in NAMED if kind not in FOLDERS])
def test_only_ordinary_files_of_a_size_are_read(repository: Path, kind: str, what: str) -> None:
    """A pipe never ends, a device never does either; neither is waited for."""
    path = plant(repository, kind)
    if what == "a pipe":
        os.mkfifo(path)
    elif what == "a device":
        path.symlink_to("/dev/zero")
    elif what == "a folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(17 << 20)
    script = 'ulimit -v 1500000; exec "$@"'
    words = ["sh", "-c", script, "sh", *workshop.command("build", "-q")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = subprocess.run(
        words, cwd=repository, capture_output=True, timeout=30, env=workshop.environment()
    )
    template = "template" in kind and what == "a folder"
    assert done.returncode == (0 if template else 2), done.stderr
    assert b"Traceback" not in done.stderr
    assert b"too large" not in done.stderr, "memory ran out"
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert after == before or after < 1_000_000


def test_a_large_cell_takes_memory_in_proportion(repository: Path) -> None:
    """It took 280 bytes for each of its own."""
    page = workshop.PAGE.replace("malformed", "word " * 800_000)
    workshop.write(repository, {"docs/errors.md": page})
    words = ["sh", "-c", 'ulimit -v 800000; exec "$@"', "sh", *workshop.command("build", "-q")]
    done = workshop.run(words, repository)
    assert done.returncode == 0, done.stderr[-500:]


KINDS: dict[str, Callable[[Path], object]] = {
    "a pipe for an overlay": lambda root: os.mkfifo(root / "docs/errors.toml"),
    "a folder for an overlay": lambda root: (root / "docs/errors.toml").mkdir(),
    "a link to nowhere": lambda root: (root / "docs/errors.toml").symlink_to("nowhere"),
    "a link to itself": lambda root: (root / "docs/errors.toml").symlink_to("errors.toml"),
    "the page elsewhere": lambda root: elsewhere(root, "docs/errors.md", "../../page.md"),
    "the page hidden": lambda root: elsewhere(root, "docs/errors.md", "docs/.page.md"),
    "its folder elsewhere": lambda root: elsewhere(root, "docs", "../../docs"),
    "a template elsewhere": lambda root: elsewhere(root, "templates/x.txt", "../../x.txt"),
    "the templates elsewhere": lambda root: elsewhere(root, "templates", "../../templates"),
    "the output elsewhere": lambda root: elsewhere(root, "generated", "../../generated"),
}


def elsewhere(root: Path, path: str, place: str) -> None:
    """The same bytes behind a link."""
    (root / path).rename(root / place)
    (root / path).symlink_to((root / place).resolve())


@pytest.mark.parametrize("change", KINDS.values(), ids=KINDS)
def test_a_stamp_answers_only_for_what_may_be_read(
    repository: Path, change: Callable[[Path], object]
) -> None:
    workshop.write(repository, {"templates/x.txt": "x\n", "pyproject.toml": TEMPLATED})
    assert tool(repository, "build", "-q").returncode == 0
    assert tool(repository, "check").returncode == 0
    change(repository)
    for verb in ("check", "build"):
        assert tool(repository, verb).returncode == 2


@pytest.mark.parametrize("name", ["src/a.py", "pyproject.toml", "GNUmakefile", "terraform.tfvars"])
def test_an_overlay_is_a_file_of_its_own(repository: Path, name: str) -> None:
    workshop.write(repository, {"src/a.py": "x = 1\n", "terraform.tfvars": "p = 's3cr3t'\n"})
    workshop.write(repository, {"pyproject.toml": f'{CONFIG}overlay = "{name}"\n'})
    before = workshop.tree(repository)
    for words in (["check"], ["pin"], ["audit", "--write", "seen.jsonl"]):
        done = tool(repository, *words)
        assert done.returncode == 2
        assert b"s3cr3t" not in done.stderr
    assert workshop.tree(repository) == before


def test_what_is_no_overlay_yet_is_not_written_to(repository: Path) -> None:
    workshop.write(repository, {"docs/errors.toml": "x = 1\n"})
    done = tool(repository, "pin")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"overlay-key" in done.stderr
    assert (repository / "docs/errors.toml").read_text() == "x = 1\n"


def test_an_overlay_that_pin_makes_is_not_missed(repository: Path) -> None:
    workshop.write(repository, {"pyproject.toml": f'{CONFIG}overlay = "docs/new.toml"\n'})
    done = tool(repository, "pin")
    assert done.returncode == 0, done.stderr
    assert b"Forbidden" in (repository / "docs/new.toml").read_bytes()


@pytest.mark.parametrize("name", ["generated", "generated/deep", "pyproject.toml"])
def test_a_file_where_the_output_goes_is_in_the_way(repository: Path, name: str) -> None:
    (repository / "generated").write_text("mine")
    workshop.write(repository, {"pyproject.toml": OUTPUT.format(name)})
    done = tool(repository, "build", "--force")
    assert done.returncode == 2
    assert b"output-blocked" in done.stderr
    assert (repository / "generated").read_text() == "mine"


def test_what_no_build_would_do_is_not_advised(repository: Path) -> None:
    assert tool(repository, "build", "-q").returncode == 0
    (repository / "generated/.manifest").unlink()
    workshop.write(repository, {"docs/errors.md": PAGE.replace("NotFound", "NotThere")})
    done = tool(repository, "check")
    assert done.returncode == 1
    assert b"--force" not in done.stderr
    done = tool(repository, "build")
    assert done.returncode == 2
    assert b"remove these files and build again" in done.stderr
    shutil.rmtree(repository / "generated")
    assert tool(repository, "build", "-q").returncode == 0


def test_the_name_of_the_manifest_is_its_own_in_any_case(repository: Path) -> None:
    workshop.write(repository, {"templates/.MANIFEST.jinja": "x\n", "pyproject.toml": TEMPLATED})
    assert b"output-name" in tool(repository, "build").stderr


def test_a_page_that_no_build_would_read_is_not_configured(repository: Path) -> None:
    workshop.write(repository, {".github/errors.md": workshop.PAGE})
    done = tool(repository, "init", ".github/errors.md")
    assert done.returncode == 2
    assert b"file-outside" in done.stderr
    assert (repository / "pyproject.toml").read_text() == CONFIG
    allowed = ["--allow", ".github"]
    assert tool(repository, "init", ".github/errors.md", "--name", "x", *allowed).returncode == 0
    assert tool(repository, "build", "-q", *allowed).returncode == 0


def test_a_configuration_that_is_no_file_is_named(repository: Path) -> None:
    (repository / "pyproject.toml").unlink()
    os.mkfifo(repository / "pyproject.toml")
    done = tool(repository, "check")
    assert done.returncode == 2
    assert b"no ordinary file" in done.stderr


def test_json_has_nothing_that_a_terminal_obeys(repository: Path) -> None:
    page = workshop.PAGE.replace("malformed", "a\x9bb\x7fc\u202ed\u2066e\u200bf")
    workshop.write(repository, {"docs/errors.md": page})
    shown = tool(repository, "show", "--format", "json").stdout
    assert not {0x7F, 0x9B, 0x202E, 0x2066} & set(map(ord, shown.decode()))
    assert (
        "a\x9bb\x7fc\u202ed\u2066e" in json.loads(shown)["catalogue"]["errors"][0]["messages"]["en"]
    )


def test_a_page_of_a_monorepo_is_read(repository: Path) -> None:
    project = repository / "services/api"
    text = CONFIG.replace("docs/errors.md", "../../docs/errors.md")
    workshop.write(project, {"pyproject.toml": text})
    assert tool(project, "build", "-q").returncode == 0


def test_a_farm_of_links_is_read(repository: Path) -> None:
    """As build engines make one: real folders, and a link for each declared input."""
    workshop.write(repository, {"templates/x/{name}.txt": "x\n", "pyproject.toml": TEMPLATED})
    farm = repository.parents[1] / "sandbox/exec"
    for path in ("pyproject.toml", "docs/errors.md", "templates/x/{name}.txt"):
        (farm / path).parent.mkdir(parents=True, exist_ok=True)
        (farm / path).symlink_to(repository / path)
    assert tool(farm, "build", "-q").returncode == 0
    assert (farm / "generated/x/my-errors.txt").read_text() == "x\n"
    assert not (repository / "generated").exists()


@pytest.mark.parametrize("kind", ["the only page", "an overlay", "a template", "the templates"])
def test_a_folder_that_the_user_allows_is_read(repository: Path, kind: str) -> None:
    path = plant(repository, kind)
    elsewhere = repository.parents[1] / "elsewhere"
    workshop.write(elsewhere, {"errors.md": PAGE, "errors.toml": "", "x/x.json": "1\n"})
    names = {".md": "errors.md", ".toml": "errors.toml", ".jinja": "x/x.json", "": "x"}
    path.symlink_to(elsewhere / names[path.suffix])
    assert tool(repository, "build", "-q").returncode == 2
    allowed = ["--allow", str(elsewhere)]
    done = tool(repository, "build", "-q", *allowed)
    assert done.returncode == 0, done.stderr
    assert tool(repository, "check", *allowed).returncode == 0
    # A stamp of a build that was allowed more answers nobody who allows less.
    assert tool(repository, "check").returncode == 2


UNFIT = {
    "a link to nowhere": lambda path, _: path.symlink_to("nowhere"),
    "a link to outside": lambda path, home: path.symlink_to(home / "outside"),
    "a file": lambda path, _: path.write_text("x"),
    "a linked folder in it": lambda path, home: (
        path.mkdir(),
        (path / "go").symlink_to(home / "outside"),
    ),
}


@pytest.mark.parametrize("make", UNFIT.values(), ids=UNFIT)
def test_templates_that_cannot_be_read_are_no_orphans(
    repository: Path, make: Callable[[Path, Path], object]
) -> None:
    workshop.write(repository, {"templates/x/{name}.txt": "x\n", "pyproject.toml": TEMPLATED})
    workshop.write(repository.parents[1] / "outside", {"x.txt": "x\n"})
    assert tool(repository, "build", "-q").returncode == 0
    before = workshop.tree(repository / "generated")
    shutil.rmtree(repository / "templates")
    make(repository / "templates", repository.parents[1])
    for verb in ("build", "check"):
        done = tool(repository, verb, "-q")
        assert done.returncode == 2
        assert b"template-folder" in done.stderr
    assert workshop.tree(repository / "generated") == before


def test_templates_that_are_named_and_not_there(repository: Path) -> None:
    workshop.write(repository, {"templates/x/{name}.txt": "x\n", "pyproject.toml": TEMPLATED})
    assert tool(repository, "build", "-q").returncode == 0
    text = f'[tool.error-table]\ntemplates = "tempaltes"\n{CONFIG}'
    workshop.write(repository, {"pyproject.toml": text})
    assert tool(repository, "build", "-q").returncode == 2
    assert (repository / "generated/x/my-errors.txt").exists()


def test_a_folder_of_templates_that_may_not_be_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The one who runs the tests may read everything: the system's answer is played."""
    workshop.write(repository, {"templates/x/{name}.txt": "x\n", "pyproject.toml": TEMPLATED})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("templates/x"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert cli.main(["build", "--root", str(repository)]) == 2
    assert "Permission denied: x" in capsys.readouterr().err


def claim(repository: Path, path: str, text: str = "mine\n") -> Path:
    """A file of somebody's, and a line of the manifest that says that it is ours."""
    assert tool(repository, "build", "-q").returncode == 0
    workshop.write(repository / "generated", {path: text})
    listing = repository / "generated/.manifest"
    listing.write_text(f"{listing.read_text()}{manifest.digest(text.encode())}  {path}\n")
    return repository / "generated" / path


THEIRS = ["notes.txt", "python/conftest.py", "docs/my-errors/en/errors/deep/x.md", "a/b", "empty"]


@pytest.mark.parametrize("path", THEIRS)
def test_a_line_of_the_manifest_is_no_right(repository: Path, path: str) -> None:
    theirs = claim(repository, path, "" if path == "empty" else "mine\n")
    for words in (["build"], ["build", "--force"], ["build"]):
        assert tool(repository, *words).returncode == 0
        assert theirs.exists()
    assert path not in (repository / "generated/.manifest").read_text()
    assert tool(repository, "check").returncode == 0


def test_what_a_template_could_have_written_goes(repository: Path) -> None:
    theirs = claim(repository, "docs/my-errors/ja-JP/errors/Gone.md")
    done = tool(repository, "build")
    assert b"delete generated/docs/my-errors/ja-JP/errors/Gone.md" in done.stdout
    assert not theirs.exists()


def test_what_is_left_is_told_once_and_with_its_place(repository: Path) -> None:
    claim(repository, "notes.txt")
    said = tool(repository, "check")
    assert said.returncode == 1
    assert b"output-left" in said.stderr
    assert b"generated/notes.txt" in said.stderr
    assert b"output-left" in tool(repository, "build").stderr
    assert b"output-left" not in tool(repository, "check").stderr


def test_a_staged_folder_of_somebody_else_is_cleared_and_links_in_it_are_not_followed(
    repository: Path,
) -> None:
    staged = repository / f"generated/{STAGING}-x/deep"
    staged.mkdir(parents=True)
    (staged / "link").symlink_to(repository.parents[1])
    (staged / "file").symlink_to(repository.parents[1] / ".bashrc")
    assert tool(repository, "build", "-q").returncode == 0
    assert not staged.exists()
    assert (repository.parents[1] / ".bashrc").read_text() == VICTIM


def test_an_overlay_that_is_a_link_to_nowhere_makes_nothing_there(repository: Path) -> None:
    (repository / "docs/errors.toml").symlink_to("../../../.profile")
    for words in (["pin"], ["audit", "--write", "seen.jsonl"]):
        assert tool(repository, *words).returncode == 2
    assert not (repository.parents[1] / ".profile").exists()


def test_a_configuration_that_is_a_link_is_not_written_elsewhere(repository: Path) -> None:
    (repository / "pyproject.toml").unlink()
    (repository / "pyproject.toml").symlink_to("../../.bashrc")
    done = tool(repository, "init", "docs/errors.md", "--root", str(repository))
    assert done.returncode == 2
    assert b"alias" not in done.stderr
    assert (repository.parents[1] / ".bashrc").read_text() == VICTIM


def test_what_the_user_names_on_the_command_line_is_read(repository: Path) -> None:
    """A pipe of the shell, a file of any size, standard input: they are the user's."""
    run = f"{sys.executable} -m generator"
    page = "docs/errors.md"
    for line in (
        f"{run} show -q --page <(cat {page})",
        f"{run} show -q --page /dev/stdin < {page}",
        f"cat {page} | {run} changes {page} -",
        f"{run} changes {page} <(cat {page})",
        f"{run} audit <(cat seen.jsonl)",
    ):
        done = workshop.run(["bash", "-c", line], repository)
        assert done.returncode in (0, 1), (line, done.stderr)
        assert b"error[" not in done.stderr.replace(b"error[audit", b""), line
