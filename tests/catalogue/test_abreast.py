"""Tables that stand abreast in one are read under each other, and no other table is taken apart."""

from __future__ import annotations

import pytest

from generator.catalogue.choose import abreast
from tests.catalogue.test_choose import page, table

# A table, and the first cell of each row that is made of it.
PARTED = {
    "two": ("Code|Text|Code|Text", ("A|a|C|c", "B|b|D|d"), ["A", "B", "C", "D"]),
    "in another case": ("Code|Text|CODE|text", ("A|a|B|b",), ["A", "B"]),
    "in another language": ("コード|内容|コード|内容", ("A|a|B|b",), ["A", "B"]),
    "the last is shorter": ("Code|Text|Code|Text", ("A|a|C|c", "B|b||"), ["A", "B", "C"]),
    "a row of the first is empty": ("Code|Text|Code|Text", ("|a|C|c",), ["", "C"]),
    "a column between them": ("Code|Text||Code|Text", ("A|a||B|b",), ["A", "B"]),
    "three": ("Code|Text|Code|Text|Code|Text", ("A|a|B|b|C|c",), ["A", "B", "C"]),
    "three with columns between them": (
        "Code|Text||Code|Text||Code|Text",
        *(("A|a||B|b||C|c",), ["A", "B", "C"]),
    ),
    "four of three columns": (
        "|".join(["Code|Status|Text"] * 4),
        *(("A|1|a|B|2|b|C|3|c|D|4|d",), ["A", "B", "C", "D"]),
    ),
}
WHOLE = {
    "no column twice": "Code|Text|Status|Action",
    "one column twice": "Code|Text|Text",
    "one column four times": "Text|Text|Text|Text",
    "other columns to the right": "Code|Text|Code|Action",
    "more to the right": "Code|Text|Code|Text|Action",
    "a header between them": "Code|Text|Since|Code|Text",
    "no headers": "|||",
    "a header is missing": "Code||Code|",
    "five abreast": "|".join(["Code|Text"] * 5),
    "one column": "Code",
}


@pytest.mark.parametrize("name", PARTED)
def test_tables_abreast_are_one_table(name: str) -> None:
    header, body, wanted = PARTED[name]
    found = abreast.parted(page(table(header, *body)).tables[0])
    assert [row.cells[0].text for row in found.rows] == wanted
    assert {len(row.cells) for row in found.rows} == {len(found.header)}
    assert found.rows[0].span.line == 3


@pytest.mark.parametrize("header", WHOLE.values(), ids=WHOLE)
def test_other_tables_stay_as_they_are(header: str) -> None:
    whole = page(table(header, "|".join("x" * (header.count("|") + 1)))).tables[0]
    assert abreast.parted(whole) is whole
