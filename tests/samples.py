"""Catalogues made by hand, for tests that need no page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator import names
from generator.catalogue.assemble import titles
from generator.model import (
    Catalogue,
    Envelope,
    Error,
    Example,
    KeyPath,
    Mark,
    Message,
    PageInfo,
    Parameter,
    Retryable,
    Success,
    Text,
    Variant,
)

LOCALE = "ja-JP"
SOURCES = Path(__file__).parents[1] / "source_docs"
_ROWS: list[tuple[str, int, tuple[str | int, ...], tuple[str, ...]]] = [
    ("BadRequest", 400, ("一般的な不適切な要求エラー メッセージ。",), ()),
    ("InvalidHashValue", 400, ("ハッシュ値 ", 0, " が無効です。"), ("invalid_hash",)),
    (
        "MaximumBatchSizeExceeded",
        400,
        ("受信済み: ", 0, ", allowed: ", 1, "."),
        ("batch_size_received", "batch_size_allowed"),
    ),
    ("Unauthorized", 401, ("承認されていない (無効または期限切れの承認ヘッダー)。",), ()),
    ("Forbidden", 403, ("許可されていません。",), ()),
    ("NotFound", 404, ("一般的な見つからないエラー メッセージ。",), ()),
    (
        "ResourceNotFound",
        404,
        ("リソース ", 0, " が見つかりませんでした。"),
        ("requested_resource",),
    ),
    ("InternalServerError", 500, ("(エラー メッセージなし、操作を再試行してください)",), ()),
    ("TooManyRequests", 429, ("応答は、クォータ制限に達することを表します。",), ()),
]


def key_path(dotted: str) -> KeyPath:
    """A path as it is written with dots: a number is a place in an array."""
    keys = dotted.split(".") if dotted else []
    return tuple(int(key) if key.isdecimal() else key for key in keys)


def defender() -> Catalogue:
    """A short form of the project's own catalogue."""
    rows = [_error(*row) for row in _ROWS]
    rows[-2] = replace(
        rows[-2],
        messages=(replace(rows[-2].messages[0], remark=True),),
        retryable=Retryable(True, "page"),
    )
    rows[1] = replace(rows[1], hints=(Text(LOCALE, "大文字と小文字が区別されます。"),))
    rows[4] = replace(rows[4], evidence="status-name", cell="禁止されています")
    return catalogue("defender-errors", rows, envelope=ENVELOPE, examples=(EXAMPLE,))


ENVELOPE = Envelope(("error", "code"), ("error", "message"), ("error", "target"))
EXAMPLE = Example(
    '{"error": {"code": "ResourceNotFound", "message": "Machine 1 was not found", "target": "t"}}',
    "ResourceNotFound",
    "Machine 1 was not found",
    "t",
)


def _error(
    code: str, status: int | None, parts: tuple[str | int, ...], params: tuple[str, ...]
) -> Error:
    shown = "".join(p if isinstance(p, str) else "{" + params[p] + "}" for p in parts)
    return Error(
        code=code,
        class_name="",
        slug="",
        status=status,
        status_text=f"({status})" if status else "",
        cell=code,
        messages=(Message(LOCALE, shown, parts),),
        parameters=tuple(Parameter(p, "pinned", ((LOCALE, p),)) for p in params),
        retryable=Retryable(status in {429, 500}, "status" if status else "unknown"),
    )


def catalogue(
    name: str,
    errors: Sequence[Error],
    *,
    envelope: Envelope = Envelope(),
    examples: tuple[Example, ...] = (),
    locale: str = LOCALE,
) -> Catalogue:
    """A catalogue of the errors, their class names and slugs filled in."""
    root = names.root(name)
    namings = [
        names.Naming(e.code, e.name, titles.title(e.messages[0].text if e.messages else ""))
        for e in errors
    ]
    classes = names.class_names(namings, root)
    slugs = names.slugs(e.code for e in errors)
    named = tuple(
        replace(e, class_name=c, slug=s) for e, c, s in zip(errors, classes, slugs, strict=True)
    )
    return Catalogue(
        name=name,
        package=names.package(name),
        root=root,
        title="REST API error codes",
        locales=(locale,),
        pages=(PageInfo("source_docs/page.md", locale, "REST API error codes"),),
        envelope=envelope,
        errors=named,
        examples=examples,
        licence="CC-BY-4.0",
        author="Microsoft",
        origin="https://example.org/page",
    )


def numeric() -> Catalogue:
    """Codes that are numbers, no status, no envelope, English messages."""
    rows = [
        _plain("10003", "Unknown channel"),
        _plain("10004", "Unknown channel"),
        _plain("-32700", "Parse error"),
        _plain("0x80070005", "アクセスが拒否されました"),
    ]
    return catalogue("gateway", rows, locale="en")


def _plain(code: str, text: str) -> Error:
    return Error(code, class_name="", cell=code, messages=(Message("en", text, (text,)),))


def variants() -> Catalogue:
    """A code that stands in two rows with two statuses, and one retired code."""
    first = _error("ABORTED", 409, ("Concurrency conflict.",), ())
    second = Variant(429, (Message(LOCALE, "Too many.", ("Too many.",)),), heading="Limits")
    retired = replace(_error("GONE_AWAY", 410, ("It left.",), ()), retired=True)
    one = Variant(409, first.messages, heading="General")
    return catalogue("camara", [replace(first, variants=(one, second)), retired])


def advised() -> Catalogue:
    """A catalogue in two languages, whose pages say more than a message beside a code."""
    rows = [
        replace(
            _spoken(
                "1001", "Invoice `4` is {state}. See [states].", "請求書 `4` は {state} です。"
            ),
            name="INVOICE_CLOSED",
            status=409,
            retryable=Retryable(False, "status"),
            actions=(
                _told("en", "Reopen it, as [guide] says.", "https://x.org/guide_(1)"),
                _told("ja", "再度開いてください ([手順])。", "guide.md#open"),
            ),
            causes=(Text("en", "It was closed."), Text("ja", "締め切られました。")),
            fields=(
                ("en", (("Required role", "admin (https://x.org/roles)\nowner"), ("", "x"))),
                ("ja", (("必要な役割", "管理者"),)),
            ),
            remark="since 2.1",
        ),
        replace(
            _spoken("1002", "The service is down.", "サービスは停止中です。"),
            hints=(Text("en", "Wait."), Text("ja", "待ってください。")),
            status=503,
            retryable=Retryable(True, "status"),
        ),
        _spoken("card_declined", "The card was declined.", "カードは拒否されました。"),
    ]
    bodies = [Example(f'{{"code": {code}, "msg": "m"}}', code, "m") for code in ("0", "1001")]
    made = catalogue(
        "billing",
        rows,
        envelope=Envelope(("code",), ("msg",)),
        examples=tuple(bodies),
        locale="en",
    )
    pages = tuple(PageInfo(f"docs/{x}/errors.md", x, f"Errors ({x})") for x in ("en", "ja"))
    fine = Message("en", "All is well.", ("All is well.",), marks=(Mark(0, 3),))
    successes = (Success("0", None, "SUCCESS", (fine, replace(fine, locale="ja", text="成功"))),)
    return replace(
        made, locales=("en", "ja"), pages=pages, successes=(*successes, Success("OK", 200))
    )


def _spoken(code: str, english: str, japanese: str) -> Error:
    """An error without a status; `x` in a text is code, [x] a link."""
    told = (_told("en", english, "../states.md"), _told("ja", japanese, "/ja/states"))
    messages = tuple(
        Message(one.locale, one.text, _parts(one.text), marks=one.marks) for one in told
    )
    parameters = (Parameter("state", "words"),) if "{state}" in english else ()
    return Error(code, class_name="", cell=code, messages=messages, parameters=parameters)


def _parts(text: str) -> tuple[str | int, ...]:
    before, found, after = text.partition("{state}")
    return (before, 0, after) if found else (before,)


def _told(locale: str, text: str, url: str) -> Text:
    shown, marks = "", []
    for part in re.split(r"(`[^`]*`|\[[^\]]*\])", text):
        inner = part[1:-1] if part[:1] in ("`", "[") else part
        if inner != part:
            at = len(shown)
            marks.append(Mark(at, at + len(inner), url if part[0] == "[" else ""))
        shown += inner
    return Text(locale, shown, marks=tuple(marks))


def listed() -> Catalogue:
    """Errors in an array, each of which says more than its code and its message."""
    scarce = replace(
        _plain("out_of_stock", ""),
        status=409,
        messages=(Message("en", "Only {available} left.", ("Only ", 0, " left.")),),
        parameters=(Parameter("available", "words"),),
    )
    blank = replace(_plain("blank_field", "It is blank."), status=422)
    text = '{"errors": [{"code": "blank_field", "message": "It is blank.", "field": "name"}]}'
    return catalogue(
        "shop",
        [scarce, blank],
        envelope=Envelope(
            *(("errors", 0, "code"), ("errors", 0, "message"), ("request_id",), ("retry_in",)),
            header="x-error-code",
        ),
        examples=(Example(text, "blank_field", "It is blank."),),
        locale="en",
    )


def in_success() -> Catalogue:
    """Errors that come with status 200, told by a number."""
    made = catalogue(
        "messenger",
        [_plain("40013", "Invalid app."), _plain("45009", "Too many calls.")],
        envelope=Envelope(("errcode",), ("errmsg",), wire="integer"),
        examples=(Example('{"errcode": 40013, "errmsg": "invalid"}', "40013", "invalid"),),
        locale="en",
    )
    return replace(made, successes=(Success("0"), Success("7")), errors_in_success=True)


HOSTILE = (
    "\"\"\" ''' \\ \\N{BULLET} \\x41 {{ 7*7 }} {% raw %} {# #} */ /* // </script> <!-- --> "
    "${x} `x` | \t \0 \x7f \x85 \u2028 \u202e \ufeff # %s {0} {x} @deprecated {@link x} "
    "](javascript:alert(1)) "
    "<img src=x onerror=1> &amp; \\"
)


def hostile() -> Catalogue:
    """The same text, made to break out of every language, in every field that takes text."""
    codes = ["None", "class", "__init__", "constructor", "toString", "TimeoutError", "../../x"]
    codes += [
        "not found",
        "NotFound",
        "notfound",
        "NOT_FOUND",
        HOSTILE,
        "Error",
        "禁止",
        "__proto__",
    ]
    rows = [
        replace(
            _error(code, 400, (HOSTILE, 0, HOSTILE), ("value",)),
            cell=HOSTILE,
            status_text=HOSTILE,
            name=HOSTILE,
            hints=(Text(LOCALE, HOSTILE),),
            causes=(Text(LOCALE, HOSTILE),),
            actions=(Text(LOCALE, HOSTILE),),
            deprecated=HOSTILE,
            source=HOSTILE,
            heading=HOSTILE,
            fields=((LOCALE, ((HOSTILE, HOSTILE), ("", HOSTILE))),),
            remark=HOSTILE,
        )
        for code in codes
    ]
    made = catalogue("hostile", rows, envelope=ENVELOPE)
    success = Success(f"x{HOSTILE}", 200, HOSTILE, (Message(LOCALE, HOSTILE, (HOSTILE,)),))
    return replace(
        made,
        title=HOSTILE,
        author=HOSTILE,
        origin=HOSTILE,
        licence=HOSTILE,
        successes=(success, Success("\u202e")),
    )


def large(count: int) -> Catalogue:
    """As many plain errors as wanted."""
    return catalogue(
        "large", [_error(f"Code{n}", 400 + n % 30, ("It failed.",), ()) for n in range(count)]
    )


def whole() -> Catalogue:
    """The project's own page, all 20 codes of it, read as simply as can be."""
    page = (SOURCES / "common-errors.md").read_text(encoding="utf-8")
    rows = [row.split("|") for row in page.split("\n") if re.search(r"\|.*\([45]\d\d\)\|", row)]
    restored = {"権限がありません (Unauthorized)": "Unauthorized", "禁止されています": "Forbidden"}
    said = tomllib.loads((SOURCES / "common-errors.toml").read_text(encoding="utf-8"))["errors"]
    hint = page.split("case-sensitive")[1].split("\n## ")[0].split("\n", 1)[1]
    errors = [_whole(restored.get(row[0], row[0]), row, said, hint) for row in rows]
    return catalogue("defender-errors", errors, envelope=ENVELOPE, examples=(EXAMPLE,))


def _whole(code: str, row: list[str], said: dict[str, dict[str, list[str]]], hint: str) -> Error:
    pieces = re.split(r"\{([^{}]*)\}", row[2].strip())
    parts = tuple(
        piece if n % 2 == 0 else n // 2 for n, piece in enumerate(pieces) if piece or n % 2
    )
    names_of = tuple(said.get(code, {}).get("parameters", ()))
    hints = (Text(LOCALE, hint.replace("*", "").strip()),) if code in hint else ()
    return replace(_error(code, int(row[1][-4:-1]), parts, names_of), hints=hints)
