"""What can be wrong with an overlay, and with what is added to it."""

from __future__ import annotations

from generator.diagnostics.rules import error, paste, rule, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("overlay-syntax")
def overlay_syntax(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "this overlay is not valid TOML",
        label=reason,
        help="correct this line; a key that is not a plain ASCII word stands in quotes",
    )


@rule("overlay-key")
def overlay_key(span: Span, name: str, likely: str, known: str) -> Diagnostic:
    hint = f"did you mean `{likely}`? " if likely else ""
    return error(span, f"`{name}` is no key of an overlay", help=f"{hint}the keys here are {known}")


@rule("overlay-value")
def overlay_value(span: Span, name: str, wanted: str) -> Diagnostic:
    return error(span, f"`{name}` must be {wanted}", help=f"write {wanted} here")


@rule("overlay-unused")
def overlay_unused(span: Span, what: str) -> Diagnostic:
    return warning(
        span,
        f"the page has no {what}",
        label="this settles nothing",
        help="correct this entry or delete it",
    )


@rule("overlay-source-missing")
def overlay_source_missing(span: Span, code: str, lines: str) -> Diagnostic:
    return error(
        span,
        f"the page has no code {code}, and the overlay does not say where it is known from",
        help=f"correct the code; or, if the service sends it, add to its table:{paste(lines)}",
    )


@rule("overlay-contradicts")
def overlay_contradicts(span: Span, code: str, here: int | None, page: int | None) -> Diagnostic:
    return warning(
        span,
        f"the page gives {code} the status {page}, and the overlay {here}",
        label=f"{page} is taken",
        help="delete this line, or correct the page",
    )


@rule("overlay-astray")
def overlay_astray(span: Span, name: str, overlay: str) -> Diagnostic:
    return warning(
        span,
        f"this file beside a page of {name} is not its overlay, and is not read",
        help=f"move what it says to {overlay}, which speaks of all pages; or give it another name",
    )


# --- What is added ---
@rule("pin-unplaced")
def pin_unplaced(span: Span, lines: str) -> Diagnostic:
    return error(
        span,
        "this line finds no place in the overlay",
        help=f"give the table a header of its own, or add this:{paste(lines)}",
    )
