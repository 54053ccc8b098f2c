"""A file that people write: added to whole, or left as it was."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from generator.diagnostics.rules import file as rules
from generator.diagnostics.source import Problems, Span
from generator.project.disk import bounds, folder
from generator.project.disk.bounds import Bounds
from generator.project.disk.files import reason

_MARK = "\ufeff".encode()


def put(root: Path, path: str, text: str, limits: Bounds) -> Problems:
    """Write a text at `path` below `root`; its mode and its byte order mark stay.

    A link is followed: the file at its end is the one that people write, if
    it is within the bounds.
    """
    if astray := bounds.trespass(limits, root / path):
        return (rules.file_outside(Span(path), path, astray),)
    target = Path(os.path.realpath(root / path))
    try:
        old = target.read_bytes() if target.exists() else b""
        content = (_MARK if old.startswith(_MARK) else b"") + text.encode("utf-8")
        target.parent.mkdir(parents=True, exist_ok=True)
        with folder.held(target.parent) as inner:
            _replace(inner, target.name, content)
    except OSError as problem:
        return (rules.file_unwritable(Span(path), reason(problem)),)
    return ()


def _replace(inner: folder.Folder, name: str, content: bytes) -> None:
    fresh = folder.unforeseen(f".{name[:100]}")
    try:
        folder.create(inner, fresh, content, folder.kind(inner, name) or None)
        folder.move(inner, fresh, inner, name)
    except OSError:
        with suppress(OSError):
            folder.unlink(inner, fresh)
        raise
