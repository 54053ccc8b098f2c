"""What names a class beside a number, and what is said where several errors want one name."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue import overlay
from generator.catalogue.assemble import class_names, titles
from generator.catalogue.words import spelling
from generator.diagnostics.source import Diagnostic, Span, document
from generator.model import Error, Message

LABELS = [
    ("CARD_EXPIRED", "CARD_EXPIRED"),
    ("Card expired", "Card expired"),
    ("Card expired.", "Card expired"),
    ("**Card expired**", "Card expired"),
    ("`CARD_EXPIRED` (deprecated)", "CARD_EXPIRED"),
    ("Can't open", "Cant open"),
    ("Unknown", "Unknown"),
    ("Request Header Fields Too Large", "Request Header Fields Too Large"),
    ("One label of more than six words", ""),
    ("Card expired. Ask again", ""),
    ("CARD_EXPIRED\nCARD_OLD", ""),
    ("The card is gone", "The card is gone"),
    ("the name of the card", ""),
    ("No authrized", "No authrized"),
    ("Karte abgelaufen", ""),
    ("Die Karte ist weg", ""),
    ("KARTE_ABGELAUFEN", "KARTE_ABGELAUFEN"),
    ("Please wait", ""),
    ("None", ""),
    ("N/A", ""),
    ("Success", ""),
    ("-", "-"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "wanted"), LABELS)
def test_a_label_beside_a_code(text: str, wanted: str) -> None:
    assert titles.label(text) == wanted


TITLES = [
    ("Invalid token", "Invalid token"),
    ("Card expired", "Card expired"),
    ("Rate limit exceeded.", "Rate limit exceeded"),
    ("Communication error", "Communication error"),
    ("Forbidden", "Forbidden"),
    ("Unknown channel. Try {again}.", "Unknown channel"),
    ("Too large; send less", "Too large"),
    ("Bad Request -- it is not JSON", "Bad Request"),
    ("Not found: there is no box", "Not found"),
    ("Not found!", "Not found"),
    ("Not found\nThere is no box", "Not found"),
    ("Box expired (e.g. after a day)", "Box expired"),
    ("Box expired (after a day). Make another", "Box expired"),
    ("No channel %s here", "No channel here"),
    ("Invalid value {x}", "Invalid value"),
    ("Error: disk full", "disk full"),
    ("evm: write protection", "evm write protection"),
    ("JSON-RPC version not supported", "JSON RPC version not supported"),
    ("Max. size exceeded", "Max size exceeded"),
    ("Wrong chain-id. Expected another", "Wrong chain id"),
    ("Frobnicator key lost", "Frobnicator key lost"),
    ("Cannot open file", "Cannot open file"),
    ("Couldn’t open file", "Couldnt open file"),
    ("Out of gas", "Out of gas"),
    ("BOX_NOT_FOUND", "BOX_NOT_FOUND"),
    ("boxNotFound", "boxNotFound"),
    ("TLS 1.2 required", "TLS 1 2 required"),
]
NO_TITLES = [
    "",
    "-",
    "The request",
    "The box was not found",
    "Box is locked",
    "It isn’t there",
    "Please check the box",
    "Your box",
    "Try again",
    "See below",
    "For boxes",
    "Indicates invalid data",
    "Request succeeded",
    "Success",
    "None",
    "Null",
    "TBD",
    "OK",
    "Error",
    "Unknown",
    "No error",
    "Not applicable",
    "Six words are more than five",
    "Requested box (lid, side or bottom) not there",
    "Missing field(s) in box",
    "{thing} not found",
    "<thing> missing",
    "No dependencies for: {boxes}",
    "Box not found at {path}",
    "No IP",
    "IP",
    "Gas",
    "404",
    "12 34",
    "1.2.3",
    "a@b.example",
    "禁止 forbidden",
    "Ошибка API",
    "No autorizado",
    "Saldo insuficiente",
    "x" * 500,
    "(" * 500,
]


@pytest.mark.parametrize(("text", "wanted"), [*TITLES, *((text, "") for text in NO_TITLES)])
def test_a_message_that_is_a_title(text: str, wanted: str) -> None:
    assert titles.title(text) == wanted


@pytest.mark.parametrize(
    ("text", "locale", "wanted"),
    [
        ("Box key lost", "de-DE", "Box key lost"),
        ("Frobnicator key lost", "en-US", "Frobnicator key lost"),
        ("E-Mail gesendet", "en", "E Mail gesendet"),
        ("E-Mail gesendet", "de", ""),
    ],
)
def test_a_title_in_another_locale_has_words_of_english_alone(
    text: str, locale: str, wanted: str
) -> None:
    assert titles.title(text, locale) == wanted


@given(st.text(max_size=500))
def test_a_title_is_a_few_words_of_the_message(text: str) -> None:
    words = titles.title(text).split()
    assert len(words) <= 5
    # What cannot be seen is no part of a word.
    seen = spelling.clean(text).replace("'", "").replace("’", "")
    assert all(word in seen for word in words)


def error(code: str, message: str = "", status: int | None = None, name: str = "") -> Error:
    said = (Message("en", message),) if message else ()
    span = Span("page.md", int(code) if code.isdigit() else 1)
    return Error(code, class_name="", messages=said, status=status, name=name, span=span)


def assigned(
    errors: Sequence[Error], pins: str = "", root: str = "MyApiError"
) -> tuple[list[str], tuple[Diagnostic, ...]]:
    given, problems = overlay.read(document("page.toml", pins))
    assert problems == ()
    made, told = class_names.assign(errors, given, root)
    return [one.class_name for one in made], told


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (error("404", "The box was not found", 404), "NotFoundError"),
        (error("404", "No box", 404), "NoBoxError"),
        (error("404", "The box was not found", 400), "Error404"),
        (error("404", "The box was not found"), "Error404"),
        (error("418", "The box is a pot", 418), "ImATeapotError"),
        (error("499", "The box was closed", 499), "Error499"),
        (error("7", "The box is gone", name="BOX_GONE"), "BoxGoneError"),
        (error("7", "Box gone", name="None"), "BoxGoneError"),
        (error("7", "Die Kiste", name="Ошибка API"), "Error7"),
    ],
)
def test_what_a_class_is_named_after(one: Error, wanted: str) -> None:
    assert assigned([one]) == ([wanted], ())


def test_the_first_title_of_several_locales_counts() -> None:
    both = Error(
        "7", class_name="", messages=(Message("ja", "箱がない"), Message("en", "No such box"))
    )
    assert assigned([both])[0] == ["NoSuchBoxError"]


def test_a_name_that_several_want_is_told_once_and_settled_by_the_line_that_is_shown() -> None:
    errors = [
        *(error(str(n), "Card expired") for n in range(1, 5)),
        *(error(str(n), f"Box {n // 2} lost") for n in range(10, 26)),
    ]
    names, (told,) = assigned(errors)
    assert names[:2] == ["CardExpired1Error", "CardExpired2Error"]
    assert told.message == (
        "20 codes would share a class name with another, so each has its code in its own: "
        "1 (CardExpired1Error), 2 (CardExpired2Error), 3 (CardExpired3Error), "
        "4 (CardExpired4Error), 10 (Box5Lost10Error) and 15 more"
    )
    assert told.span.line == 1
    lines = told.help.split("\n", 1)[1].replace("    ", "")
    assert lines.count("name = ") == 5
    assert lines.startswith('[errors.1]\nname = "CardExpired"\n\n[errors.10]\nname = "Box5Lost"\n')
    names, (told,) = assigned(errors, lines)
    assert names[:2] == ["CardExpiredError", "CardExpired2Error"]
    assert told.message.startswith("8 codes ")
    lines += "\n" + told.help.split("\n", 1)[1].replace("    ", "")
    assert assigned(errors, lines)[1] == ()


SETTLED = {
    "the root": ([error("7", "My API error")], "", '[errors.7]\nname = "MyApiError7"'),
    "two pins": (
        [error("7"), error("8")],
        '[errors.7]\nname = "Old"\n[errors.8]\nname = "Old"\n',
        '[errors.8]\nname = "Old8"',
    ),
    "a former name of another": (
        [error("7", "No box"), Error("8", class_name="", aliases=("NoBoxError", "7"))],
        "",
        '[errors.7]\nname = "NoBox7"',
    ),
}


@pytest.mark.parametrize(("errors", "pins", "lines"), SETTLED.values(), ids=SETTLED)
def test_a_name_that_cannot_be_given_is_left_as_it_is(
    errors: list[Error], pins: str, lines: str
) -> None:
    _, (told,) = assigned(errors, pins)
    assert told.help.split("\n", 1)[1].replace("    ", "") == lines
    for line in lines.split("\n")[:1]:
        pins = pins.replace(f'{line}\nname = "Old"\n', "")
    assert assigned(errors, f"{pins}{lines}\n")[1] == ()
