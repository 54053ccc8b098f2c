"""What the last build saw, so that the next one can tell at once that nothing has changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from generator.inputs import Inputs
from generator.outcome import Outcome
from generator.plan import Look, Plan, manifest
from generator.settings import Settings
from generator.source import Diagnostic, Span


def key(settings: Settings, inputs: Inputs, tool: str) -> str:
    """A digest of everything that outputs depend on; `tool` says what the tool is made of."""
    documents = sorted((path, found.text) for path, found in inputs.documents.items())
    seen = (settings, documents, sorted(inputs.templates.items()), tool)
    return hashlib.sha256(repr(seen).encode("utf-8", "backslashreplace")).hexdigest()


def write(mark: str, outcome: Outcome, look: Look) -> bytes:
    """The stamp of a build that has just been carried out."""
    listed = look(manifest.PATH)
    problems = [asdict(problem) for problem in outcome.problems]
    digest = manifest.digest(manifest.plain(listed)) if isinstance(listed, bytes) else ""
    return json.dumps({"key": mark, "manifest": digest, "problems": problems}).encode()


def recall(content: bytes, mark: str, look: Look) -> Outcome | None:
    """What that build came to, if neither inputs nor outputs have changed since; else None."""
    try:
        stamp = json.loads(content)
        problems = tuple(map(_problem, stamp["problems"]))
        kept = _kept(look, stamp["manifest"]) if stamp["key"] == mark else None
    except (ValueError, KeyError, TypeError):
        return None
    return None if kept is None else Outcome(plan=Plan(kept=kept), problems=problems)


def _kept(look: Look, digest: str) -> int | None:
    """How many files there are, if every one is as the manifest has it; else None."""
    listed = look(manifest.PATH)
    if not isinstance(listed, bytes) or manifest.digest(manifest.plain(listed)) != digest:
        return None
    ours = manifest.read(listed)
    for path, marks in ours.items():
        found = look(path)
        if not isinstance(found, bytes) or manifest.digest(manifest.plain(found)) not in marks:
            return None
    return len(ours)


def _problem(values: dict[str, Any]) -> Diagnostic:
    return Diagnostic(**{**values, "span": Span(**values["span"])})
