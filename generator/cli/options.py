"""What every verb's words have in common."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.cli import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any, TypeAlias

YES, NO, UNKNOWN = 0, 1, 2

Verbs: TypeAlias = "Any"  # what argparse returns from add_subparsers has no public name


def program() -> str:
    """What the user typed to get here: `python -m generator`, or the console script."""
    return "python -m generator" if Path(sys.argv[0]).stem == "__main__" else "error-table"


def layout(prog: str) -> argparse.HelpFormatter:
    """Help with examples as they stand. Told the width, argparse imports nothing to ask for it."""
    import argparse

    return argparse.RawDescriptionHelpFormatter(prog, width=min(streams.width(), 100) - 2)


def verb(verbs: Verbs, name: str, about: str, examples: str) -> argparse.ArgumentParser:
    """A verb with its help, and the options that all of them take."""
    words: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"examples:\n{examples}",
        formatter_class=layout,
    )
    words.add_argument(
        "-q", "--quiet", action="store_true", help="do not print the summary line on stderr"
    )
    return words


def project(words: argparse.ArgumentParser, *formats: str) -> None:
    """The options of a verb that works on a project."""
    words.add_argument(
        "--root", metavar="DIR", help="the project's folder (default: the nearest pyproject.toml)"
    )
    words.add_argument(
        "--allow",
        metavar="DIR",
        action="append",
        default=[],
        help="pages, overlays and templates may lie in this folder, too",
    )
    words.add_argument(
        "--format", choices=formats, default="text", help="how to print (default: text)"
    )
