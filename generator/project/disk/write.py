"""Files written: a plan's, staged first and the manifest last, and a file that people write."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Problems, Span
from generator.plan import Change, Plan
from generator.project import places
from generator.project.disk import bounds, folder
from generator.project.disk.bounds import Bounds
from generator.project.disk.folder import Folder
from generator.project.places import STAGING
from generator.project.watch import Watch, unwatched

_MARK = "\ufeff".encode()


def plan(root: Path, made: Plan, watch: Watch = unwatched) -> Problems:
    """Carry out what a plan says; a problem if the system does not let us.

    Every file is written before the first is moved into the tree, so that a
    full disk leaves the tree as it was: beside the manifest, for that is where
    most outputs go. What a killed build left there is cleared. The folders are
    held while that is done: one that is swapped for a link meanwhile leads
    nothing astray.
    """
    parts = made.listing.split("/")[:-1]
    try:
        with folder.held(root) as top:
            try:
                with folder.below(top, parts, make=bool(made.changes)) as home:
                    _apply(top, home, made, watch)
            except OSError as problem:
                _prune(top, [parts])
                if made.changes or not isinstance(problem, FileNotFoundError):
                    raise
            _prune(top, [c.path.split("/")[:-1] for c in made.changes if c.new is None])
    except OSError as problem:
        where = "/".join(parts) or made.listing
        return (rules.output_failed(Span(where), _said(root, problem)),)
    return ()


def _apply(top: Folder, home: Folder, plan: Plan, watch: Watch) -> None:
    _tidy(home)
    if not plan.changes:
        return
    staging = folder.unforeseen(STAGING)
    try:
        with folder.below(home, [staging], make=True) as stage:
            _write(top, stage, plan, watch)
        folder.rmdir(home, staging)
    except OSError:
        with suppress(OSError):
            _tidy(home)
        raise


def _tidy(base: Folder) -> None:
    """Remove what a build has staged and not moved."""
    for name in folder.names(base):
        if name.startswith(STAGING):
            folder.clear(base, name, files=True)


def _write(base: Folder, stage: Folder, plan: Plan, watch: Watch) -> None:
    writes = [change for change in plan.changes if change.new is not None]
    for number, change in enumerate(watch("writing files", writes)):
        _stage(base, stage, str(number), change)
    if len(plan.changes) > 1 and plan.changes[-1].path == plan.listing:
        journal = Change(plan.listing, "stale", None, plan.journal, plan.changes[-1].obstacle)
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
            mode = folder.mode(inner, old) or None
    folder.create(stage, name, change.new or b"", mode)


def _move(base: Folder, stage: Folder, name: str, change: Change) -> None:
    try:
        _make_way(base, change)
        *above, wanted = change.path.split("/")
        with folder.below(base, above, make=True) as inner:
            if stat.S_ISDIR(folder.mode(inner, wanted)):
                folder.clear(inner, wanted, files=False)  # an empty folder is nobody's work
            folder.move(stage, name, inner, wanted)
    except OSError as problem:
        place = f"{base.path}/{change.path}"
        raise OSError(problem.errno, places.reason(problem), place) from problem


def _make_way(base: Folder, change: Change) -> None:
    """Remove a link that stands in the way; what it leads to is not touched."""
    if change.obstacle:
        *above, name = change.obstacle.path.split("/")
        with folder.below(base, above) as inner:
            if stat.S_ISLNK(folder.mode(inner, name)):
                folder.unlink(inner, name)


def _prune(base: Folder, folders: Iterable[list[str]]) -> None:
    """Remove folders that we left empty, upwards as far as `base`."""
    for parts in folders:
        with suppress(OSError):
            for size in range(len(parts), 0, -1):
                with folder.below(base, parts[: size - 1]) as inner:
                    folder.rmdir(inner, parts[size - 1])


def _said(root: Path, problem: OSError) -> str:
    """What the system says, and of which file, as it is called in the project."""
    top, named = os.path.realpath(root), os.fsdecode(problem.filename or "")
    inside = named.startswith(f"{top}/") and STAGING not in named
    where = f"{named[len(top) + 1 :]}: " if inside else ""
    return where + places.reason(problem)


def text(root: Path, path: str, content: str, limits: Bounds) -> Problems:
    """Write a text at `path` below `root`; its mode and its byte order mark stay.

    A link is followed: the file at its end is the one that people write, if
    it is within the bounds.
    """
    if astray := bounds.trespass(limits, root / path):
        return (file_rules.file_outside(Span(path), path, astray),)
    target = Path(os.path.realpath(root / path))
    try:
        old = target.read_bytes() if target.exists() else b""
        new = (_MARK if old.startswith(_MARK) else b"") + content.encode("utf-8")
        target.parent.mkdir(parents=True, exist_ok=True)
        with folder.held(target.parent) as inner:
            _replace(inner, target.name, new)
    except OSError as problem:
        return (file_rules.file_unwritable(Span(path), places.reason(problem)),)
    return ()


def _replace(inner: Folder, name: str, content: bytes) -> None:
    fresh = folder.unforeseen(f".{name[:100]}")
    try:
        folder.create(inner, fresh, content, folder.mode(inner, name) or None)
        folder.move(inner, fresh, inner, name)
    except OSError:
        with suppress(OSError):
            folder.unlink(inner, fresh)
        raise
