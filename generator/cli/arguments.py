"""The command line: what is common to the words of every verb."""

from __future__ import annotations

import argparse
from typing import NoReturn, TypeAlias

from generator.cli import streams
from generator.diagnostics import draw

# argparse has no public name for what add_subparsers returns.
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class CommandLine(argparse.ArgumentParser):
    """argparse's own, but for what it says of a word that it does not know."""

    def error(self, message: str) -> NoReturn:
        """Say how it is called and what is the matter, and end."""
        super().error(streams.unheeded(draw.visible(message)))


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
        "--allow",
        metavar="DIR",
        action="append",
        default=[],
        help="pages, overlays and templates may lie in this folder, too",
    )
    words.add_argument(
        "--format", choices=formats, default="text", help="how to print (default: text)"
    )
