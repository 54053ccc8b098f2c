"""What is wanted against what is there: every state of a file, told apart."""

from __future__ import annotations

import difflib
import hashlib
import os
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import plan
from generator.plan import Change, Found, Kind, Obstacle, edits, manifest, patch, paths


def mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def listing(**files: str) -> bytes:
    """A manifest that names these files as we left them; `__` is a slash, `_` a dot."""
    named = {p.replace("__", "/").replace("_", "."): text for p, text in files.items()}
    return "".join(f"{mark(named[p])}  {p}\n" for p in sorted(named)).encode()


FOLDER = Obstacle("a.py", "folder", ("a.py/theirs",))
OURS_INSIDE = Obstacle("a.py", "folder", ("a.py/x",))
LINK = Obstacle("a.py", "link")
ABOVE = Obstacle("d", "file")

# (what is wanted, what is there, the manifest's files) → (path, state, action) of each change.
CASES = {
    "nothing is there": ({"a.py": "1\n"}, {}, {}, [("a.py", "missing", "create")]),
    "as we wrote it": ({"a.py": "1\n"}, {"a.py": b"1\n"}, {"a_py": "1\n"}, []),
    "git checked it out with CRLF": ({"a.py": "1\n"}, {"a.py": b"1\r\n"}, {"a_py": "1\n"}, []),
    "ours and out of date": (
        {"a.py": "2\n"},
        {"a.py": b"1\n"},
        {"a_py": "1\n"},
        [("a.py", "stale", "update")],
    ),
    "out of date with CRLF": (
        {"a.py": "2\n"},
        {"a.py": b"1\r\n"},
        {"a_py": "1\n"},
        [("a.py", "stale", "update")],
    ),
    "edited by hand": (
        {"a.py": "1\n"},
        {"a.py": b"mine\n"},
        {"a_py": "1\n"},
        [("a.py", "edited", "update")],
    ),
    "emptied by a power cut": (
        {"a.py": "1\n"},
        {"a.py": b""},
        {"a_py": "1\n"},
        [("a.py", "stale", "update")],
    ),
    "deleted by hand": ({"a.py": "1\n"}, {}, {"a_py": "1\n"}, [("a.py", "missing", "create")]),
    "no longer wanted": ({}, {"a.py": b"1\n"}, {"a_py": "1\n"}, [("a.py", "orphaned", "delete")]),
    "not wanted and edited": (
        {},
        {"a.py": b"mine\n"},
        {"a_py": "1\n"},
        [("a.py", "edited", "delete")],
    ),
    "not wanted and gone": ({}, {}, {"a_py": "1\n"}, []),
    "somebody else's file": (
        {"a.py": "1\n"},
        {"a.py": b"theirs\n"},
        {},
        [("a.py", "foreign", "update")],
    ),
    "left equal by a killed build": ({"a.py": "1\n"}, {"a.py": b"1\n"}, {}, []),
    "a folder in the way": (
        {"a.py": "1\n"},
        {"a.py": FOLDER},
        {"a_py": "1\n"},
        [("a.py", "blocked", "update")],
    ),
    "a link in the way": (
        {"a.py": "1\n"},
        {"a.py": LINK},
        {"a_py": "1\n"},
        [("a.py", "blocked", "update")],
    ),
    "a file above": (
        {"d/b": "1\n"},
        {"d/b": ABOVE, "d": b"theirs"},
        {},
        [("d/b", "blocked", "update")],
    ),
    "a file above that is ours and leaves": (
        {"d/b": "1\n"},
        {"d/b": ABOVE, "d": b"1\n"},
        {"d": "1\n"},
        [("d", "orphaned", "delete"), ("d/b", "missing", "create")],
    ),
    "a folder in the way that is ours and leaves": (
        {"a.py": "1\n"},
        {"a.py": OURS_INSIDE, "a.py/x": b"1\n"},
        {"a_py__x": "1\n"},
        [("a.py", "missing", "create"), ("a.py/x", "orphaned", "delete")],
    ),
}


@pytest.mark.parametrize(("wanted", "there", "ours", "expected"), CASES.values(), ids=CASES)
def test_every_state_of_a_file_is_told_apart(
    wanted: dict[str, str],
    there: dict[str, Found],
    ours: dict[str, str],
    expected: list[tuple[str, str, str]],
) -> None:
    made = plan.plan(wanted, {**there, ".manifest": listing(**ours)}.get)
    found = [(c.path, c.state, c.action) for c in made.changes if c.path != ".manifest"]
    assert found == expected
    assert made.kept == len(wanted) - sum(path in wanted for path, _, _ in expected)
    for change in made.changes[: len(found)]:
        text, here = wanted.get(change.path), there.get(change.path)
        assert change.new == (None if text is None else text.encode())
        assert change.old == (here if isinstance(here, bytes) else None)
        assert change.obstacle == (here if change.state == "blocked" else None)


UNTOUCHED = {
    "a file that nobody wants and the manifest does not name": ({}, {"a.py": b"theirs"}, b""),
    "a folder where an orphan was": ({}, {"a.py": FOLDER}, listing(a_py="1\n")),
    "a link where an orphan was": ({}, {"a.py": LINK}, listing(a_py="1\n")),
    "a path that leads out": ({}, {"../x": b"1\n"}, f"{mark('1' + chr(10))}  ../x\n".encode()),
    "a path that begins with a dot": (
        {},
        {"./x": b"1\n"},
        f"{mark('1' + chr(10))}  ./x\n".encode(),
    ),
    "an absolute path": ({}, {"/etc/x": b"1\n"}, f"{mark('1' + chr(10))}  /etc/x\n".encode()),
    "a drive of Windows": ({}, {"c:x": b"1\n"}, f"{mark('1' + chr(10))}  c:x\n".encode()),
}


@pytest.mark.parametrize(("wanted", "there", "ours"), UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_not_ours_is_in_no_plan(
    wanted: dict[str, str], there: dict[str, Found], ours: bytes
) -> None:
    made = plan.plan(wanted, {**there, ".manifest": ours}.get)
    assert [c.path for c in made.changes if c.path != ".manifest"] == []


REFUSED = {
    # state and obstacle → refused without force, refused with it
    "edited": (Change("a", "edited", b"x", b"y"), True, False),
    "foreign": (Change("a", "foreign", b"x", b"y"), True, True),
    "link": (Change("a", "blocked", None, b"y", Obstacle("a", "link")), True, False),
    "folder": (Change("a", "blocked", None, b"y", Obstacle("a", "folder", ("a/b",))), True, True),
    "device": (Change("a", "blocked", None, b"y", Obstacle("a", "device")), True, True),
    "stale": (Change("a", "stale", b"x", b"y"), False, False),
    "missing": (Change("a", "missing", None, b"y"), False, False),
    "orphaned": (Change("a", "orphaned", b"x", None), False, False),
}


@pytest.mark.parametrize(("change", "plain", "forced"), REFUSED.values(), ids=REFUSED)
def test_force_gives_up_edits_and_links_and_nothing_else(
    change: Change, plain: bool, forced: bool
) -> None:
    made = plan.Plan((change,))
    assert bool(made.refused()) is plain
    assert bool(made.refused(force=True)) is forced


def test_the_manifest_is_the_last_change_and_names_all_outputs_but_itself() -> None:
    made = plan.plan({"b": "2\n", "a/é": "1\n"}, {}.get)
    assert (made.changes[-1].path, made.changes[-1].state) == (".manifest", "missing")
    assert (
        made.changes[-1].new == f"{mark('1' + chr(10))}  a/é\n{mark('2' + chr(10))}  b\n".encode()
    )


def test_a_right_manifest_is_no_change() -> None:
    assert plan.plan({"a": "1"}, {"a": b"1", ".manifest": listing(a="1")}.get).changes == ()


def test_a_manifest_with_crlf_is_read_and_right() -> None:
    there = {"a": b"1", ".manifest": listing(a="1").replace(b"\n", b"\r\n")}
    assert plan.plan({"a": "1"}, there.get).changes == ()


@pytest.mark.parametrize(("kind", "forced"), [("link", False), ("folder", True)])
def test_something_in_the_place_of_the_manifest_is_in_the_way(kind: Kind, forced: bool) -> None:
    made = plan.plan({}, {".manifest": Obstacle(".manifest", kind)}.get)
    assert [(c.path, c.state, c.new) for c in made.changes] == [(".manifest", "blocked", b"")]
    assert made.refused() == made.changes
    assert bool(made.refused(force=True)) is forced


def test_a_manifest_that_is_no_utf8_is_read_line_by_line() -> None:
    there = {"INDEX.md": b"1", ".manifest": b"\xff\xfe\n" + listing(INDEX_md="1")}
    assert [c.state for c in plan.plan({"INDEX.md": "2"}, there.get).changes] == ["stale", "stale"]


def test_half_a_surrogate_pair_is_written_as_it_is_escaped() -> None:
    assert plan.plan({"a": "\ud800\n"}, {}.get).changes[0].new == b"\\ud800\n"


def test_either_side_of_a_merge_conflict_in_the_manifest_is_ours() -> None:
    merged = b"<<<<<<< ours\n" + listing(a="1") + b"=======\n" + listing(a="2") + b">>>>>>> x\n"
    for there in (b"1", b"2"):
        made = plan.plan({"a": "3"}, {"a": there, ".manifest": merged}.get)
        assert made.changes[0].state == "stale"


def test_after_a_kill_the_journal_names_old_and_new_as_ours() -> None:
    old = {"a": b"1", "gone": b"1", ".manifest": listing(a="1", gone="1")}
    journal = plan.plan({"a": "2", "new": "2"}, old.get).journal
    for a, new in ((b"1", None), (b"2", None), (b"2", b"2")):
        there = {"a": a, "new": new, "gone": b"1", ".manifest": journal}
        # The page has changed once more before the next build: what the killed one left is ours.
        made = plan.plan({"a": "3"}, there.get)
        states = {c.path: c.state for c in made.changes}
        assert states["a"] == "stale"
        assert states["gone"] == "orphaned"
        assert states.get("new", "orphaned") == "orphaned"


def test_the_manifest_forgets_what_is_no_longer_wanted() -> None:
    there = {"a": b"1", "b": b"1", ".manifest": listing(a="1", b="1")}
    orphan, last = plan.plan({"a": "1"}, there.get).changes
    assert (orphan.path, orphan.state) == ("b", "orphaned")
    assert (last.state, last.old, last.new) == ("stale", there[".manifest"], listing(a="1"))


def test_a_build_by_name_does_not_build_over_other_files_of_ours() -> None:
    there: dict[str, Found] = {"d": b"1", "d/b": Obstacle("d", "file"), ".manifest": listing(d="1")}
    made = plan.plan({"d/b": "1"}, there.get, whole=False)
    assert [(c.path, c.state) for c in made.refused()] == [("d/b", "blocked")]


def test_a_build_by_name_leaves_the_other_files_of_ours_alone() -> None:
    there = {"a": b"1", "b": b"1", ".manifest": listing(a="1", b="1")}
    made = plan.plan({"a": "2"}, there.get, whole=False)
    assert [(c.path, c.state) for c in made.changes] == [("a", "stale"), (".manifest", "stale")]
    assert made.changes[-1].new == listing(a="2", b="1")


# Why no output can have a name; "" where one can.
NAMES = {
    "a/b.py": "",
    "docs/ja-JP/é 禁止.md": "",
    "../a": "leads out",
    "a/../b": "leads out",
    "/a": "leads out",
    "a//b": "leads out",
    "": "leads out",
    "./a": "leads out",
    "a\\b": "characters",
    "c:a": "characters",
    "a\nb": "characters",
    "a\x1fb": "characters",
    "a\x7fb": "characters",
    "\ud800": "characters",
    "a\udfff": "characters",
    "\ue000": "",
    "a/b ": "Windows",
    "a./b": "Windows",
    "a" * 256: "255 bytes",
    "é" * 127: "",
    "a" * 255: "",
    ".manifest": "the tool's own",
    ".generator-staging/x": "the tool's own",
    "python/.manifest": "",
}


@pytest.mark.parametrize(("path", "reason"), NAMES.items(), ids=[ascii(n)[:20] for n in NAMES])
def test_names_that_no_output_can_have(path: str, reason: str) -> None:
    said = paths.fault(path)
    assert reason in said
    assert bool(said) is bool(reason)


@pytest.mark.parametrize("path", [p for p, reason in NAMES.items() if not reason])
def test_sha256sum_reads_our_manifest(path: str, tmp_path: Path) -> None:
    target = tmp_path / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes("テキスト\n".encode())
    (tmp_path / ".manifest").write_bytes(manifest.write({path: mark("テキスト\n")}))
    command = ["sha256sum", "--strict", "-c", ".manifest"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0
    target.write_bytes(b"edited")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 1


TEXTS = st.text(alphabet="ab\n\r é", max_size=30)
TREES = st.dictionaries(st.sampled_from(["a", "b", "c/d", "c/e f", "é"]), TEXTS, max_size=4)


@given(TREES, TREES)
def test_what_a_plan_says_is_enough_to_reach_what_is_wanted(
    before: dict[str, str], after: dict[str, str]
) -> None:
    """Carrying the changes out gives a tree for which the plan is empty."""
    after = {path: text.replace("\r\n", "\n") for path, text in after.items()}
    there: dict[str, bytes] = {}
    for wanted in (before, after):
        for change in plan.plan(wanted, there.get).changes:
            if change.new is None:
                del there[change.path]
            else:
                there[change.path] = change.new
    assert plan.plan(after, there.get).changes == ()
    assert there.keys() == {*after, ".manifest"}


def applied(tmp_path: Path, changes: list[Change], folder: str) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    text = patch.patch(changes, f"{folder}/").encode("utf-8", "surrogateescape")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        cwd=tmp_path,
        input=text,
        capture_output=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr.decode() + text.decode("utf-8", "replace")


PATCHES = {
    "a new file": (None, b"1\n2\n"),
    "a new empty file": (None, b""),
    "a new file without a newline at its end": (None, b"1"),
    "a deleted file": (b"1\n2\n", None),
    "a deleted empty file": (b"", None),
    "a changed line": (b"1\n2\n3\n", b"1\nx\n3\n"),
    "the newline at the end was lost": (b"1\n2", b"1\n2\n"),
    "there was none and there is none": (b"1\n2", b"1\n3"),
    "emptied": (b"", b"1\n"),
    "CRLF": (b"1\r\n2\r\n", b"1\n2\n"),
    "no UTF-8": (b"\xff\xfe\n1\n", b"1\n"),
    "a line separator of Unicode, and a form feed": ("a\u2028b\n\fc\n".encode(), b"a\n"),
    "a lone carriage return": (b"a\rb\n", b"a\rc\n"),
    "more lines than difflib is asked about": (
        b"a\nb\nc\nd\n" + b"x\n" * 20_000 + b"e\nf\ng\nh",
        b"a\nb\nc\nd\n" + b"y\n" * 20_000 + b"e\nf\ng\nh",
    ),
    "many lines from nothing": (None, b"x\n" * 20_001),
    "many lines to one": (b"x\n" * 20_001, b"x\n"),
    "far apart": (b"x\n" * 40, b"y\n" + b"x\n" * 38 + b"z\n"),
}
PATHS = ["a.py", "a b/c d.md", "docs/ja-JP/禁止.md", 'q"uote', "tab\there"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("old", "new"), PATCHES.values(), ids=PATCHES)
def test_git_applies_the_patch(
    path: str, old: bytes | None, new: bytes | None, tmp_path: Path
) -> None:
    target = tmp_path / "sub" / "out" / path
    if old is not None:
        target.parent.mkdir(parents=True)
        target.write_bytes(old)
    applied(tmp_path, [Change(path, "stale", old, new)], "sub/out")
    assert (target.read_bytes() if target.exists() else None) == new


@pytest.mark.parametrize(("name", "end"), [("a.py", ""), ("a b.py", "\t")])
def test_a_name_with_a_blank_ends_in_a_tab_as_git_writes_it(name: str, end: str) -> None:
    lines = patch.patch([Change(name, "stale", b"1\n", b"2\n")], "out/").split("\n")
    assert lines[1:3] == [f"--- a/out/{name}{end}", f"+++ b/out/{name}{end}"]


@given(TEXTS, TEXTS)
def test_a_patch_of_any_two_texts_has_a_hunk_iff_they_differ(old: str, new: str) -> None:
    text = patch.patch([Change("a", "stale", old.encode(), new.encode())], "out/")
    assert ("@@" in text) is (old != new)


def test_a_large_change_does_not_take_long() -> None:
    """difflib alone is quadratic where all lines differ."""
    old, new = (b"".join(b"%d\n" % (n * k) for n in range(60_000)) for k in (3, 5))
    assert patch.patch([Change("a", "stale", old, new)], "out/")


def test_a_file_that_was_edited_to_be_slow_is_not() -> None:
    """Every other line differs, and the rest come again: difflib takes the cube of the lines."""
    same = [b"%d\n" % (n % 100) for n in range(5_000)]
    old, new = (
        b"".join(b"%b%b%d\n" % (line, mark, n) for n, line in enumerate(same))
        for mark in (b"-", b"+")
    )
    change = Change("a", "edited", old, new, marks=frozenset({""}))
    start = time.process_time()
    assert edits.before(change) is None
    assert patch.hunk(new, old)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("at", [0, 1, 2, 3, 4, 10_000, 10_996, 10_997, 10_999])
@pytest.mark.parametrize("made", [["new\n"], [], ["new\n", "newer\n"]], ids=len)
def test_a_long_patch_says_no_more_than_a_short_one(at: int, made: list[str]) -> None:
    """As difflib has it, where one line differs: three lines around the change."""
    old = [f"{n}\n" for n in range(11_000)]
    new = [*old[:at], *made, *old[at + 1 :]]
    change = Change("a", "stale", "".join(old).encode(), "".join(new).encode())
    wanted = "".join(list(difflib.unified_diff(old, new))[2:])
    assert patch.patch([change], "out/").split("+++ b/out/a\n")[1] == wanted


@pytest.mark.parametrize(("old", "new"), [(0, 20_001), (20_001, 0)])
def test_a_long_file_that_comes_or_goes_has_no_lines_on_its_other_side(old: int, new: int) -> None:
    change = Change("a", "stale", b"x\n" * old or None, b"x\n" * new or None)
    ranges = [f"{bool(size):d},{size}" for size in (old, new)]
    assert f"\n@@ -{ranges[0]} +{ranges[1]} @@\n" in patch.patch([change], "out/")


def test_the_hunk_shows_what_somebody_changed() -> None:
    assert patch.hunk(b"1\n2\n", b"1\nmine\n") == "@@ -1,2 +1,2 @@\n 1\n-2\n+mine"


def test_the_hunk_shows_blanks_at_the_end_of_a_line() -> None:
    assert patch.hunk(b"x\n", b"x\t \n").endswith("\n+x\t ")


@pytest.mark.parametrize("lines", [10_000, 100_000])
def test_a_patch_says_the_shortest_way_what_differs_in_texts_of_so_many_lines(lines: int) -> None:
    old = "".join(f"{n}\n" for n in range(lines))
    new = old.replace("5\n", "five\n", 1).replace("9990\n", "more\n", 1)
    change = Change("a", "stale", old.encode(), new.encode())
    assert patch.patch([change], "out/").count("\n@@ -") == 2


def test_a_hunk_of_thirty_lines_is_not_cut() -> None:
    lines = patch.hunk(b"", b"x\n" * 29).split("\n")
    assert lines == ["@@ -0,0 +1,29 @@", *["+x"] * 29]


def test_a_long_hunk_is_cut() -> None:
    lines = patch.hunk(None, b"x\n" * 100).split("\n")
    assert len(lines) == 31
    assert lines[-1] == "… and 71 lines more"
    assert patch.hunk(b"", b"x\n" * 30).endswith("\n… and 1 line more")


PAGE = b"".join(b"line %d\n" % n for n in range(20))
EDITED = {
    # what build wrote, what is there, what is wanted, what is committed → what it was
    "nothing else changed": (b"1\n2\n", b"1\nmine\n", b"1\n2\n", None, True),
    "the page changed elsewhere": (
        PAGE,
        PAGE.replace(b"line 3\n", b"line 3\nmine\n"),
        PAGE.replace(b"line 12\n", b"new\n").replace(b"line 17\n", b""),
        None,
        True,
    ),
    "several edits": (
        PAGE,
        PAGE.replace(b"line 3\n", b"").replace(b"line 9\n", b"mine\n") + b"more",
        PAGE.replace(b"line 6\n", b"new\n"),
        None,
        True,
    ),
    "beside each other": (b"1\n2\n3\n", b"1\nmine\n3\n", b"new\n2\n3\n", None, True),
    "in one place": (b"1\n2\n3\n", b"1\nmine\n3\n", b"1\nnew\n3\n", None, False),
    "in one place, and git has it": (
        *(b"1\n2\n3\n", b"1\nmine\n3\n", b"1\nnew\n3\n"),
        b"1\r\n2\r\n3\r\n",
        True,
    ),
    "git has the edit": (b"1\n2\n", b"1\nmine\n", b"1\nnew\n", b"1\nmine\n", False),
    "nothing is wanted any more": (b"1\n2\n", b"1\nmine\n", None, None, False),
    "nothing is wanted any more, and git has it": (b"1\n", b"mine\n", None, b"1\n", True),
    "too much differs": (
        b"1\n" * 10_001,
        b"1\n" * 10_001 + b"mine\n",
        b"new\n" + b"1\n" * 10_001,
        None,
        False,
    ),
    "an empty file is nobody's work": (b"1\n", b"2\n", b"", None, False),
}


@pytest.mark.parametrize(
    ("was", "there", "wanted", "committed", "told"), EDITED.values(), ids=EDITED
)
def test_what_a_file_was_before_it_was_edited(
    was: bytes, there: bytes, wanted: bytes | None, committed: bytes | None, told: bool
) -> None:
    change = Change("a", "edited", there, wanted, marks=frozenset({manifest.digest(was)}))
    assert edits.before(change, committed) == (was if told else None)
    assert change.mixed is (was != wanted)


def test_many_places_are_tried_and_no_more() -> None:
    """Of a hundred places that differ one is an edit, and that is found; forty are not."""
    was = b"".join(b"line %d\n" % n for n in range(400))
    wanted = b"".join(b"new\n" if n % 4 == 2 else b"line %d\n" % n for n in range(400))
    for places, told in ((1, True), (40, False)):
        there = b"".join(
            b"mine\n" if n % 4 == 0 and n < 4 * places else b"line %d\n" % n for n in range(400)
        )
        change = Change("a", "edited", there, wanted, marks=frozenset({manifest.digest(was)}))
        start = time.process_time()
        assert (edits.before(change) == was) is told
        assert time.process_time() - start < 5


class FoldedFiles:
    """A folder on a system that knows no case: a new file keeps the spelling of an old one."""

    def __init__(self, *, possible: bool = False) -> None:
        self.files: dict[str, tuple[str, bytes]] = {}
        self.possible = lambda _: possible

    def look(self, path: str) -> Found:
        return self.files.get(path.casefold(), ("", None))[1]

    def build(self, wanted: dict[str, str], *, whole: bool = True, force: bool = False) -> bool:
        """Whether the plan was carried out, in the order in which `disk` does it."""
        made = plan.plan(wanted, self.look, whole=whole, folded=True, possible=self.possible)
        if made.refused(force=force):
            return False
        for change in made.changes:
            if change.new is None:
                del self.files[change.path.casefold()]
        for change in made.changes:
            if change.new is not None:
                name = self.files.get(change.path.casefold(), (change.path, b""))[0]
                self.files[change.path.casefold()] = (name, change.new)
        return True

    def names(self) -> dict[str, bytes]:
        return {name: text for name, text in self.files.values() if name != ".manifest"}


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("first", ["whole", "by name"])
def test_a_code_respelt_in_case_only_is_a_rename_of_ours(same: bool, first: str) -> None:
    disk = FoldedFiles()
    assert disk.build({"errors/BadRequest.md": "1\n", "other": "x\n"})
    wanted = {"errors/Badrequest.md": "1\n" if same else "2\n", "other": "x\n"}
    if first == "by name":
        assert disk.build({"errors/Badrequest.md": wanted["errors/Badrequest.md"]}, whole=False)
    assert disk.build(wanted)
    assert {n.casefold(): t for n, t in disk.names().items()} == {
        n.casefold(): t.encode() for n, t in wanted.items()
    }
    if first == "whole":
        assert disk.names().keys() == wanted.keys()
    again = plan.plan(wanted, disk.look, folded=True)
    assert (again.changes, again.left) == ((), ())


@pytest.mark.parametrize("whole", [True, False])
def test_an_edit_under_the_old_spelling_is_not_lost(whole: bool) -> None:
    disk = FoldedFiles()
    disk.build({"errors/BadRequest.md": "1\n"})
    disk.files["errors/badrequest.md"] = ("errors/BadRequest.md", b"mine\n")
    before = disk.names()
    assert not disk.build({"errors/Badrequest.md": "2\n"}, whole=whole)
    assert disk.names() == before
    assert disk.build({"errors/Badrequest.md": "2\n"}, whole=whole, force=True)
    assert list(disk.names().values()) == [b"2\n"]


def test_somebody_elses_file_under_another_spelling_stays_theirs() -> None:
    disk = FoldedFiles()
    disk.build({"a": "1\n"})
    disk.files["readme.md"] = ("ReadMe.md", b"mine\n")
    assert not disk.build({"a": "1\n", "README.md": "1\n"}, force=True)
    assert disk.names()["ReadMe.md"] == b"mine\n"


NAMES = st.sampled_from(["a", "A", "b", "d/x", "D/x", "d/X"])


@given(
    st.lists(
        st.tuples(
            st.dictionaries(NAMES, st.sampled_from(["1\n", "2\n"]), max_size=4), st.booleans()
        ),
        max_size=6,
    )
)
def test_on_such_a_system_builds_end_as_anywhere(rounds: list[tuple[dict[str, str], bool]]) -> None:
    disk = FoldedFiles(possible=True)
    for wanted, whole in rounds:
        one = {name.casefold(): (name, text) for name, text in wanted.items()}
        assert disk.build(dict(one.values()), whole=whole)
        found = {name.casefold(): text for name, text in disk.names().items()}
        assert {n: t.encode() for n, (_, t) in one.items()}.items() <= found.items()
        if whole:
            assert found.keys() == one.keys()
            assert plan.plan(dict(one.values()), disk.look, folded=True).changes == ()


def test_where_case_tells_names_apart_nothing_is_a_respelling() -> None:
    there = {"a": b"1\n", ".manifest": listing(A="1\n")}
    made = plan.plan({"a": "1\n"}, there.get)
    assert [(c.path, c.state) for c in made.changes] == [(".manifest", "stale")]


def test_what_is_cleaned_is_as_it_was_left_at_that_moment() -> None:
    """Somebody may have edited a file, or removed it, since the plan was made."""
    there = {"a": b"1\n", "b": b"1\n", ".manifest": listing(a="1\n", b="1\n", gone="1\n", x="1\n")}
    made = plan.Plan(strays=("a", "b", "gone", "unnamed"))
    there["b"] = b"edited\n"
    change, last = plan.cleaned(made, there.get).changes
    assert (change.path, change.action) == ("a", "delete")
    assert last.new == listing(x="1\n")
    assert plan.cleaned(made, {}.get).changes == ()
