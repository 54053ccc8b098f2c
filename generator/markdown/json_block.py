"""JSON as pages show it: with comments, shortened, or among the lines of an HTTP exchange."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.diagnostics.source import is_deep

# One that is never closed goes to the end, so that nothing is tried twice.
_STRING = r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)'
_COMMENT = r"//[^\n]*|/\*(?:.*?\*/|.*)"
# What a text is made of that is JSON, or means to be.
_TOKEN = re.compile(
    rf"(?P<string>{_STRING})|(?P<single>'(?:[^'\\\n]|\\.){{0,2000}}+')|(?P<comment>{_COMMENT}|(?<!\S)#[^\n]*)"
    r"|(?P<cut>\.{3,}|…)|(?P<mark>[{}\[\]:,])|(?P<word>(?:(?!\.{3}|//)[^\s{}\[\]:,\"…])++)",
    re.DOTALL,
)
_LITERAL = re.compile(r"-?[0-9]\S*|true|false|null|-?Infinity|NaN")
_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]{0,80}")
# Where a body may begin: an object with a quoted member, a list of objects; and how far it goes.
_BEGIN = re.compile(r"(?<![A-Za-z0-9_$%\\{\[])(?:\{(?=\s*+(?:\"|//|/\*|\.\.\.|…|\}))|\[(?=\s*+\{))")
_BRACKET = re.compile(rf"{_STRING}|{_COMMENT}|[{{}}\[\]]", re.DOTALL)
_EXCHANGE = re.compile(
    r"^(?:> )?(?P<request>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) |^(?:< )?HTTP/[0-9]", re.MULTILINE
)
_QUOTES = ("'", '"', "`")
_MOST = 20  # bodies in one block, and beginnings of which none is a body


class Body(NamedTuple):
    """A body in a text: itself, its value, and how many lines stand before it."""

    text: str
    value: object
    lines: int = 0


def read(text: str) -> tuple[object, bool]:
    """(the value of a JSON text, True), or (None, False) where it is none or too deeply nested.

    Comments, superfluous commas, `…` for what was left out, keys without
    quotes and strings in single quotes are allowed; a word that stands for a
    value is null.
    """
    for form in (str, _mended):
        try:
            value = json.loads(
                form(text), parse_float=_number, parse_constant=_number, strict=False
            )
        except (ValueError, RecursionError):
            continue
        return (None, False) if is_deep(value) else (value, True)
    return None, False


def bodies(text: str) -> Iterator[Body]:
    """The objects and the lists of objects in a text.

    Of an HTTP exchange the body of the request is left out where another follows.
    """
    whole, is_valid = read(text) if text.lstrip()[:1] in ("{", "[") else (None, False)
    if is_valid and _is_body(whole):
        yield Body(text, whole, text.count("\n", 0, text.index(text.lstrip()[0])))
        return
    found = list(_found(text))
    for number, (start, end, value) in enumerate(found, 1):
        if number == len(found) or not _is_request(text, start):
            yield Body(text[start:end], value, text.count("\n", 0, start))


def _is_body(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def _found(text: str) -> Iterator[tuple[int, int, object]]:
    """From where to where there is a body in a text, and its value.

    What stands in quotes is an argument of a command, and what is never closed
    is half a body: nothing in it is looked at.
    """
    end: int | None = 0
    for _ in range(_MOST):
        begun = _BEGIN.search(text, end or 0)
        end = _end(text, begun.start()) if begun else None
        if not begun or end is None:
            return
        start = begun.start()
        is_quoted = text[max(0, start - 1) : start] in _QUOTES or text[end : end + 1] in _QUOTES
        value, is_valid = read(text[start:end])
        if is_valid and value and not is_quoted:
            yield start, end, value


def _end(text: str, start: int) -> int | None:
    """Where the brackets are closed that open at an offset."""
    depth = 0
    for part in _BRACKET.finditer(text, start):
        depth += (part[0] in "{[") - (part[0] in "}]")
        if not depth:
            return part.end()
    return None


def _is_request(text: str, offset: int) -> bool:
    """Whether what stands at an offset is the body of a request, not of a response."""
    lines = list(_EXCHANGE.finditer(text, 0, offset))
    return bool(lines) and lines[-1]["request"] is not None


def _number(text: str) -> float:
    """RFC 8259, section 6: there is no infinity in JSON, and no NaN."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _mended(text: str) -> str:
    """A text as JSON has to be, as far as that is plain."""
    out: list[str] = []
    word = ""  # the last word, if nothing has followed it
    for token in _TOKEN.finditer(text):
        kind, part = token.lastgroup, token[0]
        last = out[-1] if out else ""
        if kind == "comment":
            continue
        if kind == "cut" and last == ":":
            out.append("null")
        elif kind == "cut" or part == ",":
            out += [","] if last not in ("", "{", "[", ",", ":") else []
        elif part in ("}", "]"):
            out[-1:] = [part] if last == "," else [last, part]
        elif part == ":" and _KEY.fullmatch(word):
            out[-1:] = [json.dumps(word), part]
        elif kind == "single":
            out.append(json.dumps(part[1:-1].replace("\\'", "'")))
        elif kind != "word" or _LITERAL.fullmatch(part):
            out.append(part)
        elif not word:
            out.append("null")
        word = part if kind == "word" else ""
    return " ".join(out)
