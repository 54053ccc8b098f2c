"""`diff`: print the plan."""

from __future__ import annotations

import argparse

from generator.cli import options

_EXAMPLES = """\
  %(prog)s                  what build would change, as a unified diff
  %(prog)s | git apply      do it, from the top of the repository

Exit codes: 0 nothing to change, 1 something, 2 the page cannot be read.
"""


def add(verbs: options.Verbs) -> None:
    """Add the verb to the command line."""
    words = options.verb(verbs, "diff", "print what build would change, as a patch", _EXAMPLES)
    options.project(words, "text", "json")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 nothing to change, 1 something, 2 cannot tell."""
    from generator.cli import drift

    return drift.diff(args)
