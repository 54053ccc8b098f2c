"""Lines added to an overlay: valid, in their place, once, and nothing else is touched."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import cli
from generator.model import Parameter
from generator.project import pins, toml
from generator.project.disk import bounds, folder, write
from generator.project.pins import Pin
from tests.samples import HOSTILE, defender, variants

CODE = Pin(("codes",), "禁止", "Forbidden")
NAMES = Pin(("errors", "NotFound"), "parameters", ("what", "where"))
STATUS = Pin(("errors", "a.b"), "status", 400)

CODED = '"禁止" = "Forbidden"\n'
NAMED = 'parameters = ["what", "where"]\n'
AT_END = f"\n[errors.NotFound]\n{NAMED}"
ODD = '[page]\ntitle = """\n[codes]\n"""\nx = [\n["a"],\n[["b"]],\n]\n'
COMMENTED = '# a\n[codes]  # b\nx = "Y"\n', "# c\n\n# d\n[errors.Other]\nstatus = 400\n"
PLACED = {
    "nothing yet": ("", f"[codes]\n{CODED}{AT_END}"),
    "a table that exists is extended in place": (
        "".join(COMMENTED),
        f"{CODED}".join(COMMENTED) + AT_END,
    ),
    "an empty table": (
        "[errors.NotFound]\n\n[codes]\n",
        f"[errors.NotFound]\n{NAMED}\n[codes]\n{CODED}",
    ),
    "no line end at the end": (
        "[errors.NotFound]\nstatus = 404\n[codes]",
        f"[errors.NotFound]\nstatus = 404\n{NAMED}[codes]\n{CODED}",
    ),
    "Windows": (
        "[codes]\r\n[errors.NotFound]\r\n",
        f"[codes]\n{CODED}[errors.NotFound]\n{NAMED}".replace("\n", "\r\n"),
    ),
    "what is there is left alone": (
        '[codes]\n"禁止" = "Denied"\n[errors.NotFound]\nparameters = []\n',
        '[codes]\n"禁止" = "Denied"\n[errors.NotFound]\nparameters = []\n',
    ),
    "dotted keys under a table above": (
        "[codes]\n[errors]\nNotFound.status = 404\n",
        f"[codes]\n{CODED}[errors]\nNotFound.status = 404\nNotFound.{NAMED}",
    ),
    "dotted keys at the top": (
        'codes.x = "Y"\nerrors.NotFound.status = 404\n',
        f'codes.x = "Y"\nerrors.NotFound.status = 404\ncodes.{CODED}errors.NotFound.{NAMED}',
    ),
    "what looks like a header and is none": (ODD, f"{ODD}\n[codes]\n{CODED}{AT_END}"),
    "a header in quotes, with escapes": (
        "[ errors . 'NotFound' ]  # here\n[codes]\n[\"\\u0063odes\\n\"]\n",
        f"[ errors . 'NotFound' ]  # here\n{NAMED}[codes]\n{CODED}[\"\\u0063odes\\n\"]\n",
    ),
    "tables out of order": (
        "[errors.NotFound]\n# c\n[codes]\n[errors.A]\n",
        f"[errors.NotFound]\n{NAMED}# c\n[codes]\n{CODED}[errors.A]\n",
    ),
    "a table of messages, in the table and beside it": (
        '[codes]\n[errors.NotFound]\nmessages = { en = "{what}" }\n',
        f'[codes]\n{CODED}[errors.NotFound]\nmessages = {{ en = "{{what}}" }}\n{NAMED}',
    ),
    "a table of messages, with a header of its own": (
        '[codes]\n[errors.NotFound.messages]\nen = "{what}"\n',
        f'[codes]\n{CODED}[errors.NotFound.messages]\nen = "{{what}}"\n{AT_END}',
    ),
    "an array of tables between": (
        "[codes]\n[[x]]\ny = 1\n",
        f"[codes]\n{CODED}[[x]]\ny = 1\n{AT_END}",
    ),
}


@pytest.mark.parametrize(("text", "wanted"), PLACED.values(), ids=PLACED)
def test_a_line_goes_where_it_belongs(text: str, wanted: str) -> None:
    new, added, left = toml.add(text, [CODE, NAMES])
    assert (new, left) == (wanted, ())
    assert toml.add(new, [CODE, NAMES]) == (new, (), ()), "and only once"
    assert (added == ()) == (text == wanted)


LEFT = {
    "a table in braces": 'codes = { x = "Y" }\n',
    "a value in the way": "codes = 1\n",
    "a list of tables": "[[codes]]\n",
    "no TOML": "[codes\n",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_finds_no_place_is_handed_back(text: str) -> None:
    assert toml.add(text, [CODE]) == (text, (), (CODE,))


def test_one_that_finds_no_place_does_not_keep_the_others_out() -> None:
    new, added, left = toml.add('codes = { x = "Y" }\n', [CODE, NAMES, STATUS])
    assert (added, left) == ((NAMES, STATUS), (CODE,))
    assert tomllib.loads(new)["errors"]["a.b"] == {"status": 400}


_TEXTS = st.text(max_size=8) | st.sampled_from(
    [HOSTILE, '"', "\\", "a.b", "]", "#", "x = 1", "\r\n"]
)
_PINS = st.builds(
    Pin,
    st.lists(_TEXTS, max_size=3).map(tuple),
    _TEXTS,
    st.one_of(
        _TEXTS, st.booleans(), st.integers(100, 599), st.lists(_TEXTS, max_size=3).map(tuple)
    ),
)
_FILES = st.lists(
    st.sampled_from(
        [
            "[codes]",
            "[errors.A]",
            "status = 1",
            "# c",
            "",
            '[errors."a.b"]',
            "y.z = 2",
            "[[t]]",
            "q = '''",
            "'''",
        ]
    ),
    max_size=8,
).map("\n".join)


@given(_FILES, st.lists(_PINS, max_size=4))
def test_whatever_is_added_the_file_says_that_and_what_it_said(
    text: str, wanted: list[Pin]
) -> None:
    new, added, _ = toml.add(text, wanted)
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert new == text
        return
    after: Any = tomllib.loads(new)
    for pin in added:
        table = after
        for key in pin.table:
            table = table[key]
        value = table.pop(pin.key)
        assert value == (list(pin.value) if isinstance(pin.value, tuple) else pin.value)
    assert _bare(after) == _bare(before)
    kept = iter(new.split("\n"))
    assert all(line in kept for line in text.split("\n") if line), "the old lines, in order"


def _bare(value: Any) -> Any:
    """Without empty tables, which a header alone makes."""
    if not isinstance(value, dict):
        return value
    inner = {key: _bare(one) for key, one in value.items()}
    return {key: one for key, one in inner.items() if one != {}}


def test_what_was_restored_or_derived_is_needed() -> None:
    made = defender()
    words = (Parameter("hash_words", "words"),)
    errors = tuple(
        replace(e, parameters=words) if e.code == "InvalidHashValue" else e for e in made.errors
    )
    assert pins.needed([made], replace(made, errors=errors)) == (
        Pin(("codes",), "禁止されています", "Forbidden"),
        Pin(("errors", "InvalidHashValue"), "parameters", ("hash_words",)),
    )


def test_two_cells_that_say_the_same_are_told_apart_by_status_or_not_pinned() -> None:
    base = defender()
    alike = [replace(e, cell="권한", evidence="aligned") for e in base.errors[3:7]]
    found = pins.needed([replace(base, errors=tuple(alike))], replace(base, errors=()))
    assert [pin.key for pin in found] == ["권한|401", "권한|403"], "two are 404, so neither is sure"


UNSURE = {
    "verbatim": replace(defender().errors[0], cell="x"),
    "doubtful": replace(defender().errors[0], cell="x", evidence="doubtful"),
    "pinned": replace(defender().errors[0], cell="x", evidence="pinned"),
    "of several rows": replace(variants().errors[0], cell="x", evidence="aligned"),
    "from the overlay": replace(
        defender().errors[0], cell="", evidence="overlay", parameters=(Parameter("x", "words"),)
    ),
}


@pytest.mark.parametrize("error", UNSURE.values(), ids=UNSURE)
def test_what_is_not_sure_is_not_pinned(error: Any) -> None:
    made = replace(defender(), errors=(error,))
    assert pins.needed([made], made) == ()


# The verb.

PAGE = """\
---
ms.translationtype: MT
ms.contentlocale: ja-JP
---
# エラー コード

コード|状態|メッセージ
---|---|---
BadRequest|BadRequest (400)|不適切です。
InvalidHashValue|BadRequest (400)|ハッシュ値 {無効なハッシュ} が無効です。
禁止されています|禁止 (403)|許可されていません。
NotFound|見つかりません (404)|{thing} が見つかりません。
TooManyRequests|要求が多すぎます (429)|多すぎます。
"""
CONFIG = '[tool.error-table.catalogues.my-errors]\npages = ["errors.md"]\n'
PINNED = """\
[codes]
"禁止されています" = "Forbidden"

[errors.InvalidHashValue]
parameters = ["invalid_hash_value_1"]

[errors.NotFound]
parameters = ["thing"]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "errors.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(CONFIG)
    return tmp_path


def test_it_settles_the_page_and_then_has_nothing_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["pin", "--dry-run"]) == 0
    assert not (project / "errors.toml").exists()
    out, err = capsys.readouterr()
    assert out == f"# errors.toml\n{PINNED}"
    assert err == "3 keys to append\n"
    assert cli.main(["pin"]) == 0
    assert capsys.readouterr() == (out, "3 keys appended\n")
    assert (project / "errors.toml").read_text(encoding="utf-8") == PINNED
    assert cli.main(["pin"]) == 0
    assert capsys.readouterr() == ("", "nothing to pin\n")
    cli.main(["show", "--format", "json"])
    shown = json.loads(capsys.readouterr().out)
    assert shown["problems"] == []
    # What it was restored from stays beside.
    known = {(e["evidence"], e.get("settled", False)) for e in shown["catalogue"]["errors"]}
    assert known == {("verbatim", False), ("status-name", True)}
    cli.main(["show", "Forbidden"])
    assert "status-name, pinned, from 禁止されています\n" in capsys.readouterr().out


def test_what_nobody_can_tell_is_listed_and_the_rest_is_pinned(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "errors.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("TooManyRequests", "山と川"), encoding="utf-8"
    )
    assert cli.main(["pin"]) == 2
    out, err = capsys.readouterr()
    assert '"禁止されています" = "Forbidden"' in out
    assert "error[code-unreadable]" in err
    assert '"山と川" = ' in err
    assert "code-translated" not in err
    assert (project / "errors.toml").exists()


def test_the_json_says_each_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pin", "--dry-run", "--format", "json", "my-errors"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["status"] == "ok"
    assert body["pins"][1] == {
        "path": "errors.toml",
        "table": ["errors", "InvalidHashValue"],
        "key": "parameters",
        "value": ["invalid_hash_value_1"],
    }


def test_each_page_of_a_catalogue_has_its_own_damage(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Danish cell is mended by its place in the Japanese page, and pinned too."""
    danish = PAGE.replace("ja-JP", "da-DK").replace("禁止されています", "Adgang nægtet")
    (project / "da.md").write_text(danish, encoding="utf-8")
    (project / "pyproject.toml").write_text(CONFIG.replace('"]', '", "da.md"]'))
    assert cli.main(["pin"]) == 0
    pinned = tomllib.loads((project / "errors.toml").read_text(encoding="utf-8"))
    assert pinned["codes"] == {"禁止されています": "Forbidden", "Adgang nægtet": "Forbidden"}
    capsys.readouterr()
    assert cli.main(["pin"]) == 0
    assert capsys.readouterr().err == "nothing to pin\n"


ORIGINAL = """\
# Error codes

Code|Status|Message
---|---|---
NotFound|404|{thing} is gone.
Forbidden|403|No access.
InvalidHashValue|400|The hash {hash} is bad.
Odd|400|It is {0}.
Own|400|{her} is {him}.
"""


def test_names_that_an_original_page_gives_are_not_pinned(project: Path) -> None:
    """Of all that a translation and its original say, only what is not sure is written."""
    own = "[errors.Own]\nparameters = ['she', 'he']\n"
    for name, text in (("en.md", ORIGINAL), ("errors.toml", own)):
        (project / name).write_text(text, encoding="utf-8")
    (project / "pyproject.toml").write_text(CONFIG.replace('"errors.md"', '"en.md", "errors.md"'))
    pinned = "overlay = 'errors.toml'\n"
    (project / "pyproject.toml").write_text((project / "pyproject.toml").read_text() + pinned)
    assert cli.main(["pin"]) == 0
    said = (project / "errors.toml").read_text(encoding="utf-8")
    odd = '[errors.Odd]\nparameters = ["odd_1"]\n'
    assert said == f'{own}\n[codes]\n"禁止されています" = "Forbidden"\n\n{odd}'


def test_two_catalogues_share_an_overlay_without_losing_a_line(project: Path) -> None:
    (project / "two.md").write_text(PAGE.replace("{thing}", "{place}"), encoding="utf-8")
    shared = CONFIG + 'overlay = "shared.toml"\n'
    (project / "pyproject.toml").write_text(
        shared + shared.replace("my-", "two-").replace("errors.md", "two.md")
    )
    (project / "shared.toml").write_text("# mine\n")
    assert cli.main(["pin"]) == 0
    text = (project / "shared.toml").read_text(encoding="utf-8")
    assert text == f"# mine\n\n{PINNED}"


def test_comments_mode_mark_and_link_of_the_overlay_stay(project: Path) -> None:
    real = project / "elsewhere.toml"
    real.write_bytes("\ufeff# mine\r\n[codes]\r\n# and mine\r\n".encode())
    real.chmod(0o640)
    (project / "errors.toml").symlink_to(real)
    assert cli.main(["pin", "-q"]) == 0
    assert (project / "errors.toml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.read_bytes().startswith(
        '\ufeff# mine\r\n[codes]\r\n"禁止されています" = "Forbidden"\r\n# and mine\r\n'.encode()
    )


def test_an_overlay_that_cannot_be_written_is_as_it_was(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "create", refuse)
    (project / "errors.toml").write_text("# mine\n")
    assert cli.main(["pin"]) == 2
    assert capsys.readouterr().err.endswith(
        "error[file-unwritable]: this file could not be written, and is as it was\n"
        " --> errors.toml\n"
        "  = No space left on device\n"
        "  = help: see to the reason, and run the command again\n"
        "\n"
        "nothing to pin (1 error)\n"
    )
    assert (project / "errors.toml").read_text() == "# mine\n"


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    assert write.text(tmp_path, "a/b.toml", "x = 1\n", bounds.limits(tmp_path)) == ()
    assert (tmp_path / "a" / "b.toml").read_text() == "x = 1\n"


@pytest.mark.parametrize("words", [["other"], []])
def test_what_cannot_be_read_is_2(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    if not words:
        (project / "errors.md").write_text("# Nothing\n")
    assert cli.main(["pin", *words]) == 2
    assert not (project / "errors.toml").exists()


# The class names of another side.

CARDS = """\
# Error codes

| Code | Message |
|------|---------|
| 1202 | Card expired |
| 1303 | Card stolen |
| 1404 | Card lost |
"""
MORE = CARDS.replace("| 1202", "| 1101 | Card expired |\n| 1202").replace("stolen", "swiped")
KEPT = """\
[errors.1202]
name = "CardExpired"

[errors.1303]
name = "CardStolen"
"""


@pytest.fixture
def cards(project: Path) -> Path:
    """A project whose page was committed, and had a row added and another said in other words."""
    (project / "errors.md").write_text(CARDS)
    committed(project, capture=True)
    (project / "errors.md").write_text(MORE)
    return project


def committed(folder: Path, *, capture: bool) -> None:
    """What was built of the page, and all else, in a repository."""
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    if capture:
        assert cli.main(["build", "-q"]) == 0
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_the_classes_of_a_revision_are_kept(
    cards: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["pin", "--against", "HEAD"]) == 0
    assert capsys.readouterr() == (f"# errors.toml\n{KEPT}", "2 keys appended\n")
    assert (cards / "errors.toml").read_text() == KEPT
    assert cli.main(["changes", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["changes"]
    assert [one["rule"] for one in told] == ["message-reworded", "code-added"]
    assert cli.main(["pin", "--against", "HEAD"]) == 0
    assert capsys.readouterr().err == "nothing to pin\n"


def test_a_name_that_somebody_chose_stays(cards: Path) -> None:
    chosen = '[errors.1202]\nname = "Expired"\n'
    (cards / "errors.toml").write_text(chosen)
    assert cli.main(["pin", "--against", "HEAD"]) == 0
    text = (cards / "errors.toml").read_text()
    assert text == f'{chosen}\n[errors.1303]\nname = "CardStolen"\n'


def test_the_classes_of_a_page_are_kept(cards: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cards / "old.md").write_text(CARDS)
    assert cli.main(["pin", "--against", "old.md"]) == 0
    assert (cards / "errors.toml").read_text() == KEPT


def test_a_catalogue_that_the_other_side_has_not_keeps_nothing(
    cards: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cards / "two.md").write_text(CARDS)
    (cards / "pyproject.toml").write_text(
        CONFIG + CONFIG.replace("my-", "two-").replace("errors.md", "two.md")
    )
    assert cli.main(["pin", "--against", "HEAD", "two-errors"]) == 0
    assert capsys.readouterr().err == "nothing to pin\n"
    record = cards / "generated" / "json" / "my-errors.json"
    assert cli.main(["pin", "--against", str(record.relative_to(cards))]) == 0
    assert not (cards / "two.toml").exists()
    assert (cards / "errors.toml").read_text() == KEPT


@pytest.mark.parametrize(
    ("base", "rule"),
    [("nobody", "side-unknown"), ("HEAD:x.md", "side-missing"), ("bad.json", "record-shape")],
)
def test_a_side_that_cannot_be_told_is_2(
    cards: Path, capsys: pytest.CaptureFixture[str], base: str, rule: str
) -> None:
    (cards / "bad.json").write_text('{"schema": 1, "catalogue": {"name": "my-errors"}}')
    (cards / "errors.md").write_text(MORE.replace("Card lost", "Card {0} lost"))
    assert cli.main(["pin", "--dry-run"]) == 0
    assert "parameters = " in capsys.readouterr().out  # which is not written, either
    assert cli.main(["pin", "--against", base]) == 2
    assert f"error[{rule}]" in capsys.readouterr().err
    assert not (cards / "errors.toml").exists()


def test_of_a_revision_that_was_configured_otherwise_nothing_is_told(
    cards: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cards / "pyproject.toml").write_text("[tool.error-table\n")
    committed(cards, capture=False)
    (cards / "pyproject.toml").write_text(CONFIG)
    assert cli.main(["pin", "--against", "HEAD"]) == 2
    assert "error[side-unanswered]" in capsys.readouterr().err


# What is new, and what changed.

OLD = """\
# Error codes

| Code | Status | Message |
|------|--------|---------|
| NotFound | 404 | There is no such thing. |
| Locked | 409 | Somebody else has it. |
| Busy | 500 | Come again. |
"""
NEW = """\
# Error codes

| Code | Status | Message |
|------|--------|---------|
| Gone | 410 | It was there. |
| NotFound | 404 | There is nothing here. |
| Locked | 423 | Somebody else has it. |
| Busy | 409 | Come again. |
"""
SAID = """\
[errors.Gone]
since = "2.1"

[errors.Locked.changed]
"2.1" = "423, no longer 409"

[errors.Busy.changed]
"2.1" = "409, no longer 500; may no longer be tried again"
"""


@pytest.fixture
def moved(project: Path) -> Path:
    """A project whose page was committed, had a row added and two statuses changed."""
    (project / "errors.md").write_text(OLD)
    committed(project, capture=True)
    (project / "errors.md").write_text(NEW)
    return project


@pytest.mark.parametrize("base", [["--against", "HEAD"], []])
def test_what_is_new_and_what_changed_is_said_with_its_version(
    moved: Path, capsys: pytest.CaptureFixture[str], base: list[str]
) -> None:
    """Against what is named, or else what was committed; a text in other words is no change."""
    assert cli.main(["pin", *base, "--since", "2.1"]) == 0
    assert capsys.readouterr() == (f"# errors.toml\n{SAID}", "3 keys appended\n")
    assert cli.main(["pin", *base, "--since", "2.2"]) == 0
    said = tomllib.loads((moved / "errors.toml").read_text())["errors"]
    assert said["Gone"] == {"since": "2.1"}, "what is there stays"
    assert list(said["Locked"]["changed"]) == ["2.1", "2.2"], "and a version has its own line"
    capsys.readouterr()
    assert cli.main(["show", "--format", "json"]) == 0
    shown = {e["code"]: e for e in json.loads(capsys.readouterr().out)["catalogue"]["errors"]}
    assert shown["Gone"]["since"] == "2.1"
    assert shown["Locked"]["changed"]["2.1"] == "423, no longer 409"
    assert "since" not in shown["NotFound"]
    assert cli.main(["show", "Locked"]) == 0
    assert re.search("changed +2.2: 423, no longer 409\n", capsys.readouterr().out)


@pytest.mark.parametrize("words", [[], ["--since", ""], ["--against", "HEAD"]])
def test_without_a_version_nothing_is_said_of_what_changed(
    moved: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert cli.main(["pin", *words]) == 0
    assert capsys.readouterr().err == "nothing to pin\n"


@pytest.mark.parametrize("version", [" ", "2.1\udcff"])
def test_a_version_that_no_overlay_can_have_is_refused(
    moved: Path, capsys: pytest.CaptureFixture[str], version: str
) -> None:
    assert cli.main(["pin", "--since", version]) == 2
    assert "is blank, or no UTF-8" in capsys.readouterr().err
    assert not (moved / "errors.toml").exists()


@pytest.mark.parametrize("version", ['"', "2\n[x]", "'''\"\"\"\\", "\x1b[31m\u202e", "v=1 # x"])
def test_a_version_of_any_characters_stays_what_it_is(moved: Path, version: str) -> None:
    assert cli.main(["pin", "--since", version]) == 0
    said = tomllib.loads((moved / "errors.toml").read_text("utf-8"))["errors"]
    assert said["Gone"] == {"since": version}
    assert cli.main(["build"]) == 0


def test_a_retired_code_and_one_without_a_status_are_said_as_they_are(
    moved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (moved / "errors.md").write_text(
        OLD.replace("| Locked | 409", "| Locked | ").replace("500", "503")
    )
    (moved / "errors.toml").write_text("[retired.Left]\nstatus = 410\n")
    assert cli.main(["pin", "--since", "3"]) == 0
    said = tomllib.loads((moved / "errors.toml").read_text())
    assert said["errors"] == {
        "Locked": {"changed": {"3": "no status, no longer 409"}},
        "Busy": {"changed": {"3": "503, no longer 500"}},
    }
