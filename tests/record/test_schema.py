"""The JSON of a catalogue, held against its own schema."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, get_args

import jsonschema
import pytest

from generator import record
from generator.diagnostics.source import Span, document
from generator.model import Catalogue, Error, Evidence, Mark, Success, Text
from tests import rendered, samples


def outputs(catalogue: Catalogue) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema and the catalogue, as they are written."""
    made = rendered.files(catalogue, "json")
    schema = json.loads(made["json/catalogue.schema.json"])
    return schema, json.loads(made[f"json/{catalogue.name}.json"])


def full() -> Catalogue:
    """A catalogue that uses every key there is."""
    made = samples.variants()
    span = Span("page.md", 3, 1)
    marks = (Mark(0, 1), Mark(0, 1, "x.md"))
    text = (Text("en", "x", span, marks),)
    words = {field.name: field.name for field in fields(Error) if field.default == ""}
    first = replace(
        made.errors[0],
        **words,
        retired=True,
        settled=True,
        hints=text,
        causes=text,
        actions=text,
        aliases=("Old",),
        changed=(("2.1", "409, no longer 404"),),
        span=span,
        parameters=samples.defender().errors[1].parameters,
        messages=(replace(samples.defender().errors[1].messages[0], marks=marks),),
        fields=(("ja-JP", (("役割", "管理者"),)),),
        variants=(replace(made.errors[0].variants[0], name="n", span=span),),
    )
    remark = samples.defender().errors[-2]
    success = Success("0", 200, "OK", first.messages, span)
    return replace(
        made,
        errors=(first, remark),
        successes=(success,),
        examples=(samples.EXAMPLE,),
        doc_url="https://example.org",
    )


CATALOGUES = {**rendered.SAMPLES, "full": full()}


@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=CATALOGUES)
def test_what_is_written_fits_the_schema(catalogue: Catalogue) -> None:
    schema, found = outputs(catalogue)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(found)


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that is an object's."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for inner in schema.values():
            yield from objects(inner)


def test_the_schema_is_strict() -> None:
    """No object takes a key that is not named, and what is required is named."""
    schema, _ = outputs(samples.defender())
    found = list(objects(schema))
    assert len(found) >= 10
    for part in found:
        assert part["additionalProperties"] is False
        assert set(part["required"]) <= set(part["properties"])


def test_every_key_is_written_by_some_catalogue() -> None:
    """The schema names nothing that is never there; lines are what `show` alone says."""
    schema, found = outputs(full())
    named = {key for part in objects(schema) for key in part["properties"]}
    assert named - set(keys(found)) == {"line", "column"}
    jsonschema.Draft202012Validator(schema).validate(record.write(full()))
    assert named <= set(keys(record.write(full())))


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from keys(inner)


def loose(schema: Any) -> Any:
    """A schema without its bounds, that takes more keys."""
    if isinstance(schema, list):
        return [loose(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: loose(inner)
        for key, inner in schema.items()
        if key not in ("minimum", "maximum") and inner is not False
    }


def places(value: Any, where: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Everything in a record: how its place is told, what holds it, and under which key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        place = f"{where}.{key}".lstrip(".") if isinstance(value, dict) else f"{where}[{key}]"
        yield place, value, key
        if isinstance(inner, dict | list):
            yield from places(inner, place)


PLACES = [place for place, _, _ in places(record.write(full()))]
GONE = object()


@pytest.mark.parametrize("place", PLACES)
def test_every_change_of_kind_is_told_with_its_place(place: str) -> None:
    """What the schema forbids, reading refuses, and nothing else; bounds and new keys excepted."""
    judge = jsonschema.Draft202012Validator(loose(outputs(samples.defender())[0]))
    for value in (None, True, 1, 1.5, "x", [], {}, [[]], {"x": []}, GONE):
        found = record.write(full())
        [(held, key)] = [(held, key) for name, held, key in places(found) if name == place]
        if value is GONE:
            del held[key]
        else:
            held[key] = value
        told = record.read(document("x.json", json.dumps(found)))[1]
        assert bool(told) is not judge.is_valid(found), value
        for problem in told:
            assert problem.rule == "record-shape"
            assert f"read: {place}" in problem.message


def test_the_schema_knows_every_kind_of_evidence() -> None:
    schema, _ = outputs(samples.defender())
    error = schema["$defs"]["error"]["properties"]
    assert error["evidence"]["enum"] == list(get_args(Evidence))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 2),
        (("extra",), 1),
        (("catalogue", "extra"), 1),
        (("catalogue", "errors", 0, "extra"), 1),
        (("catalogue", "errors", 0, "status"), "404"),
        (("catalogue", "errors", 0, "status"), 99),
        (("catalogue", "errors", 0, "evidence"), "rumour"),
        (("catalogue", "errors", 0, "line"), 0),
        (("catalogue", "envelope", "code"), "error.code"),
    ],
)
def test_what_does_not_fit_is_refused(path: tuple[Any, ...], value: object) -> None:
    schema, found = outputs(samples.defender())
    broken: Any = copy.deepcopy(found)
    inner = broken
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    assert not jsonschema.Draft202012Validator(schema).is_valid(broken)
