"""What a link of a page may point at, and where a bare address stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mistune.util import escape_url

# RFC 3986, section 3.1. What has no scheme is relative to the page.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto"})
_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LONGEST = 2000
# GFM, "Autolinks (extension)", of ASCII alone: no blank ends an address in Chinese or Japanese.
_BARE = re.compile(r"(?<![A-Za-z0-9/.])https?://[!#-;=?-Z\[\]_a-z~]+(?<![?!.,:;*_~'\[\]])")


def kept(url: str) -> str:
    """A target that can do no harm, as a URL is written; "" for any other."""
    url = url.strip(" ")
    scheme = _SCHEME.match(url)
    if len(url) > _LONGEST or _CONTROL.search(url) or url.startswith(("{", "%7B")):
        return ""
    return escape_url(url) if not scheme or scheme[1].lower() in _SCHEMES else ""


def bare(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a text, each with its URL: an address is its own, all else has ""."""
    pos = 0
    for found in _BARE.finditer(text):
        address, start = _balanced(found[0]), found.start()
        yield from ((text[pos:start], ""),) if start > pos else ()
        yield address, kept(address)
        pos = start + len(address)
    if pos < len(text):
        yield text[pos:], ""


def _balanced(address: str) -> str:
    """An address without the parentheses at its end that it does not open."""
    without = address.rstrip(")")
    unopened = max(0, address.count(")") - address.count("("))
    return address[: max(len(without), len(address) - unopened)]
