"""`show`: the catalogue in the terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from generator.cli import options

_EXAMPLES = """\
  %(prog)s                                      every code of the project's catalogues
  %(prog)s NotFound                             everything about one code
  %(prog)s --page docs/errors.md                read any page; no configuration, nothing is written
  %(prog)s --page docs/errors.md --all          every error table of it as one catalogue
  %(prog)s --page docs/errors.md --heading "Error codes" --column code=0
  %(prog)s --page docs/ja/errors.md --reference docs/en/errors.md

Exit codes: 0 shown, 1 there is no such code, 2 the page cannot be read.
"""


def add(verbs: options.Verbs) -> None:
    """Add the verb to the command line."""
    about = "show the codes of a page, and how each is known"
    words = options.verb(verbs, "show", about, _EXAMPLES)
    words.add_argument("code", nargs="?", metavar="CODE", help="everything about this one code")
    words.add_argument("--page", metavar="PAGE", help="read this page, without any configuration")
    more = words.add_argument_group("with --page")
    more.add_argument("--line", metavar="N", type=int, help="the table at this line")
    more.add_argument("--all", action="store_true", help="every error table, as one catalogue")
    for option, form, kind, about in _REPEATED:
        more.add_argument(option, metavar=form, type=kind, help=about, action="append", default=[])
    options.project(words, "text", "json")
    words.set_defaults(run=run)


def _column(text: str) -> tuple[str, str]:
    role, equals, column = text.partition("=")
    if role not in ("code", "status", "message", "name") or not equals or not column:
        raise argparse.ArgumentTypeError(f'{text!r} is not like code=0 or status="HTTP status"')
    return role, column


_REPEATED: tuple[tuple[str, str, Callable[[str], object], str], ...] = (
    ("--heading", "TEXT", str, "the table under this heading"),
    ("--column", "ROLE=TEXT", _column, "the column of the code, status, message or name"),
    ("--reference", "FILE", str, "another page, or a catalogue's JSON, that confirms the codes"),
)


def run(args: argparse.Namespace) -> int:
    """0 shown, 1 no such code, 2 the page cannot be read."""
    from generator.cli import exhibit

    return exhibit.show(args)
