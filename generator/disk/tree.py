"""What stands in the output folder; a link is seen, and never followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.plan import Found, Kind, Obstacle
from generator.rules import output as rules
from generator.source import Problems, Span

_KINDS: dict[int, Kind] = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}


def home(root: Path, output: str) -> Problems:
    """Whether the output folder is a place inside the project, or can become one."""
    inside = (root / output).resolve().is_relative_to(root.resolve())
    return () if inside else (rules.outside(Span(output)),)


def look(base: Path, path: str) -> Found:
    """What is at `path` below `base`: a file's bytes, an obstacle, or None.

    A folder without any file in it is nothing: git does not know it either.
    """
    # Of many thousand files each is looked at: strings are much quicker than paths.
    place = os.fspath(base)
    *folders, _ = parts = path.split("/")
    for depth, name in enumerate(folders, 1):
        place = f"{place}{os.sep}{name}"
        kind = _kind(place)
        if kind != "folder":
            return Obstacle("/".join(parts[:depth]), kind) if kind else None
    return _content(base, path)


def _content(base: Path, path: str) -> Found:
    place = f"{base}{os.sep}{path}"
    kind = _kind(place)
    if kind == "file":
        try:
            return Path(place).read_bytes()
        except OSError:
            return Obstacle(path, "device")
    if kind == "folder":
        inside = tuple(below(base, path))
        return Obstacle(path, kind, inside) if inside else None
    return Obstacle(path, kind) if kind else None


def _kind(place: str) -> Kind | None:
    """What stands at a path; None where there is nothing."""
    try:
        mode = os.lstat(place).st_mode
    except (OSError, ValueError):
        return None
    return _KINDS.get(stat.S_IFMT(mode), "device")


def below(base: Path, path: str) -> list[str]:
    """Every file and link below a folder, relative to `base`, sorted."""
    found: list[str] = []
    for folder, folders, names in os.walk(base / path):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        found += (Path(folder, n).relative_to(base).as_posix() for n in (*names, *links))
    return sorted(found)
