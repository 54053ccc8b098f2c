"""Another prefix or suffix renames classes, and each way to keep the old names works."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests import workshop

STYLED = workshop.CONFIG + 'class-prefix = "Acme"\nclass-suffix = "Exception"\n'
FORMER = "generated/json/shop-errors.json"
CODES = ("BadRequest", "ItemNotFound", "TooManyOrders")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Built without a style, which it has now."""
    folder = workshop.make(tmp_path / "shop")
    assert workshop.inside(["build"], folder).returncode == 0
    workshop.write(folder, {"pyproject.toml": STYLED})
    return folder


def told(shop: Path) -> list[dict[str, Any]]:
    answer = workshop.inside(["changes", FORMER, "--format", "json"], shop)
    found: list[dict[str, Any]] = json.loads(answer.stdout)["changes"]
    return found


def names(shop: Path) -> str:
    assert workshop.inside(["build", "--force"], shop).returncode == 0
    return (shop / "generated/python/shop_errors/errors.py").read_text("utf-8")


def test_each_class_is_told_as_renamed_and_the_lines_keep_its_old_name(shop: Path) -> None:
    assert [change["rule"] for change in told(shop)] == [
        "root-renamed",
        *["class-renamed"] * len(CODES),
    ]
    shown = workshop.inside(["changes", FORMER], shop).stdout.decode()
    lines = re.findall(r"^ +(\[errors\..*\]|aliases = .*)$", shown, re.MULTILINE)
    assert len(lines) == 2 * len(CODES), shown
    workshop.write(shop, {"docs/errors.toml": "\n".join(lines) + "\n"})
    assert [change["level"] for change in told(shop)] == ["error", *["note"] * len(CODES)]
    text = names(shop)
    for code in CODES:
        assert f"class Acme{code}Exception(" in text
        assert f'"{code}Error": Acme{code}Exception' in text


def test_pins_give_every_class_its_old_name(shop: Path) -> None:
    assert workshop.inside(["pin", "--against", FORMER], shop).returncode == 0
    text = names(shop)
    assert all(f"class {code}Error(" in text for code in CODES)
    assert "class AcmeHttp404Exception(AcmeClientException)" in text
