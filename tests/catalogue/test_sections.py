"""Pages whose errors are headings: what is an error, what stands below it, and what is told.

A case is a page and, below a cut, what is read of it. `GENERATOR_UPDATE_CASES=1` writes
what is read now; read the difference by eye.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import catalogue, markdown
from generator.catalogue.choose import parts, sections, siblings
from generator.catalogue.rows import entries
from generator.catalogue.rows.titled import TitledRow
from generator.diagnostics.source import Problems, document, errors
from generator.markdown.page import Heading, Page
from generator.model import Catalogue
from generator.project.settings import CatalogueSettings, Selection
from tests.catalogue.test_choose import CUT, entry, page, table
from tests.conftest import first

CASES = Path(__file__).parents[1] / "cases" / "headings"
TITLED = Selection(titled=True)


def said(text: str, selection: Selection = TITLED) -> Iterator[str]:
    """What is read of a page, a line for each thing."""
    choice, problems = parts.choose(page(text), selection)
    for one in choice.account:
        what = f"{one.rows} of level {one.level}" if one.level else f"{one.rows} rows"
        yield f"line {one.line} {one.heading!r}: {what} {one.left and f'left: {one.left}'}".rstrip()
    for index, found in enumerate(choice.tables):
        rows, more = entries.read(found, index)
        yield from (f"  {entry(e)} under {e.heading!r}" for e in rows.errors)
        yield from (f"  success: {entry(e)}" for e in rows.successes)
        problems += more
    yield from (f"{p.span.line} {p.level}[{p.rule}] {p.message} ({p.label})" for p in problems)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_is_read_as_its_case_says(path: Path) -> None:
    text, _, wanted = path.read_text("utf-8").partition(CUT)
    now = "".join(f"{line}\n" for line in said(text))
    if os.environ.get("GENERATOR_UPDATE_CASES"):
        path.write_text(text + CUT + now, "utf-8")
    assert now == wanted


def read(
    *pages: str,
    selection: Selection = TITLED,
    overlay: str = "",
    references: Sequence[str] = (),
    locales: Sequence[str] = (),
) -> tuple[Catalogue | None, Problems]:
    names = [f"page{number}.md" for number in range(len(pages))]
    settings = CatalogueSettings(
        "my-errors",
        tuple(names),
        selection=selection,
        locales=tuple(zip(names, locales, strict=False)),
    )
    parsed = [markdown.read(document(n, text)) for n, text in zip(names, pages, strict=True)]
    beside = document("page0.toml", overlay) if overlay else None
    others = [document(f"old{number}.md", text) for number, text in enumerate(references)]
    made, problems = catalogue.read(settings, [one for one, _ in parsed], beside, others)
    return made, tuple(p for _, found in parsed for p in found) + problems


def codes(made: Catalogue | None) -> list[str]:
    return [error.code for error in made.errors] if made else []


def told(problems: Problems) -> list[str]:
    return [problem.rule for problem in problems]


TWO = "# Errors\n\n## E_ONE\n\nThe first one failed.\n\n## E_TWO\n\nThe second one failed.\n"
ROWS = table("Error code|Message", "E_TEN|It failed.", "E_ELEVEN|It failed, too.")
MIXED = f"{TWO}\n# Error codes in a table\n\n{ROWS}"


def test_a_role_that_no_column_has_is_nothing_of_headings() -> None:
    made, problems = read(TWO, selection=Selection(columns=(("name", ""),), titled=True))
    assert codes(made)
    assert not errors(problems)


# --- What is chosen ---
@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (TITLED, ["E_ONE", "E_TWO"]),
        (Selection(), ["E_TEN", "E_ELEVEN"]),
        (Selection(titled=True, all=True), ["E_ONE", "E_TWO", "E_TEN", "E_ELEVEN"]),
        (Selection(("Errors",), titled=True), ["E_ONE", "E_TWO"]),
        (Selection(("errors", "table"), titled=True, all=True), ["E_ONE", "E_TWO", "E_TEN"]),
        (Selection(lines=(4,), titled=True), ["E_ONE", "E_TWO"]),
        (Selection(lines=(15,), titled=True, all=True), ["E_TEN", "E_ELEVEN"]),
        (Selection(ignored=("Errors",), titled=True, all=True), ["E_TEN", "E_ELEVEN"]),
        (Selection(ignored=("15",), titled=True, all=True), ["E_ONE", "E_TWO"]),
    ],
)
def test_headings_are_read_instead_of_tables_or_beside_them(
    selection: Selection, wanted: list[str]
) -> None:
    made, problems = read(MIXED, selection=selection)
    assert codes(made)[: len(wanted)] == wanted
    assert not errors(problems)


@pytest.mark.parametrize(
    ("text", "selection", "rule", "words"),
    [
        (TWO, Selection(("Erors",), titled=True), "choice-heading", "no heading with a code"),
        (TWO, Selection(lines=(40,), titled=True), "choice-line", "no heading with a code"),
        (TWO, Selection(ignored=("Erors",), titled=True), "choice-heading", "headings with a code"),
        (MIXED, Selection(("x",), titled=True, all=True), "choice-heading", "table or heading"),
        (TWO, Selection(columns=(("code", "Code"),), titled=True), "column-unknown", "no columns"),
        (
            TWO,
            Selection(by_table=(("Errors", (("code", "Code"),)),), titled=True),
            "column-unknown",
            "--all",
        ),
        (TWO, Selection(ignored=("Errors",), titled=True), "headings-none", "spelt like a code"),
        ("# Errors\n\nWords.\n", TITLED, "headings-none", "write each code as a heading"),
        (MIXED.replace("E_", "Of "), TITLED, "headings-none", "leave out --headings"),
        ("# Errors\n", Selection(titled=True, all=True), "choice-none", "no error table"),
        (TWO, Selection(), "choice-none", "as 2 here may be"),
        (TWO, Selection(("Errors",)), "choice-heading", "--headings"),
        (f"{TWO}<<<<<<< a\n=======\n>>>>>>> b\n", TITLED, "file-conflict", "lines 11, 12"),
    ],
)
def test_what_is_missed_is_said(text: str, selection: Selection, rule: str, words: str) -> None:
    _, problems = read(text, selection=selection)
    (problem,) = (p for p in errors(problems) if p.rule == rule)
    assert words in f"{problem.message} {problem.help}"


def test_a_conflict_above_the_errors_is_no_matter() -> None:
    assert not read(f"<<<<<<< a\n=======\n>>>>>>> b\n\n{TWO}")[1]


def test_what_one_part_of_a_page_lacks_the_other_may_have() -> None:
    both = Selection(titled=True, all=True)
    for text in (TWO, f"# Errors\n\n{ROWS}"):
        made, problems = read(text, selection=both)
        assert len(codes(made)) == 2
        assert not problems


def test_a_code_in_a_table_and_in_a_heading_has_two_rows() -> None:
    text = f"# Error codes\n\n{ROWS}\n## E_TEN\n\nIt did so.\n"
    made, problems = read(text, selection=Selection(titled=True, all=True))
    assert made is not None
    assert [v.messages[0].text for v in made.errors[0].variants] == ["It failed.", "It did so."]
    assert told(problems) == ["code-repeated"]


def test_each_heading_that_is_named_has_a_level_and_a_spelling_of_its_own() -> None:
    text = "# A\n\n## E_ONE\n\n## E_TWO\n\n## E_SIX\n\n# B\n\n## C\n\n### 1001\n\n### 1002\n"
    made, _ = read(text, selection=Selection(("A", "B"), titled=True))
    assert codes(made) == ["E_ONE", "E_TWO", "E_SIX", "1001", "1002"]


# --- What becomes of it ---
def test_the_text_below_is_message_and_description_and_no_hint() -> None:
    made, _ = read(TWO.replace("first one failed.", "`first` failed. See [two](#e-two). End."))
    assert made is not None
    one = made.errors[0]
    assert one.messages[0].text == "The first failed."
    assert [(m.start, m.end, m.url) for m in one.messages[0].marks] == [(4, 9, "")]
    assert dict(one.fields)["en"] == (("Description", "See two. End."),)
    assert (one.hints, one.heading, one.span.line) == ((), "Errors", 3)


def test_examples_are_test_vectors() -> None:
    body = '```json\n{"error": {"code": "E_TWO", "message": "It failed."}}\n```\n'
    made, _ = read(f"{TWO}\n{body}")
    assert made is not None
    assert made.envelope.code == ("error", "code")
    assert [example.code for example in made.examples] == ["E_TWO"]


def test_a_long_advice_stays_with_the_description() -> None:
    text = f"{TWO}\n### How to fix it\n\n{'Try it again. ' * 60}\n\n### Cause\n\nIt was old.\n"
    made, _ = read(text)
    assert made is not None
    two = made.errors[1]
    assert (len(two.actions), [cause.text for cause in two.causes]) == (0, ["It was old."])
    assert [header for header, _ in dict(two.fields)["en"]] == ["How to fix it"]


def test_codes_below_a_heading_that_calls_them_old_are_deprecated() -> None:
    old = "# Removed codes\n\n## Of cards\n\n### E_OLD\n\n# Removed users\n\n## E_USER\n"
    made, _ = read(f"{TWO}\n{old}")
    assert made is not None
    assert [e.deprecated for e in made.errors] == ["", "", "Removed codes", ""]
    assert made.errors[2].heading == "Of cards"
    made, _ = read(f"# Removed codes {'and more ' * 20}\n\n## E_OLD\n")
    assert made is not None
    assert made.errors[0].deprecated == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "### Note: this code is no longer used\n\nIt failed.",
            "Note: this code is no longer used",
        ),
        ("It failed.\n\n**Deprecated:** since 2.0", "since 2.0"),
        (f"It failed.\n\n**Deprecated:** {'since ' * 20}", "Deprecated"),
        ("It failed.\n\n### Removed\n\nIn 3.0.", "In 3.0."),
        ("It failed, as the deprecated code did.", ""),
        ("The code is no longer used.", ""),
    ],
)
def test_a_label_says_that_a_code_is_deprecated(text: str, wanted: str) -> None:
    made, _ = read(f"# Errors\n\n## E_ONE\n\n{text}\n\n## E_TWO\n")
    assert made is not None
    assert [error.deprecated for error in made.errors] == [wanted, ""]


def test_two_pages_pair_by_their_codes() -> None:
    german = TWO.replace("The first one failed.", "Das erste schlug fehl.").replace(
        "E_TWO", r"E\_TWO"
    )
    made, problems = read(TWO, german, locales=("en", "de"))
    assert made is not None
    assert [m.text for m in made.errors[0].messages] == [
        "The first one failed.",
        "Das erste schlug fehl.",
    ]
    assert not problems


def test_a_translation_is_confirmed_by_a_reference_of_headings_or_of_a_table() -> None:
    german = f"---\nms.translationtype: MT\nlang: de\n---\n{TWO}"
    listed = f"# Error codes\n\n{table('Error code|Message', 'E_ONE|It failed.', 'E_TWO|It did.')}"
    for reference in (TWO, listed):
        assert not read(german, references=[reference])[1]
    assert told(read(german, references=[TWO.replace("E_TWO", "E_SIX")])[1]) == ["code-unconfirmed"]


def test_the_overlay_settles_single_headings() -> None:
    text = f"{TWO}\n## Closed\n\n## FAQ\n\n## E_NOT\n"
    made, problems = read(text)
    assert codes(made) == ["E_ONE", "E_TWO", "E_NOT"]
    assert sorted(told(problems)) == ["entry-skipped", "entry-skipped"]
    rows = '[rows]\nClosed = "error"\nFAQ = "ignore"\nE_NOT = "ignore"\nE_TWO = "success"\n'
    made, problems = read(text, overlay=f'{rows}[errors.E_ONE]\nname = "First"\n')
    assert codes(made) == ["E_ONE", "Closed"]
    assert not [p for p in problems if p.rule != "success-left"]
    assert made is not None
    assert made.errors[0].class_name == "FirstError"
    assert [success.code for success in made.successes] == ["E_TWO"]


def test_prose_may_speak_of_success_and_means_none() -> None:
    text = "# Errors\n\n## E_ONE\n\nSuccess.\n\n## E_OK\n\nAll fine.\n\n## 0\n\nNo error.\n"
    made, _ = read(text)
    assert codes(made) == ["E_ONE"]


# --- What is spelt like a code ---
@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("`E_NINE`", ["E_NINE"]),
        (r"E\_NINE", ["E_NINE"]),
        ("<a name='x'></a>E_NINE", ["E_NINE"]),
        ("E_NINE {#nine}", ["E_NINE"]),
        ("[E_NINE](#nine)", ["E_NINE"]),
        ("3. E_NINE", ["E_NINE"]),
        ("Error E_NINE", ["E_NINE"]),
        ("Error code: E_NINE", ["E_NINE"]),
        ("E_NINE and E_TEN", ["E_NINE", "E_TEN"]),
        ("`E_NINE` / `of a story`", ["E_NINE"]),
        ("Error `NINE`", ["NINE"]),
        ("`TWICE`", ["TWICE"]),
        ("ERREUR_RÉSEAU", ["ERREUR_RÉSEAU"]),
        ("The E_NINE error", []),
        ("Error handling", []),
        ("Class: `Error`", []),
        ("`error.cause`", []),
        ("E_*", []),
        ("E_1xx", []),
        ("API", []),
        ("CI/CD", []),
        ("Sign-in", []),
        ("None", []),
        ("v1.2.0", []),
        ("Error " * 80, []),
    ],
)
def test_a_heading_is_an_error_or_told(heading: str, wanted: list[str]) -> None:
    more = "".join(f"## E_{name}\n\n" for name in ("THREE", "FOUR", "FIVE", "SIX"))
    made, problems = read(f"{TWO}\n{more}\n## {heading}\n\nIt failed.\n")
    assert codes(made)[6:] == wanted
    assert wanted or [p.span.line for p in problems if p.rule == "entry-skipped"] == [20]


PIECES = st.sampled_from(
    [
        *("# Errors", "## E_ONE", "## E_TWO", "### `E_THREE`", "### Notes", "#### E_FOUR"),
        *("## Words of prose", "## `error.code`", "###### 404 Not Found", "##", "## FAQ"),
        *("Words of prose. More of them.", "- HTTP 404", "**Cause:** none", "> E_ONE", "## E_ONE"),
    ]
)


def above(parsed: Page) -> dict[int, list[int]]:
    """The lines of the headings above each heading, by its line."""
    found: dict[int, list[int]] = {}
    trail: list[Heading] = []
    for heading in parsed.headings:
        trail = [one for one in trail if one.level < heading.level]
        found[heading.span.line or 0] = [one.span.line or 0 for one in trail]
        trail.append(heading)
    return found


@given(st.lists(PIECES, max_size=20))
def test_every_heading_of_the_level_that_is_read_is_accounted_for(pieces: list[str]) -> None:
    parsed = page("\n\n".join(pieces))
    choice, problems = sections.choose(parsed, TITLED)
    assert bool(choice.tables) == (not errors(problems))
    rows = [row for one in choice.tables for row in one.table.rows if isinstance(row, TitledRow)]
    assert len(rows) == sum(one.rows for one in choice.account if not one.left)
    level, trails = siblings.level(list(siblings.read(parsed))), above(parsed)
    codes = [row.span.line or 0 for row in rows if not row.title.objection]
    over = {line for code in codes for line in trails[code]}
    of_level = {h.span.line for h in parsed.headings if h.level == level} - over
    told = sum(one.rows for one in choice.account if one.level == level)
    assert not rows or told == len(of_level)
    # No error stands below another, and each row that is none is told.
    assert over.isdisjoint(codes)
    found = [entries.read(one, 0) for one in choice.tables]
    lost = [row.span.line for row in rows if row.title.objection]
    said = [p.span.line for _, more in found for p in more if p.rule == "entry-skipped"]
    assert set(said) <= set(lost)
    assert bool(said) == bool(lost)


# --- What stands below a heading ---
SENTENCES = {
    "one": ("It failed", "It failed", ""),
    "two": ("It failed. Try again.", "It failed.", "Try again."),
    "a question": ("Why? Nobody knows.", "Why?", "Nobody knows."),
    "an abbreviation": (
        "Use one, e.g. The Tide, or i.e. a ship. Now.",
        "Use one, e.g. The Tide, or i.e. a ship.",
        "Now.",
    ),
    "a number": ("See No. 5 of it. Now.", "See No. 5 of it.", "Now."),
    "no number": ("The answer is no. Now.", "The answer is no.", "Now."),
    "an initial": ("By J. Smith. Now.", "By J. Smith.", "Now."),
    "a product": ("Node.js has failed. Now.", "Node.js has failed.", "Now."),
    "a small letter": ("Version 2. of it. Now.", "Version 2. of it.", "Now."),
    "code that goes on": ("It failed. `fs.open` too.", "It failed.", "fs.open too."),
    "code with a full stop": ("Call `a. B` now. Do.", "Call a. B now.", "Do."),
    "a quote": ("He said “No.” Then he left.", "He said “No.”", "Then he left."),
    "brackets": ("It failed (why?) Again.", "It failed (why?)", "Again."),
    "a line": ("It failed<br>Try again", "It failed", "Try again"),
    "Chinese": ("失败。重试。", "失败。", "重试。"),
    "German": ("Nimm z. B. Wasser. Jetzt.", "Nimm z. B. Wasser.", "Jetzt."),
    "nothing": ("", "", ""),
}


@pytest.mark.parametrize(("text", "message", "rest"), SENTENCES.values(), ids=SENTENCES)
def test_the_first_sentence_is_the_message(text: str, message: str, rest: str) -> None:
    made, _ = read(f"# Errors\n\n## E_ONE\n\n{text}\n")
    assert made is not None
    (one,) = made.errors
    assert [m.text for m in one.messages] == ([message] if message else [])
    assert [dict(pairs) for _, pairs in one.fields] == ([{"Description": rest}] if rest else [])


STATUSES = {
    "named": ("It failed with HTTP 404.", 404),
    "of a version": ("HTTP/1.1 404 Not Found", 404),
    "a code": ("An HTTP status code: 503 comes.", 503),
    "a label": ("**Status code:** 409 (Conflict)", 409),
    "a label of one word": ("Status: 409", 409),
    "twice": ("HTTP 404 is HTTP 404.", 404),
    "two": ("HTTP 404 or HTTP 410.", None),
    "of a success": ("HTTP 200 comes.", None),
    "none that is known": ("HTTP 499 comes.", None),
    "a number alone": ("The 404th of it.", None),
    "longer": ("HTTP 4041", None),
    "in a list": ("- HTTP 404", 404),
    "below": ("Words.\n\n### Status\n\n404\n", 404),
    "of something else": ("**Size:** 404", None),
}


@pytest.mark.parametrize(("text", "status"), STATUSES.values(), ids=STATUSES)
def test_a_status_counts_where_it_is_plain(text: str, status: int | None) -> None:
    made, _ = read(f"# Errors\n\n## E_ONE\n\n{text}\n\n## E_TWO\n")
    assert made is not None
    assert made.errors[0].status == status


# The text, its message, causes, actions, and the headers of what is kept.
BELOW = {
    "labels that are set apart": (
        "It failed.\n**Possible causes:** Old age\n**What to do:** Wait. Long.",
        ("It failed.", ["Old age"], ["Wait. Long."], []),
    ),
    "labels of one word": ("Cause: Age.\n\nFix: None.", (None, ["Age."], ["None."], [])),
    "a label of a list, up to its end": (
        "It failed.\n\nPossible causes:\n\n- Age\n- Rust\n\nSo it is.",
        ("It failed.", ["Age", "Rust"], [], ["Description"]),
    ),
    "headings": (
        "It failed.\n\n### Cause\n\nAge.\n\n### How to fix\n\nWait.\n\n### More\n\nEnd.",
        ("It failed.", ["Age."], ["Wait."], ["More"]),
    ),
    "a message that is called so": (
        "Words.\n\n**Message:** Too old. Yes.\n",
        ("Too old.", [], [], ["Description", "Message"]),
    ),
    "a description that is called so": (
        "- **Description:** Too old.\n- **Since:** 2.0\n",
        ("Too old.", [], [], ["Since"]),
    ),
    "a sentence that begins like a label": (
        "Try it again: it may help.",
        ("Try it again: it may help.", [], [], []),
    ),
    "code that is a colon": (
        "It failed at the `:` here.",
        ("It failed at the : here.", [], [], []),
    ),
    "code is no label": ("`Cause`: the field.", ("Cause: the field.", [], [], [])),
    "an address is none": (
        "http://example.org is down.",
        ("http://example.org is down.", [], [], []),
    ),
    "causes and advice at once": (
        "It failed.\n\n### Cause and solution\n\nAge.",
        ("It failed.", [], [], ["Cause and solution"]),
    ),
    "a quote is beside it": ("> Beta.\n\nIt failed.", ("It failed.", [], [], ["Description"])),
    "a quote alone": ("> It failed.", ("It failed.", [], [], [])),
    "a list alone": ("- It failed.\n- Badly.", ("It failed.", [], [], ["Description"])),
    "what only opens an example": (
        "For example:\n\nIt failed.",
        ("It failed.", [], [], ["Description"]),
    ),
    "what says why before a list": (
        "It failed because of one of:\n\n- Age",
        ("It failed because of one of:", [], [], ["Description"]),
    ),
    "text behind the advice": ("**Fix:** Wait.\n\nWords.", (None, [], ["Wait."], ["Description"])),
    "a table and code": (
        f"It failed.\n\n{ROWS}\n```sh\nls\n```\n",
        ("It failed.", [], [], []),
    ),
    "two texts under one name": (
        "It failed.\n\n### Notes\n\nOne.\n\n### Notes\n\nTwo.",
        ("It failed.", [], [], ["Notes"]),
    ),
}


@pytest.mark.parametrize(("text", "wanted"), BELOW.values(), ids=BELOW)
def test_labels_and_headings_say_what_the_text_is(
    text: str, wanted: tuple[str | None, list[str], list[str], list[str]]
) -> None:
    made, _ = read(f"# Errors\n\n## E_ONE\n\n{text}\n\n## E_TWO\n")
    assert made is not None
    one = made.errors[0]
    assert (
        next((m.text for m in one.messages), None),
        [cause.text for cause in one.causes],
        [action.text for action in one.actions],
        [header for header, _ in dict(one.fields).get("en", ())],
    ) == wanted


def test_a_bilingual_text_has_its_source() -> None:
    spans = (
        '<span data-ttu-id="1">Es ging schief. Nochmals.'
        '<span class="sxs-lookup">It failed. Again.</span></span>'
    )
    made, _ = read(f"# Errors\n\n## E_ONE\n\n{spans}\n")
    assert made is not None
    assert made.errors[0].messages[0].text == "Es ging schief."


# --- Hostile pages ---
def many(count: int) -> dict[str, str]:
    """Pages of so many headings, each of another kind."""
    return {
        "errors": "".join(f"## E_{n}\n\nIt failed. Badly.\n\n" for n in range(count)),
        "errors under headings": "".join(f"## Of {n}\n\n### E_{n}\n\n" for n in range(count)),
        "prose": "".join(f"## Of {n}\n\n" for n in range(count)),
        "one code": "## E_ONE\n\n" * count,
        "levels": "".join(f"{'#' * (1 + n % 6)} E_{n}\n\n" for n in range(count)),
        "parts of one": "## E_ONE\n\n"
        + "".join(f"### Cause {n}\n\nAge.\n\n" for n in range(count)),
        "several in one": "## " + ", ".join(f"`E_{n}`" for n in range(count)) + "\n\n## E_ONE\n",
    }


@pytest.mark.parametrize("kind", [*many(0)])
def test_a_page_of_many_headings_is_read_in_linear_time(kind: str) -> None:
    def cost(count: int) -> float:
        parsed, _ = markdown.read(document("page.md", many(count)[kind]))
        start = process_time()
        parts.choose(parsed, TITLED)
        return process_time() - start

    cost(10)
    small = max(min(cost(400) for _ in range(3)), 0.002)
    assert min(cost(3200) for _ in range(2)) < 24 * small


@pytest.mark.slow
@pytest.mark.parametrize("kind", first([*many(0)], 7))
def test_a_hundred_thousand_headings(kind: str) -> None:
    parsed, _ = markdown.read(document("page.md", many(100_000)[kind]))
    start = process_time()
    parts.choose(parsed, TITLED)
    assert process_time() - start < 120


PARAGRAPHS = {
    "labels": "**Cause:** [a](b) " * 400,
    "full stops": "A. " * 2600,
    "code": "`a. B` " * 1000,
    "beyond what is read": "e.g. " * 100_000,
    "statuses": "HTTP status code " * 450,
}


@pytest.mark.parametrize("text", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_hostile_paragraph_takes_no_time(text: str) -> None:
    parsed, _ = markdown.read(document("page.md", f"# Errors\n\n## E_ONE\n\n{text}\n"))
    start = process_time()
    parts.choose(parsed, TITLED)
    assert process_time() - start < 1
