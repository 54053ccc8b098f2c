"""What `changes` asks of git: an answer, or the reason why git has none; and nothing runs by it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli
from generator.cli import git
from tests import workshop
from tests.conftest import need

need(shutil.which("git"), "these are about git")

JSON = "generated/json/shop-errors.json"


def run(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A project with its catalogue committed, and a page in which something breaks since."""
    made = workshop.make(tmp_path / "shop")
    monkeypatch.chdir(made)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert cli.main(["show", "-q", "--format", "json"]) == 0
    workshop.write(made, {JSON: capsys.readouterr().out})
    run(made, "init", "-q", "-b", "main")
    run(made, "add", "-A")
    run(made, "commit", "-qm", "one")
    page = workshop.PAGE.replace("ItemNotFound", "NoItem")
    workshop.write(made, {"docs/errors.md": page})
    assert cli.main(["show", "-q", "--format", "json"]) == 0
    workshop.write(made, {JSON: capsys.readouterr().out})
    return made


def changes(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    code = cli.main(["changes", "--format", "json", *words])
    body = json.loads(capsys.readouterr().out)
    told = body.get("problems") or body["changes"]
    return code, [one["rule"] for one in told], "".join(one.get("label", "") for one in told)


def object_of(shop: Path, name: str) -> Path:
    found = run(shop, "rev-parse", name)
    return shop / ".git" / "objects" / found[:2] / found[2:]


def gone(name: str) -> Callable[[Path], None]:
    return lambda shop: object_of(shop, name).unlink()


def corrupt(name: str) -> Callable[[Path], None]:
    def spoil(shop: Path) -> None:
        path = object_of(shop, name)
        path.chmod(0o644)
        path.write_bytes(b"x")

    return spoil


def written(path: str, text: str) -> Callable[[Path], None]:
    return lambda shop: workshop.write(shop, {path: text}) or None


def owned(shop: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    for path in (shop, *shop.rglob("*")):
        os.chown(path, 4321, 4321)


def unborn(shop: Path) -> None:
    (shop / ".git/refs/heads/main").unlink()


BROKEN = {
    "no commit object": (gone("HEAD"), "missing object"),
    "a corrupt commit": (corrupt("HEAD"), "is corrupt"),
    "no tree object": (gone("HEAD:generated"), ""),
    "no file object": (gone(f"HEAD:{JSON}"), ""),
    "a corrupt file": (corrupt(f"HEAD:{JSON}"), "is corrupt"),
    "a corrupt file of the configuration": (corrupt("HEAD:pyproject.toml"), "is corrupt"),
    "a corrupt HEAD": (written(".git/HEAD", "garbage\n"), "not a git repository"),
    "a corrupt branch": (written(".git/refs/heads/main", "garbage\n"), "HEAD"),
    "a corrupt configuration": (written(".git/config", "[xx\n"), "bad config"),
    "a foreign owner": (owned, "dubious ownership"),
    "an unknown format": (
        written(".git/config", "[core]\nrepositoryformatversion = 99\n"),
        "version",
    ),
}


@pytest.mark.parametrize(("spoil", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_repository_that_git_cannot_read_is_no_news(
    shop: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None], reason: str
) -> None:
    assert changes(capsys)[:2] == (1, ["code-renamed"])
    spoil(shop)
    code, rules, label = changes(capsys)
    assert (code, set(rules)) == (2, {"side-unanswered"})
    assert label
    assert reason in label
    assert "fatal" not in label
    assert "\n" not in label
    assert changes(capsys, "main")[0] == 2


def test_what_people_see(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert cli.main(["changes", "main"]) == 2
    assert capsys.readouterr() == (
        "",
        """\
error[side-unanswered]: git cannot say what main has
 --> main
  = there is no git on the path
  = help: see to what git says, or name two files to compare

cannot tell what changed
""",
    )


@pytest.mark.parametrize("path", ["", "/nowhere", "."])
def test_without_git_a_repository_cannot_be_read(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """A program called git that lies in the project is not the user's."""
    workshop.write(shop, {"git": "#!/bin/sh\ntouch ran\n"})
    (shop / "git").chmod(0o755)
    monkeypatch.setenv("PATH", path)
    for words in ([], ["main"], ["HEAD:docs/errors.md", "docs/errors.md"]):
        code, rules, label = changes(capsys, *words)
        assert (code, set(rules)) == (2, {"side-unanswered"}), words
        assert "there is no git on the path" in label
    assert changes(capsys, "docs/errors.md")[0] == 0, "two files need no git"
    assert not (shop / "ran").exists()


@pytest.mark.parametrize(("script", "reason"), [("exit 3", "it ended with 3"), (None, "format")])
def test_a_git_that_fails_is_quoted(
    shop: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    script: str | None,
    reason: str,
) -> None:
    false = tmp_path / "bin" / "git"
    false.parent.mkdir()
    false.write_bytes(f"#!/bin/sh\n{script}\n".encode() if script else b"\x7fELF\0odd")
    false.chmod(0o755)
    monkeypatch.setenv("PATH", str(false.parent))
    code, rules, label = changes(capsys)
    assert (code, rules) == (2, ["side-unanswered"])
    assert reason in label.lower()


def test_without_a_repository_or_a_commit_what_was_built_will_do(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unborn(shop)
    monkeypatch.setenv("GIT_TRACE", "1")
    assert changes(capsys)[:2] == (0, [])
    assert changes(capsys, "main")[:2] == (2, ["side-unknown"])
    shutil.rmtree(shop / ".git")
    assert changes(capsys)[:2] == (0, [])
    assert changes(capsys, "main")[:2] == (2, ["side-unknown"])


def test_what_is_no_file_of_a_revision_is_missing(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for word in ("HEAD:nothing.md", "HEAD:docs", "nothing:docs/errors.md", ":nothing.md"):
        assert changes(capsys, word)[:2] == (2, ["side-missing"]), word
    run(shop, "add", "-A")
    assert changes(capsys, "HEAD:docs/errors.md", ":docs/errors.md")[1] == ["code-renamed"]


def test_a_word_is_no_option_of_git(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("--output=ran", "--help", "-"):
        cli.main(["changes", "--", f"{word}:x" if word == "-" else word])
    assert git.content(shop, "--output=ran", "x") == (None, ())
    assert git.knows(shop, "--exec=touch ran") == (False, ())
    assert not (shop / "ran").exists()
    capsys.readouterr()


def test_nothing_that_a_repository_configures_runs(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = f"sh -c 'touch \"{shop}/ran\"; cat'"
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.gitProxy",
        "pager.cat-file",
    ):
        run(shop, "config", key, ran)
    for kind in ("textconv", "command"):
        run(shop, "config", f"diff.x.{kind}", ran)
    run(shop, "config", "filter.x.smudge", ran)
    workshop.write(shop, {".gitattributes": "* diff=x filter=x\n"})
    # A partial clone fetches what it lacks, by whatever its configuration says.
    run(shop, "config", "remote.origin.url", f"ext::{ran}")
    run(shop, "config", "remote.origin.promisor", "true")
    run(shop, "config", "protocol.ext.allow", "always")
    run(shop, "config", "extensions.partialClone", "origin")
    object_of(shop, f"HEAD:{JSON}").unlink()
    assert changes(capsys)[:2] == (2, ["side-unanswered"])
    assert not (shop / "ran").exists()


def test_a_hook_of_another_repository_is_not_obeyed(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """git tells its hooks where their repository is; ours is where the project lies."""
    monkeypatch.setenv("GIT_DIR", str(shop.parent / "other"))
    monkeypatch.setenv("GIT_INDEX_FILE", "other")
    assert changes(capsys)[:2] == (1, ["code-renamed"])


def test_a_replaced_object_is_not_believed(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = run(shop, "hash-object", "-w", JSON)
    run(shop, "replace", run(shop, "rev-parse", f"HEAD:{JSON}"), new)
    assert changes(capsys)[:2] == (1, ["code-renamed"])
