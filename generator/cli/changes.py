"""`changes`: what differs between two catalogues, and whom it breaks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from generator import changes
from generator.changes import Change, Config
from generator.changes.change import WORDS
from generator.cli import arguments, findings, projects, reply, sides, streams
from generator.cli.findings import Judged
from generator.cli.projects import Project
from generator.cli.sides import Held, Side
from generator.diagnostics import draw, rules, terminal
from generator.diagnostics.source import Diagnostic, Problems, errors
from generator.model import Catalogue
from generator.project import config_file
from generator.project.accepted import Accepted
from generator.project.inputs import Inputs
from generator.project.levels import as_configured
from generator.project.settings import CatalogueSettings

_EXAMPLES = """\
  %(prog)s                          the committed catalogue against the sources as they stand
  %(prog)s main                     against what the branch main has
  %(prog)s v1.2 HEAD                between two revisions
  %(prog)s old.md new.md            between two pages, or pages and catalogues as JSON
  %(prog)s HEAD~1:docs/errors.md docs/errors.md
  %(prog)s --format markdown        an entry for the changelog
  curl -fsS URL | %(prog)s docs/errors.md -   has the upstream page moved on?

A file that exists wins over a revision of the same name, without --revisions.
Exit codes: 0 nothing as grave as --fail-on, 1 something is, 2 cannot tell.
"""
# The changes of each catalogue by its name, and how they are told.
Found: TypeAlias = Sequence[tuple[str, tuple[Change, ...], Judged[Change]]]

# The changes of which the words are shown, not only told.
_WORDED = (*WORDS, "deprecated-changed")
# What is found of a code that the new side lacks.
_GONE = ("code-removed", "success-removed")
_FAILS = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "note": ("error", "warning", "note"),
    "none": (),
}


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "say what differs between two catalogues, and whom it breaks"
    words = arguments.verb(verbs, "changes", about, _EXAMPLES)
    side = "a page, a catalogue's JSON, - for standard input, or a revision of git"
    words.add_argument("base", nargs="?", metavar="BASE", help=f"{side} (default: as committed)")
    words.add_argument("new", nargs="?", metavar="NEW", help="the same (default: the sources)")
    words.add_argument("--name", metavar="NAME", help="the catalogue that is meant")
    words.add_argument(
        "--revisions", action="store_true", help="both are revisions, whatever a file is called"
    )
    words.add_argument(
        "--fail-on",
        choices=_FAILS,
        default="error",
        help="exit with 1 from here on (default: error)",
    )
    arguments.project(words, "text", "markdown", "json", "github")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 nothing as grave as that, 1 something is, 2 cannot tell."""
    found, problems = _compare(args)
    told = [diagnostic for _, _, judged in found for diagnostic in judged.problems]
    failing = any(diagnostic.level in _FAILS[args.fail_on] for diagnostic in told)
    noted = tuple(problem for _, _, judged in found for problem in judged.noted)
    if args.format == "json":
        _data(found, problems, noted, failing=failing)
    else:
        _say(args, found, problems)
        reply.problems((*noted, *problems), args)
    reply.summary(_summary(found, problems, noted), (), quiet=args.quiet)
    if errors(problems):
        return reply.UNKNOWN
    return reply.NO if failing else reply.YES


def _compare(args: argparse.Namespace) -> tuple[Found, Problems]:
    """The changes of each catalogue by its name, and what cannot be told."""
    base, new, problems = _sides(args)
    if problems:
        return (), problems
    project = projects.find(args, [args.name] if args.name else [])
    if project.problems and not (base.document and new.document and not args.name):
        return (), project.problems
    base, trouble = sides.configured(project, base)
    new, more = sides.configured(project, new)
    if trouble or more:
        return (), trouble + more
    meant, problems = sides.chosen(project, (base, new), args.name)
    found = []
    for one in meant:
        differing, judged, trouble = _differing(project, one, base, new)
        found.append((one.name if one else "", differing, judged))
        problems += trouble
    levelled = (as_configured(project.settings, [problem]) for problem in problems)
    return found, tuple(chain.from_iterable(levelled))


def _sides(args: argparse.Namespace) -> tuple[Side, Side, Problems]:
    """Both sides, and why one of them cannot be told."""
    folder = Path(args.root or "")
    files = not args.revisions
    if args.base:
        base, problems = sides.find(args.base, folder, files=files)
    else:
        base, problems = sides.committed(folder)
    new, more = sides.find(args.new, folder, files=files)
    return base, new, problems + more


def _differing(
    project: Project, one: CatalogueSettings | None, base: Side, new: Side
) -> tuple[tuple[Change, ...], Judged[Change], Problems]:
    """The changes of one catalogue and how they are told, or why they cannot be."""
    old, trouble = sides.held(project, one, base)
    now, more = sides.held(project, one, new)
    if trouble or more:
        return (), Judged(), trouble + more
    inputs = projects.inputs(project) if one else Inputs()
    if one and not (old.there and now.there):
        found, problems = _lone(project, one, (base, old), (new, now))
        return found, *_judged(project, one, inputs, found, problems)
    (before, trouble), (after, more) = sides.read(project, one, inputs, old, now)
    problems = trouble + more
    if before and after and not problems:
        problems = changes.absent(before, after)
    if problems or not (before and after):
        return (), Judged(), problems
    named = not (sides.is_page(old) or sides.is_page(now))
    if one:
        config = Config(project.config.path, _table(project, one), project.config)
        found = changes.compare(before, after, one.overlay_path, config, named=named)
    else:
        found = changes.compare(before, after, named=named)
    judged, problems = _judged(project, one, inputs, found, (), after)
    known = [change for change, _ in judged.accepted]
    rest = [change for change in found if change not in known]
    return found, judged, (*problems, *changes.mass(before, after, rest))


def _table(project: Project, one: CatalogueSettings) -> tuple[str, ...]:
    """The keys of a catalogue's table in the configuration."""
    return (*config_file.prefix(project.config), "catalogues", one.name)


def _judged(
    project: Project,
    one: CatalogueSettings | None,
    inputs: Inputs,
    found: Sequence[Change],
    problems: Problems,
    after: Catalogue | None = None,
) -> tuple[Judged[Change], Problems]:
    """How changes are told, by what the overlay accepts; what keeps it from being read.

    `after` is the new catalogue, where there is one to compare.
    """
    entries, trouble = projects.accepted(inputs, one)
    stale = partial(_is_stale, after)
    judged = findings.judge(found, entries, project.settings, rules.findings("changes"), stale)
    return judged, (*problems, *trouble)


def _is_stale(after: Catalogue | None, entry: Accepted) -> bool:
    """Whether no older version can differ in what an entry accepts: by the code that it names.

    What is accepted is found no more once the new catalogue is committed, and is found again
    when that is compared with an older version. So silence alone says nothing.
    """
    if after is None or not entry.code:
        return False
    retired = {error.code for error in after.errors if error.retired}
    known = {error.code for error in after.errors} | {one.code for one in after.successes}
    if entry.rule in _GONE:
        return entry.code in known - retired
    return entry.code not in known


def _lone(
    project: Project, one: CatalogueSettings, base: tuple[Side, Held], new: tuple[Side, Held]
) -> tuple[tuple[Change, ...], Problems]:
    """The change of a catalogue that one side alone has; where neither has it, what is missing."""
    lacking = [(side, held) for side, held in (base, new) if not held.there]
    if len(lacking) == 2 or base[0].document or new[0].document:
        # What was configured once, and is no more, may never have been built.
        asked = lacking if all(side.revision for side, _ in lacking) else []
        return (), tuple(sides.missing(side.revision, held.path) for side, held in asked)
    span = config_file.span(project.config, "catalogues", one.name)
    return (changes.lone(one.name, span, gone=not new[1].there),), ()


def _say(args: argparse.Namespace, found: Found, problems: Problems) -> None:
    """A changelog has all that changed, whatever is accepted here; the others what is told."""
    if args.format == "markdown":
        from generator.changes import changelog

        told = [(name, one) for name, one, _ in found if one or not problems]
        streams.out("\n".join(changelog.write(n, changes.bump(one), one) for n, one in told))
        return
    pairs = [pair for _, _, judged in found for pair in judged.told]
    if args.format == "github":
        reply.annotate((said for _, said in pairs), args)
    drawn = "".join(_drawn(change, said) for change, said in pairs)
    total = _total(found)
    if args.format == "github":
        streams.err(drawn)
    elif total:
        streams.out(drawn if problems else f"{drawn}suggested version: {changes.bump(total)}\n")


def _total(found: Found) -> list[Change]:
    """All that changed, whatever of it is told: clients know nothing of what is accepted here."""
    return [change for _, one, _ in found for change in one]


def _drawn(change: Change, said: Diagnostic) -> str:
    """A change as people see it: what, where, the words that differ, what can be done."""
    colour, columns = streams.coloured(sys.stdout), streams.columns(sys.stdout)
    lines = [draw.head(said, colour=colour, columns=columns)]
    if said.span.line:
        where = f"{terminal.visible(said.span.path)}:{said.span.line}"
        lines.append(f"  {draw.arrow(where, colour=colour)}")
    # The old words and the new ones, where words are all that differs.
    for sign, tint, texts in _words(change) if said.rule in _WORDED else ():
        for text in texts:
            first, *more = terminal.wrapped(terminal.visible(text), columns and columns - 4)
            words = [f"  {sign} {first}", *(f"    {line}" for line in more)]
            lines += [terminal.paint(line, tint if colour else "") for line in words if text]
    lines += draw.helps(said, " ", colour=colour, columns=columns)
    return "\n".join(lines) + "\n"


def _words(change: Change) -> Iterator[tuple[str, str, Sequence[str]]]:
    """The texts that one side alone has, each side with its sign and colour.

    All of them where only their order is another one.
    """
    old, new = (
        value if isinstance(value, tuple) else str(value or "").split("\n")
        for value in (change.old, change.new)
    )
    alone = [[text for text in one if text not in other] for one, other in ((old, new), (new, old))]
    before, now = alone if any(alone) else (old, new)
    yield "-", "31", before
    yield "+", "32", now


def _data(found: Found, problems: Problems, noted: Problems, *, failing: bool) -> None:
    status = "error" if errors(problems) else "drift" if failing else "ok"
    body: dict[str, object] = {"schema": 1, "status": status, "bump": changes.bump(_total(found))}
    body["changes"] = [_plain(*pair) for _, _, judged in found for pair in judged.told]
    accepted = [
        findings.data(entry, _plain(change, change.diagnostic))
        for _, _, judged in found
        for change, entry in judged.accepted
    ]
    if accepted:
        body["accepted"] = accepted
    if off := [change for _, _, judged in found for change in judged.off]:
        body["off"] = len(off)
    if told := (*noted, *problems):
        body["problems"] = [draw.data(problem) for problem in told]
    streams.out(reply.written(body))


def _plain(change: Change, said: Diagnostic) -> dict[str, object]:
    return {
        "rule": said.rule,
        "level": said.level,
        "code": change.code,
        "path": said.span.path,
        "line": said.span.line,
        "column": said.span.column,
        "message": said.message,
        "old": change.old,
        "new": change.new,
    }


def _summary(found: Found, problems: Problems, noted: Problems) -> str:
    total = _total(found)
    told = tuple(said for _, _, judged in found for _, said in judged.told)
    aside = "".join(judged.aside for _, _, judged in found)
    aside += f"; {draw.count(noted)} on what the overlay accepts" if noted else ""
    counted = f" ({draw.count(told)})" if told else ""
    text = f"{draw.plural(len(told), 'change')}{counted}" if total else "nothing changed"
    text += aside
    if problems and not total:
        return "cannot tell what changed"
    return f"{text}; cannot be believed" if problems else text
