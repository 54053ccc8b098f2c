"""Words in, words out, an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from generator import __version__
from generator.cli import reply, streams

TYPE_CHECKING = False  # as typing has it, which takes long to import
if TYPE_CHECKING:
    from generator.cli.arguments import CommandLine

# Each is a file of this room with `add(verbs)`, and `run(args)` for the exit code.
VERBS = (
    *("build", "check", "diff", "show", "changes", "audit", "pin", "init", "clean", "templates"),
    *("schema", "explain", "completion"),
)

_OURS = "generator"
_ABOUT = """\
Read the error table of an API's documentation, and generate Python exceptions,
TypeScript, docs and JSON from it. What to read stands in pyproject.toml (or in
an error-table.toml, without "tool.error-table."):

    [tool.error-table.catalogues.my-errors]
    pages = ["docs/errors.md"]
"""
_EXAMPLES = """\
examples:
  %(prog)s show --page docs/errors.md   read any page; no configuration, nothing is written
  %(prog)s build                        write what is not as it should be
  %(prog)s check                        is everything as build would write it? (for CI)
  %(prog)s diff | git apply             what build would do, as a patch
  %(prog)s explain code-translated      what a diagnostic means, and how to mend it

exit codes: 0 yes, 1 no, 2 could not tell
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the tool with these words (by default the process's own); the exit code is the answer."""
    streams.prepare()
    try:
        code = _run(argv)
    except (Exception, KeyboardInterrupt) as problem:  # noqa: BLE001  (the outermost door)
        if isinstance(problem, MemoryError) and "GENERATOR_DEBUG" not in os.environ:
            problem.__traceback__ = None  # and what its frames hold is free again
        code = _fault(problem)
    return code if streams.finish() else reply.UNKNOWN


def _run(argv: Sequence[str] | None) -> int:
    words = sys.argv[1:] if argv is None else argv
    # What is asked ten times a day needs no command line that is taken apart, where it is fresh.
    if [*words] in (["check"], ["build"]):
        from generator.cli import fresh

        if fresh.answered(words[0]):
            return reply.YES
    named = tuple(word for word in words[:1] if word in VERBS)
    try:
        line = parser(named or VERBS)
        line.has_headings = "--headings" in words
        args = line.parse_args(words)
    except SystemExit as end:
        return int(end.code or 0)
    code: int = args.run(args)
    return code


def parser(names: Sequence[str] = VERBS) -> CommandLine:
    """The command line with these verbs; only their files are imported."""
    from generator.cli import arguments

    words = arguments.CommandLine(
        prog=reply.program(),
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=arguments.layout,
    )
    words.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    verbs = words.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name in names:
        importlib.import_module(f"{__name__}.{name}").add(verbs)
    return words


def _fault(problem: BaseException) -> int:
    """Say what happened; the exit code."""
    if _is_interrupt(problem):
        return 130
    streams.err(_said(problem))
    if os.environ.get("GENERATOR_DEBUG"):
        import traceback

        streams.err("".join(traceback.format_exception(problem)))
    return reply.UNKNOWN


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
