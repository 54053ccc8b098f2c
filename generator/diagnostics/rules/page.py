"""What can be wrong with a page as a whole, and with its examples."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rules import note, paste, rule, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("page-front-matter")
def page_front_matter(span: Span, reason: str) -> Diagnostic:
    return warning(
        span,
        "the front matter is not valid YAML",
        label=reason,
        help="correct this line; a value with a colon and a blank stands in quotes",
    )


@rule("page-long-text")
def page_long_text(span: Span, length: int, most: int) -> Diagnostic:
    return warning(
        span,
        f"this text has {length} characters; markup is read in texts of up to {most}",
        label="read as it stands",
        help="write shorter cells and paragraphs",
    )


@rule("page-deep")
def page_deep(span: Span) -> Diagnostic:
    return warning(
        span,
        "lists and quotes are nested too deeply here to be read",
        label="read as prose",
        help="nest less deeply",
    )


# --- Examples ---
@rule("example-code-missing")
def example_code_missing(span: Span, code: str, lines: str, overlay: str) -> Diagnostic:
    return warning(
        span,
        f"this example carries the code {code}, which the table lacks",
        help=f"add {code} to the table or, with its source, to {overlay}:{paste(lines)}",
    )


@rule("example-invalid")
def example_invalid(span: Span, *, alone: bool = False) -> Diagnostic:
    """`alone` is the example that would show where a body has its code, as no other does."""
    mend = "close what is open; comments, last commas and … are allowed"
    if not alone:
        what = "this example cannot be read as JSON, so it is no test of the generated code"
        return note(span, what, help=mend)
    return warning(
        span,
        "this example cannot be read as JSON, and no other shows where a body has its code",
        label="decoders look for code and message at the usual places alone",
        help="put in the comma or the quote that is missing, or close what is open; or say where "
        "they stand, with `envelope` in the catalogue's table of the configuration",
    )


# --- Where a body has its code ---
@rule("envelope-unclear")
def envelope_unclear(span: Span, lines: Sequence[str]) -> Diagnostic:
    one = "one of these lines" if len(lines) > 1 else "this line"
    several = "\n".join(lines)
    return warning(
        span,
        "these examples have more than one member that may be the code",
        label="the first of them; none of these members is taken for the code",
        help=f"put {one} into the catalogue's table of the configuration:{paste(several)}",
    )


@rule("envelope-contradicted")
def envelope_contradicted(span: Span, path: str, line: str) -> Diagnostic:
    return warning(
        span,
        f"this example has no code at {path}, where the configuration says that it is",
        help=f"correct the page or, if the example is right, the configuration:{paste(line)}",
    )


@rule("wire-guessed")
def wire_guessed(span: Span, code: str) -> Diagnostic:
    return note(
        span,
        f"nothing shows whether {code} is sent as a number or as a string",
        label="both are read; a server or a double of one sends a string",
        help="say it in the catalogue's table of the configuration, if it is a number:"
        + paste('envelope.wire = "integer"'),
    )


@rule("in-success-unplaced")
def in_success_unplaced(span: Span) -> Diagnostic:
    return warning(
        span,
        "errors are to be found in successful bodies, and nothing says where these have the code",
        label='only "code" at the top of a successful body is looked at',
        help="say it in the catalogue's table of the configuration, with the keys that lead to it:"
        + paste('envelope.code = ["error", "code"]'),
    )


@rule("errors-in-success")
def errors_in_success(span: Span, reason: str = "") -> Diagnostic:
    return note(
        span,
        reason or "errors come with a status of success here; nothing of a successful body is read",
        help="settle it in the catalogue's table of the configuration; false leaves it so:"
        + paste("errors-in-success = true"),
    )
