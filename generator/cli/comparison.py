"""Two sides of a comparison become two catalogues, a page with the other side as its reference."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from generator.cli import projects, sides
from generator.cli.projects import Project
from generator.cli.sides import Side
from generator.diagnostics.rules import side as rules
from generator.diagnostics.source import Document, Problems, Span, errors
from generator.model import Catalogue
from generator.project import config, places
from generator.project.disk import bounds, sources
from generator.project.inputs import Inputs
from generator.project.settings import CatalogueSettings, Settings

Read: TypeAlias = tuple[Catalogue | None, Problems]


@dataclass(frozen=True, slots=True)
class Held:
    """What a side has of a catalogue: a document, or the sources where there is none, or nothing.

    `path` is where its JSON was looked for.
    """

    document: Document | None = None
    there: bool = True
    path: str = ""


# These stop a build. Here they are changes: the overlay speaks of what the page no longer has.
_TOLD = ("overlay-source-missing", "parameter-count")


def chosen(
    project: Project, named: Sequence[Side], name: str | None
) -> tuple[tuple[CatalogueSettings | None, ...], Problems]:
    """The catalogues to compare; None stands for sides that no configuration speaks of."""
    ours = project.settings.catalogues
    single = [side for side in named if side.document]
    if not single:
        return _of_both(project, named, name), ()
    if name:
        return tuple(one for one in ours if name == one.name), ()
    meant = [one for one in ours if any(_speaks_of(project, one, side) for side in single)]
    if meant or len(single) == len(named):
        return (meant[0] if meant else None,), ()
    if len(ours) < 2:
        return ours, ()
    return (), (rules.side_unclear(Span(single[0].word), [one.name for one in ours]),)


def _of_both(
    project: Project, named: Sequence[Side], name: str | None
) -> tuple[CatalogueSettings, ...]:
    """The catalogues of both sides, those of the new one first: neither forgets what it lacks."""
    every = [one for side in reversed(named) for one in side.settings.catalogues]
    if name or not every:
        every += project.settings.catalogues
    first = {one.name: one for one in reversed(every)}
    found = dict.fromkeys(one.name for one in every if name in (None, one.name))
    return tuple(first[each] for each in found)


def _speaks_of(project: Project, one: CatalogueSettings, side: Side) -> bool:
    """Whether a side is one of the catalogue's pages, or its JSON."""
    if side.document and sides.is_record(side.document):
        try:
            return bool(json.loads(side.document.text)["catalogue"]["name"] == one.name)
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
    if side.file:
        return side.file.resolve() in {(project.root / page).resolve() for page in one.pages}
    top = places.prefix(project.root)
    return side.stored in {f"{top}{page}" for page in one.pages}


def configured(project: Project, side: Side) -> tuple[Side, Problems]:
    """The side with what it is made with: a revision's own configuration, if it can be read."""
    if not side.revision:
        return replace(side, settings=project.settings), ()
    if bounds.detour(project.root):
        reason = "a link in the repository leads to the project, and may have led elsewhere then"
        return side, (rules.side_unanswered(Span(side.word), side.revision, reason),)
    found, problems = sides.stored(project.root, side.revision, f"./{places.CONFIG}")
    settings, wrong = config.read(found) if found else (Settings(), ())
    if not settings.catalogues:
        if any(p.rule != "config-missing" for p in wrong):
            # As a link is, of which git has the path alone. What it named, nobody knows.
            reason = f"its {places.CONFIG} cannot be read: {wrong[0].label or wrong[0].message}"
            return side, (rules.side_unanswered(Span(side.word), side.revision, reason),)
        settings = replace(project.settings, catalogues=())
    return replace(side, settings=settings), problems


def held(project: Project, one: CatalogueSettings | None, side: Side) -> tuple[Held, Problems]:
    """What a side has of a catalogue: the document that was named, else its JSON, else sources."""
    if side.document or one is None:
        return Held(side.document), ()
    ours = any(one.name == mine.name for mine in project.settings.catalogues)
    if not side.revision and not side.built:
        return Held(there=ours), ()
    path = f"{side.settings.output}/json/{one.name}.json"
    found, problems = _stored(project, side, path)
    named = any(one.name == theirs.name for theirs in side.settings.catalogues)
    if named and not (found or problems or side.built):
        # It was there, whatever it was: this is no new catalogue.
        problems = (sides.missing(side.revision, path),)
    if side.built and not found and not problems:
        path = project.path(f"json/{one.name}.json")
        found, _ = sources.named(project.root, path, project.limits)
        problems = () if found or not ours else (rules.side_unbuilt(Span(path)),)
    return Held(found, there=found is not None, path=path), problems


def _stored(project: Project, side: Side, path: str) -> tuple[Document | None, Problems]:
    return sides.stored(project.root, side.revision, f"./{path}") if side.revision else (None, ())


def read(
    project: Project, one: CatalogueSettings | None, old: Held, now: Held
) -> tuple[Read, Read]:
    """Both sides of a catalogue; of a side that cannot be read, why not."""
    inputs = projects.inputs(project) if one else Inputs()
    base, new = old.document, now.document
    return _read(project, one, inputs, base, new), _read(project, one, inputs, new, base)


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
        mine,
        pages=(side.path,),
        overlay=mine.overlay_path,
        references=tuple(known),
        reference_page="",
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
