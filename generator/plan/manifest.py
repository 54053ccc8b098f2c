"""Our mark: which files are ours, and how we left them, as `sha256sum -c` reads it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TypeAlias

# For each path the digests that mark it as ours.
Marks: TypeAlias = dict[str, frozenset[str]]

# In the output folder, where that has everything; in the project's where there are targets.
PATH = ".manifest"
ROOT = ".error-table.manifest"
# What the tool puts into the output folder for a while has a name that begins so.
_OWN = ".generator-"

_ENDS = re.compile(rb"\r+\n")
# A part that is empty or leads upwards, and what is no character of a portable path.
_ASTRAY = re.compile(r"(?:^|/)\.{0,2}(?:/|\Z)|[\\:\0]")
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def digest(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def plain(content: bytes) -> bytes:
    """The content as we write it: git may have checked it out with CRLF."""
    return _ENDS.sub(b"\n", content) if b"\r" in content else content


def folder(path: str) -> str:
    """The beginning of the paths that the manifest at `path` names: its folder, with a slash."""
    return path[: path.rfind("/") + 1]


def write(digests: Mapping[str, str], above: str = "") -> bytes:
    """The manifest of these files (path → digest), sorted by path, each without `above`."""
    found = ((path.removeprefix(above), digests[path]) for path in sorted(digests))
    return "".join(f"{mark}  {path}\n" for path, mark in found).encode()


def read(content: bytes, above: str = "") -> Marks:
    """Path → the digests that mark it as ours; `above` begins every path.

    There can be several: after a build was killed, or in an unresolved merge.
    Lines of another form are not ours, and neither is a path that leads out
    of the output folder.
    """
    found: Marks = {}
    for line in plain(content).decode("utf-8", "replace").split("\n"):
        if match := _LINE.fullmatch(line):
            mark, path = match.groups()
            if not _ASTRAY.search(path) and not is_reserved(path.split("/", 1)[0]):
                found[above + path] = found.get(above + path, frozenset()) | {mark}
    return found


def is_reserved(name: str) -> bool:
    """Whether a name in the output folder is the manifest's, or what a build stages under."""
    return name.casefold() in (PATH, ROOT) or name.casefold().startswith(_OWN)


def join(ours: Marks, final: bytes, above: str = "") -> bytes:
    """A manifest that names what was ours beside what `final` will make ours."""
    before = {(path, mark) for path, marks in ours.items() for mark in marks}
    after = {(path, mark) for path, marks in read(final, above).items() for mark in marks}
    pairs = sorted(before | after)
    return "".join(f"{mark}  {path.removeprefix(above)}\n" for path, mark in pairs).encode()
