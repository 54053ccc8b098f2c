"""What can be wrong with a page before anybody asks what it means."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def front_matter(span: Span, reason: str) -> Diagnostic:
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
    return Diagnostic(
        "page-front-matter",
        "warning",
        "the front matter is not valid YAML",
        span,
        label=reason,
        help="correct this line; a value with a colon and a blank stands in quotes",
    )


def long_text(span: Span, length: int, most: int) -> Diagnostic:
    """A cell or a paragraph is so long that its markup is not read.

    Example::

        a paragraph of ten thousand characters

    To mend it: write shorter cells and paragraphs.
    """
    return Diagnostic(
        "page-long-text",
        "warning",
        f"this text has {length} characters; markup is read in texts of up to {most}",
        span,
        label="read as it stands",
        help="write shorter cells and paragraphs",
    )


def deep(span: Span) -> Diagnostic:
    """Lists and quotes are nested so deeply that a table in them may be missed.

    Example::

        > > > > > > > > > > > > > > > > > > > > > > | Code | Message |

    To mend it: nest less deeply.
    """
    return Diagnostic(
        "page-deep",
        "warning",
        "lists and quotes are nested too deeply here to be read",
        span,
        label="read as prose",
        help="nest less deeply",
    )
