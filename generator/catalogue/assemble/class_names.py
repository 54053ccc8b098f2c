"""The names that errors have in generated code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from generator import names, statuses
from generator.catalogue.assemble import titles
from generator.catalogue.overlay import Overlay
from generator.diagnostics.rules import code as rules
from generator.diagnostics.source import Problems
from generator.model import Error
from generator.names import Naming
from generator.names.style import PLAIN, Style
from generator.project import toml
from generator.project.pins import Pin

# A help shows no more lines than somebody pastes.
_MOST = 5


def assign(
    made: Sequence[Error], overlay: Overlay, root: str, style: Style = PLAIN
) -> tuple[tuple[Error, ...], Problems]:
    """The errors with their class names and file names; `root` is the base class's name."""
    pinned = {o.code: o.name for o in (*overlay.errors, *overlay.retired) if o.name}
    codes = {error.code for error in made}
    namings = [_naming(error, pinned.get(error.code, ""), codes) for error in made]
    classes = names.class_names(namings, root, style)
    slugs = names.slugs(error.code for error in made)
    fields = zip(made, classes, slugs, strict=True)
    named = tuple(replace(error, class_name=name, slug=slug) for error, name, slug in fields)
    return named, _collisions(named, namings, root, style, overlay.path)


def _naming(error: Error, pinned: str, codes: Collection[str]) -> Naming:
    """What the class of an error can be named after; `codes` are those of the catalogue."""
    found = (titles.title(message.text, message.locale) for message in error.messages)
    status = error.status if error.code == str(error.status) else None
    return Naming(
        error.code,
        symbol=titles.label(error.name),
        title=next(filter(None, found), ""),
        pinned=pinned,
        phrase=statuses.phrase(status).replace("'", "") if status else "",
        aliases=tuple(name for name in error.aliases if name not in codes),
    )


def _collisions(
    errors: Sequence[Error], namings: Sequence[Naming], root: str, style: Style, overlay: str
) -> Problems:
    """One note of the errors without the name that they want, unless a pin settled whose it is."""
    groups: dict[str, list[tuple[Error, Naming]]] = defaultdict(list)
    for error, naming in zip(errors, namings, strict=True):
        groups[names.wanted(naming, style)].append((error, naming))
    lost = {
        wanted: group
        for wanted, group in groups.items()
        if all(error.class_name != wanted for error, _ in group)
    }
    if not lost:
        return ()
    told = [error for group in lost.values() for error, _ in group]
    pins = [_settling(wanted, group, root, style) for wanted, group in list(lost.items())[:_MOST]]
    given = [f"{error.code} ({error.class_name})" for error in told]
    return (rules.name_collision(told[0].span, given, toml.lines(*pins), overlay),)


def _settling(wanted: str, group: Sequence[tuple[Error, Naming]], root: str, style: Style) -> Pin:
    """The line that gives the name to the first; to the last its own, where this cannot be."""
    error, naming = group[0]
    name = wanted
    if len(group) == 1 or naming.pinned or wanted == root:
        error = group[-1][0]
        name = error.class_name
    return Pin(("errors", error.code), "name", names.short(name, style))
