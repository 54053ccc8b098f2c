"""Generated files that git does not know, told to whoever commits."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from generator import cli
from generator.project import places
from tests import workshop
from tests.conftest import need

need(shutil.which("git"), "these are about git")

ASKED = "--exit-non-zero-on-untracked"
NEW = "generated/docs/shop-errors/Gone.md"


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project below the top of a repository, built and added; it has a new file since."""
    workshop.write(tmp_path / "few", workshop.TEMPLATES)
    monkeypatch.setattr(places, "built_in", lambda: tmp_path / "few")
    folder = workshop.make(tmp_path / "top" / "my shop")
    monkeypatch.chdir(folder)
    git(folder.parent, "init", "-q")
    assert cli.main(["build"]) == 0
    git(folder, "add", "-A")
    workshop.write(folder, {"docs/errors.md": workshop.PAGE + "| Gone | Gone (410) | It left. |\n"})
    workshop.write(folder, {"generated/notes.txt": "nobody's but mine\n"})
    return folder


def test_a_new_file_is_told_with_the_command_that_adds_it(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop.parent)
    words = [ASKED, "--root", "my shop"]
    assert cli.main(["build", *words]) == 1
    assert cli.main(["build", *words]) == 1, "also where nothing is left to write"
    capsys.readouterr()
    assert cli.main(["check", *words]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    command = shlex.join(["git", "add", f"my shop/{NEW}"])
    assert err == (
        "warning[output-untracked]: git does not track this generated file\n"
        f" --> {NEW}\n"
        f"  = help: git commit -a leaves it out, so run: {command}\n\n"
        "7 files as build would write them (1 warning)\n"
    )
    assert cli.main(["check", *words, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["status"] == "drift"
    git(shop.parent, *shlex.split(command)[1:])
    assert [cli.main([verb, *words]) for verb in ("check", "build")] == [0, 0]


def test_without_being_asked_nobody_is_told(shop: Path) -> None:
    assert [cli.main([verb]) for verb in ("build", "check")] == [0, 0]


@pytest.mark.parametrize("level", ["off", "note"])
def test_it_has_a_level_as_every_rule_has(shop: Path, level: str) -> None:
    config = f'{workshop.CONFIG}[tool.error-table.levels]\noutput-untracked = "{level}"\n'
    workshop.write(shop, {"pyproject.toml": config})
    assert cli.main(["build", ASKED]) == int(level != "off")


def test_many_files_are_added_by_their_folders(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"| New{n} | Conflict (409) | New. |\n" for n in range(12))
    workshop.write(shop, {"docs/errors.md": workshop.PAGE + rows})
    assert cli.main(["build", ASKED]) == 1
    assert "run: git add generated/docs/shop-errors/New0.md generated/" in capsys.readouterr().err
    git(shop, "rm", "-q", "--cached", "generated/all.txt")
    assert cli.main(["check", ASKED]) == 1
    err = capsys.readouterr().err
    assert "this generated file, and 12 generated files more" in err
    assert "run: git add generated\n" in err


@pytest.mark.parametrize("ignored", [".gitignore", ".git/info/exclude"])
def test_what_git_ignores_is_nobodys_business(shop: Path, ignored: str) -> None:
    workshop.write(shop.parent, {ignored: "Gone.md\n"})
    assert cli.main(["build", ASKED]) == 0


def test_outside_a_repository_there_is_nothing_to_track(shop: Path) -> None:
    shutil.rmtree(shop.parent / ".git")
    assert cli.main(["build", ASKED]) == 0


def test_what_git_cannot_say_is_told(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop.parent / ".git/index").write_bytes(b"no index")
    assert cli.main(["build", ASKED]) == 1
    assert "warning[side-unanswered]: git cannot say what the index has" in capsys.readouterr().err


@pytest.mark.parametrize(("place", "code"), [(".git/next", 1), ("elsewhere", 0)])
def test_a_hook_is_asked_of_the_index_that_is_committed(
    shop: Path, monkeypatch: pytest.MonkeyPatch, place: str, code: int
) -> None:
    """`git commit PATH` makes one of its own; one of another repository says nothing of ours."""
    assert cli.main(["build"]) == 0
    shutil.copy(shop.parent / ".git/index", shop.parent / place)
    git(shop, "add", "generated")
    monkeypatch.setenv("GIT_INDEX_FILE", str(shop.parent / place))
    assert cli.main(["check", ASKED]) == code
