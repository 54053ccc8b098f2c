"""What the pages say of an error and its body, as every language takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.model import (
    Catalogue,
    Envelope,
    Error,
    Example,
    Key,
    KeyPath,
    Message,
    Text,
    spelt_out,
)
from generator.render.views import hierarchy, licences

# Keys that services use, in the order in which they are asked: OData and plain
# JSON, WeChat and the like, OAuth (RFC 6749, section 5.2), problem details (RFC 9457).
_CODES = (
    *("code", "errorCode", "error_code", "errcode", "errorcode", "ret", "retcode"),
    *("resultCode", "returnCode", "Code", "error", "type"),
)
_MESSAGES = (
    *("message", "error_description", "errorMessage", "error_message"),
    *("detail", "description", "title", "msg", "errmsg", "errMsg", "Message"),
)
# What is tried only where nothing says what a service calls it.
_RARE = frozenset("""
errcode errorcode ret retcode resultCode returnCode Code msg errmsg errMsg Message
""".split())  # noqa: SIM905  (a list of words reads better so)
_IDS = ("correlationId", "correlation_id", "requestId", "request_id", "traceId", "trace_id")


def keys(envelope: Envelope) -> dict[str, tuple[str, ...]]:
    """The keys to ask an error object for, the documented one first."""
    return {
        "code_keys": _first(envelope.code, _CODES),
        "message_keys": _first(envelope.message, _MESSAGES),
        "correlation_keys": _first(envelope.correlation_id, _IDS),
    }


def _first(path: tuple[Key, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    own = [key for key in path[-1:] if isinstance(key, str)]
    # What stands in front of a service with names of its own has none of the rarer ones.
    usual = [key for key in others if not own or key not in _RARE]
    return tuple(dict.fromkeys((*own, *usual)))


def path(keys: KeyPath) -> str:
    """Where something stands in a body, for people: `errors[].code`, whatever the place in it."""
    shown = "".join("[]" if isinstance(key, int) else f".{key}" for key in keys)
    return shown.removeprefix(".")


def summary(error: Error, quoted: Callable[[str], str]) -> str:
    """A code, the name beside it, and its statuses: "`42` (`Gone`): HTTP 410 Gone."."""
    symbol = f" ({quoted(error.name)})" if error.name not in ("", error.code) else ""
    said = " or ".join(map(hierarchy.status_title, error.statuses)) or "no documented status"
    return f"{quoted(error.code)}{symbol}: {said}."


def messages(error: Error) -> tuple[Message, ...]:
    """The messages of every row of an error, none twice."""
    rows = (error.messages, *(variant.messages for variant in error.variants))
    return tuple(dict.fromkeys(message for row in rows for message in row))


def in_locale(texts: tuple[Text, ...], locale: str) -> tuple[Text, ...]:
    """Those of the texts that are in a locale; all of them where none is."""
    return tuple(text for text in texts if text.locale == locale) or texts


def said(texts: tuple[Text, ...], locale: str) -> tuple[str, ...]:
    """What the texts say in a locale, for where nothing can be linked; nothing twice."""
    found = (spelt_out(text.text, text.marks) for text in in_locale(texts, locale))
    return tuple(dict.fromkeys(found))


def sample(catalogue: Catalogue, others: Iterable[Error] = ()) -> Error | None:
    """The error for examples: one that the page shows, else the first of the others, or of all.

    One that is retired or deprecated is nothing to copy, if there is another.
    """
    shown = (catalogue.error(example.code) for example in catalogue.examples)
    found = [error for error in (*shown, *others, *catalogue.errors) if error]
    return next((e for e in found if not e.is_outdated), next(iter(found), None))


def failed(catalogue: Catalogue) -> tuple[Example, ...]:
    """The bodies of errors that the page shows; those of its successes are none."""
    fine = {success.code.strip().casefold() for success in catalogue.successes}
    return tuple(e for e in catalogue.examples if e.code.strip().casefold() not in fine)


def attribution(catalogue: Catalogue, page: str) -> tuple[tuple[str, str], ...]:
    """What a licence such as CC BY asks for, as (label, text); `page` is the label of the title.

    Nothing where the overlay says nothing of it.
    """
    address = licences.address(catalogue.licence)
    lines = {
        page: catalogue.title,
        "Author": catalogue.author,
        "Origin": catalogue.origin,
        "Licence": f"{catalogue.licence} ({address})" if address else catalogue.licence,
    }
    told = catalogue.author or catalogue.origin or catalogue.licence
    return tuple((label, text) for label, text in lines.items() if told and text)
