"""Which tables of a page are its error tables, and which column plays which role.

A case is one text file in `cases/roles/`: the page, a line `=== read ===`, and
what was chosen of it, alone and with every table, and the entries of that.
`GENERATOR_UPDATE_CASES=1` writes what is chosen now.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import markdown
from generator.catalogue.choose import tables
from generator.catalogue.rows import entries
from generator.catalogue.rows.entry import ColumnRoles, Entry, ErrorTable
from generator.diagnostics.source import Problems, document
from generator.markdown.page import Page
from generator.project.settings import Columns, Selection
from tests.conftest import examples

CASES = Path(__file__).parents[1] / "cases" / "roles"
CUT = "=== read ===\n"


def page(text: str, path: str = "page.md") -> Page:
    return markdown.read(document(path, text))[0]


def table(header: str, *body: str) -> str:
    count = header.count("|") + 1
    rows = [header, "|".join(["---"] * count), *body]
    return "".join(f"|{row}|\n" for row in rows)


def choose(
    text: str, selection: Selection = Selection(), path: str = "page.md"
) -> tuple[tuple[ErrorTable, ...], Problems]:
    choice, problems = tables.choose(page(text, path), selection)
    return choice.tables, problems


def lines(found: tuple[ErrorTable, ...]) -> list[int | None]:
    return [one.table.span.line for one in found]


def told(problems: Problems) -> list[str]:
    return [problem.rule for problem in problems]


def said(text: str) -> Iterator[str]:
    """What is chosen of a page, and what its rows say, a line for each thing."""
    parsed = page(text)
    choice, problems = tables.choose(parsed, Selection())
    yield from (f"line {one.line} is left: {one.left}" for one in choice.account if one.left)
    for index, one in enumerate(choice.tables):
        yield f"line {one.table.span.line}: {played(one.roles)}"
        rows, more = entries.read(one, index, translated=parsed.front.translated)
        yield from (f"  {entry(e)}" for e in rows.errors)
        yield from (f"  success: {entry(e)}" for e in rows.successes)
        problems += more
    for problem in problems:
        yield f"{problem.span.line} {problem.level}[{problem.rule}] {problem.message}"


def played(roles: ColumnRoles) -> str:
    """The columns of each role that has any: `code=0 message=2 kept=1,3`."""
    pairs = ((role, roles.columns(role)) for role in ColumnRoles.__slots__)
    return " ".join(f"{role}={','.join(map(str, columns))}" for role, columns in pairs if columns)


def entry(found: Entry) -> str:
    extra = [f"name={found.name!r}"] if found.name else []
    extra += [f"status={found.status}"] if found.status else []
    extra += [f"retry={found.retry}"] if found.retry is not None else []
    extra += [found.deprecated] if found.deprecated else []
    extra += [f"source={found.source!r}"] if found.source else []
    extra += [f"remark={found.remark!r}"] if found.remark else []
    extra += [f"action={cell.text[:30]!r}" for cell in found.actions]
    extra += [f"cause={cell.text[:30]!r}" for cell in found.causes]
    extra += [f"{header}: {cell.text[:30]!r}" for header, cell in found.kept]
    message = found.message.text[:60] if found.message else None
    return f"{found.span.line} {' '.join([repr(found.text), *extra])} {message!r}"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_is_read_as_its_case_says(path: Path) -> None:
    text, _, wanted = path.read_text("utf-8").partition(CUT)
    now = "".join(f"{line}\n" for line in said(text))
    if os.environ.get("GENERATOR_UPDATE_CASES"):
        path.write_text(text + CUT + now, "utf-8")
    assert now == wanted


# Header, two rows, and the columns that play code, status, message and name.
ROLES = {
    "code, status, message": (
        *("Error code|HTTP status|Message", "NotFound|404|It failed.", "Gone|410|It broke."),
        "0 1 2 -",
    ),
    "status first": (
        *("Status|Code|Message", "404|NOT_FOUND|It failed.", "410|GONE|It broke."),
        "1 0 2 -",
    ),
    "message first": (
        *("Case|Status code", "It failed badly.|NOT_FOUND", "It broke as well.|GONE"),
        "1 - 0 -",
    ),
    "a symbol and a number": (
        *("Error|Code|Description", "NO_ROW|-2|It failed.", "NO_TABLE|-3|It broke."),
        "1 - 2 0",
    ),
    "no header says code": (
        *("Name|Value|Description", "NO_ROW|0x12|It failed.", "NO_TABLE|0x13|It broke."),
        "0 - 2 1",
    ),
    "a value of the code": (
        *("Return code value|Return code|Text", "12|NO_ROW|It failed.", "13|NO_TABLE|It broke."),
        "1 - 2 0",
    ),
    "a code before its value": (
        *("Error code value|Error code|Text", "12|90|It failed.", "13|91|It broke."),
        "1 - 2 0",
    ),
    "the name of something else": (
        *("Code|Country name|Message", "12|Denmark|It failed.", "13|Sweden|It broke."),
        "0 - 2 -",
    ),
    "four of five are statuses": (
        *("Code|Text", "400|Bad.", "404|Not found.", "410|Gone.", "500|Broken.", "none|Fell."),
        "0 0 1 -",
    ),
    "a number is the code": (
        *("Event ID|Event symbol|Message", "12|NO_ROW|It failed.", "13|NO_TABLE|It broke."),
        "0 - 2 1",
    ),
    "a symbol under Message": (
        *("Error code|Message|Description", "0x12|NO_ROW|It failed.", "0x13|NO_TABLE|It broke."),
        "0 - 2 1",
    ),
    "only a symbol speaks": (
        *("Error code|Meaning", "0x12|no_row", "0x13|no_table"),
        "0 - 1 1",
    ),
    "short before long": (
        *("Code|Description|Explanation", "12|It failed.|It was bad.", "13|It broke.|It was old."),
        "0 - 1 -",
    ),
    "message before description": (
        *("Code|Description|Message", "12|It failed.|Bad luck.", "13|It broke.|Old age."),
        "0 - 2 -",
    ),
    "message before error": (
        *("Code|Error|Message", "12|It failed.|Bad luck.", "13|It broke.|Old age."),
        "0 - 2 -",
    ),
    "error before description": (
        *("Code|Description|Error", "12|It failed.|Bad luck.", "13|It broke.|Old age."),
        "0 - 2 -",
    ),
    "description before name": (
        *("Code|Name|Description", "12|It is bad.|It failed.", "13|It is bad.|It broke."),
        "0 - 2 1",
    ),
    "a name in words": (
        *("Code|Name|Description", "4001|Not found|It failed.", "4002|Too old|It broke."),
        "0 - 2 1",
    ),
    "no message": ("Error name|Error code", "HostUnreachable|6", "HostNotFound|7", "1 - - 0"),
    "code and status in one": (
        *("Code|When to use", "`400 BAD_ARGUMENT`|It failed.", "`410 GONE`|It broke."),
        "0 0 1 -",
    ),
    "statuses beside names": (
        *("Code|Error|Reason", "404|no_row|It failed.", "410|no_table|It broke."),
        "1 0 2 -",
    ),
    "statuses beside words": (
        *("Code|Error|Reason", "404|absent|It failed.", "410|gone|It broke."),
        "1 0 2 -",
    ),
    "two columns of statuses": (
        *("Code|Status|HTTP status|Text", "E_A|400|400|It failed.", "E_B|404|404|It broke."),
        "0 2 3 -",
    ),
    "only statuses": ("Error code|Meaning", "404|Not found", "410|Gone away", "0 0 1 -"),
    "numbers that look like statuses": (
        *("Error code ID|Error name|Text", "401|NO_ROW|It failed.", "433|NO_TABLE|It broke."),
        "0 - 2 1",
    ),
    "statuses beside names of errors": (
        *("Error code|Error name|Text", "404|NO_ROW|It failed.", "410|NO_TABLE|It broke."),
        "0 0 2 1",
    ),
    "a mistranslated header": (
        *("错误代码|HTTP 状态代码|邮件", "NotFound|404 (未找到)|失败。", "Gone|410|失败了。"),
        "0 1 2 -",
    ),
    "no header at all": (
        *("|", "404 - Not found|It failed once more.", "410 - Gone|It broke once more."),
        "0 0 1 -",
    ),
    "the type is the code": (
        *("Type|Description", "api_error|It failed.", "card_error|It broke."),
        "0 - 1 -",
    ),
    "a solution is no message": (
        *("Code|Solution|Cause", "E12|Try again.|It failed.", "E13|Stop it.|It broke."),
        "0 - 2 -",
    ),
    "a code of messages": ("Message code|Text", "absent|It failed.", "gone|It broke.", "0 - 1 -"),
    "the code of an error before that of an event": (
        *("Error code|Event code|Text", "12|90|It failed.", "13|91|It broke."),
        "0 - 2 1",
    ),
    "the code of an event before that of an error": (
        *("Event code|Error code|Text", "12|90|It failed.", "13|91|It broke."),
        "0 - 2 1",
    ),
    "a type of codes": ("Code type|Text", "absent|It failed.", "gone|It broke.", "0 - 1 -"),
    "phrases under Code": ("Code|Text", "no such key|It failed.", "too old|It broke.", "0 - 1 -"),
    "nothing but a status": ("HTTP status|Text", "404|It failed.", "410|It broke.", "0 0 1 -"),
    "numbers of events are no statuses": (
        *("Event|Error|Reason", "404|no_row|It failed.", "410|no_table|It broke."),
        "1 - 2 0",
    ),
    "numbers under Name are no statuses": (
        *("Name|Error|Reason", "404|no_row|It failed.", "410|no_table|It broke."),
        "1 - 2 0",
    ),
    "a code before a number": (
        *("Error number|Error code|Text", "12|90|It failed.", "13|91|It broke."),
        "1 - 2 0",
    ),
    "the name of a code before a name": (
        *("Error name|Error code name|Text", "12|90|It failed.", "13|91|It broke."),
        "1 - 2 0",
    ),
    "the number of a code before its name": (
        *("Error code name|Error code number|Text", "12|90|It failed.", "13|91|It broke."),
        "1 - 2 0",
    ),
    "description before prose": (
        *("Code|Alpha|Description", "12|It is as old as that.|Bad.", "13|It is what it is.|No."),
        "0 - 2 -",
    ),
    "a code under Message beside a solution": (
        *("Code|Message|Solution", "12|NO_A|Try again.", "13|NO_A|Stop it."),
        "0 - 1 1",
    ),
    "a code under Description beside a solution": (
        *("Code|Description|Solution", "12|NO_A|Try again.", "13|NO_A|Stop it."),
        "0 - 1 1",
    ),
    "phrases are codes where the header says so": (
        *("Error code|HTTP status", "no such window|404", "script timeout|500"),
        "0 1 - -",
    ),
}


@pytest.mark.parametrize("name", ROLES)
def test_every_column_plays_its_role(name: str) -> None:
    *written, wanted = ROLES[name]
    (chosen,), _ = choose(f"# Errors\n\n{table(*written)}")
    assigned = [getattr(chosen.roles, role) for role in ("code", "status", "message", "name")]
    assert " ".join("-" if index is None else str(index) for index in assigned) == wanted


LISTED = ", ".join(f"E_{n}" for n in range(10_000, 10_060))


@pytest.mark.parametrize(("size", "rules"), [(399, []), (400, ["column-code-missing"])])
def test_a_cell_that_is_longer_than_any_list_of_codes_is_prose(size: int, rules: list[str]) -> None:
    _, problems = choose(f"# Errors\n\n{table('Error code|Message', f'{LISTED[:size]}|No.')}")
    assert told(problems) == rules


def test_a_retry_column_is_found_by_its_answers() -> None:
    text = table("Code|Message|Reconnect?", "4000|It failed.|true", "4001|It broke.|false")
    (chosen,), _ = choose(f"# Close codes\n\n{text}")
    assert chosen.roles.retry == 2


@pytest.mark.parametrize(
    "header", ["#|Error code|Message", "No.|Error code|Message", "ID|Code|Error"]
)
def test_what_counts_the_rows_is_neither_code_nor_name(header: str) -> None:
    for first in (0, 1):
        counted = (f"case-{first}|E_A", f"case-{first + 1}|E_B", f"case-{first + 2}|E_C")
        body = [f"{row}|It failed." for row in counted]
        (chosen,), _ = choose(f"# Errors\n\n{table(header, *body)}")
        assert (chosen.roles.code, chosen.roles.name) == (1, None)
        (chosen,), _ = choose(f"# Errors\n\n{table(header, *body[:2])}")
        assert (chosen.roles.code, chosen.roles.name) == (1, None)


def test_what_counts_from_two_counts_no_rows() -> None:
    body = ("2|E_A|It failed.", "3|E_B|It broke.")
    (chosen,), _ = choose(f"# Errors\n\n{table('ID|Error code|Message', *body)}")
    assert (chosen.roles.code, chosen.roles.name) == (1, 0)


def test_codes_that_count_from_one_are_codes_where_nothing_else_is() -> None:
    text = table("Code|Message", "API-01|It failed.", "API-02|It broke.")
    (chosen,), _ = choose(f"# Errors\n\n{text}")
    assert chosen.roles.code == 0


def test_a_code_that_repeats_loses_against_one_that_identifies() -> None:
    body = ("23505|unique|E.A", "23503|foreign|E.A", "23514|check|E.B", "42601|syntax|E.B")
    (chosen,), _ = choose(f"# Errors\n\n{table('SQLSTATE|Meaning|Code', *body)}")
    assert chosen.roles.code == 0


def test_the_examples_say_which_column_is_the_code() -> None:
    text = table("Code|Symbol|Message", "12|no_row|It failed.", "13|no_table|It broke.")
    example = '\n```json\n{"error": {"code": "no_row", "message": "It failed."}}\n```\n'
    (plain,), _ = choose(f"# Errors\n\n{text}")
    (shown,), _ = choose(f"# Errors\n\n{text}{example}")
    assert (plain.roles.code, plain.roles.name) == (0, 1)
    assert (shown.roles.code, shown.roles.name) == (1, 0)


@pytest.mark.parametrize(
    ("torn", "roles"), [(5, "code=1 status=0 message=2"), (6, "code=0 message=1 kept=2")]
)
def test_ragged_rows_are_no_evidence_unless_nearly_all_are(torn: int, roles: str) -> None:
    body = ("404|NoRow|It failed.", *(["NoTable|It broke."] * torn))
    found, _ = choose(f"# Errors\n\n{table('Status|Error code|Message', *body)}")
    assert [played(one.roles) for one in found] == [roles]


ERRORS = table("Code|Message", "E_A|It failed.", "E_B|It is invalid.")
# Each stands on a page of its own, and none is an error table.
DISTRACTORS = {
    "opcodes": "# Gateway opcodes\n\n" + table("Code|Name|Description", "0|Dispatch|An event."),
    "countries": "# Country codes\n\n" + table("Code|Country", "CH|Switzerland", "DE|Germany"),
    "languages": "# Languages\n\n" + table("Code|Language", "de|German", "ja|Japanese"),
    "bank codes": "# 은행 코드\n\n" + table("코드|은행명", "001|한국은행", "002|산업은행"),
    "enumeration": "# Kinds\n\n"
    + table("Code|Description", "UK.Balance|A balance", "UK.Fee|A fee"),
    "fields": "# Error object\n\n" + table("Name|Type|Description", "code|string|What failed"),
    "members": "# Error element\n\n" + table("Name|Description", "Code|The error", "Message|Text"),
    "parameters": "# Parameters\n\n" + table("Parameter|Description", "id|Fails if missing"),
    "properties": "# Error\n\n" + table("Property|Description", "id|Fails if missing"),
    "methods": "# Endpoints\n\n" + table("ID|Method|Path|Failure", "end-1|GET|/v2/|404/401"),
    "values": "# Quantity\n\n" + table("Value|Valid|Reason", "0x|invalid|empty", "0x0|valid|zero"),
    "changelog": "# Changelog\n\n" + table("Version|Changes", "1.2.0|Fixed an error", "1.1.0|New"),
    "webhooks": "# Events\n\n"
    + table("Event|Description", "pay.failed|It failed", "pay.done|Paid"),
    "order types": "# Orders\n\n" + table("Type|Code|Use", "Market|MKT|Now", "Limit|LMT|Later"),
    "hashes": "# The error tool\n\n"
    + table("Algorithm|Hash", "SHA256|88739ec82b", "MD5|7efc4e58dc"),
    "settings": "# Settings\n\n" + table("Name|Default|Text", "retries|3|After a failure"),
}


@pytest.mark.parametrize("name", DISTRACTORS)
def test_a_table_of_something_else_is_refused(name: str) -> None:
    found, problems = choose(DISTRACTORS[name])
    assert found == ()
    assert told(problems) in (["choice-none"], ["column-code-missing"])


@pytest.mark.parametrize("name", DISTRACTORS)
def test_a_table_of_something_else_is_left_beside_an_error_table(name: str) -> None:
    text = f"# Error codes\n\n{ERRORS}\n{DISTRACTORS[name]}"
    assert lines(choose(text)[0]) == [3]
    assert lines(choose(text)[0]) == [3]


# What makes a table of codes one of errors: a word anywhere around it.
AROUND = {
    "its header": ("", table("Error code|Message", "E_A|It failed.", "E_B|It broke."), "page.md"),
    "its heading": ("# Fehlercodes\n\n", ERRORS, "page.md"),
    "the trail": ("# Errors\n\n## Spot trading\n\n", ERRORS, "page.md"),
    "the title": ("---\ntitle: Error codes\n---\n\n", ERRORS, "page.md"),
    "the file": ("", ERRORS, "docs/error-codes.md"),
    "the folder": ("", ERRORS, "docs/errors/README.md"),
    "the uppermost folder": ("", ERRORS, "errors/index.md"),
    "the sentence before": ("# Payment\n\nPossible errors:\n\n", ERRORS, "page.md"),
    "response codes": ("# HTTP response codes\n\n", ERRORS, "page.md"),
    "exit status": (
        "# Exit status\n\n",
        table("Value|Meaning", "1|It failed", "2|Not found"),
        "x.md",
    ),
    "events": (
        "# Events\n\n",
        table("ID|Level|Text", "5001|Error|It failed.", "5002|Error|No."),
        "x.md",
    ),
    "the messages": ("# tec codes\n\n", ERRORS, "page.md"),
}


@pytest.mark.parametrize("name", AROUND)
def test_words_choose_the_table(name: str) -> None:
    before, found, path = AROUND[name]
    assert len(choose(before + found, path=path)[0]) == 1


def test_the_sentence_before_another_table_says_nothing_of_this_one() -> None:
    orders = table("Code|Meaning", "NEW|Created", "OLD|Closed")
    text = f"# Orders\n\nPossible errors:\n\n{ERRORS}\n{orders}"
    assert lines(choose(text)[0]) == [5]


def test_weak_evidence_is_taken_only_where_there_is_no_strong() -> None:
    weak = table("Code|Explanation", "tecA|It failed.", "tecB|It is invalid.")
    strong = f"# Errors\n\n{ERRORS}\n"
    assert lines(choose(f"# tec codes\n\n{weak}")[0]) == [3]
    assert lines(choose(f"{strong}# tec codes\n\n{weak}")[0]) == [3]


def test_an_error_in_the_title_is_weak_evidence_for_each_table() -> None:
    weak = table("Number|Text", "tecA|It failed.", "tecB|It is invalid.")
    mere = table("Number|Text", "tecA|Done.", "tecB|Sent.")
    strong = table("Error code|Text", "E_A|It failed.", "E_B|It broke.")
    text = f"---\ntitle: Errors\n---\n# Lists\n\n{strong}\n# Lists\n\n"
    assert lines(choose(text + weak)[0]) == [6, 13]
    assert lines(choose(text + mere)[0]) == [6]


def test_all_tables_of_errors_are_taken() -> None:
    text = f"## Client errors\n\n{ERRORS}\n## Server errors\n\n{ERRORS.replace('E_', 'S_')}"
    found, problems = choose(text)
    assert (lines(found), problems) == ([3, 10], ())


def test_a_table_that_holds_the_codes_of_another_is_taken_beside_it() -> None:
    whole = table("Code|Message", "E_A|It failed.", "E_B|It is invalid.", "E_C|It broke.")
    text = f"## Errors of GET\n\n{ERRORS}\n## Errors\n\n{whole}"
    assert lines(choose(text)[0]) == [3, 10]


def test_a_page_without_tables_is_refused() -> None:
    found, problems = choose("# Errors\n\n* NotFound\n")
    assert (found, told(problems)) == ((), ["choice-none"])
    assert problems[0].span.line is None


def test_of_tables_that_are_refused_the_likeliest_is_shown() -> None:
    words = table("Code|Text", "x|one", "y|two")
    codes = table("Code|Text", "A_B|one", "C_D|two")
    _, (problem,) = choose(f"# Lists\n\n{words}\n# Codes\n\n{codes}\n# Lists\n\n{words}")
    assert (problem.rule, problem.span.line) == ("choice-none", 10)


def test_short_texts_without_a_header_are_messages() -> None:
    (found,), problems = choose(f"# Error codes\n\n{table('|', '1001|It fails', '1002|It broke')}")
    assert (played(found.roles), told(problems)) == ("code=0 message=1", [])


def test_columns_without_a_header_are_named_by_their_places() -> None:
    found, (problem,) = choose(f"# Errors\n\n{table('|Text', 'One|Here', 'Two|There')}")
    assert (found, problem.label) == ((), "its columns: 0 | Text")
    _, (problem,) = choose(f"# Lists\n\n{table('|', '1001|It is here', '1002|It is there')}")
    assert (problem.rule, problem.label) == ("choice-none", "")


def test_messages_without_codes_are_refused() -> None:
    text = table("Error message|Solution", "The disk is full.|Delete something, then try again.")
    found, problems = choose(f"# Troubleshooting\n\n{text}")
    assert (found, told(problems)) == ((), ["column-code-missing"])
    assert problems[0].span.line == 3


@pytest.mark.parametrize(
    ("heading", "header", "rule"),
    [
        ("Errors", "Alpha|Beta", "column-code-missing"),
        ("Response codes", "Alpha|Beta", "column-code-missing"),
        ("Codes", "Alpha|Beta", "choice-none"),
        ("Lists", "Alpha|Beta", "choice-none"),
        ("Lists", "Alpha|Error", "column-code-missing"),
        ("Lists", "Alpha|Event ID", "column-code-missing"),
        ("Lists", "Alpha|Event", "choice-none"),
        ("Lists", "Alpha|ID", "choice-none"),
    ],
)
def test_codes_are_missed_only_where_words_speak_of_errors(
    heading: str, header: str, rule: str
) -> None:
    text = table(header, "The disk is full.|Delete something, then try again.")
    assert told(choose(f"# {heading}\n\n{text}")[1]) == [rule]


def test_an_index_in_no_folder_has_no_other_name() -> None:
    assert told(choose(table("Code|Text", "A_B|one", "C_D|two"), path="README.md")[1]) == [
        "choice-none"
    ]


def test_what_is_wrong_with_a_table_is_said_only_where_it_is_chosen() -> None:
    ragged = table("Country|Language|Currency", "CH|de")
    text = f"# Errors\n\n{ERRORS}\n# Countries\n\n{ragged}"
    assert choose(text)[1] == ()
    whole = table("Code|Message|Fix", "E_A|It failed.", "E_B|It broke.|Mend it.")
    assert told(choose(f"# Errors\n\n{whole}")[1]) == ["row-padded"]


TWO = f"# Errors\n\n## Client errors\n\n{ERRORS}\n## Server errors\n\n{ERRORS.replace('E_', 'S_')}"


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(headings=("Client errors",)), [5]),
        (Selection(headings=("Server errors", "CLIENT ERRORS")), [5, 12]),
        (Selection(headings=("Errors",)), [5, 12]),
        (Selection(lines=(5,)), [5]),
        (Selection(lines=(15,)), [12]),
        (Selection(lines=(15, 5)), [5, 12]),
        (Selection(lines=(14,), headings=("Client errors",)), [5, 12]),
        (Selection(headings=("Errors",), ignored=("15",)), [5]),
        (Selection(headings=("Client errors", "Client errors")), [5]),
        (Selection(ignored=("Client errors",)), [12]),
        (Selection(ignored=("12",)), [5]),
        (Selection(headings=("Server errors { #server }",)), [12]),
        (Selection(headings=("Server errors {: .more}",)), [12]),
    ],
)
def test_a_heading_or_a_line_chooses(selection: Selection, wanted: list[int]) -> None:
    found, problems = choose(TWO, selection)
    assert (lines(found), problems) == (wanted, ())


@pytest.mark.parametrize(
    ("selection", "wanted", "said"),
    [
        (Selection(headings=("server",)), [12], '"server"; taken for it: Server errors'),
        (Selection(headings=("t error",)), [5], '"t error"; taken for it: Client errors'),
        (Selection(headings=("r",)), [5, 12], '"r"; taken for it: Errors, Client errors, Server'),
        (Selection(ignored=("server",)), [5], "taken for it: Server errors"),
        (Selection(by_table=(("server", (("code", "Code"),)),)), [5, 12], ": Server errors"),
    ],
)
def test_a_part_of_a_heading_is_told_which_ones_it_was_taken_for(
    selection: Selection, wanted: list[int], said: str
) -> None:
    found, problems = choose(TWO, selection)
    assert (lines(found), told(problems)) == (wanted, ["choice-part"])
    assert said in problems[0].message


def test_every_heading_with_a_table_is_told_where_one_is_missed() -> None:
    page = "".join(f"# {name}\n\n{ERRORS}\n" for name in ("Request", "Payments", "Payment", "Q"))
    _, problems = choose(page, Selection(headings=("Paymnets",)))
    assert problems[0].help == "headings with tables: Payments, Payment, Request, Q"


def test_a_table_that_was_asked_for_needs_no_word_of_errors() -> None:
    text = "# Kinds\n\n" + table("Code|Description", "UK.Balance|A balance", "UK.Fee|A fee")
    assert lines(choose(text, Selection(lines=(3,)))[0]) == [3]
    assert lines(choose(text, Selection(headings=("Kinds",)))[0]) == [3]


@pytest.mark.parametrize(
    ("selection", "rule", "said"),
    [
        (Selection(headings=("Cleint errors",)), "choice-heading", "Client errors"),
        (Selection(headings=("xyz",)), "choice-heading", "Errors, Client errors"),
        (Selection(lines=(2,)), "choice-line", "5, 12"),
        (Selection(ignored=("Cleint errors",)), "choice-heading", "Client errors"),
        (Selection(columns=(("code", "Kode"),)), "column-unknown", "0: Code, 1: Message"),
        (Selection(columns=(("code", "7"),)), "column-unknown", "0: Code, 1: Message"),
    ],
)
def test_a_selection_that_matches_nothing_says_what_there_is(
    selection: Selection, rule: str, said: str
) -> None:
    """What else there is, is read all the same: another page may have what is asked for."""
    found, problems = choose(TWO, selection)
    assert told(problems) == [rule]
    assert lines(found) == ([] if selection.headings or selection.lines else [5, 12])
    assert said in problems[0].help


def test_a_line_to_ignore_that_has_no_table_is_a_warning() -> None:
    found, (said,) = choose(TWO, Selection(ignored=("2",)))
    assert (lines(found), said.rule, said.level) == ([5, 12], "choice-line", "warning")


def test_of_two_headings_one_of_which_is_missed_nothing_else_is_said() -> None:
    found, problems = choose(TWO, Selection(headings=("Client errors", "xyz")))
    assert (lines(found), told(problems)) == ([5], ["choice-heading"])


def test_a_line_that_is_missed_does_not_hide_that_all_tables_are_ignored() -> None:
    found, problems = choose(TWO, Selection(ignored=("Errors", "2")))
    assert (lines(found), told(problems)) == ([], ["choice-line", "choice-none"])


@pytest.mark.parametrize(("line", "known"), [(2, False), (3, True), (4, True), (5, False)])
def test_a_table_without_rows_is_its_header_and_the_line_below(line: int, known: bool) -> None:
    _, problems = choose(f"# Errors\n\n{table('Code|Message')}", Selection(lines=(line,)))
    assert (told(problems) != ["choice-line"]) is known


def test_of_tables_line_by_line_the_one_that_begins_there_is_chosen() -> None:
    one = "<table><tr><th>Error code<th>Text<tr><td>E_{}<td>It failed.</table>\n"
    text = f"# Errors\n\n{one.format('A')}{one.format('B')}"
    for line in (3, 4):
        found, problems = choose(text, Selection(lines=(line,)))
        assert (lines(found), problems) == ([line], ())


def test_of_many_tables_the_five_nearest_to_the_line_are_named() -> None:
    text = "# Errors\n\n" + "\n".join([ERRORS] * 7)
    _, (problem,) = choose(text, Selection(lines=(99,)))
    assert "13, 18, 23, 28, 33" in problem.help


def test_each_heading_that_was_asked_for_is_answered() -> None:
    prose = table("Error message|Fix", "The disk is full now.|Delete something at once.")
    text = f"# Errors\n\n## One\n\n{prose}\n## Two\n\n{prose}"
    found, problems = choose(text, Selection(headings=("One", "Two")))
    assert (found, told(problems)) == ((), ["column-code-missing"] * 2)


def test_a_selection_on_a_page_without_tables_says_so() -> None:
    assert "no table" in choose("# Errors\n", Selection(lines=(3,)))[1][0].help


@pytest.mark.parametrize("wanted", ["Symbol", "symbol", "1", "symb"])
def test_a_column_is_named_by_header_or_position(wanted: str) -> None:
    text = table(
        "Code|Symbol|Message|Note", "12|no_row|It failed.|Yes.", "13|no_table|It broke.|No."
    )
    selection = Selection(columns=(("code", wanted), ("message", "Note")))
    (chosen,), _ = choose(f"# Errors\n\n{text}", selection)
    assert (chosen.roles.code, chosen.roles.message) == (1, 3)


NONE = {
    "status": (("status", ""),),
    "name": (("name", ""),),
    "message": (("message", ""),),
    "action": (("action", ""),),
    "cause": (("cause", ""),),
    "retry": (("retry", ""),),
}


@pytest.mark.parametrize(("role", "columns"), NONE.items())
def test_a_role_that_no_column_has(role: str, columns: Columns) -> None:
    """What would have it is kept beside; a cause is the message where nothing else speaks."""
    text = table(
        "Code|HTTP status|Number|Message|Solution|Cause|Retry",
        "no_row|404|12|It has failed for once.|Go on.|It was the wind.|yes",
        "no_table|409|13|It broke into two parts.|Stop.|It was the rain.|no",
    )
    (found,), problems = choose(f"# Errors\n\n{text}")
    (without,), more = choose(f"# Errors\n\n{text}", Selection(columns=columns))
    assert (problems, more) == ((), ())
    had = getattr(found.roles, role)
    assert had not in (None, ()), "the table has it, else this shows nothing"
    assert getattr(without.roles, role) in (None, (), *([5] if role == "message" else []))
    kept = {had} if isinstance(had, int) else {*had}
    assert kept <= {*without.roles.kept}
    (own,), _ = choose(f"# Errors\n\n{text}", Selection(by_table=(("Errors", columns),)))
    assert own.roles == without.roles


def test_a_column_that_was_asked_for_may_hold_anything() -> None:
    text = "# Errors\n\n" + table(
        "Error message|Fix", "The disk is full.|Delete something at once."
    )
    (chosen,), _ = choose(text, Selection(lines=(3,), columns=(("code", "Error message"),)))
    assert chosen.roles.code == 0


CELLS = st.sampled_from(
    [
        "",
        "404",
        "NotFound",
        "4xx",
        "It failed.",
        "禁止",
        "{x}",
        "1-5",
        "`A` / `B`",
        "-",
        "a|b",
        "\\|",
    ]
)
HEADERS = st.sampled_from(
    ["Code", "Error", "", "#", "Status", "Message", "Retry", "Type", "名称", "1"]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=examples(60))
@given(
    st.lists(HEADERS, min_size=1, max_size=6),
    st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=8),
    st.booleans(),
    st.sampled_from(["# Errors\n\n", "", "# Kinds\n\n"]),
)
def test_any_table_is_chosen_or_refused(
    header: list[str], body: list[list[str]], every: bool, before: str
) -> None:
    """Roles are columns of their table; an entry's text is in its cell, or said to be made."""
    text = before + table("|".join(header), *("|".join(cells) for cells in body))
    found, problems = choose(text, Selection())
    assert found or problems
    for index, one in enumerate(found):
        width = len(one.table.header)
        columns = [c for role in ColumnRoles.__slots__ for c in one.roles.columns(role)]
        assert all(0 <= column < width for column in columns)
        rows, _ = entries.read(one, index)
        assert all(e.text and e.table == index for e in (*rows.errors, *rows.successes))


@pytest.mark.parametrize(
    ("header", "row", "wanted"),
    [
        ("Código|Motivo", "{0}|La caja no existe en el almacén", "code=0 message=1 cause=1"),
        ("Código|Motivo|Mensaje", "{0}|La caja no existe|No.", "code=0 message=2 cause=1"),
    ],
)
def test_where_nothing_else_speaks_the_cause_is_the_message(
    header: str, row: str, wanted: str
) -> None:
    body = [row.format(code) for code in ("E_A", "E_B", "E_C")]
    (found,), _ = choose("# Errores\n\n" + table(header, *body))
    assert played(found.roles) == wanted
