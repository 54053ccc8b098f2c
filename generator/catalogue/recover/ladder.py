"""What each code cell means, with the evidence: one rung of the ladder after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from generator import characters, statuses
from generator.catalogue.recover import doubtful, references
from generator.catalogue.recover.reading import Context, Reading, Readings
from generator.catalogue.words import english, similarity
from generator.model import RESTORED

_CODE_LIMIT = 120
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PARENTHESES = re.compile(r"([^()（）]+)[(（]\s*([^()（）]+?)\s*[)）]\W*")
# Whether a text is spelt like the other codes of its page.
Spelling: TypeAlias = Callable[[str], bool]


def recover(readings: Readings, context: Context) -> Readings:
    """The readings with a code and its evidence wherever there is any.

    What stays without a code is unreadable; what stays doubtful keeps the
    cell's own spelling. A pin leaves the evidence that it confirms.
    """
    found = _climbed(readings, context)
    if not any(r.settled for r in found):
        return found
    alone = _climbed(readings, replace(context, pinned=lambda _: ""))
    return tuple(
        _confirmed(reading, bare) if reading.settled else reading
        for reading, bare in zip(found, alone, strict=True)
    )


def _confirmed(pinned: Reading, alone: Reading) -> Reading:
    """A pinned reading beside what was restored without pins: its evidence, or a contradiction."""
    if alone.evidence not in RESTORED:
        return pinned
    if alone.code == pinned.code:
        return replace(pinned, evidence=alone.evidence, why=alone.why)
    return replace(pinned, likely=(alone.code,), why=alone.why)


def _climbed(readings: Readings, context: Context) -> Readings:
    """Every rung, one after the other."""
    usual = _spelling(readings)
    readings = tuple(_certain(r, context, usual) for r in readings)
    if context.translated:
        readings = _named(readings, usual, _equal_words)
    readings = tuple(_verbatim(r, context, usual) for r in readings)
    if not context.translated:
        return doubtful.in_original(readings)
    readings = _named(readings, usual, _shared_stem)
    readings = doubtful.in_translation(readings, context)
    for reference in context.references:
        readings = references.aligned(readings, reference)
    readings = references.mentioned(readings, context)
    return references.suggest(readings, context)


def _spelling(readings: Readings) -> Spelling:
    """Whether a text is spelt like the page's other codes: a blank is, if blanks are usual there.

    A wire code is ASCII; whether it is an identifier is the wrong question,
    because `element click intercepted` is one and `Obehörig` is none.
    """
    ascii_texts = [r.entry.text for r in readings if r.entry.text.isascii()]
    blanks = sum(" " in text for text in ascii_texts)
    usual = blanks * 3 > len(ascii_texts)
    # Damage puts blanks into a few cells of a page: they are not usual for that.
    return lambda text: (
        text.isascii()
        and 0 < len(text) <= _CODE_LIMIT
        and (usual or not re.search(r"\s", text))
        and not re.search(r"[{}<>]", text)
    )


def _certain(reading: Reading, context: Context, usual: Spelling) -> Reading:
    """Rungs 1 to 3: pinned, source-text, parenthesised."""
    entry = reading.entry
    pinned = context.pinned(entry)
    if pinned:
        why = "the overlay says so"
        return replace(reading, code=pinned, evidence="pinned", why=why, settled=True)
    if entry.source:
        why = "this cell carries its untranslated text"
        return replace(reading, code=entry.source, evidence="source-text", why=why)
    found = _PARENTHESES.fullmatch(characters.known(entry.text)) if context.translated else None
    if not found:
        return reading
    words, inside = found[1].strip(), found[2]
    if not _IDENTIFIER.fullmatch(inside) or not usual(inside):
        return reading
    registered = entry.status is not None and inside == statuses.name(entry.status)
    foreign = not (_IDENTIFIER.fullmatch(words) and english.speaks(words))
    if registered or context.known(inside) or foreign:
        why = "the code stands in parentheses behind its translation"
        return replace(reading, code=inside, evidence="parenthesised", why=why)
    return reading


def _named(
    readings: Readings, usual: Spelling, fits: Callable[[Reading, Spelling], bool]
) -> Readings:
    """Rungs 4 and 6: the registered name of the row's status, if no other row can have it."""
    candidates = {
        i: statuses.name(r.entry.status)
        for i, r in enumerate(readings)
        if r.evidence is None and r.entry.status and fits(r, usual)
    }
    spellings = Counter(r.code or r.entry.text for r in readings)
    wanted = Counter(candidates.values())
    result = list(readings)
    for i, name in candidates.items():
        if name and not spellings[name] and wanted[name] == 1:
            phrase = statuses.phrase(readings[i].entry.status or 0)
            why = f'{readings[i].entry.status} is "{phrase}", and no other row claims that code'
            result[i] = replace(readings[i], code=name, evidence="status-name", why=why)
    return tuple(result)


def _equal_words(reading: Reading, _: Spelling) -> bool:
    """The cell says the same words as its own status cell, and they are not English."""
    words = reading.entry.status_words
    return not english.speaks(words) and similarity.same(reading.entry.text, words)


def _shared_stem(reading: Reading, usual: Spelling) -> bool:
    """Not spelt like a code, related to its status words, its message without parameters."""
    entry = reading.entry
    related = similarity.related(entry.text, entry.status_words)
    return not usual(entry.text) and related and not entry.parameters


def _verbatim(reading: Reading, context: Context, usual: Spelling) -> Reading:
    """Rung 5: spelt like the page's other codes. An original page is believed as it stands."""
    text = reading.entry.text
    if reading.evidence or not text or (context.translated and not usual(text)):
        return reading
    return replace(reading, code=text, evidence="verbatim", why="as the page spells it")
