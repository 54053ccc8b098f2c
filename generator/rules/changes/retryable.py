"""What can become of the answer to: may the same request succeed later."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def changed(span: Span, code: str, *, now: bool) -> Diagnostic:
    """A code that could be tried again no longer can, or the other way round.

    Example::

        - Busy|Conflict (409)|The machine is busy.
        + Busy|Conflict (409)|The machine is busy. Try again.

    To mend it: settle it in the overlay if the page is not right:
    `retryable = false` under `[errors.Busy]`. Else release a minor version.
    """
    text = f"{code} may be tried again now" if now else f"{code} may no longer be tried again"
    return Diagnostic("retryable-changed", "warning", text, span)
