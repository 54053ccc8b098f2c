"""What can be wrong with messages, their parameters and their languages."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rule import error, note, paste, rule, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("parameter-unnamed")
def parameter_unnamed(span: Span, codes: Sequence[str], lines: str, overlay: str) -> Diagnostic:
    """The words of a placeholder make no name, so its name was derived from the code.

    Names must not change when a translation does.

    Example::

        InvalidHashValue|BadRequest (400)|ハッシュ値 {無効なハッシュ} が無効です。

    gives `invalid_hash_value_1`.

    To mend it: name the parameters in the overlay, in the order of the message:
    `parameters = ["invalid_hash"]` under `[errors.InvalidHashValue]`.
    """
    shown = ", ".join(codes[:3]) + (f" and {len(codes) - 3} more" if len(codes) > 3 else "")
    return warning(
        span,
        f"the parameters of {shown} have no words that make a name",
        help=f"name them in {overlay}:{paste(lines)}",
    )


@rule("parameter-repaired")
def parameter_repaired(span: Span, code: str) -> Diagnostic:
    """A placeholder has lost a brace, or stands inside another one.

    It was counted as if the brace were there.

    Example::

        Żądana akcja} jest obsługiwana w wersji {obsługiwana wersja} i nowszych.

    To mend it: correct the braces on the page.
    """
    return note(
        span,
        f"the braces in the message of {code} do not match",
        label="read as if they did",
        help="correct the braces on the page",
    )


@rule("parameter-count")
def parameter_count(span: Span, code: str, named: int, found: int) -> Diagnostic:
    """The overlay names more or fewer parameters than the message has.

    Example::

        [errors.InvalidHashValue]
        parameters = ["hash", "value"]

    where the message has one placeholder.

    To mend it: name each placeholder once, in the order of the message.
    """
    return error(
        span,
        f"{code} has {found} placeholders on the page, and {named} names in the overlay",
        help="name each placeholder of the message once, in its order",
    )


@rule("parameter-name")
def parameter_name(span: Span, code: str, text: str) -> Diagnostic:
    """A name that the overlay gives a parameter is not fit for code.

    Example::

        [errors.InvalidHashValue]
        parameters = ["invalid hash"]

    To mend it: write it in snake_case, ASCII, and no keyword: `invalid_hash`.
    """
    return error(
        span,
        f'"{text}" is no name for a parameter of {code}',
        help="write it in snake_case, ASCII, beginning with a letter, and no keyword of Python",
    )


@rule("locale-missing")
def locale_missing(span: Span, code: str, locale: str, other: Span) -> Diagnostic:
    """One locale of a catalogue lacks an error that another one has.

    The page may be older, or a row may have been lost.

    Example::

        TooManyRequests|TooManyRequests (429)|…

    stands on the English page, and no such row on the Japanese one.

    To mend it: bring the older page up to date.
    """
    return warning(
        span,
        f"{locale} has no row for {code}",
        label=f"{code} is at {other.path}:{other.line}",
        help="bring the page up to date; until then the error has no text in this locale",
    )


@rule("locale-status")
def locale_status(span: Span, code: str, here: str, there: str, other: Span) -> Diagnostic:
    """Two locales of a catalogue give one error different statuses.

    Example::

        DisabledFeature|Forbidden (403)|…

    on one page, and `DisabledFeature|BadRequest (400)|…` on the other.

    To mend it: find out which one the service sends, and correct the other.
    """
    return warning(
        span,
        f"{code} has status {here} here and {there} at {other.path}:{other.line}",
        label=f"{there} is taken",
        help="find out which one the service sends, and correct the other page",
    )


@rule("locale-parameters")
def locale_parameters(span: Span, code: str, here: int, there: int, other: Span) -> Diagnostic:
    """Two locales of a catalogue have different numbers of placeholders in one message.

    Example::

        IP アドレスが無効です。

    beside `The IP address {the invalid IP} is invalid.`

    To mend it: put the placeholder back into the page that lost it.
    """
    return warning(
        span,
        f"the message of {code} has {here} placeholders here and {there} at "
        f"{other.path}:{other.line}",
        help="put the placeholder back into the page that lost it",
    )


@rule("locale-twice")
def locale_twice(span: Span, locale: str, other: str) -> Diagnostic:
    """Two pages of a catalogue are in one locale.

    Example::

        pages = ["docs/errors.md", "docs/errors-old.md"]

    To mend it: give each page its own locale in its front matter, or keep it in
    a folder that is named so (`docs/ja-JP/errors.md`); or make two catalogues.
    """
    return error(
        span,
        f"this page and {other} are both in {locale}",
        help="say the locale in the front matter of each page (locale: ja-JP), or name its folder",
    )
