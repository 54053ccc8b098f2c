"""How codes are spelt in generated code."""

from __future__ import annotations

import builtins
import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import names

CLASSES = [
    ("NotFound", "NotFoundError"),
    ("ODataError", "ODataError"),
    ("unknown_error", "UnknownApiError"),
    ("NotImplemented", "NotImplementedApiError"),
    ("Timeout", "TimeoutApiError"),
    ("Range", "RangeApiError"),
    ("URI", "UriError"),
    ("Http404", "Http404ApiError"),
    ("BATCH_LIST_EMPTY", "BatchListEmptyError"),
    ("element click intercepted", "ElementClickInterceptedError"),
    ("UK.OBIE.Field.Missing", "UkObieFieldMissingError"),
    ("PN-CLI-4001", "PnCli4001Error"),
    ("accessDenied", "AccessDeniedError"),
    ("__init__", "InitError"),
    ("None", "NoneError"),
    ("Error", "ErrorError"),
    ("Überlast", "UberlastError"),
]


@pytest.mark.parametrize(("code", "wanted"), CLASSES, ids=[code for code, _ in CLASSES])
def test_a_code_that_is_a_name_gives_the_class_its_name(code: str, wanted: str) -> None:
    assert names.class_names([names.Naming(code)], "DefenderApiError") == (wanted,)


NUMBERS = [
    ("10003", "", "Unknown channel", "UnknownChannelError"),
    ("10003", "", "Unknown channel. Try {again}.", "UnknownChannelError"),
    ("10003", "", "No channel %s here", "NoChannelHereError"),
    ("10003", "UNKNOWN_CHANNEL", "It is not known", "UnknownChannelError"),
    ("10003", "", "不明なチャネル", "Error10003"),
    ("10003", "", "No IP", "Error10003"),
    ("10003", "", "It isn’t there", "ItIsntThereError"),
    ("-32700", "", "Parse error", "ParseError"),
    ("-32700", "", "", "Error32700"),
    ("F001", "", "Disk full", "DiskFullError"),
    ("F001h", "", "Disk full", "DiskFullError"),
    ("IP", "", "Disk full", "IpError"),
    ("x" * 60, "", "Disk full", "X" + "x" * 59 + "Error"),
    ("x" * 61, "", "Disk full", "DiskFullError"),
    ("0x80070005", "", "", "Error0x80070005"),
    ("22P02", "", "", "Error22P02"),
    ("400", "", "I'm a {x} teapot -- really", "ImATeapotError"),
    ("400", "", "One two three four five six seven", "OneTwoThreeFourFiveSixError"),
    ("400", "", "{" + "x" * 200 + "} is bad", "IsBadError"),
    ("400", "", "An IP is", "Error400"),
    ("E", "", "", "EError"),
    ("E", "", "Disk full", "DiskFullError"),
    ("禁止", "", "", "UnnamedError"),
]


@pytest.mark.parametrize(("code", "symbol", "message", "wanted"), NUMBERS)
def test_a_number_is_named_after_its_symbol_or_its_english_message(
    code: str, symbol: str, message: str, wanted: str
) -> None:
    assert names.class_names([names.Naming(code, symbol, message)], "ApiRoot")[0] == wanted


def test_a_pinned_name_comes_before_everything() -> None:
    naming = names.Naming("10003", "SYMBOL", "Unknown channel", "NoSuchGuild")
    assert names.class_names([naming], "ApiRoot") == ("NoSuchGuildError",)


def test_a_pinned_name_is_kept_against_a_code_that_is_the_same() -> None:
    pinned, other = names.Naming("10003", pinned="NotFound"), names.Naming("NotFound")
    assert names.class_names([other, pinned], "R") == ("NotFound2Error", "NotFoundError")


def test_a_code_keeps_its_name_against_a_number_whose_message_says_the_same() -> None:
    number, code = names.Naming("1", message="Not found"), names.Naming("NotFound")
    assert names.class_names([number, code], "R") == ("NotFound1Error", "NotFoundError")


def test_of_two_that_want_one_name_the_first_by_code_keeps_it_whatever_the_order() -> None:
    one, two = names.Naming("9", "", "Unknown channel"), names.Naming("10", "", "Unknown channel")
    assert names.class_names([one, two], "R") == ("UnknownChannelError", "UnknownChannel10Error")
    assert names.class_names([two, one], "R") == ("UnknownChannel10Error", "UnknownChannelError")


def test_a_code_that_is_its_own_name_keeps_it_against_other_spellings() -> None:
    codes = ["NOT_FOUND", "not found", "NotFound"]
    found = names.class_names([names.Naming(code) for code in codes], "R")
    assert found[2] == "NotFoundError"
    assert len(set(found)) == 3


def test_spellings_of_one_name_are_numbered() -> None:
    namings = [names.Naming(code) for code in ("NOT FOUND", "NOT-FOUND", "NOT_FOUND")]
    wanted = ("NotFoundError", "NotFound2Error", "NotFound3Error")
    assert names.class_names(namings, "R") == wanted


def test_reserved_names_hold_every_builtin_exception() -> None:
    # Python 3.13 has `_IncompleteInputError` among its builtins: no class of ours is called so.
    own = {n for n, v in vars(builtins).items() if isinstance(v, type) and n.endswith("Error")}
    assert {name for name in own if name[0] != "_"} <= names.RESERVED


@given(st.lists(st.text(max_size=30), min_size=1, max_size=12, unique=True))
def test_class_names_are_unique_and_safe_for_any_codes(codes: list[str]) -> None:
    found = names.class_names([names.Naming(code) for code in codes], "DefenderApiError")
    assert len(set(found)) == len(codes)
    for name in found:
        assert name.isidentifier()
        assert name.isascii()
        assert not keyword.iskeyword(name)
        assert name not in names.RESERVED | {"DefenderApiError"}


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8, unique=True), st.randoms())
def test_class_names_do_not_depend_on_the_order_of_the_errors(
    codes: list[str], dice: object
) -> None:
    namings = [names.Naming(code, message="It failed") for code in codes]
    shuffled = list(namings)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    one = dict(zip(namings, names.class_names(namings, "R"), strict=True))
    two = dict(zip(shuffled, names.class_names(shuffled, "R"), strict=True))
    assert one == two


IDENTIFIERS = [
    ("batch size received", "batch_size_received"),
    ("the invalid hash", "invalid_hash"),
    ("無効な IP", ""),
    ("IP", "ip"),
    ("1st value", ""),
    ("class", "class_"),
    ("code", "code_"),
    ("", ""),
    ("x" * 60, "x" * 60),
    ("x" * 61, ""),
    ("the", "the"),
]


@pytest.mark.parametrize(("words", "wanted"), IDENTIFIERS)
def test_the_words_of_a_placeholder_as_a_name(words: str, wanted: str) -> None:
    assert names.identifier(words) == wanted
    assert not wanted or names.is_parameter(wanted)


@pytest.mark.parametrize("name", ["a_b_1", "class__2", "x" * 80, "the_a_thing", "a"])
def test_what_a_parameter_can_be_called(name: str) -> None:
    assert names.is_parameter(name)


@pytest.mark.parametrize(
    "name", ["", "1st", "_a", "A", "aB", "a-b", "a b", "a\n", "é", "class", "code"]
)
def test_what_no_parameter_can_be_called(name: str) -> None:
    assert not names.is_parameter(name)


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("NotFound", "NotFound"),
        ("element click intercepted", "element-click-intercepted"),
        ("../../x", "-..-x"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("index", "index_"),
        ("", "error"),
        ("禁止", "error"),
        ("x" * 101, "x" * 100),
        ("x" * 99 + ".y", "x" * 99),
    ],
)
def test_a_code_as_a_file_name(code: str, wanted: str) -> None:
    assert names.slugs([code]) == (wanted,)


def test_file_names_that_differ_in_case_alone_are_numbered() -> None:
    found = names.slugs(["Not Found", "not found", "NOT FOUND"])
    assert found == ("Not-Found", "not-found-2", "NOT-FOUND-3")


@given(st.lists(st.text(max_size=20), max_size=12))
def test_file_names_are_unique_without_regard_to_case_and_stay_in_their_folder(
    codes: list[str],
) -> None:
    found = names.slugs(codes)
    assert len({name.casefold() for name in found}) == len(codes)
    assert all("/" not in name and name not in (".", "..") and name for name in found)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("defender-errors", "DefenderApiError"),
        ("github-error-codes", "GithubApiError"),
        ("3scale", "E3scaleApiError"),
        ("some-api", "SomeApiError"),
    ],
)
def test_the_base_class_of_a_catalogue(name: str, wanted: str) -> None:
    assert names.root(name) == wanted


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("MyApiError", True),
        ("MyException", True),
        ("ApiError", True),
        ("My", False),
        ("ValueError", False),
        ("ClientError", False),
        ("Http404Error", False),
    ],
)
def test_what_a_base_class_can_be_called(name: str, fits: bool) -> None:
    assert names.is_root(name) is fits


def test_a_package_name() -> None:
    assert names.package("defender-errors") == "defender_errors"


def test_thousands_of_codes_that_want_one_name_take_no_longer_each() -> None:
    """5,000 took a minute when each began to count at 2."""
    codes = ["禁" * (n % 70 + 1) + "止" * (n // 70) for n in range(5000)]
    classes = names.class_names([names.Naming(code) for code in codes], "MyApiError")
    assert sorted(classes)[:2] == ["Unnamed1000Error", "Unnamed1001Error"]
    assert len(set(classes)) == len(codes)
    assert names.slugs(codes)[-1] == "error-5000"


def test_a_pinned_name_without_ascii_letters_is_none() -> None:
    assert names.class_names([names.Naming("NotFound", pinned="禁止")], "X") == ("NotFoundError",)
