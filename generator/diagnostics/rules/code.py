"""What can be wrong with a code, or had to be restored."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rules import also, at, error, note, paste, rule, several, warning
from generator.diagnostics.source import Diagnostic, Level, Span


@rule("code-translated")
def code_translated(
    span: Span, code: str, why: str, pin: str, overlay: str, *, level: Level = "warning"
) -> Diagnostic:
    return at(
        level,
        span,
        f"this code was translated; {code} was restored",
        label=f"read as {code}: {why}",
        help=f"to settle it, pin it in {overlay}:{paste(pin)}",
    )


@rule("code-contradicted")
def code_contradicted(span: Span, code: str, other: str, why: str, overlay: str) -> Diagnostic:
    return note(
        span,
        f"this code is pinned to {code}, and without that it would be {other}",
        label=f"it would be {other}: {why}",
        help=f"if {code} is right, nothing is to be done; if not, take its line out of "
        f"[codes] in {overlay}",
    )


@rule("code-doubtful")
def code_doubtful(
    span: Span, cell: str, why: str, likely: Sequence[str], pin: str, overlay: str
) -> Diagnostic:
    better = f"; it may be {' or '.join(likely)}" if likely else ""
    return warning(
        span,
        f"{cell} may be a damaged code{better}",
        label=why,
        help=f"if it is right, pin it in {overlay}, and if not, the right code in its place:"
        f"{paste(pin)}",
    )


@rule("code-unreadable")
def code_unreadable(span: Span, likely: Sequence[str], pin: str, overlay: str) -> Diagnostic:
    maybe = f": {', '.join(likely)}?" if likely else ""
    return error(
        span,
        "this code cannot be read, and nothing says for certain which one it was",
        label=f"no other code of the page is spelt like this{maybe}",
        help=f"look it up and pin it in {overlay}:{paste(pin)}",
    )


@rule("code-duplicate")
def code_duplicate(span: Span, code: str, other: Span, overlay: str) -> Diagnostic:
    return error(
        span,
        f"{code} was restored here, and stands at {other.path}:{other.line} as well",
        label=f"the other {code} is at line {other.line}",
        help=f"pin this cell to the right code in {overlay} under [codes]",
    )


@rule("code-repeated")
def code_repeated(
    span: Span,
    codes: Sequence[str],
    other: Span,
    lines: Sequence[int] = (),
    *,
    apart: bool = False,
) -> Diagnostic:
    """`apart` says that the rows are of several tables, which may have codes of their own."""
    tables = "; if the tables list codes of different services, make a catalogue of each"
    return warning(
        span,
        f"{several(codes, 3)} {'stands' if len(codes) == 1 else 'stand'} in more than one row; "
        "each is one error with every variant",
        label=f"first at line {other.line}",
        help="nothing need be done if the service sends one code for several reasons"
        + tables * apart
        + also(lines),
    )


@rule("code-unconfirmed")
def code_unconfirmed(span: Span, code: str, reference: str) -> Diagnostic:
    return warning(
        span,
        f"{code} is not in {reference}",
        label="taken as the page spells it",
        help="bring the reference up to date if the service knows this code; else correct the page",
    )


@rule("code-foreign")
def code_foreign(span: Span, codes: Sequence[str]) -> Diagnostic:
    more = len(codes) - 1
    return warning(
        span,
        f"the code {codes[0]} is not ASCII" + (f", nor are {more} others" if more else ""),
        label="taken as the page spells it",
        help="if the page is a translation, say so: translated = true in the configuration",
    )


# --- Class names ---
@rule("name-collision")
def name_collision(span: Span, given: Sequence[str], lines: str, overlay: str) -> Diagnostic:
    codes = f"{len(given)} codes" if len(given) > 1 else "one code"
    return note(
        span,
        f"{codes} would share a class name with another, so each has its code in its own: "
        f"{several(given)}",
        help=f"to settle whose a name is, say it in {overlay}:{paste(lines)}",
    )
