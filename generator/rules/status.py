"""What can be wrong with the status of a row."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def not_a_number(span: Span, text: str) -> Diagnostic:
    """A status cell has no number, in a column where the others have one.

    `4xx`, `>=500`, `N/A`, a dash and an empty cell are legal: they say that
    there is no single status.

    Example::

        | NotFound  | NotFound (404) | No such machine. |
        | Forbidden | Forbidden      | Not allowed.     |

    To mend it: write the number of the status into the cell; the words are
    never read, because they are what gets translated.
    """
    return Diagnostic(
        "status-not-a-number",
        "error",
        f'the status "{text[:60]}" has no number from 100 to 599',
        span,
        label="the other rows of this column have one",
        help="write the number of the HTTP status into the cell",
    )
