"""What responses that were really observed can show."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.draw import plural
from generator.diagnostics.rules import error, note, paste, retirement, rule, several, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("audit-unknown", finding=True)
def audit_unknown(
    span: Span, code: str, count: int, near: str, lines: str, request: str = ""
) -> Diagnostic:
    """`request` is what was answered so at first, where that is known."""
    maybe = f"did you mean {near}? " if near else ""
    often = "once" if count == 1 else f"{count} times"
    return error(
        span,
        f"the page has no code {code}, which was observed {often}",
        label=f"the answer to {request}" if request else "",
        help=f"{maybe}to add it, with --write or by hand:{paste(lines)}",
    )


@rule("audit-status", finding=True)
def audit_status(span: Span, code: str, expected: str, observed: str) -> Diagnostic:
    return warning(
        span,
        f"the page gives {code} the status {expected}; observed was {observed}",
        help="find out which is right, and correct the page if it is not",
    )


@rule("audit-message", finding=True)
def audit_message(span: Span, codes: Sequence[str], example: str) -> Diagnostic:
    return note(
        span,
        f"messages of {several(codes)} match no template of the page",
        label=f"the first: {example}",
        help="decide by the code, never by the words of a message",
    )


@rule("audit-unseen", finding=True)
def audit_unseen(span: Span, codes: Sequence[str]) -> Diagnostic:
    return note(span, f"{several(codes)} {'was' if len(codes) == 1 else 'were'} never observed")


@rule("audit-codeless")
def audit_codeless(span: Span, count: int, where: str, request: str = "") -> Diagnostic:
    """`where` says in words where the code is, `request` what was answered first."""
    return warning(
        span,
        f"{plural(count, 'response')} {'has' if count == 1 else 'have'} no code at {where}",
        label=f"the first of them{f', the answer to {request}' if request else ''}",
        help="if the service has its codes elsewhere, say so in the configuration: envelope",
    )


@rule("audit-line")
def audit_line(span: Span, count: int, reason: str) -> Diagnostic:
    return warning(
        span,
        f"{plural(count, 'line')} could not be read",
        label=reason,
        help="write one response a line, as JSON",
    )


@rule("audit-empty")
def audit_empty(span: Span, where: str, label: str, advice: str) -> Diagnostic:
    """`where` says in words where the code is."""
    return error(span, f"nothing in this file has a code at {where}", label=label, help=advice)


@rule("audit-envelope")
def audit_envelope(span: Span) -> Diagnostic:
    return error(
        span,
        "nothing says where in a response the code stands",
        help='say it in the configuration: envelope = { code = ["error", "code"] }',
    )


# --- The service's own code ---
@rule("audit-undocumented", finding=True)
def audit_undocumented(span: Span, code: str, near: str, lines: str) -> Diagnostic:
    """`near` is a code of the page that may be meant, with its place."""
    maybe = f"did you mean {near}? " if near else ""
    return error(
        span,
        f"the code has {code}, and the page has not",
        help=f"{maybe}add a row for it to the page; or, with --write or by hand, to the overlay:"
        f"{paste(lines)}",
    )


@rule("audit-unsent", finding=True)
def audit_unsent(
    span: Span, code: str, files: Sequence[str], near: str, retire: str, overlay: str
) -> Diagnostic:
    """`near` is a code of the service that may be meant, with its place."""
    maybe = f"did you mean {near}? " if near else ""
    return error(
        span,
        f"the page has {code}, and the code has not",
        label=f"looked for in {several(files, 3)}",
        help=f"{maybe}if the service does not send it, take it from here; "
        f"{retirement(retire, overlay)}",
    )


@rule("audit-retired", finding=True)
def audit_retired(span: Span, code: str, overlay: str) -> Diagnostic:
    return warning(
        span,
        f"the code has {code}, which is retired",
        help=f"take it from the code; or, if the service sends it, take it from {overlay}, "
        "and give it a row",
    )


@rule("source-missing")
def source_missing(span: Span, file: str, lines: str) -> Diagnostic:
    return error(
        span,
        "nothing was named to hold against the page",
        help="name files of responses; or say where the code is that sends the errors, "
        f"with --source, or in {file}:{paste(lines)}",
    )


@rule("source-empty")
def source_empty(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "no code was found here",
        label=reason,
        help="correct what says where they are: files, and what belongs to their form",
    )


@rule("source-large")
def source_large(span: Span, files: str, most: str) -> Diagnostic:
    return error(
        span,
        "this is more than is read",
        label=f"{files} means more than {most}",
        help="name fewer files",
    )


@rule("source-syntax")
def source_syntax(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "this file cannot be read in the form that was said",
        label=reason,
        help="correct this place, or the form",
    )


@rule("source-value")
def source_value(span: Span, name: str) -> Diagnostic:
    return warning(
        span,
        f"only a run would show the code of {name}",
        label="this is no string and no number",
        help='write the code out; or, if the names are the codes: take = "name"',
    )


@rule("source-pattern")
def source_pattern(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "this pattern cannot be used",
        label=reason,
        help="correct it; https://docs.python.org/3/library/re.html has the rules, and one in "
        "which two repetitions can take the same text may take for ever",
    )
