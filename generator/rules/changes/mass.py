"""What is too much to be a change, and has to be a mistake in reading."""

from __future__ import annotations

from collections.abc import Sequence

from generator.source import Diagnostic, Span


def change(span: Span, gone: Sequence[str], total: int) -> Diagnostic:
    """More than 30 % of the codes are gone at once, which is rather a page that was not read.

    A table that moved to another page, or lost a pipe, looks so. The answer
    is therefore "cannot tell". One code alone is no mass, as long as others stay.

    Example::

        error-table changes docs/errors.md new-layout.md

    where the table of the new layout has three of twenty rows.

    To mend it: look at what `show --page` reads of the new page. If the codes
    are really gone, retire them in the overlay, or build and release a major
    version.
    """
    shown = ", ".join(gone[:5]) + (f" and {len(gone) - 5} more" if len(gone) > 5 else "")
    return Diagnostic(
        "mass-change",
        "error",
        f"{len(gone)} of {total} codes are gone at once",
        span,
        label=f"gone: {shown}",
        help="see with `show --page` whether the new page was read as it should be",
    )


def absent(span: Span) -> Diagnostic:
    """One side of a comparison has no codes at all, so there is nothing to compare.

    Example::

        {"schema": 1, "catalogue": {"name": "my-errors", "errors": []}}

    To mend it: give a page with an error table, or the JSON of a catalogue.
    """
    return Diagnostic(
        "mass-absent",
        "error",
        "there are no codes here to compare",
        span,
        help="give a page with an error table, or the JSON of a catalogue",
    )
