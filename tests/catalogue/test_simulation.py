"""Thousands of random versions of a page: what may be mended, and what must never be."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from tests import versions

RUNS = int(os.environ.get("GENERATOR_SIMULATIONS", "60"))
FIRST_ROW = 10  # the line of the first body row in versions.page

Judge = Callable[[random.Random], None]


def outcome(
    lines: versions.Version, cells: list[str], reference: versions.Version
) -> tuple[dict[int, str], frozenset[int]]:
    """The code read in each row, and the rows that something was said about."""
    text = versions.page(lines, cells, translated=True)
    found, problems = versions.read(text, versions.original(reference))
    assert found is not None, problems
    codes = {line - FIRST_ROW: code for line, code in versions.by_line(found).items()}
    said = {p.span.line - FIRST_ROW for p in problems if p.span.line and p.level != "note"}
    noted = {p.span.line - FIRST_ROW for p in problems if p.span.line}
    return codes, frozenset(said | noted)


def same_version(dice: random.Random) -> None:
    """With the same version as its reference, every damaged cell is mended, and said."""
    lines = versions.version(dice)
    cells, hit = versions.damage(dice, lines, 3)
    codes, said = outcome(lines, cells, lines)
    assert codes == {i: line.code for i, line in enumerate(lines)}, (cells, hit)
    assert hit <= said


def poorer_reference(dice: random.Random) -> None:
    """A reference that lacks rows spoils nothing, and nothing is wrong in silence."""
    lines = versions.version(dice)
    cells, hit = versions.damage(dice, lines, 3)
    reference = tuple(line for line in lines if dice.random() > 0.15)
    nothing_silent(lines, cells, hit, reference)


def poorer_page(dice: random.Random) -> None:
    """A page that lacks rows of its reference is left as it is, but for its damage."""
    reference = versions.version(dice)
    lines = tuple(line for line in reference if dice.random() > 0.15)
    cells, hit = versions.damage(dice, lines, 3)
    nothing_silent(lines, cells, hit, reference)


def genuine_rename(dice: random.Random) -> None:
    """A code that was renamed since the reference was written stays renamed."""
    reference = versions.version(dice)
    lines, at = versions.renamed(dice, reference)
    cells, hit = versions.damage(dice, lines, 3)
    nothing_silent(lines, cells, hit, reference)
    if at not in hit:
        codes, _ = outcome(lines, cells, reference)
        assert codes[at] == lines[at].code


def swapped_rows(dice: random.Random) -> None:
    """Rows in another order than the reference's are no neighbours, and stay as they are."""
    reference = list(versions.version(dice))
    at = dice.randrange(len(reference) - 1)
    reference[at], reference[at + 1] = reference[at + 1], reference[at]
    lines = tuple(sorted(reference, key=lambda line: line.status))
    cells, hit = versions.damage(dice, lines, 3)
    nothing_silent(lines, cells, hit, tuple(reference))


def translated_reference(dice: random.Random) -> None:
    """A damaged translation as the reference of another spoils no intact code."""
    lines = versions.version(dice)
    cells, hit = versions.damage(dice, lines, 3)
    theirs, _ = versions.damage(dice, lines, 3)
    reference = versions.page(lines, theirs, translated=True, locale="nl-NL")
    found, problems = versions.read(versions.page(lines, cells, translated=True), reference)
    codes = {line - FIRST_ROW: code for line, code in versions.by_line(found).items()}
    spoilt = [i for i, line in enumerate(lines) if i not in hit and codes.get(i) != line.code]
    assert not spoilt, (spoilt, problems)


def nothing_silent(
    lines: versions.Version, cells: list[str], hit: frozenset[int], reference: versions.Version
) -> None:
    codes, said = outcome(lines, cells, reference)
    for index, line in enumerate(lines):
        if index not in hit:
            assert codes.get(index) == line.code, f"intact row {index} was spoilt"
        elif codes.get(index) != line.code:
            assert index in said, f"row {index} is wrong in silence: {cells[index]}"


JUDGES: list[Judge] = [
    same_version,
    poorer_reference,
    poorer_page,
    genuine_rename,
    swapped_rows,
    translated_reference,
]


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.__name__)
def test_simulated_versions(judge: Judge) -> None:
    for seed in range(RUNS):
        judge(random.Random(seed))
