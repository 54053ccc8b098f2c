"""HTTP status codes and the names that are registered for them."""

from __future__ import annotations

import re

# The IANA registry of HTTP status codes, error classes only (RFC 9110, section
# 15, and the RFCs that extend it). Kept here and not taken from http.HTTPStatus,
# whose phrases change with the version of Python and would change our output.
PHRASES: dict[int, str] = {
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    407: "Proxy Authentication Required",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    411: "Length Required",
    412: "Precondition Failed",
    413: "Content Too Large",
    414: "URI Too Long",
    415: "Unsupported Media Type",
    416: "Range Not Satisfiable",
    417: "Expectation Failed",
    418: "I'm a teapot",
    421: "Misdirected Request",
    422: "Unprocessable Content",
    423: "Locked",
    424: "Failed Dependency",
    425: "Too Early",
    426: "Upgrade Required",
    428: "Precondition Required",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    451: "Unavailable For Legal Reasons",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
    505: "HTTP Version Not Supported",
    506: "Variant Also Negotiates",
    507: "Insufficient Storage",
    508: "Loop Detected",
    510: "Not Extended",
    511: "Network Authentication Required",
}

# The others that are registered.
_OTHERS = frozenset({*range(100, 104), *range(200, 209), 226, *range(300, 309)})

# RFC 9110 and 6585 allow a later retry to succeed after these.
RETRYABLE = frozenset({408, 425, 429, 500, 502, 503, 504})
# Their responses say how long to wait (RFC 9110, section 10.2.3, and RFC 6585, section 4).
WITH_RETRY_AFTER = frozenset({429, 503})

NUMBER = re.compile(r"(?<![0-9A-Za-z])([1-5][0-9]{2})(?![0-9A-Za-z])")


def registered(status: int) -> bool:
    """Whether a number is registered as a status, of an error or not."""
    return status in PHRASES or status in _OTHERS


def phrase(status: int) -> str:
    """The registered reason phrase of a status, or "" where there is none."""
    return PHRASES.get(status, "")


def name(status: int) -> str:
    """The registered phrase as one word: 404 is "NotFound"; "" where there is none."""
    words = re.sub(r"[^A-Za-z ]", "", phrase(status)).split()
    return "".join(word[0].upper() + word[1:] for word in words)


def number(text: str) -> int | None:
    """The status that a cell means: its first number from 100 to 599.

    Words are never read, because they are what gets translated (`404 (未找到)`).
    """
    found = NUMBER.search(text)
    return int(found[1]) if found else None


def family(status: int) -> str:
    """ "client" for 4xx, "server" for 5xx, else "other"."""
    return {4: "client", 5: "server"}.get(status // 100, "other")
