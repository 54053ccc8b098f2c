"""What can be wrong with the choice of a page's error tables."""

from __future__ import annotations

from collections.abc import Sequence

from generator.source import Diagnostic, Span


def none(span: Span, tables: int, likeliest: str) -> Diagnostic:
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
    seen = "no table" if not tables else f"{tables} table{'s' * (tables > 1)}, none about errors"
    return Diagnostic(
        "choice-none",
        "error",
        f"no error table was found on this page: it has {seen}",
        span,
        label=f"the likeliest of them: {likeliest}" if likeliest else "",
        help=(
            "if there is one, name it with --heading TEXT or --line N"
            if tables
            else "write the errors as a Markdown or HTML table with a column of codes"
        ),
    )


def empty(span: Span) -> Diagnostic:
    """No row of the error table became an error, so there is nothing to generate.

    A note says of each row why not: it may be a template of rows.

    Example::

        Error code|Message
        ---|---
        ERR-{number}|What the number means

    To mend it: write the codes into their cells, or name another table with
    `--heading` or `--line` (`headings` or `line` in the configuration).
    """
    return Diagnostic(
        "choice-empty",
        "error",
        "no row of the error table became an error",
        span,
        help="write the codes into their cells, or name another table with --heading or --line",
    )


def tie(span: Span, header: str, other: Span, other_header: str, count: int) -> Diagnostic:
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
    return Diagnostic(
        "choice-tie",
        "error",
        f"two tables look equally like the error table: lines {span.line} and {other.line}{more}",
        span,
        label=f"{header}; at line {other.line}: {other_header}",
        help=f"take them all with --all, or name one: --line {span.line} or --line {other.line}",
    )


def heading(span: Span, wanted: str, near: Sequence[str]) -> Diagnostic:
    """No table stands under a heading that was asked for.

    Example::

        --heading "Eror codes"

    To mend it: give the text of a heading that has a table below it.
    """
    return Diagnostic(
        "choice-heading",
        "error",
        f'no table stands under a heading "{wanted}"',
        span,
        help=_instead("headings with tables", near),
    )


def line(span: Span, wanted: int, near: Sequence[int]) -> Diagnostic:
    """No table stands at a line that was asked for.

    Example::

        --line 7

    on a page whose first table begins at line 44.

    To mend it: give a line of the table, from its header row to its last row.
    """
    return Diagnostic(
        "choice-line",
        "error",
        f"no table stands at line {wanted}",
        span,
        help=_instead("tables begin at lines", [str(n) for n in near]),
    )


def _instead(what: str, near: Sequence[str]) -> str:
    return f"{what}: {', '.join(near)}" if near else "this page has no table"
