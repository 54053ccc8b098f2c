"""What a verb has to say, in each format."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping, Sized
from pathlib import Path

from generator.cli import streams
from generator.diagnostics import draw, terminal

# The first answer of a fresh `check` draws what is remembered: nothing heavier is imported here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from generator.diagnostics.source import Diagnostic, Problems
    from generator.plan import Change

# The exit codes: whether the answer is yes.
YES, NO, UNKNOWN = 0, 1, 2

# What is called so is hardly a file: `<stdin>`, `HEAD:docs/errors.md`, `seen.jsonl:1`.
_MARKS = "<:"

# DEL and C1, and what has no width or changes the direction of what stands beside it.
_UNSEEN = "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"


def program() -> str:
    """What the user typed to get here: `python -m generator`, or the console script."""
    return "python -m generator" if Path(sys.argv[0]).stem == "__main__" else "error-table"


def advice(args: argparse.Namespace, words: str) -> str:
    """A command for the user to run, in the same project as this one."""
    return f"{program()} {words}" + (f" --root {shlex.quote(args.root)}" if args.root else "")


def problems(found: Problems, args: argparse.Namespace | None) -> None:
    """Draw the problems on stderr; as annotations, on stdout too. `args` are the verb's words."""
    form = args.format if args else "text"
    if args and form == "github":
        annotate(found, args)
    if form != "json":
        colour, columns = streams.coloured(sys.stderr), streams.columns(sys.stderr)
        drawn = (draw.draw(problem, colour=colour, columns=columns) for problem in found)
        streams.err("".join(f"{text}\n" for text in drawn))


def apart(said: Sized, found: Problems) -> None:
    """Where somebody sees both, a blank line between what was said and the problems behind it."""
    if said and found and streams.is_terminal(sys.stdout):
        streams.err("\n")


def annotate(found: Iterable[Diagnostic], args: argparse.Namespace) -> None:
    """The problems as annotations, on stdout."""
    locate = locator(args)
    streams.commands("".join(draw.annotation(one, locate(one.span.path)) for one in found))


def locator(args: argparse.Namespace) -> Callable[[str], str]:
    """What takes a path as the project has it, and gives the repository's, as annotations need it.

    It gives "" for what is no file there: standard input, a revision's, a line of responses.
    """
    from generator.project import places

    here = Path.cwd()
    folder = here / args.root if args.root else places.root(here) or here
    folder = Path(os.path.realpath(folder))
    above = places.prefix(folder)

    def locate(path: str) -> str:
        inside = Path(os.path.normpath(Path(above, path)))
        outside = inside.is_absolute() or inside.parts[:1] == ("..",)
        named = not any(mark in path for mark in _MARKS) or os.path.lexists(folder / path)
        return inside.as_posix() if named and not outside else ""

    return locate


def document(status: str, found: Problems, **more: object) -> None:
    """Print one JSON document: what was asked for, and what was wrong."""
    problems = [draw.data(problem) for problem in found]
    streams.out(written({"schema": 1, "status": status, **more, "problems": problems}))


def written(body: Mapping[str, object]) -> str:
    """A JSON document that people look at, too: what cannot be seen, or moves others, is escaped.

    RFC 8259, section 7: any character may be.
    """
    text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    return text if text.isascii() else re.sub(_UNSEEN, lambda c: f"\\u{ord(c[0]):04x}", text)


def summary(text: str, found: Problems, *, quiet: bool) -> None:
    """The one line on stderr that says how it went; on a terminal it may be wrapped."""
    counted = draw.count(found)
    if not quiet:
        line = f"{text} ({counted})" if counted else text
        lines = terminal.wrapped(line, streams.columns(sys.stderr))
        streams.err("".join(f"{line}\n" for line in lines))


def changes(changes: Iterable[Change]) -> list[Mapping[str, str]]:
    """The changes as plain data; paths as seen from the project."""
    return [{"path": c.path, "state": c.state, "action": c.action} for c in changes]


def stopped(found: Problems, args: argparse.Namespace) -> int:
    """Say that errors kept the verb from its work; the exit code."""
    problems(found, args)
    if args.format == "json":
        document("error", found)
    rest = tuple(problem for problem in found if problem.level != "error")
    number = draw.plural(len(found) - len(rest), "error")
    # Of a verb that never writes there is nothing to say.
    kept = "" if getattr(args, "reads", False) else "; nothing was written"
    summary(f"stopped by {number}{kept}", rest, quiet=args.quiet)
    return UNKNOWN
