"""The action for GitHub: its shell steps run as a runner would, and its files are linted."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import extra, need

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
UPSTREAM = yaml.safe_load((ROOT / ".github/workflows/upstream.yml").read_text(encoding="utf-8"))

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
CONFIG = '[tool.error-table.catalogues.my-errors]\npages = ["errors.md"]\n'


@dataclass(frozen=True, slots=True)
class Runner:
    """What a runner gives a step: a workspace, files to write to, and a PATH with a false gh."""

    home: Path

    @property
    def workspace(self) -> Path:
        return self.home / "workspace"

    def written(self, name: str) -> str:
        path = self.home / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.written("output").splitlines())

    def run(self, step: Mapping[str, Any], **env: str) -> subprocess.CompletedProcess[str]:
        """GitHub: `shell: bash` means `bash --noprofile --norc -eo pipefail {0}`."""
        assert step["shell"] == "bash"
        script = self.home / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env=self.environment() | env,
            capture_output=True,
            encoding="utf-8",
        )

    def environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "PYTHONPATH": str(ROOT),
            "GITHUB_OUTPUT": str(self.home / "output"),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary"),
            "RUNNER_TEMP": str(self.home / "temp"),
        }


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/usr/bin/env bash\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    made = Runner(tmp_path)
    made.workspace.mkdir()
    (tmp_path / "temp").mkdir()
    (tmp_path / "temp" / "stale.md").touch()  # the step before would have made it
    program(tmp_path / "bin" / "error-table", f'exec "{sys.executable}" -m generator "$@"')
    program(
        tmp_path / "bin" / "gh",
        'printf "%s\\n" "$*" >> "$HOME/gh.log"\n'
        'case "$*" in *--jq*) cat "$HOME/gh.ids" 2> /dev/null;; *) exit "${GH_EXIT:-0}";; esac',
    )
    (made.workspace / "errors.md").write_text(PAGE, encoding="utf-8")
    (made.workspace / "pyproject.toml").write_text(CONFIG, encoding="utf-8")
    return made


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(runner: Runner, *, record: bool = True) -> str:
    """Commit the page as it is, with its JSON where build would write it."""
    folder = runner.workspace
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    if record:
        shown = runner.run({"shell": "bash", "run": "error-table show --quiet --format json"})
        path = folder / "generated" / "json" / "my-errors.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown.stdout, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    return git(folder, "rev-parse", "HEAD")


def changes(runner: Runner, base: str, fail_on: str = "error") -> subprocess.CompletedProcess[str]:
    env = {"BASE": base, "BIN": str(runner.home / "bin"), "FAIL_ON": fail_on, "ROOT": "."}
    return runner.run(STEPS["Changes"], **env)


def rewrite(runner: Runner, old: str, new: str) -> None:
    assert old in PAGE
    (runner.workspace / "errors.md").write_text(PAGE.replace(old, new), encoding="utf-8")


def test_check_passes_what_is_fresh_and_annotates_what_is_not(runner: Runner) -> None:
    env = {"BIN": str(runner.home / "bin"), "ROOT": "."}
    stale = runner.run(STEPS["Check"], **env)
    assert stale.returncode == 1
    assert stale.stdout.count("::error ") == 1
    assert "::error file=errors.md,title=missing::" in stale.stdout
    assert runner.run({"shell": "bash", "run": "error-table build"}).returncode == 0
    assert runner.run(STEPS["Check"], **env).returncode == 0


def test_nothing_changed(runner: Runner) -> None:
    done = changes(runner, commit(runner))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert runner.written("summary") == "### Error codes of my-errors: no changes\n"
    assert runner.outputs() == {"bump": "none"}


def test_a_change_that_breaks_fails_with_annotation_summary_and_bump(runner: Runner) -> None:
    base = commit(runner)
    rewrite(runner, "| Busy |", "| Engaged |")
    done = changes(runner, base)
    assert done.returncode == 1
    assert "::error file=errors.md,line=8," in done.stdout
    assert "Busy is called Engaged now" in done.stderr
    assert "- `Busy` is called `Engaged` now\n" in runner.written("summary")
    assert runner.outputs() == {"bump": "major"}
    assert changes(runner, base, "none").returncode == 0


@pytest.mark.slow
def test_a_small_change_passes_unless_asked_otherwise(runner: Runner) -> None:
    base = commit(runner)
    rewrite(runner, "is busy.", "is busy!")
    assert changes(runner, base).returncode == 0
    assert changes(runner, base, "note").returncode == 1


@pytest.mark.slow
def test_a_base_without_a_catalogue_is_no_failure(runner: Runner) -> None:
    (runner.workspace / "pyproject.toml").rename(runner.home / "aside")
    base = commit(runner, record=False)
    (runner.home / "aside").rename(runner.workspace / "pyproject.toml")
    done = changes(runner, base)
    assert done.returncode == 0
    assert "a new catalogue" in runner.written("summary")


@pytest.mark.slow
def test_a_base_without_the_json_is_read_from_its_pages(runner: Runner) -> None:
    """Else a breaking change would pass wherever git ignores what is generated."""
    base = commit(runner, record=False)
    rewrite(runner, "| Busy | Conflict (409) | The machine is busy. |\n", "")
    done = changes(runner, base)
    assert done.returncode == 1
    assert "code-removed" in done.stdout + done.stderr


@pytest.mark.slow
def test_a_base_whose_configuration_is_a_link_cannot_tell(runner: Runner) -> None:
    """git has the path of a link alone; what the pull request configures says nothing of it."""
    home = runner.workspace
    (home / "config").mkdir()
    (home / "pyproject.toml").rename(home / "config/pyproject.toml")
    (home / "pyproject.toml").symlink_to("config/pyproject.toml")
    base = commit(runner)
    text = (home / "pyproject.toml").read_text(encoding="utf-8")
    (home / "config/pyproject.toml").write_text(f'[tool.error-table]\noutput = "other"\n{text}')
    rewrite(runner, "| Busy | Conflict (409) | The machine is busy. |\n", "")
    done = changes(runner, base)
    assert done.returncode == 2
    assert "pyproject.toml cannot be read" in done.stdout + done.stderr


@pytest.mark.slow
def test_a_project_that_became_a_submodule_cannot_tell(runner: Runner) -> None:
    """The same repository in it knows the base, and has something else at its top."""
    home = runner.workspace
    (home / "project").mkdir()
    for path in [path for path in home.iterdir() if path.name not in (".git", "project")]:
        path.rename(home / "project" / path.name)
    base = commit(runner, record=False)
    shutil.move(home / "project", runner.home / "aside")
    git(runner.home, "clone", "-q", str(home), str(home / "project"))
    env = {"BASE": base, "BIN": str(runner.home / "bin"), "FAIL_ON": "error", "ROOT": "project"}
    done = runner.run(STEPS["Changes"], **env)
    assert done.returncode == 2
    assert "another repository" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("decoy", [True, False])
def test_a_project_that_became_a_link_hides_nothing(runner: Runner, decoy: bool) -> None:
    """What git has at the place where the link leads now is not what the project was."""
    home = runner.workspace
    files = [path for path in home.iterdir() if path.name != ".git"]
    for folder in ("project", "small"):
        (home / folder).mkdir()
        for path in files:
            (
                shutil.copytree(path, home / folder / path.name)
                if path.is_dir()
                else shutil.copy(path, home / folder)
            )
    page = (home / "small/errors.md").read_text(encoding="utf-8")
    (home / "small/errors.md").write_text(page.rsplit("|", 5)[0], encoding="utf-8")
    env = {"BIN": str(runner.home / "bin"), "FAIL_ON": "error", "ROOT": "project"}
    for folder in ("project", "small"):
        runner.run({"shell": "bash", "run": f"error-table build --root {folder}"})
    git(home, "init", "-q", "-b", "main")
    base = commit(runner, record=False)
    if decoy:
        shutil.rmtree(home / "project")
        (home / "project").symlink_to("small")
    else:
        (home / "project").rename(home / "moved")
        (home / "project").symlink_to("moved")
    commit(runner, record=False)
    done = runner.run(STEPS["Changes"], BASE=base, **env)
    assert done.returncode == 2
    assert "a link in the repository" in done.stdout


SECOND = CONFIG + '[tool.error-table.catalogues.second]\npages = ["second.md"]\n'


def configure(runner: Runner, text: str) -> None:
    (runner.workspace / "second.md").write_text(PAGE, encoding="utf-8")
    (runner.workspace / "pyproject.toml").write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_a_new_catalogue_forgives_no_change_beside_it(runner: Runner) -> None:
    base = commit(runner)
    configure(runner, SECOND)
    done = changes(runner, base)
    assert done.returncode == 0
    assert "::notice file=pyproject.toml,line=3," in done.stdout
    assert "### Error codes of second: minor\n\n**Added**\n\n- a new" in runner.written("summary")
    assert runner.outputs() == {"bump": "minor"}
    rewrite(runner, "| Busy |", "| Engaged |")
    done = changes(runner, base)
    assert done.returncode == 1
    assert "Busy is called Engaged now" in done.stderr
    assert "the catalogue second is new" in done.stderr
    assert runner.outputs() == {"bump": "major"}


@pytest.mark.slow
def test_a_file_that_is_called_like_the_base_is_not_the_base(runner: Runner) -> None:
    base = commit(runner)
    rewrite(runner, "| Busy |", "| Engaged |")
    page = (runner.workspace / "errors.md").read_text(encoding="utf-8")
    (runner.workspace / base).write_text(page, encoding="utf-8")
    assert changes(runner, base).returncode == 1


@pytest.mark.slow
def test_a_catalogue_that_is_gone_or_renamed_is_a_break(runner: Runner) -> None:
    base = commit(runner)
    configure(runner, CONFIG.replace("my-errors", "your-errors"))
    done = changes(runner, base)
    assert done.returncode == 1
    assert "error[catalogue-removed]: the catalogue my-errors is gone" in done.stderr
    assert "::error file=pyproject.toml,title=catalogue-removed::" in done.stdout
    assert "### Error codes of my-errors: major\n" in runner.written("summary")
    assert runner.outputs() == {"bump": "major"}


@pytest.mark.slow
def test_another_output_folder_hides_nothing(runner: Runner) -> None:
    base = commit(runner)
    configure(runner, f'[tool.error-table]\noutput = "api"\n{CONFIG}')
    assert changes(runner, base).returncode == 0
    assert "no changes" in runner.written("summary")
    rewrite(runner, "| Busy |", "| Engaged |")
    assert changes(runner, base).returncode == 1


@pytest.mark.slow
def test_a_missing_side_forgives_no_other_trouble(runner: Runner) -> None:
    base = commit(runner)
    configure(runner, SECOND)
    (runner.workspace / "errors.md").write_text("# Nothing\n", encoding="utf-8")
    assert changes(runner, base).returncode == 2
    (runner.workspace / "errors.md").unlink()
    assert changes(runner, base).returncode == 2
    configure(runner, "[tool.error-table\n")
    assert changes(runner, base).returncode == 2


@pytest.mark.slow
def test_what_cannot_be_told_fails_and_says_so(runner: Runner) -> None:
    base = commit(runner)
    (runner.workspace / "errors.md").write_text("# Nothing\n", encoding="utf-8")
    done = changes(runner, base)
    assert done.returncode == 2
    assert "::error file=errors.md" in done.stdout
    assert "cannot be told" in runner.written("summary")
    assert runner.outputs() == {}


@pytest.mark.slow
def test_a_shallow_clone_fetches_the_commit_it_is_held_against(runner: Runner) -> None:
    base = commit(runner)
    rewrite(runner, "is busy.", "is busy!")
    commit(runner)
    origin = runner.home / "origin"
    runner.workspace.rename(origin)
    git(runner.home, "clone", "-q", "--depth=1", origin.as_uri(), "workspace")
    assert changes(runner, base).returncode == 0
    assert runner.outputs() == {"bump": "patch"}


def comment(runner: Runner, **env: str) -> subprocess.CompletedProcess[str]:
    (runner.home / "temp" / "report.md").write_text("### Error codes: none\n", encoding="utf-8")
    known = {"COMMENTS": "repos/o/r/issues", "GH_TOKEN": "t", "NUMBER": "7", "ROOT": "sub/my`x`"}
    return runner.run(STEPS["Comment"], **known, **env)


def test_the_first_comment_is_posted_and_later_ones_replace_it(runner: Runner) -> None:
    (runner.home / "gh.ids").write_text("")
    assert comment(runner).returncode == 0
    assert "--method POST repos/o/r/issues/7/comments --field body=@" in runner.written("gh.log")
    body = runner.written("temp/comment.md")
    assert body == "<!-- error-table: sub/myx -->\n### Error codes: none\n"
    (runner.home / "gh.ids").write_text("11\n12\n")
    assert comment(runner).returncode == 0
    assert "--method PATCH repos/o/r/issues/comments/11 " in runner.written("gh.log")


def test_a_token_that_may_not_comment_is_a_warning(runner: Runner) -> None:
    done = comment(runner, GH_EXIT="1")
    assert done.returncode == 0
    assert done.stdout.startswith("::warning title=error-table::")


@pytest.mark.parametrize("folder", ["bin", "Scripts"])
def test_it_installs_itself_and_nothing_from_the_workspace(runner: Runner, folder: str) -> None:
    """The false Python makes a false environment, whose pip says what it was asked for."""
    home = runner.home / "temp" / "error-table"
    program(runner.home / "false-pip", f'printf "%s\\n" "$@" > "{runner.home}/pip.log"')
    made = f"{home}/{folder}"
    make = f'mkdir -p "{made}" && cp "{runner.home}/false-pip" "{made}/python"'
    program(runner.home / "false-python", f'printf "%s\\n" "$@" > "{runner.home}/venv.log"\n{make}')
    env = {"ACTION": "the action", "PYTHON": str(runner.home / "false-python")}
    done = runner.run(STEPS["Install"], **env)
    assert (done.returncode, done.stderr) == (0, "")
    wanted = "-I\n-m\npip\ninstall\n--quiet\n--disable-pip-version-check\nthe action\n"
    assert runner.written("pip.log") == wanted
    assert runner.written("venv.log") == f"-I\n-m\nvenv\n{home}\n"
    assert runner.outputs() == {"bin": f"{home}/{folder}"}


@pytest.mark.slow
def test_a_workspace_cannot_put_its_own_modules_before_pip(runner: Runner) -> None:
    for module in ("venv", "pip", "ensurepip"):
        (runner.workspace / f"{module}.py").write_text("raise SystemExit('not mine')\n")
    # Something that needs no index: an empty distribution.
    package = runner.home / "package"
    package.mkdir()
    (package / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "made"\nbackend-path = ["."]\n'
    )
    env = {"ACTION": str(package), "PYTHON": sys.executable}
    done = runner.run(STEPS["Install"], **env)
    assert "not mine" not in done.stderr + done.stdout
    assert (runner.home / "temp/error-table").is_dir()


def test_nothing_is_installed_by_a_name_of_ours() -> None:
    """No index has these names; whoever registers one there must not get to run."""
    names = r"error[-_]table[-_]?\w*|defender[-_]errors|my[-_]errors"
    order = re.compile(rf"\b(pip|npm|npx|uvx?|pipx|yarn|pnpm)\b[^|&;`\n]*[\s\"'`=]({names})\b(?!/)")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    need(listed.returncode == 0, "git lists the files")
    for path in listed.stdout.split("\0"):
        if path and not path.startswith("tests/") and (ROOT / path).is_file():
            text = (ROOT / path).read_text(encoding="utf-8", errors="replace")
            found = order.search(text)
            assert not found or "git+https://" in found[0], f"{path}: {found[0]}"


def test_no_step_takes_an_expression_into_its_shell() -> None:
    """GitHub, "Script injections": expressions reach a shell through the environment only."""
    for step in STEPS.values():
        assert "${{" not in step["run"]
        known = set(step.get("env", {})) | {"GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "RUNNER_TEMP"}
        assert set(re.findall(r"\$\{?([A-Z][A-Z_]+)", step["run"])) <= known


def test_every_input_is_used_and_described() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    for name, value in ACTION["inputs"].items():
        assert value["description"].endswith(".")
        assert f"inputs.{name} " in text.replace("}}", " }}").replace("  ", " ")


def upstream(runner: Runner, page: str) -> subprocess.CompletedProcess[str]:
    job = UPSTREAM["jobs"]["upstream"]
    steps = {step.get("name"): step for step in job["steps"]}
    program(runner.home / "bin" / "python", f'exec "{sys.executable}" "$@"')
    program(runner.home / "bin" / "curl", 'cat "$HOME/page"')
    (runner.home / "page").write_text(page, encoding="utf-8")
    env = {"PAGE": "errors.md", "UPSTREAM": job["env"]["UPSTREAM"]}
    assert runner.run(steps["Fetch the page"], **env).returncode == 0
    return runner.run(steps["Hold it against ours"], **env)


@pytest.mark.slow
def test_the_upstream_page_is_held_against_ours(runner: Runner) -> None:
    assert upstream(runner, PAGE).returncode == 0
    assert upstream(runner, PAGE.replace("denied.", "denied")).returncode == 1
    assert "**Reworded**" in runner.written("summary")
    assert upstream(runner, "# Not found\n").returncode == 2


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_more_rights_than_it_needs(path: Path) -> None:
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert flow["permissions"] == {}
    for job in flow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        for step in job["steps"]:
            assert re.search(r"@[0-9a-f]{40}$", step.get("uses", f"@{'0' * 40}")), "pinned"


def test_zizmor_finds_nothing() -> None:
    found = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or shutil.which("zizmor")
    need(found, "zizmor lints the action and the workflows")
    done = subprocess.run(
        [str(found), "--offline", "--no-progress", "--persona=pedantic", "action.yml", ".github"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
