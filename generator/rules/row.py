"""What can be wrong with a row of a table."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def padded(span: Span, cells: int, columns: int, lines: tuple[int, ...] = ()) -> Diagnostic:
    """A row has fewer cells than its table has columns; the others are read as empty.

    Example::

        | Code | Status | Message |
        |------|--------|---------|
        | NotFound | 404 |

    To mend it: write the missing cell, or an empty one.
    """
    return Diagnostic(
        "row-padded",
        "warning",
        f"this row has {cells} of {columns} cells; the others are read as empty",
        span,
        help="write the missing cells, empty ones as | |" + _also(lines),
    )


def overflow(span: Span, cells: int, columns: int) -> Diagnostic:
    """A row has more cells than its table has columns, and text would be cut away.

    GitHub does not show the cells that are too many. Often a pipe inside a
    cell is the reason.

    Example::

        | Code | Message |
        |------|---------|
        | Invalid | Use a | b. |

    To mend it: write a pipe inside a cell as `\\|`.
    """
    return Diagnostic(
        "row-overflow",
        "error",
        f"this row has {cells} cells and its table {columns} columns",
        span,
        label="GitHub does not show this",
        help="write a pipe inside a cell as \\|, or give the header one more column",
    )


def lone_pipe(span: Span, lines: tuple[int, ...] = ()) -> Diagnostic:
    """A line in a table is a lone pipe; it is no row.

    Example::

        | NotFound | 404 |
        |

    To mend it: delete the line.
    """
    return Diagnostic(
        "row-lone-pipe",
        "note",
        "a lone pipe is no row",
        span,
        label="skipped",
        help="delete this line" + _also(lines),
    )


def dropped(span: Span, lines: tuple[int, ...] = ()) -> Diagnostic:
    """A line in a table is a border, or an instruction to a site generator; it is no row.

    Example::

        | NotFound | 404 |
        |----------|-----|
        {: #errors}

    To mend it: nothing needs to be done.
    """
    return Diagnostic(
        "row-dropped",
        "note",
        "this line is a border or an instruction, no row",
        span,
        label="skipped",
        help="nothing needs to be done" + _also(lines),
    )


def joined(span: Span, lines: tuple[int, ...] = ()) -> Diagnostic:
    """A row is broken over several lines and closed by a lone pipe; it is read as one.

    GitHub ends the table at such a line.

    Example::

        | NotFound | Nothing is there.

         |

    To mend it: write the row on one line; a line break in a cell is `<br>`.
    """
    return Diagnostic(
        "row-joined",
        "warning",
        "this row is broken over several lines; it is read as one",
        span,
        label="GitHub does not show it so",
        help="write the row on one line; a line break in a cell is <br>" + _also(lines),
    )


def indented(span: Span, lines: tuple[int, ...] = ()) -> Diagnostic:
    """A row is indented so far that GitHub takes it for code; it is read as a row.

    Example::

        | Code | Status |
        |------|--------|
            | NotFound | 404 |

    To mend it: indent the row as the rows above.
    """
    return Diagnostic(
        "row-indented",
        "warning",
        "this row is indented like code; it is read as a row",
        span,
        label="GitHub ends the table before it",
        help="indent the row as the rows above" + _also(lines),
    )


def broken(span: Span) -> Diagnostic:
    """A line seems to be the rest of the row above, which GitHub shows as a row of its own.

    Example::

        | NotFound | Nothing is
        there. |

    To mend it: write the row on one line; a line break in a cell is `<br>`.
    """
    return Diagnostic(
        "row-broken",
        "error",
        "this line seems to be the rest of the row above",
        span,
        label="GitHub shows it as a row of its own",
        help="write the row on one line; a line break in a cell is <br>",
    )


def shifted(span: Span, cells: int, columns: int, lines: tuple[int, ...] = ()) -> Diagnostic:
    """A row lacks its first cells, so that all others stand one column too far to the left.

    This is what becomes of a table whose cells were merged.

    Example::

        | Status | Code | Message |
        |--------|------|---------|
        | 400 | InvalidName | The name is wrong. |
        | InvalidSize | The size is wrong. |

    To mend it: write the missing cell at the beginning of the row.
    """
    return Diagnostic(
        "row-shifted",
        "error",
        f"this row has {cells} of {columns} cells, and the first seems to be missing",
        span,
        label="GitHub shows this in the first column",
        help="write the missing cell at the beginning of the row" + _also(lines),
    )


def _also(lines: tuple[int, ...]) -> str:
    """The other lines that have the same problem."""
    if not lines:
        return ""
    shown = ", ".join(str(line) for line in lines[:8])
    rest = f" and {len(lines) - 8} more" if len(lines) > 8 else ""
    return f"; so too line{'s' * (len(lines) > 1)} {shown}{rest}"
