"""What can be wrong with a code, or had to be restored."""

from __future__ import annotations

from collections.abc import Sequence

from generator.source import Diagnostic, Level, Span


def _pin(overlay: str, cell: str, code: str) -> str:
    """The overlay's lines that settle what a cell means."""
    key = cell.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'pin it in {overlay}:\n    [codes]\n    "{key}" = "{code}"'


def translated(
    span: Span, cell: str, code: str, why: str, overlay: str, *, level: Level = "warning"
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
    return Diagnostic(
        "code-translated",
        level,
        f"this code was translated; {code} was restored",
        span,
        label=f"read as {code}: {why}",
        help=f"to settle it, {_pin(overlay, cell, code)}",
    )


def doubtful(span: Span, cell: str, why: str, likely: Sequence[str], overlay: str) -> Diagnostic:
    """A code on a translated page may have been damaged, and nothing confirms it.

    It is taken as it stands, because it is spelt like a code.

    Example::

        Ugyldiginput|BadRequest (400)|Ugyldigt input {det ugyldige input}.

    To mend it: compare it with the page in its original language, or give that
    page as a reference, and pin the code in the overlay under `[codes]`: the
    right one, or the cell's own if it is right.
    """
    better = f"; it may be {' or '.join(likely)}" if likely else ""
    return Diagnostic(
        "code-doubtful",
        "warning",
        f"{cell} may be a damaged code{better}",
        span,
        label=why,
        help=f"if it is right, {_pin(overlay, cell, cell)}\n"
        f'if not, with the right code: "{cell}" = "{likely[0] if likely else "..."}"',
    )


def unreadable(
    span: Span, cell: str, likely: Sequence[str], paste: str, overlay: str
) -> Diagnostic:
    """Nobody can tell which code a cell means: nothing is written until somebody says so.

    Example::

        No permitidaOperation|Prohibido (403)|{la operación no permitida y el motivo}.

    To mend it: look the code up in the page's original language, or give that
    page as a reference, or pin the cell in the overlay under `[codes]`.
    """
    maybe = f": {', '.join(likely)}?" if likely else ""
    return Diagnostic(
        "code-unreadable",
        "error",
        "this code cannot be read, and nothing says for certain which one it was",
        span,
        label=f"no other code of the page is spelt like this{maybe}",
        help=f"look it up and {_pin(overlay, cell, paste)}",
    )


def duplicate(span: Span, code: str, other: Span) -> Diagnostic:
    """One code stands in two rows, and in one of them it was restored.

    One of the two is wrong, so nothing is written.

    Example::

        Forbidden|Forbidden (403)|No access.
        Verboden (Forbidden)|Verboden (403)|Geen toegang.

    To mend it: correct the page, or pin the restored cell to the right code in
    the overlay under `[codes]`.
    """
    return Diagnostic(
        "code-duplicate",
        "error",
        f"{code} was restored here, and stands at {other.path}:{other.line} as well",
        span,
        label=f"the other {code} is at line {other.line}",
        help="pin this cell to the right code in the overlay under [codes]",
    )


def repeated(span: Span, codes: Sequence[str], other: Span) -> Diagnostic:
    """A code stands in more than one row: one error that holds every variant.

    Example::

        INVALID_ARGUMENT|400|Client specified an invalid argument.
        INVALID_ARGUMENT|400|The size of the page is out of range.

    To mend it: nothing, if the service really sends one code for several
    reasons; else correct the page.
    """
    shown = ", ".join(codes[:5]) + (" …" if len(codes) > 5 else "")
    subject = f"{shown} stands" if len(codes) == 1 else f"{len(codes)} codes ({shown}) stand"
    return Diagnostic(
        "code-repeated",
        "warning",
        f"{subject} in more than one row; each is one error with every variant",
        span,
        label=f"first at line {other.line}",
        help="nothing need be done if the service sends one code for several reasons",
    )


def unconfirmed(span: Span, code: str, reference: str) -> Diagnostic:
    """A translated page has a code that its reference lacks.

    It is taken as it stands: the reference may be an older version.

    Example::

        QuotaExceeded|TooManyRequests (429)|…

    on a translation whose reference has no such code.

    To mend it: bring the reference up to date, or correct the page.
    """
    return Diagnostic(
        "code-unconfirmed",
        "warning",
        f"{code} is not in {reference}",
        span,
        label="taken as the page spells it",
        help="bring the reference up to date if the service knows this code; else correct the page",
    )


def foreign(span: Span, codes: Sequence[str]) -> Diagnostic:
    """A code has letters that are not ASCII, on a page that does not say it is a translation.

    It is taken as it stands.

    Example::

        erreur_réseau|The network failed.

    To mend it: nothing, if the service really sends this text. If the page is a
    translation, say `translated = true` in the configuration.
    """
    more = len(codes) - 1
    return Diagnostic(
        "code-foreign",
        "warning",
        f"the code {codes[0]} is not ASCII" + (f", nor are {more} others" if more else ""),
        span,
        label="taken as the page spells it",
        help="if the page is a translation, say so: translated = true in the configuration",
    )
