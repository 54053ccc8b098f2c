"""The file beside a page, written by people: what the page does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from generator import names
from generator.catalogue.rows.entry import Entry
from generator.diagnostics import suggest
from generator.diagnostics.rules import message as message_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span
from generator.project import toml

Place = Callable[..., Span]


@dataclass(frozen=True, slots=True)
class Pin:
    """`[codes]`: what a cell says, or the cell and its status with a `|` between, and its code."""

    cell: str
    code: str
    span: Span = field(compare=False, default=Span(""))


def spellings(entry: Entry) -> tuple[str, ...]:
    """How an overlay may name the cell of an entry, the most exact first."""
    texts = (entry.text, entry.cell.text)
    return (*(f"{text}|{entry.status}" for text in texts), *texts)


@dataclass(frozen=True, slots=True)
class Settled:
    """`[errors.CODE]`: what people say of one error. None and empty mean: not said."""

    code: str
    status: int | None = None
    message: str = ""
    name: str = ""
    retryable: bool | None = None
    hints: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    deprecated: str = ""
    source: str = ""
    span: Span = field(compare=False, default=Span(""))


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay, read. `parameters` pairs a placeholder's words with its name and the place."""

    path: str = ""
    codes: tuple[Pin, ...] = ()
    parameters: tuple[tuple[str, str, Span], ...] = ()
    errors: tuple[Settled, ...] = ()
    retired: tuple[Settled, ...] = ()
    page: tuple[tuple[str, str], ...] = ()

    def pins(self) -> Callable[[Entry], str]:
        """A function that gives the code that an entry is pinned to, or "".

        Where two codes were damaged into one text, the status tells them
        apart: `"권한|403" = "Forbidden"`.
        """
        codes = {pin.cell: pin.code for pin in self.codes}
        return lambda entry: next((codes[key] for key in spellings(entry) if key in codes), "")


_STRINGS = "a list of strings"
_WORDS = "in words of ASCII letters or digits"
# key → (kinds, what to say when the value is none of them)
_ERROR_KEYS: dict[str, str] = {
    "status": "a number from 100 to 599",
    "message": "a string",
    "name": _WORDS,
    "retryable": "true or false",
    "hints": _STRINGS,
    "causes": _STRINGS,
    "actions": _STRINGS,
    "parameters": _STRINGS,
    "aliases": _STRINGS,
    "deprecated": "a string",
    "source": "a string",
}
_PAGE_KEYS = {"title", "licence", "author", "origin"}
_TABLES = ("codes", "parameters", "errors", "retired", "page")


def read(document: Document | None) -> tuple[Overlay, Problems]:
    """An overlay from its document; no document is an empty overlay.

    Every key that means nothing and every value of the wrong kind is a
    problem with its line.
    """
    if document is None:
        return Overlay(), ()
    data, broken, reason = toml.read(document)
    if broken:
        return Overlay(document.path), (overlay_rules.overlay_syntax(broken, reason),)
    place = partial(toml.span, document)
    strange = [n for n in data if n not in _TABLES or not isinstance(data[n], dict)]
    problems = [_unknown(place(name), name, _TABLES) for name in strange]
    tables = {name: t for name in _TABLES if isinstance(t := data.get(name), dict)}
    overlay = Overlay(
        document.path,
        codes=tuple(Pin(*p) for p in _pairs(tables.get("codes", {}), "codes", place, problems)),
        parameters=tuple(_pairs(tables.get("parameters", {}), "parameters", place, problems)),
        errors=tuple(_settled(tables.get("errors", {}), "errors", place, problems)),
        retired=tuple(_settled(tables.get("retired", {}), "retired", place, problems)),
        page=tuple(_page(tables.get("page", {}), place, problems)),
    )
    return overlay, (*problems, *_misnamed(overlay, place))


def _misnamed(overlay: Overlay, place: Place) -> Iterator[Diagnostic]:
    """The names that no parameter can have, of errors that are on the page and that are not."""
    given = [(f'"{words}"', name, span) for words, name, span in overlay.parameters]
    for table, several in (("errors", overlay.errors), ("retired", overlay.retired)):
        for said in several:
            span = place(table, said.code, "parameters")
            given += [(said.code, name, span) for name in said.parameters]
    for code, name, span in given:
        if names.identifier(name) != name:
            yield message_rules.parameter_name(span, code, name)


def _unknown(span: Span, name: str, known: tuple[str, ...]) -> Diagnostic:
    return overlay_rules.overlay_key(span, name, suggest.near(name, known), ", ".join(known))


def _pairs(
    table: Mapping[str, Any], name: str, place: Place, problems: list[Diagnostic]
) -> Iterator[tuple[str, str, Span]]:
    for key, value in table.items():
        if isinstance(value, str) and value:
            yield key, value, place(name, key)
        else:
            problems.append(overlay_rules.overlay_value(place(name, key), key, "a string"))


def _page(
    table: Mapping[str, Any], place: Place, problems: list[Diagnostic]
) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if key not in _PAGE_KEYS:
            problems.append(_unknown(place("page", key), key, tuple(sorted(_PAGE_KEYS))))
        elif isinstance(value, str):
            yield key, value
        else:
            problems.append(overlay_rules.overlay_value(place("page", key), key, "a string"))


def _settled(
    table: Mapping[str, Any], name: str, place: Place, problems: list[Diagnostic]
) -> Iterator[Settled]:
    for code, said in table.items():
        span = place(name, code)
        if not code.strip():
            problems.append(
                overlay_rules.overlay_value(place(name), name, "a table of codes, none empty")
            )
        elif isinstance(said, str) and name == "retired":
            yield Settled(code, deprecated=said, span=span)
        elif isinstance(said, dict):
            yield Settled(code, span=span, **_values(name, code, said, place, problems))
        else:
            problems.append(overlay_rules.overlay_value(span, code, "a table"))


def _values(
    name: str, code: str, said: Mapping[str, Any], place: Place, problems: list[Diagnostic]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in said.items():
        wanted = _ERROR_KEYS.get(key)
        if wanted is None:
            problems.append(_unknown(place(name, code, key), key, tuple(_ERROR_KEYS)))
        elif not _is(value, wanted):
            problems.append(overlay_rules.overlay_value(place(name, code, key), key, wanted))
        else:
            values[key] = tuple(value) if wanted == _STRINGS else value
    return values


def _is(value: object, wanted: str) -> bool:
    if wanted == _STRINGS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if wanted == "true or false":
        return isinstance(value, bool)
    if wanted == _WORDS:
        return isinstance(value, str) and (not value or names.pascal(value) != "")
    if wanted == "a string":
        return isinstance(value, str)
    return isinstance(value, int) and not isinstance(value, bool) and 100 <= value <= 599
