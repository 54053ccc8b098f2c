"""GitHub's runner, as far as its documentation says what a composite action of shell steps gets.

"Variables reference", "Contexts reference", "Workflow commands" and "Metadata syntax" are obeyed
in what the action uses: expressions, conditions, inputs, a file for each step to write to.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_NAME = re.compile(r"\b(?:github|inputs|steps)(?:\.[\w-]+)+")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")
_ANNOTATION = re.compile(r"^::(error|warning|notice) (.*?)::(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ran:
    """A step that ran, or was skipped: what it said, and what it wrote to its files."""

    outcome: str
    said: str = ""
    log: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What came of an action: each of its steps, its outputs, and whether the job goes on."""

    steps: Mapping[str, Ran]
    outputs: Mapping[str, str]

    @property
    def passed(self) -> bool:
        return all(step.outcome != "failure" for step in self.steps.values())

    @property
    def summary(self) -> str:
        return "".join(step.summary for step in self.steps.values())

    def annotations(self) -> list[tuple[str, dict[str, str], str]]:
        """The level, the properties and the text of each, as the runner takes it from the log."""
        return [
            (level, dict(_properties(words)), unquote(text))
            for step in self.steps.values()
            for level, words, text in _ANNOTATION.findall(step.said)
        ]


def _properties(words: str) -> Iterator[tuple[str, str]]:
    for word in words.split(","):
        key, _, value = word.partition("=")
        yield key, unquote(value)


@dataclass(frozen=True, slots=True)
class Runner:
    """A machine: `home` has its files, `workspace` the checkout, `bin` what comes first in PATH."""

    home: Path
    repository: str = "owner/repo"

    @property
    def workspace(self) -> Path:
        return self.home / "workspace"

    @property
    def temp(self) -> Path:
        return self.home / "temp"

    def use(
        self,
        action: Mapping[str, Any],
        event: tuple[str, Mapping[str, Any]],
        given: Mapping[str, str],
        **env: str,
    ) -> Job:
        """Run the steps of a composite action in order, as for an event (its name, its payload)."""
        name, payload = event
        self.temp.mkdir(exist_ok=True)
        (self.home / "event.json").write_text(json.dumps(payload), encoding="utf-8")
        defaults = {key: value.get("default", "") for key, value in action["inputs"].items()}
        steps: dict[str, Any] = {}
        contexts = {
            "github": {
                "event": payload,
                "event_name": name,
                "repository": self.repository,
                "action_path": str(self.home / "action"),
            },
            "inputs": {**defaults, **given},
            "steps": steps,
        }
        ran: dict[str, Ran] = {}
        for number, step in enumerate(action["runs"]["steps"]):
            failed = any(one.outcome == "failure" for one in ran.values())
            if evaluated(step.get("if", "success()"), contexts, failed=failed) in (True, "true"):
                known = {key: filled(text, contexts) for key, text in step.get("env", {}).items()}
                ran[step["name"]], outputs = self._run(step, number, name, known | env)
            else:
                ran[step["name"]], outputs = Ran("skipped"), {}
            if "id" in step:
                steps[step["id"]] = {"outcome": ran[step["name"]].outcome, "outputs": outputs}
        given_back = {
            key: filled(value["value"], contexts) for key, value in action["outputs"].items()
        }
        return Job(ran, given_back)

    def _run(
        self, step: Mapping[str, Any], number: int, event: str, env: Mapping[str, str]
    ) -> tuple[Ran, dict[str, str]]:
        """`shell: bash` means `bash --noprofile --norc -eo pipefail {0}`."""
        assert step["shell"] == "bash"
        script = self.temp / f"{number}.sh"
        script.write_text(step["run"], encoding="utf-8")
        files = {key: self.home / f"{key}-{number}" for key in ("OUTPUT", "STEP_SUMMARY", "ENV")}
        for path in files.values():
            path.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env={
                "PATH": f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(self.home),
                "CI": "true",
                "GITHUB_ACTIONS": "true",
                "GITHUB_EVENT_NAME": event,
                "GITHUB_EVENT_PATH": str(self.home / "event.json"),
                "GITHUB_REPOSITORY": self.repository,
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_TEMP": str(self.temp),
                **{f"GITHUB_{key}": str(path) for key, path in files.items()},
                **env,
            },
            capture_output=True,
            encoding="utf-8",
        )
        lines = files["OUTPUT"].read_text(encoding="utf-8").splitlines()
        summary = files["STEP_SUMMARY"].read_text(encoding="utf-8")
        outcome = "failure" if done.returncode else "success"
        outputs = dict(line.split("=", 1) for line in lines)
        return Ran(outcome, done.stdout, done.stderr, summary), outputs


def filled(text: str, contexts: Mapping[str, Any]) -> str:
    """A text with its expressions as what they come to."""

    def put(found: re.Match[str]) -> str:
        value = evaluated(found[0], contexts, failed=False)
        return str(value).lower() if isinstance(value, bool) else str(value)

    return _EXPRESSION.sub(put, text)


def evaluated(text: str, contexts: Mapping[str, Any], *, failed: bool) -> object:
    """The value of an expression; what no context has is an empty text.

    A condition without a status function asks for success as well.
    """
    bare = _EXPRESSION.sub(r"\1", text).strip()
    written = _NAME.sub(lambda found: repr(_looked_up(found[0], contexts)), bare)
    for theirs, ours in (("&&", " and "), ("||", " or "), ("!cancelled()", "True")):
        written = written.replace(theirs, ours)
    written = written.replace("success()", str(not failed))
    return eval(written, {"__builtins__": {}})  # the action's own words


def _looked_up(name: str, contexts: Mapping[str, Any]) -> object:
    value: Any = contexts
    for key in name.split("."):
        value = value.get(key, "") if isinstance(value, Mapping) else ""
    return value
