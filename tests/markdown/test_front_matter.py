"""What a page says of itself before it begins."""

from __future__ import annotations

import pytest

from generator import markdown
from generator.diagnostics.source import Problems, document
from generator.markdown.page import FrontMatter


def front(text: str) -> tuple[FrontMatter, Problems]:
    page, problems = markdown.read(document("page.md", text))
    return page.front, problems


@pytest.mark.parametrize(
    ("key", "locale"),
    [
        ("ms.contentlocale: ja-JP", "ja-JP"),
        ("locale: de", "de"),
        ("lang: no", "no"),
        ("Language: 'fr'", "fr"),
        ("language: en\nms.contentlocale: nl-NL", "nl-NL"),
        ("title: x", ""),
    ],
)
def test_a_page_says_its_locale(key: str, locale: str) -> None:
    assert front(f"---\n{key}\n---\n")[0].locale == locale


@pytest.mark.parametrize(
    ("key", "translated"),
    [
        ("ms.translationtype: MT", True),
        ("translation: machine", True),
        ("translated: true", True),
        ("Translated: Yes", True),
        ("translated: false", False),
        ("machine_translated: true", True),
        ("ms.translationtype: HT", False),
        ("machine_translated: false", False),
        ("ms.contentlocale: ja-JP", False),
    ],
)
def test_a_page_says_that_a_machine_translated_it(key: str, translated: bool) -> None:
    assert front(f"---\n{key}\n---\n")[0].translated is translated


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("T", "T"),
        ("2022-01-01", "2022-01-01"),
        ("yes", "yes"),
        ("[a, 1]", "a, 1"),
        ("{a: b}", ""),
        ("", ""),
    ],
)
def test_values_are_strings_and_lists_are_words(value: str, title: str) -> None:
    found, problems = front(f"---\ntitle: {value}\n...\nText\n")
    assert problems == ()
    assert found == FrontMatter(title=title)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text\n---\na: b\n---\n",
        "---\na: b\n",
        "--- \n",
        "----\na: b\n----\n",
        "+++\ntitle = 'x'\n+++\n# H\n",
        "---\n" + "a: b\n" * 1000 + "---\n",
    ],
)
def test_what_is_no_front_matter_is_none(text: str) -> None:
    assert front(text) == (FrontMatter(), ())


def test_toml_is_skipped() -> None:
    page, _ = markdown.read(document("page.md", "+++\ntitle = 'x'\n+++\n# H\n"))
    assert [heading.span.line for heading in page.headings] == [4]
    assert page.paragraphs == ()


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ("title: a: b", (2, 9)),
        ("a: b\nc: [", (3, 5)),
        ("a: 'b", (2, 6)),
        ("a: b\n[x]: y", (3, 1)),
        ("a: b\nc: &c [*c]", (3, 4)),
        ("\tx", (2, 1)),
        ("a: *nowhere", (2, 4)),
        ("a: \x07", (1, 1)),
        ("[" * 3000, (1, 1)),
    ],
)
def test_front_matter_that_is_no_yaml_is_told(yaml: str, place: tuple[int, int]) -> None:
    found, problems = front(f"---\n{yaml}\n---\n")
    assert [(p.rule, p.level, (p.span.line, p.span.column)) for p in problems] == [
        ("page-front-matter", "warning", place)
    ]
    assert found.locale == ""
    assert problems[0].label


def test_long_front_matter_is_read_line_by_line() -> None:
    found, problems = front(f"---\nlocale: de-DE\ntitle: {'x' * 60_000}\n---\n")
    assert found.locale == "de-DE"
    assert [p.label for p in problems] == ["longer than 50000 characters"]
    assert [(p.span.line, p.span.column, p.span.length) for p in problems] == [(1, 1, 3)]


@pytest.mark.parametrize(("size", "rules"), [(50_000, []), (50_001, ["page-front-matter"])])
def test_front_matter_is_yaml_up_to_so_many_characters(size: int, rules: list[str]) -> None:
    _, problems = front(f"---\ntitle: {'x' * (size - 7)}\n---\n")
    assert [p.rule for p in problems] == rules


@pytest.mark.parametrize(("lines", "locale"), [(500, "de"), (501, "")])
def test_front_matter_takes_up_to_so_many_lines(lines: int, locale: str) -> None:
    text = "---\nlocale: de\n" + "# a remark\n" * (lines - 3) + "---\n"
    assert front(text)[0].locale == locale


def test_aliases_do_not_multiply() -> None:
    found, problems = front("---\nlang: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\n")
    assert problems == ()
    assert found == FrontMatter(locale="x, x")
