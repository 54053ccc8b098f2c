"""Rendered text made tidy, and held against the rules of its language."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection
from functools import lru_cache

from generator import characters
from generator.render import shape

# Black puts two blank lines around a class and a function; only where they are
# there already can one be cut off without changing what black does around it.
_CUT = re.compile(r"\n\n\n(?=[^\s#)\]}])")
_CLASS, _ATTRIBUTE = "class n:\n", "    n = n"
_BLOCK = re.compile(r"(?:class|def|async def) |@")
_FOREIGN = re.compile(r"[^\x00-\x7f\s]")
# Black's InvalidInput is the first; before version 25 its tokenizer let out the others, too.
_UNREAD = (ValueError, SyntaxError, LookupError)


def tidy(path: str, text: str) -> tuple[str, str]:
    """(tidied text, "") or ("", what is wrong with it); `path` tells the language.

    Python is formatted by black with one explicit mode, never by the user's
    configuration; JSON and TOML must parse. Everything ends in one newline
    and has no line with trailing white space.
    """
    if path.endswith((".py", ".pyi")):
        return _python(text, stub=path.endswith(".pyi"))
    reason = _unreadable(path, text)
    return ("", reason) if reason else (_lines(text), "")


def _lines(text: str) -> str:
    joined = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return f"{joined}\n" if joined else ""


def _python(text: str, *, stub: bool) -> tuple[str, str]:
    reason = ""
    # A boundary may have been inside a string: then the whole file decides.
    for pieces in (_pieces(text), [text]):
        try:
            return "\n\n".join(_black(piece, stub=stub) for piece in pieces), ""
        except _UNREAD as problem:
            reason = f"the Python it renders does not parse{_place(str(problem), text)}"
    return "", reason


def _place(problem: str, text: str) -> str:
    """Where black stopped reading: the number and the line, which all versions of it agree on."""
    number = re.search(r"([0-9]+):[0-9]+|line ([0-9]+)", problem)
    if number is None:
        return ""
    line = int(number[1] or number[2])
    return f": line {line}: {''.join(text.split(chr(10))[line - 1 : line]).strip()[:80]}"


def _pieces(text: str) -> list[str]:
    """A module cut around its classes and functions; each without blank lines at its end.

    Black's work grows faster than a file does, and it goes over a file a second
    time when it changed anything, such as blank lines at the end.
    """
    pieces: list[str] = []
    for piece in _CUT.split(text):
        if pieces and not (_BLOCK.match(piece) or _BLOCK.match(pieces[-1])):
            pieces[-1] += f"\n\n\n{piece}"
        else:
            pieces.append(piece)
    if len(pieces) == 1 or not pieces[0].strip():
        return [text]
    return [f"{piece.rstrip()}\n" for piece in pieces]


@lru_cache(maxsize=1024)
def _black(piece: str, *, stub: bool) -> str:
    """What black makes of a piece; of two that are alike but for their words, it sees one."""
    long = shape.attributes(piece)
    if not long and _is_tidy(piece, stub=stub):
        return piece
    return _by_attributes(piece, long, stub=stub) or _in_shape(piece, stub=stub)


def _is_tidy(piece: str, *, stub: bool) -> bool:
    """Whether black, as far as its shape tells, leaves a piece alone."""
    form = shape.short(piece)
    known = not stub and form in shape.known()
    return bool(form) and (known or _of_shape(form, stub=stub) == form)


def _by_attributes(piece: str, numbers: Collection[int], *, stub: bool) -> str:
    """A class that is tidy but for some long lines: black sees each of these alone; else ""."""
    lines = piece.split("\n")
    fitting = [_ATTRIBUTE if n in numbers else line for n, line in enumerate(lines)]
    if not numbers or not _is_tidy("\n".join(fitting), stub=stub):
        return ""
    for number in numbers:
        alone = _in_shape(f"{_CLASS}{lines[number]}\n", stub=stub)
        lines[number] = alone.removeprefix(_CLASS).rstrip()
    return "\n".join(lines)


def _in_shape(piece: str, *, stub: bool) -> str:
    """What black makes of a piece, by what it makes of its exact shape."""
    masked, words = shape.exact(piece)
    tidied = shape.restored(masked, _of_shape(masked, stub=stub), words)
    return tidied or _formatted(piece, stub=stub)


@lru_cache(maxsize=4096)
def _of_shape(masked: str, *, stub: bool) -> str:
    """What black makes of a shape; "" if it cannot be read."""
    try:
        return _formatted(masked, stub=stub)
    except _UNREAD:
        return ""


def _formatted(text: str, *, stub: bool) -> str:
    """What black makes of a text, with each character as wide as it is for us.

    How wide black takes one to be changes with its version: the vowels of
    Thai and Hindi had no width before. So it sees letters and signs that have
    always been one column wide, or two, and leaves them in their order.
    """
    masked = _FOREIGN.sub(_stand_in, text)
    tidied = _asked(masked, stub=stub)
    words = _FOREIGN.findall(text)
    if len(_FOREIGN.findall(tidied)) != len(words):
        return _asked(text, stub=stub)
    left = iter(words)
    return _FOREIGN.sub(lambda _: next(left), tidied)


def _stand_in(found: re.Match[str]) -> str:
    char = found[0]
    if characters.known(char).isalpha():
        return "禁" if characters.is_wide(char) else "é"
    return "。" if characters.is_wide(char) else "×"


def _asked(text: str, *, stub: bool) -> str:
    import black
    from black.mode import TargetVersion

    mode = black.Mode(target_versions={TargetVersion.PY311}, line_length=shape.WIDTH, is_pyi=stub)
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
