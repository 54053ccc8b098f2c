"""What differs between two errors that are the same one; columns and successes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from generator import names
from generator.changes import classes, keeping
from generator.changes.both import Both, whole
from generator.changes.change import Change, Status, Value, messages, statuses
from generator.diagnostics.rules import changes as rules
from generator.model import Error, Parameter, Success
from generator.project import toml
from generator.project.pins import Pin

# What an error says beside its message, by its fields.
_ADVICE = ("hints", "causes", "actions")


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
    yield from classes.bases(old, new, two)
    if two.named or "page" not in (old.retryable.evidence, new.retryable.evidence):
        yield from _retryable(old, new)
    yield from classes.renamed(old, new, two)
    yield from _parameters(old, new, two.overlay) if two.named else _counted(old, new)
    yield from _words(old, new, two)
    if locales:
        yield from _remarks(old, new)
    yield from _fields(old, new, two)


def retired(old: Error, new: Error, two: Both) -> Iterator[Change]:
    """What a class that is kept has lost: its base, its name, its parameters."""
    # What a table of its own says holds; beside a line of text there can be none.
    own = new.span.text.lstrip().startswith("[")
    table = ("retired" if own else "errors", old.code)
    lines = toml.lines(*keeping.status(old, table))
    if old.status is not None and set(new.statuses).isdisjoint(old.statuses):
        yield from _status(old, new, lines, two.overlay)
    yield from classes.bases(old, new, two, lines)
    if not two.named:
        return
    yield from (c for c in classes.renamed(old, new, two) if c.diagnostic.level == "error")
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
        differing = [
            kind for kind, *both in zip(_ADVICE, *kinds, strict=True) if both[0] != both[1]
        ]
        yield Change(rules.hint_changed(new.span, new.code, differing), new.code, before, now)


def _advice(error: Error, locale: str) -> tuple[tuple[str, ...], ...]:
    """The hints, causes and actions in a locale."""
    kinds = (getattr(error, kind) for kind in _ADVICE)
    return tuple(tuple(_plain(t.text) for t in texts if t.locale == locale) for texts in kinds)


def _remarks(old: Error, new: Error) -> Iterator[Change]:
    """Whether a code is deprecated, and what else its cell says beside it."""
    if bool(old.deprecated) != bool(new.deprecated):
        diagnostic = rules.deprecated_changed(new.span, new.code, now=bool(new.deprecated))
        yield Change(diagnostic, new.code, old.deprecated, new.deprecated)
    else:
        yield from _remark(new, old.deprecated, new.deprecated)
    yield from _remark(new, old.remark, new.remark)


def _remark(new: Error, before: str, now: str) -> Iterator[Change]:
    if before != now:
        yield Change(rules.remark_changed(new.span, new.code), new.code, before, now)


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
