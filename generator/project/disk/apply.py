"""A plan carried out: staged first, then moved into place file by file, the manifest last."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Problems, Span
from generator.plan import Change, Plan, manifest
from generator.project.disk import folder
from generator.project.disk.files import reason
from generator.project.disk.folder import Folder
from generator.project.places import STAGING
from generator.project.watch import Watch, unwatched


def carry(root: Path, output: str, plan: Plan, watch: Watch = unwatched) -> Problems:
    """Carry the plan out; a problem if the system does not let us.

    Every file is written before the first is moved into the tree, so that a
    full disk leaves the tree as it was. What a killed build left is cleared.
    The folders are held while that is done: one that is swapped for a link
    meanwhile leads nothing astray.
    """
    parts = output.split("/")
    try:
        with folder.held(root) as top:
            try:
                with folder.below(top, parts, make=bool(plan.changes)) as base:
                    _carry(base, plan, watch)
            except OSError as problem:
                _prune(top, [parts])
                if plan.changes or not isinstance(problem, FileNotFoundError):
                    raise
    except OSError as problem:
        return (rules.output_failed(Span(output), _said(root, problem)),)
    return ()


def _carry(base: Folder, plan: Plan, watch: Watch) -> None:
    _tidy(base)
    if not plan.changes:
        return
    staging = folder.unforeseen(STAGING)
    try:
        with folder.below(base, [staging], make=True) as stage:
            _moved(base, stage, plan, watch)
        folder.rmdir(base, staging)
    except OSError:
        with suppress(OSError):
            _tidy(base)
        raise
    _prune(base, [c.path.split("/")[:-1] for c in plan.changes if c.new is None])


def _tidy(base: Folder) -> None:
    """Remove what a build has staged and not moved."""
    for name in folder.names(base):
        if name.startswith(STAGING):
            folder.clear(base, name, files=True)


def _moved(base: Folder, stage: Folder, plan: Plan, watch: Watch) -> None:
    writes = [change for change in plan.changes if change.new is not None]
    for number, change in enumerate(watch("writing files", writes)):
        _stage(base, stage, str(number), change)
    if len(plan.changes) > 1 and plan.changes[-1].path == manifest.PATH:
        journal = Change(manifest.PATH, "stale", None, plan.journal, plan.changes[-1].obstacle)
        _stage(base, stage, "journal", journal)
        _move(base, stage, "journal", journal)
    for change in plan.changes:
        *above, name = change.path.split("/")
        if change.new is None:
            with suppress(FileNotFoundError), folder.below(base, above) as inner:
                folder.unlink(inner, name)
    moves = tuple(enumerate(writes))
    for number, change in watch("moving files into place", moves):
        _move(base, stage, str(number), change)


def _stage(base: Folder, stage: Folder, name: str, change: Change) -> None:
    """The new content in a file of its own, with the mode of the file it will replace.

    It is not synced: what a power cut empties, the next build sees and mends.
    """
    mode = None
    if change.old is not None:
        *above, old = change.path.split("/")
        with folder.below(base, above) as inner:
            mode = folder.kind(inner, old) or None
    folder.create(stage, name, change.new or b"", mode)


def _move(base: Folder, stage: Folder, name: str, change: Change) -> None:
    try:
        _make_way(base, change)
        *above, wanted = change.path.split("/")
        with folder.below(base, above, make=True) as inner:
            if stat.S_ISDIR(folder.kind(inner, wanted)):
                folder.clear(inner, wanted, files=False)  # an empty folder is nobody's work
            folder.move(stage, name, inner, wanted)
    except OSError as problem:
        place = f"{base.path}/{change.path}"
        raise OSError(problem.errno, reason(problem), place) from problem


def _make_way(base: Folder, change: Change) -> None:
    """Remove a link that stands in the way; what it leads to is not touched."""
    if change.obstacle:
        *above, name = change.obstacle.path.split("/")
        with folder.below(base, above) as inner:
            if stat.S_ISLNK(folder.kind(inner, name)):
                folder.unlink(inner, name)


def _prune(base: Folder, places: Iterable[list[str]]) -> None:
    """Remove folders that we left empty, upwards as far as `base`."""
    for parts in places:
        with suppress(OSError):
            for size in range(len(parts), 0, -1):
                with folder.below(base, parts[: size - 1]) as inner:
                    folder.rmdir(inner, parts[size - 1])


def _said(root: Path, problem: OSError) -> str:
    """What the system says, and of which file, as it is called in the project."""
    top, named = os.path.realpath(root), os.fsdecode(problem.filename or "")
    inside = named.startswith(f"{top}/") and STAGING not in named
    return f"{named[len(top) + 1 :]}: {reason(problem)}" if inside else reason(problem)
