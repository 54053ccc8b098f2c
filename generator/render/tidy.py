"""Rendered text made tidy, and held against the rules of its language."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import partial

from generator import characters

# What our own templates are written for.
WIDTH = 88
# What black splits nowhere, however long it is: a comment, a docstring, and alone in a line a
# string or an imported name.
_WHOLE = re.compile(
    r"""^[ ]*(?:\#.*|\"{3}[\s\S]*?\"{3}|"(?:[^"\\\n]|\\.)*",?|'(?:[^'\\\n]|\\.)*',?"""
    r"|\w+ as \w+,)$",
    re.MULTILINE,
)
# An attribute of a class in one line; it stands in no docstring.
_ATTRIBUTE = re.compile(r'"{3}[\s\S]*?"{3}|^    \w+(?::| =) .*[^,(\[{\n]$', re.MULTILINE)
_CLASS = "class n:\n"
_FOREIGN = re.compile(r"[^\x00-\x7f\s]")
# Black's InvalidInput is the first; before version 25 its tokenizer let out the others, too.
_UNREAD = (ValueError, SyntaxError, LookupError)


def tidy(path: str, text: str, *, built_in: bool = False, width: int = WIDTH) -> tuple[str, str]:
    """(tidied text, "") or ("", what is wrong with it); `path` tells the language.

    Python is formatted by black with one explicit mode, never by the user's
    configuration; JSON and TOML must parse. Everything ends in one newline
    and has no line with trailing white space. `built_in` says that it comes
    from a template of ours, `width` how long a line of Python may be.
    """
    if path.endswith((".py", ".pyi")):
        if built_in and width == WIDTH:
            return _parsed(_pieces(text), _own)
        return _parsed([text], partial(_black, stub=path.endswith(".pyi"), width=width))
    reason = _unreadable(path, text)
    return ("", reason) if reason else (_lines(text), "")


def _lines(text: str) -> str:
    joined = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return f"{joined}\n" if joined else ""


def _parsed(pieces: Iterable[str], tidied: Callable[[str], str]) -> tuple[str, str]:
    found: list[str] = []
    for piece in pieces:
        try:
            found.append(tidied(piece))
        except _UNREAD as problem:
            return "", f"the Python it renders does not parse{_place(str(problem), piece)}"
    return "\n\n".join(found), ""


def _pieces(text: str) -> list[str]:
    """A module cut around its classes and functions; each without blank lines at its end.

    Our own templates are written as black has them, and tests ask black about
    that. So of these it sees only the classes and functions with a line that
    does not fit: importing it, and its work, are most of what a build takes.
    Black's work grows faster than a file does, and it goes over a file a second
    time when it changed anything, such as blank lines at the end.
    """
    return [f"{piece.rstrip()}\n" for piece in text.split("\n\n\n")]


def _own(piece: str) -> str:
    """What black makes of a piece of our own: of a class whose attributes alone are long, these."""
    if piece.startswith("class "):
        piece = _ATTRIBUTE.sub(_attribute, piece)
    short = all(map(fits, _WHOLE.sub("", piece).split("\n")))
    return piece if short else _black(piece)


def _attribute(found: re.Match[str]) -> str:
    line = found[0]
    if fits(line) or line[0] == '"':
        return line
    return _black(f"{_CLASS}{line}\n").removeprefix(_CLASS).rstrip("\n")


def fits(line: str) -> bool:
    """Whether a line is short enough for black."""
    if line.isascii() or len(line) > WIDTH:
        return len(line) <= WIDTH
    return len(line) + sum(map(characters.is_wide, line)) <= WIDTH


def _place(problem: str, text: str) -> str:
    """Where black stopped reading: the number and the line, which all versions of it agree on."""
    number = re.search(r"([0-9]+):[0-9]+|line ([0-9]+)", problem)
    if number is None:
        return ""
    line = int(number[1] or number[2])
    return f": line {line}: {''.join(text.split(chr(10))[line - 1 : line]).strip()[:80]}"


def _black(text: str, *, stub: bool = False, width: int = WIDTH) -> str:
    """What black makes of a text, with each character as wide as it is for us.

    How wide black takes one to be changes with its version: the vowels of
    Thai and Hindi had no width before. So it sees letters and signs that have
    always been one column wide, or two, and leaves them in their order.
    """
    masked = _FOREIGN.sub(_stand_in, text)
    tidied = _formatted(masked, stub=stub, width=width)
    words = _FOREIGN.findall(text)
    if len(_FOREIGN.findall(tidied)) != len(words):
        return _formatted(text, stub=stub, width=width)
    left = iter(words)
    return _FOREIGN.sub(lambda _: next(left), tidied)


def _stand_in(found: re.Match[str]) -> str:
    char = found[0]
    if characters.known(char).isalpha():
        return "禁" if characters.is_wide(char) else "é"
    return "。" if characters.is_wide(char) else "×"


def _formatted(text: str, *, stub: bool, width: int) -> str:
    import black
    from black.mode import TargetVersion

    mode = black.Mode(target_versions={TargetVersion.PY311}, line_length=width, is_pyi=stub)
    return black.format_str(text, mode=mode)


def _unreadable(path: str, text: str) -> str:
    try:
        if path.endswith(".json"):
            json.loads(text)
        elif path.endswith(".toml"):
            tomllib.loads(text)
    except ValueError as problem:
        return f"what it renders does not parse: {problem}"
    return ""
