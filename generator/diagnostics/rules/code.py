"""What can be wrong with a code, or had to be restored."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rule import at, error, note, paste, rule, warning
from generator.diagnostics.source import Diagnostic, Level, Span


@rule("code-translated")
def code_translated(
    span: Span, code: str, why: str, pin: str, overlay: str, *, level: Level = "warning"
) -> Diagnostic:
    """A code was translated along with the page, and was restored from evidence.

    Only on a page that says it is a translation. The note or warning says
    which evidence there was; `show` and the JSON have it too.

    Example::

        禁止されています|禁止 (403)|許可されていません。

    is read as `Forbidden`, the registered name of its status, which no other
    row claims.

    To mend it: correct the cell on the page, or pin it in the overlay:
    `"禁止されています" = "Forbidden"` under `[codes]`.
    """
    return at(
        level,
        span,
        f"this code was translated; {code} was restored",
        label=f"read as {code}: {why}",
        help=f"to settle it, pin it in {overlay}:{paste(pin)}",
    )


@rule("code-doubtful")
def code_doubtful(
    span: Span, cell: str, why: str, likely: Sequence[str], pin: str, overlay: str
) -> Diagnostic:
    """A code on a translated page may have been damaged, and nothing confirms it.

    It is taken as it stands, because it is spelt like a code.

    Example::

        Ugyldiginput|BadRequest (400)|Ugyldigt input {det ugyldige input}.

    To mend it: compare it with the page in its original language, or give that
    page as a reference, and pin the code in the overlay under `[codes]`: the
    right one, or the cell's own if it is right.
    """
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
    """Nobody can tell which code a cell means: nothing is written until somebody says so.

    Example::

        No permitidaOperation|Prohibido (403)|{la operación no permitida y el motivo}.

    To mend it: look the code up in the page's original language, or give that
    page as a reference, or pin the cell in the overlay under `[codes]`.
    """
    maybe = f": {', '.join(likely)}?" if likely else ""
    return error(
        span,
        "this code cannot be read, and nothing says for certain which one it was",
        label=f"no other code of the page is spelt like this{maybe}",
        help=f"look it up and pin it in {overlay}:{paste(pin)}",
    )


@rule("code-duplicate")
def code_duplicate(span: Span, code: str, other: Span) -> Diagnostic:
    """One code stands in two rows, and in one of them it was restored.

    One of the two is wrong, so nothing is written.

    Example::

        Forbidden|Forbidden (403)|No access.
        Verboden (Forbidden)|Verboden (403)|Geen toegang.

    To mend it: correct the page, or pin the restored cell to the right code in
    the overlay under `[codes]`.
    """
    return error(
        span,
        f"{code} was restored here, and stands at {other.path}:{other.line} as well",
        label=f"the other {code} is at line {other.line}",
        help="pin this cell to the right code in the overlay under [codes]",
    )


@rule("code-repeated")
def code_repeated(span: Span, codes: Sequence[str], other: Span) -> Diagnostic:
    """A code stands in more than one row: one error that holds every variant.

    Example::

        INVALID_ARGUMENT|400|Client specified an invalid argument.
        INVALID_ARGUMENT|400|The size of the page is out of range.

    To mend it: nothing, if the service really sends one code for several
    reasons; else correct the page.
    """
    shown = ", ".join(codes[:5]) + (" …" if len(codes) > 5 else "")
    subject = f"{shown} stands" if len(codes) == 1 else f"{len(codes)} codes ({shown}) stand"
    return warning(
        span,
        f"{subject} in more than one row; each is one error with every variant",
        label=f"first at line {other.line}",
        help="nothing need be done if the service sends one code for several reasons",
    )


@rule("code-unconfirmed")
def code_unconfirmed(span: Span, code: str, reference: str) -> Diagnostic:
    """A translated page has a code that its reference lacks.

    It is taken as it stands: the reference may be an older version.

    Example::

        QuotaExceeded|TooManyRequests (429)|…

    on a translation whose reference has no such code.

    To mend it: bring the reference up to date, or correct the page.
    """
    return warning(
        span,
        f"{code} is not in {reference}",
        label="taken as the page spells it",
        help="bring the reference up to date if the service knows this code; else correct the page",
    )


@rule("code-foreign")
def code_foreign(span: Span, codes: Sequence[str]) -> Diagnostic:
    """A code has letters that are not ASCII, on a page that does not say it is a translation.

    It is taken as it stands.

    Example::

        erreur_réseau|The network failed.

    To mend it: nothing, if the service really sends this text. If the page is a
    translation, say `translated = true` in the configuration.
    """
    more = len(codes) - 1
    return warning(
        span,
        f"the code {codes[0]} is not ASCII" + (f", nor are {more} others" if more else ""),
        label="taken as the page spells it",
        help="if the page is a translation, say so: translated = true in the configuration",
    )


@rule("name-collision")
def name_collision(span: Span, code: str, given: str, wanted: str, lines: str) -> Diagnostic:
    """Two errors would have one class name; one of them has its code or a number appended.

    The same one always does: the error whose code sorts first keeps the name.

    Example::

        10003|Unknown channel
        10004|Unknown channel

    To mend it: nothing; or name the class in the overlay: `name = "UnknownGuildChannel"`
    under `[errors.10004]`.
    """
    return note(
        span,
        f"another error is called {wanted}, so the class for {code} is {given}",
        help=f"to choose another name, say it in the overlay:{paste(lines)}",
    )
