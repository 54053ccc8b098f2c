"""No kept file says a line of a page: what moves a row rewrites nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import build
from generator.diagnostics.source import document, errors
from generator.project.inputs import Inputs
from generator.project.settings import CatalogueSettings, Settings
from tests import rendered, workshop

WORKED = rendered.ROOT / "tests/catalogue/worked"
OWN = rendered.ROOT / "source_docs"
# Every kind of place that the model has: of errors, variants, successes, messages, examples, texts.
RICH = """\
# Errors

## Requests

| Code | Status | Message | What to do |
|------|--------|---------|------------|
| OK | 200 | All is well. | |
| Gone | 410 | It left at {time}. | See [limits](limits.md). |
| Twice | 400 | It is malformed. | Correct it. |

```json
{"error": {"code": "Gone", "message": "It left at noon."}}
```

## Answers

| Code | Status | Message | What to do |
|------|--------|---------|------------|
| Twice | 409 | It is there already. | Read it first. |
"""
OVERLAY = """\
[errors.Gone]
hints = ["Ask again tomorrow."]

[errors.Added]
status = 503
source = "seen once"
"""


def read(*paths: Path) -> dict[str, str]:
    return {path.relative_to(rendered.ROOT).as_posix(): path.read_text("utf-8") for path in paths}


PROJECTS: dict[str, dict[str, str]] = {
    "shop": {"docs/errors.md": workshop.PAGE},
    "rich": {"docs/errors.md": RICH, "docs/errors.toml": OVERLAY},
    "own": read(OWN / "common-errors.md", OWN / "common-errors.toml"),
    "warehouse": read(WORKED / "warehouse/errors.md"),
    "locales": read(*sorted((WORKED / "billing").rglob("*.md"))),
}


@cache
def templates() -> dict[str, str]:
    return rendered.templates("docs", "json", "openapi", "python", "typescript")


def made(files: Mapping[str, str]) -> dict[str, bytes | None]:
    """Every file that a build makes of pages and an overlay, but the manifest."""
    pages = tuple(path for path in files if path.endswith(".md"))
    settings = Settings((CatalogueSettings("api", pages),))
    documents = {path: document(path, text) for path, text in files.items()}
    inputs = Inputs(documents, templates(), built_in=frozenset(templates()))
    outcome = build.build(settings, inputs)
    assert not errors(outcome.problems)
    return {c.path: c.new for c in outcome.plan.changes if not c.path.endswith(".manifest")}


@cache
def whole(name: str) -> dict[str, bytes | None]:
    return made(PROJECTS[name])


def lowered(text: str, path: str, lines: str) -> str:
    """The text with lines above its first table, or above all that it says."""
    if path.endswith(".toml"):
        return f"{lines}{text}"
    header = re.search(r"^.*\n(?=\|?[ :-]*---)(?!---$)", text, re.MULTILINE)
    assert header
    return f"{text[: header.start()]}{lines}{text[header.start() :]}"


@pytest.mark.parametrize("name", PROJECTS)
@given(number=st.integers(1, 40))
def test_lines_above_the_table_change_no_file(name: str, number: int) -> None:
    files = {p: lowered(text, p, "\n" * number) for p, text in PROJECTS[name].items()}
    assert files != PROJECTS[name]
    assert made(files) == whole(name)


def test_an_added_row_changes_what_speaks_of_it_or_lists_all_codes() -> None:
    """On our own page: its own files, its status's, and those that list every code or status."""
    path = "source_docs/common-errors.md"
    page = PROJECTS["own"][path]
    last = page[: page.index("\n\n", page.index("TooManyRequests"))]
    row = "\nQuotaSpent|Conflict (409)|使い切りました。"
    now = made({**PROJECTS["own"], path: page.replace(last, last + row)})
    changed = {path for path, text in now.items() if whole("own").get(path) != text}
    assert now.keys() >= whole("own").keys()
    assert all(re.search(b"QuotaSpent|Http409Error", now[path] or b"") for path in changed)
    # Half of what it was when the rows below had other lines.
    assert len(changed) == 20
