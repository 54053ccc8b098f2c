"""The file beside a page, written by people: what the page does not say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, NamedTuple, TypeAlias, get_args

from generator import names
from generator.catalogue.rows.entry import Entry
from generator.catalogue.rows.settled import Settled, Verdict
from generator.diagnostics import rules, suggest
from generator.diagnostics.rules import message as message_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span
from generator.model import Text
from generator.project import config, toml
from generator.project.accepted import Accepted
from generator.project.pins import UNFILLED

_Place: TypeAlias = Callable[..., Span]
# Three numbers, as the configuration has its version.
_VERSION = re.compile(r"(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){2}")


class _Kind(NamedTuple):
    """What a value has to be: in words, and as a test."""

    wanted: str
    fits: Callable[[object], bool]


def _is_status(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 100 <= value <= 599


def _is_name(value: object) -> bool:
    return isinstance(value, str) and (not value or names.pascal(value) != "")


def _is_version(value: object) -> bool:
    return isinstance(value, str) and bool(_VERSION.fullmatch(value))


def _is_filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_told(value: object) -> bool:
    """Whether it is a text, and not one that was pasted as it was printed."""
    return isinstance(value, str) and value.strip() != UNFILLED


def _is_finding(value: object) -> bool:
    return isinstance(value, str) and rules.is_finding(value)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


# What the fields of an override are made of. A `copied` one becomes the error's field of the same
# name, as it is.
_TEXT = {"kind": _Kind("a string", lambda value: isinstance(value, str))}
_WHY = {"kind": _Kind(f'a string, and no "{UNFILLED}"', _is_told)}
_TEXTS = {"kind": _Kind("a list of strings", _are_texts)}
_TABLE = {"kind": _Kind("a table of texts by their locales", lambda value: isinstance(value, dict))}
_DATED = {"kind": _Kind("a table of texts by versions", lambda value: isinstance(value, dict))}
_FLAG = {"kind": _Kind("true or false", lambda value: isinstance(value, bool))}
_STATUS = {"kind": _Kind("a number from 100 to 599", _is_status)}
_NAME = {"kind": _Kind("in words of ASCII letters or digits", _is_name)}
_COPIED = {"copied": True}
# What an entry of `[[accepted]]` is made of.
_FILLED = _Kind("a string that is not blank", _is_filled)
_ENTRY = {
    "rule": _Kind("what `changes` or `audit` finds, as audit-unknown or code-removed", _is_finding),
    "code": _FILLED,
    "reason": _FILLED,
    "until": _Kind('three numbers, such as "1.2.0"', _is_version),
}


@dataclass(frozen=True, slots=True)
class Override:
    """`[errors.CODE]`: what people say of one error. None and empty mean: not said.

    Each field with a kind is a key of the file. `places` pairs those that are
    there with where they stand.
    """

    code: str
    status: int | None = field(default=None, metadata=_STATUS)
    message: str = field(default="", metadata=_TEXT)
    messages: tuple[Text, ...] = field(default=(), metadata=_TABLE)
    name: str = field(default="", metadata=_NAME)
    retryable: bool | None = field(default=None, metadata=_FLAG)
    hints: tuple[str, ...] = field(default=(), metadata=_TEXTS)
    causes: tuple[str, ...] = field(default=(), metadata=_TEXTS)
    actions: tuple[str, ...] = field(default=(), metadata=_TEXTS)
    parameters: tuple[str, ...] = field(default=(), metadata=_TEXTS)
    aliases: tuple[str, ...] = field(default=(), metadata=_TEXTS | _COPIED)
    deprecated: str = field(default="", metadata=_WHY | _COPIED)
    since: str = field(default="", metadata=_TEXT | _COPIED)
    changed: tuple[tuple[str, str], ...] = field(default=(), metadata=_DATED | _COPIED)
    source: str = field(default="", metadata=_TEXT | _COPIED)
    span: Span = field(compare=False, default=Span(""))
    places: tuple[tuple[str, Span], ...] = field(compare=False, default=())

    def place(self, key: str) -> Span:
        """Where a key stands; where it does not, the whole table."""
        return dict(self.places).get(key, self.span)

    def copied(self) -> dict[str, Any]:
        """What is said of the fields that an error takes as they are."""
        given = {f.name: getattr(self, f.name) for f in fields(self) if "copied" in f.metadata}
        return {name: value for name, value in given.items() if value not in (None, "", ())}


@dataclass(frozen=True, slots=True)
class PageOverride:
    """`[page]`: the title and the attribution of a page."""

    author: str = field(default="", metadata=_TEXT)
    licence: str = field(default="", metadata=_TEXT)
    origin: str = field(default="", metadata=_TEXT)
    title: str = field(default="", metadata=_TEXT)


@dataclass(frozen=True, slots=True)
class PinnedText:
    """`[codes]` and `[parameters]`: a text of the page, and the name that it stands for."""

    text: str
    name: str
    span: Span = field(compare=False, default=Span(""))


@dataclass(frozen=True, slots=True)
class SettledRow:
    """`[rows]`: the text of a code cell, and what its row is."""

    text: str
    row: Verdict
    span: Span = field(compare=False, default=Span(""))


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay, read.

    `codes` pins what a code cell says, or the cell and its status with a `|`
    between, and `rows` settles what a row is, spelt alike; `parameters` pins
    a placeholder's words. `path` is where it is, or would be.
    """

    codes: tuple[PinnedText, ...] = ()
    rows: tuple[SettledRow, ...] = ()
    parameters: tuple[PinnedText, ...] = ()
    errors: tuple[Override, ...] = ()
    retired: tuple[Override, ...] = ()
    page: PageOverride = PageOverride()
    accepted: tuple[Accepted, ...] = ()
    path: str = "the overlay"

    def pinned(self) -> Callable[[Entry], str]:
        """A function that gives the code that an entry is pinned to, or "".

        Where two codes were damaged into one text, the status tells them
        apart: `"권한|403" = "Forbidden"`.
        """
        codes = {pin.text: pin.name for pin in self.codes}
        if not codes:
            return lambda _: ""
        return lambda entry: next((codes[key] for key in spellings(entry) if key in codes), "")

    def settled(self, *, all_kept: bool = False) -> Settled:
        """What is said of single rows; `all_kept` makes errors of all that no entry settles.

        `"OK|200" = "error"` is said of a cell and its status, `"TBD" = "ignore"`
        of a cell, and what `[errors.OK]` speaks of is an error.
        """
        rows = {one.text: one.row for one in self.rows}
        kept = frozenset(override.code for override in self.errors)
        return Settled(rows, kept, all_kept, self.path)


def spellings(entry: Entry) -> tuple[str, ...]:
    """How an overlay may name the cell of an entry, the most exact first."""
    texts = (entry.text, entry.cell.text)
    return (*(f"{text}|{entry.status}" for text in texts), *texts)


_TABLES = ("codes", "rows", "parameters", "errors", "retired", "page")
_ACCEPTED = "accepted"
_KNOWN = (*_TABLES, _ACCEPTED)


def read(document: Document | None) -> tuple[Overlay, Problems]:
    """An overlay from its document; no document is an empty overlay.

    Every key that means nothing and every value of the wrong kind is a
    problem with its line.
    """
    if document is None:
        return Overlay(), ()
    data, broken, reason = toml.read(document)
    if broken:
        return Overlay(), (toml.refusal(document, broken, reason, overlay_rules.overlay_syntax),)
    place = partial(toml.span, document)
    strange = [
        name
        for name in data
        if name not in _KNOWN or (name in _TABLES and not isinstance(data[name], dict))
    ]
    problems = [_unknown(place(name), name, _KNOWN) for name in strange]
    tables: dict[str, Mapping[str, object]] = {
        name: table if isinstance(table := data.get(name), dict) else {} for name in _TABLES
    }
    overlay = Overlay(
        codes=tuple(_pins(tables["codes"], "codes", place, problems)),
        rows=tuple(_rows(tables["rows"], partial(place, "rows"), problems)),
        parameters=tuple(_pins(tables["parameters"], "parameters", place, problems)),
        errors=tuple(_overrides(tables["errors"], "errors", place, problems)),
        retired=tuple(_overrides(tables["retired"], "retired", place, problems)),
        page=PageOverride(
            **_values(_kinds(PageOverride), tables["page"], partial(place, "page"), problems)
        ),
        accepted=tuple(_accepted(data.get(_ACCEPTED, []), partial(place, _ACCEPTED), problems)),
    )
    return overlay, (*problems, *_misnamed(overlay, place))


def _unknown(span: Span, name: str, known: Sequence[str]) -> Diagnostic:
    return overlay_rules.overlay_key(span, name, suggest.near(name, known), ", ".join(known))


def _pins(
    table: Mapping[str, object], name: str, place: _Place, problems: list[Diagnostic]
) -> Iterator[PinnedText]:
    for key, value in table.items():
        if isinstance(value, str) and value:
            yield PinnedText(key, value, place(name, key))
        else:
            problems.append(overlay_rules.overlay_value(place(name, key), key, "a string"))


def _rows(
    table: Mapping[str, object], place: _Place, problems: list[Diagnostic]
) -> Iterator[SettledRow]:
    known: Mapping[str, Verdict] = {verdict: verdict for verdict in get_args(Verdict) if verdict}
    for key, value in table.items():
        if isinstance(value, str) and value in known:
            yield SettledRow(key, known[value], place(key))
        else:
            wanted = '"ignore", "success" or "error"'
            problems.append(overlay_rules.overlay_value(place(key), key, wanted))


def _overrides(
    table: Mapping[str, object], name: str, place: _Place, problems: list[Diagnostic]
) -> Iterator[Override]:
    for code, value in table.items():
        span = place(name, code)
        if not code.strip():
            wanted = "a table of codes, none empty"
            problems.append(overlay_rules.overlay_value(place(name), name, wanted))
        elif isinstance(value, str) and name == "retired" and not _is_told(value):
            problems.append(overlay_rules.overlay_value(span, code, _WHY["kind"].wanted))
        elif isinstance(value, str) and name == "retired":
            yield Override(code, deprecated=value, span=span)
        elif isinstance(value, dict):
            here = partial(place, name, code)
            values = _values(_kinds(Override), value, here, problems)
            for key, read_ in (("messages", _messages), ("changed", _dated)):
                values[key] = tuple(read_(values.get(key, {}), partial(here, key), problems))
            yield Override(code, span=span, places=tuple((k, here(k)) for k in values), **values)
        else:
            problems.append(overlay_rules.overlay_value(span, code, "a table"))


def _accepted(value: object, place: _Place, problems: list[Diagnostic]) -> Iterator[Accepted]:
    tables = value if isinstance(value, list) else [None]
    for number, table in enumerate(tables):
        here = partial(place, str(number)) if isinstance(value, list) else place
        values = table if isinstance(table, dict) else {}
        found = _values(_ENTRY, values, here, problems)
        if not {"rule", "reason"} <= values.keys():
            wanted = "a list of tables, each with a `rule` and a `reason`"
            problems.append(overlay_rules.overlay_value(here(), _ACCEPTED, wanted))
        elif found.keys() == values.keys():
            yield Accepted(span=here(), **found)


def _messages(
    table: Mapping[str, object], place: _Place, problems: list[Diagnostic]
) -> Iterator[Text]:
    """The messages of an error by their locales, spelt as those of pages are."""
    for locale, text in table.items():
        wanted = "" if isinstance(text, str) and text.strip() else "a text that is not blank"
        wanted = wanted if config.is_locale(locale) else config.TAG
        if wanted:
            problems.append(overlay_rules.overlay_value(place(locale), locale, wanted))
        else:
            yield Text(config.cased(locale), str(text), place(locale))


def _dated(
    table: Mapping[str, object], place: _Place, problems: list[Diagnostic]
) -> Iterator[tuple[str, str]]:
    """What changed about an error, by the version or the date."""
    for when, text in table.items():
        if when.strip() and isinstance(text, str) and text.strip():
            yield when, text
        else:
            wanted = "a text that is not blank, by a version that is not blank"
            problems.append(overlay_rules.overlay_value(place(when), when, wanted))


def _kinds(form: type[Override | PageOverride]) -> dict[str, _Kind]:
    """The keys of a form, and what each wants."""
    return {f.name: f.metadata["kind"] for f in fields(form) if "kind" in f.metadata}


def _values(
    kinds: Mapping[str, _Kind],
    table: Mapping[str, object],
    place: _Place,
    problems: list[Diagnostic],
) -> dict[str, Any]:
    """The values of a table that are what its keys want; the others are problems."""
    values: dict[str, object] = {}
    for key, value in table.items():
        if key not in kinds:
            problems.append(_unknown(place(key), key, tuple(kinds)))
        elif not kinds[key].fits(value):
            problems.append(overlay_rules.overlay_value(place(key), key, kinds[key].wanted))
        else:
            values[key] = tuple(value) if isinstance(value, list) else value
    return values


def _misnamed(overlay: Overlay, place: _Place) -> Iterator[Diagnostic]:
    """The names that no parameter can have, of errors that are on the page and that are not."""
    given = [(f'"{pin.text}"', pin.name, pin.span) for pin in overlay.parameters]
    for table, overrides in (("errors", overlay.errors), ("retired", overlay.retired)):
        for override in overrides:
            span = place(table, override.code, "parameters")
            given += [(override.code, name, span) for name in override.parameters]
    for code, name, span in given:
        if not names.is_parameter(name):
            yield message_rules.parameter_name(span, code, name)
