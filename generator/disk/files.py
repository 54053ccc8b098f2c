"""One file, read as text, or the reason why not; and the project it belongs to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator import guess
from generator.rules import file as rules
from generator.source import Diagnostic, Document, Problems, Span, document, place


def repository(folder: Path) -> str:
    """The path from the top of the git repository to `folder`, ending in `/`; "" at the top."""
    top = next((f for f in (folder, *folder.parents) if (f / ".git").exists()), folder)
    inside = folder.relative_to(top).as_posix()
    return "" if inside == "." else f"{inside}/"


def text(folder: Path, path: str, named: Span | None = None) -> tuple[Document | None, Problems]:
    """The file at `path` below `folder`; `named` is where somebody asked for it."""
    span = named or Span(path)
    try:
        content = (folder / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None, (rules.missing(span, path, _near(folder, path)),)
    except (OSError, ValueError) as problem:
        return None, (rules.unreadable(span, path, reason(problem)),)
    try:
        return document(path, content.decode("utf-8")), ()
    except UnicodeDecodeError as problem:
        return None, (_undecoded(path, content, problem.start),)


def _undecoded(path: str, content: bytes, start: int) -> Diagnostic:
    shown = content.decode("utf-8", "replace")
    where = place(path, shown, len(content[:start].decode("utf-8")))
    return rules.encoding(replace(where, length=1), content[start])


def _near(folder: Path, path: str) -> str:
    """A file beside the missing one that may have been meant, or ""."""
    wanted = folder / path
    try:
        names = [entry.name for entry in wanted.parent.iterdir()]
    except OSError:
        return ""
    close = guess.near(wanted.name, names)
    return Path(path).with_name(close).as_posix() if close else ""


def reason(problem: Exception) -> str:
    """What the system says, without our traceback and its numbers."""
    return getattr(problem, "strerror", None) or str(problem)
