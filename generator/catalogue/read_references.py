"""Other pages, and catalogues as JSON, that the codes of a damaged page are compared with."""

from __future__ import annotations

from collections.abc import Sequence

from generator import markdown, record
from generator.catalogue import read_page
from generator.catalogue.recover.alignment import Reference, RowKey
from generator.diagnostics.source import Document, Problems
from generator.model import Catalogue
from generator.project.settings import CatalogueSettings


def read(documents: Sequence[Document]) -> tuple[tuple[Reference, ...], Problems]:
    """A reference from each document that can be read, and only the errors of all."""
    found: list[Reference] = []
    problems: Problems = ()
    for document in documents:
        reference, trouble = _one(document)
        found += [reference] if reference else []
        problems += tuple(problem for problem in trouble if problem.level == "error")
    return tuple(found), problems


def _one(document: Document) -> tuple[Reference | None, Problems]:
    if document.path.endswith(".json"):
        catalogue, problems = record.read(document)
        return _from_catalogue(document.path, catalogue) if catalogue else None, problems
    parsed, problems = markdown.read(document)
    page, trouble = read_page.read(parsed, CatalogueSettings("reference", (document.path,)))
    if page is None:
        return None, problems + trouble
    recovered = read_page.recover(page, lambda _: "", ())
    return read_page.reference(recovered), problems + trouble


def _from_catalogue(path: str, catalogue: Catalogue) -> Reference:
    rows = tuple(
        RowKey("" if e.evidence == "doubtful" else e.code, e.status, len(e.parameters))
        for e in catalogue.errors
        if e.evidence != "overlay" and not e.retired
    )
    language = catalogue.locales[0].split("-")[0] if catalogue.locales else ""
    return Reference(path, rows, frozenset(e.code for e in catalogue.errors), language)
