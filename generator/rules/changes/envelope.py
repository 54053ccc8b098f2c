"""What can become of the envelope, the object that carries an error in a body."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def changed(span: Span, what: str, old: str, new: str) -> Diagnostic:
    """An error body carries its code, message or correlation id at another place than before.

    The places are read from the page's JSON examples, or configured. Only a
    note where there was no place before.

    Example::

        - { "error": { "code": "NotFound", "target": "1fa6" } }
        + { "error": { "code": "NotFound", "requestId": "1fa6" } }

    To mend it: look at what the service really sends, and correct the examples;
    or settle it in the configuration under `envelope`. Else release a major
    version.
    """
    if not old:
        text = f"an error body has its {what} at {new}, which nothing said before"
        return Diagnostic("envelope-changed", "note", text, span)
    now = f"is at {new} now, no longer" if new else "has no known place now; it was"
    text = f"the {what} of an error body {now} at {old}"
    return Diagnostic("envelope-changed", "error", text, span)
