"""How alike texts are, and what is English."""

from __future__ import annotations

import pytest

from generator.catalogue.words import english, similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Onbevoegde", "Onbevoegd"),
        ("Yetki -siz", "Yetkisiz"),
        ("غير مصرح به", "غير مصرح به"),
        ('"Interdit"', "interdit"),
        ("İLETİ", "ileti"),
        ("Refusé", "refuse"),
        ("Nu e găsită", "nu e gasita"),
        ("a" * 22 + "bcd", "a" * 22 + "xyz"),
    ],
)
def test_the_same_words_but_for_an_ending(one: str, other: str) -> None:
    assert similarity.same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ressource blev ikke fundet", "Blev ikke fundet"),
        ("a" * 21 + "bcde", "a" * 21 + "wxyz"),
        ("", ""),
        ("…", "…"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert not similarity.same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("禁止されています", "禁止"),
        ("Запрещено", "Запрет"),
        ("권한", "권한 없음"),
        ("Bulundu", "Bulunamadı"),
        ("Bulu", "Bulun"),
        ("abcdefgh", "abcdwxyz"),
    ],
)
def test_a_shared_stem(one: str, other: str) -> None:
    assert similarity.related(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("禁用的功能", "禁止"),
        ("Adgang", "Access"),
        ("No", "No"),
        ("Bul", "Bulun"),
        ("abcdefghi", "abcdwxyzz"),
    ],
)
def test_no_shared_stem(one: str, other: str) -> None:
    assert not similarity.related(one, other)


def test_damaged_spellings_are_still_like_their_code() -> None:
    assert similarity.resembles("InvalidRequestVirkey", "InvalidRequestBody") > 0.7
    assert similarity.resembles("Ressource blev ikke fundet", "ResourceNotFound") > 0.5
    assert similarity.resembles("Forbudt", "ResourceNotFound") < 0.5


@pytest.mark.parametrize(
    "code",
    ["InvalidIpAddress", "ODataError", "OsPlatformNotSupported", "TOO_MANY_REQUESTS", "E404"],
)
def test_english_codes(code: str) -> None:
    assert english.speaks(code)


@pytest.mark.parametrize(
    "code", ["Ugyldiginput", "OngeldigeHashValue", "Verboden", "Exceededed", "Obehörig"]
)
def test_codes_with_words_of_another_language(code: str) -> None:
    assert not english.speaks(code)


def test_the_words_of_a_code() -> None:
    assert english.words("ODataError") == ("o", "data", "error")


@pytest.mark.parametrize(
    "text", ["UnknownChannel", "FlorbFailed", "TheFlorbIsGone", "ShardingRequired"]
)
def test_a_sentence_that_is_english_but_for_a_name(text: str) -> None:
    assert english.mostly(text)


@pytest.mark.parametrize("text", ["", "PapierstauFach", "DerTonerIstLeer", "KeinZugriff", "Größe"])
def test_a_sentence_that_is_not_english(text: str) -> None:
    assert not english.mostly(text)
