"""What can be wrong with the names that the generated code has."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def collision(span: Span, code: str, given: str, wanted: str) -> Diagnostic:
    """Two errors would have one class name; one of them has its code or a number appended.

    The same one always does: the error whose code sorts first keeps the name.

    Example::

        10003|Unknown channel
        10004|Unknown channel

    To mend it: nothing; or name the class in the overlay: `name = "UnknownGuildChannel"`
    under `[errors.10004]`.
    """
    return Diagnostic(
        "name-collision",
        "note",
        f"another error is called {wanted}, so the class for {code} is {given}",
        span,
        help=f'to choose another name, say in the overlay, under [errors."{code}"]: name = "..."',
    )
