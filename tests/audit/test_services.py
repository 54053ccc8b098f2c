"""Small services whose code and page differ in both directions; each recipe of the manual has one.

A case is like those of the rules (see `tests/diagnostics/test_cases.py`): what differs is told
with its place, and then the page is mended.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests import workshop
from tests.diagnostics.test_cases import play, sections

CASES = Path(__file__).parents[1] / "cases" / "services"
MANUAL = workshop.ROOT / "generator" / "manual" / "audit.md"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_service_is_held_against_its_page(
    path: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = path.read_text("utf-8")
    said = play(case, tmp_path, capsys, monkeypatch)
    if os.environ.get("GENERATOR_UPDATE_CASES"):
        path.write_text(said, "utf-8")
    assert said == case
    first, mended = (body for title, body in sections(said) if title.startswith("$"))
    code, page = sections(said)[2][0], sections(said)[1][0]
    told = re.findall(r"^error\[(.*?)\].*\n +--> (.*?):(\d+):(\d+)\n", first, re.MULTILINE)
    assert [(rule, where) for rule, where, _, _ in told] == [
        ("audit-undocumented", code),
        ("audit-unsent", page),
    ]
    assert first.endswith("[1]\n")
    assert mended == "shop-errors: 3 codes in 1 file, 3 on the page\n[0]\n"


def test_each_recipe_of_the_manual_has_its_service() -> None:
    text = MANUAL.read_text("utf-8")
    recipes = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    used = [dict(sections(path.read_text("utf-8"))) for path in CASES.glob("*.txt")]
    taken = [case["error-table.toml"].partition("\n\n")[2] for case in used]
    assert sorted(recipes) == sorted(taken)
