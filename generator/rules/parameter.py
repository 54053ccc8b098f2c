"""What can be wrong with the parameters of a message."""

from __future__ import annotations

from collections.abc import Sequence

from generator.source import Diagnostic, Span


def unnamed(span: Span, codes: Sequence[str], lines: str, overlay: str) -> Diagnostic:
    """The words of a placeholder make no name, so its name was derived from the code.

    Names must not change when a translation does.

    Example::

        InvalidHashValue|BadRequest (400)|ハッシュ値 {無効なハッシュ} が無効です。

    gives `invalid_hash_value_1`.

    To mend it: name the parameters in the overlay, in the order of the message:
    `parameters = ["invalid_hash"]` under `[errors.InvalidHashValue]`.
    """
    shown = ", ".join(codes[:3]) + (f" and {len(codes) - 3} more" if len(codes) > 3 else "")
    return Diagnostic(
        "parameter-unnamed",
        "warning",
        f"the parameters of {shown} have no words that make a name",
        span,
        help=f"name them in {overlay}:\n{lines}",
    )


def repaired(span: Span, code: str) -> Diagnostic:
    """A placeholder has lost a brace, or stands inside another one.

    It was counted as if the brace were there.

    Example::

        Żądana akcja} jest obsługiwana w wersji {obsługiwana wersja} i nowszych.

    To mend it: correct the braces on the page.
    """
    return Diagnostic(
        "parameter-repaired",
        "note",
        f"the braces in the message of {code} do not match",
        span,
        label="read as if they did",
        help="correct the braces on the page",
    )


def count(span: Span, code: str, named: int, found: int) -> Diagnostic:
    """The overlay names more or fewer parameters than the message has.

    Example::

        [errors.InvalidHashValue]
        parameters = ["hash", "value"]

    where the message has one placeholder.

    To mend it: name each placeholder once, in the order of the message.
    """
    return Diagnostic(
        "parameter-count",
        "error",
        f"{code} has {found} placeholders on the page, and {named} names in the overlay",
        span,
        help="name each placeholder of the message once, in its order",
    )


def name(span: Span, code: str, text: str) -> Diagnostic:
    """A name that the overlay gives a parameter is not fit for code.

    Example::

        [errors.InvalidHashValue]
        parameters = ["invalid hash"]

    To mend it: write it in snake_case, ASCII, and no keyword: `invalid_hash`.
    """
    return Diagnostic(
        "parameter-name",
        "error",
        f'"{text}" is no name for a parameter of {code}',
        span,
        help="write it in snake_case, ASCII, beginning with a letter, and no keyword of Python",
    )
