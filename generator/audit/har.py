"""Entries of a HAR, as browsers and proxies write it (HAR 1.2, "entries")."""

from __future__ import annotations

import binascii
import re

# The beginning of a log: other files have an object of this name, with other members.
_MEMBERS = "version|creator|browser|pages|entries|comment"
START = re.compile(rf'\s*\{{\s*"log"\s*:\s*\{{\s*(?="(?:{_MEMBERS})")')
# The way to the host is no part of a path, and a query may be secret.
_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*")
_PATH = re.compile(r"[^?#;]*")
_LONGEST = 200
# Stands for a body of which the HAR has the size alone.
UNRECORDED = object()
# No error has a longer body.
_BODY = 1 << 20


def response(entry: object) -> tuple[object, str]:
    """(the response as lines have it, the request: its method and its path without the query).

    (None, "") for what is none: an entry that is damaged, or a request that nobody answered.
    """
    answer = entry.get("response") if isinstance(entry, dict) else None
    status = answer.get("status") if isinstance(answer, dict) else None
    # A request that failed has 0 or -1.
    if not isinstance(entry, dict) or not isinstance(answer, dict) or not _is_status(status):
        return None, ""
    value = {"status": status, "headers": answer.get("headers"), "body": _body(answer)}
    return value, _request(entry.get("request"))


def _is_status(value: object) -> bool:
    return isinstance(value, int) and value > 0


def _body(answer: dict[object, object]) -> object:
    content = answer.get("content")
    text = content.get("text") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(text, str):
        size = content.get("size") if isinstance(content, dict) else 0
        return UNRECORDED if isinstance(size, int) and size > 0 else ""
    if len(text) > _BODY:
        return ""
    if content.get("encoding") != "base64":
        return text
    try:
        return binascii.a2b_base64(text).decode("utf-8", "replace")
    except ValueError:
        return ""


def _request(request: object) -> str:
    asked = request if isinstance(request, dict) else {}
    method, url = (str(asked.get(key) or "") for key in ("method", "url"))
    host = _HOST.match(url)
    path = _PATH.match(url, host.end() if host else 0)
    words = f"{method} {path[0] if path and path[0] else '/'}" if url else "a request"
    return words[:_LONGEST].encode("utf-8", "backslashreplace").decode()
