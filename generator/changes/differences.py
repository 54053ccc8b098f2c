"""What differs between two errors that are the same one, and between two catalogues as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from generator import names
from generator.changes import keeping
from generator.changes.change import Change, Status, Value, kept, messages, statuses
from generator.diagnostics.rules import changes as rules
from generator.diagnostics.source import Span
from generator.model import Catalogue, Error, Parameter, Success, dotted
from generator.project import toml
from generator.project.pins import Pin

_CARRIED = {"code": "code", "message": "message", "correlation_id": "correlation id"}


@dataclass(frozen=True, slots=True)
class Both:
    """Two catalogues, and what is to be known of the whole to compare a part.

    `locales` are those that both have pages in, `spoken` those whose messages
    are compared: the same, and what no page of either is in. `holders` has the code with each class
    name now, `sharing` those that would have it if nothing told them apart.
    `old` and `now` are the headers of the columns that are kept, for each locale.
    `overlay` is the path of the file that can keep what was.
    """

    base: Catalogue
    new: Catalogue
    locales: tuple[str, ...]
    spoken: tuple[str, ...]
    holders: Mapping[str, str]
    sharing: Mapping[str, Sequence[str]]
    old: Mapping[str, Sequence[str]]
    now: Mapping[str, Sequence[str]]
    overlay: str


def both(base: Catalogue, new: Catalogue, overlay: str) -> Both:
    """Two catalogues that are to be compared."""
    locales = tuple(locale for locale in base.locales if locale in new.locales)
    alone = {*base.spoken, *new.spoken}.difference(base.locales, new.locales) if locales else ()
    sharing: dict[str, list[str]] = defaultdict(list)
    for error in new.errors:
        sharing[names.unmarked(error.class_name, error.code, new.style)].append(error.code)
    return Both(
        base,
        new,
        locales,
        (*locales, *sorted(alone)),
        {error.class_name: error.code for error in new.errors},
        sharing,
        _headers(base, locales),
        _headers(new, locales),
        overlay,
    )


def _headers(catalogue: Catalogue, locales: Sequence[str]) -> dict[str, Sequence[str]]:
    """The headers under which a catalogue keeps what its pages say, for each locale."""
    found: dict[str, dict[str, None]] = {locale: {} for locale in locales}
    for error in catalogue.errors:
        for locale, cells in error.fields:
            found.get(locale, {}).update(dict.fromkeys(header for header, _ in cells))
    return {locale: tuple(headers) for locale, headers in found.items()}


def whole(catalogue: Catalogue) -> Span:
    """The first page as a whole, for what has no line."""
    return Span(catalogue.pages[0].path if catalogue.pages else catalogue.name)


def envelopes(base: Catalogue, new: Catalogue) -> Iterator[Change]:
    """Where an error body carries something at another place than before."""
    span = whole(new)
    for key, what in _CARRIED.items():
        old, now = (dotted(getattr(side.envelope, key)) for side in (base, new))
        if old != now:
            yield Change(rules.envelope_changed(span, what, old, now), None, old, now)


def columns(two: Both) -> Iterator[Change]:
    """The columns that only one side keeps, once each."""
    olds, news = (dict.fromkeys(chain(*side.values())) for side in (two.old, two.now))
    for header in (header for header in olds if header not in news):
        yield Change(rules.column_changed(whole(two.new), header, gone=True), None, header, None)
    for header in (header for header in news if header not in olds):
        yield Change(rules.column_changed(whole(two.new), header, gone=False), None, None, header)


def successes(two: Both) -> Iterator[Change]:
    """The codes of success that are new, gone or said in other words, unless they are errors."""
    olds, news = ({s.code: s for s in side.successes} for side in (two.base, two.new))
    failed, failing = ({e.code for e in side.errors} for side in (two.base, two.new))
    for code, success in olds.items():
        if code not in news and code not in failing:
            yield Change(rules.success_removed(success.span, code), code, code, None)
    for code, success in news.items():
        if code in olds:
            yield from _success(olds[code], success, two.locales)
        elif code not in failed:
            yield Change(rules.success_added(success.span, code), code, None, code)


def _success(old: Success, new: Success, locales: Sequence[str]) -> Iterator[Change]:
    said = ([m.text for m in one.messages if m.locale in locales] for one in (old, new))
    before, now = (_plain(" ".join(texts)) for texts in said)
    if before != now:
        yield Change(rules.message_reworded(new.span, new.code), new.code, before, now)


def between(old: Error, new: Error, two: Both) -> Iterator[Change]:
    """What changed in one error, its code aside.

    Where the two have no locale in common, everything that comes from words
    is left aside.
    """
    locales = two.locales
    yield from _status(old, new)
    if locales or "page" not in (old.retryable.evidence, new.retryable.evidence):
        yield from _retryable(old, new)
    if locales and is_renamed(old, new):
        yield _class(old, new, two)
    yield from _parameters(old, new, two.overlay) if locales else _counted(old, new)
    yield from _words(old, new, two)
    if locales and old.remark != new.remark:
        yield Change(rules.remark_changed(new.span, new.code), new.code, old.remark, new.remark)
    yield from _fields(old, new, two)


def retired(old: Error, new: Error, two: Both) -> Iterator[Change]:
    """What a class that is kept has lost: its base, its name, its parameters."""
    table = ("errors", old.code)
    if old.status is not None and set(new.statuses).isdisjoint(old.statuses):
        lines = toml.lines(*keeping.status(old, table))
        yield from _status(old, new, lines, two.overlay)
    if not two.locales:
        return
    if is_renamed(old, new) and not kept(old, new, two.new.style):
        yield _class(old, new, two)
    names = {parameter.name for parameter in new.parameters}
    lost = [parameter for parameter in old.parameters if parameter.name not in names]
    lines = keeping.said(old, table)
    yield from (_lost(new, parameter, lines, two.overlay) for parameter in lost)


def _status(old: Error, new: Error, lines: str = "", overlay: str = "") -> Iterator[Change]:
    """Another status; the `lines` of an overlay that keep the old one."""
    before, after = statuses(old), statuses(new)
    if before != after:
        across = set(map(_family, before)) != set(map(_family, after))
        was, now = (" or ".join(str(one or "unknown") for one in side) for side in (before, after))
        diagnostic = rules.status_changed(
            new.span, new.code, was, now, lines, overlay, across=across
        )
        yield Change(diagnostic, new.code, _value(before), _value(after))


def _family(status: Status) -> str:
    return str(status or "")[:1]


def _value(found: tuple[Status, ...]) -> Value:
    """One status as it is, several as text."""
    return found[0] if len(found) == 1 else tuple(map(str, found))


def _retryable(old: Error, new: Error) -> Iterator[Change]:
    before, now = old.retryable.value, new.retryable.value
    if before != now:
        diagnostic = rules.retryable_changed(new.span, new.code, now=now)
        yield Change(diagnostic, new.code, before, now)


def is_renamed(old: Error, new: Error) -> bool:
    """Whether the class of a code has another name, and the code has not."""
    return old.code == new.code and old.class_name != new.class_name


def _class(old: Error, new: Error, two: Both) -> Change:
    """A class with another name, and whether another code has or wants the old one."""
    before, now = old.class_name, new.class_name
    taken = two.holders.get(before, "")
    style = two.new.style
    sharing = two.sharing.get(before, ()) if names.unmarked(now, new.code, style) == before else ()
    pin = Pin(("errors", new.code), "aliases", (before,))
    if taken or len(sharing) > 1:
        pin = Pin(("errors", new.code), "name", names.short(before, style))
    diagnostic = rules.class_renamed(
        *(new.span, new.code, before, now, toml.lines(pin)),
        overlay=two.overlay,
        kept=kept(old, new, style),
        taken=taken,
        sharing=sharing,
    )
    return Change(diagnostic, new.code, before, now)


def _parameters(old: Error, new: Error, overlay: str) -> Iterator[Change]:
    """Parameters by name; their order in a message is a matter of wording."""
    both = {p.name for p in old.parameters} & {p.name for p in new.parameters}
    gone = [p for p in old.parameters if p.name not in both]
    came = [p for p in new.parameters if p.name not in both]
    for before, now in zip_longest(gone, came):
        if now is None:
            yield _lost(new, before)
        elif before is None:
            yield _gained(new, now)
        elif old.code == new.code or not before.evidence == now.evidence == "derived":
            # Else the name only follows from that of the code, whose rename is said already.
            wanted = tuple(before.name if p is now else p.name for p in new.parameters)
            free = names.parameter(before.name) == before.name
            lines = toml.lines(Pin(("errors", new.code), "parameters", wanted)) if free else ""
            diagnostic = rules.parameter_renamed(
                *(new.span, new.code, before.name, now.name, lines, overlay)
            )
            yield Change(diagnostic, new.code, before.name, now.name)


def _counted(old: Error, new: Error) -> Iterator[Change]:
    """Parameters by their number alone."""
    before, now = old.parameters, new.parameters
    yield from (_lost(new, parameter) for parameter in before[len(now) :])
    yield from (_gained(new, parameter) for parameter in now[len(before) :])


def _lost(error: Error, parameter: Parameter, lines: str = "", overlay: str = "") -> Change:
    diagnostic = rules.parameter_removed(error.span, error.code, parameter.name, lines, overlay)
    return Change(diagnostic, error.code, parameter.name, None)


def _gained(error: Error, parameter: Parameter) -> Change:
    diagnostic = rules.parameter_added(error.span, error.code, parameter.name)
    return Change(diagnostic, error.code, None, parameter.name)


def _words(old: Error, new: Error, two: Both) -> Iterator[Change]:
    """Messages and advice, language by language; a change of several is said once."""
    reworded = [(messages(old, lo), messages(new, lo)) for lo in two.spoken]
    for before, now in [pair for pair in reworded if pair[0] != pair[1]][:1]:
        diagnostic = rules.message_reworded(new.span, new.code)
        yield Change(diagnostic, new.code, "\n".join(before), "\n".join(now))
    advised = [(_advice(old, lo), _advice(new, lo)) for lo in two.locales]
    for kinds in [pair for pair in advised if pair[0] != pair[1]][:1]:
        before, now = (tuple(chain(*texts)) for texts in kinds)
        yield Change(rules.hint_changed(new.span, new.code), new.code, before, now)


def _advice(error: Error, locale: str) -> tuple[tuple[str, ...], ...]:
    """The hints, causes and actions in a locale."""
    kinds = (error.hints, error.causes, error.actions)
    return tuple(tuple(_plain(t.text) for t in texts if t.locale == locale) for texts in kinds)


def _fields(old: Error, new: Error, two: Both) -> Iterator[Change]:
    """What the columns say that both keep; a change of several languages is said once."""
    for locale in two.locales:
        before, now = (dict(dict(error.fields).get(locale, ())) for error in (old, new))
        texts = {
            header: (_plain(before.get(header, "")), _plain(now.get(header, "")))
            for header in two.old[locale]
            if header in two.now[locale]
        }
        changed = {header: pair for header, pair in texts.items() if pair[0] != pair[1]}
        if changed:
            diagnostic = rules.field_changed(new.span, new.code, list(changed))
            yield Change(diagnostic, new.code, *zip(*changed.values(), strict=True))
            return


def _plain(text: str) -> str:
    """A text without its line ends and other blanks."""
    return " ".join(text.split())
