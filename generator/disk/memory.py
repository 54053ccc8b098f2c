"""Where the stamp is kept, and what the tool itself is made of."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.machinery import PathFinder
from pathlib import Path

import generator

_FOLDER = ".generator-stamp"
_LIBRARIES = ("black", "jinja2", "mistune", "yaml")


def remembered(root: Path) -> bytes:
    """The stamp of the last build, or nothing."""
    with suppress(OSError):
        return (root / _FOLDER / "stamp.json").read_bytes()
    return b""


def remember(root: Path, content: bytes) -> None:
    """Keep a stamp. The folder ignores itself, as those of pytest and mypy do.

    Where it cannot be kept, the next build renders.
    """
    folder = root / _FOLDER
    if remembered(root) == content:
        return
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n")
        fresh = folder / "stamp.new"
        fresh.write_bytes(content)
        fresh.replace(folder / "stamp.json")


def tool() -> str:
    """What decides outputs besides inputs: our own files, Python, and the libraries' versions.

    Files are told apart by size and time, as Python does for its bytecode.
    """
    package = Path(generator.__file__).parent
    return repr((sys.version, sorted(_files(package)), sorted(_versions())))


def _files(package: Path) -> Iterator[tuple[str, int, int]]:
    for folder, _, names in os.walk(package):
        for name in names:
            if not name.endswith(".pyc"):
                found = Path(folder, name).stat()
                yield f"{folder}/{name}", found.st_size, found.st_mtime_ns


def _versions() -> Iterator[str]:
    """The names of the installed distributions' folders, which end in their versions."""
    specs = (PathFinder.find_spec(library) for library in _LIBRARIES)
    homes = {Path(s.origin).parent.parent for s in specs if s and s.origin}
    prefixes = ("black-", "jinja2-", "mistune-", "pyyaml-", "markupsafe-")
    for home in homes:
        names = (entry.name.lower() for entry in os.scandir(home))
        yield from (n for n in names if n.startswith(prefixes) and n.endswith(".dist-info"))
