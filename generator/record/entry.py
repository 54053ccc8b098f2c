"""One error of the catalogue as JSON, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.diagnostics.source import Span
from generator.model import Error, Example, Message, Parameter, Retryable, Text, Variant

_TEXTS = ("hints", "causes", "actions")
_WORDS = ("cell", "slug", "status_text", "name", "deprecated", "source", "heading")


def write(error: Error) -> dict[str, Any]:
    """An error with its evidence and its place; what is empty is left out, hints excepted."""
    return {
        "code": error.code,
        "status": error.status,
        "class_name": error.class_name,
        "evidence": error.evidence,
        "cell": error.cell,
        **_said(error.messages),
        "parameters": [_parameter(parameter) for parameter in error.parameters],
        "retryable": {"value": error.retryable.value, "evidence": error.retryable.evidence},
        "hints": _texts(error.hints),
        **_filled(
            causes=_texts(error.causes),
            actions=_texts(error.actions),
            aliases=list(error.aliases),
            retired=error.retired,
            variants=[_variant(variant) for variant in error.variants],
            **{key: getattr(error, key) for key in _WORDS if key != "cell"},
        ),
        **_place(error.span),
    }


def write_example(example: Example) -> dict[str, Any]:
    """A test vector and its place."""
    return {
        "text": example.text,
        "code": example.code,
        "message": example.message,
        "correlation_id": example.correlation_id,
        **_place(example.span),
    }


def _said(messages: Sequence[Message]) -> dict[str, Any]:
    return {
        "messages": {m.locale: m.text for m in messages},
        **_filled(
            templates={
                m.locale: list(m.parts)
                for m in messages
                if m.parts != _plain(m.text, remark=m.remark)
            },
            remarks=[m.locale for m in messages if m.remark],
        ),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    text = dict(parameter.text)
    return {"name": parameter.name, "evidence": parameter.evidence, "text": text}


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "status": variant.status,
        **_said(variant.messages),
        **_filled(name=variant.name, heading=variant.heading),
        **_place(variant.span),
    }


def _texts(texts: Sequence[Text]) -> list[dict[str, Any]]:
    return [
        {"locale": t.locale, "text": t.text, **(_place(t.span) if t.span else {})} for t in texts
    ]


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _place(span: Span) -> dict[str, Any]:
    return {"path": span.path, "line": span.line, "column": span.column}


def read(record: dict[str, Any]) -> Error:
    """The error that `write` wrote; the record has been held against its shape."""
    texts: dict[str, Any] = {key: _read_texts(record.get(key, ())) for key in _TEXTS}
    retryable = record["retryable"]
    return Error(
        code=record["code"],
        class_name=record["class_name"],
        status=record["status"],
        evidence=record["evidence"],
        messages=_read_said(record),
        parameters=tuple(_read_parameter(parameter) for parameter in record["parameters"]),
        retryable=Retryable(retryable["value"], retryable["evidence"]),
        **texts,
        **{key: record.get(key, "") for key in _WORDS},
        aliases=tuple(record.get("aliases", ())),
        retired=record.get("retired", False),
        variants=tuple(_read_variant(variant) for variant in record.get("variants", ())),
        span=_span(record),
    )


def read_example(record: dict[str, Any]) -> Example:
    """The test vector that `write_example` wrote."""
    message, ident = record.get("message", ""), record.get("correlation_id", "")
    return Example(record["text"], record["code"], message, ident, _span(record))


def _read_said(record: dict[str, Any]) -> tuple[Message, ...]:
    templates, remarks = record.get("templates", {}), record.get("remarks", ())
    return tuple(
        Message(
            locale,
            text,
            tuple(templates.get(locale, _plain(text, remark=locale in remarks))),
            locale in remarks,
        )
        for locale, text in record["messages"].items()
    )


def _plain(text: str, *, remark: bool) -> tuple[str, ...]:
    """The parts of a message that need not be said: one literal, and none of a remark."""
    return () if remark else (text,)


def _read_parameter(record: dict[str, Any]) -> Parameter:
    text = tuple(record["text"].items())
    return Parameter(record["name"], record.get("evidence", "words"), text)


def _read_variant(record: dict[str, Any]) -> Variant:
    name, heading = record.get("name", ""), record.get("heading", "")
    return Variant(record["status"], _read_said(record), name, heading, _span(record))


def _read_texts(records: Sequence[dict[str, Any]]) -> tuple[Text, ...]:
    return tuple(Text(r["locale"], r["text"], _span(r)) for r in records)


def _span(record: dict[str, Any]) -> Span:
    return Span(record.get("path", ""), record.get("line"), record.get("column"))
