"""`build`: carry the plan out."""

from __future__ import annotations

import argparse
from dataclasses import replace

from generator import disk, report
from generator.cli import options, projects, reply, streams
from generator.cli.projects import Project
from generator.outcome import Outcome
from generator.source import Problems, errors

_EXAMPLES = """\
  %(prog)s                  write every file that is not as it should be
  %(prog)s my-errors        the files of one catalogue alone
  %(prog)s --force          give up what was edited by hand in generated files

Nothing is written if the page or the configuration has errors (exit code 2).
"""


def add(verbs: options.Verbs) -> None:
    """Add the verb to the command line."""
    words = options.verb(
        verbs, "build", "write the files that are not as they should be", _EXAMPLES
    )
    words.add_argument("names", nargs="*", metavar="NAME", help="a catalogue (default: all)")
    words.add_argument(
        "--force", action="store_true", help="overwrite generated files that were edited by hand"
    )
    words.add_argument(
        "--exit-non-zero-on-change", action="store_true", help="exit with 1 if anything was written"
    )
    options.project(words, "text", "json", "github")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 done and asked to say so, 2 not done."""
    project = projects.find(args.root, args.names)
    if project.problems:
        return reply.stopped(project.problems, args)
    with disk.locked(project.root):
        inputs = projects.inputs(project)
        outcome = projects.outcome(project, inputs, args.names)
        outcome = _carried(project, outcome, force=args.force)
        if not errors(outcome.problems) and not args.names:
            projects.remember(project, inputs, outcome)
    return _answer(args, project, outcome)


def _carried(project: Project, outcome: Outcome, *, force: bool) -> Outcome:
    """Carry the plan out, unless that would lose somebody's work."""
    if errors(outcome.problems):
        return outcome
    refused = projects.refusals(project, outcome.plan, force=force)
    failed = refused or disk.carry(project.root, project.settings.output, outcome.plan)
    return replace(outcome, problems=(*outcome.problems, *failed))


def _answer(args: argparse.Namespace, project: Project, outcome: Outcome) -> int:
    found: Problems = outcome.problems
    if errors(found):
        return reply.stopped(found, args)
    reply.problems(found, args.format)
    changes = reply.changes(outcome.plan.changes, project.settings.output)
    if args.format == "json":
        reply.document("ok", found, changes=changes)
    else:
        streams.out("".join(f"{c['action']} {c['path']}\n" for c in changes))
    written = f"{report.plural(len(changes), 'file')} changed" if changes else "nothing to do"
    text = f"{written}, {outcome.plan.kept} right already"
    reply.summary(text, found, quiet=args.quiet)
    return options.NO if changes and args.exit_non_zero_on_change else options.YES
