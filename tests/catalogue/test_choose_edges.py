"""Where the evidence for a column tips: how many cells say a thing, and how long they are."""

from __future__ import annotations

import pytest

from generator.project.settings import Selection
from tests.catalogue.test_choose import choose, played, table

# Header, a row, an odd row; and for so many rows of so many the columns that play a role.
SHARES: dict[str, tuple[str, str, str, dict[tuple[int, int], str]]] = {
    "a type is the code": (
        *("Type|Text", "api_{c}|No.", "gone {c} a|No."),
        {(4, 5): "code=0 message=1", (3, 5): ""},
    ),
    "codes under Message": (
        *("Message|Text", "NO_{c}|It failed.", "it is {c}|It failed."),
        {(4, 5): "code=0 message=1", (3, 5): ""},
    ),
    "codes under Error message": (
        *("Error message|Text", "NO_{c}|It failed.", "it is {c}|It failed."),
        {(4, 5): "code=0 message=1", (3, 5): ""},
    ),
    "codes under a header that says nothing": (
        *("Thing|Text", "NO_{c}|It failed.", "it is {c}|It failed."),
        {(3, 5): "code=0 message=1", (2, 5): ""},
    ),
    "phrases under Error code": (
        *("Error code|Text", "no such {c}|It failed.", "it fell down and never got up {c}|No."),
        {(4, 5): "code=0 message=1", (3, 5): ""},
    ),
    "numbers under Status": (
        *("Error code|Status|Text", "NO_{c}|404|It failed.", "NO_{c}|new|It failed."),
        {(4, 5): "code=0 status=1 message=2", (3, 4): "code=0 message=2 kept=1"},
    ),
    "numbers under Status, one of which HTTP has not": (
        *("Error code|Status|Text", "NO_{c}|404|It failed.", "NO_{c}|999|It failed."),
        {
            (2, 3): "code=0 status=1 message=2",
            (3, 4): "code=0 status=1 message=2",
            (3, 5): "code=0 message=2 kept=1",
        },
    ),
    "the first of two columns of statuses": (
        *("Error code|Status|Status|Text", "NO_{c}|404|400|No way.", "NO_{c}|new|400|No way."),
        {
            (4, 5): "code=0 status=2 message=3 kept=1",
            (5, 6): "code=0 status=1 message=3 kept=2",
        },
    ),
    "names beside statuses": (
        *("Code|Error|Reason", "404|no_{c}|It failed.", "404|one two {c}|It failed."),
        {(4, 5): "code=1 status=0 message=2 cause=2", (3, 5): "code=1 message=2 cause=2 kept=0"},
    ),
    "names beside statuses under a header that says nothing": (
        *("Code|Thing|Reason", "404|no_{c}|It failed.", "404|one two {c}|It failed."),
        {(5, 6): "code=1 status=0 message=2 cause=2", (4, 5): "code=1 message=2 cause=2 kept=0"},
    ),
    "statuses that are the codes": (
        *("Code|Text", "40{i}|Bad.", "broken|Bad."),
        {(4, 5): "code=0 status=0 message=1", (3, 5): "code=0 message=1"},
    ),
    "statuses that are registered": (
        *("Code|Text", "40{i}|Bad.", "47{i}|Bad."),
        {(4, 5): "code=0 status=0 message=1", (7, 9): "code=0 message=1"},
    ),
    "numbers are statuses where no other column identifies": (
        *("Error code|Name|Text", "40{i}|NO_{c}|Bad.", "40{i}|7{i}|Bad."),
        {(1, 5): "code=0 status=0 message=2 name=1", (0, 5): "code=0 message=2 name=1"},
    ),
    "a code that tells rows apart": (
        *("Value|Text|Code", "9{i}|No.|E.{c}", "9{i}|No.|E.A"),
        {(3, 4): "code=2 message=1 name=0", (2, 4): "code=0 message=1 name=2"},
    ),
    "a clearer header against rows that are told apart": (
        *("Code|Text|Error code", "9{i}|No.|E.{c}", "9{i}|No.|E.A"),
        {(19, 20): "code=2 message=1 name=0", (18, 20): "code=0 message=1 name=2"},
    ),
    "a clearer header against codes that are no phrases": (
        *("Code|Text|Error code", "9{i}|No.|E.{c}", "9{i}|No.|no such {c}"),
        {(3, 5): "code=2 message=1 name=0", (2, 5): "code=0 message=1 name=2"},
    ),
    "symbols before numbers": (
        *("Code|Code again|Text", "9{i}|NO_{c}|No.", "9{i}|8{i}|No."),
        {(3, 4): "code=1 message=2 name=0", (2, 4): "code=0 message=2 name=1"},
    ),
    "symbols before numbers as names": (
        *("Error code|Name|Name again|Text", "9{i}|7{i}|NO_{c}|No.", "9{i}|7{i}|8{i}|No."),
        {(3, 4): "code=0 message=3 name=2 kept=1", (2, 4): "code=0 message=3 name=1 kept=2"},
    ),
    "names that differ": (
        *("Error code|Name|Text", "9{i}|Not {c}|It failed.", "9{i}|Not A|It failed."),
        {(3, 10): "code=0 message=2 name=1", (2, 10): "code=0 message=2 kept=1"},
    ),
    "codes that differ under Name": (
        *("Error code|Name|Text", "9{i}|NO_{c}|It failed.", "9{i}|NO_A|It failed."),
        {(3, 10): "code=0 message=2 name=1", (2, 10): "code=0 message=2 kept=1"},
    ),
    "names that differ under a header that says nothing": (
        *("Error code|Thing|Text", "9{i}|NO_{c}|It failed.", "9{i}|NO_A|It failed."),
        {(7, 10): "code=0 message=2 name=1", (6, 10): "code=0 message=2 kept=1"},
    ),
    "a column of codes is no message": (
        *("Code|Message|Description", "9{i}|NO_{c}|It failed.", "9{i}|It is a {c}|It failed."),
        {(3, 5): "code=0 message=2 name=1", (2, 5): "code=0 message=1 kept=2"},
    ),
    "a column of codes is no description": (
        *("Code|Description|Cause", "9{i}|NO_{c}|It failed again.", "9{i}|It is {c}|It is old."),
        {(3, 5): "code=0 message=2 name=1 cause=2", (2, 5): "code=0 message=1 cause=2"},
    ),
    "a column of one code is no message": (
        *("Code|Message|Description", "9{i}|NO_A|It failed.", "9{i}|It is bad|It failed."),
        {(3, 5): "code=0 message=2 name=1", (2, 5): "code=0 message=1 kept=2"},
    ),
    "a column of one code is no description": (
        *("Code|Description|Cause", "9{i}|NO_A|It failed again.", "9{i}|It is bad|It is very old."),
        {(3, 5): "code=0 message=2 name=1 cause=2", (2, 5): "code=0 message=1 cause=2"},
    ),
    "classes of statuses": (
        *("Code|Text", "40{i}|Bad.", "{i}xx|Bad."),
        {(1, 1): "code=0 status=0 message=1", (0, 2): "code=0 message=1"},
    ),
    "a status's name is no error's": (
        *(
            "Error code|HTTP status|Status name|Text",
            "E_{c}|404|40{i} x|No.",
            "E_{c}|404|x {c}|No.",
        ),
        {(1, 2): "code=0 status=1 message=3 kept=2", (1, 3): "code=0 status=1 message=3 name=2"},
    ),
    "a column of words is no message": (
        *("Code|Error|Cause", "9{i}|absent{c}|It failed.", "9{i}|It is not that which {c} had|No."),
        {(1, 2): "code=0 message=2 cause=2 kept=1", (1, 3): "code=0 message=1 cause=2"},
    ),
    "a column of words is no prose": (
        *("Code|Alpha|Beta", "9{i}|absent{c}|", "9{i}|It is a long text {c}|"),
        {(1, 2): "code=0 kept=1", (1, 3): "code=0 message=1"},
    ),
}
# Header, a row in which `{x}` is a text of a length; and for two lengths what plays a role.
LENGTHS: dict[str, tuple[str, str, dict[int, str]]] = {
    "answers under Retry": (
        *("Code|Message|Retry", "9{i}|It failed.|{x}"),
        {11: "code=0 message=1 retry=2", 12: "code=0 message=1 kept=2"},
    ),
    "phrases under Error code": (
        *("Error code|Text", "a {x}|No."),
        {38: "code=0 message=1", 39: ""},
    ),
    "codes under Message": (
        *("Message|Text", "{i}{x}_|No."),
        {1: "", 2: "code=0 message=1"},
    ),
    "prose under a header that says nothing": (
        *("Code|Alpha", "9{i}|a {x}"),
        {10: "code=0 kept=1", 11: "code=0 message=1"},
    ),
    "statuses": (
        *("Error code|Status|Text", "NO_{i}|404 {x}|It failed."),
        {76: "code=0 status=1 message=2", 77: "code=0 message=2 name=1"},
    ),
    "answers under Retry are no message": ("Code|Retry", "9{i}|{x}", {12: "code=0 kept=1"}),
    "names": (
        *("Code|Name|Text", "9{i}|a {x}|It failed."),
        {58: "code=0 message=2 name=1", 59: "code=0 message=2 kept=1"},
    ),
}


# Headers over codes; and what plays a role where the first column counts from one, and the second
# one has a code twice.
COUNTED = {
    "#|Error code|Text": "code=1 message=2 kept=0",
    "ID|Code|Text": "code=1 message=2 kept=0",
    "Code|Error code|Text": "code=0 message=2 name=1",
    "Event ID|Error code|Text": "code=0 message=2 name=1",
}


def roles(header: str, *body: str) -> str:
    found, _ = choose(f"# Errors\n\n{table(header, *body)}", Selection(lines=(3,)))
    return " ".join(played(one.roles) for one in found)


@pytest.mark.parametrize(
    ("name", "share"), [(name, share) for name, case in SHARES.items() for share in case[3]]
)
def test_so_many_cells_tip_the_scales(name: str, share: tuple[int, int]) -> None:
    header, row, odd, wanted = SHARES[name]
    forms = [row] * share[0] + [odd] * (share[1] - share[0])
    body = [form.format(i=i, c="ABCDEFGHIJKLMNOPQRST"[i]) for i, form in enumerate(forms)]
    assert roles(header, *body) == wanted[share]


@pytest.mark.parametrize(
    ("name", "size"), [(name, size) for name, case in LENGTHS.items() for size in case[2]]
)
def test_so_long_a_cell_tips_the_scales(name: str, size: int) -> None:
    header, row, wanted = LENGTHS[name]
    assert roles(header, *(row.format(i=i, x="x" * (size - 1) + "yz"[i]) for i in (0, 1))) == (
        wanted[size]
    )


@pytest.mark.parametrize("header", COUNTED)
def test_what_counts_the_rows_is_no_code_even_where_codes_repeat(header: str) -> None:
    assert roles(header, "1|E_A|No.", "2|E_A|No.", "3|E_B|No.") == COUNTED[header]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Text|Type", ("It failed.|api_a", "It broke.|api_b")),
        ("Type|Text", ("api_a|It failed.", "api_a|It broke.")),
        ("Field|Text", ("api_a|It failed.", "api_b|It broke.")),
        ("Thing|Text", ("absent|It failed.", "gone|It broke.")),
    ],
)
def test_a_column_of_no_codes_has_no_role(header: str, cells: tuple[str, ...]) -> None:
    assert roles(header, *cells) == ""


@pytest.mark.parametrize(
    ("number", "registered"),
    [(n, True) for n in (100, 103, 200, 208, 226, 300, 308, 400, 511)]
    + [(n, False) for n in (104, 209, 225, 227, 309, 512)],
)
def test_numbers_are_statuses_where_all_are_registered(number: int, registered: bool) -> None:
    wanted = "code=0 status=0 message=1" if registered else "code=0 message=1"
    assert roles("Code|Text", f"{number}|It happened.", "404|It failed.") == wanted


@pytest.mark.parametrize(
    ("header", "numbers", "of_http"),
    [
        # Steps of a product begin at 201; statuses of HTTP have errors among them.
        ("Code|Text", (201, 202), False),
        ("Code|Text", (201, 202, 404), False),
        ("Code|Text", (201, 403, 404), True),
        ("Status code|Text", (201, 202, 404), True),
        ("Status code|Text", (201, 202), True),
        ("HTTP code|Text", (201, 202), True),
        ("Code|Text", (403, 404, 3001), False),
        # `200 (OK)` says itself what it is.
        ("Code|Text", (*["404 (Not Found)"] * 3, "410 (gone)", "409 (Worn)", 3001), True),
        ("Code|Text", (*["404 (Jammed)"] * 3, "410 (gone)", "409 (Worn)", 3001), False),
    ],
)
def test_registered_numbers_are_http_statuses_or_a_products_own(
    header: str, numbers: tuple[int | str, ...], of_http: bool
) -> None:
    played = roles(header, *(f"{number}|It happened." for number in numbers))
    assert ("status=0" in played) is of_http
