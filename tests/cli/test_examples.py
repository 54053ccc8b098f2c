"""The examples of the help, run in a shell as they stand there."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import extra

ROOT = Path(__file__).parents[2]
extra(shutil.which("bash") and shutil.which("git"), "bash and git run the examples")

PAGE = """\
# Boxes API

## Error codes

| Code | Status | Message |
|------|--------|---------|
| NotFound | Not Found (404) | The {thing} was not found. |
| Forbidden | Forbidden (403) | Access is denied. |
| Unauthorized | Unauthorized (401) | Nobody is logged in. |

```json
{"error": {"code": "NotFound", "message": "The machine was not found."}}
```
"""
CONFIG = """\
[tool.error-table.catalogues.my-errors]
pages = ["docs/errors.md"]
[[tool.error-table.sources]]
files = "src/*.py"
form = "python"
"""
ENUM = 'from enum import StrEnum\n\n\nclass ErrorCode(StrEnum):\n    NOT_FOUND = "NotFound"\n'
BUSY = json.dumps({"error": {"code": "Busy"}})
HAR = {"log": {"entries": [{"response": {"status": 404, "content": {"text": BUSY}}}]}}
# What each verb finds in the project; `init` finds nothing configured.
EXPECTED = {"changes": {0}, "audit": {1, 0}, "pin": {0}, "init": {0}}


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", line],
        cwd=folder,
        env={
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": "user.name",
            "GIT_CONFIG_VALUE_0": "x",
            "GIT_CONFIG_KEY_1": "user.email",
            "GIT_CONFIG_VALUE_1": "x@example.org",
        },
        capture_output=True,
        encoding="utf-8",
    )


def examples(folder: Path, verb: str) -> list[str]:
    """Every example, without what it is said to do."""
    text = run(folder, f"python -m generator {verb} --help").stdout.split("examples:\n")[1]
    lines = text.split("\n\n")[0].split("\n")
    return [re.split(r"\s{2,}", line[2:])[0] for line in lines if line[2:3].strip()]


def project(folder: Path) -> None:
    """A project with two commits on main, a tag, pages, responses, and false tools."""
    (folder / "docs").mkdir()
    (folder / "logs").mkdir()
    (folder / "bin").mkdir()
    texts = {
        "docs/errors.md": PAGE,
        "docs/en/errors.md": PAGE,
        "docs/ja/errors.md": PAGE.replace("denied", "denied, ja"),
        "docs/codes.md": "# Shop errors\n\n## NO_ROW\n\nIt is gone.\n\n## NO_TABLE\n",
        "old.md": PAGE,
        "new.md": PAGE.replace("denied.", "denied!"),
        "pyproject.toml": CONFIG,
        "src/errors.py": ENUM,
        "responses.jsonl": '{"status": 404, "body": {"error": {"code": "Busy"}}}\n',
        "page.har": json.dumps(HAR),
        "bin/python": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n',
        "bin/curl": "#!/bin/sh\ncat new.md\n",
    }
    for path, text in texts.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for name in ("python", "curl"):
        (folder / "bin" / name).chmod(0o755)
    (folder / "logs" / "a.log.gz").write_bytes(gzip.compress(f"12:00 ERROR {BUSY}\n".encode()))
    made = run(
        folder,
        "mkdir -p generated/json;"
        "python -m generator show -q --format json > generated/json/my-errors.json;"
        "git init -q -b main; git add -A; git commit -qm one; git tag v1.2;"
        "git commit -q --allow-empty -m two",
    )
    assert made.returncode == 0, made.stderr


@pytest.mark.parametrize("verb", EXPECTED)
def test_the_examples_run(verb: str, tmp_path: Path) -> None:
    project(tmp_path)
    found = examples(tmp_path, verb)
    assert len(found) >= 3
    for line in found:
        if verb == "init":
            (tmp_path / "pyproject.toml").write_text("")
        done = run(tmp_path, line)
        assert done.returncode in EXPECTED[verb], f"{line}\n{done.stderr}"
        assert "Traceback" not in done.stderr


def test_streams_take_any_text_and_a_reader_may_leave(tmp_path: Path) -> None:
    """A C locale, a closed pipe: no traceback, and the text arrives as UTF-8."""
    project(tmp_path)
    page = PAGE.replace("Access is denied.", "禁止されています。")
    (tmp_path / "new.md").write_text(page, encoding="utf-8")
    plain = "LC_ALL=C PYTHONIOENCODING=cp932 PYTHONUTF8=0 python -m generator changes old.md new.md"
    done = run(tmp_path, plain)
    assert (done.returncode, "+ 禁止されています。" in done.stdout) == (0, True)
    done = run(tmp_path, f"{plain} --format json | head -c 5")
    assert "Traceback" not in done.stderr
    seen = json.dumps({"error": {"code": "禁止", "message": "x"}}, ensure_ascii=False)
    (tmp_path / "responses.jsonl").write_text(seen, encoding="utf-8")
    done = run(tmp_path, "LC_ALL=C python -m generator audit - < responses.jsonl")
    assert "the page has no code 禁止" in done.stderr
