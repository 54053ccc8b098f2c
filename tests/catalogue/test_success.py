"""Which rows are successes and no errors, in any language, and what somebody settled of rows."""

from __future__ import annotations

import pytest

from generator.catalogue.rows import entries, success
from generator.catalogue.rows.settled import Settled, Verdict
from generator.project.settings import Selection
from tests.catalogue.test_choose import choose, table, told

NOTHING = Settled()
OTHERS = ("901|The box was not found.", "902|The box is not valid.")


def read(
    header: str, *body: str, settled: Settled = NOTHING
) -> tuple[list[str], list[str], list[str]]:
    """The codes of the errors, those of the successes, and the rules of what is said."""
    found, _ = choose(f"# Errors\n\n{table(header, *body)}", Selection(lines=(3,)))
    rows, problems = entries.read(found[0], 0, settled)
    return [e.text for e in rows.errors], [e.text for e in rows.successes], told(problems)


def succeeds(row: str, header: str = "Code|Message") -> bool:
    _, good, _ = read(header, row, *OTHERS)
    return good != []


# Texts beside a zero; each says in whole that all went well.
ZERO = [
    *("OK", "Success", "Success.", "No error", "No errors", "Successful operation", "All good"),
    "The operation completed successfully.",
    "The request was successful and the box is open now",
    "Request processed successfully; see the body for details",
    *("成功", "操作成功", "请求成功", "正常", "没有错误", "無錯誤"),
    *("正常終了", "エラーなし", "成功しました", "正常に処理されました"),
    *("성공", "정상 처리", "정상적으로 처리되었습니다", "오류 없음"),
    *("Успех", "Успешно", "Операция выполнена успешно", "Без ошибок", "Успішно"),
    *("Erfolg", "Erfolgreich", "Kein Fehler", "Der Vorgang war erfolgreich"),
    *("Succès", "Opération réussie", "Aucune erreur"),
    *("Éxito", "Operación exitosa", "Sin errores"),
    *("Sucesso", "Operação realizada com sucesso", "Sem erro", "Operazione riuscita", "Successo"),
    *("Başarılı", "İşlem başarıyla tamamlandı", "Hata yok"),
    *("Sukces", "Operacja zakończona sukcesem", "Brak błędów", "Úspěch", "Siker", "Succes"),
    *("Sukses", "Berhasil", "Thành công", "สำเร็จ", "نجاح", "הצלחה", "Lyckades", "Onnistui"),
]
# Beside any other code a text has to be short.
ANY = [
    *(
        "OK",
        "Success",
        "成功",
        "成功しました",
        "성공",
        "Успешно",
        "Erfolgreich",
        "Éxito",
        "Sucesso",
    ),
    *("Succès", "Başarılı", "Sukces", "Berhasil", "Thành công", "Succeeded", "No error"),
]
# None of these is a success, whatever its code.
NONE = [
    *(
        "Unsuccessful",
        "Not successful",
        "The box was not opened successfully",
        "Success rate too low",
    ),
    *("No success", "The token is not OK", "No error message", "Success URL is missing"),
    *("失败", "不成功", "操作未成功", "没有成功", "没有错误消息", "成功率不足"),
    *("成功しませんでした", "正常に処理できませんでした", "異常終了", "不正常"),
    *("성공하지 못했습니다", "비정상", "정상이 아닙니다", "실패"),
    *("Неуспешно", "Безуспешно", "Не удалось", "Не успешно", "Неуспех"),
    *("Nicht erfolgreich", "Erfolglos", "Erfolg unmöglich", "Keine Fehlermeldung"),
    *("Échec", "Sans succès", "Non réussi", "Sin éxito", "No exitoso", "Sem sucesso", "Insucesso"),
    *("Başarısız", "Başarılı olmadı", "Bez sukcesu", "Neúspěch", "Sikertelen"),
    *("Tidak berhasil", "Tidak sukses", "Không thành công", "ไม่สำเร็จ", "لم ينجح"),
    *("Approval required", "Approved amount exceeded", "Normal user may not do this"),
    *("The box is closed", "The box is lost", "Okay button disabled", "Full"),
    # What goes on with more than a success.
    *("OK but with warnings", "Success, but the list is empty", "Successful with errors"),
    *("The request succeeded partially, two boxes failed", "Success. One box failed."),
    *("Erfolgreich, aber unvollständig", "Erfolgreich mit Warnungen", "Teilweise erfolgreich"),
    *("Succès partiel", "Opération réussie, mais la liste est vide", "Aprobada parcialmente"),
    *("Operación exitosa, pero con errores", "Sucesso parcial", "Sucesso, mas uma falhou"),
    *("Successo parziale", "Riuscito, ma la lista è vuota", "Gedeeltelijk gelukt"),
    *("Lyckades delvis", "Lykkedes, men listen er tom", "Onnistui osittain", "Częściowy sukces"),
    *("Sukces, ale lista jest pusta", "Úspěch, ale seznam je prázdný", "Sikeres, de részleges"),
    *("Нет ошибок в журнале, файл пуст", "Успешно, но с предупреждением", "Частично успешно"),
    *("Успішно, але список порожній", "Kısmen başarılı", "Başarılı, ancak liste boş"),
    *("Berhasil sebagian", "Thành công, nhưng danh sách rỗng", "نجاح جزئي", "نجاح، لكن فشل واحد"),
    *(
        "成功，但列表为空",
        "部分成功",
        "成功。ただし一部は失敗",
        "一部成功",
        "성공, 일부 실패",
        "부분 성공",
    ),
]


@pytest.mark.parametrize("text", ZERO)
@pytest.mark.parametrize("code", ["0", "0000", "0x0"])
def test_a_zero_that_says_so_is_a_success(code: str, text: str) -> None:
    assert succeeds(f"{code}|{text}")


@pytest.mark.parametrize("text", ANY)
def test_any_code_that_says_so_in_few_words_is_a_success(text: str) -> None:
    assert succeeds(f"900|{text}")


@pytest.mark.parametrize("text", NONE)
@pytest.mark.parametrize("code", ["0", "900"])
def test_what_does_not_say_so_in_whole_is_an_error(code: str, text: str) -> None:
    assert not succeeds(f"{code}|{text}")


def test_more_words_are_needed_for_a_zero_alone() -> None:
    text = "The request was successful and the box is open now"
    assert [succeeds(f"{code}|{text}") for code in ("0", "7")] == [True, False]
    long = "Successful" + " and so on" * 9
    assert not succeeds(f"7|{long}")
    assert not succeeds(f"0|{long}")


SYMBOLS = {
    "OK": True,
    "ok": True,
    "SUCCESS": True,
    "S_OK": True,
    "EFI_SUCCESS": True,
    "NoError": True,
    "NO_ERROR": True,
    "ERROR_SUCCESS": True,
    "SUCCESS_BUT_NOT_UPDATED": True,
    "SUCCESS_URL_INVALID": False,
    "NOT_OK": False,
    "UNSUCCESSFUL": False,
    "NO_SUCCESS": False,
    "PARTIAL_SUCCESS": False,
    "BOOKING_LOST": False,
    "TOKEN_BAD": False,
    "OK_BUTTON_GONE": False,
    "A_B_C_OK": False,
}


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_a_symbol_is_one_of_success(symbol: str) -> None:
    assert success.is_named(symbol) is SYMBOLS[symbol]


def test_a_symbol_beside_a_number_says_so_too() -> None:
    body = ("0|TOOL_OK|It is done.", "1|TOOL_LOST|It is lost.", "2|TOOL_OLD|It is old.")
    assert read("Code|Name|Text", *body)[:2] == (["1", "2"], ["0"])


@pytest.mark.parametrize(
    ("name", "text", "good"),
    [
        ("LOOKUP_OK", "It is done.", True),
        ("LOOKUP_OK", "It failed.", False),
        ("LOOKUP_OK", "Das Nachschlagen ist fehlgeschlagen.", False),
        ("LOOKUP_OK", "It succeeded; no retry after an error.", True),
        ("OK", "All passed, or their failures are known.", True),
        ("NO_ERROR", "A success, where an error code has to stand.", True),
    ],
)
def test_a_text_of_failure_outweighs_the_end_of_a_name(name: str, text: str, good: bool) -> None:
    body = (f"0|{name}|{text}", "1|TOOL_LOST|It is lost.", "2|TOOL_OLD|It is old.")
    assert (read("Code|Name|Text", *body)[1] == ["0"]) is good


def test_a_name_of_failure_outweighs_a_text() -> None:
    body = ("0|Box not found|OK", "1|Box lost|It is lost.", "2|Box old|It is old.")
    assert read("Code|Name|Text", *body)[1] == []


def test_a_zero_may_be_an_error() -> None:
    assert read("Code|Message", "0|The box is not closed", *OTHERS)[0] == ["0", "901", "902"]


# --- HTTP statuses ---
def test_statuses_that_are_the_codes_are_successes_below_400() -> None:
    body = ("200|OK", "202|Taken in.", "301|Moved.", "400|Malformed.", "404|Not found.", "500|No.")
    errors, good, said = read("HTTP status|Meaning", *body)
    assert (errors, good, said) == (["400", "404", "500"], ["200", "202", "301"], [])


@pytest.mark.parametrize("status", [200, 202, 203, 302])
def test_a_status_beside_another_code_makes_no_success(status: int) -> None:
    body = (f"CallbackFailed|{status}|It failed.", "BadBox|400|It is bad.", "NoBox|404|It is gone.")
    assert read("Error code|HTTP status|Message", *body)[0] == ["CallbackFailed", "BadBox", "NoBox"]


@pytest.mark.parametrize(("status", "good"), [(200, True), (399, True), (400, False), (500, False)])
def test_a_status_of_failure_gainsays_a_text_of_success(status: int, good: bool) -> None:
    body = (f"Done|{status}|Success", "BadBox|400|It is bad.", "NoBox|404|It is gone.")
    assert (read("Error code|HTTP status|Message", *body)[1] == ["Done"]) is good


# --- What somebody settled ---
ROWS = ("0|OK", "1|It failed.", "2|It broke.", "TBD|It is lost.", "9xx|It is old.")
SETTLED = {
    "nothing": (NOTHING, ["1", "2"], ["0"], ["entry-skipped", "entry-skipped"]),
    "a row that is ignored": (
        Settled({"1": "ignore"}),
        *(["2"], ["0"], ["entry-skipped", "entry-skipped"]),
    ),
    "a success that is ignored": (
        Settled({"0": "ignore"}),
        *(["1", "2"], [], ["entry-skipped", "entry-skipped"]),
    ),
    "a row that is a success": (
        Settled({"2": "success"}),
        *(["1"], ["0", "2"], ["entry-skipped", "entry-skipped"]),
    ),
    "a success that is an error": (
        Settled({"0": "error"}),
        *(["0", "1", "2"], [], ["entry-skipped", "entry-skipped"]),
    ),
    "a row without a code that is ignored": (
        Settled({"TBD": "ignore"}),
        *(["1", "2"], ["0"], ["entry-skipped"]),
    ),
    "a class of codes that is an error": (
        Settled({"9xx": "error"}),
        *(["1", "2", "9xx"], ["0"], ["entry-skipped"]),
    ),
    "a success that an entry keeps": (
        Settled(kept=frozenset({"0"})),
        *(["0", "1", "2"], [], ["entry-skipped", "entry-skipped"]),
    ),
    "every success is kept": (
        Settled({"1": "ignore"}, all_kept=True),
        *(["0", "2"], [], ["entry-skipped", "entry-skipped"]),
    ),
}


@pytest.mark.parametrize("name", SETTLED)
def test_rows_are_what_somebody_settled(name: str) -> None:
    settled, *wanted = SETTLED[name]
    assert list(read("Error code|Message", *ROWS, settled=settled)) == wanted


def test_rows_with_one_code_are_told_apart_by_their_statuses() -> None:
    body = ("NoBox|404|It is gone.", "NoBox|410|It was here.", "BadBox|400|It is bad.")
    header = "Error code|HTTP status|Message"
    found = {
        key: read(header, *body, settled=Settled({key: "ignore"}))[0]
        for key in ("NoBox|410", "NoBox|404", "NoBox", "NoBox|400")
    }
    assert found == {
        "NoBox|410": ["NoBox", "BadBox"],
        "NoBox|404": ["NoBox", "BadBox"],
        "NoBox": ["BadBox"],
        "NoBox|400": ["NoBox", "NoBox", "BadBox"],
    }


def test_one_code_of_a_cell_is_settled_alone() -> None:
    body = ("1, 2|It failed.", "3|It broke.", "4|It fell.")
    assert read("Code|Text", *body, settled=Settled({"2": "ignore"}))[0] == ["1", "3", "4"]
    assert read("Code|Text", *body, settled=Settled({"1, 2": "ignore"}))[0] == ["3", "4"]


@pytest.mark.parametrize(("verdict", "said"), [("ignore", []), ("error", ["entry-codeless"])])
def test_rows_without_a_code_can_be_ignored_and_nothing_else(
    verdict: Verdict, said: list[str]
) -> None:
    body = ("NoBox|404|It is gone.", "|403|It is not yours.", "BadBox|400|It is bad.")
    settled = Settled({"": verdict})
    found = read("Error code|HTTP status|Message", *body, settled=settled)
    assert found == (["NoBox", "BadBox"], [], said)
