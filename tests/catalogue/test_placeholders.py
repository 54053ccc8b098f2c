"""The placeholders of a message, damaged or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.assemble import parameters
from generator.catalogue.rows import placeholders

FOUND = [
    ("Hash {the invalid hash} is invalid.", ("the invalid hash",)),
    ("ハッシュ値 {無効なハッシュ} が無効です。", ("無効なハッシュ",)),
    ("Received: <batch size>, allowed: {batch limit}", ("batch size", "batch limit")),
    ("{the disallowed operation and the reason}.", ("the disallowed operation and the reason",)),
    ("{{leverage}} must be ${limit}", ("leverage", "limit")),
    ("Got %s, %d, %1, %1!s! and %(name)s", ("%s", "%d", "%1", "%1!s!", "%(name)s")),
    ("値 ｛無効｝ です", ("無効",)),
    ("Use {} here", ("",)),
    ("pos > <value>", ("value",)),
    ("{" + "x" * 120 + "}", ("x" * 120,)),
    ("x" * 1997 + "{a}", ("a",)),
    ("x" * 1997 + "{a} {b}", ("a",)),
]
REPAIRED = [
    ("Żądana akcja} jest w wersji {wersja klienta}.", ("Żądana akcja", "wersja klienta")),
    ("Value {a thing is bad. Try again", ("a thing is bad",)),
    ("{version {supported} and later}.", ("version and later", "supported")),
    ("Value {of the {kind}} is bad", ("of the", "kind")),
    ("First. The action} is bad", ("The action",)),
    ("a}. " * 9, ("a",) * 8),
    ("{a. " * 9, ("a",) * 8),
    ("Lost {first thing and {second thing} here.", ("first thing and", "second thing")),
]
UNTOUCHED = [
    "at least 10% of %ProgramFiles%",
    "50%s",
    'payload { "a": 1 }',
    "contract: { x: y }",
    "a < b and b > c",
    "a <b>bold</b> word",
    "it->second is 5",
    "a <x > c",
    "a < x> c",
    "{" + "x" * 121 + "}",
    "<" + "x" * 121 + ">",
    "see <https://example.org>",
    "100 %",
    "{ " + "x" * 200 + " }",
    "items {a, b, ...}",
    "no {{ }} and no { }",
]


@pytest.mark.parametrize(("text", "words"), FOUND, ids=[t[-20:] for t, _ in FOUND])
def test_placeholders_are_found_with_their_words(text: str, words: tuple[str, ...]) -> None:
    found = placeholders.read(text)
    assert (found.words, found.repaired) == (words, False)


@pytest.mark.parametrize(("text", "words"), REPAIRED, ids=[t[-20:] for t, _ in REPAIRED])
def test_lost_and_nested_braces_are_repaired_before_counting(
    text: str, words: tuple[str, ...]
) -> None:
    found = placeholders.read(text)
    assert (found.words, found.repaired) == (words, True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Value { a thing !", ("Value ", 0, " !")),
        ("First. The action} is bad", ("First. ", 0, " is bad")),
        ("Hash {of a {kind}} is bad", ("Hash ", 0, 1, " is bad")),
    ],
)
def test_what_stands_around_a_repaired_placeholder_is_text(
    text: str, parts: tuple[str | int, ...]
) -> None:
    assert placeholders.read(text).parts == parts


@pytest.mark.parametrize("text", UNTOUCHED, ids=[t[-20:] for t in UNTOUCHED])
def test_what_only_looks_like_a_placeholder_is_left_alone(text: str) -> None:
    assert placeholders.read(text).parts == (text,)


@given(st.text(alphabet="{}<>% s1a.", max_size=60))
def test_the_literal_parts_are_the_message_s_own_text_in_order(text: str) -> None:
    at = 0
    for part in placeholders.read(text).parts:
        if isinstance(part, str):
            assert part in text[at:] or not part
            at = text.find(part, at) + len(part)


def test_a_hostile_message_takes_no_time() -> None:
    for text in ("{" * 100_000, "}" * 100_000, "<" * 200_000, "{<" * 50_000, "%" * 100_000):
        placeholders.read(text)


def named(
    code: str, words: tuple[tuple[str, ...], ...], pinned: dict[int, str]
) -> list[tuple[str, str]]:
    return [(one.name, one.evidence) for one in parameters.named(code, words, pinned)]


def test_names_come_from_the_overlay_then_from_words_then_from_the_code() -> None:
    words = (("the hash",), ("無効",), ("無効",))
    found = named("InvalidHash", words, {2: "third"})
    assert found == [("hash", "words"), ("invalid_hash_2", "derived"), ("third", "pinned")]
    assert named("E1", (("無効",),), {}) == [("e1_1", "derived")]
    assert named("1E", (("無効",),), {}) == [("value_1_e_1", "derived")]


def test_names_are_unique_within_a_code_and_fit_for_code() -> None:
    assert named("10003", (("value",), ("value",), ("値",)), {}) == [
        ("value", "words"),
        ("value_2", "words"),
        ("value_10003_3", "derived"),
    ]
