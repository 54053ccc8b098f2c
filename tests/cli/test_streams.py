"""Encodings, closed pipes, full disks, missing libraries: an answer, and never a traceback."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli
from generator.cli import _fault, reply, streams
from generator.diagnostics import terminal
from tests import workshop
from tests.cli.test_progress import everything
from tests.conftest import extra

PAGE = workshop.PAGE.replace("BadRequest", "禁止されています")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    workshop.write(tmp_path / "built-in", workshop.TEMPLATES)
    return workshop.make(tmp_path / "shop", PAGE)


def words(shop: Path, *more: str) -> list[str]:
    return workshop.few(shop.parent / "built-in", *more)


ENVIRONMENTS = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "cp932": {"PYTHONIOENCODING": "cp932"},
    "ascii": {"PYTHONIOENCODING": "ascii:strict"},
    "UTF-16": {"PYTHONIOENCODING": "utf-16"},
    "dumb terminal": {"TERM": "dumb"},
    "tiny terminal": {"COLUMNS": "1"},
    "no width": {"COLUMNS": "wide"},
}


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
@pytest.mark.parametrize("verb", ["show", "check", "diff"])
def test_every_stream_is_utf8_whatever_the_locale(
    shop: Path, verb: str, environment: dict[str, str]
) -> None:
    answer = workshop.run(words(shop, verb), shop, **environment)
    assert answer.returncode in (0, 1)
    said = answer.stdout.decode() + answer.stderr.decode()
    assert "Traceback" not in said
    assert "禁止されています" in said


def test_a_name_that_is_no_utf8_is_escaped(shop: Path) -> None:
    name = os.fsdecode(b"\xff.md")
    answer = workshop.run(words(shop, "show", "--page", name), shop)
    assert answer.returncode == 2
    assert b"file-missing" in answer.stderr
    answer.stderr.decode()


@pytest.mark.parametrize("verb", ["show", "diff", "explain", "--help"])
def test_a_reader_that_goes_away_is_no_mistake(shop: Path, verb: str) -> None:
    process = subprocess.Popen(
        words(shop, verb),
        cwd=shop,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=workshop.environment(PYTHONUNBUFFERED="1"),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() in (0, 1, 2)
    assert "Traceback" not in said
    assert "Broken pipe" not in said
    assert "Exception ignored" not in said


@pytest.mark.parametrize("verb", ["show", "explain"])
def test_no_room_for_the_answer_is_said(shop: Path, verb: str) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with full.open("wb") as nowhere:
        answer = subprocess.run(
            words(shop, verb),
            cwd=shop,
            stdout=nowhere,
            stderr=subprocess.PIPE,
            env=workshop.environment(),
        )
    assert answer.returncode == 2
    assert b"error: standard output: No space left on device\n" in answer.stderr
    assert b"Traceback" not in answer.stderr
    assert b"Exception ignored" not in answer.stderr


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-", "0<&-"])
def test_closed_streams_are_nothing_to_talk_to(shop: Path, closed: str) -> None:
    quoted = [f"'{word}'" for word in words(shop, "build")]
    answer = subprocess.run(
        ["sh", "-c", f"{' '.join(quoted)} {closed}"],
        cwd=shop,
        capture_output=True,
        env=workshop.environment(),
    )
    assert b"Traceback" not in answer.stderr
    assert answer.returncode in (0, 2)


def test_output_ends_its_lines_with_lf(shop: Path) -> None:
    assert b"\r" not in workshop.run(words(shop, "show"), shop).stdout


def test_a_patch_of_bytes_that_are_no_utf8_is_those_bytes(shop: Path) -> None:
    workshop.write(shop, {"docs/errors.md": workshop.PAGE})
    workshop.run(words(shop, "build"), shop)
    (shop / "generated/all.txt").write_bytes(b"\xff\xfe\n")
    subprocess.run(["git", "init", "-q"], cwd=shop, check=True)
    patch = workshop.run(words(shop, "diff"), shop).stdout
    assert b"-\xff\xfe\n" in patch
    subprocess.run(["git", "apply", "-"], cwd=shop, input=patch, check=True)
    assert workshop.outputs(shop) == workshop.OUTPUTS


COLOURS = {
    "no terminal": ({}, False, False),
    "a terminal": ({"TERM": "xterm"}, True, True),
    "a dumb terminal": ({"TERM": "dumb"}, True, False),
    "NO_COLOR": ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
    "an empty NO_COLOR": ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
    "FORCE_COLOR": ({"FORCE_COLOR": "1"}, False, True),
    "both": ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("environment", "terminal", "coloured"), COLOURS.values(), ids=COLOURS)
def test_colour_is_for_terminals(
    environment: dict[str, str],
    terminal: bool,
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert streams.coloured(Terminal() if terminal else io.StringIO()) is coloured


def test_where_there_is_no_stream_there_is_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert streams.coloured(None) is False


def test_colour_reaches_the_table_and_the_problems(shop: Path) -> None:
    answer = workshop.run(words(shop, "show"), shop, NO_COLOR="", FORCE_COLOR="1")
    assert b"\x1b[1mCODE" in answer.stdout
    assert b"\x1b[1;33mwarning[" in answer.stderr


def test_a_patch_has_colours_on_a_terminal_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    patch = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\x1b\n+b\n c\n"
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    streams.raw(patch)
    tints = re.findall(r"^(?:\x1b\[(\d+)m)?([^\x1b]+)", terminal.getvalue(), re.MULTILINE)
    assert [tint for tint, _ in tints] == ["1", "1", "1", "36", "31", "32", ""]
    assert (
        "".join(f"{text}\n" for _, text in tints).strip()
        == patch.replace("\x1b", "\\u001b").strip()
    )
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", pipe := io.TextIOWrapper(io.BytesIO()))
    streams.raw(patch)
    pipe.seek(0)
    assert pipe.read() == patch


HEAVY = {"mistune", "jinja2", "black", "yaml", "click", "pathspec"}
LIGHT = {
    "--help": ["--help"],
    "--version": ["--version"],
    "build --help": ["build", "--help"],
    "fresh check": ["check"],
    "fresh check as JSON": ["check", "--format", "json"],
    "build with nothing to do": ["build"],
    "a configuration with an error": ["check", "--root", "nowhere"],
    "explain": ["explain", "output-edited"],
}
MODULES = """\
import sys
from pathlib import Path
from generator.project import places
few = Path(sys.argv.pop(1))
places.built_in = lambda: few
from generator.cli import main
code = main()
print(code, *{name.split(".")[0] for name in sys.modules}, file=sys.stderr)
"""


@pytest.mark.parametrize("more", LIGHT.values(), ids=LIGHT)
def test_what_renders_nothing_imports_nothing_that_renders(shop: Path, more: list[str]) -> None:
    workshop.write(shop, {"docs/errors.md": workshop.PAGE})
    assert workshop.run(words(shop, "build"), shop).returncode == 0
    command = [sys.executable, "-c", MODULES, str(shop.parent / "built-in"), *more]
    answer = workshop.run(command, shop)
    loaded = set(answer.stderr.decode().split("\n")[-2].split(" "))
    assert "generator" in loaded
    assert loaded & HEAVY == set()
    if "check" in more[:1] and len(more) == 1:
        assert loaded & {"dataclasses", "tomllib", "argparse", "typing"} == set()


def test_a_missing_library_says_what_to_install(shop: Path) -> None:
    for library in ("mistune", "jinja2"):
        hidden = f"import sys\nsys.modules['{library}'] = None\n{workshop.FEW}"
        command = [sys.executable, "-c", hidden, str(shop.parent / "built-in"), "build"]
        answer = workshop.run(command, shop)
        assert answer.returncode == 2
        said = answer.stderr.decode()
        advice = "run: pip install . in a checkout of this tool's repository"
        assert said == f"error: {library} is not installed; {advice}\n"


def test_a_part_that_python_lacks_is_not_to_be_installed(shop: Path) -> None:
    for module, verb in (("tomllib", "build"), ("zlib", "audit"), ("unicodedata", "build")):
        hidden = f"import sys\nsys.modules['{module}'] = None\n{workshop.FEW}"
        command = [sys.executable, "-c", hidden, str(shop.parent / "built-in"), verb]
        answer = workshop.run([*command, *(["x"] if verb == "audit" else [])], shop)
        assert answer.returncode == 2
        said = answer.stderr.decode()
        wanted = f"error: {module} is a part of Python that this one was built without: "
        assert said == f"{wanted}{sys.executable}\n"


FAULTS = {
    "a fault of ours": (ValueError("odd"), "a fault of error-table-generator", "ValueError: odd"),
    "the system": (OSError(28, "No space left on device"), "No space left on device", ""),
    "the system, of a file": (OSError(13, "Permission denied", "x.md"), "x.md: Permission", ""),
    "an odd name": (OSError(13, "Denied", "x\x1b\n.md"), "error: x\\u001b\\u000a.md: Denied\n", ""),
    "too deep": (RecursionError(), "too deep or too large", ""),
    "no memory": (MemoryError(), "too deep or too large", ""),
    "a library": (ModuleNotFoundError("x", name="black.mode"), "black.mode is not installed", ""),
    "a part of Python": (ModuleNotFoundError("x", name="_ssl"), "_ssl is a part of Python", ""),
    "a library of another version": (
        ImportError("cannot import name 'x'", name="mistune"),
        "mistune cannot be imported (cannot import name 'x'); run: pip install .",
        "",
    ),
    "a broken part of Python": (ImportError("no libssl.so", name="_ssl"), "_ssl is a part of", ""),
    "a module without a name": (ModuleNotFoundError("x"), "a module is not installed", ""),
    "no room": (streams.Unheard("standard output: full"), "error: standard output: full", ""),
    "our own module": (ModuleNotFoundError("x", name="generator.x"), "a fault of", ""),
}


@pytest.mark.parametrize(("problem", "said", "more"), FAULTS.values(), ids=FAULTS)
def test_what_should_not_happen_is_said_in_a_line(
    problem: Exception,
    said: str,
    more: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: object) -> int:
        raise problem

    monkeypatch.setattr("generator.cli.explain.run", fail)
    assert cli.main(["explain"]) == reply.UNKNOWN
    err = capsys.readouterr().err
    assert said in err
    assert more in err
    assert "Traceback" not in err
    monkeypatch.setenv("GENERATOR_DEBUG", "1")
    cli.main(["explain"])
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert _fault(KeyboardInterrupt()) == 130
    assert capsys.readouterr().err == ""


def test_a_stream_without_bytes_below_takes_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    monkeypatch.setattr(sys, "stdout", text)
    streams.raw("x")
    assert text.getvalue() == "x"


def test_the_tool_is_called_as_it_was_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/x/generator/__main__.py"])
    assert reply.program() == "python -m generator"
    monkeypatch.setattr(sys, "argv", ["/x/bin/error-table"])
    assert reply.program() == "error-table"


class Broken(io.StringIO):
    """A standard output that fails as it is told to."""

    def __init__(self, problem: Exception) -> None:
        super().__init__()
        self.problem = problem

    def write(self, text: str) -> int:
        raise self.problem

    def flush(self) -> None:
        raise self.problem


def test_a_stream_that_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(BrokenPipeError()))
    streams.out("x")
    assert streams.finish()
    monkeypatch.setattr(sys, "stdout", Broken(OSError(28, "No space left on device")))
    with pytest.raises(streams.Unheard):
        streams.out("x")
    assert not streams.finish()
    assert capsys.readouterr().err == "error: standard output: No space left on device\n"


def test_no_stream_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    streams.prepare()
    streams.out("x")
    streams.raw("x")
    streams.err("x")
    assert streams.finish()


def test_without_a_terminal_the_width_is_always_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert streams.width() == 100
    assert streams.columns(sys.stdout) is None
    assert streams.columns(None) is None


WIDTHS = {"1": 20, "20": 20, "64": 64, "300": 300}


@pytest.mark.parametrize(("given", "columns"), WIDTHS.items())
def test_the_width_that_is_asked_for(
    given: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", given)
    assert streams.columns(io.StringIO()) == columns
    assert streams.width() == min(columns, 100)


def test_a_terminal_without_a_size_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A serial line, or a pseudo terminal that nobody gave one."""
    extra(hasattr(os, "openpty"), "this system has no pseudo-terminals")
    monkeypatch.delenv("COLUMNS", raising=False)
    theirs, ours = os.openpty()
    with os.fdopen(theirs), os.fdopen(ours, "w") as terminal:
        assert streams.columns(terminal) is None


ROW = "| BadReq | Bad Request (400) | " + "不正な要求です。" * 20 + " | more |\n"
# What each verb is said to, and whether anything of it has a colour.
SCREENS = {
    "show": (["show"], True),
    "show of a code": (["show", "BadReq"], True),
    "check": (["check"], True),
    "help": (["--help"], False),
    "every rule": (["explain"], False),
    "explain": (["explain", "row-overflow"], True),
}
# Commands, code, paths: what is to be copied may be longer than a line.
COPIED = re.compile(r" *(?:python -m|-->|usage|\[|pages|\|)")


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize(("verb", "coloured"), SCREENS.values(), ids=SCREENS)
def test_lines_fit_a_real_terminal(
    shop: Path, columns: int, verb: list[str], coloured: bool
) -> None:
    extra(hasattr(os, "openpty"), "this system has no pseudo-terminals")
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    workshop.write(shop, {"docs/errors.md": workshop.PAGE + ROW})
    theirs, ours = os.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = workshop.environment(TERM="xterm", NO_COLOR="")
    with subprocess.Popen(
        words(shop, *verb), cwd=shop, stdin=ours, stdout=ours, stderr=ours, env=environment
    ) as running:
        os.close(ours)
        said = everything(theirs, running)
    text = re.sub(r"\x1b\[[0-9;]*[mK]", "", said.replace("\r\n", "\n"))
    long = [line for line in text.split("\n") if terminal.width(line) > columns]
    assert [line for line in long if not COPIED.match(line)] == []
    assert ("\x1b[" in said) is coloured
    assert "Traceback" not in said
