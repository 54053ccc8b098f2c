"""A target in a site has no address that a page beside it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli
from tests import workshop


def configured(path: str, more: str = "site = false", kind: str = "docs") -> str:
    table = "[[tool.error-table.targets]]"
    return f'{workshop.CONFIG}{table}\nkind = "{kind}"\npath = "{path}"\n{more}\n'


@pytest.mark.parametrize(
    ("config", "files", "told"),
    [
        (configured("docs/errors"), [], "docs/errors.md"),
        (configured("docs/reference"), ["docs/reference.mdx"], "docs/reference.mdx"),
        (configured("docs/{name}"), ["docs/shop-errors.md"], "docs/shop-errors.md"),
        (configured("docs/{package}"), ["docs/shop_errors.md"], "docs/shop_errors.md"),
        (configured("docs/errors", ""), ["mkdocs.yml"], "docs/errors.md"),
        (configured("docs/errors", ""), ["docs/docusaurus.config.ts"], "docs/errors.md"),
        (configured("docs/errors", ""), [], ""),
        (configured("docs/reference"), ["docs/reference.txt"], ""),
        (configured("docs/errors", "", "json"), ["mkdocs.yml"], ""),
    ],
)
def test_a_page_beside_the_folder(
    config: str,
    files: list[str],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = workshop.make(tmp_path, config=config)
    workshop.write(folder, dict.fromkeys(files, "\n"))
    assert cli.main(["check", "--root", str(folder)]) == 1
    said = capsys.readouterr().err
    assert ("target-address" in said, f"for {told} and" in said) == (bool(told), bool(told))
    if told:
        path = config.split('path = "', maxsplit=1)[1].split('"', maxsplit=1)[0]
        assert "pyproject.toml:5:1\n" in said
        assert f'path = "{path}_reference"\n' in said


def test_the_line_that_it_prints_settles_it_and_a_page_that_comes_later_is_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The stamp of the last build knows that there was none."""
    folder = workshop.make(tmp_path, config=configured("docs/errors_reference"))
    assert cli.main(["build", "--root", str(folder)]) == 0
    assert "target-address" not in capsys.readouterr().err
    workshop.write(folder, {"docs/errors_reference.md": "# Errors\n"})
    assert cli.main(["check", "--root", str(folder)]) == 0
    assert "target-address" in capsys.readouterr().err
