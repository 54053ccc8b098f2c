"""Pages whose errors are headings, from the first command to the last."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from generator import cli

PAGE = """\
# My API

## Error codes

### `E_FULL`

There is no room left. Delete something.

### `E_SLOW`

It took too long (HTTP 504).

### About codes

They never change.

## Limits in a table

| Error code | Message |
|---|---|
| E_MANY | There are too many. |
| E_FEW | There are too few. |
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["error-table"])
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "errors.md").write_text(PAGE)
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


def written(project: Path) -> dict[str, object]:
    said = tomllib.loads((project / "pyproject.toml").read_text())
    return dict(said["tool"]["error-table"]["catalogues"])


HEADINGS: dict[str, object] = {"headings": True}
WRITES: dict[str, tuple[list[str], dict[str, object], list[str]]] = {
    "headings": (["--headings"], HEADINGS, ["E_FULL", "E_SLOW"]),
    "headings and tables": (
        ["--headings", "--all"],
        {**HEADINGS, "tables": {"all": True}},
        ["E_FULL", "E_SLOW", "E_MANY", "E_FEW"],
    ),
    "those under one": (
        ["--headings", "--heading", "Error codes"],
        {**HEADINGS, "tables": {"headings": ["Error codes"]}},
        ["E_FULL", "E_SLOW"],
    ),
    "tables": (["--all"], {}, ["E_MANY", "E_FEW"]),
}


@pytest.mark.parametrize(("words", "lines", "codes"), WRITES.values(), ids=WRITES)
def test_what_was_chosen_is_configured_and_built(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    lines: dict[str, object],
    codes: list[str],
) -> None:
    assert cli.main(["init", "docs/errors.md", *words]) == 0
    assert written(project) == {"my-errors": {"pages": ["docs/errors.md"], **lines}}
    capsys.readouterr()
    assert cli.main(["show", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [error["code"] for error in said["catalogue"]["errors"]] == codes
    assert cli.main(["build", "-q"]) == 0
    assert cli.main(["check", "-q"]) == 0


def test_the_account(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["init", "docs/errors.md", "--headings"]) == 0
    assert capsys.readouterr().out.startswith(
        "docs/errors.md: 2 errors from 3 headings\n  line 5  Error codes  3 headings of level 3\n"
    )
    assert cli.main(["show", "--page", "docs/errors.md", "--headings", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(t["line"], t["level"], t["rows"], t.get("left")) for t in said["tables"]] == [
        (5, 3, 3, None)
    ]
    assert [p["rule"] for p in said["problems"]] == ["entry-skipped"]
    assert cli.main(["show", "E_FULL"]) == 0
    shown = capsys.readouterr().out
    assert "message en  There is no room left.\n" in shown
    assert "Description: Delete something.\n" in shown
    assert "under       Error codes\n" in shown


def test_a_text_that_changes_is_drift(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["init", "docs/errors.md", "--headings"]) == 0
    assert cli.main(["build", "-q"]) == 0
    page = project / "docs" / "errors.md"
    page.write_text(page.read_text().replace("Delete something", "Buy a disk"))
    assert cli.main(["check", "-q"]) == 1
    page.write_text(PAGE.replace("### `E_SLOW`", "### `E_SLOWER`"))
    assert cli.main(["build", "-q"]) == 0
    docs = project / "generated" / "docs" / "my-errors" / "en" / "errors"
    assert sorted(path.name for path in docs.iterdir()) == ["E_FULL.md", "E_SLOWER.md"]
    assert "There is no room left." in (docs / "E_FULL.md").read_text()
    assert "- **Description:** Delete something." in (docs / "E_FULL.md").read_text()
    capsys.readouterr()


def test_headings_and_tables_of_a_page_are_two_catalogues(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["init", "docs/errors.md"]) == 0
    assert cli.main(["init", "docs/errors.md", "--headings", "--all", "--name", "both"]) == 2
    assert cli.main(["init", "docs/errors.md", "--headings", "--name", "others"]) == 0
    assert [*written(project)] == ["my-errors", "others"]
    assert cli.main(["show", "-q"]) == 0
    assert "init-configured" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["init", "docs/errors.md", "--headings", "Error codes"], "--heading takes a heading"),
        (["init", "--headings", "Error codes", "docs/errors.md"], "--heading 'Error codes'"),
        (["show", "--page", "docs/errors.md", "--headings", "Error codes"], "--heading TEXT"),
        (["show", "--headings"], "--headings"),
        (["show", "--page", "docs/errors.md", "--headings", "--column", "code=0"], "--all"),
    ],
)
def test_one_option_is_not_taken_for_the_other(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert cli.main(words) != 0
    assert said in capsys.readouterr().err


def test_a_word_that_is_not_known_is_no_heading(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "x"]) == 2
    assert "--heading" not in capsys.readouterr().err
