"""What can be wrong with a table, its columns, and the choice of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.draw import plural
from generator.diagnostics.rules import (
    also,
    at,
    at_lines,
    error,
    note,
    paste,
    rule,
    several,
    warning,
)
from generator.diagnostics.source import Diagnostic, Level, Span

# So many headings, or lines, are named of those that can be asked for.
_NAMED = 30


@rule("table-columns")
def table_columns(span: Span, header: int, delimiter: int) -> Diagnostic:
    return warning(
        span,
        f"the header has {plural(header, 'cell')} and the delimiter row {delimiter}",
        label="GitHub shows no table here",
        help="give both rows the same number of cells; a pipe inside a cell is written \\|",
    )


@rule("table-delimiter")
def table_delimiter(span: Span, lines: Sequence[int], why: str, above: int = 0) -> Diagnostic:
    are = "is" if len(lines) == 1 else "are"
    more = f"; if they go on with the table at line {above}, put them right under it"
    return error(
        span,
        f"{plural(len(lines), 'row')} {are} lost: {why}",
        label="looks like a table, but is none",
        help=f"begin the table with a header and, right under it, a row such as |---|---|"
        f"{more * bool(above)}: {at_lines(lines)}",
    )


@rule("table-conflict")
def table_conflict(span: Span, rows: int, lines: Sequence[int]) -> Diagnostic:
    which = plural(rows, "row") if rows else "its rows"
    return error(
        span,
        f"a merge conflict stands in a table: which of {which} count cannot be told",
        label="git's marker",
        help=f"settle the conflict, and delete its markers: {at_lines(lines)}",
    )


@rule("table-in-html")
def table_in_html(span: Span) -> Diagnostic:
    return warning(
        span,
        "this table stands within HTML, where GitHub reads no Markdown",
        label="GitHub shows no table here",
        help="write a blank line before the table",
    )


@rule("table-unclosed")
def table_unclosed(span: Span) -> Diagnostic:
    return error(
        span,
        "this table is never closed",
        label="no </table> belongs to this",
        help="write </table> after the last row",
    )


@rule("table-unopened")
def table_unopened(span: Span, lines: Sequence[int], why: str) -> Diagnostic:
    are = "is" if len(lines) == 1 else "are"
    return error(
        span,
        f"{plural(len(lines), 'row')} {are} lost: {why}",
        label="looks like the rows of a table, but stands in none",
        help=f"write <table> before the first row and </table> after the last: {at_lines(lines)}",
    )


@rule("table-comment")
def table_comment(span: Span) -> Diagnostic:
    return error(
        span,
        "this comment hides rows or cells of a table by mistake",
        label="it is never closed, or not where it should be",
        help="write --> where the comment ends, or delete <!--",
    )


@rule("table-tag")
def table_tag(span: Span, *, level: Level) -> Diagnostic:
    return at(
        level,
        span,
        "a tag of this table is damaged",
        label="a < or a > is missing",
        help="write the tag in full; what is none, with &lt; and &gt;",
    )


@rule("table-stray")
def table_stray(span: Span, *, level: Level) -> Diagnostic:
    return at(
        level,
        span,
        "this text stands in a table, but in none of its cells",
        label="a browser shows it above the table",
        help="write it between <td> and </td>, or after </table>",
    )


@rule("table-joined")
def table_joined(span: Span, columns: int) -> Diagnostic:
    return error(
        span,
        f"the header goes on with other cells after its {plural(columns, 'header cell')}",
        label="the first row, run into the header?",
        help="write </tr><tr> between the header and the first row",
    )


@rule("table-records")
def table_records(span: Span) -> Diagnostic:
    return error(
        span,
        "this table has rows of keys and values, not a row for each error",
        help="write a row for each error and a column for each key",
    )


@rule("table-wide")
def table_wide(span: Span, width: int, most: int) -> Diagnostic:
    return error(
        span,
        f"this table has {width} columns; {most} are the most that are read",
        help="delete what is no column",
    )


@rule("table-sparse")
def table_sparse(span: Span) -> Diagnostic:
    return error(
        span,
        "most cells of this large table are missing, so its rows are not read",
        help="give each row a cell for each column",
    )


@rule("table-headless")
def table_headless(span: Span, other: int) -> Diagnostic:
    return warning(
        span,
        f"this table has no header row; that of the table at line {other} is taken for it",
        label="its first row is read as a row",
        help="write a header row",
    )


# --- Columns ---
@rule("column-code-missing")
def column_code_missing(span: Span, headers: Sequence[str]) -> Diagnostic:
    # A column without a header is named by its place.
    shown = [text.strip() or str(index) for index, text in enumerate(headers)]
    return error(
        span,
        "no column of this table holds codes",
        label=f"its columns: {' | '.join(shown)}" if headers else "",
        help="add a column of codes, or name it: --column code=TEXT of show and init,\n"
        'or in the configuration columns = { code = "TEXT" }',
    )


@rule("column-unknown")
def column_unknown(span: Span, role: str, wanted: str, headers: Sequence[str]) -> Diagnostic:
    """Without `headers` it is headings that are read, not tables."""
    return error(
        span,
        f'there is no column "{wanted}" for the {role}',
        help=(
            f"the columns are {', '.join(f'{i}: {text}' for i, text in enumerate(headers))}"
            if headers
            else "headings have no columns: leave it out; or have tables read as well, with --all\n"
            "of show and init, or in the configuration tables = { all = true }"
        ),
    )


# --- The choice of a table ---
@rule("choice-none")
def choice_none(span: Span, tables: int, likeliest: str, headings: int = 0) -> Diagnostic:
    """`headings` of the page are spelt like codes."""
    seen = f"{plural(tables, 'table')}, none about errors" if tables else "no table"
    return error(
        span,
        f"no error table was found on this page: it has {seen}",
        label=f"the likeliest of them: {likeliest}" if likeliest else "",
        help=(
            "if there is one, name it: --heading TEXT or --line N of show and init,\n"
            'or in the configuration tables = { headings = ["TEXT"] } or { line = N }'
            if tables
            else "write the errors as a Markdown or HTML table with a column of codes"
        )
        + _titled(headings),
    )


@rule("choice-empty")
def choice_empty(span: Span) -> Diagnostic:
    return error(
        span,
        "no row of the error table became an error",
        help="write the codes into their cells, or name another table: --heading TEXT or --line N\n"
        'of show and init, or in the configuration tables = { headings = ["TEXT"] }',
    )


@rule("table-left")
def table_left(span: Span, left: Sequence[tuple[int, str]], lines: Sequence[str]) -> Diagnostic:
    """`left` has the line of each table and why it is left; each of `lines` settles it."""
    shown = ", ".join(f"line {line} ({why})" for line, why in left[:20])
    more = f" and {len(left) - 20} more" if len(left) > 20 else ""
    both = "\n".join(lines)
    settled = "name all that are meant with --heading TEXT or --line N of show and init,\n" + (
        "or take or leave them with a line in the catalogue's table of the configuration:"
        + paste(both)
        if lines
        else "or in the configuration with headings, line or ignore under tables"
    )
    return note(
        span,
        f"{plural(len(left), 'table')} with codes {'was' if len(left) == 1 else 'were'} left:"
        f" {shown}{more}",
        help=settled,
    )


@rule("choice-heading")
def choice_heading(
    span: Span, wanted: str, known: Sequence[str], what: str = "table", headings: int = 0
) -> Diagnostic:
    """`what` is read, under the `known`; `headings` of the page are spelt like codes, and are not.

    The likest of the known is the first.
    """
    return error(
        span,
        f'no {what} stands under a heading "{wanted}"',
        help=_instead(f"headings with {_plurals(what)}", known, what) + _titled(headings),
    )


@rule("choice-part")
def choice_part(span: Span, wanted: str, found: Sequence[str]) -> Diagnostic:
    return note(
        span,
        f'no heading is called "{wanted}"; taken for it: {several(found, _NAMED)}',
        help="write the heading in full",
    )


@rule("choice-line")
def choice_line(
    span: Span, wanted: int, near: Sequence[int], what: str = "table", *, level: Level = "error"
) -> Diagnostic:
    return at(
        level,
        span,
        f"no {what} stands at line {wanted}",
        help=_instead(f"{_plurals(what)} begin at lines", [str(n) for n in near], what),
    )


def _instead(where: str, near: Sequence[str], what: str) -> str:
    return f"{where}: {several(near, _NAMED)}" if near else f"this page has no {what}"


def _plurals(what: str) -> str:
    """Several tables, or headings with a code, or both."""
    return what.replace("table", "tables").replace("heading", "headings")


# --- Headings that are errors ---
def _titled(headings: int) -> str:
    """How to have headings read that are spelt like codes, if there are any."""
    if not headings:
        return ""
    return (
        f"\nif the errors are headings, as {headings} here may be: --headings of show and init,\n"
        "or in the catalogue's table of the configuration headings = true"
    )


@rule("headings-none")
def headings_none(span: Span, tables: int) -> Diagnostic:
    more = (
        "\nif the errors stand in tables: leave out --headings of show and init,\n"
        "or in the configuration headings = true"
    )
    return error(
        span,
        "no heading of this page is spelt like a code",
        help="write each code as a heading, all of one level, and what it means below it"
        + more * bool(tables),
    )


@rule("headings-left")
def headings_left(span: Span, text: str, lines: Sequence[int]) -> Diagnostic:
    return note(
        span,
        f"{_left(lines)}: they are not spelt like the other codes",
        label=f"{text[:60]}{also(lines, 'also at')}",
        help="if they are errors, name the heading above them and that above the others, each\n"
        "with --heading TEXT of show and init, or in the configuration\n"
        'tables = { headings = ["TEXT", "TEXT"] }',
    )


@rule("headings-astray")
def headings_astray(span: Span, text: str, lines: Sequence[int], level: int) -> Diagnostic:
    """`level` is that of the other codes."""
    return warning(
        span,
        f"{_left(lines)}: other codes stand over or below them",
        label=f"{text[:60]}{also(lines, 'also at')}",
        help=f"if they are errors, write them with {'#' * level}, as the others",
    )


def _left(others: Sequence[int]) -> str:
    """How many headings were left: the first, and those at other lines."""
    count = len(others) + 1
    return f"{plural(count, 'heading')} {'was' if count == 1 else 'were'} left that may be codes"
