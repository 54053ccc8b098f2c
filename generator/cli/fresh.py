"""The answer that needs no reading: nothing has changed since the last build."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from generator.cli import reply
from generator.diagnostics import draw
from generator.project import places, stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from generator.diagnostics.source import Diagnostic

_SUMMARIES = {
    "check": "{files} as build would write them",
    "build": "nothing to do, {files} right already",
}


def answered(verb: str, args: argparse.Namespace | None = None) -> bool:
    """Say again what the last build said, if nothing has changed since; whether it was said.

    `args` are the words of the verb; None where it stands alone.
    """
    root, allowed, form = (args.root, args.allow, args.format) if args else (None, (), "text")
    project = Path(root) if root else places.root(Path.cwd())
    said = stamp.recall(project, allowed) if project else None
    if said is None:
        return False
    found = tuple(map(_problem, said["problems"]))
    if form == "json":
        reply.document("ok", found, changes=[])
    reply.problems(found, args)
    files = draw.plural(said["files"], "file")
    quiet = bool(args and args.quiet)
    reply.summary(_SUMMARIES[verb].format(files=files), found, quiet=quiet)
    return True


def _problem(kept: dict[str, Any]) -> Diagnostic:
    """A diagnostic as the stamp keeps it, for whoever draws it.

    Nothing is done with it but reading its fields, so it is spared the class
    itself: importing `dataclasses` takes as long as Python takes to start.
    """
    problem: Diagnostic = SimpleNamespace(  # type: ignore[assignment]
        **{**kept, "span": SimpleNamespace(**kept["span"])}
    )
    return problem
