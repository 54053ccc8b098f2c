"""`check`: whether the plan is empty."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generator.cli import arguments, fresh, projects, reply, streams
from generator.cli.projects import Project
from generator.diagnostics import draw
from generator.plan import State

if TYPE_CHECKING:
    from generator.build import Outcome

_MEANING: dict[State, str] = {
    "missing": "is not there",
    "stale": "is not what build would write",
    "edited": "was edited by hand",
    "orphaned": "is no longer wanted",
    "foreign": "is somebody else's file",
    "blocked": "has something in its way",
}
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
    arguments.project(words, "text", "json", "github")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 fresh, 1 stale, 2 cannot tell."""
    if fresh.answered("check", args):
        return reply.YES
    project, outcome = projects.planned(args)
    if outcome is None:
        return reply.UNKNOWN
    reply.problems(outcome.problems, args.format)
    _say(args, project, outcome)
    reply.summary(_verdict(outcome), outcome.problems, quiet=args.quiet)
    return reply.NO if outcome.plan.changes else reply.YES


def _say(args: argparse.Namespace, project: Project, outcome: Outcome) -> None:
    found = outcome.plan.changes
    changes = reply.changes(found)
    if args.format == "json":
        more = {"patch": projects.patch(project, found)} if args.diff else {}
        reply.document("drift" if changes else "ok", outcome.problems, changes=changes, **more)
        return
    if args.format == "github":
        streams.commands("".join(_annotation(c.path, c.state) for c in found))
    else:
        paths = ((c.state, draw.visible(c.path)) for c in found)
        streams.out("".join(f"{state:<8} {path}\n" for state, path in paths))
    if args.diff:
        streams.raw(projects.patch(project, found), workflow=args.format == "github")


def _annotation(path: str, state: State) -> str:
    text = f"{path} {_MEANING[state]}; run: {reply.program()} build"
    return draw.command("error", {"file": path, "title": state}, text)


def _verdict(outcome: Outcome) -> str:
    changes = outcome.plan.changes
    if not changes:
        return f"{draw.plural(outcome.plan.kept, 'file')} as build would write them"
    stale = draw.plural(len(changes), "file")
    text = f"{stale} not as build would write them; run: {reply.program()}"
    if outcome.plan.refused(force=True):
        return f"{text} build, which says what is in the way"
    return f"{text} build --force" if outcome.plan.refused() else f"{text} build"
