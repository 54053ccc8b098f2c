"""Tables by the headings above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.catalogue.words import lexicon
from generator.markdown.page import Table

# What renderers take for the id or a class of a heading: no reader sees it.
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.][^{}]*\}$")


def under(tables: Sequence[Table], wanted: str) -> Sequence[Table]:
    """The tables below a heading: called exactly so, else with these words in it."""
    words = _words(wanted)
    return _called(tables, words) or [t for t in tables if any(_parts(t, words))]


def partly(tables: Sequence[Table], wanted: str) -> Sequence[str]:
    """The headings above tables with these words in them, where none is called exactly so."""
    words = _words(wanted)
    found = () if _called(tables, words) else (text for t in tables for text in _parts(t, words))
    return [*dict.fromkeys(found)]


def _called(tables: Sequence[Table], words: str) -> Sequence[Table]:
    return [t for t in tables if any(lexicon.fold(h.text).strip() == words for h in t.trail)]


def _parts(table: Table, words: str) -> Iterator[str]:
    return (h.text for h in table.trail if words in lexicon.fold(h.text))


def _words(wanted: str) -> str:
    return lexicon.fold(_ATTRIBUTES.sub("", wanted.strip())).strip()


def own(tables: Sequence[Table], table: Table) -> str:
    """The heading that is above this table alone; "" where there is none."""
    found = table.trail[-1].text.strip() if table.trail else ""
    alone = found and not found.isdecimal() and len(under(tables, found)) == 1
    return found if alone else ""
