"""What the templates of TypeScript are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator import statuses
from generator.model import Catalogue
from generator.project.settings import Settings
from generator.render.views.typescript import body, package, row


def facts(catalogue: Catalogue, settings: Settings) -> Mapping[str, Any]:
    """The facts for `typescript/`: see the fields of the rows and bases above."""
    rows = tuple(row.row(error, catalogue) for error in catalogue.errors)
    return {
        "brand": f"{catalogue.name}/{catalogue.root}",
        "title": catalogue.title or catalogue.name,
        "description": f"{catalogue.title or catalogue.name}: a class and a type for each.",
        "version": package.semver(settings.version),
        "licence": package.licence(catalogue),
        "notice": package.notice(catalogue),
        "retryable": sorted(statuses.RETRYABLE),
        "unknown": _unknown(catalogue),
        "bases": tuple(row.bases(catalogue)),
        "rows": rows,
        "aliases": tuple((alias, row) for row in rows for alias in row.aliases),
        "numeric": any(re.match(r"[+-]?[0-9]", error.code) for error in catalogue.errors),
        "sample": _sample(catalogue),
        "doc_url": f"{catalogue.doc_url.rstrip('/')}/" if catalogue.doc_url else "",
        **body.places(catalogue.envelope),
        **body.keys(catalogue.envelope),
        "body": body.declared(catalogue.envelope),
    }


def _unknown(catalogue: Catalogue) -> str:
    """The `kind` of a code that is not documented; longer where a code is called so."""
    word = "unknown"
    while catalogue.error(word):
        word += "_"
    return word


def _sample(catalogue: Catalogue) -> str:
    """The code for examples: the one the page shows, else the first with parameters."""
    shown = [x.code for x in catalogue.examples if catalogue.error(x.code)]
    fit = [e.code for e in catalogue.errors if e.parameters]
    every = [e.code for e in catalogue.errors]
    return (shown + fit + every + [""])[0]
