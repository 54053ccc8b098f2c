"""What a verb has to say, in each format."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from generator import report
from generator.cli import options, streams
from generator.outcome import Outcome
from generator.plan import Change, manifest
from generator.source import Problems, errors


def problems(found: Problems, form: str) -> None:
    """Draw the problems on stderr; as annotations, on stdout too."""
    if form == "github":
        streams.commands(_annotated(found))
    if form != "json":
        streams.err(_drawn(found, colour=streams.coloured(sys.stderr)))


def _annotated(found: Problems) -> str:
    return "".join(map(report.annotation, found))


def _drawn(found: Problems, *, colour: bool) -> str:
    return "".join(f"{report.draw(problem, colour=colour)}\n" for problem in found)


def document(status: str, found: Problems, **more: Any) -> None:
    """Print one JSON document: what was asked for, and what was wrong."""
    streams.out(_document(status, found, **more))


def _document(status: str, found: Problems, **more: Any) -> str:
    body = {"schema": 1, "status": status, **more, "problems": [report.data(p) for p in found]}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def summary(text: str, found: Problems, *, quiet: bool) -> None:
    """The one line on stderr that says how it went."""
    if not quiet:
        streams.err(f"{text}{_count(found)}\n")


def _count(found: Problems) -> str:
    counted = report.count(found)
    return f" ({counted})" if counted else ""


def said(outcome: Outcome) -> dict[str, str]:
    """What `check` says, in each format, once this outcome has been carried out."""
    found = outcome.problems
    new = sum(c.new is not None and c.path != manifest.PATH for c in outcome.plan.changes)
    return {
        "json": _document("ok", found, changes=[]),
        "github": _annotated(found),
        "text": _drawn(found, colour=False),
        "colour": _drawn(found, colour=True),
        "files": report.plural(outcome.plan.kept + new, "file"),
        "count": _count(found),
    }


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
