"""The rules of the house: floors, keys, sizes, labels, and that every rule has its manual."""

from __future__ import annotations

import ast
import inspect
import re
import statistics
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.diagnostics import rules

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "generator"

# A room imports rooms of lower floors only; what is inside one may import each other.
FLOORS = [
    {"__init__", "statuses", "characters"},
    {"diagnostics", "names", "plan"},
    {"model"},
    {"markdown", "record"},
    {"project"},
    {"catalogue", "render"},
    {"changes", "audit"},
    {"build"},
    {"cli"},
    {"__main__"},
]
STEPS = [
    {"words"},
    {"rows"},
    {"choose", "recover", "overlay"},
    {"read_page"},
    {"assemble", "diagnose"},
    {"__init__"},
]

# What is dangerous or heavy opens one door.
KEYS = {
    "mistune": {"markdown"},
    "yaml": {"markdown"},
    "jinja2": {"render"},
    "black": {"render"},
    "packaging": {"project"},
    "tomllib": {"project", "render"},
    "ast": {"project", "audit"},
    "warnings": {"project", "audit"},
    "fnmatch": {"project", "audit"},
    "argparse": {"cli"},
    "os": {"project", "cli"},
    "pathlib": {"project", "cli"},
    "stat": {"project"},
    "errno": {"project"},
    "platformdirs": {"project"},
    "shtab": {"cli"},
    "fcntl": {"project"},
    "msvcrt": {"project"},
    "time": {"project", "cli"},
    "io": {"cli"},
    "sys": {"project", "cli", "__main__"},
    "traceback": {"cli", "render"},
    "difflib": {"diagnostics", "plan", "catalogue"},
    "hashlib": {"plan", "project"},
    "json": {"audit", "record", "render", "project", "markdown", "catalogue", "cli"},
    "importlib": {"diagnostics", "catalogue", "render", "cli"},
    "signal": {"cli", "__main__"},
    "gc": {"__main__"},
    "subprocess": {"cli"},
    "gzip": {"cli"},
    "zlib": {"cli"},
    "codecs": {"audit"},
    "binascii": {"audit"},
    "resource": {"cli"},
}
# Open to every room: they touch nothing outside the process.
FREE = {
    *("__future__", "bisect", "collections", "contextlib", "dataclasses", "enum", "functools"),
    *("heapq", "html", "itertools", "keyword", "math", "operator", "re", "string", "textwrap"),
    *("shlex", "types", "typing", "unicodedata"),
}

FORBIDDEN = re.compile(r"utils?|helpers?|manager|base|common|core|misc|generator", re.IGNORECASE)
# Values in the making, which only their own room ever sees.
DRAFTS = {"Draft", "HtmlTable", "_Comments", "_Tally", "_Log", "_File"}
DOERS = re.compile(r"(Manager|Helper|Util|Generator|Builder|Handler|Processor|Service)s?$")
TOP = {"generator", "templates", "source_docs", "generated", "tests"}


def module(path: Path) -> str:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "__init__"


ROOMS = {module(path): path for path in sorted(HOUSE.rglob("*.py"))}


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(ROOMS[name].read_text(encoding="utf-8"))


def imports(name: str, *, whole: bool = False) -> Iterator[str]:
    """The modules that a file imports; `whole` has what is imported out of ours, too."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: relative imports hide where a call goes"
            module = node.module or ""
            ours = module.split(".")[0] == "generator" and (whole or module == "generator")
            yield from (f"{module}.{alias.name}" for alias in node.names) if ours else (module,)


def functions(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def inside(wing: str) -> dict[str, set[str]]:
    """The rooms of a wing ("" is the whole house), and the rooms of it that each imports."""
    start = [part for part in wing.split(".") if part]
    found: dict[str, set[str]] = {}
    for name in ROOMS:
        parts = [part for part in name.split(".") if part != "__init__"]
        if parts[: len(start)] != start:
            continue
        room = (*parts[len(start) :], "__init__")[0]
        ours = (i.split(".")[1:] for i in imports(name, whole=True) if i.startswith("generator."))
        others = (other for other in ours if other[: len(start)] == start)
        rooms = {(*other[len(start) :], "__init__")[0] for other in others}
        rooms = {"__init__" if other == "__version__" else other for other in rooms}
        found.setdefault(room, set()).update(rooms - {room})
    return found


@pytest.mark.parametrize(
    ("wing", "floors", "rooms", "arrows"),
    [("", FLOORS, 17, 61), ("catalogue", STEPS, 9, 26)],
    ids=["the house", "catalogue"],
)
def test_a_room_imports_lower_floors_only(
    wing: str, floors: list[set[str]], rooms: int, arrows: int
) -> None:
    height = {room: number for number, names in enumerate(floors) for room in names}
    found = inside(wing)
    assert set(found) == set(height), "a room has its floor here, and its line in ARCHITECTURE.md"
    for room, others in found.items():
        for other in others:
            assert height[other] < height[room], f"{room} imports {other}"
    assert len(found) <= rooms
    assert sum(map(len, found.values())) <= arrows


@pytest.mark.parametrize("name", ROOMS)
def test_a_key_opens_only_its_doors(name: str) -> None:
    wing = name.split(".", maxsplit=1)[0]
    for imported in imports(name):
        package = imported.split(".")[0]
        if package == "generator" or package in FREE:
            continue
        assert package in KEYS, f"{name} imports {imported}, for which there is no key"
        assert wing in KEYS[package], f"{name} has no key for {imported}"


@pytest.mark.parametrize("name", [n for n in ROOMS if n.split(".")[0] not in ("cli", "project")])
def test_the_core_neither_prints_nor_opens_files(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = node.func.id
            assert called not in {"print", "open", "input", "exec", "eval", "compile", "__import__"}


def test_only_the_streams_print() -> None:
    pattern = re.compile(r"\bprint\(|(std(out|err)|stream)\.write")
    found = {name for name, path in ROOMS.items() if pattern.search(path.read_text("utf-8"))}
    assert found == {"cli.streams"}


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_is_small_and_so_are_its_functions(name: str) -> None:
    assert len(ROOMS[name].read_text(encoding="utf-8").splitlines()) <= 400
    assert [node.name for node in functions(name) if length(node) > 40] == []


def test_most_functions_are_short() -> None:
    sizes = sorted(length(node) for name in ROOMS for node in functions(name))
    assert statistics.median(sizes) <= 8
    assert sizes[len(sizes) * 9 // 10] <= 22


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_has_a_label_of_one_line(name: str) -> None:
    label = ast.get_docstring(tree(name), clean=False) or ""
    first = label.split("\n")[0]
    assert first.endswith("."), f"{name}: {first!r}"
    assert len(first) <= 100
    assert "\n" not in label, f"{name}: a label is one line"


@pytest.mark.parametrize("name", [n for n in ROOMS if not n.startswith("diagnostics.rules.")])
def test_what_is_public_is_documented(name: str) -> None:
    for holder in ast.walk(tree(name)):
        for node in holder.body if isinstance(holder, ast.Module | ast.ClassDef) else []:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
                assert ast.get_docstring(node), f"{name}.{node.name}"


@pytest.mark.parametrize("name", ROOMS)
def test_names_say_something(name: str) -> None:
    assert not FORBIDDEN.fullmatch(name.rsplit(".", maxsplit=1)[-1]), name
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.ClassDef):
            assert not DOERS.search(node.name), f"{name}.{node.name}: a noun, no doer"


@pytest.mark.parametrize("name", ROOMS)
def test_values_are_frozen_and_slotted(name: str) -> None:
    for node in ast.walk(tree(name)):
        for decorator in node.decorator_list if isinstance(node, ast.ClassDef) else []:
            if "dataclass" in ast.unparse(decorator) and node.name not in DRAFTS:
                assert ast.unparse(decorator) == "dataclass(frozen=True, slots=True)", node.name


def test_the_top_level_is_the_one_that_was_agreed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no checkout")
    folders = {path.split("/")[0] for path in listed.stdout.splitlines() if "/" in path}
    assert {name for name in folders if not name.startswith(".")} <= TOP


def test_the_map_names_every_room_and_nothing_else() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_./{}]+)`", text))
    rooms = {name.split(".")[0] for name in ROOMS} - {"__init__", "__main__"}
    assert {room for room in rooms if not {f"{room}.py", f"{room}/"} & named} == set()
    # A name without a folder is beside one that was named before.
    folders = [HOUSE, ROOT, *(path.parent for path in ROOMS.values())]
    paths = (name for name in named if name.endswith((".py", "/", ".txt", ".manifest")))
    assert [name for name in paths if not any((f / name).exists() for f in folders)] == []


def test_no_file_names_a_machine() -> None:
    pattern = re.compile(rf"(^|[^A-Za-z0-9_.])/{'(work|tmp|home|root)'}/[A-Za-z.]", re.MULTILINE)
    for path in ROOMS.values():
        assert not pattern.search(path.read_text(encoding="utf-8")), path


RULES, MANUALS = rules.registry(), rules.manuals()
SPEAK = ("at", "error", "warning", "note")


def calls(function: object) -> Iterator[ast.Call]:
    parsed = ast.parse(inspect.getsource(function))  # type: ignore[arg-type]
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in SPEAK:
            yield node


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_called_as_its_id(rule: str) -> None:
    assert RULES[rule].__name__ == rule.replace("-", "_")
    assert list(calls(RULES[rule])), f"{rule} says nothing"


def test_a_manual_has_a_rule() -> None:
    """Each in the Markdown file beside the rule's own, in the same order."""
    assert list(MANUALS) == list(RULES)
    for path in (HOUSE / "diagnostics" / "rules").glob("*.md"):
        written = re.findall(r"^## (.*)$", path.read_text("utf-8"), re.MULTILINE)
        defined = re.findall(
            r'^@rule\("([^"]*)".*\)$', path.with_suffix(".py").read_text("utf-8"), re.MULTILINE
        )
        assert written == defined


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_manual(rule: str) -> None:
    manual = MANUALS[rule]
    first, *rest = manual.split("\n\n")
    assert re.fullmatch(r"[A-Z].*[.]", first, re.DOTALL), "a sentence that says what it means"
    assert "\n" not in first
    assert any("Example:" in part or "Examples:" in part for part in rest)
    assert "To mend it:" in manual


@pytest.mark.parametrize("rule", RULES)
def test_a_message_is_one_lower_case_sentence_without_blame(rule: str) -> None:
    for call in calls(RULES[rule]):
        said = call.args[2 if ast.unparse(call.func) == "at" else 1]
        parts = said.values if isinstance(said, ast.JoinedStr) else [said]
        text = "".join(p.value for p in parts if isinstance(p, ast.Constant))
        assert not text.endswith("."), text
        assert "\n" not in text
        assert not re.search(r"\b(you|your|invalid|illegal|wrong|bad)\b", text, re.IGNORECASE), text
        first = parts[0].value if parts and isinstance(parts[0], ast.Constant) else ""
        assert not first[:1].isupper() or first[:4].isupper() or first.startswith("JSON"), text


@cache
def evidence() -> str:
    paths = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tests/cases").rglob("*")]
    files = (p for p in paths if p.is_file() and p.name != Path(__file__).name)
    return "\n".join(p.read_text(encoding="utf-8", errors="replace") for p in files)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_raised_in_some_test(rule: str) -> None:
    named = re.search(rf"(?<![a-z-]){re.escape(rule)}(?![a-z-])", evidence())
    if named is None:
        pytest.fail(f"no test and no case has the rule {rule}")
