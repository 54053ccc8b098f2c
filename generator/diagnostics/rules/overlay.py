"""What can be wrong with an overlay, and with what is added to it."""

from __future__ import annotations

from generator.diagnostics.rule import error, paste, rule, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("overlay-syntax")
def overlay_syntax(span: Span, reason: str) -> Diagnostic:
    """An overlay is not valid TOML.

    Example::

        [codes]
        禁止されています = "Forbidden"

    To mend it: correct the line that is named. Keys that are not plain ASCII
    words stand in quotes.
    """
    return error(
        span,
        "this overlay is not valid TOML",
        label=reason,
        help="correct this line; a key that is not a plain ASCII word stands in quotes",
    )


@rule("overlay-key")
def overlay_key(span: Span, name: str, likely: str, known: str) -> Diagnostic:
    """An overlay has a key that means nothing.

    Example::

        [errors.NotFound]
        retriable = true

    To mend it: use one of the keys that the help names.
    """
    hint = f"did you mean `{likely}`? " if likely else ""
    return error(span, f"`{name}` is no key of an overlay", help=f"{hint}the keys here are {known}")


@rule("overlay-value")
def overlay_value(span: Span, name: str, wanted: str) -> Diagnostic:
    """A value of an overlay is of the wrong kind.

    Example::

        [errors.NotFound]
        retryable = "no"

    To mend it: write a value of the kind that the message names.
    """
    return error(span, f"`{name}` must be {wanted}", help=f"write {wanted} here")


@rule("overlay-unused")
def overlay_unused(span: Span, what: str) -> Diagnostic:
    """An overlay settles something that the page does not have.

    Example::

        [codes]
        "禁止" = "Forbidden"

    where no code cell says `禁止`. The page may have been translated anew, or
    the row may have gone.

    To mend it: correct the entry, or delete it.
    """
    return warning(
        span,
        f"the page has no {what}",
        label="this settles nothing",
        help="correct this entry or delete it",
    )


@rule("overlay-source-missing")
def overlay_source_missing(span: Span, code: str, lines: str) -> Diagnostic:
    """An overlay adds a whole error that the page lacks, without saying where it is known from.

    Example::

        [errors.ActiveRequestAlreadyExists]
        status = 400

    To mend it: say in `source` where the service was seen to send it, such as
    the address of a report.
    """
    return error(
        span,
        f"the page has no code {code}, and the overlay does not say where it is known from",
        help=f"correct the code; or, if the service sends it, add to its table:{paste(lines)}",
    )


@rule("overlay-contradicts")
def overlay_contradicts(span: Span, code: str, here: int | None, page: int | None) -> Diagnostic:
    """An overlay gives an error another status than its page does; the page is believed.

    Example::

        [errors.NotFound]
        status = 410

    where the page says 404.

    To mend it: delete the line, or correct the page.
    """
    return warning(
        span,
        f"the page gives {code} the status {page}, and the overlay {here}",
        label=f"{page} is taken",
        help="delete this line, or correct the page",
    )


@rule("pin-unplaced")
def pin_unplaced(span: Span, lines: str) -> Diagnostic:
    """A line finds no place in the overlay: what is there is not TOML, or says it in another form.

    A table in braces takes no lines, and a file that is not TOML takes none at all.

    Example::

        codes = { "Verboten" = "Forbidden" }

    To mend it: write the table with a header of its own, `[codes]`, and run
    `pin` again; or add the line that the help shows.
    """
    return error(
        span,
        "this line finds no place in the overlay",
        help=f"give the table a header of its own, or add this:{paste(lines)}",
    )
