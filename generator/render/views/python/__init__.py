"""What the templates of Python are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.model import Catalogue
from generator.project.settings import Settings
from generator.render.quoting.python import py_str
from generator.render.views.python import body, former, row, words

_FUNCTIONS = ("from_async_response", "from_body", "from_payload", "from_response")
_DOORS = (*_FUNCTIONS, "raise_for_async_error", "raise_for_error", "register")


def facts(catalogue: Catalogue, _settings: Settings) -> Mapping[str, Any]:
    """The facts for `python/`: see the fields of the rows and bases above."""
    bases = tuple(row.bases(catalogue))
    rows = tuple(row.row(error, catalogue) for error in catalogue.errors)
    classes = ["ClientError", "ServerError", *(b.name for b in bases), *(r.name for r in rows)]
    return {
        "url": catalogue.origin if re.fullmatch(r"https?://[!-~]+", catalogue.origin) else "",
        "attribution": tuple(_attribution(catalogue)),
        "bases": bases,
        "rows": rows,
        "description": f"Typed exceptions for the codes of {catalogue.name}: a class for each.",
        "exports": tuple(sorted(classes, key=lambda name: _natural(name.lower()))),
        "public": (*sorted([catalogue.root, *classes], key=_natural), *_DOORS),
        "doors": _DOORS,
        "parametrised": any(error.parameters for error in catalogue.errors),
        "aliases": tuple(former.classes(catalogue)),
        "wire_aliases": tuple(former.codes(catalogue)),
        "locale": catalogue.locales[0] if catalogue.locales else "",
        "locale_type": f"Literal[{', '.join(map(py_str, catalogue.locales))}]",
        "messages": tuple(words.templates(catalogue)),
        "sample": _sample(catalogue),
        **body.places(catalogue.envelope),
    }


def _natural(name: str) -> list[tuple[int, str]]:
    """The order of import sorters: `Code2Error` stands before `Code10Error`."""
    pieces = re.split(r"([0-9]+)", name)
    return [(int(p), "") if p.isdigit() else (-1, p) for p in pieces]


def _sample(catalogue: Catalogue) -> row.Row | None:
    """The class for examples: the one that the page shows, else the first."""
    shown = [catalogue.error(example.code) for example in catalogue.examples]
    found = next((error for error in (*shown, *catalogue.errors) if error), None)
    return row.row(found, catalogue) if found else None


def _attribution(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What a licence such as CC BY asks for: (label, text)."""
    told = {
        "Documentation": catalogue.title,
        "Author": catalogue.author,
        "Origin": catalogue.origin,
        "Licence": catalogue.licence,
    }
    if catalogue.author or catalogue.origin or catalogue.licence:
        texts = ((label, words.flat(text)) for label, text in told.items())
        yield from ((label, text) for label, text in texts if text)
