"""What responses that were really observed can show."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rule import error, note, paste, rule, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("audit-unknown")
def audit_unknown(span: Span, code: str, count: int, near: str, lines: str) -> Diagnostic:
    """The service sends a code that the page does not have.

    Example::

        {"error": {"code": "ActiveRequestAlreadyExists", "message": "..."}}

    To mend it: add the code to the overlay with its source, as `audit --write`
    does, or to the page.
    """
    maybe = f"did you mean {near}? " if near else ""
    return error(
        span,
        f"the page has no code {code}, which was observed {_times(count)}",
        help=f"{maybe}to add it, with --write or by hand:{paste(lines)}",
    )


@rule("audit-status")
def audit_status(span: Span, code: str, expected: str, observed: str) -> Diagnostic:
    """A code comes with another HTTP status than the page says.

    Example::

        {"status": 410, "body": {"error": {"code": "NotFound"}}}

    where the page says 404.

    To mend it: find out which is right. The page is believed until somebody
    corrects it.
    """
    return warning(
        span,
        f"the page gives {code} the status {expected}; observed was {observed}",
        help="find out which is right, and correct the page if it is not",
    )


@rule("audit-message")
def audit_message(span: Span, codes: Sequence[str], example: str) -> Diagnostic:
    """Messages were observed that no template of the page matches.

    Only a note: a message may be reworded at any time and is sent in one
    language, while the page may be in another. Pages contradict even their own
    examples. It shows that nothing may be decided by the words of a message.

    Example::

        {"error": {"code": "ResourceNotFound", "message": "Machine 1 was not found"}}

    where the page says `Resource {the requested resource} was not found.`

    To mend it: nothing; or bring the page up to date.
    """
    return note(
        span,
        f"messages of {_some(codes)} match no template of the page",
        label=f"the first: {example}",
        help="decide by the code, never by the words of a message",
    )


@rule("audit-unseen")
def audit_unseen(span: Span, codes: Sequence[str]) -> Diagnostic:
    """Codes of the page were not observed at all.

    They may be rare, or the service may not send them any more.

    Example::

        error-table audit yesterday.jsonl

    To mend it: nothing; or retire those that the service no longer sends, in
    the overlay under `[retired]`.
    """
    return note(span, f"{_some(codes)} {'was' if len(codes) == 1 else 'were'} never observed")


@rule("audit-codeless")
def audit_codeless(span: Span, count: int, path: str) -> Diagnostic:
    """Responses have no code where the envelope of the catalogue has it.

    Example::

        {"detail": "Not Found"}

    where the page's examples have the code at `error.code`. A gateway in front
    of the service may have answered.

    To mend it: leave such responses out; or settle the place of the code in the
    configuration under `envelope`.
    """
    return warning(
        span,
        f"{count} {'response has' if count == 1 else 'responses have'} no code at {path}",
        label="the first of them",
        help="if the service has its codes elsewhere, say so in the configuration: envelope",
    )


@rule("audit-line")
def audit_line(span: Span, count: int, reason: str) -> Diagnostic:
    """Lines are no JSON, or longer than a response can be. They are counted and passed over.

    Example::

        {"error": {"code": "NotFou

    To mend it: write one response a line, as JSON.
    """
    return warning(
        span,
        f"{count} {'line' if count == 1 else 'lines'} could not be read",
        label=reason,
        help="write one response a line, as JSON",
    )


@rule("audit-envelope")
def audit_envelope(span: Span) -> Diagnostic:
    """Nothing says where in a response the code stands, so none can be found.

    Example::

        a page without any JSON example

    To mend it: say it in the configuration of the catalogue:
    `envelope = { code = ["error", "code"] }`.
    """
    return error(
        span,
        "nothing says where in a response the code stands",
        help='say it in the configuration: envelope = { code = ["error", "code"] }',
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:5])
    return f"{shown} and {len(codes) - 5} more" if len(codes) > 5 else shown
