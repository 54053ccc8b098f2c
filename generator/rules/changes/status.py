"""What can become of a status."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def changed(span: Span, code: str, old: str, new: str, *, across: bool) -> Diagnostic:
    """A code comes with another HTTP status than before.

    A warning within a family (404, 410); an error across families (404, 500),
    where clients that branch on 4xx and 5xx take another branch.

    Example::

        - NotFound|Not Found (404)|Nothing is there.
        + NotFound|Gone (410)|Nothing is there.

    To mend it: look at what the service really sends. Then correct the page,
    or release a minor version; across families, a major one.
    """
    return Diagnostic(
        "status-changed",
        "error" if across else "warning",
        f"the status of {code} is {new}, no longer {old}",
        span,
    )
