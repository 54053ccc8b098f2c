"""What the generated Python costs, beside its floor and beside other SDKs.

    python tests/benchmarks/python_errors.py [FOLDER PACKAGE]

FOLDER is a generated distribution; by default the one in `generated/python`.
Other SDKs are measured where they are installed: `pip install google-api-core azure-core`.
All runs are interleaved, and the least of each is shown.
"""

from __future__ import annotations

import compileall
import importlib
import json
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

BODY = (
    b'{"error": {"code": "ResourceNotFound", "message": "Machine 123123123 was not found", '
    b'"target": "43f4cb08-8fac-4b65-9db1-745c2ae65f3a"}}'
)
GENERATED = Path(__file__).parents[2] / "generated" / "python"
COMPILED = shutil.ignore_patterns("__pycache__")
ROUNDS, CALLS = 40, 4000


class Response:
    """A response as the SDKs read it; no client is part of the measure."""

    status_code = 404
    reason = "Not Found"
    headers: Mapping[str, str] = {"Content-Type": "application/json", "Date": "x", "Server": "y"}
    content = BODY
    request = None

    def json(self) -> Any:
        return json.loads(self.content)

    def text(self) -> str:
        return self.content.decode()


class FloorError(Exception):
    """The least that an error layer can do: parse and raise."""


def floor(response: Response) -> Callable[[], None]:
    def run() -> None:
        try:
            raise FloorError(json.loads(response.content))  # noqa: TRY301
        except FloorError:
            pass

    return run


def ours(response: Response, package: str) -> Callable[[], None]:
    api = importlib.import_module(package)
    known, decode = api.ResourceNotFoundError, api.from_response

    def run() -> None:
        try:
            raise decode(response)
        except known:
            pass

    return run


def google(response: Response) -> Callable[[], None]:
    from google.api_core import exceptions

    class Requested:
        method, url = "GET", "https://example.org"

    response.request = Requested  # type: ignore[assignment]

    def run() -> None:
        try:
            raise exceptions.from_http_response(response)
        except exceptions.NotFound:
            pass

    return run


def azure(response: Response) -> Callable[[], None]:
    from azure.core import exceptions

    def run() -> None:
        try:
            raise exceptions.ResourceNotFoundError(
                response=response, error_format=exceptions.ODataV4Format  # type: ignore[arg-type]
            )
        except exceptions.HttpResponseError:
            pass

    return run


def least(timed: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The least of several interleaved runs of each."""
    best = dict.fromkeys(timed, float("inf"))
    for _ in range(rounds):
        for name, run in timed.items():
            best[name] = min(best[name], run())
    return best


def microseconds(call: Callable[[], None]) -> Callable[[], float]:
    def run() -> float:
        started = time.perf_counter()
        for _ in range(CALLS):
            call()
        return (time.perf_counter() - started) / CALLS * 1e6

    return run


def milliseconds(statement: str, *flags: str) -> Callable[[], float]:
    """A fresh process: from before the import until after it, as the process sees it."""
    code = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"

    def run() -> float:
        done = subprocess.run([sys.executable, *flags, "-c", code], capture_output=True, text=True)
        return float(done.stdout) * 1e3 if done.returncode == 0 else float("nan")

    return run


def table(title: str, unit: str, found: Mapping[str, float], one: str) -> None:
    print(f"\n{title}")
    for name, value in found.items():
        print(f"  {name:34} {value:9.2f} {unit}  {value / found[one]:7.2f} ×")


def imports(folder: Path, package: str) -> dict[str, float]:
    """Each in fresh processes; this also where nobody has written its bytecode."""
    with tempfile.TemporaryDirectory() as place:
        for kind in ("compiled", "plain"):
            shutil.copytree(folder / package, Path(place, kind, package), ignore=COMPILED)
        compileall.compile_dir(Path(place, "compiled"), quiet=2)
        here = f"import sys; sys.path.insert(0, {place!r} + '/%s'); import {package}"
        return least(
            {
                "this": milliseconds(here % "compiled"),
                "this, without bytecode": milliseconds(here % "plain", "-B"),
                "google.api_core.exceptions": milliseconds("import google.api_core.exceptions"),
                "azure.core.exceptions": milliseconds("import azure.core.exceptions"),
            },
            15,
        )


def main(folder: str = str(GENERATED), package: str = "defender_errors") -> None:
    """Print the tables."""
    sys.path.insert(0, folder)
    calls = {"json.loads + raise + catch": floor(Response()), "this": ours(Response(), package)}
    for name, other in (("google-api-core", google), ("azure-core", azure)):
        try:
            calls[name] = other(Response())
        except ImportError:
            print(f"{name} is not installed")
    found = least({name: microseconds(call) for name, call in calls.items()}, ROUNDS)
    table("decode + raise + catch, from a response", "µs", found, "json.loads + raise + catch")
    table("import, over bare Python", "ms", imports(Path(folder), package), "this")
    error = importlib.import_module(package).from_response(Response())
    print(f"\npickle of that error: {len(pickle.dumps(error))} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
