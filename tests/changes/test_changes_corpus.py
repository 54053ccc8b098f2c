"""Real pages held against each other: what really changed, and nothing that only looks so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator import cli
from tests.conftest import corpus

ROOT = Path(__file__).parents[2]
CORPUS = corpus() / "mde"
OWN = ROOT / "source_docs" / "common-errors.md"

# An older version, which really lacks a row.
OLDER = CORPUS / "en-US" / "readfile-itpro-docs-19rows.md"
SAME = [path for path in sorted(CORPUS.glob("*/*.md")) if path != OLDER]


def compare(capsys: pytest.CaptureFixture[str], base: Path, new: Path) -> dict[str, Any]:
    capsys.readouterr()
    cli.main(["changes", "--format", "json", str(base), str(new)])
    body: dict[str, Any] = json.loads(capsys.readouterr().out)
    return body


def test_the_real_change_of_the_english_page_breaks_nobody(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """November 2022: two rows swapped, words, a full stop, a section on throttling."""
    folder = CORPUS / "en-US"
    names = ("readfile-m365-plain.md", "readfile-m365-newer-reordered.md")
    body = compare(capsys, *(folder / name for name in names))
    assert (body["status"], body["bump"]) == ("ok", "patch")
    told = {change["rule"]: change["code"] for change in body["changes"]}
    assert told == {"message-reworded": "TooManyRequests"}


def _ids(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.parametrize("page", SAME, ids=_ids)
def test_a_translation_is_no_change_of_the_api(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for base, new in ((OWN, page), (page, OWN)):
        assert compare(capsys, base, new)["changes"] == []


def test_a_row_that_an_older_version_lacks_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    body = compare(capsys, OLDER, OWN)
    told = [(change["rule"], change["code"]) for change in body["changes"]]
    assert told == [("code-added", "TooManyRequests")]
