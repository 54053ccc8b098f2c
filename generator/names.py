"""One word of the page, as every language spells it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator import characters

# Written out and not taken from the builtins module, whose contents change
# with the version of Python and would change our output.
_PYTHON = """
ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError
BufferError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
ConnectionResetError EOFError EnvironmentError Exception FileExistsError FileNotFoundError
FloatingPointError IOError ImportCycleError ImportError IndentationError IndexError
InterruptedError IsADirectoryError KeyError LookupError MemoryError ModuleNotFoundError NameError
NotADirectoryError NotImplementedError OSError OverflowError PermissionError ProcessLookupError
PythonFinalizationError RecursionError ReferenceError RuntimeError SyntaxError SystemError
TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError
UnicodeError UnicodeTranslateError ValueError WindowsError ZeroDivisionError
"""
# ECMA-262, "Error Objects", and two that engines add.
_JAVASCRIPT = "AggregateError Error EvalError InternalError RangeError SuppressedError URIError"
# The bases that every generated module has of its own.
_BASES = "ClientError ServerError ApiError UnknownError"
RESERVED = frozenset(f"{_PYTHON} {_JAVASCRIPT} {_BASES}".split())

# Python's keywords, and the attributes that every generated error has.
_KEYWORDS = """
and as assert async await break class continue def del elif else except finally for from global
if import in is lambda nonlocal not or pass raise return self try while with yield none true false
"""
_TAKEN = "args code status message constructor prototype toString __proto__"
_UNFIT = frozenset(f"{_KEYWORDS} {_TAKEN}".split())

# Windows, "Naming Files": names that no folder may hold; and the two that
# documentation tools read as a folder's own page.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "index", "readme"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)]
)

_SEPARATORS = re.compile(r"[^0-9A-Za-z]+")
_STATUS_BASE = re.compile(r"Http[0-9]{3}Error")
_WORD_LIMIT = 6
_NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Naming:
    """What a class can be named after; the overlay before the code, a symbol, the text."""

    code: str
    symbol: str = ""
    message: str = ""
    pinned: str = ""


def class_names(namings: Sequence[Naming], root: str) -> tuple[str, ...]:
    """A class name for each error: unique, no builtin of Python or JavaScript, never the root.

    The result does not depend on the order of the errors: of two that would
    have one name, the one whose code sorts first keeps it, and the others have
    their code or a number appended.
    """
    taken: set[str] = {root}
    chosen: dict[int, str] = {}
    numbers: dict[str, int] = {}
    order = sorted(range(len(namings)), key=lambda i: _rank(namings[i]))
    for index in order:
        chosen[index] = _free(namings[index], taken, numbers)
        taken.add(chosen[index])
    return tuple(chosen[index] for index in range(len(namings)))


def wanted(naming: Naming) -> str:
    """The class name that an error has if no other error wants it."""
    return class_name(_stem(naming))


def _rank(naming: Naming) -> tuple[bool, bool, int, str]:
    """Who chooses first: a pinned name, a code that is its own name, numbers in order, the rest."""
    code = naming.code
    number = int(code) if re.fullmatch(r"[+-]?[0-9]{1,18}", code) else 0
    return (not naming.pinned, pascal(code) != code, number, code)


def _free(naming: Naming, taken: set[str], numbers: dict[str, int]) -> str:
    """A name that is not taken; `numbers` are those to begin with, as no name is given back."""
    stem = _stem(naming)
    name = class_name(stem)
    if name not in taken:
        return name
    with_code = class_name(stem + pascal(naming.code))
    if not _is_name(naming.code) and with_code not in taken:
        return with_code
    number = numbers.get(stem, 2)
    while class_name(f"{stem}{number}") in taken:
        number += 1
    numbers[stem] = number
    return class_name(f"{stem}{number}")


def _stem(naming: Naming) -> str:
    if pascal(naming.pinned):
        return pascal(naming.pinned)
    for candidate in (naming.code, naming.symbol):
        if _is_name(candidate):
            return pascal(candidate)
    return sentence(naming.message) or _SEPARATORS.sub("", _ascii(naming.code)) or "Unnamed"


def _is_name(text: str) -> bool:
    """Whether a code is a name and not a number: `NotFound`, `API-01`; not `10003`, `0x8007`."""
    if len(text) > _NAME_LIMIT:
        return False
    if re.fullmatch(r"[+-]?(0[xX][0-9A-Fa-f]+|[0-9A-F]*[0-9][0-9A-F]*)[hH]?", text):
        return False
    return re.match(r"[^0-9A-Za-z]*[A-Za-z]", text) is not None and len(pascal(text)) > 1


def class_name(stem: str) -> str:
    """A stem as a class: `NotFound` → `NotFoundError`, `10003` → `Error10003`."""
    if stem[0].isdigit():
        return f"Error{stem}"
    name = stem if stem.endswith("Error") and stem != "Error" else f"{stem}Error"
    if name in RESERVED or _STATUS_BASE.fullmatch(name):
        return f"{name.removesuffix('Error')}ApiError"
    return name


@lru_cache(maxsize=1 << 16)
def pascal(text: str) -> str:
    """Any text in PascalCase, ASCII only: `BATCH_LIST_EMPTY` → `BatchListEmpty`."""
    chunks = [c for c in _SEPARATORS.split(_ascii(text)) if c]
    return "".join(_capital(c) for c in chunks)[:_NAME_LIMIT]


def _capital(chunk: str) -> str:
    return chunk.capitalize() if chunk.isupper() else chunk[0].upper() + chunk[1:]


def _ascii(text: str) -> str:
    """Latin letters without their marks; what has no ASCII form is dropped (Unicode, NFKD)."""
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", characters.known(text))
    return parted.encode("ascii", "ignore").decode()


def sentence(message: str) -> str:
    """The first words of an English message in PascalCase; "" if it is not English.

    Placeholders are left out, and the words end where the sentence does:
    `Unknown channel. Try again.` → `UnknownChannel`.
    """
    text = characters.known(message[:400])
    text = re.sub(r"\{[^{}]{0,200}\}|<[^<>]{0,200}>|%[0-9a-z]", " ", text).strip()
    text = re.split(r"[.;:!?(\n]| -+ ", text, maxsplit=1)[0].replace("'", "").replace("’", "")
    if characters.has_foreign_letters(text):
        return ""
    words = re.findall(r"[0-9A-Za-z]+", text)[:_WORD_LIMIT]
    return "".join(_capital(w) for w in words) if any(len(w) > 2 for w in words) else ""


def snake(text: str) -> str:
    """A code or phrase in snake_case: `InvalidHashValue` → `invalid_hash_value`."""
    split = re.sub(r"([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])", r"\1\3_\2", _ascii(text))
    return "_".join(c.lower() for c in _SEPARATORS.split(split) if c)


def identifier(text: str) -> str:
    """The words of a placeholder as a parameter's name, or "" if they make none.

    Only words that are ASCII as they stand count: a name must not come from
    half of a translated phrase. A leading article is dropped.
    """
    if len(text) > _NAME_LIMIT:
        return ""
    is_foreign = any(ch.isalnum() and not ch.isascii() for ch in characters.known(text))
    name = re.sub(r"^(the|a|an)_(?=.)", "", snake(text))
    if is_foreign or not name or name[0].isdigit():
        return ""
    return f"{name}_" if name in _UNFIT else name


def is_parameter(name: str) -> bool:
    """Whether a parameter or an attribute can be called so; every name that we make can.

    More than `identifier` would make of a phrase: `a_b_1` is the name of a code,
    and no article with a word behind it.
    """
    return re.fullmatch(r"[a-z][a-z0-9_]*", name) is not None and name not in _UNFIT


def is_package(name: str) -> bool:
    """Whether Python can import a catalogue of this name."""
    return name not in _KEYWORDS.split()


def is_root(name: str) -> bool:
    """Whether a base class can be called so: nothing that the generated code uses is."""
    has_ending = name.endswith(("Error", "Exception")) and not _STATUS_BASE.fullmatch(name)
    return has_ending and (name == "ApiError" or name not in RESERVED)


def package(name: str) -> str:
    """A catalogue's kebab-case name as a Python package: `defender-errors` → `defender_errors`."""
    return name.replace("-", "_")


def root(name: str) -> str:
    """The base class of a catalogue: `defender-errors` → `DefenderApiError`."""
    stem = pascal(re.sub(r"-errors?(-codes?)?$", "", name)).removesuffix("Api")
    return f"{'E' if stem[:1].isdigit() else ''}{stem}ApiError"


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
    safe = re.sub(r"[^0-9A-Za-z._-]+", "-", _ascii(code)).strip(".")[:100].rstrip(".") or "error"
    return f"{safe}_" if safe.split(".")[0].casefold() in _DEVICES else safe
