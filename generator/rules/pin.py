"""What can be wrong with a line that is to settle something."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def unplaced(span: Span, lines: str) -> Diagnostic:
    """A line finds no place in the overlay: what is there is not TOML, or says it in another form.

    A table in braces takes no lines, and a file that is not TOML takes none at all.

    Example::

        codes = { "Verboten" = "Forbidden" }

    To mend it: write the table with a header of its own, `[codes]`, and run
    `pin` again; or add the line that the help shows.
    """
    return Diagnostic(
        "pin-unplaced",
        "error",
        "this line finds no place in the overlay",
        span,
        help=f"give the table a header of its own, or add this:\n{lines}",
    )
