"""Other versions of Python, compiled for Node: the same bytes, and the tests pass in them, too."""

from __future__ import annotations

import importlib.util
import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator import cli, names
from tests import node, workshop

ROOT = Path(__file__).parents[2]
HOME = Path(__file__).parent / "pyodide"
VERSIONS = ("3.12", "3.13", "3.14", "3.15")
LIBRARIES = ("black", "click", "jinja2", "markupsafe", "mistune", "packaging", "pathspec")
LIBRARIES += ("platformdirs", "pytest", "pytokens", "yaml")
# Tests of ours that start no process and need no C extension but hypothesis's.
OWN = """
test_names test_characters catalogue/test_similarity catalogue/test_placeholders
catalogue/test_recover catalogue/test_rows markdown/test_inline project/test_toml
diagnostics/test_draw diagnostics/test_cases
"""

pytestmark = pytest.mark.slow

PRELUDE = """\
import os, sys
sys.path[:0] = {paths!r}
assert sys.version.startswith({version!r}), sys.version
"""
BUILD = """\
from generator import cli
for project in "/project", "/hostile":
    os.chdir(project)
    assert cli.main(["build"]) == 0
"""
UNITTEST = """\
import unittest
os.chdir("/generated")
done = unittest.main(None, argv=["unittest", "discover", "-s", "tests"], exit=False).result
assert done.wasSuccessful() and done.testsRun > 3, done
"""
# Hypothesis has a C extension: what it would test is skipped.
PYTEST = """\
import types
import pytest

class Anything(types.ModuleType):
    __path__ = []
    def __getattr__(self, name):
        return self
    def __call__(self, *_, **__):
        return self
    __or__ = __call__

hypothesis = Anything("hypothesis")
hypothesis.given = lambda *_, **__: pytest.mark.skip("there is no hypothesis")
hypothesis.settings = hypothesis.example = lambda *_, **__: lambda function: function
hypothesis.settings.register_profile = hypothesis.settings.load_profile = hypothesis
sys.modules |= {{f"hypothesis{{end}}": hypothesis for end in ("", ".strategies")}}
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
os.chdir("/checkout")
options = "-p no:cacheprovider -p no:faulthandler -p no:threadexception --capture=sys".split()
assert pytest.main([*options, *(f"tests/{{name}}.py" for name in {own!r}.split())]) == 0
"""


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def libraries() -> dict[str, Path]:
    """The folders that the tool's libraries lie in, by the place where they are mounted."""
    found = filter(None, map(importlib.util.find_spec, LIBRARIES))
    folders = {Path(spec.origin or "").parents[1] for spec in found}
    return {f"/site{number}": folder for number, folder in enumerate(sorted(folders))}


def run(version: str, code: str, **mounts: Path) -> str:
    """What Python of a version prints; folders are mounted by name, and the first is imported."""
    places = {**{f"/{name}": folder for name, folder in mounts.items()}, **libraries()}
    prelude = PRELUDE.format(paths=[next(iter(places)), *libraries()], version=version)
    folder = node.installed(HOME) / f"python-{version}"
    options = [f"{place}={folder}" for place, folder in places.items()]
    done = node.run("node", HOME / "run.mjs", folder, *options, stdin=prelude + code)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# Of Unicode 15.0 to 17.0: letters, digits, marks and signs, of which some are parted into ASCII
# (NFKD); the last ones are older, and something about them changed.
LATER = """
0897 10d50 10efd 11f02 11fb0 11de0 16d45 1c89 1ccd6 1ccf1 1e030 1e4d0 1e4fb 1fae8 1fae9 2ebf0
323b0 a7cb a7d2 a7dc a7f1 019b 0264 0295 1171e 2630
"""
CODES = (
    "{0}",
    "Bad{0}{1}",
    "{0} ({1})",
    "ERR_{1}{0}: it failed",
    "`A_{1}`, `B{0}_{1}`",
    "{1} {0}x",
)
MESSAGES = (
    "{{{0}user id}} is no user of {{tenant}}{0}%s.",
    "<a{0}> and ${{b{0}}} [it{0}][] {0}[x][y]; {0}try again later.",
    "{0}Unknown channel. <user {0}> **B{0}_x** x**{0}**x &nbsp;{0}",
)
HEAD = """\
---
title: Errors {0}
---
# Error{0} codes

```{0}json
{{"error": {{"code": "BadRequest", "message": "{0}"}}}}
```

| Code | HTTP status | Message |
|------|-------------|---------|
| BadRequest | 400 | It failed. |
"""


def hostile(folder: Path) -> Path:
    """A project whose page has what one version of Unicode knows and another does not."""
    chars = [chr(int(number, 16)) for number in LATER.split()]
    cells = [(char, code, n) for n, (char, code) in enumerate(itertools.product(chars, CODES))]
    rows = [
        f"| {code.format(char, n)} | {400 + n % 5} | {MESSAGES[n % 3].format(char)} |\n"
        for char, code, n in cells
    ]
    config = '[tool.error-table.catalogues.late-errors]\npages = ["late.md"]\n'
    page = HEAD.format(chars[0]) + "".join(rows)
    workshop.write(folder, {"pyproject.toml": config, "late.md": page})
    return folder


def checkout(folder: Path) -> Path:
    """The project as it is, without what it generates."""
    for name in ("generator", "templates", "source_docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_same_page_becomes_the_same_bytes(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, theirs = checkout(tmp_path / "project"), hostile(tmp_path / "theirs")
    run(version, BUILD, project=project, hostile=theirs)
    assert workshop.tree(project / "generated") == workshop.tree(ROOT / "generated")
    ours = hostile(tmp_path / "ours")
    monkeypatch.chdir(ours)
    assert cli.main(["build"]) == 0
    assert workshop.tree(theirs / "generated") == workshop.tree(ours / "generated")


def test_the_generated_package_passes_its_own_tests(version: str, tmp_path: Path) -> None:
    generated = shutil.copytree(ROOT / "generated" / "python", tmp_path / "generated")
    run(version, UNITTEST, generated=generated)


def test_our_own_tests_pass(version: str) -> None:
    said = run(version, PYTEST.format(own=OWN), checkout=ROOT)
    assert "passed" in said


def both(version: str, script: str) -> tuple[Any, Any]:
    """What a script prints under a version, and under the interpreter of the tests."""
    code = (HOME / script).read_text("utf-8")
    command, environment = [sys.executable, "-"], workshop.environment()
    done = subprocess.run(command, input=code.encode(), capture_output=True, env=environment)
    return json.loads(run(version, code, checkout=ROOT)), json.loads(done.stdout)


def test_nothing_changes_that_our_decisions_hang_on(version: str) -> None:
    """What the tool asks of characters that it knows, and the names that it avoids."""
    theirs, ours = both(version, "facts.py")
    assert {name for name in theirs.pop("errors") if name[0] != "_"} <= names.style.RESERVED
    del ours["errors"]
    assert theirs == ours


def test_random_pages_are_read_alike(version: str) -> None:
    theirs, ours = both(version, "pages.py")
    pairs = zip(theirs, ours, strict=True)
    assert [number for number, (one, other) in enumerate(pairs) if one != other] == []
