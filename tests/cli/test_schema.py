"""`schema`, and the lines that lead editors to what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import cli
from generator.project import schema
from tests import workshop

NAMED = workshop.PAGE.replace("# Error codes", "# Errors of the Shop API")
LINE = "#:schema ./error-table.schema.json\n"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workshop.write(tmp_path, {"docs/errors.md": NAMED})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["error-table"])
    return tmp_path


def there(shop: Path) -> set[str]:
    return {path for path in workshop.tree(shop) if "schema" in path}


def test_a_new_configuration_leads_to_schemas_that_are_there(shop: Path) -> None:
    assert cli.main(["init", "docs/errors.md"]) == 0
    assert (shop / "error-table.toml").read_text("utf-8").startswith(f"{LINE}\n[catalogues.")
    assert there(shop) == set(schema.NAMES)
    for name in schema.NAMES:
        assert (shop / name).read_text("utf-8") == schema.text(name)


def test_what_init_only_shows_has_the_line_and_is_not_written(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["init", "docs/errors.md", "--dry-run"]) == 0
    assert f"to write to error-table.toml:\n\n{LINE}\n[catalogues." in capsys.readouterr().out
    assert set(workshop.tree(shop)) == {"docs/errors.md"}


@pytest.mark.parametrize(
    ("path", "text"),
    [("pyproject.toml", "[project]\nname = 'shop'\n"), ("error-table.toml", "output = 'out'\n")],
)
def test_a_file_that_was_there_gets_no_line(shop: Path, path: str, text: str) -> None:
    workshop.write(shop, {path: text})
    assert cli.main(["init", "docs/errors.md"]) == 0
    written = (shop / path).read_text("utf-8")
    assert written.startswith(text)
    assert "#:schema" not in written
    assert there(shop) == set()


def test_no_configuration_is_written_where_its_schema_cannot_be(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / schema.CONFIGURATION).mkdir()
    assert cli.main(["init", "docs/errors.md"]) == 2
    assert "file-unwritable" in capsys.readouterr().err
    assert not (shop / "error-table.toml").exists()


def test_the_verb_writes_them_over_older_ones(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.write(shop, {"pyproject.toml": workshop.CONFIG, schema.OVERLAY: "{}"})
    assert cli.main(["schema"]) == 0
    assert capsys.readouterr().out == "".join(f"{name}\n" for name in schema.NAMES)
    assert [json.loads((shop / name).read_text("utf-8"))["title"] for name in schema.NAMES]


def test_a_configuration_that_is_wrong_may_be_mended_with_them(shop: Path) -> None:
    workshop.write(shop, {"error-table.toml": "[catalogues.a]\npage = 'x'\n"})
    assert cli.main(["schema"]) == 0
    assert there(shop) == set(schema.NAMES)


def test_without_a_project_nothing_is_written(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["schema"]) == 2
    assert "config-missing" in capsys.readouterr().err
    assert there(shop) == set()


@pytest.mark.parametrize("has", [True, False])
def test_a_new_overlay_has_the_line_where_the_schema_is(shop: Path, *, has: bool) -> None:
    page = workshop.PAGE.replace("{item id}", "{0}")
    workshop.write(shop, {"pyproject.toml": workshop.CONFIG, "docs/errors.md": page})
    if has:
        assert cli.main(["schema"]) == 0
    assert cli.main(["pin"]) == 0
    start = "#:schema ../error-table-overlay.schema.json\n\n" if has else ""
    written = (shop / "docs/errors.toml").read_text("utf-8")
    assert written == f'{start}[errors.ItemNotFound]\nparameters = ["item_not_found_1"]\n'
    (shop / "docs/errors.toml").write_text("# Ours\n", "utf-8")
    assert cli.main(["pin"]) == 0
    assert (shop / "docs/errors.toml").read_text("utf-8").startswith("# Ours\n")


def test_an_overlay_that_init_makes_has_it_too(shop: Path) -> None:
    more = "## Other errors of the Depot API\n\n| Error code | Message |\n|---|---|\n| A1 | b |\n"
    workshop.write(shop, {"docs/errors.md": f"{NAMED}\n{more}"})
    choose = ["--heading", "Errors of the Shop API"]
    assert cli.main(["init", "docs/errors.md", "--name", "shop", *choose]) == 0
    choose = ["--heading", "Other errors of the Depot API"]
    assert cli.main(["init", "docs/errors.md", "--name", "depot", *choose]) == 0
    written = (shop / "docs/depot.toml").read_text("utf-8")
    assert written == (
        "#:schema ../error-table-overlay.schema.json\n# What the page does not say: depot\n"
    )


def test_outside_of_the_project_there_is_no_way_to_it(shop: Path) -> None:
    from generator.cli import schema as verb

    workshop.write(shop, {schema.OVERLAY: "{}"})
    assert verb.overlay(shop, "errors.toml") == "#:schema ./error-table-overlay.schema.json\n"
    assert verb.overlay(shop, "../errors.toml") == ""
