"""Real translated pages, and what a right reading of each is."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import catalogue, markdown
from generator.diagnostics.source import Document, Problems, document
from generator.model import Catalogue
from generator.project.settings import CatalogueSettings
from tests.conftest import corpus

ROOT = Path(__file__).parents[2]
CORPUS = corpus()
OWN = ROOT / "source_docs" / "common-errors.md"


def load(path: Path) -> Document:
    return document(path.name, path.read_bytes().decode("utf-8"))


def read(path: Path, *references: Path) -> tuple[Catalogue, Problems]:
    page, problems = markdown.read(load(path))
    settings = CatalogueSettings("corpus-errors", (path.name,))
    found, more = catalogue.read(settings, [page], None, [load(r) for r in references])
    assert found is not None
    return found, problems + more


def pages() -> Iterator[tuple[Path, dict[int, str]]]:
    """Every page with its damaged rows (from 1) and their true codes."""
    for kind in ("mde", "sister"):
        with (CORPUS / kind / "expected.tsv").open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                damaged = json.loads(line["damaged_list(row,cell,true)"])
                yield CORPUS / line["file"], {row: code for row, _, code in damaged}


PAGES = list(pages()) if CORPUS.is_dir() else []
IDS = [str(path.relative_to(CORPUS)) for path, _ in PAGES]
TRUE = {e.code for e in read(OWN)[0].errors} if CORPUS.is_dir() else set()


def truth(path: Path, damaged: dict[int, str]) -> list[str]:
    """The true code of every row of a page."""
    page, _ = markdown.read(load(path))
    table = max(page.tables, key=lambda t: len(t.rows))
    cells = [row.cells[0].source or row.cells[0].text for row in table.rows]
    return [damaged.get(i, cell) for i, cell in enumerate(cells, 1)]


@pytest.mark.parametrize(("path", "damaged"), PAGES, ids=IDS)
def test_alone_no_code_is_wrong_in_silence_and_none_is_spoilt(
    path: Path, damaged: dict[int, str]
) -> None:
    found, problems = read(path)
    right = truth(path, damaged)
    lines = {e.span.line: e.code for e in found.errors}
    first = min(t.line for t in found.tables) + 2
    said = {p.span.line for p in problems if p.rule.startswith("code-")}
    wrong = [i for i, code in enumerate(right) if lines.get(first + i) != code]
    assert all(first + i in said for i in wrong)
    assert all(i + 1 in damaged for i in wrong)
    assert len(right) - len(wrong) >= 16
    intact = {first + i for i in range(len(right)) if i + 1 not in damaged}
    warned = [p for p in problems if p.level == "warning" and p.span.line in intact]
    assert len(warned) <= 1


@pytest.mark.parametrize(("path", "damaged"), PAGES, ids=IDS)
def test_with_the_own_page_as_reference_every_code_is_right_and_every_mend_is_said(
    path: Path, damaged: dict[int, str]
) -> None:
    found, problems = read(path, OWN)
    assert [e.code for e in found.errors] == truth(path, damaged)
    assert {e.code for e in found.errors} <= TRUE
    said = {p.span.line for p in problems if p.rule == "code-translated"}
    cells = {e.span.line for e in found.errors if e.cell != e.code}
    assert cells <= said


@pytest.mark.parametrize(("path", "damaged"), PAGES, ids=IDS)
def test_a_translated_reference_spoils_no_intact_code(path: Path, damaged: dict[int, str]) -> None:
    right = truth(path, damaged)
    for other, _ in PAGES:
        if other.parent.parent == path.parent.parent and other != path:
            found, _problems = read(path, other)
            lines = {e.span.line: e.code for e in found.errors}
            first = min(t.line for t in found.tables) + 2
            for index, code in enumerate(right):
                if index + 1 not in damaged:
                    assert lines[first + index] == code


@pytest.mark.parametrize(("path", "damaged"), PAGES, ids=IDS)
def test_the_number_of_parameters_is_the_same_in_every_locale(
    path: Path, damaged: dict[int, str]
) -> None:
    own = {e.code: len(e.parameters) for e in read(OWN)[0].errors}
    found, _ = read(path, OWN)
    if path.parts[-3] == "mde":
        assert {e.code: len(e.parameters) for e in found.errors}.items() <= own.items()


def test_all_locales_make_one_catalogue_and_mend_each_other() -> None:
    paths = [OWN, *(p for p, _ in PAGES if p.parts[-3] == "mde" and p.parts[-2] != "en-US")]
    found = [
        markdown.read(document(f"{p.parts[-2]}/{p.name}", p.read_text("utf-8")))[0] for p in paths
    ]
    settings = CatalogueSettings("corpus-errors", tuple(page.path for page in found))
    merged, problems = catalogue.read(settings, found, None, [])
    assert merged is not None
    assert {e.code for e in merged.errors} == TRUE
    assert all(len(e.messages) == len(paths) for e in merged.errors)
    assert not [p for p in problems if p.level == "error" or p.rule.startswith("locale-")]
