"""`diff`: print the plan."""

from __future__ import annotations

import argparse

from generator.cli import arguments, projects, reply, streams
from generator.diagnostics import draw

_EXAMPLES = """\
  %(prog)s                  what build would change, as a unified diff
  %(prog)s | git apply      do it, from the top of the repository

Exit codes: 0 nothing to change, 1 something, 2 the page cannot be read,
or rather was misread: many codes would be gone at once.
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    words = arguments.verb(verbs, "diff", "print what build would change, as a patch", _EXAMPLES)
    arguments.mass(words)
    arguments.project(words, "text", "json")
    words.set_defaults(run=run, reads=True)


def run(args: argparse.Namespace) -> int:
    """0 nothing to change, 1 something, 2 cannot tell."""
    project, outcome = projects.planned(args, accepted=args.accept_mass_change)
    if outcome is None:
        return reply.UNKNOWN
    plan = outcome.plan
    # The patch is without what no build would do.
    impossible = plan.refused(force=True)
    found = (*outcome.problems, *projects.refusals(project, plan, force=True))
    patch = projects.patch(project, [c for c in plan.changes if c not in impossible])
    if args.format == "json":
        changes = reply.changes(plan.changes)
        reply.document("drift" if changes else "ok", found, changes=changes, patch=patch)
    else:
        streams.raw(patch)
        reply.apart(patch, found)
    reply.problems(found, args)
    text = f"{draw.plural(len(plan.changes), 'file')} to change"
    reply.summary(text, outcome.problems, quiet=args.quiet)
    return reply.NO if plan.changes else reply.YES
