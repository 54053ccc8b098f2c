"""The configuration: what it says as one value, and every way it can be wrong, with its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.source import Diagnostic, document
from generator.model import Envelope
from generator.names.style import Style
from generator.project import config, toml
from generator.project.settings import CatalogueSettings, Selection, Settings


def read(text: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    return config.read(document("pyproject.toml", text))


ONE = '[tool.error-table.catalogues.x]\npages = ["page.md"]\n'


def test_the_least_that_can_be_said() -> None:
    assert read(ONE) == (Settings((CatalogueSettings("x", ("page.md",)),)), ())


def test_everything_that_can_be_said() -> None:
    text = """
[project]
name = "another's"

[tool.error-table]
required-version = ">=0.1"
output = "./build/errors/"
templates = "my/templates"
distribution = "my-errors"
version = "1.2.3"

[tool.error-table.levels]
output-edited = "error"
config-lowered = "off"
file-missing = "error"

[tool.error-table.catalogues.my-errors]
pages = ["docs/ja.md", "docs/en.md"]
overlay = "docs/errors.toml"
references = ["old.json"]
reference-page = "docs/en.md"
translated = false
success = true
tables = { headings = ["Error codes"], line = 44, all = true, ignore = ["Old codes", 161] }
columns = { code = 0, status = "HTTP status", action = ["Fix", "Advice"], ignore = ["Since"] }
envelope = { code = ["error", "code"], correlation-id = ["error", "target"] }
root = "MyApiError"
class-prefix = "My"
class-suffix = "Exception"
title = "My API"
doc-url = "https://example.org/{code}"

[tool.error-table.catalogues.second]
pages = ["second.md"]
"""
    mine = CatalogueSettings(
        name="my-errors",
        pages=("docs/ja.md", "docs/en.md"),
        overlay="docs/errors.toml",
        references=("old.json",),
        reference_page="docs/en.md",
        translated=False,
        success=True,
        selection=Selection(
            headings=("Error codes",),
            lines=(44,),
            ignored=("Old codes", "161"),
            columns=(
                ("code", "0"),
                ("status", "HTTP status"),
                ("action", "Fix"),
                ("action", "Advice"),
                ("ignore", "Since"),
            ),
        ),
        envelope=Envelope(("error", "code"), (), ("error", "target")),
        root="MyApiError",
        style=Style("My", "Exception"),
        title="My API",
        doc_url="https://example.org/{code}",
    )
    levels = (("output-edited", "error"), ("config-lowered", None), ("file-missing", "error"))
    second = CatalogueSettings("second", ("second.md",))
    assert read(text) == (
        Settings((mine, second), "build/errors", "my/templates", "my-errors", "1.2.3", levels),
        (),
    )


SETTLED = {
    "a locale for all pages": ('locale = "ja-JP"', {"locale": "ja-JP"}),
    "a locale with a script": ('locale = "zh-Hant-TW"', {"locale": "zh-Hant-TW"}),
    "a locale for a page": (
        '[tool.error-table.catalogues.x.locale]\n"page.md" = "es-419"',
        {"locales": (("page.md", "es-419"),)},
    ),
    "several lines": ("tables.line = [5, 9]", {"selection": Selection(lines=(5, 9))}),
    "one table that is left": ("tables.ignore = 9", {"selection": Selection(ignored=("9",))}),
    "errors that are headings": ("headings = true", {"selection": Selection(titled=True)}),
    "errors that are headings, and tables": (
        "headings = true\ntables.all = true",
        {"selection": Selection(titled=True, all=True)},
    ),
    "errors that are no headings": ("headings = false\ntables.all = true", {}),
    "nothing at all": ("tables = { line = [], ignore = [] }", {}),
    "roles of one table": (
        'columns = { code = "Code", "Payment errors" = { code = "Reason", ignore = 3 } }',
        {
            "selection": Selection(
                columns=(("code", "Code"),),
                by_table=(("Payment errors", (("code", "Reason"), ("ignore", "3"))),),
            )
        },
    ),
    "roles that no column has": (
        "columns = { name = [], cause = [], ignore = [], Odd = { retry = [] } }",
        {
            "selection": Selection(
                columns=(("name", ""), ("cause", "")), by_table=(("Odd", (("retry", ""),)),)
            )
        },
    ),
    "a heading that is called as a role": (
        'columns.code = { code = "Reason" }',
        {"selection": Selection(by_table=(("code", (("code", "Reason"),)),))},
    ),
}


@pytest.mark.parametrize(("line", "said"), SETTLED.values(), ids=SETTLED)
def test_what_a_page_leaves_open_is_settled(line: str, said: dict[str, Any]) -> None:
    wanted = CatalogueSettings("x", ("page.md",), **said)
    assert read(f"{ONE}{line}\n") == (Settings((wanted,)), ())


# What is written → the rule, the text that the caret underlines, and words that have to be said.
WRONG = {
    "no configuration at all": ("[project]\nname = 'x'\n", "config-missing", None, ["pages = "]),
    "no tool table": ("", "config-missing", None, ["add to pyproject.toml"]),
    "tool is no table": ("tool = 1\n", "config-missing", None, []),
    "no catalogue": ("[tool.error-table]\n", "config-missing", "tool.error-table", ["pages = "]),
    "broken": ("[tool.error-table\n", "config-toml", "\n", ["expected"]),
    "a list that does not end": (f"{ONE}references = [", "config-toml", "\n", ["invalid"]),
    "a key twice": (f"{ONE}pages = []\n", "config-toml", "\n", ["overwrite"]),
    "an unknown key": (
        f'[tool.error-table]\nouput = "x"\n{ONE}',
        "config-unknown",
        "ouput",
        ["did you mean output?"],
    ),
    "an unknown key of a catalogue": (
        f'{ONE}  doc_url = "x"\n',
        "config-unknown",
        "doc_url",
        ["did you mean doc-url?", "the keys here are class-prefix,"],
    ),
    "a key like none": (f"{ONE}zzz = 1\n", "config-unknown", "zzz", []),
    "an unknown key of an inline table": (
        f"{ONE}tables = {{ heading = [] }}\n",
        "config-unknown",
        "tables",
        ["did you mean headings?"],
    ),
    "an unknown role": (f"{ONE}columns = {{ cod = 0 }}\n", "config-unknown", "columns", ["code"]),
    "an unknown part of the envelope": (
        f"{ONE}[tool.error-table.catalogues.x.envelope]\ntarget = ['x']\n",
        "config-unknown",
        "target",
        ["correlation-id"],
    ),
    "pages is a string": (
        ONE.replace('["page.md"]', '"page.md"'),
        "config-value",
        "pages",
        ["a list of strings"],
    ),
    "pages holds a number": (
        ONE.replace('"page.md"', "1"),
        "config-value",
        "pages",
        ["a list of strings"],
    ),
    "pages is empty": (ONE.replace('"page.md"', ""), "config-value", "pages", ["a list of paths"]),
    "pages are left out": (
        '[tool.error-table.catalogues.x]\ntitle = "x"\n',
        "config-required",
        "tool.error-table.catalogues.x",
        ["pages = "],
    ),
    "a page of this machine": (
        ONE.replace("page.md", "/etc/page.md"),
        "config-value",
        "pages",
        ["relative to the project"],
    ),
    "an overlay of this machine": (
        f"{ONE}overlay = 'C:/x.toml'\n",
        "config-value",
        "overlay",
        ["relative to the project"],
    ),
    "a reference page that is no page": (
        f"{ONE}reference-page = 'en.md'\n",
        "config-value",
        "reference-page",
        ["one of the pages"],
    ),
    "a string is a number": (f"{ONE}title = 1\n", "config-value", "title", ["a string"]),
    "a string is empty": (f"{ONE}title = ' '\n", "config-value", "title", ["a string"]),
    "a flag is a string": (f"{ONE}translated = 'no'\n", "config-value", "translated", ["true or"]),
    "a line is no number": (
        f"{ONE}tables = {{line = true}}\n",
        "config-value",
        "tables",
        ["from 1"],
    ),
    "a line is 0": (f"{ONE}tables = {{line = 0}}\n", "config-value", "tables", ["from 1"]),
    "all is false": (f"{ONE}tables = {{all = false}}\n", "config-value", "tables", ["headings or"]),
    "a line among lines is 0": (
        f"{ONE}tables = {{line = [5, 0]}}\n",
        "config-value",
        "tables",
        ["from 1"],
    ),
    "a table to leave is a line before the first": (
        f"{ONE}tables = {{ignore = [0]}}\n",
        "config-value",
        "tables",
        ["a heading or a line"],
    ),
    "a table to leave is blank": (
        f"{ONE}tables = {{ignore = [' ']}}\n",
        "config-value",
        "tables",
        ["a heading or a line"],
    ),
    "tables is no table": (f"{ONE}tables = 'all'\n", "config-value", "tables", ["a table"]),
    "a column is a list": (
        f"{ONE}columns = {{code = [[]]}}\n",
        "config-value",
        "columns",
        ["header"],
    ),
    "no column has the codes": (
        f"{ONE}columns = {{code = []}}\n",
        "config-value",
        "columns",
        ["header"],
    ),
    "a column is blank": (
        f"{ONE}columns = {{action = ['Fix', ' ']}}\n",
        "config-value",
        "columns",
        ["header"],
    ),
    "an unknown role under a heading": (
        f"{ONE}columns = {{'Payment errors' = {{cod = 0}}}}\n",
        "config-unknown",
        "columns",
        ["did you mean code?"],
    ),
    "a column is true": (
        f"{ONE}columns = {{code = true}}\n",
        "config-value",
        "columns",
        ["header"],
    ),
    "a column before the first": (
        f"{ONE}columns = {{code = -2}}\n",
        "config-value",
        "columns",
        ["header"],
    ),
    "a locale is none": (f"{ONE}locale = 'Japanese!'\n", "config-value", "locale", ["ja-JP"]),
    "a locale that no page is read as": (
        f"{ONE}locale = 'de-1996'\n",
        "config-value",
        "locale",
        ["ja-JP"],
    ),
    "a locale of no page": (
        f"{ONE}[tool.error-table.catalogues.x.locale]\n'pages.md' = 'ja'\n",
        "config-unknown",
        "'pages.md'",
        ["did you mean page.md?"],
    ),
    "a locale of a page is none": (
        f"{ONE}[tool.error-table.catalogues.x.locale]\n'page.md' = 'Japanese!'\n",
        "config-value",
        "'page.md'",
        ["ja-JP"],
    ),
    "a page whose name would end a comment": (
        ONE.replace("page.md", "a\\rb.md"),
        "config-value",
        "pages",
        ["relative to the project"],
    ),
    "a page whose name would be markup": (
        ONE.replace("page.md", "--><b>.md"),
        "config-value",
        "pages",
        ["relative to the project"],
    ),
    "a root that Python has": (
        f"{ONE}root = 'TimeoutError'\n",
        "config-value",
        "root",
        ["its own"],
    ),
    "a root that is a keyword": (f"{ONE}root = 'None'\n", "config-value", "root", ["its own"]),
    "a root that the code uses": (f"{ONE}root = 'CLASSES'\n", "config-value", "root", ["its own"]),
    "a name that no module can have": (
        ONE.replace(".x]", ".lambda]"),
        "config-name",
        "tool.error-table.catalogues.lambda",
        ["a keyword of Python"],
    ),
    "a root that is a base of the style": (
        f"{ONE}class-prefix = 'My'\nroot = 'MyClientError'\n",
        *("config-value", "root", ["its own"]),
    ),
    "a prefix that no class begins with": (
        f"{ONE}class-prefix = 'my'\n",
        *("config-value", "class-prefix", ["Acme"]),
    ),
    "a suffix that is none": (
        f"{ONE}class-suffix = 'Fault'\n",
        *("config-value", "class-suffix", ["Error, Exception"]),
    ),
    "a root is no class": (f"{ONE}root = 'my error'\n", "config-value", "root", ["MyApiError"]),
    "catalogues is a list": (
        "[tool.error-table]\ncatalogues = []\n",
        "config-value",
        "catalogues",
        ["a table"],
    ),
    "a catalogue is a string": (
        "[tool.error-table.catalogues]\nx = 'page.md'\n",
        "config-value",
        "x",
        ["a table"],
    ),
    "a name with blanks": (
        ONE.replace(".x]", '."My Errors"]'),
        "config-name",
        'tool.error-table.catalogues."My Errors"',
        ["kebab-case"],
    ),
    "a name in snake_case": (ONE.replace(".x]", ".my_errors]"), "config-name", ..., ["kebab-case"]),
    "a version of two numbers": (
        f"[tool.error-table]\nversion = '1.2'\n{ONE}",
        "config-value",
        "version",
        ["1.2.0"],
    ),
    "a distribution with capitals": (
        f"[tool.error-table]\ndistribution = 'My Errors'\n{ONE}",
        "config-value",
        "distribution",
        ["my-errors"],
    ),
    "an unknown rule": (
        f"[tool.error-table.levels]\noutput-editted = 'note'\n{ONE}",
        "config-level",
        "output-editted",
        ["did you mean output-edited?"],
    ),
    "a rule like none": (
        f"[tool.error-table.levels]\nzzz = 'note'\n{ONE}",
        "config-level",
        "zzz",
        ["there is no such rule"],
    ),
    "an unknown level": (
        f"[tool.error-table.levels]\noutput-edited = 'info'\n{ONE}",
        "config-level",
        "output-edited",
        ["'info' is no level"],
    ),
    "a level that is a list": (
        f"[tool.error-table.levels]\noutput-edited = []\n{ONE}",
        "config-level",
        "output-edited",
        ["[] is no level"],
    ),
}


@pytest.mark.parametrize(("text", "rule", "caret", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_shown_at_its_place(
    text: str, rule: str, caret: str | None, said: list[str]
) -> None:
    _, problems = read(text)
    problem = problems[0]
    assert problem.rule == rule
    assert problem.level == "error"
    words = f"{problem.message} {problem.label} {problem.help}"
    for part in said:
        assert part in words
    span = problem.span
    if caret is None:
        assert span.line is None
    elif caret == "\n":
        assert span.line
        assert span.column
    elif isinstance(caret, str):
        assert span.line
        assert span.column
        assert span.text[span.column - 1 : span.column - 1 + span.length] == caret


OUTPUTS = {
    "out of the project": "../out",
    "out of the project, the long way": "a/../../out",
    "the project itself": ".",
    "absolute": "/out",
    "on a drive": "c:/out",
    "where the page is": "docs",
    "where the overlay is": "overlays",
    "where the templates are": "my",
    "the templates": "my/templates",
    "inside the templates": "my/templates/out",
}


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS)
def test_the_output_is_a_folder_of_its_own_inside_the_project(output: str) -> None:
    text = f"""
[tool.error-table]
output = "{output}"
templates = "my/templates"
[tool.error-table.catalogues.x]
pages = ["docs/page.md"]
overlay = "overlays/x.toml"
"""
    _, [problem] = read(text)
    assert (problem.rule, problem.span.line) == ("config-output", 3)


@pytest.mark.parametrize("output", ["out", "docs-out", "docs/out", "a/b c"])
def test_any_other_folder_will_do(output: str) -> None:
    text = f'[tool.error-table]\noutput = "{output}"\n{ONE}'
    settings, problems = read(text)
    assert problems == ()
    assert settings.output == output


def test_all_problems_are_found_at_once() -> None:
    _, problems = read(
        "[tool.error-table]\nouput = 1\nversion = 2\n[tool.error-table.catalogues.A]\n"
    )
    assert [p.rule for p in problems] == [
        "config-unknown",
        "config-name",
        "config-required",
        "config-value",
    ]


def test_a_name_that_no_catalogue_has() -> None:
    doc = document("pyproject.toml", ONE)
    settings, _ = config.read(doc)
    assert config.find(settings, doc, ("x",)) == ()
    [problem] = config.find(settings, doc, ("xx",))
    assert (problem.rule, problem.label) == ("config-catalogue", "did you mean x?")


PLACES = {
    "a bare key": ("a = 1\nb = 2\n", ("b",), (2, 1, 1)),
    "a table": ("[a.b]\nc = 1\n", ("a", "b"), (1, 2, 3)),
    "a key of a table": ("[a.b]\n  c = 1\n", ("a", "b", "c"), (2, 3, 1)),
    "a dotted key": ("[a]\nb.c = 1\n", ("a", "b", "c"), (2, 1, 3)),
    "a quoted key": ('[a]\n"b c" = 1\n', ("a", "b c"), (2, 1, 5)),
    "a table with quotes and a comment": ("[ a.'b' ] # x\n", ("a", "b"), (1, 3, 5)),
    "a table of an array": ("[[a]]\nb = 1\n[[a]]\nb = 2\n", ("a", "1", "b"), (4, 1, 1)),
    "the first table of an array": ("x = 1\n[[a]]\nb = 1\n", ("a",), (2, 3, 1)),
    "the table where the key is not found": ("[a]\nb = { c = 1 }\n", ("a", "b", "c"), (2, 1, 1)),
    "nothing of it": ("a = 1\n", ("b",), (None, None, 0)),
}


@pytest.mark.parametrize(("text", "keys", "place"), PLACES.values(), ids=PLACES)
def test_the_place_of_a_key(text: str, keys: tuple[str, ...], place: tuple[object, ...]) -> None:
    span = toml.span(document("x", text), *keys)
    assert (span.line, span.column, span.length) == place


def test_the_place_of_a_string_in_an_array() -> None:
    text = 'x = "b"\nk = [\n "a",\n \'b\',\n]\nl = ["c"]\n'
    found = {v: toml.value_span(document("x", text), v, "k").line for v in "abc"}
    assert found == {"a": 3, "b": 4, "c": 2}
    assert toml.value_span(document("x", text), "a", "none").line is None


@given(st.text(alphabet="[]{}=.\"'\\\n\r\t #abAB01-,é\0"))
def test_any_text_is_read_or_refused_at_a_place(text: str) -> None:
    for prefix in ("", "[tool.error-table]\n", ONE):
        _, problems = read(prefix + text)
        for problem in problems:
            assert problem.rule.startswith("config-")
