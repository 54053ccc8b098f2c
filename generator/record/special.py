"""Where the record is not, field by field, as the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any, TypeAlias

from generator import model
from generator.diagnostics.source import Span

Json: TypeAlias = dict[str, Any]

# A field of a dataclass is a key of its record: its type is checked, what
# `Annotated` says describes it, and it is required if it has no default.
# All that differs from this stands in the tables that follow.

# What the schema says once and refers to, in its order.
DEFINITIONS: dict[str, Any] = {
    "catalogue": model.Catalogue,
    "page": model.PageInfo,
    "envelope": model.Envelope,
    "path": model.KeyPath,
    "example": model.Example,
    "error": model.Error,
    "success": model.Success,
    "variant": model.Variant,
    "parameter": model.Parameter,
    "retryable": model.Retryable,
    "status": model.Status,
    "messages": Annotated[tuple[tuple[str, str], ...], "What the error says, by locale."],
    "templates": Annotated[
        tuple[tuple[str, tuple[str | int, ...]], ...],
        "Messages cut at their placeholders, by locale: a number is a place in the parameters. "
        "Left out where a message is one literal.",
    ],
    "remarks": Annotated[
        tuple[str, ...],
        "The locales in which the text is about the message, and not a template of it.",
    ],
    "marks": Annotated[
        tuple[tuple[str, tuple[model.Mark, ...]], ...],
        "The links and the code in the messages, by locale. Left out where there are none.",
    ],
    "texts": tuple[model.Text, ...],
    "mark": model.Mark,
    "file": Annotated[str, "The file that says it, relative to the project."],
    "line": Annotated[int | None, "Only `show` says it: no file that is kept has it."],
    "column": Annotated[int | None, "In code points; beside the line."],
}
# For those who write a record by hand; reading takes any number.
BOUNDS = {
    "status": {"minimum": 100, "maximum": 599},
    "line": {"minimum": 1},
    "column": {"minimum": 1},
}
# Not from the docstrings, which `python -OO` drops.
DESCRIPTIONS = {
    model.PageInfo: "A page that was read.",
    model.Envelope: "Where an error body carries what; an empty path is unknown.",
    model.Example: "A JSON body that the page shows, and what a decoder must find in it.",
    model.Success: "A code that is no error, which a client has to know.",
    model.Variant: "One row of a code that stands in several.",
    model.Mark: "A link, or code where there is no url; places in the text, in code points.",
    model.Parameter: "A value that a message carries.",
    model.Retryable: "Whether the same request may succeed later, and how that is known.",
}
# Required as well, though the fields have a default.
REQUIRED = {
    model.Catalogue: {"locales", "envelope", "errors"},
    model.Envelope: {"code", "message", "correlation_id"},
    model.Error: {"status", "evidence", "messages", "parameters", "retryable"},
    model.Parameter: {"text"},
    model.Success: {"messages"},
}
# These leave out what is as its default, but for what is required and for the fields named here.
SPARING: dict[type, set[str]] = {
    model.Catalogue: {one.name for one in fields(model.Catalogue)} - {"successes"},
    model.Error: {"cell", "hints"},
    model.Mark: set(),
    model.Success: set(),
    model.Text: set(),
    model.Variant: set(),
}
# How the pages were read is no part of what they say.
UNWRITTEN = {"tables", "style"}


def _write_messages(messages: Sequence[model.Message]) -> Json:
    """The texts by locale, and what does not follow from them: their parts, remarks, marks."""
    found: Json = {
        "templates": {
            m.locale: list(m.parts) for m in messages if m.parts != _parts(m.text, m.remark)
        },
        "remarks": [m.locale for m in messages if m.remark],
        "marks": {m.locale: list(map(_write_mark, m.marks)) for m in messages if m.marks},
    }
    texts = {m.locale: m.text for m in messages}
    return {"messages": texts, **{key: value for key, value in found.items() if value}}


def _write_mark(mark: model.Mark) -> Json:
    return {"start": mark.start, "end": mark.end, **({"url": mark.url} if mark.url else {})}


def _read_messages(record: Json) -> tuple[model.Message, ...]:
    parts, remarks = record.get("templates", {}), record.get("remarks", ())
    marks = record.get("marks", {})
    said = [(locale, text, locale in remarks) for locale, text in record["messages"].items()]
    return tuple(
        model.Message(
            locale,
            text,
            tuple(parts.get(locale, _parts(text, remark))),
            remark,
            marks=tuple(map(_read_mark, marks.get(locale, ()))),
        )
        for locale, text, remark in said
    )


def _read_mark(record: Json) -> model.Mark:
    return model.Mark(record["start"], record["end"], record.get("url", ""))


def _parts(text: str, remark: bool) -> tuple[str, ...]:  # noqa: FBT001
    """The parts of a message that need not be said: one literal, and none of a remark."""
    return () if remark else (text,)


def _write_place(span: Span | None) -> Json:
    if span is None:
        return {}
    place = {"line": span.line, "column": span.column} if span.line else {}
    return {"path": span.path, **place}


def _read_place(record: Json) -> Span:
    return Span(record.get("path", ""), record.get("line"), record.get("column"))


@dataclass(frozen=True, slots=True)
class Flat:
    """A type that is several keys of the record that holds it.

    `keys` has the name of each among the definitions. What `write` gives is
    merged into that record, and `read` is given the whole of it.
    """

    keys: dict[str, str]
    write: Callable[[Any], Json]
    read: Callable[[Json], Any]


_MESSAGES = {key: key for key in ("messages", "templates", "remarks", "marks")}
_PLACE = Flat({"path": "file", "line": "line", "column": "column"}, _write_place, _read_place)
FLAT: dict[Any, Flat] = {
    tuple[model.Message, ...]: Flat(_MESSAGES, _write_messages, _read_messages),
    Span: _PLACE,
    Span | None: _PLACE,
}
