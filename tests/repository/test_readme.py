"""The README is run: each command in it, in order; `GENERATOR_UPDATE_CASES=1` writes what they say.

So do the pictures of it in `.github`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tests import workshop
from tests.conftest import extra
from tests.repository import terminal
from tests.repository.test_packaging import SOURCES

README = workshop.ROOT / "README.md"
UPDATE = bool(os.environ.get("GENERATOR_UPDATE_CASES"))
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OURS = 'console title="in this repository"'
# Longer than this an answer is cut in the middle, where the README says `…`.
LONGEST, HEAD, TAIL = 16, 4, 2
PICTURED = (
    "error-table show --page docs/errors.md",
    "python app.py",
    "sed -i.bak 's/ItemNotFound/ItemMissing/' docs/errors.md",
    "error-table changes",
)
TITLE = "The codes of a page, a caught exception, and a code that was renamed"

extra(shutil.which("bash") and os.name == "posix", "bash runs the commands of the README")


class Fence(NamedTuple):
    label: str
    text: str

    @property
    def path(self) -> str:
        """The file that it is, if it is one."""
        found = re.search(r'title="([\w./-]+)"', self.label)
        return found[1] if found else ""


def fences() -> list[Fence]:
    return [Fence(*found) for found in FENCE.findall(README.read_text("utf-8"))]


def commands(fence: Fence) -> list[str]:
    return re.findall(r"^\$ (.*)$", fence.text, re.MULTILINE)


def run(command: str, folder: Path, **more: str) -> str:
    """What a command prints, as a terminal of 80 columns shows it."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=workshop.environment(COLUMNS="80", **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    # 1 is an answer, too: something has changed.
    assert done.returncode in (0, 1), done.stdout
    assert "Traceback" not in done.stdout
    return done.stdout


def tools(folder: Path) -> dict[str, str]:
    """An environment in which the tool is installed, and the package that is made of the page."""
    tool = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    for name, text in {
        "error-table": (
            f"#!{sys.executable}\nimport sys\nsys.argv[0] = 'error-table'\n"
            "from generator.__main__ import main\nsys.exit(main())\n"
        ),
        "python": tool,
        "pip": "#!/bin/sh\n[ -f generated/python/pyproject.toml ]\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)
    return {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": f"{workshop.ROOT}{os.pathsep}generated/python",
    }


def session(folder: Path, **environment: str) -> dict[str, str]:
    """Every command of the README with what it printed; those for this repository run there."""
    answers = {}
    for fence in fences():
        if fence.path:
            workshop.write(folder, {fence.path: fence.text})
        if fence.label.startswith("console"):
            place = workshop.ROOT if fence.label == OURS else folder
            answers |= {line: run(line, place, **environment) for line in commands(fence)}
    return answers


@pytest.fixture(scope="module")
def tinted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("newcomer")
    return session(folder / "shop", **tools(folder / "bin"), NO_COLOR="", FORCE_COLOR="1")


@pytest.fixture(scope="module")
def answers(tinted: dict[str, str]) -> dict[str, str]:
    return {line: re.sub(r"\x1b\[[\d;]*m", "", said) for line, said in tinted.items()}


def shown(command: str, answer: str) -> str:
    lines = answer.rstrip("\n").split("\n") if answer else []
    if len(lines) > LONGEST:
        lines = [*lines[:HEAD], "…", *lines[-TAIL:]]
    return "\n".join([f"$ {command}", *lines, ""])


def test_the_readme_shows_what_the_tool_says(answers: dict[str, str]) -> None:
    def said(found: re.Match[str]) -> str:
        fence = Fence(found[1], found[2])
        if not fence.label.startswith("console"):
            return found[0]
        text = "".join(shown(line, answers[line]) for line in commands(fence))
        return f"```{fence.label}\n{text}```"

    text = README.read_text("utf-8")
    wanted = FENCE.sub(said, text)
    if UPDATE:
        README.write_text(wanted, "utf-8")
    assert README.read_text("utf-8") == wanted
    assert len(answers) >= 7


def test_the_exception_is_caught(answers: dict[str, str]) -> None:
    assert answers["python app.py"].startswith("404 7 Item 7 was not found.\n")
    assert "ItemNotFound is called ItemMissing now" in answers["error-table changes"]


@pytest.mark.parametrize("name", terminal.SCHEMES)
def test_the_picture_is_what_a_terminal_shows(name: str, tinted: dict[str, str]) -> None:
    text = "\n".join(shown(line, tinted[line]) for line in PICTURED)
    picture = terminal.svg(text, TITLE, terminal.SCHEMES[name])
    ElementTree.fromstring(picture)
    path = workshop.ROOT / ".github" / f"session-{name}.svg"
    if UPDATE:
        path.write_text(picture, "utf-8")
    assert path.read_text("utf-8") == picture
    assert f".github/{path.name}" in README.read_text("utf-8")


@pytest.mark.slow
def test_the_readme_installs_what_it_says(tmp_path: Path) -> None:
    """The same with pip and an environment of its own, as a newcomer has it."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in (*SOURCES, "source_docs", "generated"):
        source = workshop.ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, checkout / name)
    install, build, _ = (fence.text for fence in fences() if fence.label == "sh")
    run(install, checkout)
    path = f"{checkout / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    found = session(tmp_path / "shop", PATH=path, PYTHONPATH="")
    assert found["python app.py"].startswith("404 7 Item 7 was not found.\n")
    assert "nothing to do" in run(build, checkout)
