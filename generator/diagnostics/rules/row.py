"""What can be wrong with a row, and with what stands beside rows."""

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


@rule("row-padded")
def row_padded(
    span: Span, cells: int, columns: int, lines: Sequence[int] = (), *, is_html: bool = False
) -> Diagnostic:
    todo = (
        "write the missing cells, empty ones as <td></td>"
        if is_html
        else "if a | is lost between two cells, put it back; "
        "if cells are missing at the end, write them, empty ones as | |"
    )
    return warning(
        span,
        f"this row has {cells} of {columns} cells; the others are read as empty",
        help=todo + also(lines),
    )


@rule("row-pipe-lost")
def row_pipe_lost(span: Span, left: str, right: str) -> Diagnostic:
    """`left` and `right` are what stands in the one cell before and behind the place."""
    first, second = (left if len(left) <= 30 else f"…{left[-29:]}"), right[:29]
    second += "…" if len(right) > 29 else ""
    return error(
        span,
        f"a pipe is lost in this row: {first} and {second} are one cell",
        label="put a | here",
        help="put a | there; if it is one cell, write the one that is missing, empty as | |",
    )


@rule("row-overflow")
def row_overflow(span: Span, cells: int, columns: int) -> Diagnostic:
    return error(
        span,
        f"this row has {cells} cells and its table {columns} columns",
        label="GitHub does not show this",
        help="write a pipe inside a cell as \\|, or give the header one more column",
    )


@rule("row-lone-pipe")
def row_lone_pipe(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    return note(
        span, "a lone pipe is no row", label="skipped", help="delete this line" + also(lines)
    )


@rule("row-dropped")
def row_dropped(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    return note(
        span,
        "this line is a border, an instruction or the header again, no row",
        label="skipped",
        help="nothing needs to be done" + also(lines),
    )


@rule("row-joined")
def row_joined(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    return warning(
        span,
        "this row is broken over several lines; it is read as one",
        label="GitHub does not show it so",
        help="write the row on one line; a line break in a cell is <br>" + also(lines),
    )


@rule("row-indented")
def row_indented(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    return warning(
        span,
        "this row is indented like code; it is read as a row",
        label="GitHub ends the table before it",
        help="indent the row as the rows above" + also(lines),
    )


@rule("row-commented")
def row_commented(span: Span, lines: Sequence[int] = ()) -> Diagnostic:
    return warning(
        span,
        "a comment stands above this row; it is read as a row",
        label="GitHub ends the table before the comment",
        help="write the comment above the table" + also(lines),
    )


@rule("row-broken")
def row_broken(span: Span) -> Diagnostic:
    return error(
        span,
        "this line seems to be the rest of the row above",
        label="GitHub shows it as a row of its own",
        help="write the row on one line; a line break in a cell is <br>",
    )


@rule("row-shifted")
def row_shifted(span: Span, cells: int, columns: int, lines: Sequence[int] = ()) -> Diagnostic:
    return error(
        span,
        f"this row has {cells} of {columns} cells, and the first seems to be missing",
        label="GitHub shows this in the first column",
        help="write the missing cell at the beginning of the row" + also(lines),
    )


@rule("row-bare")
def row_bare(span: Span, *, is_code: bool) -> Diagnostic:
    return at(
        "error" if is_code else "warning",
        span,
        "this line right after the table has no pipe, so it is read as prose",
        label="GitHub shows this as a row",
        help="if it is prose, put a blank line before it; if it is a row, write its pipes",
    )


@rule("row-between")
def row_between(span: Span) -> Diagnostic:
    return error(
        span,
        "this line between the rows of a table has no pipe",
        label="a row of its own, or the rest of the row above?",
        help="write each row on one line; a line break in a cell is <br>",
    )


@rule("row-stranded")
def row_stranded(span: Span, lines: Sequence[int], cause: str) -> Diagnostic:
    are = "is" if len(lines) == 1 else "are"
    return error(
        span,
        f"{plural(len(lines), 'row')} of a table {are} lost: {cause}",
        label="looks like a row, but belongs to no table",
        help=f"put what looks like rows right under the table: {at_lines(lines)}; "
        "if it is no row, write its pipes as \\|",
    )


# --- What rows say ---
@rule("entry-codeless")
def entry_codeless(
    span: Span, lines: Sequence[int], overlay: str, *, level: Level = "error"
) -> Diagnostic:
    return at(
        level,
        span,
        (
            "no error was made of this row: its code cell is empty"
            if level == "note"
            else "this row has no code"
        ),
        label=f"the code cell is empty{also(lines, 'also at')}",
        help=(
            "if the row is an error, write its code into the cell"
            if level == "note"
            else f"write the code into the cell; or leave all such rows, in {overlay}:"
            + paste('[rows]\n"" = "ignore"')
        ),
    )


@rule("success-left")
def success_left(span: Span, codes: Sequence[str], pin: str, overlay: str) -> Diagnostic:
    """`pin` is the line of the overlay that keeps the first of the codes as an error."""
    verb = "is no error" if len(codes) == 1 else "are no errors"
    return note(
        span,
        f"{several(codes, 8)} {verb}: the page says that all went well",
        label="a client knows it as a success",
        help=f"to keep it as an error, say so in {overlay}:{paste(pin)}",
    )


@rule("entry-skipped")
def entry_skipped(
    span: Span,
    text: str,
    why: str,
    lines: Sequence[int],
    pin: str,
    overlay: str,
    what: str = "row",
    *,
    level: Level = "note",
) -> Diagnostic:
    """`pin` is the line of the overlay that makes an error of the row; "" if its text is long.

    `what` is a row of a table, or a heading.
    """
    alone = f"if it is a code, write it alone into the {'cell' if what == 'row' else what}"
    return at(
        level,
        span,
        f"no error was made of this {what}: {why}",
        label=f"{text[:60]}{also(lines, 'also at')}",
        help=f"{alone}, or say so in {overlay}:{paste(pin)}" if pin else alone,
    )


@rule("entry-expanded")
def entry_expanded(
    span: Span, text: str, codes: Sequence[str], lines: Sequence[int], *, level: Level = "note"
) -> Diagnostic:
    shown = ", ".join(codes[:8]) + (", …" if len(codes) > 8 else "")
    return at(
        level,
        span,
        f"{text[:60]} was read as {plural(len(codes), 'code')}: {shown}",
        label=f"each is an error of its own{also(lines, 'also at')}",
        help="if that is not meant, write the codes out",
    )


@rule("status-not-a-number")
def status_not_a_number(span: Span, text: str) -> Diagnostic:
    return error(
        span,
        f'the status "{text[:60]}" has no number from 100 to 599',
        label="the other rows of this column have one",
        help="write the number of the HTTP status into the cell",
    )
