"""The folders that are built in: filled before a run, counted after it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.benchmarks import clock, pages
from tests.benchmarks.clock import ROOT, TOOL, Contender, tool

Fill = Callable[[Path], object]


def building(name: str, place: Path, fill: Fill) -> Contender:
    """The tool, which builds in `place` what `fill` puts there, from nothing each time."""
    return Contender(name, tool("build"), place, alone(place), partial(fresh, place, fill))


def again(name: str, place: Path) -> Contender:
    """The tool, which builds in `place` what was built there and is gone."""
    gone = partial(shutil.rmtree, place / "generated", ignore_errors=True)
    return Contender(name, tool("build"), place, alone(place), gone)


def alone(place: Path) -> dict[str, str]:
    """The environment of the tool in `place`: what a user's cache has is kept for each place."""
    return {**TOOL, "XDG_CACHE_HOME": str(_cache(place))}


def _cache(place: Path) -> Path:
    return place.with_name(f"{place.name}-cache")


def fresh(place: Path, fill: Fill) -> None:
    """The inputs, and nothing that any run before has left, there or in the user's cache."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(_cache(place), ignore_errors=True)
    fill(place)


def built(one: Contender) -> Path:
    """The folder of a build, which is done now if it was not yet."""
    if not (one.folder / "generated").exists():
        clock.run(one)
    return one.folder


def own(place: Path) -> None:
    """This project's page and configuration."""
    shutil.copytree(ROOT / "source_docs", place / "source_docs")
    shutil.copy(ROOT / "pyproject.toml", place)


def long(count: int) -> Fill:
    """A project of one page with so many rows."""
    return lambda place: pages.project(place, {"big-errors": pages.page(count)})


def edit(page: Path) -> None:
    """Change one message of a page."""
    page.write_text(pages.edited(page.read_text("utf-8"), "Edited"), "utf-8")


def size(place: Path) -> str:
    """How much was generated there."""
    files = [path for path in (place / "generated").rglob("*") if path.is_file()]
    lines = sum(path.read_bytes().count(b"\n") for path in files if path.suffix == ".py")
    return f"{len(files):,} files, {lines:,} lines of Python"
