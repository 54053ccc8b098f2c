"""What is generated, held against what would be generated: named, or as a patch."""

from __future__ import annotations

import argparse

from generator.cli import options, progress, projects, reply, streams
from generator.cli.projects import Project
from generator.diagnostics import draw
from generator.diagnostics.source import Problems, errors
from generator.plan import State
from generator.project.outcome import Outcome

_MEANING: dict[State, str] = {
    "missing": "is not there",
    "stale": "is not what build would write",
    "edited": "was edited by hand",
    "orphaned": "is no longer wanted",
    "foreign": "is somebody else's file",
    "blocked": "has something in its way",
}


def check(args: argparse.Namespace) -> int:
    """Name each file that is not as it should be; the exit code of `check`."""
    project, outcome, reasons = _planned(args)
    if reasons:
        return reply.stopped(reasons, args)
    reply.problems(outcome.problems, args.format)
    _name(args, project, outcome)
    reply.summary(_verdict(outcome), outcome.problems, quiet=args.quiet)
    return options.NO if outcome.plan.changes else options.YES


def _planned(args: argparse.Namespace) -> tuple[Project, Outcome, Problems]:
    """The project, what building it comes to, and the problems that leave no answer."""
    project = projects.find(args)
    if project.problems:
        return project, Outcome(), project.problems
    watch = progress.watch(quiet=args.quiet)
    outcome = projects.outcome(project, projects.inputs(project), watch=watch)
    return project, outcome, outcome.problems if errors(outcome.problems) else ()


def _name(args: argparse.Namespace, project: Project, outcome: Outcome) -> None:
    found = outcome.plan.changes
    changes = reply.changes(found, project.settings.output)
    if args.format == "json":
        more = {"patch": projects.patch(project, found)} if args.diff else {}
        reply.document("drift" if changes else "ok", outcome.problems, changes=changes, **more)
        return
    if args.format == "github":
        streams.commands("".join(_annotation(project.path(c.path), c.state) for c in found))
    else:
        paths = ((c.state, draw.visible(project.path(c.path))) for c in found)
        streams.out("".join(f"{state:<8} {path}\n" for state, path in paths))
    if args.diff:
        streams.raw(projects.patch(project, found), workflow=args.format == "github")


def _annotation(path: str, state: State) -> str:
    text = f"{path} {_MEANING[state]}; run: {options.program()} build"
    return draw.command("error", {"file": path, "title": state}, text)


def _verdict(outcome: Outcome) -> str:
    changes = outcome.plan.changes
    if not changes:
        return f"{draw.plural(outcome.plan.kept, 'file')} as build would write them"
    stale = draw.plural(len(changes), "file")
    text = f"{stale} not as build would write them; run: {options.program()}"
    if outcome.plan.refused(force=True):
        return f"{text} build, which says what is in the way"
    return f"{text} build --force" if outcome.plan.refused() else f"{text} build"


def diff(args: argparse.Namespace) -> int:
    """Print the plan as a patch, without what no build would do; the exit code of `diff`."""
    project, outcome, reasons = _planned(args)
    if reasons:
        return reply.stopped(reasons, args)
    plan = outcome.plan
    impossible = plan.refused(force=True)
    found = (*outcome.problems, *projects.refusals(project, plan, force=True))
    reply.problems(found, args.format)
    patch = projects.patch(project, [c for c in plan.changes if c not in impossible])
    if args.format == "json":
        changes = reply.changes(plan.changes, project.settings.output)
        reply.document("drift" if changes else "ok", found, changes=changes, patch=patch)
    else:
        streams.raw(patch)
    text = f"{draw.plural(len(plan.changes), 'file')} to change"
    reply.summary(text, outcome.problems, quiet=args.quiet)
    return options.NO if plan.changes else options.YES
