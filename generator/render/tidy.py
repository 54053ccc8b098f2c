"""Rendered text made tidy, and held against the rules of its language."""

from __future__ import annotations

import json
import tomllib


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
    try:
        return black.format_str(text, mode=mode), ""
    except InvalidInput as problem:
        return "", f"the Python it renders does not parse: {problem}"


def _unreadable(path: str, text: str) -> str:
    try:
        if path.endswith(".json"):
            json.loads(text)
        elif path.endswith(".toml"):
            tomllib.loads(text)
    except ValueError as problem:
        return f"what it renders does not parse: {problem}"
    return ""
