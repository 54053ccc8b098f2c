"""Compiled templates in the user's cache: never in a project, never believed when in doubt."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from unittest import mock

import jinja2
import pytest

from generator import __version__, render
from generator.project import bytecode, places
from generator.project.bytecode import Bytecode
from tests import workshop
from tests.anything import fuzz

TEMPLATES = {f"{n}.txt.jinja": f"{{{{ word | py_str }}}} {n}\n" for n in range(3)}
SAID = [f'"x" {n}\n' for n in range(3)]


@pytest.fixture
def kept(tmp_path: Path) -> Bytecode:
    return Bytecode(tmp_path / "cache" / "bytecode", "this tool")


def rendered(kept: Bytecode | None, templates: dict[str, str] = TEMPLATES) -> list[str | None]:
    env = render.environment(templates, kept)
    return [render.text(env, path, {"word": "x"})[0] for path in templates]


def compiled(kept: Bytecode, templates: dict[str, str] = TEMPLATES) -> int:
    """How many templates are compiled anew."""
    whole = jinja2.Environment.compile
    with mock.patch.object(jinja2.Environment, "compile", autospec=True, side_effect=whole) as seen:
        assert rendered(kept, templates) == rendered(None, templates)
    return int(seen.call_count) - len(templates)


def test_a_template_is_compiled_once(kept: Bytecode) -> None:
    assert compiled(kept) == 3
    assert compiled(kept) == 0
    assert len(list(kept.folder.iterdir())) == 3


def test_one_that_has_changed_is_compiled_again(kept: Bytecode) -> None:
    rendered(kept)
    changed = {**TEMPLATES, "1.txt.jinja": "{{ word }}, changed\n"}
    assert compiled(kept, changed) == 1
    assert rendered(kept, changed) == [SAID[0], "x, changed\n", SAID[2]]
    assert compiled(kept) == 1


def test_what_another_tool_has_compiled_is_not_taken(kept: Bytecode) -> None:
    rendered(kept)
    assert compiled(replace(kept, tool="another tool")) == 3


def test_the_place_of_an_error_is_said_by_compiled_templates(kept: Bytecode) -> None:
    templates = {"x.txt.jinja": "one\n{{ word }}\n{{ nothing.at_all }}\n"}
    for _ in range(2):
        text, (problem,) = render.text(
            render.environment(templates, kept), *templates, {"word": "x"}
        )
        assert text is None
        assert (problem.span.path, problem.span.line) == ("x.txt.jinja", 3)
    assert list(kept.folder.iterdir())


DAMAGES: list[Callable[[Random, bytes], bytes]] = [
    lambda dice, content: content[: dice.randrange(len(content))],
    lambda dice, content: content + dice.randbytes(dice.randint(1, 9)),
    lambda dice, content: dice.randbytes(len(content)),
    lambda dice, content: content[:32] + dice.randbytes(len(content) - 32),
    lambda dice, content: dice.randbytes(32) + content[32:],
]


def flipped(dice: Random, content: bytes) -> bytes:
    at = dice.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << dice.randrange(8)]) + content[at + 1 :]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Bytecode:
    return Bytecode(tmp_path_factory.mktemp("shelf") / "bytecode", "this tool")


@pytest.mark.parametrize("damage", [*DAMAGES, flipped])
@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_file_is_compiled_anew(
    shelf: Bytecode, damage: Callable[[Random, bytes], bytes], seed: int
) -> None:
    rendered(shelf)
    dice = Random(seed)
    for file in shelf.folder.iterdir():
        file.write_bytes(damage(dice, file.read_bytes()))
    assert compiled(shelf) == 3
    assert compiled(shelf) == 0


@fuzz(1, rounds=1)
def test_what_is_loaded_is_what_was_kept(dice: Random) -> None:
    content = dice.randbytes(dice.randint(1, 99))
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "fuzz"
    one = Bytecode(folder, dice.choice("ab"))
    one.keep("x", content)
    assert one.load("x") == content
    assert replace(one, tool="c").load("x") is None
    damage = dice.choice([*DAMAGES[:2], *DAMAGES[4:], flipped])
    (folder / "x").write_bytes(damage(dice, (folder / "x").read_bytes()))
    assert one.load("x") is None


def file_in_the_way(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_bytes(b"")


def folders_in_the_way(folder: Path) -> None:
    env = render.environment(TEMPLATES, Bytecode(folder, ""))
    for path in TEMPLATES:
        env.get_template(path)
    for file in list(folder.iterdir()):
        file.unlink()
        (file / "x").mkdir(parents=True)


def pipes_in_the_way(folder: Path) -> None:
    folders_in_the_way(folder)
    for file in list(folder.iterdir()):
        (file / "x").rmdir()
        file.rmdir()
        os.mkfifo(file)


@pytest.mark.parametrize("hinder", [file_in_the_way, folders_in_the_way, pipes_in_the_way])
def test_where_nothing_can_be_kept_nothing_is_said(
    kept: Bytecode, hinder: Callable[[Path], None]
) -> None:
    if hinder is pipes_in_the_way and not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    hinder(kept.folder)
    assert rendered(kept) == SAID
    assert not list(kept.folder.parent.rglob("*-*"))


def test_nothing_is_left_of_a_write_that_fails(
    kept: Bytecode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(Path, "replace", full)
    assert rendered(kept) == SAID
    assert list(kept.folder.iterdir()) == []


def test_two_builds_at_once(kept: Bytecode) -> None:
    with ThreadPoolExecutor(8) as several:
        assert list(several.map(lambda _: rendered(kept), range(40))) == [SAID] * 40
    assert compiled(kept) == 0


LAID = {"templates/all.txt.jinja": "{{ catalogues[0].name }}\n"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project without a build, and a cache beside it."""
    folder = tmp_path_factory.mktemp("bytecode") / "project"
    workshop.make(folder, config=workshop.TEMPLATED)
    workshop.write(folder, LAID)
    return folder


def built(project: Path, **more: str) -> dict[str, bytes]:
    cache = {"XDG_CACHE_HOME": str(project.parent / "cache"), **more}
    done = workshop.run(workshop.command("build", "--force"), project, **cache)
    assert done.returncode == 0, done.stderr.decode()
    return workshop.tree(project / "generated")


def test_a_build_keeps_it_for_the_next_and_for_nobody_else(project: Path) -> None:
    first = built(project)
    home = project.parent / "cache/error-table-generator/bytecode"
    [folder] = home.iterdir()
    assert folder.name == f"{__version__}-{sys.implementation.cache_tag}"
    assert [stat.S_IMODE(one.stat().st_mode) for one in (home, folder)] == [0o700, 0o700]
    times = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert len(times) > 40
    workshop.write(project, {"docs/errors.md": workshop.PAGE.replace("later", "soon")})
    second = built(project)
    assert second != first
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == times
    workshop.write(project, {"docs/errors.md": workshop.PAGE})
    assert built(project) == first
    # Nothing but what was there, and what was generated.
    assert {path.name for path in project.iterdir()} == {
        *("docs", "generated", "pyproject.toml", "templates"),
    }


def test_a_template_edited_between_two_builds_is_seen(project: Path) -> None:
    built(project)
    workshop.write(project, {"templates/all.txt.jinja": "edited\n"})
    try:
        assert built(project)["all.txt"] == b"edited\n"
    finally:
        workshop.write(project, LAID)


def test_without_a_home_it_builds_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(project)
    monkeypatch.setattr(places, "cache", lambda: None)
    assert bytecode.found(project) is None
    assert built(project, XDG_CACHE_HOME="", HOME="") == first


@pytest.mark.parametrize("inside", ["cache", "../cache", "../above/../cache"])
def test_a_cache_in_the_project_s_repository_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    """What lies there has come with the repository, perhaps; and bytecode is code."""
    folder = workshop.make(tmp_path / "repository" / "project")
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / "repository" / "above").mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / inside))
    assert bytecode.found(folder) is None
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert bytecode.found(folder) is not None
    (tmp_path / "cache").symlink_to(folder)
    assert bytecode.found(folder) is None


def test_what_a_repository_brings_is_not_run(tmp_path: Path) -> None:
    """A file as another user of this very tool would have it, whose code does something else."""
    folder = workshop.make(tmp_path / "project")
    cache = folder / "cache"
    built(folder, XDG_CACHE_HOME=str(tmp_path / "elsewhere"))
    hostile = tmp_path / "elsewhere" / "error-table-generator"
    (cache / "error-table-generator").mkdir(parents=True)
    (hostile / "bytecode").rename(cache / "error-table-generator" / "bytecode")
    before = workshop.stats(cache)
    code = (
        "import sys; from jinja2 import bccache\n"
        "bccache.marshal = None  # what would load it\n"
        "from generator.cli import main\n"
        "sys.exit(main(['build', '--force']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=workshop.environment(XDG_CACHE_HOME=str(cache)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert workshop.stats(cache) == before
