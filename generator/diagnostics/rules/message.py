"""What can be wrong with messages, their parameters and their languages."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rules import also, error, note, paste, rule, several, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("parameter-unnamed")
def parameter_unnamed(
    span: Span, codes: Sequence[str], lines: str, overlay: str, *, shown: int, others: Sequence[int]
) -> Diagnostic:
    every = f" (the first {shown}; error-table pin writes them all)" if shown < len(codes) else ""
    return warning(
        span,
        f"the parameters of {several(codes, 3)} have no words that make a name",
        label=f"named after the code{also(others)}",
        help=f"name them in {overlay}{every}:{paste(lines)}",
    )


@rule("parameter-repaired")
def parameter_repaired(span: Span, code: str, lines: Sequence[int] = ()) -> Diagnostic:
    return note(
        span,
        f"the braces in the message of {code} do not match",
        label="read as if they did",
        help="correct the braces on the page" + also(lines),
    )


@rule("parameter-count")
def parameter_count(span: Span, code: str, named: int, found: int) -> Diagnostic:
    return error(
        span,
        f"{code} has {found} placeholders on the page, and {named} names in the overlay",
        help="name each placeholder of the message once, in its order",
    )


@rule("parameter-name")
def parameter_name(span: Span, code: str, text: str) -> Diagnostic:
    return error(
        span,
        f'"{text}" is no name for a parameter of {code}',
        help="write it in snake_case, ASCII, beginning with a letter, and no keyword of Python",
    )


@rule("parameter-unknown")
def parameter_unknown(
    span: Span,
    code: str,
    text: str,
    near: str,
    known: Sequence[str],
    lines: str,
    overlay: str,
) -> Diagnostic:
    have = f"the parameters are {several(known, 12)}" if known else f"{code} has no parameters"
    more = f"; to name one that only this message has, say in {overlay}:{paste(lines)}"
    return error(
        span,
        f'{code} has no parameter "{text}"',
        label=f"did you mean {near}?" if near else "",
        help=have + more * bool(lines),
    )


# --- Languages ---
@rule("message-taken")
def message_taken(span: Span, code: str, locale: str) -> Diagnostic:
    return warning(
        span,
        f"{code} has a message in {locale} already, and that one is taken",
        help=f"delete this text; `messages` has locales in which nothing is said of {code} yet",
    )


@rule("locale-unspoken")
def locale_unspoken(
    span: Span, locale: str, spoken: Sequence[str], lines: str, overlay: str
) -> Diagnostic:
    return error(
        span,
        f"the service is to speak {locale}, and no message is in {locale}",
        label=f"the messages are in {', '.join(spoken)}",
        help=f"name one of these; or write messages in {locale} in {overlay}:{paste(lines)}",
    )


@rule("locale-missing")
def locale_missing(
    span: Span, codes: Sequence[str], locale: str, other: Span, lines: Sequence[int] = ()
) -> Diagnostic:
    return warning(
        span,
        f"{locale} has no row for {several(codes, 3)}",
        label=f"{codes[0]} is at {other.path}:{other.line}{also(lines, 'others at')}",
        help="bring the page up to date; until then the error has no text in this locale",
    )


@rule("locale-code")
def locale_code(
    span: Span,
    here: tuple[str, str],
    there: tuple[str, str],
    other: Span,
    why: str,
    lines: str,
    overlay: str,
    *,
    mends: bool,
) -> Diagnostic:
    """`here` and `there` are a code and its locale; `mends`: the page's own word restores it."""
    says = "write `translation: machine` into the front matter of its page, or " * mends
    return warning(
        span,
        f"{here[0]} of {here[1]} looks like {there[0]} of {there[1]}, translated",
        label=f"{there[0]} is at {other.path}:{other.line}: {why}",
        help="if they are two errors, write the missing row into each page; "
        f"if it was translated, {says}settle it in {overlay}:{paste(lines)}",
    )


@rule("locale-status")
def locale_status(
    span: Span, code: str, here: str, there: str, other: Span, lines: Sequence[int] = ()
) -> Diagnostic:
    return warning(
        span,
        f"{code} has status {here} here and {there} at {other.path}:{other.line}",
        label=f"the catalogue has {there}{also(lines, 'other statuses at')}",
        help="find out which one the service sends, and correct the other page",
    )


@rule("locale-parameters")
def locale_parameters(
    span: Span, code: str, here: int, there: int, other: Span, lines: Sequence[int] = ()
) -> Diagnostic:
    return warning(
        span,
        f"the message of {code} has {here} placeholders here and {there} at "
        f"{other.path}:{other.line}",
        help="put the placeholder back into the page that lost it" + also(lines),
    )


@rule("locale-twice")
def locale_twice(span: Span, locale: str, other: str, line: str) -> Diagnostic:
    return error(
        span,
        f"this page and {other} are both in {locale}",
        help="make a catalogue of each; or, if one is in another language, say so with --locale "
        f"of show and init, or in the catalogue's table of the configuration:{paste(line)}",
    )
