"""Standard output and standard error: UTF-8, whatever the locale, and never a traceback."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from generator.project.watch import Item, Items, Watch

# GitHub's runner reads both streams line by line, and obeys two forms of commands: `::name::data`
# that begins a line, blanks aside, and `##[name]data` anywhere in it; those of Azure and TeamCity
# obey `##vso[` and `##teamcity[`. The escapes mean the same to JSON and TOML as they do to people.
_BEGINS = re.compile(r"(?<![^\r\n])([^\S\r\n]*|\ufeff)::")
_WITHIN = re.compile(r"##(?=\w*\[)")
# What is shorter, Python keeps and writes whole; so much of what is longer is written at once.
_LONG, _PIECE = io.DEFAULT_BUFFER_SIZE, 1 << 16

# Seconds: what is done by then was not long, and more often than this nobody can read.
_PATIENCE, _PACE = 0.5, 0.1
# Columns: on less nothing can be read, and lines of prose that are longer nobody reads.
_NARROWEST, _WIDEST = 20, 100
# What a line of a patch begins with, and its colour.
_PATCH = {"+++ ": "1", "--- ": "1", "diff ": "1", "@@ ": "36", "+": "32", "-": "31"}
# ECMA-48: back to the first column, and erase the line.
_CLEAR = "\r\x1b[K"


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


def _put(stream: TextIO, text: str) -> None:
    if not _write(stream, text.encode("utf-8", "backslashreplace")):
        stream.write(text)


def _write(stream: TextIO, content: bytes) -> bool:
    """Write what is too long for a buffer, up to the end of a line if somebody interrupts.

    Whether it was written: what is short, or goes nowhere but to Python, is not.
    """
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)
    if len(content) < _LONG or not isinstance(raw, io.FileIO):
        return False
    stream.flush()
    with interrupts_noted() as noted:
        at, end = 0, len(content)
        while at < end:
            at += os.write(raw.fileno(), content[at : min(at + _PIECE, end)])
            if noted:
                end = content.find(b"\n", at - 1) + 1 or end
    return True


@contextmanager
def interrupts_noted() -> Iterator[list[int]]:
    """While this lasts, an interrupt is only noted in the list; it comes when this is over.

    A second one ends the process at once. In a thread, or where somebody else
    sees to interrupts, nothing is noted.
    """
    found: list[int] = []

    def note(number: int, _: object) -> None:
        found.append(number)
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield found
        return
    with suppress(ValueError):
        signal.signal(signal.SIGINT, note)
    try:
        yield found
    finally:
        with suppress(ValueError):
            signal.signal(signal.SIGINT, signal.default_int_handler)
    if found:
        raise KeyboardInterrupt


def _silence(stream: TextIO) -> None:
    """Let Python's own flush at its end go nowhere, rather than complain."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def out(text: str) -> None:
    """Say a result, of which a runner of workflows obeys nothing."""
    commands(unheeded(text))


def commands(text: str) -> None:
    """Say what a runner of workflows is to obey: annotations."""
    _said(lambda: _put(sys.stdout, text))


def unheeded(text: str) -> str:
    """The text with an escape in whatever a runner of workflows would take for a command."""
    return _WITHIN.sub(r"\\u0023#", _BEGINS.sub(r"\1\\u003a:", text))


def raw(text: str, *, workflow: bool = False) -> None:
    """Say a patch, whose surrogates stand for bytes that are no UTF-8.

    A pipe or a file gets exactly these bytes. For a terminal, what cannot be seen is escaped, and
    what comes and goes has a colour. A runner of workflows is told to obey nothing of it; `git
    apply` passes over those two lines.
    """
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        from generator.diagnostics import terminal

        lines = terminal.escaped(text).splitlines(keepends=True)
        out("".join(map(_tinted, lines)) if coloured(sys.stdout) else "".join(lines))
        return
    content = text.encode("utf-8", "surrogateescape")
    if content and (workflow or _is_runner(sys.stdout)):
        token = os.urandom(16).hex().encode()
        content = b"::stop-commands::%b\n%b\n::%b::\n" % (token, content.rstrip(b"\n"), token)
    _said(lambda: _write(sys.stdout, content) or (sys.stdout.flush(), buffer.write(content)))


def _tinted(line: str) -> str:
    """A line of a patch in the colour that git gives it."""
    from generator.diagnostics import terminal

    begins = next((begin for begin in _PATCH if line.startswith(begin)), "")
    bare = line.rstrip("\n")
    return terminal.paint(bare, _PATCH.get(begins, "")) + line[len(bare) :]


def _is_runner(stream: TextIO) -> bool:
    """Whether a runner of workflows may be reading: of what goes to a file it sees nothing."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return False
    with suppress(OSError, ValueError):
        return not os.path.isfile(stream.fileno())  # noqa: PTH113  (no path has a number)
    return True


def err(text: str) -> None:
    """Say a problem, or the summary, after all that was said before: lines stay whole."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            _put(sys.stderr, unheeded(text))


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


def columns(stream: TextIO | None) -> int | None:
    """The columns of a terminal, or what COLUMNS says; None for files and pipes."""
    with suppress(ValueError, KeyError):
        return max(int(os.environ["COLUMNS"]), _NARROWEST)
    with suppress(OSError, ValueError, AttributeError):
        found = os.get_terminal_size(stream.fileno()).columns if stream else 0
        return max(found, _NARROWEST) if found else None
    return None


def width() -> int:
    """So many columns has prose: those of the terminal, and 100 at most, as in files and pipes."""
    return min(columns(sys.stdout) or _WIDEST, _WIDEST)


def watch(*, quiet: bool) -> Watch:
    """What shows people how far it is: only those who look on, and did not ask for silence."""
    from generator.project.watch import unwatched

    return _shown if is_terminal(sys.stderr) and not quiet else unwatched


def _shown(doing: str, items: Items[Item]) -> Iterable[Item]:
    due = time.monotonic() + _PATIENCE
    drawn = False
    try:
        for done, item in enumerate(items):
            if time.monotonic() >= due:
                err(f"{_CLEAR}{doing}: {done} of {len(items)}")
                sys.stderr.flush()
                due, drawn = time.monotonic() + _PACE, True
            yield item
    finally:
        if drawn:
            err(_CLEAR)
