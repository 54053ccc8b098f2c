"""Whether a page's words say that the same request may be sent again."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?](?:\s|$)|[。！？；;\n]")

# "Try again", in the languages that pages were seen in.
_AGAIN = re.compile(
    r"\bretr(?:y|ied|ies|ying)\b|\btry(?: \w+){0,3} again\b|再試行|やり直|再度|重试|重試|再试|再試"
    r"|다시 시도|재시도|erneut versuch|versuchen sie .{0,40}erneut|wiederhol|réessay"
    r"|nouvelle tentative|vuelva a intentar|intente.{0,20}de nuevo|reintent|inténtelo|riprov|ritent"
    r"|tente novamente|tentar novamente|repita|opnieuw|prøv .{0,30}igen|prøv .{0,30}på nytt"
    r"|försök .{0,30}igen|försök på nytt|yritä .{0,30}uudelleen|ponów|spróbuj.{0,30}ponownie"
    r"|zkus\w* .{0,30}znovu|opakujte|skúste .{0,30}znova|повтор|попробуйте .{0,30}снова"
    r"|yeniden dene|tekrar dene|próbálja .{0,30}(?:újra|meg)|إعادة المحاولة|حاول .{0,30}أخرى|أعد"
    r"|נסה שוב|लिए पुनः प्रयास|ลองอีกครั้ง|ลองใหม่|thử lại|coba lagi|cuba lagi|încercați din nou",
    re.IGNORECASE,
)
# "Ask again", "repeat the request": said of the request, and of nothing else.
_THE_REQUEST = (
    r"(?: (?:for|the|this|that|your|same|it|request|call|query|operation|order|upload|transaction"
    r"|command|job))*"
)
_REPEATED = re.compile(
    rf"\b(?:ask|send|poll|submit|call|query|run|issue|make|repeat){_THE_REQUEST}"
    r" (?:again|once more|later)\b"
    r"|\b(?:repeat|resend|resubmit|reissue) (?:(?:the|your|this|same) )*"
    r"(?:request|call|query|operation|transaction|it)\b"
    r"|\b(?:fragen|senden|stellen|führen|rufen|versuchen) sie [^.;:]{0,50}"
    r"\b(?:erneut|noch einmal|nochmals|später)\b"
    r"|\berneut (?:zu )?(?:anfragen|senden|abfragen|abrufen|aufrufen)"
    r"|\b(?:env[ií]e|haga|consulte|pregunte|realice)\b[^.;:]{0,40}(?:de nuevo|otra vez|nuevamente)"
    r"|\bvuelva a (?:enviar|consultar|preguntar|llamar|solicitar)"
    r"|もう一度[^。、]{0,20}(?:試|送信|問い合わせ|呼び出|実行|リクエスト)|再送|再リクエスト"
    r"|後で[^。、]{0,12}(?:試|送信|問い合わせ)"
    r"|再次(?:请求|發送|发送|提交|调用|查询|尝试|請求|嘗試)|稍[后後]再|重新(?:请求|請求|发送|發送|提交|调用|尝试|嘗試)",
    re.IGNORECASE,
)
_NOT_AGAIN = re.compile(
    r"\b(?:(?<!does )(?<!did )not|never|don't|cannot|can't)\b(?: \w+){0,3} retr"
    r"|\bno(?: \w+)? retr|再試行しない"
    r"|(?:请勿|不要|切勿|請勿)(?:立即|马上|馬上|频繁|頻繁)?(?:重试|重試)"
    rf"|\b(?:do not|don't|never|must not|should not) (?:repeat|resend|resubmit|reissue"
    rf"|(?:try|ask|send|submit|call){_THE_REQUEST} again)\b"
    r"|\bwiederhol\w* sie [^.,;:]{0,40}\bnicht\b|\bnicht (?:zu )?wiederholen|keine wiederholung"
    r"|\b(?:versuchen|fragen|senden|stellen) sie [^.,;:]{0,40}"
    r"\bnicht (?:erneut|noch einmal|nochmals)"
    r"|\bno (?:l[oae] )?(?:repita|reintente|vuelva a (?:intentar|enviar|solicitar)"
    r"|(?:intente|envíe|haga)[^.,;:]{0,30}(?:de nuevo|otra vez|nuevamente))"
    r"|(?:繰り返さ|再送し|再送信し|再実行し)ない|再試行は(?:不要|禁止)|もう一度[^。、]{0,15}しない"
    r"|(?:请勿|不要|切勿|請勿)(?:再次|重复|重複|重新)(?:请求|請求|发送|發送|提交|调用|尝试|嘗試)",
    re.IGNORECASE,
)
# "Do not retry immediately": then later.
_NOT_SO = re.compile(
    r"\b(?:immediately|until|before|right away|too (?:soon|often)|more (?:than|often)|faster"
    r"|without|unless|sofort|bevor|bis|ohne|öfter|mehr als|inmediatamente|hasta|antes|sin)\b"
    r"|すぐ|直ちに|立即|马上|馬上|频繁|頻繁",
    re.IGNORECASE,
)
# What is sent then is another request, or the world has to be changed first.
_CHANGED = re.compile(
    r"\b(?:correct|fix|chang|modif|adjust|edit|amend|reduc|shorten|replac|remov|add\b|adding|provid"
    r"|updat|choos|select|check|verif|ensur|make sure|split|valid\b|resolv|renew|refresh|log in"
    r"|sign in|authenticat|re-?authenticat|upgrad|pay\b|instead"
    r"|(?:with|use|using|send|get|create) (?:a|an|another|different|new|other)\b)"
    r"|korrig|berichtig|\bänder|geändert|\bander|anpass|\bpassen sie|prüf|stellen sie sicher|wähl"
    r"|verwend|\bneue[nrsm]?\b|ergänz|entfern|ersetz|behe?b|behoben|aktualisier|erstell|gültig"
    r"|corrij|corrig|cambi|modifi|ajust|verifi|revis|compr[ou]|\botr[oa]s?\b(?! vez)"
    r"|(?<!de )\bnuev[oa]s?\b|elij|utilic|reduzc|añad|agreg|elimin|asegúr|\bautre|\bnouvel|vérif"
    r"|修正|訂正|変更|確認|別の|新しい|見直|減ら|追加|削除|修改|更正|更改|更换|更換|检查|檢查|确认"
    r"|其他|新的|减少|減少",
    re.IGNORECASE,
)
# What may stand before "try again" in one sentence: a pause, a condition, a permission.
_WAITED = re.compile(
    r"\b(?:wait|after|later|paus|second|minute|hour|interval|back ?off|if\b|when\b|while\b|once\b"
    r"|safe|temporar|transient|idempoten)"
    r"|wart|später|sekunde|minute|stunde|\bnach\b|\bfalls\b|\bwenn\b|vorübergehend"
    r"|esper|segundo|hora\b|despu[eé]s|\btras\b|más tarde|\bsi\b|cuando|temporal"
    r"|attend|seconde|plus tard|待|秒|分|後|間隔|場合|一時|等|间隔|稍|后|如果|若",
    re.IGNORECASE,
)
_PERMITTED = re.compile(
    r"(?:\b(?:please|you|it|the|this|a|your|client|clients|caller|simply|just|then|and|may|can|could"
    r"|should|must|to|bitte|sie|können|dann|und|einfach|por favor|puede|debe|y)\b"
    r"|请|請|可以|[\s,:*-])*",
    re.IGNORECASE,
)


def said(message: str, actions: str) -> bool | None:
    """Whether the texts say that the same request may be sent again; None where they do not.

    `message` is what goes wrong, `actions` what to do about it. A sentence
    that asks for a change first speaks of another request.
    """
    sentences = _SENTENCE.split(f"{message}\n{actions}")
    denied = [one for one in sentences if _NOT_AGAIN.search(one)]
    if any(not _NOT_SO.search(one) for one in denied):
        return False
    if _AGAIN.search(message) and not denied:
        return True
    return True if any(_asks(one) for one in sentences if one not in denied) else None


def _asks(sentence: str) -> bool:
    """Whether a sentence asks for the same request again, with nothing to be done before."""
    found = _AGAIN.search(sentence) or _REPEATED.search(sentence)
    if not found or _CHANGED.search(sentence):
        return False
    before = sentence[: found.start()]
    return bool(_WAITED.search(before) or _PERMITTED.fullmatch(before))
