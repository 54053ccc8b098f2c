"""What a build would take away: codes that its outputs have, and the pages no longer say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator import changes, record
from generator.build import Outcome
from generator.diagnostics.rules import changes as rules
from generator.diagnostics.source import Problems, Span, document
from generator.model import Catalogue
from generator.plan import Plan
from generator.project.settings import Settings
from generator.render import targets


def mass(outcome: Outcome, templates: Mapping[str, str], settings: Settings) -> Problems:
    """A problem for each catalogue that loses so many codes at once that it was rather misread.

    No layout of templates has to have any file. What was there is told by the
    catalogue's JSON that the plan replaces, as `changes` tells it; without
    one, by the files of single codes that the plan deletes.
    """
    former = {was.name: was for was in _replaced(outcome.plan)}
    slug = targets.slugs(templates, settings)
    problems = []
    for now in outcome.catalogues:
        was = former.get(now.name)
        gone, total = _by_json(was, now) if was else _by_files(outcome.plan, now, slug)
        if changes.too_many(len(gone), total):
            problems.append(rules.mass_loss(Span(now.pages[0].path), gone, total))
    return tuple(problems)


def _replaced(plan: Plan) -> Iterator[Catalogue]:
    """The catalogues that the plan says anew, as they were."""
    for change in plan.changes:
        if change.old and change.new and change.path.endswith(".json"):
            text = change.old.decode("utf-8", "replace")
            found, _ = record.read(document(change.path, text))
            if found:
                yield found


def _by_json(was: Catalogue, now: Catalogue) -> tuple[list[str], int]:
    """The codes that are gone, and how many there were."""
    return changes.lost(changes.compare(was, now)), len(was.errors)


def _by_files(
    plan: Plan, now: Catalogue, slug: Callable[[Catalogue, str], str]
) -> tuple[list[str], int]:
    """The codes whose files all go, as paths spell them, and how many there were."""
    found = [(change.state, slug(now, change.path)) for change in plan.changes]
    wanted = {error.slug for error in now.errors}
    gone = {code for state, code in found if code and state == "orphaned"} - wanted
    fresh = {code for state, code in found if code and state == "missing"}
    return sorted(gone), len(gone) + len(wanted - fresh)
