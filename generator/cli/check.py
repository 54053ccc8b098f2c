"""`check`: whether the plan is empty."""

from __future__ import annotations

from generator.cli import fresh, options

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

_EXAMPLES = """\
  %(prog)s                  name every file that build would change
  %(prog)s --diff           and show what it would change in them
  %(prog)s --format github  as annotations on a pull request

Exit codes: 0 everything is fresh, 1 something is not, 2 the page cannot be read.
"""


def add(verbs: options.Verbs) -> None:
    """Add the verb to the command line."""
    about = "say whether everything is as build would write it; write nothing"
    words = options.verb(verbs, "check", about, _EXAMPLES)
    words.add_argument("--diff", action="store_true", help="print the difference as well")
    options.project(words, "text", "json", "github")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 fresh, 1 stale, 2 cannot tell."""
    if fresh.answered("check", args.root, args.allow, args.format, quiet=args.quiet):
        return options.YES
    from generator.cli import drift

    return drift.check(args)
