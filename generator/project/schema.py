"""The JSON Schemas of the configuration and of an overlay, as editors read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parents[1] / "manual" / "schema"
# A project keeps them beside its configuration: a path into an installed package is another one on
# each machine. They are shipped under the same names.
CONFIGURATION, OVERLAY = NAMES = ("error-table.schema.json", "error-table-overlay.schema.json")


def text(name: str) -> str:
    """One of the schemas, as JSON."""
    return (_FOLDER / name).read_text("utf-8")


def line(file: str, name: str) -> str:
    """The first line of a file of TOML, by its path in the project, that leads to a schema."""
    up = "../" * file.count("/") or "./"
    return f"#:schema {up}{name}\n"


def pyproject(_tool: str) -> dict[str, Any]:
    """The schema of `[tool.error-table]`, as validate-pyproject asks for it."""
    found: dict[str, Any] = json.loads(text(CONFIGURATION))
    return found
