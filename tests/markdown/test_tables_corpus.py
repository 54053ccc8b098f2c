"""Real pages: every error table that people found on them, at its line, with its rows."""

from __future__ import annotations

import csv
import functools
import re
from pathlib import Path

import pytest

from generator import markdown
from generator.diagnostics.source import document
from generator.markdown.page import Page, Table, texts
from tests.conftest import corpus

ROOT = Path(__file__).parents[2]
CORPUS = corpus()
OWN = ROOT / "source_docs" / "common-errors.md"


def expected(kind: str) -> list[dict[str, str]]:
    path = CORPUS / kind / "expected.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@functools.cache
def read(path: Path) -> Page:
    return markdown.read(document(path.name, path.read_bytes().decode("utf-8")))[0]


def plain(text: str) -> str:
    """A heading or a header as both the page and the list of the corpus say it."""
    text = re.sub(r"\{[^{}]*\}\s*$", "", text)
    return re.sub(r"[*`\\\s]", "", text).casefold()


OTHERS = [(kind, row) for kind in ("vendors", "msdocs") for row in expected(kind) if row["line"]]
OWN_KIND = [row for kind in ("mde", "sister") for row in expected(kind)]


@pytest.mark.parametrize(
    ("kind", "row"), OTHERS, ids=[f"{row['file']}:{row['line']}" for _, row in OTHERS]
)
def test_an_error_table_is_read(kind: str, row: dict[str, str]) -> None:
    page = read(CORPUS / kind / row["file"])
    found = [table for table in page.tables if table.span.line == int(row["line"])]
    assert len(found) == 1
    assert plain(" | ".join(texts(found[0].header))) == plain(row["header"])
    assert len(found[0].rows) == int(row["body_rows"])
    assert plain(found[0].heading) == plain(row["heading"])
    assert found[0].kind == row["kind"]


@pytest.mark.parametrize("row", OWN_KIND, ids=[row["file"] for row in OWN_KIND])
def test_a_page_of_our_kind_is_read(row: dict[str, str]) -> None:
    page = read(CORPUS / row["file"])
    (found,) = page.tables
    assert len(found.rows) == int(row["rows"])
    assert " | ".join(texts(found.header)) == row["header"].replace("|", " | ")
    assert found.problems == ()
    assert page.bilingual == row["table_style"].startswith("sxs")
    assert [example.valid for example in page.examples] == [True, True]


def test_a_bilingual_page_has_the_source_of_every_cell() -> None:
    paths = [CORPUS / row["file"] for row in OWN_KIND if row["sxs_original_codes_all_true"]]
    codes = texts(row.cells[0] for row in only(OWN).rows)
    for path in paths:
        sources = [cell.source for row in only(path).rows for cell in row.cells]
        assert None not in sources
        assert len(set(sources[::3]) - set(codes) - {"Unauthorized", "Forbidden"}) == 0


def only(path: Path) -> Table:
    (found,) = read(path).tables
    return found


def test_structural_problems_are_few() -> None:
    """Each real table that is not as it ought to be is told; the others are silent."""
    told = {
        (path.name, problem.rule, problem.level)
        for kind in ("mde", "msdocs", "sister", "vendors")
        for path in sorted((CORPUS / kind).rglob("*.md*"))
        for table in read(path).tables
        for problem in table.problems
    }
    assert {rule for _, rule, level in told if level == "error"} <= {"row-shifted"}
    assert len(told) <= 8
