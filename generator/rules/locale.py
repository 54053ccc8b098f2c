"""What can be wrong between the locales of one catalogue."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def missing(span: Span, code: str, locale: str, other: Span) -> Diagnostic:
    """One locale of a catalogue lacks an error that another one has.

    The page may be older, or a row may have been lost.

    Example::

        TooManyRequests|TooManyRequests (429)|…

    stands on the English page, and no such row on the Japanese one.

    To mend it: bring the older page up to date.
    """
    return Diagnostic(
        "locale-missing",
        "warning",
        f"{locale} has no row for {code}",
        span,
        label=f"{code} is at {other.path}:{other.line}",
        help="bring the page up to date; until then the error has no text in this locale",
    )


def status(span: Span, code: str, here: str, there: str, other: Span) -> Diagnostic:
    """Two locales of a catalogue give one error different statuses.

    Example::

        DisabledFeature|Forbidden (403)|…

    on one page, and `DisabledFeature|BadRequest (400)|…` on the other.

    To mend it: find out which one the service sends, and correct the other.
    """
    return Diagnostic(
        "locale-status",
        "warning",
        f"{code} has status {here} here and {there} at {other.path}:{other.line}",
        span,
        label=f"{there} is taken",
        help="find out which one the service sends, and correct the other page",
    )


def parameters(span: Span, code: str, here: int, there: int, other: Span) -> Diagnostic:
    """Two locales of a catalogue have different numbers of placeholders in one message.

    Example::

        IP アドレスが無効です。

    beside `The IP address {the invalid IP} is invalid.`

    To mend it: put the placeholder back into the page that lost it.
    """
    return Diagnostic(
        "locale-parameters",
        "warning",
        f"the message of {code} has {here} placeholders here and {there} at "
        f"{other.path}:{other.line}",
        span,
        help="put the placeholder back into the page that lost it",
    )


def twice(span: Span, locale: str, other: str) -> Diagnostic:
    """Two pages of a catalogue are in one locale.

    Example::

        pages = ["docs/errors.md", "docs/errors-old.md"]

    To mend it: give each page its own locale in its front matter, or keep it in
    a folder that is named so (`docs/ja-JP/errors.md`); or make two catalogues.
    """
    return Diagnostic(
        "locale-twice",
        "error",
        f"this page and {other} are both in {locale}",
        span,
        help="say the locale in the front matter of each page (locale: ja-JP), or name its folder",
    )
