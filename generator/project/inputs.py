"""Everything a build is made from, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics.source import Document, Problems
from generator.plan import Look, manifest
from generator.project.bytecode import Bytecode


def _nothing(path: str) -> None:
    """What there is in an output folder that is not there."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the disk held.

    `documents` are pages, overlays, references and modules with a base, by
    their path as the settings name them; one that could not be read is missing here and among
    the `problems`. `templates` are all of them, the user's laid over the
    built-in ones; `built_in` are the paths where these are left. `look` says
    what is at a path of the project, `folded` whether names that differ in
    case alone are one file there. `bytecode` keeps compiled templates.
    `listing` is where the manifest is, `former` where it was before there were
    targets, or "".
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    look: Look = _nothing
    folded: bool = False
    problems: Problems = ()
    built_in: frozenset[str] = frozenset()
    bytecode: Bytecode | None = None
    listing: str = f"generated/{manifest.PATH}"
    former: str = ""
