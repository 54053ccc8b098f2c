"""Running where things are odd: without docstrings, interrupted, with names that are no UTF-8."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator import __main__, cli
from generator.cli import _fault, streams
from tests import workshop
from tests.conftest import first

CONFIG = workshop.CONFIG + 'envelope = { code = ["code"], message = ["message"] }\n'


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    workshop.write(tmp_path / "built-in", workshop.TEMPLATES)
    return workshop.make(tmp_path / "shop", config=CONFIG)


def few(shop: Path, *words: str) -> list[str]:
    return workshop.few(shop.parent / "built-in", *words)


def bare(shop: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """`python -OO`, which drops docstrings and assertions."""
    command = few(shop, *words)
    return workshop.run([command[0], "-OO", *command[1:]], shop)


VERBS = {
    "build": ["build"],
    "check": ["check", "--diff"],
    "diff": ["diff"],
    "show": ["show"],
    "changes": ["changes", "docs/errors.md", "docs/errors.md"],
    "audit": ["audit", "seen.jsonl"],
    "audit of code": ["audit", "--source", "seen.jsonl", "--pattern", '"(?P<code>B.*?)"'],
    "pin": ["pin", "--dry-run"],
    "init": ["init", "docs/errors.md", "--dry-run"],
    "templates": ["templates"],
    "explain": ["explain"],
    "explain one": ["explain", "class-renamed"],
    "help": ["--help"],
    "help of a verb": ["changes", "--help"],
}


@pytest.mark.parametrize("words", VERBS.values(), ids=VERBS)
def test_without_docstrings_all_is_said_as_with_them(shop: Path, words: list[str]) -> None:
    workshop.write(shop, {"seen.jsonl": '{"code": "BadRequest"}\n'})
    told = bare(shop, *words)
    if words == ["build"]:
        (shop / "generated/all.txt").unlink()
        workshop.run(few(shop, *words), shop)
        assert workshop.outputs(shop) == workshop.OUTPUTS
        return
    wanted = workshop.run(few(shop, *words), shop)
    assert (told.returncode, told.stdout) == (wanted.returncode, wanted.stdout)
    assert told.stderr == wanted.stderr


# A name that no UTF-8 file system would make by itself, and that POSIX allows.
ODD = os.fsdecode(b"n\xfe")
NAMES = {
    "show": ["show", "--page", f"{ODD}.md"],
    "show as JSON": ["show", "--page", f"{ODD}.md", "--format", "json"],
    "a reference": ["show", "--page", "docs/errors.md", "--reference", f"{ODD}.md"],
    "show no UTF-8": ["show", "--page", f"{ODD}.bin", "--format", "json"],
    "a code": ["show", ODD],
    "changes": ["changes", f"{ODD}.md", "docs/errors.md"],
    "changes back, as JSON": ["changes", "docs/errors.md", f"{ODD}.md", "--format", "json"],
    "changes as annotations": ["changes", "docs/errors.md", f"{ODD}.md", "--format", "github"],
    "changes as Markdown": ["changes", f"{ODD}.bin", f"{ODD}.md", "--format", "markdown"],
    "a revision": ["changes", ODD],
    "a file of a revision": ["changes", f"HEAD:{ODD}"],
    "audit": ["audit", f"{ODD}.jsonl"],
    "audit as JSON": ["audit", f"{ODD}.jsonl", "--format", "json"],
    "audit as annotations": ["audit", f"{ODD}.jsonl", "--format", "github"],
    "audit of nothing": ["audit", f"{ODD}.none", "--format", "json"],
    "audit that writes": ["audit", f"{ODD}.jsonl", "--write"],
    "audit of code": ["audit", "--source", f"{ODD}.md", "--form", "list", "--write"],
    "audit of code as JSON": ["audit", "--source", f"{ODD}*", "--form", ODD, "--format", "json"],
    "init": ["init", f"{ODD}.md"],
    "init as JSON": ["init", f"{ODD}.md", "--format", "json"],
    "init with a name": ["init", "docs/errors.md", "--name", ODD],
    "a folder": ["check", "--root", ODD, "--format", "json"],
    "a catalogue": ["build", ODD],
    "explain": ["explain", ODD],
    "a verb": [ODD],
    "an option": ["build", f"--{ODD}"],
}


@pytest.fixture
def odd(shop: Path) -> Path:
    """A project with odd names in it, in a folder with an odd name."""
    folder = shop.parent / ODD
    try:
        shop.rename(folder)
    except OSError:
        pytest.skip("this file system takes no name that is no UTF-8")
    page = workshop.PAGE.replace("(429)", "(503)")
    workshop.write(folder, {f"{ODD}.md": page, f"{ODD}.jsonl": '{"code": "Odd\\ud800"}\n'})
    (folder / f"{ODD}.bin").write_bytes(b"# \xff\n")
    return folder


@pytest.mark.parametrize("words", NAMES.values(), ids=NAMES)
def test_a_name_that_is_no_utf8_is_told(odd: Path, words: list[str]) -> None:
    answer = workshop.run(few(odd, *words), odd)
    assert answer.returncode in (0, 1, 2)
    said = answer.stdout.decode() + answer.stderr.decode()
    assert "a fault of" not in said
    assert "Traceback" not in said
    if "json" in words:
        json.loads(answer.stdout)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_project_in_a_folder_whose_name_is_no_utf8(odd: Path, form: str) -> None:
    for verb, code in (("check", 1), ("build", 0), ("build", 0), ("check", 0), ("changes", 2)):
        answer = workshop.run(few(odd, verb, "--format", form), odd)
        assert answer.returncode == code, answer.stderr
    assert workshop.outputs(odd) == workshop.OUTPUTS
    (odd / "generated/all.txt").write_text("mine\n")
    assert b"all.txt" in workshop.run(few(odd, "diff"), odd).stdout


def test_a_page_that_no_configuration_can_name(odd: Path) -> None:
    before = workshop.tree(odd)
    answer = workshop.run(few(odd, "init", f"{ODD}.md"), odd)
    assert answer.returncode == 2
    assert answer.stderr.decode() == """\
error[init-encoding]: the path of this page is not UTF-8
 --> n\\udcfe.md
  = help: give the file another name; no configuration can have this one

stopped by 1 error; nothing was written
"""
    assert workshop.tree(odd) == before


def test_a_page_with_an_odd_name_is_refused_by_init(
    odd: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(odd)
    assert cli.main(["init", f"{ODD}.md", "--format", "json"]) == 2
    assert [p["rule"] for p in json.loads(capsys.readouterr().out)["problems"]] == ["init-encoding"]


def test_what_is_written_of_an_odd_file_name_is_toml(odd: Path) -> None:
    answer = workshop.run(few(odd, "audit", "--write", f"{ODD}.jsonl"), odd)
    assert answer.returncode == 1
    assert "n\\\\udcfe.jsonl, line 1" in (odd / "docs/errors.toml").read_text("utf-8")
    code = ["--source", f"{ODD}.jsonl", "--form", "list"]
    assert workshop.run(few(odd, "audit", "--write", *code), odd).returncode == 1
    assert 'source = "n\\\\udcfe.jsonl"' in (odd / "docs/errors.toml").read_text("utf-8")
    assert workshop.run(few(odd, "show"), odd).returncode == 0


TRANSLATED = """\
---
ms.translationtype: MT
---
# Fehlercodes

| Fehlercode | HTTP-Statuscode | Beschreibung |
|------------|-----------------|--------------|
| BadRequest | Bad Request (400) | Das ist falsch. |
| Kein Zugriff | Forbidden (403) | Das geht nicht. |
| Busy | Conflict (403) | Die Maschine. |
| NotFound | Not Found (404) | Nicht gefunden. |
"""


@pytest.mark.parametrize("words", [["build"], ["pin"], ["show"], ["changes", "ref.json"]])
def test_half_a_surrogate_pair_is_in_no_catalogue(shop: Path, words: list[str]) -> None:
    """JSON can write what no UTF-8 can; it would come back as a code that nobody can keep."""
    english = TRANSLATED.replace("Kein Zugriff", "NoAccess").replace("ms.", "x.")
    workshop.write(shop, {"docs/errors.md": TRANSLATED, "en.md": english})
    record = workshop.run(few(shop, "show", "--page", "en.md", "--format", "json"), shop).stdout
    odd = record.decode().replace('"NoAccess"', '"No\\ud800Access"')
    workshop.write(shop, {"ref.json": odd})
    workshop.write(shop, {"pyproject.toml": f'{workshop.CONFIG}references = ["ref.json"]\n'})
    answer = workshop.run(few(shop, *words), shop)
    assert answer.returncode == 2
    assert b"error[record-unreadable]" in answer.stderr
    assert b"half of a surrogate pair" in answer.stderr
    workshop.write(shop, {"ref.json": record.decode()})
    assert workshop.run(few(shop, *words), shop).returncode in (0, 1)


# Interrupts.

AT = """\
import builtins, os, signal, sys
at, real = sys.argv.pop(1), builtins.__import__
def held(name, *more, **named):
    if name == at and sys.argv is not None:
        builtins.__import__ = real
        os.kill(os.getpid(), signal.SIGINT)
    return real(name, *more, **named)
builtins.__import__ = held
from pathlib import Path
from generator.project import places
few = Path(sys.argv.pop(1))
places.built_in = lambda: few
from generator.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("module", ["argparse", "generator.cli", "tomllib", "jinja2", "signal"])
def test_an_interrupt_while_a_module_is_imported(shop: Path, module: str) -> None:
    command = [sys.executable, "-c", AT, module, str(shop.parent / "built-in"), "build"]
    answer = workshop.run(command, shop)
    assert answer.returncode == 130
    assert answer.stderr in (b"", b"7 files changed\n")


def test_the_outermost_door(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        monkeypatch.setattr(sys, "argv", ["error-table", "--version"])
        assert __main__.main() == 0
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN, "all is said"
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().out.startswith("error-table ")

    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    assert __main__.main() == 130


def test_the_command_that_is_installed_is_the_one_that_takes_interrupts() -> None:
    text = (workshop.ROOT / "pyproject.toml").read_text("utf-8")
    assert 'error-table = "generator.__main__:main"\n' in text


@pytest.mark.parametrize("unbuffered", first(["", "1"]))
@pytest.mark.parametrize(
    ("slow", "words"),
    [
        ("stdout", ["diff"]),
        ("stdout", ["diff", "--format", "json"]),
        ("stdout", ["show"]),
        ("stdout", ["changes", "docs/errors.md", "new.md"]),
        ("stderr", ["changes", "docs/errors.md", "new.md", "--format", "github"]),
    ],
)
def test_an_interrupt_leaves_no_half_line(
    shop: Path, words: list[str], slow: str, unbuffered: str
) -> None:
    """The reader does not read, so that the answer waits in the middle of a line."""
    rows = "".join(f"| Code{n} | Conflict (409) | {'wordy ' * 30} |\n" for n in range(3000))
    workshop.write(shop, {"docs/errors.md": workshop.PAGE + rows})
    workshop.write(shop, {"new.md": workshop.PAGE + rows.replace("wordy", "words")})
    process = subprocess.Popen(
        few(shop, *words),
        cwd=shop,
        env=workshop.environment(PYTHONUNBUFFERED=unbuffered),
        **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, slow: subprocess.PIPE},
    )
    reader = process.stdout or process.stderr
    assert reader is not None
    first = os.read(reader.fileno(), 1)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    time.sleep(0.1)
    said = first + reader.read()
    reader.close()
    assert process.wait() == 130
    assert len(said) > 1
    assert said.endswith(b"\n")
    assert b"Traceback" not in said


def test_a_second_interrupt_waits_for_nobody(shop: Path) -> None:
    rows = "".join(f"| Code{n} | Conflict (409) | {'wordy ' * 30} |\n" for n in range(3000))
    workshop.write(shop, {"docs/errors.md": workshop.PAGE + rows})
    process = subprocess.Popen(
        few(shop, "diff"), cwd=shop, stdout=subprocess.PIPE, env=workshop.environment()
    )
    assert process.stdout is not None
    os.read(process.stdout.fileno(), 1)
    for _ in range(2):
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
    assert process.wait(10) == -signal.SIGINT
    process.stdout.close()


def test_an_interrupt_that_a_library_made_a_fault_of() -> None:
    problem = SystemError("returned a result with an exception set")
    problem.__cause__ = ImportError()
    problem.__cause__.__context__ = KeyboardInterrupt()
    assert _fault(problem) == 130


def test_an_interrupt_is_noted_and_comes_afterwards() -> None:
    done: list[int] = []

    def interrupted() -> None:
        with streams.interrupts_noted() as noted:
            signal.raise_signal(signal.SIGINT)
            done.extend(noted)

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert done == [signal.SIGINT]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    with streams.interrupts_noted() as noted:
        assert noted == []


def test_where_somebody_else_sees_to_interrupts_nothing_is_noted() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with streams.interrupts_noted() as noted:
            signal.raise_signal(signal.SIGINT)
        assert noted == []
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_thread_notes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with capfd.disabled():
        thread = threading.Thread(target=_noting)
        thread.start()
        thread.join()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def _noting() -> None:
    with streams.interrupts_noted() as noted:
        assert noted == []


def test_an_interrupted_answer_ends_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    def interrupted(number: int, content: bytes) -> int:
        signal.raise_signal(signal.SIGINT)
        monkeypatch.setattr("os.write", write)
        return write(number, content[:10_003])

    text = "0123456789abcde\n" * 20_000
    with (tmp_path / "out").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdout", file)
        monkeypatch.setattr("os.write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            streams.out(text)
    assert (tmp_path / "out").read_text() == "0123456789abcde\n" * 626


def test_a_long_answer_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"line {n} 禁止\n" for n in range(20_000))
    with (tmp_path / "out").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdout", file)
        streams.out("short\n")
        streams.out(text)
        streams.raw(text)
        streams.out("short\n")
    assert (tmp_path / "out").read_text("utf-8") == f"short\n{text}{text}short\n"
