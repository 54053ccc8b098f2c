"""How a code is spelt: what one cell says as a code, or as several."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

# A "code" longer than this is prose; no pattern below sees more of a cell.
LIMIT = 400
# How many codes a range may stand for: `5-7` does, `-32000 to -32099` is a whole class of them.
_RANGE = 32

Kind: TypeAlias = Literal[
    "blank", "number", "hex", "symbol", "word", "phrase", "prose", "template", "group"
]

_BLANK = re.compile(r"(?:[-–—‐−*/.?]+|n/?a\.?)?", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−]?[0-9]{1,20}(?:\.[0-9]{1,9}){0,4}")
_HEX = re.compile(r"0[xX][0-9A-Fa-f_]{1,40}[uUlL]{0,3}|[0-9][0-9A-Fa-f]{1,16}[hH]")
_SYMBOL = re.compile(r"[A-Za-z_$#@.0-9+\-][A-Za-z0-9_.:$#@!?*'~/+\-\\]{0,119}")
# What makes a token look made up: a digit, a mark inside, a capital inside.
_STRUCTURE = re.compile(r"[0-9_$#@]|\w[.:\-/\\]\w|[a-z][A-Z]|[A-Z]{2}")
_WORD = re.compile(r"[A-Za-z]{1,60}")
_TEMPLATE = re.compile(r"[{}<>…]|\.\.\.")
_GROUP = re.compile(
    r"(?:[A-Za-z]{0,3}[0-9]{1,4}[xX*]{1,4}(?:[ -].*)?|[0-9]{1,3}[xX*]{2}|[<>≥≤]=? ?-?[0-9]{1,6})"
)
_JOINED = (
    r"\s*(?:[,;、，；|&+\n]|(?<=\s)(?:or|and|oder|und|ou|et|o|y|または|及び|或|和|또는)(?=\s))\s*"
)
_SEPARATOR = re.compile(_JOINED)
_SLASH = re.compile(r"\s*/\s*")
_BETWEEN = re.compile(rf"(?:{_JOINED}|\s*/\s*|\s*(?:or|and|または|或)\s*|\s+)?")
_SPAN_RANGE = re.compile(r"\s*(?:-|–|—|~|～|to|bis|through|\.\.)\s*")
_RANGE_FORM = re.compile(
    r"([+\-]?(?:0[xX][0-9A-Fa-f]{1,8}|[0-9]{1,9}))\s*(?:-|–|—|~|～|〜|\bto\b|\bbis\b|\bthrough\b|\.\.)\s*"
    r"([+\-]?(?:0[xX][0-9A-Fa-f]{1,8}|[0-9]{1,9}))"
)
_VALUE = r"(?:[+\-]?[0-9]{1,12}|0[xX][0-9A-Fa-f]{1,16}[uUlL]{0,3})"
_NAMED = re.compile(
    rf"([A-Za-z_][\w.:\-]{{1,119}})\s*[(:=\n]\s*({_VALUE}(?:\s*\({_VALUE}\))?)\s*\)?"
)
# `-2147024891 (0x80070005)` says one code twice.
_TWICE = re.compile(rf"({_VALUE})\s*\(\s*({_VALUE})\s*\)")
# A short number before plain words may be one of them: `2 factor authentication required`.
_NUMBERED = re.compile(
    rf"({_VALUE})\s*(?:[(（:\n–—]|\s-\s|(?<=[0-9A-Fa-f]{{3}})\s)\s*([^\W\d].{{0,119}})", re.DOTALL
)
_BASE = re.compile(r"([A-Za-z_]\w{0,119})\(([A-Za-z_][\w.]{0,100}(?:Error|Exception)|Exception)\)")
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "„": "“", "«": "»", "「": "」", "『": "』"}


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a cell, and the second name that the cell gives it (`(388)`)."""

    text: str
    name: str = ""


def clean(text: str) -> str:
    """A cell's text as a code: no invisible characters, no outer quotes or stray markup.

    NBSP, U+202F and their like are blanks; what has no width goes. Line ends
    stay, because they part codes.
    """
    plain = "\n".join(" ".join(_visible(line).split()) for line in text[:LIMIT].split("\n"))
    plain = plain.strip().removeprefix("**").removesuffix("**").strip("`").strip()
    closing = _QUOTES.get(plain[:1])
    inside = plain[1:-1]
    if closing and len(plain) > 2 and plain[-1] == closing and closing not in inside:
        return inside.strip()
    return plain


def _visible(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    return "".join(filter(None, map(_seen, line)))


def _seen(char: str) -> str:
    """A character as a code has it: a blank for any blank, nothing for what has no width."""
    category = unicodedata.category(char)
    if category == "Zs" or char == "\t":
        return " "
    return "" if category in ("Cf", "Cc") or 0xFE00 <= ord(char) <= 0xFE0F else char


def kind(text: str) -> Kind:
    """What a cleaned text looks like: `solid` codes are a number, a hex number or a symbol."""
    if len(text) >= LIMIT:
        return "prose"
    if _BLANK.fullmatch(text):
        return "blank"
    if _NUMBER.fullmatch(text):
        return "number"
    if _HEX.fullmatch(text):
        return "hex"
    if _GROUP.fullmatch(text):
        return "group"
    if _TEMPLATE.search(text):
        return "template"
    if _SYMBOL.fullmatch(text) and _STRUCTURE.search(text):
        return "symbol"
    if _WORD.fullmatch(text):
        return "word"
    return "phrase" if len(text) <= 60 and text.count(" ") < 6 else "prose"


def solid(text: str) -> bool:
    """Whether a text can only be a code: a number, a hex number, or a made-up name."""
    return kind(text) in ("number", "hex", "symbol")


def codes(text: str, spans: tuple[str, ...] = ()) -> tuple[Code, ...]:
    """The codes that a cell names; one, exactly as it says it, where nothing tells them apart.

    `spans` are the contents of the cell's code spans, which settle what is
    code and what is prose.
    """
    plain = clean(text)
    return _spanned(plain, tuple(map(clean, spans))) or _parted(plain) or (_one(plain),)


def _spanned(plain: str, spans: tuple[str, ...]) -> tuple[Code, ...]:
    """Code spans with nothing but separators between them, or one span and a remark."""
    if not spans or not all(spans) or len(spans) > LIMIT:
        return ()
    gaps = _gaps(plain, spans)
    if not gaps or gaps[0]:
        return ()
    if len(spans) == 1:
        return (_one(spans[0]),) if gaps[-1] and solid(spans[0]) and not solid(plain) else ()
    if len(spans) == 2 and not gaps[2] and _SPAN_RANGE.fullmatch(gaps[1]):
        return _span_range(*spans, plain)
    if not all(_BETWEEN.fullmatch(gap) for gap in gaps):
        return ()
    return tuple(code for text in _suffixed(spans) for code in ranged(text) or (_one(text),))


def _span_range(low: str, high: str, plain: str) -> tuple[Code, ...]:
    return ranged(f"{low} - {high}") or (Code(plain),)


def _gaps(plain: str, spans: tuple[str, ...]) -> list[str]:
    """What stands before, between and after the spans; nothing if they do not stand in order."""
    gaps, at = [], 0
    for span in spans:
        start = plain.find(span, at)
        if start < 0:
            return []
        gaps.append(plain[at:start])
        at = start + len(span)
    return [*gaps, plain[at:]]


def _suffixed(spans: tuple[str, ...]) -> tuple[str, ...]:
    """`A.B` / `.C`: a span that begins with a dot replaces the last part of the first."""
    stem = spans[0].rpartition(".")[0]
    return tuple(stem + s if s[0] == "." and stem and not s[1:2].isdigit() else s for s in spans)


def _parted(plain: str) -> tuple[Code, ...]:
    """Several codes between commas, line ends, `or`, slashes: if every part is one by itself."""
    whole = ranged(plain)
    if whole:
        return whole
    if _NAMED.fullmatch(plain):
        return ()
    parts = [part for part in _SEPARATOR.split(plain) if part]
    if len(parts) == 1:
        parts = [part for part in _SLASH.split(plain) if part]
        if " / " not in plain and not _alike(parts):
            return ()
    if len(parts) < 2 or not all(solid(part) or ranged(part) for part in parts):
        return ()
    if [kind(part) == "symbol" for part in parts] in ([True, False], [False, True]):
        # A symbol and a number are two names of one error.
        symbol, number = sorted(parts, key=lambda part: kind(part) != "symbol")
        return (Code(symbol, number),)
    return tuple(code for part in parts for code in ranged(part) or (Code(part),))


def _alike(parts: list[str]) -> bool:
    """Whether what a bare slash parts is two codes, and no path or `N/A`."""
    kinds = {kind(part) for part in parts}
    if kinds == {"number"}:
        return len({len(part) for part in parts}) == 1
    return kinds == {"hex"} or (kinds == {"symbol"} and all("_" in part for part in parts))


def ranged(text: str) -> tuple[Code, ...]:
    """The codes of a range of numbers, `5-7`; nothing if it is none, or a pair, or too long.

    The two ends of a range are spelt alike and ascend: `0xC1900101 - 0x2000c`
    is a pair of a result and its extension.
    """
    found = _RANGE_FORM.fullmatch(text)
    if not found:
        return ()
    low, high = found.groups()
    is_hex = low[:2].lower() == "0x"
    if is_hex != (high[:2].lower() == "0x") or (
        len(low) != len(high) and (is_hex or low[0] == "0")
    ):
        return ()
    first, last = int(low, 16 if is_hex else 10), int(high, 16 if is_hex else 10)
    if not 0 < last - first < _RANGE:
        return ()
    return tuple(Code(_spelt(n, low, is_hex)) for n in range(first, last + 1))


def _spelt(number: int, like: str, is_hex: bool) -> str:
    if not is_hex:
        return f"{number:0{len(like)}d}" if like[0] == "0" else str(number)
    digits = f"{number:0{len(like) - 2}X}"
    return like[:2] + (digits if like[2:] == like[2:].upper() else digits.lower())


def spans_many(text: str) -> bool:
    """Whether a text stands for a class of codes: `4xx`, `>=500`, `-32000 to -32099`."""
    found = _RANGE_FORM.fullmatch(text)
    if kind(text) == "group":
        return True
    if not found or ranged(text):
        return False
    low, high = (abs(int(end, 16 if "x" in end.lower() else 10)) for end in found.groups())
    return low < high and len(found[1]) == len(found[2])


def _one(plain: str) -> Code:
    """A single code, without the number, the words or the base class that stand beside it."""
    named = _NAMED.fullmatch(plain)
    if named and (solid(named[1]) or (kind(named[1]) == "word" and "\n" in plain)):
        return Code(named[1], " ".join(named[2].split()))
    based = _BASE.fullmatch(plain)
    if based:
        return Code(based[1])
    twice = _TWICE.fullmatch(plain)
    if twice:
        return Code(twice[1], twice[2])
    numbered = _NUMBERED.fullmatch(plain)
    return numbered_code(numbered[1], numbered[2]) if numbered else Code(plain)


def numbered_code(number: str, words: str) -> Code:
    """`400 INVALID_ARGUMENT`: words spelt like a code are the code, else the number."""
    words = words.strip(" ()（）-–—:\n")
    return Code(words, number) if kind(words) == "symbol" and "_" in words else Code(number, words)
