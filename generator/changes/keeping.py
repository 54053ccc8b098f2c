"""The lines of an overlay that keep what a page no longer says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator import names
from generator.changes.change import Change
from generator.model import Error, Message
from generator.names import Naming
from generator.names.style import Style
from generator.project import toml
from generator.project.pins import UNFILLED, Pin


def retired(error: Error, style: Style, taken: Collection[str]) -> str:
    """The entry that retires an error: its class keeps its names, its base and its parameters.

    `taken` are the names that other classes have now.
    """
    table = ("retired", error.code)
    why = error.deprecated or UNFILLED
    kept = [*status(error, table), *name(error, style, table, taken)]
    free = tuple(alias for alias in error.aliases if names.given(alias, style) not in taken)
    if free:
        kept.append(Pin(table, "aliases", free))
    if error.retryable.evidence in ("page", "overlay"):
        kept.append(Pin(table, "retryable", error.retryable.value))
    if not (kept or _texts(error)):
        return toml.lines(Pin(("retired",), error.code, why))
    return said(error, table, Pin(table, "deprecated", why), *kept)


def status(error: Error, table: tuple[str, ...]) -> Iterator[Pin]:
    """The line that says the status, in a table of the overlay."""
    if error.status is not None:
        yield Pin(table, "status", error.status)


def name(
    error: Error, style: Style, table: tuple[str, ...], taken: Collection[str]
) -> Iterator[Pin]:
    """The line that keeps the name of the class, where it does not follow from the code alone."""
    own = names.short(error.class_name, style)
    if own and (
        error.class_name in taken or names.wanted(Naming(error.code), style) != error.class_name
    ):
        yield Pin(table, "name", own)


def said(error: Error, table: tuple[str, ...], *above: Pin) -> str:
    """The lines that keep the messages, with the parameters by their names, behind others."""
    texts = _texts(error)
    if texts and error.parameters:
        given = tuple(one.name for one in error.parameters)
        above = (*above, Pin(table, "parameters", given))
    lines = [toml.lines(*above)] if above else []
    return "\n".join([*lines, toml.inline("messages", texts)] if texts else lines)


def _texts(error: Error) -> list[tuple[str, str]]:
    """The messages by their locales."""
    found = [message for message in error.messages if message.text and not message.remark]
    return [(message.locale, _text(message, error)) for message in found]


def _text(message: Message, error: Error) -> str:
    """A message with the names of its parameters; as it is where a record has lost one of them."""
    names = {index: f"{{{one.name}}}" for index, one in enumerate(error.parameters)}
    pieces = [names.get(p) if isinstance(p, int) else p for p in message.parts]
    return "".join(filter(None, pieces)) if pieces and None not in pieces else message.text


def dated(error: Error, since: str, found: Iterable[Change], *, fresh: bool) -> Iterator[Pin]:
    """The lines that say since when there is an error, or what changed about it."""
    table = ("errors", error.code)
    told = [_told(change) for change in found if change.code == error.code]
    if fresh:
        yield Pin(table, "since", since)
    elif text := "; ".join(filter(None, told)):
        yield Pin((*table, "changed"), since, text)


def _told(change: Change) -> str:
    """A change as the page of its error says it; "" for one that it does not say."""
    if change.diagnostic.rule == "retryable-changed":
        return "may be tried again" if change.new else "may no longer be tried again"
    if change.diagnostic.rule == "deprecated-changed":
        return "deprecated" if change.new else "no longer deprecated"
    if change.diagnostic.rule != "status-changed":
        return ""
    was, now = (
        " or ".join(v) if isinstance(v, tuple) else str(v or "no status")
        for v in (change.old, change.new)
    )
    return f"{now}, no longer {was}"


def aliases(old: Error, new: Error, style: Style) -> tuple[str, ...]:
    """The names that an error has to keep: its aliases, those it had, its code and its class."""
    found = dict.fromkeys((*new.aliases, old.code, *old.aliases))
    given = {new.class_name, *(names.given(alias, style) for alias in found)}
    if old.class_name not in given:
        found[old.class_name] = None
    return tuple(alias for alias in found if alias != new.code)
