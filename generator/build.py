"""Every stage, in order, on one screen, pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator import catalogue, markdown
from generator import plan as plans
from generator.catalogue import overlay
from generator.diagnostics import merges
from generator.diagnostics.rules import output as output_rules
from generator.diagnostics.source import (
    Diagnostic,
    Document,
    Problems,
    Span,
    document,
    errors,
)
from generator.model import Catalogue
from generator.plan import Plan, manifest, paths
from generator.project.accepted import Accepted
from generator.project.inputs import Inputs
from generator.project.levels import as_configured
from generator.project.settings import CatalogueSettings, Settings
from generator.project.watch import Watch, unwatched
from generator.render import targets

# Errors of these kinds cost rows or cells; what is only missing because of that is not said then.
_COSTLY = ("row-", "table-", "column-", "choice-")
_CONSEQUENCES = frozenset(
    {
        *("overlay-unused", "overlay-source-missing", "example-code-missing", "locale-missing"),
        *("status-not-a-number", "parameter-count", "code-repeated", "code-duplicate"),
        *("overlay-former", "parameter-unknown"),
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build comes to; with an error among the problems, the plan is empty."""

    catalogues: tuple[Catalogue, ...] = ()
    plan: Plan = field(default_factory=Plan)
    problems: Problems = ()


def build(
    settings: Settings,
    inputs: Inputs,
    names: Sequence[str] = (),
    watch: Watch = unwatched,
) -> Outcome:
    """Pages → catalogues → texts → plan. With `names`, the files of those catalogues alone."""
    catalogues, problems = read(settings, inputs, names, watch)
    if errors(problems):
        return Outcome(catalogues, Plan(), problems)
    wanted, trouble = targets.targets(
        inputs.templates,
        catalogues,
        settings,
        watch=watch,
        built_in=inputs.built_in,
        bytecode=inputs.bytecode,
        whole=not names,
    )
    problems = as_configured(settings, (*problems, *trouble, *_misnamed(wanted, inputs.listing)))
    if errors(problems):
        return Outcome(catalogues, Plan(), problems)
    plan = _merging(_plan(settings, inputs, wanted, whole=not names))
    likely = targets.likely(inputs.templates)
    left = (output_rules.output_left(Span(path), changed=likely(path)) for path in plan.left)
    strays = (output_rules.output_strays(Span(inputs.listing), plan.strays),) if plan.strays else ()
    told = (*problems, *left, *strays, *_unmerged(plan))
    return Outcome(catalogues, plan, as_configured(settings, told))


def _plan(settings: Settings, inputs: Inputs, wanted: Mapping[str, bytes], *, whole: bool) -> Plan:
    possible = targets.possible(inputs.templates, settings)
    return plans.plan(
        wanted,
        inputs.look,
        whole=whole,
        possible=lambda path: path == inputs.former or possible(path),
        likely=targets.likely(inputs.templates),
        folded=inputs.folded,
        listing=inputs.listing,
        former=inputs.former,
    )


def _merging(plan: Plan) -> Plan:
    """The plan, in which an edited file with a merge in it that nobody has finished is no edit.

    Git merges over nothing that it has not stored: no word of such a file is
    lost. What is wanted may show a conflict itself; then nobody can tell.
    """
    edited = [change for change in plan.changes if change.state == "edited"]
    found = {c.path for c in edited if _conflict(c.old) and not _conflict(c.new)}
    told = (replace(c, state="unmerged") if c.path in found else c for c in plan.changes)
    return replace(plan, changes=tuple(told))


def _unmerged(plan: Plan) -> Iterator[Diagnostic]:
    """A problem for all files that are in such a merge."""
    found = [change for change in plan.changes if change.state == "unmerged"]
    for first in found[:1]:
        text = _text(first.path, first.old)
        yield output_rules.output_conflict(text.span(_conflict(first.old), 1, 7), len(found) - 1)


def _conflict(content: bytes | None) -> int:
    """The line at which git has marked a conflict in a file; 0 where there is none."""
    if content is None or b"<<<<<<<" not in content:
        return 0
    return next((lines[0] for lines in merges.conflicts(_text("", content).lines)), 0)


def _text(path: str, content: bytes | None) -> Document:
    return document(path, (content or b"").decode("utf-8", "replace"))


def read(
    settings: Settings, inputs: Inputs, names: Sequence[str] = (), watch: Watch = unwatched
) -> tuple[tuple[Catalogue, ...], Problems]:
    """The catalogues that the pages hold, as far as they can be read."""
    chosen = tuple(one for one in settings.catalogues if not names or one.name in names)
    results = [_catalogue(one, inputs) for one in watch("reading catalogues", chosen)]
    problems = (*inputs.problems, *(p for _, found in results for p in found))
    catalogues = tuple(found for found, _ in results if found)
    if len(catalogues) < len(results) and not errors(problems):
        # A build that went on would take every file of the catalogue for an orphan.
        raise AssertionError("a catalogue was not read, and nothing says why")
    return catalogues, as_configured(settings, problems)


def accepted(one: CatalogueSettings, inputs: Inputs) -> tuple[tuple[Accepted, ...], Problems]:
    """What a catalogue's overlay accepts, and what is wrong with it."""
    found, problems = overlay.read(inputs.documents.get(one.overlay_path))
    return found.accepted, errors(problems)


def _catalogue(one: CatalogueSettings, inputs: Inputs) -> tuple[Catalogue | None, Problems]:
    documents = inputs.documents
    read_pages = [markdown.read(documents[path]) for path in one.pages if path in documents]
    problems = tuple(p for _, found in read_pages for p in found)
    if len(read_pages) < len(one.pages):
        return None, problems
    references = [documents[path] for path in one.references if path in documents]
    pages = [page for page, _ in read_pages]
    found, trouble = catalogue.read(one, pages, documents.get(one.overlay_path), references)
    return found, _causes((*problems, *trouble))


def _causes(problems: Problems) -> Problems:
    """The problems of a catalogue, without those that merely follow from rows that are lost."""
    lost = any(problem.rule.startswith(_COSTLY) for problem in errors(problems))
    return tuple(p for p in problems if not (lost and p.rule in _CONSEQUENCES))


def _misnamed(wanted: Iterable[str], listing: str) -> Iterator[Diagnostic]:
    """Names that no file can have, and outputs that would be one file on some systems."""
    taken: dict[str, str] = {}
    known: set[str] = set()
    above = manifest.folder(listing)
    for path in wanted:
        if reason := paths.fault(path.removeprefix(above)):
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
