"""What each code cell means, with the evidence: one rung of the ladder after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator import statuses
from generator.catalogue import alignment, english, likeness
from generator.catalogue.alignment import Known, Reference
from generator.catalogue.entry import Entry
from generator.model import Evidence

# A code is taken from a damaged spelling that is at least half like it, if
# the next best spelling is clearly less so.
_HALF = 0.5
_CLEARLY = 0.12
_CODE_LIMIT = 120
# A word that stands in this many codes of a page belongs to its language.
_COMMON = 3
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PARENTHESES = re.compile(r"([^()（）]+)[(（]\s*([^()（）]+?)\s*[)）]\W*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one entry means. `code` is "" as long as nobody knows.

    `why` says it for people. `likely` names the candidates for a code that is
    doubtful or unreadable. `reference` is where an aligned code came from.
    """

    entry: Entry
    code: str = ""
    evidence: Evidence | None = None
    why: str = ""
    likely: tuple[str, ...] = ()
    parameters: int = 0

    @property
    def open(self) -> bool:
        """Whether a reference or an example may still settle it."""
        return self.evidence in (None, "doubtful")


@dataclass(frozen=True, slots=True)
class Context:
    """What the rungs may ask besides the rows.

    `translated`: the page says that it is a translation; nothing is restored
    elsewhere. `pinned`: what the overlay says of a cell's text. `mentioned`:
    the codes that the page's JSON examples carry.
    """

    translated: bool
    pinned: Callable[[str], str]
    mentioned: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    def known(self, code: str) -> bool:
        """Whether a reference or an example names this code."""
        return code in self.mentioned or any(code in r.words for r in self.references)


Readings = tuple[Reading, ...]


def recover(readings: Readings, context: Context) -> Readings:
    """The readings with a code and its evidence wherever there is any.

    What stays without a code is unreadable; what stays doubtful keeps the
    cell's own spelling.
    """
    usual = _spelling(readings)
    readings = tuple(_certain(r, context, usual) for r in readings)
    if context.translated:
        readings = _named(readings, usual, _equal_words)
    readings = tuple(_verbatim(r, context, usual) for r in readings)
    if not context.translated:
        return _foreign(readings)
    readings = _named(readings, usual, _shared_stem)
    readings = _doubt(readings, context)
    for reference in context.references:
        readings = _aligned(readings, reference)
    readings = _mentioned(readings, context)
    return tuple(_candidates(r, readings, context) for r in readings)


def _spelling(readings: Readings) -> Callable[[str], bool]:
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


def _certain(reading: Reading, context: Context, usual: Callable[[str], bool]) -> Reading:
    """Rungs 1 to 3: pinned, source-text, parenthesised."""
    entry = reading.entry
    pinned = context.pinned(entry.text) or context.pinned(entry.cell.text)
    if pinned:
        return replace(reading, code=pinned, evidence="pinned", why="the overlay says so")
    if entry.source:
        why = "this cell carries its untranslated text"
        return replace(reading, code=entry.source, evidence="source-text", why=why)
    found = _PARENTHESES.fullmatch(entry.text) if context.translated else None
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


Test = Callable[[Reading, Callable[[str], bool]], bool]


def _named(readings: Readings, usual: Callable[[str], bool], fits: Test) -> Readings:
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


def _equal_words(reading: Reading, _: Callable[[str], bool]) -> bool:
    """The cell says the same words as its own status cell, and they are not English."""
    words = status_words(reading.entry.status_text)
    return likeness.same(reading.entry.text, words) and not english.speaks(words)


def _shared_stem(reading: Reading, usual: Callable[[str], bool]) -> bool:
    """Not spelt like a code, related to its status words, its message without parameters."""
    entry = reading.entry
    related = likeness.related(entry.text, status_words(entry.status_text))
    return not usual(entry.text) and related and not reading.parameters


def status_words(text: str) -> str:
    """A status cell without its number: `404 (未找到)` → `未找到`."""
    return re.sub(r"[0-9]{3}", " ", text).strip(" ()（）:：-–·")


def _verbatim(reading: Reading, context: Context, usual: Callable[[str], bool]) -> Reading:
    """Rung 5: spelt like the page's other codes. An original page is believed as it stands."""
    text = reading.entry.text
    if reading.evidence or not text or (context.translated and not usual(text)):
        return reading
    return replace(reading, code=text, evidence="verbatim", why="as the page spells it")


def _foreign(readings: Readings) -> Readings:
    """An original page whose codes are ASCII, but for one that its status can explain.

    It looks like a translation that does not say so: nothing is restored, the
    code is asked for.
    """
    foreign = [r for r in readings if _letters(r.code)]
    if len(foreign) * 4 > len(readings):
        return readings
    claimed = {r.code for r in readings}
    return tuple(_asked(r, claimed) for r in readings)


def _asked(reading: Reading, claimed: set[str]) -> Reading:
    name = statuses.name(reading.entry.status or 0)
    if reading.evidence == "verbatim" and _letters(reading.code) and name and name not in claimed:
        return replace(reading, code="", evidence=None, likely=(name,))
    return reading


def _letters(text: str) -> bool:
    """Whether a text has letters that are not ASCII."""
    return any(ch.isalpha() and not ch.isascii() for ch in text)


def _doubt(readings: Readings, context: Context) -> Readings:
    """Rung 9: a verbatim code of a translation that something speaks against and nothing for."""
    codes = {r.code for r in readings if r.code}
    words = Counter(word for code in codes for word in set(english.words(code)))
    common = frozenset(word for word, times in words.items() if times >= _COMMON)
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


def _doubts(reading: Reading, common: frozenset[str], unclaimed: set[int]) -> str:
    """What speaks against a code: a word of no English, or a status's name that it displaced."""
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


def _aligned(readings: Readings, reference: Reference) -> Readings:
    """Rung 7: what stands at the same place in a reference."""
    rows = [Known(r.code, r.entry.status, r.parameters) for r in readings]
    open_rows = frozenset(i for i, r in enumerate(readings) if r.open)
    result = list(readings)
    for i, code in alignment.align(rows, open_rows, reference).items():
        why = f"{reference.path} has {code} at this place"
        result[i] = replace(readings[i], code=code, evidence="aligned", why=why)
    return tuple(result)


def _mentioned(readings: Readings, context: Context) -> Readings:
    """Rung 8: a code that the page's JSON names belongs to the one open cell that is like it."""
    result = list(readings)
    codes = {r.code for r in readings if not r.open}
    for code in dict.fromkeys(context.mentioned):
        if code in codes:
            continue
        best = _best(result, code)
        if best is not None:
            why = f"an example of the page names {code}, which no other row resembles"
            result[best] = replace(result[best], code=code, evidence="mentioned", why=why)
            codes.add(code)
    return tuple(result)


def _best(readings: Sequence[Reading], code: str) -> int | None:
    scores = sorted(
        ((likeness.resembles(r.entry.text, code), i) for i, r in enumerate(readings) if r.open),
        reverse=True,
    )
    if not scores or scores[0][0] < _HALF:
        return None
    clear = len(scores) == 1 or scores[0][0] - scores[1][0] >= _CLEARLY
    return scores[0][1] if clear else None


def _candidates(reading: Reading, readings: Readings, context: Context) -> Reading:
    """What an open code may have been, the likeliest first."""
    if not reading.open:
        return reading
    taken = {r.code for r in readings if not r.open}
    own = statuses.name(reading.entry.status or 0)
    others = [*context.mentioned]
    for reference in context.references:
        others += [k.code for k in reference.rows if k.status == reading.entry.status and k.code]
    ranked = sorted(
        (c for c in dict.fromkeys(others) if c not in taken),
        key=lambda c: -likeness.resembles(reading.entry.text, c),
    )
    first = [own] if own and own not in taken else []
    return replace(reading, likely=tuple(dict.fromkeys([*first, *ranked]))[:3])
