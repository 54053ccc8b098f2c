"""The action on pull requests: its steps in order, on a checkout as GitHub makes it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import extra, first
from tests.runner import Job, Runner

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))

extra(shutil.which("bash") and shutil.which("git"), "bash and git run the steps of the action")

PAGE = """\
# Error codes

| Code | Status | Message |
|------|--------|---------|
| NotFound | Not Found (404) | The {thing} was not found. |
| Forbidden | Forbidden (403) | Access is denied. |
| Unauthorized | Unauthorized (401) | Nobody is logged in. |
| Busy | Conflict (409) | The machine is busy. |
"""
# A Python that makes no real environment: the tool in it is this one.
PYTHON = f"""\
if [ "$3" = venv ]; then
  mkdir -p "$4/bin"
  cp "$0" "$4/bin/python"
  printf '#!/bin/sh\\nexec "{sys.executable}" -m generator "$@"\\n' > "$4/bin/error-table"
  chmod +x "$4/bin/error-table"
fi"""
# A GitHub with one comment, which a token that reads cannot write.
GH = """\
case "$*" in
  *--jq*) [ ! -f "$HOME/comment" ] || echo 11; exit;;
esac
[ "$GH_TOKEN" = writes ] || { echo "Resource not accessible (HTTP 403)" >&2; exit 1; }
echo "$*" >> "$HOME/calls"
body="${!#}"
cp "${body#body=@}" "$HOME/comment"
"""
# Where the project lies, and the way from there to the pages, which lie at the top.
PLACES = [(".", "docs/"), ("services/api", "../../docs/")]


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with one project and its pages, whose main branch was built and committed."""

    home: Path
    place: str
    pages: str

    @property
    def folder(self) -> Path:
        return self.home / "origin"

    def make(self) -> None:
        self.folder.mkdir()
        git(self.folder, "init", "-q", "-b", "main")
        self.write("docs/errors.md", PAGE)
        self.configure("my-errors")
        self.build()
        self.commit()

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def configure(self, *names: str) -> None:
        """A catalogue for each name: the first is that of errors.md, others of their own pages."""
        tables = (
            f'[catalogues.{name}]\npages = ["{self.pages}{"errors" if n == 0 else name}.md"]\n'
            for n, name in enumerate(names)
        )
        self.write(f"{self.place}/error-table.toml", "\n".join(tables))

    def build(self) -> None:
        words = [sys.executable, "-m", "generator", "build", "--root", self.place]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(words, cwd=self.folder, check=True, env=environment, capture_output=True)

    def commit(self) -> None:
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-qm", "x", "--allow-empty")

    def pull_request(self, runner: Runner, *, token: str = "writes", head: str = "") -> Job:
        """What is in the folder now, as a pull request of the repository `head`, in the action."""
        git(self.folder, "switch", "-qC", "topic")
        self.commit()
        base = git(self.folder, "rev-parse", "main")
        git(self.folder, "update-ref", "refs/pull/7/merge", "topic")
        shutil.rmtree(runner.workspace, ignore_errors=True)
        runner.workspace.mkdir()
        # As actions/checkout does it: one commit, the merge, and no branch.
        git(runner.workspace, "init", "-q")
        git(runner.workspace, "remote", "add", "origin", self.folder.as_uri())
        git(runner.workspace, "fetch", "-q", "--depth=1", "origin", "refs/pull/7/merge")
        git(runner.workspace, "checkout", "-q", "--detach", "FETCH_HEAD")
        payload: dict[str, Any] = {
            "number": 7,
            "pull_request": {
                "number": 7,
                "base": {"sha": base, "repo": {"full_name": runner.repository}},
                "head": {"repo": {"full_name": head or runner.repository}},
            },
        }
        given = {"root": self.place, "python": "false-python", "token": token}
        job = runner.use(ACTION, ("pull_request", payload), given, PYTHONPATH=str(ROOT))
        self.hold_annotations(job)
        return job

    def hold_annotations(self, job: Job) -> None:
        """Each stands in a file of the repository, or says which is missing there."""
        known = git(self.folder, "ls-files").splitlines()
        for _, properties, _ in job.annotations():
            path = properties.get("file")
            assert path in known or properties["title"] in ("missing", "check", "error-table"), path


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    made = Runner(tmp_path)
    made.workspace.mkdir()
    (tmp_path / "bin").mkdir()
    for name, text in (("false-python", PYTHON), ("gh", GH)):
        program = tmp_path / "bin" / name
        program.write_text(f"#!/usr/bin/env bash\n{text}\n", encoding="utf-8")
        program.chmod(0o755)
    return made


@pytest.fixture(params=first(PLACES), ids=[place for place, _ in PLACES])
def repository(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    made = Repository(tmp_path, *request.param)
    made.make()
    return made


def comment(runner: Runner) -> str:
    """The comment without its mark, which nobody sees."""
    path = runner.home / "comment"
    return path.read_text(encoding="utf-8").partition("\n")[2] if path.exists() else ""


RENAMED = PAGE.replace("| Busy |", "| Engaged |")
RENAMED_SAID = """\
### Error codes of my-errors: major

**Breaking**

- `Busy` is called `Engaged` now
"""


def outcomes(job: Job) -> dict[str, str]:
    return {name: step.outcome for name, step in job.steps.items() if name != "Install"}


def test_a_page_is_edited_and_nothing_is_built(runner: Runner, repository: Repository) -> None:
    """What changed comes first, and what is stale is folded; the next push mends both."""
    repository.write("docs/errors.md", PAGE.replace("is busy.", "is busy!"))
    job = repository.pull_request(runner)
    assert outcomes(job) == {"Check": "failure", "Changes": "success", "Comment": "success"}
    assert job.outputs == {"bump": "patch"}
    told, _, rest = job.summary.partition("\n<details><summary>")
    assert told == (
        "### Error codes of my-errors: patch\n\n**Reworded**\n\n- `Busy`: `The machine is busy!`\n"
    )
    label, _, listed = rest.partition("</summary>\n\n```text\n")
    count = int(label.split(" ")[0])
    assert label.startswith(f"{count} files not as build would write them; run: ")
    assert listed.endswith("```\n\n</details>\n")
    assert len(listed.splitlines()) == count + 3
    assert "\nstale    generated/json/my-errors.json\n" in listed
    assert comment(runner) == job.summary
    repository.build()
    job = repository.pull_request(runner)
    assert job.passed
    assert comment(runner) == job.summary == told
    posted, patched = (runner.home / "calls").read_text().splitlines()
    assert "--method POST repos/owner/repo/issues/7/comments " in posted
    assert "--method PATCH repos/owner/repo/issues/comments/11 " in patched


@pytest.mark.slow
def test_a_code_is_renamed(runner: Runner, repository: Repository) -> None:
    repository.write("docs/errors.md", RENAMED)
    repository.build()
    job = repository.pull_request(runner)
    assert outcomes(job) == {"Check": "success", "Changes": "failure", "Comment": "success"}
    assert job.outputs == {"bump": "major"}
    assert comment(runner) == job.summary == RENAMED_SAID
    ((level, properties, text),) = job.annotations()
    assert (level, properties["file"], properties["line"]) == ("error", "docs/errors.md", "8")
    assert text.startswith("Busy is called Engaged now\n")
    assert "fatal" not in job.steps["Changes"].log


@pytest.mark.slow
def test_a_second_catalogue_comes_beside_a_change_that_breaks(
    runner: Runner, repository: Repository
) -> None:
    repository.write("docs/errors.md", RENAMED)
    repository.write("docs/second.md", PAGE)
    repository.configure("my-errors", "second")
    repository.build()
    job = repository.pull_request(runner)
    assert outcomes(job) == {"Check": "success", "Changes": "failure", "Comment": "success"}
    assert job.outputs == {"bump": "major"}
    new = "\n### Error codes of second: minor\n\n**Added**\n\n- a new catalogue\n"
    assert comment(runner) == job.summary == RENAMED_SAID + new
    config = (Path(repository.place) / "error-table.toml").as_posix()
    assert [(level, said["file"]) for level, said, _ in job.annotations()] == [
        ("error", "docs/errors.md"),
        ("notice", config),
    ]


@pytest.mark.slow
def test_a_fork_whose_token_cannot_comment_has_it_all_in_the_summary(
    runner: Runner, repository: Repository
) -> None:
    repository.write("docs/errors.md", RENAMED)
    job = repository.pull_request(runner, token="reads", head="stranger/repo")
    assert outcomes(job) == {"Check": "failure", "Changes": "failure", "Comment": "success"}
    assert comment(runner) == ""
    assert job.summary.startswith(f"{RENAMED_SAID}\n<details><summary>")
    assert "orphaned generated/docs/my-errors/en/errors/Busy.md\n" in job.summary
    (_, stale, _), *_, (level, _, text) = job.annotations()
    assert stale["file"] == "docs/errors.md"
    assert (level, text) == (
        "notice",
        "the token of a fork may not comment; the summary of this job has the changes",
    )


@pytest.mark.slow
def test_a_page_that_cannot_be_read_is_a_comment_and_asks_for_no_version(
    runner: Runner, repository: Repository
) -> None:
    repository.write("docs/errors.md", "# Nothing\n")
    job = repository.pull_request(runner)
    assert outcomes(job) == {"Check": "failure", "Changes": "failure", "Comment": "success"}
    assert job.outputs == {"bump": ""}
    assert comment(runner) == job.summary
    assert job.summary == "The changes cannot be told; see the log of this step.\n"


@pytest.mark.slow
def test_a_token_that_lacks_the_right_is_a_warning(runner: Runner, repository: Repository) -> None:
    job = repository.pull_request(runner, token="reads")
    assert job.passed
    level, _, text = job.annotations()[-1]
    assert level == "warning"
    assert "the token needs pull-requests: write" in text


@pytest.mark.slow
def test_what_another_use_of_the_action_left_is_not_said_again(
    runner: Runner, repository: Repository
) -> None:
    """One job may use the action for several projects, in one temporary folder."""
    runner.temp.mkdir()
    for name in ("stale.md", "report.md", "changes.md"):
        (runner.temp / name).write_text("of another project\n", encoding="utf-8")
    job = repository.pull_request(runner, token="")
    assert outcomes(job) == {"Check": "success", "Changes": "success", "Comment": "skipped"}
    assert job.summary == "### Error codes of my-errors: no changes\n"


@pytest.mark.slow
def test_what_is_too_long_for_a_comment_ends_with_a_whole_line(
    runner: Runner, repository: Repository
) -> None:
    rows = "".join(f"| {'Ä' * 30}{n} | Conflict (409) | x |\n" for n in range(900))
    repository.write("docs/errors.md", PAGE + rows)
    job = repository.pull_request(runner)
    told, _, folded = job.summary.partition("\n<details>")
    added = told.count(" is new\n")
    assert added > 500
    assert told.endswith(f" is new\n\nand {900 - added} more lines, which the log has\n")
    listed = [line for line in folded.splitlines() if line.startswith(("stale ", "missing "))]
    assert folded.endswith("\n```\n\n</details>\n")
    counts = [int((re.findall(r" \((\d+) files\)$", line) or [1])[0]) for line in listed]
    assert sum(counts) == int(folded.split(" ")[0].partition(">")[2]) > 900
    assert len(listed) <= 20
    assert len(comment(runner)) < 65_536
