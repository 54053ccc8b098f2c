"""Which errors a page leads to, and the bodies that are made for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from generator.model import Catalogue, Envelope, Error, Mark, Message, Retryable, Text
from generator.render.views import related, server
from tests import rendered, samples


def codes(*rows: tuple[str, int | None, str]) -> Catalogue:
    """A catalogue of codes, each with its status and the heading above it."""
    errors = tuple(
        Error(code, status=status, class_name=f"C{n}", slug=code, heading=heading)
        for n, (code, status, heading) in enumerate(rows)
    )
    return Catalogue("api", errors=errors, locales=("en",))


def found(catalogue: Catalogue, code: str) -> tuple[Sequence[str], bool]:
    error = catalogue.error(code)
    assert error is not None
    said = related.related(catalogue)(error)
    return [other.code for other in said.errors], said.has_more


GROUPS = codes(
    *(("a_1", 400, "A"), ("a_2", 400, "A"), ("a_3", 404, "A")),
    *(("b_1", 400, "B"), ("b_2", 503, "B"), ("c_1", None, ""), ("c_2", None, "")),
)


@pytest.mark.parametrize(
    ("code", "wanted"),
    {
        "by status and by heading, in the order of the page": ("a_1", ["a_2", "a_3", "b_1"]),
        "by heading alone": ("b_2", ["b_1"]),
        "by nothing": ("c_1", []),
    }.values(),
)
def test_related_are_codes_of_one_status_or_one_heading(code: str, wanted: list[str]) -> None:
    assert found(GROUPS, code) == (wanted, False)


def test_what_all_have_relates_nothing() -> None:
    assert found(codes(("a", 400, "A"), ("b", 400, "A")), "a") == ([], False)


def test_of_many_the_nearest_ten_are_shown_and_that_there_are_more() -> None:
    many = codes(*((f"e{n}", 400, "") for n in range(30)), ("other", 404, ""))
    assert found(many, "e15") == ([f"e{n}" for n in range(10, 21) if n != 15], True)
    assert found(many, "e0") == ([f"e{n}" for n in range(1, 11)], True)
    few = codes(*((f"e{n}", 400, "") for n in range(11)), ("other", 404, ""))
    assert found(few, "e0")[1] is False
    # The heading goes before the status: the page itself has put those together.
    both = codes(*((f"e{n}", 400, "H" if n > 18 else "") for n in range(30)), ("o", 404, ""))
    assert found(both, "e19")[0] == [f"e{n}" for n in range(20, 30)]


@pytest.mark.parametrize(
    ("text", "marks", "wanted"),
    {
        "a code of several words": ("As card_declined. See OtherCode.", (), ["card_declined"]),
        "a word alone": ("It was expired.", (), []),
        "a word set apart": ("It was expired.", (Mark(7, 14),), ["expired"]),
        "a number": ("At most 1001 items.", (), []),
        "a number set apart": ("Like 1001.", (Mark(5, 9),), ["1001"]),
        "a link": ("See expired.", (Mark(4, 11, "x.md"),), []),
        "itself": ("own_code again", (), []),
        "behind very many stops": (f"{'.' * 100_000} card_declined", (), ["card_declined"]),
        "before them": (f"card_declined{'.~+-' * 25_000}", (), ["card_declined"]),
    }.values(),
)
@pytest.mark.parametrize("kind", ["messages", "actions", "hints", "causes"])
def test_related_are_codes_that_a_text_names(
    kind: str, text: str, marks: tuple[Mark, ...], wanted: list[str]
) -> None:
    made = codes(
        *(("card_declined", 402, ""), ("expired", 403, ""), ("1001", 404, "")),
        ("own_code", 400, ""),
    )
    form = Message if kind == "messages" else Text
    own = replace(made.errors[-1], **{kind: (form("en", text, marks=marks),)})
    assert found(replace(made, errors=(*made.errors[:-1], own)), "own_code") == (wanted, False)


def test_a_page_leads_to_related_codes_with_their_meanings() -> None:
    files = rendered.files(samples.large(400), "docs")
    page = files["docs/large/ja-JP/errors/Code0.md"].partition("## 関連するコード\n\n")[2]
    lines = page.split("\n\n")[0].split("\n")
    assert lines[0] == "- [`Code30`](Code30.md) — It failed."
    assert len(lines) == 11
    assert lines[-1] == "- [400 Bad Request のすべてのコード](../status/400.md)"
    assert "関連する" not in files["docs/large/ja-JP/README.md"]


def body(envelope: Envelope, **facts: object) -> object:
    made = replace(samples.numeric(), envelope=envelope)
    return server.body(replace(made.errors[0], **facts), made)


@pytest.mark.parametrize(
    ("envelope", "wanted"),
    {
        "nothing is known": (Envelope(), None),
        "a header alone": (Envelope(header="x-code"), None),
        "the code alone": (
            Envelope(("error", "code")),
            {"error": {"code": "10003", "message": "Unknown channel"}},
        ),
        "a number": (
            Envelope(("code",), ("msg",), wire="integer"),
            {"code": 10003, "msg": "Unknown channel"},
        ),
        "in an array, at any place": (
            Envelope(("errors", 1, "code"), ("errors", 1, "text")),
            {"errors": [{"code": "10003", "text": "Unknown channel"}]},
        ),
        "an array": (Envelope((0, 0)), [["10003"]]),
        "one in the way of another": (Envelope(("error",), ("error", "m")), {"error": "10003"}),
    }.values(),
)
def test_a_body_is_made_as_it_is_documented(envelope: Envelope, wanted: object) -> None:
    assert body(envelope) == wanted


def test_a_body_says_how_long_to_wait_where_a_retry_may_succeed() -> None:
    envelope = Envelope(("code",), ("msg",), ("id",), ("wait",))
    assert body(envelope) == {"code": "10003", "msg": "Unknown channel"}
    patient = Retryable(True, "page")
    assert body(envelope, retryable=patient, messages=()) == {"code": "10003", "wait": 30}


def test_the_id_of_a_body_is_that_of_an_example() -> None:
    made = samples.whole()
    shown = server.body(made.errors[0], made)
    assert made.examples[0].correlation_id
    assert made.examples[0].correlation_id in str(shown)
