"""The service's own code: which files are named, and the codes that are in them."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from generator.audit import codes
from generator.audit.codes import Code
from generator.cli import streams
from generator.cli.projects import Project
from generator.diagnostics.draw import plural
from generator.diagnostics.rules import audit as audit_rules
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.rules import several
from generator.diagnostics.source import Diagnostic, Document, Problems, Span, errors
from generator.project import code_sources, config_file
from generator.project.disk import bounds, globs, sources
from generator.project.disk.bounds import Bounds
from generator.project.section import Section
from generator.project.settings import CodeSource

# So much text is searched for codes of a source, and a pattern may take so many seconds.
_MOST, _PATIENCE = 32 << 20, 10
_PROGRAM = Path(__file__).with_name("matches.py")
# What is said of a source on the command line, by the key of the configuration.
_OPTIONS = {
    "form": ("FORM", "how the codes stand in it: python, list or json"),
    "names": ("NAME", "of python: the classes, members or constants that are meant"),
    "take": ("WHAT", "of python: value, name, or the place of an argument"),
    "keys": ("KEY", "of json: the way to the codes, one key after the other"),
    "pattern": ("REGEX", "instead of a form, with a group (?P<code>...)"),
    "begin": ("TEXT", "of a pattern: look for it from this text on"),
    "end": ("TEXT", "of a pattern: and up to this text"),
}
_SEVERAL = ("names", "keys")
_OPTION = {"files": "source"}
_SOURCE = ("source of codes", "--source FILES")


@dataclass(frozen=True, slots=True)
class Named:
    """A source of codes, where its keys stand, and where its files may lie."""

    source: CodeSource
    place: Callable[[str], Span]
    limits: Bounds


@dataclass(frozen=True, slots=True)
class Found:
    """The codes of several sources, and the files that they were looked for in."""

    files: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    problems: Problems = ()

    def __add__(self, other: Found) -> Found:
        files = tuple(dict.fromkeys((*self.files, *other.files)))
        return Found(files, self.codes + other.codes, self.problems + other.problems)


def options(words: argparse.ArgumentParser) -> None:
    """Add to a verb the options that name a source of codes."""
    group = words.add_argument_group("the service's own code")
    group.add_argument(
        "--source",
        metavar="FILES",
        action="append",
        default=[],
        help="where it is: a file, or a pattern in quotes, such as 'src/**/*.py'",
    )
    for key, (metavar, about) in _OPTIONS.items():
        action = "append" if key in _SEVERAL else "store"
        group.add_argument(f"--{key}", metavar=metavar, action=action, help=about)


def configured(project: Project) -> list[Named]:
    """The sources that the configuration names."""
    place = partial(config_file.span, project.config, "sources")
    return [
        Named(source, partial(place, str(number)), project.limits)
        for number, source in enumerate(project.settings.sources)
    ]


def asked(args: argparse.Namespace, project: Project) -> tuple[list[Named], Problems]:
    """The source that the command line names, by paths from where it was called.

    What a user names may lie anywhere; no link leads out of it.
    """
    given = {key: value for key in _OPTIONS if (value := getattr(args, key)) is not None}
    if not args.source:
        options = [f"--{key}" for key in given]
        alone = config_rules.option_alone(Span("the command line"), options, _SOURCE)
        return [], ((alone,) if options else ())
    folder = Path(args.root or "").absolute()
    files = [os.path.relpath(folder / one, project.root) for one in args.source]
    paths = [Path(one).as_posix() for one in files]
    if str(given.get("take", "")).isdecimal():
        given["take"] = int(given["take"][:3])
    section = Section(Document("the command line", ""), (), {"files": paths, **given})
    source = code_sources.read(section)
    starts = [os.fspath(project.root / globs.start(one)) for one in paths]
    limits = bounds.limits(project.root, [*args.allow, *starts])
    named = Named(source, lambda key: Span(f"--{_OPTION.get(key, key)}"), limits)
    return [named], tuple(section.problems)


def read(project: Project, named: Named, *, quiet: bool) -> Found:
    """The codes of a source; without one it is told that there are none."""
    problems: list[Diagnostic] = []
    paths: dict[str, None] = {}
    for pattern in named.source.files:
        found, trouble = globs.find(project.root, pattern, named.limits, named.place("files"))
        paths |= dict.fromkeys(found)
        problems += trouble
    documents, trouble = _documents(project.root, named, [*paths], quiet=quiet)
    problems += trouble
    if errors(tuple(problems)):
        return Found(problems=tuple(problems))
    if named.source.form == "pattern":
        read, trouble = _matched(documents, named)
    else:
        each = [codes.read(document, named.source) for document in documents]
        read = tuple(code for some, _ in each for code in some)
        trouble = tuple(problem for _, some in each for problem in some)
    if not read and not errors(trouble):
        reason = f"there is none in {plural(len(paths), 'file')}: {several([*paths], 3)}"
        trouble += (audit_rules.source_empty(named.place("files"), reason),)
    return Found(tuple(paths), read, (*problems, *trouble))


def _documents(
    root: Path, named: Named, paths: Sequence[str], *, quiet: bool
) -> tuple[list[Document], Problems]:
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    size, span = 0, named.place("files")
    for path in streams.watch(quiet=quiet)("reading code", paths):
        document, trouble = sources.named(root, path, named.limits, span)
        problems += trouble
        size += len(document.text) if document else 0
        if size > _MOST:
            reason = f"{_MOST >> 20} MB of text"
            return [], (audit_rules.source_large(span, several(paths, 1), reason),)
        documents += [document] if document else []
    return documents, tuple(problems)


def _matched(documents: Sequence[Document], named: Named) -> tuple[tuple[Code, ...], Problems]:
    """What the pattern finds, which may be a stranger's.

    No look at a regular expression tells how long it takes, and a thread that is in
    one cannot be ended. A process can, on every system.
    """
    source = named.source
    texts = [(one.text, codes.regions(one.text, source)) for one in documents]
    command = [sys.executable, "-I", "-S", os.fspath(_PROGRAM)]
    asked = json.dumps([source.pattern, texts]).encode()
    try:
        done = subprocess.run(  # noqa: S603  (our own program; the pattern is no word of it)
            command, input=asked, stdout=subprocess.PIPE, timeout=_PATIENCE, check=False
        )
        answer = json.loads(done.stdout) if not done.returncode else "it ended the process"
    except subprocess.TimeoutExpired:
        answer = f"it takes longer than {_PATIENCE} seconds"
    except (OSError, ValueError) as problem:
        answer = str(problem)
    if isinstance(answer, str):
        return (), (audit_rules.source_pattern(named.place("pattern"), answer),)
    return tuple(_coded(documents, answer)), ()


def _coded(documents: Sequence[Document], found: Sequence[tuple[int, int, int]]) -> Iterator[Code]:
    for number, some in groupby(found, key=itemgetter(0)):
        yield from codes.at(documents[number], ((start, end) for _, start, end in some))
