"""Words in, words out, an exit code."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import cli
from generator.cli import reply
from generator.diagnostics import terminal
from generator.plan import manifest
from generator.project import places
from tests import workshop
from tests.workshop import OUTPUTS


@dataclass
class Answer:
    code: int
    out: str
    err: str


class Shop:
    """A project, and the tool that is run in it."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = workshop.make(folder)
        self.capture = capture

    def __call__(self, *words: str) -> Answer:
        code = cli.main(words)
        said = self.capture.readouterr()
        return Answer(code, said.out, said.err)

    def write(self, path: str, text: str) -> None:
        workshop.write(self.folder, {path: text})


@pytest.fixture
def shop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shop:
    built_in = tmp_path / "built-in"
    workshop.write(built_in, workshop.TEMPLATES)
    monkeypatch.setattr(places, "built_in", lambda: built_in)
    monkeypatch.setenv("NO_COLOR", "1")
    made = Shop(tmp_path / "shop", capsys)
    monkeypatch.chdir(made.folder)
    return made


def test_build_writes_everything_and_names_it(shop: Shop) -> None:
    answer = shop("build")
    assert answer.code == 0
    assert answer.out == "".join(f"create generated/{p}\n" for p in [*OUTPUTS, ".manifest"])
    assert answer.err == "7 files changed\n"
    assert workshop.outputs(shop.folder) == OUTPUTS


def test_twice_in_a_row_writes_nothing(shop: Shop) -> None:
    shop("build")
    before = workshop.stats(shop.folder)
    for stamped in (True, False):
        if not stamped:
            (workshop.kept(shop.folder) / "stamp.json").write_text("{}")
        answer = shop("build")
        assert (answer.code, answer.out) == (0, "")
        assert answer.err == "nothing to do, 6 files right already\n"
    assert workshop.stats(shop.folder) == before


def test_after_the_output_is_gone_the_same_bytes_come_back(shop: Shop) -> None:
    shop("build")
    before = workshop.tree(shop.folder / "generated")
    for path in sorted((shop.folder / "generated").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    shop("build")
    assert workshop.tree(shop.folder / "generated") == before


def test_only_what_a_change_of_the_page_bears_on_is_written(shop: Shop) -> None:
    shop("build")
    shop.write("docs/errors.md", workshop.PAGE.replace("malformed", "odd"))
    answer = shop("build")
    assert answer.out == (
        "update generated/docs/shop-errors/BadRequest.md\nupdate generated/.manifest\n"
    )
    assert answer.err == "2 files changed, 5 files right already\n"


def test_a_row_that_leaves_takes_its_file_with_it(shop: Shop) -> None:
    shop("build")
    shop.write("docs/errors.md", "\n".join(workshop.PAGE.split("\n")[:-2]) + "\n")
    assert "delete generated/docs/shop-errors/TooManyOrders.md\n" in shop("build").out
    assert "docs/shop-errors/TooManyOrders.md" not in workshop.outputs(shop.folder)


def test_check_names_every_file_that_is_not_right_and_the_command(shop: Shop) -> None:
    shop("build")
    out = shop.folder / "generated"
    shop.write("docs/errors.md", workshop.PAGE.replace("TooManyOrders", "TooMany"))
    (out / "all.txt").write_text("mine\n")
    (out / "python/py.typed").unlink()
    before = workshop.tree(shop.folder)
    answer = shop("check")
    assert answer.code == 1
    assert answer.out == (
        "edited   generated/all.txt\n"
        "missing  generated/docs/shop-errors/TooMany.md\n"
        "orphaned generated/docs/shop-errors/TooManyOrders.md\n"
        "stale    generated/json/shop-errors.json\n"
        "missing  generated/python/py.typed\n"
        "stale    generated/.manifest\n"
    )
    assert answer.err == (
        "error[output-edited]: this generated file was edited by hand\n --> generated/all.txt\n"
        "  = help: move the edit into the overlay or a template, then build --force, "
        "which discards it\n"
        "          @@ -1 +1 @@\n          -shop-errors\n          +mine\n\n"
        "6 files not as build would write them, 1 edited by hand; move the edit into the overlay "
        f"or a template; or, to discard it, run: {reply.program()} build --force\n"
    )
    assert workshop.tree(shop.folder) == before


def test_check_is_silent_about_a_tree_that_is_right(shop: Shop) -> None:
    shop("build")
    for stamped in (True, False):
        if not stamped:
            (workshop.kept(shop.folder) / "stamp.json").unlink()
        answer = shop("check", "--diff")
        assert (answer.code, answer.out) == (0, "")
        assert answer.err == "6 files as build would write them\n"


FORMATS = ["text", "json", "github"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_stamp_changes_nothing_of_what_is_said(shop: Shop, form: str) -> None:
    shop.write("docs/errors.md", workshop.PAGE + "| Padded | Conflict (409)\n")
    shop("build")
    for verb in ("check", "build"):
        stamped = shop(verb, "--format", form)
        assert "padded" in stamped.out + stamped.err
        (workshop.kept(shop.folder) / "stamp.json").unlink()
        assert shop(verb, "--format", form) == stamped
        shop("build")


EVERY = [*OUTPUTS, ".manifest"]


def edited(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def with_a_mark(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def deleted(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_full_folder(path: Path) -> None:
    a_folder(path)
    (path / "theirs").write_text("theirs")


def a_link(path: Path) -> None:
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(path.with_suffix(".moved"))


def a_dead_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES = [edited, with_a_mark, deleted, a_folder, a_full_folder, a_link, a_dead_link, a_pipe]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("path", EVERY)
def test_whatever_becomes_of_a_file_check_names_it(shop: Shop, path: str, damage: object) -> None:
    shop("build")
    damage(shop.folder / "generated" / path)  # type: ignore[operator]
    answer = shop("check")
    assert answer.code == 1
    assert re.search(rf"^\w+ +generated/{re.escape(path)}$", answer.out, re.MULTILINE)


@pytest.mark.parametrize("folder", ["docs", "docs/shop-errors", "json"])
def test_a_folder_that_became_a_link_is_seen(shop: Shop, folder: str) -> None:
    shop("build")
    path = shop.folder / "generated" / folder
    moved = shop.folder / "moved"
    path.rename(moved)
    path.symlink_to(moved)
    answer = shop("check")
    assert answer.code == 1
    assert f"blocked  generated/{folder}/" in answer.out
    assert shop("build").code == 2
    assert shop("build", "--force").code == 0
    assert workshop.outputs(shop.folder) == OUTPUTS
    assert moved.is_dir()


def test_a_hand_edit_is_refused_with_its_hunk_until_force(shop: Shop) -> None:
    shop("build")
    target = shop.folder / "generated/all.txt"
    target.write_text("shop-errors\nmine\n")
    answer = shop("build")
    assert answer.code == 2
    assert answer.out == ""
    assert "error[output-edited]: this generated file was edited by hand\n" in answer.err
    assert "+mine\n" in answer.err
    assert target.read_text() == "shop-errors\nmine\n"
    assert shop("build", "--force").out == "update generated/all.txt\n"
    assert workshop.outputs(shop.folder) == OUTPUTS


def test_one_refusal_keeps_everything_from_being_written(shop: Shop) -> None:
    shop("build")
    shop.write("docs/errors.md", workshop.PAGE.replace("malformed", "odd"))
    shop.write("generated/all.txt", "mine\n")
    before = workshop.tree(shop.folder)
    assert shop("build").code == 2
    assert workshop.tree(shop.folder) == before


@pytest.mark.parametrize("words", [["build"], ["build", "--force"]])
def test_somebody_elses_file_is_never_overwritten(shop: Shop, words: list[str]) -> None:
    shop.write("generated/all.txt", "theirs\n")
    shop.write("generated/other.txt", "theirs\n")
    answer = shop(*words)
    assert answer.code == 2
    assert "error[output-foreign]" in answer.err
    assert workshop.outputs(shop.folder) == {"all.txt": b"theirs\n", "other.txt": b"theirs\n"}


@pytest.mark.parametrize("words", [["build"], ["build", "--force"]])
def test_a_file_where_a_folder_should_be_is_named(shop: Shop, words: list[str]) -> None:
    shop.write("generated/docs", "theirs\n")
    answer = shop(*words)
    assert answer.code == 2
    assert "error[output-blocked]: a file is in the way of this output" in answer.err
    assert "move generated/docs away" in answer.err
    (shop.folder / "generated/docs").unlink()
    assert shop("build").code == 0
    assert workshop.outputs(shop.folder) == OUTPUTS


def test_an_output_folder_that_leads_out_is_refused(shop: Shop) -> None:
    outside = shop.folder.parent / "outside"
    outside.mkdir()
    (shop.folder / "generated").symlink_to(outside)
    for words in (["build"], ["build", "--force"], ["check"]):
        answer = shop(*words)
        assert answer.code == 2
        assert "error[output-outside]" in answer.err
    assert list(outside.iterdir()) == []


PATHS = {
    "a backslash": ("x/{name}\\y.jinja", "output-name"),
    "the manifest": (".manifest.jinja", "output-name"),
    "by case alone": ("ALL.TXT", "output-collision"),
    "a folder where a file is": ("all.txt/x", "output-collision"),
}


@pytest.mark.parametrize(("path", "rule"), PATHS.values(), ids=PATHS)
def test_an_output_that_no_file_system_could_hold(shop: Shop, path: str, rule: str) -> None:
    shop.write("pyproject.toml", workshop.TEMPLATED)
    shop.write(f"templates/{path}", "x\n")
    answer = shop("build")
    assert answer.code == 2
    assert f"error[{rule}]" in answer.err
    assert not (shop.folder / "generated").exists()


def test_the_patch_brings_the_tree_to_what_build_would_write(shop: Shop) -> None:
    subprocess.run(["git", "init", "-q", str(shop.folder.parent)], check=True)
    shop("build")
    shop.write("docs/errors.md", workshop.PAGE.replace("TooManyOrders", "TooMany"))
    (shop.folder / "generated/all.txt").write_text("mine")
    answer = shop("diff")
    assert answer.code == 1
    assert "+++ b/shop/generated/docs/shop-errors/TooMany.md\n" in answer.out
    subprocess.run(
        ["git", "apply", "-"], cwd=shop.folder.parent, input=answer.out.encode(), check=True
    )
    assert shop("check").code == 0
    answer = shop("diff")
    assert (answer.code, answer.out, answer.err) == (0, "", "0 files to change\n")


def test_a_patch_leaves_out_what_no_build_would_do(shop: Shop) -> None:
    shop.write("generated/all.txt", "theirs\n")
    answer = shop("diff")
    assert answer.code == 1
    assert "all.txt b/" not in answer.out
    assert "error[output-foreign]" in answer.err


def test_one_catalogue_by_name(shop: Shop) -> None:
    second = '[tool.error-table.catalogues.second]\npages = ["docs/second.md"]\n'
    shop.write("pyproject.toml", workshop.CONFIG + second)
    shop.write("docs/second.md", "no table here\n")
    assert shop("build").code == 2
    answer = shop("build", "shop-errors")
    assert answer.code == 0
    shown = {path for path in OUTPUTS if "shop-errors" in path}
    assert workshop.outputs(shop.folder).keys() == shown
    shop.write("docs/second.md", workshop.PAGE)
    assert shop("build").code == 0
    assert workshop.outputs(shop.folder)["all.txt"] == b"shop-errors\nsecond\n"
    assert shop("check").code == 0


def test_a_call_for_each_catalogue_makes_what_a_build_of_all_makes(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a build engine does it: each call in a folder of its own, which has the inputs alone."""
    second = '[tool.error-table.catalogues.second]\npages = ["docs/second.md"]\n'
    shop.write("pyproject.toml", workshop.CONFIG + second)
    shop.write("docs/second.md", workshop.PAGE.replace("BadRequest", "WorseRequest"))
    made: dict[str, bytes] = {}
    for name in ("shop-errors", "second"):
        folder = shop.folder.parent / name
        shutil.copytree(shop.folder, folder)
        assert shop("build", name, "--root", str(folder)).code == 0
        alone = workshop.outputs(folder)
        assert alone
        assert not made.keys() & alone.keys()
        assert manifest.read(workshop.tree(folder)["generated/.manifest"]).keys() == alone.keys()
        assert not workshop.kept(folder).exists()
        made |= alone
    assert shop("build").code == 0
    assert workshop.kept(shop.folder).exists()
    of_all = workshop.outputs(shop.folder)
    assert {path: of_all[path] for path in made} == made
    assert of_all.keys() - made.keys() == {"all.txt", "python/py.typed"}


def test_an_unknown_catalogue_is_an_error_with_a_suggestion(shop: Shop) -> None:
    answer = shop("build", "shop-error")
    assert answer.code == 2
    assert "did you mean shop-errors?" in answer.err


def test_exit_non_zero_on_change(shop: Shop) -> None:
    assert shop("build", "--exit-non-zero-on-change").code == 1
    assert shop("build", "--exit-non-zero-on-change").code == 0


TEMPLATED = {"pyproject.toml": workshop.TEMPLATED}
BAD = {
    "a missing page": ({"docs/errors.md": None}, "file-missing"),
    "a page without a table": ({"docs/errors.md": "# Error codes\n"}, "choice-none"),
    "a page that is no UTF-8": ({"docs/errors.md": b"\xff"}, "file-encoding"),
    "broken TOML": ({"pyproject.toml": "[tool.error-table\n"}, "config-toml"),
    "an unknown key": ({"pyproject.toml": f"{workshop.CONFIG}page = 1\n"}, "config-unknown"),
    "no configuration": ({"pyproject.toml": ""}, "config-missing"),
    "a broken overlay": ({"docs/errors.toml": "[codes\n"}, "overlay-syntax"),
    "a template with a typing error": (
        {"templates/x.txt.jinja": "1\n{{ catalogues | nope }}\n", **TEMPLATED},
        "template-error",
    ),
    "a template that is no UTF-8": ({"templates/x.txt": b"\xff", **TEMPLATED}, "file-encoding"),
    "a template whose output does not parse": (
        {"templates/x.py.jinja": "class class:\n", **TEMPLATED},
        "template-output",
    ),
    "a template with an unknown name in its path": (
        {"templates/{nmae}.txt.jinja": "x\n", **TEMPLATED},
        "template-path",
    ),
}


@pytest.mark.parametrize(("files", "rule"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("verb", ["build", "check", "diff"])
def test_bad_input_is_a_diagnostic_and_nothing_is_written(
    shop: Shop, files: dict[str, str | bytes | None], rule: str, verb: str
) -> None:
    shop("build")
    for path, text in files.items():
        target = shop.folder / path
        target.parent.mkdir(exist_ok=True)
        if text is None:
            target.unlink()
        else:
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = workshop.tree(shop.folder / "generated")
    answer = shop(verb)
    assert answer.code == 2
    assert answer.out == ""
    assert f"error[{rule}]" in answer.err
    assert ("nothing was written" in answer.err) == (verb == "build")
    assert workshop.tree(shop.folder / "generated") == before


def test_all_problems_of_all_catalogues_are_said_at_once(shop: Shop) -> None:
    second = '[tool.error-table.catalogues.second]\npages = ["docs/second.md"]\n'
    shop.write("pyproject.toml", workshop.CONFIG + second)
    shop.write("docs/errors.md", "no table\n")
    err = shop("build").err
    assert "error[file-missing]" in err
    assert "error[choice-none]" in err


def test_a_level_can_be_raised_switched_off_and_not_lowered(shop: Shop) -> None:
    shop.write("docs/errors.md", workshop.PAGE + "| Padded | Conflict (409)\n")
    assert "warning[row-padded]" in shop("build").err
    for level, code, said in (
        ("error", 2, "error[row-padded]"),
        ("note", 0, "note[row-padded]"),
        ("off", 0, ""),
    ):
        shop.write(
            "pyproject.toml",
            f'{workshop.CONFIG}[tool.error-table.levels]\nrow-padded = "{level}"\n',
        )
        answer = shop("check")
        assert (answer.code, "row-padded" in answer.err) == (code, bool(said))
        assert said in answer.err
    levels = '[tool.error-table.levels]\nchoice-none = "note"\n'
    shop.write("pyproject.toml", workshop.CONFIG + levels)
    shop.write("docs/errors.md", "no table\n")
    answer = shop("check")
    assert answer.code == 2
    assert "error[choice-none]" in answer.err
    assert "warning[config-lowered]" in answer.err


def test_json_says_what_text_says(shop: Shop) -> None:
    assert json.loads(shop("check", "--format", "json").out)["status"] == "drift"
    built = json.loads(shop("build", "--format", "json").out)
    assert built["status"] == "ok"
    assert built["changes"][0] == {
        "path": "generated/all.txt",
        "state": "missing",
        "action": "create",
    }
    assert json.loads(shop("check", "--format", "json").out) == {
        "schema": 1,
        "status": "ok",
        "changes": [],
        "problems": [],
    }
    shop.write("generated/all.txt", "mine\n")
    drift = json.loads(shop("check", "--diff", "--format", "json").out)
    assert "-mine\n" in drift["patch"]
    assert json.loads(shop("diff", "--format", "json").out)["patch"] == drift["patch"]
    shop.write("docs/errors.md", "no table\n")
    failed = shop("check", "--format", "json")
    assert failed.code == 2
    assert json.loads(failed.out)["status"] == "error"
    assert [p["rule"] for p in json.loads(failed.out)["problems"]] == ["choice-none"]


def test_github_annotates_what_drifted_and_keeps_the_text(shop: Shop) -> None:
    answer = shop("check", "--format", "github")
    first, *listed = answer.out.splitlines()
    assert first == (
        "::error file=docs/errors.md,title=missing::7 generated files are not as this page would "
        f"have them (7 missing); what changes for callers says: {reply.program()} changes; "
        f"run: {reply.program()} build"
    )
    assert listed == [f"missing  generated/{path}" for path in [*OUTPUTS, ".manifest"]]
    shop.write("docs/errors.md", "no table\n")
    answer = shop("check", "--format", "github")
    assert answer.out.startswith("::error file=docs/errors.md")
    assert "error[choice-none]" in answer.err


def test_github_annotates_the_gravest_and_lists_the_others(shop: Shop) -> None:
    shop("build")
    for path, text in {
        "pyproject.toml": workshop.TEMPLATED,
        "templates/a.txt.jinja": "a\n",
        "generated/a.txt": "theirs\n",
        "generated/docs/shop-errors/BadRequest.md": "# mine\n",
        "docs/errors.md": workshop.PAGE.replace("| TooMany", "| New").replace("Item {", "One {"),
        **{f"templates/new{n}.txt.jinja": "" for n in range(5)},
    }.items():
        shop.write(path, text)
    (shop.folder / "generated/python/py.typed").unlink()
    (shop.folder / "generated/python/py.typed").mkdir()
    shop.write("generated/python/py.typed/mine", "")
    answer = shop("check", "--format", "github")
    told = re.findall(r"::error file=(\S+?),title=(\w+)::", answer.out)
    assert [state for _, state in told] == ["edited", "foreign", "blocked", "missing"]
    assert told[-1][0] == "docs/errors.md"
    endings = [line.rpartition("; ")[2] for line in answer.out.splitlines()[:4]]
    run = f"run: {reply.program()} build"
    assert endings == [
        f"or, to discard it, {run} --force",
        *[f"{run}, which says what is in the way"] * 2,
        run,
    ]
    _, _, _, text, *rest = answer.out.splitlines()
    counted = re.findall(r"(\d+) (stale|missing|orphaned)", text)
    wanted = Counter(line.split()[0] for line in rest)
    assert {state: int(number) for number, state in counted} == wanted
    assert set(wanted) == {"stale", "missing", "orphaned"}
    listed = shop("check").out.splitlines()
    assert sorted([*rest, *(f"{state:<8} {path}" for path, state in told[:3])]) == sorted(listed)


def test_github_shows_nine_and_counts_the_files_of_the_others(shop: Shop) -> None:
    shop("build")
    for path in OUTPUTS:
        shop.write(f"generated/{path}", "mine\n")
    for number in range(5):
        shop.write(f"templates/new{number}.txt.jinja", "")
        shop.write(f"generated/new{number}.txt", "theirs\n")
    shop.write("pyproject.toml", workshop.TEMPLATED)
    answer = shop("check", "--format", "github")
    lines = answer.out.splitlines()
    assert sum(line.startswith("::error file=generated/") for line in lines) == 9
    listed = {tuple(line.split()) for line in shop("check").out.splitlines()}
    named = set(re.findall(r"::error file=(\S+?),title=(\w+)::", answer.out))
    rest = listed - {(state, path) for path, state in named}
    text = f"and {len(rest)} files more, which the log of this step lists"
    assert lines[9] == f"::error title=check::{text}"
    assert {tuple(line.split()) for line in lines[10:]} == rest


def test_github_tells_the_files_of_each_catalogue_at_its_page(shop: Shop) -> None:
    other = '[tool.error-table.catalogues.box-errors]\npages = ["docs/box.md", "docs/a.md"]\n'
    shop.write("pyproject.toml", workshop.CONFIG + other)
    shop.write("docs/box.md", "---\nlocale: en\n---\n" + workshop.PAGE)
    shop.write("docs/a.md", "---\nlocale: de\n---\n" + workshop.PAGE)
    answer = shop("check", "--format", "github")
    told = re.findall(r"^::error (?:file=(\S+?),)?title=missing::(\d+) ", answer.out, re.MULTILINE)
    assert told == [("", "3"), ("docs/box.md", "4"), ("docs/errors.md", "4")]
    assert len(answer.out.splitlines()) == 3 + 11


def test_the_advice_names_the_project_that_was_named(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop.folder.parent)
    shop.folder.rename("the shop")
    build = f"run: {reply.program()} build --root 'the shop'"
    root = ["--root", "the shop"]
    assert shop("check", *root).err.endswith(f"; {build}\n")
    annotated = shop("check", *root, "--format", "github")
    assert f"; {build}\n" in annotated.out
    assert shop("clean", *root).err.endswith(f"; first {build}\n")
    assert shop("build", *root).code == 0
    assert shop("check", *root).code == 0


@pytest.mark.parametrize("within", [False, True])
def test_paths_of_annotations_are_the_repositorys(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, within: bool
) -> None:
    """Whichever way the project is named, and whatever is annotated."""
    (shop.folder.parent / ".git").mkdir()
    named = [] if within else ["--root", "../built-in/../shop"]
    monkeypatch.chdir(shop.folder if within else shop.folder.parent / "built-in")
    words = [*named, "--format", "github"]
    shop.write("generated/all.txt", "theirs\n")
    said = shop("check", *words).out
    assert re.findall("file=(.*?),", said) == ["shop/generated/all.txt", "shop/docs/errors.md"]
    assert "::generated/all.txt is somebody else's file; " in said
    (shop.folder / "generated/all.txt").unlink()
    shop.write("docs/errors.toml", '[codes]\n"Nobody" = "Nowhere"\n')
    for verb in ("check", "build", "build", "check"):  # the last two by the stamp
        assert "::warning file=shop/docs/errors.toml,line=2" in shop(verb, *words).out
    shop.write("new.md", workshop.PAGE.replace("(404)", "(410)"))
    assert "file=shop/new.md,line=6" in shop("changes", *words, "docs/errors.md", "new.md").out
    shop.write("docs/errors.md", "no table\n")
    for verb in ("check", "build", "pin"):
        assert "::error file=shop/docs/errors.md" in shop(verb, *words).out


def test_an_annotation_stands_at_a_path_as_git_has_it(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a page above the project, also where a link leads to it; of a name with a colon."""
    top = shop.folder.parent
    (top / ".git").mkdir()
    (top / "errors.md").write_text("no table\n", encoding="utf-8")
    (top / "link").symlink_to("shop", target_is_directory=True)
    shop.write("pyproject.toml", workshop.CONFIG.replace("docs/errors.md", "../errors.md"))
    monkeypatch.chdir(top)
    for root in ("shop", "link"):
        said = shop("check", "--root", root, "--format", "github").out
        assert said.startswith("::error file=errors.md,"), root
    shop.write("pyproject.toml", workshop.CONFIG)
    shop.write("new:1.md", workshop.PAGE.replace("(404)", "(410)"))
    words = ["--root", "shop", "--format", "github"]
    said = shop("changes", *words, "docs/errors.md", "new:1.md").out
    assert said.startswith("::error file=shop/new%3A1.md,line=6,")


def test_what_is_no_file_of_the_repository_is_annotated_without_one(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shop.folder / ".git").mkdir()
    piped = io.TextIOWrapper(io.BytesIO(workshop.PAGE.replace("(404)", "(410)").encode()))
    monkeypatch.setattr(sys, "stdin", piped)
    said = shop("changes", "docs/errors.md", "-", "--format", "github").out
    assert said.startswith("::error title=base-moved::<stdin>:6:3: ItemNotFound is no ")
    outside = shop.folder.parent / "aside"
    workshop.write(outside, {"errors.md": "no table\n"})
    shop.write("pyproject.toml", workshop.CONFIG.replace("docs/errors.md", "../aside/errors.md"))
    said = shop("check", "--allow", str(outside), "--format", "github").out
    assert re.match("::error title=[a-z-]+::../aside/errors.md: ", said)


def test_the_annotation_of_a_project_that_is_not_there(shop: Shop) -> None:
    (shop.folder / ".git").mkdir()
    answer = shop("check", "--root", "services/api", "--format", "github")
    assert answer.out.startswith(
        "::error file=services/api/error-table.toml,title=config-missing::"
    )
    assert "\n  = there is none in services/api\n" in answer.err


def test_quiet_silences_the_summary_alone(shop: Shop) -> None:
    assert shop("build", "-q").err == ""
    assert shop("build", "-q").err == ""
    assert shop("check", "-q").err == ""
    shop.write("docs/errors.md", "no table\n")
    err = shop("check", "-q").err
    assert "error[choice-none]" in err
    assert "stopped" not in err


def test_it_works_from_any_folder_of_the_project(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop.folder / "docs")
    assert shop("build").out.startswith("create generated/all.txt\n")
    monkeypatch.chdir(shop.folder.parent)
    assert shop("check", "--root", str(shop.folder)).code == 0
    assert shop("check", "--root", "shop").code == 0


def test_without_any_project_it_says_what_to_write(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop.folder.parent)
    for words in (["build"], ["check"], ["diff"], ["show"], ["build", "--root", "nowhere"]):
        answer = shop(*words)
        assert answer.code == 2
        assert "error[config-missing]" in answer.err
        assert "[catalogues.my-errors]" in answer.err


def test_a_configuration_that_is_a_folder(shop: Shop) -> None:
    (shop.folder / "pyproject.toml").unlink()
    (shop.folder / "pyproject.toml").mkdir()
    assert "error[file-unreadable]" in shop("build", "--root", ".").err


SHOWN = """\
shop-errors: 3 codes in en

CODE           STATUS  MESSAGE
BadRequest     400     The request is malformed.
ItemNotFound   404     Item {item id} was not found.
TooManyOrders  429     Try again later.

docs/errors.md: 3 errors from 1 table
  line 3  Error codes  code = Error code, status = HTTP status, message = Message
"""


def test_show_is_a_table(shop: Shop) -> None:
    answer = shop("show")
    assert (answer.code, answer.out, answer.err) == (0, SHOWN, "3 codes\n")


def test_show_fits_the_terminal(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    page = workshop.PAGE.replace("BadRequest", "A" * 60).replace("ItemNotFound", "禁止Code" * 9)
    shop.write("docs/errors.md", page)
    lines = shop("show").out.split("\n")
    assert all(terminal.width(line) <= 60 for line in lines)
    assert "A" * 60 in lines


def test_show_one_code(shop: Shop) -> None:
    answer = shop("show", "ItemNotFound")
    assert answer.code == 0
    assert "status      404 Not Found\n" in answer.out
    assert "message en  Item {item id} was not found.\n" in answer.out


def test_show_of_an_unknown_code_is_a_no(shop: Shop) -> None:
    answer = shop("show", "ItemNotFund")
    assert (answer.code, answer.out) == (1, "")
    assert "there is no code ItemNotFund; did you mean ItemNotFound?" in answer.err
    assert shop("show", "zzz").err == "error: there is no code zzz\n"


NAMED = """\
# Error codes

| Code | Number | HTTP status | Message |
|---|---|---|---|
| NOT_FOUND | 40401 | 404 | It is gone. |
| DOCUMENT_MISSING | 42205 | 422 | A document is missing. |
| ADDRESS_MISSING | 42206 | 422 | An address is missing. |
| STAMP_MISSING | 42206 | 422 | A stamp is missing. |
"""
GERMAN = """---
title: Fehlercodes
translation: machine
---
# Fehlercodes

| Code | Nummer | HTTP-Status | Meldung |
|---|---|---|---|
| NOT_FOUND | 40401 | 404 | Es ist weg. |
| DOKUMENT_FEHLT | 42205 | 422 | Ein Dokument fehlt. |
| ADDRESS_MISSING | 42206 | 422 | Eine Adresse fehlt. |
| STAMP_MISSING | 42206 | 422 | Eine Marke fehlt. |
"""
WORDS = {
    "a name": ("42205", "42205 is the name of DOCUMENT_MISSING"),
    "a class, in other letters": (
        "documentmissingerror",
        "documentmissingerror is the class of DOCUMENT_MISSING",
    ),
    "a former name": ("NO_DOCUMENT", "NO_DOCUMENT is a former name of DOCUMENT_MISSING"),
    "a cell of another page": (
        "DOKUMENT_FEHLT",
        "DOKUMENT_FEHLT is the code cell in docs/de.md of DOCUMENT_MISSING",
    ),
}


@pytest.fixture
def named(shop: Shop) -> Shop:
    """A page with a name beside each code, and its translation with a translated code."""
    shop.write("docs/errors.md", NAMED)
    shop.write("docs/de.md", GERMAN)
    shop.write("docs/errors.toml", '[errors.DOCUMENT_MISSING]\naliases = ["NO_DOCUMENT"]\n')
    shop.write(
        "pyproject.toml",
        '[tool.error-table.catalogues.shop-errors]\npages = ["docs/errors.md", "docs/de.md"]\n',
    )
    return shop


@pytest.mark.parametrize(("word", "said"), WORDS.values(), ids=WORDS)
def test_show_finds_a_code_by_what_else_says_it(named: Shop, word: str, said: str) -> None:
    answer = named("show", word)
    assert answer.code == 0
    assert answer.out.startswith("DOCUMENT_MISSING\n")
    assert f"{said}\n" in answer.err or f"{said} (" in answer.err
    body = json.loads(named("show", "--format", "json", word).out)
    assert [e["code"] for e in body["catalogue"]["errors"]] == ["DOCUMENT_MISSING"]


def test_show_finds_a_code_by_a_column_that_has_no_role(named: Shop) -> None:
    assert named("show", "40401").err.endswith("40401 is the name of NOT_FOUND\n")
    named.write(
        "pyproject.toml",
        '[tool.error-table.catalogues.shop-errors]\npages = ["docs/errors.md", "docs/de.md"]\n'
        "columns.name = []\n",
    )
    answer = named("show", "40401")
    assert answer.code == 0
    assert "field en    Number: 40401\n" in answer.out
    assert answer.err.startswith("40401 is the Number of NOT_FOUND")


def test_show_of_what_several_codes_say_names_them(named: Shop) -> None:
    answer = named("show", "42206")
    assert (answer.code, answer.out) == (1, "")
    assert "error: 42206 is the name of ADDRESS_MISSING, STAMP_MISSING\n" in answer.err
    parts = named("show", "missing").err
    assert "did you mean DOCUMENT_MISSING, ADDRESS_MISSING, STAMP_MISSING?" in parts


MORE = """\
| Twice | Conflict (409) | One. |
| Twice | Conflict (409) | Two. |
| TBD | | later |
| Wide | Gone (410) | Gone. | away |
"""
OWN = {
    "no diagnostic of its own": ("BadRequest", ["row-overflow"], "one of 5 codes (1 error)\n"),
    "its own first": ("Wide", ["row-overflow"], "one of 5 codes (1 error)\n"),
    "a row that is left": (
        "TBD",
        ["entry-skipped", "row-overflow"],
        "error: there is no code TBD\n",
    ),
}


@pytest.mark.parametrize(("code", "rules", "last"), OWN.values(), ids=OWN)
def test_show_of_a_code_has_its_own_diagnostics(
    shop: Shop, code: str, rules: list[str], last: str
) -> None:
    shop.write("docs/errors.md", workshop.PAGE + MORE)
    answer = shop("show", code)
    assert re.findall(r"^\w+\[(.*?)\]", answer.err, re.MULTILINE) == rules
    assert answer.err.endswith(f"\n{last}")


def test_show_in_json_is_the_catalogue_and_its_tables(shop: Shop) -> None:
    data = json.loads(shop("show", "--format", "json").out)
    assert data["schema"] == 1
    assert data["status"] == "ok"
    assert data["tables"] == [
        {
            "path": "docs/errors.md",
            "heading": "Error codes",
            "line": 3,
            "rows": 3,
            "columns": {
                "code": 0,
                "status": 1,
                "name": None,
                "message": 2,
                "action": None,
                "cause": None,
                "retry": None,
                "kept": None,
            },
        }
    ]
    assert data["catalogue"]["name"] == "shop-errors"
    assert [e["code"] for e in data["catalogue"]["errors"]] == [
        "BadRequest",
        "ItemNotFound",
        "TooManyOrders",
    ]
    one = json.loads(shop("show", "ItemNotFound", "--format", "json").out)
    assert [e["code"] for e in one["catalogue"]["errors"]] == ["ItemNotFound"]
    assert shop("show", "nope", "--format", "json").code == 1


def test_show_of_several_catalogues(shop: Shop) -> None:
    second = '[tool.error-table.catalogues.second]\npages = ["docs/errors.md"]\n'
    shop.write("pyproject.toml", workshop.CONFIG + second)
    assert [c["name"] for c in json.loads(shop("show", "--format", "json").out)["catalogues"]] == [
        "shop-errors",
        "second",
    ]
    assert shop("show").out.count("CODE  ") == 2


def test_show_any_page_without_configuration(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    (shop.folder / "pyproject.toml").unlink()
    before = workshop.tree(shop.folder)
    assert shop("show", "--page", "docs/errors.md").out == SHOWN.replace("shop-errors", "my-errors")
    data = json.loads(shop("show", "--page", "docs/errors.md", "--format", "json").out)
    assert data["catalogue"]["name"] == "my-errors"
    assert workshop.tree(shop.folder) == before


def test_show_chooses_tables_and_columns(shop: Shop) -> None:
    other = workshop.PAGE.replace("Error codes", "Other errors").replace(
        "BadRequest", "WorseRequest"
    )
    shop.write("docs/errors.md", workshop.PAGE + "\n" + other)

    def codes(*words: str) -> list[str]:
        answer = shop("show", "--page", "docs/errors.md", "--format", "json", *words)
        return [e["code"] for e in json.loads(answer.out)["catalogue"]["errors"]]

    three = ["BadRequest", "ItemNotFound", "TooManyOrders"]
    assert codes("--heading", "Other errors")[0] == "WorseRequest"
    assert codes("--line", "13")[0] == "WorseRequest"
    assert codes() == codes("--all") == [*three, "WorseRequest"]
    assert codes("--line", "5", "--column", "code=0", "--column", "status=HTTP status")


REFUSED = {
    "no equals sign": ("--column", "code", "is not like code=0"),
    "no column": ("--column", "code= ", "is not like code=0"),
    "no role": ("--column", "kode=1", "the roles are code, status,"),
    "no name of a role": ("--column", "=1", "is not like code=0"),
    "a line before the first": ("--line", "0", "a number from 1"),
    "a line that is none": ("--line", "x", "a number from 1"),
    "a blank heading": ("--heading", " ", "is blank"),
    "a heading that no page has": ("--heading", "Err\udcff", "no UTF-8"),
    "a column that no page has": ("--column", "code=C\udcff", "no UTF-8"),
    "a language by its name": ("--locale", "Japanese", "such as ja"),
}


@pytest.mark.parametrize(("option", "value", "said"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("verb", ["show --page", "init"])
def test_an_option_that_can_choose_nothing_is_refused(
    shop: Shop, verb: str, option: str, value: str, said: str
) -> None:
    answer = shop(*verb.split(), "docs/errors.md", option, value)
    assert answer.code == 2
    assert said in answer.err


def test_pages_that_are_named_are_translations_of_one(shop: Shop) -> None:
    shop.write("docs/fehler.md", workshop.PAGE.replace("Try again later", "Später noch einmal"))
    pages = ("--page", "docs/errors.md", "--page", "docs/fehler.md")
    answer = shop("show", *pages, "--locale", "en", "--locale", "de", "--format", "json")
    data = json.loads(answer.out)
    assert data["catalogue"]["locales"] == ["en", "de"]
    assert [table["path"] for table in data["tables"]] == ["docs/errors.md", "docs/fehler.md"]
    last = data["catalogue"]["errors"][-1]["messages"]
    assert last == {"en": "Try again later.", "de": "Später noch einmal."}
    assert "docs/fehler.md: 3 errors from 1 table\n" in shop("show", *pages, "--locale", "de").out


def test_a_page_that_is_named_twice_is_one_page(shop: Shop) -> None:
    pages = ("--page", "docs/errors.md", "--page", "docs/errors.md")
    assert (shop("show", *pages, "--locale", "en").code, shop("show", *pages).code) == (0, 0)


def test_what_chooses_from_a_page_needs_a_page(shop: Shop) -> None:
    assert shop("show", "--all").code == 0
    answer = shop("show", "--heading", "Error codes", "--line", "3")
    assert answer.code == 2
    assert "error[option-alone]: --heading and --line can only" in answer.err


def test_more_locales_than_pages_are_refused(shop: Shop) -> None:
    words = ("--locale", "en", "--locale", "ja")
    for verb in (("show", "--page"), ("init", "--name", "x")):
        answer = shop(*verb, "docs/errors.md", *words)
        assert answer.code == 2
        assert "error[locale-unpaired]: 2 locales for 1 page" in answer.err


def test_show_of_a_page_that_cannot_be_read_prints_json_all_the_same(shop: Shop) -> None:
    shop.write("docs/errors.md", "no table\n")
    for page in ("docs/errors.md", "nowhere.md"):
        answer = shop("show", "--page", page, "--format", "json")
        assert answer.code == 2
        data = json.loads(answer.out)
        assert (data["status"], data["catalogue"], data["tables"]) == ("error", None, [])
        assert data["problems"]
    assert shop("show", "--page", "nowhere.md").err.endswith("no error table was read (1 error)\n")


NAMES = {"errors.md": "my-errors", "1 Box errors.md": "box-errors", "禁止.md": "my-errors"}


@pytest.mark.parametrize(("page", "name"), NAMES.items(), ids=NAMES)
def test_a_page_gives_its_catalogue_a_name(shop: Shop, page: str, name: str) -> None:
    shop.write(page, workshop.PAGE)
    data = json.loads(shop("show", "--page", page, "--format", "json").out)
    assert data["catalogue"]["name"] == name


def test_a_reference_is_read_for_a_page(shop: Shop) -> None:
    answer = shop("show", "--page", "docs/errors.md", "--reference", "nowhere.md")
    assert answer.code == 2
    assert "error[file-missing]" in answer.err
    assert shop("show", "--page", "docs/errors.md", "--reference", "docs/errors.md").code == 0


def test_explain_prints_the_manual(shop: Shop) -> None:
    answer = shop("explain", "output-edited")
    assert answer.code == 0
    assert answer.out.startswith("output-edited\n\nA generated file was changed by hand")
    assert "To mend it:" in answer.out


def test_explain_lists_the_rules(shop: Shop) -> None:
    lines = shop("explain").out.split("\n")
    assert any(re.match(r"output-edited +A generated file was changed", line) for line in lines)


def test_explain_wraps_words_and_leaves_examples_as_they_are(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in (40, 80, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = shop("explain", "output-edited").out.split("\n")
        assert max(len(line) for line in lines if line[:1] != " ") <= min(columns, 100)
        assert "    # generated/python/defender_errors/errors.py" in lines
        listed = shop("explain").out
        assert max(map(len, listed.split("\n"))) <= min(columns, 100)
    monkeypatch.setenv("COLUMNS", "40")
    assert "\noutput-edited\n    A generated file was changed by\n    hand, and building" in (
        shop("explain").out
    )


def test_explain_of_an_unknown_rule(shop: Shop) -> None:
    answer = shop("explain", "output-editted")
    assert answer.code == 2
    assert answer.err == "error: there is no rule output-editted; did you mean output-edited?\n"
    assert "lists them" in shop("explain", "zzz").err


def test_help_and_version(shop: Shop) -> None:
    assert re.fullmatch(r".+ \d+\.\d+\.\d+\n", shop("--version").out)
    answer = shop("--help")
    assert answer.code == 0
    for word in ("examples:", *cli.VERBS, "exit codes"):
        assert word in answer.out
    assert shop("nonsense").code == 2
    assert shop().code == 2


@pytest.mark.parametrize("verb", cli.VERBS)
def test_every_verb_has_help_with_examples(shop: Shop, verb: str) -> None:
    answer = shop(verb, "--help")
    assert answer.code == 0
    assert "examples:" in answer.out


def examples(verb: str, capture: pytest.CaptureFixture[str]) -> list[list[str]]:
    cli.main([verb, "--help"])
    text = capture.readouterr().out.split("examples:\n")[1]
    lines = [line for line in text.split("\n") if line.startswith(f"  {reply.program()}")]
    return [shlex.split(re.split(r"  +|\s\|\s", line.strip())[0])[-99:] for line in lines]


@pytest.mark.parametrize("verb", ["build", "check", "diff", "show", "explain"])
def test_the_examples_of_the_help_run(
    shop: Shop, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    # One example watches: it ends at the first look.
    monkeypatch.setattr(time, "sleep", interrupted)
    workshop.write(
        shop.folder, {"docs/ja/errors.md": workshop.PAGE, "docs/en/errors.md": workshop.PAGE}
    )
    shop.write("docs/codes.md", "# Errors\n\n## NO_ROW\n\nIt is gone.\n\n## NO_TABLE\n")
    shop.write("pyproject.toml", workshop.CONFIG.replace("shop-errors", "my-errors"))
    shop.write("docs/errors.md", workshop.PAGE.replace("BadRequest", "NotFound"))
    found = examples(verb, shop.capture)
    assert found
    for words in found:
        answer = shop(*words[words.index(verb) :])
        assert answer.code in (0, 1), answer.err
        assert "Traceback" not in answer.err
