"""Small pages, a kind of misreading each, and what a right reading of each is.

`cases/readings/pages` has the pages, `cases/readings/expected` what each says,
written by eye. Of a table: its `line`, whether it must or may be taken
(`need`), and its `rows`; of a row its `codes`, those that are fair as well
(`or`; none: the row may be left), `status`, `name` and the first words of its
`message`. `may_refuse`: no reading is fair as well. `must_say`: so is none in
silence. `verdict`: `errors`, `none` (to be refused) or `either`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator import catalogue, markdown
from generator.diagnostics.source import Problems, document, errors
from generator.model import Catalogue, Error
from generator.project.settings import CatalogueSettings

CASES = Path(__file__).parents[1] / "cases" / "readings"
NAMES = sorted(path.stem for path in (CASES / "expected").glob("*.json"))


@dataclass(frozen=True)
class Case:
    """What is wanted of a page, and what was read."""

    want: dict[str, Any]
    found: Catalogue | None
    problems: Problems

    @property
    def refused(self) -> bool:
        return self.found is None or bool(errors(self.problems))

    @property
    def errors(self) -> dict[str, Error]:
        return {} if self.found is None else {error.code: error for error in self.found.errors}

    def rows(self, *needs: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The tables that must or may be taken, with each of their rows."""
        for table in self.want["tables"]:
            yield from ((table, row) for row in table["rows"] if table["need"] in needs)


@cache
def case(name: str) -> Case:
    want = json.loads((CASES / "expected" / f"{name}.json").read_text("utf-8"))
    text = (CASES / "pages" / want["page"]).read_bytes().decode("utf-8")
    page, problems = markdown.read(document(want["page"], text))
    found, more = catalogue.read(CatalogueSettings("reading", (page.path,)), [page], None, [])
    return Case(want, found, problems + more)


@cache
def judged(*verdicts: str) -> list[str]:
    """The pages of these verdicts; those that may be refused only where they are read."""
    cases = {name: case(name) for name in NAMES}
    return [
        name
        for name, one in cases.items()
        if one.want["verdict"] in verdicts and not (one.want.get("may_refuse") and one.refused)
    ]


def plain(text: str) -> str:
    """Letters and digits alone: what two readers of one cell cannot differ about."""
    return "".join(char for char in text.casefold() if char.isalnum())


def spellings(row: dict[str, Any]) -> list[list[str]]:
    return [row["codes"], *row.get("or", [])]


@pytest.mark.parametrize("name", judged("none"))
def test_a_page_without_errors_is_refused(name: str) -> None:
    assert case(name).refused
    assert not case(name).errors


@pytest.mark.parametrize("name", judged("either"))
def test_a_page_that_may_have_errors_is_read_or_refused(name: str) -> None:
    assert case(name).refused or case(name).errors


@pytest.mark.parametrize("name", judged("errors"))
def test_every_code_of_a_page_is_read_and_no_other(name: str) -> None:
    one = case(name)
    assert not one.refused, [problem.rule for problem in errors(one.problems)]
    fair = {code for _, row in one.rows("must", "may") for way in spellings(row) for code in way}
    good = {
        code for _, row in one.rows("must", "may") if row.get("success") for code in row["codes"]
    }
    bad = {
        code
        for _, row in one.rows("must", "may")
        if not row.get("success")
        for code in row["codes"]
    }
    lost = [
        row["codes"]
        for _, row in one.rows("must")
        if not row.get("success") and not any(set(way) <= set(one.errors) for way in spellings(row))
    ]
    assert lost == []
    assert set(one.errors) <= fair - (good - bad)


@pytest.mark.parametrize("name", judged("errors"))
def test_a_success_of_a_page_is_none_of_its_errors(name: str) -> None:
    one = case(name)
    assert one.found is not None
    found = {success.code for success in one.found.successes}
    for _, row in one.rows("must"):
        if row.get("success"):
            assert any(set(way) <= found for way in spellings(row)), row


@pytest.mark.parametrize("name", judged("errors"))
def test_every_row_has_its_status_and_its_text(name: str) -> None:
    one = case(name)
    for table, row in one.rows("must"):
        for code in next((way for way in spellings(row) if set(way) <= set(one.errors)), []):
            error = one.errors[code]
            statuses = {error.status, *(variant.status for variant in error.variants)}
            if "status" in row and (row["status"] is not None or table["status"] is None):
                assert row["status"] in statuses, (code, statuses)
            said = plain(" ".join(message.text for message in error.row_messages))
            fair = [row.get("message") or "", *row.get("message_or", [])]
            assert any(plain(text)[:20] in said for text in fair), (code, said)


@pytest.mark.parametrize("name", judged("errors"))
def test_the_envelope_is_that_of_the_examples(name: str) -> None:
    one = case(name)
    assert one.found is not None
    if one.want["envelope"] != "any":
        assert list(map(str, one.found.envelope.code)) == (one.want["envelope"] or [])


@pytest.mark.parametrize("name", judged("errors"))
def test_a_class_says_the_name_that_the_page_gives_its_code(name: str) -> None:
    one = case(name)
    wanted: dict[str, str] = {}
    for _, row in one.rows("must"):
        read = next((way for way in spellings(row) if way and set(way) <= set(one.errors)), [])
        if read and row.get("name"):
            wanted.setdefault(read[0], row["name"])
    for code, words in wanted.items():
        if plain(words) != plain(code):
            assert plain(words)[:24] in plain(one.errors[code].class_name), code


@pytest.mark.parametrize("name", judged("errors"))
def test_the_catalogue_is_in_the_language_of_its_page(name: str) -> None:
    one = case(name)
    assert one.found is not None
    language = one.want["language"].split("-")[0]
    assert [locale.split("-")[0] for locale in one.found.locales[:1]] == [language]


@pytest.mark.parametrize("name", judged("errors"))
def test_columns_of_actions_and_of_causes_are_known(name: str) -> None:
    one = case(name)
    assert one.found is not None
    taken = {table.line: dict(table.columns) for table in one.found.tables if not table.left}
    for table in one.want["tables"]:
        for role in ("action", "cause") if table["need"] == "must" else ():
            columns = taken.get(table["line"], {}).get(role, ())
            assert set(columns) & set(table[role]) or not table[role], (role, columns)


@pytest.mark.parametrize("name", judged("errors"))
def test_what_is_wrong_is_said_and_little_else(name: str) -> None:
    one = case(name)
    warnings = [p for p in one.problems if p.level == "warning" and p.span.line]
    assert len(warnings) <= 2 + len(one.errors) / 20
    if one.want.get("must_say"):
        assert any(problem.level != "note" for problem in one.problems)
