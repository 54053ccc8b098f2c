"""`build`: carry the plan out."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.cli import arguments, files, fresh, projects, reply, streams, tracked
from generator.cli.projects import Project
from generator.diagnostics import draw
from generator.diagnostics.source import errors
from generator.project.disk import lock, write
from generator.project.watch import Watch

if TYPE_CHECKING:
    from generator.build import Outcome

_EXAMPLES = """\
  %(prog)s                  write every file that is not as it should be
  %(prog)s my-errors        the files of one catalogue alone
  %(prog)s --force          discard what was edited by hand in generated files
  %(prog)s --watch          build again at every change, while the page is written

Nothing is written if the page or the configuration has errors, or if many codes
would be gone at once (exit code 2).
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    words = arguments.verb(
        verbs, "build", "write the files that are not as they should be", _EXAMPLES
    )
    words.add_argument("names", nargs="*", metavar="NAME", help="a catalogue (default: all)")
    words.add_argument(
        "--force", action="store_true", help="overwrite generated files that were edited by hand"
    )
    arguments.mass(words)
    words.add_argument(
        "--exit-non-zero-on-change", action="store_true", help="exit with 1 if anything was written"
    )
    words.add_argument(
        "--watch", action="store_true", help="build again whenever a source changes, until Ctrl-C"
    )
    tracked.add(words)
    arguments.project(words, "text", "json", "github")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 done and asked to say so, 2 not done."""
    if args.watch:
        from generator.cli import watching

        return watching.run(args, lambda project: _told(_built(args, project)))
    if not (args.names or args.exit_non_zero_on_untracked) and fresh.answered("build", args):
        return reply.YES
    project = projects.find(args, args.names)
    if project.problems:
        return reply.stopped(project.problems, args)
    outcome = _built(args, project)
    asked = args.exit_non_zero_on_untracked and not errors(outcome.problems)
    untracked = tracked.problems(project) if asked else ()
    outcome = replace(outcome, problems=(*outcome.problems, *untracked))
    return _answer(args, outcome) or (reply.NO if untracked else reply.YES)


def _built(args: argparse.Namespace, project: Project) -> Outcome:
    """What a build comes to, carried out if nothing speaks against it; one at a time."""
    with lock.locked(project.root):
        inputs = projects.inputs(project)
        watch = streams.watch(quiet=args.quiet)
        accepted = args.accept_mass_change
        outcome = projects.build(project, inputs, args.names, watch, accepted=accepted)
        outcome = _carried(project, outcome, watch, force=args.force)
        if not errors(outcome.problems) and not args.names:
            projects.remember(project, inputs, outcome, args.allow)
    return outcome


def _carried(project: Project, outcome: Outcome, watch: Watch, *, force: bool) -> Outcome:
    """Carry the plan out, unless that would lose somebody's work."""
    if errors(outcome.problems):
        return outcome
    refused = projects.refusals(project, outcome.plan, force=force)
    failed = refused or write.plan(project.root, outcome.plan, watch)
    return replace(outcome, problems=(*outcome.problems, *failed))


def _answer(args: argparse.Namespace, outcome: Outcome) -> int:
    found = outcome.problems
    if errors(found):
        return reply.stopped(found, args)
    changes = reply.changes(outcome.plan.changes)
    if args.format == "json":
        reply.document("ok", found, changes=changes)
    else:
        files.say([(c["action"], c["path"]) for c in changes])
        reply.apart(changes, found)
    reply.problems(found, args)
    reply.summary(_told(outcome)[1], found, quiet=args.quiet)
    return reply.NO if changes and args.exit_non_zero_on_change else reply.YES


def _told(outcome: Outcome) -> tuple[Outcome, str]:
    """The outcome, and what was done, in words."""
    if errors(outcome.problems):
        return outcome, "nothing was written"
    changed, kept = len(outcome.plan.changes), outcome.plan.kept
    done = f"{draw.plural(changed, 'file')} changed" if changed else "nothing to do"
    right = f", {draw.plural(kept, 'file')} right already" if kept else ""
    return outcome, f"{done}{right}"
