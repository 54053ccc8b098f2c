"""How far long work is: shown to who looks on, and to nobody else."""

from __future__ import annotations

import io
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.cli import streams
from generator.project.watch import unwatched
from tests import workshop
from tests.conftest import extra

CLEAR = "\r\x1b[K"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(monkeypatch: pytest.MonkeyPatch, seconds: float, items: Sequence[int]) -> str:
    """What a terminal gets of work on items that take so many seconds each."""
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    seen = []
    for item in streams.watch(quiet=False)("reading pages", items):
        seen.append(item)
        clock[0] += seconds
    assert seen == list(items)
    return terminal.getvalue()


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, 0.1, range(5)) == ""


def test_long_work_is_one_line_that_is_gone_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(monkeypatch, 0.3, range(5))
    assert text == "".join(f"{CLEAR}reading pages: {n} of 5" for n in (2, 3, 4)) + CLEAR


def test_much_work_is_drawn_ten_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, 0.001, range(2000)).count("of 2000") == pytest.approx(15, abs=1)


def test_work_that_fails_leaves_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(streams, "_PATIENCE", 0)
    watched = iter(streams.watch(quiet=False)("reading pages", [1, 2]))
    next(watched)
    del watched  # as an exception in the loop would
    assert terminal.getvalue().endswith(CLEAR)


@pytest.mark.parametrize(
    ("quiet", "stream", "kind"),
    [
        pytest.param(True, Terminal(), "xterm", id="asked for silence"),
        pytest.param(False, io.StringIO(), "xterm", id="a pipe or a log"),
        pytest.param(False, Terminal(), "dumb", id="a terminal that erases nothing"),
        pytest.param(False, None, "xterm", id="no stream at all"),
    ],
)
def test_nobody_looks_on(
    monkeypatch: pytest.MonkeyPatch, quiet: bool, stream: io.StringIO | None, kind: str
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", kind)
    assert streams.watch(quiet=quiet) is unwatched


def test_a_build_of_many_pages_on_a_terminal(tmp_path: Path) -> None:
    """The real tool: it shows how far it is, and what is left on the screen is the summary."""
    extra(hasattr(os, "openpty"), "this system has no pseudo-terminals")
    names = [f"shop-{n}" for n in range(5)]
    tables = "".join(f'[tool.error-table.catalogues.{n}]\npages = ["{n}.md"]\n' for n in names)
    workshop.write(tmp_path, {"pyproject.toml": tables})
    workshop.write(tmp_path, {f"{name}.md": workshop.PAGE for name in names})
    here, there = os.openpty()
    environment = workshop.environment(TERM="xterm")
    # Nobody's patience is tried: how long this takes says more about the machine.
    script = "import sys; from generator.cli import main, streams; streams._PATIENCE = 0"
    with subprocess.Popen(
        [sys.executable, "-c", f"{script}; sys.exit(main())", "build"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=there,
        env=environment,
    ) as running:
        os.close(there)
        text = everything(here, running)
    assert running.returncode == 0, text
    assert "rendering files: " in text
    assert text.split(CLEAR)[-1].endswith("files changed\r\n")


def everything(terminal: int, running: subprocess.Popen[bytes]) -> str:
    """All that a process writes on a terminal until it ends."""
    said = b""
    while True:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if ready:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        elif running.poll() is not None:
            break
    os.close(terminal)
    return said.decode()
