"""What the last build saw: whether anything has changed since, at the speed of hashing."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from generator.project import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Nothing heavier is imported here: a fresh `check` is this file, and none that reads or renders.
_STAMP = "stamp.json"
_LIBRARIES = ("black-", "jinja2-", "markupsafe-", "mistune-", "pyyaml-")
_INSTALLED = (".dist-info", ".egg-info")


def recall(project: Path, allowed: Sequence[str]) -> dict[str, Any] | None:
    """What the last build had to say, if no input and no output has changed since; else None.

    `allowed` are the folders that inputs may lie in beside the project's own.
    """
    try:
        home = _home(project)
        kept = places.read(home / _STAMP, None, follow=False) if home else None
        stamp = json.loads(kept or b"")
        said: dict[str, Any] = stamp["said"]
        return said if stamp["allowed"] == [*allowed] and _same(project, stamp) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _home(project: Path) -> Path | None:
    """The user's own folder for this project; None for a user without a cache."""
    cache, name = places.outside(project), digest(os.fsencode(os.path.realpath(project)))[:32]
    return cache / "projects" / name if cache else None


def _same(project: Path, stamp: Mapping[str, Any]) -> bool:
    """Whether tool, inputs, templates and outputs are all as they were."""
    templates = places.templates(project, stamp["folder"])
    return (
        stamp["tool"] == tool()
        and {path: seen(file) for path, file in templates.items()} == stamp["templates"]
        and all(seen(project / path) == was for path, was in stamp["inputs"].items())
        and _as_left(project, stamp["listing"], stamp["manifest"])
    )


def seen(path: str | Path) -> str:
    """What tells an input: where it really lies, and its digest; "" where there is none.

    One that is there and cannot be read is like nothing that a build has read.
    """
    if not os.path.lexists(path):
        return ""
    content = places.read(path)
    return "?" if content is None else mark(content.removeprefix(b"\xef\xbb\xbf"), path)


def mark(content: bytes, path: str | Path) -> str:
    """What `seen` says of a file with this content, less its byte order mark."""
    return f"{digest(content)} {os.path.realpath(path)}"


def digest(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _as_left(project: Path, where: str, mark: str) -> bool:
    """Whether the manifest is the one we wrote, every file is as it says, and none is a link."""
    output, real = (project / where).parent, Path(os.path.realpath(project), where).parent
    listing = places.read(project / where, None, follow=False) or b""
    files = [line.split("  ", 1) for line in listing.decode().splitlines()]
    folders = (output / folder for folder in _folders(p for _, p in files))
    return (
        digest(listing) == mark
        and os.path.realpath(output) == os.fspath(real)
        and not any(path.name.startswith(places.STAGING) for path in output.iterdir())
        and not any(folder.is_symlink() for folder in folders)
        and all(_is(f"{output}/{path}", was) for was, path in files)
    )


def _is(path: str, was: str) -> bool:
    content = places.read(path, None, follow=False)
    return content is not None and digest(content) == was


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder above these paths, relative as they are."""
    found = {path.rpartition("/")[0] for path in paths}
    for folder in tuple(found):
        while folder := folder.rpartition("/")[0]:
            found.add(folder)
    return found - {""}


def keep(project: Path, stamp: Mapping[str, Any]) -> None:
    """Keep a stamp. Where it cannot be kept, the next build renders."""
    home = _home(project)
    if home:
        places.keep(home / _STAMP, json.dumps(stamp, sort_keys=True).encode())


def tool() -> str:
    """What decides outputs besides inputs: our own files, Python, and the libraries' versions.

    Our files are told apart by size and time, as Python does for its bytecode.
    """
    package = str(Path(__file__).absolute().parents[1])
    seen = (sys.version, sorted(_files(package)), sorted(set(_versions())))
    return digest(repr(seen).encode("utf-8", "backslashreplace"))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
            elif entry.name != "__pycache__":
                yield from _files(entry.path)


def _versions() -> Iterator[str]:
    """The names of the installed distributions' folders, which end in their versions."""
    for folder in sys.path:
        with suppress(OSError):
            names = map(str.lower, os.listdir(folder or "."))  # noqa: PTH208
            yield from (n for n in names if n.startswith(_LIBRARIES) and n.endswith(_INSTALLED))
