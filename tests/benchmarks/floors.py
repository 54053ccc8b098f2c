"""Processes that do nothing but what cannot be done without.

python floors.py imports          the libraries, imported
python floors.py black FOLDER     black, of every Python file below a folder as it stands
python floors.py both FOLDER      the libraries imported, then black
python floors.py json FILE        json.loads
python floors.py lines FILE       json.loads of each line
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def imports() -> None:
    import black  # noqa: F401
    import jinja2  # noqa: F401
    import mistune  # noqa: F401


def formatted(folder: str) -> None:
    """Each file as a whole, once, by the mode that the tool has.

    Were it another mode, black would change something, and this would be no floor.
    """
    import black
    from black.mode import TargetVersion

    targets = {TargetVersion.PY311}
    for path in sorted(Path(folder).rglob("*.py*")):
        if path.suffix in (".py", ".pyi"):
            text = path.read_text("utf-8")
            mode = black.Mode(target_versions=targets, line_length=88, is_pyi=path.suffix == ".pyi")
            if black.format_str(text, mode=mode) != text:
                raise SystemExit(f"black would change {path.name}")


def both(folder: str) -> None:
    imports()
    formatted(folder)


def loaded(path: str) -> None:
    import json

    json.loads(Path(path).read_bytes())


def each_line(path: str) -> None:
    import json

    with Path(path).open(encoding="utf-8") as file:
        for line in file:
            json.loads(line)


FLOORS: dict[str, Callable[..., None]] = {
    "imports": imports,
    "black": formatted,
    "both": both,
    "json": loaded,
    "lines": each_line,
}

if __name__ == "__main__":
    FLOORS[sys.argv[1]](*sys.argv[2:])
