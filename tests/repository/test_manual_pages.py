"""The pages of the manual that are not about keys, and the links of all pages, against the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from generator import cli
from generator.catalogue import overlay
from generator.diagnostics.source import document
from generator.project import config
from tests import workshop

MANUAL = workshop.ROOT / "generator" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
ABOUT = [workshop.ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
ABOUT.append(workshop.ROOT / "ARCHITECTURE.md")


def page(name: str) -> str:
    return (MANUAL / f"{name}.md").read_text("utf-8")


def fences(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page(name), re.MULTILINE | re.DOTALL)


def rows(text: str) -> list[list[str]]:
    """The cells of every row of a page's tables, without the lines that make them tables."""
    lines = re.findall(r"^\|(.*)\|$", text, re.MULTILINE)
    split = ([cell.strip() for cell in re.split(r"(?<!\\)\|", line)] for line in lines)
    return [cells for cells in split if not set("".join(cells)) <= set("-")]


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", [*PAGES, *ABOUT], ids=lambda path: path.stem)
def test_a_link_leads_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for address, _, anchor in re.findall(r"\]\(((?!https?:)[^)#\s]*)(#([^)\s]+))?\)", text):
        other = path.parent / address if address else path
        assert other.exists(), address
        assert not anchor or anchor in anchors(other), f"{address}#{anchor}"


@pytest.mark.parametrize("path", [*PAGES, *ABOUT[:2]], ids=lambda path: path.stem)
def test_a_line_has_one_sentence(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    plain = re.sub(r"^[|#].*$|`[^`]*`", "", text, flags=re.MULTILINE)
    assert re.findall(r"^.*[.!?] [A-Z].*$", plain, re.MULTILINE) == []


def test_the_contents_have_every_page() -> None:
    listed = re.findall(r"^\| \[([a-z-]+\.md)\]\(\1\)", page("README"), re.MULTILINE)
    assert sorted([*listed, "README.md"]) == [path.name for path in PAGES]


def test_every_command_is_told_with_the_codes_that_its_help_names() -> None:
    told = {cells[0].strip("`").split(" ")[0]: cells[2] for cells in rows(page("commands"))[1:]}
    assert list(told) == list(cli.VERBS)
    for verb, exits in told.items():
        found = workshop.inside([verb, "--help"], workshop.ROOT).stdout.decode()
        helped = re.search(r"Exit codes: (.*)", " ".join(found.split()))
        for code in re.findall(r"\b([012]) ", helped[1] if helped else ""):
            assert re.search(rf"\b{code}\b", exits), f"{verb} exits with {code}"


EXITS = {
    "fresh": (["check"], 0),
    "stale": (["check"], 1),
    "something to do": (["diff"], 1),
    "a code": (["show", "BadRequest"], 0),
    "no such code": (["show", "Nonsense"], 1),
    "no such page": (["show", "--page", "no.md"], 2),
    "nothing pins": (["pin"], 0),
    "nothing left": (["clean"], 0),
    "a rule": (["explain", "code-translated"], 0),
    "no such rule": (["explain", "nonsense"], 2),
    "no page to configure": (["init", "no.md"], 2),
    "templates": (["templates"], 0),
    "no such template": (["templates", "--eject", "no/such"], 2),
    "schemas": (["schema"], 0),
}


@pytest.mark.parametrize(("words", "code"), EXITS.values(), ids=EXITS)
def test_a_command_exits_as_told(words: list[str], code: int, tmp_path: Path) -> None:
    workshop.write(tmp_path / "few", workshop.TEMPLATES)
    workshop.make(tmp_path)
    if words == ["clean"] or (words, code) == (["check"], 0):
        assert workshop.inside(["build"], tmp_path, tmp_path / "few").returncode == 0
    assert workshop.inside(words, tmp_path, tmp_path / "few").returncode == code


def test_a_class_is_called_as_told(tmp_path: Path) -> None:
    table = [cells for cells in rows(page("names")) if len(cells) == 4]
    lines = ["# Error codes", "", *(f"| {' | '.join(cells[:3])} |" for cells in table)]
    lines.insert(3, "|---|---|---|")
    workshop.write(tmp_path, {"errors.md": "\n".join([*lines, ""])})
    ran = workshop.inside(["show", "--page", "errors.md", "--format", "json"], tmp_path)
    made = json.loads(ran.stdout)["catalogue"]["errors"]
    named = [(error["code"], error["class_name"]) for error in made]
    codes = (re.search("`(.*?)`", cells[0]) for cells in table[1:])
    assert named == [
        (code and code[1], cells[3].strip("`"))
        for code, cells in zip(codes, table[1:], strict=True)
    ]


def test_the_lines_that_keep_a_name_are_taken() -> None:
    (text,) = fences("names", "toml")
    made, problems = overlay.read(document("errors.toml", text))
    assert not problems
    assert made


def test_the_hooks_and_the_action_are_as_told() -> None:
    hooks, workflow, job = map(yaml.safe_load, fences("ci", "yaml"))
    ours = yaml.safe_load((workshop.ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} <= {hook["id"] for hook in ours}
    assert all(f"`{hook['id']}`" in page("ci") for hook in ours)
    assert [list(step) for step in workflow["steps"]] == [["uses"], ["run"], ["run"]]
    action = yaml.safe_load((workshop.ROOT / "action.yml").read_text("utf-8"))
    assert job["steps"][1]["with"].keys() <= action["inputs"].keys()
    for name in (*action["inputs"], *action["outputs"]):
        assert f"`{name}`" in page("ci"), name


def test_a_project_of_three_targets_is_shown() -> None:
    shown = fences("configuration", "toml")[1]
    settings, problems = config.read(document("error-table.toml", shown))
    assert problems == ()
    assert [one.kind for one in settings.targets] == ["python", "typescript", "docs"]
