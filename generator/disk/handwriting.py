"""A file that people write: added to whole, or left as it was."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from generator.disk.files import reason
from generator.rules import file as rules
from generator.source import Problems, Span

_MARK = "\ufeff".encode()


def put(root: Path, path: str, text: str) -> Problems:
    """Write a text at `path` below `root`; its mode and its byte order mark stay.

    A link is followed: the file at its end is the one that people write.
    """
    target = (root / path).resolve()
    fresh = target.with_name(f".{target.name}.new")
    try:
        old = target.read_bytes() if target.exists() else b""
        content = (_MARK if old.startswith(_MARK) else b"") + text.encode("utf-8")
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        if target.exists():
            fresh.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(fresh, target)  # noqa: PTH105  (one call, which no signal can divide)
    except OSError as problem:
        with suppress(OSError):
            fresh.unlink()
        return (rules.unwritable(Span(path), reason(problem)),)
    return ()
