"""Where a project, the templates and the user's cache lie, and how a file of them is read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

OWN, PYPROJECT = "error-table.toml", "pyproject.toml"
# The files that may hold a configuration, of which one does.
CONFIGS = (OWN, PYPROJECT)
_HEADERS = (b"[tool.error-table", b"[tool.generator")
# In so many folders is a configuration looked for that is not where it was asked for.
_NEAR = 100
# What a build writes before it moves it into the output folder: this and a random end.
STAGING = ".generator-staging"

# No page, overlay or template of a person is larger; and no more is ever read of one.
MOST = 16 << 20

_TEMPLATE = ".jinja"
# What editors and Python leave beside a template.
_CLUTTER = ("~", ".pyc")
_BYTECODE = "__pycache__"
# Nothing waits for a pipe's other end, and no terminal takes us over. Windows knows neither.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_FLAGS |= getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, with a configuration for us.

    Without one, the nearest that has a file for it at all, so that the
    complaint names one.
    """
    found = [f for f in (start, *start.parents) if any(map(os.path.lexists, _configs(f)))]
    return next(filter(_is_configured, found), found[0] if found else None)


def below(start: Path) -> str:
    """The first folder, one or two below, that has a configuration for us; "" if none is near."""
    near = _folders(start)
    every = (*near, *(inner for folder in near for inner in _folders(folder)))
    found = next(filter(_is_configured, every[:_NEAR]), None)
    return found.relative_to(start).as_posix() if found else ""


def _folders(folder: Path) -> list[Path]:
    """The first folders in a folder: none that is hidden, or a link."""
    with suppress(OSError), os.scandir(folder) as entries:
        inside = (e for e in entries if e.is_dir(follow_symlinks=False) and e.name[0] != ".")
        return sorted(Path(entry.path) for entry in islice(inside, _NEAR))
    return []


def is_config(path: str) -> bool:
    """Whether a path, with `/`, is that of a configuration: nothing else can be kept there.

    A folder below may have a file that is called like ours.
    """
    parts = [part for part in path.split("/") if part not in ("", ".")]
    return parts == [OWN] or parts[-1:] == [PYPROJECT]


def _configs(folder: Path) -> Iterator[Path]:
    return (folder / name for name in CONFIGS)


def _is_configured(folder: Path) -> bool:
    """Whether a file looks as if it held our configuration.

    A page error-table.md may have an overlay error-table.toml, which does not.
    """
    own, pyproject = (read(path) or b"" for path in _configs(folder))
    return b"catalogue" in own or any(header in pyproject for header in _HEADERS)


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

    `folder` is "" where a project has none. OSError for one that cannot be walked through.
    """
    own = project / folder
    return _below(built_in()) | (_below(own) if folder and os.path.lexists(own) else {})


def overlooked(project: Path) -> str:
    """What looks like a template of ours in `templates/`, where none of it is one; else ""."""
    ours, own = built_in(), project / "templates"
    if not own.is_dir() or own.resolve() == ours.resolve():
        return ""
    kinds = tuple(f"{folder.name}/" for folder in ours.iterdir() if folder.is_dir())
    with suppress(OSError):
        for path in _below(own):
            kind = path.endswith(_TEMPLATE) and path.startswith(kinds)
            if kind or "{name}" in path or "{package}" in path:
                return f"{own.name}/{path}"
    return ""


def _below(base: Path) -> dict[str, str]:
    """The files below a folder by their paths relative to it, sorted; clutter left out.

    So is what is hidden, which is settings and secrets; but a template is meant to be one.
    """
    return dict(sorted(_walked(os.fspath(base), "")))


def _walked(folder: str, inside: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            hidden = entry.name.startswith(".")
            if entry.is_dir(follow_symlinks=False):
                if not hidden and entry.name != _BYTECODE:
                    yield from _walked(entry.path, f"{inside}{entry.name}/")
            elif hidden and not entry.name.endswith(_TEMPLATE):
                continue
            elif entry.is_dir():
                # Followed, a handful of them would be a tree without end.
                raise OSError(None, "a link to a folder, which is not followed", entry.path)
            elif not entry.name.endswith(_CLUTTER):
                yield f"{inside}{entry.name}", entry.path
