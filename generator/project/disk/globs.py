"""The files that a pattern with wildcards means: what is hidden, or no source, is none of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from generator.diagnostics.rules import audit as audit_rules
from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.source import Problems, Span
from generator.project import folders, places
from generator.project.disk import bounds
from generator.project.disk.bounds import Bounds

# So many files and folders are looked at for one pattern, and so many files may be meant.
_LOOKED_AT, _MEANT = 200_000, 10_000
_WILD = frozenset("*?[")
_ANY_FOLDERS = "**"


def start(pattern: str) -> str:
    """The folder that everything is in which a pattern means, as the pattern has it."""
    parts = pattern.split("/")
    wild = (n for n, part in enumerate(parts) if _WILD & {*part})
    return "/".join(parts[: next(wild, len(parts) - 1)])


def find(root: Path, pattern: str, limits: Bounds, span: Span) -> tuple[tuple[str, ...], Problems]:
    """The paths below `root` that a pattern means, sorted; itself, if it has no wildcard.

    `*` and `?` are of one name, `**` is any folders, none included. `span` is
    where the pattern stands. No link to a folder is followed.
    """
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    wild = next((n for n, part in enumerate(parts) if _WILD & {*part}), None)
    if wild is None:
        return ("/".join(parts),), ()
    above = "/".join(parts[:wild])
    if reason := bounds.trespass(limits, root / above):
        return (), (file_rules.file_outside(span, above or ".", reason),)
    parts = [*parts[wild:], *(["*"] if parts[-1] == _ANY_FOLDERS else [])]
    found: list[str] = []
    try:
        for number, path in enumerate(_walked(os.fspath(root / above), parts, {0})):
            found += [path] if path else []
            if number >= _LOOKED_AT or len(found) > _MEANT:
                return (), (audit_rules.source_large(span, pattern, f"{_MEANT:,} files"),)
    except FileNotFoundError:
        pass
    except OSError as problem:
        return (), (file_rules.file_unreadable(span, pattern, places.reason(problem)),)
    if not found:
        return (), (audit_rules.source_empty(span, f"no file is called like {pattern}"),)
    return tuple(sorted(f"{above}/{path}".lstrip("/") for path in found)), ()


def _walked(folder: str, parts: list[str], here: set[int], inside: str = "") -> Iterator[str]:
    """For each thing looked at its path, or "" if it is not meant.

    `here` are the parts of the pattern that a name in this folder may be.
    """
    here = _closed(parts, here)
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            named = (n for n in here if parts[n] != _ANY_FOLDERS)
            fits = {n for n in named if fnmatchcase(entry.name, parts[n])}
            path = f"{inside}{entry.name}"
            if entry.name.startswith("."):
                yield ""
            elif entry.is_dir(follow_symlinks=False):
                yield ""
                below = {n + 1 for n in fits if n + 1 < len(parts)}
                if not folders.holds_programs(entry.name):
                    below |= {n for n in here if parts[n] == _ANY_FOLDERS}
                if below:
                    yield from _walked(entry.path, parts, below, f"{path}/")
            else:
                yield path if len(parts) - 1 in fits and entry.is_file() else ""


def _closed(parts: list[str], here: set[int]) -> set[int]:
    """The parts, and those behind a `**`, which may be no folder at all."""
    more = {n + 1 for n in here if parts[n] == _ANY_FOLDERS and n + 1 < len(parts)}
    return here if more <= here else _closed(parts, here | more)
