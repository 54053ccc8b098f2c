"""Tables of one page that belong together: which are taken, and why the others are left."""

from __future__ import annotations

import pytest

from generator.catalogue.choose import tables
from generator.catalogue.choose.sisters import OTHER, REPEATED, STATES, STATUSES
from generator.diagnostics.source import document
from generator.project import config
from generator.project.settings import Selection
from tests.catalogue.test_choose import choose, lines, page, played, table, told

Sections = tuple[tuple[str, str, tuple[str, ...]], ...]


def written(title: str, sections: Sections) -> str:
    """A page with a table under each heading."""
    parts = (f"## {heading}\n\n{table(header, *body)}\n" for heading, header, body in sections)
    return f"# {title}\n\n{''.join(parts)}"


def reasons(text: str) -> list[str]:
    """Why each table of a page is left; "" where it is taken."""
    return [one.left for one in tables.choose(page(text), Selection())[0].account]


CARDS = ("Card errors", "Code|Message", ("CARD_LOST|The card is lost.", "CARD_OLD|It is too old."))
PAYMENTS = ("Payments", "Code|Message", ("PAY_LATE|It came too late.", "PAY_TWICE|It came twice."))
HTTP = (
    "Status codes",
    "Status code|Description",
    ("400|The request is malformed.", "404|It was not found.", "500|It broke."),
)
# The title of a page, its tables, and why each of them is left.
PAGES: dict[str, tuple[str, Sections, list[str]]] = {
    "two themes": ("Errors", (CARDS, PAYMENTS), ["", ""]),
    "a heading that says error makes none of two win": ("API", (CARDS, PAYMENTS), ["", ""]),
    "two themes of a translated page": (
        "Fehlercodes",
        (
            ("Karten", "Code|Bedeutung", ("K1|Die Karte fehlt.", "K2|Sie ist abgelaufen.")),
            ("Konten", "Code|Bedeutung", ("N1|Das Konto ist gesperrt.", "N2|Ungültig.")),
        ),
        ["", ""],
    ),
    "the same columns under other headers": (
        "Error codes",
        (CARDS, ("Account errors", "Code|Explanation", ("ACC_OFF|It is disabled.",))),
        ["", ""],
    ),
    "a sister that says nothing of failure": (
        "Error codes",
        (CARDS, ("Boxes", "Code|Message", ("BOX_FULL|Full box.", "BOX_WET|Wet box."))),
        ["", ""],
    ),
    "a sister whose heading is about something else": (
        "API",
        (CARDS, ("Currencies", "Code|Message", ("CHF|Swiss franc", "EUR|Euro"))),
        ["", OTHER],
    ),
    "two bare lists of the same codes": (
        "Error codes",
        (("Cards", "Error code", ("E-1", "E-2")), ("Again", "Error code no.", ("E-1", "E-2"))),
        ["", ""],
    ),
    "statuses beside codes": ("Errors", (HTTP, CARDS), [STATUSES, ""]),
    "statuses behind codes": ("Errors", (CARDS, HTTP), ["", STATUSES]),
    "statuses with their phrases beside codes": (
        "Errors",
        (
            ("Responses", "Code|Meaning", ("`404 Not Found`|It is gone.", "`409 Conflict`|Twice.")),
            CARDS,
        ),
        [STATUSES, ""],
    ),
    "statuses and a class of them": (
        "Error codes",
        (
            ("HTTP", "Code|Message", ("400|It is malformed.", "404|It was not found.", "5xx|No.")),
            ("Own", "Code|Message", ("4001|It failed.", "4002|It broke.")),
        ),
        [STATUSES, ""],
    ),
    "errors of HTTP beside codes of one's own": (
        "Erreurs",
        (
            ("Erreurs HTTP", "Code|Texte", ("400|Requête incorrecte", "401|Non autorisé")),
            ("Erreurs métier", "Code|Texte", ("400-01|Champ vide", "401-01|Jeton expiré")),
        ),
        [STATUSES, ""],
    ),
    "the nearest heading tells whether numbers are statuses": (
        "HTTP API",
        (
            ("Errors", "Code|Text", ("400|It failed.", "404|It broke.", "477|No.")),
            ("Own", "Code|Text", ("4001|It failed.", "4002|It broke.")),
        ),
        ["", ""],
    ),
    "nothing but statuses": ("Errors", (HTTP,), [""]),
    "two tables of statuses": (
        "Errors",
        (HTTP, ("More status codes", "Status code|Description", ("503|It is overloaded.",))),
        ["", ""],
    ),
    "symbols with their statuses are no statuses": (
        "Errors",
        (CARDS, ("Bodies", "Code|Meaning", ("`400 BAD_ID`|It is bad.", "`404 NO_ID`|It is gone."))),
        ["", ""],
    ),
    "numbers of steps from 201 on are no statuses": (
        "Errors",
        (
            ("Building", "Error code|Text", ("101|It is missing.", "102|It failed.")),
            ("Cleaning", "Error code|Text", ("201|It failed.", "202|It is locked.")),
            ("Any", "Error code|Text", ("3001|It failed.", "3002|It is lost.")),
        ),
        ["", "", ""],
    ),
    "states beside codes": (
        "API",
        (
            (
                "States of a batch",
                "Code|Description",
                ("100|It is being packed.", "400|It was not sent.", "600|It was lost."),
            ),
            ("Error codes", "Code|Message", ("4001|It was rejected.", "5710|It is unknown.")),
        ),
        [STATES, ""],
    ),
    "states of a field beside codes": (
        "API",
        (
            ("Payment status", "Status|Description", ("PAID_UP|Paid.", "NOT_PAID|It failed.")),
            CARDS,
        ),
        [STATES, ""],
    ),
    "states whose header says error are errors": (
        "API",
        (
            ("Payment status", "Error code|Description", ("NO_FUNDS|Too poor.", "NO_CARD|Lost.")),
            CARDS,
        ),
        ["", ""],
    ),
    "methods and the codes that each may give": (
        "Errors",
        (
            CARDS,
            (
                "Errors by method",
                "Method|HTTP|Error codes",
                ("getCard|GET|CARD_LOST, CARD_OLD", "putCard|PUT|CARD_OLD, CARD_LOST"),
            ),
        ),
        ["", REPEATED],
    ),
    "the codes of each group, once more": (
        "Errors",
        (CARDS, ("Errors by status", "Error code|HTTP status", ("CARD_LOST|404", "CARD_OLD|410"))),
        ["", REPEATED],
    ),
    "several codes in a cell, of this table alone": (
        "Errors",
        (
            CARDS,
            (
                "Box errors",
                "Error code|Area|Meaning",
                ("BOX_WET, BOX_DRY|Rain|It is spoilt.", "BOX_OLD, BOX_NEW|Age|It is unknown."),
            ),
        ),
        ["", ""],
    ),
    "languages beside codes": (
        "Error codes",
        (("Languages of errors", "Code|Language", ("en|English", "es|Spanish")), CARDS),
        [OTHER, ""],
    ),
    "idiomas junto a códigos": (
        "Códigos de error",
        (
            ("Idiomas de los errores", "Código|Idioma", ("en|Inglés", "es|Español")),
            ("Errores", "Código|Mensaje", ("Q1|No es válido.", "Q2|Fue rechazado.")),
        ),
        [OTHER, ""],
    ),
}
EXAMPLE = '```json\n{"error": {"code": "BOX_WET", "message": "Wet box"}}\n```\n'


@pytest.mark.parametrize("name", PAGES)
def test_tables_stand_or_fall_together(name: str) -> None:
    title, sections, wanted = PAGES[name]
    assert reasons(written(title, sections)) == wanted


def test_what_the_examples_carry_is_always_taken() -> None:
    boxes = ("Boxes", "Name|Text", ("BOX_FULL|Full box", "BOX_WET|Wet box"))
    text = written("API", (CARDS, boxes))
    assert reasons(text) == ["", OTHER]
    assert reasons(text + EXAMPLE) == ["", ""]


def test_sisters_have_the_same_roles() -> None:
    header = "Name|Value|Text"
    first = ("Open", header, ("NO_BOX|-1|It is lost.", "NO_KEY|-2|It is locked."))
    second = ("Send", header, ("NO_BOX|-1|It is heavy.", "NO_MAIL|-2|It is late."))
    choice, _ = tables.choose(page(written("Errors", (first, second))), Selection())
    assert [played(one.roles) for one in choice.tables] == ["code=0 message=2 kept=1"] * 2


def test_a_number_that_means_something_else_in_a_sister_leaves_the_symbols_the_codes() -> None:
    header = "Error|Code|Text"
    first = ("Open", header, ("OPEN_LOST|-1|It is lost.", "OPEN_LOCKED|-2|It is locked."))
    second = ("Send", header, ("SEND_HEAVY|-1|It is heavy.", "SEND_LATE|-2|It is late."))
    alone, _ = tables.choose(page(written("Errors", (first,))), Selection())
    choice, _ = tables.choose(page(written("Errors", (first, second))), Selection())
    assert [one.roles.code for one in alone.tables] == [1]
    assert [one.roles.code for one in choice.tables] == [0, 0]


def test_what_is_called_code_is_the_code_beside_what_is_one_elsewhere() -> None:
    plain = ("Open", "Error name|Text", ("OpenLost|It is lost.", "OpenLocked|It is locked."))
    both = ("Send", "Error code|Error name|Text", ("11|SendLate|It is late.", "12|SendOff|No."))
    choice, _ = tables.choose(page(written("Errors", (plain, both))), Selection())
    assert [one.roles.code for one in choice.tables] == [0, 0]


def test_the_code_of_a_page_settles_a_table_with_two_candidates() -> None:
    """Where `Return code` alone is the code, it is so beside another column of codes too."""
    plain = ("Open", "Return code|Text", ("70|It is lost.", "71|It is locked."))
    both = ("Send", "Error code|Return code|Text", ("11|72|It is late.", "12|73|It is off."))
    alone, _ = tables.choose(page(written("Errors", (both,))), Selection())
    choice, _ = tables.choose(page(written("Errors", (plain, both))), Selection())
    assert [one.roles.code for one in alone.tables] == [0]
    assert [one.roles.code for one in choice.tables] == [0, 1]


def pasted(text: str) -> list[tuple[list[int | None], list[str]]]:
    """The tables that each line which is shown of those left takes, and what is said then."""
    _, (problem,) = choose(text)
    found = []
    for line in problem.help.split(":\n")[1:]:
        for one in line.splitlines():
            selection = configured(one.strip())
            taken, problems = choose(text, selection)
            found.append((lines(taken), told(problems)))
    return found


def configured(line: str) -> Selection:
    """What a line in the table of a catalogue selects."""
    text = f'[tool.error-table.catalogues.x]\npages = ["page.md"]\n{line}\n'
    settings, problems = config.read(document("pyproject.toml", text))
    assert problems == ()
    return settings.catalogues[0].selection


def test_what_is_shown_of_tables_that_are_left_takes_or_leaves_them() -> None:
    assert pasted(written("Errors", (HTTP, CARDS))) == [([5, 13], []), ([13], [])]


def test_nobody_pastes_the_lines_of_many_tables() -> None:
    cards = [(f"Cards {n}", CARDS[1], (f"C_{n}|It is lost.",)) for n in range(20)]
    assert pasted(written("Errors", (HTTP, *cards))) == []
    assert len(pasted(written("Errors", (HTTP, *cards[1:])))) == 2


# The titles of a page and of a table whose header row is gone, above one of errors; its rows,
# and whether they are told.
BEHEADED: dict[str, tuple[str, str, str, bool]] = {
    "like the one that is taken": ("API", "Boxes", "|BOX_FULL|Full.|\n|BOX_WET|Wet.|", True),
    "words in the place of symbols": ("API", "Boxes", "|Full|Full box.|\n|Wet|Wet box.|", True),
    "something else there": ("API", "Boxes", "|A full box|B1|\n|A wet box|B2|", False),
    "failures": ("API", "SDK", "|App|NO_BOX|It failed.|\n|App|NO_KEY|It is invalid.|", True),
    "a heading that says error": ("API", "Error codes", "|B1|Box|Full|\n|B2|Box|Wet|", True),
    "a title that says error": ("Errors", "Boxes", "|B1|Box|Full|\n|B2|Box|Wet|", True),
    "none of these": ("API", "Boxes", "|B1|Box|Full|\n|B2|Box|Wet|", False),
    "a heading about something else": ("Errors", "Currencies", "|C1|Old|a|\n|C2|New|b|", False),
}


@pytest.mark.parametrize("name", BEHEADED)
def test_a_table_of_errors_without_its_header_row_is_not_left_in_silence(name: str) -> None:
    title, heading, rows, is_said = BEHEADED[name]
    width = rows.split("\n")[0].count("|") - 1
    rule = "|" + "---|" * width
    text = f"# {title}\n\n## {heading}\n\n{rule}\n{rows}\n\n{written('API', (CARDS,))}"
    _, problems = tables.choose(page(text), Selection())
    said = [(p.level, p.rule) for p in problems if p.rule == "table-delimiter"]
    assert said == [("error", "table-delimiter")] * is_said


def test_a_table_without_its_header_row_can_be_ignored() -> None:
    _, heading, rows, _ = BEHEADED["like the one that is taken"]
    text = f"# Service\n\n## {heading}\n\n|---|---|\n{rows}\n\n{written('API', (CARDS,))}"
    _, problems = tables.choose(page(text), Selection(ignored=("Boxes",)))
    assert "table-delimiter" not in [p.rule for p in problems]


def test_nothing_is_said_of_a_whole_table_with_an_empty_header_that_is_left() -> None:
    left = "## Boxes\n\n| | |\n|---|---|\n|Full|Full box.|\n|Wet|\n"
    choice, problems = tables.choose(
        page(f"# API\n\n{left}\n{written('API', (CARDS,))}"), Selection()
    )
    assert [bool(one.left) for one in choice.account] == [True, False]
    assert problems == ()
