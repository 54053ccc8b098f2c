"""A damaged table beside a reference of it."""

from __future__ import annotations

import pytest

from generator.catalogue.recover.alignment import Reference, RowKey, align

A, B, C, D, E = (RowKey(code, 400, n) for n, code in enumerate("ABCDE"))
X = RowKey("?", 400, 1)  # a damaged row of B's kind
Y = RowKey("?", 400, 2)  # a damaged row of C's kind
Z = RowKey("Z", 400, 1)  # another of B's kind
NEWS = RowKey("News", 400, 7)

CASES = [
    ("one row between two neighbours", [A, X, C], {1}, [A, B, C], {1: "B"}),
    ("two rows, place by place", [A, X, Y, D], {1, 2}, [A, B, C, D], {1: "B", 2: "C"}),
    ("what is before a neighbour is no candidate", [A, X, C], {1}, [Z, A, B, C], {1: "B"}),
    ("at the edges", [X, C], {0}, [B, C], {0: "B"}),
    ("the reference has more: only what is unique", [A, X, D], {1}, [A, B, C, D], {1: "B"}),
    ("the table has more: only what is unique", [A, NEWS, X, D], {2}, [A, B, D], {2: "B"}),
    ("another kind at this place", [A, Y, C], {1}, [A, B, C], {}),
    ("two of one kind and one place", [A, X, X, C], {1, 2}, [A, B, C], {}),
    ("a claimed code is not given twice", [A, X, B], {1}, [A, B], {}),
    ("rows out of order are no neighbours", [C, X, A], {1}, [A, B, C], {}),
    ("a row out of order is left out", [C, A, X, B], {2}, [A, Z, B, C], {2: "Z"}),
    ("nothing certain, all in place", [X, Y], {0, 1}, [B, C], {0: "B", 1: "C"}),
    (
        "what a reference is unsure of does not travel",
        [A, X, C],
        {1},
        [A, RowKey("", 400, 1), C],
        {},
    ),
    ("an empty reference", [A, X], {1}, [], {}),
]


@pytest.mark.parametrize(
    ("_", "rows", "open_rows", "reference", "wanted"), CASES, ids=[c[0] for c in CASES]
)
def test_align(
    _: str, rows: list[RowKey], open_rows: set[int], reference: list[RowKey], wanted: dict[int, str]
) -> None:
    words = frozenset(k.code for k in reference)
    assert align(rows, frozenset(open_rows), Reference("r", tuple(reference), words)) == wanted


def test_a_doubtful_code_confirms_only_in_another_language() -> None:
    reference = Reference("r", (A, RowKey("", 400, 0)), frozenset({"A", "Forbudt"}), "da")
    assert reference.confirms("A", "da")
    assert reference.confirms("Forbudt", "nb")
    assert not reference.confirms("Forbudt", "da")
