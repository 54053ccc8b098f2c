"""A dataclass as JSON, there and back, whatever it holds; a new field needs its line alone."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import record
from generator.diagnostics.source import Span, document
from generator.model import Catalogue, Error, Mark, Message
from generator.record import codec
from tests import anything
from tests.anything import fuzz

# Half a surrogate pair may stand in any text but a code, which is read from a page.
TEXT = st.text(st.characters(), max_size=4)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the model: what a new field holds comes by itself."""
    origin, args = get_origin(hint), get_args(hint)
    if hint in (Span, Span | None):
        return st.builds(Span, TEXT, *[st.none() | st.integers(1)] * 2)
    if hint == tuple[Message, ...]:
        several = st.lists(
            st.builds(
                Message,
                TEXT,
                TEXT,
                values(tuple[str | int, ...]),
                st.booleans(),
                marks=values(tuple[Mark, ...]),
            )
        )
        return several.map(lambda said: tuple({one.locale: one for one in said}.values()))
    if origin is Annotated:
        return values(args[0])
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple and get_origin(args[0]) is tuple:
        value = values(get_args(args[0])[1])
        return st.dictionaries(TEXT, value, max_size=2).map(lambda pairs: tuple(pairs.items()))
    if origin is tuple:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if is_dataclass(hint):
        return records(hint)
    plain = {str: TEXT, int: st.integers(100, 599), bool: st.booleans(), type(None): st.none()}
    return st.one_of(*(plain[one] if one in plain else values(one) for one in args or (hint,)))


def records(cls: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls, include_extras=True)
    told = {one.name: values(hints[one.name]) for one in fields(cls) if one.name != "tables"}
    return st.builds(cls, **(told | ({"code": st.just("Code")} if cls is Error else {})))


CATALOGUES = records(Catalogue)
SCHEMA = jsonschema.Draft202012Validator(record.schema())


def holds(made: Catalogue) -> None:
    written = record.write(made)
    SCHEMA.validate(written)
    read, problems = record.read(document("x.json", json.dumps(written)))
    assert (read, problems) == (made, ())
    # Places are not compared, and are written like the rest.
    assert read is not None
    assert record.write(read) == written


@given(CATALOGUES)
def test_any_catalogue_fits_the_schema_and_is_read_as_it_was(made: Catalogue) -> None:
    holds(made)


@fuzz()
def test_any_catalogue_of_a_page_fits_the_schema_and_is_read_as_it_was(dice: Any) -> None:
    holds(anything.catalogue(dice))


@dataclass(frozen=True, slots=True)
class Sample:
    """A field of every plain type."""

    code: str
    since: Annotated[str, "The version that has it first."] = ""
    is_seen: Annotated[bool, "Whether it was seen."] = False
    tags: Annotated[tuple[str, ...], "What it is about."] = ()
    count: Annotated[int, "How often."] = 0
    limit: int | None = None
    level: Literal["high", "low"] = "low"


SAMPLE = Sample("x", "2.1", True, ("a",), 3, None, "high")
WRITTEN = {
    "code": "x",
    "since": "2.1",
    "is_seen": True,
    "tags": ["a"],
    "count": 3,
    "limit": None,
    "level": "high",
}


def test_a_plain_field_is_written_and_read() -> None:
    kind = codec.kind(Sample)
    assert kind.write(SAMPLE) == WRITTEN
    assert kind.read(WRITTEN) == SAMPLE
    assert kind.read({"code": "x"}) == Sample("x")


def test_a_plain_field_is_described() -> None:
    assert codec.kind(Sample).schema == {
        "type": "object",
        "additionalProperties": False,
        "required": ["code"],
        "properties": {
            "code": {"type": "string"},
            "since": {"description": "The version that has it first.", "type": "string"},
            "is_seen": {"description": "Whether it was seen.", "type": "boolean"},
            "tags": {
                "description": "What it is about.",
                "type": "array",
                "items": {"type": "string"},
            },
            "count": {"description": "How often.", "type": "integer"},
            "limit": {"type": ["integer", "null"]},
            "level": {"enum": ["high", "low"]},
        },
    }


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("since", 2.1, "a string is wanted"),
        ("since", None, "a string is wanted"),
        ("is_seen", 1, "true or false is wanted"),
        ("tags", "a", "a list is wanted"),
        ("tags", [True], "a string is wanted"),
        ("count", True, "a number is wanted"),
        ("limit", "9", "a number or null is wanted"),
        ("level", "middle", "one of high, low is wanted"),
        ("level", ["high"], "one of high, low is wanted"),
    ],
)
def test_a_plain_field_is_checked(key: str, value: object, reason: str) -> None:
    [(place, why)] = codec.kind(Sample).wrong({**WRITTEN, key: value})
    assert (place.split("[")[0], why) == (f".{key}", reason)


def test_what_is_as_its_default_is_left_out_of_an_error() -> None:
    plain = Error("X", class_name="XError")
    assert list(codec.kind(Error).write(plain)) == [
        *("code", "status", "class_name", "evidence", "cell", "messages", "parameters"),
        *("retryable", "hints", "path"),
    ]
