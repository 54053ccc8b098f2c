"""What a word means that `show` was asked for and that is no code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.cli import projects
from generator.diagnostics import suggest
from generator.diagnostics.rules import several
from generator.model import Catalogue, Error
from generator.project.inputs import Inputs
from generator.project.settings import Settings

# So many codes are named where several could be meant.
_MOST = 5


def meanings(catalogues: Iterable[Catalogue], word: str) -> dict[str, str]:
    """What the word is of each code that it says otherwise, by the code."""
    found: dict[str, str] = {}
    for error in (error for catalogue in catalogues for error in catalogue.errors):
        for text, what in _said(error):
            if text.casefold() == word.casefold():
                found.setdefault(error.code, what)
    return found


def _said(error: Error) -> Iterator[tuple[str, str]]:
    """What else says a code, and what it is."""
    yield error.class_name, "the class"
    yield from ((alias, "a former name") for alias in error.aliases)
    yield from ((name, "the name") for name in (error.name, *(v.name for v in error.variants)))
    yield error.cell, "the code cell"


def cells(settings: Settings, inputs: Inputs, word: str) -> dict[str, str]:
    """The codes whose cells say the word on some page: each is read, the others beside it."""
    found: dict[str, str] = {}
    for one in settings.catalogues:
        for page in one.pages if len(one.pages) > 1 else ():
            alone = one.alone(page, (other for other in one.pages if other != page))
            read, _ = projects.catalogue(alone, inputs, settings)
            for error in read.errors if read else ():
                if error.cell.casefold() == word.casefold():
                    found[error.code] = f"the code cell in {page}"
    return found


def told(word: str, meant: dict[str, str]) -> str:
    """What the word is, of one code or of several."""
    return f"{word} is {next(iter(meant.values()))} of {several([*meant], _MOST)}"


def absent(catalogues: Sequence[Catalogue], code: str) -> str:
    """Why nothing is shown of a code."""
    if any(success.code == code for c in catalogues for success in c.successes):
        return f"{code} is no error; an entry for it in the overlay makes it one"
    if any(table.heading == code for c in catalogues for table in c.tables):
        return f"{code} is a heading: --heading TEXT reads what stands below one"
    codes = [error.code for c in catalogues for error in c.errors]
    part = [one for one in codes if code and code.casefold() in one.casefold()]
    part.sort(key=lambda one: not one.casefold().startswith(code.casefold()))
    likely = several(part, _MOST) or suggest.near(code, codes)
    return f"there is no code {code}" + (f"; did you mean {likely}?" if likely else "")
