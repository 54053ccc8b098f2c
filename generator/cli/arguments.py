"""The command line: what is common to the words of every verb."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NoReturn, TypeAlias

from generator.cli import prose, streams
from generator.diagnostics import terminal
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.source import Problems, Span
from generator.project.settings import IGNORE, ROLES, CatalogueSettings, Selection

# argparse has no public name for what add_subparsers returns.
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


# Nor has it one for what options can be added to.
Options: TypeAlias = "argparse._ActionsContainer"


class CommandLine(argparse.ArgumentParser):
    """argparse's own, but for what it says of a word that it does not know."""

    # Whether `--headings` is among the words, behind which people write a heading.
    has_headings = False

    def error(self, message: str) -> NoReturn:
        """Say how it is called and what is the matter, and end."""
        if self.has_headings and message.startswith("unrecognized"):
            message += "; --headings stands alone, and --heading takes a heading"
        elif meant := self._meant(message):
            message += f"; did you mean {meant}?"
        super().error(streams.unheeded(terminal.visible(message)))

    def _meant(self, message: str) -> str:
        """The verb or option that is most like the one that is not known; "" where none is."""
        from generator.diagnostics import suggest

        verbs = next((a for a in self._actions if isinstance(a, argparse._SubParsersAction)), None)
        choices: Mapping[str, argparse.ArgumentParser] = verbs.choices if verbs else {}
        if found := re.match("argument VERB: invalid choice: '([^']*)'", message):
            return suggest.near(found[1], choices)
        if found := re.match("unrecognized arguments: (--[^ =]*)", message):
            every = (text for one in choices.values() for text in one._option_string_actions)
            return suggest.near(found[1], dict.fromkeys(every))
        return ""


class _Layout(argparse.RawDescriptionHelpFormatter):
    """argparse's own, but its texts are wrapped, and examples are not."""

    def add_argument(self, action: argparse.Action) -> None:
        """Note how wide an option is, or a verb."""
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):  # it forgets that verbs are indented
            self._action_max_length += self._indent_increment

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(f"{indent}{line}" for line in prose.wrapped(text, width).split("\n"))


def layout(prog: str) -> argparse.HelpFormatter:
    """Help as wide as prose is. Told the width, argparse imports nothing to ask for it."""
    return _Layout(prog, width=streams.width() - 2)


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
        "--root",
        metavar="DIR",
        help="the project's folder (default: the nearest that is configured)",
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


def mass(words: Options) -> None:
    """The option of a verb that takes away what is no longer on the page."""
    words.add_argument(
        "--accept-mass-change",
        action="store_true",
        help="go on even if many codes are gone at once",
    )


def reading(words: Options) -> None:
    """The options that say what of a page is read, and as what; each may be given again."""
    words.add_argument("--all", action="store_true", help="every table of errors, as by default")
    words.add_argument(
        "--headings",
        action="store_true",
        help="the errors are headings, with text below; with --all in tables, too",
    )
    for option, form, kind, about in _READING:
        words.add_argument(option, metavar=form, type=kind, help=about, action="append", default=[])


def wording(text: str) -> str:
    """Words that a page and a configuration can have."""
    if not text.strip() or text.encode("utf-8", "replace").decode() != text:
        raise argparse.ArgumentTypeError(f"{text!r} is blank, or no UTF-8")
    return text


def _line(text: str) -> int:
    if not text.isdecimal() or not int(text[:9]) > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no line, which is a number from 1")
    return int(text[:9])


def _column(text: str) -> tuple[str, str]:
    role, equals, column = text.partition("=")
    if role not in (*ROLES, IGNORE) or not equals or not column.strip():
        known = ", ".join((*ROLES, IGNORE))
        raise argparse.ArgumentTypeError(
            f'{text!r} is not like code=0 or status="HTTP status"; the roles are {known}'
        )
    return role, wording(column)


def _locale(text: str) -> str:
    from generator.project import config

    if not config.is_locale(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no language tag, such as ja or pt-BR")
    return text


_READING: tuple[tuple[str, str, Callable[[str], object], str], ...] = (
    ("--heading", "TEXT", wording, "the tables, or with --headings the errors, under this heading"),
    ("--line", "N", _line, "the table at this line, or the errors beside the heading there"),
    (
        "--column",
        "ROLE=TEXT",
        _column,
        f"a column by its header, or its place from 0, as one of {', '.join((*ROLES, IGNORE))}",
    ),
    ("--locale", "TAG", _locale, "the language of the page; the second is the second page's"),
    ("--reference", "FILE", str, "another page, or a catalogue's JSON, that confirms the codes"),
)


def catalogue(
    args: argparse.Namespace, name: str, pages: Sequence[str], references: Sequence[str]
) -> tuple[CatalogueSettings, Problems]:
    """The catalogue of these pages with the options of `reading`; `references` are paths, too."""
    paths = tuple(dict.fromkeys(pages))
    selection = Selection(
        tuple(args.heading),
        tuple(args.line),
        columns=tuple(args.column),
        titled=args.headings,
        all=args.headings and args.all,
    )
    one = CatalogueSettings(name, paths, references=tuple(references), selection=selection)
    if len(args.locale) > len(paths):
        problem = config_rules.locale_unpaired(Span(paths[0]), len(args.locale), len(paths))
        return one, (problem,)
    if len(paths) == 1:
        return replace(one, locale="".join(args.locale)), ()
    return replace(one, locales=tuple(zip(paths, args.locale, strict=False))), ()


def without_page(args: argparse.Namespace, file: str) -> Problems:
    """A problem where options of `reading` are given, and no page that they could be for.

    `file` is the configuration, which says how its own pages are read.
    """
    names = (option.removeprefix("--") for option, *_ in _READING)
    given = [f"--{name}" for name in (*names, "headings") if getattr(args, name)]
    return (config_rules.option_alone(Span(file), given),) if given else ()
