"""What the templates of each language are shown, besides the catalogue itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator import record
from generator.model import Catalogue
from generator.project.settings import Settings
from generator.render.views import docs, openapi, python, typescript

View = Callable[[Catalogue, Settings], Mapping[str, object]]

# The first folder of a template's path → the facts that its templates need.
VIEWS: dict[str, View] = {
    "docs": docs.facts,
    "json": lambda catalogue, _: {"record": record.write(catalogue)},
    "openapi": openapi.facts,
    "python": python.facts,
    "typescript": typescript.facts,
}


def facts(folder: str, catalogue: Catalogue, settings: Settings) -> Mapping[str, object]:
    """The facts for a folder of templates; a folder that we do not know has none."""
    view = VIEWS.get(folder)
    return view(catalogue, settings) if view else {}
