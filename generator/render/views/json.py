"""What the templates of JSON are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import record
from generator.model import Catalogue
from generator.project.settings import Settings


def facts(catalogue: Catalogue, _settings: Settings) -> Mapping[str, Any]:
    """The record of the catalogue, whole."""
    return {"record": record.write(catalogue)}
