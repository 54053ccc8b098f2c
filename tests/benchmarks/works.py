"""What is measured: each work beside what others need for it, and beside what it needs at least."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.benchmarks import clock, figures, others, pages, places
from tests.benchmarks.clock import Contender, Turns, python, tool
from tests.benchmarks.figures import Figure, ratio

HERE = Path(__file__).parent
THIS, JSON = "this tool", "json.loads of the catalogue"
BARE = "python -c pass"
_AT_ONCE = "; import os; os._exit(0)"


@dataclass(frozen=True, slots=True)
class Bench:
    """Where, and how much. `runs` are for what takes a second, `long_runs` for a minute.

    `others` is the folder of the other generators; None where there are none.
    """

    folder: Path
    runs: int = 11
    long_runs: int = 3
    warm: bool = True
    rows: int = 10_000
    pages: int = 500
    lines: int = 1_000_000
    others: Path | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One work, measured."""

    title: str
    turns: Turns
    figures: Sequence[Figure]


def page(bench: Bench) -> Work:
    """The project's own page from nothing, at first and again, beside what that takes at least."""
    mine, catalogue = _page(bench), "generated/json/defender-errors.json"
    libraries, place = "libraries imported, black once", mine.folder
    warm = f"{THIS}, templates compiled"
    rivals = _others(bench, place / catalogue)
    contenders = [
        mine,
        places.again(warm, place),
        _floor(libraries, place, "both", "generated"),
        _floor("libraries imported", place, "imports"),
        _floor("black once", place, "black", "generated"),
        _floor(JSON, place, "json", catalogue),
        _bare(place),
        *rivals,
    ]
    found = clock.turns(contenders, bench.runs, warm=bench.warm)
    goals = {libraries: 1.1} | {one.name: 1.0 for one in rivals[:1]}
    beside = [
        ratio(found, THIS, name, goals.get(name))
        for name in found.usages
        if name not in (THIS, warm)
    ]
    second = Figure("second time ÷ libraries, black once", {}, 0.7)
    beside.append(figures.compared(found, warm, libraries, lambda a, b: a / b, second))
    return Work(f"Build from nothing: the project's page ({places.size(place)})", found, beside)


def readme(bench: Bench) -> Work:
    """A plain table, beside the script that most projects write for themselves."""
    place, least = bench.folder / "readme", "README script (classes only)"
    fill = partial(pages.project, texts={"readme-errors": pages.readme(20)})
    script = python(str(HERE / "readme_classes.py"), "docs/readme-errors.md", "ReadmeError")
    contenders = [places.building(THIS, place, fill), Contender(least, script, place)]
    found = clock.turns(contenders, bench.runs, warm=bench.warm)
    title = f"Build from nothing: a README's table of 20 rows ({places.size(place)})"
    return Work(title, found, [ratio(found, THIS, least)])


def rows(bench: Bench) -> Work:
    """One long page, beside black's share, and beside a page of a tenth."""
    mine, black, tenth = _rows(bench), "black once, file by file", bench.rows // 10
    place, few = mine.folder, f"{THIS}, {tenth:,} rows"
    contenders = [
        mine,
        _floor(black, place, "black", "generated"),
        _floor(JSON, place, "json", "generated/json/big-errors.json"),
        places.building(few, bench.folder / "tenth", places.long(tenth)),
    ]
    found = clock.turns(contenders, bench.long_runs, warm=False)
    per_row = Figure(f"a row ÷ one of {tenth:,} rows", {}, 1.3)
    beside = [
        ratio(found, THIS, black, 0.45),
        ratio(found, THIS, JSON),
        figures.compared(found, THIS, few, lambda a, b: a / b / 10, per_row),
        figures.peak(found, THIS, 300),
    ]
    title = f"Build from nothing: {bench.rows:,} rows ({places.size(place)})"
    return Work(title, found, beside)


def project(bench: Bench) -> Work:
    """Many pages in one project, and one of them edited."""
    place, texts = bench.folder / "project", pages.several(bench.pages)
    name = min(texts)
    edit = partial(places.edit, place / "docs" / f"{name}.md")
    again, alone = f"{THIS}, one page edited", f"{THIS}, that page by name"
    contenders = [
        places.building(THIS, place, partial(pages.project, texts=texts)),
        Contender(again, tool("build"), place, places.alone(place), edit),
        Contender(alone, tool("build", name), place, places.alone(place), edit),
    ]
    found = clock.turns(contenders, bench.long_runs, warm=False)
    beside = [
        figures.compared(
            found, one, THIS, lambda a, b: a / b, Figure(f"{what} ÷ from nothing", {}, goal)
        )
        for one, what, goal in ((again, "one page edited", None), (alone, "by name", 0.2))
    ]
    title = f"Build from nothing: {bench.pages} pages of 20 codes ({places.size(place)})"
    return Work(title, found, beside)


def imports(bench: Bench) -> Work:
    """The generated packages imported in fresh processes, with bytecode.

    A process that ends at once has imported and nothing else; one that ends as
    Python does takes the classes down again.
    """
    few, many = "import of 20 codes", f"import of {bench.rows:,} codes"
    page, rows = places.built(_page(bench)), places.built(_rows(bench))
    bare, ended = "import of nothing", f"{many}, and end"
    contenders = [
        _import(bare, page, "sys", _AT_ONCE),
        _import(few, page, "defender_errors", _AT_ONCE),
        _import(many, rows, "big_errors", _AT_ONCE),
        _import(ended, rows, "big_errors"),
        _bare(bench.folder),
    ]
    found = clock.turns(contenders, bench.runs, warm=True)
    whole = Figure("20 codes, over nothing", {}, unit="ms")
    each = Figure(f"each of {bench.rows:,} codes, over nothing", {}, 30, "µs")
    and_end = Figure("each and its end, over bare Python", {}, unit="µs")
    beside = [
        figures.compared(found, few, bare, lambda a, b: (a - b) * 1e3, whole),
        figures.compared(found, many, bare, lambda a, b: (a - b) * 1e6 / bench.rows, each),
        figures.compared(found, ended, BARE, lambda a, b: (a - b) * 1e6 / bench.rows, and_end),
    ]
    return Work("Import of the generated Python, with bytecode", found, beside)


def check(bench: Bench) -> Work:
    """A tree that is as it should be, looked at again."""
    place = places.built(_page(bench))
    contenders = [
        Contender(THIS, tool("check"), place, places.alone(place)),
        Contender(f"{THIS}, build", tool("build"), place, places.alone(place)),
        _bare(place),
    ]
    found = clock.turns(contenders, bench.runs, warm=bench.warm)
    return Work(
        "Check: nothing changed on the project's page", found, [ratio(found, THIS, BARE, 4)]
    )


def audit(bench: Bench) -> Work:
    """Many responses held against a page, beside what it takes to read their JSON."""
    place, floor = bench.folder / "audit", "json.loads, line by line"
    pages.project(place, {"big-errors": pages.page(200)})
    pages.responses(place / "many.jsonl", bench.lines, 200)
    contenders = [
        Contender(THIS, tool("audit", "many.jsonl"), place, places.alone(place)),
        _floor(floor, place, "lines", "many.jsonl"),
    ]
    found = clock.turns(contenders, bench.long_runs, warm=bench.warm)
    beside = [ratio(found, THIS, floor, 2), figures.peak(found, THIS, 60)]
    return Work(f"Audit: {bench.lines:,} responses, one a line", found, beside)


WORKS: Mapping[str, Callable[[Bench], Work]] = {
    work.__name__: work for work in (page, readme, rows, project, imports, check, audit)
}


def _page(bench: Bench) -> Contender:
    return places.building(THIS, bench.folder / "page", places.own)


def _rows(bench: Bench) -> Contender:
    return places.building(THIS, bench.folder / "rows", places.long(bench.rows))


def _bare(place: Path) -> Contender:
    return Contender(BARE, python("-c", "pass"), place)


def _floor(name: str, place: Path, *words: str) -> Contender:
    return Contender(name, python(str(HERE / "floors.py"), *words), place)


def _import(name: str, place: Path, package: str, end: str = "") -> Contender:
    generated = {"PYTHONPATH": str(place / "generated" / "python")}
    return Contender(name, python("-c", f"import {package}{end}"), place, generated)


def _others(bench: Bench, catalogue: Path) -> list[Contender]:
    """The other tools on the codes of a catalogue, which has to be there when they run."""
    if bench.others is None:
        return []

    def fill(place: Path) -> None:
        place.mkdir()
        (place / "schema.json").write_text(others.schema(catalogue), "utf-8")

    place = bench.folder / "others"
    return others.contenders(bench.others, place, partial(places.fresh, place, fill))
