"""Where a project, the templates and the user's cache lie, and how a file of them is read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

CONFIG = "pyproject.toml"
# What a build writes before it moves it into the output folder: this and a random end.
STAGING = ".generator-staging"

# No page, overlay or template of a person is larger; and no more is ever read of one.
MOST = 16 << 20

# What editors and Python leave beside a template.
_CLUTTER = ("~", ".swp", ".pyc", ".DS_Store")
_FOLDERS = frozenset({"__pycache__", ".git"})
# Nothing waits for a pipe's other end, and no terminal takes us over. Windows knows neither.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_FLAGS |= getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, whose pyproject.toml is for us.

    That is one with `[tool.generator]`; without one, the nearest that has a
    pyproject.toml at all, so that the complaint names a file.
    """
    found = [f for f in (start, *start.parents) if os.path.lexists(f / CONFIG)]
    ours = (folder for folder in found if b"[tool.generator" in (read(folder / CONFIG) or b""))
    return next(ours, found[0] if found else None)


def read(path: str | Path, most: int | None = MOST, *, follow: bool = True) -> bytes | None:
    """What `ordinary` gives, or None where that is nothing."""
    try:
        return ordinary(path, most, follow=follow)
    except (OSError, ValueError):
        return None


def ordinary(path: str | Path, most: int | None = MOST, *, follow: bool = True) -> bytes:
    """The bytes of an ordinary file; OSError for anything else, or more than `most` bytes.

    A pipe that nobody writes to, a device that never ends: neither is waited for.
    Not to `follow` is to take no link, where the system can tell.
    """
    handle = os.open(path, _FLAGS if follow else _FLAGS | _NO_LINK)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(None, "it is no ordinary file", str(path))
        if most is not None and found.st_size > most:
            raise OSError(None, f"it has more than {most >> 20} MB", str(path))
        return file.read(found.st_size + 1)


def reason(problem: Exception) -> str:
    """What the system says, without our traceback and its numbers."""
    return getattr(problem, "strerror", None) or str(problem)


def cache() -> Path | None:
    """The user's own folder for what may be lost: nothing that comes with a project lies there.

    None for a user who has no home.
    """
    import platformdirs

    try:
        found = Path(platformdirs.user_cache_dir("error-table-generator", appauthor=False))
    except RuntimeError:
        return None
    return found if found.is_absolute() else None


def outside(project: Path) -> Path | None:
    """The user's cache; None if that would be in the project's repository.

    What comes with a repository is not believed: whoever sent it would say that all is well.
    """
    real, found = os.path.realpath(project), cache()
    folder = Path(os.path.realpath(found)) if found else None
    if folder is None or folder.is_relative_to(repository(real) or real):
        return None
    return folder


def keep(file: Path, content: bytes) -> None:
    """Write a file of the cache, for nobody but the user; nothing where that cannot be.

    In one move, so that nobody ever reads half of it.
    """
    fresh = file.with_name(f"{file.name}-{os.urandom(8).hex()}")
    with suppress(OSError):
        for folder in (file.parent.parent, file.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with fresh.open("xb") as handle:
                handle.write(content)
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)


def repository(folder: str) -> str:
    """The top of the git repository that a folder is in, or ""."""
    found = (f for f in (Path(folder), *Path(folder).parents) if (f / ".git").exists())
    return os.fspath(next(found, ""))


def prefix(folder: Path) -> str:
    """The path from the top of the git repository to `folder`, ending in `/`; "" at the top."""
    top = repository(os.fspath(folder)) or folder
    inside = folder.relative_to(top).as_posix()
    return "" if inside == "." else f"{inside}/"


def built_in() -> Path:
    """The wheel carries the templates inside the package; a checkout has them beside it."""
    package = Path(__file__).absolute().parents[1]
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


def templates(project: Path, folder: str) -> dict[str, str]:
    """Each template by its path below its folder: the built-in, and a project's laid over them.

    OSError for a folder that is there and cannot be walked through.
    """
    own = project / folder
    return _below(built_in()) | (_below(own) if os.path.lexists(own) else {})


def _below(base: Path) -> dict[str, str]:
    """The files below a folder by their paths relative to it, sorted; clutter left out."""
    return dict(sorted(_walked(os.fspath(base), "")))


def _walked(folder: str, inside: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _FOLDERS:
                    yield from _walked(entry.path, f"{inside}{entry.name}/")
            elif entry.is_dir():
                # Followed, a handful of them would be a tree without end.
                raise OSError(None, "a link to a folder, which is not followed", entry.path)
            elif not entry.name.endswith(_CLUTTER) and entry.name not in _FOLDERS:
                yield f"{inside}{entry.name}", entry.path
