"""What the words above a column or a table speak of, in the languages that pages are written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from generator import characters

# Nobody needs more of a heading to know what it is about.
_LIMIT = 300
# Marks that a case fold or a keyboard leaves behind: the combining accents (`İ`.casefold() has
# one), Arabic vowels and hamzas. The vowels of Hindi and Thai and Japanese voicing stay.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655\u0670\u0640]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")
# Words that hold `code` and mean something else.
_NO_CODE = re.compile(
    r"\b(?:op|en|de|trans|uni|bar|byte|geo|qr|zip|post|pin)[ -]?code[drs]?\b|\bcodecs?\b|codebase"
    r"|\b(?:source|sample|example|your|in|client|server|java|python)[ -]code\b"
    r"|\bcode (?:samples?|examples?|blocks?|snippets?)\b"
    r"|[密号條条][码碼]|[验驗][证證][码碼]|二[维維][码碼]|[编解編][码碼][器格]"
)
_DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DIGIT = re.compile(r"[0-9]")
# Longer than any way to say that there is no code.
_WHOLE = 40
# What only messages say, and what is compared with whole cells.
_APART = (
    *("failing", "yes", "no", "rest", "member", "success", "yet", "none", "absent", "deprecated"),
)
# Where a script without blanks meets ASCII, as in `イベントID`, a word begins.
_SEAM = re.compile(
    r"(?<=[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])(?=[A-Za-z0-9])"
    r"|(?<=[A-Za-z0-9])(?=[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
)
# Letters that keyboards and cases mix up: the dotless i, ta marbuta, Persian ya and kaf.
_ALIKE = str.maketrans("ıةىیک", "iهييك")
# What ends the part of a text that says in whole how a call went.
_CLAUSE = re.compile(r"[.,;:!?()\n。，；：！？（）、]| [-–—]+ ")


# Pages repeat their headers: without it real pages take 16 % longer to read.
@lru_cache(maxsize=1024)
def concepts(text: str) -> frozenset[str]:
    """What a header or a heading speaks of: `Fejlkode` is an error and a code.

    The concepts are the sections of lexicon.txt.
    """
    plain = fold(text)
    found = {name for name, pattern in _patterns().items() if pattern.search(plain)}
    if "code" in found and not _patterns()["code"].search(_NO_CODE.sub(" ", plain)):
        found.discard("code")
    return frozenset(found)


# Without it real pages take 7 % longer to read.
@lru_cache(maxsize=1 << 12)
def fails(text: str) -> bool:
    """Whether a message says that something went wrong."""
    plain = fold(text)
    return bool(_failing().search(plain) or _patterns()["error"].search(plain))


def affirms(text: str) -> bool | None:
    """Whether a cell says yes or no; None where it says neither, as `maybe` does."""
    word = text[:_LIMIT].strip(" .*`\ufe0f").casefold()
    if word in _words()["yes"]:
        return True
    return False if word in _words()["no"] else None


def rest(text: str) -> bool:
    """Whether a cell means all other codes: `Other`, `default`, `其他`."""
    word = re.split(r"[(（:]", text[:_LIMIT])[0].strip(" .*").casefold()
    return word in _words()["rest"]


def member(text: str) -> bool:
    """Whether a cell names a member of an error's body (`code`, `error.message`), not an error."""
    word = re.sub(r"[\W_]", "", characters.known(text[:_LIMIT]).rpartition(".")[2]).casefold()
    return word in _words()["member"]


def no_code(text: str) -> bool:
    """Whether a whole cell says in words that there is no code: `None`, `(varies)`, `該当なし`."""
    if len(text) >= _WHOLE or _DIGIT.search(text):
        return False
    return _letters(text) in _nothing()


def may_be_code(text: str) -> bool:
    """Whether a cell that says that there is no code is one where codes are words: `missing`."""
    return text.casefold() in _words()["absent"]


def succeeds(text: str, words: int) -> bool:
    """Whether a text says in whole that all went well: its first clause, of so many words at most.

    In a script without blanks two characters count as a word. No clause may
    take it back.
    """
    if goes_on(text):
        return False
    clause = next((part for part in _CLAUSE.split(text[:_LIMIT]) if part.strip()), "")
    if clause.count(" ") > words:
        return False
    plain = fold(clause)
    if not _succeeding().search(plain) or _failing().search(_succeeding().sub(" ", plain)):
        return False
    size = sum(1 + (len(word) // 2 if _dense(word) else 0) for word in plain.split())
    return size <= words


def goes_on(text: str) -> bool:
    """Whether a text takes back what it says of success: `but`, `partly`, `failed`, `empty`."""
    return bool(_yet().search(fold(text)))


def gainsays(text: str) -> bool:
    """Whether a text speaks of an error and of no success, where a name does: `it failed`."""
    plain = fold(text)
    fails = _patterns()["error"].search(plain) or _yet().search(plain)
    return bool(fails) and not _succeeding().search(plain)


def deprecated(text: str) -> bool:
    """Whether a text is nothing but a word for deprecated: `Deprecated`, `veraltet`, `非推奨`."""
    return len(text) < _WHOLE and _deprecated().fullmatch(fold(text)) is not None


def speaks_of_deprecation(text: str) -> bool:
    """Whether a code or a name has such a word in it: `API_DEPRECATED`."""
    return _deprecated().search(fold(text)) is not None


def dense(texts: Sequence[str]) -> bool:
    """Whether most texts are of a script that says much in few characters: `파티 없음`."""
    return 2 * sum(_dense(text[:_LIMIT]) for text in texts) > len(texts)


def _dense(word: str) -> bool:
    return bool(_DENSE.search(word))


def _letters(text: str) -> str:
    """The letters of a text alone, as they are compared."""
    return re.sub(r"[\W_]", "", fold(text))


def fold(text: str) -> str:
    """A text as it is compared: no case, no accents, camelCase opened; its first 300 characters."""
    opened = _SEAM.sub(" ", _CAMEL.sub(" ", characters.known(text[:_LIMIT])))
    plain = _MARKS.sub("", unicodedata.normalize("NFD", opened.casefold()))
    return unicodedata.normalize("NFC", plain).translate(_ALIKE)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The sections of lexicon.txt."""
    text = resources.files("generator.catalogue.words").joinpath("lexicon.txt").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for section in re.split(r"(?m)^\[", re.sub(r"(?m)^#.*", "", text))[1:]:
        name, _, words = section.partition("]")
        found[name] = tuple(words.split())
    return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: _compiled(words) for name, words in _words().items() if name not in _APART}


@cache
def _nothing() -> frozenset[str]:
    return frozenset(map(_letters, (*_words()["none"], *_words()["absent"])))


@cache
def _succeeding() -> re.Pattern[str]:
    return _compiled(_words()["success"])


@cache
def _deprecated() -> re.Pattern[str]:
    return _compiled(_words()["deprecated"])


@cache
def _yet() -> re.Pattern[str]:
    return _compiled(_words()["yet"])


@cache
def _failing() -> re.Pattern[str]:
    return _compiled(_words()["failing"])


def _compiled(words: tuple[str, ...]) -> re.Pattern[str]:
    """One branch for each first letter, as a search then passes over all others at once."""
    branches: dict[str, dict[str, None]] = {}
    for first, rest in map(_stem, words):
        branches.setdefault(first, {})[rest] = None
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in branches.items()))


def _stem(word: str) -> tuple[str, str]:
    """The pattern of a word, its first letter apart: no letter of any script adjoins an edge."""
    word = fold(word).replace(".", "[ -]?")
    body = word.removeprefix("^").removesuffix("$")
    first = body[0] + (rf"(?<!\w{body[0]})" if word[0] == "^" else "")
    return first, body[1:] + (r"(?!\w)" if word[-1] == "$" else "")
