"""The codes in a file of the service's own code, each with its place."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.audit import python_codes
from generator.diagnostics.rules import audit as rules
from generator.diagnostics.source import Document, Problems, Span, is_deep, place
from generator.model import Key
from generator.project.settings import CodeSource

# From and to where, in code points from 0.
Stretch: TypeAlias = tuple[int, int]

_LONGEST = 200
_COMMENT = re.compile(r"(?:^|\s)#.*")
_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANKS = re.compile(r"[ \t\r\n]*")
# What a string or a number begins with in JSON.
_SCALAR = '"-0123456789'
_EVERY = "*"
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is sent, and where the service's own code has it."""

    code: str
    span: Span


def read(document: Document, source: CodeSource) -> tuple[tuple[Code, ...], Problems]:
    """The codes of a file that is read in a form of its own, and what cannot be read of it."""
    return _FORMS[source.form](document, source)


def regions(text: str, source: CodeSource) -> list[Stretch]:
    """Where a pattern is looked for: everywhere, or from each `begin` to the next `end`."""
    found: list[Stretch] = []
    start = text.find(source.begin)
    while start >= 0:
        start += len(source.begin)
        end = text.find(source.end, start) if source.end else -1
        found.append((start, end if end >= 0 else len(text)))
        start = text.find(source.begin, end) if source.begin and end >= 0 else -1
    return found


def at(
    document: Document, stretches: Iterable[Stretch], spelt: Callable[[str], object] = str.strip
) -> Iterator[Code]:
    """The codes that stand at these places of a text; `spelt` says what one means."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(document.text))]
    for start, end in stretches:
        code = _text(spelt(document.text[start:end]))
        line = bisect_right(starts, start)
        if code:
            yield Code(code, document.span(line, start - starts[line - 1] + 1, end - start))


def _text(code: object) -> str:
    """A code as the catalogue has it; half a surrogate pair is no text."""
    return str(code).strip()[:_LONGEST].encode("utf-8", "backslashreplace").decode()


def _python(document: Document, source: CodeSource) -> tuple[tuple[Code, ...], Problems]:
    found, problems = python_codes.read(document, source.names, source.take)
    return tuple(Code(_text(code), span) for code, span in found if _text(code)), problems


def _list(document: Document, _: CodeSource) -> tuple[tuple[Code, ...], Problems]:
    """A code a line; what follows a `#` is a comment."""
    lines = ((n, line, _COMMENT.sub("", line).strip()) for n, line in enumerate(document.lines, 1))
    return (
        tuple(
            Code(_text(code), document.span(number, line.index(code) + 1, len(code)))
            for number, line, code in lines
            if code
        ),
        (),
    )


def _json(document: Document, source: CodeSource) -> tuple[tuple[Code, ...], Problems]:
    """The strings and numbers at a way, those of an array there, or the keys of an object there."""
    text = document.text
    try:
        deep = is_deep(json.loads(text))
    except json.JSONDecodeError as problem:
        reason = problem.msg[:1].lower() + problem.msg[1:]
        return (), (rules.source_syntax(place(document.path, text, problem.pos), reason),)
    except (ValueError, RecursionError):
        deep = True
    if deep:
        reason = "it is nested too deeply, or has a number of too many digits"
        return (), (rules.source_syntax(document.whole(), reason),)
    return tuple(at(document, _at_way(text, _blanks(text, 0), source.keys), json.loads)), ()


def _at_way(text: str, start: int, keys: Sequence[Key]) -> Iterator[Stretch]:
    """Where codes stand below the value that begins at `start`, in valid JSON."""
    for key, name, value in _members(text, start):
        scalar = text[value[0]] in _SCALAR
        if len(keys) > 1 or (keys and not scalar):
            if keys[0] in (key, _EVERY):
                yield from _at_way(text, value[0], keys[1:])
        elif keys[:1] in ((), (key,), (_EVERY,)) and (scalar or text[start] == "{"):
            yield value if keys or text[start] == "[" else name


def _members(text: str, start: int) -> Iterator[tuple[Key, Stretch, Stretch]]:
    """Each member of an object or an array: its key, and the places of key and value."""
    at, number = _blanks(text, start + 1), 0
    while text[start] in "{[" and text[at] not in "}]":
        key: Key = number
        name = (at, at)
        if text[start] == "{":
            key, end = _DECODER.raw_decode(text, at)
            name, at = (at, end), _blanks(text, _blanks(text, end) + 1)
        _, end = _DECODER.raw_decode(text, at)
        yield key, name, (at, end)
        at = _blanks(text, end)
        at = _blanks(text, at + 1) if text[at] == "," else at
        number += 1


def _blanks(text: str, at: int) -> int:
    """Where the blanks end that begin at a place, if any do."""
    found = _BLANKS.match(text, at)
    return found.end() if found else at


_FORMS: Mapping[str, Callable[[Document, CodeSource], tuple[tuple[Code, ...], Problems]]] = {
    "python": _python,
    "list": _list,
    "json": _json,
}
