"""The OpenAPI components, held against the specification and against the examples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from generator.model import Catalogue, Envelope, Example, Mark, Success, Wire
from tests import rendered, samples
from tests.render.docs.test_docs_quoting import github, shown, words

ITEMS = Envelope(("errors", 0, "code"), ("message",))


def numbers(wire: Wire = "", *codes: str) -> Catalogue:
    """Codes that are numbers, all or some of them."""
    made = samples.numeric()
    errors = (e for e in made.errors if not codes or e.code in codes)
    return replace(made, errors=tuple(errors), envelope=replace(ITEMS, wire=wire))


def in_success(wire: Wire, *successes: str) -> Catalogue:
    """One whose errors come with status 200: WeChat's form, or where it is text Slack's."""
    envelope = Envelope(("errcode",), ("errmsg",), wire=wire)
    made = samples.numeric()
    examples = (Example('{"errcode": 10003, "errmsg": "m"}', "10003", "m"),)
    return replace(
        made,
        envelope=envelope,
        examples=examples,
        errors_in_success=True,
        successes=tuple(map(Success, successes)),
    )


FORMS = {
    **rendered.SAMPLES,
    "numbers on the wire": numbers("integer"),
    "strings on the wire": numbers("string"),
    "errors in a success": in_success("integer", "0", "OK"),
    "a header, XML, and when to come back": replace(
        samples.defender(),
        envelope=replace(
            samples.ENVELOPE, header="x-ms-error-code", xml=True, retry_after=("error", "wait")
        ),
    ),
}


@pytest.fixture(scope="module", params=FORMS, ids=str)
def made(request: pytest.FixtureRequest) -> Catalogue:
    return FORMS[request.param]


def document(catalogue: Catalogue) -> dict[str, Any]:
    outputs = rendered.files(catalogue, "openapi")
    found: dict[str, Any] = json.loads(outputs[f"openapi/{catalogue.name}.json"])
    return found


def components(catalogue: Catalogue) -> dict[str, Any]:
    found: dict[str, Any] = document(catalogue)["components"]
    return found


def body_errors(components: dict[str, Any], body: object, schema: str = "Error") -> list[str]:
    """What the schema of a body says against one."""
    found = {"$ref": f"#/components/schemas/{schema}", "components": components}
    return [e.message for e in jsonschema.Draft202012Validator(found).iter_errors(body)]


def used(catalogue: Catalogue, version: str) -> dict[str, Any]:
    """A document of an API with an operation that gives all of the responses."""
    found = document(catalogue)
    names = found["components"]["responses"]
    responses = {
        name.removeprefix("Http").lower(): {"$ref": f"#/components/responses/{name}"}
        for name in names
    }
    return {**found, "openapi": version, "paths": {"/x": {"get": {"responses": responses}}}}


def test_the_document_is_valid_in_either_version(made: Catalogue) -> None:
    found = document(made)
    assert found["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(found).iter_errors()) == []
    assert list(OpenAPIV30SpecValidator({**found, "openapi": "3.0.3"}).iter_errors()) == []
    told = re.search(r"\{.+\}", found["info"]["description"])
    file, _, pointer = json.loads(told[0] if told else "{}")["$ref"].partition("#/")
    assert file == f"{made.name}.json"
    assert pointer == "components/responses/Default"
    assert found["components"]["responses"]["Default"]


def test_an_api_of_either_version_can_use_its_components(made: Catalogue) -> None:
    assert list(OpenAPIV31SpecValidator(used(made, "3.1.0")).iter_errors()) == []
    assert list(OpenAPIV30SpecValidator(used(made, "3.0.3")).iter_errors()) == []


# OpenAPI 3.0.3, "Schema Object": what of it occurs here. JSON Schema has far more.
SUBSET = {"description", "type", "format", "enum", "required", "properties", "items"}
SUBSET |= {"allOf", "anyOf", "not"}


def schemas_of(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every schema of the components, with those inside it."""
    waiting = list(found["schemas"].values())
    waiting += [header["schema"] for header in found["headers"].values()]
    for response in found["responses"].values():
        waiting += [media["schema"] for media in response["content"].values()]
    while waiting:
        schema = waiting.pop()
        yield schema
        waiting += schema.get("properties", {}).values()
        waiting += [*schema.get("allOf", []), *schema.get("anyOf", [])]
        waiting += [schema[key] for key in ("items", "not") if key in schema]


def beyond_the_subset(schema: dict[str, Any]) -> str:
    """What of a schema OpenAPI 3.0.3 reads in another way, or not at all; "" if nothing."""
    if "$ref" in schema:
        return "a sibling of $ref" if len(schema) > 1 else ""
    if schema.keys() - SUBSET:
        return f"keywords: {schema.keys() - SUBSET}"
    kind = schema.get("type", "object")
    if kind not in ("array", "integer", "number", "object", "string"):
        return f"type: {kind}"
    if (kind == "array") != ("items" in schema):
        return "an array and its items"
    types = {"integer": int, "string": str}
    if "type" in schema and not all(type(v) is types[kind] for v in schema.get("enum", [])):
        return "a value of another type"
    return ""


@pytest.mark.parametrize(
    "schema",
    [
        {"type": ["string", "integer"]},
        {"$ref": "#/x", "description": "x"},
        {"const": 1},
        {"type": "null"},
        {"type": "array"},
        {"items": {}},
        {"type": "string", "enum": ["1", 1]},
    ],
)
def test_what_only_3_1_has_would_be_noticed(schema: dict[str, Any]) -> None:
    assert beyond_the_subset(schema)


def test_the_components_stay_within_3_0(made: Catalogue) -> None:
    for schema in schemas_of(components(made)):
        assert not beyond_the_subset(schema), schema


def test_every_code_is_listed(made: Catalogue) -> None:
    known = components(made)["schemas"]["KnownErrorCode"]
    listed = [code for kind in known.get("anyOf", [known]) for code in kind["enum"]]
    assert {str(code) for code in listed} == {error.code for error in made.errors}


def test_a_response_for_each_status() -> None:
    found = components(samples.defender())["responses"]
    names = ["Http400", "Http401", "Http403", "Http404", "Http429", "Http500", "Default"]
    assert list(found) == names
    assert list(found["Http404"]["x-codes"]) == ["NotFound", "ResourceNotFound"]
    assert [name for name, r in found.items() if "headers" in r] == ["Http429"]
    assert [name for name, r in found.items() if r.get("x-retryable")] == ["Http429", "Http500"]
    assert "x-retryable" not in found["Default"]


def test_a_code_in_two_rows_is_in_both_responses() -> None:
    found = components(samples.variants())["responses"]
    assert [name for name, r in found.items() if "ABORTED" in r.get("x-codes", {})] == [
        *("Http409", "Http429"),
    ]


def test_codes_without_a_status_are_in_the_response_for_any() -> None:
    found = components(samples.advised())["responses"]
    assert list(found["Default"]["x-codes"]) == ["card_declined"]
    assert list(found["Http409"]["x-codes"]) == ["1001"]


def test_the_examples_are_those_of_the_page_and_fit_the_schema() -> None:
    example = samples.EXAMPLE
    catalogue = replace(samples.defender(), examples=(example, example))
    found = components(catalogue)
    media = found["responses"]["Http404"]["content"]["application/json"]
    made, *own = media["examples"].values()
    assert list(media["examples"]) == ["NotFound", "ResourceNotFound", "ResourceNotFound-2"]
    assert own == [{"value": json.loads(example.text)}] * 2
    assert made["description"].startswith("Built from the form of an error body.")
    assert made["value"]["error"]["code"] == "NotFound"


def test_each_code_has_an_example_that_fits_the_schema(made: Catalogue) -> None:
    """One is made where the page has none, and says where the code stands."""
    found = components(made)
    for name, response in found["responses"].items():
        media = response["content"]["application/json"]
        examples = media.get("examples", {})
        known = made.envelope.code or made.examples
        assert len(examples) == (len(response.get("x-codes", ())) if known else 0), name
        schema = media["schema"].get("$ref", "/ErrorInSuccess").rsplit("/", 1)[1]
        for example in examples.values():
            assert body_errors(found, example["value"], schema) == []


def test_examples_of_one_name_are_numbered() -> None:
    first = replace(samples.defender().errors[0], code="a", slug="a")
    errors = (first, replace(first, code="a-2", slug="a-2"))
    bodies = [Example(json.dumps({"error": {"code": c}}), c) for c in ("a", "a", "a-2")]
    catalogue = replace(samples.defender(), errors=errors, examples=tuple(bodies))
    media = components(catalogue)["responses"]["Http400"]["content"]["application/json"]
    assert list(media["examples"]) == ["a", "a-2", "a-2-2"]


def test_a_response_tells_its_codes_what_they_mean_and_whether_to_retry() -> None:
    found = components(samples.defender())["responses"]
    assert found["Http429"]["x-summary"] == "Too Many Requests"
    title, _, *lines = found["Http429"]["description"].split("\n")
    said = found["Http429"]["x-codes"]["TooManyRequests"]["description"]
    assert (title, lines) == ("Too Many Requests", [f"- `TooManyRequests` (retryable): {said}"])
    assert "- `NotFound` (not retryable): " in found["Http404"]["description"]
    assert found["Default"]["description"] == "Any other error."
    numeric = components(samples.numeric())["responses"]["Default"]["description"]
    assert "- `10003`" in numeric
    assert "(retry unknown)" in numeric


def test_text_of_a_page_is_text_in_a_description(made: Catalogue) -> None:
    for response in components(made)["responses"].values():
        page = github(response["description"])
        assert page.elements <= {"p", "ul", "li", "code", "a"}
        assert all(address.startswith("https://") for address in page.addresses)
        for code, told in list(response.get("x-codes", {}).items())[:50]:
            assert shown(code) in words(page.text)
            assert shown(told["description"]) in words(page.text)


def test_code_and_links_of_a_message_are_that_in_a_description() -> None:
    made = samples.defender()
    text = "Wait, see limits, the guide or the start."
    urls = {"limits": "", "guide": "https://example.org/g", "start": "../start.md"}
    marks = tuple(
        Mark(text.index(word), text.index(word) + len(word), url) for word, url in urls.items()
    )
    message = replace(made.errors[0].messages[0], text=text, marks=marks, parts=())
    changed = replace(made, errors=(replace(made.errors[0], messages=(message,)),))
    told = components(changed)["responses"]["Http400"]["description"]
    assert "Wait, see `limits`, the [guide](<https://example.org/g>) or the start." in told


def test_a_response_of_many_codes_shows_some_and_lists_all() -> None:
    one = samples.defender().errors[0]
    own = Example('{"error": {"code": "C59"}}', "C59")
    errors = tuple(replace(one, code=f"C{n}", slug=f"C{n}", name="") for n in range(60))
    found = components(replace(samples.defender(), errors=errors, examples=(own,)))["responses"]
    media = found["Http400"]["content"]["application/json"]
    assert list(media["examples"]) == [*(f"C{n}" for n in range(50)), "C59"]
    lines = found["Http400"]["description"].split("\n")
    assert lines[-1] == "- 10 more, which `x-codes` of this response lists"
    assert len(lines) == 2 + 50 + 1
    assert len(found["Http400"]["x-codes"]) == 60


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
    assert (body_errors(components(samples.defender()), body) == []) is fits


TEXTS = ["10003", "10004", "-32700", "0x80070005"]
INTEGERS = [10003, 10004, -32700]


@pytest.mark.parametrize(
    ("catalogue", "enums", "fitting", "wrong"),
    {
        "not known": (numbers(), [TEXTS, INTEGERS], ["10003", 10003, "x", 7], [1.5, None]),
        "integers": (
            *(numbers("integer"), [["0x80070005"], INTEGERS]),
            *([10003, "0x80070005", 7], [1.5, None]),
        ),
        "integers alone": (
            *(numbers("integer", "10003", "-32700"), [[10003, -32700]]),
            *([10003, 7], ["10003"]),
        ),
        "strings": (numbers("string"), [TEXTS], ["10003", "7"], [10003]),
    }.values(),
)
def test_codes_are_of_the_kind_that_is_sent(
    catalogue: Catalogue, enums: list[list[object]], fitting: list[object], wrong: list[object]
) -> None:
    found = components(catalogue)
    known = found["schemas"]["KnownErrorCode"]
    assert [kind["enum"] for kind in known.get("anyOf", [known])] == enums
    for code in fitting:
        assert body_errors(found, {"errors": [{"code": code}, {"code": code}]}) == []
    for code in wrong:
        assert body_errors(found, {"errors": [{"code": code}]}) != []


def test_integers_of_more_than_32_bits_say_so() -> None:
    for code, form in ((2**31 - 1, None), (2**31, "int64")):
        made = samples.catalogue("x", [samples._plain(str(code), "It failed.")], locale="en")
        made = replace(made, envelope=replace(ITEMS, wire="integer"))
        assert components(made)["schemas"]["KnownErrorCode"].get("format") == form


@pytest.mark.parametrize(
    ("envelope", "fitting", "wrong"),
    {
        "an array in the middle": (
            Envelope(("errors", 0, "extensions", "code"), ("errors", 0, "message")),
            {"errors": [{"message": "m", "extensions": {"code": "x"}}]},
            {"errors": {"0": {"extensions": {"code": "x"}}}},
        ),
        "an array at the top": (Envelope((0, "code")), [{"code": "x"}], {"code": "x"}),
        "a key of digits": (Envelope(("0", "code")), {"0": {"code": "x"}}, [{"code": "x"}]),
        "a code that is the message": (Envelope(("e",), ("e",)), {"e": "x"}, {"e": 1.5}),
        "a message below the code": (Envelope(("e",), ("e", "m")), {"e": "x"}, {"e": 1.5}),
        "a message in another place": (
            *(Envelope(("e", 0, "c"), ("e", "m")), {"e": [{"c": "x"}]}),
            {"e": {"m": "x"}},
        ),
        "a wait": (
            Envelope(("code",), retry_after=("wait",)),
            {"code": "x", "wait": 1.5},
            {"code": "x", "wait": []},
        ),
        "no code": (Envelope((), ("message",)), {"message": "m"}, {"message": 1}),
    }.values(),
)
def test_a_body_is_of_the_form_of_its_envelope(
    envelope: Envelope, fitting: object, wrong: object
) -> None:
    found = components(replace(samples.numeric(), envelope=envelope))
    assert body_errors(found, fitting) == []
    assert body_errors(found, wrong) != []
    for schema in schemas_of(found):
        assert not beyond_the_subset(schema), schema


def test_without_an_envelope_a_body_may_be_anything() -> None:
    assert body_errors(components(samples.numeric()), ["x"]) == []


def test_the_header_of_the_code_is_one_of_every_response() -> None:
    found = components(FORMS["a header, XML, and when to come back"])
    wanted = {"x-ms-error-code": {"$ref": "#/components/headers/ErrorCode"}}
    for name, response in found["responses"].items():
        retry = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
        assert response["headers"] == {**(retry if name == "Http429" else {}), **wanted}
    assert list(found["headers"]) == ["RetryAfter", "ErrorCode"]
    assert list(components(samples.defender())["headers"]) == ["RetryAfter"]


def test_xml_is_one_more_kind_of_body() -> None:
    found = components(FORMS["a header, XML, and when to come back"])
    for response in found["responses"].values():
        assert list(response["content"]) == ["application/json", "application/xml"]
        assert (
            "an element `code`" in response["content"]["application/xml"]["schema"]["description"]
        )
    plain = replace(samples.defender(), envelope=Envelope(xml=True))
    assert list(components(plain)["responses"]["Default"]["content"]) == ["application/json"]


@pytest.mark.parametrize(
    ("wire", "body", "fits"),
    [
        ("integer", {"errcode": 10003}, True),
        ("integer", {"errcode": 7}, True),
        ("integer", {"errcode": 0, "errmsg": "ok"}, False),
        ("integer", {"errcode": 1}, False),
        ("integer", {"access_token": "x"}, False),
        ("string", {"errcode": "10003"}, True),
        ("string", {"errcode": "OK"}, False),
        ("string", {"errcode": ""}, False),
        ("", {"errcode": "0000"}, False),
    ],
)
def test_the_error_in_a_success_is_no_success(wire: Wire, body: object, fits: bool) -> None:
    found = components(in_success(wire, "1", "OK"))
    assert (body_errors(found, body, "ErrorInSuccess") == []) is fits


def test_a_success_may_be_an_error() -> None:
    found = components(in_success("integer"))
    assert list(found["responses"]) == ["Http200", "Default"]
    fine = found["responses"]["Http200"]
    assert "told by its code at `errcode`" in fine["description"]
    assert list(fine["x-codes"]) == TEXTS
    media = fine["content"]["application/json"]
    assert media["schema"]["anyOf"][0] == {"$ref": "#/components/schemas/ErrorInSuccess"}
    assert media["examples"]["10003"]["value"] == {"errcode": 10003, "errmsg": "m"}
    assert "x-codes" not in found["responses"]["Default"]


@pytest.mark.parametrize("envelope", [Envelope(("code",)), Envelope()])
def test_only_a_catalogue_with_errors_in_a_success_says_so(envelope: Envelope) -> None:
    """Without a place for the code, nothing of a success can be told from an error."""
    told = bool(envelope.code)
    for errors_in_success in (True, False):
        catalogue = replace(
            samples.defender(), envelope=envelope, errors_in_success=errors_in_success
        )
        found = components(catalogue)
        assert ("ErrorInSuccess" in found["schemas"]) is (told and errors_in_success)
        assert ("Http200" in found["responses"]) is (told and errors_in_success)
