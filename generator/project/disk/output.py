"""What stands where outputs go; a link is seen, and never followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Problems, Span
from generator.plan import Found, Kind, Obstacle, manifest
from generator.project import places
from generator.project.settings import Settings

_KINDS: dict[int, Kind] = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}


def problems(root: Path, output: str) -> Problems:
    """Why the output folder is not, and cannot become, a folder of the project and no link."""
    real = os.path.realpath(root / output)
    place = os.path.join(os.path.realpath(root), *output.split("/"))  # noqa: PTH118
    if real != place:
        return (rules.output_outside(Span(output)),)
    parts = output.split("/")
    for path in ("/".join(parts[:size]) for size in range(1, len(parts) + 1)):
        if os.path.lexists(root / path) and not (root / path).is_dir():
            return (rules.output_blocked(Span(output), "file", path),)
        if (root / path / "pyvenv.cfg").exists():
            return (rules.output_environment(Span(output), path),)
    return ()


def listings(root: Path, settings: Settings) -> tuple[str, str]:
    """Where the manifest of a project is, and where one was before it had targets, or "".

    It is in the project's folder from the first target on: what a target left
    behind is not forgotten when there are none any more.
    """
    inside = f"{settings.output}/{manifest.PATH}"
    if settings.targets or os.path.lexists(root / manifest.ROOT):
        return manifest.ROOT, inside
    return inside, ""


def ignores_case(listing: Path) -> bool:
    """Whether names that differ in case alone are one file, as the manifest's name tells."""
    try:
        ours, other = (listing.with_name(n).lstat() for n in (listing.name, listing.name.upper()))
    except OSError:
        return False
    return os.path.samestat(ours, other)


def look(base: Path, path: str) -> Found:
    """What is at `path` below `base`: a file's bytes, an obstacle, or None.

    A folder without any file in it is nothing: git does not know it either.
    """
    # Of many thousand files each is looked at: strings are much quicker than paths.
    place = os.fspath(base)
    *folders, last = parts = path.split("/")
    for depth, name in enumerate(folders, 1):
        place = f"{place}{os.sep}{name}"
        kind = _kind(place)
        if kind != "folder":
            return Obstacle("/".join(parts[:depth]), kind) if kind else None
    place = f"{place}{os.sep}{last}"
    kind = _kind(place)
    if kind == "file":
        try:
            return places.ordinary(place, None, follow=False)
        except OSError:
            return Obstacle(path, "device")
    if kind == "folder":
        inside = tuple(_below(base, path))
        return Obstacle(path, kind, inside) if inside else None
    return Obstacle(path, kind) if kind else None


def _kind(place: str) -> Kind | None:
    """What stands at a path; None where there is nothing."""
    try:
        mode = os.lstat(place).st_mode
    except (OSError, ValueError):
        return None
    return _KINDS.get(stat.S_IFMT(mode), "device")


def _below(base: Path, path: str) -> list[str]:
    """Every file and link below a folder, relative to `base`, sorted."""
    found: list[str] = []
    for folder, folders, names in os.walk(base / path):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        found += (Path(folder, n).relative_to(base).as_posix() for n in (*names, *links))
    return sorted(found)
