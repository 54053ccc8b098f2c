"""What can become of a code."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def added(span: Span, code: str) -> Diagnostic:
    """A code is new.

    Example::

        + QuotaExceeded|TooManyRequests (429)|The quota is used up.

    To mend it: nothing; clients that know the old codes take it for an unknown
    one. Release a minor version.
    """
    return Diagnostic("code-added", "note", f"{code} is new", span)


def removed(span: Span, code: str, retire: str, *, kept: bool) -> Diagnostic:
    """A code is gone from the page, and its class from the generated code.

    Only a note where the overlay retires it: then its class and its page stay.

    Example::

        - QuotaExceeded|TooManyRequests (429)|The quota is used up.

    To mend it: if clients may still have to catch it, retire it in the overlay:
    `QuotaExceeded = "since version 2"` under `[retired]`. Else release a major
    version.
    """
    if kept:
        return Diagnostic("code-removed", "note", f"{code} was retired; its class stays", span)
    text = f"to keep its class, retire it in the overlay:\n{retire}"
    return Diagnostic("code-removed", "error", f"{code} is gone", span, help=text)


def renamed(span: Span, old: str, new: str, alias: str, *, kept: bool) -> Diagnostic:
    """A row has another code than before: same place or message, same status, as many parameters.

    Only a note where the overlay keeps the old name as an alias.

    Example::

        - QuotaExceeded|TooManyRequests (429)|The quota is used up.
        + QuotaUsedUp|TooManyRequests (429)|The quota is used up.

    To mend it: keep the old name in the overlay: `aliases = ["QuotaExceeded"]`
    under `[errors.QuotaUsedUp]`. Else release a major version.
    """
    if kept:
        text = f"{old} is called {new} now; the old name stays"
        return Diagnostic("code-renamed", "note", text, span)
    text = f"to keep the old name, add to the overlay:\n{alias}"
    return Diagnostic("code-renamed", "error", f"{old} is called {new} now", span, help=text)


def recased(span: Span, old: str, new: str, alias: str, *, kept: bool) -> Diagnostic:
    """A code is the same word as before in other letters, and a client compares letter by letter.

    Only a note where the overlay keeps the old spelling as an alias.

    Example::

        - NotFound|Not Found (404)|Nothing is there.
        + NOT_FOUND|Not Found (404)|Nothing is there.

    To mend it: look at what the service really sends, and correct the page; or
    keep the old spelling in the overlay: `aliases = ["NotFound"]` under
    `[errors.NOT_FOUND]`. Else release a major version.
    """
    if kept:
        text = f"{old} is spelt {new} now; the old spelling stays"
        return Diagnostic("code-recased", "note", text, span)
    text = f"to keep the old spelling, add to the overlay:\n{alias}"
    return Diagnostic("code-recased", "error", f"{old} is spelt {new} now", span, help=text)
