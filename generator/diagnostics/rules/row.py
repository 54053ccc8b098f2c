"""What can be wrong with a row, and with what stands beside rows."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rule import at, error, note, rule, several, warning
from generator.diagnostics.source import Diagnostic, Level, Span


@rule("row-padded")
def row_padded(span: Span, cells: int, columns: int, lines: Sequence[int] = ()) -> Diagnostic:
    """A row has fewer cells than its table has columns; the others are read as empty.

    Example::

        | Code | Status | Message |
        |------|--------|---------|
        | NotFound | 404 |

    To mend it: write the missing cell, or an empty one.
    """
    return warning(
        span,
        f"this row has {cells} of {columns} cells; the others are read as empty",
        help="write the missing cells, empty ones as | |" + _also(lines),
    )


@rule("row-overflow")
def row_overflow(span: Span, cells: int, columns: int) -> Diagnostic:
    """A row has more cells than its table has columns, and text would be cut away.

    GitHub does not show the cells that are too many. Often a pipe inside a
    cell is the reason.

    Example::

        | Code | Message |
        |------|---------|
        | Invalid | Use a | b. |

    To mend it: write a pipe inside a cell as `\\|`.
    """
    return error(
        span,
        f"this row has {cells} cells and its table {columns} columns",
        label="GitHub does not show this",
        help="write a pipe inside a cell as \\|, or give the header one more column",
    )


@rule("row-lone-pipe")
def row_lone_pipe(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    """A line in a table is a lone pipe; it is no row.

    Example::

        | NotFound | 404 |
        |

    To mend it: delete the line.
    """
    return note(
        span, "a lone pipe is no row", label="skipped", help="delete this line" + _also(lines)
    )


@rule("row-dropped")
def row_dropped(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    """A line in a table is a border, or an instruction to a site generator; it is no row.

    Example::

        | NotFound | 404 |
        |----------|-----|
        {: #errors}

    To mend it: nothing needs to be done.
    """
    return note(
        span,
        "this line is a border or an instruction, no row",
        label="skipped",
        help="nothing needs to be done" + _also(lines),
    )


@rule("row-joined")
def row_joined(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    """A row is broken over several lines and closed by a lone pipe; it is read as one.

    GitHub ends the table at such a line.

    Example::

        | NotFound | Nothing is there.

         |

    To mend it: write the row on one line; a line break in a cell is `<br>`.
    """
    return warning(
        span,
        "this row is broken over several lines; it is read as one",
        label="GitHub does not show it so",
        help="write the row on one line; a line break in a cell is <br>" + _also(lines),
    )


@rule("row-indented")
def row_indented(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    """A row is indented so far that GitHub takes it for code; it is read as a row.

    Example::

        | Code | Status |
        |------|--------|
            | NotFound | 404 |

    To mend it: indent the row as the rows above.
    """
    return warning(
        span,
        "this row is indented like code; it is read as a row",
        label="GitHub ends the table before it",
        help="indent the row as the rows above" + _also(lines),
    )


@rule("row-broken")
def row_broken(span: Span) -> Diagnostic:
    """A line seems to be the rest of the row above, which GitHub shows as a row of its own.

    Example::

        | NotFound | Nothing is
        there. |

    To mend it: write the row on one line; a line break in a cell is `<br>`.
    """
    return error(
        span,
        "this line seems to be the rest of the row above",
        label="GitHub shows it as a row of its own",
        help="write the row on one line; a line break in a cell is <br>",
    )


@rule("row-shifted")
def row_shifted(span: Span, cells: int, columns: int, lines: Sequence[int] = ()) -> Diagnostic:
    """A row lacks its first cells, so that all others stand one column too far to the left.

    This is what becomes of a table whose cells were merged.

    Example::

        | Status | Code | Message |
        |--------|------|---------|
        | 400 | InvalidName | The name is wrong. |
        | InvalidSize | The size is wrong. |

    To mend it: write the missing cell at the beginning of the row.
    """
    return error(
        span,
        f"this row has {cells} of {columns} cells, and the first seems to be missing",
        label="GitHub shows this in the first column",
        help="write the missing cell at the beginning of the row" + _also(lines),
    )


@rule("row-bare")
def row_bare(span: Span, *, is_code: bool) -> Diagnostic:
    """A line without a pipe follows a table, and GitHub shows it as a row.

    It is read as prose. One word alone may be a row that lost its cells,
    which is an error.

    Example::

        | NotFound | 404 |
        All codes are listed above.

    To mend it: write a blank line before prose, and pipes into a row.
    """
    return at(
        "error" if is_code else "warning",
        span,
        "this line right after the table has no pipe, so it is read as prose",
        label="GitHub shows this as a row",
        help="if it is prose, put a blank line before it; if it is a row, write its pipes",
    )


@rule("row-between")
def row_between(span: Span) -> Diagnostic:
    """A line without a pipe stands between the rows of a table.

    Example::

        | NotFound | Nothing is there,
        or it is hidden.
        | Forbidden | This is not allowed. |

    To mend it: write the row on one line; a line break in a cell is `<br>`.
    """
    return error(
        span,
        "this line between the rows of a table has no pipe",
        label="a row of its own, or the rest of the row above?",
        help="write each row on one line; a line break in a cell is <br>",
    )


@rule("row-stranded")
def row_stranded(span: Span, *, is_row: bool) -> Diagnostic:
    """A line that looks like a row stands after the end of a table and belongs to none.

    A blank line ends a table, and so does a line that begins a list, a quote,
    a heading or indented code. After a blank line a line without a pipe at its
    edge may be prose, which is a warning.

    Example::

        | NotFound | 404 |

        | Forbidden | 403 |

    To mend it: delete the blank line, or write prose without pipes.
    """
    return at(
        "error" if is_row else "warning",
        span,
        "this line looks like a row, but the table ends before it",
        label="belongs to no table",
        help="delete the blank line before it, or what makes it a list, a quote or code",
    )


# --- What rows say ---
@rule("entry-codeless")
def entry_codeless(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
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
    return error(
        span,
        "this row has no code",
        label=f"the code cell is empty{_also(lines, 'also at')}",
        help="write the code into the cell, or delete the row",
    )


@rule("entry-skipped")
def entry_skipped(
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
    return at(
        level,
        span,
        f"no error was made of this row: {why}",
        label=f"{text[:60]}{_also(lines, 'also at')}",
        help="if it is a code, write it alone into the cell",
    )


@rule("entry-expanded")
def entry_expanded(
    span: Span, text: str, codes: Sequence[str], lines: Sequence[int] = ()
) -> Diagnostic:
    """A cell names several codes without writing each of them out.

    A range of numbers (`5-7`) is every number in it; a code that begins with a
    dot behind another one (`A.B / .C`) replaces the last part of that.

    Example::

        | 26-33 | The disk is damaged. |

    To mend it: nothing, if that is meant; else write the codes out.
    """
    shown = ", ".join(codes[:8]) + (", …" if len(codes) > 8 else "")
    return note(
        span,
        f"{text[:60]} was read as {len(codes)} codes: {shown}",
        label=f"each is an error of its own{_also(lines, 'also at')}",
        help="if that is not meant, write the codes out",
    )


@rule("status-not-a-number")
def status_not_a_number(span: Span, text: str) -> Diagnostic:
    """A status cell has no number, in a column where the others have one.

    `4xx`, `>=500`, `N/A`, a dash and an empty cell are legal: they say that
    there is no single status.

    Example::

        | NotFound  | NotFound (404) | No such machine. |
        | Forbidden | Forbidden      | Not allowed.     |

    To mend it: write the number of the status into the cell; the words are
    never read, because they are what gets translated.
    """
    return error(
        span,
        f'the status "{text[:60]}" has no number from 100 to 599',
        label="the other rows of this column have one",
        help="write the number of the HTTP status into the cell",
    )


def _also(lines: Sequence[int], words: str = "so too") -> str:
    """The other lines that have the same problem."""
    if not lines:
        return ""
    return f"; {words} line{'s' * (len(lines) > 1)} {several([str(line) for line in lines], 8)}"
