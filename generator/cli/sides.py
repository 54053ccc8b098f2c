"""A side of a comparison, found: a file, standard input, or what git has at a revision."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from generator import disk
from generator.rules import file as files
from generator.rules import side as rules
from generator.source import Document, Problems, Span, document

STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Side:
    """What somebody named: one document, or a revision in which each catalogue has its own.

    `word` is "" where nothing was named; `file` is the document's place on the
    disk, `stored` its path in the repository, where it has one.
    """

    word: str = ""
    document: Document | None = None
    file: Path | None = None
    stored: str = ""


def find(word: str | None, folder: Path) -> tuple[Side, Problems]:
    """The side that a word means. A file that exists wins over a revision of the same name."""
    if not word:
        return Side(), ()
    if word == "-":
        content = sys.stdin.buffer.read() if sys.stdin is not None else b""
        found, problems = _text(STDIN, content)
        return Side(word, found), problems
    if _exists(folder / word):
        found, problems = disk.text(folder, Path(word).as_posix())
        return Side(word, found, file=folder / word), problems
    revision, colon, path = word.partition(":")
    if colon:
        found, problems = stored(folder, revision, path)
        return Side(word, found, stored=path), problems
    if _git(folder, "rev-parse", "--verify", "--quiet", f"{word}^{{commit}}") is not None:
        return Side(word), ()
    return Side(word), (rules.unknown(Span(word), word),)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def stored(folder: Path, revision: str, path: str) -> tuple[Document | None, Problems]:
    """The file that git has at a revision; a path that begins with `./` is relative to `folder`."""
    content = _git(folder, "cat-file", "blob", f"{revision}:{path}")
    where = f"{revision}:{path.removeprefix('./')}"
    if content is None:
        return None, (rules.missing(Span(where), revision, path.removeprefix("./")),)
    return _text(where, content)


def _git(folder: Path, *words: str) -> bytes | None:
    """What git prints, or None where it has no answer, or where there is no git."""
    if words[-1].startswith("-"):
        return None
    try:
        done = subprocess.run(  # noqa: S603  (no shell; no word of ours is taken for an option)
            ["git", "-C", str(folder), *words],  # noqa: S607  (the user's own git)
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError):
        return None
    return done.stdout if done.returncode == 0 else None


def _text(path: str, content: bytes) -> tuple[Document | None, Problems]:
    try:
        return document(path, content.decode("utf-8")), ()
    except UnicodeDecodeError as problem:
        return None, (files.encoding(Span(path), content[problem.start]),)


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
