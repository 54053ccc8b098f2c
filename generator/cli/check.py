"""`check`: whether the plan is empty."""

from __future__ import annotations

import argparse

from generator import report
from generator.cli import options, projects, reply, streams
from generator.cli.projects import Project
from generator.outcome import Outcome
from generator.source import errors

_EXAMPLES = """\
  %(prog)s                  name every file that build would change
  %(prog)s --diff           and show what it would change in them
  %(prog)s --format github  as annotations on a pull request

Exit codes: 0 everything is fresh, 1 something is not, 2 the page cannot be read.
"""


def add(verbs: options.Verbs) -> None:
    """Add the verb to the command line."""
    about = "say whether everything is as build would write it; write nothing"
    words = options.verb(verbs, "check", about, _EXAMPLES)
    words.add_argument("--diff", action="store_true", help="print the difference as well")
    options.project(words, "text", "json", "github")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 fresh, 1 stale, 2 cannot tell."""
    project = projects.find(args.root)
    if project.problems:
        return reply.stopped(project.problems, args)
    outcome = projects.outcome(project, projects.inputs(project))
    if errors(outcome.problems):
        return reply.stopped(outcome.problems, args)
    reply.problems(outcome.problems, args.format)
    _name(args, project, outcome)
    reply.summary(_verdict(outcome), outcome.problems, quiet=args.quiet)
    return options.NO if outcome.plan.changes else options.YES


def _name(args: argparse.Namespace, project: Project, outcome: Outcome) -> None:
    """Name each file that is not as it should be."""
    changes = reply.changes(outcome.plan.changes, project.settings.output)
    if args.format == "json":
        status = "drift" if changes else "ok"
        reply.document(status, outcome.problems, changes=changes)
    elif args.format == "github":
        streams.out("".join(_annotation(c["path"], c["state"]) for c in changes))
    else:
        streams.out("".join(f"{c['state']:<8} {c['path']}\n" for c in changes))
    if args.diff and args.format != "json":
        streams.raw(projects.patch(project, outcome.plan.changes))


def _annotation(path: str, state: str) -> str:
    text = f"{path} {reply.MEANING[state]}; run: {options.program()} build"
    return report.command("error", {"file": path, "title": state}, text)


def _verdict(outcome: Outcome) -> str:
    changes, kept = outcome.plan.changes, outcome.plan.kept
    if not changes:
        return f"{report.plural(kept, 'file')} as build would write them"
    force = " --force" if any(c.state in ("edited", "blocked") for c in changes) else ""
    stale = report.plural(len(changes), "file")
    return f"{stale} not as build would write them; run: {options.program()} build{force}"
