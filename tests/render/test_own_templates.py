"""The manual's chapter on own templates: every block is of the example, or comes of it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests import workshop
from tests.render.test_go import EXAMPLE

CHAPTER = (workshop.ROOT / "generator/manual/own-templates.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", CHAPTER, re.MULTILINE | re.DOTALL)
# What the tests of Go run: see test_go.py.
OF_GO = {"gofmt -l .", "go vet ./...", "go test ./..."}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built."""
    folder = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("own") / "acme")
    assert workshop.inside(["build"], folder).returncode == 0
    return folder


SUFFIXES = {"toml": "error-table.toml", "jinja": "*.jinja", "go": "*.go"}


@pytest.mark.parametrize(("language", "text"), [b for b in BLOCKS if b[0] in SUFFIXES])
def test_a_block_is_a_piece_of_the_example(project: Path, language: str, text: str) -> None:
    files = [path.read_text("utf-8") for path in project.rglob(SUFFIXES[language])]
    assert any(text in file for file in files)


def test_the_whole_configuration_is_shown() -> None:
    assert dict(BLOCKS)["toml"] == (EXAMPLE / "error-table.toml").read_text("utf-8")


def test_the_commands_run(project: Path) -> None:
    lines = [line for language, text in BLOCKS if language == "sh" for line in text.splitlines()]
    assert set(lines) >= OF_GO
    for line in lines:
        if line not in OF_GO:
            name, *words = shlex.split(line)
            assert name == "error-table"
            done = workshop.inside(words, project)
            assert done.returncode == 0, done.stderr
    assert (project / "templates/docs/{name}/llms.txt.jinja").is_file()


def test_a_misspelt_name_is_said_as_shown(project: Path, tmp_path: Path) -> None:
    [shown] = [text for language, text in BLOCKS if language == "text"]
    folder = shutil.copytree(project, tmp_path / "acme")
    [template] = folder.rglob("errors.go.jinja")
    text = template.read_text("utf-8").replace("error.code | literal", "error.cod | literal")
    template.write_text(text, "utf-8")
    done = workshop.inside(["check"], folder)
    assert done.returncode == 2
    assert shown in done.stderr.decode()


def test_every_block_is_held_against_something() -> None:
    assert {language for language, _ in BLOCKS} == {*SUFFIXES, "sh", "text"}
