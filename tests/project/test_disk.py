"""Files: read with the reason where they cannot be, written whole or not at all, never outside."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics.source import Problems, document
from generator.plan import Obstacle, manifest, paths
from generator.project import places
from generator.project.disk import bounds, lock, output, sources, write
from generator.project.inputs import Inputs
from generator.project.places import STAGING
from generator.project.settings import CatalogueSettings, Settings
from tests import workshop
from tests.conftest import ALL
from tests.workshop import stats, tree

FILES = {"a.py": "1\n", "docs/ja-JP/禁止.md": "2\n", "docs/b c.md": "3\n"}


def wanted(files: dict[str, str]) -> dict[str, bytes]:
    listing = manifest.write({p: manifest.digest(t.encode()) for p, t in files.items()})
    return {path: text.encode() for path, text in files.items()} | {".manifest": listing}


def build(root: Path, files: dict[str, str]) -> Problems:
    made = workshop.planned(files, root)
    return write.plan(root, made)


def test_a_plan_carried_out_is_on_the_disk(tmp_path: Path) -> None:
    assert build(tmp_path, FILES) == ()
    assert tree(tmp_path / "out") == wanted(FILES)


def test_the_second_time_touches_nothing(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    before = stats(tmp_path)
    assert build(tmp_path, FILES) == ()
    assert stats(tmp_path) == before


def test_only_what_differs_is_touched(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    before = stats(tmp_path / "out")
    build(tmp_path, {**FILES, "a.py": "new\n"})
    after = stats(tmp_path / "out")
    assert {Path(p).name for p in before if before[p] != after[p]} == {".manifest", "a.py"}


def test_a_file_keeps_its_mode_when_it_changes(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    target = tmp_path / "out/a.py"
    target.chmod(0o755)
    build(tmp_path, {**FILES, "a.py": "new\n"})
    assert stat.S_IMODE(target.stat().st_mode) == 0o755


def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        build(tmp_path, FILES)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out/a.py").stat().st_mode) == 0o640


def test_orphans_go_with_the_folders_they_leave_empty(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    (tmp_path / "out/docs/theirs.txt").write_text("theirs")
    assert build(tmp_path, {"a.py": "1\n"}) == ()
    assert tree(tmp_path / "out") == wanted({"a.py": "1\n"}) | {"docs/theirs.txt": b"theirs"}
    assert not (tmp_path / "out/docs/ja-JP").exists()


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    build(tmp_path, {"x": "1\n", "y/z/w": "1\n"})
    after = {"x/z": "2\n", "y": "2\n"}
    assert build(tmp_path, after) == ()
    assert tree(tmp_path / "out") == wanted(after)


def test_empty_folders_are_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "out/a.py/deep").mkdir(parents=True)
    assert build(tmp_path, FILES) == ()
    assert tree(tmp_path / "out") == wanted(FILES)


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    staging = tmp_path / "out" / STAGING
    staging.mkdir()
    (staging / "0").write_text("half")
    build(tmp_path, FILES)
    assert tree(tmp_path / "out") == wanted(FILES)


def test_a_forced_build_replaces_a_link_and_leaves_alone_what_it_leads_to(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b c.md").write_text("theirs")
    build(tmp_path, FILES)
    for path in ("docs/b c.md", "docs/ja-JP/禁止.md"):
        (tmp_path / "out" / path).unlink()
    (tmp_path / "out/docs/ja-JP").rmdir()
    (tmp_path / "out/docs").rmdir()
    (tmp_path / "out/docs").symlink_to(outside)
    (tmp_path / "out/a.py").unlink()
    (tmp_path / "out/a.py").symlink_to(outside / "b c.md")
    made = workshop.planned(FILES, tmp_path)
    assert {c.state for c in made.changes} == {"blocked"}
    assert len(made.refused()) == 3
    assert build(tmp_path, FILES) == ()
    assert tree(tmp_path / "out") == wanted(FILES)
    assert tree(outside) == {"b c.md": b"theirs"}


LOOKS = {
    "file": ("a", b"1"),
    "folder": ("d", Obstacle("d", "folder", ("d/f", "d/l"))),
    "inside a folder": ("d/f", b"2"),
    "link": ("l", Obstacle("l", "link")),
    "link to nowhere": ("dead", Obstacle("dead", "link")),
    "through a link": ("ld/f", Obstacle("ld", "link")),
    "below a file": ("a/b/c", Obstacle("a", "file")),
    "a pipe": ("pipe", Obstacle("pipe", "device")),
    "nothing": ("none", None),
    "below nothing": ("none/x", None),
    "an empty folder": ("e", None),
    "a name that no system takes": ("x\0y", None),
    "a name that is too long": ("x" * 5000, None),
}


@pytest.mark.parametrize(("path", "expected"), LOOKS.values(), ids=LOOKS)
def test_links_are_seen_and_never_followed(path: str, expected: object, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "d").mkdir()
    (tmp_path / "d/f").write_bytes(b"2")
    (tmp_path / "d/l").symlink_to(tmp_path)
    (tmp_path / "e/deep").mkdir(parents=True)
    (tmp_path / "l").symlink_to("a")
    (tmp_path / "ld").symlink_to("d")
    (tmp_path / "dead").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert output.look(tmp_path, path) == expected


def test_an_output_folder_behind_a_link_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    (root / "inside").symlink_to("real")
    assert [p.rule for p in output.problems(root, "out")] == ["output-outside"]
    assert [p.rule for p in output.problems(root, "out/deeper")] == ["output-outside"]
    assert [p.rule for p in output.problems(root, "inside")] == ["output-outside"]
    assert output.problems(root, "new/deeper") == ()
    (tmp_path / "link").symlink_to("project")
    assert output.problems(tmp_path / "link", "new") == ()


def test_a_full_disk_leaves_the_tree_as_it_was(tmp_path: Path) -> None:
    build(tmp_path, FILES)
    before = tree(tmp_path / "out")
    with limited(4096):
        problems = build(tmp_path, {**FILES, "a.py": "new\n", "large": "x" * 100_000})
    assert [(p.rule, p.label) for p in problems] == [("output-failed", "File too large")]
    assert tree(tmp_path / "out") == before


def test_a_full_disk_leaves_no_folder_where_there_was_none(tmp_path: Path) -> None:
    with limited(4096):
        assert build(tmp_path, {"large": "x" * 100_000})
    assert list(tmp_path.iterdir()) == []


class limited:  # noqa: N801
    """No file may grow beyond `size`: what a full disk is to whoever writes."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __enter__(self) -> None:
        self.handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, self.before[1]))

    def __exit__(self, *_: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self.before)
        signal.signal(signal.SIGXFSZ, self.handler)


def test_a_file_where_the_output_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("theirs")
    problems = build(tmp_path, FILES)
    assert [p.rule for p in problems] == ["output-failed"]
    assert (tmp_path / "out").read_text() == "theirs"


def test_a_failure_names_the_file_as_the_project_calls_it(tmp_path: Path) -> None:
    """Somebody put a folder in the way between looking and writing."""
    made = workshop.planned(FILES, tmp_path)
    (tmp_path / "out/a.py").mkdir(parents=True)
    (tmp_path / "out/a.py/theirs").write_text("theirs")
    problems = write.plan(tmp_path, made)
    assert [p.label for p in problems] == ["out/a.py: Directory not empty"]
    assert (tmp_path / "out/a.py/theirs").read_text() == "theirs"
    assert not any(p.name.startswith(STAGING) for p in (tmp_path / "out").iterdir())


KILLED = """
import sys
from functools import partial
from pathlib import Path
from generator import plan
from generator.project.disk import lock, output, write

look, listing = partial(output.look, Path(sys.argv[1])), "out/.manifest"
root, word = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
while True:
    for version in "ab":
        files = {f"out/{version}/{n}.txt": f"{word} {version} {n}\\n" for n in range(12)}
        files |= {f"out/common/{n}.txt": f"{word} {version} {n}\\n" for n in range(12)}
        with lock.locked(root):
            made = plan.plan(files, look, listing=listing)
            assert not made.refused(), made.refused()
            assert not write.plan(root, made)
"""


@pytest.mark.slow
def test_after_a_kill_at_any_moment_the_next_build_makes_everything_right(tmp_path: Path) -> None:
    for round_number in range(40 if ALL else 15):
        command = [sys.executable, "-c", KILLED, str(tmp_path), str(round_number)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.002 * round_number)
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        # The page has changed in between: nothing the killed build left is taken for an edit.
        after = {"common/0.txt": "after\n", "c/new.txt": "after\n"}
        made = workshop.planned(after, tmp_path)
        assert made.refused() == ()
        assert write.plan(tmp_path, made) == ()
        assert tree(tmp_path / "out") == wanted(after)
        assert os.listdir(tmp_path) == ["out"]  # noqa: PTH208


def test_one_at_a_time_holds_the_lock(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    order: list[str] = []

    def second() -> None:
        with lock.locked(tmp_path):
            order.append("second")

    with lock.locked(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert [p.name for p in tmp_path.iterdir()] == ["pyproject.toml"]


def project(tmp_path: Path, **files: bytes) -> Path:
    (tmp_path / "page.md").write_bytes("﻿# Page\n".encode())
    for name, content in files.items():
        path = tmp_path / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


CONFIG = """[tool.error-table.catalogues.x]
pages = ["page.md"]
references = [
  "en.md",
]
"""


def read(root: Path, config: str, settings: Settings) -> Inputs:
    return sources.read(root, document("pyproject.toml", config), settings, bounds.limits(root))


def test_everything_that_settings_name_is_read(tmp_path: Path) -> None:
    root = project(tmp_path, page_toml=b"[codes]\n", en_md=b"# En\n", templates__go__x_jinja=b"x\n")
    one = CatalogueSettings("x", ("page.md",), references=("en.md",))
    settings = Settings((one,), templates="templates")
    inputs = read(root, CONFIG, settings)
    assert inputs.problems == ()
    assert {p: d.text for p, d in inputs.documents.items()} == {
        "page.md": "# Page\n",
        "page.toml": "[codes]\n",
        "en.md": "# En\n",
    }
    assert inputs.templates["go/x.jinja"] == "x\n"
    assert any(path.startswith("python/") for path in inputs.templates)


def test_a_template_of_the_project_replaces_the_built_in_one_of_the_same_path(
    tmp_path: Path,
) -> None:
    plain = read(tmp_path, "", Settings()).templates
    path = min(p for p in plain if p.startswith("json/"))
    target = tmp_path / "templates" / path
    target.parent.mkdir(parents=True)
    target.write_text("ours\n")
    (target.parent / "x.jinja~").write_text("an editor's copy")
    laid = read(tmp_path, "", Settings(templates="templates")).templates
    assert laid == {**plain, path: "ours\n"}


def test_a_missing_file_is_shown_where_it_is_named(tmp_path: Path) -> None:
    root = project(tmp_path, en_mdx=b"")
    settings = Settings((CatalogueSettings("x", ("page.md",), references=("en.md",)),))
    inputs = read(root, CONFIG, settings)
    [problem] = inputs.problems
    assert (problem.rule, problem.span.path) == ("file-missing", "pyproject.toml")
    assert (problem.span.line, problem.span.column, problem.span.length) == (4, 3, 7)
    assert problem.help == "did you mean en.mdx?"


def test_a_file_that_is_no_utf8_is_shown_at_the_byte(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes("禁止\r\né ".encode() + b"\xfc x\n")
    found, [problem] = sources.text(tmp_path, "page.md")
    assert found is None
    assert (problem.rule, problem.label) == ("file-encoding", "the byte 0xFC cannot stand here")
    assert (problem.span.line, problem.span.column, problem.span.text) == (2, 3, "é \ufffd x")


UNREADABLE = {
    "a folder": (".", "Is a directory"),
    "nothing near": ("nowhere/at/all.md", None),
    "below a file": ("page.md/x", None),
    "a NUL": ("x\0y", "embedded null byte"),
}


@pytest.mark.parametrize(("path", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_says_why(path: str, reason: str | None, tmp_path: Path) -> None:
    project(tmp_path)
    found, [problem] = sources.text(tmp_path, path)
    assert found is None
    expected = (
        ("file-unreadable", f"{path}: {reason}") if reason else ("file-missing", f"no file {path}")
    )
    assert (problem.rule, problem.label) == expected


def test_the_nearest_configured_project_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "packages" / "inner"
    (inner / "deep").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.error-table]\n")
    (inner / "pyproject.toml").write_text("[project]\n")
    assert places.root(inner / "deep") == tmp_path
    (inner / "pyproject.toml").write_text("[tool.error-table.catalogues.x]\n")
    assert places.root(inner / "deep") == inner
    (inner / "pyproject.toml").write_text("")
    (tmp_path / "pyproject.toml").write_text("")
    assert places.root(inner / "deep") == inner


def test_the_repository_is_the_folder_with_git_in_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a/b").mkdir(parents=True)
    assert places.prefix(tmp_path) == ""
    assert places.prefix(tmp_path / "a/b") == "a/b/"


def test_a_project_outside_any_repository_is_its_own_top(tmp_path: Path) -> None:
    assert places.prefix(tmp_path) == ""


def test_what_is_staged_has_a_name_that_no_output_can_have() -> None:
    """A manifest that names such a file is not believed, and no template can write one."""
    assert manifest.is_reserved(STAGING)
    assert manifest.read(f"{'0' * 64}  {STAGING}-1/a.py\n".encode()) == {}
    assert paths.fault(f"{STAGING}-1/a.py")


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_whatever_has_the_name_of_our_staging_is_cleared(kind: str, tmp_path: Path) -> None:
    build(tmp_path, FILES)
    staging = tmp_path / "out" / STAGING
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/theirs").write_text("theirs")
    if kind == "file":
        staging.write_text("half")
    elif kind == "link":
        staging.symlink_to(tmp_path / "outside")
    else:
        (staging / "deep").mkdir(parents=True)
        (staging / "deep/0").write_text("half")
    assert build(tmp_path, FILES) == ()
    assert tree(tmp_path / "out") == wanted(FILES)
    assert (tmp_path / "outside/theirs").exists()


def test_a_file_that_cannot_be_read_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, FILES)

    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(places, "ordinary", refuse)
    assert output.look(tmp_path / "out", "a.py") == Obstacle("a.py", "device")


def test_whether_names_are_folded_is_asked_of_the_folder(tmp_path: Path) -> None:
    assert not output.ignores_case(tmp_path / ".manifest")
    (tmp_path / ".manifest").touch()
    assert not output.ignores_case(tmp_path / ".manifest")
    (tmp_path / ".MANIFEST").symlink_to(".manifest")
    assert not output.ignores_case(tmp_path / ".manifest")
    (tmp_path / ".MANIFEST").unlink()
    os.link(tmp_path / ".manifest", tmp_path / ".MANIFEST")  # as one file under two names is
    assert output.ignores_case(tmp_path / ".manifest")


UNORDINARY = {
    "a folder": (lambda path: path.mkdir(), "Is a directory"),
    "a pipe": (os.mkfifo, "it is no ordinary file"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "it is no ordinary file"),
    "a large file": (lambda path: path.write_bytes(b"x" * (2 << 20)), "it has more than 1 MB"),
    "nothing": (lambda path: None, "No such file or directory"),
}


@pytest.mark.parametrize(("make", "reason"), UNORDINARY.values(), ids=UNORDINARY)
def test_only_ordinary_files_are_read(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    path = tmp_path / "x"
    make(path)
    with pytest.raises(OSError, match=reason) as raised:
        places.ordinary(path, 1 << 20)
    assert raised.value.strerror == reason
    assert places.read(path) is None or reason.startswith("it has")


def test_a_file_of_just_the_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x" * (1 << 20))
    assert places.ordinary(tmp_path / "x", 1 << 20) == places.read(tmp_path / "x")
    (tmp_path / "empty").touch()
    assert places.ordinary(tmp_path / "empty") == b""


def test_of_a_folder_of_templates_clutter_is_left_out_and_no_link_to_a_folder_followed(
    tmp_path: Path,
) -> None:
    clutter = {"b/.git/config", "b/.x/y.jinja", "__pycache__/x", "a.txt~", ".env", "b/.x.swp"}
    own = {path: tmp_path / "own" / path for path in (".x.jinja", "a.txt", "b/c.txt")}
    workshop.write(tmp_path / "own", dict.fromkeys((*own, *clutter), ""))
    found = places.templates(tmp_path, "own")
    assert {path: found[path] for path in own} == {path: str(at) for path, at in own.items()}
    assert not clutter & found.keys()
    (tmp_path / "own/b/again").symlink_to("..")
    with pytest.raises(OSError, match="not followed"):
        places.templates(tmp_path, "own")


def test_what_is_written_by_hand_stays_within_its_bounds(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project/a.toml").symlink_to("../a.toml")
    limits = bounds.limits(tmp_path / "project")
    [problem] = write.text(tmp_path / "project", "a.toml", "x = 1\n", limits)
    assert problem.rule == "file-outside"
    assert not (tmp_path / "a.toml").exists()


@pytest.mark.parametrize("path", ["x", "x/deep"])
def test_a_file_is_no_output_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "x").touch()
    assert [p.rule for p in output.problems(tmp_path, path)] == ["output-blocked"]
