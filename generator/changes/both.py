"""Two catalogues, and what is to be known of the whole to compare a part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import names
from generator.diagnostics.source import Document, Span
from generator.model import Catalogue
from generator.project import toml
from generator.render.views import former


@dataclass(frozen=True, slots=True)
class Config:
    """The file of the configuration, and where in it a catalogue's table is."""

    path: str = "the configuration"
    table: tuple[str, ...] = ("catalogues", "NAME")
    document: Document | None = None

    def place(self, *keys: str) -> Span | None:
        """Where the catalogue's table has such a key; None where it has none."""
        found = toml.places(self.document, *self.table, *keys) if self.document else []
        return found[0] if found else None


ANYWHERE = Config()


@dataclass(frozen=True, slots=True)
class Both:
    """Two catalogues, and what is to be known of the whole to compare a part.

    `locales` are those that both have pages in, `spoken` those whose messages
    are compared: the same, and what no page of either is in. `named`: what is
    generated of both is in use, so names are compared, whatever words they are of.
    `holders` has the code with each class name now, former ones as well, `sharing`
    those that would have it if nothing told them apart.
    `old` and `now` are the headers of the columns that are kept, for each locale.
    `overlay` is the path of the file that can keep what was, and `config` that of
    the other, with the keys of the catalogue's table in it.
    """

    base: Catalogue
    new: Catalogue
    locales: tuple[str, ...]
    spoken: tuple[str, ...]
    named: bool
    holders: Mapping[str, str]
    sharing: Mapping[str, Sequence[str]]
    old: Mapping[str, Sequence[str]]
    now: Mapping[str, Sequence[str]]
    overlay: str
    config: Config


def both(
    base: Catalogue, new: Catalogue, overlay: str = "", config: Config = ANYWHERE, *, named: bool
) -> Both:
    """Two catalogues that are to be compared."""
    locales = tuple(locale for locale in base.locales if locale in new.locales)
    alone = {*base.spoken, *new.spoken}.difference(base.locales, new.locales) if locales else ()
    sharing: dict[str, list[str]] = defaultdict(list)
    for error in new.errors:
        sharing[names.unmarked(error.class_name, error.code, new.style)].append(error.code)
    return Both(
        base,
        new,
        locales,
        (*locales, *sorted(alone)),
        bool(locales) or named,
        _holders(new),
        sharing,
        _headers(base, locales),
        _headers(new, locales),
        overlay,
        config,
    )


def _holders(catalogue: Catalogue) -> dict[str, str]:
    """The code with each name of a class."""
    found = {error.class_name: error.code for error in catalogue.errors}
    return {a.old: found[a.new] for a in former.classes(catalogue)} | found


def _headers(catalogue: Catalogue, locales: Sequence[str]) -> dict[str, Sequence[str]]:
    """The headers under which a catalogue keeps what its pages say, for each locale."""
    found: dict[str, dict[str, None]] = {locale: {} for locale in locales}
    for error in catalogue.errors:
        for locale, cells in error.fields:
            found.get(locale, {}).update(dict.fromkeys(header for header, _ in cells))
    return {locale: tuple(headers) for locale, headers in found.items()}


def whole(catalogue: Catalogue) -> Span:
    """The first page as a whole, for what has no line."""
    return Span(catalogue.pages[0].path if catalogue.pages else catalogue.name)
