"""What a row of an error table says: its codes, status, message, name, and whether to try again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.catalogue.rows import entries
from generator.catalogue.rows.entry import Entry, ErrorTable
from generator.catalogue.words import spelling
from generator.diagnostics.source import Problems
from generator.project.settings import Selection
from tests.catalogue.test_choose import choose, table, told
from tests.conftest import examples


def chosen(text: str) -> ErrorTable:
    found, problems = choose(text, Selection(lines=(3,)))
    assert found, problems
    return found[0]


def read(header: str, *body: str, translated: bool = False) -> tuple[tuple[Entry, ...], Problems]:
    return made(chosen(f"# Errors\n\n{table(header, *body)}"), translated=translated)


def made(
    one: ErrorTable, index: int = 0, *, translated: bool = False
) -> tuple[tuple[Entry, ...], Problems]:
    """The entries of errors, and what is said of the rows."""
    rows, problems = entries.read(one, index, translated=translated)
    return rows.errors, problems


def codes(header: str, *body: str, translated: bool = False) -> list[str]:
    return [entry.text for entry in read(header, *body, translated=translated)[0]]


def test_an_entry_is_a_row() -> None:
    (first, _), problems = read(
        "Error code|HTTP status code|Message|Retryable",
        "NotFound|NotFound (404)|No {thing}.|no",
        "Busy|503 (Busy)|It is busy.|Yes",
    )
    assert problems == ()
    assert (first.text, first.status, first.status_text) == ("NotFound", 404, "NotFound (404)")
    assert first.message is not None
    assert (first.message.text, first.retry, first.heading) == ("No {thing}.", False, "Errors")
    assert (first.span.line, first.span.column) == (5, 2)
    assert (first.source, first.name, first.deprecated) == (None, "", "")


def test_the_place_of_the_table_goes_along() -> None:
    found, _ = made(chosen("# E\n\n" + table("Error code|Text", "E_A|It failed.")), 3)
    assert found[0].table == 3


STATUSES = {
    "404": 404,
    "NotFound (404)": 404,
    "404 (未找到)": 404,
    "(429 的要求太多)": 429,
    "금지(403)": 403,
    "HTTP 500": 500,
    "4xx": None,
    ">=500": None,
    "N/A": None,
    "-": None,
    "": None,
    "4xx/5xx": None,
    "400, 404": None,
    "`401`/`403`": None,
    "500 (see 503)": 500,
}


@pytest.mark.parametrize("cell", STATUSES)
def test_the_number_of_a_status_is_read_wherever_it_stands(cell: str) -> None:
    body = (f"E_A|{cell}|It failed.", "E_B|400|It broke.", "E_C|500|It stopped.")
    (first, *_), problems = read("Error code|HTTP status|Message", *body)
    assert (first.status, problems) == (STATUSES[cell], ())


def test_a_status_without_a_number_is_an_error_where_the_others_have_one() -> None:
    body = ("E_A|Forbidden|It failed.", "E_B|400|It broke.", "E_C|500|It stopped.")
    _, problems = read("Error code|HTTP status|Message", *body)
    assert told(problems) == ["status-not-a-number"]
    assert problems[0].span.line == 5


def test_a_status_without_a_number_is_none_where_few_have_one() -> None:
    for body in (("E_A|new|A.", "E_B|400|B."), ("E_A|new|A.", "E_B|400|B.", "E_C|old|C.")):
        text = "# Errors\n\n" + table("Error code|Status|Text", *body)
        found, _ = choose(text, Selection(lines=(3,), columns=(("status", "Status"),)))
        errors, problems = made(found[0])
        assert ([e.status for e in errors[:2]], problems) == ([None, 400], ())


def test_a_bilingual_cell_gives_both_texts() -> None:
    def both(text: str, source: str) -> str:
        lookup = f'<span class="sxs-lookup"><span data-stu-id="a">{source}</span></span>'
        return f'<span data-ttu-id="a">{text}</span>{lookup}'

    body = "|".join(
        [
            both("Verboden", "Forbidden"),
            both("Verboden (403)", "Forbidden (403)"),
            both("Nee.", "No."),
        ]
    )
    (entry,), _ = read("Foutcode|HTTP-statuscode|Bericht", body)
    assert (entry.text, entry.source) == ("Verboden", "Forbidden")
    assert entry.status == 403
    assert entry.message is not None
    assert entry.message.source is not None
    assert (entry.message.text, entry.message.source.text) == ("Nee.", "No.")


DAMAGED = [
    *("禁止されています", "Verboden (Forbidden)", '"غير مسموح به"،', "No permitidaOperation"),
    *("InvalidRequest Det här är ett måste", "権限がありません (Unauthorized)", "Ugyldiginput"),
]


@pytest.mark.parametrize("cell", DAMAGED)
def test_a_damaged_code_of_a_translation_is_neither_dropped_nor_mended(cell: str) -> None:
    header = "Error code|HTTP status|Message"
    body = ("BadRequest|400|It failed.", f"{cell}|403|It broke.", "NotFound|404|It stopped.")
    assert codes(header, *body, translated=True) == ["BadRequest", cell, "NotFound"]


@pytest.mark.parametrize(
    ("cell", "status"),
    [("禁止", "禁止 (403)"), ("Verboten", "Verboten (403)"), ("Verboten", "403")],
)
def test_a_cell_that_its_status_repeats_is_no_odd_one_on_any_page(cell: str, status: str) -> None:
    header = "Error code|HTTP status|Message"
    body = ("BAD_REQUEST|400|It failed.", f"{cell}|{status}|It broke.", "NOT_FOUND|404|It stopped.")
    found, problems = read(header, *body)
    taken = cell in status
    assert [e.text for e in found] == ["BAD_REQUEST", *[cell] * taken, "NOT_FOUND"]
    assert [(p.rule, p.level) for p in problems] == [("entry-skipped", "warning")] * (not taken)


def test_a_row_without_code_goes_on_with_the_row_above() -> None:
    body = ("11|NO_ARGS|It failed.", " | |It broke.", " | |It stopped.", "12|NO_FILE|It ended.")
    found, problems = read("Return code value|Return code|Error message", *body)
    assert problems == ()
    assert [e.text for e in found] == ["NO_ARGS", "NO_FILE"]
    assert found[0].message is not None
    assert found[0].message.text == "It failed.\nIt broke.\nIt stopped."


def test_what_rows_go_on_to_say_goes_on_in_the_source_too() -> None:
    def both(text: str, source: str) -> str:
        return f'<span data-ttu-id="a">{text}</span><span class="sxs-lookup">{source}</span>'

    body = (f"E_A|{both('Nee.', 'No.')}", f" |{both('Nooit.', 'Never.')}", "E_B|x")
    (first, _), _ = read("Error code|Message", *body)
    assert first.message is not None
    assert first.message.source is not None
    assert (first.message.text, first.message.source.text) == ("Nee.\nNooit.", "No.\nNever.")


def test_parameters_are_counted_in_the_untranslated_message() -> None:
    message = '<span data-ttu-id="a">{een} {twee}</span><span class="sxs-lookup">A {b}.</span>'
    (first, second), _ = read("Error code|Message", f"E_A|{message}", "E_B|It {x} {y}.")
    assert (first.parameters, second.parameters) == (1, 2)


def test_a_cell_over_several_rows_is_one_code() -> None:
    text = """# Errors

<table>
<tr><th>Error code</th><th>Message</th></tr>
<tr><td rowspan="2">E_A</td><td>It failed.</td></tr>
<tr><td>It broke.</td></tr>
<tr><td>E_B</td><td>It stopped.</td></tr>
</table>
"""
    found, problems = made(chosen(text))
    assert [(e.text, e.message.text) for e in found if e.message] == [
        ("E_A", "It failed.\nIt broke."),
        ("E_B", "It stopped."),
    ]
    assert problems == ()


def test_a_message_over_several_rows_is_one_message() -> None:
    text = """# Errors

<table>
<tr><th>Error code</th><th>Message</th><th>Area</th></tr>
<tr><td rowspan="2">E_A</td><td rowspan="2">It failed.</td><td>Disk</td></tr>
<tr><td>Net</td></tr>
<tr><td>E_B</td><td>It stopped.</td><td>Net</td></tr>
</table>
"""
    found, problems = made(chosen(text))
    assert [e.message.text for e in found if e.message] == ["It failed.", "It stopped."]
    assert problems == ()


def test_a_row_with_a_first_cell_of_its_own_does_not_go_on_with_the_row_above() -> None:
    body = ("1|E_A|It failed.|Disk", "2||It broke.|Net", "||It stopped.|Net", "3|E_B|It fell.|Net")
    found, problems = read("No|Error code|Message|Area", *body)
    assert [(e.text, e.message.text) for e in found if e.message] == [
        ("E_A", "It failed.\nIt stopped."),
        ("E_B", "It fell."),
    ]
    assert [(p.rule, p.span.line) for p in problems] == [("entry-codeless", 6)]


@pytest.mark.parametrize("first", [" |403|It broke.", " ||It broke."])
def test_a_row_that_says_something_else_lacks_its_code(first: str) -> None:
    body = (first, "E_B|400|It failed.", " |404|It stopped.", "| |")
    found, problems = read("Error code|HTTP status|Message", *body)
    assert [e.text for e in found] == ["E_B"]
    assert told(problems) == ["entry-codeless"]
    assert (problems[0].span.line, "line 7" in problems[0].label) == (5, True)


# A cell among codes that names none of its own, and why.
SKIPPED = {
    "`{{SPECIFIC_CODE}}`": "it is a template",
    "&lt;your code&gt;": "it is a template",
    "**4xx**": "it stands for a class of codes",
    "-32000 to -32099": "it stands for a class of codes",
    "Other": "it stands for a class of codes",
    "N/A": "it says that there is no code",
    "—": "it says that there is no code",
    "x" * 401: "it holds prose where the others hold codes",
    "An error that mentions that the type of a column is not the type in it": (
        "it holds prose where the others hold codes"
    ),
}


@pytest.mark.parametrize("cell", SKIPPED)
def test_a_row_that_names_no_single_code_makes_no_entry_and_that_is_said(cell: str) -> None:
    codes = ("E_A|It failed.", "E_B|It stopped.", "E_C|It is full.", "E_D|It is old.")
    odd = f"{cell}|It broke."
    found, problems = read("Error code|Message", codes[0], odd, codes[1], odd, *codes[2:])
    assert [e.text for e in found] == ["E_A", "E_B", "E_C", "E_D"]
    assert told(problems) == ["entry-skipped"]
    assert SKIPPED[cell] in problems[0].message
    assert "also at line 8" in problems[0].label
    assert problems[0].level == ("warning" if "prose" in SKIPPED[cell] else "note")


LISTED = ", ".join(f"E_{n}" for n in range(10_000, 10_060))


@pytest.mark.parametrize(
    ("cell", "taken"),
    [
        ("a " + "b" * 98, True),
        ("a " + "b" * 99, False),
        ("a " * 9 + "b", True),
        ("a " * 10 + "b", False),
        (LISTED[:400], True),
        (LISTED[:401], False),
    ],
)
def test_a_cell_among_codes_is_prose_if_it_is_long(cell: str, taken: bool) -> None:
    body = ("E_A|It failed.", "E_B|It stopped.", f"{cell}|It broke.")
    found, problems = read("Error code|Message", *body, translated=True)
    assert (len(found) > 2, told(problems)) == (taken, [] if taken else ["entry-skipped"])


def test_a_row_that_ends_before_its_code_does_not_go_on_with_the_row_above() -> None:
    body = ("It failed.|E_A", "It broke.", "It stopped.|E_B")
    found, problems = read("Message|Error code", *body)
    assert [e.text for e in found] == ["E_A", "E_B"]
    assert "entry-codeless" in told(problems)


@pytest.mark.parametrize("row", ["**Class 22 (data)**|", "Data errors|"])
def test_a_heading_inside_the_table_is_no_row(row: str) -> None:
    found, problems = read("Error code|Message", "E_A|It failed.", row, "E_B|It stopped.")
    assert [e.text for e in found] == ["E_A", "E_B"]
    assert told(problems) == ["entry-skipped"]


def test_what_says_neither_yes_nor_no_of_a_retry_is_kept() -> None:
    body = ("E_A|It failed.|Yes", "E_B|It broke.|After 5 s", "E_C|It fell.|-")
    found, _ = read("Error code|Message|Retry", *body)
    assert [e.retry for e in found] == [True, None, None]
    assert [[(header, cell.text) for header, cell in e.kept] for e in found] == [
        [],
        [("Retry", "After 5 s")],
        [],
    ]


def test_a_word_for_the_rest_is_a_code_where_codes_are_words() -> None:
    assert codes("Error code|Message", "denied|No.", "other|It broke.") == ["denied", "other"]


def test_a_word_for_the_rest_is_one_where_most_cells_are_codes() -> None:
    assert codes("Error code|Message", "E_A|No.", "other|It broke.") == ["E_A", "other"]
    assert codes("Error code|Message", "E_A|No.", "other|Bad.", "E_B|No.") == ["E_A", "E_B"]


def test_several_codes_of_a_cell_are_entries_of_their_own() -> None:
    found, problems = read("Error code|Name|Message", "0x1<br>0x2|A_B<br>C_D|It failed.")
    assert [(e.text, e.name) for e in found] == [("0x1", "A_B"), ("0x2", "C_D")]
    assert {e.message for e in found} == {found[0].message}
    assert problems == ()


def test_no_code_holds_a_line_end() -> None:
    found, _ = read("Error code|Message", "out of<br><br>paper|It failed.", "out of ink|It broke.")
    assert [e.text for e in found] == ["out of paper", "out of ink"]


def test_a_name_of_several_words_belongs_to_each_code() -> None:
    found, _ = read("Error code|Name|Message", "0x1<br>0x2|TIME OUT|It failed.", "0x3|GONE|No.")
    assert [e.name for e in found] == ["TIME OUT", "TIME OUT", "GONE"]


def test_of_symbols_that_do_not_fit_the_codes_the_first_is_the_name() -> None:
    found, _ = read("Error code|Name|Message", "0x1|A_B, C_D|It failed.", "0x3|GONE|It broke.")
    assert [(e.name, e.remark) for e in found] == [("A_B", "A_B, C_D"), ("GONE", "")]


def test_numbers_that_do_not_fit_the_codes_are_one_name() -> None:
    found, _ = read("Error code|Number|Message", "E_A|1, 2|It failed.", "E_B|3|It broke.")
    assert [e.name for e in found] == ["1, 2", "3"]


def test_the_second_spelling_of_a_name_is_no_part_of_it_but_a_remark() -> None:
    found, _ = read("Error code|Name|Message", "0x1|E_FAIL (5)|It failed.", "0x2|E_GONE|No.")
    assert [(e.name, e.remark) for e in found] == [("E_FAIL", "E_FAIL (5)"), ("E_GONE", "")]


def test_a_name_that_only_repeats_the_code_is_none() -> None:
    found, _ = read("Error code|JSON error code|Text", "no_row|no_row|A.", "no_table|no_table|B.")
    assert [e.name for e in found] == ["", ""]


def test_a_second_name_beside_a_column_of_names_is_a_remark() -> None:
    body = ("E_A (7)|Box lost|It is lost.", "E_B|Box wet|It is wet.", "E_C (9)|-|It is old.")
    found, _ = read("Error code|Name|Message", *body)
    assert [(e.name, e.remark) for e in found] == [("Box lost", "7"), ("Box wet", ""), ("9", "")]


def test_a_dash_is_no_name() -> None:
    found, _ = read("Error code|Name|Message", "1|-|It failed.", "2|NO_B|It broke.", "3|NO_C|Bad.")
    assert [e.name for e in found] == ["", "NO_B", "NO_C"]


def test_a_range_is_written_out_and_that_is_said() -> None:
    found, problems = read("Error code|Message", "`5-7`, `9`|It failed.", "1|It broke.", "2-4|No.")
    assert [e.text for e in found] == ["5", "6", "7", "9", "1", "2", "3", "4"]
    assert told(problems) == ["entry-expanded"]
    assert "line 7" in problems[0].label


# Cells of a column of codes, the codes, and how many of the cells are read as other numbers.
THOUSANDS = [
    (("1,001", "1002", "1003"), ["1001", "1002", "1003"]),
    (("998", "999", "1,000", "1,001"), ["998", "999", "1000", "1001"]),
    (("1,001", "1,002", "12,003"), ["1001", "1002", "12003"]),
    (("1,000,001", "1000002"), ["1000001", "1000002"]),
    (("-32,001", "-32002"), ["-32001", "-32002"]),
    (("1.001", "1002", "1003"), ["1001", "1002", "1003"]),
    (("1 001", "1002", "1003"), ["1001", "1002", "1003"]),
    (("1'001", "1002", "1003"), ["1001", "1002", "1003"]),
    (("1’001", "1002", "1003"), ["1001", "1002", "1003"]),
    (("401,403", "404", "500"), ["401", "403", "404", "500"]),
    (("401,403", "1404", "1500"), ["401", "403", "1404", "1500"]),
    (("1,002", "003", "004"), ["1", "002", "003", "004"]),
    (("1,002", "0", "4"), ["1002", "0", "4"]),
    (("1.001", "1.002", "2"), ["1.001", "1.002", "2"]),
    (("1,0001", "1002"), ["1", "0001", "1002"]),
    (("1,001.002", "1002"), ["1", "001.002", "1002"]),
]


@pytest.mark.parametrize(("cells", "wanted"), THOUSANDS)
def test_marks_between_thousands_are_no_part_of_a_code(
    cells: tuple[str, ...], wanted: list[str]
) -> None:
    found, problems = read("Error code|Message", *(f"{cell}|It failed." for cell in cells))
    assert [e.text for e in found] == wanted
    joined = not all(e.text in e.cell.text for e in found)
    assert [(p.rule, p.level) for p in problems] == [("entry-expanded", "note")] * joined


def test_a_cell_that_may_name_other_codes_in_brackets_is_said() -> None:
    body = ("3 (4, 5)|It failed.", "12 (13 on X)|It broke.", "14|It fell.", "15|It is old.")
    found, problems = read("Error code|Message", *body)
    assert [e.text for e in found] == ["3", "12", "14", "15"]
    assert [(p.rule, p.level) for p in problems] == [("entry-expanded", "warning")]
    assert "line 6" in problems[0].label


# The code cells of a table without a column of statuses, and the status of each code.
BESIDE_WORDS = [
    (("lost", "400", "jammed", "404"), {"lost": None, "400": 400, "jammed": None, "404": 404}),
    (("lost", "400", "404", "500"), {"lost": None, "400": 400, "404": 404, "500": 500}),
    (("BOX_LOST", "400", "404"), {"BOX_LOST": None, "400": 400, "404": 404}),
    (("lost", "400", "1404"), {"400": None, "1404": None}),
    (("lost", "200", "404"), {"lost": None, "200": 200, "404": 404}),
    (("lost", "200", "201"), {"200": None, "201": None}),
    (("lost", "-400", "404"), {"-400": None, "404": None}),
]


@pytest.mark.parametrize(("cells", "wanted"), BESIDE_WORDS)
def test_statuses_where_other_rows_have_names_are_statuses(
    cells: tuple[str, ...], wanted: dict[str, int | None]
) -> None:
    found, _ = read("Error code|Message", *(f"{cell}|It failed." for cell in cells))
    assert {e.text: e.status for e in found} == wanted


def test_a_long_range_says_how_many_codes_it_is() -> None:
    _, problems = read("Error code|Message", "10-25|It failed.", "1|It broke.", "2|It stopped.")
    assert "16 codes" in problems[0].message
    assert problems[0].message.endswith("…")


def test_a_longer_range_stands_for_a_class_of_codes() -> None:
    found, problems = read("Error code|Message", "10-26|It failed.", "1|It broke.", "2|It stopped.")
    assert [e.text for e in found] == ["1", "2"]
    assert [(p.rule, p.level) for p in problems] == [("entry-skipped", "note")]
    assert "class of codes" in problems[0].message


def test_codes_that_are_all_spelt_like_ranges_are_codes() -> None:
    body = ("1-1|It failed.", "1-2|It broke.", "2-7|It stopped.")
    assert codes("Error code|Message", *body) == ["1-1", "1-2", "2-7"]
    assert codes("Error code|Message", *body[1:], "7|Bad.") == ["1-2", "2-7", "7"]
    assert codes("Error code|Message", *body[1:2], "7|Bad.") == ["1", "2", "7"]


def test_a_symbol_and_its_number_are_one_error() -> None:
    (entry,), _ = read("Response code|Message", "`BATCH_LIST_EMPTY (388)`|It failed.")
    assert (entry.text, entry.name) == ("BATCH_LIST_EMPTY", "388")


def test_words_that_are_spelt_like_codes_are_the_codes_of_a_status() -> None:
    found, _ = read(
        "Code|When to use", "`409 ABORTED`|It is gone.", "`400 INVALID_ARGUMENT`|It failed."
    )
    assert [(e.text, e.status) for e in found] == [("ABORTED", 409), ("INVALID_ARGUMENT", 400)]


def test_words_are_the_codes_of_a_status_only_if_each_cell_has_one_that_is_made_up() -> None:
    body = ("400 INVALID_ARGUMENT|Bad.", "404 Not found|It failed.")
    assert codes("Code|Meaning", *body) == ["INVALID_ARGUMENT", "404"]
    assert codes("Code|Meaning", "403 Forbidden|Bad.", "410 Gone|It left.") == ["403", "410"]


def test_words_that_are_not_are_the_names_of_the_number() -> None:
    body = ("409 (CONFLICT)|Bad.", "404 (NOT FOUND)|It failed.", "5xx (SERVER ERROR)|It broke.")
    found, problems = read("Code|Meaning", *body)
    assert [(e.text, e.status, e.name) for e in found] == [
        ("409", 409, "CONFLICT"),
        ("404", 404, "NOT FOUND"),
    ]
    assert told(problems) == ["entry-skipped"]


def test_each_number_of_a_list_is_its_own_status() -> None:
    found, _ = read("Code|Meaning", "400|Bad.", "500, 503 - Server errors|It broke.")
    assert [(e.text, e.status) for e in found] == [("400", 400), ("500", 500), ("503", 503)]


def test_a_struck_code_is_withdrawn() -> None:
    found, _ = read("Error code|Message", "~~10004~~|Sign.", "10005|It failed.")
    assert [(e.text, e.deprecated) for e in found] == [("10004", "withdrawn"), ("10005", "")]


@pytest.mark.parametrize(
    "cell", ["[E_A](./a.md)", "**E_A**", "`E_A`", "E_\u200bA", "\u00a0E_A\u00a0"]
)
def test_markup_and_what_nobody_sees_is_no_part_of_a_code(cell: str) -> None:
    assert codes("Error code|Message", f"{cell}|It failed.", "E_B|It broke.") == ["E_A", "E_B"]


@pytest.mark.parametrize("cell", ["", "-", "N/A"])
def test_a_message_that_says_nothing_is_none(cell: str) -> None:
    (first, _), _ = read("Error code|Message", f"E_A|{cell}", "E_B|It failed.")
    assert first.message is None


def test_a_table_without_messages_has_none() -> None:
    found, _ = read("Error name|Error code", "HostUnreachable|6", "HostNotFound|7")
    assert [e.message for e in found] == [None, None]


def test_many_continuations_cost_what_they_are_long() -> None:
    """Each line of text is joined once, however many rows go on with one code."""
    body = ["E_A|It failed.", *(" |It broke." for _ in range(3000))]
    (entry,), _ = read("Error code|Message", *body)
    assert entry.message is not None
    assert entry.message.text.count("\n") == 3000


def test_a_status_in_the_code_cell_is_that_of_its_codes() -> None:
    body = ("NoBox (404)|It is lost.", "NoKey, NoLid (410)|It is gone.", "NoBag (401/403)|No.")
    found, problems = read("Error code|Message", *body)
    assert [(e.text, e.status) for e in found] == [
        ("NoBox", 404),
        ("NoKey", 410),
        ("NoLid", 410),
        ("NoBag", None),
    ]
    assert problems == ()


def test_a_status_in_the_code_cell_comes_before_that_of_its_row() -> None:
    body = ("NoBox (404)|400|It is lost.", "NoKey|400|It is gone.")
    found, _ = read("Error code|HTTP status|Message", *body)
    assert [e.status for e in found] == [404, 400]


# A cell among codes in snake_case, the code that it names, and its remark.
REMARKS = {
    "card_note (new in 2.1)": ("card_note", "new in 2.1"),
    "cardnote (Viejo)": ("cardnote", "Viejo"),
    "cardnote<br>Solo en España": ("cardnote", "Solo en España"),
    "`cardnote` (`card.kind` = 2)": ("cardnote", "card.kind = 2"),
    "[cardnote](#note) (deprecated)": ("cardnote", "deprecated"),
}


@pytest.mark.parametrize("cell", REMARKS)
def test_what_a_code_cell_says_beside_its_code_is_a_remark(cell: str) -> None:
    body = (f"{cell}|It failed.", "card_lost|It is lost.", "card_old|It is old.")
    (first, *_), problems = read("Error code|Message", *body)
    # That a code is deprecated is said once.
    assert (first.text, first.remark or first.deprecated, problems) == (*REMARKS[cell], ())


# A cell, others of its column, and whether it is spelt like them.
SHAPES = [
    ("card_note", "card_lost", True),
    ("cardnote", "card_lost", True),
    ("Card note", "card_lost", False),
    ("Cardnote", "card_lost", False),
    ("card_NOTE", "card_lost", True),
    ("Note", "CARD_LOST", False),
    ("NOTE", "CARD_LOST", True),
    ("note", "CardLost", False),
    ("Note", "CardLost", True),
    ("Note", "1001", False),
    ("a note", "1001", False),
    ("card (note)", "card_lost", False),
    ("注", "1001", False),
    ("erreur_réseau", "CardLost", True),
    ("_réseau", "CardLost", False),
    ("E-1", "1001", True),
    ("note", "0x1F", False),
]


@pytest.mark.parametrize(("cell", "other", "alike"), SHAPES)
def test_the_shape_of_a_column_tells_what_is_a_code(cell: str, other: str, alike: bool) -> None:
    body = (f"{cell}|It failed.", f"{other}1|It is lost.", f"{other}2|It is old.")
    found, problems = read("Error code|Message", *body)
    assert [e.text for e in found] == [*[cell] * alike, f"{other}1", f"{other}2"]
    assert [(p.rule, p.level) for p in problems] == [("entry-skipped", "warning")] * (not alike)


def test_one_code_shows_no_shape() -> None:
    assert codes("Error code|Message", "card_lost|No.", "It broke|No.") == ["card_lost", "It broke"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (("missing", "taken", "invalid"), ["missing", "taken", "invalid"]),
        (("Missing", "Taken", "Invalid"), ["Missing", "Taken", "Invalid"]),
        (("None", "Taken", "Invalid"), ["Taken", "Invalid"]),
        (("missing", "taken_twice", "lost_box"), ["missing", "taken_twice", "lost_box"]),
        (("missing", "none", "lost_box", "old_box"), ["missing", "lost_box", "old_box"]),
        (("Missing", "BoxLost", "BoxOld"), ["Missing", "BoxLost", "BoxOld"]),
        (("missing", "1001", "1002"), ["1001", "1002"]),
        (("(missing)", "taken", "invalid"), ["taken", "invalid"]),
        (("missing", "BOX_LOST", "BOX_OLD"), ["BOX_LOST", "BOX_OLD"]),
    ],
)
def test_a_word_for_no_code_is_one_where_codes_are_words(
    body: tuple[str, ...], wanted: list[str]
) -> None:
    assert codes("Error code|Message", *(f"{cell}|It failed." for cell in body)) == wanted


def test_an_entry_keeps_what_the_page_says_beside_its_code() -> None:
    text = "# Errors\n\n" + table(
        "Error code|Message|Solution|Next step|Cause||Area",
        "E_A|It failed.|Try again.|Call us.|It is old.|Since 2.0|Disk",
        "E_B|It broke.|-||N/A|Since 3.0|",
    )
    (first, second), problems = made(chosen(text))
    assert [cell.text for cell in first.actions] == ["Try again.", "Call us."]
    assert [cell.text for cell in first.causes] == ["It is old."]
    assert [(header, cell.text) for header, cell in first.kept] == [
        ("column 6", "Since 2.0"),
        ("Area", "Disk"),
    ]
    assert (second.actions, second.causes) == ((), ())
    assert [(header, cell.text) for header, cell in second.kept] == [("column 6", "Since 3.0")]
    assert problems == ()


def test_what_rows_go_on_to_say_is_kept_too_and_once() -> None:
    text = """# Errors

<table>
<tr><th>Error code</th><th>Message</th><th>Solution</th><th>Area</th></tr>
<tr><td rowspan="2">E_A</td><td>It failed.</td><td rowspan="2">Try it again.</td><td>Disk</td></tr>
<tr><td>It broke.</td><td>Net</td></tr>
<tr><td>E_B</td><td>It stopped.</td><td>Mend it.</td><td>Net</td></tr>
</table>
"""
    (first, _), _ = made(chosen(text))
    assert [cell.text for cell in first.actions] == ["Try it again."]
    assert [cell.text for _, cell in first.kept] == ["Disk", "Net"]


def test_a_cause_that_is_the_message_is_said_once() -> None:
    (first, _), _ = read("Error code|Reason", "E_A|It failed.", "E_B|It broke.")
    assert first.message is not None
    assert (first.message.text, first.causes) == ("It failed.", ())


def test_an_empty_code_cell_is_noted_and_on_a_translation_an_error() -> None:
    body = ("|403|It broke.", "E_B|400|It failed.")
    for translated, level in ((False, "note"), (True, "error")):
        _, (said,) = read("Error code|HTTP status|Message", *body, translated=translated)
        assert (said.rule, said.level) == ("entry-codeless", level)


PIECES = st.sampled_from(
    [
        *(
            "404",
            "NotFound",
            "4xx",
            "1-5",
            "`A` / `.B`",
            "~~x~~",
            "禁止",
            "{x}",
            "\\|",
            "<br>",
            "**",
        ),
        *(
            "-",
            "N/A",
            "\u200b",
            "\u202f",
            "\\<",
            "&lt;",
            "(",
            ")",
            ", ",
            " or ",
            "x" * 401,
            "",
            "`",
        ),
    ]
)
CELLS = st.lists(PIECES, max_size=4).map("".join)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=examples(80))
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8))
def test_any_row_makes_entries_or_is_said_to_make_none(body: list[tuple[str, str, str]]) -> None:
    """Every row that says anything is an entry, a continuation, or in a diagnostic."""
    text = table("Error code|HTTP status|Message", "E_A|400|No.", *("|".join(row) for row in body))
    found, _ = choose(f"# Errors\n\n{text}", Selection(lines=(3,)))
    for one in found:
        rows, problems = entries.read(one, 0)
        said = {e.span.line for e in (*rows.errors, *rows.successes)}
        said |= {p.span.line for p in problems}
        labels = " ".join(p.label for p in problems)
        for row in one.table.rows:
            if spelling.clean(row.cells[one.roles.code].text):
                assert row.span.line in said or str(row.span.line) in labels
