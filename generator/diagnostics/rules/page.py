"""What can be wrong with a page as a whole, and with its examples."""

from __future__ import annotations

from generator.diagnostics.rule import note, paste, rule, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("page-front-matter")
def page_front_matter(span: Span, reason: str) -> Diagnostic:
    """The front matter of a page is not valid YAML.

    The page is read all the same, and of the front matter the lines that are
    plain pairs of key and value.

    Example::

        ---
        title: Errors: a list
        ---

    To mend it: correct the line that is named. A value with a colon stands in
    quotes.
    """
    return warning(
        span,
        "the front matter is not valid YAML",
        label=reason,
        help="correct this line; a value with a colon and a blank stands in quotes",
    )


@rule("page-long-text")
def page_long_text(span: Span, length: int, most: int) -> Diagnostic:
    """A cell or a paragraph is so long that its markup is not read.

    Example::

        a paragraph of ten thousand characters

    To mend it: write shorter cells and paragraphs.
    """
    return warning(
        span,
        f"this text has {length} characters; markup is read in texts of up to {most}",
        label="read as it stands",
        help="write shorter cells and paragraphs",
    )


@rule("page-deep")
def page_deep(span: Span) -> Diagnostic:
    """Lists and quotes are nested so deeply that a table in them may be missed.

    Example::

        > > > > > > > > > > > > > > > > > > > > > > | Code | Message |

    To mend it: nest less deeply.
    """
    return warning(
        span,
        "lists and quotes are nested too deeply here to be read",
        label="read as prose",
        help="nest less deeply",
    )


@rule("example-code-missing")
def example_code_missing(span: Span, code: str, lines: str) -> Diagnostic:
    """An example of the page carries a code that the table lacks.

    Example::

        {"error": {"code": "QuotaExceeded", "message": "Too many requests"}}

    on a page whose table has no `QuotaExceeded`.

    To mend it: add the code to the table, or to the overlay, or correct the
    example.
    """
    return warning(
        span,
        f"this example carries the code {code}, which the table lacks",
        help=f"add {code} to the table or, with its source, to the overlay:{paste(lines)}",
    )


@rule("example-invalid")
def example_invalid(span: Span) -> Diagnostic:
    """A block that says it is JSON does not parse.

    Example::

        {"error": {"code": "NotFound", …}}

    To mend it: write valid JSON, if the example is meant to be one; it then
    becomes a test of the generated code.
    """
    return note(
        span,
        "this example is not valid JSON, so it is no test of the generated code",
        help="write valid JSON without comments or ellipses",
    )
