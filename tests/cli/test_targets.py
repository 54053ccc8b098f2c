"""Outputs where a project wants them: built, checked, moved, and cleaned up."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from generator import cli
from tests import workshop

PAGE = workshop.PAGE
FEWER = PAGE.replace("| ItemNotFound | Not Found (404) | Item {item id} was not found. |\n", "")
START = '[tool.error-table.catalogues.shop]\npages = ["docs/errors.md"]\n'
SECOND = '[tool.error-table.catalogues.depot]\npages = ["docs/depot.md"]\n'
LISTING = ".error-table.manifest"


def target(kind: str, path: str, more: str = "") -> str:
    return f'[[tool.error-table.targets]]\nkind = "{kind}"\npath = "{path}"\n{more}'


PYTHON = target("python", "src/acme/errors", 'tests = "tests/test_errors.py"\n')
LAYOUTS: dict[str, tuple[str, list[str], str]] = {
    "python alone": (
        START + PYTHON,
        ["src/acme/errors/errors.py", "src/acme/errors/py.typed", "tests/test_errors.py"],
        "src/acme/errors",
    ),
    "typescript alone": (
        START + target("typescript", "packages/js/src/errors"),
        ["packages/js/src/errors/index.d.ts"],
        "packages/js/src/errors",
    ),
    "docs alone": (
        START + target("docs", "docs/errors", "site = false\n"),
        ["docs/errors/README.md", "docs/errors/en/errors/ItemNotFound.md"],
        "docs/errors/en",
    ),
    "data alone": (
        START + target("json", "share") + target("openapi", "api"),
        ["share/shop.json", "api/shop.json", "share/catalogue.schema.json"],
        "share",
    ),
    "two packages from one page": (
        START + target("python", "client/src/errors") + target("python", "server/src/errors"),
        ["client/src/errors/errors.py", "server/src/errors/errors.py"],
        "server/src/errors",
    ),
    "two catalogues in one tree": (
        START + SECOND + target("python", "src/acme/{package}") + target("docs", "docs/{name}"),
        ["src/acme/shop/errors.py", "src/acme/depot/errors.py", "docs/depot/README.md"],
        "src/acme/shop",
    ),
    "a distribution": (
        START + target("python", "py/src/{package}", 'project = "py"\n'),
        ["py/pyproject.toml", "py/README.md", "py/src/shop/errors.py", "py/tests/test_shop.py"],
        "py/src/shop",
    ),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workshop.write(tmp_path, {"docs/errors.md": PAGE, "docs/depot.md": PAGE})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["error-table"])
    return tmp_path


def configure(project: Path, text: str) -> None:
    (project / "pyproject.toml").write_text(text, "utf-8")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main([*words])
    said = capsys.readouterr()
    return code, said.out, said.err


def generated(project: Path) -> set[str]:
    ours = {"pyproject.toml", "docs/errors.md", "docs/depot.md", LISTING}
    return workshop.tree(project).keys() - ours


@pytest.mark.parametrize(("config", "some", "folder"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_layout_is_built_checked_moved_and_cleaned_up(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    config: str,
    some: list[str],
    folder: str,
) -> None:
    configure(project, config)
    assert run(capsys, "build")[0] == 0
    files = generated(project)
    assert files >= set(some)
    listed = [line.split("  ")[1] for line in (project / LISTING).read_text().splitlines()]
    assert set(listed) == files
    assert not (project / "generated").exists()
    assert run(capsys, "check", "--diff")[:2] == (0, "")

    mine = project / folder / "mine.txt"
    mine.write_text("mine")
    workshop.write(project, {"docs/errors.md": FEWER, "docs/depot.md": FEWER})
    assert run(capsys, "check")[0] == 1
    assert run(capsys, "build")[0] == 0
    assert run(capsys, "check")[0] == 0
    assert not [path for path in generated(project) if "ItemNotFound" in path]

    before = generated(project) - {f"{folder}/mine.txt"}
    moved = config.replace('path = "', 'path = "elsewhere/')
    configure(project, moved.replace('project = "', 'project = "elsewhere/'))
    code, _, err = run(capsys, "build")
    assert (code, "output-strays" in err) == (0, True)
    assert generated(project) >= before, "nothing is deleted outside of today's targets"
    assert run(capsys, "clean")[0] == 1
    assert generated(project) >= before
    assert run(capsys, "clean", "--yes")[0] == 0
    now = generated(project)
    kept = {path for path in before if path.startswith("tests/")}
    assert not (before - kept) & now
    assert mine.read_text() == "mine"
    assert run(capsys, "check")[::2] == (0, f"{len(now) - 1} files as build would write them\n")
    assert run(capsys, "clean")[::2] == (0, "nothing to remove\n")


def test_a_list_of_targets_takes_the_place_of_the_folder_of_all_outputs(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(project, START)
    run(capsys, "build")
    before = generated(project)
    configure(project, START + target("json", "generated/json"))
    code, out, _ = run(capsys, "build")
    assert code == 0
    assert "generated/json" not in out, "what is as it should be stays"
    assert not (project / "generated/.manifest").exists()
    assert run(capsys, "clean", "--yes")[0] == 0
    assert generated(project) == {path for path in before if path.startswith("generated/json/")}
    # And back: what the targets left is not forgotten.
    configure(project, START)
    assert run(capsys, "build")[0] == 0
    assert generated(project) == before - {"generated/.manifest"}
    assert run(capsys, "check")[0] == 0


def test_what_was_edited_since_is_nobodys_to_clean(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(project, START + target("json", "old"))
    run(capsys, "build")
    (project / "old/shop.json").write_text("{}")
    configure(project, START + target("json", "new"))
    assert run(capsys, "build")[0] == 0
    assert run(capsys, "clean", "--yes")[1] == "delete old/catalogue.schema.json\n"
    assert generated(project) == {"old/shop.json", "new/shop.json", "new/catalogue.schema.json"}


def test_a_foreign_file_stops_the_build_wherever_it_lies(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.write(project, {"src/acme/errors/errors.py": "mine\n"})
    configure(project, START + PYTHON)
    code, _, err = run(capsys, "build")
    assert (code, "output-foreign" in err) == (2, True)
    assert generated(project) == {"src/acme/errors/errors.py"}


def test_a_manifest_that_claims_somebodys_files_deletes_none(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever sent the repository wrote it, too."""
    theirs = {"src/main.py": "theirs\n", ".github/x.yml": "x\n", "src/acme/errors/notes.txt": "n\n"}
    workshop.write(project, theirs)
    marks = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in theirs.items()}
    listing = "".join(f"{mark}  {path}\n" for path, mark in marks.items())
    (project / LISTING).write_text(f"{listing}{'0' * 64}  ../outside\n")
    configure(project, START + PYTHON)
    assert run(capsys, "build")[0] == 0
    assert run(capsys, "clean", "--yes")[0] == 0
    assert theirs.keys() <= generated(project)


def test_clean_asks_at_a_terminal_and_first_wants_what_is_there_to_be_fresh(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.cli import clean

    configure(project, START + target("json", "old"))
    run(capsys, "build")
    configure(project, START + target("json", "new"))
    code, _, err = run(capsys, "clean")
    assert (code, err) == (
        2,
        "3 files not as build would write them; first run: error-table build\n",
    )
    run(capsys, "build")
    code, out, _ = run(capsys, "clean", "--format", "json")
    body = json.loads(out)
    assert (code, body["status"]) == (1, "drift")
    assert [one["path"] for one in body["changes"]] == [
        "old/catalogue.schema.json",
        "old/shop.json",
    ]
    monkeypatch.setattr(clean, "_agreed", lambda number: number == 2)
    assert run(capsys, "clean")[0] == 0
    assert generated(project) == {"new/shop.json", "new/catalogue.schema.json"}


def test_two_targets_that_want_one_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(project, START + target("json", "x") + target("json", "./x/"))
    code, _, err = run(capsys, "build")
    assert (code, err.count("error["), "a place that no other" in err) == (2, 1, True)
    workshop.write(project, {"mine/go/a.txt": "1", "mine/go/{name}/a.txt": "2"})
    templates = '[tool.error-table]\ntemplates = "mine"\n'
    configure(project, templates + START + target("go", "x"))
    code, _, err = run(capsys, "build")
    assert (code, "x/a.txt twice" in err) == (2, True)


@pytest.mark.parametrize(
    ("path", "there"),
    {"docs/ref": "[there](<../../../other.md>)", "website/docs/ref": "there"}.items(),
)
def test_pages_for_a_site_that_is_there_link_what_is_in_it(
    project: Path, capsys: pytest.CaptureFixture[str], path: str, there: str
) -> None:
    page = f"{PAGE}| NoLink | Conflict (409) | See [there](other.md) or [it](https://x.org). |\n"
    workshop.write(project, {"docs/errors.md": page})
    configure(project, START + target("docs", path, "site = false\n"))
    assert run(capsys, "build")[0] == 0
    text = (project / path / "en/errors/NoLink.md").read_text("utf-8")
    assert f"> See {there} or [it](<https://x.org>).\n" in text


def test_a_build_by_name_leaves_the_rest_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(project, LAYOUTS["two catalogues in one tree"][0])
    run(capsys, "build")
    workshop.write(project, {"docs/errors.md": FEWER, "docs/depot.md": FEWER})
    code, out, _ = run(capsys, "build", "shop")
    assert code == 0
    assert "depot" not in out
    assert run(capsys, "check")[0] == 1


def test_a_link_on_the_way_to_a_target_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    (project / "src").symlink_to(tmp_path_factory.mktemp("outside"))
    configure(project, START + PYTHON)
    code, _, err = run(capsys, "build")
    assert (code, "output-outside" in err) == (2, True)
