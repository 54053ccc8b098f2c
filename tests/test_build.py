"""Every stage in order, as one pure function; and the stamp that makes it unnecessary."""

from __future__ import annotations

import hashlib
import json
import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from generator import build
from generator.diagnostics.source import Diagnostic, Span, document
from generator.project import places, stamp
from generator.project.inputs import Inputs
from generator.project.levels import as_configured
from generator.project.settings import CatalogueSettings, Settings
from tests import workshop

SHOP = CatalogueSettings("shop-errors", ("docs/errors.md",))
PAGE = document("docs/errors.md", workshop.PAGE)
LISTING = "generated/.manifest"


def test_strings_in_strings_out() -> None:
    """No disk anywhere: what is there is a dict."""
    inputs = Inputs(
        {"docs/errors.md": PAGE}, workshop.TEMPLATES, {"generated/all.txt": b"theirs"}.get
    )
    made = build.build(Settings((SHOP,)), inputs)
    assert made.problems == ()
    assert [c.name for c in made.catalogues] == ["shop-errors"]
    wanted = {c.path: c.new for c in made.plan.changes}
    assert wanted.keys() - {f"generated/{path}" for path in workshop.OUTPUTS} == {LISTING}
    assert {p: wanted[f"generated/{p}"] for p in workshop.OUTPUTS} == workshop.OUTPUTS
    assert {c.path for c in made.plan.changes if c.state == "foreign"} == {"generated/all.txt"}


MERGE = b"<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> theirs\n"
ALL, ORPHAN = workshop.OUTPUTS["all.txt"], "docs/shop-errors/Gone.md"
# What is wanted, what is there and the paths that are ours → the state and whether it is refused.
MERGES = {
    "a conflict": ("all.txt", ALL, MERGE, ["all.txt"], "unmerged", False),
    "one with a base": (
        "all.txt", ALL, MERGE.replace(b"===", b"|||||||\n===", 1), ["all.txt"], "unmerged", False
    ),
    "a conflict with CRLF": (
        "all.txt", ALL, MERGE.replace(b"\n", b"\r\n"), ["all.txt"], "unmerged", False
    ),
    "in a file that is not wanted": (ORPHAN, None, MERGE, [ORPHAN], "unmerged", False),
    "half a conflict": (
        "all.txt", ALL, MERGE.replace(b">>>>>>>", b""), ["all.txt"], "edited", True
    ),
    "in somebody else's file": ("all.txt", ALL, MERGE, [], "foreign", True),
    "where a conflict is wanted": (
        "all.txt", MERGE, b"mine\n" + MERGE, ["all.txt"], "edited", True
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "wanted", "there", "ours", "state", "refused"), MERGES.values(), ids=MERGES
)
def test_a_merge_that_is_not_finished_is_no_edit(
    path: str, wanted: bytes | None, there: bytes, ours: list[str], state: str, refused: bool
) -> None:
    """Git has all that is in it, so it needs no force."""
    marks = "".join(f"{hashlib.sha256(b'old').hexdigest()}  {one}\n" for one in ours)
    templates = {**workshop.TEMPLATES, **({"all.txt.jinja": wanted.decode()} if wanted else {})}
    look = {f"generated/{path}": there, "generated/.manifest": marks.encode()}.get
    made = build.build(Settings((SHOP,)), Inputs({PAGE.path: PAGE}, templates, look))
    (found,) = (change for change in made.plan.changes if change.path == f"generated/{path}")
    assert found.state == state
    assert (found in made.plan.refused()) is refused
    assert [p.rule for p in made.problems] == ["output-conflict"] * (state == "unmerged")


def test_both_sides_of_a_conflict_in_the_manifest_are_ours() -> None:
    sides = (
        "".join(f"{hashlib.sha256(text).hexdigest()}  {path}\n" for path in ("all.txt", ORPHAN))
        for text in (b"mine\n", b"yours\n")
    )
    marked = MERGE.replace(b"mine\n", b"%s").replace(b"yours\n", b"%s")
    there = {"generated/all.txt": b"mine\n", f"generated/{ORPHAN}": b"yours\n"}
    there["generated/.manifest"] = marked % tuple(side.encode() for side in sides)
    inputs = Inputs({PAGE.path: PAGE}, workshop.TEMPLATES, there.get)
    made = build.build(Settings((SHOP,)), inputs)
    states = {change.path: change.state for change in made.plan.changes}
    assert [states[path] for path in there] == ["stale", "orphaned", "stale"]


def test_with_nothing_configured_there_is_nothing_to_do() -> None:
    made = build.build(Settings(), Inputs())
    assert [c.path for c in made.plan.changes] == [LISTING]


def test_an_error_empties_the_plan() -> None:
    inputs = Inputs({"docs/errors.md": document("docs/errors.md", "")}, workshop.TEMPLATES)
    made = build.build(Settings((SHOP,)), inputs)
    assert made.problems
    assert made.plan.changes == ()


NAMED = """[codes]
"Item lost" = "ItemLost"

[errors.ItemNotFound]
parameters = ["item_id"]

[errors.TooManyOrders]
retryable = true
"""
CONFLICT = (
    "<<<<<<< a\n| Gone | Gone (410) | Ours. |\n=======\n| Gone | Gone (410) | Theirs. |\n>>>>>>> b"
)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("| ItemNotFound", "\n| ItemNotFound", "row-stranded"),
        ("| BadRequest", "\n| BadRequest", "row-stranded"),
        ("|------------|-------------|---------|\n", "", "table-delimiter"),
        ("| BadRequest", f"{CONFLICT}\n| BadRequest", "table-conflict"),
    ],
)
def test_what_follows_from_lost_rows_is_not_told_beside_it(
    before: str, after: str, rule: str
) -> None:
    page = document("docs/errors.md", workshop.PAGE.replace(before, after))
    overlay = document("docs/errors.toml", NAMED)
    inputs = Inputs({page.path: page, overlay.path: overlay}, workshop.TEMPLATES)
    made = build.build(Settings((SHOP,)), inputs)
    assert [problem.rule for problem in made.problems] == [rule]
    assert made.plan.changes == ()


def test_a_catalogue_that_vanishes_without_a_word_is_our_own_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else all its files would be taken for orphans."""
    monkeypatch.setattr(build.catalogue, "read", lambda *_: (None, ()))
    with pytest.raises(AssertionError, match="nothing says why"):
        build.build(Settings((SHOP,)), Inputs({"docs/errors.md": PAGE}, workshop.TEMPLATES))


def test_problems_are_in_order_and_said_once() -> None:
    def problem(path: str, line: int | None, column: int | None, rule: str) -> Diagnostic:
        return Diagnostic(rule, "note", "so", Span(path, line, column))

    expected = [
        problem("a", None, None, "z-z"),
        problem("a", 1, 2, "a-a"),
        problem("a", 1, 2, "b-b"),
        problem("a", 1, 10, "a-a"),
        problem("a", 2, 1, "a-a"),
        problem("b", 1, 1, "a-a"),
    ]
    shuffled = expected * 2
    random.Random(7).shuffle(shuffled)
    assert list(as_configured(Settings(), shuffled)) == expected


OVERLAYS = {
    "beside the page": (CatalogueSettings("x", ("docs/errors.md",)), "docs/errors.toml"),
    "of several pages": (CatalogueSettings("x", ("a/b.md", "c.md")), "a/b.toml"),
    "with a dot in its folder": (CatalogueSettings("x", ("v1.2/errors",)), "v1.2/errors.toml"),
    "configured": (CatalogueSettings("x", ("a.md",), overlay="o.toml"), "o.toml"),
    "no page": (CatalogueSettings("x", ()), ".toml"),
}


@pytest.mark.parametrize(("one", "path"), OVERLAYS.values(), ids=OVERLAYS)
def test_where_the_overlay_is(one: CatalogueSettings, path: str) -> None:
    assert one.overlay_path == path


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    workshop.write(tmp_path / "built-in", workshop.TEMPLATES)
    config = f'[tool.error-table]\ntemplates = "own"\n{workshop.CONFIG}'
    folder = workshop.make(tmp_path / "shop", config=config)
    workshop.write(folder, {"own/y.txt": "y\n"})
    assert tool(folder, "build").returncode == 0
    return folder


def tool(shop: Path, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return workshop.inside(words, shop, shop.parent / "built-in", **more)


def spoil(shop: Path, text: str) -> None:
    (workshop.kept(shop) / "stamp.json").write_text(text)


SEEN = {
    "the page": lambda shop: workshop.write(shop, {"docs/errors.md": workshop.PAGE + "\n"}),
    "the configuration": lambda shop: workshop.write(
        shop, {"pyproject.toml": workshop.CONFIG * 1 + "\n"}
    ),
    "an overlay appears": lambda shop: workshop.write(shop, {"docs/errors.toml": ""}),
    "a template appears": lambda shop: workshop.write(shop, {"own/x.txt": "x\n"}),
    "a built-in template": lambda shop: workshop.write(
        shop.parent, {"built-in/all.txt.jinja": "x\n"}
    ),
    "a built-in template leaves": lambda shop: (shop.parent / "built-in/all.txt.jinja").unlink(),
    "an output": lambda shop: workshop.write(shop, {"generated/all.txt": "x\n"}),
    "an output leaves": lambda shop: (shop / "generated/all.txt").unlink(),
    "the manifest": lambda shop: workshop.write(shop, {"generated/.manifest": ""}),
    "the stamp": lambda shop: spoil(shop, "[1, 2"),
    "the stamp is of another form": lambda shop: spoil(shop, '{"said": 1}'),
    "the stamp is no object": lambda shop: spoil(shop, "[]"),
    "the stamp leaves": lambda shop: (workshop.kept(shop) / "stamp.json").unlink(),
    "what a killed build left": lambda shop: (shop / "generated/.generator-staging-1").mkdir(),
}


@pytest.mark.parametrize("change", SEEN.values(), ids=SEEN)
def test_the_stamp_is_not_believed_when_anything_has_changed(shop: Path, change: object) -> None:
    assert stamp_holds(shop)
    change(shop)  # type: ignore[operator]
    assert not stamp_holds(shop)
    tool(shop, "build", "--force")
    assert stamp_holds(shop)
    assert not (shop / "generated/.generator-staging-1").exists()


def stamp_holds(shop: Path) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "built_in", lambda: shop.parent / "built-in")
        return stamp.recall(shop, ()) is not None


def test_other_libraries_are_another_tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = stamp.tool()
    assert stamp.tool() == before
    (tmp_path / "black-99.1.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), str(tmp_path / "nowhere")])
    assert stamp.tool() != before


def test_nothing_is_left_in_the_project(shop: Path) -> None:
    assert {path.name for path in shop.iterdir()} == {"docs", "generated", "own", "pyproject.toml"}
    for folder in (workshop.kept(shop), workshop.kept(shop).parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_cache_that_cannot_be_written_is_none(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    for verb in ("build", "check"):
        assert tool(shop, verb).returncode == 0
    assert not stamp_holds(shop)


@pytest.mark.parametrize("where", ["the old place", "a cache in it", "one in its repository"])
def test_nothing_that_comes_with_a_project_says_that_it_is_fresh(shop: Path, where: str) -> None:
    """Somebody edits an output, its line in the manifest, and a stamp that speaks for both."""
    bad = b"import os; os.system('echo')\n"
    manifest_line = workshop.tree(shop / "generated")[".manifest"].decode()
    old = hashlib.sha256(b"").hexdigest()
    assert old in manifest_line
    forged = manifest_line.replace(old, hashlib.sha256(bad).hexdigest())
    kept = json.loads((workshop.kept(shop) / "stamp.json").read_text())
    kept["manifest"] = hashlib.sha256(forged.encode()).hexdigest()
    (shop / "generated/python/py.typed").write_bytes(bad)
    (shop / "generated/.manifest").write_text(forged)
    cache = shop / ".cache" if where == "a cache in it" else shop.parent / "cache"
    if where == "one in its repository":
        (shop.parent / ".git").mkdir()
    home = cache / "error-table-generator" / workshop.kept(shop).relative_to(places.cache())
    for folder in (home, shop / ".generator-stamp"):
        workshop.write(folder, {"stamp.json": json.dumps(kept)})
    (workshop.kept(shop) / "stamp.json").unlink()
    more = {} if where == "the old place" else {"XDG_CACHE_HOME": str(cache)}
    answer = tool(shop, "check", **more)
    assert answer.returncode == 1, answer.stdout
    assert b"python/py.typed" in answer.stdout


def _homeless(*_: object, **__: object) -> str:
    raise RuntimeError("could not determine the home directory")


def test_a_user_without_a_home_has_no_cache(
    shop: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for answer in (lambda *_, **__: "~/.cache/error-table-generator", _homeless):
        monkeypatch.setattr(platformdirs, "user_cache_dir", answer)
        assert places.cache() is None
        stamp.keep(shop, {})
        assert not (tmp_path / "~").exists()
        assert stamp.recall(shop, ()) is None


def test_what_is_said_again_is_escaped_again(shop: Path) -> None:
    place = workshop.kept(shop) / "stamp.json"
    kept = json.loads(place.read_text())
    span = {"path": "a\x1b[2J", "line": 1, "column": 1, "length": 1, "text": "\x1b[2J"}
    problem = {"rule": "x-y", "level": "note", "message": "\x1b[2J\n::error::x", "span": span}
    kept["said"]["problems"] = [{**problem, "label": "\x1b[2J", "help": "\x1b[2J"}]
    place.write_text(json.dumps(kept))
    answer = tool(shop, "check")
    assert answer.returncode == 0
    assert b"\x1b" not in answer.stdout + answer.stderr
    assert b"\n::" not in answer.stdout + answer.stderr


WORLDS = [
    {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "C.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
    {"SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "3", "HOME": "/nowhere"},
]


def test_the_world_around_changes_no_byte(tmp_path: Path) -> None:
    """Locale, time zone, hash seed, home and the place of the project; with all real templates."""
    trees = []
    for number, world in enumerate(WORLDS):
        folder = workshop.make(tmp_path / f"place {number}")
        answer = workshop.run(workshop.command("build"), folder, **world)
        assert answer.returncode == 0, answer.stderr.decode()
        trees.append(workshop.tree(folder / "generated"))
    assert len(trees[0]) > 20
    assert trees[0] == trees[1] == trees[2]


def test_the_order_of_a_folder_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.write(tmp_path, {f"t/{name}": "x" for name in ("b/z", "a", "c", "b/a")})
    plain = list(places.templates(tmp_path, "t"))
    walk = os.walk

    def backwards(top: object) -> object:
        for folder, folders, names in walk(top):  # type: ignore[call-overload]
            folders.reverse()
            yield folder, folders, names[::-1]

    monkeypatch.setattr(os, "walk", backwards)
    assert list(places.templates(tmp_path, "t")) == plain
    assert {"a", "b/a", "b/z", "c"} <= set(plain)
