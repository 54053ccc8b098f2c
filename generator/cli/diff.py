"""`diff`: print the plan."""

from __future__ import annotations

import argparse

from generator import report
from generator.cli import options, projects, reply, streams
from generator.source import errors

_EXAMPLES = """\
  %(prog)s                  what build would change, as a unified diff
  %(prog)s | git apply      do it, from the top of the repository

Exit codes: 0 nothing to change, 1 something, 2 the page cannot be read.
"""


def add(verbs: options.Verbs) -> None:
    """Add the verb to the command line."""
    words = options.verb(verbs, "diff", "print what build would change, as a patch", _EXAMPLES)
    options.project(words, "text", "json")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 nothing to change, 1 something, 2 cannot tell."""
    project = projects.find(args.root)
    if project.problems:
        return reply.stopped(project.problems, args)
    outcome = projects.outcome(project, projects.inputs(project))
    if errors(outcome.problems):
        return reply.stopped(outcome.problems, args)
    plan = outcome.plan
    lost = plan.refused(force=True)
    found = (*outcome.problems, *projects.refusals(project, plan, force=True))
    reply.problems(found, args.format)
    patch = projects.patch(project, [c for c in plan.changes if c not in lost])
    if args.format == "json":
        changes = reply.changes(plan.changes, project.settings.output)
        reply.document("drift" if changes else "ok", found, changes=changes, patch=patch)
    else:
        streams.raw(patch)
    text = f"{report.plural(len(plan.changes), 'file')} to change"
    reply.summary(text, outcome.problems, quiet=args.quiet)
    return options.NO if plan.changes else options.YES
