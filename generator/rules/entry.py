"""What can be wrong with a row as an entry of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from generator.source import Diagnostic, Level, Span


def codeless(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    """A row of the error table says something, but its code cell is empty.

    A row whose name and status are empty as well goes on with the row above it
    and is no mistake.

    Example::

        | Code      | Status | Message          |
        | --------- | ------ | ---------------- |
        | NotFound  | 404    | No such machine. |
        |           | 403    | Not allowed.     |

    To mend it: write the code into the cell, or delete the row.
    """
    return Diagnostic(
        "entry-codeless",
        "error",
        "this row has no code",
        span,
        label=f"the code cell is empty{_also(lines)}",
        help="write the code into the cell, or delete the row",
    )


def skipped(
    span: Span, text: str, why: str, lines: Sequence[int] = (), *, level: Level = "note"
) -> Diagnostic:
    """A row names no single code, so no error is made of it.

    It is a template (`{{SPECIFIC_CODE}}`), stands for a class of codes (`4xx`,
    `-32000 to -32099`), says that there is no code (`N/A`), is a heading inside
    the table, or holds prose where the other rows hold codes.

    Example::

        | `{{SPECIFIC_CODE}}` | A code of your own. |

    To mend it: nothing, if that is so; else write the code alone into the cell.
    """
    return Diagnostic(
        "entry-skipped",
        level,
        f"no error was made of this row: {why}",
        span,
        label=f"{text[:60]}{_also(lines)}",
        help="if it is a code, write it alone into the cell",
    )


def expanded(span: Span, text: str, codes: Sequence[str], lines: Sequence[int] = ()) -> Diagnostic:
    """A cell names several codes without writing each of them out.

    A range of numbers (`5-7`) is every number in it; a code that begins with a
    dot behind another one (`A.B / .C`) replaces the last part of that.

    Example::

        | 26-33 | The disk is damaged. |

    To mend it: nothing, if that is meant; else write the codes out.
    """
    shown = ", ".join(codes[:8]) + (", …" if len(codes) > 8 else "")
    return Diagnostic(
        "entry-expanded",
        "note",
        f"{text[:60]} was read as {len(codes)} codes: {shown}",
        span,
        label=f"each is an error of its own{_also(lines)}",
        help="if that is not meant, write the codes out",
    )


def _also(lines: Sequence[int]) -> str:
    if not lines:
        return ""
    shown = ", ".join(map(str, lines[:8])) + (" …" if len(lines) > 8 else "")
    return f"; also at line{'s' * (len(lines) > 1)} {shown}"
