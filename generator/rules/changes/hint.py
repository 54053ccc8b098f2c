"""What can become of the advice on an error."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def changed(span: Span, code: str) -> Diagnostic:
    """The page or the overlay says something else about a code: hints, causes, what to do.

    Example::

        + **InvalidRequestBody** may be due to the case of a parameter.

    To mend it: nothing. Release a patch.
    """
    return Diagnostic("hint-changed", "note", f"the advice on {code} has changed", span)
