"""Every rule has a case: the files, the commands, and word for word what people see.

A case is one text file in `cases/rules/`, named for its rule. A section
`=== FILE ===` is a file of a new project, `=== NAME -> TARGET ===` a link in
it, and `=== $ WORDS ===` a command and what it says: standard output before
standard error, its exit code in brackets. `GENERATOR_UPDATE_CASES=1` writes
what the commands say now.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path

import pytest

from generator import cli
from generator.diagnostics import rules

CASES = Path(__file__).parents[1] / "cases" / "rules"
_SECTION = re.compile(r"^=== (.*) ===\n", re.MULTILINE)


def sections(text: str) -> list[tuple[str, str]]:
    """The (title, body) pairs of a case."""
    parts = _SECTION.split(text)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def play(
    case: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> str:
    """The case with what its commands say now."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr("sys.argv", ["error-table"])
    said: list[str] = []
    for title, body in sections(case):
        if title.startswith("$ "):
            capsys.readouterr()
            code = cli.main(shlex.split(title[2:]))
            out, err = capsys.readouterr()
            said.append(f"=== {title} ===\n{out}{err}[{code}]\n")
        else:
            _lay(folder, title, body)
            said.append(f"=== {title} ===\n{body}")
    return "".join(said)


def _lay(folder: Path, title: str, body: str) -> None:
    name, arrow, target = title.partition(" -> ")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if arrow:
        path.symlink_to(target)
    else:
        path.write_bytes(body.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_rule_says_what_its_case_says(
    path: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if sys.platform == "emscripten" and path.stem in PROCESSES:
        pytest.skip("a pattern is tried in a process of its own, and there are none here")
    case = path.read_bytes().decode("utf-8", "surrogateescape")
    said = play(case, tmp_path, capsys, monkeypatch)
    if os.environ.get("GENERATOR_UPDATE_CASES"):
        path.write_bytes(said.encode("utf-8", "surrogateescape"))
    assert said == case
    assert f"[{path.stem}]" in said, "the case does not show its rule"


# These start a process.
PROCESSES = {"source-pattern"}
# Only a full disk shows these: see test_disk.py and test_pin.py.
ELSEWHERE = {"output-failed", "file-unwritable"}
# These need a repository of git: see test_changes_verb.py, test_git.py and test_tracked.py.
ELSEWHERE |= {"catalogue-added", "catalogue-removed", "side-unanswered", "output-untracked"}
# These are of more files, or more time, than a case should have: see test_code.py.
ELSEWHERE |= {"source-large"}
# And this one a file whose name is no UTF-8: see test_running.py.
ELSEWHERE |= {"init-encoding"}


def test_every_rule_has_a_case() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == set(rules.registry()) - ELSEWHERE
