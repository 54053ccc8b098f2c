"""What the templates of OpenAPI are shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from generator import statuses
from generator.model import Catalogue, Envelope, Error, Example, Key
from generator.project.settings import Settings, Target
from generator.render.views import hierarchy

# The keywords of JSON Schema that an error body needs.
_Schema = TypedDict(
    "_Schema",
    {
        "description": str,
        "type": str,
        "required": list[str],
        "properties": "dict[str, _Schema]",
        "items": "_Schema",
        "$ref": str,
    },
    total=False,
)

# RFC 9110, section 10.2.3, and RFC 6585, section 4.
_WITH_RETRY_AFTER = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Response:
    """What one status means: its errors, and the page's examples of these by name."""

    status: int
    description: str
    retryable: bool
    retry_after: bool
    errors: tuple[Error, ...]
    examples: tuple[tuple[str, object], ...]


def facts(catalogue: Catalogue, _settings: Settings, _target: Target) -> Mapping[str, object]:
    """The facts for `openapi/`: the codes, the schema of a body, a response per status."""
    numbers = [int(error.code) for error in catalogue.errors if _decimal(error.code)]
    return {
        # A decimal code may come as a number, too.
        "codes": [*(error.code for error in catalogue.errors), *numbers],
        "code_type": ["string", "integer"] if numbers else "string",
        "body": _body(catalogue.envelope),
        "responses": tuple(_responses(catalogue)),
    }


def _decimal(code: str) -> bool:
    # JSON, "number": no leading zero; 15 digits are exact in every reader (RFC 8259, section 6).
    return re.fullmatch(r"0|-?[1-9][0-9]{0,14}", code) is not None


def _body(envelope: Envelope) -> _Schema:
    """The JSON Schema of an error body: open, because a service may add members."""
    schema: _Schema = {"description": "The JSON body of an error."}
    if not envelope.code:
        return schema
    _plant(schema, envelope.code, {"$ref": "#/components/schemas/ErrorCode"}, required=True)
    message: _Schema = {"type": "string", "description": "For people; its wording may change."}
    _plant(schema, envelope.message, message, required=False)
    ident: _Schema = {
        "type": "string",
        "description": "Identifies this very response to its service.",
    }
    _plant(schema, envelope.correlation_id, ident, required=False)
    return schema


def _plant(schema: _Schema, path: Sequence[Key], leaf: _Schema, *, required: bool) -> None:
    """Put a schema at a path; a place in an array is any of it."""
    for key in path:
        if isinstance(key, int):
            schema["type"] = "array"
            schema = schema.setdefault("items", {})
            continue
        schema["type"] = "object"
        if required:
            schema["required"] = [key]
        schema = schema.setdefault("properties", {}).setdefault(key, {})
    if path:
        schema.update(leaf)


def _responses(catalogue: Catalogue) -> Iterator[Response]:
    for base in hierarchy.bases(catalogue):
        errors = tuple(e for e in catalogue.errors if base.status in e.statuses)
        yield Response(
            status=base.status,
            description=statuses.phrase(base.status) or base.title,
            retryable=all(e.retryable.value for e in errors),
            retry_after=base.status in _WITH_RETRY_AFTER,
            errors=errors,
            examples=tuple(_examples(catalogue.examples, errors)),
        )


def _examples(examples: Sequence[Example], errors: Sequence[Error]) -> Iterator[tuple[str, object]]:
    """The page's own examples of these errors, named by code, and numbered where it has two."""
    slugs = {e.code: e.slug for e in errors}
    seen: dict[str, int] = {}
    for example in examples:
        if example.code in slugs:
            count = seen[example.code] = seen.get(example.code, 0) + 1
            name = slugs[example.code] + (f"-{count}" if count > 1 else "")
            yield name, json.loads(example.text)
