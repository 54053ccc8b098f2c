"""What can be wrong with an overlay, the file beside a page that says what the page does not."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def syntax(span: Span, reason: str) -> Diagnostic:
    """An overlay is not valid TOML.

    Example::

        [codes]
        禁止されています = "Forbidden"

    To mend it: correct the line that is named. Keys that are not plain ASCII
    words stand in quotes.
    """
    return Diagnostic(
        "overlay-syntax",
        "error",
        "this overlay is not valid TOML",
        span,
        label=reason,
        help="correct this line; a key that is not a plain ASCII word stands in quotes",
    )


def key(span: Span, name: str, likely: str, known: str) -> Diagnostic:
    """An overlay has a key that means nothing.

    Example::

        [errors.NotFound]
        retriable = true

    To mend it: use one of the keys that the help names.
    """
    hint = f"did you mean `{likely}`? " if likely else ""
    return Diagnostic(
        "overlay-key",
        "error",
        f"`{name}` is no key of an overlay",
        span,
        help=f"{hint}the keys here are {known}",
    )


def value(span: Span, name: str, wanted: str) -> Diagnostic:
    """A value of an overlay is of the wrong kind.

    Example::

        [errors.NotFound]
        retryable = "no"

    To mend it: write a value of the kind that the message names.
    """
    return Diagnostic(
        "overlay-value",
        "error",
        f"`{name}` must be {wanted}",
        span,
        help=f"write {wanted} here",
    )


def unused(span: Span, what: str) -> Diagnostic:
    """An overlay settles something that the page does not have.

    Example::

        [codes]
        "禁止" = "Forbidden"

    where no code cell says `禁止`. The page may have been translated anew, or
    the row may have gone.

    To mend it: correct the entry, or delete it.
    """
    return Diagnostic(
        "overlay-unused",
        "warning",
        f"the page has no {what}",
        span,
        label="this settles nothing",
        help="correct this entry or delete it",
    )


def source_missing(span: Span, code: str) -> Diagnostic:
    """An overlay adds a whole error that the page lacks, without saying where it is known from.

    Example::

        [errors.ActiveRequestAlreadyExists]
        status = 400

    To mend it: say in `source` where the service was seen to send it, such as
    the address of a report.
    """
    return Diagnostic(
        "overlay-source-missing",
        "error",
        f"the page has no code {code}, and the overlay does not say where it is known from",
        span,
        help=f'if the service sends it, add to [errors.{code}]: source = "where it was seen"; '
        "else correct the code",
    )


def contradicts(span: Span, code: str, here: int | None, page: int | None) -> Diagnostic:
    """An overlay gives an error another status than its page does; the page is believed.

    Example::

        [errors.NotFound]
        status = 410

    where the page says 404.

    To mend it: delete the line, or correct the page.
    """
    return Diagnostic(
        "overlay-contradicts",
        "warning",
        f"the page gives {code} the status {page}, and the overlay {here}",
        span,
        label=f"{page} is taken",
        help="delete this line, or correct the page",
    )
