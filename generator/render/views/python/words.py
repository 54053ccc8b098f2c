"""The documented texts of a code."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Catalogue, Error, Message


def templates(
    catalogue: Catalogue,
) -> Iterator[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    """(locale, ((code, templates), …)), without remarks and without what is empty."""
    for locale in catalogue.locales:
        every = ((error.code, tuple(_templates(error, locale))) for error in catalogue.errors)
        found = tuple((code, templates) for code, templates in every if templates)
        if found:
            yield locale, found


def _templates(error: Error, locale: str) -> Iterator[str]:
    for message in messages(error):
        if message.locale == locale and message.text and not message.remark:
            yield "".join(_piece(part, error) for part in message.parts or (message.text,))


def _piece(part: str | int, error: Error) -> str:
    if isinstance(part, int):
        return f"{{{error.parameters[part].name}}}"
    return part.replace("{", "{{").replace("}", "}}")


def messages(error: Error) -> tuple[Message, ...]:
    """The messages of every row of a code, none twice."""
    rows = (error.messages, *(variant.messages for variant in error.variants))
    return tuple(dict.fromkeys(message for row in rows for message in row))


def flat(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())
