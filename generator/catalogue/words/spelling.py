"""How a text is spelt: cleaned of what nobody sees, and what it looks like then."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

# A "code" longer than this is prose; no pattern below sees more of a cell.
LIMIT = 400

Kind: TypeAlias = Literal[
    "blank", "number", "hex", "symbol", "word", "phrase", "prose", "template", "group"
]

# Unicode's format and control characters, and the selectors of variants: nothing of them shows.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BLANK = re.compile(r"(?:[-–—‐−*/.?]+|n/?a\.?)?", re.IGNORECASE)
_NUMBER = re.compile(r"[+\-−]?[0-9]{1,20}(?:\.[0-9]{1,9}){0,4}")
_HEX = re.compile(r"0[xX][0-9A-Fa-f_]{1,40}[uUlL]{0,3}|[0-9][0-9A-Fa-f]{1,16}[hH]")
_SYMBOL = re.compile(r"[A-Za-z_$#@.0-9+\-][A-Za-z0-9_.:$#@!?*'~/+\-\\]{0,119}")
# What makes a token look made up: a digit, a mark inside, a capital inside.
_STRUCTURE = re.compile(r"[0-9_$#@]|\w[.:\-/\\]\w|[a-z][A-Z]|[A-Z]{2}")
_WORD = re.compile(r"[A-Za-z]{1,60}")
_TEMPLATE = re.compile(r"[{}<>…]|\.\.\.")
# `4xx`, `10x`, `ERR-4xx`, `13nnn`, `128+n`, `15+`,
# `5XX (SERVER ERROR)`, `>=500`, `WU_E_*`, `XXX-01`.
_GROUP = re.compile(
    r"[A-Za-z]{0,3}[0-9]{1,4}(?:[xX]{1,4}|[*]{2,4}|[nN]{2,4})(?:[ -].*)?"
    r"|[A-Za-z]{1,12}[-_][0-9]{1,4}(?:[xX]{2,4}|[*]{2,4}|[nN]{2,4})"
    r"|[0-9]{1,6} ?\+(?: ?[A-Za-z])?|[0-9]{1,2}\*|[<>≥≤]=? ?-?[0-9]{1,6}"
    r"|[A-Za-z][A-Za-z0-9_.]{0,60}[_.]\*|[A-Z_]{0,20}X{3,9}[-_.][A-Za-z0-9]{1,20}"
)
_QUOTES = {
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "„": "“",
    "«": "»",
    "「": "」",
    "『": "』",
    "‹": "›",
}
# Around one word alone, as several may be a remark; and `(missing)` says that there is no code.
_BRACKETS = {
    "[": "]",
    "(": ")",
    "（": "）",
    "【": "】",
    "［": "］",
    "〔": "〕",
    "〈": "〉",
    "《": "》",
}


def clean(text: str) -> str:
    """A cell's text as a code: no invisible characters, outer quotes or brackets, or stray markup.

    NBSP, U+202F and their like are blanks; what has no width goes. Line ends
    stay, because they part codes.
    """
    return _clean(text[:LIMIT])


# Choosing asks of every column what reading asks of one: without it real pages take 7 % longer.
@lru_cache(maxsize=1 << 15)
def _clean(text: str) -> str:
    lines = _INVISIBLE.sub("", text).split("\n")
    plain = "\n".join(" ".join(line.split()) for line in lines).strip()
    plain = plain.removeprefix("**").removesuffix("**").strip("` ")
    inside = plain[1:-1]
    closing = _QUOTES.get(plain[:1])
    if not closing and " " not in inside and (plain[:1] not in "(（" or is_code(inside)):
        closing = _BRACKETS.get(plain[:1])
    if closing and len(plain) > 2 and plain[-1] == closing and closing not in inside:
        return inside.strip()
    return plain


# Without it real pages take 16 % longer to read.
@lru_cache(maxsize=1 << 15)
def kind(text: str) -> Kind:
    """What a cleaned text looks like."""
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


def is_code(text: str) -> bool:
    """Whether a text can only be a code: a number, a hex number, or a made-up name."""
    return kind(text) in ("number", "hex", "symbol")
