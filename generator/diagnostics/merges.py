"""A merge that nobody finished, as git marks it in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_MARKERS = frozenset(char * 7 for char in "<=>|")


def is_marker(line: str) -> bool:
    """Whether a line is a marker of a merge conflict."""
    return line[:7] in _MARKERS and line[7:8] in ("", " ", "\t")


def conflicts(lines: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """The lines of each conflict's markers, counted from 1: where it begins, is cut, and ends."""
    markers: list[int] = []
    for number, line in enumerate(lines, 1):
        if not is_marker(line):
            continue
        if line[0] == "<":
            markers = [number]
        elif markers:
            markers.append(number)
        if len(markers) > 2 and line[0] == ">":
            yield tuple(markers)
            markers = []
