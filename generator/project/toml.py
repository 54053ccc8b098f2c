"""A TOML document in, its values out; and where in it each of them stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from generator.diagnostics.source import Document, Span, is_deep

# tomllib takes memory with the square of a key's parts, and nobody's key has so many.
_PARTS = 32
_QUOTED = re.compile(r"""\"(?:[^"\\\n]++|\\.)*+\"|'[^'\n]*+'|\#.*""")
_DOTTED = re.compile(r"""[\w\-."' \t]++""")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_WORD = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_TABLE = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?")
_KEY = re.compile(rf"\s*({_WORD}(?:\s*\.\s*{_WORD})*)\s*=")
_PART = re.compile(_WORD)

_Path: TypeAlias = tuple[str, ...]
_Index: TypeAlias = Mapping[_Path, Span]


def read(document: Document) -> tuple[Mapping[str, Any], Span | None, str]:
    """(values, None, ""), or (nothing, the place, what is wrong there)."""
    for number, text in enumerate(document.lines, 1):
        if text.count(".") > _PARTS and _is_long(text):
            return {}, document.span(number, 1, 1), f"a key has more than {_PARTS} parts"
    try:
        values = tomllib.loads(document.text)
    except tomllib.TOMLDecodeError as problem:
        where = _PLACE.search(str(problem))
        reason = _PLACE.sub("", str(problem))
        line, column = _at(document, where)
        return {}, document.span(line, column, 1), reason[:1].lower() + reason[1:]
    except ValueError:
        return {}, document.whole(), "it has a number of too many digits"
    except RecursionError:
        return {}, document.whole(), "it is nested too deeply"
    if is_deep(values):
        return {}, document.whole(), "it is nested too deeply"
    return values, None, ""


def _is_long(line: str) -> bool:
    """Whether a key of a line has too many parts: what is quoted counts as one."""
    bare = _QUOTED.sub('"', line)
    return any(run.count(".") > _PARTS for run in _DOTTED.findall(bare))


def _at(document: Document, where: re.Match[str] | None) -> tuple[int, int]:
    if where and where[1]:
        return int(where[1]), int(where[2])
    last = max(len(document.lines), 1)
    return last, len(document.lines[-1]) + 1 if document.lines else 1


def span(document: Document, *keys: str) -> Span:
    """Where a key stands, or the nearest table above it that does; else the whole document."""
    exact, first = _index(document)
    if keys in first:
        return first[keys]
    above = (exact.get(keys[:size]) for size in range(len(keys) - 1, 0, -1))
    return next((where for where in above if where), document.whole())


@lru_cache(maxsize=4)
def _index(document: Document) -> tuple[_Index, _Index]:
    """Where each key and each table stands, and the first place below every path."""
    exact: dict[_Path, Span] = {}
    first: dict[_Path, Span] = {}
    for path, where in _keys(document):
        exact.setdefault(path, where)
        for size in range(1, len(path) + 1):
            first.setdefault(path[:size], where)
    return exact, first


def quoted(document: Document, value: str, *keys: str) -> Span:
    """Where a string stands that is the value of a key, or in its array; else the key."""
    start = span(document, *keys)
    for number in range(start.line or 1, len(document.lines) + 1 if start.line else 0):
        line = document.lines[number - 1]
        if number != start.line and (_TABLE.fullmatch(line) or _KEY.match(line)):
            break
        at = max(line.find(f'"{value}"'), line.find(f"'{value}'"))
        if at >= 0:
            return document.span(number, at + 1, len(value) + 2)
    return start


def _keys(document: Document) -> Iterator[tuple[_Path, Span]]:
    """Every table and every key that begins a line, as a path from the top."""
    table: _Path = ()
    for number, line in enumerate(document.lines, 1):
        header, key = _TABLE.fullmatch(line), _KEY.match(line)
        if header:
            table = _parts(header[1])
        found = header or key
        if found:
            path = table if header else (*table, *_parts(found[1]))
            start = found.start(1) + len(found[1]) - len(found[1].lstrip())
            yield path, document.span(number, start + 1, len(found[1].strip()))


def _parts(dotted: str) -> _Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
