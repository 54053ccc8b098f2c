"""Standard output and standard error: UTF-8, whatever the locale, and never a traceback."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


class Unheard(Exception):  # noqa: N818  (an answer, no error of ours)
    """Standard output takes no more, and its reader has not just gone away."""


def prepare() -> None:
    """Make both streams UTF-8 with `\\n`; what cannot be encoded is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def finish() -> bool:
    """Flush standard output; whether everything that was said arrived, or nobody wanted it."""
    try:
        _said(sys.stdout.flush if sys.stdout else int)
    except Unheard as problem:
        err(f"error: {problem}\n")
        return False
    return True


def _said(say: Callable[[], object]) -> None:
    """Say something. A reader that has gone away (`| head`) is no mistake of anybody."""
    if sys.stdout is None:
        return
    try:
        say()
    except BrokenPipeError:
        _silence(sys.stdout)
    except (OSError, ValueError) as problem:
        _silence(sys.stdout)
        reason = getattr(problem, "strerror", None) or problem
        raise Unheard(f"standard output: {reason}") from problem


def _silence(stream: TextIO) -> None:
    """Let Python's own flush at its end go nowhere, rather than complain."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def out(text: str) -> None:
    """Say a result."""
    _said(lambda: sys.stdout.write(text))


def raw(text: str) -> None:
    """Say a text whose surrogates stand for bytes that are no UTF-8."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        out(text)
        return
    _said(lambda: (sys.stdout.flush(), buffer.write(text.encode("utf-8", "surrogateescape"))))


def err(text: str) -> None:
    """Say a problem, or the summary."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(text)


def coloured(stream: TextIO | None) -> bool:
    """Colour on a terminal only; https://no-color.org and https://force-color.org are obeyed."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(stream)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks on, at a screen that can do more than print."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns of the terminal; 100 where there is none, so that files and pipes are stable."""
    with suppress(ValueError, KeyError):
        return max(int(os.environ["COLUMNS"]), 20)
    with suppress(OSError, ValueError, AttributeError):
        return os.get_terminal_size(sys.stdout.fileno()).columns
    return 100
