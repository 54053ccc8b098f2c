"""What the server's half is shown in every language: where a body has what, in which language."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Catalogue, Envelope, Error, KeyPath, Message, is_integer
from generator.render.views import texts

# How long to wait, in a body that is made to be shown.
_SECONDS = 30


def paths(envelope: Envelope) -> dict[str, KeyPath]:
    """Where a body that is made has what; where the page shows none, as many have it."""
    code = envelope.code or ("error", "code")
    return {
        "code": code,
        "message": envelope.message or (*code[:-1], "message"),
        "correlation_id": envelope.correlation_id,
        "retry_after": envelope.retry_after,
    }


def locale(catalogue: Catalogue) -> str:
    """The language that the service speaks."""
    return catalogue.service_locale or next(iter(catalogue.locales), "")


def _order(catalogue: Catalogue) -> Iterator[str]:
    """The languages, the service's first; the rest is a question to the whole catalogue."""
    yield locale(catalogue)
    yield from catalogue.spoken


def message(error: Error, catalogue: Catalogue) -> Message | None:
    """What the service says of an error: in its language, else in the first that has something.

    A remark is no message.
    """
    said = [m for m in texts.messages(error) if m.text and not m.remark]
    order = _order(catalogue) if said else ()
    return next((m for wanted in order for m in said if m.locale == wanted), None)


def body(error: Error, catalogue: Catalogue) -> object:
    """A body of JSON that the service may send of an error, to be shown; None without a place.

    `<name>` stands for a value of the message, as where a service gives none.
    The id is that of an example of the page.
    """
    envelope = catalogue.envelope
    if not envelope.code:
        return None
    number = envelope.wire == "integer" and is_integer(error.code)
    told = message(error, catalogue)
    shown = (example.correlation_id for example in catalogue.examples)
    values: dict[str, str | int] = {
        "code": int(error.code) if number else error.code,
        "message": _filled(told, error) if told else "",
        "correlation_id": next(filter(None, shown), ""),
        "retry_after": _SECONDS if error.retryable.value else "",
    }
    made: object = [] if isinstance(envelope.code[0], int) else {}
    for what, path in paths(envelope).items():
        if values[what] != "":
            _put(made, path, values[what])
    return made


def _filled(told: Message, error: Error) -> str:
    parts = told.parts or (told.text,)
    named = (f"<{error.parameters[p].name}>" if isinstance(p, int) else p for p in parts)
    return "".join(named)


def _put(place: object, path: KeyPath, value: str | int) -> None:
    """Put a value at a path; what is there already stays. A place in an array is its first."""
    for size, key in enumerate(path, 1):
        after = path[size : size + 1]
        below: object = value if not after else [] if isinstance(after[0], int) else {}
        if isinstance(place, list) and isinstance(key, int):
            place += [] if place else [below]
            place = place[0]
        elif isinstance(place, dict) and isinstance(key, str):
            place = place.setdefault(key, below)
        else:
            return
