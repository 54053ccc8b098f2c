"""The catalogue as JSON, and back."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from generator.diagnostics.rules import file as rules
from generator.diagnostics.source import Document, Problems, Span
from generator.model import Catalogue, Envelope, PageInfo
from generator.record import entry
from generator.record.shape import RECORD, SCHEMA, wrong

_HALF = re.compile("[\ud800-\udfff]")


def write(catalogue: Catalogue) -> dict[str, Any]:
    """The catalogue in the JSON-able form of schema 1, complete but for the tables it came from."""
    return {
        "schema": SCHEMA,
        "catalogue": {
            "name": catalogue.name,
            "package": catalogue.package,
            "root": catalogue.root,
            "title": catalogue.title,
            "locales": list(catalogue.locales),
            "pages": [asdict(page) for page in catalogue.pages],
            "envelope": {key: list(path) for key, path in asdict(catalogue.envelope).items()},
            "errors": [entry.write(error) for error in catalogue.errors],
            "examples": [entry.write_example(example) for example in catalogue.examples],
            "licence": catalogue.licence,
            "author": catalogue.author,
            "origin": catalogue.origin,
            "doc_url": catalogue.doc_url,
        },
    }


def read(document: Document) -> tuple[Catalogue | None, Problems]:
    """The catalogue that a document of JSON holds, or None and what is wrong with it.

    Takes what `write` gives and what `show --format json` prints. Equal to
    the catalogue that was written; spans have no text.
    """
    whole = document.whole()
    try:
        found, problems = form(json.loads(document.text), whole)
    except (ValueError, RecursionError) as problem:
        return None, (rules.record_unreadable(whole, str(problem)),)
    # JSON can write half of a surrogate pair; as a code it could be settled in no overlay.
    if found and any(_HALF.search(error.code) for error in found.errors):
        reason = "a code has half of a surrogate pair, which is no character"
        return None, (rules.record_unreadable(whole, reason),)
    return found, problems


def form(record: Any, span: Span) -> tuple[Catalogue | None, Problems]:
    """The same of a record that is parsed already; `span` is where its problems are told."""
    problems = tuple(
        rules.record_shape(span, where, reason) for where, reason in wrong(record, RECORD)
    )
    return (None, problems) if problems else (_catalogue(record["catalogue"]), ())


def _catalogue(record: dict[str, Any]) -> Catalogue:
    texts = ("package", "root", "title", "licence", "author", "origin", "doc_url")
    return Catalogue(
        name=record["name"],
        **{key: record.get(key, "") for key in texts},
        locales=tuple(record["locales"]),
        pages=tuple(
            PageInfo(p["path"], p["locale"], p.get("title", ""), p.get("translated", False))
            for p in record.get("pages", ())
        ),
        envelope=Envelope(**{key: tuple(path) for key, path in record["envelope"].items()}),
        errors=tuple(entry.read(error) for error in record["errors"]),
        examples=tuple(entry.read_example(example) for example in record.get("examples", ())),
    )
