"""The project that a verb works on, and what building it comes to."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import names
from generator.cli import reply, streams
from generator.diagnostics.rules import output as output_rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span, errors
from generator.plan import Change, Plan
from generator.project import config, config_file, places, stamp, toml
from generator.project.disk import addresses, bounds, sources
from generator.project.disk.bounds import Bounds
from generator.project.inputs import Inputs
from generator.project.levels import as_configured
from generator.project.settings import CatalogueSettings, Settings
from generator.project.watch import Watch, unwatched

if TYPE_CHECKING:
    from generator.build import Outcome
    from generator.model import Catalogue
    from generator.project.accepted import Accepted

# What a build has seen to, no later one speaks of: files left are no longer named.
_PASSING = ("output-left", "output-conflict")

# YAML has more ways to say it; a site whose name is said in another has to be named.
_SITE_NAME = re.compile(r"^site_name:[ \t]+(\"[^\"\n]*\"|'[^'\n]*'|[^\n#]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder, the configuration found in it, and where what that names may lie.

    `problems` are why nothing can be done; without one, `notes` are what is said
    of the configuration beside what is done. `files` are those that might have
    held it.
    """

    root: Path
    config: Document
    settings: Settings
    problems: Problems = ()
    limits: Bounds = Bounds()
    notes: Problems = ()
    files: Mapping[str, Document] = field(default_factory=dict)


def find(args: argparse.Namespace, names: Sequence[str] = ()) -> Project:
    """The project in the folder that `args` name, or the nearest one from here upwards.

    `names` are those of catalogues that it should have.
    """
    folder: str | None = args.root
    start = Path(folder).absolute() if folder else Path.cwd()
    root = (start if folder else places.root(start)) or start
    limits = bounds.limits(root, args.allow)
    files, problems = sources.configurations(root, limits)
    document, twice = config_file.chosen(files)
    if problems := problems + twice:
        return Project(root, document, Settings(), problems)
    if not files:
        missing = config_file.missing(document, Span(document.path))
        return Project(root, document, Settings(), _elsewhere((missing,), root, folder))
    settings, problems = config.read(document)
    if not errors(problems):
        problems += config.find(settings, document, tuple(names))
    if errors(problems):
        return Project(root, document, settings, _elsewhere(problems, root, folder), limits)
    return Project(root, document, settings, (), limits, problems, files)


def _elsewhere(problems: Problems, root: Path, folder: str | None) -> Problems:
    """The problems; a missing configuration with where one is, in a folder near below `root`."""
    if "config-missing" not in [problem.rule for problem in problems]:
        return problems
    label = f"there is none in {folder}" if folder else ""
    if near := places.below(root):
        given = Path(folder or os.path.relpath(root), near).as_posix()
        label = f"{given} has one: --root {shlex.quote(given)}"
    missing = {p for p in problems if p.rule == "config-missing"}
    return tuple(replace(p, label=p.label or label) if p in missing else p for p in problems)


def name_after(root: Path, page: Document, pyproject: Document, taken: Collection[str]) -> str:
    """The name of a catalogue that has none, "" where nothing says one: see `names.catalogue`.

    `page` lies below the folder `root`; `taken` is what other catalogues are called.
    """
    from generator import markdown

    parsed, _ = markdown.read(page)
    headings = [heading.text for heading in parsed.headings if heading.level == 1]
    titles = (*headings[:1], parsed.front.title)
    project = _project(root, pyproject)
    found = (names.catalogue(page.path, title, project, taken) for title in titles)
    return next(filter(None, found), "")


def _project(root: Path, pyproject: Document) -> str:
    """What the project is called: by Python's standard, npm's, its site's; "" if none says it."""
    values, _, _ = toml.read(pyproject)
    found = values.get("project")
    if isinstance(found, Mapping) and isinstance(found.get("name"), str):
        return str(found["name"])
    document, _ = sources.named(root, "package.json", bounds.limits(root))
    try:
        data = json.loads(document.text) if document else None
    except (ValueError, RecursionError):
        data = None
    found = data.get("name") if isinstance(data, Mapping) else None
    return found if isinstance(found, str) and found else _site(root)


def _site(root: Path) -> str:
    """What the site of the project is called, in the one line of MkDocs that says it; or ""."""
    limits = bounds.limits(root)
    files = (sources.named(root, name, limits)[0] for name in ("mkdocs.yml", "mkdocs.yaml"))
    said = next((_SITE_NAME.search(file.text) for file in files if file), None)
    return said[1].strip("\"' ") if said else ""


def inputs(project: Project) -> Inputs:
    """Everything the project's build is made from."""
    made = sources.read(project.root, project.config, project.settings, project.limits)
    return replace(made, problems=(*project.notes, *made.problems))


def read(settings: Settings, made: Inputs) -> tuple[tuple[Catalogue, ...], Problems]:
    """The catalogues that the pages hold. What reads pages is imported only where it is needed."""
    from generator import build

    return build.read(settings, made)


def catalogue(
    one: CatalogueSettings, made: Inputs, settings: Settings = Settings()
) -> tuple[Catalogue | None, Problems]:
    """A single catalogue as the sources have it; None where its page cannot be read."""
    found, problems = read(replace(settings, catalogues=(one,)), made)
    return (found[0] if found else None), problems


def accepted(made: Inputs, one: CatalogueSettings | None) -> tuple[tuple[Accepted, ...], Problems]:
    """What a catalogue's overlay accepts, as it stands; what is wrong with it."""
    from generator import build

    return build.accepted(one, made) if one else ((), ())


def build(
    project: Project,
    made: Inputs,
    names: Sequence[str] = (),
    watch: Watch = unwatched,
    *,
    accepted: bool = False,
) -> Outcome:
    """What building comes to; `accepted` takes away as many codes as are gone."""
    from generator import build as stages
    from generator.cli import losses

    outcome = stages.build(project.settings, made, names, watch)
    lost = () if accepted else losses.mass(outcome, made.templates, project.settings)
    if not lost:
        return outcome
    problems = as_configured(project.settings, (*outcome.problems, *lost))
    return stages.Outcome(outcome.catalogues, problems=problems)


def planned(args: argparse.Namespace, *, accepted: bool = False) -> tuple[Project, Outcome | None]:
    """The project, and what building it comes to; None where it was said why nobody can tell."""
    project = find(args)
    if project.problems:
        reply.stopped(project.problems, args)
        return project, None
    watch = streams.watch(quiet=args.quiet)
    outcome = build(project, inputs(project), watch=watch, accepted=accepted)
    if errors(outcome.problems):
        reply.stopped(outcome.problems, args)
        return project, None
    return project, outcome


def remember(project: Project, made: Inputs, result: Outcome, allowed: Sequence[str]) -> None:
    """Keep the stamp of a build that was carried out with these folders allowed."""
    listed = made.look(made.listing)
    texts = {path: found.text for path, found in made.documents.items()}
    texts |= {name: found.text for name, found in project.files.items()}
    optional = (*places.CONFIGS, *(one.overlay_path for one in project.settings.catalogues))
    absent = dict.fromkeys(optional, "")
    templates = places.templates(project.root, project.settings.templates)
    plan = result.plan
    left = {p.span.path for p in result.problems if p.rule == "template-overlooked"}
    left |= {*addresses.beside(project.settings)}
    left |= {path for one in project.settings.catalogues for path in one.astray}
    absent |= {path: stamp.seen(project.root / path) for path in left}
    seen = {
        "tool": stamp.tool(),
        "inputs": absent | _marks(texts, {path: project.root / path for path in texts}),
        "folder": project.settings.templates,
        "templates": _marks(made.templates, templates),
        "listing": made.listing,
        "manifest": stamp.digest(listed) if isinstance(listed, bytes) else "",
        "allowed": [*allowed],
        "said": {
            "problems": [asdict(p) for p in result.problems if p.rule not in _PASSING],
            "files": plan.kept
            + sum(c.new is not None and c.path != made.listing for c in plan.changes),
        },
    }
    stamp.keep(project.root, seen)


def _marks(texts: Mapping[str, str], files: Mapping[str, str | Path]) -> dict[str, str]:
    """What tells each input, as it was read: it may have changed since."""
    return {path: stamp.mark(texts[path].encode(), files[path]) for path in texts if path in files}


def refusals(project: Project, plan: Plan, *, force: bool) -> Problems:
    """A problem for each change that would lose somebody's work."""
    gone = any(c.path == plan.listing and c.old is None for c in plan.changes)
    lost = plan.listing if gone else ""
    return tuple(_refusal(project, change, lost) for change in plan.refused(force=force))


def _refusal(project: Project, change: Change, lost: str) -> Diagnostic:
    span = Span(change.path)
    if change.obstacle:
        return output_rules.output_blocked(span, change.obstacle.kind, change.obstacle.path)
    if change.state == "foreign":
        return output_rules.output_foreign(span, lost)
    return edit(project, change)


def edit(project: Project, change: Change, *, patched: bool = False) -> Diagnostic:
    """What was edited by hand in a file, without what is wanted anew if that can be known.

    Where that is `patched`, what people see beside it has the edit already.
    """
    from generator.cli import git
    from generator.plan import edits, patch

    if patched:
        return output_rules.output_edited(Span(change.path), "", patched=True)
    path = f"./{change.path}"
    committed = git.content(project.root, "HEAD", path)[0] if change.mixed else None
    was = edits.before(change, committed)
    known = was is not None
    hunk = patch.hunk(was if known else change.new, change.old) if known or change.new else ""
    return output_rules.output_edited(Span(change.path), hunk, mixed=change.mixed, known=known)


def patch(project: Project, changes: Iterable[Change]) -> str:
    """The changes as a patch, with paths as git has them."""
    from generator.plan import patch

    return patch.patch(changes, places.prefix(project.root))
