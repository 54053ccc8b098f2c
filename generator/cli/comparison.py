"""Two sides of a comparison become two catalogues, a page with the other side as its reference."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from generator import disk
from generator.cli import projects, sides
from generator.cli.projects import Project
from generator.cli.sides import Side
from generator.inputs import Inputs, overlay
from generator.model import Catalogue
from generator.rules import side as rules
from generator.settings import CatalogueSettings
from generator.source import Document, Problems, Span, errors

Read: TypeAlias = tuple[Catalogue | None, Problems]

# These stop a build. Here they are changes: the overlay speaks of what the page no longer has.
_TOLD = ("overlay-source-missing", "parameter-count")


def chosen(
    project: Project, named: Sequence[Side], name: str | None
) -> tuple[tuple[CatalogueSettings | None, ...], Problems]:
    """The catalogues to compare; None stands for sides that no configuration speaks of."""
    configured = project.settings.catalogues
    single = [side for side in named if side.document]
    if name or not single:
        return tuple(one for one in configured if name in (None, one.name)), ()
    ours = [one for one in configured if any(_speaks_of(project, one, side) for side in single)]
    if ours or len(single) == len(named):
        return (ours[0] if ours else None,), ()
    if len(configured) < 2:
        return configured, ()
    names = [one.name for one in configured]
    return (), (rules.unclear(Span(single[0].word), names),)


def _speaks_of(project: Project, one: CatalogueSettings, side: Side) -> bool:
    """Whether a side is one of the catalogue's pages, or its JSON."""
    if side.document and sides.is_record(side.document):
        try:
            return bool(json.loads(side.document.text)["catalogue"]["name"] == one.name)
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
    if side.file:
        return side.file.resolve() in {(project.root / page).resolve() for page in one.pages}
    top = disk.repository(project.root)
    return side.stored in {f"{top}{page}" for page in one.pages}


def read(
    project: Project, one: CatalogueSettings | None, base: Side, new: Side
) -> tuple[Read, Read]:
    """Both sides of a catalogue; of a side that cannot be read, why not."""
    inputs = projects.inputs(project) if one else Inputs()
    old, trouble = _held(project, one, base)
    now, more = _held(project, one, new) if new.word else (None, ())
    if trouble or more:
        return (None, trouble), (None, more)
    return _read(project, one, inputs, old, now), _read(project, one, inputs, now, old)


def _held(
    project: Project, one: CatalogueSettings | None, side: Side
) -> tuple[Document | None, Problems]:
    """A side's document: the one that was named, else the catalogue's JSON, in git or beside it."""
    if side.document or not one:
        return side.document, ()
    path = project.path(f"json/{one.name}.json")
    found, problems = sides.stored(project.root, side.word or "HEAD", f"./{path}")
    if found or side.word:
        return found, problems
    found, _ = disk.named(project.root, path, project.limits)
    return found, () if found else (rules.unbuilt(Span(path)),)


def _read(
    project: Project,
    one: CatalogueSettings | None,
    inputs: Inputs,
    side: Document | None,
    other: Document | None,
) -> Read:
    """The catalogue of one side; no document means the sources as they stand."""
    if side is None:
        return _built(project, one, inputs)
    if sides.is_record(side):
        from generator import record

        return record.read(sides.as_record(side))
    reference = _reference(project, one, inputs, other)
    mine = one or CatalogueSettings("page", ())
    known = [*mine.references, *(d.path for d in reference)]
    mine = replace(
        mine, pages=(side.path,), overlay=overlay(mine), references=tuple(known), reference_page=""
    )
    documents = {d.path: d for d in (*inputs.documents.values(), *reference, side)}
    return _built(project, mine, Inputs(documents))


def _reference(
    project: Project, one: CatalogueSettings | None, inputs: Inputs, other: Document | None
) -> list[Document]:
    """The other side, in a form that can confirm codes."""
    if other is not None:
        return [sides.as_record(other) if sides.is_record(other) else other]
    from generator import record

    catalogue, _ = _built(project, one, inputs)
    text = json.dumps(record.write(catalogue)) if catalogue else ""
    return [Document("sources.json", text)] if text else []


def _built(project: Project, one: CatalogueSettings | None, inputs: Inputs) -> Read:
    from generator import build

    settings = replace(project.settings, catalogues=(one,) if one else ())
    catalogues, problems = build.read(settings, inputs)
    found = tuple(p for p in errors(problems) if p.rule not in _TOLD)
    return (_own(catalogues[0]) if catalogues else None), found


def _own(catalogue: Catalogue) -> Catalogue:
    """The catalogue without errors that the overlay speaks of, but nobody has seen."""
    known = (e for e in catalogue.errors if e.evidence != "overlay" or e.source or e.retired)
    return replace(catalogue, errors=tuple(known))
