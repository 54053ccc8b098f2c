"""What went wrong that is no problem of a page: said in a line, never as a traceback."""

from __future__ import annotations

import os
import sys

from generator import __version__
from generator.cli import options, streams

_OURS = "generator"


def answer(problem: BaseException) -> int:
    """Say what happened; the exit code."""
    if _is_interrupt(problem):
        return 130
    streams.err(_said(problem))
    if os.environ.get("GENERATOR_DEBUG"):
        import traceback

        streams.err("".join(traceback.format_exception(problem)))
    return options.UNKNOWN


def _is_interrupt(problem: BaseException | None) -> bool:
    """Whether somebody interrupted, whatever a library then made of it."""
    while problem and not isinstance(problem, KeyboardInterrupt):
        problem = problem.__cause__ or problem.__context__
    return problem is not None


def _lacking(problem: ImportError, module: str) -> str:
    """What is to be done about a module that is not there; no index has this tool's name."""
    if module.split(".", maxsplit=1)[0] in sys.stdlib_module_names:
        return f"{module} is a part of Python that this one was built without: {sys.executable}"
    what = "is not installed"
    if not isinstance(problem, ModuleNotFoundError):
        what = f"cannot be imported ({_plain(str(problem))})"
    return f"{module} {what}; run: pip install . in a checkout of this tool's repository"


def _plain(text: str) -> str:
    """The text in one line, without what a terminal obeys; here nothing may be imported."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def _said(problem: BaseException) -> str:
    if isinstance(problem, ImportError) and (problem.name or "").split(".")[0] != _OURS:
        return f"error: {_lacking(problem, problem.name or 'a module')}\n"
    if isinstance(problem, streams.Unheard):
        return f"error: {problem}\n"
    if isinstance(problem, RecursionError | MemoryError):
        return f"error: this input is too deep or too large ({type(problem).__name__})\n"
    if isinstance(problem, OSError):
        named = f"{problem.filename}: " if problem.filename else ""
        return f"error: {_plain(f'{named}{problem.strerror or problem}')}\n"
    return (
        f"error: this is a fault of error-table-generator {__version__}, not yours:\n"
        f"  {type(problem).__name__}: {_plain(str(problem))}\n"
        "please report it with what GENERATOR_DEBUG=1 prints in addition\n"
    )
