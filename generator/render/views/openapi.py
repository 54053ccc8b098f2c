"""What the templates of OpenAPI are shown: components that 3.0.3 and 3.1 read alike."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import TypedDict

from generator import statuses
from generator.model import Catalogue, Envelope, Error, KeyPath, Wire, is_integer
from generator.project.settings import Settings, Target
from generator.render.quoting.markdown import md_code, md_marked, md_text
from generator.render.views import hierarchy, links, server, texts

# The keywords of JSON Schema that an error body needs. OpenAPI 3.0.3, "Schema Object":
# a type is one name, an array says what its items are, and nothing stands beside `$ref`.
_Schema = TypedDict(
    "_Schema",
    {
        "description": str,
        "type": str,
        "format": str,
        "enum": Sequence[str | int],
        "required": list[str],
        "properties": "dict[str, _Schema]",
        "items": "_Schema",
        "allOf": "list[_Schema]",
        "anyOf": "list[_Schema]",
        "not": "_Schema",
        "$ref": str,
    },
    total=False,
)

_ABOUT = (
    "Errors for other documents to name: a response of theirs is"
    ' `{{"$ref": "{name}.json#/components/responses/Default"}}`,'
    " or that of a status, as `Http404`."
)
_MADE = "Built from the form of an error body. The documentation has no example of this code."
# A menu of more examples, or a longer list, is of no use to anybody.
_SHOWN = 50
# What services say of a success where their page does not list it.
_FINE = ("", "0", "0000")


def facts(catalogue: Catalogue, _settings: Settings, _target: Target) -> Mapping[str, object]:
    """The facts for `openapi/`: what it is for, schemas, headers, and a response per status."""
    return {
        "about": _ABOUT.format(name=catalogue.name),
        "schemas": _schemas(catalogue),
        "headers": _headers(catalogue.envelope),
        "responses": dict(_responses(catalogue)),
    }


def _schemas(catalogue: Catalogue) -> dict[str, _Schema]:
    known = _kinds([error.code for error in catalogue.errors], catalogue.envelope.wire)
    others: list[_Schema] = [{"type": kind["type"]} for kind in known]
    schemas: dict[str, _Schema] = {
        "KnownErrorCode": {
            "description": "A code that the documentation lists.",
            **_any_of(known),
        },
        "ErrorCode": {
            "description": "A code as the service sends it: a documented one, or any other. A"
            " client must take a code that it does not know for an error of the response's status.",
            "anyOf": [_schema("KnownErrorCode"), *others],
        },
        "Error": _body(catalogue.envelope),
    }
    if _errs_in_success(catalogue):
        schemas["ErrorInSuccess"] = _body_in_success(catalogue)
    return schemas


def _kinds(codes: Sequence[str], wire: Wire) -> list[_Schema]:
    """The codes as they are sent: as strings, as integers, or some as either."""
    numbers = [int(code) for code in codes if is_integer(code)]
    words = [code for code in codes if wire != "integer" or not is_integer(code)]
    kinds: list[_Schema] = [{"type": "string", "enum": words}] if words else []
    if numbers and wire != "string":
        # A generator of clients takes an integer without a format for one of 32 bits.
        long: _Schema = {"format": "int64"} if max(map(abs, numbers)) >= 2**31 else {}
        kinds.append({"type": "integer", **long, "enum": numbers})
    return kinds


def _any_of(kinds: list[_Schema]) -> _Schema:
    return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}


def _schema(name: str) -> _Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _body(envelope: Envelope) -> _Schema:
    """The JSON Schema of an error body: open, because a service may add members."""
    schema: _Schema = {"description": "The JSON body of an error."}
    _plant(schema, envelope.code, _schema("ErrorCode"), required=True)
    message: _Schema = {"type": "string", "description": "For people; its wording may change."}
    _plant(schema, envelope.message, message)
    ident: _Schema = {
        "type": "string",
        "description": "The ID by which the service can find the request.",
    }
    _plant(schema, envelope.correlation_id, ident)
    wait: _Schema = {
        "description": "When to try again: a number of seconds, or an HTTP date.",
        "anyOf": [{"type": "number"}, {"type": "string"}],
    }
    _plant(schema, envelope.retry_after, wait)
    return schema


def _plant(schema: _Schema, path: KeyPath, leaf: _Schema, *, required: bool = False) -> None:
    """Put a schema at a path, unless another one stands in its way.

    A place in an array is any place of it.
    """
    for key in path:
        kind = "array" if isinstance(key, int) else "object"
        if "$ref" in schema or schema.setdefault("type", kind) != kind:
            return
        if isinstance(key, int):
            schema = schema.setdefault("items", {})
            continue
        if required:
            schema["required"] = [key]
        schema = schema.setdefault("properties", {}).setdefault(key, {})
    if path and not schema:
        schema.update(leaf)


def _errs_in_success(catalogue: Catalogue) -> bool:
    return catalogue.errors_in_success and bool(catalogue.envelope.code)


def _body_in_success(catalogue: Catalogue) -> _Schema:
    """That of an error body which the body of a success does not fit, though it is like it."""
    fine = dict.fromkeys((*(success.code for success in catalogue.successes), *_FINE))
    other: _Schema = {}
    leaf: _Schema = {"not": _any_of(_kinds(tuple(fine), ""))}
    _plant(other, catalogue.envelope.code, leaf, required=True)
    return {
        "description": "The JSON body of an error that comes with the status of a success. Name it"
        " beside the schema of what your operation returns: `anyOf` the two.",
        "allOf": [_schema("Error"), other],
    }


def _headers(envelope: Envelope) -> dict[str, object]:
    headers: dict[str, object] = {
        "RetryAfter": {
            "description": "When to try again: a number of seconds, or an HTTP date"
            " (RFC 9110, section 10.2.3).",
            "schema": {"type": "string"},
        }
    }
    if envelope.header:
        headers["ErrorCode"] = {
            "description": "The code of the error; what a service puts around it (`Name:…`,"
            " `…#Name`) is no part of it.",
            "schema": {"type": "string"},
        }
    return headers


def _responses(catalogue: Catalogue) -> Iterator[tuple[str, Mapping[str, object]]]:
    unplaced = tuple(error for error in catalogue.errors if not error.statuses)
    said = {base.status: base.title for base in hierarchy.bases(catalogue)}
    fine = _errs_in_success(catalogue)
    for status in sorted({*said, 200} if fine else said):
        errors = tuple(e for e in catalogue.errors if status in e.statuses)
        if fine and status == 200:
            yield "Http200", _in_success(catalogue, (*errors, *unplaced))
        else:
            title = statuses.phrase(status) or said[status]
            retry = status in statuses.WITH_RETRY_AFTER
            yield f"Http{status}", _response(catalogue, title, errors, retry_after=retry)
    yield "Default", _response(catalogue, "Any other error.", () if fine else unplaced)


def _in_success(catalogue: Catalogue, errors: tuple[Error, ...]) -> Mapping[str, object]:
    """The response of a success whose body may be an error."""
    path = md_code(texts.path(catalogue.envelope.code))
    schema: _Schema = {
        "anyOf": [_schema("ErrorInSuccess"), {"description": "What the operation returns."}]
    }
    told = f"What the operation returns; or an error, told by its code at {path}."
    return _response(catalogue, told, errors, schema=schema)


def _response(
    catalogue: Catalogue,
    title: str,
    errors: tuple[Error, ...],
    *,
    schema: _Schema | None = None,
    retry_after: bool = False,
) -> Mapping[str, object]:
    """What one status means: its codes, its headers, and a body of each code.

    Redoc heads a response with `x-summary`, and shows the description below it.
    """
    envelope = catalogue.envelope
    names = {"Retry-After": "RetryAfter"} if retry_after else {}
    names |= {envelope.header: "ErrorCode"} if envelope.header else {}
    found: dict[str, object] = {"x-summary": title, "description": _described(title, errors)}
    if errors:
        found["x-retryable"] = all(error.retryable.value for error in errors)
        found["x-codes"] = {error.code: _told(error) for error in errors}
    if names:
        found["headers"] = {n: {"$ref": f"#/components/headers/{of}"} for n, of in names.items()}
    examples = _examples(catalogue, errors)
    content: dict[str, object] = {
        "application/json": {
            "schema": schema or _schema("Error"),
            **({"examples": examples} if examples else {}),
        }
    }
    if envelope.xml and envelope.code:
        told = f"XML that has the code in an element {md_code(str(envelope.code[-1]))}."
        content["application/xml"] = {"schema": {"type": "string", "description": told}}
    return {**found, "content": content}


def _told(error: Error) -> Mapping[str, object]:
    outdated = {"deprecated": True} if error.is_outdated else {}
    return {"x-retryable": error.retryable.value, **outdated, "description": _said(error)}


def _said(error: Error) -> str:
    return error.messages[0].text if error.messages else ""


def _described(title: str, errors: Sequence[Error]) -> str:
    """The description of a response, which is Markdown: its title, and a line for each code."""
    lines = [_line(error) for error in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        lines.append(f"- {len(errors) - _SHOWN} more, which `x-codes` of this response lists")
    return "\n".join([title, "", *lines]) if lines else title


def _line(error: Error) -> str:
    known = error.retryable.value or error.retryable.evidence != "unknown"
    retry = "retryable" if error.retryable.value else "not retryable" if known else "retry unknown"
    name = f", {md_text(error.name)}" if error.name not in ("", error.code) else ""
    # A relative link would be one from wherever the document is shown.
    said = "".join(
        md_marked(m.text, (x for x in m.marks if not x.url or links.is_absolute(x.url)))
        for m in error.messages[:1]
    )
    outdated = "retired, " if error.retired else "deprecated, " if error.deprecated else ""
    says_more = error.deprecated.casefold() not in ("", "deprecated")
    why = f" Deprecated: {md_text(error.deprecated)}" if says_more else ""
    return f"- {md_code(error.code)}{name} ({outdated}{retry}){f': {said}' if said else ''}{why}"


def _examples(catalogue: Catalogue, errors: Sequence[Error]) -> dict[str, object]:
    """The page's own examples of these errors, and one that is made where it has none.

    They are named by code, and numbered where there are two.
    """
    found: dict[str, object] = {}
    for place, error in enumerate(errors):
        own = [{"value": json.loads(e.text)} for e in catalogue.examples if e.code == error.code]
        wanted = not own and not error.retired and place < _SHOWN
        made = server.body(error, catalogue) if wanted else None
        for example in own or ([{"description": _MADE, "value": made}] if made else []):
            names = (f"{error.slug}-{n}" if n > 1 else error.slug for n in count(1))
            found[next(name for name in names if name not in found)] = example
    return found
