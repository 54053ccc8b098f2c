"""Where the files that a configuration names may lie, whatever links lead to them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.project.places import CONFIGS, repository


@dataclass(frozen=True, slots=True)
class Bounds:
    """Folders, by their real paths; a file is inside if its own real path is below one of them."""

    folders: tuple[str, ...] = ()


def limits(root: Path, more: Iterable[str] = ()) -> Bounds:
    """The bounds of the project in `root`, and the folders that the user allows beside it.

    They are the folder of the configuration and the repository that it is in.
    A build engine makes a farm of links outside any repository; there they are
    those of the file that its configuration is a link to. In a repository a link
    widens nothing: it came with the repository.
    """
    here = os.path.realpath(root)
    found = [here, repository(here)]
    for name in CONFIGS if not found[1] else ():
        real, file = os.path.split(os.path.realpath(root / name))
        found += [real, repository(real)] if file == name else []
    return Bounds(tuple(dict.fromkeys((*filter(None, found), *map(os.path.realpath, more)))))


def trespass(within: Bounds, path: Path) -> str:
    """Why what is at a path must not be read or written, or "".

    Hidden files and folders hold settings and secrets (`.git`, `.env`), and no
    documentation.
    """
    real = os.path.realpath(path)
    inside = tuple(_inside(within, real))
    if not inside:
        return "it lies outside the project and its repository"
    hidden = all(any(part.startswith(".") for part in parts) for parts in inside)
    return "it is hidden, or in a hidden folder" if hidden else ""


def detour(root: Path) -> bool:
    """Whether a link that lies in a repository is on the way to a folder.

    Where it leads may have changed since a revision was made: what git has at
    the real path then is not what was there.
    """
    path = Path(os.path.abspath(root))  # noqa: PTH100  (no link is followed)
    links = (place for place in (path, *path.parents) if place.is_symlink())
    return any(repository(os.path.realpath(link.parent)) for link in links)


def _inside(within: Bounds, real: str) -> Iterator[tuple[str, ...]]:
    """The parts of a real path below each folder that it is in."""
    for folder in within.folders:
        if Path(real).is_relative_to(folder):
            yield Path(real).relative_to(folder).parts
