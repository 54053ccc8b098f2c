"""What npm wants to know about a package."""

from __future__ import annotations

import re

from generator.model import Catalogue


def licence(catalogue: Catalogue) -> str:
    """An SPDX expression, or npm's way to say that a file has the words."""
    if re.fullmatch(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*", catalogue.licence, re.ASCII):
        return catalogue.licence
    return "SEE LICENSE IN NOTICE.md" if catalogue.licence else ""


def notice(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Labels and what the page says of its origin; nothing where it says nothing."""
    lines = {
        "Page": catalogue.title,
        "Author": catalogue.author,
        "Origin": catalogue.origin,
        "Licence": catalogue.licence,
    }
    told = catalogue.author or catalogue.origin or catalogue.licence
    return tuple((label, text) for label, text in lines.items() if told and text)


def semver(version: str) -> str:
    """A version of Python's (PEP 440) as npm wants it: `1.2rc1` → `1.2.0-rc1`."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?[.-]?([0-9A-Za-z.-]*)", version)
    if not found:
        return "0.0.0"
    numbers = ".".join(str(int(part or 0)) for part in found.groups()[:3])
    return f"{numbers}-{found[4]}" if found[4] else numbers
