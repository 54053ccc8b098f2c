"""Every stage, in order, on one screen, pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

from generator import catalogue, markdown
from generator import plan as plans
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.rules import output as output_rules
from generator.diagnostics.source import Diagnostic, Level, Problems, Span, errors
from generator.model import Catalogue
from generator.plan import Plan, manifest
from generator.project.inputs import Inputs, overlay
from generator.project.outcome import Made, Outcome
from generator.project.settings import CatalogueSettings, Settings
from generator.project.watch import Watch, unwatched
from generator.render import targets
from generator.render.targets import Output


def build(
    settings: Settings,
    inputs: Inputs,
    names: Sequence[str] = (),
    before: Mapping[str, Made] = MappingProxyType({}),
    watch: Watch = unwatched,
) -> Outcome:
    """Pages → catalogues → texts → plan. With `names`, the files of those catalogues alone.

    `before` is what the last build made of inputs that are the same, and what
    is there as it made it: that is neither read nor rendered again.
    """
    before = {name: one for name, one in before.items() if not names or name in names}
    results = _results(settings, inputs, names, before, watch)
    catalogues, problems = _together(settings, inputs, results)
    if errors(problems):
        return Outcome(catalogues, Plan(), problems)
    wanted, trouble = _rendered(settings, inputs, names, catalogues, before, watch)
    right = {path: mark for one in before.values() for path, mark in one.files.items()}
    if any(one.path in right for one in wanted):
        # Two outputs want one path; which templates they are of, only all of them can tell.
        return build(settings, inputs, names, watch=watch)
    trouble += tuple(_misnamed([*(o.path for o in wanted), *right]))
    problems = settle(settings, (*problems, *trouble))
    if errors(problems):
        return Outcome(catalogues, Plan(), problems)
    contents = {output.path: output.content for output in wanted}
    plan = plans.plan(
        *(contents, inputs.look),
        whole=not names,
        right=right,
        possible=targets.possible(inputs.templates),
        folded=inputs.folded,
    )
    left = tuple(output_rules.output_left(Span(f"{settings.output}/{path}")) for path in plan.left)
    problems = settle(settings, (*problems, *left))
    return Outcome(catalogues, plan, problems, {**_made(results, wanted), **before})


def read(
    settings: Settings, inputs: Inputs, names: Sequence[str] = ()
) -> tuple[tuple[Catalogue, ...], Problems]:
    """The catalogues that the pages hold, as far as they can be read."""
    return _together(settings, inputs, _results(settings, inputs, names))


Result: TypeAlias = tuple[Catalogue | None, Problems]


def _results(
    settings: Settings,
    inputs: Inputs,
    names: Sequence[str],
    before: Mapping[str, Made] = MappingProxyType({}),
    watch: Watch = unwatched,
) -> tuple[Result, ...]:
    """Each catalogue that is asked for, and what was wrong with it."""
    chosen = [one for one in settings.catalogues if not names or one.name in names]
    fresh = tuple(one for one in chosen if one.name not in before)
    results = {one.name: _catalogue(one, inputs) for one in watch("reading catalogues", fresh)}
    known: dict[str, Result] = {name: (one.catalogue, one.problems) for name, one in before.items()}
    return tuple((known | results)[one.name] for one in chosen)


def _together(
    settings: Settings, inputs: Inputs, results: Sequence[Result]
) -> tuple[tuple[Catalogue, ...], Problems]:
    problems = (*inputs.problems, *(p for _, found in results for p in found))
    catalogues = tuple(c for c, _ in results if c)
    if len(catalogues) < len(results) and not errors(problems):
        # A build that went on would take every file of the catalogue for an orphan.
        raise AssertionError("a catalogue was not read, and nothing says why")
    return catalogues, settle(settings, problems)


def _made(results: Iterable[Result], outputs: Iterable[Output]) -> dict[str, Made]:
    """What this build makes, for the next one."""
    files: dict[str, dict[str, str]] = {}
    for one in outputs:
        files.setdefault(one.owner, {})[one.path] = manifest.digest(one.content)
    return {c.name: Made(c, files.get(c.name, {}), found) for c, found in results if c}


def _catalogue(one: CatalogueSettings, inputs: Inputs) -> tuple[Catalogue | None, Problems]:
    documents = inputs.documents
    read_pages = [markdown.read(documents[path]) for path in one.pages if path in documents]
    problems = tuple(p for _, found in read_pages for p in found)
    if len(read_pages) < len(one.pages):
        return None, problems
    references = [documents[path] for path in one.references if path in documents]
    pages = [page for page, _ in read_pages]
    found, trouble = catalogue.read(one, pages, documents.get(overlay(one)), references)
    return found, (*problems, *trouble)


def _rendered(
    settings: Settings,
    inputs: Inputs,
    names: Sequence[str],
    catalogues: Sequence[Catalogue],
    before: Mapping[str, Made],
    watch: Watch,
) -> tuple[tuple[Output, ...], Problems]:
    return targets.targets(
        *(_templates(inputs, names), catalogues, settings),
        done=before,
        watch=watch,
        built_in=inputs.built_in,
        bytecode=inputs.bytecode,
    )


def _templates(inputs: Inputs, names: Sequence[str]) -> Mapping[str, str]:
    """Of a build by name, only the templates whose files belong to one catalogue."""
    if not names:
        return inputs.templates
    parts = ("{name}", "{package}", "/_")
    own = inputs.templates.items()
    return {path: text for path, text in own if any(part in f"/{path}" for part in parts)}


def settle(settings: Settings, problems: Iterable[Diagnostic]) -> Problems:
    """The problems at their configured levels, each once, in the order of their places."""
    levels = dict(settings.levels)
    found: dict[Diagnostic, None] = {}
    for problem in problems:
        found |= dict.fromkeys(_levelled(problem, levels))
    return tuple(sorted(found, key=_order))


def _levelled(problem: Diagnostic, levels: Mapping[str, Level | None]) -> Iterator[Diagnostic]:
    level = levels.get(problem.rule, problem.level)
    if problem.level == "error" and level != "error":
        yield config_rules.config_lowered(Span("pyproject.toml"), problem.rule)
        yield problem
    elif level is not None:
        yield replace(problem, level=level)


def _order(problem: Diagnostic) -> tuple[str, int, int, str]:
    span = problem.span
    return span.path, span.line or 0, span.column or 0, problem.rule


def _misnamed(paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Names that no file can have, and outputs that would be one file on some systems."""
    taken: dict[str, str] = {}
    known: set[str] = set()
    for path in paths:
        if reason := plans.name(path):
            yield output_rules.output_name(Span(path), reason)
        for mine in _places(path):
            if mine in known:
                break  # and so is what it lies in
            known.add(mine)
            other = taken.setdefault(mine.casefold().rstrip("/"), mine)
            if other != mine:
                yield output_rules.output_collision(Span(path), other.rstrip("/"))


def _places(path: str) -> Iterator[str]:
    """A file, and the folders that it lies in, each with a slash, from the inside out."""
    yield path
    end = path.rfind("/")
    while end > 0:
        yield path[: end + 1]
        end = path.rfind("/", 0, end)
