"""What the words above a column or a table speak of, in the languages that pages are written in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, TypeAlias

Concept: TypeAlias = Literal[
    "error", "code", "result", "status", "http", "event", "message", "describe", "solve",
    "name", "number", "retry", "field", "other", "row", "failing",
]  # fmt: skip

_LIMIT = 300
# Marks that a case fold or a keyboard leaves behind: the combining accents (`İ`.casefold() has
# one), Arabic vowels and hamzas. The vowels of Hindi and Thai and Japanese voicing stay.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655\u0670\u0640]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")
# Words that hold `code` and mean something else.
_NO_CODE = re.compile(
    r"\b(?:op|en|de|trans|uni|bar|byte|geo|qr|zip|post|pin)[ -]?code[drs]?\b|\bcodecs?\b|codebase"
    r"|\b(?:source|sample|example|your|in|client|server|java|python)[ -]code\b(?! *[|/])"
    r"|\bcode (?:samples?|examples?|blocks?|snippets?)\b"
    r"|[密号條条][码碼]|[验驗][证證][码碼]|二[维維][码碼]|[编解編][码碼][器格]"
)

# A word of two or more letters matches inside others, because compounds have no word boundary
# (`Fejlkode`, `Foutcode`); `^` asks for one before it, `$` after it. All are folded.
_WORDS: dict[Concept, str] = {
    "error": """
        error exception ^fault ^fail failure failed ^err$ ^errs$ ^errno reject declin ^problem
        sqlstate hresult ntstatus ^bug_?check ^denial ^bounce
        erreur exception echec ^errore ^erro$ ^erros$ fallo$ fallos$ excepcion excecao eccezion
        fehler ausnahme storung fout uitzonder fejl undtagelse ^fel$ ^fel(?=[kmt]) ^felaktig
        undantag feil unntak virhe poikkeu bład błed wyjat chyb vyjimk hiba kivetel eroare ^erori
        gresk napak ошиб исключен ^сбо(?=[йия]) отказ помилк винят греш ^hata istisna σφαλμα
        خطا اخطا استثنا فشل שגיא חריג त्रुटि अपवाद ผิดพลาด ข้อผิด kesalahan galat ^eror ^loi$
        エラー 例外 異常 障害 失敗 誤り 错误 錯誤 异常 失败 报错 出错 故障 오류 에러 예외 실패 장애""",
    "code": """
        code kode codic codig ^codi$ kod koodi код κωδικ ^cod$ كود رمز رموز קוד कोड รหัส โค้ด ^ma$
        コード 代码 代碼 编码 編碼 码 碼 코드 ^errno sqlstate hresult ntstatus""",
    "result": """
        ^ret$ return ^result respon reason.code ^reply ^exit ^clos disconnect terminat complet ^abort
        ruckgab ruckmeld antwort resultat resultad risultat ^esito respuesta risposta resposta
        retour retorn ritorno uscita salida sortie odpow wynik zwrot vysled navrat
        ответ возврат завершен результат sonuc yanit donus نتيجة استجابه
        戻り値 リターン 終了 応答 レスポンス 結果 返回 响应 響應 结果 退出 回傳 应答 결과 응답 종료 반환""",
    "status": """
        status ^statut ^etat$ estado stato zustand статус состоян durum ^tila allapot ^stav ^stan
        حالة סטטוס מצב स्थिति สถานะ trang.thai 状态 狀態 ステータス 状態 상태""",
    "http": "http ^rest$",
    "event": """
        event ereignis hændels hendels handels evenement gebeurtenis tapahtum zdarzen udalost
        esemeny событ ^поді ^olay حدث אירוע イベント 事件 이벤트""",
    "message": """
        message ^msg meddel nachricht meldung mensaje messaggi mensage bericht ^viesti komunikat
        wiadomosc zprav uzenet сообщен повідомл mesaj ileti رسال הודע संदेश ข้อความ pesan
        thong.bao メッセージ 消息 訊息 信息 邮件 郵件 메시지 메세지 melding ^text$ ^title""",
    "describe": """
        descri ^desc$ ^mean explan detail reason ^caus ^when ^case$ condition comment ^note summar
        remark interpret signific ^definition situation scenario ^info symptom
        beschreib bedeutung ursache erklar erlauter beskriv betydning betydelse forklar omschrij
        betekenis oorzaak arsag kuvaus selite opis popis vyznam przyczyn znaczen leiras jelentes
        описан опис значен причин пояснен aciklama anlam neden وصف معنى תיאור विवरण คำอธิบาย
        ความหมาย deskripsi keterangan penjelasan arti$ mo.ta causa ragione
        説明 意味 原因 理由 内容 詳細 描述 说明 說明 含义 含義 备注 備註 설명 의미 원인 내용 비고 사유""",
    "solve": """
        solution solv mitigat resol action remed ^fix troubleshoot ^handl workaround recommend
        suggest ^how recover ^what.to next.step ^try losung behebung massnahme abhilfe soluc
        soluz acciones oploss handling afhj atgard ratkais rozwiaz reseni megold решен устранен
        рекоменд cozum حل פתרון समाधान แก้ไข solusi 解决 解決 対処 対策 対応 处理 處理 해결 조치 대응""",
    "name": """
        name symbol ^const mnemonic macro identifier keyword ^label slug ^class$ ^nom$ nombre naam
        navn namn ^nimi nazw nazev ^nev$ ^имя наименов назван назва ^ad$ ^adı$ اسم ^שם नाम ชื่อ
        ^nama ^ten$ 名称 名稱 名前 シンボル 定数 常量 이름 명칭 상수 ^enum""",
    "number": """
        ^id$ ^ids$ number ^no$ ^nr$ ^num numeric value ^int ^hex decimal ^ordinal kennung identifi
        nummer numer numero wert$ valor$ valeur valore waarde værdi ^verdi ^varde ^arvo wartosc
        hodnot ertek deger номер знач قيم 值 値 番号 编号 編號 값 번호""",
    "retry": """
        retry retri reconnect transient recoverable resumable wiederhol reintent повтор
        重试 重試 再試行 リトライ 재시도""",
    "field": """
        ^type ^typ$ ^kind$ required default ^format optional mandatory ^fields?$ propert attribut
        schema nullable ^valid$ ^example ^tipo$ ^typen$ pflicht ^sample paramet header ^argument
        method endpoint ^setting ^variable ^environment ^option ^configuration function operator
        类型 類型 必須 必填 必选 必選 默认 型$ デフォルト 示例 필수 타입 유형 ^тип$ обязат 参数 參數
        パラメータ 파라미터 매개변수 параметр""",
    "other": """
        opcode ^op.code countr languag currenc locale ^bank ^card.(?:issuer|brand|type)
        timezone time.zone ^regions?$ ^units? colou?r enumer changelog version ^release glossar
        vocabular acronym abbrev platform command permission ^scopes?$ ^frame ^stream ^metric
        sprache lander wahrung langue monnaie idioma moneda lingua valuta стран язык валют банк
        国家 國家 语言 語言 言語 通貨 货币 貨幣 银行 銀行 국가 언어 통화 은행 카드사""",
    "row": "^#$ ^no$ ^nr$ ^num$ ^number$ ^case ^row ^index ^item ^s.?no$ 序号 序號 順番 ^stt$ 순번 연번 ^lp$ п/п",
    "failing": """
        ^not$ n.t$ cannot ^unable invalid ^missing ^absent denied ^unauth forbid unknown unsupport
        unexpect unavailab unrecogni undefined expired expir exceed time.?out timed.out illegal
        malformed incorrect ^wrong conflict ^refus ^limit ^too$ ^no$ ^without already ^unsuccess
        insufficient ^bad$ ^lost$ mismatch corrupt disabled blocked abort cancel violat inconsist
        duplicat internal.server overload ^out.of throttl
        nicht ^kein ungultig fehlt abgelauf unbekannt verboten ^pas$ manqu inconnu impossible
        expire invalid ^falta desconoc ^nao$ ^non$ mancan scadut sconosc ^niet$ ^geen ongeldig
        ontbreek ^ikke ^inte$ ugyldig ogiltig mangler saknas puuttu ^nie$ ^brak niepraw ^nelze
        neplat ^nem$ ervenytelen ^не$ ^нет$ недопуст невер отсут превыш запрещ истек ^немає
        недійс degil gecersiz eksik bulunam ^yok غير ^لا$ ^لم$ ^לא$ ^אין नहीं अमान्य ไม่ ^tidak
        gagal ^khong ない ません 不正 無効 不足 超過 未 拒否 切れ 不 无 無 非法 缺少 超 过期 拒绝 拒絕
        禁止 没有 已 없 않 못 불가 잘못 초과 만료 거부 불일치 아닙""",
}


def fold(text: str) -> str:
    """A text as it is compared: no case, no accents, camelCase opened; its first 300 characters."""
    opened = _CAMEL.sub(" ", text[:_LIMIT])
    plain = _MARKS.sub("", unicodedata.normalize("NFD", opened.casefold()))
    return unicodedata.normalize("NFC", plain)


def concepts(text: str) -> frozenset[Concept]:
    """What a header or a heading speaks of: `Fejlkode` is an error and a code."""
    plain = fold(text)
    found = {concept for concept, pattern in _patterns() if pattern.search(plain)}
    if "code" in found and not dict(_patterns())["code"].search(_NO_CODE.sub(" ", plain)):
        found.discard("code")
    return frozenset(found - {"failing"})


def fails(text: str) -> bool:
    """Whether a message says that something went wrong."""
    plain = fold(text)
    known = dict(_patterns())
    return bool(known["failing"].search(plain) or known["error"].search(plain))


@cache
def _patterns() -> tuple[tuple[Concept, re.Pattern[str]], ...]:
    return tuple((concept, _compiled(words)) for concept, words in _WORDS.items())


def _compiled(words: str) -> re.Pattern[str]:
    stems = dict.fromkeys(_stem(word) for word in words.split())
    return re.compile("|".join(stems))


def _stem(word: str) -> str:
    """`^` and `$` are the edges of a word here, and no letter of any script may adjoin them."""
    word = fold(word)
    body = word.removeprefix("^").removesuffix("$")
    return (r"(?<!\w)" if word[0] == "^" else "") + body + (r"(?!\w)" if word[-1] == "$" else "")
