"""`explain`: what a diagnostic means."""

from __future__ import annotations

import argparse
import sys

from generator.cli import arguments, prose, reply, streams
from generator.diagnostics import rules, suggest, terminal

# What `check` says of files, which is no diagnostic.
_BUILD = "To mend it: run build."
_STATES = {
    "stale": f"Build would write this file anew: the page or a template changed. {_BUILD}",
    "missing": f"Build would write this file, which is not there. {_BUILD}",
    "orphaned": f"Build would remove this file of its own: nothing wants it any more. {_BUILD}",
    "edited": "This generated file was edited by hand; see output-edited.",
    "foreign": "Somebody else's file is where this output goes; see output-foreign.",
    "blocked": "Something is in the way of this output; see output-blocked.",
    "unmerged": "An unresolved merge stands in this generated file; see output-conflict.",
}
_EXAMPLES = """\
  %(prog)s code-translated  what it means, an example of it, how to mend it
  %(prog)s                  every rule, a line each
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "say what a diagnostic means, with an example, and how to mend it"
    words = arguments.verb(verbs, "explain", about, _EXAMPLES)
    words.add_argument(
        "rule", nargs="?", metavar="RULE", help="the name in the brackets, or a word of check"
    )
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0, or 2 if there is no such rule."""
    manuals = rules.manuals()
    if args.rule is None:
        listed = ((rule, text.split("\n")[0]) for rule, text in manuals.items())
        streams.out(prose.listed(tuple(listed), streams.width()))
        return reply.YES
    if args.rule in _STATES:
        streams.out(f"{prose.wrapped(_STATES[args.rule], streams.width())}\n")
        return reply.YES
    if args.rule not in manuals:
        near = suggest.near(args.rule, manuals)
        hint = f"did you mean {near}?" if near else f"`{reply.program()} explain` lists them"
        streams.err(f"error: there is no rule {terminal.visible(args.rule)}; {hint}\n")
        return reply.UNKNOWN
    name = terminal.paint(args.rule, terminal.BOLD if streams.coloured(sys.stdout) else "")
    streams.out(f"{name}\n\n{prose.wrapped(manuals[args.rule], streams.width())}\n")
    return reply.YES
