"""What a process takes: wall clock, CPU and memory; and fair turns for several of them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
# The kernel counts in kilobytes, that of macOS in bytes.
MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3
_UNSET = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "FORCE_COLOR", "COLUMNS", "VIRTUAL_ENV")


class Unmeasured(Exception):  # noqa: N818  (an answer)
    """A process did not do what was to be measured; the text says how it ended."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one process and its children took: seconds, seconds of CPU (both kinds), MB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Contender:
    """A process to be measured, in its folder. `prepare` is done before each run, untimed.

    One that is `foreign` may fail: then it is left out, with the reason.
    """

    name: str
    command: Sequence[str]
    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[], object] = int
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Turns:
    """What each contender took in each round, and why those are missing that are."""

    usages: Mapping[str, tuple[Usage, ...]]
    missing: Mapping[str, str]


def turns(contenders: Sequence[Contender], runs: int, *, warm: bool = True) -> Turns:
    """Let them run in turn (A, B, A, B …), after a round that does not count.

    That round leaves everybody's bytecode behind, and shows who cannot run.
    """
    usages: dict[str, list[Usage]] = {one.name: [] for one in contenders}
    missing: dict[str, str] = {}
    for _ in range(runs + warm):
        for one in contenders:
            if one.name not in missing:
                _turn(one, usages[one.name], missing)
    counted = {name: tuple(taken[warm:]) for name, taken in usages.items() if name not in missing}
    return Turns(counted, missing)


def _turn(one: Contender, usages: list[Usage], missing: dict[str, str]) -> None:
    try:
        usages.append(run(one))
    except Unmeasured as problem:
        if not one.foreign:
            raise
        missing[one.name] = str(problem)


def run(one: Contender) -> Usage:
    """Prepare it, and run it once."""
    one.prepare()
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        status, usage = _waited(one, said)
        wall = time.perf_counter() - started
        if status:
            said.seek(0)
            last = said.read().decode(errors="replace").strip().split("\n")[-1]
            raise Unmeasured(f"{one.name} ended with {status}: {last}")
    return Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE)


def _waited(one: Contender, said: IO[bytes]) -> tuple[int, Any]:
    """Its exit code, and what it and its children used (getrusage(2))."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            one.command,
            cwd=one.folder,
            env={**environment(), **one.more},
            stdin=nothing,
            stdout=nothing,
            stderr=said,
        )
    except OSError as problem:
        raise Unmeasured(f"{one.name} does not start: {problem.strerror}") from problem
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage


def environment() -> dict[str, str]:
    """The same for everybody: bytecode is written and used, and the hash seed is fixed."""
    kept = {key: value for key, value in os.environ.items() if key not in _UNSET}
    return {**kept, "PYTHONHASHSEED": "0", "PYTHONPATH": "", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}


def own_peak() -> float:
    """The MB of this very process, which Linux counts for each child: no less can be seen."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


def one_cpu() -> bool:
    """Keep this process and its children on one CPU; whether the system can do that."""
    with suppress(AttributeError, OSError):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        return True
    return False


def python(*words: str) -> list[str]:
    """The Python that measures, with these words."""
    return [sys.executable, *words]


def tool(*words: str) -> list[str]:
    """The tool from this checkout; it needs `TOOL` in its environment."""
    return python("-m", "generator", *words)


TOOL = {"PYTHONPATH": str(ROOT)}
