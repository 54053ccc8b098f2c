"""What a build takes from the last one: never anything else than what it would make anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import build
from generator.cli import main
from generator.project import places
from tests import workshop
from tests.conftest import examples

NAMES = ("shop", "bank", "mail")
CLEAN = """\
| Error code | HTTP status | Message |
|------------|-------------|---------|
| BadRequest | 400 | The request of {} is malformed. |
| ItemNotFound | 404 | Item {{item}} was not found. |
"""
CONFIG = "".join(
    f'[tool.generator.catalogues.{name}]\npages = ["docs/{name}.md"]\n' for name in NAMES
)
# A code in two rows is told each time that the page is read.
ODD = "| BadRequest | 422 | It makes no sense. |\n"


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workshop.write(tmp_path / "built-in", workshop.TEMPLATES)
    monkeypatch.setattr(places, "built_in", lambda: tmp_path / "built-in")
    return tmp_path


def project(folder: Path) -> Path:
    pages = {f"docs/{name}.md": CLEAN.format(name) for name in NAMES}
    workshop.write(folder, {"pyproject.toml": CONFIG, **pages})
    return folder


def tool(folder: Path, *words: str) -> int:
    return main([*words, "--root", str(folder)])


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def carry_out(folder: Path) -> None:
        text = (folder / path).read_text() if (folder / path).exists() else ""
        workshop.write(folder, {path: text.replace(old, new) if old else text + new})

    return carry_out


def drop(path: str) -> Callable[[Path], None]:
    return lambda folder: (folder / path).unlink(missing_ok=True)


EDITS = {
    "a row more": edit("docs/shop.md", "", "| Late | 410 | Gone. |\n"),
    "another text": edit("docs/bank.md", "malformed", "not well formed"),
    "what is told each time": edit("docs/mail.md", "", ODD),
    "no table": edit("docs/mail.md", "|", ""),
    "a page again": lambda folder: workshop.write(folder, {"docs/mail.md": CLEAN.format("mail")}),
    "an overlay": edit("docs/shop.toml", "", '[errors.BadRequest]\nhint = "Look."\n'),
    "no overlay": drop("docs/shop.toml"),
    "a title": edit("pyproject.toml", '["docs/bank.md"]\n', '["docs/bank.md"]\ntitle = "Bank"\n'),
    "a level": edit("pyproject.toml", "", '[tool.generator.levels]\ncode-repeated = "error"\n'),
    "a catalogue less": lambda folder: workshop.write(
        folder, {"pyproject.toml": CONFIG.split("[tool.generator.catalogues.mail]")[0]}
    ),
    "all catalogues": lambda folder: workshop.write(folder, {"pyproject.toml": CONFIG}),
    "a template": edit("templates/{name}.txt.jinja", "", "{{ catalogue.name }}\n"),
    "no template": drop("templates/{name}.txt.jinja"),
    "an output edited": edit("generated/json/shop.json", "", "x"),
    "an output deleted": drop("generated/json/bank.json"),
    "a file of somebody else": edit("generated/shop.txt", "", "theirs"),
    "the manifest edited": edit("generated/.manifest", "json/shop", "json/ship"),
    "the manifest deleted": drop("generated/.manifest"),
}


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.lists(st.sampled_from(sorted(EDITS)), max_size=3), max_size=4))
def test_with_memory_and_without_the_answers_and_the_trees_are_the_same(
    few: Path, capsys: pytest.CaptureFixture[str], steps: list[list[str]]
) -> None:
    """Whatever was edited, in whatever order, between builds."""
    for name in ("one", "other"):
        shutil.rmtree(few / name, ignore_errors=True)
    one = project(few / "one")
    tool(one, "build", "-q")
    for step in steps:
        for name in step:
            EDITS[name](one)
        other = shutil.copytree(one, few / "other", dirs_exist_ok=False)
        shutil.rmtree(workshop.kept(other), ignore_errors=True)
        capsys.readouterr()
        said = []
        for folder in (one, other):
            codes = [tool(folder, *words) for words in (["check"], ["build"], ["build", "--force"])]
            said.append((codes, capsys.readouterr(), workshop.tree(folder / "generated")))
        assert said[0] == said[1]
        shutil.rmtree(other)


def read_again(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """The catalogues that a build reads."""
    seen: list[str] = []
    plain = build._catalogue
    monkeypatch.setattr(
        build, "_catalogue", lambda one, inputs: (seen.append(one.name), plain(one, inputs))[1]
    )
    tool(folder, "build", "-q", "--force")
    monkeypatch.setattr(build, "_catalogue", plain)
    return seen


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("a row more", ["shop"]),
        ("another text", ["bank"]),
        ("an overlay", ["shop"]),
        ("a title", ["bank"]),
        ("an output edited", ["shop"]),
        ("an output deleted", ["bank"]),
        ("a catalogue less", []),
        ("a template", [*NAMES]),
        ("a level", [*NAMES]),
    ],
)
def test_only_what_an_edit_concerns_is_read_and_rendered_again(
    few: Path, monkeypatch: pytest.MonkeyPatch, name: str, again: list[str]
) -> None:
    folder = project(few / "project")
    assert read_again(monkeypatch, folder) == [*NAMES]
    EDITS[name](folder)
    assert read_again(monkeypatch, folder) == again


def test_what_there_is_to_say_of_a_page_is_said_again_without_reading_it(
    few: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project(few / "project")
    EDITS["what is told each time"](folder)
    assert read_again(monkeypatch, folder) == [*NAMES]
    said = capsys.readouterr().err
    assert "code-repeated" in said
    EDITS["another text"](folder)
    assert read_again(monkeypatch, folder) == ["bank"]
    assert capsys.readouterr().err == said


def test_a_build_of_one_catalogue_leaves_the_files_of_the_others(few: Path) -> None:
    folder = project(few / "project")
    tool(folder, "build", "-q")
    before = workshop.tree(folder / "generated")
    EDITS["a row more"](folder)
    assert tool(folder, "build", "-q", "bank") == 0
    assert workshop.tree(folder / "generated") == before
    assert tool(folder, "check", "-q") == 1


def test_two_catalogues_that_want_one_path_are_told_as_without_memory(
    few: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`a` has no code that meets the file of `ab` until its page is edited."""
    shutil.rmtree(few / "built-in")
    workshop.write(few / "built-in", {"{name}{code}.txt.jinja": "{{ error.code }}\n"})
    pages = {
        "a": "| x | 400 | X. |\n| y | 404 | Y. |\n",
        "ab": "| c | 400 | C. |\n| d | 404 | D. |\n",
    }
    head = "| Error code | HTTP status | Message |\n|--|--|--|\n"
    tables = "".join(f'[tool.generator.catalogues.{n}]\npages = ["{n}.md"]\n' for n in pages)
    workshop.write(few / "p", {"pyproject.toml": tables})
    workshop.write(few / "p", {f"{name}.md": head + rows for name, rows in pages.items()})
    assert tool(few / "p", "build", "-q") == 0
    edit("a.md", "", "| bc | 409 | B. |\n")(few / "p")
    assert tool(few / "p", "check", "-q") == 2
    said = capsys.readouterr().err
    assert "template-path" in said
    shutil.rmtree(workshop.kept(few / "p"))
    assert tool(few / "p", "check", "-q") == 2
    assert capsys.readouterr().err == said


def spoilt(kept: dict[str, dict[str, object]]) -> list[object]:
    """Kept files that nobody of ours wrote, though each still has the right key."""
    entry = kept["shop"]
    key = {"key": entry["key"], "problems": []}
    record = entry["record"]
    problem = {"rule": "x-y", "level": "note", "message": "so", "span": {"path": "docs/shop.md"}}
    wrong = [{"level": "loud"}, {"label": 1}, {"span": {"path": "", "line": "1"}}, {"more": 1}]
    return [
        None,
        [],
        {},
        {"shop": 1},
        {"shop": key},
        {"shop": {**key, "files": [], "record": record}},
        {"shop": {**key, "files": {}, "record": {"schema": 1}}},
        {"shop": {**key, "files": {"../pyproject.toml": "0"}, "record": record}},
        {"shop": {**key, "files": {"json/shop.json": None}, "record": record}},
        {"shop": {**key, "files": {"json/\0": "0"}, "record": record}},
        {"shop": {**entry, "problems": 1}},
        {"shop": {**entry, "problems": [{}]}},
        *({"shop": {**entry, "problems": [{**problem, **part}]}} for part in wrong),
    ]


def test_a_memory_that_somebody_spoilt_is_none(few: Path) -> None:
    folder = project(few / "project")
    tool(folder, "build", "-q")
    place = workshop.kept(folder) / "catalogues.json"
    wanted = workshop.tree(folder / "generated")
    kept = json.loads(place.read_text())
    for text in ["", "{", "[" * 9_999, *map(json.dumps, spoilt(kept))]:
        place.write_text(text)
        (place.parent / "stamp.json").unlink()
        assert tool(folder, "check", "-q") == 0, text[:80]
        (folder / "generated/json/shop.json").unlink()
        assert tool(folder, "build", "-q") == 0, text[:80]
        assert workshop.tree(folder / "generated") == wanted
