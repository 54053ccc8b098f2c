"""Where the documentation of each error is served: its address, the same in every language."""

from __future__ import annotations

import re

from generator.model import Catalogue, Error

_CODE = "{code}"
# RFC 3986, section 2.3: all but the unreserved characters.
_RESERVED = re.compile(r"[^0-9A-Za-z._~-]")


def of(error: Error, catalogue: Catalogue) -> str:
    """The address of an error's documentation; "" where the catalogue has no `doc-url`."""
    before, after = around(catalogue)
    return f"{before}{own(error, catalogue)}{after}"


def around(catalogue: Catalogue) -> tuple[str, str]:
    """What stands before and behind the part of an address that is an error's own."""
    before, found, after = catalogue.doc_url.partition(_CODE)
    return (before, after) if found or not before else (f"{before.rstrip('/')}/", "")


def own(error: Error, catalogue: Catalogue) -> str:
    """The part of an address that is an error's own; "" where no errors have one.

    It is the code, percent-encoded as UTF-8 (RFC 3986, section 2.1), where the
    `doc-url` says where the code belongs; else the name of the error's page.
    """
    if _CODE not in catalogue.doc_url:
        return error.slug if catalogue.doc_url else ""
    return _RESERVED.sub(_encoded, error.code)


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def site(catalogue: Catalogue) -> str:
    """Where the site stands: the folder above that of the error pages; "" where nobody says."""
    found = re.fullmatch(r"(.+/)errors/?(?:\{code\}/?)?", catalogue.doc_url)
    return found[1] if found else ""
