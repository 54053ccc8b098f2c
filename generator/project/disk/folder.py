"""A folder held open: what is done in it happens there, whatever its path has become since."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

# Windows opens no folders; there a path that no link is part of has to do.
_HELD = os.open in os.supports_dir_fd and os.mkdir in os.supports_dir_fd
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_NEW |= getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder and the descriptor that holds it; None where the system has none."""

    path: str
    handle: int | None

    def at(self, name: str) -> str:
        """What system calls are told of a name in it, together with the descriptor."""
        return name if self.handle is not None else os.path.join(self.path, name)  # noqa: PTH118


@contextmanager
def held(path: str | os.PathLike[str]) -> Iterator[Folder]:
    """Hold the folder that a path leads to now."""
    real = os.path.realpath(path)
    with _opened(real, real, None) as found:
        yield found


@contextmanager
def below(top: Folder, parts: Sequence[str], *, make: bool = False) -> Iterator[Folder]:
    """Hold a folder below another, and `make` what is missing; OSError where a part is a link."""
    if not parts:
        yield top
        return
    name, *rest = parts
    if make:
        with suppress(FileExistsError):
            os.mkdir(top.at(name), dir_fd=top.handle)
    path = os.path.join(top.path, name)  # noqa: PTH118
    with _opened(path, top.at(name), top.handle) as inner, below(inner, rest, make=make) as found:
        yield found


@contextmanager
def _opened(path: str, name: str, above: int | None) -> Iterator[Folder]:
    if not _HELD:
        if os.path.realpath(path) != path:
            raise NotADirectoryError(None, "a link is in the way", path)
        if not os.path.isdir(path):  # noqa: PTH112
            raise FileNotFoundError(None, "no such folder", path)
        yield Folder(path, None)
        return
    handle = os.open(name, _FOLDER, dir_fd=above)
    try:
        yield Folder(path, handle)
    finally:
        os.close(handle)


def mode(folder: Folder, name: str) -> int:
    """The mode of what has this name, a link's own; 0 where nothing has."""
    try:
        return os.stat(folder.at(name), dir_fd=folder.handle, follow_symlinks=False).st_mode
    except OSError:
        return 0


def create(folder: Folder, name: str, content: bytes, permissions: int | None = None) -> None:
    """A new file; OSError if anything has its name, a link to nowhere included."""
    handle = os.open(folder.at(name), _NEW, 0o666, dir_fd=folder.handle)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        if permissions is not None and hasattr(os, "fchmod"):
            os.fchmod(handle, stat.S_IMODE(permissions) & 0o777)


def unforeseen(stem: str) -> str:
    """A name that nobody has put anything under."""
    return f"{stem}-{os.urandom(8).hex()}"


def move(source: Folder, name: str, target: Folder, wanted: str) -> None:
    """A file from one folder to another, in the place of what is there; a link is not followed."""
    os.replace(
        source.at(name), target.at(wanted), src_dir_fd=source.handle, dst_dir_fd=target.handle
    )


def unlink(folder: Folder, name: str) -> None:
    """Remove a file, or a link and not what it leads to; nothing where there is none."""
    with suppress(FileNotFoundError):
        os.unlink(folder.at(name), dir_fd=folder.handle)


def rmdir(folder: Folder, name: str) -> None:
    """Remove a folder; OSError if anything is in it."""
    os.rmdir(folder.at(name), dir_fd=folder.handle)


def names(folder: Folder) -> list[str]:
    """What is in it."""
    return os.listdir(folder.path if folder.handle is None else folder.handle)  # noqa: PTH208


def clear(folder: Folder, name: str, *, files: bool) -> None:
    """Remove a folder and the empty ones in it, or with `files` all that is in it.

    A link is removed itself. OSError if something stays.
    """
    found = mode(folder, name)
    if found and not stat.S_ISDIR(found):
        unlink(folder, name)
    elif found:
        with below(folder, [name]) as inner:
            for one in names(inner):
                if files or stat.S_ISDIR(mode(inner, one)):
                    clear(inner, one, files=files)
        rmdir(folder, name)
