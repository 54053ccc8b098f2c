"""Words in, words out, an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from generator import __version__
from generator.cli import options, streams

TYPE_CHECKING = False  # as typing has it, which takes long to import
if TYPE_CHECKING:
    import argparse

# Each is a room of this wing with `add(verbs)`, and `run(args)` for the exit code.
VERBS = ("build", "check", "diff", "show", "changes", "audit", "pin", "init", "explain")

_ABOUT = """\
Read the error table of an API's documentation, and generate Python exceptions,
TypeScript, docs and JSON from it. What to read stands in pyproject.toml:

    [tool.generator.catalogues.my-errors]
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
        from generator.cli import faults

        code = faults.answer(problem)
    return code if streams.finish() else options.UNKNOWN


def _run(argv: Sequence[str] | None) -> int:
    words = sys.argv[1:] if argv is None else argv
    # What is asked ten times a day needs no command line that is taken apart, where it is fresh.
    if [*words] in (["check"], ["build"]) and _fresh(words[0]):
        return options.YES
    named = tuple(word for word in words[:1] if word in VERBS)
    try:
        args = parser(named or VERBS).parse_args(words)
    except SystemExit as end:
        return int(end.code or 0)
    code: int = args.run(args)
    return code


def _fresh(verb: str) -> bool:
    from generator.cli import fresh

    return fresh.answered(verb)


def parser(names: Sequence[str] = VERBS) -> argparse.ArgumentParser:
    """The command line with these verbs; only their rooms are imported."""
    from generator.cli.arguments import CommandLine

    words = CommandLine(
        prog=options.program(),
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=options.layout,
    )
    words.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    verbs = words.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name in names:
        importlib.import_module(f"{__name__}.{name}").add(verbs)
    return words
