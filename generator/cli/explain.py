"""`explain`: what a diagnostic means."""

from __future__ import annotations

import argparse

from generator.cli import arguments, reply, streams
from generator.diagnostics import draw, rules, suggest

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
        longest = max(map(len, manuals))
        lines = (f"{rule:<{longest}}  {text.splitlines()[0]}" for rule, text in manuals.items())
        streams.out("".join(f"{line}\n" for line in lines))
        return reply.YES
    if args.rule not in manuals:
        near = suggest.near(args.rule, manuals)
        hint = f"did you mean {near}?" if near else f"`{reply.program()} explain` lists them"
        streams.err(f"error: there is no rule {draw.visible(args.rule)}; {hint}\n")
        return reply.UNKNOWN
    streams.out(f"{args.rule}\n\n{manuals[args.rule]}\n")
    return reply.YES
