"""The targets of a configuration, and every way that one can be wrong, with its place."""

from __future__ import annotations

from typing import Any

import pytest

from generator.diagnostics.source import Diagnostic, document
from generator.project import config, kinds
from generator.project.settings import Settings, Target

START = """\
[tool.error-table]
templates = "mine"
[tool.error-table.catalogues.one]
pages = ["page.md"]
"""
TWO = START + '[tool.error-table.catalogues.two]\npages = ["two.md"]\n'


def read(text: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    return config.read(document("pyproject.toml", text))


def one(text: str, start: str = START) -> Target:
    settings, problems = read(f"{start}[[tool.error-table.targets]]\n{text}")
    assert not problems, problems
    (target,) = settings.targets
    return target


PYTHON = 'kind = "python"\npath = "src/acme/errors"\n'
PLACES: dict[str, tuple[str, str, str]] = {
    "the package": (PYTHON, "python/{package}/errors.py.jinja", "src/acme/errors/errors.py.jinja"),
    "no distribution": (PYTHON, "python/pyproject.toml.jinja", ""),
    "no tests": (PYTHON, "python/tests/test_{package}.py.jinja", ""),
    "tests": (
        PYTHON + 'tests = "tests/test_errors.py"',
        "python/tests/test_{package}.py.jinja",
        "tests/test_errors.py.jinja",
    ),
    "of a project": (
        'kind = "python"\npath = "clients/py/src/{package}"\nproject = "./clients/py/"',
        "python/pyproject.toml.jinja",
        "clients/py/pyproject.toml.jinja",
    ),
    "its tests": (
        'kind = "python"\npath = "clients/py/src/{package}"\nproject = "clients/py"',
        "python/tests/test_{package}.py.jinja",
        "clients/py/tests/test_{package}.py.jinja",
    ),
    "scripts": (
        'kind = "typescript"\npath = "js/src/{name}"',
        "typescript/{name}/index.js.jinja",
        "js/src/{name}/index.js.jinja",
    ),
    "docs": (
        'kind = "docs"\npath = "docs/errors/"',
        "docs/{name}/{locale}/errors/{code}.md.jinja",
        "docs/errors/{locale}/errors/{code}.md.jinja",
    ),
    "data": ('kind = "json"\npath = "data"', "json/{name}.json.jinja", "data/{name}.json.jinja"),
    "an own kind": ('kind = "go"\npath = "go/x"', "go/{package}/x.go.jinja", "go/x/x.go.jinja"),
    "an own kind's shared file": ('kind = "go"\npath = "go/x"', "go/go.mod", "go/x/go.mod"),
}


@pytest.mark.parametrize(("text", "template", "path"), PLACES.values(), ids=PLACES)
def test_where_the_output_of_a_template_goes(text: str, template: str, path: str) -> None:
    assert one(text).output(template) == path


MODULES = {
    "below src": (PYTHON, "acme.errors"),
    "flat": ('kind = "python"\npath = "acme/errors"', "acme.errors"),
    "of a project": ('kind = "python"\npath = "py/acme/x"\nproject = "py"', "acme.x"),
    "of each catalogue": ('kind = "python"\npath = "src/acme/{name}"', "acme.{package}"),
    "the last src": ('kind = "python"\npath = "src/py/src/x"', "x"),
    "as it is said": (PYTHON + 'import = "acme.api"', "acme.api"),
}


@pytest.mark.parametrize(("text", "module"), MODULES.values(), ids=MODULES)
def test_what_a_package_is_imported_as(text: str, module: str) -> None:
    assert one(text).options["import"] == module


def test_keys_of_a_kind_and_of_an_own_one() -> None:
    chosen = one('kind = "typescript"\npath = "js"\nform = "ts"\nimport-extension = ""').options
    defaults = dict(kinds.defaults("typescript"))
    assert chosen == {**defaults, "form": "ts", "import_extension": ""}
    own = 'kind = "go"\npath = "go"\ngo-module = "x/y"\nold = true\nmost = 3\ntags = ["a", "b"]'
    assert dict(one(own).chosen) == {
        "go_module": "x/y",
        "old": True,
        "most": 3,
        "tags": ("a", "b"),
    }


SCRIPT = 'kind = "typescript"\npath = "js"\n'
HEADERS = ["# SPDX-License-Identifier: MIT", "#!/usr/bin/env python", "#", "# x\\n#\\n# y\\n"]


@pytest.mark.parametrize("header", [*HEADERS, "# -*- coding: utf-8 -*-", "# ©"])
def test_a_header(header: str) -> None:
    assert one(f'{PYTHON}header = "{header}"').options["header"] == header.replace("\\n", "\n")


@pytest.mark.parametrize("header", ["// a\\n\\n// b()\\n", "/* a\\n * b */ // c", "/**/"])
def test_a_header_of_typescript(header: str) -> None:
    assert one(f'{SCRIPT}header = "{header}"').options["header"] == header.replace("\\n", "\n")


@pytest.mark.parametrize("base", ["acme:AcmeError", "acme.base:AcmeError", "acme.errors2:X"])
def test_a_base_beside_our_package(base: str) -> None:
    assert one(f'{PYTHON}base = "{base}"').options["base"] == base


def test_pages_for_a_site_that_is_there_have_no_assets() -> None:
    path = "docs/{name}/{locale}/assets/site.css"
    text = 'kind = "docs"\npath = "d"\n'
    assert one(text).output(path) == "d/{locale}/assets/site.css"
    assert one(f"{text}site = false").output(path) == ""


def test_a_target_of_some_catalogues() -> None:
    found = one('kind = "docs"\npath = "docs"\ncatalogues = ["two"]', TWO)
    assert (found.has("one"), found.has("two"), one(PYTHON).has("one")) == (False, True, True)


def test_the_folders_that_outputs_lie_in() -> None:
    tests = PYTHON + 'tests = "checks/test_errors.py"\n[[tool.error-table.targets]]\n'
    settings, _ = read(
        f'{START}[[tool.error-table.targets]]\n{tests}kind = "json"\npath = "a/{{name}}"'
    )
    assert settings.folders == ("src/acme/errors", "checks", "a")
    assert Settings().folders == ("generated",)


WRONG: dict[str, tuple[str, str, int]] = {
    "no kind": ('path = "x"', "config-required", 5),
    "no path": ('kind = "json"', "config-required", 5),
    "no folder of templates": ('kind = "../x"\npath = "x"', "config-value", 6),
    "no string": ('kind = 1\npath = "x"', "config-value", 6),
    "outside": ('kind = "json"\npath = "../x"', "config-value", 7),
    "outside on the way": ('kind = "json"\npath = "x/../../y"', "config-value", 7),
    "absolute": ('kind = "json"\npath = "/etc"', "config-value", 7),
    "hidden": ('kind = "json"\npath = ".github/workflows"', "config-value", 7),
    "hidden behind a placeholder": ('kind = "json"\npath = "{name}/.git"', "config-value", 7),
    "the project itself": ('kind = "json"\npath = "."', "config-value", 7),
    "run by others": ('kind = "json"\npath = "node_modules/x"', "config-value", 7),
    "an odd placeholder": ('kind = "json"\npath = "x/{locale}"', "config-value", 7),
    "an open brace": ('kind = "json"\npath = "x/{name"', "config-value", 7),
    "among the templates": ('kind = "json"\npath = "mine/json"', "config-value", 7),
    "an unknown key": ('kind = "docs"\npath = "x"\nsight = false', "config-unknown", 8),
    "a wrong value": ('kind = "docs"\npath = "x"\nsite = "no"', "config-value", 8),
    "an unknown catalogue": (
        'kind = "docs"\npath = "x"\ncatalogues = ["x"]',
        "config-catalogue",
        8,
    ),
    "tests that are no Python": (PYTHON + 'tests = "tests"', "config-value", 8),
    "hidden tests": (PYTHON + 'tests = ".x/test_x.py"', "config-value", 8),
    "a base that is none": (PYTHON + 'base = "acme.Base"', "config-value", 8),
    "a base with a keyword": (PYTHON + 'base = "acme.class:Base"', "config-value", 8),
    "no module": ('kind = "python"\npath = "my-client/errors"', "config-required", 7),
    "a keyword for a module": ('kind = "python"\npath = "src/class"', "config-required", 7),
    "a header that is not seen": (PYTHON + 'header = "# \\u202e"', "config-value", 8),
    "a header that is code": (PYTHON + 'header = "import os"', "config-value", 8),
    "a header with code": (PYTHON + 'header = "# x\\nimport os"', "config-value", 8),
    "a header that black would change": (PYTHON + 'header = "#x"', "config-value", 8),
    "a header with a blank line": (PYTHON + 'header = "# x\\n\\n# y"', "config-value", 8),
    "a header of another encoding": (PYTHON + 'header = "# coding: latin-1"', "config-value", 8),
    "a header of no comments": (SCRIPT + 'header = "MIT"', "config-value", 8),
    "a header of code": (SCRIPT + "header = \"import 'x';\"", "config-value", 8),
    "a header with code behind": (SCRIPT + 'header = "/* a */ b()"', "config-value", 8),
    "an open comment": (SCRIPT + 'header = "/* a"', "config-value", 8),
    "a blank header": (SCRIPT + 'header = " "', "config-value", 8),
    "a comment that is not seen": (SCRIPT + 'header = "// \\u202e"', "config-value", 8),
    "a base of ours": (PYTHON + 'base = "acme.errors:Base"', "config-value", 8),
    "a base inside ours": (PYTHON + 'base = "acme.errors.x:Base"', "config-value", 8),
    "a base in a package of a catalogue": (
        'kind = "python"\npath = "src/acme/{package}"\nbase = "acme.one.x:Base"',
        *("config-value", 8),
    ),
    "a project beside the package": (PYTHON + 'project = "clients"', "config-value", 8),
    "a short line": (PYTHON + "line-length = 20", "config-value", 8),
    "a line that is true": (PYTHON + "line-length = true", "config-value", 8),
    "a table for an own key": ('kind = "go"\npath = "x"\nown = { a = 1 }', "config-value", 8),
    "numbers for an own key": ('kind = "go"\npath = "x"\nown = [1]', "config-value", 8),
}


@pytest.mark.parametrize(("text", "rule", "line"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_target(text: str, rule: str, line: int) -> None:
    _, problems = read(f"{START}[[tool.error-table.targets]]\n{text}\n")
    assert {(p.rule, p.span.line) for p in problems} == {(rule, line)}


@pytest.mark.parametrize("value", ['"x"', "[1]", "{ a = 1 }"])
def test_targets_that_are_no_array_of_tables(value: str) -> None:
    text = START.replace("templates", f"targets = {value}\ntemplates")
    assert [(p.rule, p.span.line) for p in read(text)[1]] == [("config-value", 2)]


SHARED = {
    "docs": ('kind = "docs"\npath = "docs"', 9),
    "tests": ('kind = "python"\npath = "src/{package}"\ntests = "tests/test_x.py"', 10),
}


@pytest.mark.parametrize(("text", "line"), SHARED.values(), ids=SHARED)
def test_two_catalogues_in_one_place(text: str, line: int) -> None:
    _, problems = read(f"{TWO}[[tool.error-table.targets]]\n{text}\n")
    assert [(p.rule, p.span.line) for p in problems] == [("config-value", line)]
    assert read(f'{TWO}[[tool.error-table.targets]]\n{text}\ncatalogues = ["one"]\n')[1] == ()


def test_two_targets_in_one_place_for_different_catalogues() -> None:
    targets = [
        f'kind = "docs"\npath = "x/{{name}}"\ncatalogues = ["{x}"]\n' for x in ("one", "two")
    ]
    header = "[[tool.error-table.targets]]\n"
    text = TWO + header + header.join(targets)
    assert read(text)[1] == ()
    assert [p.span.line for p in read(text.replace("/{name}", ""))[1]] == [13]
    both = f"{PYTHON}project = 'src'\ncatalogues = ['one']\n"
    _, problems = read(TWO + header + both + header + both)
    assert [p.span.text for p in problems] == ['path = "src/acme/errors"', "project = 'src'"]


def test_everything_wrong_is_told_in_one_run() -> None:
    targets: Any = '[[tool.error-table.targets]]\nkind = "docs"\npath = "../x"\n' * 3
    assert [p.span.line for p in read(START + targets)[1]] == [7, 10, 13]
