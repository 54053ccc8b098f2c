"""Whether a message that was observed may have been made from a template of the page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Error


@dataclass(frozen=True, slots=True)
class Template:
    """The words between a message's parameters, in their order.

    `begins` and `ends` say that the message begins and ends with words,
    `whole` that it has no parameters.
    """

    words: tuple[str, ...]
    begins: bool
    ends: bool
    whole: bool


def read(error: Error) -> list[Template]:
    """What an error's messages say; a remark about the message is no template of it."""
    templates = [m.parts for m in error.row_messages if m.parts and not m.remark]
    return [
        Template(
            tuple(plain(part) for part in parts if isinstance(part, str)),
            begins=isinstance(parts[0], str),
            ends=isinstance(parts[-1], str),
            whole=len(parts) == 1 and isinstance(parts[0], str),
        )
        for parts in templates
    ]


def fits(text: str, template: Template) -> bool:
    """Whether a message has a template's words in their order, with anything for its parameters.

    One pass from the left, so that no message takes longer than it is long.
    """
    words = template.words
    if template.whole:
        return text == words[0]
    if template.begins and not text.startswith(words[0]):
        return False
    if template.ends and not text.endswith(words[-1]):
        return False
    at = 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return True


def plain(text: str) -> str:
    """A text with single blanks; how they are laid out says nothing."""
    return " ".join(text.split())
