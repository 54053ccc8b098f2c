"""A plan carried out: staged first, then moved into place file by file, the manifest last."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.disk.files import reason
from generator.places import STAGING
from generator.plan import Change, Plan, manifest
from generator.rules import output as rules
from generator.source import Problems, Span
from generator.watch import Watch, unwatched


def carry(root: Path, output: str, plan: Plan, watch: Watch = unwatched) -> Problems:
    """Carry the plan out; a problem if the system does not let us.

    Every file is written before the first is moved into the tree, so that a
    full disk leaves the tree as it was. What a killed build left is cleared.
    """
    base = root / output
    staging = base / STAGING
    try:
        _remove(staging)
        if plan.changes:
            _carry(base, staging, plan, watch)
    except OSError as problem:
        with suppress(OSError):
            _remove(staging)
        _prune(base, [base])
        return (rules.failed(Span(output), _said(root, problem)),)
    return ()


def _carry(base: Path, staging: Path, plan: Plan, watch: Watch) -> None:
    staging.mkdir(parents=True)
    writes = [change for change in plan.changes if change.new is not None]
    texts = watch("writing files", writes)
    sources = [_stage(base, staging / str(n), change) for n, change in enumerate(texts)]
    if len(plan.changes) > 1 and plan.changes[-1].path == manifest.PATH:
        journal = Change(manifest.PATH, "stale", None, plan.journal, plan.changes[-1].obstacle)
        _move(base, _stage(base, staging / "journal", journal), journal)
    deletes = [base / change.path for change in plan.changes if change.new is None]
    for path in deletes:
        path.unlink(missing_ok=True)
    moves = tuple(zip(sources, writes, strict=True))
    for source, change in watch("moving files into place", moves):
        _move(base, source, change)
    staging.rmdir()
    _prune(base, [path.parent for path in deletes])


def _stage(base: Path, source: Path, change: Change) -> Path:
    """The new content in a file of its own, with the mode of the file it will replace.

    It is not synced: what a power cut empties, the next build sees and mends.
    """
    source.write_bytes(change.new or b"")
    if change.old is not None:
        source.chmod(stat.S_IMODE((base / change.path).stat().st_mode))
    return source


def _move(base: Path, source: Path, change: Change) -> None:
    target = base / change.path
    if change.obstacle and (base / change.obstacle.path).is_symlink():
        (base / change.obstacle.path).unlink()
    try:
        source.replace(target)
    except OSError:
        _clear(target)
        source.replace(target)


def _clear(target: Path) -> None:
    """Make room for a file: its folder, and no empty one in its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        for folder, _, _ in os.walk(target, topdown=False):
            Path(folder).rmdir()


def _remove(staging: Path) -> None:
    """Remove a folder of staged files; it may not be there, or be no folder."""
    if staging.is_symlink() or staging.is_file():
        staging.unlink()
    for folder, _, names in os.walk(staging, topdown=False):
        for name in names:
            Path(folder, name).unlink()
        Path(folder).rmdir()


def _prune(base: Path, folders: Iterable[Path]) -> None:
    """Remove folders that we left empty, upwards as far as the output folder itself."""
    for start in folders:
        for folder in (start, *start.parents):
            if not folder.is_relative_to(base) or folder.is_symlink():
                break
            with suppress(OSError):
                folder.rmdir()


def _said(root: Path, problem: OSError) -> str:
    """What the system says, and of which file, as it is called in the project."""
    named = Path(os.fsdecode(problem.filename)) if problem.filename else root
    inside = named.is_relative_to(root) and STAGING not in named.parts
    where = f"{named.relative_to(root).as_posix()}: " if inside and named != root else ""
    return f"{where}{reason(problem)}"
