"""A catalogue written as JSON is the same catalogue when it is read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator import record
from generator.diagnostics.source import Span, document
from generator.model import Catalogue, Mark, Message, Success, Text
from tests import samples

SAMPLES = {
    "defender": samples.defender(),
    "numeric": samples.numeric(),
    "variants": samples.variants(),
    "hostile": samples.hostile(),
    "large": samples.large(300),
    "empty": samples.catalogue("empty", []),
}


def read(value: object) -> tuple[Catalogue | None, list[str]]:
    found, problems = record.read(document("c.json", json.dumps(value)))
    return found, [p.message for p in problems]


@pytest.mark.parametrize("catalogue", SAMPLES.values(), ids=SAMPLES)
def test_what_is_written_is_read(catalogue: Catalogue) -> None:
    assert read(record.write(catalogue)) == (catalogue, [])


def test_a_remark_with_and_without_parts_survives() -> None:
    """Parts that follow from the text are left out; all others are written."""
    messages = (
        Message("en", "(none)", ("(none)",), remark=True),
        Message("ja", "(なし)", (), remark=True),
        Message("de", "leer", ()),
    )
    error = replace(samples.defender().errors[0], messages=messages)
    catalogue = replace(samples.defender(), errors=(error,))
    assert read(record.write(catalogue)) == (catalogue, [])


def test_places_are_written_where_they_are_known_and_asked_for() -> None:
    """`show` has lines, a kept file has none; read, both are the same catalogue."""
    error, *rest = samples.defender().errors
    found = replace(
        error, span=Span("a.md", 7, 3), hints=(Text("ja-JP", "a", Span("a.toml", 2, 1)),)
    )
    # What a column is called is no place.
    found = replace(found, fields=(("ja-JP", (("line", "7"), ("column", "3"))),))
    catalogue = replace(samples.defender(), errors=(found, *rest))
    shown, kept = (record.write(one) for one in (catalogue, record.lasting(catalogue)))
    said = [one["catalogue"]["errors"][0] for one in (shown, kept)]
    assert [x.get("path") for x in said] == ["a.md", "a.md"]
    assert [(x.get("line"), x.get("column")) for x in said] == [(7, 3), (None, None)]
    assert [x["hints"][0].get("line") for x in said] == [2, None]
    assert said[1]["fields"] == {"ja-JP": {"line": "7", "column": "3"}}
    back, _ = record.read(document("c.json", json.dumps(shown)))
    assert back
    assert back.errors[0].span == Span("a.md", 7, 3)
    assert read(shown) == read(kept) == (catalogue, [])


def test_an_error_is_written_in_the_documented_form() -> None:
    written = record.write(samples.defender())
    assert written["schema"] == 1
    assert written["catalogue"]["envelope"]["correlation_id"] == ["error", "target"]
    assert written["catalogue"]["errors"][1] == {
        "code": "InvalidHashValue",
        "status": 400,
        "class_name": "InvalidHashValueError",
        "evidence": "verbatim",
        "cell": "InvalidHashValue",
        "messages": {"ja-JP": "ハッシュ値 {invalid_hash} が無効です。"},
        "templates": {"ja-JP": ["ハッシュ値 ", 0, " が無効です。"]},
        "parameters": [
            {"name": "invalid_hash", "evidence": "pinned", "text": {"ja-JP": "invalid_hash"}}
        ],
        "retryable": {"value": False, "evidence": "status"},
        "hints": [{"locale": "ja-JP", "text": "大文字と小文字が区別されます。"}],
        "slug": "InvalidHashValue",
        "status_text": "(400)",
        "path": "",
    }


def test_what_a_page_says_beside_a_code_is_written_in_the_documented_form() -> None:
    marks = (Mark(0, 3), Mark(4, 9, "limits.md"))
    message = Message("en", "429 limit", ("429 limit",), marks=marks)
    fields = (("en", (("Role", "admin"), ("Since", "2.1"))),)
    error = replace(
        samples.defender().errors[0],
        messages=(message,),
        actions=(Text("en", "429 limit", marks=marks), Text("en", "Wait.")),
        fields=fields,
        remark="new",
    )
    success = Success("0", messages=(message,))
    catalogue = replace(samples.defender(), errors=(error,), successes=(success,))
    found = record.write(catalogue)["catalogue"]
    shown = [{"start": 0, "end": 3}, {"start": 4, "end": 9, "url": "limits.md"}]
    assert found["errors"][0]["marks"] == {"en": shown}
    assert found["errors"][0]["actions"] == [
        {"locale": "en", "text": "429 limit", "marks": shown},
        {"locale": "en", "text": "Wait."},
    ]
    assert found["errors"][0]["fields"] == {"en": {"Role": "admin", "Since": "2.1"}}
    assert found["errors"][0]["remark"] == "new"
    assert found["successes"] == [
        {
            "code": "0",
            "messages": {"en": "429 limit"},
            "marks": {"en": shown},
            "path": "",
        }
    ]
    assert read(record.write(catalogue)) == (catalogue, [])


def test_what_is_not_there_is_left_out() -> None:
    found = record.write(samples.defender())["catalogue"]
    assert "successes" not in found
    assert not {"marks", "actions", "causes", "fields", "remark"} & set(found["errors"][0])


def test_places_are_written_and_read() -> None:
    span = Span("page.md", 7, 3)
    error = replace(samples.defender().errors[0], span=span, hints=(Text("en", "Wait.", span),))
    found, _ = read(record.write(replace(samples.defender(), errors=(error,))))
    assert found is not None
    assert found.errors[0].span == span
    assert found.errors[0].hints[0].span == span


def test_what_a_later_version_adds_is_passed_over() -> None:
    written = record.write(samples.defender())
    written["status"] = "ok"
    written["catalogue"]["errors"][0]["colour"] = "red"
    assert read(written) == (samples.defender(), [])


def broken(path: str, value: object) -> dict[str, Any]:
    """The defender's record with another value at a path; "-" takes the key away."""
    written: Any = record.write(samples.defender())
    *way, last = path.split(".")
    inner = written
    for key in way:
        inner = inner[int(key)] if key.isdigit() else inner[key]
    if value == "-":
        del inner[last]
    else:
        inner[last] = value
    return written


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("schema", 2, "schema: one of 1 is wanted"),
        ("schema", [], "schema: one of 1 is wanted"),
        ("catalogue", None, "catalogue: an object is wanted"),
        ("catalogue.name", "-", "catalogue.name: this key is missing"),
        ("catalogue.errors", {}, "catalogue.errors: a list is wanted"),
        ("catalogue.errors.0.status", True, "catalogue.errors[0].status: a number or null"),
        ("catalogue.errors.0.code", 404, "catalogue.errors[0].code: a string is wanted"),
        ("catalogue.errors.0.evidence", "rumour", "catalogue.errors[0].evidence: one of aligned"),
        ("catalogue.errors.0.messages", {"en": 1}, "catalogue.errors[0].messages.en: a string"),
        ("catalogue.errors.0.templates", {"en": [[]]}, "templates.en[0]: a string or a number"),
    ],
)
def test_what_has_another_shape_is_refused_with_its_place(
    path: str, value: object, said: str
) -> None:
    found, problems = read(broken(path, value))
    assert found is None
    assert said in problems[0]


@pytest.mark.parametrize("value", [None, [], "x", 1, {}, {"schema": 1}])
def test_what_is_no_record_is_refused(value: object) -> None:
    found, problems = read(value)
    assert found is None
    assert problems


@pytest.mark.parametrize("text", ["", "{", "[" * 200_000, "1" * 5000], ids=["", "{", "deep", "1"])
def test_what_is_no_json_is_refused(text: str) -> None:
    found, problems = record.read(document("c.json", text))
    assert found is None
    assert [p.rule for p in problems] == ["record-unreadable"]


def test_half_a_surrogate_pair_is_no_character() -> None:
    """JSON can write it, UTF-8 cannot; a whole pair is a character like any other."""
    text = json.dumps(record.write(samples.defender()))
    for odd, wanted in (("\\ud800", ["record-unreadable"]), ("\\ud83d\\ude00", [])):
        found, problems = record.read(document("a.json", text.replace("BadRequest", f"Bad{odd}")))
        assert [problem.rule for problem in problems] == wanted
        assert (found is None) is bool(wanted)


def test_what_a_page_escapes_in_its_example_is_read_back() -> None:
    """A page's JSON may hold half a pair outside of any code; the catalogue keeps it as it is."""
    example = replace(samples.defender().examples[0], message="\ud800")
    made = replace(samples.defender(), examples=(example,))
    text = json.dumps(record.write(made))
    assert record.read(document("a.json", text)) == (made, ())
