"""Where the links of a page lead, seen from a page of the reference."""

from __future__ import annotations

import re
from collections.abc import Sequence

# RFC 3986, section 3.1: what is no relative reference begins so.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TAKEN = ("http:", "https:", "mailto:")
_ORIGIN = re.compile(r"(https?://[^/?#]+)([^?#]*)", re.IGNORECASE)
# RFC 3986, section 5.2.4: on the web nothing lies above the root.
_ABOVE = re.compile(r"^/|^(?:\.\.(?:/|$))+")
# A file of a page, which a site serves under another name.
_SOURCE = re.compile(r"\.(?:md|mdx|markdown)\Z", re.IGNORECASE)
# What would mean something else in an address, or end one.
_ODD = re.compile(r"[%#?&:\s\"'<>\\^`{|}()]")


def is_absolute(url: str) -> bool:
    """Whether an address is none that is relative to a page."""
    return _SCHEME.match(url) is not None


def address(path: str, origin: str) -> str:
    """The address of a page for its neighbours: where it comes from on the web, or its own name."""
    return origin if _ORIGIN.match(origin) else _spelt(path.rpartition("/")[2])


def seen_from(folder: str, url: str, source: str, origin: str) -> str:
    """The address of a link that the page `source` has, for a page in `folder`; "" for none.

    Both are paths in the project. Where the page has an origin on the web,
    what is relative is relative to that; what a site there calls the file of
    another page nobody can know. Nothing but the web, mail and relative
    addresses is taken.
    """
    scheme = _SCHEME.match(url)
    if scheme or url[:2] in ("", "//"):
        return url if scheme and scheme[0].lower() in _TAKEN else ""
    path, rest = url[: (at := _ends(url))], url[at:]
    known = _ORIGIN.match(origin)
    if known:
        if _SOURCE.search(path) and not _SOURCE.search(known[2]):
            return ""
        whole = path if path[:1] == "/" else _joined(known[2], path)
        return f"{known[1]}/{_ABOVE.sub('', whole)}{rest}"
    if path[:1] == "/":
        return url
    way = _way(folder, _joined(_spelt(source), path)) if source else ""
    return f"{way}{rest}" if way else ""


def leaves(folder: str, url: str) -> bool:
    """Whether a relative address, seen from a folder, leads out of the first folder of its path."""
    steps = 0
    while url.startswith("../", 3 * steps):
        steps += 1
    return steps >= len(_resolved(folder.split("/")))


def _ends(url: str) -> int:
    """Where the path of a relative address ends."""
    found = re.search("[?#]", url)
    return found.start() if found else len(url)


def _spelt(path: str) -> str:
    """A path of a file as an address has it."""
    return _ODD.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), path)


def _joined(page: str, path: str) -> str:
    """The path that a path means on a page; the page itself where it is empty."""
    if not path:
        return page
    end = "/" if path.endswith("/") else ""
    return "/".join(_resolved([*page.split("/")[:-1], *path.split("/")])) + end


def _resolved(parts: Sequence[str]) -> list[str]:
    """The parts of a path without `.` and, as far as can be, without `..`."""
    found: list[str] = []
    for part in parts:
        if part == ".." and found and found[-1] != "..":
            found.pop()
        elif part not in ("", "."):
            found.append(part)
    return found


def _way(folder: str, path: str) -> str:
    """The way from a folder to a path; "" where it leads through a folder that has no name here."""
    here, there = _resolved(folder.split("/")), path.split("/")
    shared = 0
    while shared < len(here) and here[: shared + 1] == there[: shared + 1]:
        shared += 1
    up = here[shared:]
    return "" if ".." in up else "/".join([*([".."] * len(up)), *there[shared:]])
