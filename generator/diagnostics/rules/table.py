"""What can be wrong with a table, its columns, and the choice of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.draw import plural
from generator.diagnostics.rule import error, rule, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("table-columns")
def table_columns(span: Span, header: int, delimiter: int) -> Diagnostic:
    """The header row of a table and the delimiter row under it differ in their columns.

    Such a table is read, but GitHub shows it as plain text.

    Example::

        | Code | Status | Message |
        |------|--------|
        | NotFound | 404 | Nothing is there. |

    To mend it: give both rows the same number of cells. A pipe inside a cell
    is written `\\|`.
    """
    return warning(
        span,
        f"the header has {plural(header, 'cell')} and the delimiter row {delimiter}",
        label="GitHub shows no table here",
        help="give both rows the same number of cells; a pipe inside a cell is written \\|",
    )


@rule("table-delimiter")
def table_delimiter(span: Span) -> Diagnostic:
    """Lines look like a table, but no header row with a delimiter row under it begins them.

    Example::

        | Code | Message |
        |— — —|— — —|
        | NotFound | Nothing is there. |

    To mend it: write dashes and pipes under the header, as in `|---|---|`.
    """
    return warning(
        span,
        "this looks like a table, but does not begin with a header and a delimiter row",
        label="read as prose",
        help="if it is a table, begin it with a header and, under it, a row such as |---|---|",
    )


@rule("table-in-html")
def table_in_html(span: Span) -> Diagnostic:
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
    return warning(
        span,
        "this table stands within HTML, where GitHub reads no Markdown",
        label="GitHub shows no table here",
        help="write a blank line before the table",
    )


@rule("table-unclosed")
def table_unclosed(span: Span) -> Diagnostic:
    """An HTML table has no closing tag.

    Example::

        <table>
        <tr><th>Code</th></tr>
        <tr><td>NotFound</td></tr>

    To mend it: write `</table>` after the last row.
    """
    return error(
        span,
        "this table is never closed",
        label="no </table> belongs to this",
        help="write </table> after the last row",
    )


@rule("table-records")
def table_records(span: Span) -> Diagnostic:
    """A table has a heading row and rows of keys and values for each error, not a row each.

    Example::

        <table>
        <tr><th colspan="2">Event ID: 1000</th></tr>
        <tr><td>Message</td><td>A scan started.</td></tr>
        </table>

    To mend it: write a table with a row for each error and a column for each key.
    """
    return error(
        span,
        "this table has rows of keys and values, not a row for each error",
        help="write a row for each error and a column for each key",
    )


@rule("table-wide")
def table_wide(span: Span, width: int, most: int) -> Diagnostic:
    """A table has more columns than anyone can read, so it is not read.

    Example::

        ||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||

    To mend it: delete what is no column.
    """
    return error(
        span,
        f"this table has {width} columns; {most} are the most that are read",
        help="delete what is no column",
    )


@rule("table-sparse")
def table_sparse(span: Span) -> Diagnostic:
    """Most cells of a large table are missing, so its rows are not read.

    Example::

        | Code | Status | Message | and so on |
        |------|--------|---------|-----------|
        | a thousand rows of one cell each

    To mend it: give each row a cell for each column.
    """
    return error(
        span,
        "most cells of this large table are missing, so its rows are not read",
        help="give each row a cell for each column",
    )


# --- Columns ---
@rule("column-code-missing")
def column_code_missing(span: Span, headers: Sequence[str]) -> Diagnostic:
    """A table speaks of errors, but none of its columns holds codes.

    Example::

        | Error message | Solution |
        | --- | --- |
        | The disk is full. | Delete something. |

    To mend it: add a column with a code for each error, or name the column
    with `--column code=…` (`columns` in the configuration).
    """
    return error(
        span,
        "no column of this table holds codes",
        label=f"its columns: {' | '.join(headers)}" if headers else "",
        help="add a column of codes, or name it: --column code=TEXT",
    )


@rule("column-unknown")
def column_unknown(span: Span, role: str, wanted: str, headers: Sequence[str]) -> Diagnostic:
    """A column that was asked for is not there.

    Example::

        --column code="Error kode"

    To mend it: give the text of a header, or its position from 0.
    """
    return error(
        span,
        f'there is no column "{wanted}" for the {role}',
        help=f"the columns are {', '.join(f'{i}: {text}' for i, text in enumerate(headers))}",
    )


# --- The choice of a table ---
@rule("choice-none")
def choice_none(span: Span, tables: int, likeliest: str) -> Diagnostic:
    """The page has no error table that can be told from other tables.

    A table counts as one if it has a column of codes, and if its header, the
    headings above it, the sentence before it, or the page's title or file name
    speak of errors.

    Example::

        # Countries

        | Country | Language |
        | --- | --- |
        | CH | de |

    To mend it: name the table with `--heading` or `--line` (`headings` or
    `line` in the configuration) if it is there, and its column of codes with
    `--column code=…`.
    """
    seen = f"{plural(tables, 'table')}, none about errors" if tables else "no table"
    return error(
        span,
        f"no error table was found on this page: it has {seen}",
        label=f"the likeliest of them: {likeliest}" if likeliest else "",
        help=(
            "if there is one, name it with --heading TEXT or --line N"
            if tables
            else "write the errors as a Markdown or HTML table with a column of codes"
        ),
    )


@rule("choice-empty")
def choice_empty(span: Span) -> Diagnostic:
    """No row of the error table became an error, so there is nothing to generate.

    A note says of each row why not: it may be a template of rows.

    Example::

        Error code|Message
        ---|---
        ERR-{number}|What the number means

    To mend it: write the codes into their cells, or name another table with
    `--heading` or `--line` (`headings` or `line` in the configuration).
    """
    return error(
        span,
        "no row of the error table became an error",
        help="write the codes into their cells, or name another table with --heading or --line",
    )


@rule("choice-tie")
def choice_tie(span: Span, header: str, other: Span, other_header: str, count: int) -> Diagnostic:
    """Two tables or more look equally like the page's error table.

    Example::

        ## Client errors
        | Code | Message |
        …
        ## Server errors
        | Code | Message |
        …

    To mend it: take all of them as one catalogue with `--all` (`all = true` in
    the configuration), or name one with `--heading` or `--line`.
    """
    more = f", and {count - 2} more tables" if count > 2 else ""
    return error(
        span,
        f"two tables look equally like the error table: lines {span.line} and {other.line}{more}",
        label=f"{header}; at line {other.line}: {other_header}",
        help=f"take them all with --all, or name one: --line {span.line} or --line {other.line}",
    )


@rule("choice-heading")
def choice_heading(span: Span, wanted: str, near: Sequence[str]) -> Diagnostic:
    """No table stands under a heading that was asked for.

    Example::

        --heading "Eror codes"

    To mend it: give the text of a heading that has a table below it.
    """
    return error(
        span,
        f'no table stands under a heading "{wanted}"',
        help=_instead("headings with tables", near),
    )


@rule("choice-line")
def choice_line(span: Span, wanted: int, near: Sequence[int]) -> Diagnostic:
    """No table stands at a line that was asked for.

    Example::

        --line 7

    on a page whose first table begins at line 44.

    To mend it: give a line of the table, from its header row to its last row.
    """
    return error(
        span,
        f"no table stands at line {wanted}",
        help=_instead("tables begin at lines", [str(n) for n in near]),
    )


def _instead(what: str, near: Sequence[str]) -> str:
    return f"{what}: {', '.join(near)}" if near else "this page has no table"
