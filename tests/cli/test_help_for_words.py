"""Words that are not known, or that `check` prints: what people are told of them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from generator import cli
from generator.plan import State
from tests import workshop


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "; did you mean check?\n"),
        (["check", "--rot", "."], "; did you mean --root?\n"),
        (["check", "--rot=."], "; did you mean --root?\n"),
        (["check", "--zzzzzz"], "unrecognized arguments: --zzzzzz\n"),
        (["zzzzzz"], ")\n"),
        (["check", "more"], "unrecognized arguments: more\n"),
    ],
)
def test_a_word_that_is_misspelt(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) == 2
    err = capsys.readouterr().err
    assert err.endswith(said)
    assert ("did you mean" in err) == ("did you mean" in said)


@pytest.mark.parametrize("state", get_args(State))
def test_every_word_that_check_says_of_a_file_is_explained(
    state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", state]) == 0
    out, err = capsys.readouterr()
    assert "run build" in out or "see output-" in out
    assert not err
    for rule in (word.strip(".") for word in out.split() if word.startswith("output-")):
        assert cli.main(["explain", rule]) == 0


def test_many_files_that_targets_left_are_told_by_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = '[[tool.error-table.targets]]\nkind = "docs"\npath = "{}"\n'
    rows = "".join(f"| Code{n} | Conflict (409) | No. {n} |\n" for n in range(20))
    config = workshop.CONFIG + target.format("old")
    folder = workshop.make(tmp_path, page=workshop.PAGE + rows, config=config)
    cli.main(["build", "--root", str(folder)])
    workshop.write(folder, {"pyproject.toml": workshop.CONFIG + target.format("new")})
    cli.main(["build", "--root", str(folder)])
    capsys.readouterr()
    assert cli.main(["clean", "--root", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 20
    assert any(line.startswith("delete old/") and line.endswith(" files)") for line in lines)


def test_a_try_of_init_does_not_lead_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workshop.write(tmp_path, {"errors.md": workshop.PAGE, "pyproject.toml": ""})
    words = ["init", "errors.md", "--name", "x-errors", "--root", str(tmp_path)]
    assert cli.main([*words, "--dry-run"]) == 0
    err = capsys.readouterr().err
    assert "next:" not in err
    assert "nothing was written; run it without --dry-run\n" in err
    assert cli.main(words) == 0
    assert "next:" in capsys.readouterr().err


@pytest.mark.parametrize(("verb", "writes"), [("check", False), ("diff", False), ("build", True)])
def test_what_never_writes_does_not_say_that_it_wrote_nothing(
    verb: str, writes: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workshop.make(tmp_path, page="no table\n")
    assert cli.main([verb, "--root", str(folder)]) == 2
    assert ("nothing was written" in capsys.readouterr().err) == writes
