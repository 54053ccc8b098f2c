"""Whether a class can be a base, told from the text of its module."""

from __future__ import annotations

import pytest

from generator.project import bases, folders

MISSING = {
    "class B:\n    class A: pass\n": True,
    "def f():\n    A = 1\n": True,
    "f(lambda: (A := 1))\n": True,
    "A\n": True,
    "class A: pass\n": False,
    "A = make()\n": False,
    "A: type = make()\n": False,
    "try:\n    from x import A\nexcept ImportError:\n    class A: pass\n": False,
    "import x as A\n": False,
    "from x import *\n": False,
    "def __getattr__(name): ...\n": False,
    "globals()['A'] = 1\n": False,
    "this is no Python": False,
    "\0": False,
    "(" * 5000: False,
    "print('\\d')\nclass A: pass\n": False,
}
REQUIRED = {
    "class A: pass": (),
    "A = 1": (),
    "class A:\n def __init__(self): ...": (),
    "class A:\n def __init__(self, *args, **more): ...": (),
    "class A:\n def __init__(self, one, two=2, *, three, four=4): ...": ("one", "three"),
    "class A:\n def __init__(self, one, /, two): ...": ("one", "two"),
    "class A:\n def __init__(s, one): ...\nclass A:\n def __init__(s, two): ...": ("two",),
    "no Python": (),
}


@pytest.mark.parametrize("text", MISSING)
def test_a_name_is_missing_where_nothing_can_bind_it(text: str) -> None:
    assert bases.missing(text, "A") == MISSING[text]


@pytest.mark.parametrize("text", REQUIRED)
def test_what_a_class_takes(text: str) -> None:
    assert bases.required(text, "A") == REQUIRED[text]


@pytest.mark.parametrize(
    ("path", "project", "folder"),
    [
        ("src/acme/errors", "", "src"),
        ("lib/src/acme", "lib", "lib/src"),
        ("src/py/acme", "src/py", "src/py"),
        ("acme/errors", "", ""),
        ("py/acme", "py", "py"),
        ("py/src", "py", "py"),
    ],
)
def test_where_a_module_is_looked_for(path: str, project: str, folder: str) -> None:
    assert folders.importable(path, project) == folder
    assert bases.files(folder, "a.b")[1] == f"{folder}/a/b.py".lstrip("/")
