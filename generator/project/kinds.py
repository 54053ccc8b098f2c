"""The kinds of targets that are built in, and the keys that each of them has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator import names

# What a key of a target may be given; a list is a tuple.
Option: TypeAlias = str | int | bool | tuple[str, ...]

# What a specifier of a module can have, as Node and bundlers read it.
_SPECIFIER = re.compile(r"[@A-Za-z0-9._/#~{}-]+")
_MODULE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)
# PEP 263: all that we write is UTF-8.
_COMMENT = re.compile(r"#(?!.*coding[:=](?!\s*utf-?8\b))(?:[ !].*\S)?", re.IGNORECASE)
# The comments of TypeScript, and blanks; none is read twice, so that the time is linear.
_NOTES = re.compile(r"(?:\s++|//[^\n]*+|/\*(?>(?s:.*?)\*/))*+")
_CLASS = re.compile(rf"{_MODULE.pattern}:[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a kind: what it is when it is not given, and whether a value fits it.

    `wanted` says what would.
    """

    name: str
    default: Option
    wanted: str
    fits: Callable[[object], bool]


def is_module(text: str) -> bool:
    """Whether a text is the dotted name of a module that can be imported."""
    parts = text.replace("{package}", "package").split(".")
    return all(map(names.is_package, parts)) if _MODULE.fullmatch(".".join(parts)) else False


def _text(fits: Callable[[str], object]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and bool(fits(value))


def _is_header(text: str) -> bool:
    """Comments of the language's own, with nothing that cannot be seen."""
    return bool(text.strip()) and all(char.isprintable() or char == "\n" for char in text)


def _is_comment(text: str) -> bool:
    """Lines of comments as black has them, that say nothing of another encoding."""
    lines = text.strip("\n").split("\n")
    return all(map(_COMMENT.fullmatch, lines)) and _is_header(text)


def _is_note(text: str) -> bool:
    """Comments of TypeScript, and nothing beside them."""
    return bool(_NOTES.fullmatch(text)) and _is_header(text)


def _is_class(text: str) -> bool:
    """`module:Class`, as entry points name it."""
    return bool(_CLASS.fullmatch(text)) and is_module(text.partition(":")[0])


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


_DOCS = (
    Key("site", True, "true or false", _is_flag),
    Key("generated-code", True, "true or false", _is_flag),
)
_PYTHON = (
    Key("import", "", "a dotted name such as acme.errors", _text(is_module)),
    Key("tests", "", "the path of a file that ends in .py", _text(lambda t: t.endswith(".py"))),
    Key("project", "", "a folder of the project", _text(str.strip)),
    Key("base", "", "a class such as acme.base:AcmeError", _text(_is_class)),
    Key(
        *("line-length", 88, "a number from 40 to 320"),
        lambda value: type(value) is int and 40 <= value <= 320,
    ),
    Key("header", "", "lines of comments, each with `# ` before it", _text(_is_comment)),
)
_TYPESCRIPT = (
    Key("form", "js", "js or ts", _text({"js", "ts"}.__contains__)),
    Key("import-extension", ".js", '".js", ".ts" or ""', lambda v: v in ("", ".js", ".ts")),
    Key("import", "", "a specifier such as @acme/client/errors", _text(_SPECIFIER.fullmatch)),
    Key("header", "", "lines of comments, each with `// ` before it, or /* … */", _text(_is_note)),
)
KEYS: dict[str, tuple[Key, ...]] = {
    "docs": _DOCS,
    "json": (),
    "openapi": (),
    "python": _PYTHON,
    "typescript": _TYPESCRIPT,
}


def defaults(kind: str) -> Iterator[tuple[str, Option]]:
    """The keys of a kind as templates name them, each with its default; none of an own kind."""
    return ((key.name.replace("-", "_"), key.default) for key in KEYS.get(kind, ()))
