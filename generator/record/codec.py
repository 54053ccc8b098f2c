"""Dataclasses as JSON: written, read, checked and described from the types of their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from generator.record import special
from generator.record.special import Json

Wrong: TypeAlias = Sequence[tuple[str, str]]

# What JSON Schema and our messages call the types of Python.
_TYPES = {
    str: ("string", "a string"),
    int: ("integer", "a number"),
    bool: ("boolean", "true or false"),
    NoneType: ("null", "null"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """How the values of a type stand in JSON.

    `schema` describes it, `wrong` gives the place and the reason of all that
    is not so, `write` and `read` lead there and back. One with `keys` is so
    many keys of the record that holds it: it is read from that record, and
    what it writes is merged into it.
    """

    schema: Json
    wrong: Callable[[Any], Wrong]
    write: Callable[[Any], Any] = lambda value: value
    read: Callable[[Any], Any] = lambda value: value
    keys: Mapping[str, Kind] = field(default_factory=dict)


@cache
def definitions() -> Json:
    """What the schema says once, by name."""
    found = {name: _inline(hint).schema for name, hint in special.DEFINITIONS.items()}
    return {name: schema | special.BOUNDS.get(name, {}) for name, schema in found.items()}


@cache
def kind(hint: Any) -> Kind:
    """How a type stands in JSON; what the schema says once is referred to."""
    names = [name for name, one in special.DEFINITIONS.items() if one == hint]
    made = _inline(hint)
    return replace(made, schema={"$ref": f"#/$defs/{names[0]}"}) if names else made


def _inline(hint: Any) -> Kind:
    origin, args = get_origin(hint), get_args(hint)
    if hint in special.FLAT:
        flat = special.FLAT[hint]
        keys = {key: kind(special.DEFINITIONS[name]) for key, name in flat.keys.items()}
        return Kind({}, lambda _: (), flat.write, flat.read, keys)
    if origin is Annotated:
        inner, description = _inline(args[0]), {"description": args[1]} if args[1] else {}
        return replace(inner, schema=description | inner.schema)
    if origin is tuple:
        pair = get_args(args[0]) if get_origin(args[0]) is tuple else ()
        return _object(kind(pair[1])) if pair else _list(kind(args[0]))
    if origin is Literal:
        return _choice(args)
    return _record(hint) if is_dataclass(hint) else _plain(args or (hint,))


def _plain(types: Sequence[type]) -> Kind:
    names, words = zip(*(_TYPES[one] for one in types), strict=True)
    refusal = _wanted(" or ".join(words))
    schema = {"type": list(names) if names[1:] else names[0]}
    return Kind(schema, lambda value: () if type(value) in types else refusal)


def _choice(options: Sequence[str | int]) -> Kind:
    refusal = _wanted(f"one of {', '.join(sorted(map(str, options)))}")
    schema = {"enum": list(options)} if options[1:] else {"const": options[0]}
    # By type as well: True is not 1.
    known = [(type(one), one) for one in options]
    return Kind(schema, lambda value: () if (type(value), value) in known else refusal)


def _list(item: Kind) -> Kind:
    return Kind(
        {"type": "array", "items": item.schema},
        lambda value: _wrong_items(value, item),
        lambda values: list(map(item.write, values)),
        lambda values: tuple(map(item.read, values)),
    )


def _object(item: Kind) -> Kind:
    """Pairs of a text and a value."""
    return Kind(
        {"type": "object", "additionalProperties": item.schema},
        lambda value: _wrong_keys(value, lambda _: item),
        lambda pairs: {key: item.write(value) for key, value in pairs},
        lambda record: tuple((key, item.read(value)) for key, value in record.items()),
    )


def _record(cls: Any) -> Kind:
    """A dataclass; its keys are described in the order of its fields."""
    hints = get_type_hints(cls, include_extras=True)
    own = {one.name: one.default for one in fields(cls) if one.name not in special.UNWRITTEN}
    kinds = {name: kind(hints[name]) for name in own}
    keys: dict[str, Kind] = {}
    for name, one in kinds.items():
        keys |= one.keys or {name: one}
    needed = {name for name, default in own.items() if default is MISSING}
    needed |= special.REQUIRED.get(cls, set())
    required = [key for key in keys if key in needed]
    schema = {
        **({"description": special.DESCRIPTIONS[cls]} if cls in special.DESCRIPTIONS else {}),
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": {key: one.schema for key, one in keys.items()},
    }
    kept = needed | special.SPARING.get(cls, kinds.keys())
    return Kind(
        schema,
        lambda value: _wrong_keys(value, keys.get, required),
        _writer(kinds, {name: default for name, default in own.items() if name not in kept}),
        _reader(cls, kinds),
    )


def _writer(kinds: Mapping[str, Kind], spared: Json) -> Callable[[Any], Json]:
    """Writes what is always there, then what may be left out, texts at its end, then the place."""

    def rank(name: str) -> tuple[bool, bool, bool]:
        is_text = kinds[name].schema.get("type") == "string"
        return name == "span", name in spared, name in spared and is_text

    parts = [(name, kinds[name], spared.get(name, MISSING)) for name in sorted(kinds, key=rank)]

    def write(value: Any) -> Json:
        record: Json = {}
        for name, one, default in parts:
            found = getattr(value, name)
            if one.keys:
                record |= one.write(found)
            elif found != default:
                record[name] = one.write(found)
        return record

    return write


def _reader(cls: Any, kinds: Mapping[str, Kind]) -> Callable[[Json], Any]:
    """Reads a record in which nothing is wrong; what is left out is as its default."""
    return lambda record: cls(
        **{
            name: one.read(record if one.keys else record[name])
            for name, one in kinds.items()
            if one.keys or name in record
        }
    )


def _wanted(what: str) -> Wrong:
    return (("", f"{what} is wanted"),)


def _wrong_items(value: Any, item: Kind) -> Wrong:
    if type(value) is not list:
        return _wanted("a list")
    told = enumerate(map(item.wrong, value))
    return [(f"[{index}]{place}", why) for index, found in told for place, why in found]


def _wrong_keys(
    value: Any, known: Callable[[str], Kind | None], required: Sequence[str] = ()
) -> Wrong:
    """Keys that are not known are passed over: a later version may add some."""
    if type(value) is not dict:
        return _wanted("an object")
    told = [(f".{key}", "this key is missing") for key in required if key not in value]
    for key, inner in value.items():
        if one := known(key):
            told += [(f".{key}{place}", why) for place, why in one.wrong(inner)]
    return told
