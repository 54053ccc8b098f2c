"""The names that errors have in generated code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator import names
from generator.catalogue.overlay import Overlay
from generator.catalogue.words import english
from generator.diagnostics.rules import code as rules
from generator.diagnostics.source import Diagnostic, Problems
from generator.model import Error
from generator.project import toml
from generator.project.pins import Pin


def assign(
    made: Sequence[Error], overlay: Overlay, root: str
) -> tuple[tuple[Error, ...], Problems]:
    """The errors with their class names and file names; `root` is the base class's name."""
    problems: list[Diagnostic] = []
    given = {o.code: o.name for o in (*overlay.errors, *overlay.retired) if o.name}
    namings = [names.Naming(e.code, e.name, _english(e), given.get(e.code, "")) for e in made]
    classes = names.class_names(namings, root)
    for error, naming, name in zip(made, namings, classes, strict=True):
        wanted = names.wanted(naming)
        if wanted != name:
            lines = toml.lines(Pin(("errors", error.code), "name", "..."))
            problems.append(rules.name_collision(error.span, error.code, name, wanted, lines))
    slugs = names.slugs(e.code for e in made)
    named = zip(made, classes, slugs, strict=True)
    return tuple(replace(e, class_name=c, slug=s) for e, c, s in named), tuple(problems)


def _english(error: Error) -> str:
    """The first message that a class could be named after: its words are English."""
    return next((m.text for m in error.messages if english.mostly(names.sentence(m.text))), "")
