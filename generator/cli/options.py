"""What every verb's words have in common."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, NoReturn

from generator.cli import streams

YES, NO, UNKNOWN = 0, 1, 2

Verbs = Any  # what argparse returns from add_subparsers has no public name


def program() -> str:
    """What the user typed to get here: `python -m generator`, or the console script."""
    return "python -m generator" if Path(sys.argv[0]).stem == "__main__" else "error-table"


class Words(argparse.ArgumentParser):
    """A command line that shows the words which it complains of, and does nothing with them."""

    def error(self, message: str) -> NoReturn:
        """Say how it is called and what is the matter, and end."""
        from generator import report

        super().error(streams.unheeded(report.visible(message)))


def layout(prog: str) -> argparse.HelpFormatter:
    """Help with examples as they stand. Told the width, argparse imports nothing to ask for it."""
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
        "--format", choices=formats, default="text", help="how to print (default: text)"
    )
