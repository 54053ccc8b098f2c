"""Our tables of characters, held against those of the interpreter."""

from __future__ import annotations

import unicodedata

import pytest

from generator import characters, names
from generator.catalogue.assemble import titles
from generator.catalogue.rows import code_cell
from generator.catalogue.words import similarity
from generator.diagnostics import terminal
from generator.markdown import inline
from generator.render.views import picture

CHARS = [chr(number) for number in range(0x110000)]
VERSION = tuple(map(int, unicodedata.unidata_version.split(".")))


def test_what_is_known_is_assigned() -> None:
    assigned = {char for char in CHARS if unicodedata.category(char) != "Cn"}
    known = {char for char in CHARS if char != "\uffff" and characters.known(char) == char}
    assert known <= assigned
    if VERSION == (14, 0, 0):
        assert assigned - known == {"\U0001171e"}


def test_what_is_not_known_is_nothing_and_as_long() -> None:
    text = "Bad\U0001ccd6 \u7981\U0001fae9Request"
    assert characters.known(text) == "Bad\uffff \u7981\uffffRequest"
    assert characters.known("ASCII") == "ASCII"


@pytest.mark.parametrize(
    ("text", "is_foreign"),
    [
        ("", False),
        ("NotFound", False),
        ("Not\u2026Found \u0663", False),
        ("\u00dcberlast", True),
        ("Not\u7981", True),
        ("a \U0001ccd6", False),
        ("\U0001df25", False),
    ],
)
def test_letters_that_are_not_ascii_are_foreign(text: str, is_foreign: bool) -> None:
    assert characters.has_foreign_letters(text) is is_foreign


def test_what_is_wide_is_wide_for_the_interpreter() -> None:
    """Unicode 16.0 made hexagrams and their like wide; what is unassigned has no width yet."""
    assigned = [char for char in CHARS if unicodedata.category(char) != "Cn"]
    wide = {char for char in assigned if unicodedata.east_asian_width(char) in ("W", "F")}
    ours = {char for char in assigned if characters.is_wide(char)}
    later = {char for char in ours - wide if char in _MADE_WIDE}
    assert ours - later == wide if VERSION <= (16, 0, 0) else ours <= wide


# Trigrams, digrams, hexagrams, counting rods, Tai Xuan Jing.
_SPANS = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D376))
_MADE_WIDE = {chr(number) for first, last in _SPANS for number in range(first, last + 1)}


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("DisabledFeature", 125),
        ("ClientVersionNotSupported", 199),
        ("Http429Error", 104),
        ("\u7981\u6b62 NotFound", 106),
        ("x" * 50, 308),
    ],
)
def test_a_box_is_as_wide_in_every_version_of_python(text: str, width: int) -> None:
    assert [box.width for box in picture.draw(picture.Branch(text, "root"))] == [width]


def test_what_is_not_known_decides_nothing() -> None:
    """Letters of Unicode 15.0 and 16.0: one that NFKD makes an A, and two of other scripts."""
    assert names.pascal("Bad\U0001ccd6Request") == "BadRequest"
    assert names.identifier("\U00010d50user") == "user"
    assert titles.title("\U00010d50Unknown user.") == "Unknown user"
    assert terminal.visible("\U0001e4d0\u202e") == "\U0001e4d0\\u202e"
    assert similarity.plain("\U0001e4d0User") == "user"
    whole = "A_1, B\U0001e4d0_2"
    assert code_cell.read(whole) == (code_cell.Code(whole),)


def test_whether_an_asterisk_is_one_hangs_on_characters_that_are_known() -> None:
    """Beside a letter of Unicode 16.0 it is what it is beside a sign; what it is stays."""
    links: dict[str, object] = {"ref_links": {"X\U000105c9": {"url": "/", "label": "x\U000105c9"}}}
    read = inline.read("a**\U000105c9** **\U000105c9** [x\U000105c9][] *\ufdd0\U0001ccd6*", links)
    assert read.text == "a**\U000105c9** \U000105c9 x\U000105c9 \ufdd0\U0001ccd6"
    assert read.marked == ("\U000105c9",)


def test_stand_ins_are_not_in_the_text() -> None:
    text = "\ufdd0\ufdd1\U000105c9\U0001ccd6"
    assert characters.stand_ins(text) == {0x105C9: "\ufdd2", 0x1CCD6: "\ufdd3"}
