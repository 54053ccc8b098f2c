"""A catalogue, or one error of it, laid out for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import statuses
from generator.diagnostics import draw
from generator.model import Catalogue, Error, Message, Parameter

_HEADER = ("CODE", "STATUS", "PARAMETERS", "EVIDENCE")
_GAP = "  "
_NARROWEST = 12

# Evidence that a reader should look at: restored in yellow, doubted in red.
_CERTAIN = frozenset({"verbatim", "confirmed", "pinned", "source-text"})
_TINTS = {"doubtful": "31"}


def table(catalogue: Catalogue, width: int, *, colour: bool = False) -> str:
    """Every code with its status, its parameters and how it is known, `width` columns wide."""
    rows = [_row(error) for error in catalogue.errors]
    widths = _fit([_HEADER, *rows], width)
    pages = ", ".join(page.path for page in catalogue.pages)
    codes = draw.plural(len(rows), "code")
    title = f"{catalogue.name}: {codes} in {', '.join(catalogue.locales)}, from {pages}"
    tints = [_tint(error) if colour else "" for error in catalogue.errors]
    head = draw.paint(_line(_HEADER, widths), "1" if colour else "")
    body = (draw.paint(_line(r, widths), t) for r, t in zip(rows, tints, strict=True))
    return "\n".join((draw.visible(title), "", head, *body)) + "\n"


def _row(error: Error) -> tuple[str, ...]:
    parameters = ", ".join(parameter.name for parameter in error.parameters)
    cell = f": {error.cell}" if error.cell not in ("", error.code) else ""
    shown = (error.code, _status(error), parameters, f"{error.evidence}{cell}")
    return tuple(draw.visible(text) or "-" for text in shown)


def _status(error: Error) -> str:
    return error.status_text if error.status is None else str(error.status)


def _tint(error: Error) -> str:
    return "" if error.evidence in _CERTAIN else _TINTS.get(error.evidence, "33")


def _fit(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: as its contents need, the widest narrowed until all fit."""
    widths = [max(map(draw.width, column)) for column in zip(*rows, strict=True)]
    room = max(width - len(_GAP) * (len(widths) - 1), _NARROWEST * len(widths))
    while sum(widths) > room:
        widest = widths.index(max(widths))
        second = max(n for i, n in enumerate(widths) if i != widest)
        spare = sum(widths) - room
        widths[widest] = max(widths[widest] - spare, min(second, widths[widest] - 1))
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(_cell(text, n) for text, n in zip(cells, widths, strict=True)).rstrip()


def _cell(text: str, width: int) -> str:
    """The text in exactly so many columns of the terminal, cut with an ellipsis."""
    if draw.width(text) > width:
        text = text[:width]
        while draw.width(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - draw.width(text))


def facts(error: Error) -> str:
    """Everything that the catalogue says of one error."""
    found = [(label, value) for label, value in _facts(error) if value]
    longest = max(len(label) for label, _ in found)
    lines = (f"  {label:<{longest}}  {draw.visible(value)}" for label, value in found)
    return "\n".join((draw.visible(error.code), *lines)) + "\n"


def _facts(error: Error) -> Iterator[tuple[str, str]]:
    yield "class", error.class_name
    yield "name", error.name
    yield "status", _named_status(error)
    yield "evidence", error.evidence + (f", from {error.cell}" if error.cell != error.code else "")
    yield "retryable", f"{'yes' if error.retryable.value else 'no'} ({error.retryable.evidence})"
    for message in error.messages:
        yield f"message {message.locale}", message.text
    for parameter in error.parameters:
        yield "parameter", _parameter(parameter)
    for label, texts in (("hint", error.hints), ("cause", error.causes), ("to do", error.actions)):
        for text in texts:
            yield f"{label} {text.locale}", text.text
    yield "deprecated", error.deprecated
    yield "retired", "yes" if error.retired else ""
    yield "aliases", ", ".join(error.aliases)
    yield "under", error.heading
    for variant in error.variants:
        yield "variant", _variant(variant.status, variant.messages, variant.heading)
    yield "source", error.source
    yield "stands at", _place(error)


def _named_status(error: Error) -> str:
    if error.status is None:
        return error.status_text
    return f"{error.status} {statuses.phrase(error.status)}".strip()


def _parameter(parameter: Parameter) -> str:
    words = ", ".join(text for _, text in parameter.text)
    return f"{parameter.name} ({parameter.evidence}{f', from {words}' if words else ''})"


def _variant(status: int | None, messages: Sequence[Message], heading: str) -> str:
    texts = (str(status or ""), " / ".join(m.text for m in messages), f"({heading})")
    return " ".join(text for text in texts if text not in ("", "()"))


def _place(error: Error) -> str:
    span = error.span
    places = (span.path, *(str(n) for n in (span.line, span.column) if n))
    return ":".join(places)
