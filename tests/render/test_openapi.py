"""The OpenAPI components, held against the specification and against the examples."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.model import Catalogue
from tests import rendered, samples


def document(catalogue: Catalogue) -> dict[str, Any]:
    outputs = rendered.files(catalogue, "openapi")
    found: dict[str, Any] = json.loads(outputs[f"openapi/{catalogue.name}.json"])
    return found


def body_errors(components: dict[str, Any], body: object) -> list[str]:
    """What the schema of a body says against one."""
    schema = {"$ref": "#/components/schemas/Error", "components": components}
    return [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(body)]


@pytest.mark.parametrize("catalogue", rendered.SAMPLES.values(), ids=rendered.SAMPLES)
def test_the_document_is_valid(catalogue: Catalogue) -> None:
    found = document(catalogue)
    assert list(OpenAPIV31SpecValidator(found).iter_errors()) == []
    codes = found["components"]["schemas"]["KnownErrorCode"]["enum"]
    assert [c for c in codes if isinstance(c, str)] == [e.code for e in catalogue.errors]


def test_a_response_for_each_status() -> None:
    found = document(samples.defender())["components"]["responses"]
    names = ["Http400", "Http401", "Http403", "Http404", "Http429", "Http500", "Default"]
    assert list(found) == names
    assert list(found["Http404"]["x-codes"]) == ["NotFound", "ResourceNotFound"]
    assert [name for name, r in found.items() if "headers" in r] == ["Http429"]
    assert [name for name, r in found.items() if r.get("x-retryable")] == ["Http429", "Http500"]


def test_a_code_in_two_rows_is_in_both_responses() -> None:
    found = document(samples.variants())["components"]["responses"]
    assert [name for name, r in found.items() if "ABORTED" in r.get("x-codes", {})] == [
        *("Http409", "Http429"),
    ]


def test_the_examples_are_those_of_the_page_and_fit_the_schema() -> None:
    example = samples.EXAMPLE
    catalogue = replace(samples.defender(), examples=(example, example))
    components = document(catalogue)["components"]
    media = components["responses"]["Http404"]["content"]["application/json"]
    assert list(media["examples"]) == ["ResourceNotFound", "ResourceNotFound-2"]
    for shown in media["examples"].values():
        assert shown["value"] == json.loads(example.text)
        assert body_errors(components, shown["value"]) == []


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        ({"error": {"code": "NotFound"}}, True),
        ({"error": {"code": "ActiveRequestAlreadyExists", "details": []}}, True),
        ({"error": {"code": "NotFound", "message": "m", "target": "t"}, "extra": 1}, True),
        ({"error": {"message": "m"}}, False),
        ({"error": {"code": 7}}, False),
        ({"error": {"code": "NotFound", "message": 7}}, False),
        ({}, False),
        ([], False),
    ],
)
def test_a_body_may_have_unknown_codes_and_members(body: object, fits: bool) -> None:
    assert (body_errors(document(samples.defender())["components"], body) == []) is fits


def test_a_decimal_code_may_come_as_a_number() -> None:
    envelope = samples.Envelope(("errors", 0, "code"), ("message",))
    catalogue = replace(samples.numeric(), envelope=envelope)
    components = document(catalogue)["components"]
    assert components["schemas"]["KnownErrorCode"]["enum"] == [
        *("10003", "10004", "-32700", "0x80070005", 10003, 10004, -32700),
    ]
    assert body_errors(components, {"errors": [{"code": 10003}]}) == []
    assert body_errors(components, {"errors": [{"code": "10003"}], "message": "m"}) == []
    assert body_errors(components, {"errors": [{"code": 1.5}]}) != []


def test_without_an_envelope_a_body_may_be_anything() -> None:
    assert body_errors(document(samples.numeric())["components"], ["x"]) == []
