"""The locale of a page: what is said of it, its prose, its place."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from generator import catalogue, markdown
from generator.catalogue.words import locale
from generator.diagnostics.source import document, errors
from generator.model import Mark
from generator.project import config
from generator.project.settings import CatalogueSettings

# A page of two errors: its title, two headers, two messages.
LINES = """\
af|Foutkodes|Foutkode|Beskrywing|Die versoek is ongeldig.|Die boks is nie gevind nie.
ar|رموز الخطأ|رمز الخطأ|الوصف|الطلب غير صالح.|لم يتم العثور على الصندوق.
az|Xəta kodları|Xəta kodu|Təsvir|Sorğu düzgün deyil.|Qutu tapılmadı.
be|Коды памылак|Код памылкі|Апісанне|Няправільны запыт.|Скрынка не знойдзена.
bg|Кодове за грешки|Код на грешка|Описание|Невалидна заявка.|Кутията не е намерена.
bn|ত্রুটি কোড|কোড|বিবরণ|অনুরোধটি অবৈধ।|বাক্সটি পাওয়া যায়নি।
ca|Codis d'error|Codi|Descripció|La petició no és vàlida.|No s'ha trobat la caixa.
cs|Chybové kódy|Kód|Popis|Požadavek je neplatný.|Krabice nebyla nalezena.
da|Fejlkoder|Fejlkode|Beskrivelse|Anmodningen er ugyldig.|Kassen blev ikke fundet.
de|Fehlercodes|Code|Beschreibung|Die Anfrage ist ungültig.|Die Kiste fehlt.
el|Κωδικοί σφάλματος|Κωδικός|Περιγραφή|Μη έγκυρο αίτημα.|Το κουτί δεν βρέθηκε.
en|Error codes|Code|Description|The request is invalid.|The box was not found.
es|Códigos de error|Código|Descripción|La solicitud no es válida.|Falta la caja.
et|Veakoodid|Veakood|Kirjeldus|Päring on vigane.|Kasti ei leitud.
eu|Errore kodeak|Kodea|Deskribapena|Eskaera ez da zuzena.|Kaxa ez da aurkitu.
fa|کدهای خطا|کد خطا|توضیحات|درخواست نامعتبر است.|جعبه پیدا نشد.
fi|Virhekoodit|Virhekoodi|Kuvaus|Pyyntö on virheellinen.|Laatikkoa ei löytynyt.
fil|Mga error code|Code|Paglalarawan|Hindi wasto ang kahilingan.|Hindi nahanap ang kahon.
fr|Codes d'erreur|Code|Description|La requête n'est pas valide.|La boîte est introuvable.
gl|Códigos de erro|Código|Descrición|A solicitude non é válida.|Non se atopou a caixa.
he|קודי שגיאה|קוד|תיאור|הבקשה אינה תקינה.|התיבה לא נמצאה.
hi|त्रुटि कोड|कोड|विवरण|अनुरोध अमान्य है।|बॉक्स नहीं मिला।
hr|Kodovi pogrešaka|Kod|Opis|Zahtjev nije ispravan.|Kutija nije pronađena.
hu|Hibakódok|Hibakód|Leírás|A kérés érvénytelen.|A doboz nem található.
hy|Սխալի կոդեր|Կոդ|Նկարագրություն|Հարցումն անվավեր է։|Տուփը չի գտնվել։
id|Kode kesalahan|Kode|Deskripsi|Permintaan tidak valid.|Kotak tidak ditemukan.
is|Villukóðar|Kóði|Lýsing|Beiðnin er ekki gild.|Kassinn fannst ekki.
it|Codici di errore|Codice|Descrizione|La richiesta non è valida.|Manca la scatola.
ja|エラーコード|コード|説明|要求が無効です。|箱が見つかりません。
ka|შეცდომის კოდები|კოდი|აღწერა|მოთხოვნა არასწორია.|ყუთი ვერ მოიძებნა.
kk|Қате кодтары|Қате коды|Сипаттамасы|Сұрау жарамсыз.|Қорап табылмады.
ko|오류 코드|코드|설명|요청이 잘못되었습니다.|상자를 찾을 수 없습니다.
lt|Klaidų kodai|Kodas|Aprašymas|Užklausa neteisinga.|Dėžė nerasta.
lv|Kļūdu kodi|Kods|Apraksts|Pieprasījums nav derīgs.|Kaste nav atrasta.
mk|Кодови за грешки|Код|Опис|Барањето не е правилно.|Кутијата не е пронајдена.
mn|Алдааны код|Код|Тайлбар|Хүсэлт буруу байна.|Хайрцаг олдсонгүй.
ms|Kod ralat|Kod|Penerangan|Permintaan tidak sah.|Kotak tidak dijumpai.
nb|Feilkoder|Feilkode|Beskrivelse|Forespørselen er ugyldig.|Kassen ble ikke funnet.
nl|Foutcodes|Foutcode|Omschrijving|Het verzoek is ongeldig.|De doos ontbreekt.
pl|Kody błędów|Kod|Opis|Żądanie jest nieprawidłowe.|Nie znaleziono pudełka.
pt|Códigos de erro|Código|Descrição|A solicitação não é válida.|Falta a caixa.
ro|Coduri de eroare|Cod|Descriere|Cererea nu este validă.|Cutia nu a fost găsită.
ru|Коды ошибок|Код|Описание|Неверный запрос.|Коробка не найдена.
sk|Chybové kódy|Kód|Popis|Požiadavka je neplatná.|Krabica nebola nájdená.
sl|Kode napak|Koda|Opis|Zahteva ni veljavna.|Škatle ni mogoče najti.
sq|Kodet e gabimeve|Kodi|Përshkrimi|Kërkesa nuk është e vlefshme.|Kutia nuk u gjet.
sr|Кодови грешака|Код|Опис|Захтев није исправан.|Кутија није пронађена.
sr-Latn|Kodovi grešaka|Kod|Opis|Zahtev nije ispravan.|Proverite vrednost polja.
sv|Felkoder|Felkod|Beskrivning|Begäran är ogiltig.|Lådan hittades inte.
sw|Misimbo ya makosa|Msimbo|Maelezo|Ombi si halali.|Sanduku haikupatikana.
ta|பிழைக் குறியீடுகள்|குறியீடு|விளக்கம்|தவறான கோரிக்கை.|பெட்டி இல்லை.
th|รหัสข้อผิดพลาด|รหัส|คำอธิบาย|คำขอไม่ถูกต้อง|ไม่พบกล่อง
tr|Hata kodları|Hata kodu|Açıklama|İstek geçersiz.|Kutu bulunamadı.
uk|Коди помилок|Код|Опис|Недійсний запит.|Коробку не знайдено.
ur|خرابی کوڈ|کوڈ|تفصیل|درخواست درست نہیں ہے۔|ڈبہ نہیں ملا۔
vi|Mã lỗi|Mã|Mô tả|Yêu cầu không hợp lệ.|Không tìm thấy hộp.
zh-CN|错误码|错误码|说明|请求无效。|找不到箱子。
zh-TW|錯誤碼|錯誤碼|說明|請求無效。|找不到箱子。
"""
SMALL = {tag: texts for tag, *texts in (line.split("|") for line in LINES.splitlines())}


def page(title: str, code: str, description: str, *messages: str) -> str:
    rows = "".join(f"| 700{i} | {message} |\n" for i, message in enumerate(messages))
    return f"# {title}\n\n| {code} | {description} |\n|---|---|\n{rows}"


def told(text: str, path: str = "errors.md", **settings: object) -> str:
    """The locale of a page with this text at this path."""
    parsed, _ = markdown.read(document(path, text))
    return locale.of(parsed, CatalogueSettings("x", (path,), **settings))  # type: ignore[arg-type]


def beside(*texts: str) -> str:
    """An English page with a column of texts in another language."""
    prose = "The service answers with one of these codes. Its text is for the people who use it."
    rows = "".join(f"| 700{i} | The box is not here | {text} |\n" for i, text in enumerate(texts))
    return f"# Errors\n\n{prose}\n\n| Code | Meaning | Text |\n|---|---|---|\n{rows}"


ENGLISH, GERMAN = page(*SMALL["en"]), page(*SMALL["de"])


@pytest.mark.parametrize("tag", SMALL)
def test_a_small_page_is_in_its_language(tag: str) -> None:
    assert told(page(*SMALL[tag])) == tag


@pytest.mark.parametrize("tag", sorted(set(SMALL) - {"en"}))
def test_a_page_may_quote_as_much_english(tag: str) -> None:
    quoted = ("Invalid request", "Box not found", "Internal server error", "Bad gateway")
    assert told(page(*SMALL[tag], *quoted)) == tag


# What else decides, and what does not.
MIXED = [
    ("English headers", page("Errors", "Code", "Message", "要求が無効です。", "Not found"), "ja"),
    ("Chinese beside its English", page("错误码", "错误码", "说明", "The box is lost."), "zh-CN"),
    ("English prose, one column of another script", beside("箱子锁定", "箱子丢失"), "en"),
    ("English prose, one column of another language", beside("La caja está", "No hay"), "en"),
    (
        "a voice of its own, cells in English",
        page(
            "Daftar kesalahan",
            "Kode",
            "Teks",
            *[f"{what} is not found, or it is invalid" for what in ("Box", "Key", "Card", "Lid")],
        ),
        "id",
    ),
    ("code is no prose", page("Errors", "Code", "Message", "`die der das nicht`", "das_ist"), "en"),
    ("addresses are none", page("x", "y", "z", "https://example.com/der/die/das/nicht"), "en"),
    ("countries are none", page("Errors", "Code", "Country", "DE", "NO", "IT", "ES", "FR"), "en"),
    ("names in CamelCase are none", page("x", "y", "z", "DerDieDas NichtIst"), "en"),
    ("nothing", "", "en"),
    ("numbers", page("404", "1", "2", "3", "4"), "en"),
    ("Kana in Chinese", page("错误码", "错误码", "说明", "请求无效。" * 20, "カード"), "zh-CN"),
    ("only what all Han share", page("x", "y", "z", "成功", "失敗"), "zh"),
    ("a script with a language that nobody listed", page("x", "y", "z", "ѳѳѳѳ ѵѵѵѵ"), "ru"),
    ("Persian digits", page("x", "y", "z", "۱۲۳ کد خطا نامعتبر است"), "fa"),
]


@pytest.mark.parametrize(("_", "text", "tag"), MIXED, ids=[name for name, _, _ in MIXED])
def test_the_prose_as_a_whole_decides(_: str, text: str, tag: str) -> None:
    assert told(text) == tag


def test_code_in_a_cell_is_no_prose() -> None:
    text = "The `der die` or `das nicht` is here, [see](x) there."
    parsed, _ = markdown.read(document("e.md", page("x", "y", "z", text)))
    code, cell = parsed.tables[0].rows[0].cells
    marks = tuple(
        Mark(at, at + len(words), url)
        for words, url in (("der die", ""), ("das nicht", ""), ("see", "x"))
        for at in [cell.text.index(words)]
    )
    row = replace(parsed.tables[0].rows[0], cells=(code, replace(cell, marks=marks)))
    marked = replace(parsed, tables=(replace(parsed.tables[0], rows=(row,)),))
    assert locale.of(marked, CatalogueSettings("x", ("e.md",))) == "en"


HTML = '<!DOCTYPE html>\n<html class="x" lang="fr">\n'
SAID = [
    ("the configuration of the page", {"locales": (("e.md", "pl"),), "locale": "cs"}, "pl"),
    ("that of another page", {"locales": (("f.md", "pl"),)}, "it"),
    ("the front matter", {"locale": "cs"}, "it"),
]


@pytest.mark.parametrize(("_", "settings", "tag"), SAID, ids=[name for name, _, _ in SAID])
def test_what_is_said_of_a_page_stands_over_its_prose(
    _: str, settings: dict[str, object], tag: str
) -> None:
    assert told(f"---\nlang: it\n---\n{GERMAN}", "e.md", **settings) == tag


@pytest.mark.parametrize(
    ("front", "tag"),
    [("pt_BR", "pt-BR"), ("EN-us", "en-US"), ("jp", "ja"), ("zh-hans-cn", "zh-Hans-CN")]
    + [(word, "de") for word in ("js", "php", "python", "[en, ja]", "en-", "1")],
)
def test_the_front_matter_says_a_language_or_something_else(front: str, tag: str) -> None:
    assert told(f"---\nlang: {front}\n---\n{GERMAN}") == tag


def test_the_configuration_and_the_html_stand_over_the_prose() -> None:
    assert told(GERMAN, locale="cs") == "cs"
    assert told(HTML + GERMAN) == "fr"
    assert told(HTML + GERMAN, locale="cs") == "cs"
    assert told(f"{GERMAN}\n{HTML}") == "de"


NUMBERS = page("7", "7", "7", "7")
PORTUGUESE = page("Error codes", "Code", "Message", "Saldo insuficiente", "Contrato vencido")
# (path, the locale of a page without prose there)
PATHS = [
    ("docs/ja/errors.md", "ja"),
    ("docs/zh_CN/errors.md", "zh-CN"),
    ("docs/pt-br/errors.md", "pt-BR"),
    ("docs/zh-Hans/errors.md", "zh-Hans"),
    ("docs/sr-Latn-RS/errors.md", "sr-Latn-RS"),
    ("docs/es-419/errors.md", "es-419"),
    ("docs/cn/errors.md", "zh-CN"),
    ("i18n/de/pages/errors.md", "de"),
    ("en/i18n/de/errors.md", "de"),
    ("docs/errors.ko.md", "ko"),
    ("docs/errors_ja.md", "ja"),
    ("docs/errors-fr.mdx", "fr"),
    ("docs/errors.zh-TW.md", "zh-TW"),
    ("docs/errors_zh_CN.md", "zh-CN"),
    ("docs/de/errors.ko.md", "ko"),
    ("docs/ja.md", "ja"),
    ("ja", "ja"),
    ("docs/cy/errors.md", "cy"),
    ("locales/it/errors.md", "it"),
    ("docs/it-IT/errors.md", "it-IT"),
    ("docs/errors.id.md", "id"),
    # No languages, or not for certain.
    ("docs/id/errors.md", "en"),
    ("docs/IT/errors.md", "en"),
    ("docs/no/errors.md", "en"),
    ("docs/my-db/errors.md", "en"),
    ("docs/event-id.md", "en"),
    ("docs/several-br.md", "en"),
    ("docs/api/errors.md", "en"),
    ("docs/js/errors.md", "en"),
    ("docs/de_food/errors.md", "en"),
    ("docs/v2/errors.md", "en"),
    ("errors.md", "en"),
    ("", "en"),
]


@pytest.mark.parametrize(("path", "tag"), PATHS)
def test_a_page_without_prose_is_in_the_language_of_its_place(path: str, tag: str) -> None:
    assert told(NUMBERS, path) == tag


@pytest.mark.parametrize(
    ("text", "path", "tag"),
    [
        (ENGLISH, "docs/vi/errors.md", "en"),
        (ENGLISH, "docs/id/errors.md", "en"),
        (ENGLISH, "docs/de-DE/errors.md", "en"),
        (ENGLISH, "docs/cy/errors.md", "en"),
        (ENGLISH, "docs/en-GB/errors.md", "en-GB"),
        (GERMAN, "docs/en/errors.md", "de"),
        (GERMAN, "docs/de-AT/errors.md", "de-AT"),
        (page(*SMALL["nb"]), "docs/no/errors.md", "no"),
        (page(*SMALL["zh-CN"]), "docs/zh/errors.md", "zh-CN"),
        (page(*SMALL["zh-CN"]), "docs/zh-Hans/errors.md", "zh-Hans"),
        (page(*SMALL["sr-Latn"]), "docs/sr/errors.md", "sr-Latn"),
        # What two languages share is in the one that the place names.
        (PORTUGUESE, "docs/pt-br/errors.md", "pt-BR"),
        (PORTUGUESE, "docs/es/errors.md", "es"),
        (page("x", "y", "z", "要求無効", "権限不足"), "docs/ja/errors.md", "ja"),
        (page("x", "y", "z", "要求", "限定"), "docs/ja/errors.md", "ja"),
        (page("x", "y", "z", "要求", "限定"), "docs/errors.md", "zh"),
        # Of a language that has no list the place knows more.
        (page("x", "y", "z", "Nid yw'r cais yn ddilys", "blwch"), "docs/cy/errors.md", "cy"),
    ],
)
def test_the_place_refines_the_prose_and_never_contradicts_it(
    text: str, path: str, tag: str
) -> None:
    assert told(text, path) == tag


def test_a_long_page_is_told_as_fast_as_a_short_one() -> None:
    parsed, _ = markdown.read(
        document("e.md", page("x", "y", "z", *[f"{i} Die Kiste fehlt. é " * 90 for i in range(30)]))
    )
    rows = parsed.tables[0].rows * 20_000
    begun = time.perf_counter()
    long = replace(parsed, tables=(replace(parsed.tables[0], rows=rows),))
    assert locale.of(long, CatalogueSettings("x", ("e.md",))) == "de"
    assert time.perf_counter() - begun < 5


def test_the_help_for_two_pages_in_one_locale_settles_it() -> None:
    paths = ("a.md", "docs/b.md")
    table = "# Errors\n\n| Error code | Message |\n|---|---|\n| BOX_LOST | The box is not here. |\n"
    pages = [markdown.read(document(path, table))[0] for path in paths]
    _, problems = catalogue.read(CatalogueSettings("x", paths), pages, None, [])
    [twice] = [problem for problem in problems if problem.rule == "locale-twice"]
    line = twice.help.rpartition("\n")[2]
    text = f'[tool.error-table.catalogues.x]\npages = ["a.md", "docs/b.md"]\n{line}\n'
    settings, _ = config.read(document("pyproject.toml", text))
    found, problems = catalogue.read(settings.catalogues[0], pages, None, [])
    assert found
    assert found.locales == ("en", "ja")
    assert not errors(problems)
