"""What headers, headings and cells are taken to speak of, in the languages of real pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.words import lexicon, spelling

ERROR_CODE = {
    "English": "Error code",
    "camelCase": "errorCode",
    "capitals": "ERROR_CODE",
    "Japanese": "エラーコード",
    "Chinese": "错误代码",
    "Chinese, traditional": "錯誤碼",
    "Korean": "오류 코드",
    "German": "Fehlercode",
    "French": "Code d'erreur",
    "Spanish": "Código de error",
    "Italian": "Codice di errore",
    "Portuguese": "Código do erro",
    "Dutch": "Foutcode",
    "Danish": "Fejlkode",
    "Swedish": "Felkod",
    "Norwegian": "Feilkode",
    "Finnish": "Virhekoodi",
    "Polish": "Kod błędu",
    "Czech": "Chybový kód",
    "Hungarian": "Hibakód",
    "Russian": "Код ошибки",
    "Ukrainian": "Код помилки",
    "Turkish": "HATA KODU",
    "Arabic": "رمز الخطأ",
    "Hebrew": "קוד שגיאה",
    "Hindi": "त्रुटि कोड",
    "Thai": "รหัสข้อผิดพลาด",
    "Indonesian": "Kode kesalahan",
    "Vietnamese": "Mã lỗi",
}
STATUS = [
    "Status",
    "Statut",
    "Stato",
    "Estado",
    "Статус",
    "状态",
    "狀態",
    "ステータス",
    "상태",
    "Durum",
]
MESSAGE = [
    *("Message", "Meddelelse", "Nachricht", "Mensaje", "Messaggio", "Mensagem", "Bericht", "İleti"),
    *(
        "Сообщение",
        "Повідомлення",
        "メッセージ",
        "消息",
        "訊息",
        "邮件",
        "메시지",
        "رسالة",
        "הודעה",
    ),
]
# What looks like one of these words and is another.
OTHERS = [
    *(("Opcodes", "code"), ("Decode", "code"), ("Zip code", "code"), ("密码", "code")),
    *(
        ("Source code", "code"),
        ("Code examples", "code"),
        ("Defaults", "error"),
        ("Feldname", "error"),
    ),
    *(("Namespaces", "name"), ("Transaction", "solve"), ("Whatsapp", "error")),
]


@pytest.mark.parametrize("language", ERROR_CODE)
def test_an_error_code_is_known_in_many_languages(language: str) -> None:
    assert {"error", "code"} <= lexicon.concepts(ERROR_CODE[language])


@pytest.mark.parametrize("header", STATUS)
def test_a_status_is_known_in_many_languages(header: str) -> None:
    assert "status" in lexicon.concepts(header)


@pytest.mark.parametrize("header", MESSAGE)
def test_a_message_is_known_even_where_it_was_mistranslated(header: str) -> None:
    assert "message" in lexicon.concepts(header)


@pytest.mark.parametrize(("text", "concept"), OTHERS)
def test_words_that_only_look_alike_are_others(text: str, concept: str) -> None:
    assert concept not in lexicon.concepts(text)


def test_case_accents_and_the_turkish_dot_make_no_difference() -> None:
    assert lexicon.fold("İLETİ") == lexicon.fold("ileti") == "ileti"
    assert lexicon.fold("أخطاء") == lexicon.fold("اخطاء")
    assert lexicon.fold("retCode") == "ret code"


@pytest.mark.parametrize(
    "message",
    [
        *("The file cannot be read", "Access denied", "It didn't work", "Nicht gefunden"),
        *("参数错误", "カードが無効です", "Доступ запрещён", "Fondos insuficientes ya no"),
    ],
)
def test_a_message_says_that_something_went_wrong(message: str) -> None:
    assert lexicon.fails(message)


@pytest.mark.parametrize("message", ["An event was dispatched", "Switzerland", "A user, by name"])
def test_a_message_of_success_does_not(message: str) -> None:
    assert not lexicon.fails(message)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("true", True),
        ("**Yes**", True),
        ("✔\ufe0f", True),
        ("否", False),
        ("No.", False),
        ("maybe", None),
    ],
)
def test_a_cell_says_yes_or_no_or_neither(cell: str, answer: bool | None) -> None:
    assert lexicon.affirms(cell) is answer


# A cell that says that there is no code, in many languages.
NO_CODE = [
    *("None", "none", "N/A", "n/a", "NA", "null", "nil", "TBD", "(TBD)", "_(varies)_", "Varies"),
    *("See below", "see notes", "No code", "Not applicable", "Empty", "(missing)", "Reserved"),
    *(
        "無",
        "無し",
        "なし",
        "該当なし",
        "コードなし",
        "特になし",
        "無此",
        "无",
        "没有",
        "不适用",
        "暂无",
    ),
    *("없음", "해당 없음", "해당 사항 없음", "нет", "Отсутствует", "не применимо", "немає", "yok"),
    *("keine", "Kein", "nicht zutreffend", "nenhum", "Não aplicável", "sem código", "ninguno"),
    *(
        "No aplica",
        "sin código",
        "aucun",
        "Sans objet",
        "nessuno",
        "Non applicabile",
        "geen",
        "n.v.t.",
    ),
    *("ingen", "Inget", "nie dotyczy", "brak", "žádný", "není", "nincs", "niciunul", "puuttuu"),
    *("tidak ada", "không có", "ไม่มี", "لا يوجد", "אין", "κανένα"),
]


@pytest.mark.parametrize("cell", NO_CODE)
def test_a_cell_says_that_there_is_no_code(cell: str) -> None:
    assert spelling.kind(spelling.clean(cell)) == "blank" or lexicon.no_code(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("NONE_LEFT", "NoBox", "null_pointer", "E_NA", "none of these boxes", "no_code_given"),
        *("N/A-1", "無効", "없는 상자", "нет доступа", "kein Zugriff", "aucun accès", "TBD1", ""),
        "none" * 20,
    ],
)
def test_a_code_or_a_text_does_not(cell: str) -> None:
    assert not lexicon.no_code(cell)


@pytest.mark.parametrize("cell", ["missing", "Empty", "blank", "UNDEFINED"])
def test_some_words_for_no_code_may_be_codes(cell: str) -> None:
    assert lexicon.no_code(cell)
    assert lexicon.may_be_code(cell)


@pytest.mark.parametrize("cell", ["(missing)", "none", "N/A", "reserved"])
def test_others_may_not(cell: str) -> None:
    assert not lexicon.may_be_code(cell)


@pytest.mark.parametrize("cell", ["Other", "其他（官方定义）", "default", "*Others*"])
def test_a_cell_means_all_other_codes(cell: str) -> None:
    assert lexicon.rest(cell)


@pytest.mark.parametrize(
    ("cell", "is_member"),
    [("error.code", True), ("x.error_description", True), ("NotFound", False)],
)
def test_members_of_a_body_are_told_from_codes(cell: str, is_member: bool) -> None:
    assert lexicon.member(cell) is is_member


@given(st.text(max_size=400))
def test_any_text_speaks_of_something_or_nothing(text: str) -> None:
    assert lexicon.concepts(text) <= set(lexicon._words())
    assert isinstance(lexicon.fails(text), bool)
