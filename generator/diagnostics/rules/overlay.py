"""What can be wrong with an overlay, and with what is added to it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rules import error, note, paste, rule, several, warning
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
def overlay_source_missing(
    span: Span, code: str, sent: str, renamed: str, likely: str = ""
) -> Diagnostic:
    """What a table needs whose code no page has: `sent` are the lines if the service sends it.

    `renamed` are those if the page has another code for it now, the `likely` one if one is.
    """
    now = f"if the page has renamed it to {likely}, give this table this header and these aliases:"
    if not likely:
        now = "if the page has renamed it, give this table the new code, and these aliases:"
    return error(
        span,
        f"the page has no code {code}, and the overlay does not say where it is known from",
        help=f"if it is misspelt here, correct it\n{now}{paste(renamed)}\n"
        "if the code is gone, delete this table; `changes` prints the lines that keep its class\n"
        f"if the service sends it, add to this table:{paste(sent)}",
    )


@rule("overlay-former")
def overlay_former(span: Span, code: str, heir: str) -> Diagnostic:
    return error(
        span,
        f"{code} has a table of its own here, and is a former name of {heir}",
        help=f"move what still holds to the table of {heir}, and delete this one",
    )


@rule("overlay-contradicts")
def overlay_contradicts(span: Span, code: str, here: int | None, page: int | None) -> Diagnostic:
    return warning(
        span,
        f"the page gives {code} the status {page}, and the overlay {here}",
        label=f"the catalogue has {page}",
        help="delete this line, or correct the page",
    )


@rule("alias-taken")
def alias_taken(
    span: Span, name: str, code: str, what: str, other: str = "", lines: str = "", overlay: str = ""
) -> Diagnostic:
    """`lines` give the class of the `other` code another name.

    Where the name itself is that code, the overlay alone has it.
    """
    advice = "take it out of these aliases"
    if other == name:
        advice += f"; or, if it is called {code} now, delete what {overlay} says of {other} itself"
    elif lines:
        advice += f"; or say in {overlay} how the class of {other} is called:{paste(lines)}"
    return error(span, f"{name} is an alias of {code}, and {what}", help=advice)


@rule("retired-returned")
def retired_returned(span: Span, code: str, page: Span) -> Diagnostic:
    table = span.text.lstrip().startswith("[")
    return error(
        span,
        f"{code} is retired here, and is on the page again",
        label=f"see {page.path}:{page.line}",
        help=(
            "delete this table; what of it still holds belongs to that of the errors"
            if table
            else "delete this line"
        ),
    )


@rule("retired-status")
def retired_status(span: Span, codes: Sequence[str]) -> Diagnostic:
    return note(
        span,
        f"{several(codes, 3)} {'is' if len(codes) == 1 else 'are'} retired without a status: "
        "whoever catches by status no longer catches this",
        help="say in its table which status the page gave it, such as status = 404\n"
        "`changes` prints the line, compared with a commit in which the page has the code",
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


# --- What is accepted ---
@rule("accepted-unneeded")
def accepted_unneeded(span: Span, name: str, code: str) -> Diagnostic:
    return note(
        span,
        f"{name}{f' of {code}' if code else ''} is accepted here, and is not found",
        help="take this entry out, unless another comparison still needs it",
    )


@rule("accepted-over")
def accepted_over(span: Span, name: str, code: str, until: str, version: str) -> Diagnostic:
    """`version` is that of the configuration, and not before `until`."""
    return warning(
        span,
        f"{name}{f' of {code}' if code else ''} was accepted until {until}, "
        f"and the version is {version}",
        help="mend what is found, and take this entry out; or accept it until a later version",
    )
