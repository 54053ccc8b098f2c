"""What responses that were really observed can show."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.draw import plural
from generator.diagnostics.rules import error, note, paste, rule, several, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("audit-unknown")
def audit_unknown(span: Span, code: str, count: int, near: str, lines: str) -> Diagnostic:
    maybe = f"did you mean {near}? " if near else ""
    often = "once" if count == 1 else f"{count} times"
    return error(
        span,
        f"the page has no code {code}, which was observed {often}",
        help=f"{maybe}to add it, with --write or by hand:{paste(lines)}",
    )


@rule("audit-status")
def audit_status(span: Span, code: str, expected: str, observed: str) -> Diagnostic:
    return warning(
        span,
        f"the page gives {code} the status {expected}; observed was {observed}",
        help="find out which is right, and correct the page if it is not",
    )


@rule("audit-message")
def audit_message(span: Span, codes: Sequence[str], example: str) -> Diagnostic:
    return note(
        span,
        f"messages of {several(codes)} match no template of the page",
        label=f"the first: {example}",
        help="decide by the code, never by the words of a message",
    )


@rule("audit-unseen")
def audit_unseen(span: Span, codes: Sequence[str]) -> Diagnostic:
    return note(span, f"{several(codes)} {'was' if len(codes) == 1 else 'were'} never observed")


@rule("audit-codeless")
def audit_codeless(span: Span, count: int, path: str) -> Diagnostic:
    return warning(
        span,
        f"{plural(count, 'response')} {'has' if count == 1 else 'have'} no code at {path}",
        label="the first of them",
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


@rule("audit-envelope")
def audit_envelope(span: Span) -> Diagnostic:
    return error(
        span,
        "nothing says where in a response the code stands",
        help='say it in the configuration: envelope = { code = ["error", "code"] }',
    )
