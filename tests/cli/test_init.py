"""The first command: a page is found out, and configured without touching anything else."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from generator import cli
from generator.project.disk import folder

PAGE = """\
# My API

## Limits

| Limit | Value |
|-------|-------|
| rows  | 100   |

## Error codes

| Code | HTTP status | Message |
|------|-------------|---------|
| NotFound | Not Found (404) | The {thing} was not found. |
| Forbidden | Forbidden (403) | Access is denied. |
| Unauthorized | Unauthorized (401) | Nobody is logged in. |

```json
{"error": {"code": "NotFound", "message": "The machine was not found."}}
```
"""
WRITTEN = '[tool.error-table.catalogues.my-errors]\npages = ["docs/errors.md"]\n'
TAKEN = """\
docs/errors.md: 3 errors from 1 table; 1 table left
  line 11  Error codes  code = Code, status = HTTP status, message = Message
  left: line 5 (not about errors)
codes: NotFound, Forbidden, Unauthorized
languages: en
envelope: error.code
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["error-table"])
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "errors.md").write_text(PAGE)
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


def test_a_page_is_configured_and_what_was_taken_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["init", "docs/errors.md"]) == 0
    out, err = capsys.readouterr()
    assert out == f"{TAKEN}\nwritten to pyproject.toml:\n\n{WRITTEN}"
    assert err == "next: error-table build my-errors\n"
    assert (project / "pyproject.toml").read_text() == WRITTEN
    assert cli.main(["show", "-q"]) == 0


def test_a_dry_run_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["init", "--dry-run", "docs/errors.md"]) == 0
    assert "to write to pyproject.toml" in capsys.readouterr().out
    assert (project / "pyproject.toml").read_text() == ""


@pytest.mark.parametrize(
    "before",
    [
        '# mine\n[project]\nname = "x"  # y\n\n[tool.black]\nline-length = 90\n',
        "[tool.error-table]\noutput = 'out'",
        "[tool]\nerror-table.version = '1.0.0'\r\n",
        '[tool.error-table.catalogues.other]\npages = ["docs/other.md"]\n',
    ],
)
def test_no_other_key_is_touched(project: Path, before: str) -> None:
    (project / "docs" / "other.md").write_text(PAGE)
    path = project / "pyproject.toml"
    path.write_bytes(before.encode())
    assert cli.main(["init", "docs/errors.md"]) == 0
    after = path.read_bytes().decode()
    assert after.startswith(before)
    data = tomllib.loads(after)
    added = data["tool"]["error-table"]["catalogues"].pop("my-errors")
    assert added == {"pages": ["docs/errors.md"]}
    wanted = tomllib.loads(before)
    wanted.setdefault("tool", {}).setdefault("error-table", {}).setdefault("catalogues", {})
    assert data == wanted


def named(project: Path, *words: str) -> list[str]:
    """The catalogues after an `init` with these words."""
    assert cli.main(["init", *words]) == 0
    configured = tomllib.loads((project / "pyproject.toml").read_text())
    return list(configured["tool"]["error-table"]["catalogues"])


def test_the_name_is_given_or_made_from_the_page(project: Path) -> None:
    (project / "docs" / "404 Box Errors_v2.md").write_text(PAGE)
    assert named(project, "docs/404 Box Errors_v2.md") == ["box-errors-v2"]
    assert named(project, "docs/errors.md", "--name", "x-errors") == ["box-errors-v2", "x-errors"]


PROJECTS = {
    "pyproject.toml": ({"pyproject.toml": '[project]\nname = "box-api"\n'}, "box-errors"),
    "a project without a name": ({"pyproject.toml": "[project]\nname = 3\n"}, "my-errors"),
    "package.json": ({"package.json": '{"name": "@box/docs"}'}, "box-errors"),
    "a package without a name": ({"package.json": "{}"}, "my-errors"),
    "a package that is no table": ({"package.json": "[1]"}, "my-errors"),
    "a package with another name": ({"package.json": '{"name": []}'}, "my-errors"),
    "a package that is no JSON": ({"package.json": "{"}, "my-errors"),
    "a site": ({"mkdocs.yml": "site_url: /\nsite_name: Box API # ours\n"}, "box-errors"),
    "a site in quotes": (
        {"mkdocs.yaml": 'site_name: "Box: API"\n', "package.json": "{"},
        "box-errors",
    ),
    "a site that is called as any": ({"mkdocs.yml": "site_name: Documentation\n"}, "my-errors"),
    "a site without a name": ({"mkdocs.yml": "nav:\n  site_name: Box\n"}, "my-errors"),
    "front matter": (
        {"docs/errors.md": "---\ntitle: Boxes\n---\n" + PAGE.replace("# My API\n", "# Errors\n")},
        "boxes-errors",
    ),
    "no heading": ({"docs/errors.md": PAGE.replace("# My API\n", "")}, ""),
}


@pytest.mark.parametrize(("files", "wanted"), PROJECTS.values(), ids=PROJECTS)
def test_a_page_whose_file_says_nothing_has_its_name_from_elsewhere(
    project: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], wanted: str
) -> None:
    for path, text in files.items():
        (project / path).write_text(text)
    if wanted:
        assert named(project, "docs/errors.md") == [wanted]
    else:
        assert cli.main(["init", "docs/errors.md"]) == 2
        assert "init docs/errors.md --name my-api-errors\n" in capsys.readouterr().err


def test_a_second_page_has_another_name(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "boxes").mkdir()
    (project / "boxes" / "errors.md").write_text(PAGE)
    assert named(project, "docs/errors.md") == ["my-errors"]
    assert named(project, "boxes/errors.md") == ["my-errors", "boxes-errors"]
    (project / "errors.md").write_text(PAGE)
    assert cli.main(["init", "errors.md"]) == 2
    assert "there is a catalogue my-errors already" in capsys.readouterr().err


def more(page: str, codes: str, heading: str = "More error codes") -> str:
    """A page with the table of another one, under another heading and with other codes."""
    table = page.split("## Error codes")[1].split("```", maxsplit=1)[0]
    return f"{page}\n## {heading}\n{table.replace('NotFound', codes)}"


WRITES = {
    "one heading": (
        ["--heading", "More error codes"],
        {"tables": {"headings": ["More error codes"]}},
    ),
    "two headings": (
        ["--heading", "Error codes", "--heading", "More error codes"],
        {"tables": {"headings": ["Error codes", "More error codes"]}},
    ),
    "one line": (["--line", "11"], {"tables": {"line": 11}}),
    "two lines": (["--line", "11", "--line", "25"], {"tables": {"line": [11, 25]}}),
    "columns": (
        ["--line", "11", "--column", "code=0", "--column", "status=HTTP status"],
        {"tables": {"line": 11}, "columns": {"code": 0, "status": "HTTP status"}},
    ),
    "several columns of a role": (
        ["--line", "11", "--column", "action=1", "--column", "action=Message"],
        {"tables": {"line": 11}, "columns": {"action": [1, "Message"]}},
    ),
    "a language": (
        ["--line", "11", "--locale", "pt-BR"],
        {"tables": {"line": 11}, "locale": "pt-BR"},
    ),
    "a reference": (
        ["--line", "11", "--reference", "docs/old.md"],
        {"tables": {"line": 11}, "references": ["docs/old.md"]},
    ),
}


@pytest.mark.parametrize(("words", "wanted"), WRITES.values(), ids=WRITES)
def test_what_was_chosen_is_written_and_can_be_read(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], wanted: dict[str, object]
) -> None:
    (project / "docs" / "errors.md").write_text(more(PAGE, "Gone"))
    (project / "docs" / "old.md").write_text(PAGE)
    assert cli.main(["init", "docs/errors.md", *words]) == 0
    text = (project / "pyproject.toml").read_text()
    assert text in capsys.readouterr().out
    (written,) = tomllib.loads(text)["tool"]["error-table"]["catalogues"].values()
    assert written == {"pages": ["docs/errors.md"], **wanted}
    assert cli.main(["show", "-q"]) == 0


def test_a_number_that_is_no_place_is_a_header(project: Path) -> None:
    (project / "docs" / "errors.md").write_text(PAGE.replace("| HTTP status |", "| 007 |"))
    assert cli.main(["init", "docs/errors.md", "--column", "status=007"]) == 0
    assert 'status = "007"' in (project / "pyproject.toml").read_text()


def test_translations_are_pages_of_one_catalogue(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "fehler.md").write_text(PAGE.replace("Access is denied", "Kein Zugriff"))
    pages = ["docs/errors.md", "docs/fehler.md"]
    assert cli.main(["init", *pages, "--locale", "en", "--locale", "de"]) == 0
    (written,) = tomllib.loads((project / "pyproject.toml").read_text())["tool"]["error-table"][
        "catalogues"
    ].values()
    assert written == {"pages": pages, "locale": {"docs/errors.md": "en", "docs/fehler.md": "de"}}
    assert "docs/fehler.md: 3 errors from 1 table; 1 table left\n" in capsys.readouterr().out
    assert cli.main(["show", "-q"]) == 0
    assert cli.main(["init", "docs/fehler.md", "--name", "x"]) == 2


def test_two_parts_of_a_page_are_two_catalogues(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One page may hold several spaces of codes."""
    (project / "docs" / "errors.md").write_text(more(PAGE, "Gone"))
    assert cli.main(["init", "docs/errors.md", "--line", "11"]) == 0
    assert cli.main(["init", "docs/errors.md", "--name", "more", "--line", "11"]) == 2
    assert cli.main(["init", "docs/errors.md", "--name", "more"]) == 2
    assert "init-configured" in capsys.readouterr().err
    assert cli.main(["init", "docs/errors.md", "--name", "more", "--heading", "More"]) == 0
    text = (project / "pyproject.toml").read_text()
    assert tomllib.loads(text)["tool"]["error-table"]["catalogues"]["more"] == {
        "pages": ["docs/errors.md"],
        "overlay": "docs/more.toml",
        "tables": {"headings": ["More"]},
    }
    assert (project / "docs" / "more.toml").read_text() == "# What the page does not say: more\n"
    assert cli.main(["show", "-q"]) == 0


def test_the_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["init", "--format", "json", "docs/errors.md"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["written"] == {"path": "pyproject.toml", "text": WRITTEN}
    assert [(t["line"], t["columns"]["message"], "left" in t) for t in body["tables"]] == [
        (5, None, True),
        (11, 2, False),
    ]
    assert (body["name"], body["locales"]) == ("my-errors", ["en"])
    assert (body["status"], body["envelope"]) == ("ok", ["error", "code"])


def test_a_page_of_numbers_without_examples(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "| 10003 | UNKNOWN_CHANNEL | Unknown channel |\n| 10004 | UNKNOWN_GUILD | Unknown guild |\n"
    )
    page = f"# Channels\n\n## Error codes\n\n| Code | Name | Meaning |\n|---|---|---|\n{rows}"
    (project / "docs" / "errors.md").write_text(page)
    assert cli.main(["init", "docs/errors.md"]) == 0
    out = capsys.readouterr().out
    assert "code = Code, name = Name, message = Meaning\n" in out
    assert "envelope: unknown, no JSON example names a code; decoders try code, " in out


def test_a_restored_code_leads_to_pin(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = PAGE.replace("| Forbidden | Forbidden", "| 禁止されています | 禁止")
    translated = "---\nms.translationtype: MT\nms.contentlocale: ja-JP\n---\n"
    (project / "docs" / "errors.md").write_text(translated + page)
    assert cli.main(["init", "docs/errors.md"]) == 0
    out, err = capsys.readouterr()
    assert "codes: NotFound, Forbidden, Unauthorized; 1 of them restored\n" in out
    assert "warning[code-translated]" in err
    assert err.endswith("\nnext: error-table pin my-errors (1 warning)\n")


def test_what_build_could_not_read_is_said_and_not_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What settles it stands beside the page, and is read."""
    page = PAGE.replace("| Forbidden | Forbidden", "| 山と川 | 禁止")
    (project / "docs" / "errors.md").write_text(f"---\nms.translationtype: MT\n---\n{page}")
    assert cli.main(["init", "docs/errors.md"]) == 2
    assert "error[code-unreadable]" in capsys.readouterr().err
    assert (project / "pyproject.toml").read_text() == ""
    (project / "docs" / "errors.toml").write_text('[codes]\n"山と川" = "Forbidden"\n')
    assert cli.main(["init", "docs/errors.md"]) == 0
    assert cli.main(["show", "-q"]) == 0


def test_it_works_from_a_folder_below_and_from_elsewhere(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project / "docs")
    assert cli.main(["init", "errors.md"]) == 0
    assert (project / "pyproject.toml").read_text() == WRITTEN
    (project / "pyproject.toml").write_text("")
    monkeypatch.chdir(project.parent)
    assert cli.main(["init", "--root", str(project), "docs/errors.md"]) == 0
    assert (project / "pyproject.toml").read_text() == WRITTEN


PLACES = {
    "a project that is not Python's": ({}, "error-table.toml", "catalogues"),
    "an error-table.toml that is there": (
        {"error-table.toml": 'output = "api"\n', "pyproject.toml": '[project]\nname = "x"\n'},
        "error-table.toml",
        "catalogues",
    ),
    "a table of another generator": (
        {"pyproject.toml": '[tool.generator]\nspeed = "high"\n'},
        "pyproject.toml",
        "tool.error-table.catalogues",
    ),
    "the old name": (
        {"pyproject.toml": "[tool.generator]\noutput = 'out'\n"},
        "pyproject.toml",
        "tool.generator.catalogues",
    ),
}


@pytest.mark.parametrize(("files", "path", "table"), PLACES.values(), ids=PLACES)
def test_it_is_written_where_it_is_read(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str],
    path: str,
    table: str,
) -> None:
    (project / "pyproject.toml").unlink()
    for name, text in files.items():
        (project / name).write_text(text)
    assert cli.main(["init", "docs/errors.md", "--name", "my-errors"]) == 0
    lines = f'[{table}.my-errors]\npages = ["docs/errors.md"]\n'
    led = "" if files else "#:schema ./error-table.schema.json\n"
    start = f"{led}\n" if led else ""
    assert f"\nwritten to {path}:\n\n{start}{lines}" in capsys.readouterr().out
    assert (project / path).read_text() == "\n".join(filter(None, (files.get(path, led), lines)))
    for name in {"pyproject.toml", "error-table.toml"} - {path}:
        assert (project / name).exists() == (name in files)
    assert cli.main(["show", "-q"]) == 0


def test_the_name_of_a_python_project_counts_for_an_error_table_toml(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "box-api"\n')
    (project / "error-table.toml").touch()
    assert cli.main(["init", "docs/errors.md"]) == 0
    assert "[catalogues.box-errors]" in (project / "error-table.toml").read_text()


REFUSED = {
    "init-configured": (WRITTEN.replace("errors]", "mine]"), ["docs/errors.md"]),
    "init-taken": (WRITTEN.replace("docs/errors", "docs/other"), ["docs/errors.md"]),
    "init-outside": ("", ["../errors.md"]),
    "file-missing": ("", ["docs/gone.md"]),
    "choice-none": ("", ["docs/empty.md"]),
    "init-outside ": ("", ["docs/errors.md", "--reference", "../old.md"]),
    "choice-line": ("", ["docs/errors.md", "--line", "2"]),
    "column-unknown": ("", ["docs/errors.md", "--column", "code=Kode"]),
    "locale-twice": ("", ["docs/errors.md", "docs/again.md"]),
    "locale-unpaired": ("", ["docs/errors.md", "--locale", "en", "--locale", "ja"]),
    "overlay-key": ("", ["docs/odd.md"]),
    "choice-heading": ("", ["docs/errors.md", "--heading", "Nothing"]),
    "config-name": ("", ["docs/errors.md", "--name", "My Errors"]),
    "config-toml": ("[tool", ["docs/errors.md"]),
    "config-unknown": (
        "[tool.error-table]\nouput = 'x'\n[tool.error-table.catalogues]\n",
        ["docs/errors.md"],
    ),
    "pin-unplaced": ("tool = {}\n", ["docs/errors.md"]),
}


@pytest.mark.parametrize("rule", REFUSED)
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_it_refuses_leaves_everything_as_it_was(
    project: Path, capsys: pytest.CaptureFixture[str], rule: str, form: str
) -> None:
    before, words = REFUSED[rule]
    for name, text in (("empty.md", "# Nothing\n"), ("again.md", PAGE), ("odd.md", PAGE)):
        (project / "docs" / name).write_text(text)
    (project / "docs" / "odd.toml").write_text("strange = 1\n")
    (project / "pyproject.toml").write_text(before)
    assert cli.main(["init", "--format", form, *words]) == 2
    assert rule.strip() in "".join(capsys.readouterr())
    assert (project / "pyproject.toml").read_text() == before


# What is refused; the words of its help to say instead, behind what.
ADVISED = {
    "a heading": (["--heading", "Eror codes"], r"with tables: .*(Error codes)", "--heading={}"),
    "a line": (["--line", "2"], r"begin at lines: .*(11)", "--line={}"),
    "a column": (["--column", "code=Kode"], r"columns are (0): ", "--column=code={}"),
    "a name": (["--name", "taken"], r"another name: (--name taken-2);", "{}"),
}


@pytest.mark.parametrize(("words", "advice", "said"), ADVISED.values(), ids=ADVISED)
def test_the_advice_can_be_followed(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], advice: str, said: str
) -> None:
    (project / "docs" / "other.md").write_text(PAGE)
    assert cli.main(["init", "docs/other.md", "--name", "taken"]) == 0
    assert cli.main(["init", "docs/errors.md", *words]) == 2
    told = re.search(advice, capsys.readouterr().err)
    assert told
    better = said.format(told[1])
    split = better.split() if better.startswith("--name") else [better]
    assert cli.main(["init", "docs/errors.md", *split]) == 0


def test_a_page_that_is_not_there_is_missed_whatever_its_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["init", "docs/gone.md", "--name", "x"]) == 2
    assert "file-missing" in capsys.readouterr().err


def test_a_configuration_that_is_no_text(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").write_bytes(b"\xff")
    assert cli.main(["init", "docs/errors.md"]) == 2
    assert "file-encoding" in capsys.readouterr().err


def test_a_folder_that_takes_no_files(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "create", refuse)
    assert cli.main(["init", "docs/errors.md"]) == 2
    assert "file-unwritable" in capsys.readouterr().err


def test_a_hidden_page_is_not_configured(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".docs").mkdir()
    (project / ".docs/errors.md").write_text(PAGE)
    assert cli.main(["init", ".docs/errors.md"]) == 2
    assert "file-outside" in capsys.readouterr().err
    assert (project / "pyproject.toml").read_text() == ""
