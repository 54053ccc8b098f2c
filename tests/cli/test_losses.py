"""Many codes that are gone at once stop a build, whatever its templates write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import workshop
from tests.workshop import PAGE

ROOT = Path(__file__).parents[2]
JSON = {
    "json/{name}.json.jinja": (ROOT / "templates/json/{name}.json.jinja").read_text(),
}
FILES = {"pages/{package}/{locale}/{code}.txt.jinja": "{{ error.code }}\n"}
LAYOUTS = {
    "the catalogue as JSON": JSON,
    "a file for each code": FILES,
    "both": JSON | FILES,
    "JSON of another shape": workshop.TEMPLATES,
}
TWO = "".join(line for line in PAGE.splitlines(keepends=True) if "Item" not in line)
ONE = "".join(line for line in TWO.splitlines(keepends=True) if "TooMany" not in line)
NEW = ONE.replace("BadRequest", "Fresh") + "| Fresher | Conflict (409) | It is odd. |\n"


class Shop:
    """A project with templates of one layout, and the tool that is run in it."""

    def __init__(self, folder: Path, templates: dict[str, str]) -> None:
        workshop.write(folder / "built-in", templates)
        self.built_in = folder / "built-in"
        self.folder = workshop.make(folder / "shop")

    def __call__(self, *words: str) -> tuple[int, str]:
        done = workshop.inside(words, self.folder, self.built_in)
        return done.returncode, (done.stdout + done.stderr).decode()

    def page(self, text: str) -> None:
        workshop.write(self.folder, {"docs/errors.md": text})

    def built(self, page: str = PAGE) -> None:
        self.page(page)
        assert self("build", "-q")[0] == 0


@pytest.fixture(params=LAYOUTS.values(), ids=LAYOUTS)
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Shop:
    return Shop(tmp_path, request.param)


@pytest.fixture
def make(tmp_path: Path) -> Callable[[dict[str, str]], Shop]:
    return lambda templates: Shop(tmp_path, templates)


@pytest.mark.parametrize("verb", ["build", "check", "diff"])
def test_many_codes_that_are_gone_at_once_are_an_error_that_names_them(
    shop: Shop, verb: str
) -> None:
    shop.built()
    shop.page(ONE)
    before = workshop.tree(shop.folder)
    code, said = shop(verb)
    assert code == 2
    assert "error[mass-loss]: 2 of 3 codes would be gone at once" in said
    assert "gone: ItemNotFound, TooManyOrders\n" in said
    written = "; nothing was written" if verb == "build" else ""
    assert said.endswith(f"stopped by 1 error{written}\n")
    assert workshop.tree(shop.folder) == before


def test_the_option_that_the_help_names_lets_them_go(shop: Shop) -> None:
    shop.built()
    shop.page(ONE)
    named = re.search(r"say so: (build --.+)", shop("build")[1])
    assert named
    assert shop(*named[1].split())[0] == 0
    assert shop("check")[0] == 0


def test_diff_shows_what_it_is_told_to_accept(shop: Shop) -> None:
    shop.built()
    shop.page(ONE)
    code, said = shop("diff", "--accept-mass-change")
    assert (code, "mass-loss" in said, "--- a/generated" in said) == (1, False, True)


FEW = {
    "one code": TWO,
    "other words": PAGE.replace("malformed", "odd"),
    "a new code": PAGE + "| Fresh | Conflict (409) | It is odd. |\n",
}


@pytest.mark.parametrize("page", FEW.values(), ids=FEW)
def test_few_changes_are_made(shop: Shop, page: str) -> None:
    shop.built()
    shop.page(page)
    assert shop("build")[0] == 0


def test_codes_that_others_take_the_place_of_are_gone(shop: Shop) -> None:
    shop.built()
    shop.page(NEW)
    assert "3 of 3 codes would be gone at once" in shop("check")[1]


def test_codes_that_are_retired_are_not_gone(shop: Shop) -> None:
    shop.built()
    shop.page(ONE)
    lines = '[retired]\nItemNotFound = "since 2"\nTooManyOrders = "since 2"\n'
    workshop.write(shop.folder, {"docs/errors.toml": lines})
    assert shop("build")[0] == 0


def test_another_language_and_another_name_lose_no_code(shop: Shop) -> None:
    shop.built()
    shop.page(f"---\nlocale: de-DE\n---\n{PAGE}")
    assert shop("build")[0] == 0
    config = workshop.CONFIG.replace("shop-errors", "store-errors")
    workshop.write(shop.folder, {"pyproject.toml": config})
    assert shop("build")[0] == 0


def test_a_catalogue_by_name_is_held_to_its_json(make: Callable[[dict[str, str]], Shop]) -> None:
    """Built by name, nothing is an orphan; its classes would go all the same."""
    shop = make(JSON | FILES)
    shop.built()
    shop.page(ONE)
    assert "error[mass-loss]" in shop("build", "shop-errors")[1]


def test_without_the_json_the_files_of_codes_tell(make: Callable[[dict[str, str]], Shop]) -> None:
    shop = make(JSON | FILES)
    shop.built()
    (shop.folder / "generated/json/shop-errors.json").unlink()
    shop.page(ONE)
    assert "2 of 3 codes" in shop("check")[1]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 1, "catalogue": {}}', "\udcff"])
def test_json_that_is_no_catalogue_tells_nothing(
    make: Callable[[dict[str, str]], Shop], text: str
) -> None:
    shop = make(JSON | {"own.json": "{}\n"})
    shop.built()
    path = shop.folder / "generated/json/shop-errors.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    shop.page(ONE)
    assert shop("build", "--force")[0] == 0


def test_machines_are_told_the_same(shop: Shop) -> None:
    shop.built()
    shop.page(ONE)
    body = json.loads(shop("check", "--format", "json", "-q")[1])
    assert [problem["rule"] for problem in body["problems"]] == ["mass-loss"]
    assert body["status"] == "error"


LOST = {
    "a cell too many": ("| TooMany | Orders |", ["row-overflow"]),
    "another code": ("| TooMany |", ["overlay-unused", "overlay-source-missing"]),
}


@pytest.mark.parametrize(("cell", "said"), LOST.values(), ids=LOST)
def test_what_follows_from_rows_that_are_lost_is_not_said_beside_it(
    make: Callable[[dict[str, str]], Shop], cell: str, said: list[str]
) -> None:
    shop = make(FILES)
    overlay = '[codes]\nTooManyOrders = "TooManyOrders"\n[errors.TooManyOrders]\nstatus = 429\n'
    workshop.write(shop.folder, {"docs/errors.toml": overlay})
    shop.built()
    shop.page(PAGE.replace("| TooManyOrders |", cell))
    assert re.findall(r"^\w+\[([a-z-]+)\]", shop("build")[1], re.MULTILINE) == said
