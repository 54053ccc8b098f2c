"""`check`: whether the plan is empty."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from generator.cli import (
    annotated,
    arguments,
    files,
    fresh,
    projects,
    reply,
    streams,
    tracked,
)
from generator.cli.annotated import Note
from generator.cli.projects import Project
from generator.diagnostics import terminal
from generator.diagnostics.source import Diagnostic
from generator.plan import State

if TYPE_CHECKING:
    from generator.build import Outcome

# The most telling first.
_MEANING: dict[State, str] = {
    "edited": "was edited by hand",
    "foreign": "is somebody else's file",
    "blocked": "has something in its way",
    "unmerged": "holds an unresolved merge",
}
# These are somebody's work, and each is named.
_APART: tuple[State, ...] = ("edited", "foreign", "blocked", "unmerged")
# The edits of so many files are shown.
_SHOWN = 3

_EXAMPLES = """\
  %(prog)s                  name every file that build would change
  %(prog)s --diff           and show what it would change in them
  %(prog)s --format github  as annotations on a pull request

Exit codes: 0 everything is fresh, 1 something is not, 2 the page cannot be read,
or rather was misread: many codes would be gone at once.
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "say whether everything is as build would write it; write nothing"
    words = arguments.verb(verbs, "check", about, _EXAMPLES)
    words.add_argument("--diff", action="store_true", help="print the difference as well")
    tracked.add(words)
    arguments.project(words, "text", "json", "github")
    words.set_defaults(run=run, reads=True)


def run(args: argparse.Namespace) -> int:
    """0 fresh, 1 stale, 2 cannot tell."""
    if not args.exit_non_zero_on_untracked and fresh.answered("check", args):
        return reply.YES
    project, outcome = projects.planned(args)
    if outcome is None:
        return reply.UNKNOWN
    untracked = tracked.problems(project) if args.exit_non_zero_on_untracked else ()
    outcome = replace(outcome, problems=(*outcome.problems, *untracked))
    drifted = bool(outcome.plan.changes or untracked)
    if args.format == "github":
        reply.problems(outcome.problems, args)
    _say(args, project, outcome, drifted=drifted)
    if args.format == "text":
        found = (*outcome.problems, *_edits(project, outcome, patched=args.diff))
        reply.apart(outcome.plan.changes, found)
        reply.problems(found, args)
    reply.summary(_verdict(outcome, args), outcome.problems, quiet=args.quiet)
    return reply.NO if drifted else reply.YES


def _say(args: argparse.Namespace, project: Project, outcome: Outcome, *, drifted: bool) -> None:
    found = outcome.plan.changes
    changes = reply.changes(found)
    if args.format == "json":
        more = {"patch": projects.patch(project, found)} if args.diff else {}
        reply.document("drift" if drifted else "ok", outcome.problems, changes=changes, **more)
        return
    states = [(c.state, c.path) for c in found]
    if args.format == "github":
        rest = annotated.say(_notes(states, outcome, args), _APART, args)
        streams.out("".join(f"{state:<8} {terminal.visible(path)}\n" for state, path in rest))
    else:
        files.say(states, apart=_APART)
    if args.diff:
        streams.raw(projects.patch(project, found), workflow=args.format == "github")


def _edits(project: Project, outcome: Outcome, *, patched: bool) -> Iterator[Diagnostic]:
    """What was edited by hand, which `build --force` would discard: of the first files.

    What is `patched` is shown already, but for an edit among what changes anyway.
    """
    edited = (change for change in outcome.plan.changes if change.state == "edited")
    for change in islice(edited, _SHOWN):
        yield projects.edit(project, change, patched=patched and not change.mixed)


def _notes(
    found: list[tuple[State, str]], outcome: Outcome, args: argparse.Namespace
) -> list[Note]:
    """The annotations: of each file that is somebody's work, the gravest first, then of pages."""
    gravity = list(_MEANING)
    apart = sorted(
        (file for file in found if file[0] in _APART), key=lambda file: gravity.index(file[0])
    )
    alone = [
        Note(path, state, f"{path} {_MEANING[state]}; {_ending(state, args)}", [(state, path)])
        for state, path in apart
    ]
    derived = [file for file in found if file[0] not in _APART]
    return [*alone, *annotated.old(derived, outcome.catalogues, args)]


def _ending(state: State, args: argparse.Namespace) -> str:
    """What to do about a file in this state."""
    if state == "edited":
        forced = reply.advice(args, "build --force")
        return f"move the edit into the overlay or a template; or, to discard it, run: {forced}"
    told = ", which says what is in the way" if state in ("foreign", "blocked") else ""
    return f"run: {reply.advice(args, 'build')}{told}"


def _verdict(outcome: Outcome, args: argparse.Namespace) -> str:
    changes = outcome.plan.changes
    if not changes:
        return files.as_built(outcome.plan.kept)
    text = files.as_built(len(changes), "not ")
    if outcome.plan.refused(force=True):
        return f"{text}; {_ending('blocked', args)}"
    if edited := sum(change.state == "edited" for change in changes):
        return f"{text}, {edited} edited by hand; {_ending('edited', args)}"
    if outcome.plan.refused():
        forced = reply.advice(args, "build --force")
        return f"{text}; a link is in the way; to replace it alone, run: {forced}"
    return f"{text}; run: {reply.advice(args, 'build')}"
