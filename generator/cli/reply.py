"""What a verb has to say, in each format."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from generator import report
from generator.cli import options, streams
from generator.plan import Change
from generator.source import Problems, errors

# What check and diff call a state, for a reader who knows neither plan nor manifest.
MEANING = {
    "missing": "is not there",
    "stale": "is not what build would write",
    "edited": "was edited by hand",
    "orphaned": "is no longer wanted",
    "foreign": "is somebody else's file",
    "blocked": "has something in its way",
}


def problems(found: Problems, form: str) -> None:
    """Draw the problems on stderr; as annotations, on stdout too."""
    if form == "github":
        streams.out("".join(map(report.annotation, found)))
    if form != "json":
        colour = streams.coloured(sys.stderr)
        streams.err("".join(f"{report.draw(problem, colour=colour)}\n" for problem in found))


def document(status: str, found: Problems, **more: Any) -> None:
    """Print one JSON document: what was asked for, and what was wrong."""
    body = {"schema": 1, "status": status, **more, "problems": [report.data(p) for p in found]}
    streams.out(json.dumps(body, ensure_ascii=False, indent=2) + "\n")


def summary(text: str, found: Problems, *, quiet: bool) -> None:
    """The one line on stderr that says how it went."""
    counted = report.count(found)
    if not quiet:
        streams.err(f"{text} ({counted})\n" if counted else f"{text}\n")


def changes(changes: Iterable[Change], folder: str) -> list[Mapping[str, str]]:
    """The changes as plain data; paths as seen from the project."""
    return [{"path": f"{folder}/{c.path}", "state": c.state, "action": c.action} for c in changes]


def stopped(found: Problems, args: argparse.Namespace) -> int:
    """Say that errors kept the verb from its work; the exit code."""
    problems(found, args.format)
    if args.format == "json":
        document("error", found)
    number = report.plural(len(errors(found)), "error")
    rest = tuple(problem for problem in found if problem.level != "error")
    summary(f"stopped by {number}; nothing was written", rest, quiet=args.quiet)
    return options.UNKNOWN
