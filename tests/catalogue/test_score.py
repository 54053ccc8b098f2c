"""How much speaks for a table being an error table, in the words around it and in its cells."""

from __future__ import annotations

import pytest

from generator.catalogue.choose import column_roles, column_stats, score
from generator.catalogue.choose.score import Score
from tests.catalogue.test_choose import page, table


def scored(text: str) -> Score:
    found = page(text)
    columns = column_stats.read(found.tables[:1])
    roles = column_roles.assign(columns, frozenset(), {})
    assert roles is not None
    return score.score(found, found.tables[0], columns, roles, "")


def rows(count: int, of: int, row: str, odd: str = "") -> list[str]:
    """So many rows, the first of them of one form and the others of another."""
    forms = [row] * count + [odd] * (of - count)
    return [form.format(i=i, c=chr(65 + i)) for i, form in enumerate(forms)]


FAILS, HAPPENS = "E_{c}|It failed.", "E_{c}|An event."
# The heading, the header and the rows; what the words say, what the cells say.
SCORES: dict[str, tuple[str, str, list[str], tuple[int, float]]] = {
    "few messages of failure": ("Lists", "Number|Text", rows(1, 5, FAILS, HAPPENS), (1, 1.1)),
    "fewer, and no header": ("Lists", "Number|Text", rows(1, 6, FAILS, HAPPENS), (0, 1.0)),
    "as many failures as not": ("Parameters", "Code|Text", rows(1, 2, FAILS, HAPPENS), (2, 2.0)),
    "less than half": ("Parameters", "Code|Text", rows(1, 3, FAILS, HAPPENS), (0, 1.5)),
    "half are as good as all": ("Lists", "Error code|Text", rows(3, 5, FAILS, HAPPENS), (4, 2.0)),
    "a header of errors": ("Parameters", "Error code|Text", rows(2, 2, HAPPENS), (4, 0.5)),
    "a header of codes": ("Parameters", "Code|Text", rows(2, 2, HAPPENS), (0, 0.5)),
    "a header of what errors are": ("Parameters", "Error|Text", rows(2, 2, HAPPENS), (3, 0.5)),
    "a header that says nothing": ("Lists", "Thing|Text", rows(2, 2, FAILS), (0, 2.0)),
    "a type beside a code": (
        *("Lists", "Code|Type|Text", rows(2, 2, "E_{c}|string|An event.")),
        (2, 0.5),
    ),
    "a name beside a status code": (
        *("Lists", "Status code|Name|Text", rows(2, 2, "404|no_{c}|An event.")),
        (2, 3.0),
    ),
    "seven of ten are codes": (
        *("Lists", "Error code|Text", rows(7, 10, HAPPENS, "gone{c} b|An event.")),
        (4, 0.0),
    ),
    "eight of ten": (
        *("Lists", "Error code|Text", rows(8, 10, HAPPENS, "gone{c} b|An event.")),
        (4, 0.5),
    ),
    "four of ten differ": (
        *("Lists", "Error code|Text", rows(4, 10, HAPPENS, "E_A|An event.")),
        (4, 0.5),
    ),
    "three of ten": (
        *("Lists", "Error code|Text", rows(3, 10, HAPPENS, "E_A|An event.")),
        (4, -0.5),
    ),
    "a column of statuses": (
        *("Lists", "Error code|Status|Text", rows(2, 2, "E_{c}|404|An event.")),
        (4, 1.5),
    ),
    "the codes are statuses": ("Lists", "|", ["404|An event.", "410|An event."], (2, 0.5)),
    "members of a body": (
        *("Lists", "Error code|Text", ["code|A", "message|B", "details|C"]),
        (4, -6.0),
    ),
    "more members than three of ten": (
        *("Lists", "Error code|Text", ["code|A", "message|B", "details|C", *rows(6, 6, HAPPENS)]),
        (4, -6.0),
    ),
    "three of ten are members": (
        *("Lists", "Error code|Text", ["code|A", "message|B", "details|C", *rows(7, 7, HAPPENS)]),
        (4, 0.0),
    ),
    "fewer members than thirty": (
        *("Lists", "Error code|Text", rows(29, 29, "error.code|An event.")),
        (4, -5.0),
    ),
    "thirty members": ("Lists", "Error code|Text", rows(30, 30, "error.code|An event."), (4, 1.0)),
    "a table of fields": (
        *("Lists", "Number|Type|Text", rows(2, 2, "E_{c}|string|It failed.")),
        (0, -1.0),
    ),
    "event numbers under events": ("Events", "ID|Text", rows(2, 2, "50{i}|An event."), (4, 0.5)),
    "event codes under events": ("Events", "Code|Text", rows(2, 2, "50{i}|An event."), (2, 0.5)),
    "statuses under Code": (
        *("Lists", "Code|Error|Reason", rows(2, 2, "404|no_{c}|An event.")),
        (3, 3.0),
    ),
}
# What a heading says right above a table, and one level up.
HEADINGS = {
    "Errors": (3, 2),
    "Response codes": (2, 2),
    "HTTP status": (2, 2),
    "Codes": (1, 1),
    "Parameter codes": (1, 1),
    "Kinds": (0, 0),
    "Parameters": (-2, 0),
    "Examples": (-2, 0),
}


@pytest.mark.parametrize("name", SCORES)
def test_words_and_cells_are_weighed(name: str) -> None:
    heading, header, body, wanted = SCORES[name]
    found = scored(f"# {heading}\n\n{table(header, *body)}")
    assert (found.words, pytest.approx(found.cells)) == wanted


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_counts_for_less_one_level_up(heading: str) -> None:
    text = table("Number|Text", *rows(2, 2, HAPPENS))
    near = scored(f"# {heading}\n\n{text}")
    far = scored(f"# {heading}\n\n## Spot\n\n{text}")
    assert (near.words, far.words) == HEADINGS[heading]
    assert near.of_errors is far.of_errors is (HEADINGS[heading][1] == 2)


@pytest.mark.parametrize(("header", "spoken"), [("Error|Text", True), ("Code|Text", False)])
def test_a_header_speaks_of_errors_or_merely_of_codes(header: str, spoken: bool) -> None:
    assert scored(f"# Lists\n\n{table(header, *rows(2, 2, FAILS))}").of_errors is spoken


STRONG = {
    Score(4, 0.5, 1, True, 0.0): True,
    Score(3, 1.5, 1, True, 0.0): False,
    Score(4, 0.4, 1, True, 0.0): False,
    Score(4, 0.5, 0, True, 0.0): False,
    Score(4, 0.5, 1, False, 0.0): False,
}
WEAK = {
    Score(3, 1.0, 1, True, 0.0): True,
    Score(2, 2.0, 1, True, 0.0): False,
    Score(3, 0.9, 1, True, 0.0): False,
    Score(3, 1.0, 0, True, 0.3): True,
    Score(3, 1.0, 0, True, 0.2): False,
    Score(3, 1.0, 1, False, 0.5): True,
    Score(3, 1.0, 1, False, 0.4): False,
}


@pytest.mark.parametrize("found", STRONG)
def test_evidence_is_strong_wherever_a_table_stands(found: Score) -> None:
    assert found.strong is STRONG[found]


@pytest.mark.parametrize("found", WEAK)
def test_evidence_is_enough_where_there_is_no_better(found: Score) -> None:
    assert found.weak is WEAK[found]
