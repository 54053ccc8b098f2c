"""A line between the rows of a table, or after them."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def bare(span: Span, *, is_code: bool) -> Diagnostic:
    """A line without a pipe follows a table, and GitHub shows it as a row.

    It is read as prose. One word alone may be a row that lost its cells,
    which is an error.

    Example::

        | NotFound | 404 |
        All codes are listed above.

    To mend it: write a blank line before prose, and pipes into a row.
    """
    return Diagnostic(
        "row-bare",
        "error" if is_code else "warning",
        "this line right after the table has no pipe, so it is read as prose",
        span,
        label="GitHub shows this as a row",
        help="if it is prose, put a blank line before it; if it is a row, write its pipes",
    )


def between(span: Span) -> Diagnostic:
    """A line without a pipe stands between the rows of a table.

    Example::

        | NotFound | Nothing is there,
        or it is hidden.
        | Forbidden | This is not allowed. |

    To mend it: write the row on one line; a line break in a cell is `<br>`.
    """
    return Diagnostic(
        "row-between",
        "error",
        "this line between the rows of a table has no pipe",
        span,
        label="a row of its own, or the rest of the row above?",
        help="write each row on one line; a line break in a cell is <br>",
    )


def stranded(span: Span, *, is_row: bool) -> Diagnostic:
    """A line that looks like a row stands after the end of a table and belongs to none.

    A blank line ends a table, and so does a line that begins a list, a quote,
    a heading or indented code. After a blank line a line without a pipe at its
    edge may be prose, which is a warning.

    Example::

        | NotFound | 404 |

        | Forbidden | 403 |

    To mend it: delete the blank line, or write prose without pipes.
    """
    return Diagnostic(
        "row-stranded",
        "error" if is_row else "warning",
        "this line looks like a row, but the table ends before it",
        span,
        label="belongs to no table",
        help="delete the blank line before it, or what makes it a list, a quote or code",
    )
