"""What the tool costs, beside what people would use instead and beside what it costs at least.

    python -m tests.benchmarks                     everything; about a quarter of an hour
    python -m tests.benchmarks page check          some of the works
    python -m tests.benchmarks --quick             does the measure still work?
    python -m tests.benchmarks --json figures.json

Nothing here passes or fails by its figures: each stands beside its goal. The
exit code is 0, or 2 if something could not be measured. What the generated code
costs when it is used, `python_errors.py` and `typescript_size.py` measure.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks import clock, others, table
from tests.benchmarks.clock import Unmeasured
from tests.benchmarks.works import WORKS, Bench

LIBRARIES = ("black", "jinja2", "mistune", "PyYAML")


def arguments() -> argparse.Namespace:
    words = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    words.add_argument("works", nargs="*", metavar="WORK", help=f"of {', '.join(WORKS)}")
    words.add_argument("--quick", action="store_true", help="small pages, one run, no others")
    words.add_argument("--runs", type=int, default=11, help="rounds of what takes a second")
    words.add_argument("--long-runs", type=int, default=3, help="rounds of what takes a minute")
    words.add_argument("--without-others", action="store_true", help="leave other tools out")
    words.add_argument("--all-cpus", action="store_true", help="let a process use every CPU")
    words.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    found = words.parse_args()
    if unknown := [name for name in found.works if name not in WORKS]:
        words.error(f"there is no work {unknown[0]}; there are {', '.join(WORKS)}")
    return found


def bench(args: argparse.Namespace, folder: Path) -> Bench:
    """How much is measured; other tools are installed if they are wanted."""
    if args.quick:
        return Bench(folder, runs=1, long_runs=1, warm=False, rows=1000, pages=2, lines=2000)
    found = Bench(folder, runs=args.runs, long_runs=args.long_runs)
    if args.without_others or (args.works and "page" not in args.works):
        return found
    others.install(others.cache())
    return replace(found, others=others.cache())


def machine(*, one_cpu: bool) -> dict[str, Any]:
    """What has to be known of the machine to compare figures."""
    return {
        "system": platform.platform(),
        "cpus": os.cpu_count(),
        "cpus_per_process": 1 if one_cpu else os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
    }


def heading(facts: dict[str, Any]) -> str:
    libraries = ", ".join(f"{name} {version}" for name, version in facts["libraries"].items())
    cpus = f"{facts['cpus']} CPUs, {facts['cpus_per_process']} for each process"
    return f"Python {facts['python']}, {libraries}; {cpus}, load {facts['load']:.1f}"


def measure(args: argparse.Namespace, bench: Bench) -> list[table.Row]:
    """Measure, and print each table as soon as it is known."""
    found: list[table.Row] = []
    for name, work in WORKS.items():
        if name in args.works or not args.works:
            done = work(bench)
            found += (rows := table.rows(done))
            print(table.drawn(done.title, rows), flush=True)
    return found


def main() -> int:
    args = arguments()
    facts = machine(one_cpu=not args.all_cpus and clock.one_cpu())
    print(heading(facts), table.LEGEND, sep="\n", flush=True)
    try:
        with tempfile.TemporaryDirectory(prefix="error-table-") as folder:
            found = measure(args, bench(args, Path(folder)))
    except Unmeasured as problem:
        print(f"not measured: {problem}", file=sys.stderr)
        return 2
    print(table.summary(found))
    if args.json:
        text = json.dumps({"machine": facts, "rows": found}, ensure_ascii=False, indent=1)
        args.json.write_text(f"{text}\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
