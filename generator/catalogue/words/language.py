"""Which language texts are written in: by their script, their letters and their frequent words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generator import characters
from generator.catalogue.words import english

# Nobody needs more of a page to know its language.
_MOST = 20_000
# Less evidence decides nothing; a word that only one language has is 1.
_LEAST = 0.5
# So much is a sentence.
_CLEAR = 3.0
# Where a page speaks English and another language, it is in the other from this share on:
# pages of every language quote English, and English ones quote little.
_SHARE = 1 / 3
# Of close relatives the one that is likely is taken, if it has this share of the best evidence.
_NEAR = 0.6
# A word says no more after it was read so often.
_OFTEN = 3
# What only some languages of a script have is shared by those that have it.
_LISTED, _OWN, _END, _WITHOUT = 0.3, 0.7, 0.5, 0.3

_MARKS = "\u0300-\u036f\u064b-\u0655\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
_AROUND = " .,;:!?¡¿()[]{}\"'“”„‘’«»‹›…–—*،؛؟।|"
_INSIDE = re.compile(r"['’ʼ/\-–—]|[.,…:;](?=[^\W\d_]{3})")
_CAMEL = re.compile(r"[a-zß-öø-ÿ][A-Z]")
# `DE`, `NO` and `ES` are countries as often as words.
_CAPITALS = 3

# Blocks of Unicode by their first character, each with the one language or the languages that
# it is of; a page of Chinese characters with Kana among them is Japanese.
_BLOCKS = (
    *(("\0", ""), ("A", "Latin"), ("\u0370", "el"), ("\u0400", "Cyrillic"), ("\u0530", "hy")),
    *(("\u0590", "he"), ("\u0600", "Arabic"), ("\u0700", ""), ("\u0750", "Arabic")),
    *(("\u0780", ""), ("\u0900", "Devanagari"), ("\u0980", "bn"), ("\u0a00", "pa")),
    *(("\u0a80", "gu"), ("\u0b00", "or"), ("\u0b80", "ta"), ("\u0c00", "te"), ("\u0c80", "kn")),
    *(("\u0d00", "ml"), ("\u0d80", "si"), ("\u0e00", "th"), ("\u0e80", "lo"), ("\u0f00", "bo")),
    *(("\u1000", "my"), ("\u10a0", "ka"), ("\u1100", "ko"), ("\u1200", "am"), ("\u1380", "")),
    *(("\u1780", "km"), ("\u1800", ""), ("\u1e00", "Latin"), ("\u1f00", "el"), ("\u2000", "")),
    *(("\u3040", "ja"), ("\u3100", ""), ("\u3400", "zh"), ("\ua000", ""), ("\uac00", "ko")),
    *(("\ud7b0", ""), ("\ufb50", "Arabic"), ("\ufe00", ""), ("\ufe70", "Arabic"), ("\uff00", "")),
    *(("\uff66", "ja"), ("\uffa0", "")),
)
# How many letters of an alphabet say as much as one character.
_DENSE = {"zh": 3, "ja": 2, "ko": 2}
# The scripts of several languages, each with the one that is meant where nothing tells.
_ALPHABETS = {"Latin": "", "Cyrillic": "ru", "Arabic": "ar", "Devanagari": "hi"}


@dataclass(frozen=True, slots=True)
class _Prose:
    """What texts are made of: characters by script, and words by script."""

    letters: Counter[str]
    words: Mapping[str, list[str]]
    characters: Counter[str]


def tell(voice: Iterable[str], cells: Iterable[str], hint: str = "") -> str:
    """The language of a page as a tag of BCP 47; "" where there is too little to tell.

    `voice` is what the page says itself: headings, headers, paragraphs. `cells`
    are the cells of its tables, which quote more. `hint` is a language that is
    likely, and is taken if its evidence is nearly as good as the best.
    """
    own = list(_first(voice))
    prose, every = _read(own), _read([*own, *_first(cells)])
    said = _evidence(prose.words["Latin"])
    # What explains itself in English quotes the other language.
    share = _SHARE if said["en"] < _CLEAR else 1 / 2
    script = _script(prose.letters, 1 / 2) or _script(every.letters, share)
    if script in ("zh", "ja"):
        return _east(every, hint)
    if script and script not in _ALPHABETS:
        return script
    if script:
        return _best(_evidence(every.words[script]), hint, _LEAST) or _ALPHABETS[script]
    return _latin(said, _evidence(every.words["Latin"]), share, hint)


def languages() -> frozenset[str]:
    """The languages that `tell` knows, without scripts and regions."""
    listed = {tag.split("-")[0] for tag in _lists().letters}
    return frozenset({*listed, *(name for _, name in _BLOCKS if name and name not in _ALPHABETS)})


def _latin(own: Mapping[str, float], every: Mapping[str, float], share: float, hint: str) -> str:
    """The language that the voice is in, else the one that has this share of the whole page."""
    for found, least, part in ((own, 2 * _LEAST, 1 / 2), (every, _LEAST, share)):
        best = _best({name: n for name, n in found.items() if name != "en"}, hint, least)
        if best and found[best] >= part * (found[best] + found["en"]):
            # Of close relatives the cells tell which.
            near = {n: every[n] for n in found if found[n] >= _NEAR * found[best] and n != "en"}
            return _best(near, hint, 0)
    return "en" if every["en"] >= _LEAST else ""


def _best(found: Mapping[str, float], hint: str, least: float) -> str:
    """The language with the most evidence, or the hint where that has nearly as much."""
    best = max(found, key=lambda name: found[name], default="")
    if not best or found[best] < least:
        return ""
    return hint if found.get(hint, 0.0) >= _NEAR * found[best] else best


def _east(every: _Prose, hint: str) -> str:
    """Japanese has Kana; and each has characters of its own."""
    seen = every.characters
    kana, han = every.letters["ja"] / _DENSE["ja"], every.letters["zh"] / _DENSE["zh"]
    own = {
        tag: sum(seen[char] for char in _lists().letters[tag]) for tag in ("zh-CN", "zh-TW", "ja")
    }
    if kana * 20 >= kana + han or own["ja"] > max(own["zh-CN"], own["zh-TW"]):
        return "ja"
    if hint == "ja" and not own["zh-CN"]:
        return "ja"
    if own["zh-CN"] == own["zh-TW"]:
        return "zh"
    return "zh-CN" if own["zh-CN"] > own["zh-TW"] else "zh-TW"


def _script(letters: Counter[str], share: float) -> str:
    """The script beside Latin that has this share of the letters, or ""."""
    found = Counter(letters)
    if found["ja"] and found["zh"]:
        found["zh"] += found.pop("ja")
    total = found.total()
    found.pop("Latin", 0)
    most = max(found, key=lambda name: found[name], default="")
    return most if most and found[most] >= share * total else ""


def _first(texts: Iterable[str]) -> Iterator[str]:
    """The different texts, until there is enough of them."""
    seen: set[str] = set()
    left = _MOST
    for text in texts:
        if text not in seen:
            yield text[:left]
            left -= len(text)
        if left <= 0:
            return
        seen.add(text)


def _read(texts: Iterable[str]) -> _Prose:
    """The prose of some texts; of Latin script only what is no code."""
    whole = unicodedata.normalize("NFC", characters.known(" ".join(texts)))
    seen = Counter(char for char in whole if char > "\x7f")
    letters = Counter[str]()
    for char, count in seen.items():
        name = _block(char)
        letters[name] += count * _DENSE.get(name, 1)
    words: dict[str, list[str]] = defaultdict(list)
    for word in _words(whole):
        words[_block(word)].append(word)
    letters["Latin"] = sum(map(len, words["Latin"]))
    letters.pop("", 0)
    return _Prose(letters, words, seen)


def _words(text: str) -> Iterator[str]:
    """The words of prose in lower case: no identifiers, no numbers, no addresses."""
    for run in text.split():
        bare = run.strip(_AROUND)
        for part in _INSIDE.split(bare) if "://" not in bare else ():
            word = part.strip(_AROUND)
            is_short = len(word) <= _CAPITALS and word.isupper()
            is_letter = len(word) == 1 and word.isascii()
            if _WORD.fullmatch(word) and not (is_short or is_letter or _CAMEL.search(word)):
                yield word.casefold()


def _block(text: str) -> str:
    """The script of a text's first character, or the language if the script has but one."""
    return _BLOCKS[bisect(_BLOCKS, (text[0], "\uffff")) - 1][1]


def _evidence(words: Iterable[str]) -> dict[str, float]:
    """How much speaks for each language that is listed: about 1 for a word that only it has."""
    lists = _lists()
    found: dict[str, float] = dict.fromkeys(lists.letters, 0.0)
    fits: Counter[frozenset[str]] = Counter()
    for word, count in Counter(words).items():
        times = min(count, _OFTEN)
        listed = lists.words.get(word, ())
        for name in ("en",) if "en" in listed else listed:
            found[name] += times * (_LISTED + _OWN / len(listed))
        # English words are quoted everywhere, and end as others do: `status`, `format`.
        ended = () if listed or english.knows(word) else _ended(word, lists.ends)
        for name in ended:
            found[name] += times * _END / len(ended)
        if not word.isascii():
            fits[_writing(word)] += times
    for names, count in fits.items():
        for name in found if names else ():
            found[name] += count / len(names) if name in names else -count * _WITHOUT
    return found


def _ended(word: str, ends: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The languages that have the longest end of a word that is listed."""
    sizes = (size for size in (6, 5, 4, 3, 2) if len(word) > size + 1)
    return next((ends[word[-size:]] for size in sizes if word[-size:] in ends), ())


def _writing(word: str) -> frozenset[str]:
    """The languages that have all letters of a word."""
    letters = _lists().writing
    return frozenset.intersection(*(letters.get(c, frozenset()) for c in {*word} if c > "\x7f"))


@dataclass(frozen=True, slots=True)
class _Lists:
    """languages.txt: the languages by word, by end and by letter, and the letters of each."""

    words: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, tuple[str, ...]]
    writing: Mapping[str, frozenset[str]]
    letters: Mapping[str, str]


@cache
def _lists() -> _Lists:
    text = resources.files("generator.catalogue.words").joinpath("languages.txt").read_text("utf-8")
    words, ends, writing = (defaultdict[str, list[str]](list) for _ in range(3))
    letters: dict[str, str] = {}
    for section in re.split(r"(?m)^\[", re.sub(r"(?m)^#.*", "", text))[1:]:
        head, _, body = section.partition("]")
        name, _, letters[name] = head.partition(" ")
        for char in letters[name]:
            writing[char].append(name)
        for word in dict.fromkeys(body.split()):
            (ends if word[0] == "-" else words)[word.lstrip("-")].append(name)
    return _Lists(
        {word: tuple(names) for word, names in words.items()},
        {end: tuple(names) for end, names in ends.items()},
        {char: frozenset(names) for char, names in writing.items()},
        letters,
    )
