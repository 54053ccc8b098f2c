"""Where a body has what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator import names
from generator.model import Envelope
from generator.render.views.python import words

# Keys that services use where a page shows no envelope, in the order in which
# they are asked: OData and plain JSON, OAuth, problem details, Google.
_CODES = ("code", "errorCode", "error_code", "error", "type")
_MESSAGES = ("message", "error_description", "errorMessage", "error_message", "detail")
_REMARKS = ("description", "title")
_IDS = ("correlationId", "correlation_id", "requestId", "request_id", "traceId", "trace_id")
# Attributes that every error has; a correlation id's own name cannot be one of them.
_ATTRIBUTES = """
args code message status details innererror correlation_id retry_after retryable hints
parameters parameter_names doc_url deprecated retired raw_code documented_status
documented_statuses localized to_dict to_problem add_note with_traceback property
"""


def places(envelope: Envelope) -> Mapping[str, Any]:
    """Where the body has what; without an envelope, where most services have it."""
    code = envelope.code or ("error", "code")
    label = envelope.correlation_id[-1] if envelope.correlation_id else ""
    name = names.snake(label)
    fit = re.fullmatch(r"[a-z][a-z0-9_]*", name) and name not in _ATTRIBUTES.split()
    return {
        "node": envelope.code[:-1],
        "code_keys": _first(envelope.code, _CODES),
        "message_keys": _first(envelope.message, (*_MESSAGES, *_REMARKS)),
        "correlation_keys": _first(envelope.correlation_id, _IDS),
        "correlation_label": words.flat(label)[:40] or "correlation id",
        "correlation_name": name if fit and names.identifier(name) == name else "",
        "code_path": code,
        "message_path": envelope.message or (*code[:-1], "message"),
        "correlation_path": envelope.correlation_id,
    }


def _first(path: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*path[-1:], *others)))
