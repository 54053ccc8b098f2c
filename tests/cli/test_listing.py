"""The catalogue in a terminal: every fact of it, fitted and aligned."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import show
from generator.diagnostics import draw
from generator.diagnostics.source import Span
from generator.model import Error, Message, Parameter, Retryable, Success, Text, Variant
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
    assert show.facts(EVERYTHING) == """\
Forbidden
  class          ForbiddenError
  name           FORBIDDEN
  remark         also 403.1
  status         403 Forbidden
  evidence       status-name, from 禁止されています
  retryable      no (status)
  message ja-JP  許可されていません。
  message en     It is {not allowed}.
  parameter      reason (pinned, from not allowed)
  parameter      x (derived)
  hint en        Mind the case.
  cause en       No permission.
  to do en       Ask for one. Then wait.
  field en       Since: 2.1
  field en       Endpoint(s): /v1
  field ja-JP    導入: 2.1
  deprecated     since 2
  retired        yes
  aliases        Denied, No
  under          Errors
  variant        403 One. (A)
  source         seen in production
  stands at      page.md:58:1
"""


def test_what_is_not_known_is_not_said() -> None:
    assert (
        show.facts(Error("10003", class_name="Error10003", status_text="4xx", cell="10003")) == """\
10003
  class      Error10003
  status     4xx
  evidence   verbatim
  retryable  no (unknown)
"""
    )


ABSENT = {
    "a code that is nearly there": ("NotFund", "there is no code NotFund; did you mean NotFound?"),
    "a code that is nowhere": ("~~~~", "there is no code ~~~~"),
    "a success": ("0", "0 is no error; an entry for it in the overlay makes it one"),
}


@pytest.mark.parametrize(("code", "said"), ABSENT.values(), ids=ABSENT)
def test_why_nothing_is_shown_of_a_code(code: str, said: str) -> None:
    catalogue = replace(
        samples.defender(),
        errors=(Error("NotFound", class_name="NotFoundError"),),
        successes=(Success("0", name="OK"),),
    )
    assert show.absent([catalogue], code) == said


CATALOGUES = {
    "defender": samples.defender(),
    "numeric": samples.numeric(),
    "variants": samples.variants(),
    "hostile": samples.hostile(),
}


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
@pytest.mark.parametrize("name", CATALOGUES)
def test_a_table_is_aligned_and_no_wider_than_the_terminal(name: str, width: int) -> None:
    head, _, listed = show.listing(CATALOGUES[name], width).rstrip("\n").partition("\n\n")
    title, lines = head.split("\n")[0], listed.split("\n")
    assert all(draw.width(line) <= max(width, 54) for line in lines)
    assert title.startswith(CATALOGUES[name].name)
    assert len(lines) == len(CATALOGUES[name].errors) + 1
    start = lines[0].index("STATUS")
    for line in lines[1:]:
        columns = 0
        for char in line:
            if columns >= start - 1:
                break
            columns += draw.width(char)
        assert columns == start - 1


def test_what_was_restored_is_yellow_and_what_is_doubtful_is_red() -> None:
    one, two, *rest = samples.defender().errors
    errors = (replace(one, evidence="doubtful"), replace(two, evidence="aligned"), *rest[:1])
    catalogue = replace(samples.defender(), errors=errors)
    _, _, head, *lines = show.listing(catalogue, 100, colour=True).split("\n")
    assert head.startswith("\x1b[1mCODE")
    assert [line[:5] for line in lines[:2]] == ["\x1b[31m", "\x1b[33m"]
    assert not lines[2].startswith("\x1b")


def test_a_catalogue_without_errors_is_a_header() -> None:
    table = show.listing(replace(samples.defender(), errors=()), 80)
    assert table.endswith("\nCODE  STATUS  PARAMETERS  EVIDENCE\n")


@given(st.text(max_size=40), st.integers(20, 120))
def test_any_code_fits(code: str, width: int) -> None:
    error = Error(code, class_name="X", slug="x", cell=code)
    catalogue = replace(samples.defender(), errors=(error,))
    lines = show.listing(catalogue, width).split("\n")[2:]
    assert all(draw.width(line) <= max(width, 54) for line in lines)
