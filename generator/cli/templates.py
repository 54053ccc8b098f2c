"""`templates`: list the built-in templates, and copy them into the project's own folder."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.cli import arguments, projects, reply, streams
from generator.cli.projects import Project
from generator.diagnostics import draw, suggest, terminal
from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Diagnostic, Problems, Span
from generator.plan import Change, Obstacle
from generator.project import config_file, places
from generator.project.disk import bounds, output, write

_EXAMPLES = """\
  %(prog)s                  each with its kind and what it makes here
  %(prog)s --eject python   copy all of a kind into the folder that the key
                                   `templates` of the configuration names
  %(prog)s --eject 'docs/{name}/llms.txt.jinja'   copy one

A copy stands over the built-in template of the same path; as long as it is the
same, a build changes nothing. What need not be changed is better not copied:
it would not get better with the next version.
Exit codes: 0 done, 2 not done.
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "list the built-in templates, or copy them into the project"
    words = arguments.verb(verbs, "templates", about, _EXAMPLES)
    words.add_argument(
        "--eject",
        metavar="PATH",
        action="append",
        default=[],
        help="copy this template, folder of templates or kind; may be given again",
    )
    words.add_argument(
        "--force", action="store_true", help="with --eject: overwrite copies that were changed"
    )
    arguments.project(words, "text", "json")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done, 2 not done."""
    project = projects.find(args)
    absent = [problem.rule for problem in project.problems] == ["config-missing"]
    if project.problems and (args.eject or args.root or not absent):
        return reply.stopped(project.problems, args)
    ours = places.templates(project.root, "")
    return _ejected(args, project, ours) if args.eject else _listed(args, project, ours)


def _listed(args: argparse.Namespace, project: Project, ours: Mapping[str, str]) -> int:
    from generator.render import targets

    made = targets.made(ours, project.settings)
    own = [path for path in ours if _there(project, path) is not None]
    if args.format == "json":
        told = [
            {"kind": _kind(path), "path": path, "makes": [*made[path]], "own": path in own}
            for path in ours
        ]
        reply.document("ok", (), folder=project.settings.templates, templates=told)
    else:
        rows = [("KIND", "TEMPLATE", "MAKES")]
        rows += ((_kind(path), path, _said(path, made[path], own)) for path in ours)
        kind, path = (max(len(row[column]) for row in rows) for column in (0, 1))
        lines = (f"{row[0]:<{kind}}  {row[1]:<{path}}  {row[2]}" for row in rows)
        streams.out("".join(f"{terminal.visible(line)}\n" for line in lines))
    number = draw.plural(len(ours), "template")
    text = f"{number}, {len(own)} of them copied" if own else number
    reply.summary(text, (), quiet=args.quiet)
    return reply.YES


def _kind(path: str) -> str:
    return path.partition("/")[0]


def _said(path: str, outputs: Sequence[str], own: Sequence[str]) -> str:
    part = any(folder.startswith("_") for folder in path.split("/")[:-1])
    said = ", ".join(outputs) or ("a part of others" if part else "nothing here")
    return f"{said} (copied)" if path in own else said


def _there(project: Project, path: str) -> bytes | Obstacle | None:
    """What stands at a template's path in the project's own folder."""
    folder = project.root / project.settings.templates
    if folder == project.root or bounds.trespass(project.limits, folder):
        return None
    return output.look(folder, path)


def _ejected(args: argparse.Namespace, project: Project, ours: Mapping[str, str]) -> int:
    chosen, problems = _chosen(args.eject, project, ours)
    changes: list[Change] = []
    for path in chosen:
        new, old = places.ordinary(ours[path]), _there(project, path)
        where = f"{project.settings.templates}/{path}"
        if isinstance(old, Obstacle) or (old not in (None, new) and not args.force):
            kind = old.kind if isinstance(old, Obstacle) else ""
            problems += (rules.template_taken(Span(where), kind),)
        elif old != new:
            changes.append(Change(where, "missing" if old is None else "edited", old, new))
    problems = problems or _written(project, changes)
    if problems:
        return reply.stopped(problems, args)
    told = reply.changes(changes)
    if args.format == "json":
        reply.document("ok", (), changes=told)
    else:
        streams.out("".join(f"{c['action']} {terminal.visible(c['path'])}\n" for c in told))
    kept = len(chosen) - len(changes)
    done = f"{draw.plural(len(changes), 'file')} copied" if changes else "nothing to do"
    rest = f", {draw.plural(kept, 'file')} the same already" if kept else ""
    reply.summary(f"{done}{rest}", (), quiet=args.quiet)
    return reply.YES


def _chosen(
    wanted: Sequence[str], project: Project, ours: Mapping[str, str]
) -> tuple[list[str], Problems]:
    """The built-in templates at these paths or below them, each once."""
    where = Span(project.config.path)
    if not project.settings.templates:
        return [], (rules.template_homeless(where, config_file.top(project.config)),)
    known = {*ours, *(folder for path in ours for folder in _above(path))}
    problems: list[Diagnostic] = []
    for path in wanted:
        if path.rstrip("/") not in known:
            near = suggest.near(path, sorted(known))
            problems.append(rules.template_unknown(where, path, near))
    meant = tuple(path.rstrip("/") for path in wanted)
    found = [path for path in ours if path in meant or any(f in meant for f in _above(path))]
    return ([] if problems else found), tuple(problems)


def _above(path: str) -> Iterator[str]:
    """The folders that a path lies in."""
    return (folder.as_posix() for folder in Path(path).parents if folder.name)


def _written(project: Project, changes: Sequence[Change]) -> Problems:
    """Write the copies, as far as the first that cannot be."""
    for change in changes:
        text = (change.new or b"").decode()
        if problems := write.text(project.root, change.path, text, project.limits):
            return problems
    return ()
