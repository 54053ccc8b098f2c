"""Python as a project has it: its module, its width, its base, its header, its names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import black
import pytest
from black.mode import Mode, TargetVersion

from generator.diagnostics.source import document
from generator.model import Catalogue
from generator.names.style import Style
from generator.project import config
from generator.project.settings import Settings
from tests import rendered, samples
from tests.conftest import first

START = '[[tool.error-table.targets]]\nkind = "python"\n'
PACKAGE = START + 'path = "src/acme/errors"\n'
TESTED = PACKAGE + 'tests = "tests/test_errors.py"\n'
BASED = TESTED + 'base = "acme.base:AcmeError"\n'
CLIENT = START + 'path = "py/src/acme/errors"\nproject = "py"\n'
BASE = """\
class AcmeError(Exception):
    request: str | None

    def __init__(self, text: str = "", *, request: str | None = None) -> None:
        super().__init__(text)
        self.request = request
"""


def settings(text: str, *catalogues: Catalogue) -> Settings:
    names = (f'[tool.error-table.catalogues.{one.name}]\npages = ["p.md"]\n' for one in catalogues)
    found, problems = config.read(document("pyproject.toml", "".join(names) + text))
    assert not problems, problems
    return found


def files(text: str, *catalogues: Catalogue) -> dict[str, str]:
    ours = rendered.templates("python")
    made, problems = rendered.outputs(ours, catalogues, settings(text, *catalogues), built_in=ours)
    assert not problems
    return {path: content.decode() for path, content in made.items()}


def written(folder: Path, text: str, *catalogues: Catalogue, **more: str) -> Path:
    """The outputs in a folder, and other files of `acme`."""
    made = files(text, *catalogues) | {f"src/acme/{name}.py": said for name, said in more.items()}
    for path, content in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    return folder


def run(
    folder: Path, words: Sequence[str | Path], path: str = "src"
) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": path, "MYPYPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=env, capture_output=True, text=True
    )


def test_without_a_distribution_there_are_the_modules_alone() -> None:
    made = files(PACKAGE, samples.whole())
    assert {path.rpartition("/")[0] for path in made} == {"src/acme/errors"}
    assert "from acme.errors import" in made["src/acme/errors/__init__.py"]
    assert set(files(TESTED, samples.whole())) == {*made, "tests/test_errors.py"}


def test_with_one_its_readme_and_tests_import_it_as_it_is_installed() -> None:
    made = files(CLIENT, samples.whole())
    package = samples.whole().package
    assert {path for path in made if "/src/" not in path} == {
        *("py/NOTICE.md", "py/README.md", "py/pyproject.toml", f"py/tests/test_{package}.py")
    }
    readme = made["py/README.md"]
    assert "import acme.errors as api" in readme
    assert "from acme.errors import testing" in readme
    assert "the folder `src/acme/errors`" in readme
    assert f"import {package}" not in readme


@pytest.mark.parametrize(
    "runner", [["-m", "pytest", "-q", "-p", "no:cacheprovider"], ["-m", "unittest"]]
)
def test_the_contract_holds_where_it_was_wanted(tmp_path: Path, runner: list[str]) -> None:
    folder = written(tmp_path, TESTED, samples.whole())
    done = run(folder, [*runner, "tests/test_errors.py"])
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("width", [60, 79, 100, 120])
@pytest.mark.parametrize("name", rendered.SAMPLES)
def test_lines_are_as_long_as_black_has_them(name: str, width: int) -> None:
    mode = Mode(target_versions={TargetVersion.PY311}, line_length=width)
    made = files(f"{TESTED}line-length = {width}\n", rendered.SAMPLES[name])
    for path, text in made.items():
        if path.endswith(".py"):
            assert black.format_str(text, mode=mode) == text, path
            compile(text, path, "exec")


def test_a_longer_line_is_used(tmp_path: Path) -> None:
    """And ruff's formatter leaves it; in 60 columns it parts `if` within `if` unlike black."""
    for width in ("60", "79", "100", "120"):
        made = written(tmp_path / width, f"{TESTED}line-length = {width}\n", samples.whole())
        if width == "60":
            continue
        done = run(made, ["-m", "ruff", "format", "--check", "--line-length", width, "."])
        assert done.returncode == 0, done.stdout
    short, long = (
        (tmp_path / width / "src/acme/errors/errors.py").read_text("utf-8")
        for width in ("60", "120")
    )
    assert max(map(len, long.split("\n"))) > 88
    assert short.count("\n") > long.count("\n")


def test_the_widths_of_the_distribution_are_those_of_its_files() -> None:
    text = files(f"{CLIENT}line-length = 100\n", samples.whole())["py/pyproject.toml"]
    assert text.count("line-length = 100\n") == 2


def test_a_header_stands_above_every_file_of_python() -> None:
    header = "# SPDX-License-Identifier: MIT\n# ruff: noqa: E501"
    made = files(f'{CLIENT}header = """\n{header}\n"""\n', samples.whole())
    for path, text in made.items():
        assert text.startswith(f"{header}\n# Code generated by") == path.endswith(".py"), path


WHEELS: dict[str, tuple[str, str, list[str], list[str]]] = {
    "a part of a namespace": (CLIENT, "", ["acme.errors"], ["acme/errors/py.typed"]),
    "beside a package by hand": (
        CLIENT,
        "py/src/acme/__init__.py",
        ["acme.errors"],
        ["acme/__init__.py", "acme/errors/py.typed"],
    ),
    "two catalogues": (
        START + 'path = "py/src/acme/{package}"\nproject = "py"\n',
        "",
        ["acme.gateway", "acme.defender_errors"],
        ["acme/gateway/py.typed", "acme/defender_errors/py.typed"],
    ),
    "flat": (START + 'path = "py/errors"\nproject = "py"\n', "", ["errors"], ["errors/py.typed"]),
    "under another name": (
        START + 'path = "py/lib/made"\nproject = "py"\nimport = "acme.errors"\n',
        "py/lib/made/own.py",
        ["acme.errors", "acme.errors.own"],
        ["acme/errors/py.typed"],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", first(WHEELS))
def test_a_wheel_has_each_package_where_it_is_imported(case: str, tmp_path: Path) -> None:
    text, own, modules, names = WHEELS[case]
    catalogues = [samples.numeric(), samples.defender()][: len(modules) if "{" in text else 1]
    folder = written(tmp_path, text, *catalogues)
    if own:
        (folder / own).write_text("", "utf-8")
    done = run(
        folder, ["-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "./py"], ""
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "installed")
        assert set(names) <= set(wheel.namelist())
    for module in modules:
        done = run(folder, ["-c", f"import {module}"], "installed")
        assert done.returncode == 0, done.stderr


def test_each_of_several_projects_is_of_its_catalogue() -> None:
    text = START + 'path = "py/{name}/src/{package}"\nproject = "py/{name}"\n'
    made = files(text, samples.numeric(), samples.defender())
    for one in (samples.numeric(), samples.defender()):
        said = made[f"py/{one.name}/pyproject.toml"]
        assert f'name = "{one.name}"' in said
        assert f'packages = ["src/{one.package}"]' in said
        assert made[f"py/{one.name}/README.md"].count("\n## The codes of") == 1


def contract(folder: Path, base: str, init: str = "") -> subprocess.CompletedProcess[str]:
    written(folder, BASED, samples.whole(), base=base, __init__=init)
    return run(folder, ["-m", "unittest", "-q", "tests/test_errors.py"])


GOOD = {
    "by itself": (BASE, ""),
    "imported above ours": (BASE, "from acme.errors import ClientError, ServerError\n"),
    "no more than a name": ("class AcmeError(Exception): ...\n", ""),
    "with a text of its own": (f"{BASE}\n    def __str__(self): return 'x'\n", ""),
    "with a base of its own": ("class Up(Exception): ...\nclass AcmeError(Up): ...\n", ""),
}
BAD = {
    "an argument": ("class AcmeError(Exception):\n    def __init__(self, x): ...\n", "argument"),
    "no exception": ("class AcmeError: ...\n", "layout|instance"),
    "an attribute of ours": ("class AcmeError(Exception):\n    status = 1\n", "status"),
    "one of an instance": (BASE.replace("request", "message"), "message"),
    "a method of ours": ("class AcmeError(Exception):\n    def to_dict(self): ...\n", "to_dict"),
    "a code of ours": ("class AcmeError(Exception):\n    hints = ()\n", "hints"),
    "slots": ("class AcmeError(Exception):\n    __slots__ = ('x',)\n", "lost|slots"),
    "another way to be copied": (
        "class AcmeError(Exception):\n    def __reduce_ex__(self, v): return AcmeError, ()\n",
        "copied|is not",
    ),
    "an import of ours": (
        "import acme.errors\nclass AcmeError(Exception): ...\n",
        "circular|import",
    ),
    "a late import of ours": (
        "class AcmeError(Exception): ...\nimport acme.errors\n",
        "it imports acme.errors",
    ),
}


@pytest.mark.parametrize(("base", "init"), GOOD.values(), ids=GOOD)
def test_a_base_that_can_be_one(base: str, init: str, tmp_path: Path) -> None:
    done = contract(tmp_path, base, init)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("base", "said"), BAD.values(), ids=BAD)
def test_a_base_that_cannot_be_one(base: str, said: str, tmp_path: Path) -> None:
    done = contract(tmp_path, base)
    assert done.returncode != 0
    assert re.search(said, done.stderr), done.stderr


USE = """\
from acme import errors
from acme.base import AcmeError
from acme.errors import testing

class Own(errors.ClientError, TimeoutError):
    code = "Own"

errors.register(Own)
code = next(iter(errors.ERRORS))
for error in (testing.error(code), errors.ERRORS[code]("x"), Own("x"), testing.error(Own, "x")):
    assert isinstance(error, AcmeError) and error.request is None, error
    assert error.args == (error.message,), error.args
"""


def test_every_error_is_as_its_base_makes_itself(tmp_path: Path) -> None:
    folder = written(tmp_path, BASED, samples.whole(), base=BASE, __init__="")
    done = run(folder, ["-c", USE])
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_checkers_have_nothing_to_say_of_a_typed_base(tmp_path: Path) -> None:
    folder = written(tmp_path, BASED, samples.whole(), base=BASE, __init__="")
    rules = '{"typeCheckingMode": "strict", "extraPaths": ["src"]}'
    (folder / "pyrightconfig.json").write_text(rules, "utf-8")
    strict = ["-m", "mypy", "--strict", "--config-file=", "src", "tests"]
    for words in (strict, ["-m", "pyright", "."]):
        done = run(folder, words)
        assert done.returncode == 0, done.stdout


STYLES = [Style("Acme"), Style(suffix="Exception"), Style("Acme", "ApiError")]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.prefix}…{style.suffix}")
def test_all_classes_have_the_style_and_the_contract_holds(style: Style, tmp_path: Path) -> None:
    plain = samples.whole()
    errors = tuple(
        replace(e, class_name=style.named(e.class_name.removesuffix("Error"))) for e in plain.errors
    )
    folder = written(tmp_path, TESTED, replace(plain, style=style, errors=errors))
    text = (folder / "src/acme/errors/errors.py").read_text("utf-8")
    names = re.findall(r"^class (\w+)", text, re.MULTILINE)
    assert len(names) > 6
    assert all(name.startswith(style.prefix) and name.endswith(style.suffix) for name in names)
    done = run(folder, ["-m", "unittest", "-q", "tests/test_errors.py"])
    assert done.returncode == 0, done.stderr
