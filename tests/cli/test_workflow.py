"""What a runner of workflows reads: annotations are obeyed, and nothing that a page says is."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from generator import cli
from generator.cli import streams
from generator.diagnostics import draw
from generator.diagnostics.source import Diagnostic, Span
from tests import workshop

# What GitHub's runner knows (actions/runner, ActionCommandManager), and the token of a stop.
KNOWN = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-path"}
KNOWN |= {"set-env", "set-output", "save-state", "add-matcher", "remove-matcher", "echo"}
KNOWN |= {"stop-commands"}
BLANKS = " \t\v\f\x85\xa0\u2028\u2029\u3000\ufeff"

HOSTILE = [
    "::stop-commands::x",
    "::add-mask::e",
    " ::debug::x",
    "\u3000::set-env name=PATH::x",
    "x ##[add-mask]e",
    "##[stop-commands]x",
    "###[group]x",
]


def obeyed(said: str) -> list[str]:
    """The commands that a runner takes from what is said, `::error` and its like included."""
    found, token = [], None
    for line in re.split(r"\r\n|\r|\n", said):
        name, data = command(line, token)
        if token is None and name:
            found.append(name)
            token = data if name == "stop-commands" else None
        elif name and name == token:
            token = None
    return found


def command(line: str, token: str | None) -> tuple[str, str]:
    known = KNOWN | {token}
    second = re.match(r"::([^ ]*?)( .*?)?::(.*)", line.lstrip(BLANKS))
    if second and second[1] in known:
        return second[1], second[3]
    first = re.search(r"##\[([^ \]]*)[^\]]*\](.*)", line)
    return (first[1], first[2]) if first and first[1] in known else ("", "")


def page(text: str) -> str:
    return workshop.PAGE.replace("The request is malformed.", text)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Something hostile in the page and in what is generated, with a line that changes beside."""
    template = (
        "{% for catalogue in catalogues %}{% for error in catalogue.errors %}"
        "{% for message in error.messages %}{{ message.text }}\n{% endfor %}"
        "{% endfor %}{% endfor %}\n"
    )
    templates = {"list.txt.jinja": template}
    workshop.write(tmp_path / "built-in", templates)
    return workshop.make(tmp_path / "shop", page("::stop-commands::x"))


def run(shop: Path, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return workshop.inside(words, shop, shop.parent / "built-in", **more)


def stale(shop: Path, text: str) -> None:
    """Generated as the page has it, then another line of the page changed."""
    workshop.write(shop, {"docs/errors.md": page(text)})
    assert run(shop, "build").returncode == 0
    workshop.write(shop, {"docs/errors.md": page(text).replace("Try again", "Come back")})


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("words", [["check", "--format", "github", "--diff"], ["diff"]])
def test_nothing_of_a_patch_is_obeyed(shop: Path, words: list[str], text: str) -> None:
    stale(shop, text)
    done = run(shop, *words, GITHUB_ACTIONS="true")
    assert done.returncode == 1
    out, err = done.stdout.decode(), done.stderr.decode()
    assert text.strip() in out, "the patch is exact all the same"
    wanted = ["error"] * len(re.findall("^::error ", out, re.MULTILINE)) + ["stop-commands"]
    assert obeyed(out) == wanted
    assert obeyed(err) == []


def test_the_github_format_needs_no_word_of_the_environment(shop: Path) -> None:
    stale(shop, "::add-mask::e")
    done = run(shop, "check", "--format", "github", "--diff")
    assert "add-mask" not in obeyed(done.stdout.decode())


def test_every_stop_has_a_token_of_its_own(shop: Path) -> None:
    stale(shop, "x")
    said = [run(shop, "diff", GITHUB_ACTIONS="true").stdout.decode() for _ in range(2)]
    tokens = [re.findall(r"^::stop-commands::([0-9a-f]{32})$", s, re.MULTILINE) for s in said]
    assert all(s.endswith(f"\n::{token}::\n") for s, (token,) in zip(said, tokens, strict=True))
    assert tokens[0] != tokens[1]


@pytest.mark.parametrize("text", ["::add-mask::e", "x ##[group]y", "plain"])
def test_git_takes_the_patch_of_a_workflow(shop: Path, text: str) -> None:
    subprocess.run(["git", "init", "-q"], cwd=shop, check=True)
    stale(shop, text)
    patch = run(shop, "diff", GITHUB_ACTIONS="true").stdout
    subprocess.run(["git", "apply", "-"], cwd=shop, input=patch, check=True)
    assert run(shop, "check").returncode == 0


def test_outside_a_workflow_and_in_a_file_the_patch_is_exact(shop: Path) -> None:
    stale(shop, "::add-mask::e")
    patch = run(shop, "diff", GITHUB_ACTIONS="").stdout
    assert patch.startswith(b"diff --git ")
    assert b"\n ::add-mask::e\n" in patch
    words = workshop.few(shop.parent / "built-in", "diff")
    with (shop / "patch").open("wb") as file:
        environment = workshop.environment(GITHUB_ACTIONS="true")
        subprocess.run(words, cwd=shop, stdout=file, stderr=subprocess.DEVNULL, env=environment)
    assert (shop / "patch").read_bytes() == patch


def test_an_empty_patch_is_empty(shop: Path) -> None:
    run(shop, "build")
    assert run(shop, "diff", GITHUB_ACTIONS="true").stdout == b""


VERBS = {
    "show": ["show"],
    "show one": ["show", "BadRequest"],
    "show as JSON": ["show", "--format", "json"],
    "diff as JSON": ["diff", "--format", "json"],
    "check": ["check"],
    "build": ["build"],
    "changes": ["changes", "docs/errors.md", "new.md"],
    "changes as annotations": ["changes", "docs/errors.md", "new.md", "--format", "github"],
    "changes as Markdown": ["changes", "docs/errors.md", "new.md", "--format", "markdown"],
    "changes as JSON": ["changes", "docs/errors.md", "new.md", "--format", "json"],
    "audit": ["audit", "seen.jsonl"],
    "audit as annotations": ["audit", "seen.jsonl", "--format", "github"],
    "pin": ["pin", "--dry-run"],
    "explain": ["explain", "x\n::add-mask::e"],
    "templates": ["templates", "--eject", "x\n::add-mask::e"],
    "an option": ["show", "--odd\n::add-mask::e"],
    "a choice": ["show", "--format", "x\n##[group]e"],
    "a page": ["show", "--page", "x\n::add-mask::e"],
    "a configuration": ["check", "--root", "x\n::add-mask::e"],
}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("words", VERBS.values(), ids=VERBS)
def test_nothing_that_a_verb_says_is_obeyed(shop: Path, words: list[str], text: str) -> None:
    row = f"| {text.replace(' ', '')} | Conflict (409) | {text} |\n"
    workshop.write(shop, {"docs/errors.md": page(text) + row})
    workshop.write(shop, {"new.md": page("y" + text).replace("(429)", "(409)")})
    workshop.write(shop, {"seen.jsonl": json.dumps({"code": text, "message": text}) + "\n"})
    done = run(shop, *words, GITHUB_ACTIONS="true")
    assert b"Traceback" not in done.stderr
    levels = {"error", "warning", "notice"} if "github" in words else {"stop-commands"} & set(words)
    assert set(obeyed(done.stdout.decode())) <= levels
    assert obeyed(done.stderr.decode()) == []
    if "json" in words:
        json.loads(done.stdout)


def test_an_escape_in_json_is_the_same_value(shop: Path) -> None:
    workshop.write(shop, {"docs/errors.md": page("x ##[group]y")})
    done = run(shop, "show", "--format", "json")
    assert b"##[" not in done.stdout
    (message,) = json.loads(done.stdout)["catalogue"]["errors"][0]["messages"].values()
    assert "##[group]" in str(message)


@pytest.mark.parametrize("text", ["##vso[task.setvariable variable=x]y", "##teamcity[x]"])
def test_other_runners_obey_nothing_either(text: str) -> None:
    assert streams.unheeded(text) == f"\\u0023{text[1:]}"
    assert streams.unheeded("## [a link](b), a## b") == "## [a link](b), a## b"


def test_blank_lines_take_no_time() -> None:
    text = "\n" * 200_000 + " " * 200_000
    assert streams.unheeded(text) == text


def test_every_field_of_an_annotation_is_escaped() -> None:
    odd = "a%b\r\n,c:d::e"
    problem = Diagnostic(odd, "note", f"{odd}\x1b[2J\u202e", Span(odd, 1, 1, 1, odd), odd, odd)
    line = draw.annotation(problem)
    assert line == (
        "::notice file=a%25b%0D%0A%2Cc%3Ad%3A%3Ae,line=1,col=1,title=a%25b%0D%0A%2Cc%3Ad%3A%3Ae,"
        "endColumn=2::a%25b%0D%0A,c:d::e\\u001b[2J\\u202e%0Aa%25b%0D%0A,c:d::e%0Aa%25b%0D%0A,c:d::e\n"
    )
    assert obeyed(line) == ["notice"]


def on_a_terminal(shop: Path, *words: str) -> bytes:
    """What the verb says to a terminal."""
    ours, theirs = pty.openpty()
    command = workshop.few(shop.parent / "built-in", *words)
    with subprocess.Popen(
        command, cwd=shop, stdout=theirs, stderr=subprocess.DEVNULL, env=workshop.environment()
    ) as process:
        os.close(theirs)
        said = b""
        try:
            while block := os.read(ours, 1 << 16):
                said += block
        except OSError:
            pass
        os.close(ours)
        assert process.wait() == 1
    return said.replace(b"\r\n", b"\n")


@pytest.mark.parametrize("words", [["diff"], ["check", "--diff"]])
def test_a_terminal_is_shown_what_it_would_obey(shop: Path, words: list[str]) -> None:
    stale(shop, "a\x1b[2Jb\u202ec\td")
    (shop / "generated/list.txt").write_bytes(b"\xff \x07\n")
    said = on_a_terminal(shop, *words)
    assert b"\\u001b[2J" in said
    assert b"\\u202e" in said
    assert b"-\\udcff \\u0007\n" in said
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", said)
    assert b"\x07" in run(shop, *words).stdout, "a pipe gets the bytes"


def test_a_stream_that_is_no_file_may_be_a_runner(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    streams.raw("x\n")
    assert capsysbinary.readouterr().out.startswith(b"::stop-commands::")


def test_words_are_complained_of_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "--odd\n\x1b[2J"]) == 2
    assert capsys.readouterr().err.endswith("unrecognized arguments: --odd\\u000a\\u001b[2J\n")
