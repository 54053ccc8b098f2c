"""What `check` annotates on a pull request: pages whose outputs are old, and files that are not."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.cli import reply, streams
from generator.diagnostics import draw
from generator.model import Catalogue

# GitHub shows ten annotations of a step and a level: these, and how many there are besides.
_MOST = 9
# What is the matter with a file, and its path.
Files: TypeAlias = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation: the file that it stands at, its title and text, and the files it is about."""

    place: str
    title: str
    text: str
    files: Files


def old(files: Files, catalogues: Sequence[Catalogue], args: argparse.Namespace) -> Iterator[Note]:
    """One for the page of each catalogue whose files are not as `build` would write them.

    What is of no single catalogue is told with the only one there is, or else on its own.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for file in files:
        groups.setdefault(_page(file[1], catalogues), []).append(file)
    if len(groups) == 2 and "" in groups:
        shared = groups.pop("")
        next(iter(groups.values())).extend(shared)
    for page, group in groups.items():
        states = Counter(state for state, _ in group)
        counted = ", ".join(f"{number} {state}" for state, number in states.items())
        those = "is" if len(group) == 1 else "are"
        text = (
            f"{draw.plural(len(group), 'generated file')} {those} not as this page would have them"
            f" ({counted}); what changes for callers says: {reply.advice(args, 'changes')}"
            f"; run: {reply.advice(args, 'build')}"
        )
        yield Note(page, max(states, key=lambda state: states[state]), text, group)


def _page(path: str, catalogues: Sequence[Catalogue]) -> str:
    """The first page of the catalogue that a generated file is of; "" where that is not plain."""
    words = {word.removeprefix("test_") for word in re.split(r"[/.]", path)}
    found = [one for one in catalogues if words & {one.name, one.package}]
    owner = catalogues if len(catalogues) == 1 else found
    return owner[0].pages[0].path if len(owner) == 1 and owner[0].pages else ""


def say(notes: Sequence[Note], named: Collection[str], args: argparse.Namespace) -> Files:
    """Say the first notes, and give back the files for the log: all but those that are `named`.

    `named` are the titles of notes that name their one file themselves.
    """
    locate = reply.locator(args)
    told, rest = notes[:_MOST], notes[_MOST:]
    for note in told:
        places: Mapping[str, object] = {"file": note.place and locate(note.place)}
        streams.commands(draw.command("error", {**places, "title": note.title}, note.text))
    if rest:
        number = draw.plural(sum(len(note.files) for note in rest), "file")
        text = f"and {number} more, which the log of this step lists"
        streams.commands(draw.command("error", {"title": "check"}, text))
    unnamed = [note for note in told if note.title not in named]
    return [file for note in (*unnamed, *rest) for file in note.files]
