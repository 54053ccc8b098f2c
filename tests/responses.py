"""What services send, and what every generated client has to make of it: one table for all.

`SENT` has for each case the catalogue, the status, the headers and the body,
and what is seen of the error: `None` where there is none. What a `Seen` does
not say is as its default.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from generator.model import Catalogue, Envelope, Error, Message, Retryable, Success
from generator.statuses import RETRYABLE
from tests import samples


@dataclass(frozen=True)
class Item:
    """One of the errors of a body."""

    name: str
    code: str
    message: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """What is to be seen of an error. `wait` are the seconds after which to try again.

    `own` is what has an attribute in Python, and is in `extra` in TypeScript.
    """

    name: str
    code: str
    message: str = ""
    correlation_id: str | None = None
    wait: float | None = None
    retryable: bool = False
    extra: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)
    errors: tuple[Item, ...] = ()


class Sent(NamedTuple):
    """A response: `body` is JSON where it is no bytes."""

    catalogue: str
    status: int
    headers: dict[str, str]
    body: Any
    seen: Seen | None

    @property
    def content(self) -> bytes:
        """The body on the wire."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def _catalogue(
    name: str, rows: dict[str, int | None], envelope: Envelope, *successes: str, **more: Any
) -> Catalogue:
    errors = [
        Error(
            code,
            class_name="",
            cell=code,
            status=status,
            messages=(Message("en", f"{code} is documented.", (f"{code} is documented.",)),),
            retryable=Retryable(status in RETRYABLE, "status" if status else "unknown"),
        )
        for code, status in rows.items()
    ]
    made = samples.catalogue(name, errors, envelope=envelope, locale="en")
    return replace(made, successes=tuple(map(Success, successes)), **more)


def _paths(code: str, message: str = "", ident: str = "", **more: Any) -> Envelope:
    return Envelope(*map(samples.key_path, (code, message, ident)), **more)


NUMBERS: dict[str, int | None] = {"40001": None, "45009": None, "-1": None}
WORDS: dict[str, int | None] = {"OUT_OF_STOCK": 409, "BAD_EMAIL": 422, "SLOW_DOWN": 429}
LOOSE: dict[str, int | None] = dict.fromkeys(WORDS)
CATALOGUES: dict[str, Catalogue] = {
    "shop": _catalogue("shop", WORDS, _paths("errors.0.code", "errors.0.detail", "request_id")),
    "graph": _catalogue(
        *("graph", LOOSE, _paths("errors.0.extensions.code", "errors.0.message")),
        errors_in_success=True,
    ),
    "listed": _catalogue("listed", WORDS, _paths("0.code", "0.message")),
    "plain": _catalogue("plain", WORDS, _paths("error.code", "error.message", "error.id")),
    "chat": _catalogue(
        *("chat", NUMBERS, _paths("errcode", "errmsg", wire="integer"), "0"),
        errors_in_success=True,
    ),
    "slack": _catalogue("slack", LOOSE, _paths("error"), errors_in_success=True),
    "quiet": _catalogue("quiet", NUMBERS, _paths("errcode", "errmsg"), "0"),
    "unknown": _catalogue("unknown", WORDS, Envelope()),
    "amazon": _catalogue("amazon", WORDS, _paths("__type", "message")),
    "blobs": _catalogue(
        *("blobs", WORDS, _paths("Code", "Message", "RequestId", header="x-ms-error-code")),
    ),
    "buckets": _catalogue("buckets", WORDS, _paths("Code", "Message", "RequestId", xml=True)),
    "waits": _catalogue(
        *("waits", WORDS, _paths("code", "message", retry_after=("retry_after",))),
    ),
}
TAKEN = Item("OutOfStockError", "OUT_OF_STOCK", "It is gone.", {"field": "lamp"})
EMAIL = Item("BadEmailError", "BAD_EMAIL", "It has no @.", {"field": "email"})
XML = (
    b'<?xml version="1.0"?>\n<Error xmlns="http://x/"><Code>OUT_OF_STOCK</Code>'
    b"<Message>It is &lt;gone&gt; &amp; sold.</Message><RequestId>r1</RequestId></Error>"
)

SENT: dict[str, Sent] = {
    # All errors of a body
    "several errors": Sent(
        *("shop", 422, {}),
        {
            "errors": [
                {"code": "BAD_EMAIL", "detail": "It has no @.", "field": "email"},
                {"code": "OUT_OF_STOCK", "detail": "It is gone.", "field": "lamp"},
            ],
            "request_id": "r1",
            "more": {"a": [1]},
        },
        Seen(
            *("BadEmailError", "BAD_EMAIL", "It has no @.", "r1"),
            extra={"field": "email", "more": {"a": [1]}},
            errors=(EMAIL, TAKEN),
        ),
    ),
    "a known code behind one without": Sent(
        *("shop", 409, {}),
        {
            "errors": [
                {"detail": "It failed."},
                {"code": "OUT_OF_STOCK", "detail": "It is gone.", "field": "lamp"},
            ]
        },
        Seen(
            *("OutOfStockError", "OUT_OF_STOCK", "It is gone."),
            extra={"field": "lamp"},
            errors=(Item("Http409Error", "", "It failed."), TAKEN),
        ),
    ),
    "a known code behind an unknown one": Sent(
        *("shop", 409, {}),
        {"errors": [{"code": "NEW"}, {"code": "OUT_OF_STOCK", "detail": "m"}]},
        Seen(
            *("OutOfStockError", "OUT_OF_STOCK", "m"),
            errors=(Item("Http409Error", "NEW"), Item("OutOfStockError", "OUT_OF_STOCK", "m")),
        ),
    ),
    "unknown ones alone": Sent(
        *("shop", 500, {}),
        {"errors": [{"code": "NEW", "detail": "m"}, {"code": "NEWER"}, "x", None]},
        Seen(
            *("ServerError", "NEW", "m"),
            retryable=True,
            errors=(Item("ServerError", "NEW", "m"), Item("ServerError", "NEWER")),
        ),
    ),
    "an array where none is documented": Sent(
        *("plain", 422, {}),
        {"errors": [{"code": "BAD_EMAIL", "message": "m", "field": "email"}]},
        Seen(
            *("BadEmailError", "BAD_EMAIL", "m"),
            extra={"field": "email"},
            errors=(Item("BadEmailError", "BAD_EMAIL", "m", {"field": "email"}),),
        ),
    ),
    "an array beside the error": Sent(
        *("plain", 422, {}),
        {
            "error": {
                "code": "BAD_EMAIL",
                "message": "m",
                "errors": [{"code": "OUT_OF_STOCK", "message": "n"}],
            }
        },
        Seen(
            *("BadEmailError", "BAD_EMAIL", "m"),
            errors=(Item("OutOfStockError", "OUT_OF_STOCK", "n"),),
        ),
    ),
    "an array at the top": Sent(
        *("listed", 422, {}),
        [{"code": "BAD_EMAIL", "message": "m"}, {"code": "OUT_OF_STOCK", "message": "n", "x": 1}],
        Seen(
            *("BadEmailError", "BAD_EMAIL", "m"),
            errors=(
                Item("BadEmailError", "BAD_EMAIL", "m"),
                Item("OutOfStockError", "OUT_OF_STOCK", "n", {"x": 1}),
            ),
        ),
    ),
    "extensions": Sent(
        *("graph", 400, {}),
        {
            "errors": [
                {"message": "m", "path": ["a", 1], "extensions": {"code": "BAD_EMAIL", "x": 1}}
            ]
        },
        Seen(
            *("BadEmailError", "BAD_EMAIL", "m"),
            extra={"path": ["a", 1], "x": 1},
            errors=(Item("BadEmailError", "BAD_EMAIL", "m", {"path": ["a", 1], "x": 1}),),
        ),
    ),
    "a key that is a number": Sent(
        *("shop", 400, {}),
        {"errors": {"0": {"code": "BAD_EMAIL", "detail": "m"}}},
        Seen(
            *("ClientError", ""),
            message='{"errors": {"0": {"code": "BAD_EMAIL", "detail": "m"}}}',
            extra={"errors": {"0": {"code": "BAD_EMAIL", "detail": "m"}}},
        ),
    ),
    # What the envelope does not name
    "more than the envelope": Sent(
        *("plain", 409, {}),
        {"error": {"code": "OUT_OF_STOCK", "message": "m", "id": "i", "sku": 7}, "trace": "t"},
        Seen(
            *("OutOfStockError", "OUT_OF_STOCK", "m", "i"),
            extra={"trace": "t", "sku": 7},
        ),
    ),
    "the inner of two that are called the same": Sent(
        *("plain", 409, {}),
        {"error": {"code": "OUT_OF_STOCK", "x": "in"}, "x": "out", "y": None},
        Seen("OutOfStockError", "OUT_OF_STOCK", extra={"x": "in", "y": None}),
    ),
    "details and an inner error": Sent(
        *("plain", 409, {}),
        {
            "error": {
                "code": "OUT_OF_STOCK",
                "details": [{"code": "x"}],
                "innererror": {"code": "y"},
                "sku": 7,
            }
        },
        Seen(
            *("OutOfStockError", "OUT_OF_STOCK"),
            extra={"sku": 7},
            own={"details": [{"code": "x"}], "innererror": {"code": "y"}},
        ),
    ),
    "details that are no objects": Sent(
        *("plain", 409, {}),
        {"error": {"code": "OUT_OF_STOCK", "details": ["x"], "innererror": "y"}},
        Seen("OutOfStockError", "OUT_OF_STOCK", extra={"details": ["x"], "innererror": "y"}),
    ),
    # A key may be any text, also none.
    **{
        f"a member without a name, {what}": Sent(
            *("plain", 409, {}), {"error": {"": 7, **more}}, seen
        )
        for what, more, seen in [
            ("a code", {"code": "NEW"}, Seen("Http409Error", "NEW", extra={"": 7})),
            ("no code", {"message": "m"}, Seen("Http409Error", "", "m", extra={"": 7})),
            (
                "an inner code",
                {"innererror": {"code": "OUT_OF_STOCK"}},
                Seen(
                    *("OutOfStockError", "OUT_OF_STOCK"),
                    extra={"": 7},
                    own={"innererror": {"code": "OUT_OF_STOCK"}},
                ),
            ),
        ]
    },
    "a member without a name, a code in a header": Sent(
        *("blobs", 409, {"x-ms-error-code": "OUT_OF_STOCK"}),
        {"": 7, "Message": "m"},
        Seen("OutOfStockError", "OUT_OF_STOCK", "m", extra={"": 7}),
    ),
    "problem details": Sent(
        *("plain", 422, {"Content-Type": "application/problem+json"}),
        {
            "type": "https://example.org/problems#BAD_EMAIL",
            "title": "Bad",
            "status": 422,
            "detail": "It has no @.",
            "balance": 30,
        },
        Seen(
            *("BadEmailError", "BAD_EMAIL", "It has no @."),
            extra={"title": "Bad", "status": 422, "balance": 30},
        ),
    ),
    # Errors in a success
    "GraphQL with 200": Sent(
        *("graph", 200, {}),
        {"data": None, "errors": [{"message": "m", "extensions": {"code": "SLOW_DOWN"}}]},
        Seen(
            *("SlowDownError", "SLOW_DOWN", "m"),
            extra={"data": None},
            errors=(Item("SlowDownError", "SLOW_DOWN", "m"),),
        ),
    ),
    "GraphQL that is fine": Sent("graph", 200, {}, {"data": {"code": "SLOW_DOWN"}}, None),
    "a number with 200": Sent(
        *("chat", 200, {}),
        {"errcode": 40001, "errmsg": "m"},
        Seen("Error40001", "40001", "m"),
    ),
    "a number that is text": Sent(
        *("chat", 200, {}), {"errcode": "45009"}, Seen("Error45009", "45009")
    ),
    "an unknown number with 200": Sent(
        *("chat", 200, {}), {"errcode": 99999, "errmsg": "m"}, Seen("ChatApiError", "99999", "m")
    ),
    "a success": Sent("chat", 200, {}, {"errcode": 0, "errmsg": "ok"}, None),
    "a success that is text": Sent("chat", 200, {}, {"errcode": "0"}, None),
    "no code with 200": Sent("chat", 200, {}, {"items": [{"errcode": 40001}]}, None),
    "no JSON with 200": Sent("chat", 200, {}, b"<html>40001</html>", None),
    "nothing with 200": Sent("chat", 200, {}, b"", None),
    "a word at the top": Sent(
        *("slack", 200, {}),
        {"ok": False, "error": "BAD_EMAIL"},
        Seen("BadEmailError", "BAD_EMAIL", extra={"ok": False}),
    ),
    "a word that nobody documents": Sent(
        *("slack", 200, {}),
        {"ok": False, "error": "fresh"},
        Seen("SlackApiError", "fresh", extra={"ok": False}),
    ),
    "fine": Sent("slack", 200, {}, {"ok": True, "channel": "c"}, None),
    "off": Sent("quiet", 200, {}, {"errcode": 40001, "errmsg": "m"}, None),
    # Names without an example, and codes elsewhere
    **{
        f"called {key}": Sent(
            *("unknown", 409, {}), {key: "OUT_OF_STOCK"}, Seen("OutOfStockError", "OUT_OF_STOCK")
        )
        for key in (
            *("code", "errorCode", "error_code", "errcode", "errorcode", "ret", "retcode"),
            *("resultCode", "returnCode", "Code", "error", "type"),
        )
    },
    **{
        f"a message called {key}": Sent(
            *("unknown", 409, {}),
            {"errcode": "OUT_OF_STOCK", key: "m"},
            Seen("OutOfStockError", "OUT_OF_STOCK", "m"),
        )
        for key in ("message", "msg", "errmsg", "errMsg", "Message", "detail", "errorMessage")
    },
    "a type with a prefix": Sent(
        *("amazon", 409, {}),
        {"__type": "com.example.v1#OUT_OF_STOCK", "message": "m"},
        Seen("OutOfStockError", "OUT_OF_STOCK", "m"),
    ),
    "a code in a header": Sent(
        *("blobs", 409, {"X-Ms-Error-Code": "OUT_OF_STOCK"}),
        b"",
        Seen("OutOfStockError", "OUT_OF_STOCK"),
    ),
    "a header with more around": Sent(
        *("blobs", 409, {"x-ms-error-code": "com.example#OUT_OF_STOCK:http://example.org/"}),
        {"Message": "m"},
        Seen("OutOfStockError", "OUT_OF_STOCK", "m"),
    ),
    "a header beside a known code": Sent(
        *("blobs", 409, {"x-ms-error-code": "BAD_EMAIL"}),
        {"Code": "OUT_OF_STOCK"},
        Seen("OutOfStockError", "OUT_OF_STOCK"),
    ),
    "a header beside an unknown code": Sent(
        *("blobs", 409, {"x-ms-error-code": "BAD_EMAIL"}),
        {"Code": "NEW"},
        Seen("BadEmailError", "BAD_EMAIL", extra={"Code": "NEW"}),
    ),
    "an unknown code in a header": Sent(
        *("blobs", 409, {"x-ms-error-code": "NEW"}), b"", Seen("Http409Error", "NEW")
    ),
    "a header that nobody configured": Sent(
        *("plain", 409, {"x-ms-error-code": "OUT_OF_STOCK"}), b"", Seen("Http409Error", "")
    ),
    "XML": Sent(
        *("buckets", 404, {"Content-Type": "application/xml"}),
        XML,
        Seen("OutOfStockError", "OUT_OF_STOCK", "It is <gone> & sold.", "r1"),
    ),
    "XML with a prefix": Sent(
        *("buckets", 404, {}),
        b'<s:Fault xmlns:s="x"><s:Code a="1"> OUT_OF_STOCK </s:Code></s:Fault>',
        Seen("OutOfStockError", "OUT_OF_STOCK"),
    ),
    "JSON where there may be XML": Sent(
        *("buckets", 404, {}),
        {"Code": "OUT_OF_STOCK", "Message": "m"},
        Seen("OutOfStockError", "OUT_OF_STOCK", "m"),
    ),
    "HTML where there may be XML": Sent(
        *("buckets", 502, {}),
        b"<html><code>x</code></html>",
        Seen("ServerError", "", "<html><code>x</code></html>", retryable=True),
    ),
    "XML that nobody configured": Sent(
        *("plain", 404, {}),
        b"<Code>OUT_OF_STOCK</Code>",
        Seen("ClientError", "", "<Code>OUT_OF_STOCK</Code>"),
    ),
    # When to come back
    **{
        f"come back: {what}": Sent(
            *("waits", status, headers),
            {"code": "BAD_EMAIL", **body},
            Seen("BadEmailError", "BAD_EMAIL", wait=wait),
        )
        for what, (status, headers, body, wait) in {
            "seconds": (503, {"Retry-After": "7"}, {}, 7),
            "milliseconds": (503, {"retry-after-ms": "1500"}, {}, 1.5),
            "Azure's milliseconds": (503, {"x-ms-retry-after-ms": "250"}, {}, 0.25),
            "the more exact": (503, {"Retry-After": "2", "retry-after-ms": "1500"}, {}, 1.5),
            "milliseconds that are none": (
                *(503, {"Retry-After": "2", "retry-after-ms": "soon"}, {}, 2),
            ),
            "in the body": (400, {}, {"retry_after": 2.5}, 2.5),
            "in the body as text": (400, {}, {"retry_after": "3"}, 3),
            "in the body, and less": (400, {}, {"retry_after": -3}, None),
            "the header before the body": (429, {"Retry-After": "7"}, {"retry_after": 1}, 7),
            "a reset": (429, {"RateLimit-Reset": "12"}, {}, 12),
            "a reset of old": (429, {"X-RateLimit-Reset": "12"}, {}, 12),
            "a reset that is past": (429, {"X-RateLimit-Reset": "1372700873"}, {}, 0),
            "a reset in milliseconds": (429, {"X-RateLimit-Reset": "1372700873000"}, {}, 0),
            "a reset of no concern": (404, {"X-RateLimit-Reset": "12"}, {}, None),
            "a reset with nothing left": (
                *(403, {"X-RateLimit-Reset": "12", "X-RateLimit-Remaining": "0"}, {}, 12),
            ),
            "a reset with some left": (
                *(403, {"RateLimit-Reset": "12", "RateLimit-Remaining": "3"}, {}, None),
            ),
            "Retry-After before a reset": (
                *(429, {"RateLimit-Reset": "12", "Retry-After": "3"}, {}, 3),
            ),
        }.items()
    },
}
