"""The account of a page: every table with roles or a reason, every column with a role or kept."""

from __future__ import annotations

import pytest

from generator.catalogue.choose import tables
from generator.catalogue.choose.account import CODELESS, UNASKED
from generator.catalogue.choose.sisters import OTHER, STATUSES
from generator.catalogue.choose.tables import Choice
from generator.diagnostics.source import Problems
from generator.model import TableInfo
from generator.project.settings import Selection
from tests.catalogue.test_choose import ERRORS, lines, page, played, table, told

COUNTRIES = table("Country|Capital", "Switzerland|Bern is it", "Denmark|Copenhagen is it")
CURRENCIES = table("Code|Amount", "CHF|Ten francs", "EUR|Ten euros")
STATES = table("Status|Description", "SENT_OUT|It is on its way.", "LOST_BOX|It failed.")
HTTP = table("Status code|Description", "400|It is malformed.", "404|It was not found.")
WHOLE = (
    f"# Errors\n\n{ERRORS}\n# HTTP\n\n{HTTP}\n# Countries\n\n{COUNTRIES}\n"
    f"# Amounts\n\n{CURRENCIES}\n# Languages\n\n{table('Code|Language', 'de|German')}"
)


def chosen(text: str, selection: Selection = Selection()) -> tuple[Choice, Problems]:
    return tables.choose(page(text), selection)


def test_every_table_is_taken_or_left_with_a_reason() -> None:
    choice, _ = chosen(WHOLE)
    assert [(one.line, one.left) for one in choice.account] == [
        (3, ""),
        (10, STATUSES),
        (17, CODELESS),
        (24, OTHER),
        (31, OTHER),
    ]
    assert [one.heading for one in choice.account][:2] == ["Errors", "HTTP"]
    assert [one.rows for one in choice.account] == [2, 2, 2, 2, 1]


def test_a_table_is_told_with_its_columns_and_its_headers() -> None:
    text = "# Errors\n\n" + table(
        "Code|HTTP status|Symbol|Message|Solution|Cause|Retry|Area|Since",
        "12|404|no_row|It was not found.|Look again in the list.|It is gone.|no|Disk|1.0",
        "13|410|no_table|It is gone now.|Create it once more.|It was old.|yes|Net|2.0",
    )
    (one,) = chosen(text)[0].account
    assert one == TableInfo(
        "page.md",
        "Errors",
        3,
        2,
        (
            *(("code", (0,)), ("status", (1,)), ("name", (2,)), ("message", (3,))),
            *(("action", (4,)), ("cause", (5,)), ("retry", (6,)), ("kept", (7, 8))),
        ),
        (
            *("Code", "HTTP status", "Symbol", "Message", "Solution"),
            *("Cause", "Retry", "Area", "Since"),
        ),
    )


def test_a_table_without_codes_is_told_with_its_headers_alone() -> None:
    codeless = chosen(WHOLE)[0].account[2]
    assert codeless.headers == ("Country", "Capital")
    assert {columns for _, columns in codeless.columns} == {()}


def test_tables_that_may_hold_codes_are_noted_once_with_their_lines() -> None:
    _, (said,) = chosen(WHOLE)
    assert (said.rule, said.level, said.span.line) == ("table-left", "note", 10)
    assert said.message == (
        "3 tables with codes were left:"
        " line 10 (HTTP statuses), line 24 (not about errors), line 31 (not about errors)"
    )
    assert "--line N" in said.help


@pytest.mark.parametrize(
    ("below", "pasted"),
    [
        ("# HTTP\n\n" + HTTP, ['headings = ["Errors", "HTTP"]', 'ignore = ["HTTP"]']),
        (HTTP, ["line = [3, 8]", "ignore = [8]"]),
        ("# 7\n\n" + HTTP, ["line = [3, 10]", "ignore = [10]"]),
        ("# Amounts\n\n" + CURRENCIES, ['ignore = ["Amounts"]']),
    ],
)
def test_what_is_pasted_names_headings_where_each_table_has_its_own(
    below: str, pasted: list[str]
) -> None:
    _, (said,) = chosen(f"# Errors\n\n{ERRORS}\n{below}")
    assert [line.strip() for line in said.help.split("\n") if " tables = " in line] == [
        f"tables = {{ {line} }}" for line in pasted
    ]


def test_one_table_that_is_left_is_noted_alone() -> None:
    _, (said,) = chosen(f"# Errors\n\n{ERRORS}\n# HTTP\n\n{HTTP}")
    assert said.message == "1 table with codes was left: line 10 (HTTP statuses)"


def test_of_many_tables_that_are_left_twenty_are_named() -> None:
    many = "\n".join(f"# Amounts {n}\n\n{CURRENCIES}" for n in range(22))
    _, (said,) = chosen(f"# Errors\n\n{ERRORS}\n{many}")
    assert said.message.startswith("22 tables with codes were left: line 10 ")
    assert said.message.count("line ") == 20
    assert said.message.endswith(" and 2 more")


@pytest.mark.parametrize(
    "beside",
    [
        COUNTRIES,
        table("Language|Speakers", "de|Germans and others", "ja|Japanese people"),
        table("Name|Type|Description", "code|string|What it is", "id|string|Which one"),
    ],
)
def test_nobody_looks_for_errors_in_a_table_of_something_else(beside: str) -> None:
    choice, problems = chosen(f"# Errors\n\n{ERRORS}\n# Lists\n\n{beside}")
    assert (lines(choice.tables), problems) == ([3], ())
    assert [bool(one.left) for one in choice.account] == [False, True]


def test_a_page_that_is_refused_has_an_account_and_no_note() -> None:
    choice, problems = chosen(f"# Amounts\n\n{CURRENCIES}")
    assert (choice.tables, told(problems)) == ((), ["choice-none"])
    assert [one.left for one in choice.account] == [OTHER]


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(lines=(10,)), [UNASKED, "", UNASKED, UNASKED, UNASKED]),
        (Selection(headings=("HTTP", "Errors")), ["", "", UNASKED, UNASKED, UNASKED]),
        (Selection(ignored=("Errors", "24", "31")), [UNASKED, "", CODELESS, UNASKED, UNASKED]),
    ],
)
def test_a_table_that_nobody_asked_for_is_left_without_a_note(
    selection: Selection, left: list[str]
) -> None:
    choice, problems = chosen(WHOLE, selection)
    assert ([one.left for one in choice.account], problems) == (left, ())


def test_a_page_whose_tables_are_all_ignored_is_refused() -> None:
    choice, problems = chosen(f"# Errors\n\n{ERRORS}", Selection(ignored=("Errors",)))
    assert (choice.tables, told(problems)) == ((), ["choice-none"])


# --- Roles that somebody settled, for all tables or for one ---
TWO = (
    "# Errors\n\n## Cards\n\n"
    + table("Code|Message|Note", "C_A|It failed.|Since 2.0", "C_B|It broke.|Since 3.0")
    + "\n## Boxes\n\n"
    + table("Code|Message|Note", "B_A|It fell.|Since 2.0", "B_B|It is lost.|Since 3.0")
)
SETTLED = {
    "as they are": (Selection(), ["code=0 message=1 kept=2"] * 2),
    "in every table": (
        Selection(columns=(("cause", "Note"),)),
        ["code=0 message=1 cause=2"] * 2,
    ),
    "in one table": (
        Selection(by_table=(("Boxes", (("message", "Note"),)),)),
        ["code=0 message=1 kept=2", "code=0 message=2 kept=1"],
    ),
    "in one table against all": (
        Selection(columns=(("message", "Note"),), by_table=(("Boxes", (("message", "1"),)),)),
        ["code=0 message=2 kept=1", "code=0 message=1 kept=2"],
    ),
    "two columns in one role": (
        Selection(columns=(("action", "Message"), ("action", "Note"))),
        ["code=0 action=1,2"] * 2,
    ),
    "an ignored column": (Selection(columns=(("ignore", "Note"),)), ["code=0 message=1"] * 2),
    "an ignored column of one table": (
        Selection(by_table=(("Boxes", (("ignore", "2"),)),)),
        ["code=0 message=1 kept=2", "code=0 message=1"],
    ),
    "a retry": (Selection(columns=(("retry", "Note"),)), ["code=0 message=1 retry=2"] * 2),
}


@pytest.mark.parametrize("name", SETTLED)
def test_a_role_is_what_somebody_settled(name: str) -> None:
    selection, wanted = SETTLED[name]
    choice, problems = chosen(TWO, selection)
    assert ([played(one.roles) for one in choice.tables], problems) == (wanted, ())


def test_a_column_that_only_one_table_has_may_be_asked_for() -> None:
    text = TWO + "\n## Keys\n\n" + table("Code|Meaning", "K_A|It failed.", "K_B|It broke.")
    choice, problems = chosen(text, Selection(columns=(("message", "Meaning"),)))
    assert [one.roles.message for one in choice.tables] == [1, 1, 1]
    assert problems == ()


def test_a_column_without_text_may_be_asked_for() -> None:
    for body in ((), ("|It failed.",)):
        text = f"# Errors\n\n{table('Code|Message', *body)}"
        choice, problems = chosen(text, Selection(columns=(("code", "0"),)))
        assert [one.roles.code for one in choice.tables] == [0] * len(choice.tables)
        assert told(problems) == ([] if choice.tables else ["choice-none"])


@pytest.mark.parametrize(
    "selection",
    [
        Selection(columns=(("ignore", "Nowhere"),)),
        Selection(by_table=(("Boxes", (("message", "Nowhere"),)),)),
        # It stands in another table only.
        Selection(by_table=(("Cards", (("message", "Meaning"),)),)),
    ],
)
def test_a_column_that_its_tables_lack_is_said(selection: Selection) -> None:
    text = TWO + "\n## Keys\n\n" + table("Code|Meaning", "K_A|It failed.", "K_B|It broke.")
    assert told(chosen(text, selection)[1]) == ["column-unknown"]


# --- Columns ---
# Header, two rows, and the roles of all columns.
COLUMNS = {
    "a solution": (
        *("Code|Message|How to fix", "E_A|It failed.|Try it again.", "E_B|It broke.|Mend it."),
        "code=0 message=1 action=2",
    ),
    "a cause beside a message": (
        *("Code|Message|Cause", "E_A|It failed.|It is old.", "E_B|It broke.|It is wet."),
        "code=0 message=1 cause=2",
    ),
    "a cause in the place of a message": (
        *("Code|Reason", "E_A|It failed.", "E_B|It broke."),
        "code=0 message=1 cause=1",
    ),
    "two columns of what to do": (
        *("Code|Message|Solution|Next step", "E_A|No.|Try again.|Call us.", "E_B|No.|Mend.|Wait."),
        "code=0 message=1 action=2,3",
    ),
    "対処": (
        *("コード|メッセージ|原因|対処", "E_A|失敗|古い|再試行", "E_B|無効|濡れた|修理"),
        "code=0 message=1 action=3 cause=2",
    ),
    "해결 방법": (
        *("코드|메시지|해결 방법", "E_A|실패|다시 시도", "E_B|만료|수리하십시오"),
        "code=0 message=1 action=2",
    ),
    "Решение": (
        *("Код|Описание|Решение", "E_A|Ошибка.|Повторите запрос.", "E_B|Сбой.|Ждите."),
        "code=0 message=1 action=2",
    ),
    "Solución": (
        *("Código|Mensaje|Causa|Solución", "E_A|Falló.|Es viejo.|Repita.", "E_B|No.|Roto.|Espere."),
        "code=0 message=1 action=3 cause=2",
    ),
    "a column without text": (
        *("Code|Message|Solution|", "E_A|It failed.||", "E_B|It broke.||"),
        "code=0 message=1",
    ),
    "a text before its meaning": (
        *(
            "Code|Text|Meaning",
            "12|Box lost|The box was lost on its way, and nobody knows where it is now",
            "13|Box wet|The box has become wet on its way because it rained all day long",
        ),
        "code=0 message=2 name=1",
    ),
    "an example of a code is none": (
        *("Example code|Error code|Message", "12|E_A|It failed.", "13|E_B|It broke."),
        "code=1 message=2 kept=0",
    ),
    "a code of what to do is no message": (
        *("Error code|Recovery code", "E_A|RETRY_IT", "E_B|MEND_IT"),
        "code=0 name=1",
    ),
    "a return value": (
        *("Return value|Text", "-1|It failed badly.", "-2|It broke at last."),
        "code=0 message=1",
    ),
    "an example is no message beside one": (
        *("Code|Example|Text", "E_A|The box is open|No way.", "E_B|The box is lost|No."),
        "code=0 message=2 kept=1",
    ),
    "an example is better than no message": (
        *("Code|Example", "E_A|The box is open now", "E_B|The box is lost now"),
        "code=0 message=1",
    ),
    "a column that is kept": (
        *("Code|Message|Endpoint(s)", "E_A|It failed.|/boxes", "E_B|It broke.|/cards"),
        "code=0 message=1 kept=2",
    ),
    "a type that tells rows apart beside a status that repeats": (
        *(
            "Type|Status|Message",
            "access_denied|403|You may not do it.",
            "quota_exceeded|403|You did it too often.",
        ),
        "code=0 status=1 message=2",
    ),
    "symbols that repeat beside numbers": (
        *("错误码|错误代号|描述", "1|NO_BOX|失败", "2|NO_BOX|无效"),
        "code=0 message=2 name=1",
    ),
    "symbols beside numbers of which one is missing": (
        *("코드|타입|설명", "11|NO_BOX|실패했습니다", "12|-|만료되었습니다"),
        "code=0 message=2 name=1",
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_with_text_has_a_role_or_is_kept(name: str) -> None:
    *written, wanted = COLUMNS[name]
    choice, _ = chosen(f"# Errors\n\n{table(*written)}")
    assert [played(one.roles) for one in choice.tables] == [wanted]


# --- Tables without a header ---
# What stands in the header's place, the rows, and the codes that the table has.
HEADLESS: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "numbers": ("10|It failed.", ("11|It broke.", "12|It fell."), True),
    "numbers with signs": ("-10|It failed.", ("-11|It broke.", "-12|It fell."), True),
    "hex": ("0x1F|It failed.", ("0x2F|It broke.", "0x3F|It fell."), True),
    "in another column": ("It failed.|10", ("It broke.|11", "It fell.|12"), True),
    "a header over numbers": ("Code|Text", ("11|It broke.", "12|It fell."), False),
    "a number over words": ("10|Text", ("E_A|It broke.", "E_B|It fell."), False),
    "a number over one row": ("10|It failed.", ("11|It broke.",), False),
    "a number over hex": ("10|It failed.", ("0x11|It broke.", "0x12|It fell."), False),
    "words": ("E_A|It failed.", ("E_B|It broke.", "E_C|It fell."), False),
    "symbols that count": ("E-9|It failed.", ("E-10|It broke.", "E-11|It fell."), True),
    "words that count": ("Code 1|It failed.", ("Code 2|It broke.", "Code 3|It fell."), True),
    "other words that count": ("Step 1|Text", ("Code 2|It broke.", "Code 3|It fell."), False),
    "what counts over one row": ("E-9|It failed.", ("E-10|It broke.",), False),
}


@pytest.mark.parametrize("name", HEADLESS)
def test_a_header_that_is_a_row_of_codes_is_a_row(name: str) -> None:
    header, body, is_row = HEADLESS[name]
    selection = Selection(lines=(3,))
    choice, _ = chosen(f"# Errors\n\n{table(header, *body)}", selection)
    (one,) = choice.account
    assert one.rows == len(body) + is_row
    assert (set(one.headers) == {""}) is is_row


def test_the_first_row_of_a_table_without_a_header_has_its_place() -> None:
    text = "# Error codes\n\n" + table(
        "10|The box is not found.", "11|The box cannot be opened.", "12|The box is lost."
    )
    choice, _ = chosen(text)
    (one,) = choice.tables
    assert [row.span.line for row in one.table.rows] == [3, 5, 6]
    assert [row.cells[one.roles.code].text for row in one.table.rows] == ["10", "11", "12"]
