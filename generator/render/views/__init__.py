"""What the templates of each language are shown, besides the catalogue itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator import record
from generator.model import Catalogue
from generator.project.settings import Settings, Target
from generator.render.views import docs, openapi, python, typescript

View = Callable[[Catalogue, Settings, Target], Mapping[str, object]]

# The kind of a target → the facts that its templates need.
VIEWS: dict[str, View] = {
    "docs": docs.facts,
    "json": lambda catalogue, *_: {"record": record.write(record.lasting(catalogue))},
    "openapi": openapi.facts,
    "python": python.facts,
    "typescript": typescript.facts,
}


def facts(target: Target, catalogue: Catalogue, settings: Settings) -> Mapping[str, object]:
    """The facts for a target; a kind that is not built in has none."""
    view = VIEWS.get(target.kind)
    return view(catalogue, settings, target) if view else {}
