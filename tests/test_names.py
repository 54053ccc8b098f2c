"""How codes are spelt in generated code."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import names
from generator.names.style import Style

CLASSES = [
    ("NotFound", "NotFoundError"),
    ("ODataError", "ODataError"),
    ("unknown_error", "UnknownApiError"),
    ("api_error", "ApiError"),
    ("api", "ApiError"),
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


def test_the_base_class_keeps_its_name() -> None:
    """It may be called as a code is."""
    assert names.class_names([names.Naming("api_error")], "ApiError") == ("ApiCodeError",)


NUMBERS = [
    ("10003", "", "Unknown channel", "UnknownChannelError"),
    ("10003", "UNKNOWN_CHANNEL", "Not known", "UnknownChannelError"),
    ("10003", "Data Read Error", "", "DataReadError"),
    ("10003", "", "", "Error10003"),
    ("10003", "ошибка API", "", "Error10003"),
    ("10003", "K1001", "", "K1001Error"),
    ("-32700", "", "Parse error", "ParseError"),
    ("-32700", "", "", "ErrorMinus32700"),
    ("−5", "", "", "ErrorMinus5"),
    ("+5", "", "", "ErrorPlus5"),
    ("403.14", "", "", "Error403Point14"),
    ("-1.5", "", "", "ErrorMinus1Point5"),
    ("5.", "", "", "Error5"),
    ("-0x1F", "", "", "ErrorMinus0x1F"),
    ("10-20", "", "", "Error1020"),
    ("F001", "", "Disk full", "DiskFullError"),
    ("F001h", "", "Disk full", "DiskFullError"),
    ("IP", "", "Disk full", "IpError"),
    ("x" * 60, "", "Disk full", "X" + "x" * 59 + "Error"),
    ("x" * 61, "", "Disk full", "DiskFullError"),
    ("x" * 61, "", "", "X" + "x" * 59 + "Error"),
    ("0x80070005", "", "", "Error0x80070005"),
    ("22P02", "", "", "Error22P02"),
    ("E", "", "", "EError"),
    ("E", "", "Disk full", "DiskFullError"),
    ("禁止", "", "", "UnnamedError"),
    ("禁止_ABC", "", "", "UnnamedError"),
    ("禁止_ABC", "", "Disk full", "DiskFullError"),
    ("TK001", "", "Disk full", "Tk001Error"),
    ("TK001", "INVALID_PAN", "", "InvalidPanError"),
    ("ERR_NET-04", "Network lost", "", "NetworkLostError"),
    ("TK001", "E-17", "", "Tk001Error"),
    ("INVALID_PAN", "TK001", "", "InvalidPanError"),
    ("NotFound", "Missing", "", "NotFoundError"),
]


@pytest.mark.parametrize(("code", "symbol", "title", "wanted"), NUMBERS)
def test_a_number_is_named_after_its_symbol_or_its_title(
    code: str, symbol: str, title: str, wanted: str
) -> None:
    naming = names.Naming(code, symbol, title)
    assert names.class_names([naming], "ApiRoot") == (wanted,)
    assert names.wanted(naming) == wanted


def test_a_code_that_is_a_status_is_named_after_its_phrase_where_it_has_no_title() -> None:
    assert names.wanted(names.Naming("404", phrase="Not Found")) == "NotFoundError"
    assert names.wanted(names.Naming("404", "", "No such user", "", "Not Found")) == (
        "NoSuchUserError"
    )


def test_a_pinned_name_comes_before_everything() -> None:
    naming = names.Naming("10003", "SYMBOL", "Unknown channel", "NoSuchGuild")
    assert names.class_names([naming], "ApiRoot") == ("NoSuchGuildError",)


Naming = names.Naming
RESERVED = [
    (Naming("45001", "", "Internal error"), "InternalError45001"),
    (Naming("50000", "", "Server error"), "ServerError50000"),
    (Naming("-7", "", "Timeout"), "TimeoutMinus7Error"),
    (Naming("Internal"), "InternalApiError"),
    (Naming("TK1", "InternalError"), "InternalApiError"),
    (Naming("45001", "", "Internal error", "InternalApi"), "InternalApiError"),
    (Naming("45001", "", "Internal error", "InternalApiError"), "InternalApiError"),
]


@pytest.mark.parametrize(("naming", "wanted"), RESERVED)
def test_a_name_that_is_taken_has_a_number_in_it_where_the_code_is_one(
    naming: names.Naming, wanted: str
) -> None:
    assert names.class_names([naming], "ApiRoot") == (wanted,)
    assert not naming.pinned or names.given(naming.pinned) == wanted


PREFIX, SUFFIX = Style("Acme"), Style(suffix="Exception")
BOTH = Style("Acme", "ApiException")
STYLED = [
    (PREFIX, Naming("NotFound"), "AcmeNotFoundError"),
    (PREFIX, Naming("AcmeNotFound"), "AcmeNotFoundError"),
    (PREFIX, Naming("Acmeology"), "AcmeAcmeologyError"),
    (PREFIX, Naming("Acme"), "AcmeAcmeError"),
    (PREFIX, Naming("10003"), "AcmeError10003"),
    (PREFIX, Naming("Timeout"), "AcmeTimeoutError"),
    (PREFIX, Naming("Client"), "AcmeClientApiError"),
    (PREFIX, Naming("Http404"), "AcmeHttp404ApiError"),
    (PREFIX, Naming("7", "", "Server error"), "AcmeServerError7"),
    (PREFIX, Naming("NotFound", pinned="Gone"), "AcmeGoneError"),
    (PREFIX, Naming("NotFound", pinned="NotFoundError"), "NotFoundError"),
    (SUFFIX, Naming("NotFound"), "NotFoundException"),
    (SUFFIX, Naming("DataReadError"), "DataReadException"),
    (SUFFIX, Naming("DataReadException"), "DataReadException"),
    (SUFFIX, Naming("Base"), "BaseApiException"),
    (SUFFIX, Naming("10003"), "Exception10003"),
    (SUFFIX, Naming("NotFound", pinned="Gone"), "GoneException"),
    (SUFFIX, Naming("NotFound", pinned="GoneException"), "GoneException"),
    (SUFFIX, Naming("NotFound", pinned="GoneError"), "GoneError"),
    (BOTH, Naming("NotFound"), "AcmeNotFoundApiException"),
    (BOTH, Naming("Client"), "AcmeClientApiApiException"),
]


@pytest.mark.parametrize(("style", "naming", "wanted"), STYLED)
def test_a_style_of_names(style: Style, naming: names.Naming, wanted: str) -> None:
    assert names.class_names([naming], "ApiRoot", style) == (wanted,)
    assert names.given(wanted, style) == wanted
    assert names.given(names.short(wanted, style), style) == wanted


def test_what_tells_classes_apart_in_a_style() -> None:
    namings = [Naming("101", "", "Card expired"), Naming("202", "", "Card expired")]
    found = names.class_names(namings, "ApiRoot", BOTH)
    assert found == ("AcmeCardExpired101ApiException", "AcmeCardExpired202ApiException")
    assert names.unmarked(found[0], "101", BOTH) == "AcmeCardExpiredApiException"
    own = names.class_names(
        [Naming("1", "READ_ERROR"), Naming("2", "READ_ERROR")], "ApiRoot", PREFIX
    )
    assert own == ("AcmeReadError1", "AcmeReadError2")
    assert names.unmarked(own[0], "1", PREFIX) == "AcmeReadError"
    assert names.root("shop-errors", BOTH) == "ShopApiApiException"


@given(
    st.lists(st.text(max_size=12) | st.sampled_from(["Client", "A-B", "A_B", "7"]), unique=True),
    st.sampled_from([PREFIX, SUFFIX, BOTH]),
)
def test_names_of_a_style_are_unique_and_nobody_elses(codes: list[str], style: Style) -> None:
    found = names.class_names([Naming(code) for code in codes], "ApiRoot", style)
    assert len({*found}) == len(codes)
    assert not [name for name in found if style.is_reserved(name) or not name.isidentifier()]
    assert all(name.startswith(style.prefix) for name in found)


def made(namings: Sequence[names.Naming], root: str = "ApiRoot") -> tuple[str, ...]:
    """The class names, which are the same in any order."""
    found = names.class_names(namings, root)
    assert names.class_names(namings[::-1], root) == found[::-1]
    return found


SHARED: dict[str, tuple[list[names.Naming], tuple[str, ...]]] = {
    "two titles": (
        [Naming("101", "", "Card expired"), Naming("202", "", "Card expired")],
        ("CardExpired101Error", "CardExpired202Error"),
    ),
    "two symbols that end in Error": (
        [Naming("101", "DATA_READ_ERROR"), Naming("-202", "Data Read Error")],
        ("DataReadError101", "DataReadErrorMinus202"),
    ),
    "two titles that end in Error, of codes that are letters": (
        [Naming("A", "", "Disk error"), Naming("B", "", "Disk error")],
        ("DiskAError", "DiskBError"),
    ),
    "a name of the tool's": (
        [Naming("101", "", "Timeout"), Naming("202", "", "Timeout")],
        ("Timeout101Error", "Timeout202Error"),
    ),
    "a title and a code": (
        [Naming("404", "", "Not found"), Naming("NotFound")],
        ("NotFound404Error", "NotFoundCodeError"),
    ),
    "a symbol beside a code with a number, and a code": (
        [Naming("TK001", "NOT_FOUND"), Naming("NotFound")],
        ("NotFoundTk001Error", "NotFoundCodeError"),
    ),
    "codes that differ in separators": (
        [Naming("NOT_FOUND"), Naming("NOT-FOUND"), Naming("NotFound")],
        ("NotFoundX1163512Error", "NotFoundX296645Error", "NotFoundX1852436Error"),
    ),
    "codes without a word": (
        [Naming("禁止"), Naming("许可")],
        ("UnnamedX9198281Error", "UnnamedX4259422Error"),
    ),
    "numbers that differ in separators": (
        [Naming("10-20"), Naming("1020")],
        ("Error1020X1855974", "Error1020X5242898"),
    ),
    "signs": ([Naming("-5"), Naming("5")], ("ErrorMinus5", "Error5")),
    "a name that a third would have, had it to be told apart": (
        [Naming("101", "", "Card expired"), Naming("CARD_EXPIRED_101")],
        ("CardExpiredError", "CardExpired101CodeError"),
    ),
    "the root": ([Naming("1", "", "Api root error")], ("ApiRootError1",)),
    "a former name of another": (
        [Naming("1", "", "Card old", "", "", ("CardExpiredError",)), Naming("2", "CARD_EXPIRED")],
        ("CardOldError", "CardExpired2Error"),
    ),
    "a former name of its own": (
        [Naming("1", "", "Card expired", "", "", ("CardExpiredError", "禁止"))],
        ("CardExpiredError",),
    ),
    "a pin and a code": (
        [Naming("NotFound"), Naming("10003", pinned="NotFound")],
        ("NotFoundCodeError", "NotFoundError"),
    ),
    "a pin and titles": (
        [
            Naming("101", "", "Card expired", "CardExpired"),
            Naming("202", "", "Card expired"),
            Naming("303", "", "Card expired"),
        ],
        ("CardExpiredError", "CardExpired202Error", "CardExpired303Error"),
    ),
    "two pins": (
        [Naming("101", pinned="Expired"), Naming("202", pinned="ExpiredError")],
        ("Expired101Error", "Expired202Error"),
    ),
    "a pin that is no name": (
        [Naming("101", "", "Expired", "禁止"), Naming("202", pinned="Expired")],
        ("Expired101Error", "ExpiredError"),
    ),
    "a pin to the root": ([Naming("101", pinned="ApiRootError")], ("ApiRoot101Error",)),
}


@pytest.mark.parametrize(("namings", "wanted"), SHARED.values(), ids=SHARED)
def test_a_name_that_several_could_have_is_nobodys_but_for_a_pin(
    namings: list[names.Naming], wanted: tuple[str, ...]
) -> None:
    assert made(namings, "ApiRootError") == wanted


CODES = ("1", "-1", "1.1", "11", "1-1", "0x1", "A", "A1", "A_1", "A 1", "a1", "A1Code", "A11", "禁")
TITLES = ("", "", "A", "A 1", "A Error", "B", "Error")


@given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(TITLES)), max_size=8), st.data())
def test_one_error_more_never_gives_the_class_of_a_code_to_another(
    rows: list[tuple[str, str]], data: st.DataObject
) -> None:
    namings = [names.Naming(code, "", title) for code, title in dict(rows).items()]
    before = dict(zip(names.class_names(namings, "R"), namings, strict=True))
    assert len(before) == len(namings)
    free = [code for code in CODES if code not in dict(rows)]
    more = names.Naming(data.draw(st.sampled_from(free)), "", data.draw(st.sampled_from(TITLES)))
    for name, naming in zip(made([*namings, more], "R"), [*namings, more], strict=True):
        assert before.get(name, naming) == naming


def test_remainders_that_agree_are_told_apart_byte_by_byte() -> None:
    """The codes of an attack: 禁 and what is larger by the prime."""
    number = int.from_bytes("禁止止".encode(), "big")
    other = next(
        text
        for n in range(1, 10**6)
        if (text := _text(number + n * names._PRIME)) and not text.isascii()
    )
    found = names.class_names([names.Naming("禁止止"), names.Naming(other)], "R")
    assert found[0] == "Unnamed_E7A681E6ADA2E6ADA2Error"
    assert found[1] != found[0]


def _text(number: int) -> str:
    """The text with these bytes, if they are one whose letters have no ASCII form."""
    try:
        text = number.to_bytes(9, "big").decode()
    except UnicodeDecodeError:
        return ""
    return text if text.isalpha() and names._spelt(text) == "" else ""


GIVEN = [
    ("NotFound", "NotFoundError"),
    ("not found", "NotFoundError"),
    ("NotFoundError", "NotFoundError"),
    ("Error10003", "Error10003"),
    ("10003", "Error10003"),
    ("-5", "ErrorMinus5"),
    ("ErrorMinus5", "ErrorMinus5"),
    ("DataReadError101", "DataReadError101"),
    ("NotFoundErrorX12", "NotFoundErrorX12"),
    ("X" * 90 + "Error", "X" * 90 + "Error"),
    ("Error", "ErrorError"),
    ("TimeoutError", "TimeoutApiError"),
    ("Http404Error", "Http404ApiError"),
    ("禁止", ""),
    ("", ""),
]


@pytest.mark.parametrize(("name", "wanted"), GIVEN)
def test_the_class_that_people_mean(name: str, wanted: str) -> None:
    assert names.given(name) == wanted
    assert names.class_names([names.Naming("1", pinned=name)], "R") == (wanted or "Error1",)


@given(
    st.lists(st.text(max_size=30), min_size=1, max_size=12, unique=True),
    st.text(max_size=70) | st.text(max_size=30).map(lambda text: f"{text} error"),
)
def test_every_class_can_be_pinned(codes: list[str], title: str) -> None:
    namings = [names.Naming(code, "", title) for code in codes]
    for name in names.class_names(namings, "R"):
        assert "_" in name or names.given(names.short(name)) == name


@pytest.mark.parametrize("text", ["Error" * 50_000, "a-" * 100_000, "1." * 100_000])
def test_no_name_takes_time(text: str) -> None:
    """Half a minute when the whole of it was looked at."""
    assert len(names.given(text)) <= 205
    assert names.catalogue("errors.md", text, text) == ""


def test_a_name_that_nobody_can_pin() -> None:
    assert names.short("Unnamed_E7Error") == ""


@pytest.mark.parametrize(
    ("name", "code", "wanted"),
    [
        ("CardExpired101Error", "101", "CardExpiredError"),
        ("DataReadError101", "101", "DataReadError"),
        ("DiskAError", "A", "DiskError"),
        ("DiskCodeError", "Disk", "DiskError"),
        ("DataReadCodeError", "DATA_READ_ERROR", "DataReadError"),
        ("Timeout408Error", "408", "TimeoutApiError"),
        ("NotFoundCodeError", "NOT_FOUND", "NotFoundError"),
        ("NotFoundX1163512Error", "NOT_FOUND", "NotFoundError"),
        ("Error1020X5242898", "1020", "Error1020"),
        ("CardExpiredError", "101", ""),
        ("CardExpired101Error", "202", ""),
        ("InvalidCodeError", "5", ""),
        ("UnnamedError", "禁止", ""),
    ],
)
def test_a_class_without_what_tells_it_apart(name: str, code: str, wanted: str) -> None:
    assert names.unmarked(name, code) == wanted


def test_reserved_names_hold_every_builtin_exception() -> None:
    # Python 3.13 has `_IncompleteInputError` among its builtins: no class of ours is called so.
    own = {n for n, v in vars(builtins).items() if isinstance(v, type) and n.endswith("Error")}
    assert {name for name in own if name[0] != "_"} <= names.style.RESERVED


@given(st.lists(st.text(max_size=30), min_size=1, max_size=12, unique=True))
def test_class_names_are_unique_and_safe_for_any_codes(codes: list[str]) -> None:
    found = names.class_names([names.Naming(code) for code in codes], "DefenderApiError")
    assert len(set(found)) == len(codes)
    for name in found:
        assert name.isidentifier()
        assert name.isascii()
        assert not keyword.iskeyword(name)
        assert name not in names.style.RESERVED | {"DefenderApiError"}


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8, unique=True), st.randoms())
def test_class_names_do_not_depend_on_the_order_of_the_errors(
    codes: list[str], dice: object
) -> None:
    namings = [names.Naming(code, title="It failed") for code in codes]
    shuffled = list(namings)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    one = dict(zip(namings, names.class_names(namings, "R"), strict=True))
    two = dict(zip(shuffled, names.class_names(shuffled, "R"), strict=True))
    assert one == two


IDENTIFIERS = [
    ("batch size received", "batch_size_received"),
    ("the invalid hash", "invalid_hash"),
    ("無効な IP", ""),
    ("Frachtführer", "frachtfuhrer"),
    ("Frachtfu\u0308hrer", "frachtfuhrer"),
    ("Straße und Haus-Nr.", "strasse_und_haus_nr"),
    ("MASSGRÖẞE", "massgrosse"),
    ("numéro d'envoi", "numero_d_envoi"),
    ("año", "ano"),
    ("œuvre", "oeuvre"),
    ("Ærø", "aero"),
    ("żółć", "zolc"),
    ("địa chỉ", "dia_chi"),
    ("Þór, ðá", "thor_da"),
    ("ısı", "isi"),
    ("ключ", ""),
    ("klíč ключ", ""),
    ("größe μ", ""),
    ("été", "ete"),
    ("ß", "ss"),
    ("IP", "ip"),
    ("1st value", ""),
    ("class", "class_"),
    ("code", "code_"),
    ("kind", "kind_"),
    ("the message", "message_"),
    ("Retry-After", "retry_after_"),
    ("correlationId", "correlation_id_"),
    ("self", "self_"),
    ("status", "status_"),
    ("headers", "headers_"),
    ("", ""),
    ("x" * 60, "x" * 60),
    ("x" * 61, ""),
    ("the", "the"),
]


@pytest.mark.parametrize(("words", "wanted"), IDENTIFIERS)
def test_the_words_of_a_placeholder_as_a_name(words: str, wanted: str) -> None:
    assert names.identifier(words) == wanted
    assert not wanted or names.is_parameter(wanted)


def test_latin_letters_are_spelt_alike_in_every_name() -> None:
    assert names.pascal("Maß überschritten: Größe") == "MassUberschrittenGrosse"
    assert names.class_names([names.Naming("GRÖẞE_FEHLT")], "ApiRoot") == ("GrosseFehltError",)
    assert names.slugs(["maß", "mass"]) == ("mass", "mass-2")


@pytest.mark.parametrize("name", ["kind", "message", "a", "class"])
def test_a_name_of_our_own_functions_ends_in_a_mark(name: str) -> None:
    assert names.parameter(name) == (f"{name}_" if name in ("kind", "message") else name)
    assert names.parameter(names.parameter(name)) == names.parameter(name)


@pytest.mark.parametrize("name", ["a_b_1", "class__2", "x" * 80, "the_a_thing", "a", "kind"])
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
        ("__init__", "init__"),
        ("._.x", "x"),
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
    assert len(set(classes)) == len(codes)
    assert names.slugs(codes)[-1] == "error-5000"


@pytest.mark.parametrize(
    ("page", "title", "project", "wanted"),
    [
        ("docs/payment-errors.md", "My API", "acme", "payment-errors"),
        ("PaymentErrors.md", "", "", "payment-errors"),
        ("03_payments.pt-BR.md", "", "", "payments"),
        ("oauth2.md", "", "", "oauth2"),
        ("payments", "", "", "payments"),
        ("docs/errors.md", "My API", "acme_client", "acme-errors"),
        ("errors.md", "", "@acme/billing-api", "acme-billing-errors"),
        ("README.md", "Payments API", "", "payments-errors"),
        ("index.md", "The errors of payments", "docs", "payments-errors"),
        ("Page20.md", "Error codes", "website", ""),
        ("1.2-errors.md", "API errors", "", ""),
        ("docs/ja/error-codes.ja.md", "エラー一覧", "", ""),
        ("errores.md", "Códigos de error", "", ""),
        ("ошибки.md", "", "", ""),
        ("services/payments/docs/v2/errors.md", "", "", "payments-errors"),
        ("errors.md", "What to do when a payment was refused", "", ""),
        ("class.md", "", "", ""),
        ("class.md", "Payments", "", "payments-errors"),
        (".md", "", "", ""),
        ("404.md", "", "", ""),
    ],
)
def test_a_catalogue_that_nobody_named(page: str, title: str, project: str, wanted: str) -> None:
    assert names.catalogue(page, title, project) == wanted
    assert not wanted or re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", wanted)


def test_a_second_catalogue_has_the_next_name() -> None:
    taken = {"acme-errors"}
    assert names.catalogue("billing/errors.md", "", "acme", taken) == "billing-errors"


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_the_name_of_a_catalogue_is_in_kebab_case(page: str, title: str, project: str) -> None:
    name = names.catalogue(page, title, project)
    assert not name or re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)
