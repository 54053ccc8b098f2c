"""Hand edits in generated files: what was edited, apart from what the page changed since."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import workshop
from tests.conftest import extra
from tests.workshop import OUTPUTS

WHO = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]


@dataclass(frozen=True)
class Answer:
    out: str
    err: str


@dataclass(frozen=True)
class Shop:
    """A project that is built, and the tool that is run in it."""

    folder: Path
    templates: Path

    def __call__(self, *words: str) -> Answer:
        done = workshop.inside([*words], self.folder, self.templates)
        return Answer(done.stdout.decode(), done.stderr.decode())

    def write(self, path: str, text: str) -> None:
        workshop.write(self.folder, {path: text})


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    workshop.write(tmp_path / "built-in", workshop.TEMPLATES)
    made = Shop(workshop.make(tmp_path / "shop"), tmp_path / "built-in")
    made("build")
    return made


ALONE = "the edit alone, without what the page or a template changed since:"
MINGLED = "the edit, with what the page or a template changed since; these cannot be told apart:"
UNTOLD = "what was edited cannot be told: neither git nor the page has it as build wrote it"
NEW = workshop.PAGE.replace("malformed", "odd")
DOC = "generated/docs/shop-errors/BadRequest.md"
HAND_EDITS = {
    # the page, what the file is by hand, whether git has it; then what is said, and the edit
    "the edit alone": (
        workshop.PAGE,
        "# BadRequest\nmine\n",
        False,
        "",
        ["-The request is malformed.", "+mine"],
    ),
    "the page changed elsewhere": (
        NEW,
        "# Mine\nThe request is malformed.\n",
        False,
        ALONE,
        ["-# BadRequest", "+# Mine"],
    ),
    "the page changed the same line": (
        NEW,
        "# BadRequest\nmine\n",
        False,
        MINGLED,
        ["-The request is odd.", "+mine"],
    ),
    "the same line, and git has it": (
        NEW,
        "# BadRequest\nmine\n",
        True,
        ALONE,
        ["-The request is malformed.", "+mine"],
    ),
    "nothing wants it any more": (NEW.replace("BadRequest", "X"), "mine\n", False, UNTOLD, []),
    "nothing wants it any more, and git has it": (
        NEW.replace("BadRequest", "X"),
        "# BadRequest\nmine\n",
        True,
        ALONE,
        ["-The request is malformed.", "+mine"],
    ),
}


@pytest.mark.parametrize("verb", ["build", "check", "diff"])
@pytest.mark.parametrize("case", HAND_EDITS.values(), ids=HAND_EDITS)
def test_an_edit_is_told_from_what_the_page_changed(
    shop: Shop, verb: str, case: tuple[str, str, bool, str, list[str]]
) -> None:
    page, text, committed, said, lines = case
    if committed:
        extra(shutil.which("git"), "git has what was committed")
    if committed:
        for words in (["init", "-q"], ["add", "-A"], [*WHO, "commit", "-qm", "one"]):
            subprocess.run(["git", *words], cwd=shop.folder, check=True)
    shop.write("docs/errors.md", page)
    shop.write(DOC, text)
    answer = shop(verb)
    if verb == "diff":  # which would do it, and says so in its own way
        assert "output-edited" not in answer.err
        return
    _, _, told = answer.err.partition(f" --> {DOC}\n  = help: ")
    told = told.split("\n\n")[0]
    assert [line for line in (ALONE, MINGLED, UNTOLD) if line in told] == ([said] if said else [])
    assert re.findall(r"^ {10}([-+].*)$", told, re.MULTILINE) == lines
    assert "which discards it" in told


def test_an_edit_that_a_patch_takes_back_is_shown_once(shop: Shop) -> None:
    """One that is mixed with a change of the page is shown alone as well: the patch has both."""
    shop.write(DOC, "# BadRequest\nmine\n")
    answer = shop("check", "--diff")
    assert "\n-mine\n+The request is malformed.\n" in answer.out
    assert "mine" not in answer.err
    assert "the patch takes it back: its lines with - are the edit" in answer.err
    assert "which discards it" in answer.err
    shop.write("docs/errors.md", NEW)
    assert "+mine" in shop("check", "--diff").err
    shop.write("docs/errors.md", workshop.PAGE)
    assert "+mine" in shop("check").err


def test_check_shows_the_edits_of_a_few_files_and_names_all(shop: Shop) -> None:
    for path in OUTPUTS:
        shop.write(f"generated/{path}", "mine\n")
    answer = shop("check")
    assert answer.out.count("edited   ") == len(OUTPUTS)
    assert answer.err.count("error[output-edited]") == 3
    assert f", {len(OUTPUTS)} edited by hand; move the edit" in answer.err


def test_a_link_in_the_way_is_no_edit(shop: Shop) -> None:
    moved = shop.folder / "moved"
    (shop.folder / "generated/json").rename(moved)
    (shop.folder / "generated/json").symlink_to(moved)
    assert "a link is in the way; to replace it alone, run: " in shop("check").err
