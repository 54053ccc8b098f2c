"""`schema`: what editors want, to complete and to check the configuration and overlays."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from generator.cli import arguments, projects, reply, streams
from generator.diagnostics.source import Problems
from generator.project import schema
from generator.project.disk import bounds, write

_EXAMPLES = """\
  %(prog)s                  write them, or those of this version over older ones

Commit them. A first line leads an editor there: in error-table.toml
`#:schema ./error-table.schema.json`, in an overlay docs/errors.toml
`#:schema ../error-table-overlay.schema.json`.
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "write JSON Schemas of the configuration and of overlays, for editors"
    words = arguments.verb(verbs, "schema", about, _EXAMPLES)
    arguments.project(words, "text")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 written, 2 not."""
    project = projects.find(args)
    absent = [problem for problem in project.problems if problem.rule == "config-missing"]
    if failed := (*absent, *(() if absent else written(project.root))):
        return reply.stopped(failed, args)
    streams.out("".join(f"{name}\n" for name in schema.NAMES))
    return reply.YES


def written(root: Path) -> Problems:
    """Write the schemas into a project; what is wrong if they cannot be."""
    limits = bounds.limits(root)
    found = [write.text(root, name, schema.text(name), limits) for name in schema.NAMES]
    return tuple(problem for problems in found for problem in problems)


def overlay(root: Path, path: str) -> str:
    """What a new overlay begins with: a line for editors, where the project has the schema."""
    there = not path.startswith("..") and os.path.lexists(root / schema.OVERLAY)
    return schema.line(path, schema.OVERLAY) if there else ""
