"""The service's own code: which files, which codes in them, and what differs from the page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import cli
from generator.audit import code, codes
from generator.audit.codes import Code
from generator.cli import code as naming
from generator.cli import matches
from generator.diagnostics.source import Span, document
from generator.model import Success
from generator.project.disk import bounds, globs
from generator.project.settings import CodeSource
from tests import workshop
from tests.conftest import extra
from tests.samples import defender

PYTHON = CodeSource((), "python")


def read(text: str, source: CodeSource = PYTHON) -> tuple[list[str], list[str]]:
    """The codes, each `CODE@LINE:COLUMN`, and the rules of what was wrong."""
    made = document("src/errors", text)
    found, problems = codes.read(made, source)
    shown = [f"{one.code}@{one.span.line}:{one.span.column}" for one in found]
    for one in found:
        assert one.span.text == made.lines[(one.span.line or 0) - 1]
        assert one.span.length > 0
    return shown, [problem.rule for problem in problems]


ENUM = "class E(Enum):\n    "
BRANCHES = """\
try:
    A = "a"
except E:
    A = "b"
else:
    if x:
        A = "c"
finally:
    A = "d"
"""
# A module, what is meant of it, what is taken of a member, and the codes.
MODULES: dict[str, tuple[str, tuple[str, ...], str | int, list[str]]] = {
    "an enum": (f'{ENUM}A = "a"\n    B = 2', (), "value", ["a@2:9", "2@3:9"]),
    "a negative number": (f"{ENUM}A = -32601", (), "value", ["-32601@2:9"]),
    "an enum by another name": ("class E(enum.IntEnum):\n    A = 1", (), "value", ["1@2:9"]),
    "choices of Django": (
        'class E(models.TextChoices):\n    A = "a", _("An A")\n    B = auto()',
        *((), "value", ["a@2:9", "B@3:9"]),
    ),
    "what is no name": ("x.A = 'a'\ny[0] = 'b'", ("A", "y"), "value", []),
    "no enum": ('class E:\n    A = "a"\nB = "b"', (), "value", []),
    "what is no member": (
        f'{ENUM}_ignore_ = "x"\n    A: str\n    def f(self):\n        B = "b"\n    A = "a"',
        *((), "value", ["a@6:9"]),
    ),
    "none of these is a code": (
        f'{ENUM}A = None\n    B = True\n    C = ...\n    D = ""',
        (),
        "value",
        [],
    ),
    "auto of numbers": (
        f"{ENUM}A = auto()\n    B = 7\n    C = auto()",
        (),
        "value",
        ["1@2:9", "7@3:9", "8@4:9"],
    ),
    "auto of strings": (
        "class E(StrEnum):\n    NOT_FOUND = enum.auto()",
        (),
        "value",
        ["not_found@2:17"],
    ),
    "names": (f"{ENUM}NOT_FOUND = auto()", (), "name", ["NOT_FOUND@2:5"]),
    "the first of a tuple": (f'{ENUM}A = "a", 404', (), "value", ["a@2:9"]),
    "another one": (f'{ENUM}A = (404, "a")', (), 1, ["a@2:15"]),
    "an argument": (f'{ENUM}A = Info("a", 404)', (), "value", ["a@2:14"]),
    "an argument by its name": (f'{ENUM}A = Info(status=404, code="a")', (), "value", ["a@2:31"]),
    "two names at once": (
        f'{ENUM}A = B = "a"\n    C, D = "c", "d"',
        (),
        "value",
        ["a@2:13", "a@2:13", "c@3:12", "d@3:17"],
    ),
    "another member": (f'{ENUM}A = "a"\n    B = A', (), "value", ["a@2:9", "a@2:9"]),
    "a class": ('class E:\n    A = "a"\n    _B = "b"', ("E",), "value", ["a@2:9"]),
    "a class in a class": ('class X:\n  class E:\n    A = "a"', ("E",), "value", ["a@3:9"]),
    "only that one": (
        'class X:\n  class E:\n    A = "a"\nclass E:\n  A = "b"',
        ("X.E",),
        "value",
        ["a@3:9"],
    ),
    "an attribute of many": (
        'class AError:\n    code = "a"\n    other = "x"\nclass B:\n    code = "b"',
        *(("*Error.code",), "value", ["a@2:12"]),
    ),
    "an annotated one": (
        'class A:\n    code: ClassVar[str] = "a"',
        ("A.code",),
        "value",
        ["a@2:27"],
    ),
    "one that is only annotated": (
        'class A:\n    code: Literal["a"]\n    b: str',
        ("A",),
        "value",
        ["a@2:19"],
    ),
    "a literal": (
        'T = Literal["a", "b"]\nU = Literal["c"]',
        ("T", "U"),
        "value",
        ["a@1:13", "b@1:18", "c@2:13"],
    ),
    "constants": (
        'ERR_A = "a"\nERR_B: Final = "b"\nC = "c"',
        ("ERR_*",),
        "value",
        ["a@1:9", "b@2:16"],
    ),
    "a private constant": ('_A = "a"', ("_A",), "value", ["a@1:6"]),
    "collections": (
        'A = ["a"]\nB = {"b": 1, **C}\nD = frozenset({"d"})\nE = ("e", "f")',
        ("?",),
        "value",
        ["a@1:6", "b@2:6", "d@3:16", "e@4:6", "f@4:11"],
    ),
    "pairs in a list": ('A = [("a", 1), ("b", 2)]', ("A",), "value", ["a@1:7", "b@1:17"]),
    "where it is decided": (
        BRANCHES,
        *(("A",), "value", ["a@2:9", "b@4:9", "c@7:13", "d@9:9"]),
    ),
    "wide characters": (f'{ENUM}禁 = "止"; B = "b"', (), "value", ["止@2:9", "b@2:18"]),
    "several lines": (f'{ENUM}A = (\n        "a"\n        "b"\n    )', (), "value", ["ab@3:9"]),
    "Windows": (f'{ENUM}A = "a"\n'.replace("\n", "\r\n"), (), "value", ["a@2:9"]),
    "half a surrogate pair": (f'{ENUM}A = "\\ud800"', (), "value", ["\\ud800@2:9"]),
}


@pytest.mark.parametrize(("text", "names", "take", "found"), MODULES.values(), ids=MODULES)
def test_a_module_has_its_codes(
    text: str, names: tuple[str, ...], take: str | int, found: list[str]
) -> None:
    assert read(text, replace(PYTHON, names=names, take=take)) == (found, [])


RUN = {
    "put together": f'{ENUM}A = "a" + "b"',
    "formatted": f'{ENUM}A = f"a"',
    "a name of elsewhere": f"{ENUM}A = codes.A",
    "no number of ours": f"{ENUM}A = 4.5",
    "no negative one": f"{ENUM}A = -4.5",
    "another operator": f"{ENUM}A = ~4",
    "a call without any": f"{ENUM}A = Info()",
    "no such item": f"{ENUM}A = ()",
    "its own way of counting": f"{ENUM}def _generate_next_value_(self): ...\n    A = auto()",
    "a name that is itself": f"{ENUM}A = A",
}


@pytest.mark.parametrize("text", RUN.values(), ids=RUN)
def test_what_only_a_run_would_show_is_told(text: str) -> None:
    assert read(text) == ([], ["source-value"])


@pytest.mark.parametrize(
    "text",
    [
        "class E(",
        "x = '",
        "\0",
        "(" * 5000,
        "x = " + "9" * 5000,
        "-" * 100_000 + "1",
        "if x:\n\ty\n        z",
    ],
    ids=["broken", "a string", "a null", "deep", "a number", "deeper", "tabs"],
)
def test_what_is_no_module_is_told(text: str) -> None:
    shown, problems = read(text)
    assert (shown, problems) == ([], ["source-syntax"])


LISTS: dict[str, tuple[str, list[str]]] = {
    "a code a line": ("a\nb", ["a@1:1", "b@2:1"]),
    "comments and blanks": ("# a\n\n  b  # c\n", ["b@3:3"]),
    "a phrase": ("no such element\nE#1", ["no such element@1:1", "E#1@2:1"]),
    "a mark at the start": ("\ufeffa", ["a@1:1"]),
}


@pytest.mark.parametrize(("text", "found"), LISTS.values(), ids=LISTS)
def test_a_list_has_its_codes(text: str, found: list[str]) -> None:
    assert read(text, CodeSource((), "list")) == (found, [])


JSON: dict[str, tuple[str, tuple[str | int, ...], list[str]]] = {
    "strings and numbers": (
        '["a", 1, -2, null, true, ["b"], {"c": 1}, " "]',
        (),
        ["a@1:2", "1@1:7", "-2@1:10"],
    ),
    "the keys of an object": ('{"a": {"status": 1},\n "b": 2}', (), ["a@1:2", "b@2:2"]),
    "values at a way": (
        '{"errors": [{"code": "a"}, {"x": 1}, {"code": 2}]}',
        *(("errors", "*", "code"), ["a@1:22", "2@1:47"]),
    ),
    "a place in an array": ('[["a"], ["b", "c"]]', (1,), ["b@1:10", "c@1:15"]),
    "every member of an object": (
        '{"x": {"code": "a"}, "y": {"code": "b"}}',
        ("*", "code"),
        ["a@1:16", "b@1:36"],
    ),
    "every one at the end": ('{"x": "a", "y": ["b"]}', ("*",), ["a@1:7", "b@1:18"]),
    "an array at the end": ('{"enum": ["a"]}', ("enum",), ["a@1:11"]),
    "escapes": ('["\\u7981", "\\ud800"]', (), ["禁@1:2", "\\ud800@1:12"]),
    "nothing there": ('{"a": 1}', ("b",), []),
    "too far": ('{"a": 1}', ("a", "b"), []),
    "one value": ('"a"', (), []),
    "blanks": (' \n[ "a" , "b" ] \n', (), ["a@2:3", "b@2:9"]),
    "empty": ("[]", (), []),
}


@pytest.mark.parametrize(("text", "keys", "found"), JSON.values(), ids=JSON)
def test_json_has_its_codes(text: str, keys: tuple[str | int, ...], found: list[str]) -> None:
    assert read(text, CodeSource((), "json", keys=keys)) == (found, [])


@pytest.mark.parametrize(
    "text", ["", "[", '["a" "b"]', "[" * 5000, "[" * 500 + "]" * 500, "9" * 5000]
)
def test_what_is_no_json_is_told(text: str) -> None:
    assert read(text, CodeSource((), "json")) == ([], ["source-syntax"])


@given(st.text(), st.sampled_from(["python", "list", "json"]))
def test_whatever_a_file_has_nothing_is_raised(text: str, form: str) -> None:
    read(text, CodeSource((), form))


@pytest.mark.parametrize(
    ("begin", "end", "found"),
    [
        ("", "", [(0, 18)]),
        ("{", "}", [(2, 5), (8, 11)]),
        ("{", "", [(2, 18)]),
        ("", "}", [(0, 5)]),
        ("{", "?", [(2, 18)]),
        ("?", "", []),
    ],
)
def test_a_pattern_is_looked_for_in_regions(begin: str, end: str, found: list[Any]) -> None:
    text = "a{bcd} {efg} rest."
    source = CodeSource((), "pattern", begin=begin, end=end)
    assert codes.regions(text, source) == found


# What differs.


def sent(*found: str) -> list[Code]:
    return [Code(one, Span("src/errors.py", n, 1, 1, "x")) for n, one in enumerate(found, 1)]


def differing(*found: str, **changed: Any) -> code.Difference:
    return code.compare(replace(defender(), **changed), sent(*found), ("src/errors.py",))


def test_what_the_code_has_and_the_page_has_not_is_told_once() -> None:
    every = [error.code for error in defender().errors]
    assert differing(*every, *every).codes == len(every)
    found = differing(*every, "New", "New", "Newer")
    assert [(one.code, one.span.line) for one in found.undocumented] == [
        ("New", 2 * len(every) // 2 + 1),
        ("Newer", len(every) + 3),
    ]
    assert not found.unsent


def test_retired_codes_aliases_and_successes_are_what_they_are() -> None:
    first, second, third, *_ = defender().errors
    errors = (
        replace(first, aliases=("Former",)),
        replace(second, retired=True),
        replace(third, deprecated="since 2.0"),
    )
    found = differing("Former", second.code, errors=errors, successes=(Success("OK"),))
    assert [error.code for error in found.unsent] == [third.code], "it is on the page"
    assert [one.code for one in found.retired] == [second.code]
    assert (found.undocumented, found.known) == ((), 2)
    found = differing(first.code, third.code, "OK", errors=errors, successes=(Success("OK"),))
    assert (found.undocumented, found.unsent, found.retired) == ((), (), ())


def test_many_differences_are_all_told_and_for_the_first_what_may_be_meant() -> None:
    """How many of them are drawn is seen to where it is known which are accepted."""
    made = defender()
    found = differing(*(f"Code{n}" for n in range(60)))
    told = list(code.findings(made, found, "x.toml"))
    assert [one.code for one in told if one.diagnostic.rule == "audit-undocumented"] == [
        f"Code{n}" for n in range(60)
    ]
    assert "60 only in the code, 50 of them shown; 9 only on the page" in code.summary(found)
    assert len(code.data(found)["undocumented"]) == 60  # type: ignore[arg-type]


# Which files.


def files(tmp_path: Path, *paths: str) -> None:
    workshop.write(tmp_path, dict.fromkeys(paths, "x = 1\n"))


TREE = (
    "a.py",
    "src/b.py",
    "src/b.ts",
    "src/in/c.py",
    "src/.h/d.py",
    "src/.e.py",
    "src/node_modules/f.py",
)
GLOBS = {
    "a.py": ["a.py"],
    "./a.py": ["a.py"],
    "gone.py": ["gone.py"],
    "*.py": ["a.py"],
    "src/*.py": ["src/b.py"],
    "src/**/*.py": ["src/b.py", "src/in/c.py"],
    "**/*.py": ["a.py", "src/b.py", "src/in/c.py"],
    "**/in/*": ["src/in/c.py"],
    "**": ["a.py", "src/b.py", "src/b.ts", "src/in/c.py"],
    "src/**/**/c.py": ["src/in/c.py"],
    "s?c/[ab].*": ["src/b.py", "src/b.ts"],
    "*/in/c.py": ["src/in/c.py"],
    "src/node_modules/*": ["src/node_modules/f.py"],
    "*/*/f.py": ["src/node_modules/f.py"],
}


def found(tmp_path: Path, pattern: str) -> tuple[list[str], list[str]]:
    paths, problems = globs.find(tmp_path, pattern, bounds.limits(tmp_path), Span("x"))
    return list(paths), [problem.rule for problem in problems]


@pytest.mark.parametrize(("pattern", "paths"), GLOBS.items(), ids=GLOBS)
def test_a_pattern_means_files(tmp_path: Path, pattern: str, paths: list[str]) -> None:
    files(tmp_path, *TREE)
    assert found(tmp_path, pattern) == (paths, [])


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        ("../*.py", "file-outside"),
        ("src/.h/*", "file-outside"),
        ("away/*.py", "file-outside"),
        ("none/*.py", "source-empty"),
        ("src/*.go", "source-empty"),
        ("**/x/*.py", "source-empty"),
        ("a.py/*", "file-unreadable"),
    ],
)
def test_a_pattern_that_means_nothing_here_is_told(tmp_path: Path, pattern: str, rule: str) -> None:
    project = tmp_path / "project"
    files(project, *TREE)
    files(tmp_path, "secret/x.py", "y.py")
    (project / "away").symlink_to(tmp_path / "secret")
    assert found(project, pattern) == ([], [rule])


def test_no_link_is_followed_out_of_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s.txt").write_text("S3CRET\n")
    workshop.write(project, {"errors.md": workshop.PAGE, "src/a.txt": "BadRequest\n"})
    workshop.write(project, {"error-table.toml": listed("src/**/*.txt")})
    (project / "src" / "folder").symlink_to(tmp_path / "secret")
    monkeypatch.chdir(project)
    assert cli.main(["audit"]) == 1
    assert "S3CRET" not in capsys.readouterr().err
    (project / "src" / "s.txt").symlink_to(tmp_path / "secret" / "s.txt")
    assert cli.main(["audit"]) == 2
    said = capsys.readouterr().err
    assert "file-outside" in said
    assert "S3CRET" not in said
    assert cli.main(["audit", "--allow", "../secret"]) == 1
    assert "S3CRET" in capsys.readouterr().err


def test_too_many_files_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path, *(f"{n}.py" for n in range(5)), "x.txt")
    monkeypatch.setattr(globs, "_MEANT", 4)
    assert found(tmp_path, "*.py") == ([], ["source-large"])
    monkeypatch.setattr(globs, "_MEANT", 5)
    assert len(found(tmp_path, "*.py")[0]) == 5
    monkeypatch.setattr(globs, "_LOOKED_AT", 3)
    assert found(tmp_path, "*.txt") == ([], ["source-large"])


@given(st.lists(st.sampled_from(["*", "**", "a", "?", "[ab]", "*a*", "..", ""]), max_size=6))
def test_any_pattern_has_an_answer(parts: list[str]) -> None:
    here = Path(__file__).parent
    paths, problems = globs.find(here, "/".join(["x", *parts]), bounds.limits(here), Span("x"))
    assert bool(paths) != bool(problems)


# The verb.


def listed(pattern: str, form: str = "list", more: str = "") -> str:
    source = f'[[sources]]\nfiles = "{pattern}"\nform = "{form}"\n{more}'
    return f'[catalogues.shop-errors]\npages = ["errors.md"]\n{source}'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    text = "BadRequest\nItemNotFound\nTooManyOrders\n"
    workshop.write(tmp_path, {"errors.md": workshop.PAGE, "codes.txt": text})
    workshop.write(tmp_path, {"error-table.toml": listed("codes.txt")})
    return tmp_path


def test_the_two_agree(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit"]) == 0
    assert capsys.readouterr() == ("", "shop-errors: 3 codes in 1 file, 3 on the page\n")


def test_check_reads_no_code(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 1
    said = capsys.readouterr()
    (project / "codes.txt").unlink()
    assert cli.main(["check"]) == 1
    assert capsys.readouterr() == said
    assert cli.main(["audit"]) == 2
    assert "file-missing" in capsys.readouterr().err


def test_the_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "codes.txt").write_text("BadRequest\nItemNotFound\n\nNew # x\n")
    assert cli.main(["audit", "--format", "json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert [problem["rule"] for problem in made.pop("problems")] == [
        "audit-undocumented",
        "audit-unsent",
    ]
    assert made == {
        "schema": 1,
        "status": "drift",
        "code": [
            {
                "catalogue": "shop-errors",
                "files": ["codes.txt"],
                "codes": 3,
                "known": 3,
                "undocumented": [{"code": "New", "path": "codes.txt", "line": 4, "column": 1}],
                "unsent": [{"code": "TooManyOrders", "path": "errors.md", "line": 7, "column": 3}],
                "retired": [],
            }
        ],
    }


def test_annotations_are_at_both_places(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "codes.txt").write_text("BadRequest\nItemNotFound\nNew\n")
    assert cli.main(["audit", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    places = [line.partition(",title")[0] for line in lines]
    assert places == ["::error file=codes.txt,line=3,col=1", "::error file=errors.md,line=7,col=3"]


def test_what_the_help_says_mends_both(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines are added by hand or with --write, and the row is taken away."""
    (project / "codes.txt").write_text("BadRequest\nItemNotFound\nNew\n")
    assert cli.main(["audit"]) == 1
    helps = re.findall(r"^ {10,}(\S.*)$", capsys.readouterr().err, re.MULTILINE)
    by_hand = "\n".join(helps).replace('"..."', '"since 2.1"')
    assert cli.main(["audit", "--write"]) == 1
    assert capsys.readouterr().err.endswith("; 1 line appended (2 errors)\n")
    written = (project / "errors.toml").read_text()
    row = "| TooManyOrders | Too Many Requests (429) | Try again later. |\n"
    (project / "errors.md").write_text(workshop.PAGE.replace(row, ""))
    for overlay in (written, by_hand):
        (project / "errors.toml").write_text(f"{overlay}\n")
        assert cli.main(["audit"]) == 0
        assert cli.main(["show"]) == 0
        shown = capsys.readouterr()
        assert "New" in shown.out
        assert ("TooManyOrders" in shown.out) == (overlay == by_hand), "its class is kept"


MEANT = """\
[catalogues.one]
pages = ["errors.md"]
[catalogues.two]
pages = ["errors.md"]
overlay = "two.toml"
[[sources]]
files = "codes.txt"
form = "list"
catalogue = "one"
[[sources]]
files = ["two.txt", "more.txt"]
form = "list"
catalogue = "two"
[[sources]]
files = "more.txt"
form = "list"
catalogue = "one"
"""


def test_each_catalogue_has_its_sources(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = {"two.txt": "BadRequest\nItemNotFound\n", "more.txt": "TooManyOrders\nBadRequest\n"}
    workshop.write(project, {"error-table.toml": MEANT, "two.toml": "", **two})
    assert cli.main(["audit"]) == 0
    assert capsys.readouterr().err == (
        "one: 3 codes in 2 files, 3 on the page; two: 3 codes in 2 files, 3 on the page\n"
    )
    (project / "two.txt").write_text("ItemNotFound\nNew\n")
    assert cli.main(["audit", "--name", "one"]) == 0
    assert cli.main(["audit", "--name", "two", "--write"]) == 1
    assert "[errors.New]" in (project / "two.toml").read_text()
    assert not (project / "errors.toml").exists()
    assert cli.main(["audit", "--source", "two.txt", "--form", "list", "--name", "two"]) == 1
    capsys.readouterr()
    assert cli.main(["audit", "--source", "two.txt", "--form", "list"]) == 2
    assert "side-unclear" in capsys.readouterr().err
    (project / "error-table.toml").write_text(MEANT.replace('catalogue = "two"\n', ""))
    assert cli.main(["audit"]) == 2
    assert 'add the key: catalogue = "one"' in capsys.readouterr().err
    assert cli.main(["check"]) == 1, "which does not need it"
    (project / "error-table.toml").write_text(MEANT.replace('"two"\n', '"one"\n'))
    assert cli.main(["audit", "--name", "two"]) == 2
    assert "source-missing" in capsys.readouterr().err


def test_a_source_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its paths are from where the command is called, or from `--root`, and lead anywhere."""
    project, service = tmp_path / "project", tmp_path / "service"
    workshop.write(project, {"error-table.toml": listed("none"), "errors.md": workshop.PAGE})
    enum = 'class E:\n    A = 1, "BadRequest"\n    B = 2, "ItemNotFound"\n    C = 3, "New"\n'
    workshop.write(service, {"src/errors.py": enum, "a.json": '{"x": ["BadRequest", "New"]}'})
    (service / "src" / "link").symlink_to(project)
    (project / "inner").mkdir()
    monkeypatch.chdir(project / "inner")
    words = ["--source", "../../service/src/*.py", "--form", "python", "--names", "E"]
    assert cli.main(["audit", *words, "--take", "1", "--format", "json"]) == 1
    (made,) = json.loads(capsys.readouterr().out)["code"]
    assert made["files"] == ["../service/src/errors.py"]
    assert [one["code"] for one in made["undocumented"]] == ["New"]
    json_of = ["--source", str(service / "a.json"), "--form", "json", "--keys", "x"]
    assert cli.main(["audit", *json_of]) == 1
    assert "../service/a.json:1:22" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    pattern = [
        "--source",
        "../service/src/errors.py",
        "--pattern",
        '"(?P<code>.*)"',
        "--begin",
        "B",
    ]
    assert cli.main(["audit", "--root", "project", *pattern]) == 1
    said = capsys.readouterr().err
    assert "../service/src/errors.py:3:13" not in said, "it is known"
    assert "the page has BadRequest, and the code has not" in said
    assert "../service/src/errors.py:4:13" in said


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (["--source", "codes.txt"], "config-required"),
        (["--source", "codes.txt", "--form", "lists"], "config-value"),
        (["--source", "codes.txt", "--form", "list", "--take", "name"], "config-value"),
        (["--source", "codes.txt", "--form", "python", "--take", "-1"], "config-value"),
        (["--source", "codes.txt", "--form", "list", "--pattern", "(?P<code>x)"], "config-value"),
        (["--source", "gone.txt", "--form", "list"], "file-missing"),
        (["--names", "X", "seen.jsonl"], "option-alone"),
    ],
)
def test_a_source_that_cannot_be(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], rule: str
) -> None:
    assert cli.main(["audit", *words]) == 2
    assert f"error[{rule}]" in capsys.readouterr().err


def test_responses_and_code_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "errors.toml").write_text("")
    (project / "error-table.toml").write_text(
        listed("codes.txt") + '[catalogues.shop-errors.envelope]\ncode = ["code"]\n'
    )
    (project / "seen.jsonl").write_text('{"code": "BadRequest"}\n{"code": "Seen"}\n')
    (project / "codes.txt").write_text("BadRequest\nItemNotFound\nTooManyOrders\nSent\n")
    words = ["audit", "seen.jsonl", "--source", "codes.txt", "--form", "list"]
    assert cli.main([*words, "--format", "json", "--write"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in made["unknown"]] == ["Seen"]
    assert [one["code"] for one in made["code"][0]["undocumented"]] == ["Sent"]
    text = (project / "errors.toml").read_text()
    assert "[errors.Seen]" in text
    assert "[errors.Sent]" in text
    assert cli.main([*words, "--format", "json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in made["code"][0]["unsent"]] == ["Seen"]
    assert cli.main(["audit", "seen.jsonl"]) == 0, "of code nothing is asked"


# Patterns, which may be a stranger's.

HOSTILE = {
    "nested": r"(?P<code>(?:a+)+b)",
    "two ways": r"(?P<code>(?:a|aa)+b)",
    "a reference": r"(a*)*\1(?P<code>b)",
    "far too much": r"(?P<code>(?:(?:(?:a{0,999}){0,999}){0,999}b))",
}


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_a_pattern_that_takes_for_ever_is_ended(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pattern: str,
) -> None:
    monkeypatch.setattr(naming, "_PATIENCE", 0.5)
    (project / "codes.txt").write_text("a" * 5000)
    started = time.monotonic()
    assert cli.main(["audit", "--source", "codes.txt", "--pattern", pattern]) == 2
    assert time.monotonic() - started < 10
    assert "error[source-pattern]" in capsys.readouterr().err


WRONG = {
    "no expression": ("(?P<code>[A-Z", "unterminated character set"),
    "no such group": ("(?P<code>x)(?P=other)", "unknown group name 'other'"),
    "too large a number": ("x{99999999999999}(?P<code>a)", "or has too large a number"),
    "found everywhere": ("(?P<code>a)", "more than 100,000 times"),
}


@pytest.mark.parametrize(("pattern", "reason"), WRONG.values(), ids=WRONG)
def test_a_pattern_that_cannot_be_used_says_why(
    project: Path, capsys: pytest.CaptureFixture[str], pattern: str, reason: str
) -> None:
    (project / "codes.txt").write_text("a" * 100_001)
    assert cli.main(["audit", "--source", "codes.txt", "--pattern", pattern]) == 2
    assert reason in capsys.readouterr().err


def test_a_pattern_is_found_in_its_regions_alone() -> None:
    texts: list[Any] = [["ab ab", [[0, 2], [2, 5]]], ["b", [[0, 1]]], ["ab", [[1, 2]]]]
    assert matches._found("(?:a|^)(?P<code>b)", texts) == [(0, 1, 2), (0, 4, 5), (1, 0, 1)]


def test_a_pattern_takes_no_more_memory_than_it_may(tmp_path: Path) -> None:
    extra(sys.platform == "linux", "this system may see to no limit of memory")
    asked = json.dumps(["(?:(a)|b)*(?P<code>c)", [["ab" * (12 << 20), [[0, 24 << 20]]]]])
    program = [sys.executable, "-I", "-S", os.fspath(naming._PROGRAM)]
    done = subprocess.run(program, input=asked, capture_output=True, text=True, timeout=60)
    assert json.loads(done.stdout) == "it takes more than 1 GB"


@pytest.mark.parametrize(
    ("program", "reason"),
    [("import sys; sys.exit(3)", "it ended the process"), ("print('x')", "Expecting value")],
)
def test_a_process_that_fails_is_told(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    program: str,
    reason: str,
) -> None:
    (project / "program.py").write_text(program)
    monkeypatch.setattr(naming, "_PROGRAM", project / "program.py")
    assert cli.main(["audit", "--source", "codes.txt", "--pattern", "(?P<code>.+)"]) == 2
    assert reason in capsys.readouterr().err


def test_a_pattern_is_of_lines_and_its_group_may_be_absent(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["audit", "--source", "codes.txt", "--pattern", "^(?:B.*|(?P<code>[A-Z].*))$"]
    assert cli.main([*words, "--format", "json"]) == 1
    (made,) = json.loads(capsys.readouterr().out)["code"]
    assert (made["codes"], [one["code"] for one in made["unsent"]]) == (2, ["BadRequest"])


def test_no_more_text_is_searched_than_that(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "_MOST", 40)
    (project / "more.txt").write_text("x" * 10)
    (project / "error-table.toml").write_text(listed("*.txt"))
    assert cli.main(["audit"]) == 2
    assert "[source-large]" in capsys.readouterr().err
