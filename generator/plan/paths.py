"""Which paths an output can have, on every system."""

from __future__ import annotations

import re

from generator.plan import manifest

# What Windows forbids, controls, half characters, and what nobody sees: HFS+ passes over it.
_UNWRITABLE = re.compile(
    r'[\x00-\x1f\\:*?"<>|\x7f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]'
)
# Windows, "Naming Files, Paths, and Namespaces": with any ending, in any case.
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\xb9\xb2\xb3]) *(\..*)?", re.IGNORECASE
)
# A folder of this name makes a repository of the one that holds it, and its settings run programs.
_GIT = frozenset({".git", "git~1"})


def fault(path: str) -> str:
    """Why no output can have this path below the output folder, or ""."""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "it leads out of the output folder, or nowhere"
    if _UNWRITABLE.search(path):
        return "it has characters that no file name can have everywhere"
    if any(part.endswith((" ", ".")) for part in parts):
        return "Windows drops a blank or a dot at the end of a name"
    if any(map(_DEVICE.fullmatch, parts)):
        return "Windows reserves this name"
    if not _GIT.isdisjoint(part.casefold() for part in parts):
        return "git keeps its own files under this name"
    if max(len(part.encode()) for part in parts) > 255:
        return "a file name has at most 255 bytes"
    return "this name is the tool's own" if manifest.is_reserved(parts[0]) else ""
