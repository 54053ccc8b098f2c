"""What the templates of OpenAPI are shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import statuses
from generator.model import Catalogue, Envelope, Error, Example
from generator.project.settings import Settings
from generator.render.views import hierarchy

# RFC 9110, section 10.2.3, and RFC 6585, section 4.
_WITH_RETRY_AFTER = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a response, and what the page says about it."""

    code: str
    retryable: bool
    description: str


@dataclass(frozen=True, slots=True)
class Response:
    """What one status means: its component's name, its codes, the page's examples of it."""

    name: str
    description: str
    retryable: bool
    retry_after: bool
    codes: tuple[Code, ...]
    examples: tuple[tuple[str, Any], ...]


def facts(catalogue: Catalogue, settings: Settings) -> Mapping[str, Any]:
    """The facts for `openapi/`: the codes, the schema of a body, a response per status."""
    return {
        "title": catalogue.title or catalogue.name,
        "version": settings.version,
        "codes": _codes(catalogue.errors),
        "code_type": _code_type(catalogue.errors),
        "body": _body(catalogue.envelope),
        "responses": tuple(_responses(catalogue)),
    }


def _codes(errors: Sequence[Error]) -> list[str | int]:
    """The codes as a body can carry them: a decimal code may come as a number, too."""
    codes = [e.code for e in errors]
    return [*codes, *(int(code) for code in codes if _decimal(code))]


def _code_type(errors: Sequence[Error]) -> str | list[str]:
    return ["string", "integer"] if any(_decimal(e.code) for e in errors) else "string"


def _decimal(code: str) -> bool:
    # JSON, "number": no leading zero; 15 digits are exact in every reader (RFC 8259, section 6).
    return re.fullmatch(r"0|-?[1-9][0-9]{0,14}", code) is not None


def _body(envelope: Envelope) -> dict[str, Any]:
    """The JSON Schema of an error body: open, because a service may add members."""
    schema: dict[str, Any] = {"description": "The JSON body of an error."}
    if not envelope.code:
        return schema
    _plant(schema, envelope.code, {"$ref": "#/components/schemas/ErrorCode"}, required=True)
    message = {"type": "string", "description": "For people; its wording may change."}
    _plant(schema, envelope.message, message, required=False)
    ident = {"type": "string", "description": "Identifies this very response to its service."}
    _plant(schema, envelope.correlation_id, ident, required=False)
    return schema


def _plant(
    schema: dict[str, Any], path: Sequence[str], leaf: dict[str, Any], *, required: bool
) -> None:
    """Put a schema at a path of keys; a key of digits is any place of an array."""
    for key in path:
        if key.isdigit():
            schema["type"] = "array"
            schema = schema.setdefault("items", {})
            continue
        schema["type"] = "object"
        if required:
            schema.setdefault("required", []).append(key)
        schema = schema.setdefault("properties", {}).setdefault(key, {})
    if path:
        schema.update(leaf)


def _responses(catalogue: Catalogue) -> Iterator[Response]:
    for base in hierarchy.bases(catalogue):
        status = base.status
        errors = tuple(e for e in catalogue.errors if status in e.statuses)
        yield Response(
            name=f"Http{status}",
            description=statuses.phrase(status) or base.title,
            retryable=all(e.retryable.value for e in errors),
            retry_after=status in _WITH_RETRY_AFTER,
            codes=tuple(_code(error) for error in errors),
            examples=tuple(_examples(catalogue.examples, errors)),
        )


def _code(error: Error) -> Code:
    text = error.messages[0].text if error.messages else ""
    return Code(error.code, error.retryable.value, text)


def _examples(examples: Sequence[Example], errors: Sequence[Error]) -> Iterator[tuple[str, Any]]:
    """The page's own examples of these errors, named by code, and numbered where it has two."""
    slugs = {e.code: e.slug for e in errors}
    seen: dict[str, int] = {}
    for example in examples:
        if example.code in slugs:
            count = seen[example.code] = seen.get(example.code, 0) + 1
            name = slugs[example.code] + (f"-{count}" if count > 1 else "")
            yield name, json.loads(example.text)
