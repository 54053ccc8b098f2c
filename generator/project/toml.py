"""TOML: a document's values and where they stand, lines added to it, and how a line is spelt."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from generator.diagnostics import merges, terminal
from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.source import Diagnostic, Document, Span, document, is_deep
from generator.project.pins import Pin, Value

# tomllib takes memory with the square of a key's parts, and nobody's key has so many.
_PARTS = 32
_QUOTED = re.compile(r"""\"(?:[^"\\\n]++|\\.)*+\"|'[^'\n]*+'|\#.*""")
_DOTTED = re.compile(r"""[\w\-."' \t]++""")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_WORD = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\]|\\.)*+"|'[^']*+')"""
_WORDS = rf"({_WORD}(?:\s*\.\s*{_WORD})*+)"
_TABLE = re.compile(rf"\s*\[\[?\s*{_WORDS}\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(rf"\s*{_WORDS}\s*=")
_PART = re.compile(_WORD)
# TOML 1.0, "Keys": a bare key. Anything else stands in quotes.
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# TOML 1.0, "String": what a basic string has a short escape for.
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

_Path: TypeAlias = tuple[str, ...]
_Index: TypeAlias = Mapping[_Path, Span]


def read(document: Document) -> tuple[Mapping[str, object], Span | None, str]:
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


def refusal(
    document: Document, place: Span, reason: str, rule: Callable[[Span, str], Diagnostic]
) -> Diagnostic:
    """What is said of a document that `read` refused: its merge conflict, or else the `rule`."""
    for lines in merges.conflicts(document.lines):
        return file_rules.file_conflict(document.span(lines[0], 1, 7), lines)
    return rule(place, reason)


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
    for table, keys, where in _keys(document):
        path = (*table, *keys)
        exact.setdefault(path, where)
        for size in range(1, len(path) + 1):
            first.setdefault(path[:size], where)
    return exact, first


def value_span(document: Document, value: str, *keys: str) -> Span:
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


def _keys(document: Document) -> Iterator[tuple[_Path, _Path, Span]]:
    """Every header and every key that begins a line: the table, the keys in it, the place.

    A table of an array has its position in the array behind the array's name.
    """
    table: _Path = ()
    counts: dict[_Path, int] = defaultdict(int)
    for number, line in enumerate(document.lines, 1):
        header, key = _TABLE.fullmatch(line), _KEY.match(line)
        if header:
            table = _parts(header[1])
            if line.lstrip().startswith("[["):
                counts[table] += 1
                table = (*table, str(counts[table] - 1))
        found = header or key
        if found:
            keys = () if header else _parts(found[1])
            yield table, keys, document.span(number, found.start(1) + 1, len(found[1]))


def _parts(dotted: str) -> _Path:
    return tuple(map(_unquoted, _PART.findall(dotted)))


def _unquoted(key: str) -> str:
    if key[0] not in "\"'":
        return key
    try:
        return next(iter(tomllib.loads(f"{key} = 0")))
    except tomllib.TOMLDecodeError:
        return key  # a line of a longer string looks like this


def add(text: str, pins: Iterable[Pin]) -> tuple[str, tuple[Pin, ...], tuple[Pin, ...]]:
    """(the text with the pins, those that were added, those that found no place in it).

    No line that is there is touched, and no key that is there is added. Every
    result is parsed, and says what the text said before and the pins, or it is
    not taken.
    """
    # tomlkit takes 60 times as long (32 s for 9,000 lines), puts a key behind the comments that
    # belong to the next table, and what it makes would have to be looked at as well.
    written = document("", text)
    data, broken, _ = read(written)
    if broken:
        return text, (), tuple(pins)
    wanted = tuple(pin for pin in dict.fromkeys(pins) if _lacks(data, (*pin.table, pin.key)))
    if not wanted:
        return text, (), ()
    new = _inserted(written, data, wanted)
    if read(document("", new))[0] == _with(data, wanted):
        return new, wanted, ()
    added: tuple[Pin, ...] = ()
    for pin in wanted if len(wanted) > 1 else ():
        text, done, _ = add(text, (pin,))
        added += done
    return text, added, tuple(pin for pin in wanted if pin not in added)


def _lacks(data: object, keys: _Path) -> bool:
    for key in keys:
        if isinstance(data, list):
            data = dict(zip(map(str, range(len(data))), data, strict=True))
        if not isinstance(data, Mapping) or key not in data:
            return True
        data = data[key]
    return False


def _with(data: Mapping[str, object], pins: Iterable[Pin]) -> Mapping[str, object] | None:
    """The values with the pins put among them; None where something is in the way of one."""
    for pin in pins:
        table: Any = data
        for key in pin.table:
            table = table.setdefault(key, {}) if isinstance(table, dict) else None
        if not isinstance(table, dict):
            return None
        table[pin.key] = list(pin.value) if isinstance(pin.value, tuple) else pin.value
    return data


def _inserted(written: Document, data: Mapping[str, object], pins: Iterable[Pin]) -> str:
    """Each pin under its table's header, dotted beside its like, or at the end under a new header.

    A guess: it takes lines for headers and keys that are inside of longer strings.
    """
    ends, dotted = _homes(written, data)
    placed: dict[int, list[str]] = defaultdict(list)
    fresh: list[Pin] = []
    for pin in pins:
        home = pin.table if pin.table in ends else dotted.get(pin.table)
        if home is None:
            fresh.append(pin)
        else:
            keys = (*pin.table[len(home) :], pin.key)
            placed[ends[home]].append(_line(keys, pin.value))
    end = "\r" if "\r\n" in written.text else ""
    rows = written.text.split("\n")
    if rows[-1]:
        rows[-1:] = [f"{rows[-1]}{end}", ""]
    for number in sorted(placed, reverse=True):
        rows[number:number] = [f"{row}{end}" for row in placed[number]]
    if fresh:
        gap = [end] if len(rows) > 1 else []
        rows[-1:] = [*gap, *(f"{row}{end}" for row in lines(*fresh).split("\n")), ""]
    return "\n".join(rows)


def _homes(
    written: Document, data: Mapping[str, object]
) -> tuple[Mapping[_Path, int], Mapping[_Path, _Path]]:
    """Where keys of a table can stand.

    For each table with a header, and for the file itself, (), the number of
    the line of its last key; for a table of dotted keys, the table they are in.
    """
    headers: dict[int | None, _Path] = {}
    dotted: dict[_Path, _Path] = {}
    for table, keys, where in _keys(written):
        if not keys and not _lacks(data, table):
            headers[where.line] = table
        for size in range(1, len(keys)):
            dotted.setdefault((*table, *keys[:size]), table)
    ends: dict[_Path, int] = {(): 0}
    table = ()
    for number, text in enumerate(written.lines, 1):
        table = headers.get(number, table)
        if text.strip() and not text.lstrip().startswith("#"):
            ends[table] = number
    return ends, dotted


def places(document: Document, *keys: str) -> list[Span]:
    """Every header and key that spells this path, whatever it has below it."""
    size = len(keys)
    return [
        where
        for table, inside, where in _keys(document)
        if (*table, *inside)[:size] == keys and (not inside or len(table) < size)
    ]


def header(*keys: str) -> str:
    """The line that begins a table."""
    return f"[{_dotted(keys)}]"


def lines(*pins: Pin) -> str:
    """The lines that say the pins, each table once under its header: ready to paste."""
    tables: dict[_Path, list[str]] = {}
    for pin in pins:
        rows = tables.setdefault(pin.table, [header(*pin.table)] if pin.table else [])
        rows.append(_line((pin.key,), pin.value))
    return "\n\n".join(map("\n".join, tables.values()))


def array(keys: Iterable[str], tables: Iterable[Iterable[tuple[str, Value]]]) -> str:
    """The lines of an array of tables, each with its pairs."""
    header = f"[[{_dotted(keys)}]]"
    blocks = ("\n".join([header, *(_line((key,), v) for key, v in pairs)]) for pairs in tables)
    return "\n\n".join(blocks)


def inline(key: str, pairs: Iterable[tuple[str, Value]]) -> str:
    """One line: a key whose value is a table with these pairs."""
    return f"{_dotted((key,))} = {{ {', '.join(_line((name,), value) for name, value in pairs)} }}"


def _line(keys: Iterable[str], value: Value) -> str:
    """One line: a key, dotted if there are several, and its value."""
    return f"{_dotted(keys)} = {_value(value)}"


def _dotted(keys: Iterable[str]) -> str:
    return ".".join(key if _BARE.fullmatch(key) else _string(key) for key in keys)


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return _string(value) if isinstance(value, str) else str(value).lower()


def _string(text: str) -> str:
    """A basic string; what cannot be seen is escaped, so that it can be pasted from a terminal."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in _SHORT or not terminal.is_hidden(char):
        return _SHORT.get(char, char)
    number = ord(char)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"
