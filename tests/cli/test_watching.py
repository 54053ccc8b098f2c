"""`build --watch`: at every change of a source it builds, whatever else is amiss."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import cli
from generator.cli import watching
from generator.project import places
from generator.project.disk import lock
from tests import workshop

PAGE, CONFIG = "docs/errors.md", "pyproject.toml"
LINE = r"\d\d:\d\d:\d\d (.*)"


# What somebody does, one thing after the other → what each build says.
Step = Callable[[Path], object]


def written(path: str, text: str) -> Step:
    return lambda folder: workshop.write(folder, {path: text})


def deleted(path: str) -> Step:
    return lambda folder: (folder / path).unlink()


def moved(path: str, text: str) -> Step:
    """As many editors save: a new file takes the place of the old one."""

    def done(folder: Path) -> None:
        workshop.write(folder, {f"{path}~": text})
        (folder / f"{path}~").replace(folder / path)

    return done


ODD = workshop.PAGE.replace("malformed", "odd")
NAMED = '[errors.ItemNotFound]\nparameters = ["thing"]\n'
DIARY: list[tuple[Step | None, str, str]] = [
    (None, "first build: 7 files changed", ""),
    (written(PAGE, ODD), f"{PAGE} changed: 2 files changed, 5 files right already", ""),
    (deleted(PAGE), f"{PAGE} changed: nothing was written (1 error)", "file-missing"),
    (moved(PAGE, ODD), f"{PAGE} changed: nothing to do, 6 files right already", ""),
    (written(PAGE, "# Nothing\n"), f"{PAGE} changed: nothing was written (1 error)", "choice-none"),
    (moved(PAGE, workshop.PAGE), f"{PAGE} changed: 2 files changed, 5 files right already", ""),
    (written(CONFIG, "=["), f"{CONFIG} changed: nothing was written (1 error)", "config-toml"),
    (deleted(CONFIG), f"{CONFIG} changed: nothing was written (1 error)", "config-missing"),
    (
        moved(CONFIG, workshop.CONFIG),
        f"{CONFIG} changed: nothing to do, 6 files right already",
        "",
    ),
    (
        written("docs/errors.toml", '[codes]\n"Nobody" = "X"\n'),
        "docs/errors.toml changed: nothing to do, 6 files right already (1 warning)",
        "overlay-unused",
    ),
    (
        written(PAGE, f"\n{workshop.PAGE}"),
        f"{PAGE} changed: nothing to do, 6 files right already (1 warning)",
        "",  # it was said
    ),
    (
        lambda folder: workshop.write(
            folder, {"templates/new.txt.jinja": "old\n", CONFIG: workshop.TEMPLATED}
        ),
        f"{CONFIG} changed: 2 files changed, 6 files right already (1 warning)",
        "",
    ),
    (
        written("templates/new.txt.jinja", "new\n"),
        "templates/new.txt.jinja changed: 2 files changed, 6 files right already (1 warning)",
        "",
    ),
]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workshop.write(tmp_path / "few", workshop.TEMPLATES)
    monkeypatch.setattr(places, "built_in", lambda: tmp_path / "few")
    folder = workshop.make(tmp_path / "shop")
    monkeypatch.chdir(folder)
    return folder


def acted(monkeypatch: pytest.MonkeyPatch, steps: Iterator[Callable[[], object]]) -> None:
    """Between two looks the next thing is done; after the last one somebody interrupts."""

    def sleep(seconds: float) -> None:
        if seconds == watching._PACE:
            step = next(steps, None)
            if step is None:
                raise KeyboardInterrupt
            step()

    monkeypatch.setattr(time, "sleep", sleep)


def test_every_change_is_built_and_told_in_a_line(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, str]] = []

    def looked(step: Step | None) -> Callable[[], object]:
        def done() -> None:
            said.append(capsys.readouterr())
            with lock.locked(shop):  # nobody else holds it
                _ = step and step(shop)

        return done

    acted(monkeypatch, iter([looked(step) for step, _, _ in DIARY[1:]]))
    assert cli.main(["build", "--watch"]) == 0
    said.append(capsys.readouterr())
    for (out, err), (_, line, rule) in zip(said, DIARY, strict=True):
        *_, last = err.splitlines()
        found = re.fullmatch(LINE, last)
        assert found
        assert found[1] == line
        assert re.findall(r"\w+\[([\w-]+)\]: ", err) == ([rule] if rule else [])
        assert out == ""
    assert workshop.outputs(shop) == {**workshop.OUTPUTS, "new.txt": b"new\n"}


def test_nothing_is_built_while_nothing_changes(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An output is no source, and a file is read when nobody writes it any more."""
    steps = iter(
        [lambda: workshop.write(shop, {"generated/all.txt": "mine\n"}), *[lambda: None] * 3]
    )
    acted(monkeypatch, steps)
    assert cli.main(["build", "--watch", "shop-errors"]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_build_waits_until_all_is_saved(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    late = [deleted(PAGE), written(PAGE, ODD), written("docs/errors.toml", NAMED)]

    looks = iter([*late, *[lambda _: None] * 3])

    def sleep(_: float) -> None:
        step = next(looks, None)
        if step is None:
            raise KeyboardInterrupt
        step(shop)

    monkeypatch.setattr(time, "sleep", sleep)
    assert cli.main(["build", "--watch"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" ", 1)[1] for line in lines] == [
        "first build: 7 files changed",
        "docs/errors.md, docs/errors.toml changed: 2 files changed, 5 files right already",
    ]


def test_without_a_project_there_is_nothing_to_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build", "--watch"]) == 2
    assert "[config-missing]" in capsys.readouterr().err


def test_an_interrupt_ends_it_well(tmp_path: Path) -> None:
    workshop.write(tmp_path / "few", workshop.TEMPLATES)
    folder = workshop.make(tmp_path / "shop")
    process = subprocess.Popen(
        workshop.few(tmp_path / "few", "build", "--watch"),
        cwd=folder,
        env=workshop.environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert "first build" in process.stderr.readline()
    workshop.write(folder, {PAGE: ODD})
    assert f"{PAGE} changed: 2 files changed" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=10)[1] == ""
    assert process.returncode == 0
