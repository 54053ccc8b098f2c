"""`templates`: what is built in, and copies of it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests import workshop
from tests.conftest import extra

NAMED = f'[tool.error-table]\ntemplates = "own"\n\n{workshop.CONFIG}'


@pytest.fixture
def few(tmp_path: Path) -> Path:
    workshop.write(tmp_path / "few", {**workshop.TEMPLATES, "docs/_parts/x.jinja": "x"})
    return tmp_path / "few"


def tool(folder: Path, *words: str, templates: Path | None = None) -> CompletedProcess[bytes]:
    return workshop.inside(["templates", *words], folder, templates)


def test_each_is_listed_with_what_it_makes(tmp_path: Path, few: Path) -> None:
    folder = workshop.make(tmp_path / "shop", config=NAMED)
    workshop.write(folder, {"own/python/py.typed": "", "own/mine.txt": ""})
    done = tool(folder, templates=few)
    assert (done.returncode, done.stderr) == (0, b"5 templates, 1 of them copied\n")
    assert done.stdout.decode() == """\
KIND           TEMPLATE                     MAKES
all.txt.jinja  all.txt.jinja                generated/all.txt
docs           docs/_parts/x.jinja          a part of others
docs           docs/{name}/{code}.md.jinja  generated/docs/{name}/{code}.md
json           json/{name}.json.jinja       generated/json/{name}.json
python         python/py.typed              generated/python/py.typed (copied)
"""


TARGETS = """
[[tool.error-table.targets]]
kind = "json"
path = "a"

[[tool.error-table.targets]]
kind = "json"
path = "b/{name}"
"""


def test_a_template_may_make_several_things_or_nothing(tmp_path: Path, few: Path) -> None:
    folder = workshop.make(tmp_path / "shop", config=NAMED + TARGETS)
    told = json.loads(tool(folder, "--format", "json", templates=few).stdout)
    assert (told["status"], told["folder"], told["problems"]) == ("ok", "own", [])
    rows = {row["path"]: row for row in told["templates"]}
    assert rows["json/{name}.json.jinja"] == {
        "kind": "json",
        "path": "json/{name}.json.jinja",
        "makes": ["a/{name}.json", "b/{name}/{name}.json"],
        "own": False,
    }
    assert rows["python/py.typed"]["makes"] == []
    assert b"python/py.typed              nothing here\n" in tool(folder, templates=few).stdout


def test_they_are_listed_where_there_is_no_project(tmp_path: Path) -> None:
    done = tool(tmp_path)
    assert done.returncode == 0
    assert b"generated/python/{package}/errors.py\n" in done.stdout
    assert b"copied" not in done.stderr


@pytest.mark.parametrize("words", [["--eject", "json"], ["--root", "."]])
def test_a_project_that_is_asked_for_has_to_be_there(tmp_path: Path, words: list[str]) -> None:
    done = tool(tmp_path, *words)
    assert done.returncode == 2
    assert b"config-missing" in done.stderr


def test_what_is_wrong_with_a_configuration_is_said(tmp_path: Path) -> None:
    folder = workshop.make(tmp_path, config=NAMED.replace("templates", "tempaltes"))
    done = tool(folder)
    assert done.returncode == 2
    assert b"config-unknown" in done.stderr


def test_copies_change_nothing(tmp_path: Path) -> None:
    """All of them: what they make is left to be tidied as ours is."""
    folder = workshop.make(tmp_path, config=NAMED)
    (folder / "own").mkdir()
    assert workshop.inside(["build"], folder).returncode == 0
    before = workshop.outputs(folder)
    kinds = ["docs", "json", "openapi", "python/", "typescript", "json"]
    done = tool(folder, *(word for kind in kinds for word in ("--eject", kind)))
    assert done.returncode == 0, done.stderr
    copied = {path: (workshop.ROOT / "templates" / path) for path in workshop.tree(folder / "own")}
    assert len(copied) > 40
    for path, ours in copied.items():
        assert (folder / "own" / path).read_bytes() == ours.read_bytes()
        assert f"create own/{path}\n" in done.stdout.decode()
    checked = workshop.inside(["check"], folder)
    assert checked.returncode == 0, checked.stdout
    assert workshop.inside(["build"], folder).stdout == b""
    assert workshop.outputs(folder) == before


def test_one_is_copied_or_a_folder(tmp_path: Path, few: Path) -> None:
    folder = workshop.make(tmp_path / "shop", config=NAMED)
    done = tool(folder, "--eject", "docs/{name}", "--eject", "all.txt.jinja", templates=few)
    assert done.stderr == b"2 files copied\n"
    assert set(workshop.tree(folder / "own")) == {"docs/{name}/{code}.md.jinja", "all.txt.jinja"}
    again = tool(folder, "--eject", "docs", "--format", "json", templates=few)
    told = json.loads(again.stdout)
    assert [change["path"] for change in told["changes"]] == ["own/docs/_parts/x.jinja"]
    assert again.stderr == b"1 file copied, 1 file the same already\n"
    assert tool(folder, "--eject", "docs", "-q", templates=few).stderr == b""


def test_a_changed_copy_is_kept_and_nothing_else_is_written(tmp_path: Path, few: Path) -> None:
    folder = workshop.make(tmp_path / "shop", config=NAMED)
    workshop.write(folder, {"own/docs/{name}/{code}.md.jinja": "mine"})
    before = workshop.tree(folder)
    done = tool(folder, "--eject", "docs", templates=few)
    assert done.returncode == 2
    assert b"template-taken" in done.stderr
    assert workshop.tree(folder) == before
    told = json.loads(tool(folder, "--eject", "docs", "--format", "json", templates=few).stdout)
    assert (told["status"], len(told["problems"])) == ("error", 1)
    done = tool(folder, "--eject", "docs", "--force", templates=few)
    assert done.stdout == (
        b"create own/docs/_parts/x.jinja\nupdate own/docs/{name}/{code}.md.jinja\n"
    )


def test_nothing_is_written_out_of_the_repository(tmp_path: Path, few: Path) -> None:
    """A folder that is a link comes with a repository, too."""
    folder = workshop.make(tmp_path / "shop", config=NAMED)
    workshop.write(folder / ".git", {"config": ""})
    (tmp_path / "victim").mkdir()
    (folder / "own").symlink_to("../victim")
    done = tool(folder, "--eject", "docs", "--force", templates=few)
    assert done.returncode == 2
    assert b"file-outside" in done.stderr
    assert workshop.tree(tmp_path / "victim") == {}
    (folder / "own").unlink()
    workshop.write(tmp_path / "victim", {"json/{name}.json.jinja": "secret"})
    (folder / "own").mkdir()
    (folder / "own/json").symlink_to("../../victim/json")
    done = tool(folder, "--eject", "json", "--force", templates=few)
    assert done.returncode == 2
    assert b"a link" in done.stderr
    assert workshop.tree(tmp_path / "victim") == {"json/{name}.json.jinja": b"secret"}


def test_a_pipe_is_not_waited_for(tmp_path: Path, few: Path) -> None:
    folder = workshop.make(tmp_path / "shop", config=NAMED)
    (folder / "own/python").mkdir(parents=True)
    extra(hasattr(os, "mkfifo"), "this system has no pipes with names")
    os.mkfifo(folder / "own/python/py.typed")
    assert b"(copied)" in tool(folder, templates=few).stdout
    assert b"a device" in tool(folder, "--eject", "python", "--force", templates=few).stderr
