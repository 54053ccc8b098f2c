"""What is slow is left out of a person's run, and of no other."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import conftest
from tests.rendered import ROOT

SOME = """\
import os
import pytest

@pytest.mark.slow
def test_slow():
    pass

def test_fast():
    print("worker", os.environ.get("PYTEST_XDIST_WORKER"))
"""
HOW = "slow and left out: {}; GENERATOR_TEST_ALL=1 python -m pytest runs them too, or name a file"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Five small files of tests, under our own configuration of pytest."""
    folder = tmp_path / "tests"
    folder.mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    for name in "abcde":
        (folder / f"test_{name}.py").write_text(SOME)
    return tmp_path


def run(project: Path, *words: str, **more: str) -> str:
    """What pytest says; each test that passed, with its worker."""
    ours = ("GENERATOR_TEST_ALL", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rP", "-p", "no:cacheprovider", *words],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        env={**kept, **more},
    )
    return done.stdout + done.stderr


def passed(said: str) -> int:
    return int((re.findall(r"(\d+) passed", said) or ["0"])[0])


def workers(said: str) -> set[str]:
    return set(re.findall(r"^worker (\w+)", said, re.MULTILINE))


def test_a_person_runs_what_is_fast_on_every_core_and_is_told(project: Path) -> None:
    pytest.importorskip("xdist")
    said = run(project)
    assert passed(said) == 5
    assert HOW.format(5) in said.splitlines()
    assert "gw0" in workers(said)
    assert "None" not in workers(said)


@pytest.mark.slow
@pytest.mark.parametrize("words", [("-n", "0"), ("-p", "no:xdist")], ids=" ".join)
def test_in_one_process_the_same_is_left_out(project: Path, words: tuple[str, ...]) -> None:
    said = run(project, *words)
    assert passed(said) == 5
    assert HOW.format(5) in said.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("-p", "no:xdist")], ids=" ".join)
def test_where_all_is_asked_for_nothing_is_left_out(project: Path, words: tuple[str, ...]) -> None:
    said = run(project, *words, GENERATOR_TEST_ALL="1")
    assert passed(said) == 10
    assert "left out" not in said


def test_ci_asks_for_all_with_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    *_, settings, command = script.splitlines()
    assert "export GENERATOR_TEST_ALL=1 " in settings
    assert "grep -m 1 'python -m pytest$' README.md" in command
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert next(x for x in lines if x.endswith("python -m pytest")).startswith("python3 -m venv")
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        assert "pytest" not in workflow.read_text("utf-8"), workflow


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("tests/test_a.py",), 2),
        (("tests/test_a.py::test_slow",), 1),
        (("tests/test_a.py", "tests/test_b.py::test_slow"), 3),
        (("-m", "slow"), 5),
        (("-k", "test_slow"), 0),
        (("tests",), 5),
    ],
)
def test_what_is_named_runs(project: Path, words: tuple[str, ...], number: int) -> None:
    assert passed(run(project, *words)) == number


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("tests/test_a.py",),
        ("tests/test_a.py", "tests/test_b.py", "tests/test_c.py", "tests/test_d.py"),
        ("-n", "0"),
        ("--pdb",),
        ("--capture=no",),
        ("--cov",),
    ],
    ids=["one file", "four files", "said so", "a debugger", "what is printed", "coverage"],
)
def test_a_small_run_and_one_to_look_at_are_of_one_process(
    project: Path, words: tuple[str, ...]
) -> None:
    assert workers(run(project, *words)) == {"None"}


@pytest.mark.slow
def test_a_run_that_a_test_starts_is_of_one_process(project: Path) -> None:
    said = run(project, PYTEST_XDIST_WORKER="gw7")
    assert workers(said) == {"gw7"}
    assert "bringing up" not in said


@pytest.mark.parametrize(
    ("everything", "said", "number"), [(True, "", 80), (False, "", 20), (False, "5", 5)]
)
def test_a_plain_run_draws_a_quarter_of_the_cases(
    everything: bool, said: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "ALL", everything)
    monkeypatch.setenv("GENERATOR_FUZZ_CASES", said)
    assert conftest.examples(80) == number


def test_all_but_the_first_are_slow() -> None:
    fast, *slow = conftest.first("abc")
    assert fast == "a"
    assert [(each.values, each.marks[0].name) for each in slow] == [
        (("b",), "slow"),
        (("c",), "slow"),
    ]
