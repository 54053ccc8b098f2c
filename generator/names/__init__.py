"""One word of the page, as every language spells it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator import characters
from generator.names.style import DIGITS, PLAIN, Style

# Python's keywords, and the attributes that every generated error has.
_KEYWORDS = """
and as assert async await break class continue def del elif else except finally for from global
if import in is lambda nonlocal not or pass raise return self try while with yield none true false
"""
_TAKEN = "args code constructor prototype toString __proto__"
_UNFIT = frozenset(f"{_KEYWORDS} {_TAKEN}".split())
# What the generated functions call parameters of their own, now and for ever.
_OURS = frozenset(["self", "message", "status", "headers", "correlation_id", "retry_after", "kind"])

# Windows, "Naming Files": names that no folder may hold; and the two that
# documentation tools read as a folder's own page.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "index", "readme"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)]
)

_SEPARATORS = re.compile(r"[^0-9A-Za-z]+")
_NAME_LIMIT = 60
# Nobody's name of a class, a file or a project is longer; no pattern sees more of it.
_LONGEST = 200

# `10003`, `-32700`, `403.14`, `0x8007`, `22P02`.
_NUMBER = re.compile(r"[+\-−]?[0-9][0-9A-Za-z.]*")
_SIGNS = {"+": "Plus", "-": "Minus", "−": "Minus"}
_HEX = re.compile(r"[+-]?(?:0[xX][0-9A-Fa-f]+|[0-9A-F]*[0-9][0-9A-F]*)[hH]?")
# `TK001`, `E-1002`, `ERR_NET_404`: an abbreviation and a number, which say less than a symbol.
_NUMBERED = re.compile(r"[A-Za-z]{1,12}(?:[-_. ]?[A-Za-z]{1,12})?[-_. :#]?[0-9]+[A-Za-z]?")
# Latin letters that Unicode does not part into a letter and its marks, as they are usually spelt.
_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O"}
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i"}
)
# The largest prime of seven digits: the remainder tells codes apart that have the same words.
_PRIME = 9_999_991


@dataclass(frozen=True, slots=True)
class Naming:
    """What a class can be named after, "" where there is nothing.

    In this order: `pinned` (the overlay), a `code` that is a name, a `symbol`
    beside it, a `title` in words, the `phrase` of the status that the code is,
    the code as it is. `aliases` are names that the class had.
    """

    code: str
    symbol: str = ""
    title: str = ""
    pinned: str = ""
    phrase: str = ""
    aliases: tuple[str, ...] = ()


def class_names(namings: Sequence[Naming], root: str, style: Style = PLAIN) -> tuple[str, ...]:
    """A class name for each error: unique, no builtin of Python or JavaScript, never the root.

    Codes are distinct. A name that several errors might have is nobody's,
    unless one of them is pinned to it: the others have their code in theirs.
    So the names do not depend on the order of the errors, and one more error
    never gives the class of an error to another.
    """
    candidates = [_candidates(naming, style) for naming in namings]
    claims = Counter([root])
    for naming, found in zip(namings, candidates, strict=True):
        claims.update({*found, *(given(alias, style) for alias in naming.aliases)})
    pins = Counter([root, *(given(naming.pinned, style) for naming in namings)])
    return tuple(
        found[0] if given(naming.pinned, style) and pins[found[0]] == 1 else _free(found, claims)
        for naming, found in zip(namings, candidates, strict=True)
    )


def _free(candidates: Sequence[str], claims: Counter[str]) -> str:
    """The best of the names that nobody else might have; the last one nobody has."""
    return next((name for name in candidates if claims[name] == 1), candidates[-1])


def wanted(naming: Naming, style: Style = PLAIN) -> str:
    """The class name that an error has if no other error wants it."""
    return _candidates(naming, style)[0]


def _candidates(naming: Naming, style: Style) -> tuple[str, ...]:
    """The class names that an error might have, the best first."""
    pinned = given(naming.pinned, style)
    stem = style.bare(pinned.removesuffix(style.suffix) or pinned) or _stem(naming)
    content = naming.code.encode("utf-8", "surrogatepass")
    # No other candidate has an underscore: the last one is no other code's.
    marks = (*_marks(stem, naming.code), f"_{content.hex().upper()}")
    marked = tuple(_marked(stem, mark, style) for mark in marks)
    if pinned:
        return (pinned, *marked)
    # Of a name that is taken anyway, a number says more than `Api` would.
    numbered = _NUMBER.fullmatch(naming.code) and style.is_reserved(style.named(stem))
    return marked if numbered else (class_name(stem, style), *marked)


def _marks(stem: str, code: str) -> tuple[str, str]:
    """What tells the class of a code apart from others of its stem: its spelling, its remainder."""
    spelt = _spelt(code)
    number = int.from_bytes(code.encode("utf-8", "surrogatepass"), "big") % _PRIME
    said = spelt.removesuffix("Error") == stem.removesuffix("Error")
    return ("Code" if said else spelt, f"X{number}")


def _marked(stem: str, mark: str, style: Style) -> str:
    """`CardExpired101Error`; a number stands after an `Error` of the page's own.

    `DataReadError101`, and of a word `DataReadAError`.
    """
    if DIGITS.match(stem) or not stem.endswith(("Error", style.suffix)):
        return class_name(f"{stem}{mark}", style)
    named = style.named(stem)
    if style.is_whole(f"{named}{mark}"):
        return f"{named}{mark}"
    return class_name(f"{style.bare(named).removesuffix(style.suffix)}{mark}", style)


def unmarked(name: str, code: str, style: Style = PLAIN) -> str:
    """The class of a code without what tells it apart: `CardExpired101Error` → `CardExpiredError`.

    "" if nothing does.
    """
    stem = name.removesuffix(style.suffix)
    marks = _marks(style.bare(stem).removesuffix("Code"), code)
    plain = (stem.removesuffix(mark) for mark in marks if mark and stem.endswith(mark))
    return next(filter(None, (given(text, style) for text in plain)), "")


def _stem(naming: Naming) -> str:
    code, symbol = naming.code, naming.symbol if _is_name(naming.symbol) else ""
    better = symbol and _NUMBERED.fullmatch(code) and not _NUMBERED.fullmatch(symbol)
    if _is_name(code) and not better:
        return pascal(code)
    return pascal(symbol or naming.title or naming.phrase) or _spelt(code) or "Unnamed"


def _is_name(text: str) -> bool:
    """Whether a code is a name and not a number: `NotFound`, `API-01`; not `10003`, `0x8007`.

    Half a word is none: all of its letters have an ASCII form.
    """
    if len(text) > _NAME_LIMIT or _HEX.fullmatch(text) or not _is_whole(text):
        return False
    return re.match(r"[^0-9A-Za-z]*[A-Za-z]", _ascii(text)) is not None and len(pascal(text)) > 1


def _is_whole(text: str) -> bool:
    """Whether nothing of a text is lost when it is spelt in ASCII."""
    return text.isascii() or all(_ascii(c) for c in characters.known(text) if c.isalnum())


def _spelt(code: str) -> str:
    """A code as a part of a class name: `-403.14` → `Minus403Point14`, `API-01` → `Api01`.

    "" if its letters have no ASCII form.
    """
    if _NUMBER.fullmatch(code):
        return _SIGNS.get(code[0], "") + code.strip("+-−.").replace(".", "Point")[:_NAME_LIMIT]
    if _is_name(code):
        return pascal(code)
    joined = _SEPARATORS.sub("", _ascii(code))[:_NAME_LIMIT] if _is_whole(code) else ""
    return joined[:1].upper() + joined[1:]


def given(name: str, style: Style = PLAIN) -> str:
    """The class that people mean by a name of theirs, be it a whole class or a code; "" if none.

    `NotFound` → `NotFoundError`, `-5` → `ErrorMinus5`, `Error10003` → `Error10003`.
    """
    name = name[:_LONGEST]
    if style.is_whole(name) and not style.is_reserved(name):
        return name
    stem = _spelt(name) if _NUMBER.fullmatch(name) else pascal(name)
    return class_name(stem, style) if stem else ""


def short(name: str, style: Style = PLAIN) -> str:
    """What people write to have a class called so: `NotFound` of `NotFoundError`; "" if nothing."""
    found = (style.bare(name.removesuffix(style.suffix)), name)
    return next((text for text in found if given(text, style) == name), "")


def class_name(stem: str, style: Style = PLAIN) -> str:
    """A stem as a class: `NotFound` → `NotFoundError`, `10003` → `Error10003`."""
    name = style.named(stem)
    if not style.is_reserved(name):
        return name
    return f"{name.removesuffix(style.suffix)}Api{style.suffix}"


@lru_cache(maxsize=1 << 16)
def pascal(text: str) -> str:
    """Any text in PascalCase, ASCII only: `BATCH_LIST_EMPTY` → `BatchListEmpty`."""
    chunks = [c for c in _SEPARATORS.split(_ascii(text)) if c]
    return "".join(_capital(c) for c in chunks)[:_NAME_LIMIT]


def _capital(chunk: str) -> str:
    return chunk.capitalize() if chunk.isupper() else chunk[0].upper() + chunk[1:]


def _ascii(text: str) -> str:
    """Latin letters without their marks; what has no ASCII form is dropped (Unicode, NFKD).

    One rule for every language, `ü` → `u`: a name must not depend on what a
    page's language is taken for.
    """
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", characters.known(text).translate(_LETTERS))
    return parted.encode("ascii", "ignore").decode()


def snake(text: str) -> str:
    """A code or phrase in snake_case: `InvalidHashValue` → `invalid_hash_value`."""
    split = re.sub(r"([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])", r"\1\3_\2", _ascii(text))
    return "_".join(c.lower() for c in _SEPARATORS.split(split) if c)


def identifier(text: str) -> str:
    """The words of a placeholder as a parameter's name, or "" if they make none.

    Only words of which every letter has an ASCII form count: a name must not
    come from half of a phrase. A leading article is dropped.
    """
    if len(text) > _NAME_LIMIT or not _is_whole(text):
        return ""
    name = re.sub(r"^(the|a|an)_(?=.)", "", snake(text))
    if not name or name[0].isdigit():
        return ""
    return f"{name}_" if name in _UNFIT else parameter(name)


def parameter(name: str) -> str:
    """A name as the parameter of an error has it: `_` ends one that our functions have themselves.

    `kind` → `kind_`, in every language.
    """
    return f"{name}_" if name in _OURS else name


def is_parameter(name: str) -> bool:
    """Whether somebody can call a parameter or an attribute so; every name that we make can.

    More than `identifier` would make of a phrase: `a_b_1` is the name of a code,
    and no article with a word behind it.
    """
    return re.fullmatch(r"[a-z][a-z0-9_]*", name) is not None and name not in _UNFIT


def is_package(name: str) -> bool:
    """Whether Python can import a catalogue of this name."""
    return name not in _KEYWORDS.split()


def is_root(name: str, style: Style = PLAIN) -> bool:
    """Whether a base class can be called so: nothing that the generated code uses is."""
    taken = any(one.is_reserved(name) for one in (PLAIN, style))
    return name.endswith(("Error", "Exception")) and not taken


def package(name: str) -> str:
    """A catalogue's kebab-case name as a Python package: `defender-errors` → `defender_errors`."""
    return name.replace("-", "_")


def root(name: str, style: Style = PLAIN) -> str:
    """The base class of a catalogue: `defender-errors` → `DefenderApiError`."""
    stem = pascal(re.sub(r"-errors?(-codes?)?$", "", name)).removesuffix("Api")
    return f"{'E' if stem[:1].isdigit() else ''}{stem}Api{style.suffix}"


def slugs(codes: Iterable[str]) -> tuple[str, ...]:
    """A file name for each code: safe on every system, unique without regard to case."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    result: list[str] = []
    for code in codes:
        name = stem = _slug(code)
        number = numbers.get(stem, 2)
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        # No name is given back: the next code of this stem begins where this one ended.
        numbers[stem] = number
        taken.add(name.casefold())
        result.append(name)
    return tuple(result)


def _slug(code: str) -> str:
    # Site generators leave out what begins with a dot or, as Docusaurus, with an underscore.
    safe = re.sub(r"[^0-9A-Za-z._-]+", "-", _ascii(code)).lstrip("._")[:100].rstrip(".") or "error"
    return f"{safe}_" if safe.split(".")[0].casefold() in _DEVICES else safe


# What file names, folders and titles are made of on the pages of any API.
_COMMON = """
all and api apis appendix article catalog catalogue chapter client common contents detail
details doc docs documentation for from general generic global guide guides handling help home
index info intro introduction list lists main manual markdown message messages new our overview
page pages problem problems project public readme ref reference references resources rest
section site source sources src static table tables the troubleshooting untitled version
versions web website wiki with
code codes err errcode errcodes errno error errorcode errorcodes errors exception exceptions
exit fault faults http response responses result results ret retcode retcodes return returns
server status statuscode statuscodes statuses
codice codici codigo codigos erreur erreurs erro erros errore errores errori feil fejl fehler
fehlercode fehlercodes fel fout foutcodes fouten hata kod kode kodlari kody
das de der des die du la le las les los mit of para und
"""
# ISO 639-1, and regions, as far as documentation is translated.
_LOCALES = """
ar bg br by ca cn cs cz da dk ee el en eo es et eu fa fi fr gb gl gr he hi hk hr hu id il in
ir it ja jp ka kk ko kr lt lv ms mx nb nl nn no pl pt ro rs ru sa se sk sl sr sv th tr tw ua uk
us vi vn zh hans hant
"""
_LANGUAGES = frozenset(_LOCALES.split())
_SILENT = _LANGUAGES | frozenset(_COMMON.split())


def catalogue(
    page: str, title: str = "", project: str = "", taken: Collection[str] = frozenset()
) -> str:
    """The name of a catalogue that nobody has named, in kebab-case; "" where nothing gives one.

    It is that of the file, unless this says nothing (`errors.md`, `Page20.md`);
    else that of the project, of the nearest folder, or of the page's title, if
    it is short. `page` is a path with slashes, as seen from the project; the
    names in `taken` are those of other catalogues.
    """
    *folders, file = page.split("/")
    found = [_telling(_words(file.rpartition(".")[0] if "." in file else file))]
    found += map(_subject, (project, *reversed(folders), title))
    fit = (name for name in found if name not in taken and is_package(package(name)))
    return next(filter(None, fit), "")


def _words(text: str) -> list[str]:
    """The words of a name, without a number before them and a locale around them."""
    words = snake(text[:_LONGEST]).split("_") if _is_whole(text[:_LONGEST]) else []
    while words and (not words[0][:1].isalpha() or words[0] in _LANGUAGES):
        words = words[1:]
    while words and words[-1] in _LANGUAGES:
        words = words[:-1]
    return words


def _telling(words: Sequence[str]) -> str:
    """Words in kebab-case, if one of them tells one API from another; else ""."""
    return "" if all(map(_is_common, words)) else "-".join(words)


def _is_common(word: str) -> bool:
    return len(word.rstrip("0123456789")) < 2 or word.rstrip("0123456789") in _SILENT


def _subject(text: str) -> str:
    """What the errors are of, and that they are errors: `Payments API` → `payments-errors`."""
    words = _words(text)
    while words and _is_common(words[-1]):
        words = words[:-1]
    while words and (_is_common(words[0]) or not words[0][0].isalpha()):
        words = words[1:]
    return "-".join((*words, "errors")) if 0 < len(words) <= 4 else ""
