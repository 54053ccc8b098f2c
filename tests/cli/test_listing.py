"""The catalogue in a terminal: every fact of it, fitted and aligned."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import listing, lookup
from generator.diagnostics import terminal
from generator.diagnostics.source import Span
from generator.model import Catalogue, Error, Message, Parameter, Retryable, Success, Text, Variant
from tests import samples

EVERYTHING = Error(
    code="Forbidden",
    class_name="ForbiddenError",
    slug="Forbidden",
    status=403,
    name="FORBIDDEN",
    evidence="status-name",
    cell="禁止されています",
    messages=(Message("ja-JP", "許可されていません。"), Message("en", "It is {not allowed}.")),
    parameters=(Parameter("reason", "pinned", (("en", "not allowed"),)), Parameter("x", "derived")),
    retryable=Retryable(False, "status"),
    hints=(Text("en", "Mind the case."),),
    causes=(Text("en", "No permission."),),
    actions=(Text("en", "Ask for one.\nThen wait."),),
    fields=(("en", (("Since", "2.1"), ("Endpoint(s)", "/v1"))), ("ja-JP", (("導入", "2.1"),))),
    remark="also 403.1",
    deprecated="since 2",
    aliases=("Denied", "No"),
    source="seen in production",
    retired=True,
    heading="Errors",
    variants=(Variant(403, (Message("en", "One."),), heading="A"), Variant(None, ())),
    span=Span("page.md", 58, 1),
)


def test_everything_that_is_known_of_an_error() -> None:
    assert listing.facts(EVERYTHING) == """\
Forbidden
  status         403 Forbidden
  retired        yes
  deprecated     since 2
  message ja-JP  許可されていません。
  message en     It is {not allowed}.
  cause en       No permission.
  to do en       Ask for one. Then wait.
  hint en        Mind the case.
  retryable      no (status)
  parameter      reason (pinned, from not allowed)
  parameter      x (derived)
  class          ForbiddenError
  name           FORBIDDEN
  aliases        Denied, No
  remark         also 403.1
  field en       Since: 2.1
  field en       Endpoint(s): /v1
  field ja-JP    導入: 2.1
  variant        403 One. (A)
  evidence       status-name, from 禁止されています
  source         seen in production
  under          Errors
  stands at      page.md:58:1
"""


def test_what_is_not_known_is_not_said() -> None:
    assert (
        listing.facts(Error("10003", class_name="Error10003", status_text="4xx", cell="10003"))
        == """\
10003
  status     4xx
  retryable  no (unknown)
  class      Error10003
  evidence   verbatim
"""
    )


ABSENT = {
    "a code that is nearly there": ("NotFund", "there is no code NotFund; did you mean NotFound?"),
    "a code that is nowhere": ("~~~~", "there is no code ~~~~"),
    "its first letters": ("not", "there is no code not; did you mean NotFound?"),
    "a part of it": ("FOUND", "there is no code FOUND; did you mean NotFound?"),
    "nothing": ("", "there is no code "),
    "a success": ("0", "0 is no error; an entry for it in the overlay makes it one"),
}


@pytest.mark.parametrize(("code", "said"), ABSENT.values(), ids=ABSENT)
def test_why_nothing_is_shown_of_a_code(code: str, said: str) -> None:
    catalogue = replace(
        samples.defender(),
        errors=(Error("NotFound", class_name="NotFoundError"),),
        successes=(Success("0", name="OK"),),
    )
    assert lookup.absent([catalogue], code) == said


CATALOGUES = {
    "defender": samples.defender(),
    "numeric": samples.numeric(),
    "variants": samples.variants(),
    "hostile": samples.hostile(),
}


WIDTHS = [20, 40, 60, 80, 200]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", CATALOGUES)
def test_a_table_is_no_wider_than_the_terminal_and_cuts_no_code(name: str, columns: int) -> None:
    errors = CATALOGUES[name].errors
    codes = [terminal.visible(error.code) for error in errors]
    title, listed = listing.table(CATALOGUES[name], columns).rstrip("\n").split("\n\n")[:2]
    head, *lines = listed.split("\n")
    assert title.startswith(CATALOGUES[name].name)
    assert head.startswith("CODE")
    assert all(terminal.width(line) <= columns or line in codes for line in lines)
    starts = [line for line in lines if not line.startswith(" ")]
    assert all(line.startswith(code) for line, code in zip(starts, codes, strict=True))


NARROW = """\
x: 3 codes in ja

CODE          STATUS
ResourceGone  410
  もうありません。ほかのものを使ってく…
禁止Code      -
  ↳ doubtful
ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH
              400 or 404 some…
  short
"""
USUAL = """\
x: 3 codes in ja

CODE          STATUS            MESSAGE
ResourceGone  410               もうありません。ほかのものを使ってください。さ…
禁止Code      -                 -
  ↳ doubtful
ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH
              400 or 404 some…  short
"""
AT_60 = " " * 48
WIDE = f"""\
x: 3 codes in ja

CODE          {AT_60}STATUS            MESSAGE
ResourceGone  {AT_60}410               もうありません。ほかのものを使ってください。さようなら。
禁止Code      {AT_60}-                 -
  ↳ doubtful
ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH  400 or 404 some…  short
"""
FILE = WIDE.replace("some…  ", "sometimes  ")


@pytest.mark.parametrize(
    ("columns", "table"), [(40, NARROW), (80, USUAL), (200, WIDE), (None, FILE)]
)
def test_a_table_at_every_width(columns: int | None, table: str) -> None:
    text = "もうありません。ほかのものを使ってください。さようなら。"
    errors = (
        Error("ResourceGone", class_name="A", status=410, messages=(Message("ja", text),)),
        Error("禁止Code", class_name="B", cell="禁止Code", evidence="doubtful"),
        Error(
            ("ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 3)[:60],
            class_name="C",
            status_text="400 or 404 sometimes",
            name="short",
        ),
    )
    catalogue = Catalogue("x", locales=("ja",), errors=errors)
    assert listing.table(catalogue, columns) == table


def test_what_was_restored_is_yellow_and_what_is_doubtful_is_red() -> None:
    one, two, *rest = samples.defender().errors
    errors = (replace(one, evidence="doubtful"), replace(two, evidence="aligned"), *rest[:1])
    catalogue = replace(samples.defender(), errors=errors)
    _, _, head, *lines = listing.table(catalogue, 100, colour=True).split("\n")
    assert head.startswith("\x1b[1mCODE")
    assert [line[:5] for line in lines[:4]] == ["\x1b[31m"] * 2 + ["\x1b[33m"] * 2
    assert lines[0].startswith(f"\x1b[31m{one.code}\x1b[0m ")
    assert lines[1] == "\x1b[31m  ↳ doubtful\x1b[0m"
    assert not lines[4].startswith("\x1b")


def test_a_catalogue_without_errors_is_a_header() -> None:
    table = listing.table(replace(samples.defender(), errors=()), 80)
    assert table.endswith("\nCODE  STATUS  MESSAGE\n")


@given(st.text(max_size=40), st.integers(20, 120))
def test_any_code_fits_or_stands_alone(code: str, columns: int) -> None:
    error = Error(code, class_name="X", slug="x", cell=code, evidence="aligned")
    catalogue = replace(samples.defender(), errors=(error,))
    lines = listing.table(catalogue, columns).split("\n")[2:]
    shown = terminal.visible(code) or "-"
    assert all(terminal.width(line) <= columns or line == shown for line in lines)
    assert shown in "\n".join(lines)


FACTS = {
    40: """\
Forbidden
  status         403 Forbidden
  retired        yes
  deprecated     since 2
  message ja-JP  許可されていません。
  message en     It is {not allowed}.
  cause en       No permission.
  to do en       Ask for one. Then wait.
  hint en        Mind the case.
  retryable      no (status)
  parameter      reason (pinned, from
                 not allowed)
""",
    80: "  parameter      reason (pinned, from not allowed)\n",
}


@pytest.mark.parametrize(("columns", "said"), FACTS.items())
def test_facts_are_wrapped_at_words(columns: int, said: str) -> None:
    found = listing.facts(EVERYTHING, columns)
    assert said in found
    assert all(terminal.width(line) <= columns for line in found.split("\n"))


def test_labels_stand_aside() -> None:
    found = listing.facts(EVERYTHING, colour=True).split("\n")
    assert found[0] == "\x1b[1mForbidden\x1b[0m"
    assert found[1] == "  \x1b[2mstatus       \x1b[0m  403 Forbidden"
