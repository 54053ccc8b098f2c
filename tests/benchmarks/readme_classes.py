"""The least that makes exceptions of a README's table: what most projects write for themselves.

    python readme_classes.py README.md ROOT_CLASS > errors.py

Rows are split at `|` by a regular expression, nothing is escaped, and nothing
is checked but that no two codes and no two names are the same. It is written
for this comparison, after a description of such a generator in a real project.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_ROW = re.compile(r"^\|?\s*(\d+)\s*\|\s*(\w+)\s*\|\s*(.*?)\s*\|?\s*$")
_PARAMETER = re.compile(r"\{(\w+)\}")

_HEAD = """\
class {root}(Exception):
    def __init__(self, *args):
        super().__init__(*args)
        self.code = None
"""
_CLASS = """

class {name}({root}):
    code = {code}
    def __init__(self{signature}):
{assignments}        super().__init__({prefix}"{message}")
"""


class Row(NamedTuple):
    """One error of the table."""

    code: int
    name: str
    message: str


def rows(text: str) -> Iterator[Row]:
    for line in text.split("\n"):
        match = _ROW.match(line)
        if match:
            yield Row(int(match[1]), match[2], match[3])


def check(found: Sequence[Row]) -> None:
    codes, names = {row.code for row in found}, {row.name for row in found}
    assert len(codes) == len(found), "a code stands there twice"
    assert len(names) == len(found), "a name stands there twice"


def source(row: Row, root: str) -> str:
    parameters = list(dict.fromkeys(_PARAMETER.findall(row.message)))
    return _CLASS.format(
        name=f"{row.name}Error",
        root=root,
        code=row.code,
        signature="".join(f", {name}" for name in parameters),
        assignments="".join(f"        self.{name} = {name}\n" for name in parameters),
        prefix="f" if parameters else "",
        message=row.message,
    )


def main(path: str, root: str) -> None:
    found = list(rows(Path(path).read_text("utf-8")))
    check(found)
    sys.stdout.write(_HEAD.format(root=root))
    for row in found:
        sys.stdout.write(source(row, root))


if __name__ == "__main__":
    main(*sys.argv[1:])
