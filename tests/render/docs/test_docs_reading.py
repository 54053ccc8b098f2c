"""What the page on reading an error says, and where else the same facts stand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.model import Catalogue, Envelope, Example, Message, Wire
from tests import rendered, samples


def said(catalogue: Catalogue, page: str, locale: str = "") -> str:
    folder = f"docs/{catalogue.name}"
    path = page if page == "llms.txt" else f"{locale or catalogue.locales[0]}/{page}"
    return rendered.files(catalogue, "docs").get(f"{folder}/{path}", "")


def enveloped(envelope: Envelope, *bodies: str) -> Catalogue:
    """An English catalogue with codes that are numbers, and the bodies that its page shows."""
    examples = tuple(Example(body, "10003") for body in bodies)
    return replace(samples.numeric(), envelope=envelope, examples=examples)


PLACES = {
    "shown": (
        enveloped(Envelope(("error", "code")), '{"error": {"code": "10003"}}'),
        [
            "In the body at `error.code` (as in the examples on the source page).",
            "Otherwise under one of",
        ],
    ),
    "shown in an array": (
        enveloped(
            Envelope(("errors", 1, "meta", "code")), '{"errors": [{}, {"meta": {"code": 1}}]}'
        ),
        ["In the body at `errors[].meta.code` (as in the examples", "Otherwise under one of"],
    ),
    "configured": (
        enveloped(Envelope((0, "code")), '{"error": {"code": "10003"}}'),
        ["In the body at `[].code` (as configured).", "Otherwise under one of"],
    ),
    "guessed": (
        enveloped(Envelope()),
        ["No example on the source page shows the place, so this is a"],
    ),
    "a header": (
        enveloped(Envelope((), header="x-code")),
        ["No example on the source page", "In the header `x-code`."],
    ),
    "XML": (
        enveloped(Envelope(("Error", "Code"), xml=True)),
        ["In the body at `Error.Code`", "In an XML body in the element `Code`.", "Otherwise under"],
    ),
    "XML without a place": (enveloped(Envelope(xml=True)), ["No example on the source page"]),
}


@pytest.mark.parametrize(("catalogue", "wanted"), PLACES.values(), ids=PLACES)
def test_the_places_of_the_code_stand_in_their_order(
    catalogue: Catalogue, wanted: list[str]
) -> None:
    page = said(catalogue, "reading-an-error.md")
    places = re.findall(r"^1\. (.*)$", page, re.MULTILINE)
    assert len(places) == len(wanted)
    assert all(place.startswith(start) for place, start in zip(places, wanted, strict=True))
    assert "\n".join(f"- {place}" for place in places) in said(catalogue, "llms.txt")


@pytest.mark.parametrize(
    ("wire", "told"),
    [
        (
            "integer",
            "A numeric code is sent as a number; `error.code` is always a string.",
        ),
        (
            "",
            "A numeric code can be sent as a number or as a string; `error.code` is always",
        ),
        ("string", ""),
    ],
)
def test_how_numbers_are_sent_is_said_where_codes_are_numbers(wire: Wire, told: str) -> None:
    page = said(enveloped(Envelope(("code",), wire=wire)), "reading-an-error.md")
    assert told in page
    assert ("is always a string" in page) is bool(told)
    assert f"\n- {told}" in said(enveloped(Envelope(("code",), wire=wire)), "llms.txt")
    texts = replace(samples.whole(), envelope=replace(samples.ENVELOPE, wire=wire))
    assert "`error.code` は文字列です" not in said(texts, "reading-an-error.md")


def test_values_are_said_where_messages_have_some() -> None:
    page = said(samples.listed(), "reading-an-error.md")
    assert "with the documented texts (English)." in page
    assert "| `error.parameters` | The values in the message, by name. |" in page
    plain = replace(samples.listed(), errors=samples.listed().errors[1:])
    assert "parameters" not in said(plain, "reading-an-error.md")
    assert "parameters" not in said(plain, "llms.txt")


def test_every_language_that_a_message_is_compared_with_is_named() -> None:
    """Also one that has no page: an overlay may know what the service speaks."""
    made = samples.listed()
    scarce = made.errors[0]
    german = Message("de", "Nur noch {available} da.", ("Nur noch ", 0, " da."))
    errors = (replace(scarce, messages=(*scarce.messages, german)), *made.errors[1:])
    wanted = "the documented texts (English, Deutsch)"
    assert wanted in said(replace(made, errors=errors), "reading-an-error.md")
    assert "- `error.parameters`: The values are extracted by comparing the message with " + (
        wanted
    ) in said(replace(made, errors=errors), "llms.txt")


def test_a_code_shows_how_its_values_are_read() -> None:
    page = said(samples.whole(), "errors/MaximumBatchSizeExceeded.md")
    assert "\n- `batch_size_received` / `batchSizeReceived`\n" in page
    assert '\n`error.parameters.get("batch_size_received")` / `error.parameters.batchSize' in page
    assert "[値がない場合もあります](../reading-an-error.md)。" in page
    page = said(samples.listed(), "errors/out_of_stock.md")
    assert "\n- `available`\n" in page
    assert "[it can be missing](../reading-an-error.md)." in page


@pytest.mark.parametrize(
    ("path", "wanted"),
    {
        "an array": (("errors", 0, "code"), "The body has an array of errors at `errors`."),
        "the innermost": (("e", 0, "f", 0, "c"), "The body has an array of errors at `e[].f`."),
        "the body itself": ((0, "code"), "The body is an array of errors."),
        "none": (("error", "code"), ""),
    }.values(),
)
def test_several_errors_are_said_where_the_code_is_in_an_array(
    path: tuple[str | int, ...], wanted: str
) -> None:
    page = said(enveloped(Envelope(path)), "reading-an-error.md")
    assert ("## Several errors in one body" in page) is bool(wanted)
    assert wanted in page
    # What holds of any body is said in any case.
    assert "| `error.errors` |" in page
    assert "| `error.extra` |" in page


def test_errors_in_a_success_have_a_page_that_others_lead_to() -> None:
    made = samples.in_success()
    page = said(made, "errors-in-success.md")
    assert "has, at `errcode`, a code that the source page lists, or any other" in page
    assert "nor a success code (`0`, `7`)." in page
    link = "[An error can also come with a success status](errors-in-success.md)."
    assert f"at any time.\n{link}\n" in said(made, "README.md")
    assert "[Errors with HTTP 200](errors-in-success.md)" in said(made, "README.md")
    assert "Only the body tells them apart." in said(made, "llms.txt")
    files = rendered.files(made, "docs")
    assert "- errors-in-success.md" in files[f"docs/{made.name}/mkdocs.yml"]
    # Nothing there is asked of `ok` alone, which does not tell.
    assert not any("if (!response.ok)" in text for text in files.values())
    without = replace(made, successes=(), envelope=Envelope(("errcode",)))
    assert "neither empty nor zero." in said(without, "errors-in-success.md")


@pytest.mark.parametrize(
    "catalogue",
    [
        replace(samples.in_success(), errors_in_success=False),
        replace(samples.in_success(), envelope=Envelope()),
    ],
)
def test_nothing_else_speaks_of_errors_in_a_success(catalogue: Catalogue) -> None:
    files = rendered.files(catalogue, "docs")
    assert not any("errors-in-success" in text for text in (*files, *files.values()))
    assert "status of a success" not in "".join(files.values())


def test_the_time_to_wait_may_stand_in_the_body() -> None:
    assert "1. `retry_in` in the body: seconds or a date.\n" in said(
        samples.listed(), "retrying.md"
    )
    assert "in the body" not in said(samples.numeric(), "retrying.md")
    japanese = rendered.spoken(samples.listed(), "ja-JP")
    assert "1. 本文の `retry_in`: 秒数または日時。\n" in said(japanese, "retrying.md")


@pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
@pytest.mark.parametrize("name", ["listed", "in_success"])
def test_a_page_says_the_same_names_in_every_language(name: str, locale: str) -> None:
    """What is code is the same; what is prose is in the language of the page."""
    made = getattr(samples, name)()
    files = {
        where: rendered.files(rendered.spoken(made, where), "docs") for where in ("en", locale)
    }
    for page in ("reading-an-error", "retrying", "unknown-codes", "errors-in-success"):
        texts = [
            found.get(f"docs/{made.name}/{where}/{page}.md", "").split("\n---\n")[0]
            for where, found in files.items()
        ]
        code = [
            sorted(set(re.findall(r"`[^`\n]+`|^    .*$", text, re.MULTILINE))) for text in texts
        ]
        assert code[0] == code[1]
        letters = re.search(
            "[\u3040-\u30ff]", re.sub(r"^```.*?^```$", "", texts[1], flags=re.MULTILINE | re.DOTALL)
        )
        assert bool(letters) is (locale == "ja-JP") or not texts[1]
