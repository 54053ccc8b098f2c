"""Files that change, as people see them: one by one, or many of them by folder."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from generator.cli import streams
from generator.diagnostics import draw, terminal

# What becomes of a file, or what is the matter with it, and its path.
Files: TypeAlias = Sequence[tuple[str, str]]

# So many lines fit a screen, and leave room for what is said below.
_LINES = 20
_TINTS = {
    "create": terminal.GREEN,
    **dict.fromkeys(("update", "stale", "missing", "orphaned"), terminal.YELLOW),
    **dict.fromkeys(("delete", "edited", "foreign", "blocked", "unmerged"), terminal.RED),
}


def say(files: Files, apart: Collection[str] = ()) -> None:
    """Say what becomes of the files; those with one of these words each in a line."""
    tints = _TINTS if streams.coloured(sys.stdout) else {}
    wide = max(map(len, apart), default=0)
    lines = (
        f"{terminal.paint(f'{word:<{wide}}', tints.get(word, ''))} {terminal.visible(path)}\n"
        for word, path in listed(files, apart)
    )
    streams.out("".join(lines))


def listed(files: Files, apart: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The files; where they are many, those that are alike together, by folders not too deep."""
    if len(files) <= _LINES:
        yield from files
        return
    alone = [file for file in files if file[0] in apart][:_LINES]
    yield from alone
    named = set(alone)
    rest = [file for file in files if file not in named]
    groups = _grouped(rest, 0)
    for depth in range(max((path.count("/") for _, path in rest), default=0), 0, -1):
        groups = _grouped(rest, depth)
        if len(groups) <= _LINES:
            break
    for (word, folder), paths in groups.items():
        number = draw.plural(len(paths), "file")
        yield word, paths[0] if len(paths) == 1 else f"{folder or './'} ({number})"


def _grouped(files: Files, depth: int) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word, path in files:
        folders = path.split("/")[:-1][:depth]
        found[word, "".join(f"{folder}/" for folder in folders)].append(path)
    return found


def as_built(number: int, negation: str = "") -> str:
    """ "1 file not as build would write it", "2 files as build would write them"."""
    those = "it" if number == 1 else "them"
    return f"{draw.plural(number, 'file')} {negation}as build would write {those}"
