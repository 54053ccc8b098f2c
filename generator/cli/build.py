"""`build`: carry the plan out."""

from __future__ import annotations

from generator.cli import fresh, options

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

_EXAMPLES = """\
  %(prog)s                  write every file that is not as it should be
  %(prog)s my-errors        the files of one catalogue alone
  %(prog)s --force          give up what was edited by hand in generated files

Nothing is written if the page or the configuration has errors (exit code 2).
"""


def add(verbs: options.Verbs) -> None:
    """Add the verb to the command line."""
    words = options.verb(
        verbs, "build", "write the files that are not as they should be", _EXAMPLES
    )
    words.add_argument("names", nargs="*", metavar="NAME", help="a catalogue (default: all)")
    words.add_argument(
        "--force", action="store_true", help="overwrite generated files that were edited by hand"
    )
    words.add_argument(
        "--exit-non-zero-on-change", action="store_true", help="exit with 1 if anything was written"
    )
    options.project(words, "text", "json", "github")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 done and asked to say so, 2 not done."""
    plain = not args.names
    if plain and fresh.answered("build", args.root, args.allow, args.format, quiet=args.quiet):
        return options.YES
    from generator.cli import delivery

    return delivery.deliver(args)
