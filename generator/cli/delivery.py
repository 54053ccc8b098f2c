"""The plan carried out, and remembered."""

from __future__ import annotations

import argparse
from dataclasses import replace

from generator.cli import options, progress, projects, reply, streams
from generator.cli.projects import Project
from generator.diagnostics import draw
from generator.diagnostics.source import errors
from generator.project.disk import lock, write
from generator.project.outcome import Outcome
from generator.project.watch import Watch


def deliver(args: argparse.Namespace) -> int:
    """Build what `args` ask for; the exit code of `build`."""
    project = projects.find(args, args.names)
    if project.problems:
        return reply.stopped(project.problems, args)
    with lock.locked(project.root):
        inputs = projects.inputs(project)
        watch = progress.watch(quiet=args.quiet)
        outcome = projects.outcome(project, inputs, args.names, watch)
        outcome = _carried(project, outcome, watch, force=args.force)
        if not errors(outcome.problems) and not args.names:
            projects.remember(project, inputs, outcome, args.allow)
    return _answer(args, project, outcome)


def _carried(project: Project, outcome: Outcome, watch: Watch, *, force: bool) -> Outcome:
    """Carry the plan out, unless that would lose somebody's work."""
    if errors(outcome.problems):
        return outcome
    refused = projects.refusals(project, outcome.plan, force=force)
    output = project.settings.output
    failed = refused or write.plan(project.root, output, outcome.plan, watch)
    return replace(outcome, problems=(*outcome.problems, *failed))


def _answer(args: argparse.Namespace, project: Project, outcome: Outcome) -> int:
    found = outcome.problems
    if errors(found):
        return reply.stopped(found, args)
    reply.problems(found, args.format)
    changes = reply.changes(outcome.plan.changes, project.settings.output)
    if args.format == "json":
        reply.document("ok", found, changes=changes)
    else:
        streams.out("".join(f"{c['action']} {c['path']}\n" for c in changes))
    done = f"{draw.plural(len(changes), 'file')} changed" if changes else "nothing to do"
    kept = outcome.plan.kept
    right = f", {draw.plural(kept, 'file')} right already" if kept else ""
    reply.summary(f"{done}{right}", found, quiet=args.quiet)
    return options.NO if changes and args.exit_non_zero_on_change else options.YES
