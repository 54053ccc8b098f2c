"""Responses really observed, held against the catalogue."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.audit import templates
from generator.audit.templates import Template
from generator.model import Catalogue, Key, at
from generator.project.pins import Pin

# However many codes a broken service invents, so many are told apart.
_DISTINCT = 10_000
_CODE_LIMIT = 200
_MESSAGE_LIMIT = 4000
_SHOWN = 5


class Place(NamedTuple):
    """Where something was observed: the name of a file, and a line of it from 1."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that was read: its place, and what it holds, or why that is nothing."""

    place: Place
    value: object = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen of one code: how often, where first, with which statuses.

    `example` is a message that no template matches.
    """

    code: str
    count: int
    place: Place
    statuses: tuple[tuple[int, int], ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What reality and the catalogue do not agree on.

    `read` counts the responses, `codes` the known codes that were seen.
    `unknown` has the most frequent first; `more` counts responses with codes
    beyond those that are told apart. `bad` counts what could not be read, and
    `first_bad` has the first of it.
    """

    read: int = 0
    codes: int = 0
    unknown: tuple[Sighting, ...] = ()
    more: int = 0
    statuses: tuple[Sighting, ...] = ()
    messages: tuple[Sighting, ...] = ()
    unseen: tuple[str, ...] = ()
    codeless: int = 0
    first_codeless: Place | None = None
    bad: int = 0
    first_bad: tuple[Observation, ...] = ()


@dataclass(slots=True)
class _Tally:
    """The counters of one code, while they count."""

    place: Place
    count: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    first: dict[int, Place] = field(default_factory=dict)
    strange: int = 0
    strange_at: Place | None = None
    example: str = ""


@dataclass(slots=True)
class _Log:
    """All counters. None of them grows with the number of responses."""

    known: dict[str, _Tally] = field(default_factory=dict)
    unknown: dict[str, _Tally] = field(default_factory=dict)
    read: int = 0
    more: int = 0
    codeless: int = 0
    first_codeless: Place | None = None
    bad: int = 0
    first_bad: list[Observation] = field(default_factory=list)


def compare(catalogue: Catalogue, observed: Iterable[Observation]) -> Findings:
    """What the responses say that the catalogue does not; the memory does not grow with them."""
    named = {alias: error for error in catalogue.errors for alias in error.aliases}
    named |= {error.code: error for error in catalogue.errors}
    known = {error.code: templates.read(error) for error in catalogue.errors}
    successes = {success.code for success in catalogue.successes}
    log = _Log()
    for one in observed:
        if one.reason:
            log.bad += 1
            log.first_bad += [one][: _SHOWN - len(log.first_bad)]
            continue
        log.read += 1
        status, body = _response(one.value)
        code = _code(_at(body, catalogue.envelope.code))
        if not code:
            log.codeless += 1
            log.first_codeless = log.first_codeless or one.place
        elif code in named:
            tally = _tally(log.known, named[code].code, one.place, status)
            text = _at(body, catalogue.envelope.message)
            _message(tally, text, known[named[code].code], one.place)
        elif code in successes:
            continue
        elif code in log.unknown or len(log.unknown) < _DISTINCT:
            _tally(log.unknown, code, one.place, status)
        else:
            log.more += 1
    return _findings(catalogue, log)


def _response(value: object) -> tuple[int | None, object]:
    """(status, body) of `{"status", "body"}`, or of a body alone; a body may be JSON as text."""
    status: object = None
    if isinstance(value, dict) and "body" in value:
        status, value = value.get("status"), value["body"]
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = None
    if isinstance(status, str) and status.isascii() and status.isdigit():
        status = int(status[:4])
    if isinstance(status, int) and not isinstance(status, bool) and 100 <= status <= 599:
        return status, value
    return None, value


def _at(body: object, path: Sequence[Key]) -> object:
    """What stands at a path of keys.

    The items of a body that is an array were told apart before: each is one.
    """
    if path and isinstance(path[0], int) and isinstance(body, dict):
        path = path[1:]
    return at(body, path)


def _code(value: object) -> str:
    """A code as the catalogue has it; "" if it is none. Half a surrogate pair is no text."""
    if isinstance(value, int) and not isinstance(value, bool):
        # A longer one is no code, and Python may refuse to spell it.
        return str(value) if abs(value) < 10**_CODE_LIMIT else ""
    if not isinstance(value, str) or not value.strip():
        return ""
    return value[:_CODE_LIMIT].encode("utf-8", "backslashreplace").decode()


def _tally(counted: dict[str, _Tally], code: str, place: Place, status: int | None) -> _Tally:
    tally = counted.get(code)
    if tally is None:
        tally = counted[code] = _Tally(place)
    tally.count += 1
    if status is not None:
        tally.statuses[status] += 1
        tally.first.setdefault(status, place)
    return tally


def _message(tally: _Tally, text: object, known: Sequence[Template], place: Place) -> None:
    if not known or not isinstance(text, str):
        return
    plain = templates.plain(text[:_MESSAGE_LIMIT])
    if any(templates.fits(plain, one) for one in known):
        return
    tally.strange += 1
    if tally.strange_at is None:
        tally.example = plain[:_CODE_LIMIT].encode("utf-8", "backslashreplace").decode()
        tally.strange_at = place


def _findings(catalogue: Catalogue, log: _Log) -> Findings:
    unknown = sorted(log.unknown.items(), key=lambda pair: -pair[1].count)
    return Findings(
        read=log.read,
        codes=len(log.known),
        unknown=tuple(
            Sighting(c, t.count, t.place, tuple(sorted(t.statuses.items()))) for c, t in unknown
        ),
        more=log.more,
        statuses=tuple(_contradictions(catalogue, log)),
        messages=tuple(
            Sighting(code, t.strange, t.strange_at, (), t.example)
            for code, t in log.known.items()
            if t.strange_at
        ),
        unseen=tuple(e.code for e in catalogue.errors if e.code not in log.known and not e.retired),
        codeless=log.codeless,
        first_codeless=log.first_codeless,
        bad=log.bad,
        first_bad=tuple(log.first_bad),
    )


def _contradictions(catalogue: Catalogue, log: _Log) -> Iterator[Sighting]:
    """The statuses that a code was not expected with; nothing is expected of one that has none."""
    for error in catalogue.errors:
        tally, wanted = log.known.get(error.code), error.statuses
        if tally and wanted:
            other = {s: n for s, n in tally.statuses.items() if s not in wanted}
            place = next((tally.first[status] for status in tally.first if status in other), None)
            if place:
                count = sum(other.values())
                yield Sighting(error.code, count, place, tuple(sorted(other.items())))


def pins(unknown: Iterable[Sighting]) -> Iterator[Pin]:
    """The lines of an overlay that add unknown codes, each with what it is known from."""
    for sighting in unknown:
        table = ("errors", sighting.code)
        if sighting.statuses:
            yield Pin(table, "status", max(sighting.statuses, key=lambda pair: pair[1])[0])
        path, line = sighting.place
        times = "once" if sighting.count == 1 else f"{sighting.count} times, first"
        yield Pin(table, "source", f"observed {times} in {path.rsplit('/', 1)[-1]}, line {line}")
