"""The lowest versions of the libraries that the project says it runs with."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

from tests import workshop
from tests.conftest import need
from tests.repository.test_interpreters import checkout

# Tests of ours to which black, or another library, has something to say.
OWN = [
    *(
        "tests/diagnostics/test_cases.py",
        "tests/render/test_tidy.py",
        "tests/render/test_black.py",
    ),
    *("tests/markdown/test_pages.py", "tests/markdown/test_front_matter.py"),
]

pytestmark = pytest.mark.slow


def lowest() -> list[str]:
    """Each dependency at the version that its requirement begins with."""
    project = tomllib.loads((workshop.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = [re.match(r"([A-Za-z0-9-]+)>=([0-9.]+),<[0-9]+$", x) for x in project["dependencies"]]
    assert all(found), "a dependency has a lowest version, and one that it stays below"
    return [f"{match[1]}=={match[2]}" for match in found if match]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that has these, and what our tests need."""
    folder = tmp_path_factory.mktemp("lowest")
    venv.create(folder, with_pip=True)
    found = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    options = ["-m", "pip", "install", "-q", "--disable-pip-version-check"]
    done = run(found, *options, *lowest(), "pytest", "hypothesis")
    need(done.returncode == 0, f"pip cannot install the lowest versions: {done.stderr[-300:]}")
    return found


def run(*words: Path | str, cwd: Path = workshop.ROOT) -> subprocess.CompletedProcess[str]:
    environment = workshop.environment(PYTEST_ADDOPTS="")
    return subprocess.run(
        list(map(str, words)), cwd=cwd, capture_output=True, text=True, env=environment
    )


def test_the_same_page_becomes_the_same_bytes(python: Path, tmp_path: Path) -> None:
    project = checkout(tmp_path / "project")
    done = run(python, "-m", "generator", "build", cwd=project)
    assert done.returncode == 0, done.stderr
    assert workshop.tree(project / "generated") == workshop.tree(workshop.ROOT / "generated")


def test_our_own_tests_pass(python: Path) -> None:
    done = run(python, "-m", "pytest", "-p", "no:cacheprovider", *OWN)
    assert done.returncode == 0, done.stdout[-3000:]
