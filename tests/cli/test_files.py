"""Many files that change, told by folder; those that are somebody's work one by one."""

from __future__ import annotations

import pytest

from generator.cli import files

FEW = [("create", f"out/{n}.md") for n in range(20)]
DEEP = [("create", f"out/docs/{part}/{n}.md") for part in "abcde" for n in range(100)]
WIDE = [("stale", f"out/{part}/x/{n}.md") for part in range(30) for n in range(2)]
EDITED = [("edited", f"out/docs/a/{n}.md") for n in range(25)]

LISTED = {
    "few": (FEW, FEW),
    "one more": (
        [*FEW, ("create", "out/.manifest")],
        [("create", "out/ (21 files)")],
    ),
    "hundreds": (
        [*DEEP, ("create", "out/.manifest")],
        [
            *[("create", f"out/docs/{part}/ (100 files)") for part in "abcde"],
            ("create", "out/.manifest"),
        ],
    ),
    "in many folders": (WIDE, [("stale", "out/ (60 files)")]),
    "another state": (
        [("missing", "out/docs/a/new.md"), *DEEP[:30]],
        [("missing", "out/docs/a/new.md"), ("create", "out/docs/a/ (30 files)")],
    ),
    "at the top": ([("create", f"{n}.md") for n in range(30)], [("create", "./ (30 files)")]),
    "somebody's work": (
        [("stale", "out/x.md"), EDITED[0], *[("stale", p) for _, p in DEEP[:30]]],
        [EDITED[0], ("stale", "out/x.md"), ("stale", "out/docs/a/ (30 files)")],
    ),
    "much of somebody's work": (EDITED, [*EDITED[:20], ("edited", "out/docs/a/ (5 files)")]),
}


@pytest.mark.parametrize(("given", "listed"), LISTED.values(), ids=LISTED)
def test_many_files_are_told_by_folder(
    given: list[tuple[str, str]], listed: list[tuple[str, str]]
) -> None:
    assert list(files.listed(given, apart=("edited",))) == listed


def test_a_word_has_the_colour_of_what_it_means(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    files.say([("create", "a"), ("update", "b"), ("delete", "c\x1b[2J")])
    assert capsys.readouterr().out == (
        "\x1b[32mcreate\x1b[0m a\n\x1b[33mupdate\x1b[0m b\n\x1b[31mdelete\x1b[0m c\\u001b[2J\n"
    )
