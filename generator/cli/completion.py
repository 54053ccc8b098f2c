"""`completion`: what completes verbs, options and files in a shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from generator import cli
from generator.cli import arguments, reply, streams
from generator.diagnostics import rules

_EXAMPLES = """\
  %(prog)s bash             print the script; to have it in every shell from now on:
  %(prog)s bash > ~/.local/share/bash-completion/completions/error-table
  %(prog)s zsh > ~/.zfunc/_error-table     where fpath has ~/.zfunc

It is shtab (https://tqdm.github.io/shtab) that writes it: pip install shtab
"""
_COMMAND = "error-table"
# Words of the help that stand for a path.
_FILES, _FOLDERS = ("FILE", "PAGE", "BASE", "NEW"), ("DIR",)


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "print a script that completes this tool's words in a shell"
    words = arguments.verb(verbs, "completion", about, _EXAMPLES)
    words.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell that reads it")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0, or 2 without the library that writes it."""
    try:
        import shtab
    except ImportError:
        streams.err("error: shtab, which writes the script, is not here; run: pip install shtab\n")
        return reply.UNKNOWN
    words = cli.parser()
    words.prog = _COMMAND
    for action in _actions(words):
        if action.metavar in (*_FILES, *_FOLDERS):
            kind = shtab.FILE if action.metavar in _FILES else shtab.DIRECTORY
            action.complete = kind  # type: ignore[attr-defined]
        elif action.metavar == "RULE":
            action.choices = list(rules.registry())
    streams.out(shtab.complete(words, args.shell) + "\n")
    return reply.YES


def _actions(words: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every option and word of a command line, those of its verbs among them."""
    for action in words._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for verb in action.choices.values():
                yield from _actions(verb)
