"""The catalogue as JSON, and back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Annotated, Any, Literal

from generator.diagnostics.rules import file as rules
from generator.diagnostics.source import Document, Problems, Span
from generator.model import Catalogue
from generator.record import codec

_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """The whole of a file."""

    schema: Annotated[Literal[1], "The version of this form."]
    catalogue: Catalogue


def write(catalogue: Catalogue) -> dict[str, Any]:
    """The catalogue in the JSON-able form of schema 1, complete but for the tables it came from."""
    found: dict[str, Any] = codec.kind(Record).write(Record(1, catalogue))
    return found


def lasting(catalogue: Catalogue) -> Catalogue:
    """The catalogue without lines and columns, for a file that is kept.

    With them, whoever adds a line to a page would change every record of it.
    """
    found: Catalogue = _without_lines(catalogue)
    return found


def _without_lines(value: Any) -> Any:
    if isinstance(value, Span):
        return Span(value.path)
    if isinstance(value, tuple):
        return tuple(map(_without_lines, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kept = {one.name: _without_lines(getattr(value, one.name)) for one in fields(value)}
    return replace(value, **kept)


def schema() -> dict[str, Any]:
    """What JSON Schema (draft 2020-12) says of the form that `write` gives."""
    return {**codec.kind(Record).schema, "$defs": codec.definitions()}


def read(document: Document) -> tuple[Catalogue | None, Problems]:
    """The catalogue that a document of JSON holds, or None and what is wrong with it.

    Takes what `write` gives and what `show --format json` prints. Equal to
    the catalogue that was written; spans have no text.
    """
    whole, kind = document.whole(), codec.kind(Record)
    try:
        record = json.loads(document.text)
        wrong = kind.wrong(record)
    except (ValueError, RecursionError) as problem:
        return None, (rules.record_unreadable(whole, str(problem)),)
    if wrong:
        shapes = (rules.record_shape(whole, where.lstrip("."), why) for where, why in wrong)
        return None, tuple(shapes)
    found: Catalogue = kind.read(record).catalogue
    # JSON can write half of a surrogate pair; as a code it could be settled in no overlay.
    if any(_HALF.search(error.code) for error in found.errors):
        reason = "a code has half of a surrogate pair, which is no character"
        return None, (rules.record_unreadable(whole, reason),)
    return found, ()
