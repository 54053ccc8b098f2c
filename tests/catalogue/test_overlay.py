"""The file beside a page."""

from __future__ import annotations

from dataclasses import fields
from typing import get_type_hints

import pytest

from generator import catalogue, markdown
from generator.catalogue import overlay
from generator.diagnostics.source import Problems, document
from generator.model import Catalogue, Error, Retryable
from generator.project.settings import CatalogueSettings

PAGE = """# Error codes

Error code|HTTP status code|Message
---|---|---
NotFound|404|The {thing} was not found.
Old|410|It is old.
"""


def read(text: str, page: str = PAGE) -> tuple[Catalogue, Problems]:
    found, _ = markdown.read(document("page.md", page))
    made, problems = catalogue.read(
        CatalogueSettings("my-errors", ("page.md",)), [found], document("page.toml", text), []
    )
    assert made is not None
    return made, problems


def test_no_overlay_is_an_empty_one() -> None:
    assert overlay.read(None) == (overlay.Overlay(), ())


def test_what_people_say_of_a_code() -> None:
    made, problems = read("""
[errors.NotFound]
retryable = true
name = "NoSuchThing"
parameters = ["missing"]
hints = ["Look again."]
causes = ["It was deleted."]
actions = ["Create it."]
aliases = ["GoneError"]
deprecated = "since 2.0"
""")
    error = made.errors[0]
    assert not problems
    assert error.class_name == "NoSuchThingError"
    assert error.retryable == Retryable(True, "overlay")
    assert [p.name for p in error.parameters] == ["missing"]
    texts = [t.text for t in (*error.hints, *error.causes, *error.actions)]
    assert texts == ["Look again.", "It was deleted.", "Create it."]
    assert (error.aliases, error.deprecated) == (("GoneError",), "since 2.0")


def test_what_is_copied_into_an_error_is_called_there_as_it_is_here() -> None:
    """A new field of an error that people may fill is one line of the overlay."""
    copied = {f.name for f in fields(overlay.Override) if "copied" in f.metadata}
    assert copied >= {"aliases", "deprecated", "source"}
    here, there = get_type_hints(overlay.Override), get_type_hints(Error)
    assert {name: here[name] for name in copied} == {name: there[name] for name in copied}
    assert overlay.Override("E", aliases=("A",)).copied() == {"aliases": ("A",)}


def test_a_field_that_people_leave_out_is_what_the_page_says() -> None:
    page = PAGE.replace("Old|410", "~~Old~~|410")
    made, _ = read('[errors.Old]\nhints = ["Wait."]\n', page)
    assert (made.errors[1].deprecated, [t.text for t in made.errors[1].hints]) == (
        "withdrawn",
        ["Wait."],
    )


def test_the_keys_that_are_known_are_named_in_their_order() -> None:
    _, problems = overlay.read(document("page.toml", "[errors.A]\nstatux = 1\n[page]\nx = 1\n"))
    first, second = (problem.help for problem in problems)
    assert "status" in first
    assert "author, licence, origin, title" in f"{second} {problems[1].message}"


def test_a_parameter_is_named_by_its_words_too() -> None:
    made, _ = read('[parameters]\nthing = "missing_thing"\n')
    assert [(p.name, p.evidence) for p in made.errors[0].parameters] == [
        ("missing_thing", "pinned")
    ]


OURS = {
    "words of the page": ("", "{kind} of {the message}", ["kind_", "message_"]),
    "twice": ("", "{kind} of {kind} of {kind_}", ["kind_", "kind__2", "kind__3"]),
    "names by code": (
        '[errors.NotFound]\nparameters = ["status", "status_"]\n',
        "{a} of {b}",
        ["status_", "status__2"],
    ),
    "a name by words": ('[parameters]\nthing = "headers"\n', "{thing}", ["headers_"]),
    "names that are only like them": ("", "{kinds} of {code}", ["kinds", "code_"]),
}


@pytest.mark.parametrize(("text", "message", "wanted"), OURS.values(), ids=OURS)
def test_no_parameter_has_a_name_of_the_generated_functions(
    text: str, message: str, wanted: list[str]
) -> None:
    made, problems = read(text, PAGE.replace("The {thing} was not found", message))
    assert not problems
    assert [p.name for p in made.errors[0].parameters] == wanted


def test_more_names_than_parameters_are_a_problem_and_none_of_them_is_left_over() -> None:
    made, problems = read('[errors.NotFound]\nparameters = ["missing", "left_over"]\n')
    assert [p.rule for p in problems] == ["parameter-count"]
    assert [(p.name, p.evidence) for p in made.errors[0].parameters] == [("missing", "pinned")]


def test_an_error_that_the_page_lacks_is_added_with_its_source() -> None:
    made, problems = read(
        '[errors.Throttled]\nstatus = 429\nmessage = "Wait {seconds}."\nsource = "seen in a log"\n'
    )
    error = made.errors[-1]
    assert not problems
    assert (error.code, error.status, error.evidence, error.source) == (
        "Throttled",
        429,
        "overlay",
        "seen in a log",
    )
    assert error.messages[0].parts == ("Wait ", 0, ".")
    assert error.retryable == Retryable(True, "status")


def test_a_retired_code_is_kept_and_marked() -> None:
    made, _ = read(
        '[retired]\nVanished = "left the page in 2025"\n\n[retired.Gone]\nstatus = 404\n'
    )
    assert [(e.code, e.retired) for e in made.errors[2:]] == [("Vanished", True), ("Gone", True)]
    assert made.errors[2].deprecated == "left the page in 2025"


BACK = {
    "a line": ('[retired]\nGone = "left"\nOld = "left"\n', 'Old = "left"\n', "delete this line"),
    "a table": (
        "retired.Gone = 'left'\n\n[retired.Old]\nstatus = 410\n",
        *("[retired.Old]\nstatus = 410\n", "delete this table; "),
    ),
}


@pytest.mark.parametrize(("text", "lines", "said"), BACK.values(), ids=BACK)
def test_a_code_that_came_back_is_retired_no_more(text: str, lines: str, said: str) -> None:
    made, problems = read(text)
    assert [(e.code, e.retired) for e in made.errors] == [
        *(("NotFound", False), ("Old", False), ("Gone", True))
    ]
    (problem,) = [p for p in problems if p.level == "error"]
    assert (problem.rule, problem.span.line) == ("retired-returned", 3)
    assert (problem.label, problem.help[: len(said)]) == ("see page.md:6", said)
    assert [p.rule for p in read(text.replace(lines, ""))[1]] == ["retired-status"]


STATUS = {
    "none of the page's codes has one": (PAGE.replace("404", "").replace("410", ""), 0),
    "one of them has none": (PAGE.replace("410", "-"), 0),
    "all of them have one": (PAGE, 1),
}


@pytest.mark.parametrize(("page", "told"), STATUS.values(), ids=STATUS)
def test_a_retired_code_has_a_status_where_all_have(page: str, told: int) -> None:
    text = "[retired]\nGone = 'left'\nLost = 'left'\n[retired.Moved]\nstatus = 410\n"
    _, problems = read(text, page)
    found = [p for p in problems if p.rule == "retired-status"]
    assert [p.message[:10] for p in found] == ["Gone, Lost"] * told


FORMER = {
    "a code": ('aliases = ["Old"]', "Old is an alias of NotFound, and a code of its own"),
    "a class": ('aliases = ["OldError"]', "OldError is an alias of NotFound, and the class of Old"),
    "the words of a class": (
        'aliases = ["old"]',
        "OldError is an alias of NotFound, and the class",
    ),
    "a class that the overlay names": (
        'aliases = ["LeftError"]\n[errors.Old]\nname = "Left"',
        "LeftError is an alias of NotFound, and the class of Old",
    ),
    "the root": ('aliases = ["MyApiError"]', "and the base class of all errors"),
    "another alias": (
        'aliases = ["Gone"]\n[errors.Old]\naliases = ["GoneError"]',
        "GoneError is an alias of Old, and of NotFound as well",
    ),
    "a retired code": ('aliases = ["Gone"]\n[retired.Gone]\nstatus = 410', "and a code of its own"),
    "its own code and class": ('aliases = ["NotFound", "NotFoundError", "notFound"]', ""),
    "one twice, and what makes no class": ('aliases = ["A", "AError", "!", "?"]', ""),
}


@pytest.mark.parametrize(("lines", "said"), FORMER.values(), ids=FORMER)
def test_a_former_name_is_of_one_error_alone(lines: str, said: str) -> None:
    _, problems = read(f"[errors.NotFound]\n{lines}\n")
    found = [p for p in problems if p.rule != "name-collision"]
    assert [p.rule for p in found] == ["alias-taken"] * bool(said)
    for problem in found:
        assert said in problem.message
        assert problem.span.text.startswith("aliases = ")


def test_the_page_s_attribution() -> None:
    made, _ = read(
        '[page]\nlicence = "MIT"\nauthor = "A"\norigin = "https://x.example"\ntitle = "T"\n'
    )
    assert (made.licence, made.author, made.origin, made.title) == (
        "MIT",
        "A",
        "https://x.example",
        "T",
    )


def test_a_status_is_taken_where_the_page_has_none() -> None:
    page = "# Error codes\n\nCode|Message\n---|---\nNotFound|It is gone.\nLocked|It is locked.\n"
    made, problems = read("[errors.NotFound]\nstatus = 404\n", page)
    assert [e.status for e in made.errors] == [404, None]
    assert not [p for p in problems if p.level != "note"]


def test_every_problem_of_an_overlay_comes_in_one_run() -> None:
    text = "strange = 1\n[codes]\nx = 1\n[errors.A]\nstatus = 99\nhints = [1]\nretryable = 1\n"
    text += "[errors]\nB = 3\n[page]\nlicense = 'x'\ntitle = 3\n"
    _, problems = overlay.read(document("page.toml", text.replace("[errors]\nB = 3\n", "")))
    assert sorted((p.rule, p.span.line) for p in problems) == [
        ("overlay-key", 1),
        ("overlay-key", 9),
        ("overlay-value", 3),
        ("overlay-value", 5),
        ("overlay-value", 6),
        ("overlay-value", 7),
        ("overlay-value", 10),
    ]


def test_a_code_that_is_no_table_is_a_problem() -> None:
    _, problems = overlay.read(document("page.toml", "[errors]\nB = 3\n"))
    assert [p.rule for p in problems] == ["overlay-value"]


def test_a_name_of_no_ascii_letters_is_a_problem_and_another_one_is_taken() -> None:
    made, problems = read("[errors.NotFound]\nname = '禁止'\n")
    assert [(p.rule, p.span.line) for p in problems] == [("overlay-value", 2)]
    assert made.errors[0].class_name == "NotFoundError"


def test_a_pin_to_nothing_is_a_problem() -> None:
    _, problems = read("[codes]\nOld = ''\n[parameters]\nthing = ''\n")
    assert [(p.rule, p.span.line) for p in problems] == [("overlay-value", 2), ("overlay-value", 4)]


ROWS = """[rows]
"OK|200" = "error"
OK = "success"
"" = "ignore"
"0" = "ignore"
"""
SETTLED = {
    "a cell with this status": ("OK", 200, "error"),
    "a cell with another status": ("OK", 201, "success"),
    "a cell without a status": ("OK", None, "success"),
    "an empty cell": ("", 404, "ignore"),
    "a number": ("0", None, "ignore"),
    "a row that nothing settles": ("NotFound", 404, ""),
}


@pytest.mark.parametrize(("cell", "status", "row"), SETTLED.values(), ids=SETTLED)
def test_a_row_is_settled_by_its_code_cell(cell: str, status: int | None, row: str) -> None:
    found, problems = overlay.read(document("page.toml", ROWS))
    assert not problems
    assert [one.span.line for one in found.rows] == [2, 3, 4, 5]
    assert found.settled().of(cell, cell, status) == row


SUCCESSES = {
    "nothing": (False, "", ["NotFound"]),
    "an entry for the code": (False, "[errors.OK]\nretryable = false\n", ["OK", "NotFound"]),
    "a row that is an error": (False, '[rows]\n"0" = "error"\n', ["0", "NotFound"]),
    "a row that is left": (True, '[rows]\nNotFound = "ignore"\n', ["OK", "0"]),
    "a row that is a success": (True, '[rows]\nNotFound = "success"\n', ["OK", "0"]),
    "all of them": (True, "", ["OK", "0", "NotFound"]),
}


@pytest.mark.parametrize(("all_kept", "text", "codes"), SUCCESSES.values(), ids=SUCCESSES)
def test_what_is_no_error_can_be_settled(all_kept: bool, text: str, codes: list[str]) -> None:
    page = "# Error codes\n\nError code|Message\n---|---\n"
    page += "OK|Success\n0|Success\nNotFound|It was not found.\n"
    found, _ = markdown.read(document("page.md", page))
    one = CatalogueSettings("my-errors", ("page.md",), success=all_kept)
    made, problems = catalogue.read(one, [found], document("page.toml", text), [])
    assert made is not None
    assert [error.code for error in made.errors] == codes
    assert "overlay-unused" not in {problem.rule for problem in problems}


@pytest.mark.parametrize("value", ["'skip'", "''", "true", "[]", "['ignore']"])
def test_a_row_is_ignored_or_a_success_or_an_error(value: str) -> None:
    _, problems = read(f"[rows]\nOld = {value}\n")
    assert [(p.rule, p.span.line) for p in problems] == [("overlay-value", 2)]
    assert 'must be "ignore", "success" or "error"' in problems[0].message


UNUSED = {
    "a cell of the page": ("NotFound", False),
    "a cell with its status": ("NotFound|404", False),
    "a cell with another status": ("NotFound|410", True),
    "a cell without a code": ("", False),
    "a cell of prose, as it stands": (
        "What you may see, sometimes, here or there: see above",
        False,
    ),
    "no cell of it": ("Gone", True),
}


@pytest.mark.parametrize(("cell", "unused"), UNUSED.values(), ids=UNUSED)
def test_a_row_that_the_page_does_not_have_is_said(cell: str, unused: bool) -> None:
    page = f"{PAGE}| |500|It is lost.\n"
    page += "What you may see, sometimes, here or there: see above||Or not at all.\n"
    _, problems = read(f'[rows]\n"{cell}" = "error"\n', page)
    assert [p.rule for p in problems if p.rule == "overlay-unused"] == ["overlay-unused"] * unused


def test_an_empty_code_is_a_problem() -> None:
    made, problems = read("[errors.' ']\nstatus = 400\n[retired]\n'' = 'gone'\n")
    assert [p.rule for p in problems] == ["overlay-value", "overlay-value"]
    assert [e.code for e in made.errors] == ["NotFound", "Old"]


NAMED = {
    "of a code on the page": '[errors.NotFound]\nparameters = ["no name"]\n',
    "of a code that is not on it": """\
[errors.New]
source = "the log"
message = "A {b}."
parameters = ["class"]
""",
    "of a retired code": '[retired.Gone]\nstatus = 410\nmessage = "A {b}."\nparameters = ["x)"]\n',
    "by the words of the page": '[parameters]\nthing = "the-thing"\n',
}


@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED)
def test_a_parameter_has_a_name_that_code_can_have(text: str) -> None:
    _, problems = read(text)
    assert [(p.rule, p.span.line) for p in problems] == [("parameter-name", text.count("\n"))]


def test_a_code_that_was_settled_and_is_retired_is_one_code() -> None:
    text = "[errors.Gone]\nstatus = 410\nname = 'LeftError'\nretryable = true\n"
    made, problems = read(f"{text}[retired]\nGone = 'since 2'\n")
    assert not problems
    assert [(e.code, e.retired) for e in made.errors[2:]] == [("Gone", True)]
    gone = made.errors[2]
    assert (gone.status, gone.class_name, gone.deprecated) == (410, "LeftError", "since 2")
