"""`clean`: remove what targets that were moved or removed left behind."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from generator.cli import arguments, files, projects, reply, streams
from generator.diagnostics import draw
from generator.plan import Plan, cleaned
from generator.project.disk import lock, output, write

_EXAMPLES = """\
  %(prog)s                  list the files, and ask
  %(prog)s --yes            list them, and remove them

They are files that build wrote, as it left them, outside of the targets that are
configured now; build itself deletes nothing there. Exit codes: 0 nothing is left,
1 something is, and was not to be removed, 2 cannot tell.
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "remove what targets that were moved or removed left behind"
    words = arguments.verb(verbs, "clean", about, _EXAMPLES)
    words.add_argument("-y", "--yes", action="store_true", help="do not ask")
    arguments.project(words, "text", "json")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 nothing is left, 1 something is, 2 cannot tell."""
    project, outcome = projects.planned(args)
    if outcome is None:
        return reply.UNKNOWN
    if outcome.plan.changes:
        found = files.as_built(len(outcome.plan.changes), "not ")
        text = f"{found}; first run: {reply.advice(args, 'build')}"
        reply.summary(text, (), quiet=args.quiet)
        return reply.UNKNOWN
    look = partial(output.look, project.root)
    plan = cleaned(outcome.plan, look)
    changes = reply.changes(change for change in plan.changes if change.new is None)
    if args.format == "text":
        files.say([("delete", one["path"]) for one in changes])
    meant = bool(changes) and (args.yes or _agreed(len(changes)))
    if meant:
        with lock.locked(project.root):
            # Somebody may have edited one while nobody answered.
            plan = cleaned(outcome.plan, look)
            problems = write.plan(project.root, plan)
        if problems:
            return reply.stopped(problems, args)
    if args.format == "json":
        reply.document("drift" if changes and not meant else "ok", (), changes=changes)
    verdict = _verdict(plan, meant=meant, advice=reply.advice(args, "clean --yes"))
    reply.summary(verdict, (), quiet=args.quiet)
    return reply.NO if changes and not meant else reply.YES


def _agreed(number: int) -> bool:
    """Whether somebody at a terminal says yes."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    streams.err(f"Remove {draw.plural(number, 'file')}? [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _verdict(plan: Plan, *, meant: bool, advice: str) -> str:
    number = draw.plural(sum(change.new is None for change in plan.changes), "file")
    if not plan.changes:
        return "nothing to remove"
    return f"{number} removed" if meant else f"{number} to remove; run: {advice}"
