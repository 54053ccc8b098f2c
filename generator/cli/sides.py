"""A side of a comparison, found: a file, standard input, or what git has at a revision."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.cli import git
from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.rules import side as side_rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span, document
from generator.project.disk import sources
from generator.project.settings import Settings

STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Side:
    """What somebody named: one document, or a revision in which each catalogue has its own.

    `word` is "" where nothing was named; `file` is the document's place on the
    disk, `stored` its path in the repository, where it has one. A side with neither
    document nor revision is the sources as they stand, or what was built of them.
    `settings` is the configuration that it was made with.
    """

    word: str = ""
    revision: str = ""
    built: bool = False
    settings: Settings = field(default_factory=Settings)
    document: Document | None = None
    file: Path | None = None
    stored: str = ""


def find(word: str | None, folder: Path, *, files: bool = True) -> tuple[Side, Problems]:
    """The side that a word means. A file that exists wins over a revision of the same name.

    Unless no files are meant: a pull request may add one that is called like its base.
    """
    if not word:
        return Side(), ()
    if not files:
        return _revision(word, folder)
    if word == "-":
        content = sys.stdin.buffer.read() if sys.stdin is not None else b""
        found, problems = _text(STDIN, content)
        return Side(word, document=found), problems
    if _exists(folder / word):
        found, problems = sources.text(folder, Path(word).as_posix())
        return Side(word, document=found, file=folder / word), problems
    revision, colon, path = word.partition(":")
    if colon:
        found, problems = stored(folder, revision, path)
        problems = problems if found or problems else (missing(revision, path),)
        return Side(word, document=found, stored=path), problems
    return _revision(word, folder)


def _revision(word: str, folder: Path) -> tuple[Side, Problems]:
    known, problems = git.knows(folder, word)
    problems = problems if known or problems else (side_rules.side_unknown(Span(word), word),)
    return Side(word, revision=word), problems


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def committed(folder: Path) -> tuple[Side, Problems]:
    """The side that nobody named: what was committed last, else what was built."""
    known, problems = git.knows(folder, "HEAD")
    return Side(revision="HEAD" if known else "", built=True), problems


def stored(folder: Path, revision: str, path: str) -> tuple[Document | None, Problems]:
    """The file that git has at a revision, None where it has none.

    A path that begins with `./` is relative to `folder`.
    """
    content, problems = git.content(folder, revision, path)
    return (None, problems) if content is None else _text(_where(revision, path), content)


def missing(revision: str, path: str) -> Diagnostic:
    """The problem that a revision has no such file."""
    plain = path.removeprefix("./")
    return side_rules.side_missing(Span(_where(revision, path)), revision, plain)


def _where(revision: str, path: str) -> str:
    return f"{revision}:{path.removeprefix('./')}"


def _text(path: str, content: bytes) -> tuple[Document | None, Problems]:
    try:
        return document(path, content.decode("utf-8")), ()
    except UnicodeDecodeError as problem:
        return None, (file_rules.file_encoding(Span(path), content[problem.start]),)


def is_record(side: Document) -> bool:
    """Whether a document is JSON and no page, which its content tells where its name does not."""
    if side.path.endswith(".json"):
        return True
    try:
        return side.text.lstrip()[:1] == "{" and isinstance(json.loads(side.text), dict)
    except (ValueError, RecursionError):
        return False


def as_record(side: Document) -> Document:
    """A document of JSON under a name that says so."""
    return side if side.path.endswith(".json") else replace(side, path=f"{side.path}.json")
