"""`explain`: what a diagnostic means."""

from __future__ import annotations

import argparse
import sys

from generator.cli import arguments, prose, reply, streams
from generator.diagnostics import rules, suggest, terminal

_EXAMPLES = """\
  %(prog)s code-translated  what it means, an example of it, how to mend it
  %(prog)s                  every rule, a line each
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "say what a diagnostic means, with an example, and how to mend it"
    words = arguments.verb(verbs, "explain", about, _EXAMPLES)
    words.add_argument("rule", nargs="?", metavar="RULE", help="the name in the brackets")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0, or 2 if there is no such rule."""
    manuals = rules.manuals()
    if args.rule is None:
        listed = ((rule, text.split("\n")[0]) for rule, text in manuals.items())
        streams.out(prose.listed(tuple(listed), streams.width()))
        return reply.YES
    if args.rule not in manuals:
        near = suggest.near(args.rule, manuals)
        hint = f"did you mean {near}?" if near else f"`{reply.program()} explain` lists them"
        streams.err(f"error: there is no rule {terminal.visible(args.rule)}; {hint}\n")
        return reply.UNKNOWN
    name = terminal.paint(args.rule, terminal.BOLD if streams.coloured(sys.stdout) else "")
    streams.out(f"{name}\n\n{prose.wrapped(manuals[args.rule], streams.width())}\n")
    return reply.YES
