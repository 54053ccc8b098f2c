"""The codes that one cell names, and the second name that it gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator import characters, statuses
from generator.catalogue.rows import separators
from generator.catalogue.words import lexicon, spelling

# How many codes a range may stand for: `5-7` does, `-32000 to -32099` is a whole class of them.
_RANGE = 16
# How many codes a cell may name: more of them are a list of something else.
_MOST = 64

# What holds nothing that could part two codes.
_PLAIN = re.compile(r"(?:[A-Za-z0-9_]|\.(?!\.)){1,399}")
# The hyphen of `-4001 -4006` belongs to the second number.
_TO = (
    r"(?:-|[^\S\n]*(?:-[^\S\n]+|(?:[–—−~～〜]|\.\.\.?|至|到|から|부터|\b(?:to|bis|through|thru|à|a|al|до)\b)"
    r"[^\S\n]*))"
)
_SPAN_RANGE = re.compile(_TO)
_END = r"([+\-]?(?:0[xX][0-9A-Fa-f]{1,8}|[0-9]{1,9}))"
_RANGE_FORM = re.compile(_END + _TO + _END)
# `ERR-5 to ERR-7`: what stands before both numbers is the same.
_PREFIXED = re.compile(r"([A-Za-z][A-Za-z_.\-]{0,24}?)([0-9]{1,9})" + _TO + r"\1([0-9]{1,9})")
_VALUE = r"(?:[+\-]?[0-9]{1,12}|0[xX][0-9A-Fa-f]{1,16}[uUlL]{0,3})"
_NAMED = re.compile(
    rf"([A-Za-z_][\w.:\-]{{1,119}})(?:\s*[(:=\n]\s*|\s+)({_VALUE}(?:\s*\({_VALUE}\))?)\s*\)?"
)
# `ERR_42: the disk is full`.
_TITLED = re.compile(r"([A-Za-z][\w.\-]{1,119})(?:\s*[:–—]|\s-)\s+(\D.{0,199})", re.DOTALL)
# `500, 502, 503 - Server errors`.
_LISTED = re.compile(
    rf"({_VALUE}(?:\s*[,/|]\s*{_VALUE}){{1,20}})\s*[(（:–—\-]\s*([^\W\d].{{0,119}})", re.DOTALL
)
# `-2147024891 (0x80070005)` says one code twice.
_TWICE = re.compile(rf"({_VALUE})\s*\(\s*({_VALUE})\s*\)")
# A short number before plain words may be one of them: `2 factor authentication required`.
_NUMBERED = re.compile(
    rf"({_VALUE})\s*(?:[(（:\n–—]|\s-\s|(?<=[0-9A-Fa-f]{{3}})\s)\s*([\"“'«「]?[^\W\d].{{0,119}})",
    re.DOTALL,
)
# On a line of its own over its symbol; a shorter one may be a status.
_LONG = re.compile(r"[+-]?[0-9]{4,12}")
# `5 NOT_FOUND`, `14 UNAVAILABLE`: gRPC writes the number first.
_COUNTED = re.compile(rf"({_VALUE})\s+([A-Z][A-Z0-9_]{{2,79}})")
# `E001` of `E001/E002`: numbers behind the same letters.
_COUNTING = re.compile(r"([A-Z]{1,12}[-_]?)([0-9]{3,9})")
# What may be said of a code beside it.
_REMARK = re.compile(
    r"(?:deprecat|remov|obsolet|reserv|new\b|since\b|added|formerly|former\b|renamed|legacy"
    r"|experiment|preview|beta\b|alpha\b|retired|unused|internal|only\b|optional|until|from v"
    r"|veralt|entfäll|entfallen|neu\b|seit\b|nur\b|obsol|deprec|supprim|nouveau|depuis\b|nuev[oa]\b"
    r"|desde\b|eliminad|descontinu|nov[oa]\b|rimoss|nuov[oa]\b|verouder|vervallen|nieuw\b|utgå|udgå"
    r"|przestarz|wycof|usuni|now[ya]\b|zastar|nov[ýá]\b|устар|удал|нов[ыа][йя]|только\b|kaldırıl|yeni\b"
    r"|已?(?:废弃|弃用|废除|作废|棄用|廢除)|新增|保留|廃止|非推奨|予約|新規"
    r"|폐지|폐기|사용 ?(?:안|중지)|신규|예약)",
    re.IGNORECASE,
)
# A code, and what stands behind it in brackets.
_BRACKETED = re.compile(
    r"([^\s()\[\]（）]{1,120})\s*(?:[(（](.{1,200})[)）]|\[(.{1,200})\])", re.DOTALL
)
_BEHIND = re.compile(
    r"([^\s()\[\]（）,]{2,120})(?:\s*[,–—]|\s[-/／]|\s)\s*([^\W\d].{1,199})", re.DOTALL
)
# A status, or several, in brackets: `(400)`, `(HTTP 401/403)`, `(5xx)`.
_STATUS = re.compile(
    r"(?:(?:HTTP|status)\s*(?:status\s*|code\s*)?:?\s*)?([1-5](?:[0-9]{2}|[xX]{2}))(?:\s*[/,|]\s*[1-5][0-9xX]{2}){0,8}",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(.{1,300}?)\s*[(（]([^()（）]{3,60})[)）]", re.DOTALL)
# `Stop error code 0x000000D1`: words that say what the number behind them is.
_LABEL = re.compile(r"([^\W\d][^\d\n]{0,60}?)(?:\s*[:：=#]\s*|\s+)(?=-?[0-9])")
_EXCEPTION = re.compile(r"[A-Za-z_][\w.]{0,100}(?:Error|Exception)|Exception")
_BASE = re.compile(rf"([A-Za-z_]\w{{0,119}})\(({_EXCEPTION.pattern})\)")


# What parts a code from a remark.
_MARKS = " ,;:–—-"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a cell, and what the cell says beside it.

    `name` is a second name (`(388)`), `remark` what is neither (`(deprecated)`),
    `status` the HTTP status that it gives in brackets, as it stands there.
    """

    text: str
    name: str = ""
    remark: str = ""
    status: str = ""


def read(text: str, spans: tuple[str, ...] = ()) -> tuple[Code, ...]:
    """The codes that a cell names; one, exactly as it says it, where nothing tells them apart.

    `spans` are the contents of the cell's code spans, which settle what is
    code and what is prose.
    """
    plain = spelling.clean(text)
    if _PLAIN.fullmatch(plain) or characters.known(plain) != plain:
        return (Code(plain),)
    cleaned = tuple(map(spelling.clean, spans))
    found = _aside(plain, cleaned) or _spanned(plain, cleaned) or _labelled(plain) or _parted(plain)
    return found if 0 < len(found) <= _MOST else (_one(plain),)


def _aside(plain: str, spans: tuple[str, ...]) -> tuple[Code, ...]:
    """Codes with a remark or a status behind them; nothing where there is neither."""
    tail = _TAIL.fullmatch(plain)
    status = tail and _STATUS.fullmatch(tail[2])
    if tail and status and spelling.kind(tail[1]) != "number":
        codes = read(tail[1], tuple(span for span in spans if span in tail[1]))
        whole = all(spelling.kind(code.text) in ("symbol", "word") for code in codes)
        if whole and (not status[1].isdecimal() or statuses.phrase(int(status[1]))):
            return tuple(replace(code, status=tail[2] if not code.status else "") for code in codes)
    for pattern in (_BRACKETED, _BEHIND):
        found = pattern.fullmatch(plain)
        words = " ".join(found[found.lastindex or 0].split()) if found else ""
        if found and _remarks(found[1], words, spans, bracketed=pattern is _BRACKETED):
            return (Code(found[1], remark=words),)
    return ()


def headed(text: str) -> tuple[str, str]:
    """What stands before brackets that end a text, or on its first line, and what else it says."""
    found = _BRACKETED.fullmatch(text)
    head, _, rest = text.partition("\n")
    if found:
        head, rest = found[1], found[found.lastindex or 0]
    return head, " ".join(rest.split())


def encloses(text: str) -> bool:
    """Whether brackets behind a code may hold others: `3 (4, 5)`, `12 (13 on X)`; one is a name."""
    head, rest = headed(text) if _BRACKETED.fullmatch(text) else ("", "")
    if spelling.kind(head) in ("number", "hex"):
        return bool(re.match(rf"{_VALUE}(?:\s|{separators.SEPARATOR.pattern})", rest))
    others = _parted(rest) if spelling.is_code(head) else ()
    return len(others) > 1 and all(spelling.kind(code.text) == "symbol" for code in others)


def _remarks(head: str, words: str, spans: tuple[str, ...], *, bracketed: bool) -> bool:
    """Whether the words behind a code are a remark, and no second name of it."""
    kind = spelling.kind(head)
    if head[-1] == ":":  # a title, `E42: Removed row`
        return False
    # One word behind CamelCase may be the code itself, and what is before it translated.
    own = bool(re.search(r"[_.0-9]", head)) or head.isupper()
    sure = own or " " in words or not (words[:1].isupper() or spelling.is_code(words))
    if kind not in ("symbol", "number", "hex") and head not in spans:
        return bracketed and kind == "word" and sure and is_remark(words)
    if re.fullmatch(_VALUE, words) or (
        bracketed and kind == "symbol" and _EXCEPTION.fullmatch(words)
    ):
        return False
    if is_remark(words):
        return sure
    own = own or spelling.kind(words) != "word"
    return bracketed and kind == "symbol" and not spelling.is_code(words) and own


def is_remark(words: str) -> bool:
    """Whether words say what has become of a code: `deprecated`, `new in 2.1`, `廃止`."""
    return _REMARK.match(words) is not None


def _unlabelled(line: str, *concepts: str) -> str:
    """What stands behind words that call it so; "" where no such words do."""
    label = _LABEL.match(line)
    if not label or not lexicon.concepts(label[1]) & {*concepts}:
        return ""
    return line[label.end() :]


def _labelled(plain: str) -> tuple[Code, ...]:
    """Symbols on one line, and their numbers, called so, on the next."""
    lines = plain.split("\n")
    number = _unlabelled(lines[-1], "code", "number", "error") if len(lines) == 2 else ""
    if not number:
        return ()
    symbols = _parted(lines[0]) or (_one(lines[0]),)
    values = _parted(number) or (_one(number),)
    if len(symbols) != len(values) or not all(spelling.is_code(c.text) for c in symbols + values):
        return ()
    return tuple(Code(s.text, v.text) for s, v in zip(symbols, values, strict=True))


def _spanned(plain: str, spans: tuple[str, ...]) -> tuple[Code, ...]:
    """Code spans with nothing but separators between them, or one span and a remark."""
    if not spans or not all(spans) or len(spans) > spelling.LIMIT:
        return ()
    gaps = _gaps(plain, spans)
    if not gaps or gaps[0]:
        return ()
    if len(spans) == 1:
        if not gaps[-1] or not spelling.is_code(spans[0]) or spelling.is_code(plain):
            return ()
        return (replace(_one(spans[0]), remark=_bare(gaps[-1])),)
    if len(spans) == 2 and not gaps[2] and _SPAN_RANGE.fullmatch(gaps[1]):
        return ranged(f"{spans[0]} - {spans[1]}") or (Code(plain),)
    if not all(separators.BETWEEN.fullmatch(gap) for gap in gaps):
        return ()
    return tuple(code for text in _suffixed(spans) for code in ranged(text) or (_one(text),))


def _bare(text: str) -> str:
    """What is said behind a code, without what parts it from that."""
    words = " ".join(text.split()).strip(_MARKS)
    return (
        words[1:-1] if words[:1] in ("(", "（", "[") and words[-1:] in (")", "）", "]") else words
    )


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
    if whole or _NAMED.fullmatch(plain):
        return whole
    listed = _LISTED.fullmatch(plain)
    if listed:
        return tuple(Code(code.text, listed[2].rstrip(")）")) for code in _parted(listed[1]))
    pieces = _pieces(plain)
    if len(pieces) < 2 or not all(map(_is_piece, pieces)):
        return ()
    symbols = [piece for piece in pieces if spelling.kind(piece) == "symbol"]
    if len(pieces) == 2 and len(symbols) == 1 and not any(map(ranged, pieces)):
        # A symbol and a number are two names of one error.
        number = next(piece for piece in pieces if piece != symbols[0])
        if "\n" in plain and pieces[0] == number and _LONG.fullmatch(number):
            return (Code(number, symbols[0]),)
        return (Code(symbols[0], number),)
    return tuple(code for piece in pieces for code in ranged(piece) or (Code(piece),))


def _is_piece(text: str) -> bool:
    """A code, a short range of codes, or a pair of a result and its extension."""
    return spelling.is_code(text) or bool(ranged(text)) or is_pair(text)


def is_pair(text: str) -> bool:
    """Whether a text is a result and its extension: `0xC1900101 - 0x2000c`."""
    found = _RANGE_FORM.fullmatch(text)
    return found is not None and all(end[:2].lower() == "0x" for end in found.groups())


def _pieces(plain: str) -> list[str]:
    pieces = [piece for piece in separators.SEPARATOR.split(plain) if piece]
    if len(pieces) > 1:
        return pieces
    pieces = plain.split()
    if len(pieces) > 1 and all(spelling.kind(piece) in ("number", "hex") for piece in pieces):
        return pieces
    pieces = [piece for piece in separators.SLASH.split(plain) if piece]
    return pieces if " / " in plain or _alike(pieces) else []


def _alike(parts: list[str]) -> bool:
    """Whether what a bare slash parts is two codes, and no path or `N/A`."""
    kinds = {spelling.kind(part) for part in parts}
    if kinds == {"number"}:
        return len({len(part) for part in parts}) == 1
    counted = [_COUNTING.fullmatch(part) for part in parts]
    if all(counted) and len({(found[1], len(found[2])) for found in counted if found}) == 1:
        return True
    return kinds == {"hex"} or (kinds == {"symbol"} and all("_" in part for part in parts))


def ranged(text: str) -> tuple[Code, ...]:
    """The codes of a range of numbers, `5-7`; nothing if it is none, or a pair, or too long.

    The two ends of a range are spelt alike and ascend: `0xC1900101 - 0x2000c`
    is a pair of a result and its extension.
    """
    prefix, numbers = _prefixed(text)
    low, high, like = _ends(numbers)
    if not 0 < high - low < _RANGE:
        return ()
    return tuple(Code(prefix + _spelt(n, like)) for n in range(low, high + 1))


def _prefixed(text: str) -> tuple[str, str]:
    """What stands before both numbers of a range, and the range without it."""
    found = _PREFIXED.fullmatch(text)
    return (found[1], f"{found[2]}-{found[3]}") if found else ("", text)


def _ends(text: str) -> tuple[int, int, str]:
    """The two numbers of a range, the lower one first, and how it is spelt; else nothing."""
    found = _RANGE_FORM.fullmatch(text)
    if not found:
        return 0, 0, ""
    hexes = [end[:2].lower() == "0x" for end in found.groups()]
    even = len(found[1]) == len(found[2])
    if hexes[0] != hexes[1] or (
        not even and (hexes[0] or (found[1][:2].startswith("0") and len(found[1]) > 1))
    ):
        return 0, 0, ""
    low, high = (int(end, 16 if hexes[0] else 10) for end in found.groups())
    # `-32000 to -32099` counts away from zero.
    return (high, low, found[2]) if high < low < 0 else (low, high, found[1])


def _spelt(number: int, like: str) -> str:
    """A number of a range, spelt as its lower end is: as wide, with its capitals."""
    if like[:2].lower() != "0x":
        return f"{number:0{len(like)}d}" if like[0] == "0" else str(number)
    spelt = f"{number:0{len(like) - 2}x}"
    return like[:2] + (spelt.upper() if re.search("[A-F]", like) else spelt)


def many(text: str) -> bool:
    """Whether a text stands for a class of codes: `4xx`, `>=500`, `-32000 to -32099`."""
    low, high, _ = _ends(_prefixed(text)[1])
    return spelling.kind(text) == "group" or high - low >= _RANGE


def _one(plain: str) -> Code:
    """A single code, without the number, the words or the base class that stand beside it."""
    if _RANGE_FORM.fullmatch(plain):
        return Code(plain)
    number = _unlabelled(plain, "code", "number") if "\n" not in plain else ""
    if re.fullmatch(_VALUE, number):
        return Code(number)
    status = _unlabelled(plain, "http") if "\n" not in plain else ""
    if status.isdecimal() and statuses.registered(int(status[:4])):
        return Code(status, status=status)
    for pattern, fits in _FORMS:
        found = pattern.fullmatch(plain)
        if found and (fits is None or fits(found, plain)):
            name = " ".join((found[2] or "").split())
            if pattern is _COUNTED:
                return Code(found[2], found[1])
            return Code(found[1]) if pattern is _BASE else _ordered(found[1], name)
    return Code(plain)


def _symbol(found: re.Match[str], plain: str) -> bool:
    """A symbol before its number; a plain word only on a line of its own."""
    first = spelling.kind(found[1])
    return first == "symbol" or (first == "word" and "\n" in plain)


def _is_constant(found: re.Match[str], _: str) -> bool:
    """A constant behind its number, which is no HTTP status (`200 OK`)."""
    return "_" in found[2] or len(found[1]) < 3


def _made_up(found: re.Match[str], _: str) -> bool:
    """CamelCase before a colon may be prose; `ERR_42` is none."""
    return spelling.kind(found[1]) == "symbol" and bool(re.search(r"[_0-9]", found[1]))


# Each with what has to be so besides, if anything has.
_FORMS = (
    (_NAMED, _symbol),
    (_BASE, None),
    (_TWICE, None),
    (_COUNTED, _is_constant),
    (_NUMBERED, None),
    (_TITLED, _made_up),
)


def _ordered(first: str, words: str) -> Code:
    """`400 INVALID_ARGUMENT`: words spelt like a code are the code, else the number."""
    words = spelling.clean(words.strip(" (（-–—:"))
    if words.count(")") + words.count("）") > words.count("(") + words.count("（"):
        words = words[:-1].rstrip()
    is_code = spelling.kind(words) == "symbol" and "_" in words and spelling.kind(first) == "number"
    return Code(words, first) if is_code else Code(first, words)
