"""Generated files that git does not know: `git commit -a` leaves them out."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from dataclasses import replace

from generator.cli import arguments, git
from generator.cli.projects import Project
from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Problems, Span
from generator.plan import manifest
from generator.project.disk import output
from generator.project.levels import as_configured

# More paths than this are added by their folders.
_NAMED = 12


def add(words: arguments.Options) -> None:
    """The option of a verb that a hook runs."""
    words.add_argument(
        "--exit-non-zero-on-untracked",
        action="store_true",
        help="exit with 1 if git does not track a generated file (for hooks)",
    )


def problems(project: Project) -> Problems:
    """A problem for the generated files that are there, not ignored, and in no index of git."""
    listing, _ = output.listings(project.root, project.settings)
    listed = output.look(project.root, listing)
    ours = manifest.read(listed, manifest.folder(listing)) if isinstance(listed, bytes) else {}
    unknown, failed = git.untracked(project.root)
    if not (found := sorted(unknown.intersection([*ours, listing]))):
        return tuple(replace(problem, level="warning") for problem in failed)
    near = found if len(found) <= _NAMED else _folders(found)
    words = (os.path.relpath(project.root / path) for path in near)
    problem = rules.output_untracked(Span(found[0]), len(found) - 1, shlex.join(words))
    return as_configured(project.settings, [problem])


def _folders(paths: Iterable[str]) -> list[str]:
    """The folders of these paths, without those that lie in another of them."""
    found: list[str] = []
    for folder in sorted({f"{path.rpartition('/')[0]}/" for path in paths}):
        if not found or not folder.startswith(found[-1]):
            found.append(folder)
    return found
