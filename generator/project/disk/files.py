"""One file, read as text, or the reason why not; and the project it belongs to."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import suggest
from generator.diagnostics.rules import file as rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span, document, place
from generator.project import places
from generator.project.disk import bounds
from generator.project.disk.bounds import Bounds


def repository(folder: Path) -> str:
    """The path from the top of the git repository to `folder`, ending in `/`; "" at the top."""
    top = places.repository(os.fspath(folder)) or folder
    inside = folder.relative_to(top).as_posix()
    return "" if inside == "." else f"{inside}/"


def text(folder: Path, path: str, named: Span | None = None) -> tuple[Document | None, Problems]:
    """The file at `path` below `folder`, whatever it is: the user named it, at `named`."""
    return _text(folder, path, named, None)


def named(
    folder: Path, path: str, limits: Bounds | None, span: Span | None = None
) -> tuple[Document | None, Problems]:
    """The file that a configuration names, at `span`: an ordinary one, within its bounds."""
    reason = bounds.trespass(limits, folder / path) if limits else ""
    if reason:
        return None, (rules.file_outside(span or Span(path), path, reason),)
    return _text(folder, path, span, places.MOST)


def _text(
    folder: Path, path: str, named: Span | None, most: int | None
) -> tuple[Document | None, Problems]:
    span, place = named or Span(path), folder / path
    try:
        content = places.ordinary(place) if most else place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None, (rules.file_missing(span, path, _near(folder, path)),)
    except (OSError, ValueError) as problem:
        return None, (rules.file_unreadable(span, path, reason(problem)),)
    try:
        return document(path, content.decode("utf-8")), ()
    except UnicodeDecodeError as problem:
        return None, (_undecoded(path, content, problem.start),)


def _undecoded(path: str, content: bytes, start: int) -> Diagnostic:
    shown = content.decode("utf-8", "replace")
    where = place(path, shown, len(content[:start].decode("utf-8")))
    return rules.file_encoding(replace(where, length=1), content[start])


def _near(folder: Path, path: str) -> str:
    """A file beside the missing one that may have been meant, or ""."""
    wanted = folder / path
    try:
        names = [entry.name for entry in wanted.parent.iterdir()]
    except OSError:
        return ""
    close = suggest.near(wanted.name, names)
    return Path(path).with_name(close).as_posix() if close else ""


def reason(problem: Exception) -> str:
    """What the system says, without our traceback and its numbers."""
    return getattr(problem, "strerror", None) or str(problem)
