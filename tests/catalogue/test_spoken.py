"""Messages in languages that no page has, and the language that the service speaks."""

from __future__ import annotations

import json

import pytest

from generator import catalogue, markdown, record
from generator.diagnostics.source import Problems, document
from generator.model import Catalogue, Error
from generator.project import config

PAGE = """# エラー コード

エラー コード|HTTP ステータス コード|メッセージ
---|---|---
NotFound|404|{要求されたリソース} が見つかりませんでした。
TooMany|429|{max} 個中 {count} 個です。
Old|410|古いです。
|Silent|500| |
"""
ENGLISH = """# Error codes

Error code|HTTP status code|Message
---|---|---
NotFound|404|{requested resource} was not found.
TooMany|429|{count} of {max}.
Old|410|It is old.
"""


def read(overlay: str, *pages: str, speaks: str = "") -> tuple[Catalogue, Problems]:
    """The catalogue of Japanese and other pages, and what is to be said about it."""
    texts = dict(zip(("ja/page.md", "page.md"), (PAGE, *pages), strict=False))
    lines = f"[catalogues.my-errors]\npages = {json.dumps([*texts])}\n"
    lines += f'service-locale = "{speaks}"\n' if speaks else ""
    settings, problems = config.read(document("error-table.toml", lines))
    assert not problems
    parsed = [markdown.read(document(path, text))[0] for path, text in texts.items()]
    made, problems = catalogue.read(
        settings.catalogues[0], parsed, document("ja/page.toml", overlay), []
    )
    assert made is not None
    return made, tuple(p for p in problems if p.rule not in ("parameter-unnamed", "locale-missing"))


def error(made: Catalogue, code: str) -> Error:
    found = made.error(code)
    assert found is not None
    return found


# The overlay, the code, its parameters, and the parts of its message in English.
SAID = {
    "the overlay's name": (
        '[errors.NotFound]\nparameters = ["what"]\nmessages = { en = "{what} is lost." }\n',
        ("NotFound", ["what"], (0, " is lost.")),
    ),
    "the words of the page": (
        '[errors.NotFound]\nmessages = { en = "No {要求されたリソース}" }\n',
        ("NotFound", ["not_found_1"], ("No ", 0)),
    ),
    "a name made of words of the page, in another order and twice": (
        '[errors.TooMany]\nmessages = { en = "{count} of {max}, {count}" }\n',
        ("TooMany", ["max", "count"], (1, " of ", 0, ", ", 1)),
    ),
    "braces that are no placeholder's": (
        '[errors.Old]\nmessages = { en = "It is {\\"age\\": 1}" }\n',
        ("Old", [], ('It is {"age": 1}',)),
    ),
    "a name that only this message has": (
        '[errors.TooMany]\nparameters = ["max", "count", "kind"]\nmessages.en = "{kind}: {max}"\n',
        ("TooMany", ["max", "count", "kind_"], (2, ": ", 0)),
    ),
    "a parameter where the page has none": (
        '[errors.Old]\nparameters = ["age"]\nmessages = { EN = "{age} years" }\n',
        ("Old", ["age"], (0, " years")),
    ),
    "an error that the page lacks": (
        '[errors.New]\nsource = "a log"\nmessage = "{a} b"\nmessages = { en = "of {a}" }\n',
        ("New", ["a"], ("of ", 0)),
    ),
    "an error without a message in the language of the page": (
        '[errors.New]\nsource = "a log"\nparameters = ["a"]\nmessages = { en = "of {a}" }\n',
        ("New", ["a"], ("of ", 0)),
    ),
    "a retired error": (
        "[retired.Gone]\nstatus = 410\nparameters = ['a']\nmessages = { en = '{a} left' }\n",
        ("Gone", ["a"], (0, " left")),
    ),
    "a retired error of which the rest stands with the errors": (
        "retired.Gone = '2'\n[errors.Gone]\nstatus=410\nparameters=['a']\nmessages.en='{a} left'\n",
        ("Gone", ["a"], (0, " left")),
    ),
}


@pytest.mark.parametrize(("overlay", "wanted"), SAID.values(), ids=SAID)
def test_a_message_in_another_language(
    overlay: str, wanted: tuple[str, list[str], tuple[str | int, ...]]
) -> None:
    code, parameters, parts = wanted
    made, problems = read(overlay)
    found = error(made, code)
    said = found.message("en")
    assert not problems
    assert [p.name for p in found.parameters] == parameters
    assert said
    assert said.parts == parts
    assert said.span
    assert said.span.path == "ja/page.toml"
    assert made.locales == ("ja",)
    assert made.spoken == ("ja", "en")
    # The file that is kept has it as it has the others.
    kept, _ = record.read(document("kept.json", json.dumps(record.write(made))))
    assert kept == made
    assert kept.spoken == made.spoken


def test_of_placeholders_that_a_page_calls_alike_each_is_meant_in_turn() -> None:
    page = ENGLISH.replace("{count} of {max}", "%s of %s")
    made, problems = read("[errors.TooMany]\nmessages = { de = '%s von %s, %s' }\n", page)
    assert not problems
    said = error(made, "TooMany").message("de")
    assert said
    assert said.parts == (0, " von ", 1, ", ", 1)


def test_a_page_has_the_word_in_its_own_language() -> None:
    """In each locale of a page in which it says something of the code, on whatever row."""
    overlay = "[errors.NotFound.messages]\nja = 'x'\nen = 'y'\nDE = 'z'\n"
    overlay += "[errors.Silent.messages]\nja = 'x'\nen = 'y'\n"
    overlay += "[errors.New]\nmessage = 'x'\nmessages = { ja = 'y' }\nsource = 'z'\n"
    made, problems = read(overlay, ENGLISH)
    told = [(p.rule, p.span.line) for p in problems]
    assert told == [("message-taken", 2), ("message-taken", 3), ("message-taken", 10)]
    assert [m.locale for m in error(made, "NotFound").messages] == ["ja", "en", "de"]
    assert [m.text for m in error(made, "Silent").messages] == ["x", "y"]
    assert [m.text for m in error(made, "New").messages] == ["x"]
    assert made.spoken == ("ja", "en", "de")
    # What another row of the code says is said as well.
    twice = PAGE.replace("Silent|500| |", "Old|410|とても古いです。").replace(
        "Old|410|古いです。", "|Old|410| |"
    )
    _, problems = read("[errors.Old]\nmessages = { ja = 'x' }\n", twice)
    assert [p.rule for p in problems if p.span.path == "ja/page.toml"] == ["message-taken"]


UNFIT = {
    "no table": ("messages = 'x'", "overlay-value", "must be a table of texts"),
    "no language": ("messages = { English = 'x' }", "overlay-value", "a language tag such as"),
    "no text": ("messages = { en = 1 }", "overlay-value", "a text that is not blank"),
    "a blank": ("messages = { en = ' ' }", "overlay-value", "a text that is not blank"),
    "another name": ("messages = { en = '{cuont}' }", "parameter-unknown", "did you mean count?"),
    "no name": ("messages = { en = '{数}' }", "parameter-unknown", "the parameters are max, count"),
    "a name that nothing has": (
        "parameters = ['max', 'count', 'a']\nmessages = { en = '{max}' }",
        *("parameter-count", "2 placeholders on the page, and 3 names"),
    ),
}


@pytest.mark.parametrize(("lines", "rule", "said"), UNFIT.values(), ids=UNFIT)
def test_what_is_no_message_is_told(lines: str, rule: str, said: str) -> None:
    made, problems = read(f"[errors.TooMany]\n{lines}\n")
    (problem,) = problems
    assert (problem.rule, problem.level) == (rule, "error")
    assert said in f"{problem.message} {problem.label} {problem.help}"
    assert problem.span.line in (1, lines.count("\n") + 2)
    assert [m.locale for m in error(made, "TooMany").messages][:1] == ["ja"]


SPEAKS = {
    "a page's": ("", "ja", []),
    "a message's": ("[errors.Old]\nmessages = { en-US = 'Old.' }\n", "en-us", []),
    "nobody's": ("", "de", ["locale-unspoken"]),
    "another region's": ("[errors.Old]\nmessages = { en-US = 'x' }\n", "en", ["locale-unspoken"]),
}


@pytest.mark.parametrize(("overlay", "speaks", "rules"), SPEAKS.values(), ids=SPEAKS)
def test_the_service_speaks_what_messages_are_in(
    overlay: str, speaks: str, rules: list[str]
) -> None:
    made, problems = read(overlay, speaks=speaks)
    assert [(p.rule, p.span.path, p.span.line) for p in problems] == [
        (rule, "error-table.toml", 3) for rule in rules
    ]
    assert made.service_locale == speaks.replace("us", "US")


def test_words_of_any_latin_letters_name_a_parameter_of_an_original_page() -> None:
    german = """# Fehlercodes

Code|Status|Meldung
---|---|---
NotFound|404|Der Frachtführer {Frachtführer} hat {Maß} nicht.
"""
    settings, _ = config.read(
        document("error-table.toml", '[catalogues.my-errors]\npages = ["page.md"]\n')
    )
    for front, wanted in (
        ("", ["frachtfuhrer", "mass"]),
        ("---\ntranslation: machine\n---\n", ["not_found_1", "not_found_2"]),
    ):
        parsed, _ = markdown.read(document("page.md", front + german))
        made, _ = catalogue.read(settings.catalogues[0], [parsed], None, [])
        assert made is not None
        assert [p.name for p in error(made, "NotFound").parameters] == wanted
