"""What can be wrong with the examples of a page."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def code_missing(span: Span, code: str) -> Diagnostic:
    """An example of the page carries a code that the table lacks.

    Example::

        {"error": {"code": "QuotaExceeded", "message": "Too many requests"}}

    on a page whose table has no `QuotaExceeded`.

    To mend it: add the code to the table, or to the overlay, or correct the
    example.
    """
    return Diagnostic(
        "example-code-missing",
        "warning",
        f"this example carries the code {code}, which the table lacks",
        span,
        help=f"add {code} to the table or, with its source, to the overlay: [errors.{code}]",
    )


def invalid(span: Span) -> Diagnostic:
    """A block that says it is JSON does not parse.

    Example::

        {"error": {"code": "NotFound", …}}

    To mend it: write valid JSON, if the example is meant to be one; it then
    becomes a test of the generated code.
    """
    return Diagnostic(
        "example-invalid",
        "note",
        "this example is not valid JSON, so it is no test of the generated code",
        span,
        help="write valid JSON without comments or ellipses",
    )
