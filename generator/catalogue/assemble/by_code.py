"""What all pages say of one code: its readings, locale by locale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.catalogue.read_page import PageReading
from generator.catalogue.recover.reading import Reading, Readings
from generator.catalogue.rows.entry import MessageCell


class LocaleReadings(NamedTuple):
    """The readings of one code in one locale; `translated` says that its page is a translation."""

    locale: str
    translated: bool
    readings: Readings


class LocaleMessage(NamedTuple):
    """What one row says of a code in one locale."""

    locale: str
    translated: bool
    cell: MessageCell


@dataclass(frozen=True, slots=True)
class CodeReadings:
    """Everything that the pages say of one code, the primary locale first."""

    code: str
    locales: tuple[LocaleReadings, ...]

    @property
    def first(self) -> Reading:
        """The reading that gives names: the first row of the first locale that has the code."""
        return self.locales[0].readings[0]

    @property
    def messages(self) -> tuple[LocaleMessage, ...]:
        """The message of the first row in each locale that has one."""
        return self._messages(slice(1))

    @property
    def row_messages(self) -> tuple[LocaleMessage, ...]:
        """The messages of all rows, the first of each locale first."""
        return (*self.messages, *self._messages(slice(1, None)))

    def _messages(self, rows: slice) -> tuple[LocaleMessage, ...]:
        return tuple(
            LocaleMessage(one.locale, one.translated, cell)
            for one in self.locales
            for reading in one.readings[rows]
            if (cell := reading.entry.message)
        )


def group(pages: Sequence[PageReading]) -> Iterator[CodeReadings]:
    """The readings of all pages by their code, in the order in which the codes are met."""
    order: dict[str, dict[str, list[Reading]]] = {}
    for page in pages:
        for reading in page.readings:
            if reading.code:
                order.setdefault(reading.code, {}).setdefault(page.locale, []).append(reading)
    translated = {page.locale for page in pages if page.translated}
    for code, by_locale in order.items():
        yield CodeReadings(
            code,
            tuple(
                LocaleReadings(locale, locale in translated, tuple(found))
                for locale, found in by_locale.items()
            ),
        )
