"""`pin`: settle what the reading had to restore or derive."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from generator import changes
from generator.cli import arguments, projects, reply, schema, sides, streams
from generator.cli.projects import Project
from generator.cli.sides import Held, Side
from generator.diagnostics import draw, terminal
from generator.diagnostics.rules import overlay as rules
from generator.diagnostics.source import Problems, Span, errors
from generator.project import pins, toml
from generator.project.disk import write
from generator.project.inputs import Inputs
from generator.project.pins import Pin
from generator.project.settings import CatalogueSettings

_EXAMPLES = """\
  %(prog)s                  append what is not settled yet to each overlay
  %(prog)s my-errors        to the overlay of one catalogue
  %(prog)s --dry-run        print what would be appended, and write nothing
  %(prog)s --against HEAD   and the class names that the last commit has
  %(prog)s --since 2.1      and which codes are new or changed since that commit

Codes that were restored from good evidence are pinned by their cell, and names of
parameters by code and place where the next reading may give others: those made of the
code, or of a translation's words. With --against, the class names that are other ones
there; with --since, since when a code is there and what changed about its status and a
retry. What is there already is never touched, comments and order stay. Codes that
nobody can tell are listed with the line to fill in.

Exit codes: 0 everything is settled, 2 something is not, or the page cannot be read.
"""
# These say themselves what to write; everything else that was restored has just been pinned.
_OPEN = ("code-doubtful", "code-unreadable")


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "append to the overlay what the reading had to restore or derive"
    words = arguments.verb(verbs, "pin", about, _EXAMPLES)
    words.add_argument("names", nargs="*", metavar="NAME", help="a catalogue (default: all)")
    words.add_argument(
        "--against",
        metavar="BASE",
        help="keep the class names that this side has: what `changes` can compare with",
    )
    words.add_argument(
        "--since",
        metavar="VERSION",
        type=_version,
        help="say since when codes are there or are otherwise than in BASE (default: as committed)",
    )
    words.add_argument("--dry-run", action="store_true", help="print the lines, write nothing")
    arguments.project(words, "text", "json", "github")
    words.set_defaults(run=run)


def _version(text: str) -> str:
    """A version as the overlay can have it; "" is none."""
    return text and arguments.wording(text)


def run(args: argparse.Namespace) -> int:
    """0 everything is settled, 2 something is not."""
    project = projects.find(args, args.names)
    if project.problems:
        return reply.stopped(project.problems, args)
    base, unknown = _base(args, project)
    if unknown:
        return reply.stopped(unknown, args)
    inputs = projects.inputs(project)
    texts = {path: found.text for path, found in inputs.documents.items()}
    added: dict[str, list[Pin]] = {}
    problems: Problems = inputs.problems
    for one in project.settings.catalogues:
        if not args.names or one.name in args.names:
            needed, trouble = _needed(project, one, inputs)
            kept, more = _kept(project, one, base, args.since) if base else ((), ())
            if wrong := errors(more):
                return reply.stopped(wrong, args)
            path = one.overlay_path
            needed, problems = needed + kept, problems + trouble + more
            if any(p.span.path == path for p in errors(trouble)):
                continue  # whatever this file is, it is no overlay yet
            start = schema.overlay(project.root, path) if path not in texts else texts[path]
            texts[path], done, left = toml.add(start, needed)
            added.setdefault(path, []).extend(done)
            problems += tuple(rules.pin_unplaced(Span(path), toml.lines(pin)) for pin in left)
    if not args.dry_run:
        for path in [path for path, lines in added.items() if lines]:
            failed = write.text(project.root, path, texts[path], project.limits)
            problems += failed
            added[path] = [] if failed else added[path]
    made = {f"no file {path}" for path, lines in added.items() if lines}
    told = (p for p in problems if not (p.rule == "file-missing" and p.label in made))
    return _answer(args, added, tuple(dict.fromkeys(told)))


def _needed(
    project: Project, one: CatalogueSettings, inputs: Inputs
) -> tuple[tuple[Pin, ...], Problems]:
    """What one catalogue leaves to be settled, and what only people can settle."""
    whole, problems = projects.catalogue(one, inputs, project.settings)
    told = tuple(p for p in problems if p.level == "error" or p.rule in _OPEN)
    if whole is None:
        return (), told
    if len(one.pages) == 1:
        return pins.needed([whole], whole), told
    # Each with the others as its references, as they are when all are read.
    pages = (one.alone(page, (other for other in one.pages if other != page)) for page in one.pages)
    alone = (projects.catalogue(page, inputs, project.settings)[0] for page in pages)
    return pins.needed([page for page in alone if page], whole), told


def _base(args: argparse.Namespace, project: Project) -> tuple[Side | None, Problems]:
    """The side that the catalogues are held against; None where none is, or it is unknown."""
    folder = Path(args.root or "")
    if args.against is None and not args.since:
        return None, ()
    known = args.against is not None
    base, problems = sides.find(args.against, folder) if known else sides.committed(folder)
    if not problems:
        base, problems = sides.configured(project, base)
    return (None if problems else base), problems


def _kept(
    project: Project, one: CatalogueSettings, base: Side, since: str | None
) -> tuple[tuple[Pin, ...], Problems]:
    """The lines that keep the class names that a catalogue has on that side, if it has it.

    With `since`, also those that say what is new in it.
    """
    meant, problems = sides.chosen(project, (base, Side(settings=project.settings)), None)
    held, trouble = sides.held(project, one, base)
    problems += trouble
    if problems or one.name not in [other.name for other in meant if other] or not held.there:
        return (), problems
    (before, problems), (after, _) = sides.read(
        project, one, projects.inputs(project), held, Held()
    )
    named = not sides.is_page(held)
    if not (before and after):
        return (), problems
    said = changes.dated(before, after, since, named=named) if since else ()
    return (*changes.pins(before, after, named=named), *said), problems


def _answer(args: argparse.Namespace, added: Mapping[str, list[Pin]], problems: Problems) -> int:
    total = sum(map(len, added.values()))
    failed = bool(errors(problems))
    if args.format == "json":
        told = [
            {"path": path, "table": list(pin.table), "key": pin.key, "value": pin.value}
            for path, done in added.items()
            for pin in done
        ]
        reply.document("error" if failed else "ok", problems, pins=told)
    else:
        for path, done in added.items():
            streams.out(f"# {terminal.visible(path)}\n{toml.lines(*done)}\n" if done else "")
        reply.problems(problems, args)
    verb = "to append" if args.dry_run else "appended"
    text = f"{draw.plural(total, 'key')} {verb}" if total else "nothing to pin"
    reply.summary(text, problems, quiet=args.quiet)
    return reply.UNKNOWN if failed else reply.YES
