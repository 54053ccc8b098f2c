"""Licences of a generated package: of its code, and of the page's texts in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Of the code, which comes from our templates; its terms are those of LICENSE.
CODE = "MIT"
TERMS = """\
Copyright (c) 2026 The error-table-generator authors

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE."""
# Names on the list of SPDX, as far as documentation is likely to have them: build backends
# and npm refuse any other name.
_CREATIVE_COMMONS = re.compile(
    r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(1\.0|2\.0|2\.5|3\.0|4\.0)", re.IGNORECASE
)
_KNOWN = (
    *("CC0-1.0", "MIT", "MIT-0", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib"),
    *("Apache-2.0", "MPL-2.0", "EPL-2.0", "EUPL-1.2", "Unlicense", "OGL-UK-3.0"),
    *(f"GFDL-1.{n}-{form}" for n in (1, 2, 3) for form in ("only", "or-later")),
    *(f"{x}GPL-3.0-{form}" for x in ("", "A", "L") for form in ("only", "or-later")),
    *(f"{x}-{form}" for x in ("GPL-2.0", "LGPL-2.1") for form in ("only", "or-later")),
)
_NAMES = {name.casefold(): name for name in _KNOWN}


def expression(licences: Iterable[str]) -> str:
    """The SPDX expression of a package with texts of pages under these licences.

    "" where one of them is not told, or is none that SPDX has a name for.
    """
    texts = [_spdx(licence) for licence in licences]
    if not texts or not all(texts):
        return ""
    parts = dict.fromkeys([CODE, *texts])
    return " AND ".join(f"({part})" if " " in part else part for part in parts)


def address(licence: str) -> str:
    """Where a Creative Commons licence stands, by its SPDX name; "" for any other."""
    known = _CREATIVE_COMMONS.fullmatch(licence.replace(" ", "-"))
    if not known:
        return ""
    return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/"


def _spdx(licence: str) -> str:
    """A licence, or some with AND or OR between them, by its names on the list; else ""."""
    words = re.split(r" (AND|OR) ", licence)
    names = [_name(word) if n % 2 == 0 else word for n, word in enumerate(words)]
    return " ".join(names) if all(names) else ""


def _name(licence: str) -> str:
    name = licence.strip().replace(" ", "-")
    if _CREATIVE_COMMONS.fullmatch(name):
        return name.upper()
    return _NAMES.get(name.casefold(), "")
