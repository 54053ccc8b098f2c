"""Rendered text made tidy, and held against the rules of its language."""

from __future__ import annotations

import json
import re
import tomllib

# black puts two blank lines before a class; only where they are there already
# can a class be cut off without changing what black does around it.
_CLASS = re.compile(r"\n\n\n(?=class )")


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
    import black
    from black.mode import TargetVersion
    from black.parsing import InvalidInput

    mode = black.Mode(target_versions={TargetVersion.PY311}, line_length=88, is_pyi=stub)
    reason = ""
    # A boundary may have been inside a string: then the whole file decides.
    for pieces in (_pieces(text), [text]):
        try:
            tidied = [black.format_str(piece, mode=mode) for piece in pieces]
            return "\n\n".join(tidied), ""
        except InvalidInput as problem:
            reason = f"the Python it renders does not parse: {' '.join(str(problem).split())}"
    return "", reason


def _pieces(text: str) -> list[str]:
    """A module cut before its classes; each piece without blank lines at its end.

    black's work grows faster than a file does, and it goes over a file a second
    time when it changed anything, such as blank lines at the end. Pieces take
    half the time and a fraction of the memory, for the same bytes.
    """
    head, *classes = _CLASS.split(text)
    if not classes or not head.strip():
        return [text]
    return [f"{piece.rstrip()}\n" for piece in (head, *classes)]


def _unreadable(path: str, text: str) -> str:
    try:
        if path.endswith(".json"):
            json.loads(text)
        elif path.endswith(".toml"):
            tomllib.loads(text)
    except ValueError as problem:
        return f"what it renders does not parse: {problem}"
    return ""
