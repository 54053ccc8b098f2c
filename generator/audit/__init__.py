"""Responses really observed, held against the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.audit import bodies, templates
from generator.audit.bodies import CODE_LIMIT, Carried, Places
from generator.audit.reading import Observation, Place
from generator.audit.templates import Template
from generator.model import Catalogue, Key
from generator.project.pins import Pin

# However many codes a broken service invents, so many are told apart.
_DISTINCT = 10_000
_MESSAGE_LIMIT = 4000
_SHOWN = 5
# A code of these members may be an address that ends in it (RFC 9457, section 3.1.1).
_ADDRESSES, _LAST = (("type",), ("__type",)), re.compile("[/#]")


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen of one code: how often, where first, with which statuses.

    `example` is a message that no template matches; `request` is what was
    answered so at first, where that is known.
    """

    code: str
    count: int
    place: Place
    statuses: tuple[tuple[int, int], ...] = ()
    example: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """A file in which nothing has a code: the first thing that has none.

    `codeless` and `bad` count them. `lines` are the first that are no JSON, and
    `members` those of the first body; `path` is where that has a documented
    code, () if nowhere.
    """

    first: Observation
    codeless: int
    bad: int
    lines: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    path: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What reality and the catalogue do not agree on.

    `read` counts the responses, `codes` the known codes that were seen.
    `unknown` has the most frequent first; `more` counts responses with codes
    beyond those that are told apart. `codeless` counts responses without a code
    and `bad` what could not be read, each with the first of it; `empty` are files
    in which there is nothing else.
    """

    read: int = 0
    codes: int = 0
    unknown: tuple[Sighting, ...] = ()
    more: int = 0
    statuses: tuple[Sighting, ...] = ()
    messages: tuple[Sighting, ...] = ()
    unseen: tuple[str, ...] = ()
    codeless: int = 0
    first_codeless: Observation | None = None
    bad: int = 0
    first_bad: tuple[Observation, ...] = ()
    empty: tuple[Empty, ...] = ()


@dataclass(slots=True)
class _Tally:
    """The counters of one code, while they count."""

    code: str
    templates: Sequence[Template] = ()
    place: Place = field(default_factory=lambda: Place("", 0))
    request: str = ""
    count: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    first: dict[int, Place] = field(default_factory=dict)
    strange: int = 0
    strange_at: Place | None = None
    example: str = ""


@dataclass(slots=True)
class _Log:
    """All counters, over all files. None of them grows with the number of responses."""

    known: Mapping[str, _Tally]
    successes: frozenset[str]
    succeeding: bool
    places: Places
    unknown: dict[str, _Tally] = field(default_factory=dict)
    read: int = 0
    more: int = 0
    codeless: int = 0
    first_codeless: Observation | None = None
    bad: int = 0
    first_bad: tuple[Observation, ...] = ()
    empty: list[Empty] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    """What is counted of a file: `coded` responses, `fine` ones without a code, `codeless` others.

    `bodies` has how many of the last are JSON. `logged` says that it is a log, in which
    `lines` of text are nothing strange, and neither is JSON without a code.
    """

    coded: int = 0
    fine: int = 0
    codeless: int = 0
    bodies: int = 0
    first: Observation | None = None
    bad: int = 0
    first_bad: list[Observation] = field(default_factory=list)
    lines: int = 0
    first_lines: list[Observation] = field(default_factory=list)
    logged: bool = False


def compare(catalogue: Catalogue, *files: Iterable[Observation]) -> Findings:
    """What the responses in files say that the catalogue does not, in memory that does not grow."""
    tallies = {e.code: _Tally(e.code, templates.read(e)) for e in catalogue.errors}
    aliases = {alias: tallies[e.code] for e in catalogue.errors for alias in e.aliases}
    successes = frozenset(success.code for success in catalogue.successes)
    where = bodies.places(catalogue.envelope)
    log = _Log(aliases | tallies, successes, catalogue.errors_in_success, where)
    for observed in files:
        file = _File()
        _observe(log, file, observed)
        _close(log, file)
    return _findings(catalogue, log)


def _observe(log: _Log, file: _File, observed: Iterable[Observation]) -> None:
    """Count what a file has. There may be millions of lines, and nearly all have one known code."""
    known, where, succeeding = log.known, log.places, log.succeeding
    for one in observed:
        _, _, value, reason, request, logged = one
        if reason:
            _unread(file, one)
            continue
        status, body, headers = bodies.response(value, where)
        # Whoever writes down lines has chosen them; a browser writes down all that it saw.
        left = request and not succeeding and status is not None and status < 400
        carried = () if left else bodies.carried(body, headers, where)
        if logged:
            file.logged = True
        if len(carried) == 1:
            code, message = carried[0]
            tally = known.get(code) if isinstance(code, str) else None
            if tally:
                file.coded += 1
                _count(tally, one, status, message)
                continue
        _count_all(log, file, one, status, body, _codes(carried))


def _unread(file: _File, one: Observation) -> None:
    if one.logged:
        file.lines += 1
        kept = file.first_lines
    else:
        file.bad += 1
        kept = file.first_bad
    if len(kept) < _SHOWN:
        kept.append(one)


def _count_all(
    log: _Log,
    file: _File,
    one: Observation,
    status: int | None,
    body: object,
    codes: Mapping[str, object],
) -> None:
    """Count each of the codes, or that there is none."""
    fine = status is not None and status < 400
    for code, message in codes.items():
        tally = log.known.get(code) or _other(log, code, fine=fine or status is None)
        if tally:
            _count(tally, one, status, message)
    if codes:
        file.coded += 1
    elif fine:
        file.fine += not one.logged
    else:
        file.codeless += not one.logged
        file.first = file.first or one
        file.bodies += body is not None or isinstance(one.value, str)


def _codes(carried: Iterable[Carried]) -> dict[str, object]:
    """Each code once, with its first message."""
    found: dict[str, object] = {}
    for value, message in carried:
        code = bodies.spell(value)
        if code:
            found.setdefault(code, message)
    return found


def _other(log: _Log, code: str, *, fine: bool) -> _Tally | None:
    """The counters of an unknown code; None of one that is none, or more than are told apart.

    `fine` is a response that may be a success.
    """
    if code in log.unknown or code in log.successes:
        return log.unknown.get(code)
    if log.places.code[-1:] in _ADDRESSES and (short := _LAST.split(code)[-1]) in log.known:
        return log.known[short]
    if log.succeeding and fine and not code.strip("0"):
        return None
    if len(log.unknown) >= _DISTINCT:
        log.more += 1
        return None
    return log.unknown.setdefault(code, _Tally(code))


def _count(tally: _Tally, one: Observation, status: int | None, message: object) -> None:
    if not tally.count:
        tally.place, tally.request = one.place, one.request
    tally.count += 1
    if status is not None:
        tally.statuses[status] = seen = tally.statuses.get(status, 0) + 1
        if seen == 1:
            tally.first[status] = one.place
    if tally.templates and isinstance(message, str):
        text = message[:_MESSAGE_LIMIT]
        for template in tally.templates:
            if templates.fits(text, template):
                return
        _strange(tally, text, one)


def _strange(tally: _Tally, text: str, one: Observation) -> None:
    """Count a message that fits no template as it stands, unless that is for its blanks alone."""
    plain = templates.plain(text)
    if plain != text and any(templates.fits(plain, template) for template in tally.templates):
        return
    tally.strange += 1
    if tally.strange_at is None:
        tally.example = plain[:CODE_LIMIT].encode("utf-8", "backslashreplace").decode()
        tally.strange_at = one.place


def _close(log: _Log, file: _File) -> None:
    """Add what was counted of a file; one in which nothing has a code is another answer."""
    if not file.logged:
        both = sorted((*file.first_bad, *file.first_lines), key=lambda one: one.line)
        file.bad, file.first_bad = file.bad + file.lines, both[:_SHOWN]
    if not file.coded and (file.bodies or file.bad):
        log.empty.append(_empty(log, file))
    log.read += file.coded + file.fine + file.codeless
    log.codeless += file.codeless
    log.first_codeless = log.first_codeless or (file.first if file.codeless else None)
    log.bad += file.bad
    log.first_bad = (*log.first_bad, *file.first_bad)[:_SHOWN]


def _empty(log: _Log, file: _File) -> Empty:
    lines = tuple(str(one.value or "") for one in file.first_bad)
    if file.first is None or not file.bodies:
        return Empty(file.first_bad[0], file.codeless, file.bad, lines)
    body = bodies.response(file.first.value, log.places)[1]
    members = tuple(body)[:_SHOWN] if isinstance(body, dict) else ()
    path = bodies.find(body, log.known)
    return Empty(file.first, file.codeless, file.bad, lines, members, path)


def _findings(catalogue: Catalogue, log: _Log) -> Findings:
    tallies = [log.known[error.code] for error in catalogue.errors]
    seen = {tally.code for tally in tallies if tally.count}
    return Findings(
        read=log.read,
        codes=len(seen),
        unknown=tuple(map(_sighting, sorted(log.unknown.values(), key=lambda one: -one.count))),
        more=log.more,
        statuses=tuple(_contradictions(catalogue, log)),
        messages=tuple(
            Sighting(one.code, one.strange, one.strange_at, (), one.example)
            for one in tallies
            if one.strange_at
        ),
        unseen=tuple(e.code for e in catalogue.errors if e.code not in seen and not e.retired),
        codeless=log.codeless,
        first_codeless=log.first_codeless,
        bad=log.bad,
        first_bad=log.first_bad,
        empty=tuple(log.empty),
    )


def _sighting(tally: _Tally) -> Sighting:
    statuses = tuple(sorted(tally.statuses.items()))
    return Sighting(tally.code, tally.count, tally.place, statuses, request=tally.request)


def _contradictions(catalogue: Catalogue, log: _Log) -> Iterator[Sighting]:
    """The statuses that a code was not expected with; nothing is expected of one that has none."""
    for error in catalogue.errors:
        tally, wanted = log.known[error.code], error.statuses
        other = {s: n for s, n in tally.statuses.items() if s not in wanted} if wanted else {}
        if other:
            place = next(place for status, place in tally.first.items() if status in other)
            yield Sighting(error.code, sum(other.values()), place, tuple(sorted(other.items())))


def pins(unknown: Iterable[Sighting]) -> Iterator[Pin]:
    """The lines of an overlay that add unknown codes, each with what it is known from."""
    for sighting in unknown:
        table = ("errors", sighting.code)
        if sighting.statuses:
            yield Pin(table, "status", max(sighting.statuses, key=lambda pair: pair[1])[0])
        path, line = sighting.place
        times = "once" if sighting.count == 1 else f"{sighting.count} times, first"
        yield Pin(table, "source", f"observed {times} in {path.rsplit('/', 1)[-1]}, line {line}")
