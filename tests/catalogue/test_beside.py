"""What a page says beside a code, from its rows into the catalogue and every output."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import catalogue, markdown, record
from generator.catalogue.assemble import merge
from generator.catalogue.overlay import Overlay, Override
from generator.catalogue.read_page import PageReading
from generator.catalogue.recover.reading import Reading
from generator.catalogue.rows import placeholders
from generator.catalogue.rows.entry import ColumnRoles, Entry, ErrorTable, MessageCell
from generator.diagnostics.source import Problems, Span, document
from generator.markdown.page import Cell, FrontMatter, Page, Table
from generator.model import Catalogue, Envelope, Error, Mark, Message, Success, Text
from generator.names.style import Style
from generator.project.settings import CatalogueSettings
from tests import rendered

WORKED = Path(__file__).parent / "worked" / "billing"
LINK, CODE = Mark(4, 7, "https://x.org/a"), Mark(0, 3)


def cell(text: str, *marks: Mark) -> Cell:
    return Cell(text, text, Span("page.md", 3, 1), marks=marks)


def entry(code: str, **facts: Any) -> Entry:
    return Entry(code, cell(code), **facts)


def page(locale: str, *rows: Entry, successes: tuple[Entry, ...] = ()) -> PageReading:
    table = Table("pipe", (), (), (), Span(f"{locale}.md", 1))
    return PageReading(
        Page(document(f"{locale}.md", ""), FrontMatter()),
        locale,
        translated=False,
        tables=(ErrorTable(table, ColumnRoles(0)),),
        account=(),
        readings=tuple(Reading(one, one.text, "verbatim") for one in rows),
        envelope=Envelope(),
        mentioned=(),
        successes=successes,
    )


def merged(*pages: PageReading, **overlay: Any) -> Error:
    (error,), _ = merge.errors(pages, Overlay(**overlay), "ApiError", Style())
    return error


def said(texts: tuple[Text, ...]) -> list[tuple[str, str]]:
    return [(text.locale, text.text) for text in texts]


@pytest.mark.parametrize("kind", ["actions", "causes"])
def test_the_texts_of_all_rows_are_kept_by_locale_and_none_twice(kind: str) -> None:
    english = [
        entry("A", **{kind: (cell("Wait."), cell(" - "))}),
        entry("A", **{kind: (cell("Wait."), cell("Ask."))}),
    ]
    german = entry("A", **{kind: (cell("Warten.", CODE), cell("Wait."))})
    found = getattr(merged(page("en", *english), page("de", german)), kind)
    assert said(found) == [("en", "Wait."), ("en", "Ask."), ("de", "Warten."), ("de", "Wait.")]
    assert [text.marks for text in found] == [(), (), (CODE,), ()]
    assert found[0].span == Span("page.md", 3, 1)


def test_what_the_overlay_says_comes_after_the_page_and_not_again() -> None:
    override = Override("A", actions=("Ask.", "Wait."), causes=("Luck.",), hints=("Look.",))
    error = merged(page("en", entry("A", actions=(cell("Wait."),))), errors=(override,))
    assert said(error.actions) == [("en", "Wait."), ("en", "Ask.")]
    assert said(error.causes) == [("en", "Luck.")]
    assert said(error.hints) == [("en", "Look.")]


KEPT = {
    "a header": ([[("Role", cell("admin"))]], (("Role", "admin"),)),
    "several": ([[("Role", cell("a")), ("Since", cell("2"))]], (("Role", "a"), ("Since", "2"))),
    "one twice": ([[("Role", cell("a")), ("Role", cell("b"))]], (("Role", "a\nb"),)),
    "two rows": ([[("Role", cell("a"))], [("Role", cell("b"))]], (("Role", "a\nb"),)),
    "two rows alike": ([[("Role", cell("a"))], [("Role", cell("a"))]], (("Role", "a"),)),
    "no header": ([[("", cell("a"))]], (("", "a"),)),
    "a header of two lines": ([[("Needed\nrole", cell("a"))]], (("Needed role", "a"),)),
    "a link": ([[("See", cell("see doc.", LINK))]], (("See", "see doc (https://x.org/a)."),)),
    "mail": ([[("See", cell("a@b.org", Mark(0, 7, "mailto:a@b.org")))]], (("See", "a@b.org"),)),
    "its own address": ([[("See", cell("http://a", Mark(0, 8, "http://a")))]], (("See", "http://a"),)),
    "a relative link": ([[("See", cell("see a", Mark(4, 5, "a.md")))]], (("See", "see a"),)),
    "two links": (
        [[("See", cell("a b", Mark(0, 1, "https://x"), Mark(2, 3, "https://y"), Mark(0, 3)))]],
        (("See", "a (https://x) b (https://y)"),),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), KEPT.values(), ids=KEPT)
def test_columns_without_a_role_are_kept_under_their_headers(
    rows: list[list[tuple[str, Cell]]], wanted: tuple[tuple[str, str], ...]
) -> None:
    error = merged(page("en", *(entry("A", kept=tuple(kept)) for kept in rows)))
    assert error.fields == (("en", wanted),)


def test_what_is_blank_is_kept_nowhere() -> None:
    error = merged(page("en", entry("A", kept=(("Role", cell("-")), ("Since", cell(""))))))
    assert error.fields == ()


def test_the_columns_of_each_locale_are_kept() -> None:
    english, german = (entry("A", kept=((header, cell("x")),)) for header in ("Role", "Rolle"))
    error = merged(page("en", english), page("de", german), page("fr", entry("A")))
    assert error.fields == (("en", (("Role", "x"),)), ("de", (("Rolle", "x"),)))


def test_a_remark_is_that_of_the_first_locale_that_has_one() -> None:
    rows = [entry("A", remark=remark) for remark in ("new", "", "old", "new")]
    assert merged(page("en", entry("A")), page("de", *rows)).remark == "new; old"
    assert merged(page("en", entry("A"))).remark == ""


def test_the_marks_of_a_message_go_along_with_every_row() -> None:
    told = [MessageCell(placeholders.read(text), marks=(CODE,)) for text in ("404 {a}", "405")]
    error = merged(page("en", *(entry("A", message=one) for one in told)))
    assert [message.marks for message in error.row_messages] == [(CODE,)] * 3


def test_successes_are_merged_by_their_code() -> None:
    def success(code: str, text: str, **facts: Any) -> Entry:
        return entry(code, message=MessageCell(placeholders.read(text)), **facts)

    english = (success("0", "Fine."), success("0", "Done.", status=200), entry("OK"))
    german = (success("0", "Gut.", name="ERFOLG"), success("A", "Kein Fehler."))
    pages = [page("en", successes=english), page("de", successes=german)]
    assert merge.successes(pages, {"A"}) == (
        Success(
            "0",
            200,
            "ERFOLG",
            (Message("en", "Fine.", ("Fine.",)), Message("de", "Gut.", ("Gut.",))),
        ),
        Success("OK"),
    )
    assert merge.successes(pages, {"A"})[0].span == Span("page.md", 3, 1)


def folded(*pages: PageReading) -> list[tuple[str, str, str]]:
    return [(p.span.path, p.rule, f"{p.message}; {p.label}") for p in told(*pages)]


def told(*pages: PageReading) -> Problems:
    _, problems = merge.errors(pages, Overlay(), "ApiError", Style())
    return tuple(problem for problem in problems if problem.rule.startswith("locale-"))


def at(code: str, line: int, path: str, **facts: Any) -> Entry:
    return replace(entry(code, **facts), cell=replace(cell(code), span=Span(path, line, 1)))


def test_what_a_locale_lacks_is_said_once() -> None:
    english = page("en", *(at(code, line, "en.md") for line, code in enumerate("ABCDEF", 5)))
    german = page("de", at("A", 3, "de.md"), at("X", 4, "de.md"), at("Y", 6, "de.md"))
    french = page("fr", at("X", 9, "fr.md"), *english_but_a())
    assert folded(english, german, french) == [
        ("en.md", "locale-missing", "en has no row for X, Y; X is at fr.md:9"),
        (
            "de.md",
            "locale-missing",
            "de has no row for B, C, D and 2 more; B is at en.md:6; others at lines 7, 8, 9, 10",
        ),
        ("fr.md", "locale-missing", "fr has no row for A; A is at en.md:5"),
    ]


def english_but_a() -> Iterator[Entry]:
    return (at(code, line, "fr.md") for line, code in enumerate("BCDEF", 20))


# What stands between the two codes A and Z that both pages have: code, number, status each.
ALIKE = [
    ("number, elsewhere", [("B", "1", 400), ("C", "2", 400)], [("C", "2", 400), ("X", "1", 400)]),
    ("place and status", [("B", "", 400)], [("X", "", 400)]),
    ("place", [("B", "", None)], [("X", "", None)]),
    ("two in a row", [("B", "", 400), ("C", "", 409)], [("X", "", 400), ("Y", "", 409)]),
    ("a status for one", [("B", "", 400), ("C", "", 409)], [("X", "", 400)]),
]
UNLIKE = [
    ("other number", [("B", "1", 400)], [("X", "2", 400)]),
    ("a number and none", [("B", "1", 400)], [("X", "", 400)]),
    ("other status", [("B", "", 400)], [("X", "", 404)]),
    ("number, other status", [("B", "1", 400)], [("X", "1", 404)]),
    ("which one", [("B", "", 400), ("C", "", 400)], [("X", "", 400)]),
    ("one number twice", [("B", "1", 400), ("C", "1", 400)], [("X", "1", 400)]),
    ("one more", [], [("X", "", 400)]),
    ("one less", [("B", "", 400)], []),
    ("three of five", [("B", "", 400), ("C", "", 409), ("D", "", 404)],
     [("U", "", 400), ("V", "", 409), ("W", "", 404)]),
]  # fmt: skip


def between(locale: str, rows: list[tuple[str, str, int | None]]) -> PageReading:
    known = [("A", "", None), *rows, ("Z", "", None)]
    return page(
        locale,
        *(
            at(code, line, f"{locale}.md", name=name, status=status)
            for line, (code, name, status) in enumerate(known, 5)
        ),
    )


@pytest.mark.parametrize(
    ("base", "here", "alike"),
    [(base, here, True) for _, base, here in ALIKE] + [(b, h, False) for _, b, h in UNLIKE],
    ids=[name for name, *_ in (*ALIKE, *UNLIKE)],
)
def test_a_code_looks_translated_where_all_else_is_the_same(
    base: list[tuple[str, str, int | None]], here: list[tuple[str, str, int | None]], alike: bool
) -> None:
    found = told(between("en", base), between("de", here))
    assert ("locale-code" in {problem.rule for problem in found}) is alike
    named = " ".join(p.message for p in found if p.rule == "locale-missing")
    said = {code for code, *_ in (*base, *here) if f" {code}" in named}
    others = {code for code, *_ in base} ^ {code for code, *_ in here}
    pairs = [p.message.split() for p in found if p.rule == "locale-code"]
    assert said == others - {words[0] for words in pairs} - {words[5] for words in pairs}


def test_the_code_that_is_not_english_looks_translated() -> None:
    rows = {"en": [("B", "", 400)], "de": [("X", "", 400)]}
    for locales in (("en", "de"), ("de", "en")):
        (found,) = told(*(between(locale, rows[locale]) for locale in locales))
        assert found.message == "X of de looks like B of en, translated"
        assert found.span.path == "de.md"


def test_a_code_that_a_third_page_has_is_not_translated() -> None:
    english, others = between("en", [("B", "", 400)]), [("X", "", 400)]
    found = told(english, between("de", others), between("fr", others))
    assert {problem.rule for problem in found} == {"locale-missing"}


def test_a_page_that_says_it_is_translated_is_not_told_to_say_so() -> None:
    german = between("de", [("X", "", 400)])
    (found,) = told(between("en", [("B", "", 400)]), replace(german, translated=True))
    assert "front matter" not in found.help
    assert 'X = "B"' in found.help


def test_where_statuses_and_placeholders_differ_is_said_once() -> None:
    both = [
        page(
            locale,
            *(
                at(code, line, f"{locale}.md", status=status, message=message)
                for line, code in enumerate("ABC", 3)
            ),
        )
        for locale, status, message in (
            ("en", 400, None),
            ("de", 404, MessageCell(placeholders.read("{x}"))),
        )
    ]
    status, parameters = told(*both)
    assert (status.rule, status.span.line) == ("locale-status", 3)
    assert status.message == "A has status 404 here and 400 at en.md:3"
    assert status.label == "400 is taken; other statuses at lines 4, 5"
    assert (parameters.rule, parameters.span.line) == ("locale-parameters", 3)
    assert parameters.help.endswith("; so too lines 4, 5")


# A page in two languages, whole.
@pytest.fixture(scope="module")
def billing() -> Catalogue:
    paths = [f"docs/{locale}/errors.md" for locale in ("en", "ja")]
    texts = [(WORKED / path.removeprefix("docs/")).read_text("utf-8") for path in paths]
    pages = [
        markdown.read(document(path, text))[0] for path, text in zip(paths, texts, strict=True)
    ]
    found, problems = catalogue.read(
        CatalogueSettings("billing-errors", tuple(paths)), pages, None, []
    )
    assert found is not None
    assert [p.rule for p in problems if p.level != "note"] == ["code-repeated"]
    return found


def test_the_catalogue_has_all_that_the_pages_say(billing: Catalogue) -> None:
    assert [error.code for error in billing.errors] == ["1001", "1002", "1003", "1004"]
    closed, limited, declined, locked = billing.errors
    assert [text.locale for text in closed.actions] == ["en", "ja"]
    assert said(limited.actions) == [
        ("en", "Wait for Retry-After seconds."),
        ("en", "Ask for more."),
        ("ja", "Retry-After 秒待ってください。"),
    ]
    assert said(limited.causes) == [("en", "A script went wild.")]
    assert limited.fields == (
        ("en", (("Required role", "any\nowner"),)),
        ("ja", (("必要な役割", "任意"),)),
    )
    assert (declined.remark, declined.actions, declined.fields) == ("since 2.1", (), ())
    assert said(declined.causes) == [("ja", "残高不足です。")]
    assert said(locked.hints) == [
        ("en", "On the last day of a month the ledger is locked for an hour.")
    ]
    assert not any(error.hints for error in (closed, limited, declined))
    (success,) = billing.successes
    assert (success.code, success.name) == ("0", "SUCCESS")
    assert [message.text for message in success.messages] == ["All is well.", "成功しました。"]


def test_its_record_is_exact(billing: Catalogue) -> None:
    text = json.dumps(record.write(billing))
    assert record.read(document("x.json", text)) == (billing, ())


def test_its_python_tells_whoever_catches_it(billing: Catalogue, tmp_path: Path) -> None:
    folder = rendered.write(billing, tmp_path, "python") / "python"
    program = (
        "import billing_errors as e\n"
        "error = e.from_payload(429, {'code': 1002, 'msg': 'Too many requests.'})\n"
        "print(error.hints, error.causes, sorted(e.SUCCESS_CODES), error.__doc__, sep='\\n')\n"
    )

    def run(*words: str) -> str:
        command = [sys.executable, "-W", "error", "-m", *words]
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    (folder / "program.py").write_text(program, "utf-8")
    shown = run("program")
    assert shown.split("\n")[:3] == [
        "('Wait for `Retry-After` seconds.', 'Ask for more.')",
        "('A script went wild.',)",
        "['0']",
    ]
    assert "What to do: Ask for more." in shown
    run("unittest", "discover", "-s", "tests")
    run("mypy", "--strict", "--config-file=", ".")


def test_its_reference_tells_in_each_language(billing: Catalogue) -> None:
    files = rendered.files(billing, "docs")
    english = files["docs/billing-errors/en/errors/1002.md"]
    for text in (
        "- **Name:** RATE\\_LIMITED\n",
        "## What to do\n\n- Wait for ",
        "seconds.\n- Ask for more.\n",
        "## Possible causes\n\n- A script went wild.\n",
        "## What else the page says\n\n- **Required role:** any / owner\n",
    ):
        assert text in english
    assert "- **必要な役割:** 任意" in files["docs/billing-errors/ja/errors/1002.md"]
    index = files["docs/billing-errors/ja/README.md"]
    assert "## エラーではないコード" in index
    assert "| `0` (SUCCESS) | — | 成功しました。 |" in index
