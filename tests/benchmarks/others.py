"""Other generators, in an environment of their own, and the same codes in a form they can take."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.clock import Contender

DATAMODEL, CLIENT = "datamodel-code-generator", "openapi-python-client"


def install(folder: Path) -> None:
    """The latest of each from the package index, kept in `folder`; pip says why, if it cannot."""
    if all(_version(folder, package) for package in (DATAMODEL, CLIENT)):
        return
    print(f"installing {DATAMODEL} and {CLIENT} into {folder}", file=sys.stderr)
    venv.create(folder, clear=True, with_pip=True)
    pip = [str(_program(folder, "python")), "-m", "pip", "install", "-qq", DATAMODEL, CLIENT]
    subprocess.run(pip, stdout=sys.stderr)


def cache() -> Path:
    """Where environments are kept from one measurement to the next (XDG Base Directory)."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home, "error-table-generator", "benchmarks")


def _program(folder: Path, name: str) -> Path:
    return folder / ("Scripts" if os.name == "nt" else "bin") / name


def contenders(folder: Path, place: Path, prepare: Callable[[], object]) -> list[Contender]:
    """Both, as their manuals say to run them, on the `schema.json` that `prepare` puts in place."""
    path = f"{_program(folder, 'x').parent}{os.pathsep}{os.environ.get('PATH', '')}"
    calls = {
        DATAMODEL: "datamodel-codegen --input schema.json --output models.py",
        CLIENT: "openapi-python-client generate --path schema.json",
    }
    return [
        Contender(
            f"{package} {_version(folder, package)}".strip(),
            [str(_program(folder, words.split()[0])), *words.split()[1:]],
            place,
            {"PATH": path},
            prepare,
            foreign=True,
        )
        for package, words in calls.items()
    ]


def _version(folder: Path, package: str) -> str:
    """The version that is installed there, or ""."""
    path = [str(place) for place in folder.rglob("site-packages")]
    found = importlib.metadata.distributions(name=package, path=path)
    return next((one.version for one in found), "")


def schema(catalogue: Path) -> str:
    """An OpenAPI document with a model for each code of a catalogue (JSON)."""
    errors = json.loads(catalogue.read_bytes())["catalogue"]["errors"]
    statuses = sorted({str(error.get("status") or "default") for error in errors})
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Errors", "version": "1"},
        "paths": {"/things": {"get": {"responses": {s: _response(s, errors) for s in statuses}}}},
        "components": {"schemas": {error["class_name"]: _model(error) for error in errors}},
    }
    return json.dumps(document, indent=1)


def _response(status: str, errors: Sequence[dict[str, Any]]) -> dict[str, Any]:
    mine = (e["class_name"] for e in errors if str(e.get("status") or "default") == status)
    references = [{"$ref": f"#/components/schemas/{name}"} for name in mine]
    return {
        "description": "An error.",
        "content": {"application/json": {"schema": {"anyOf": references}}},
    }


def _model(error: dict[str, Any]) -> dict[str, Any]:
    names = [parameter["name"] for parameter in error["parameters"]]
    code = {"type": "string", "const": error["code"]}
    texts = {name: {"type": "string"} for name in ("message", *names)}
    return {
        "type": "object",
        "description": next(iter(error["messages"].values()), ""),
        "required": ["code"],
        "properties": {"code": code, **texts},
    }
