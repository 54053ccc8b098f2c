"""Compiled templates, kept in the user's cache: compiling them is half of a small build."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.project import places, stamp


@dataclass(frozen=True, slots=True)
class Bytecode:
    """The folder that they are in, and what besides their texts decides how they compile."""

    folder: Path
    tool: str

    def load(self, name: str) -> bytes | None:
        """What this very tool has kept under a name; None where nothing is, or it is damaged."""
        kept = places.read(self.folder / name) or b""
        code = kept[hashlib.sha256().digest_size :]
        return code if kept == self._marked(code) else None

    def keep(self, name: str, code: bytes) -> None:
        """Keep it. Where that cannot be, the next build compiles."""
        places.keep(self.folder / name, self._marked(code))

    def _marked(self, code: bytes) -> bytes:
        return hashlib.sha256(self.tool.encode() + code).digest() + code


def found(project: Path) -> Bytecode | None:
    """Where they are kept; None for a user without a cache that is the user's own.

    They are code: what comes with a repository is never run.
    """
    cache = places.outside(project)
    name = f"{__version__}-{sys.implementation.cache_tag}"
    return Bytecode(cache / "bytecode" / name, stamp.tool()) if cache else None
