"""What can be wrong with a table as a whole."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def columns(span: Span, header: int, delimiter: int) -> Diagnostic:
    """The header row of a table and the delimiter row under it differ in their columns.

    Such a table is read, but GitHub shows it as plain text.

    Example::

        | Code | Status | Message |
        |------|--------|
        | NotFound | 404 | Nothing is there. |

    To mend it: give both rows the same number of cells. A pipe inside a cell
    is written `\\|`.
    """
    return Diagnostic(
        "table-columns",
        "warning",
        f"the header has {_cells(header)} and the delimiter row {delimiter}",
        span,
        label="GitHub shows no table here",
        help="give both rows the same number of cells; a pipe inside a cell is written \\|",
    )


def delimiter(span: Span) -> Diagnostic:
    """Lines look like a table, but no header row with a delimiter row under it begins them.

    Example::

        | Code | Message |
        |— — —|— — —|
        | NotFound | Nothing is there. |

    To mend it: write dashes and pipes under the header, as in `|---|---|`.
    """
    return Diagnostic(
        "table-delimiter",
        "warning",
        "this looks like a table, but does not begin with a header and a delimiter row",
        span,
        label="read as prose",
        help="if it is a table, begin it with a header and, under it, a row such as |---|---|",
    )


def in_html(span: Span) -> Diagnostic:
    """A Markdown table stands within HTML without a blank line before it; it is read.

    GitHub reads no Markdown in a block of HTML, which ends at a blank line.

    Example::

        <details>
        | Code | Status |
        |------|--------|
        | NotFound | 404 |
        </details>

    To mend it: write a blank line before the table.
    """
    return Diagnostic(
        "table-in-html",
        "warning",
        "this table stands within HTML, where GitHub reads no Markdown",
        span,
        label="GitHub shows no table here",
        help="write a blank line before the table",
    )


def unclosed(span: Span) -> Diagnostic:
    """An HTML table has no closing tag.

    Example::

        <table>
        <tr><th>Code</th></tr>
        <tr><td>NotFound</td></tr>

    To mend it: write `</table>` after the last row.
    """
    return Diagnostic(
        "table-unclosed",
        "error",
        "this table is never closed",
        span,
        label="no </table> belongs to this",
        help="write </table> after the last row",
    )


def records(span: Span) -> Diagnostic:
    """A table has a heading row and rows of keys and values for each error, not a row each.

    Example::

        <table>
        <tr><th colspan="2">Event ID: 1000</th></tr>
        <tr><td>Message</td><td>A scan started.</td></tr>
        </table>

    To mend it: write a table with a row for each error and a column for each key.
    """
    return Diagnostic(
        "table-records",
        "error",
        "this table has rows of keys and values, not a row for each error",
        span,
        help="write a row for each error and a column for each key",
    )


def wide(span: Span, width: int, most: int) -> Diagnostic:
    """A table has more columns than anyone can read, so it is not read.

    Example::

        ||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||

    To mend it: delete what is no column.
    """
    return Diagnostic(
        "table-wide",
        "error",
        f"this table has {width} columns; {most} are the most that are read",
        span,
        help="delete what is no column",
    )


def sparse(span: Span) -> Diagnostic:
    """Most cells of a large table are missing, so its rows are not read.

    Example::

        | Code | Status | Message | and so on |
        |------|--------|---------|-----------|
        | a thousand rows of one cell each

    To mend it: give each row a cell for each column.
    """
    return Diagnostic(
        "table-sparse",
        "error",
        "most cells of this large table are missing, so its rows are not read",
        span,
        help="give each row a cell for each column",
    )


def _cells(count: int) -> str:
    return f"{count} cell" + "s" * (count != 1)
