"""What can be wrong between the catalogue and the responses that were really observed."""

from __future__ import annotations

from collections.abc import Sequence

from generator.source import Diagnostic, Span


def unknown(span: Span, code: str, count: int, near: str, lines: str) -> Diagnostic:
    """The service sends a code that the page does not have.

    Example::

        {"error": {"code": "ActiveRequestAlreadyExists", "message": "..."}}

    To mend it: add the code to the overlay with its source, as `audit --write`
    does, or to the page.
    """
    maybe = f"did you mean {near}? " if near else ""
    return Diagnostic(
        "audit-unknown",
        "error",
        f"the page has no code {code}, which was observed {_times(count)}",
        span,
        help=f"{maybe}to add it, with --write or by hand:\n{lines}",
    )


def status(span: Span, code: str, expected: str, observed: str) -> Diagnostic:
    """A code comes with another HTTP status than the page says.

    Example::

        {"status": 410, "body": {"error": {"code": "NotFound"}}}

    where the page says 404.

    To mend it: find out which is right. The page is believed until somebody
    corrects it.
    """
    return Diagnostic(
        "audit-status",
        "warning",
        f"the page gives {code} the status {expected}; observed was {observed}",
        span,
        help="find out which is right, and correct the page if it is not",
    )


def message(span: Span, codes: Sequence[str], example: str) -> Diagnostic:
    """Messages were observed that no template of the page matches.

    Only a note: a message may be reworded at any time and is sent in one
    language, while the page may be in another. Pages contradict even their own
    examples. It shows that nothing may be decided by the words of a message.

    Example::

        {"error": {"code": "ResourceNotFound", "message": "Machine 1 was not found"}}

    where the page says `Resource {the requested resource} was not found.`

    To mend it: nothing; or bring the page up to date.
    """
    return Diagnostic(
        "audit-message",
        "note",
        f"messages of {_some(codes)} match no template of the page",
        span,
        label=f"the first: {example}",
        help="decide by the code, never by the words of a message",
    )


def unseen(span: Span, codes: Sequence[str]) -> Diagnostic:
    """Codes of the page were not observed at all.

    They may be rare, or the service may not send them any more.

    Example::

        error-table audit yesterday.jsonl

    To mend it: nothing; or retire those that the service no longer sends, in
    the overlay under `[retired]`.
    """
    return Diagnostic(
        "audit-unseen",
        "note",
        f"{_some(codes)} {'was' if len(codes) == 1 else 'were'} never observed",
        span,
    )


def codeless(span: Span, count: int, path: str) -> Diagnostic:
    """Responses have no code where the envelope of the catalogue has it.

    Example::

        {"detail": "Not Found"}

    where the page's examples have the code at `error.code`. A gateway in front
    of the service may have answered.

    To mend it: leave such responses out; or settle the place of the code in the
    configuration under `envelope`.
    """
    return Diagnostic(
        "audit-codeless",
        "warning",
        f"{count} {'response has' if count == 1 else 'responses have'} no code at {path}",
        span,
        label="the first of them",
        help="if the service has its codes elsewhere, say so in the configuration: envelope",
    )


def line(span: Span, count: int, reason: str) -> Diagnostic:
    """Lines are no JSON, or longer than a response can be. They are counted and passed over.

    Example::

        {"error": {"code": "NotFou

    To mend it: write one response a line, as JSON.
    """
    return Diagnostic(
        "audit-line",
        "warning",
        f"{count} {'line' if count == 1 else 'lines'} could not be read",
        span,
        label=reason,
        help="write one response a line, as JSON",
    )


def envelope(span: Span) -> Diagnostic:
    """Nothing says where in a response the code stands, so none can be found.

    Example::

        a page without any JSON example

    To mend it: say it in the configuration of the catalogue:
    `envelope = { code = ["error", "code"] }`.
    """
    return Diagnostic(
        "audit-envelope",
        "error",
        "nothing says where in a response the code stands",
        span,
        help='say it in the configuration: envelope = { code = ["error", "code"] }',
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:5])
    return f"{shown} and {len(codes) - 5} more" if len(codes) > 5 else shown
