"""The script that completes words, in the shell itself."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli
from generator.diagnostics import rules
from tests.conftest import need

need(importlib.util.find_spec("shtab"), "shtab is not installed; .ci/run installs it")


def script(shell: str, capture: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["completion", shell]) == 0
    return capture.readouterr().out


# What is typed → some of what is offered, and some of what is not.
TYPED: dict[str, tuple[list[str], list[str]]] = {
    "error-table ": ([*cli.VERBS], ["--force"]),
    "error-table ch": (["check", "changes"], ["build"]),
    "error-table build --": (["--force", "--watch", "--root"], ["--diff"]),
    "error-table check --format ": (["text", "json", "github"], ["markdown"]),
    "error-table explain output-l": (["output-left"], ["output-edited"]),
    "error-table audit se": (["seen.jsonl"], ["folder"]),
    "error-table check --root ": (["folder"], ["seen.jsonl"]),
}


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
@pytest.mark.parametrize(("typed", "answer"), TYPED.items(), ids=TYPED)
def test_bash_completes(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    typed: str,
    answer: tuple[list[str], list[str]],
) -> None:
    (tmp_path / "script").write_text(script("bash", capsys))
    (tmp_path / "folder").mkdir()
    (tmp_path / "seen.jsonl").touch()
    words = typed.split(" ")
    asked = f"""
        source ./script
        COMP_WORDS=({' '.join(word or "''" for word in words)}) COMP_CWORD={len(words) - 1}
        COMP_LINE='{typed}' COMP_POINT={len(typed)}
        set -- $(complete -p error-table)
        while [ "$1" != -F ]; do shift; done
        "$2" error-table '{words[-1]}' '{words[-2]}'
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", asked], cwd=tmp_path, capture_output=True, text=True)
    offered = [word.rstrip("/ ") for word in done.stdout.splitlines()]
    wanted, others = answer
    assert set(wanted) <= set(offered), done.stderr
    assert not set(others) & set(offered)


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_the_script_is_one_of_its_shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    text = script(shell, capsys)
    assert all(verb in text for verb in cli.VERBS)
    assert all(rule in text for rule in rules.registry())
    if shutil.which(shell):
        (tmp_path / "script").write_text(text)
        assert subprocess.run([shell, "-n", tmp_path / "script"]).returncode == 0


def test_without_the_library_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert cli.main(["completion", "bash"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith("run: pip install shtab\n")
