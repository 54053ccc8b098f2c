"""`changes` as people type it: its sides, its formats, its exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli

PAGE = """\
# Errors

## Error codes

| Code | Status | Message |
|------|--------|---------|
| NotFound | Not Found (404) | The {thing} was not found. |
| Forbidden | Forbidden (403) | Access is denied. |
| Unauthorized | Unauthorized (401) | Nobody is logged in. |
| QuotaExceeded | Too Many Requests (429) | The quota is used up. |
| InternalServerError | Internal Server Error (500) | Something failed. |
"""
# Nothing graver than a warning.
WARNED = ("(404)", "(404, 4xx)")
CONFIG = '[tool.error-table.catalogues.my-errors]\npages = ["docs/errors.md"]\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a page, no git, nothing generated."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "errors.md").write_text(PAGE)
    (tmp_path / "pyproject.toml").write_text(CONFIG)
    return tmp_path


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def record_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The catalogue's JSON, where build would write it."""
    capsys.readouterr()
    assert cli.main(["show", "-q", "--format", "json"]) == 0
    path = folder / "generated" / "json" / "my-errors.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(capsys.readouterr().out)


def rewrite(folder: Path, *pairs: tuple[str, str]) -> None:
    page = folder / "docs" / "errors.md"
    text = page.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    page.write_text(text)


def data(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    capsys.readouterr()
    code = cli.main(["changes", "--format", "json", *words])
    return code, json.loads(capsys.readouterr().out)


def rules_of(body: dict[str, object]) -> list[str]:
    """The rules of what is told: the problems, else the changes."""
    told = body.get("problems") or body["changes"]
    assert isinstance(told, list)
    return [one["rule"] for one in told]


def test_the_json_is_what_is_promised(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record_of(project, capsys)
    assert data(capsys) == (0, {"schema": 1, "status": "ok", "bump": "none", "changes": []})
    rewrite(project, ("(404)", "(410)"), ("QuotaExceeded", "QuotaUsedUp"))
    renamed = {
        "rule": "code-renamed",
        "level": "error",
        "code": "QuotaUsedUp",
        "path": "docs/errors.md",
        "line": 10,
        "column": 3,
        "message": "QuotaExceeded is called QuotaUsedUp now",
        "old": "QuotaExceeded",
        "new": "QuotaUsedUp",
    }
    moved = {
        "rule": "status-changed",
        "level": "warning",
        "code": "NotFound",
        "path": "docs/errors.md",
        "line": 7,
        "column": 3,
        "message": "the status of NotFound is 410, no longer 404",
        "old": 404,
        "new": 410,
    }
    base = {
        "rule": "base-moved",
        "level": "error",
        "code": "NotFound",
        "path": "docs/errors.md",
        "line": 7,
        "column": 3,
        "message": "NotFound is no Http404Error any more: its class derives from Http410Error",
        "old": "Http404Error",
        "new": "Http410Error",
    }
    wanted = {"schema": 1, "status": "drift", "bump": "major", "changes": [base, renamed, moved]}
    assert data(capsys) == (1, wanted)


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1), ("none", 0)]
)
def test_it_fails_from_the_level_on_that_was_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str], fail_on: str, code: int
) -> None:
    record_of(project, capsys)
    rewrite(project, WARNED)
    assert data(capsys, "--fail-on", fail_on)[0] == code


def test_a_revision_is_what_was_committed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project, "init", "-q", "-b", "trunk")
    record_of(project, capsys)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    git(project, "tag", "v1")
    rewrite(project, ("Access is denied", "No access"))
    record_of(project, capsys)
    assert data(capsys)[1]["bump"] == "patch", "against HEAD, though the file is written already"
    git(project, "add", "-A")
    git(project, "commit", "-qm", "two")
    assert data(capsys)[1]["bump"] == "none"
    for words in (
        ["v1"],
        ["HEAD~1", "HEAD"],
        ["v1:docs/errors.md", "docs/errors.md"],
        ["v1", "trunk"],
    ):
        code, body = data(capsys, *words)
        assert (code, body["bump"]) == (0, "patch"), words
    assert data(capsys, "HEAD:docs/errors.md", "v1:docs/errors.md")[1]["bump"] == "patch"


def test_a_file_wins_over_a_revision(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(project, "init", "-q", "-b", "trunk")
    record_of(project, capsys)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    (project / "trunk").write_text(PAGE.replace("(403)", "(404)"))
    assert data(capsys, "trunk", "docs/errors.md")[1]["bump"] == "major"
    assert data(capsys, "--revisions", "trunk")[1]["bump"] == "none"
    for word in ("docs/errors.md", "-", "trunk:docs/errors.md"):
        code, body = data(capsys, "--revisions", word)
        assert (code, rules_of(body)) == (2, ["side-unknown"]), word


@pytest.mark.parametrize("kind", ["page", "record"])
def test_standard_input_is_a_page_or_a_record(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    rewrite(project, ("Access is denied", "No access"))
    record_of(project, capsys)
    path = "docs/errors.md" if kind == "page" else "generated/json/my-errors.json"
    text = (project / path).read_bytes()
    rewrite(project, ("No access", "Access is denied"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    code, body = data(capsys, "docs/errors.md", "-")
    assert (code, body["bump"]) == (0, "patch")


def test_standard_input_that_is_no_text(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# \xff")))
    code, body = data(capsys, "docs/errors.md", "-")
    assert (code, rules_of(body)) == (2, ["file-encoding"])


def test_the_overlay_speaks_for_both_sides(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Held against upstream, names that we pinned are no news, and neither are codes we retired."""
    (project / "docs" / "errors.toml").write_text(
        '[errors.NotFound]\nparameters = ["what"]\n\n[errors.Busy]\nstatus = 409\nsource = "seen"\n'
        '[retired]\nGone = "since 2"\n'
    )
    (project / "new.md").write_text(PAGE.replace("{thing}", "{requested thing}"))
    _, body = data(capsys, "docs/errors.md", "new.md")
    assert rules_of(body) == ["message-reworded"]
    record_of(project, capsys)
    _, body = data(capsys, "generated/json/my-errors.json", "new.md")
    assert rules_of(body) == ["message-reworded"]


def test_what_the_overlay_says_of_a_code_that_has_gone_does_not_bring_it_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "errors.toml").write_text('[errors.NotFound]\nparameters = ["what"]\n')
    record_of(project, capsys)
    rewrite(project, ("| NotFound | Not Found (404) | The {thing} was not found. |\n", ""))
    code, body = data(capsys)
    assert (code, rules_of(body)) == (1, ["code-removed"])


def test_a_parameter_more_than_the_overlay_names_is_a_change(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "errors.toml").write_text('[errors.NotFound]\nparameters = ["what"]\n')
    record_of(project, capsys)
    rewrite(project, ("was not found.", "was not found in {folder}."))
    code, body = data(capsys)
    assert code == 0
    assert rules_of(body) == ["parameter-added", "message-reworded"]


def test_one_of_several_catalogues_is_told_by_its_page_or_its_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "second.md").write_text(PAGE.replace("{thing}", "thing"))
    (project / "new.md").write_text(PAGE)
    second = '[tool.error-table.catalogues.second]\npages = ["docs/second.md"]\n'
    (project / "pyproject.toml").write_text(CONFIG + second)
    code, body = data(capsys, "new.md")
    assert code == 2
    assert rules_of(body) == ["side-unclear"]
    assert data(capsys, "new.md", "--name", "my-errors")[1]["bump"] == "none"
    assert data(capsys, "docs/second.md")[1]["bump"] == "none"
    assert data(capsys, "new.md", "--name", "second")[1]["bump"] == "major"


SECOND = '[tool.error-table.catalogues.second]\npages = ["docs/second.md"]\n'


def test_between_revisions_a_catalogue_comes_and_goes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project, "init", "-q", "-b", "trunk")
    git(project, "commit", "-q", "--allow-empty", "-m", "nothing")
    git(project, "tag", "v0")
    record_of(project, capsys)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    git(project, "tag", "v1")
    (project / "docs" / "second.md").write_text(PAGE)
    (project / "pyproject.toml").write_text(CONFIG.replace("my-errors", "mine") + SECOND)
    record = project / "generated" / "json" / "my-errors.json"
    text = record.read_text()
    record.unlink()
    for name in ("mine", "second"):
        told = text.replace("my-errors", name).replace("MyApi", f"{name.capitalize()}Api")
        record.with_stem(name).write_text(told)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "two")
    added, gone = "catalogue-added", "catalogue-removed"
    for words, code, told in (
        (["v1", "HEAD"], 1, [added, added, gone]),
        (["HEAD", "v1"], 1, [added, gone, gone]),
        (["v1"], 1, [added, added, gone]),
        (["v0"], 0, [added, added]),
        (["v0", "v1"], 0, [added]),
        (["--name", "mine", "v1"], 0, [added]),
        ([], 0, []),
        (["v0", "v0"], 2, ["side-missing"] * 4),
        (["--name", "mine", "v0", "v1"], 2, ["side-missing"] * 2),
        (["docs/second.md", "v1", "--name", "second"], 2, ["side-missing"]),
    ):
        answer, body = data(capsys, *words)
        assert (answer, rules_of(body)) == (code, told), words


def test_the_text_of_catalogues_that_come_and_go(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project, "init", "-q", "-b", "trunk")
    record_of(project, capsys)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    (project / "pyproject.toml").write_text(CONFIG.replace("my-errors", "mine"))
    assert cli.main(["changes", "HEAD"]) == 1
    out, err = capsys.readouterr()
    assert out == """\
note[catalogue-added]: the catalogue mine is new
  --> pyproject.toml:1
error[catalogue-removed]: the catalogue my-errors is gone
  = help: whoever imports what was generated from it finds nothing; keep it under its name
suggested version: major
"""
    assert err == "2 changes (1 error, 1 note)\n"


def test_a_catalogue_gone_since_the_last_commit_needs_no_json_there(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "second.md").write_text(PAGE)
    (project / "pyproject.toml").write_text(CONFIG + SECOND)
    git(project, "init", "-q", "-b", "trunk")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    (project / "pyproject.toml").write_text(CONFIG)
    code, body = data(capsys)
    assert (code, rules_of(body)) == (1, ["catalogue-removed"])


def test_of_a_configuration_that_cannot_be_read_nothing_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "pyproject.toml").write_text("[tool.error-table\n")
    git(project, "init", "-q", "-b", "trunk")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    (project / "pyproject.toml").write_text(CONFIG)
    code, body = data(capsys, "HEAD")
    assert (code, rules_of(body)) == (2, ["side-unanswered"])
    git(project, "rm", "-q", "-f", "pyproject.toml")
    git(project, "commit", "-qm", "two")
    (project / "pyproject.toml").write_text(CONFIG)
    code, body = data(capsys, "HEAD")
    assert (code, rules_of(body)) == (0, ["catalogue-added"])


def test_a_record_that_is_no_catalogue_belongs_to_none(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "odd.json").write_text("[]")
    code, body = data(capsys, "odd.json")
    assert (code, rules_of(body)) == (2, ["record-shape"])


def test_it_works_from_anywhere(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --root, the sides are named from there, and the overlay of the page counts."""
    (project / "docs" / "errors.toml").write_text('[errors.NotFound]\nparameters = ["what"]\n')
    (project / "new.md").write_text(PAGE.replace("{thing}", "{requested thing}"))
    monkeypatch.chdir(project.parent)
    code, body = data(capsys, "--root", str(project), "docs/errors.md", "new.md")
    assert (code, rules_of(body)) == (0, ["message-reworded"])


def test_without_git_there_are_no_revisions(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record_of(project, capsys)
    monkeypatch.setenv("PATH", "")
    assert data(capsys)[1]["bump"] == "none"
    assert rules_of(data(capsys, "main")[1]) == ["side-unknown"]


def test_a_page_may_begin_with_a_brace(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "new.md").write_text("{: .no_toc }\n" + PAGE)
    assert data(capsys, "docs/errors.md", "new.md")[1]["bump"] == "none"


CANNOT = [
    pytest.param(["nothing"], "side-unknown", id="neither file nor revision"),
    pytest.param(["--", "-x"], "side-unknown", id="an option is no revision"),
    pytest.param(["HEAD:nothing.md"], "side-missing", id="no such file at the revision"),
    pytest.param([], "side-unbuilt", id="nothing was built yet"),
    pytest.param(["docs/errors.md", "empty.md"], "choice-none", id="no table"),
    pytest.param(["docs/errors.md", "odd.md"], "file-encoding", id="no UTF-8"),
    pytest.param(["docs/errors.md", "{}.json"], "record-shape", id="no catalogue"),
    pytest.param(["docs/errors.md", "short.md"], "mass-change", id="most of it gone"),
    pytest.param(["docs/errors.md", "x" * 5000], "side-unknown", id="a name too long for a file"),
    pytest.param(["docs/errors.md", "a\0b"], "side-unknown", id="no name of a file"),
    pytest.param(["docs/errors.md", "docs"], "file-unreadable", id="a folder"),
    pytest.param(["--name", "other"], "config-catalogue", id="no such catalogue"),
]


@pytest.mark.parametrize(("words", "rule"), CANNOT)
@pytest.mark.parametrize("form", ["text", "json", "github", "markdown"])
def test_what_cannot_be_told_is_2(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], rule: str, form: str
) -> None:
    (project / "empty.md").write_text("# Nothing here\n")
    (project / "odd.md").write_bytes(b"# \xff\n")
    (project / "{}.json").write_text("{}")
    (project / "short.md").write_text("\n".join(PAGE.split("\n")[:8]))
    assert cli.main(["changes", "--format", form, *words]) == 2
    out, err = capsys.readouterr()
    assert rule in (out if form in ("json", "github") else err)


@pytest.mark.parametrize("committed", [False, True])
def test_what_was_never_built_says_whether_git_has_anything(
    project: Path, capsys: pytest.CaptureFixture[str], *, committed: bool
) -> None:
    if committed:
        git(project, "init", "-q", "-b", "trunk")
        git(project, "commit", "-q", "--allow-empty", "-m", "nothing")
    assert cli.main(["changes"]) == 2
    err = capsys.readouterr().err
    assert "error[side-unbuilt]" in err
    assert ("there is no git repository" in err) != committed


def test_without_a_configuration_two_pages_can_be_compared(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "pyproject.toml").unlink()
    (project / "new.md").write_text(PAGE.replace(*WARNED))
    assert data(capsys, "docs/errors.md", "new.md")[1]["bump"] == "minor"
    assert cli.main(["changes", "docs/errors.md"]) == 2


def test_the_text(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = PAGE.replace("QuotaExceeded", "QuotaUsedUp").replace("is denied", "is closed")
    (project / "new.md").write_text(new)
    assert cli.main(["changes", "docs/errors.md", "new.md"]) == 1
    out, err = capsys.readouterr()
    assert out == """\
error[code-renamed]: QuotaExceeded is called QuotaUsedUp now
  --> new.md:10
  = help: to keep the old name, add to docs/errors.toml:
              [errors.QuotaUsedUp]
              aliases = ["QuotaExceeded"]
note[message-reworded]: the message of Forbidden is reworded
  --> new.md:8
  - Access is denied.
  + Access is closed.
suggested version: major
"""
    assert err == "2 changes (1 error, 1 note)\n"


def test_colour_marks_the_severity_and_what_is_old_and_new(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    (project / "new.md").write_text(PAGE.replace(*WARNED).replace("is denied", "is closed"))
    cli.main(["changes", "docs/errors.md", "new.md"])
    out = capsys.readouterr().out
    assert out.startswith("\x1b[1;33mwarning[status-changed]\x1b[0m: \x1b[1mthe")
    assert "\n\x1b[31m  - Access is denied.\x1b[0m\n\x1b[32m  + Access is closed.\x1b[0m\n" in out


def test_words_are_wrapped_where_there_is_a_terminal(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    new = "is closed to whoever has no key, and to all others at night"
    (project / "new.md").write_text(PAGE.replace("is denied", new))
    cli.main(["changes", "docs/errors.md", "new.md"])
    assert capsys.readouterr().out == """\
note[message-reworded]: the message of
Forbidden is reworded
  --> new.md:8
  - Access is denied.
  + Access is closed to whoever has no
    key, and to all others at night.
suggested version: patch
"""


def test_annotations_stand_beside_the_text(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "new.md").write_text(PAGE.replace(*WARNED))
    assert cli.main(["changes", "--format", "github", "docs/errors.md", "new.md"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("::warning file=new.md,line=7,col=")
    assert "title=status-changed,endColumn=11::the status of NotFound is 404 or 4xx" in out
    assert "warning[status-changed]" in err


def test_a_link_in_the_repository_that_leads_to_the_project(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record_of(project, capsys)
    git(project, "init", "-q", "-b", "trunk")
    inner = project / "real"
    inner.mkdir()
    for path in [path for path in project.iterdir() if path.name not in (".git", "real")]:
        path.rename(inner / path.name)
    (project / "link").symlink_to("real")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    monkeypatch.chdir(project)
    code, body = data(capsys, "HEAD", "--root", "real")
    assert (code, rules_of(body)) == (0, [])
    code, body = data(capsys, "HEAD", "--root", "link")
    assert (code, rules_of(body)) == (2, ["side-unanswered"])


def test_a_catalogue_that_a_revision_names_and_has_not(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project, "init", "-q", "-b", "trunk")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    code, body = data(capsys, "HEAD")
    assert (code, rules_of(body)) == (0, []), "without its JSON it is what its pages make it"
    git(project, "rm", "-q", "--cached", "docs/errors.md")
    git(project, "commit", "-qm", "two")
    code, body = data(capsys, "HEAD")
    assert (code, rules_of(body)) == (2, ["side-missing"])


ADVISED = """\
# Error codes

| Code | Status | Message | Causes | What to do |
|---|---|---|---|---|
| NotFound | 404 | It is gone. | {} | {} |
"""
ADVICE = {
    "one of two": (
        ("A leak.", "Wait."),
        ("A hole.", "Wait."),
        "causes",
        ":5\n  - A leak.\n  + A hole.\nsugg",
    ),
    "both": (
        ("A leak.", "Wait."),
        ("A hole.", "Ask."),
        "causes and actions",
        "  - A leak.\n  - Wait.\n  + A hole.\n  + Ask.\n",
    ),
    "one more, and the other stays": (
        ("A leak.", ""),
        ("A leak.", "Ask."),
        "actions",
        ":5\n  + Ask.\n",
    ),
}


@pytest.mark.parametrize(("old", "new", "kinds", "shown"), ADVICE.values(), ids=ADVICE)
def test_of_many_texts_those_that_differ_are_shown(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    old: tuple[str, str],
    new: tuple[str, str],
    kinds: str,
    shown: str,
) -> None:
    for name, texts in (("old.md", old), ("new.md", new)):
        (project / name).write_text(ADVISED.format(*texts))
    assert cli.main(["changes", "old.md", "new.md"]) == 0
    said = capsys.readouterr().out
    assert f"note[hint-changed]: the {kinds} of NotFound have changed\n  --> new.md:5\n" in said
    assert shown in said
