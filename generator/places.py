"""Where a project and the templates lie."""

from __future__ import annotations

import os
from pathlib import Path

CONFIG = "pyproject.toml"
STAMP = ".generator-stamp"
# What a build writes before it moves it into the output folder.
STAGING = ".generator-staging"

# What editors and Python leave beside a template.
_CLUTTER = ("~", ".swp", ".pyc", ".DS_Store")


def root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, whose pyproject.toml is for us.

    That is one with `[tool.generator]`; without one, the nearest that has a
    pyproject.toml at all, so that the complaint names a file.
    """
    found = [folder for folder in (start, *start.parents) if (folder / CONFIG).is_file()]
    ours = (folder for folder in found if b"[tool.generator" in (read(folder / CONFIG) or b""))
    return next(ours, found[0] if found else None)


def read(path: Path) -> bytes | None:
    """A file's bytes, or None where none can be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def built_in() -> Path:
    """The wheel carries the templates inside the package; a checkout has them beside it."""
    package = Path(__file__).absolute().parent
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


def templates(project: Path, folder: str) -> dict[str, Path]:
    """Each template by its path below its folder: the built-in, and a project's laid over them."""
    return _below(built_in()) | _below(project / folder)


def _below(base: Path) -> dict[str, Path]:
    """The files below a folder by their paths relative to it, sorted; clutter left out."""
    found: dict[str, Path] = {}
    for folder, folders, names in os.walk(base):
        folders[:] = [name for name in folders if name != "__pycache__"]
        inside = Path(folder).relative_to(base).as_posix().removeprefix(".")
        for name in names:
            if not name.endswith(_CLUTTER):
                found[f"{inside}/{name}".removeprefix("/")] = Path(folder, name)
    return dict(sorted(found.items()))
