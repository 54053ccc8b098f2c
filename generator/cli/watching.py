"""`build --watch`: build whenever something that the build is made from has changed."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from generator.cli import projects, reply
from generator.cli.projects import Project
from generator.diagnostics.rules import several
from generator.diagnostics.source import Diagnostic, errors
from generator.project import places

if TYPE_CHECKING:
    from generator.build import Outcome

# What tells a file that was written since, by its path; None where there is none.
_Marks: TypeAlias = Mapping[str, tuple[int, int, int] | None]

# Seconds between two looks; and for how long nothing has to change before a build begins:
# many editors write a new file, and then move it over the old one.
_PACE, _SETTLED = 0.4, 0.1


def run(args: argparse.Namespace, build: Callable[[Project], tuple[Outcome, str]]) -> int:
    """0 when somebody interrupts, 2 where there is no project; `build` gives the outcome in words.

    No lock is held and no file open while nothing is built.
    """
    project = projects.find(args, args.names)
    if not any(os.path.lexists(project.root / name) for name in places.CONFIGS):
        return reply.stopped(project.problems, args)
    # A configuration that is away for a while leaves the project where it is.
    args = argparse.Namespace(**{**vars(args), "root": os.fspath(project.root)})
    with suppress(KeyboardInterrupt):
        _watch(args, project, build)
    return reply.YES


def _watch(
    args: argparse.Namespace, project: Project, build: Callable[[Project], tuple[Outcome, str]]
) -> None:
    why, said = "first build", frozenset[tuple[str, ...]]()
    while True:
        # What is written from here on, the next look sees.
        early = _configurations(project)
        project = projects.find(args, args.names)
        seen = _marks(project) | early
        problems, text = project.problems, "nothing was written"
        if not problems:
            outcome, text = build(project)
            problems = outcome.problems
        fresh = (p for p in problems if p.level == "error" or _key(p) not in said)
        reply.problems(tuple(fresh), args)
        # What cannot be read for a while is said once, before and after.
        said = frozenset(map(_key, problems)) | (said if errors(problems) else frozenset())
        reply.summary(f"{time.strftime('%H:%M:%S')} {why}: {text}", problems, quiet=args.quiet)
        why = f"{several(_changed(project, seen), 3)} changed"


def _key(problem: Diagnostic) -> tuple[str, ...]:
    """What tells a problem from another, wherever its line has moved meanwhile."""
    return problem.rule, problem.message, problem.span.path, problem.span.text


def _changed(project: Project, seen: _Marks) -> list[str]:
    """Wait until something changes, and then until nothing does; the paths of what has changed."""
    now = seen
    while now == seen:
        time.sleep(_PACE)
        now = _marks(project)
    later = None
    while later != now:
        now = later or now
        time.sleep(_SETTLED)
        later = _marks(project)
    return sorted(path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path))


def _marks(project: Project) -> dict[str, tuple[int, int, int] | None]:
    """Everything that the project's build is made from."""
    settings, root = project.settings, project.root
    named = [(one.overlay_path, *one.pages, *one.references) for one in settings.catalogues]
    files = {path: root / path for paths in named for path in paths}
    with suppress(OSError):
        found = places.templates(root, settings.templates)
        files |= {f"{settings.templates}/{path}": Path(file) for path, file in found.items()}
    return {path: _mark(file) for path, file in files.items()} | _configurations(project)


def _configurations(project: Project) -> dict[str, tuple[int, int, int] | None]:
    return {name: _mark(project.root / name) for name in places.CONFIGS}


def _mark(file: Path) -> tuple[int, int, int] | None:
    with suppress(OSError, ValueError):
        found = file.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino
    return None
