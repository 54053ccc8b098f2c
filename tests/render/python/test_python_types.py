"""The generated Python under strict checkers, by itself and in a program that uses it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import python_package
from tests.conftest import first

USER = Path(__file__).with_name("user.py")
SCRIPTS = Path(sys.executable).parent


def run(*command: str, cwd: Path) -> str:
    found = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=cwd, env=found, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def mypy(place: Path, *paths: str) -> set[tuple[int, str]]:
    """(line, message) of each finding."""
    flags = ["--strict", "--no-error-summary", "--show-error-codes", "--config-file="]
    told = run(sys.executable, "-m", "mypy", *flags, *paths, cwd=place)
    return {(int(n), text) for n, text in re.findall(r":(\d+): error: (.*)", told)}


def pyright(place: Path, path: str) -> set[tuple[int, str]]:
    told = run(sys.executable, "-m", "pyright", "--outputjson", path, cwd=place)
    problems = json.loads(told)["generalDiagnostics"]
    return {(x["range"]["start"]["line"] + 1, x["message"]) for x in problems}


def refused(checker: str) -> set[int]:
    lines = enumerate(USER.read_text("utf-8").split("\n"), 1)
    return {n for n, line in lines if "# refused by" in line and checker in line}


@pytest.mark.parametrize("key", first(python_package.CATALOGUES))
def test_mypy_has_nothing_to_say(key: str) -> None:
    assert mypy(python_package.folder(key), ".") == set()


@pytest.mark.parametrize(
    "key", first(["whole", "hostile", "variants", "aged", "numeric", "told", "soft", "graph"])
)
def test_pyright_has_nothing_to_say(key: str) -> None:
    """Strictly: the distribution's own configuration says so."""
    assert (
        'typeCheckingMode = "strict"' in (python_package.folder(key) / "pyproject.toml").read_text()
    )
    assert pyright(python_package.folder(key), ".") == set()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("user")
    shutil.copy(USER, folder / "user.py")
    for key in ("several", "soft"):
        shutil.copytree(python_package.folder(key) / f"made_{key}", folder / f"made_{key}")
    rules = {
        "typeCheckingMode": "strict",
        "reportUnusedExpression": False,
        "reportUnusedCoroutine": False,
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(rules), "utf-8")
    return folder


def test_mypy_refuses_what_it_should(place: Path) -> None:
    """Exactly the lines that are marked."""
    found = mypy(place, "user.py")
    assert {line for line, _ in found} == refused("mypy"), sorted(found)


def test_pyright_refuses_what_it_should(place: Path) -> None:
    found = pyright(place, "user.py")
    assert {line for line, _ in found} == refused("pyright"), sorted(found)
