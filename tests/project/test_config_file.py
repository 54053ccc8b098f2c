"""Where the configuration stands: its file, its table, and the version that may read it."""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli
from generator.diagnostics.source import document
from generator.project import config, config_file, places, required
from generator.project.settings import CatalogueSettings
from tests import workshop

OWN = '[catalogues.shop-errors]\npages = ["docs/errors.md"]\n'
OLD = workshop.CONFIG.replace("error-table", "generator")
OTHER = '[tool.generator]\nspeed = "high"\n'
ABSENT = "\0"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workshop.write(tmp_path / "built-in", workshop.TEMPLATES)
    monkeypatch.setattr(places, "built_in", lambda: tmp_path / "built-in")
    monkeypatch.setattr("sys.argv", ["error-table"])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = workshop.make(tmp_path / "shop")
    monkeypatch.chdir(folder)
    return folder


def configure(shop: Path, pyproject: str, own: str) -> None:
    """Write the two files, and take away the one that is ABSENT."""
    for name, text in (("pyproject.toml", pyproject), ("error-table.toml", own)):
        (shop / name).unlink(missing_ok=True)
        if text != ABSENT:
            (shop / name).write_text(text)


# What the two files hold, and what a build says of that: the rules, and whether it builds.
FILES: dict[str, tuple[str, str, list[str], int]] = {
    "the table": (workshop.CONFIG, ABSENT, [], 0),
    "the file": (ABSENT, OWN, [], 0),
    "the file, beside a project of Python's": ('[project]\nname = "x"\n', OWN, [], 0),
    "the file, beside what is no TOML": ("[project", OWN, [], 0),
    "the file, beside another's table": (OTHER, OWN, [], 0),
    "the table, beside another's": (OTHER + workshop.CONFIG, ABSENT, [], 0),
    "the old name": (OLD, ABSENT, ["config-renamed"], 0),
    "the old name, switched off": (
        f'{OLD}[tool.generator.levels]\nconfig-renamed = "off"\n',
        ABSENT,
        [],
        0,
    ),
    "both names": (OLD + workshop.CONFIG, ABSENT, ["config-twice"], 2),
    "both names, one half moved": (
        f'[tool.generator]\noutput = "api"\n{workshop.CONFIG}',
        ABSENT,
        ["config-twice"],
        2,
    ),
    "both files": (workshop.CONFIG, OWN, ["config-twice"], 2),
    "both files, one with the old name": (OLD, OWN, ["config-twice"], 2),
    "both files, one without a page": ("[tool.error-table]\n", "", ["config-twice"], 2),
    "another's table alone": (OTHER, ABSENT, ["config-missing"], 2),
    "no table, but a value": ("[tool]\nerror-table = 1\n", ABSENT, ["config-missing"], 2),
    "neither file": (ABSENT, ABSENT, ["config-missing"], 2),
    "the file that is no TOML": (ABSENT, "[catalogues", ["config-toml"], 2),
    "the file with the table's keys": (ABSENT, workshop.CONFIG, ["config-unknown"], 2),
}


@pytest.mark.parametrize(("pyproject", "own", "rules", "code"), FILES.values(), ids=FILES)
def test_the_one_that_is_meant_is_read(
    shop: Path,
    capsys: pytest.CaptureFixture[str],
    pyproject: str,
    own: str,
    rules: list[str],
    code: int,
) -> None:
    configure(shop, pyproject, own)
    assert cli.main(["build", "--root", ".", "--format", "json"]) == code
    told = [problem["rule"] for problem in json.loads(capsys.readouterr().out)["problems"]]
    assert told[: len(rules)] == rules
    assert bool(told) == bool(rules)
    assert (workshop.outputs(shop) == workshop.OUTPUTS) == (code == 0)
    # The second time from what was kept, word for word.
    if not code:
        assert cli.main(["check", "--format", "json"]) == 0
        kept = json.loads(capsys.readouterr().out)["problems"]
        assert [problem["rule"] for problem in kept] == rules


RENAMED = {
    "a header": ("[tool.generator.catalogues.x] # y", "[tool.error-table.catalogues.x] # y"),
    "a quoted one": ('[tool."generator".catalogues.x]', '[tool."error-table".catalogues.x]'),
    "a dotted key": ("tool.generator.catalogues.x.title = 'a'", "tool.error-table.catalogues.x"),
    "a key of the table": ("[tool]\ngenerator.catalogues.x.title = 'a'", "error-table.catalogues"),
    "inline": ("tool = { generator = { catalogues = {} } }", "tool = { error-table = {"),
}


@pytest.mark.parametrize(("text", "line"), RENAMED.values(), ids=RENAMED)
def test_the_line_to_write_is_read_when_it_is_written(text: str, line: str) -> None:
    old = document("pyproject.toml", f"{text}\n")
    [problem] = config_file.misnamed(old)
    assert (problem.rule, problem.level) == ("config-renamed", "note")
    advice = problem.help.split("\n", 1)[1].strip()
    assert advice.startswith(line)
    new = document("pyproject.toml", old.text.replace(problem.span.text.strip(), advice))
    assert config_file.misnamed(new) == ()
    assert tomllib.loads(new.text)["tool"]["error-table"] == config_file.values(new)


def test_the_other_lines_with_the_old_name_are_told() -> None:
    text = f"{OLD}[tool.black]\n[tool.generator]\noutput = 'x'\n[tool.generator.levels]\n"
    [problem] = config_file.misnamed(document("pyproject.toml", text))
    assert problem.span.line == 1
    assert problem.help.startswith("write error-table for generator here, and in lines 4, 6:\n")


@pytest.mark.parametrize("verb", [["build"], ["check"], ["diff"], ["show"], ["pin"]])
def test_the_old_name_is_told_once(
    shop: Path, capsys: pytest.CaptureFixture[str], verb: list[str]
) -> None:
    configure(shop, f"{OLD}{OLD.replace('shop', 'store')}", ABSENT)
    assert cli.main(verb) in (0, 1)
    assert capsys.readouterr().err.count("note[config-renamed]") == 1


def test_advice_names_the_file_and_the_key_that_are_read(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A level that is no level, a page that is missing, a catalogue that nobody has."""
    configure(shop, ABSENT, f'{OWN}[levels]\nrow-padded = "loud"\n')
    assert cli.main(["check"]) == 2
    assert " --> error-table.toml:4:1\n" in capsys.readouterr().err
    configure(shop, ABSENT, OWN.replace("errors.md", "gone.md"))
    assert cli.main(["check"]) == 2
    assert " --> error-table.toml:2:10\n" in capsys.readouterr().err
    configure(shop, ABSENT, OWN + OWN.replace("shop", "store"))
    assert cli.main(["build", "other"]) == 2
    assert " --> error-table.toml:1:2\n" in capsys.readouterr().err
    assert cli.main(["audit", "-"]) == 2
    assert " --> error-table.toml\n" in capsys.readouterr().err
    assert cli.main(["show", "--line", "1"]) == 2
    assert " --> error-table.toml\n" in capsys.readouterr().err


def test_an_error_that_is_lowered_is_told_in_the_file_that_says_so(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(shop, ABSENT, f'{OWN}[levels]\nfile-missing = "note"\n')
    (shop / "docs/errors.md").unlink()
    assert cli.main(["check"]) == 2
    assert "[config-lowered]" in (err := capsys.readouterr().err)
    assert " --> error-table.toml\n" in err


@pytest.mark.parametrize("name", ["error-table.toml", "pyproject.toml"])
def test_what_was_kept_answers_only_while_both_files_are_as_they_were(
    shop: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    first, second = ("", OWN) if name == "pyproject.toml" else (workshop.CONFIG, ABSENT)
    configure(shop, first, second)
    assert cli.main(["build"]) == 0
    configure(shop, workshop.CONFIG, OWN)
    assert cli.main(["check"]) == 2
    assert "config-twice" in capsys.readouterr().err


def test_the_nearest_folder_with_either_file_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "packages/inner/docs"
    workshop.write(tmp_path, {"pyproject.toml": workshop.CONFIG})
    workshop.write(inner.parent, {"pyproject.toml": "[project]\n"})
    workshop.write(inner, {"error-table.toml": "[codes]\n"})  # the overlay of an error-table.md
    assert places.root(inner) == tmp_path
    workshop.write(inner.parent, {"error-table.toml": OWN})
    assert places.root(inner) == inner.parent
    workshop.write(tmp_path, {"pyproject.toml": ""})
    workshop.write(inner.parent, {"error-table.toml": "", "pyproject.toml": ""})
    assert places.root(inner) == inner


OVERLAYS = {
    "docs/error-table.md": "docs/error-table.toml",
    "error-table.md": "error-table-overlay.toml",
    "./error-table.md": "./error-table-overlay.toml",
    "pyproject.md": "pyproject-overlay.toml",
}


@pytest.mark.parametrize(("page", "overlay"), OVERLAYS.items())
def test_no_overlay_is_where_a_configuration_is(page: str, overlay: str) -> None:
    assert CatalogueSettings("x", (page,)).overlay_path == overlay


@pytest.mark.parametrize("path", ["error-table.toml", "./error-table.toml", "a/pyproject.toml"])
def test_a_configuration_is_no_overlay(path: str) -> None:
    _, [problem] = config.read(document("error-table.toml", f'{OWN}overlay = "{path}"\n'))
    assert (problem.rule, problem.span.line) == ("config-value", 3)


# What is required, what runs, and the rule that is told.
VERSIONS: dict[str, tuple[str, str, str]] = {
    "a range": ('">=0.2,<1"', "0.3.1", ""),
    "below it": ('">=0.2,<1"', "0.1.9", "config-version"),
    "above it": ('">=0.2,<1"', "1.0", "config-version"),
    "a version": ('"0.2.0"', "0.2.0", ""),
    "a version, written otherwise": ('"v0.2"', "0.2.0", ""),
    "another version": ('"0.2.0"', "0.2.1", "config-version"),
    "like": ('"~=0.2.1"', "0.2.7", ""),
    "one in the making": ('">=0.2"', "0.3.0.dev1", ""),
    "anything": ('">=0"', "0.1.0", ""),
    "no version": ('"new"', "0.1.0", "config-value"),
    "no specifier": ('">= new"', "0.1.0", "config-value"),
    "another sign": ('"^0.2"', "0.1.0", "config-value"),
    "nothing": ('" "', "0.1.0", "config-value"),
    "a number": ("0.2", "0.1.0", "config-value"),
    "more digits than a number has": (f'">={"9" * 5000}"', "0.1.0", "config-value"),
}


@pytest.mark.parametrize(("wanted", "running", "rule"), VERSIONS.values(), ids=VERSIONS)
def test_the_version_that_runs_is_one_that_is_required(
    wanted: str, running: str, rule: str
) -> None:
    text = f"required-version = {wanted}\na-key-to-come = 1\n{OWN}"
    found = config.read(document("error-table.toml", text), running)[1]
    assert [(p.rule, p.span.line) for p in found] == [(rule or "config-unknown", 1 if rule else 2)]
    if rule == "config-version":
        assert tomllib.loads(text)["required-version"] in found[0].message
        assert running in found[0].message


def test_no_version_is_asked_for_where_none_is_required() -> None:
    assert required.problems(document("error-table.toml", OWN), "0.1.0") == ()
    assert required.problems(document("pyproject.toml", "["), "0.1.0") == ()


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True)


REVISIONS = {
    "the old name": (f'[tool.generator]\noutput = "api"\n{OLD}', ABSENT),
    "the file": (ABSENT, f'output = "api"\n{OWN}'),
    "another version": (ABSENT, f'required-version = "0.0.1"\noutput = "api"\n{OWN}'),
}


@pytest.mark.parametrize(("pyproject", "own"), REVISIONS.values(), ids=REVISIONS)
def test_a_revision_has_its_own(
    shop: Path, capsys: pytest.CaptureFixture[str], pyproject: str, own: str
) -> None:
    assert cli.main(["show", "-q", "--format", "json"]) == 0
    workshop.write(shop, {"api/json/shop-errors.json": capsys.readouterr().out})
    configure(shop, pyproject, own)
    git(shop, "init", "-q")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "first")
    configure(shop, workshop.CONFIG, ABSENT)
    (shop / "docs/errors.md").write_text(workshop.PAGE.replace("ItemNotFound", "ItemGone"))
    assert cli.main(["changes", "HEAD"]) == 1
    assert "ItemNotFound" in capsys.readouterr().out


def test_a_revision_whose_configuration_cannot_be_read(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(shop, ABSENT, "[")
    git(shop, "init", "-q")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "first")
    configure(shop, workshop.CONFIG, ABSENT)
    assert cli.main(["changes", "HEAD"]) == 2
    assert "its error-table.toml cannot be read" in capsys.readouterr().err


# What lies in `templates/` where no folder is named, and the file that is told of.
LAID: dict[str, tuple[dict[str, str], str]] = {
    "one of a kind": ({"docs/x.md.jinja": "", "a.html": ""}, "templates/docs/x.md.jinja"),
    "one for each catalogue": ({"go/{name}.go": ""}, "templates/go/{name}.go"),
    "one for each package": ({"{package}/x.go": ""}, "templates/{package}/x.go"),
    "Flask's": ({"index.html": "{{ title }}", ".env": "s3cr3t", "mail/x.txt.jinja": ""}, ""),
    "none of a kind": ({"docs/x.html": "", "docs.jinja": ""}, ""),
}


@pytest.mark.parametrize(("files", "told"), LAID.values(), ids=LAID)
def test_templates_are_taken_where_they_are_named_alone(
    shop: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], told: str
) -> None:
    workshop.write(shop / "templates", files)
    (shop / "templates/logo.png").write_bytes(b"\x89PNG\xff")
    for verb in ("build", "check"):
        assert cli.main([verb]) == 0
        err = capsys.readouterr().err
        assert (f" --> {told}\n" in err) == bool(told)
        assert ("note[template-overlooked]" in err) == bool(told)
    assert workshop.outputs(shop) == workshop.OUTPUTS
    for path in files:
        (shop / "templates" / path).unlink()
    assert cli.main(["check"]) == 0
    assert "template-overlooked" not in capsys.readouterr().err


ODD: dict[str, Callable[[Path], object]] = {
    "a link to the built-in": lambda shop: (shop / "templates").symlink_to(places.built_in()),
    "a link to elsewhere": lambda shop: (shop / "templates").symlink_to(shop.parents[1]),
    "a file": lambda shop: (shop / "templates").touch(),
    "a link in it": lambda shop: (
        workshop.write(shop, {"templates/json/x.jinja": ""}),
        (shop / "templates/again").symlink_to("."),
    ),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_nothing_is_told_of_what_is_no_folder_of_templates(
    shop: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], object]
) -> None:
    make(shop)
    assert cli.main(["build"]) == 0
    assert "note" not in capsys.readouterr().err


def test_the_templates_of_this_project_are_no_others(tmp_path: Path) -> None:
    assert places.overlooked(workshop.ROOT) == ""


def test_what_is_hidden_or_no_text_in_a_folder_that_is_named(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.write(shop, {"pyproject.toml": workshop.TEMPLATED, "templates/go/.env": "s3cr3t"})
    workshop.write(shop, {"templates/go/.x/y.txt": "x", "templates/go/.{name}.jinja": "x\n"})
    assert cli.main(["build"]) == 0
    made = workshop.outputs(shop).keys() - workshop.OUTPUTS.keys()
    assert made == {"go/.shop-errors"}
    (shop / "templates/go/logo.png").write_bytes(b"\x89PNG\xff")
    assert cli.main(["build"]) == 2
    assert "error[file-encoding]" in capsys.readouterr().err
