"""What can become of a message."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def reworded(span: Span, code: str) -> Diagnostic:
    """A message has other words than before. Nobody may branch on its words.

    Only messages of one language are compared with each other.

    Example::

        - NotFound|Not Found (404)|The machine was not found.
        + NotFound|Not Found (404)|The machine wasn't found.

    To mend it: nothing. Release a patch.
    """
    return Diagnostic("message-reworded", "note", f"the message of {code} is reworded", span)
