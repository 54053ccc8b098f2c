"""What can be wrong with the columns of an error table."""

from __future__ import annotations

from collections.abc import Sequence

from generator.source import Diagnostic, Span


def code_missing(span: Span, headers: Sequence[str]) -> Diagnostic:
    """A table speaks of errors, but none of its columns holds codes.

    Example::

        | Error message | Solution |
        | --- | --- |
        | The disk is full. | Delete something. |

    To mend it: add a column with a code for each error, or name the column
    with `--column code=…` (`columns` in the configuration).
    """
    return Diagnostic(
        "column-code-missing",
        "error",
        "no column of this table holds codes",
        span,
        label=f"its columns: {' | '.join(headers)}" if headers else "",
        help="add a column of codes, or name it: --column code=TEXT",
    )


def unknown(span: Span, role: str, wanted: str, headers: Sequence[str]) -> Diagnostic:
    """A column that was asked for is not there.

    Example::

        --column code="Error kode"

    To mend it: give the text of a header, or its position from 0.
    """
    return Diagnostic(
        "column-unknown",
        "error",
        f'there is no column "{wanted}" for the {role}',
        span,
        help=f"the columns are {', '.join(f'{i}: {text}' for i, text in enumerate(headers))}",
    )
