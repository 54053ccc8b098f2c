"""Real pages of other vendors, and what a right reading of each is."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from generator import markdown
from generator.catalogue.choose import sisters, tables
from generator.catalogue.rows import code_cell, entries
from generator.catalogue.rows.entry import Entry, ErrorTable
from generator.catalogue.words import spelling
from generator.diagnostics.source import Problems, document, errors
from generator.project.settings import Selection
from tests.conftest import corpus

CORPUS = corpus()

Expected = dict[int, dict[str, str]]
# The figure that was promised, in hundredths of all documents.
WHOLLY_RIGHT = 95
HANDFUL = 5


@cache
def documents() -> dict[str, Expected]:
    """Every document, with its error tables by the line of the header."""
    found: dict[str, Expected] = {}
    for kind in ("vendors", "msdocs"):
        with (CORPUS / kind / "expected.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                of_page = found.setdefault(f"{kind}/{row['file']}", {})
                if row["line"]:
                    of_page[int(row["line"])] = row
    return found


@cache
def read(
    name: str, selection: Selection
) -> tuple[tuple[ErrorTable, ...], tuple[Entry, ...], Problems, tuple[int, ...]]:
    page, _ = markdown.read(document(name, (CORPUS / name).read_bytes().decode("utf-8")))
    choice, problems = tables.choose(page, selection)
    chosen = choice.tables
    found: tuple[Entry, ...] = ()
    for index, one in enumerate(chosen):
        made, more = entries.read(one, index, translated=page.front.translated)
        found, problems = (*found, *made.errors, *made.successes), problems + more
    statuses = tuple(one.line for one in choice.account if one.left == sisters.STATUSES)
    return chosen, found, problems, statuses


def faults(name: str, expected: Expected) -> Iterator[str]:
    """What is not right in the reading of a document with every table."""
    chosen, _, problems, statuses = read(name, Selection())
    got = {one.table.span.line: one for one in chosen}
    for line, row in expected.items():
        if line not in got and line in statuses:
            continue
        if line not in got:
            yield f"line {line} was not taken"
            continue
        roles = got[line].roles
        if int(row["code_col"].split(":")[0]) not in (roles.code, roles.name):
            yield f"line {line} has its codes elsewhere: {roles}"
        if row["status_col"] != "-" and int(row["status_col"].split(":")[0]) != roles.status:
            yield f"line {line} has its statuses elsewhere: {roles}"
        if len(got[line].table.rows) != int(row["body_rows"]):
            yield f"line {line} has {row['body_rows']} rows"
    others = [line for line in got if line not in expected]
    if len(others) * 10 > len(expected):
        yield f"tables at lines {others} are of something else"
    levels = Counter(problem.level for problem in problems)
    if bool(levels["error"]) == bool(expected):
        yield f"{levels['error']} errors"
    if levels["warning"] > HANDFUL:
        yield f"{levels['warning']} warnings"


def test_nearly_all_documents_are_wholly_right() -> None:
    wrong = {name: said for name, e in documents().items() if (said := list(faults(name, e)))}
    right = len(documents()) - len(wrong)
    assert right * 100 >= len(documents()) * WHOLLY_RIGHT, wrong


@pytest.mark.parametrize("name", list(documents()))
def test_no_document_is_wrong_in_silence(name: str) -> None:
    """What is not right is refused with an error that has a place."""
    if list(faults(name, documents()[name])):
        assert errors(read(name, Selection())[2])


@pytest.mark.parametrize("name", list(documents()))
def test_the_best_table_is_a_right_one_or_there_is_none(name: str) -> None:
    chosen, _, problems, _ = read(name, Selection())
    if chosen:
        assert {one.table.span.line for one in chosen} <= set(documents()[name])
    else:
        assert errors(problems)


@pytest.mark.parametrize("name", list(documents()))
def test_no_code_differs_from_its_cell(name: str) -> None:
    for entry in read(name, Selection())[1]:
        cell = spelling.clean(entry.cell.text)
        assert entry.text in cell or entry.text in {code.text for code in code_cell.read(cell)}


def damaged() -> Iterator[tuple[str, dict[str, str]]]:
    for kind in ("mde", "sister"):
        with (CORPUS / kind / "expected.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield row["file"], row


@pytest.mark.parametrize(("name", "row"), list(damaged()), ids=lambda value: str(value)[:40])
def test_a_translated_page_has_its_table_its_columns_and_every_status(
    name: str, row: dict[str, str]
) -> None:
    chosen, found, problems, _ = read(name, Selection())
    assert problems == ()
    assert [(c.roles.code, c.roles.status, c.roles.message) for c in chosen] == [(0, 1, 2)]
    assert len(found) == int(row["rows"])
    assert all(entry.status and entry.message for entry in found)
    assert all(bool(entry.source) is ("sxs" in row["table_style"]) for entry in found)
