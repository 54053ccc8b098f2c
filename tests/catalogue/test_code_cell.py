"""What one cell says as a code, or as several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.rows import code_cell, separators
from generator.catalogue.rows.code_cell import Code
from generator.catalogue.words import spelling

CLEANED = {
    "nothing to do": ("NotFound", "NotFound"),
    "no-break space": ("\u00a0Not\u00a0Found\u202f", "Not Found"),
    "no width": ("Not\u200bFou\u00adnd\ufeff", "NotFound"),
    "outer quotes": ("“not found”", "not found"),
    "one letter in quotes": ('"a"', "a"),
    "nothing in quotes": ('""', '""'),
    "bold that was never closed": ("**WS_E_X", "WS_E_X"),
    "backticks that were never closed": ("`abc", "abc"),
    "tabs and blanks": ("a \t b", "a b"),
    "lines stay": ("A \n  B", "A\nB"),
    "only blanks": (" \u3000 ", ""),
    "square brackets around a code": ("[E_LOST]", "E_LOST"),
    "round brackets around a code": ("(E_LOST)", "E_LOST"),
    "wide brackets around a number": ("【1003】", "1003"),
    "guillemets": ("‹E_LOST›", "E_LOST"),
    "square brackets around a word": ("[lost]", "lost"),
    "round brackets around a word": ("(missing)", "(missing)"),
    "brackets around words": ("[not here]", "[not here]"),
    "two pairs of brackets": ("[E_A][E_B]", "[E_A][E_B]"),
    "brackets that hold nothing": ("[]", "[]"),
}
# A damaged code is handed on as it is: whoever restores it needs every character.
UNTOUCHED = [
    *('"غير مسموح به"،', "禁止されています", "Verboden (Forbidden)", "No permitidaOperation"),
    *(
        '"a" or "b"',
        "InvalidRequest Det här är ett måste",
        "Obehörig",
        "Serverfehler (InternalError)",
    ),
]
KINDS = {
    "blank": ["", "-", "—", "N/A", "*"],
    "number": ["404", "-32601", "+1", "5.7.1", "0000", "−5"],
    "hex": ["0x80070005", "0XC000005E", "0x00005011L", "1Fh"],
    "symbol": [
        *("NotFound", "not_found", "UK.OBIE.Field", "API-01", "OK", "22P02", "srn:error:x", "#12"),
    ],
    "word": ["Forbidden", "unauthorized", "a"],
    "phrase": ["element click intercepted", "禁止", "Not found.", "a " * 5 + "b" * 50],
    "prose": [
        *("x" * 400, "this is a sentence with a good many words in it"),
        *("a " * 5 + "b" * 51, "a " * 6 + "b"),
    ],
    "template": ["{{SPECIFIC_CODE}}", "<code>", "InvalidRe…", "a..."],
    "group": [
        "4xx",
        "128+n",
        "128 + N",
        "15+",
        "15 +",
        "10x",
        "5XX (SERVER ERROR)",
        ">=500",
        "≥ 500",
        "WU_E_*",
        "E1xx",
    ],
}
SEVERAL = {
    "lines": ("0x80072EFD\n0x80072EFE\u202f\n0x80D02002", "0x80072EFD 0x80072EFE 0x80D02002"),
    "commas": ("ER_A, ER_B", "ER_A ER_B"),
    "full-width commas": ("1001，1002、1003", "1001 1002 1003"),
    "or": ("1001 or 1002", "1001 1002"),
    "slash with blanks": ("API-01 / API-02", "API-01 API-02"),
    "slash between numbers": ("404/401", "404 401"),
    "slash between symbols": ("ERR_A/ERR_B", "ERR_A ERR_B"),
    "slash between hex numbers": ("0x1/0x2", "0x1 0x2"),
    "range": ("5-7", "5 6 7"),
    "range in words": ("5 to 7", "5 6 7"),
    "range with two points": ("16..18", "16 17 18"),
    "range with three points": ("1...3", "1 2 3"),
    "points of a version": ("1.2.3", "1.2.3"),
    "range with a dash": ("9 – 11", "9 10 11"),
    "range with zeros": ("007-009", "007 008 009"),
    "range of hex numbers": ("0x0E-0x10", "0x0E 0x0F 0x10"),
    "range of small hex numbers": ("0xfe-0x101", "0xfe-0x101"),
    "range below zero": ("-5 to -3", "-5 -4 -3"),
    "range away from zero": ("-3 to -5", "-5 -4 -3"),
    "the longest range": ("1-16", " ".join(map(str, range(1, 17)))),
    "ranges and numbers": ("1, 5-7", "1 5 6 7"),
    "range of numbers behind the same letters": ("ERR-5 to ERR-7", "ERR-5 ERR-6 ERR-7"),
    "range with zeros behind the same letters": ("E009–E011", "E009 E010 E011"),
    "as many as a cell can name": (
        ", ".join(f"E{n}" for n in range(64)),
        " ".join(f"E{n}" for n in range(64)),
    ),
    "numbers behind the same letters": ("E001/E002", "E001 E002"),
    "numbers with a title": ("500, 502, 503 - Server Errors", "500 502 503"),
}
ONE = {
    "pair, not a range": "0xC1900101 - 0x2000c",
    "too long a range": "-32000 to -32099",
    "a range too long by one": "1-17",
    "descending": "7-5",
    "numbers behind other letters": "A5 to B7",
    "too many numbers behind the same letters": "E1 to E17",
    "hex and number": "0x10-17",
    "zeros of one end": "01-5",
    "a path": "and/or",
    "a short slash": "I/O",
    "numbers behind other letters with a slash": "E001/F002",
    "a wide number behind the same letters": "E001/E0002",
    "a word that parts nothing": "E001 except E002",
    "a slash between names that are no codes for sure": "TLSv1.2/TLSv1.3",
    "phrases with a comma": "not found, sorry",
    "a sentence": "Fout, of niet",
    "more than a cell can name": ", ".join(f"E{n}" for n in range(65)),
    "a number that begins a phrase": "2 factor authentication required",
    "a word and its number on one line": "Success (0)",
    "an address": "10.0.0.1",
}
NAMED = {
    "symbol and number": ("BATCH_LIST_EMPTY (388)", "BATCH_LIST_EMPTY", "388"),
    "on two lines": ("S_OK\n0 (0x0)", "S_OK", "0 (0x0)"),
    "a word on two lines": ("Success\n0", "Success", "0"),
    "number first": ("0x80004005\nE_FAIL", "E_FAIL", "0x80004005"),
    "number twice": ("-2147024891 (0x80070005)", "-2147024891", "0x80070005"),
    "status and words": ("404 (未找到)", "404", "未找到"),
    "status and a dash": ("401 - Invalid Authentication", "401", "Invalid Authentication"),
    "status and symbol": ("400 INVALID_ARGUMENT", "INVALID_ARGUMENT", "400"),
    "inner parentheses": ("1001 (Error (fatal))", "1001", "Error (fatal)"),
    "inner parentheses that are wide": ("1001 (Error （fatal）)", "1001", "Error （fatal）"),
    "wide parentheses": ("1001: Error （fatal）", "1001", "Error （fatal）"),
    "a title": ("ERR_42: the disk is full", "ERR_42", "the disk is full"),
    "base class": ("InputValue(ValueError)", "InputValue", ""),
    "a title behind a word is prose": ("InvalidInput: broken", "InvalidInput: broken", ""),
}
SPANS = {
    "list": ("`A_1`, `B_2` or `C_3`", ("A_1", "B_2", "C_3"), ["A_1", "B_2", "C_3"]),
    "suffixes": ("A.B / .C / .D", ("A.B", ".C", ".D"), ["A.B", "A.C", "A.D"]),
    "a decimal is no suffix": ("a.b / .5", ("a.b", ".5"), ["a.b", ".5"]),
    "ranges": ("5-7, 9", ("5-7", "9"), ["5", "6", "7", "9"]),
    "a range of two spans": ("5 - 7", ("5", "7"), ["5", "6", "7"]),
    "a pair of two spans": ("0x10 - 0x2", ("0x10", "0x2"), ["0x10 - 0x2"]),
    "a title": ("PN-4001 Config not found", ("PN-4001",), ["PN-4001"]),
    "a word and a remark": ("gone for good", ("gone",), ["gone for good"]),
    "the beginning of a code": ("A-1-b", ("A-1",), ["A-1-b"]),
    "words in a list": ("foo, bar", ("foo", "bar"), ["foo", "bar"]),
    "prose between": ("A_1 instead of B_2", ("A_1", "B_2"), ["A_1 instead of B_2"]),
    "prose before": ("not A_1", ("A_1",), ["not A_1"]),
    "spans of another cell": ("A-1 or so", ("B_2",), ["A-1 or so"]),
    "an empty span": ("A_1", ("",), ["A_1"]),
    "a range that is too long": ("1 - 17", ("1", "17"), ["1 - 17"]),
    "the whole cell": ("element not found", ("element not found",), ["element not found"]),
}


# A cell, its code spans, and of each code what the cell says beside it.
BESIDE: dict[str, tuple[str, tuple[str, ...], list[Code]]] = {
    "a remark": ("card_note (new in 2.1)", (), [Code("card_note", remark="new in 2.1")]),
    "a word as a remark": ("card_old (deprecated)", (), [Code("card_old", remark="deprecated")]),
    "a remark behind a word": ("lost (deprecated)", (), [Code("lost", remark="deprecated")]),
    "a remark behind a number": ("1001 (reserved)", (), [Code("1001", remark="reserved")]),
    "a remark behind a digit": ("5 (since v3)", (), [Code("5", remark="since v3")]),
    "a remark in square brackets behind a digit": ("6 [old]", (), [Code("6 [old]")]),
    "a name behind a number": ("1001 (Jammed)", (), [Code("1001", "Jammed")]),
    "a former name": (
        "box_lost (formerly box_gone)",
        (),
        [Code("box_lost", remark="formerly box_gone")],
    ),
    "square brackets": ("E_A [beta]", (), [Code("E_A", remark="beta")]),
    "wide brackets": ("E_A（廃止）", (), [Code("E_A", remark="廃止")]),
    "a comma": ("box_old, deprecated since 2", (), [Code("box_old", remark="deprecated since 2")]),
    "a dash": ("box_old – removed in 3", (), [Code("box_old", remark="removed in 3")]),
    "a hyphen": ("box_old - removed in 3", (), [Code("box_old", remark="removed in 3")]),
    "a slash": ("E_10 / deprecated", (), [Code("E_10", remark="deprecated")]),
    "a wide slash": ("E_10 ／ 廃止", (), [Code("E_10", remark="廃止")]),
    "a blank": ("box_old deprecated", (), [Code("box_old", remark="deprecated")]),
    "lines in a remark": ("E_A (see\nbelow)", (), [Code("E_A", remark="see below")]),
    "a condition": (
        *("E_A (details.phase = 2)", ("E_A", "details.phase")),
        [Code("E_A", remark="details.phase = 2")],
    ),
    "words behind a span": ("E_A see there", ("E_A",), [Code("E_A", remark="see there")]),
    "a colon behind a span": ("5: see (there)", ("5",), [Code("5", remark="see (there)")]),
    "a word of another language": (
        *("QuotaExceeded (veraltet)", ()),
        [Code("QuotaExceeded", remark="veraltet")],
    ),
    "words of other languages": ("1001（已废弃）", (), [Code("1001", remark="已废弃")]),
    "a word that may be the code of a translated one": (
        *("Reserviert (Reserved)", ()),
        [Code("Reserviert (Reserved)")],
    ),
    "CamelCase that may be translated": (
        *("ZugriffVerweigert (RemovedAccess)", ()),
        [Code("ZugriffVerweigert (RemovedAccess)")],
    ),
    "a number that is called a code": ("Code 12", (), [Code("12")]),
    "a number that is called an error code": ("Error code: -5", (), [Code("-5")]),
    "a number that is called otherwise": ("Box 12", (), [Code("Box 12")]),
    "words that are no code": ("Locked (New in 2)", (), [Code("Locked", remark="New in 2")]),
    "CamelCase before one word": (
        *("Verboden (Forbidden)", ()),
        [Code("Verboden (Forbidden)")],
    ),
    "CamelCase that was translated": (
        *("NichtGefunden (NotFound)", ()),
        [Code("NichtGefunden (NotFound)")],
    ),
    "a base class is no remark": ("BoxLost (ValueError)", (), [Code("BoxLost (ValueError)")]),
    "a status": ("NotFound (404)", (), [Code("NotFound", status="404")]),
    "a status of a word": ("lost (410)", (), [Code("lost", status="410")]),
    "a status that is called so": ("NO_BOX (HTTP 404)", (), [Code("NO_BOX", status="HTTP 404")]),
    "a status code": ("no_box (status code: 404)", (), [Code("no_box", status="status code: 404")]),
    "two statuses": ("NO_BOX (401/403)", (), [Code("NO_BOX", status="401/403")]),
    "a class of statuses": ("broken (5xx)", (), [Code("broken", status="5xx")]),
    "a status of two codes": (
        *("A_B, C_D (400)", ()),
        [Code("A_B", status="400"), Code("C_D", status="400")],
    ),
    "a status of two spans": (
        *("A_B / C_D (400)", ("A_B", "C_D")),
        [Code("A_B", status="400"), Code("C_D", status="400")],
    ),
    "a number that is no status of an error": ("A_B (300)", (), [Code("A_B", "300")]),
    "a number that is no status": ("A_B (612)", (), [Code("A_B", "612")]),
    "a number behind a number": ("1001 (404)", (), [Code("1001", "404")]),
    "gRPC": ("14 UNAVAILABLE", (), [Code("UNAVAILABLE", "14")]),
    "a status and its words": ("200 OK", (), [Code("200", "OK")]),
    "numbers on a line that says so": (
        *("STOP_A\nStop error code 0xD1", ()),
        [Code("STOP_A", "0xD1")],
    ),
    "a number on a line that says so": ("A_B\nCode: -5", (), [Code("A_B", "-5")]),
    "as many numbers as symbols": (
        *("STOP_A, STOP_B\nerror 0x1, 0x2", ()),
        [Code("STOP_A", "0x1"), Code("STOP_B", "0x2")],
    ),
    "fewer numbers than symbols": (
        *("STOP_A, STOP_B\nerror 0x1", ()),
        [Code("STOP_A, STOP_B\nerror 0x1")],
    ),
    "a number below words": ("some words\nerror 5", (), [Code("some words\nerror 5")]),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_a_cell_says_beside_its_codes_is_kept(name: str) -> None:
    text, spans, wanted = BESIDE[name]
    assert list(code_cell.read(text, spans)) == wanted


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A_B (old box)", ("A_B", "old box")),
        ("A_B\nold  box\nindeed", ("A_B", "old box indeed")),
        ("A_B", ("A_B", "")),
        ("old box", ("old box", "")),
    ],
)
def test_a_cell_has_a_head_and_what_else_it_says(text: str, parts: tuple[str, str]) -> None:
    assert code_cell.headed(text) == parts


@pytest.mark.parametrize("name", CLEANED)
def test_a_cell_is_cleaned_of_what_nobody_sees(name: str) -> None:
    raw, clean = CLEANED[name]
    assert spelling.clean(raw) == clean


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_translation_damaged_stays_as_it_is(text: str) -> None:
    assert spelling.clean(text) == text
    assert code_cell.read(text) == (Code(text),)


@pytest.mark.parametrize(
    ("kind", "text"), [(k, text) for k, texts in KINDS.items() for text in texts]
)
def test_a_text_looks_like(kind: str, text: str) -> None:
    assert spelling.kind(text) == kind
    assert spelling.is_code(text) is (kind in ("number", "hex", "symbol"))


@pytest.mark.parametrize("name", SEVERAL)
def test_a_cell_names_several_codes(name: str) -> None:
    text, codes = SEVERAL[name]
    assert [code.text for code in code_cell.read(text)] == codes.split()


# What stands between two codes of one cell.
BETWEEN = [
    *("／", "・", " · ", " • ", "、", "﹑", "; ", " & ", "，", ", or ", "、または"),
    *(" and ", " AND ", " and/or ", " as well as ", " oder ", " sowie ", " bzw. ", " ou ", " et "),
    *(" y/o ", " oppure ", " en ", " och ", " eller ", " og ", " tai ", " lub ", " nebo ", " és "),
    *(" vagy ", " și ", " sau ", " veya ", " atau ", " hoặc ", " ili ", " и ", " или ", " або "),
    *(
        " και ",
        " ή ",
        " या ",
        "或者",
        "和",
        "及",
        "以及",
        "または",
        "もしくは",
        "및",
        " 또는 ",
        "와 ",
    ),
    *(" และ ", " หรือ ", " أو ", " و", " או ", " ו-"),
]


@pytest.mark.parametrize("between", BETWEEN)
def test_words_and_marks_part_codes(between: str) -> None:
    assert code_cell.read(f"E_1{between}E_2") == (Code("E_1"), Code("E_2"))
    spans = ("E_1", "E_2")
    assert code_cell.read(f"E_1{between}E_2", spans) == (Code("E_1"), Code("E_2"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 (4, 5)", True),
        ("3 [4 5]", True),
        ("12 (13 on Linux)", True),
        ("E_A (E_B, E_C)", True),
        ("3 (4)", False),
        ("-5 (0x5)", False),
        ("E_A (E_B)", False),
        ("E_A (401/403)", False),
        ("E_A (see there, and there)", False),
        ("lost (4, 5)", False),
        ("3", False),
    ],
)
def test_brackets_may_hold_other_codes(text: str, said: bool) -> None:
    assert code_cell.encloses(text) is said


@pytest.mark.parametrize("name", ONE)
def test_a_cell_that_cannot_be_parted_is_one_as_written(name: str) -> None:
    assert code_cell.read(ONE[name]) == (Code(ONE[name]),)


@pytest.mark.parametrize("name", NAMED)
def test_a_cell_gives_its_code_a_second_name(name: str) -> None:
    text, code, second = NAMED[name]
    assert code_cell.read(text) == (Code(code, second),)


@pytest.mark.parametrize("name", SPANS)
def test_code_spans_settle_what_is_code(name: str) -> None:
    text, spans, codes = SPANS[name]
    assert [code.text for code in code_cell.read(text.replace("`", ""), spans)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "4xx",
        ">=500",
        "-32000 to -32099",
        "-32099 to -32000",
        "400-499",
        "1-17",
        "E1 to E17",
        "ERR-4xx",
        "W_13nnn",
    ],
)
def test_a_text_stands_for_a_class_of_codes(text: str) -> None:
    assert code_cell.many(text)


@pytest.mark.parametrize("text", ["404", "5-7", "1-16", "0xC1900101 - 0x2000c", "Forbidden"])
def test_a_text_stands_for_itself(text: str) -> None:
    assert not code_cell.many(text)


PIECES = st.sampled_from(
    [
        "404",
        "-",
        " ",
        "\n",
        ",",
        "/",
        "`",
        "(",
        ")",
        "E_1",
        "0x1F",
        " to ",
        "or",
        "…",
        "{",
        "禁",
        ":",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=500))
def test_no_code_is_made_of_what_the_cell_does_not_say(text: str) -> None:
    """Every code stands in its cell; only ranges are written out."""
    found = code_cell.read(text)
    assert found
    plain = spelling.clean(text)
    for code in found:
        assert code.text in plain or any(
            code in code_cell.ranged(p) for p in separators.SEPARATOR.split(plain)
        )


@given(st.text(max_size=500))
def test_cleaning_twice_changes_nothing_that_is_no_quote(text: str) -> None:
    clean = spelling.clean(text)
    assert clean == clean.strip()
    assert len(clean) <= spelling.LIMIT
