"""Whether a message that was observed may have been made from a template of the page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Error


@dataclass(frozen=True, slots=True)
class Template:
    """The words round and between a message's parameters, in their order.

    `first` and `last` are those that it begins and ends with, "" where that is a
    parameter; without any parameter `whole` is all of it.
    """

    first: str = ""
    between: tuple[str, ...] = ()
    last: str = ""
    whole: str | None = None


def read(error: Error) -> list[Template]:
    """What an error's messages say; a remark about the message is no template of it."""
    return [_template(m.parts) for m in error.row_messages if m.parts and not m.remark]


def _template(parts: tuple[str | int, ...]) -> Template:
    words = [plain(part) if isinstance(part, str) else "" for part in parts]
    if len(words) == 1 and isinstance(parts[0], str):
        return Template(whole=words[0])
    return Template(words[0], tuple(filter(None, words[1:-1])), words[-1] if words[1:] else "")


def fits(text: str, template: Template) -> bool:
    """Whether a message has a template's words in their order, with anything for its parameters.

    One pass from the left, so that no message takes longer than it is long.
    """
    if template.whole is not None:
        return text == template.whole
    if not (text.startswith(template.first) and text.endswith(template.last)):
        return False
    at, end = len(template.first), len(text) - len(template.last)
    for word in template.between:
        found = text.find(word, at, end)
        if found < 0:
            return False
        at = found + len(word)
    return at <= end


def plain(text: str) -> str:
    """A text with single blanks; how they are laid out says nothing."""
    return " ".join(text.split())
