"""The answer that needs no reading: nothing has changed since the last build."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator import places, stamp
from generator.cli import streams


def answered(args: argparse.Namespace, summary: str) -> bool:
    """Say again what the last build said, if nothing has changed since; whether it was said.

    `summary` is said of a tree that is right; `{files}` is how many files it has.
    """
    project = Path(args.root) if args.root else places.root(Path.cwd())
    said = stamp.recall(project) if project else None
    if said is None:
        return False
    if args.format == "json":
        streams.out(said["json"])
    elif args.format == "github":
        streams.commands(said["github"])
    if args.format != "json":
        streams.err(said["colour"] if streams.coloured(sys.stderr) else said["text"])
    if not args.quiet:
        streams.err(summary.format(files=said["files"]) + said["count"] + "\n")
    return True
