"""Branches that both change the page, merged by the real git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.cli import reply
from generator.plan import manifest
from tests import workshop
from tests.conftest import need

need(shutil.which("git"), "these are about git")

FIRST = "| BadRequest |"
GONE = "| Gone | Gone (410) | It left. |\n"
BUSY = "| Busy | Conflict (409) | It is busy. |\n"
UNION = "generated/.manifest merge=union\n"
LISTED = "generated/list/shop-errors.txt"
LIST = "{{ catalogue.errors | map(attribute='code') | join(' ') }}\n"


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.attributesFile=")
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True)


class Merged:
    """A project in which two branches have each added a row, and are merged."""

    def __init__(self, folder: Path, attributes: str, ours: str, theirs: str) -> None:
        self.few = folder / "few"
        # One file that lists all codes in one line, so that it always conflicts.
        workshop.write(self.few, {**workshop.TEMPLATES, "list/{name}.txt.jinja": LIST})
        self.folder = workshop.make(folder / "shop")
        workshop.write(self.folder, {".gitattributes": attributes})
        git(self.folder, "init", "-q", "-b", "main")
        self.commit(workshop.PAGE)
        git(self.folder, "switch", "-qc", "theirs")
        self.commit(theirs)
        git(self.folder, "switch", "-q", "main")
        self.commit(ours)
        self.merge = git(self.folder, "merge", "theirs")

    def __call__(self, *words: str) -> tuple[int, str, str]:
        done = workshop.inside(words, self.folder, self.few)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def commit(self, page: str) -> None:
        workshop.write(self.folder, {"docs/errors.md": page})
        assert self("build")[0] == 0
        git(self.folder, "add", "-A")
        assert git(self.folder, "commit", "-qm", "x").returncode == 0

    def unmerged(self) -> list[str]:
        return git(self.folder, "diff", "--name-only", "--diff-filter=U").stdout.split()


@pytest.mark.parametrize("attributes", ["", UNION])
def test_build_alone_cures_the_outputs_of_a_page_that_merged(
    tmp_path: Path, attributes: str
) -> None:
    ours = workshop.PAGE.replace(FIRST, f"{GONE}{FIRST}")
    merged = Merged(tmp_path, attributes, ours, workshop.PAGE + BUSY)
    listed = [] if attributes else ["generated/.manifest"]
    assert merged.unmerged() == [*listed, "generated/json/shop-errors.json", LISTED]
    code, out, err = merged("check")
    assert code == 1
    assert f"unmerged {LISTED}\n" in out
    assert "edited" not in out
    assert "foreign" not in out
    assert "in this generated file, and in 1 generated file more" in err
    assert f"run: {reply.program()} build (1 warning)\n" in err
    assert merged("build")[0] == 0
    assert merged("check") == (0, "", "9 files as build would write them\n")
    assert (
        b"Gone BadRequest ItemNotFound TooManyOrders Busy"
        in workshop.outputs(merged.folder)["list/shop-errors.txt"]
    )
    marks = manifest.read((merged.folder / "generated/.manifest").read_bytes())
    assert {len(found) for found in marks.values()} == {1}


def test_a_page_that_did_not_merge_comes_first(tmp_path: Path) -> None:
    merged = Merged(tmp_path, UNION, workshop.PAGE + GONE, workshop.PAGE + BUSY)
    assert "docs/errors.md" in merged.unmerged()
    before = workshop.tree(merged.folder)
    for verb in ("check", "build"):
        code, _, err = merged(verb)
        assert code == 2
        assert "error[table-conflict]" in err
    assert workshop.tree(merged.folder) == before
    workshop.write(merged.folder, {"docs/errors.md": workshop.PAGE + GONE + BUSY})
    assert merged("build")[0] == 0
    assert merged("check")[0] == 0


def test_with_the_line_in_gitattributes_only_what_lists_all_codes_conflicts(
    tmp_path: Path,
) -> None:
    """Files of single codes are named by lines of their own; both sides' lines are kept."""
    ours = workshop.PAGE.replace("malformed", "odd")
    merged = Merged(tmp_path, UNION, ours, workshop.PAGE + BUSY)
    assert merged.merge.returncode == 0
    assert merged("check")[:2] == (1, "stale    generated/.manifest\n")
