"""The worked example of people's own templates: Go, as its own tools have it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.model import Catalogue, Envelope, Example, Success
from generator.project.settings import Settings, Target
from generator.render import targets, tidy
from tests import rendered, samples, workshop
from tests.conftest import extra, need

EXAMPLE = Path(__file__).parents[1] / "go_target"
MODULE = (EXAMPLE / "go.mod").read_text("utf-8")
# A body that is a list, and a code in it that says that all is well.
ARRAYS = replace(
    samples.defender(),
    envelope=Envelope((0, "code")),
    examples=(Example('[{"code": "Forbidden"}]', "Forbidden"), Example('[{"code": 0}]', "0")),
    successes=(Success("0"), Success("OK")),
)
SAMPLES = {**rendered.SAMPLES, "empty": samples.catalogue("empty", []), "arrays": ARRAYS}
_FINE = """\
package parrays

import "testing"

func TestASuccessIsNoError(t *testing.T) {
	for _, body := range []string{`[{"code": 0}]`, `[{"code": "OK"}, {"code": 1}]`} {
		if err := FromBody(200, []byte(body)); err != nil {
			t.Error(err)
		}
	}
	for _, body := range []string{`[{"code": 1}]`, `[]`, `{"code": 0}`, `{"0": {"code": 5}}`} {
		if err := FromBody(200, []byte(body)); err == nil {
			t.Error(body)
		}
	}
}
"""


@cache
def templates() -> dict[str, str]:
    found = (path for path in (EXAMPLE / "templates").rglob("*") if path.is_file())
    inside = EXAMPLE / "templates"
    return {path.relative_to(inside).as_posix(): path.read_text("utf-8") for path in found}


def package(name: str) -> str:
    return f"p{name}"


def made(name: str, catalogue: Catalogue) -> Mapping[str, bytes]:
    """The package of a catalogue, by path."""
    path = f"internal/{package(name)}/"
    target = Target("go", path, (("{package}/", path),), (), (("package", package(name)),))
    files, problems = targets.targets(templates(), [catalogue], Settings(targets=(target,)))
    assert not problems
    return files


def go(*words: str, cwd: Path) -> str:
    """What a command of Go says; it must succeed. What it compiled is kept, and no proxy asked."""
    missing = need if shutil.which("apt-get") else extra  # `.ci/run` installs it with that
    missing(shutil.which("go"), "there is no Go here: apt-get install golang-go")
    user = os.environ.get("GENERATOR_TEST_CACHE") or Path.home() / ".cache"
    kept = str(Path(user) / "error-table-generator" / "go")
    more = {"GOCACHE": kept, "GOPROXY": "off", "GOFLAGS": "", "CGO_ENABLED": "0"}
    done = subprocess.run(
        ["go", *words] if words[0] != "gofmt" else words,
        cwd=cwd,
        env={**os.environ, **more},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def sound(folder: Path) -> None:
    """What every pull request of a Go project is asked for."""
    assert go("gofmt", "-l", ".", cwd=folder) == ""
    go("vet", "./...", cwd=folder)
    go("build", "./...", cwd=folder)


@pytest.mark.slow
def test_the_example_is_what_go_expects(tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "acme")
    done = workshop.run(workshop.command("build"), folder)
    assert done.returncode == 0, done.stderr
    sound(folder)
    said = go("test", "./...", cwd=folder)
    assert re.findall(r"^ok\s+(\S+)", said, re.MULTILINE) == [
        "example.com/acme/client",
        "example.com/acme/internal/acmeerrors",
    ]


_DUMP = """\
package main

import (
	"encoding/json"
	"os"

%s
)

func main() {
	found := map[string][][]any{}
%s
	json.NewEncoder(os.Stdout).Encode(found)
}
"""
_ROWS = """\
	found["%(name)s"] = [][]any{}
	for _, code := range %(package)s.Codes() {
		known := &%(package)s.Error{Code: code}
		row := []any{code, code.Message(), known.Retryable()}
		found["%(name)s"] = append(found["%(name)s"], row)
	}
"""


@pytest.mark.slow
def test_whatever_a_page_says_is_sound_go_with_exactly_its_texts(tmp_path: Path) -> None:
    files = {"go.mod": MODULE, "internal/parrays/fine_test.go": _FINE}
    for name, catalogue in SAMPLES.items():
        files |= {path: text.decode() for path, text in made(name, catalogue).items()}
    imports = (f'\t"example.com/acme/internal/{package(name)}"' for name in sorted(SAMPLES))
    rows = (_ROWS % {"name": name, "package": package(name)} for name in sorted(SAMPLES))
    files["dump/main.go"] = _DUMP % ("\n".join(imports), "".join(rows).rstrip("\n"))
    workshop.write(tmp_path, files)
    sound(tmp_path)
    assert go("test", "./internal/...", cwd=tmp_path)
    found = json.loads(go("run", "./dump", cwd=tmp_path))
    assert found == {name: _known(catalogue) for name, catalogue in SAMPLES.items()}


def _known(catalogue: Catalogue) -> list[list[Any]]:
    """What the package has to know of each code."""
    return [
        [error.code, error.messages[0].text if error.messages else "", error.retryable.value]
        for error in catalogue.errors
    ]


_TOKEN = re.compile(r'//[^\n]*|"(?:[^"\\\n]|\\.)*"')


@pytest.mark.parametrize("name", SAMPLES)
def test_no_text_of_a_page_is_code(name: str) -> None:
    """Without comments and strings two pages with the same names are the same Go."""
    harmless = replace(
        SAMPLES[name],
        errors=tuple(
            replace(
                error,
                code=f"x{number}",
                deprecated=error.deprecated and "x",
                messages=tuple(replace(m, text="x") for m in error.messages),
            )
            for number, error in enumerate(SAMPLES[name].errors)
        ),
    )
    ours, plain = made(name, SAMPLES[name]), made(name, harmless)
    assert list(ours) == list(plain)
    for path, text in ours.items():
        assert _TOKEN.sub("", text.decode()) == _TOKEN.sub("", plain[path].decode())


def test_what_is_tidy_is_left_as_it_is() -> None:
    for path in EXAMPLE.rglob("*.go"):
        text = path.read_text("utf-8")
        assert "\n\t\t" in text
        assert tidy.tidy(path.name, text) == (text, "")


def test_an_example_is_tested_where_a_page_shows_one() -> None:
    for name, catalogue in SAMPLES.items():
        tested = f"internal/{package(name)}/errors_test.go" in made(name, catalogue)
        assert tested == bool(catalogue.examples), name
