"""Tables by the headings above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.catalogue.words import lexicon
from generator.markdown.page import Table

# What renderers take for the id or a class of a heading: no reader sees it.
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.][^{}]*\}$")


def under(tables: Sequence[Table], wanted: str) -> Sequence[Table]:
    """The tables below a heading: called exactly so, else with these words in it."""
    words = lexicon.fold(_ATTRIBUTES.sub("", wanted.strip())).strip()
    exact = [t for t in tables if any(lexicon.fold(h.text).strip() == words for h in t.trail)]
    return exact or [t for t in tables if any(words in lexicon.fold(h.text) for h in t.trail)]


def own(tables: Sequence[Table], table: Table) -> str:
    """The heading that is above this table alone; "" where there is none."""
    found = table.trail[-1].text.strip() if table.trail else ""
    alone = found and not found.isdecimal() and len(under(tables, found)) == 1
    return found if alone else ""
