"""How a project is laid out, and where it would want its outputs."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from generator.diagnostics.source import document
from generator.project import places, toml
from generator.project.kinds import KEYS
from generator.project.pins import Value

# The keys of a target, in the order in which they are written.
Proposal: TypeAlias = tuple[tuple[str, Value], ...]

_NO_PACKAGES = frozenset({"tests", "test", "docs", "examples", "scripts", "build", "dist"})
SITES = ("mkdocs.yml", "mkdocs.yaml", "zensical.toml")
DOCUSAURUS = ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs")
# npm's documentation of package.json: what a package has that others import.
_ENTRIES = frozenset({"exports", "main", "module", "types"})
# TypeScript's handbook, "moduleResolution": such a bundler needs no ending of a file.
_BUNDLER = re.compile(r"""["']moduleResolution["']\s*:\s*["']bundler["']""", re.IGNORECASE)
# What is imported, or served, under its name without the ending, as a folder is.
_ENDINGS = ("", ".py", ".ts", ".js", ".md", ".mdx", ".markdown")
_MANY = 200


def proposals(root: Path, package: str) -> tuple[Proposal, ...]:
    """The targets that a project would want, by what lies in its folder; none if nothing tells.

    `package` is what the catalogue's own folder is called where `errors` is taken.
    """
    return (*_python(root, package), *_typescript(root, package), *_docs(root, package))


def _python(root: Path, package: str) -> Iterator[Proposal]:
    """Below the one package of a project of Python."""
    if not any((root / name).is_file() for name in (places.PYPROJECT, "setup.py", "setup.cfg")):
        return
    home = "src/" if (root / "src").is_dir() else ""
    found = [name for name in folders(root / home) if _is_package(root / home / name)]
    if len(found) != 1:
        return
    path = _free(root, f"{home}{found[0]}", package)
    tests = f"tests/test_{path.rpartition('/')[2]}.py"
    more: list[tuple[str, Value]] = []
    more += [("tests", tests)] if (root / "tests").is_dir() and not _is_there(root / tests) else []
    width = _line_length(root)
    more += [("line-length", width)] if width else []
    yield (("kind", "python"), ("path", path), *more)


def _line_length(root: Path) -> int:
    """What the formatters of the project are told, where it can be ours and is not ours anyway."""
    (key,) = (key for key in KEYS["python"] if key.name == "line-length")
    text = (places.read(root / places.PYPROJECT) or b"").decode("utf-8", "replace")
    tools = toml.read(document(places.PYPROJECT, text))[0].get("tool")
    for tool in ("black", "ruff"):
        table = tools.get(tool) if isinstance(tools, Mapping) else None
        width = table.get(key.name) if isinstance(table, Mapping) else None
        if isinstance(width, int) and key.fits(width):
            return width if width != key.default else 0
    return 0


def _is_package(folder: Path) -> bool:
    name = folder.name
    return name.isidentifier() and name not in _NO_PACKAGES and (folder / "__init__.py").is_file()


def _typescript(root: Path, package: str) -> Iterator[Proposal]:
    """Beside the sources of the one package of npm."""
    inner = [f"packages/{name}" for name in folders(root / "packages")]
    homes = [home for home in ("", *inner) if _is_client(root / home)]
    if len(homes) != 1:
        return
    home = f"{homes[0]}/" if homes[0] else ""
    inside = f"{home}src" if (root / f"{home}src").is_dir() else homes[0]
    path = _free(root, inside, package)
    settings = places.read(root / f"{home}tsconfig.json")
    if settings is None:
        yield (("kind", "typescript"), ("path", path))
    else:
        bare = _BUNDLER.search(settings.decode("utf-8", "replace"))
        ending: tuple[tuple[str, Value], ...] = (("import-extension", ""),) if bare else ()
        yield (("kind", "typescript"), ("path", path), ("form", "ts"), *ending)


def _is_client(folder: Path) -> bool:
    """Whether it is a package that others import, and no site."""
    try:
        found = json.loads(places.read(folder / "package.json") or b"")
    except (ValueError, RecursionError):
        return False
    has_entry = isinstance(found, dict) and not _ENTRIES.isdisjoint(found)
    is_site = any((folder / name).is_file() for name in DOCUSAURUS)
    return (has_entry or (folder / "tsconfig.json").is_file()) and not is_site


def _docs(root: Path, package: str) -> Iterator[Proposal]:
    """Among the pages of a site that is there."""
    homes = [""] if any((root / name).is_file() for name in SITES) else []
    homes += [h for h in ("", "website/") if any((root / h / n).is_file() for n in DOCUSAURUS)]
    if homes and (root / homes[0] / "docs").is_dir():
        path = _free(root, f"{homes[0]}docs", package)
        yield (("kind", "docs"), ("path", path), ("site", False))


def _free(root: Path, folder: str, package: str) -> str:
    """A folder for the outputs in another one, of a name that nothing else there has."""
    paths = [f"{folder}/{name}".removeprefix("/") for name in ("errors", package)]
    free = (p for p in paths if not any(_is_there(root / f"{p}{end}") for end in _ENDINGS))
    return next(free, f"{folder}/error_reference".removeprefix("/"))


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)


def folders(folder: Path) -> list[str]:
    """The names of the first folders in a folder that are no links, and not hidden."""
    try:
        with os.scandir(folder) as entries:
            found = [e.name for e in entries if e.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return sorted(name for name in found if not name.startswith("."))[:_MANY]
