"""What a page says of itself before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.diagnostics.rules import page as rules
from generator.diagnostics.source import Diagnostic, Document, Problems
from generator.markdown.page import FrontMatter

# What a key may be called under which a page says its language, the surest first.
_LOCALES = ("ms.contentlocale", "locale", "lang", "language", "ms.locale", "hreflang")
# Microsoft writes MT for a machine's work and HT for a person's.
_MARKS = ("ms.translationtype", "translationtype", "translation_type", "translation")
_MACHINE = frozenset({"mt", "machine", "machine translation", "machine-translated", "auto"})
# The first is what our own configuration calls it.
_FLAGS = (
    *("translated", "machine_translated", "machine-translated", "machinetranslated"),
    "auto_translated",
)

_PAIR = re.compile(r"([A-Za-z0-9_.-]{1,80}):[ \t]+(.{1,1000})")
_LONGEST = 500  # lines; a longer block is no front matter
_LARGEST = 50_000  # code points; PyYAML reads some 100,000 a second


def read(document: Document) -> tuple[FrontMatter, int, Problems]:
    """The front matter, the number of lines it takes, and what is wrong with it.

    YAML between `---` and `---` or `...`. TOML between `+++` is skipped.
    """
    lines = document.lines
    if lines[0].rstrip() not in ("---", "+++"):
        return FrontMatter(), 0, ()
    ends = (lines[0].rstrip(), "..." if lines[0][0] == "-" else "+++")
    end = next((n for n, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() in ends), 0)
    if not end:
        return FrontMatter(), 0, ()
    if lines[0][0] == "+":
        return FrontMatter(), end + 1, ()
    found, problem = _yaml(document, end)
    values = _pairs(document, end) if problem else dict(_flat(found))
    return _front(values), end + 1, (problem,) if problem else ()


def _front(values: dict[str, str]) -> FrontMatter:
    lower = {name.casefold(): value for name, value in values.items()}
    marks = {lower.get(name, "").strip().casefold() for name in _MARKS}
    flags = {lower.get(name, "").strip().casefold() for name in _FLAGS}
    return FrontMatter(
        locale=next((lower[name].strip() for name in _LOCALES if lower.get(name)), ""),
        title=lower.get("title", ""),
        translated=bool(marks & _MACHINE or flags & {"true", "yes", "on", "1"}),
    )


def _yaml(document: Document, end: int) -> tuple[Any, Diagnostic | None]:
    import yaml  # 19 ms, and most pages of other vendors have no front matter

    text, start = "\n".join(document.lines[1:end]), document.span(1, 1, 3)
    if len(text) > _LARGEST:
        return None, rules.page_front_matter(start, f"longer than {_LARGEST} characters")
    try:
        # It reads every scalar as a string: the locale `no` is not False.
        return yaml.BaseLoader(text).get_single_data(), None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (min(mark.line + 2, end), mark.column + 1) if mark else (1, 1)
        reason = getattr(error, "problem", None) or "this cannot be read"
        return None, rules.page_front_matter(document.span(line, column, 1), reason)
    except (RecursionError, ValueError):
        return None, rules.page_front_matter(start, "this cannot be read")


def _flat(found: Any) -> Iterator[tuple[str, str]]:
    """The pairs of key and value; a list becomes words with commas, other values are left out."""
    for name, value in found.items() if isinstance(found, dict) else ():
        words = value if isinstance(value, list) else [value]
        if isinstance(name, str) and all(isinstance(word, str) for word in words):
            yield name, ", ".join(words)


def _pairs(document: Document, end: int) -> dict[str, str]:
    """The lines that are plain pairs, for front matter that is no YAML."""
    found = (_PAIR.fullmatch(line.rstrip()) for line in document.lines[1:end])
    return {pair[1]: pair[2].strip("\"'") for pair in found if pair}
