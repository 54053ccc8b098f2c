"""Codes that are spelt like codes, and may be damaged all the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from generator import characters, statuses
from generator.catalogue.recover.reading import Context, Reading, Readings
from generator.catalogue.words import english, similarity, spelling

# A word that stands in this many codes of a page belongs to its language.
_COMMON = 3


def in_translation(readings: Readings, context: Context) -> Readings:
    """Rung 7: a verbatim code of a translation that something speaks against and nothing for."""
    codes = {r.code for r in readings if r.code}
    words = Counter(word for code in codes for word in set(english.words(code)))
    common = {w for w, times in words.items() if times >= _COMMON} - _message_words(readings)
    unclaimed = _unclaimed(readings, codes)
    return tuple(
        (
            replace(r, evidence="doubtful", why=why)
            if r.evidence == "verbatim"
            and not _confirmed(r, context)
            and (why := _doubts(r, common, unclaimed))
            else r
        )
        for r in readings
    )


def _message_words(readings: Readings) -> frozenset[str]:
    """The words of the page's own messages: what stands there is no proof that a code is sound."""
    messages = (r.entry.message.text for r in readings if r.entry.message)
    return frozenset(word for text in messages for word in similarity.plain(text).split())


def _doubts(reading: Reading, common: set[str], unclaimed: set[int]) -> str:
    """What speaks against a code: a word of no English, or a status's name that it displaced."""
    if spelling.kind(reading.code) in ("number", "hex"):
        return ""
    words = english.words(reading.code)
    strange = [w for w in words if w not in common and not english.knows(w)]
    if strange:
        return f'"{strange[0]}" is no English word'
    if len(words) == 1 and unclaimed == {reading.entry.status}:
        name = statuses.name(reading.entry.status or 0)
        return f"{name} is the only name of a status that no row has"
    return ""


def _unclaimed(readings: Readings, codes: set[str]) -> set[int]:
    """The statuses whose registered name no row has; none, if no row has any such name."""
    present = {r.entry.status for r in readings if r.entry.status is not None}
    missing = {s for s in present if statuses.name(s) and statuses.name(s) not in codes}
    return missing if missing != present else set()


def _confirmed(reading: Reading, context: Context) -> bool:
    """The name of the row's own status needs no confirmation; a number has no words to doubt."""
    own = statuses.name(reading.entry.status or 0)
    return reading.code == own or context.known(reading.code)


def in_original(readings: Readings) -> Readings:
    """An original page whose codes are ASCII, but for one that its status can explain.

    It looks like a translation that does not say so: nothing is restored, the
    code is asked for.
    """
    foreign = [r for r in readings if characters.has_foreign_letters(r.code)]
    if len(foreign) * 4 > len(readings):
        return readings
    claimed = {r.code for r in readings}
    return tuple(_asked(r, claimed) for r in readings)


def _asked(reading: Reading, claimed: set[str]) -> Reading:
    entry = reading.entry
    name = statuses.name(entry.status or 0)
    is_open = name and name not in claimed and characters.has_foreign_letters(reading.code)
    if is_open and similarity.related(entry.text, entry.status_words):
        why = "it says the same as its status"
        return replace(reading, code="", evidence=None, likely=(name,), why=why)
    return reading
