"""The codes that a response carries, where the envelope of a catalogue says; and their messages."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.model import Envelope, Key, KeyPath, at

# So many items of an array are looked at, so much of a body of XML is, and so long is a code.
_ITEMS, _XML_LIMIT, CODE_LIMIT = 64, 1 << 16, 200
# Where else a code may be is looked for so deep, and among so many members.
_DEEPEST, _MEMBERS = 5, 500
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_ENTITY = re.compile("&(lt|gt|quot|apos|amp);")

# The status, where it is known; the body, None where it is no JSON; and its headers as they came.
Response: TypeAlias = tuple[int | None, object, object]
# What stands where a code does, and what stands where its message does.
Carried: TypeAlias = tuple[object, object]


@dataclass(frozen=True, slots=True)
class Places:
    """Where bodies have codes and messages.

    `array` leads to an array, in whose items are `code` and `message`; without
    one, None, they are in the body: under the keys `leaf` and `beside` of what is
    `above` them; `beside` is "" where the message is elsewhere. `header` is in small
    letters. `elements` are those of XML by their names, none where no body is XML.
    """

    code: KeyPath
    message: KeyPath
    array: KeyPath | None = None
    header: str = ""
    elements: Mapping[str, re.Pattern[str]] | None = None
    above: KeyPath = ()
    leaf: str = ""
    beside: str = ""


class _Flat(dict[str, object]):
    """A body of XML: its elements stand beside each other, wherever they did."""


def places(envelope: Envelope) -> Places:
    """The places that an envelope names."""
    code, message, header = envelope.code, envelope.message, envelope.header.lower()
    names = {str(path[-1]) for path in (code, message) if path} if envelope.xml else set()
    elements = {name: _element(name) for name in names}
    numbers = [place for place, key in enumerate(code) if isinstance(key, int)]
    if not numbers:
        leaf, last = (str(path[-1]) if path else "" for path in (code, message))
        beside = last if message[:-1] == code[:-1] else ""
        return Places(code, message, None, header, elements, code[:-1], leaf, beside)
    array, size = code[: numbers[-1]], numbers[-1] + 1
    inside = len(message) > size and message[: len(array)] == array
    message = message[size:] if inside else message[-1:]
    return Places(code[size:], message, array, header, elements)


def _element(name: str) -> re.Pattern[str]:
    """An element of XML, with whatever prefix; found in linear time."""
    name = rf"(?:[\w.-]{{1,100}}:)?{re.escape(name)}"
    return re.compile(rf"<{name}(?:\s[^<>]{{0,200}})?>([^<]*)</")


def response(value: object, where: Places) -> Response:
    """`{"status", "headers", "body"}`, or a body alone; a body may be JSON or XML as text."""
    status = headers = None
    if isinstance(value, dict) and "body" in value:
        status, headers, value = value.get("status"), value.get("headers"), value["body"]
        if type(status) is not int or not 100 <= status <= 599:
            status = _status(status)
    if isinstance(value, str):
        is_xml = bool(where.elements) and value.lstrip()[:1] == "<"
        value = _of_xml(value, where) if is_xml else _of_json(value)
    return status, value, headers


def _status(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:4])
    return value if type(value) is int and 100 <= value <= 599 else None


def _of_json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _of_xml(text: str, where: Places) -> _Flat:
    matches = {n: one.search(text[:_XML_LIMIT]) for n, one in (where.elements or {}).items()}
    return _Flat(
        (name, _ENTITY.sub(lambda entity: _ENTITIES[entity[1]], match[1]))
        for name, match in matches.items()
        if match
    )


def carried(body: object, headers: object, where: Places) -> Sequence[Carried]:
    """Every code of a response with its message; that of its header where the body has none."""
    code, message = where.code, where.message
    found: list[Carried]
    if isinstance(body, _Flat):
        found = [_inside(body, code[-1:], message[-1:])]
    elif where.array is not None:
        found = [_inside(item, code, message) for item in _named(body, where.array)]
    else:
        # One way to both: the message mostly stands beside the code.
        holder = at(body, where.above) if where.above else body
        value = text = None
        if isinstance(holder, dict):
            value, text = holder.get(where.leaf), holder.get(where.beside)
        if message and not where.beside:
            text = at(body, message)
        items = _usual(body)
        if value is not None and not items:
            return ((value, text),)
        found = [(value, text)]
        found += [_inside(item, code[-1:], message[-1:]) for item in items]
    found = [pair for pair in found if pair[0] is not None]
    if not found and where.header and headers:
        return [(code, None) for code in _of_header(headers, where.header)]
    return found


def _inside(item: object, code: KeyPath, message: KeyPath) -> Carried:
    """The code at a path in an item of an array, or else in the item itself."""
    value = at(item, code)
    if value is None:
        return at(item, code[-1:]), at(item, message[-1:])
    return value, at(item, message)


def spell(value: object) -> str:
    """A code as the catalogue has it; "" if it is none. Half a surrogate pair is no text."""
    if isinstance(value, str):
        code = value[:CODE_LIMIT] if value.strip() else ""
        return code if code.isascii() else code.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, int) and not isinstance(value, bool):
        # A longer one is no code, and Python may refuse to spell it.
        return str(value) if abs(value) < 10**CODE_LIMIT else ""
    return ""


def _named(body: object, array: KeyPath) -> Sequence[object]:
    """The items of the array of errors that the envelope names."""
    # Those of a body that is an array were told apart before: each is one.
    if not array and isinstance(body, dict):
        return [body]
    found = at(body, array) if array else body
    return found[:_ITEMS] if isinstance(found, list) else ()


def _usual(body: object) -> Sequence[object]:
    """The items of the first usual array of errors that holds an object."""
    if not isinstance(body, dict):
        return body[:_ITEMS] if isinstance(body, list) else ()
    error = body.get("error")
    inner = error.get("errors") if isinstance(error, dict) else error
    if inner is not None or "errors" in body:
        for found in (body.get("errors"), inner):
            if isinstance(found, list) and any(isinstance(one, dict) for one in found[:_ITEMS]):
                return found[:_ITEMS]
    return ()


def _of_header(headers: object, name: str) -> Iterator[str]:
    """The code in a header: an address may follow it (AWS), a prefix may stand before it."""
    if isinstance(headers, dict):
        pairs = list(headers.items())
    else:
        listed = headers if isinstance(headers, list) else []
        pairs = [(one.get("name"), one.get("value")) for one in listed if isinstance(one, dict)]
    for key, value in pairs:
        if isinstance(key, str) and key.lower() == name and isinstance(value, str):
            code = spell(value.partition(":http")[0].rpartition("#")[2].strip())
            yield from [code] if code else ()


def find(body: object, known: Container[str]) -> tuple[Key, ...]:
    """The shortest path to a documented code in a body, () if there is none near its top."""
    level: list[tuple[tuple[Key, ...], object]] = [((), body)]
    for _ in range(_DEEPEST):
        inside = [((*path, key), value) for path, held in level for key, value in _members(held)]
        level = inside[:_MEMBERS]
        for path, value in level:
            if isinstance(path[-1], str) and spell(value) in known:
                return path
    return ()


def _members(body: object) -> Iterator[tuple[Key, object]]:
    """The members of an object, or the first item of an array."""
    if isinstance(body, dict):
        yield from body.items()
    elif isinstance(body, list):
        yield from enumerate(body[:1])
