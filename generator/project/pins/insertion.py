"""Lines added to a TOML file that people wrote: nothing else in it moves."""

# tomlkit does this, and more. It would be a fifth dependency for what is a
# dozen lines here, since `tomllib` can say whether they did what they should.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from generator.diagnostics.source import Document
from generator.project import toml
from generator.project.pins.spelling import Pin, header, line

Data: TypeAlias = Mapping[str, Any]
_Path: TypeAlias = tuple[str, ...]
# Where a line goes: the table whose header stands in the file, and its keys from there.
_Spot: TypeAlias = tuple[_Path, _Path]


def add(text: str, pins: Sequence[Pin]) -> tuple[str, tuple[Pin, ...], tuple[Pin, ...]]:
    """(the text with the pins, those that were added, those that found no place in it).

    A key that is there already is never touched. Every result is parsed, and
    says what the text said before and the pins, or it is not taken.
    """
    data = _parsed(text)
    if data is None:
        return text, (), tuple(pins)
    wanted = [pin for pin in dict.fromkeys(pins) if _lacks(data, (*pin.table, pin.key))]
    if not wanted:
        return text, (), ()
    known = _ends(text)
    spots = [(pin, _likely(pin, known)) for pin in wanted]
    together = _inserted(text, known, spots)
    if _parsed(together) == _with(text, wanted):
        return together, tuple(wanted), ()
    return _one_by_one(text, wanted)


def _one_by_one(text: str, wanted: Sequence[Pin]) -> tuple[str, tuple[Pin, ...], tuple[Pin, ...]]:
    """As `add`, for a file with tables in unusual forms."""
    added: list[Pin] = []
    for pin in wanted:
        goal = _with(text, [pin])
        known = _ends(text)
        tried = (_inserted(text, known, [(pin, spot)]) for spot in _spots(pin, known))
        fitting = next((new for new in tried if _parsed(new) == goal), None)
        if fitting is not None:
            text = fitting
            added.append(pin)
    return text, tuple(added), tuple(pin for pin in wanted if pin not in added)


def _parsed(text: str) -> Data | None:
    data, broken, _ = toml.read(Document("", text))
    return None if broken else data


def _lacks(data: Any, keys: _Path) -> bool:
    for key in keys:
        if not isinstance(data, Mapping) or key not in data:
            return True
        data = data[key]
    return False


def _with(text: str, pins: Sequence[Pin]) -> dict[str, Any]:
    """What the file has to say afterwards."""
    goal = dict(_parsed(text) or {})
    for pin in pins:
        table = goal
        for key in pin.table:
            table = table.setdefault(key, {})
            if not isinstance(table, dict):
                return {}
        table[pin.key] = list(pin.value) if isinstance(pin.value, tuple) else pin.value
    return goal


def _ends(text: str) -> dict[_Path, int]:
    """For each table with a header of its own, the number of the line after its last key.

    The table of the file itself, (), ends before the first header.
    """
    ends: dict[_Path, int] = {(): 0}
    table: _Path | None = ()
    for number, content in enumerate(text.split("\n"), 1):
        stripped = content.strip()
        if stripped.startswith("["):
            found = _table(stripped)
            table = found or (None if stripped.startswith("[[") else table)
        if table is not None and stripped and not stripped.startswith("#"):
            ends[table] = number
    return ends


def _table(stripped: str) -> _Path | None:
    """The path of the table that a line begins, or None where it begins none."""
    data = None if stripped.startswith("[[") else _parsed(stripped)
    path: list[str] = []
    while data:
        key, data = next(iter(data.items()))
        path.append(key)
    return tuple(path) or None


def _likely(pin: Pin, known: Mapping[_Path, int]) -> _Spot | None:
    """Under the table's own header, or under a new one."""
    return (pin.table, (pin.key,)) if pin.table in known else None


def _spots(pin: Pin, known: Mapping[_Path, int]) -> Iterator[_Spot | None]:
    """Every place for a pin: its own header, a new one, or dotted under one above it."""
    if pin.table in known:
        yield pin.table, (pin.key,)
    yield None
    for depth in range(len(pin.table) - 1, -1, -1):
        if pin.table[:depth] in known:
            yield pin.table[:depth], (*pin.table[depth:], pin.key)


def _inserted(
    text: str, known: Mapping[_Path, int], spots: Sequence[tuple[Pin, _Spot | None]]
) -> str:
    """The text with each pin at its spot; at the end, under a new header, where it has none."""
    newline = "\r\n" if "\r\n" in text else "\n"
    extra: dict[int, list[str]] = defaultdict(list)
    fresh: dict[_Path, list[str]] = defaultdict(list)
    for pin, spot in spots:
        if spot:
            extra[known[spot[0]]].append(line(spot[1], pin.value) + newline)
        else:
            fresh[pin.table].append(line((pin.key,), pin.value) + newline)
    rows = text.split("\n")
    whole = [f"{row}\n" for row in rows[:-1]] + ([f"{rows[-1]}{newline}"] if rows[-1] else [])
    parts = list(extra.get(0, ()))
    for number, row in enumerate(whole, 1):
        parts += (row, *extra.get(number, ()))
    for table, added in fresh.items():
        parts += (newline if parts else "", header(table) + newline, *added)
    return "".join(parts)
