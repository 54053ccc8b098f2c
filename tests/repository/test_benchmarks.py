"""The measure still works; what it measures is nobody's test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import clock, figures, others, pages, readme_classes, table
from tests.benchmarks.clock import Contender, Turns, Usage
from tests.benchmarks.works import Work
from tests.conftest import extra
from tests.rendered import ROOT

GOALS = 10

extra(hasattr(os, "wait4"), "this system cannot tell what a child took (wait4)")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """What the quick measure prints, and its JSON."""
    file = tmp_path_factory.mktemp("figures") / "figures.json"
    words = [sys.executable, "-m", "tests.benchmarks", "--quick", "--json", str(file)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout, json.loads(file.read_text("utf-8"))


@pytest.mark.slow
def test_the_measure_prints_a_line_for_each_row(measured: tuple[str, dict[str, Any]]) -> None:
    printed, found = measured
    for row in found["rows"]:
        assert row["work"] in printed
        assert f"\n  {row['name']}  " in printed
    assert f"of {GOALS} goals met\n" in printed


@pytest.mark.slow
def test_a_row_has_its_times_or_a_figure_of_its_own(measured: tuple[str, dict[str, Any]]) -> None:
    for row in measured[1]["rows"]:
        fields = {"work", "name", "runs", "seconds", "peak_mb", "missing", "figure"}
        assert row.keys() == fields
        assert row["seconds"] or row["figure"]
        for spread in row["seconds"].values():
            assert 0 < spread["least"] <= spread["median"] <= spread["most"]


@pytest.mark.slow
def test_a_ratio_is_positive_and_a_figure_says_whether_its_goal_is_met(
    measured: tuple[str, dict[str, Any]],
) -> None:
    found = [row["figure"] for row in measured[1]["rows"] if row["figure"]]
    assert sum(figure["goal"] is not None for figure in found) == GOALS
    for figure in found:
        assert (figure["met"] is None) == (figure["goal"] is None)
        by_clock = [figure[name] for name in ("cpu", "wall", "peak") if name in figure]
        assert by_clock
        assert figure["unit"] != "ratio" or all(one["least"] > 0 for one in by_clock)


@pytest.mark.slow
def test_the_machine_is_described(measured: tuple[str, dict[str, Any]]) -> None:
    machine = measured[1]["machine"]
    assert machine.keys() >= {"cpus", "cpus_per_process", "python", "system", "load"}
    assert machine["libraries"].keys() == {"black", "jinja2", "mistune", "PyYAML"}


def test_a_work_that_does_not_exist_is_refused() -> None:
    words = [sys.executable, "-m", "tests.benchmarks", "pages"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert "there is no work pages; there are page, readme" in done.stderr


def contender(name: str, code: str = "pass", **more: Any) -> Contender:
    return Contender(name, clock.python("-c", code), Path.cwd(), **more)


def test_contenders_take_turns() -> None:
    order: list[str] = []
    both = [contender(name, prepare=partial(order.append, name)) for name in "AB"]
    found = clock.turns(both, 2)
    assert "".join(order) == "ABABAB", "a round that does not count, then two that do"
    assert {name: len(usages) for name, usages in found.usages.items()} == {"A": 2, "B": 2}


@pytest.mark.slow
def test_what_children_take_is_counted() -> None:
    # A child's peak begins with that of its parent, on Linux.
    import resource

    mine = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / clock.MEGABYTE
    burn = f"sum(i * i for i in range(2_000_000)); 'x' * {int(mine + 100) * 1_000_000}"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    idle = "import time; time.sleep(0.3)"
    usages = clock.turns([contender("child", child), contender("idle", idle)], 1).usages
    (busy,), (asleep,) = usages["child"], usages["idle"]
    assert busy.cpu > asleep.cpu
    assert busy.peak > asleep.peak + 30
    assert asleep.wall > 0.3 > asleep.cpu


def test_a_foreign_tool_that_fails_is_left_out_with_its_reason() -> None:
    broken = contender("other", "raise SystemExit('no such option')", foreign=True)
    found = clock.turns([broken, contender("this")], 2)
    assert found.missing == {"other": "other ended with 1: no such option"}
    drawn = table.drawn("Title", table.rows(Work("Title", found, [])))
    assert "not measured: other ended with 1: no such option" in drawn


def test_a_foreign_tool_that_is_not_installed_is_left_out(tmp_path: Path) -> None:
    one, *_ = others.contenders(tmp_path, tmp_path, int)
    missing = clock.turns([one], 1).missing
    assert missing == {
        others.DATAMODEL: f"{others.DATAMODEL} does not start: No such file or directory"
    }


def test_a_process_of_ours_that_fails_ends_the_measure() -> None:
    with pytest.raises(clock.Unmeasured, match="this ended with 3"):
        clock.turns([contender("this", "raise SystemExit(3)")], 1)


def turns(**seconds: tuple[float, ...]) -> Turns:
    return Turns({k: tuple(Usage(2 * s, s, 30) for s in v) for k, v in seconds.items()}, {})


def test_ratios_are_those_of_pairs() -> None:
    found = figures.ratio(turns(mine=(1.0, 4.0, 9.0), other=(1.0, 2.0, 3.0)), "mine", "other", 2)
    assert found.spreads["cpu"] == found.spreads["wall"] == figures.Spread(2, 1, 3)


@pytest.mark.parametrize(
    ("cpu", "wall", "goal", "met"),
    [(1.0, 1.0, 1.0, True), (1.0, 1.1, 1.0, False), (1.1, 1.0, 1.0, False), (9, 9, None, None)],
)
def test_a_goal_is_met_by_both_clocks(
    cpu: float, wall: float, goal: float | None, met: bool | None
) -> None:
    spreads = {"cpu": figures.spread([cpu]), "wall": figures.spread([wall])}
    assert figures.Figure("x", spreads, goal).met is met


def test_memory_is_that_of_the_worst_run() -> None:
    found = Turns({"mine": (Usage(1, 1, 299), Usage(1, 1, 301))}, {})
    assert figures.peak(found, "mine", 300).met is False


def test_pages_are_the_same_each_time_and_no_two_codes_are() -> None:
    text = pages.page(19_600)
    codes = [line.split("|")[1] for line in text.split("\n") if line.startswith("| ")][1:]
    assert len(set(codes)) == len(codes) == 19_600
    assert text == pages.page(19_600)
    assert text.split("\n")[11 + 10 : 11 + 15] == pages.page(5, 10).split("\n")[11 : 11 + 5]


def test_an_edited_page_has_another_message() -> None:
    for text in pages.several(500).values():
        code, status, message = text.split("\n")[11].split(" | ")[:3]
        new = pages.edited(text, "New")
        assert new.split("\n")[11].split(" | ")[:3] == [code, status, f"New: {message}"]


def test_the_readme_script_makes_classes_that_can_be_raised() -> None:
    found = list(readme_classes.rows(pages.readme(20)))
    assert len(found) == 20
    made: dict[str, Any] = {}
    head = readme_classes._HEAD.format(root="Root")
    exec(head + "".join(readme_classes.source(row, "Root") for row in found), made)
    assert str(made["VmNotFoundError"](vm_id=7)) == "Vm 7 was not found."


def test_other_tools_are_given_a_model_for_each_code() -> None:
    from openapi_spec_validator import validate

    document = json.loads(others.schema(ROOT / "generated/json/defender-errors.json"))
    validate(document)
    models = document["components"]["schemas"].values()
    assert len({model["properties"]["code"]["const"] for model in models}) == 20
