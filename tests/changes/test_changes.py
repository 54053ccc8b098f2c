"""What differs between two catalogues: one change for each rule, and what must stay silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import changes
from generator.changes import changelog
from generator.changes.change import Change
from generator.diagnostics.source import Span
from generator.model import (
    Catalogue,
    Envelope,
    Error,
    Message,
    PageInfo,
    Parameter,
    Retryable,
    Success,
    Text,
)
from generator.project.pins import Pin
from tests.samples import catalogue, defender, large, numeric, variants, whole

LOCALE = "ja-JP"
Edit = Callable[[Catalogue], Catalogue]


def edit(code: str, /, **values: object) -> Edit:
    """Another catalogue, in which one error has other values."""
    return lambda made: replace(
        made,
        errors=tuple(replace(e, **values) if e.code == code else e for e in made.errors),  # type: ignore[arg-type]
    )


def errors() -> dict[str, Error]:
    return {e.code: e for e in defender().errors}


def drop(*codes: str) -> Edit:
    return lambda made: replace(made, errors=tuple(e for e in made.errors if e.code not in codes))


def put(at: int, error: Error) -> Edit:
    return lambda made: replace(made, errors=(*made.errors[:at], error, *made.errors[at:]))


def both(*edits: Edit) -> Edit:
    def done(made: Catalogue) -> Catalogue:
        for one in edits:
            made = one(made)
        return made

    return done


def says(text: str, *, locale: str = LOCALE) -> tuple[Message, ...]:
    return (Message(locale, text, (text,)),)


def error(code: str, status: int | None = 400, text: str = "A text of its own.") -> Error:
    named = {"class_name": f"{code}Error", "slug": code, "cell": code}
    return Error(code, status=status, messages=says(text), **named, **_retry(status))


def _retry(status: int | None) -> dict[str, Retryable]:
    return {"retryable": Retryable(status in (429, 500), "status")}


def in_danish(made: Catalogue) -> Catalogue:
    """The catalogue as a Danish page would have it: other words for everything that is words."""
    errors = tuple(
        replace(
            e,
            class_name=f"{e.class_name}Da",
            messages=says("Noget andet.", locale="da-DK"),
            parameters=tuple(Parameter(f"navn_{n}", "words") for n, _ in enumerate(e.parameters)),
            hints=(),
        )
        for e in made.errors
    )
    return replace(made, locales=("da-DK",), errors=errors)


def succeed(code: str, text: str = "") -> Edit:
    """The catalogue with a success, which says a text."""
    success = Success(code, messages=says(text) if text else ())
    return lambda made: replace(made, successes=(*made.successes, success))


FORBIDDEN = "許可されていません。"
HASH = (Parameter("invalid_hash", "pinned"),)
TABLE: list[tuple[str, Edit, list[tuple[str, str, str | None, object, object]], str]] = [
    (
        "removed",
        drop("Forbidden"),
        [("code-removed", "error", "Forbidden", "Forbidden", None)],
        "major",
    ),
    (
        "retired",
        edit("Forbidden", retired=True, messages=()),
        [("code-removed", "note", "Forbidden", "Forbidden", None)],
        "minor",
    ),
    (
        "a message in a language that no page has",
        edit("Forbidden", messages=(*says(FORBIDDEN), *says("No.", locale="en"))),
        [("message-reworded", "note", "Forbidden", "", "No.")],
        "patch",
    ),
    (
        "retired, and nothing of it kept",
        edit("InvalidHashValue", retired=True, messages=(), status=None, parameters=()),
        [
            ("status-changed", "error", "InvalidHashValue", 400, None),
            ("base-moved", "error", "InvalidHashValue", "Http400Error", "DefenderApiError"),
            ("parameter-removed", "error", "InvalidHashValue", "invalid_hash", None),
            ("code-removed", "note", "InvalidHashValue", "InvalidHashValue", None),
        ],
        "major",
    ),
    (
        "retired with another class",
        edit("Forbidden", retired=True, class_name="NoPowerError"),
        [
            ("class-renamed", "error", "Forbidden", "ForbiddenError", "NoPowerError"),
            ("code-removed", "note", "Forbidden", "Forbidden", None),
        ],
        "major",
    ),
    (
        "retired with its former class beside another",
        edit("Forbidden", retired=True, class_name="NoPowerError", aliases=("ForbiddenError",)),
        [("code-removed", "note", "Forbidden", "Forbidden", None)],
        "minor",
    ),
    (
        "renamed in its place",
        edit("Forbidden", code="AccessDenied", messages=says("Something else.")),
        [
            ("code-renamed", "error", "AccessDenied", "Forbidden", "AccessDenied"),
            ("message-reworded", "note", "AccessDenied", FORBIDDEN, "Something else."),
        ],
        "major",
    ),
    (
        "renamed and moved, its message kept",
        both(
            drop("ResourceNotFound"),
            put(0, replace(errors()["ResourceNotFound"], code="NoSuchThing")),
        ),
        [("code-renamed", "error", "NoSuchThing", "ResourceNotFound", "NoSuchThing")],
        "major",
    ),
    (
        "renamed, the old name kept",
        edit("Forbidden", code="AccessDenied", aliases=("Forbidden",)),
        [("code-renamed", "note", "AccessDenied", "Forbidden", "AccessDenied")],
        "minor",
    ),
    (
        "renamed and nothing like it, the old class kept",
        both(
            drop("Forbidden"),
            put(0, replace(error("NoPower", 409, "Else."), aliases=("ForbiddenError",))),
        ),
        [
            ("base-moved", "error", "NoPower", "Http403Error", "Http409Error"),
            ("status-changed", "warning", "NoPower", 403, 409),
            ("code-renamed", "note", "NoPower", "Forbidden", "NoPower"),
            ("message-reworded", "note", "NoPower", FORBIDDEN, "Else."),
        ],
        "major",
    ),
    (
        "recased",
        edit("NotFound", code="NOT_FOUND"),
        [("code-recased", "error", "NOT_FOUND", "NotFound", "NOT_FOUND")],
        "major",
    ),
    (
        "recased, the old spelling kept",
        edit("NotFound", code="notfound", aliases=("NotFound",)),
        [("code-recased", "note", "notfound", "NotFound", "notfound")],
        "minor",
    ),
    (
        "class renamed",
        edit("Forbidden", class_name="DeniedError"),
        [("class-renamed", "error", "Forbidden", "ForbiddenError", "DeniedError")],
        "major",
    ),
    (
        "class renamed, the old one kept",
        edit("Forbidden", class_name="DeniedError", aliases=("ForbiddenError",)),
        [("class-renamed", "note", "Forbidden", "ForbiddenError", "DeniedError")],
        "minor",
    ),
    (
        "status within a family",
        edit("NotFound", status=410),
        [
            ("base-moved", "error", "NotFound", "Http404Error", "Http410Error"),
            ("status-changed", "warning", "NotFound", 404, 410),
        ],
        "major",
    ),
    (
        "status across families",
        edit("NotFound", status=500),
        [
            ("status-changed", "error", "NotFound", 404, 500),
            ("base-moved", "error", "NotFound", "Http404Error", "Http500Error"),
        ],
        "major",
    ),
    (
        "status lost",
        edit("NotFound", status=None),
        [
            ("status-changed", "error", "NotFound", 404, None),
            ("base-moved", "error", "NotFound", "Http404Error", "DefenderApiError"),
        ],
        "major",
    ),
    (
        "a class that another code has now",
        both(
            edit("Forbidden", code="NoPower", class_name="NoPowerError"),
            put(0, replace(error("Else", 409, "Else."), class_name="ForbiddenError")),
        ),
        [
            ("class-taken", "error", "Else", "Forbidden", "Else"),
            ("code-renamed", "error", "NoPower", "Forbidden", "NoPower"),
            ("code-added", "note", "Else", None, "Else"),
        ],
        "major",
    ),
    (
        "a class whose former name is another's now",
        both(
            edit("Forbidden", code="NoPower", class_name="NoPowerError", aliases=("Forbidden",)),
            put(0, replace(error("Else", 409, "Else."), class_name="ForbiddenError")),
        ),
        [
            ("class-taken", "error", "Else", "Forbidden", "Else"),
            ("code-renamed", "error", "NoPower", "Forbidden", "NoPower"),
            ("code-added", "note", "Else", None, "Else"),
        ],
        "major",
    ),
    (
        "the base class of all",
        lambda made: replace(made, root="AcmeError"),
        [("root-renamed", "error", None, "DefenderApiError", "AcmeError")],
        "major",
    ),
    (
        "the base class of another catalogue",
        lambda made: replace(made, root="AcmeError", name="acme"),
        [],
        "none",
    ),
    (
        "errors that may be successes",
        lambda made: replace(made, errors_in_success=True),
        [("in-success-changed", "warning", None, False, True)],
        "minor",
    ),
    (
        "another language of the service",
        lambda made: replace(made, service_locale="de"),
        [("service-locale-changed", "note", None, LOCALE, "de")],
        "patch",
    ),
    (
        "more that an envelope says",
        lambda made: replace(
            made,
            envelope=replace(
                made.envelope, header="X-Code", xml=True, wire="integer", retry_after=("s",)
            ),
        ),
        [
            ("envelope-changed", "note", None, "", "s"),
            ("envelope-changed", "note", None, "", "X-Code"),
            ("envelope-changed", "note", None, "", "true"),
            ("envelope-changed", "note", None, "", "integer"),
        ],
        "minor",
    ),
    (
        "retryable",
        edit("Forbidden", retryable=Retryable(True, "overlay")),
        [("retryable-changed", "warning", "Forbidden", False, True)],
        "minor",
    ),
    (
        "parameter removed",
        edit("InvalidHashValue", parameters=()),
        [("parameter-removed", "error", "InvalidHashValue", "invalid_hash", None)],
        "major",
    ),
    (
        "parameter renamed",
        edit("InvalidHashValue", parameters=(Parameter("value", "words"),)),
        [("parameter-renamed", "error", "InvalidHashValue", "invalid_hash", "value")],
        "major",
    ),
    (
        "parameter added",
        edit("InvalidHashValue", parameters=(*HASH, Parameter("why", "words"))),
        [("parameter-added", "note", "InvalidHashValue", None, "why")],
        "minor",
    ),
    (
        "envelope",
        lambda m: replace(m, envelope=replace(m.envelope, correlation_id=("error", "id"))),
        [("envelope-changed", "error", None, "error.target", "error.id")],
        "major",
    ),
    (
        "envelope lost",
        lambda m: replace(m, envelope=Envelope()),
        [
            ("envelope-changed", "error", None, "error.code", ""),
            ("envelope-changed", "error", None, "error.message", ""),
            ("envelope-changed", "error", None, "error.target", ""),
        ],
        "major",
    ),
    (
        "added",
        put(3, error("Teapot", 418)),
        [("code-added", "note", "Teapot", None, "Teapot")],
        "minor",
    ),
    (
        "message",
        edit("Forbidden", messages=says("Something else.")),
        [("message-reworded", "note", "Forbidden", FORBIDDEN, "Something else.")],
        "patch",
    ),
    (
        "advice",
        edit("Forbidden", actions=(Text(LOCALE, "Ask for access."),)),
        [("hint-changed", "note", "Forbidden", (), ("Ask for access.",))],
        "patch",
    ),
    (
        "a cause that is an action",
        edit("BadRequest", causes=(), actions=(Text(LOCALE, "Pay."),)),
        [("hint-changed", "note", "BadRequest", (), ("Pay.",))],
        "patch",
    ),
    (
        "another column",
        edit("Forbidden", fields=((LOCALE, (("備考", "なし"),)),)),
        [("column-changed", "note", None, None, "備考")],
        "patch",
    ),
    (
        "remark",
        edit("Forbidden", remark="(new in 2.1)"),
        [("remark-changed", "note", "Forbidden", "", "(new in 2.1)")],
        "patch",
    ),
    (
        "a code that becomes deprecated",
        edit("Forbidden", deprecated="since 2.1"),
        [("deprecated-changed", "warning", "Forbidden", "", "since 2.1")],
        "minor",
    ),
    (
        "a code that is a success",
        both(drop("Forbidden"), succeed("Forbidden")),
        [("code-succeeds", "error", "Forbidden", "Forbidden", None)],
        "major",
    ),
    (
        "a success",
        succeed("Fine"),
        [("success-added", "note", "Fine", None, "Fine")],
        "minor",
    ),
    (
        "removed and added, not renamed: another status",
        both(drop("Forbidden"), put(4, error("Teapot", 418))),
        [
            ("code-removed", "error", "Forbidden", "Forbidden", None),
            ("code-added", "note", "Teapot", None, "Teapot"),
        ],
        "major",
    ),
    (
        "removed and added, not renamed: another place",
        both(drop("BadRequest"), put(8, error("Teapot", 400))),
        [
            ("code-removed", "error", "BadRequest", "BadRequest", None),
            ("code-added", "note", "Teapot", None, "Teapot"),
        ],
        "major",
    ),
    (
        "removed and added, not renamed: another number of parameters",
        both(drop("InvalidHashValue"), put(1, error("Teapot", 400))),
        [
            ("code-removed", "error", "InvalidHashValue", "InvalidHashValue", None),
            ("code-added", "note", "Teapot", None, "Teapot"),
        ],
        "major",
    ),
]

SILENT: dict[str, Edit] = {
    "nothing": lambda m: m,
    "rows in another order": lambda m: replace(m, errors=m.errors[::-1]),
    "the last two rows swapped": lambda m: replace(
        m, errors=(*m.errors[:-2], m.errors[-1], m.errors[-2])
    ),
    "front matter": lambda m: replace(m, title="Another", author="Another", origin="Another"),
    "another page": lambda m: replace(m, pages=(), name="another", package="x", root="X"),
    "a status cell translated": edit("NotFound", status_text="見つかりません (404)"),
    "a code cell damaged, and restored": edit("NotFound", cell="Fundet ikke", evidence="aligned"),
    "white space in a message": edit("Forbidden", messages=says(f" {FORBIDDEN}\n")),
    "a translation": in_danish,
    "a translation that says when to retry": both(
        in_danish, edit("Forbidden", retryable=Retryable(True, "page"))
    ),
    "a translation with a doubtful code": both(
        in_danish, edit("Forbidden", code="Forbudt", evidence="doubtful")
    ),
    "the words of a pinned parameter": edit(
        "InvalidHashValue", parameters=(Parameter("invalid_hash", "pinned", ((LOCALE, "x"),)),)
    ),
    "parameters in another order": edit(
        "MaximumBatchSizeExceeded",
        parameters=(
            Parameter("batch_size_allowed", "pinned"),
            Parameter("batch_size_received", "pinned"),
        ),
    ),
    "how retrying is known": edit("TooManyRequests", retryable=Retryable(True, "page")),
    "advice in another language": edit("Forbidden", hints=(Text("da-DK", "Spørg."),)),
    "a name kept that nobody lost": edit("Forbidden", aliases=("Verboten",)),
    "an error retired before it was ever there": put(2, replace(error("Old"), retired=True)),
}


def facts(change: Change) -> tuple[str, str, str | None, object, object]:
    return change.diagnostic.rule, change.diagnostic.level, change.code, change.old, change.new


@pytest.mark.parametrize(
    ("edited", "wanted", "bump"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_change_is_told_with_its_rule(
    edited: Edit, wanted: list[tuple[str, str, str | None, object, object]], bump: str
) -> None:
    found = changes.compare(defender(), edited(defender()))
    assert [facts(change) for change in found] == wanted
    assert changes.bump(found) == bump


@pytest.mark.parametrize("name", SILENT)
def test_what_breaks_nobody_is_not_told(name: str) -> None:
    found = changes.compare(defender(), SILENT[name](defender()))
    assert (found, changes.bump(found)) == ((), "none")


def test_every_rule_of_a_change_is_in_the_table() -> None:
    told = {row[0] for _, _, wanted, _ in TABLE for row in wanted}
    elsewhere = {"catalogue-added", "catalogue-removed"}
    elsewhere |= {"field-changed", "success-fails", "success-removed", "alias-removed"}
    assert told | elsewhere == set(changelog._LINES)


def test_a_former_name_that_is_gone_and_one_that_another_class_has_taken() -> None:
    had = replace(error("Two"), aliases=("One", "OldError"))
    base = catalogue("x", [had, error("Three", 404)])
    plain = catalogue("x", [error("Two"), error("Three", 404)])
    told = [facts(c) for c in changes.compare(base, plain)]
    assert told == [
        ("alias-removed", "error", "Two", "One", None),
        ("alias-removed", "error", "Two", "OldError", None),
    ]
    taken = replace(error("Three", 404), class_name="OldError")
    new = replace(plain, errors=(replace(plain.errors[0], aliases=("One",)), taken))
    found = changes.compare(base, new)
    by_rule = {c.diagnostic.rule: c.diagnostic.help for c in found}
    assert list(by_rule) == ["alias-removed", "class-renamed"]
    assert '[errors.Two]\n    aliases = ["One", "OldError"]' in by_rule["alias-removed"]
    assert '[errors.Three]\n    name = "OldThree"' in by_rule["alias-removed"]


def test_an_envelope_that_says_less() -> None:
    base = replace(
        defender(),
        envelope=Envelope(("c",), (), (), ("s",), header="X-Code", xml=True, wire="integer"),
        errors_in_success=True,
    )
    new = replace(base, envelope=Envelope(("d",), wire="string"), errors_in_success=False)
    found = changes.compare(base, new)
    assert [(c.diagnostic.level, c.diagnostic.message) for c in found] == [
        ("error", "the code of an error body is at d now, no longer at c"),
        ("error", "nothing says any more that the time to wait of an error body is at s"),
        ("error", "nothing says any more that the code is in the header X-Code"),
        ("error", "nothing says any more that a body may be XML"),
        ("error", "a code that is a number is sent as a text now, no longer a number"),
        ("error", "a response with a status below 400 is never an error any more"),
    ]
    lines = found[0].diagnostic.help
    assert lines.endswith(""":
    [catalogues.NAME.envelope]
    code = ["c"]
    retry-after = ["s"]
    header = "X-Code"
    xml = true
    wire = "integer\"""")


def test_names_count_without_a_common_language_where_both_sides_are_in_use() -> None:
    base, new = defender(), in_danish(defender())
    assert changes.compare(base, new) == ()
    found = {c.diagnostic.rule for c in changes.compare(base, new, named=True)}
    assert found == {"class-renamed", "parameter-renamed", "service-locale-changed"}
    assert len(changes.pins(base, new, named=True)) == len(base.errors)


def test_a_success_that_is_an_error_now() -> None:
    base = both(drop("Forbidden"), succeed("Forbidden"))(defender())
    assert [facts(c) for c in changes.compare(base, defender())] == [
        ("success-fails", "warning", "Forbidden", None, "Forbidden")
    ]
    kept = both(drop("Forbidden"), put(0, replace(error("Forbidden"), retired=True)))(defender())
    assert [facts(c)[0] for c in changes.compare(base, kept)] == []


def test_a_code_that_is_a_success_is_no_rename_of_another() -> None:
    edited = both(drop("Forbidden"), put(7, error("Denied", 403)), succeed("Forbidden"))
    rules = [c.diagnostic.rule for c in changes.compare(defender(), edited(defender()))]
    assert rules == ["code-succeeds", "code-added"]


def test_successes_that_are_gone_and_said_in_other_words() -> None:
    base = both(succeed("A", "One"), succeed("B", "Two  x"), succeed("C"))(defender())
    new = both(succeed("B", "Two x"), succeed("A", "Three"))(defender())
    found = changes.compare(placed(base, "old.md"), placed(new, "new.md"))
    assert [(*facts(c), c.diagnostic.span) for c in found] == [
        ("success-removed", "note", "C", "C", None, Span("old.md", 102)),
        ("message-reworded", "note", "A", "One", "Three", Span("new.md", 101)),
    ]
    assert changes.compare(base, in_danish(base)) == ()


def fields(**texts: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return (("da-DK", (("Sti", "/x"),)), (LOCALE, tuple(texts.items())))


def test_what_columns_say_is_told_once_for_each_error_and_once_for_each_column() -> None:
    base = both(
        edit("Forbidden", fields=fields(Path="/a", Since="1", Old="x")),
        edit("NotFound", fields=fields(Path="/b", Since="1", Old="x")),
    )(defender())
    new = both(
        edit("Forbidden", fields=fields(Since="2", New="y")),
        edit("NotFound", fields=fields(Path=" /b\n", Since="1", New="y")),
    )(defender())
    assert [facts(c) for c in changes.compare(base, new)] == [
        ("field-changed", "note", "Forbidden", ("/a", "1"), ("", "2")),
        ("column-changed", "note", None, "Old", None),
        ("column-changed", "note", None, None, "New"),
    ]
    assert changes.compare(base, in_danish(base)) == ()


EXPIRED = "Card expired"


def cards(*codes: str, text: str = EXPIRED, **classes: str) -> Catalogue:
    """Codes that want one name, and a card that is stolen; some with a class of another name."""
    texts = {**dict.fromkeys(codes, text), "9": "Card stolen"}
    made = catalogue("x", [error(code, 400, said) for code, said in texts.items()])
    named = {f"C{e.code}": e for e in made.errors}
    return replace(
        made,
        errors=tuple(
            replace(e, class_name=classes.get(key, e.class_name)) for key, e in named.items()
        ),
    )


SHARED = "the class of 1 is CardExpired1Error now: 1, 2, 3 would all be CardExpiredError"
TAKEN = "the class of 1 is OtherError now, and CardExpiredError is that of 2"
LINE = '[errors.1]\n    name = "CardExpired"'
CLASSES = {
    "another wants the name": (cards("1"), cards("1", "2", "3"), SHARED, LINE),
    "another has the name": (
        cards("1"),
        cards("1", "2", C1="OtherError", C2="CardExpiredError"),
        TAKEN,
        LINE,
    ),
    "the other is gone": (
        cards("1", "2"),
        cards("1"),
        "the class of 1 is CardExpiredError now, no longer CardExpired1Error",
        '[errors.1]\n    aliases = ["CardExpired1Error"]',
    ),
    "others share a name that this one has left": (
        cards("1"),
        cards("1", "2", "3", C1="OtherError"),
        "the class of 1 is OtherError now, no longer CardExpiredError",
        '[errors.1]\n    aliases = ["CardExpiredError"]',
    ),
}


@pytest.mark.parametrize(("base", "new", "said", "lines"), CLASSES.values(), ids=CLASSES)
def test_why_a_class_has_another_name_and_what_keeps_it(
    base: Catalogue, new: Catalogue, said: str, lines: str
) -> None:
    found = [c for c in changes.compare(base, new) if c.diagnostic.rule == "class-renamed"]
    assert [c.diagnostic.message for c in found] == [said]
    assert found[0].diagnostic.help.endswith(lines)


def test_the_lines_that_keep_all_classes() -> None:
    new = cards("1", "2", C9="NewError")
    assert changes.pins(cards("1"), new) == (
        Pin(("errors", "1"), "name", "CardExpired"),
        Pin(("errors", "9"), "name", "CardStolen"),
    )
    aliases = {"9": ("CardStolenError",)}
    kept = replace(
        new, errors=tuple(replace(e, aliases=aliases.get(e.code, ())) for e in new.errors)
    )
    assert changes.pins(cards("1", C1="Odd_1Error"), kept) == ()
    assert changes.pins(cards("1"), in_danish(cards("1"))) == ()
    assert changes.pins(cards("1"), cards("1")) == ()


def test_a_catalogue_that_one_side_alone_has() -> None:
    added = changes.lone("my-errors", Span("a"), gone=False)
    assert (facts(added), added.bump) == (
        ("catalogue-added", "note", None, None, "my-errors"),
        "minor",
    )
    gone = changes.lone("my-errors", Span("a"), gone=True)
    assert (facts(gone), gone.bump) == (
        ("catalogue-removed", "error", None, "my-errors", None),
        "major",
    )
    assert changelog.write("my-errors", "minor", [added]).endswith(
        "**Added**\n\n- a new catalogue\n"
    )
    assert changelog.write("x", "major", [gone]).endswith(
        "**Breaking**\n\n- the catalogue is gone\n"
    )


def test_an_envelope_that_nothing_spoke_of_breaks_nobody() -> None:
    found = changes.compare(replace(defender(), envelope=Envelope()), defender())
    assert {facts(c)[:2] for c in found} == {("envelope-changed", "note")}


def test_a_translation_hides_no_change_of_the_api() -> None:
    edited = both(
        edit("NotFound", status=410),
        edit("InvalidHashValue", parameters=()),
        edit("TooManyRequests", parameters=(Parameter("seconds", "words"),)),
        drop("Forbidden"),
    )
    found = changes.compare(defender(), in_danish(edited(defender())))
    assert [facts(change)[0] for change in found] == [
        "code-removed",
        "parameter-removed",
        "base-moved",
        "status-changed",
        "parameter-added",
    ]


def test_two_that_could_each_be_the_rename_are_not_guessed_between() -> None:
    base = catalogue("x", [error(c, 400, c) for c in ("A", "One", "Two", "Z")])
    new = catalogue("x", [error(c, 400, f"new {c}") for c in ("A", "Three", "Z")])
    rules = [change.diagnostic.rule for change in changes.compare(base, new)]
    assert rules.count("code-removed") == 2
    assert rules.count("code-added") == 1


def test_neighbours_renamed_together_stay_in_order() -> None:
    base = catalogue("x", [error(c, 400, c) for c in ("A", "One", "Two", "Z")])
    new = catalogue("x", [error(c, 400, f"new {c}") for c in ("A", "Three", "Four", "Z")])
    renamed = [c for c in changes.compare(base, new) if c.diagnostic.rule == "code-renamed"]
    assert [(c.old, c.new) for c in renamed] == [("One", "Three"), ("Two", "Four")]


A, B, ONE = error("A", 404), error("B", 409), error("One", 400, "1")
BESIDE = {
    "the row before it": ([A, ONE, B], lambda three: [B, A, three]),
    "the row after it": ([A, ONE, B], lambda three: [three, B, A]),
}


@pytest.mark.parametrize(("base", "turned"), BESIDE.values(), ids=BESIDE)
def test_either_neighbour_tells_the_place_of_a_rename(
    base: list[Error], turned: Callable[[Error], list[Error]]
) -> None:
    new = turned(error("Three", 400, "3"))
    found = changes.compare(catalogue("x", base), catalogue("x", new))
    assert [c.diagnostic.rule for c in found] == ["code-renamed", "message-reworded"]


def test_two_codes_without_a_message_are_not_one_for_that() -> None:
    one, three = (replace(error(code), messages=()) for code in ("One", "Three"))
    found = changes.compare(catalogue("x", [one, A]), catalogue("x", [A, three]))
    assert [c.diagnostic.rule for c in found] == ["code-removed", "code-added"]


def test_codes_that_became_one_break_nobody_if_it_keeps_their_names() -> None:
    heir = replace(error("One", 400), code="Any", aliases=("One", "Two"))
    base = catalogue("x", [error("One"), error("Two"), A])
    found = changes.compare(base, catalogue("x", [A, heir]))
    assert [facts(c)[:4] for c in found] == [
        ("code-renamed", "note", "Any", "One"),
        ("code-renamed", "note", "Any", "Two"),
    ]


def test_a_name_that_two_codes_keep_tells_of_neither() -> None:
    heirs = [replace(error(code, 409, code), aliases=("One",)) for code in ("Two", "Three")]
    found = changes.compare(catalogue("x", [error("One")]), catalogue("x", heirs))
    rules = [c.diagnostic.rule for c in found]
    assert rules == ["class-taken", "code-removed", "code-added", "code-added"]


def placed(made: Catalogue, path: str) -> Catalogue:
    """The catalogue of a page, each error on a line of its own."""
    errors = tuple(replace(e, span=Span(path, n)) for n, e in enumerate(made.errors, 1))
    fine = tuple(replace(s, span=Span(path, n)) for n, s in enumerate(made.successes, 100))
    pages = (PageInfo(path, LOCALE, ""),)
    return replace(made, pages=pages, errors=errors, successes=fine)


_WHOLE = {"envelope-changed": "", "column-changed": "the column "}
_WHOLE |= {"root-renamed": "AcmeError", "in-success-changed": "400"}
_WHOLE |= {"service-locale-changed": "speaks de"}


@pytest.mark.parametrize("edited", [row[1] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_change_names_its_error_and_stands_where_that_stands(edited: Edit) -> None:
    """On the new page, on the old one if it is gone; a change of them all, at no line."""
    old, new = placed(defender(), "old.md"), placed(edited(defender()), "new.md")
    here, there = ({e.code: e.span for e in (*side.errors, *side.successes)} for side in (new, old))
    for change in changes.compare(old, new):
        is_gone = change.diagnostic.rule in ("code-removed", "success-removed")
        where = (there if is_gone else here)[change.code] if change.code else Span("new.md")
        assert change.diagnostic.span == where
        assert (change.code or _WHOLE[change.diagnostic.rule]) in change.diagnostic.message


def test_a_numbered_list_without_statuses_is_not_renamed_by_place() -> None:
    """`10004` beside `10003` is the next number, no other name for it."""
    new = replace(
        numeric(),
        errors=tuple(
            replace(e, code="10005", messages=says("New", locale="en")) if e.code == "10004" else e
            for e in numeric().errors
        ),
    )
    found = [facts(c)[:3] for c in changes.compare(numeric(), new)]
    assert found == [
        ("class-taken", "error", "10005"),
        ("code-removed", "error", "10004"),
        ("code-added", "note", "10005"),
    ]


def test_a_derived_name_of_a_parameter_follows_its_code_without_a_word() -> None:
    old = replace(error("One"), parameters=(Parameter("one_1", "derived"),))
    new = replace(error("Two"), parameters=(Parameter("two_1", "derived"),))
    found = changes.compare(catalogue("x", [old]), catalogue("x", [new]))
    assert [change.diagnostic.rule for change in found] == ["code-renamed"]


def test_a_derived_name_that_changes_alone_is_told() -> None:
    old = replace(error("One"), parameters=(Parameter("one_1", "derived"),))
    new = replace(old, parameters=(Parameter("one_2", "derived"),))
    found = changes.compare(catalogue("x", [old]), catalogue("x", [new]))
    assert [change.diagnostic.rule for change in found] == ["parameter-renamed"]


def test_a_name_from_the_message_that_changes_with_its_code_is_told() -> None:
    old = replace(error("One"), parameters=(Parameter("first", "words"),))
    new = replace(error("Two"), parameters=(Parameter("second", "words"),))
    found = changes.compare(catalogue("x", [old]), catalogue("x", [new]))
    assert {change.diagnostic.rule for change in found} == {"code-renamed", "parameter-renamed"}


def test_the_line_that_keeps_a_parameter_s_name_has_all_names() -> None:
    names = (Parameter("batch_size_received", "pinned"), Parameter("limit", "words"))
    new = edit("MaximumBatchSizeExceeded", parameters=names)(defender())
    (change,) = changes.compare(defender(), new)
    assert 'parameters = ["batch_size_received", "batch_size_allowed"]' in change.diagnostic.help


def test_a_doubtful_code_on_a_page_of_the_same_language_is_a_rename() -> None:
    found = changes.compare(
        defender(), edit("Forbidden", code="Forbidt", evidence="doubtful")(defender())
    )
    assert [facts(c)[0] for c in found] == ["code-renamed"]


def test_a_code_that_is_spelt_otherwise_is_known_wherever_it_stands() -> None:
    base = catalogue("x", [error("NotFound", 400, "1"), A, B])
    new = catalogue("x", [A, error("NOT_FOUND", 410, "2"), B])
    rules = {c.diagnostic.rule for c in changes.compare(base, new)}
    assert rules == {"code-recased", "base-moved", "status-changed", "message-reworded"}


def test_a_number_without_its_sign_is_another_code() -> None:
    base, new = (catalogue("x", [error(code), A]) for code in ("-100", "100"))
    assert [c.diagnostic.rule for c in changes.compare(base, new)] == ["code-renamed"]


def test_what_is_reworded_in_several_languages_is_told_once() -> None:
    old, new = (
        replace(
            catalogue(
                "x", [replace(error("One"), messages=says(f"{n}") + says(f"{n}!", locale="en"))]
            ),
            locales=(LOCALE, "en"),
        )
        for n in (1, 2)
    )
    assert [facts(c)[3:] for c in changes.compare(old, new)] == [("1", "2")]


def test_a_code_in_several_rows_is_compared_row_by_row() -> None:
    base = variants()
    first = base.errors[0]
    turned = replace(base, errors=(replace(first, variants=first.variants[::-1]), base.errors[1]))
    assert changes.compare(base, turned) == ()
    fewer = replace(base, errors=(replace(first, variants=()), base.errors[1]))
    found = [facts(c) for c in changes.compare(base, fewer)]
    assert found[0] == ("status-changed", "warning", "ABORTED", ("409", "429"), 409)
    assert "409 or 429" in changes.compare(base, fewer)[0].diagnostic.message


def test_the_same_code_twice_is_two_errors() -> None:
    first, other, third, b = error("A", 400), error("A", 404), error("A", 409), error("B", 500)
    twice = replace(catalogue("x", []), errors=(first, other, b))
    assert changes.compare(twice, twice) == ()
    once = replace(twice, errors=(first, b))
    assert [facts(c)[:3] for c in changes.compare(twice, once)] == [("code-removed", "error", "A")]
    thrice = replace(twice, errors=(first, other, third, b))
    assert [facts(c)[0] for c in changes.compare(thrice, twice)] == ["code-removed"]


def test_of_a_code_that_is_retired_in_another_language_names_say_nothing() -> None:
    new = both(in_danish, edit("InvalidHashValue", retired=True, parameters=()))(defender())
    found = [facts(c)[:3] for c in changes.compare(defender(), new)]
    assert found == [("code-removed", "note", "InvalidHashValue")]


def test_a_retired_code_that_goes_takes_its_class_along() -> None:
    kept = edit("Forbidden", retired=True)(defender())
    assert changes.compare(kept, kept) == ()
    found = changes.compare(kept, drop("Forbidden")(defender()))
    assert [facts(c)[:3] for c in found] == [("code-removed", "error", "Forbidden")]
    back = changes.compare(kept, defender())
    assert [facts(c)[:3] for c in back] == [("code-added", "note", "Forbidden")]


def test_a_status_that_is_a_whole_family_is_one() -> None:
    some = edit("NotFound", status=None, status_text="4xx")(defender())
    others = edit("NotFound", status=None, status_text="5XX")(defender())
    assert [facts(c) for c in changes.compare(some, others)] == [
        ("status-changed", "error", "NotFound", "4xx", "5xx")
    ]
    more = edit("NotFound", status_text="404 or 5XX")(defender())
    assert [facts(c)[3:] for c in changes.compare(defender(), more)] == [(404, ("404", "5xx"))]


MASS = [
    pytest.param(drop("BadRequest", "Unauthorized"), [], id="two of nine"),
    pytest.param(drop("BadRequest", "Unauthorized", "NotFound"), ["mass-change"], id="three"),
    pytest.param(
        lambda m: replace(
            m, errors=tuple(replace(e, retired=True) for e in m.errors[:5]) + m.errors[5:]
        ),
        [],
        id="retired",
    ),
    pytest.param(lambda m: replace(m, errors=()), ["mass-absent"], id="all"),
]


@pytest.mark.parametrize(("edited", "wanted"), MASS)
def test_too_much_at_once_is_a_mistake_in_reading(edited: Edit, wanted: list[str]) -> None:
    new = edited(defender())
    found = changes.compare(defender(), new)
    doubts = changes.absent(defender(), new) or changes.mass(defender(), new, found)
    assert [problem.rule for problem in doubts] == wanted


def test_one_code_of_three_may_go() -> None:
    few = catalogue("few", [error("A", 400), error("B", 403), error("C", 500)])
    less = drop("B")(few)
    assert changes.mass(few, less, changes.compare(few, less)) == ()
    nothing = replace(few, pages=(), errors=())
    assert changes.absent(nothing, few)[0].span.path == "few"


@given(st.randoms(use_true_random=False))
def test_any_order_of_rows_is_silent(random: object) -> None:
    rows = list(whole().errors)
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert changes.compare(whole(), replace(whole(), errors=tuple(rows))) == ()


_CODES = [e.code for e in whole().errors]
_EDITS = st.lists(
    st.one_of(
        st.sampled_from(_CODES).map(drop),
        st.builds(edit, st.sampled_from(_CODES), status=st.sampled_from([400, 404, 410, 500])),
        st.builds(edit, st.sampled_from(_CODES), code=st.sampled_from(["One", "Two", "notfound"])),
        st.builds(edit, st.sampled_from(_CODES), parameters=st.sampled_from([(), HASH])),
        st.builds(put, st.integers(0, 20), st.builds(error, st.sampled_from(["New", "Newer"]))),
    ),
    max_size=5,
)
_REVERSE = {"code-removed": "code-added", "parameter-removed": "parameter-added"}
_REVERSE |= {new: old for old, new in _REVERSE.items()}


@given(_EDITS)
def test_a_change_and_its_reverse_agree(edits: list[Edit]) -> None:
    base, new = whole(), both(*edits)(whole())
    forth = [facts(change) for change in changes.compare(base, new)]
    back = [facts(change) for change in changes.compare(new, base)]
    turned = [(_REVERSE.get(rule, rule), old, new) for rule, _, _, new, old in back]
    # A class that gains a base has lost it the other way round.
    assert sorted(str(one) for one in turned if one[0] != "base-moved") == sorted(
        str((rule, old, now)) for rule, _, _, old, now in forth if rule != "base-moved"
    )


@given(_EDITS)
def test_a_catalogue_against_itself_is_silent(edits: list[Edit]) -> None:
    made = both(*edits)(whole())
    assert changes.compare(made, made) == ()


@pytest.mark.slow
def test_ten_thousand_renames_are_found_in_linear_time() -> None:
    base = large(10_000)
    new = replace(base, errors=tuple(replace(e, code=f"New{e.code}") for e in base.errors))
    found = changes.compare(base, new)
    assert {change.diagnostic.rule for change in found} == {"code-renamed"}
    assert len(found) == 10_000


TOGETHER = both(
    drop("Forbidden"),
    edit("InvalidHashValue", parameters=(Parameter("value", "words"),)),
    edit("NotFound", code="notfound", aliases=("NotFound",)),
    edit("Unauthorized", status=402, hints=(Text(LOCALE, "Pay."),)),
    edit("BadRequest", retryable=Retryable(True, "page"), messages=says("It is `bad` | worse.")),
    edit("ResourceNotFound", retired=True),
    put(3, error("Teapot", 418)),
)
ENTRY = """\
### Error codes of defender-errors: major

**Breaking**

- `Forbidden` is gone
- `InvalidHashValue`: the parameter `invalid_hash` is called `value` now
- `Unauthorized`: its class derives from `Http402Error` now, no longer from `Http401Error`

**Added**

- `Teapot` is new

**Changed**

- `BadRequest`: may be retried: no → yes
- `Unauthorized`: status `401` → `402`
- `ResourceNotFound` is retired; its class stays
- `NotFound` is spelt `notfound` now; the old spelling stays

**Reworded**

- `BadRequest`: <code>It is &#96;bad&#96; &#124; worse.</code>
- `Unauthorized`: other hints, causes or actions
"""


def test_the_markdown_is_ready_to_paste() -> None:
    found = changes.compare(defender(), TOGETHER(defender()))
    assert changelog.write("defender-errors", changes.bump(found), found) == ENTRY


VALUES: dict[str, tuple[Edit, str]] = {
    "none": (
        edit("NotFound", status=None),
        """\
- `NotFound`: status `404` → none
- `NotFound`: its class derives from `DefenderApiError` now, no longer from `Http404Error`
""",
    ),
    "several": (
        edit("NotFound", status_text="404, 5xx"),
        "- `NotFound`: status `404` → `404`, `5xx`\n",
    ),
    "empty": (
        lambda m: replace(m, envelope=replace(m.envelope, correlation_id=())),
        "- the envelope: `error.target` → none\n",
    ),
}


@pytest.mark.parametrize(("edited", "line"), VALUES.values(), ids=VALUES)
def test_a_value_in_markdown(edited: Edit, line: str) -> None:
    found = changes.compare(defender(), edited(defender()))
    wanted = f"### Error codes of x: major\n\n**Breaking**\n\n{line}"
    assert changelog.write("x", "major", found) == wanted


def test_no_changes_are_said_in_markdown_too() -> None:
    assert changelog.write("", "none", ()) == "### Error codes: no changes\n"


def test_a_page_cannot_write_into_the_changelog() -> None:
    evil = "x` <img src=x onerror=1> @everyone [a](javascript:1)\n# Title"
    found = changes.compare(defender(), edit("NotFound", messages=says(evil))(defender()))
    (line,) = [text for text in changelog.write("x", "patch", found).split("\n") if text[:1] == "-"]
    assert "<img" not in line
    assert "`@" not in line


@pytest.mark.parametrize("edit_of", [drop("Forbidden"), edit("Forbidden", retired=True)])
@pytest.mark.parametrize(
    ("path", "line", "label"), [("", None, "it was at line 73 before"), ("old.md", 73, "")]
)
def test_what_is_gone_has_no_line_on_the_page_of_today(
    edit_of: Edit, path: str, line: int | None, label: str
) -> None:
    """On another page, which nobody changed, it still has."""
    place = path or defender().pages[0].path
    base = edit("Forbidden", span=Span(place, 73, 1, 9, "Forbidden"))(defender())
    (found,) = changes.compare(base, edit_of(defender()))
    told = found.diagnostic
    assert (told.span.path, told.span.line, told.label) == (place, line, label)
