"""Whatever people write into a configuration or an overlay: a value, or what is wrong and where."""

from __future__ import annotations

import io
import json
import re
import tempfile
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from generator import catalogue, cli, markdown, record
from generator.catalogue import overlay
from generator.diagnostics import draw
from generator.diagnostics.source import Diagnostic, Document, Problems, document, errors
from generator.model import Catalogue, Envelope
from generator.project import config, places, toml
from generator.project.pins import Pin
from generator.project.settings import CatalogueSettings, Selection, Settings
from tests import anything, samples, workshop
from tests.anything import fuzz

# fmt: off
TABLES = (
    "tool", "error-table", "generator", "catalogues", "x", "my-errors", "My Errors", "levels",
    "tables", "columns", "envelope", "sources",
    "codes", "rows", "parameters", "errors", "retired", "page",
    "NotFound", "Old", "a.b", "", "禁止", "class", "'", '"', "\\", "]",
)
KEYS = (
    "pages", "overlay", "references", "reference-page", "translated", "locale", "root", "title",
    "doc-url", "headings", "line", "all", "ignore", "success", "action", "code", "status",
    "message", "messages", "en", "name", "correlation-id", "service-locale", "output", "templates",
    "distribution", "version", "required-version",
    "retryable", "hints", "causes", "actions", "aliases", "deprecated", "source", "licence",
    "author", "origin", "code-translated", "thing", "NotFound", "禁止されています", "Forbidden|403",
    "outptu", "", "files", "form", "names", "take", "keys", "pattern", "begin", "end", "catalogue",
)
VALUES = (
    "1", "0", "-1", "404", "99", "600", "1_000", "0x1F", "1.5", "-inf", "nan", "9" * 30, "true",
    "false", "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "2026-02-30", "[]", "{}", "[1, 'a']",
    "[[]]", "[[['a']]]", "{ a = 1 }", "{ code = 'Code', status = 1 }", "['docs/errors.md']",
    "['error', 'code']", "['../up.md']", "['/abs.md']", "['.']", "['C:\\x.md']", "'generated'",
    "'off'", "'warning'", "'error'", "'../out'", "'./a/../b'", "'ja-JP'", "'MyApiError'", "'Error'",
    "'1.2.3'", "'page.md'", "['page.md', 'page.md']", "'''\n[codes]\n'''", '"""\n-----------\n"""',
    "'Forbidden'", '"\\u0000"', '"\\ud800"', '"\\U00110000"', "'禁止'", "\"\\\"\"", "''", "' '",
    "{ en = '{thing}', ja-JP = '{b}' }", "'https://x.org/{code}#'",
    "'(?P<code>x)'", "'python'", "'json'", "['', 'a']", "['b', 'c']",
    "[\n['a'],\n]", "'a' 'b'", "=", "",
)
# fmt: on
CONFIGURATION = """\
# What we generate.
[tool.black]
line-length = 100
[tool.error-table]
output = "generated"
version = "1.2.0"
[tool.error-table.levels]
code-translated = "note"
[tool.error-table.catalogues.my-errors]
pages = ["docs/errors.md", "docs/ja-JP/errors.md"]
overlay = "docs/over.toml"
references = ["docs/old.json"]
reference-page = "docs/errors.md"
translated = true
locale = "ja-JP"
tables = { headings = ["Codes"], line = [12, 40], all = true, ignore = ["Old", 90] }
columns = { code = "Code", status = 1, action = ["Fix", 4], "Old" = { code = "Reason" } }
success = true
envelope = { code = ["error", "code"], message = ["error", "message"] }
root = "MyApiError"
title = "My errors"
doc-url = "https://example.org"
service-locale = "en"
[[tool.error-table.sources]]
files = ["src/**/*.py", "x.py"]
form = "python"
names = "E"
take = 1
[[tool.error-table.sources]]
files = "src/*.ts"
catalogue = "my-errors"
pattern = '(?P<code>x)'
begin = "{"
"""
OVERLAY = """\
# What the page does not say.
[page]
title = "Codes"
licence = "CC-BY-4.0"
[codes]
"禁止されています" = "Forbidden"  # 403
"x|404" = "NotFound"
[parameters]
"thing" = "missing_thing"
[errors.NotFound]
retryable = false
name = "NoSuchThing"
parameters = [
    "missing",
]
hints = ["Look again."]
aliases = ["Gone"]
messages = { de = "{missing} fehlt", "fr" = "{thing} manque" }
[errors]
Locked.status = 423
Locked.source = '''the
log'''
[errors."a.b"]
source = "x"
message = "A {b} c."
[retired]
Old = "since 2"
[retired.Older]
status = 400
aliases = ["Locked"]
parameters = ["kind"]
messages.en = "{kind} left"
"""
PAGE = """\
---
ms.translationtype: MT
---
# Error codes

Error code|HTTP status code|Message
---|---|---
NotFound|Not Found (404)|The {thing} was not found.
禁止されています|禁止 (403)|許可 {x y} されていません
Old|410|It is {old} {older}.

```json
{"error": {"code": "NotFound", "message": "m"}}
```
"""
READ = markdown.read(document("page.md", PAGE))[0]
JAPANESE = markdown.read(document("docs/ja-JP/page.md", PAGE.replace("The", "その")))[0]


def written(dice: Random) -> str:
    """A document of lines that TOML has, or nearly."""
    rows = []
    for _ in range(dice.randrange(12)):
        keys = [one(dice, (*KEYS, *TABLES)) for _ in range(dice.choice((1, 1, 1, 2, 3)))]
        if dice.random() < 0.4:
            rows.append(dice.choice((f"[{dotted(dice, keys)}]", f"[[{dotted(dice, keys)}]]")))
        else:
            rows.append(f"{dotted(dice, keys)} = {one(dice, VALUES)}")
    return dice.choice(("\n", "\n", "\n", "\r\n", "\r")).join([*rows, ""])


def one(dice: Random, several: tuple[str, ...]) -> str:
    return dice.choice(several) if dice.random() < 0.95 else anything.written(dice, 3)


def spelt(key: str) -> str:
    return toml.lines(Pin((), key, 0)).removesuffix(" = 0")


def dotted(dice: Random, keys: list[str]) -> str:
    joined = dice.choice((".", ".", " . ")).join(map(spelt, keys))
    return joined if dice.random() < 0.95 else ".".join(keys)


def edited(dice: Random, whole: str) -> str:
    """A sound document with a few lines changed: another key, another value, gone, moved, new."""
    lines = whole.split("\n")
    for _ in range(dice.choice((1, 1, 2, 4))):
        at = dice.randrange(len(lines))
        key, equals, _ = lines[at].partition(" = ")
        match dice.randrange(6):
            case 0 | 1 if equals:
                lines[at] = f"{key} = {one(dice, VALUES)}"
            case 2 if equals:
                lines[at] = lines[at].replace(key, spelt(one(dice, KEYS)), 1)
            case 3:
                lines.insert(dice.randrange(len(lines)), lines.pop(at))
            case 4:
                lines[at] = f"{spelt(one(dice, KEYS))} = {one(dice, VALUES)}"
            case _:
                lines.insert(at, f"[{dotted(dice, [one(dice, TABLES)] * dice.randrange(1, 4))}]")
    return "\n".join(lines)


def any_toml(dice: Random, sound: str) -> str:
    match dice.randrange(10):
        case 0:
            return anything.written(dice, 30)
        case 1 | 2:
            return anything.mutated(dice, sound).encode("utf-8", "replace").decode()
        case 3 | 4 | 5:
            return written(dice)
    return edited(dice, sound)


def told(problems: Problems, *documents: Document) -> None:
    """Every problem stands inside its document, and can be shown in every form."""
    known = {one.path: one for one in documents}
    for problem in problems:
        stands(problem, known.get(problem.span.path))
        assert draw.draw(problem).endswith("\n")
        assert json.loads(json.dumps(draw.data(problem)))["rule"] == problem.rule
        command = draw.annotation(problem)
        assert re.fullmatch(r"::(error|warning|notice) [^\r\n]*::[^\r\n]*\n", command)


def stands(problem: Diagnostic, where: Document | None) -> None:
    span = problem.span
    assert problem.message
    if span.line is None:
        assert span.column is None
        return
    assert where is not None, problem
    assert 1 <= span.line <= len(where.lines)
    line = where.lines[span.line - 1]
    assert span.text == line
    assert 1 <= (span.column or 1) <= len(line) + 1, problem
    assert (span.column or 1) - 1 + span.length <= len(line) + 1, problem


def typed(settings: Settings) -> None:
    """What the settings hold is of the kind that they promise."""
    for held in settings.catalogues:
        assert isinstance(held, CatalogueSettings)
        for text in (held.name, held.overlay, held.root, held.title, held.doc_url, *held.pages):
            assert isinstance(text, str)
        assert held.translated in (None, True, False)
        assert isinstance(held.selection, Selection)
        assert all(isinstance(role, str) for pair in held.selection.columns for role in pair)
        assert held.envelope is None or isinstance(held.envelope, Envelope)
    assert all(level in (None, "note", "warning", "error") for _, level in settings.levels)


@fuzz(10, rounds=50)
def test_any_configuration_is_read(dice: Random) -> None:
    written = document("pyproject.toml", any_toml(dice, CONFIGURATION))
    settings, problems = config.read(written)
    told(problems, written)
    typed(settings)
    if not settings.catalogues:
        assert errors(problems)
    told(config.find(settings, written, ("x", anything.written(dice))), written)


@fuzz(10, rounds=50)
def test_any_overlay_is_read(dice: Random) -> None:
    written = document("page.toml", any_toml(dice, OVERLAY))
    found, problems = overlay.read(written)
    told(problems, written)
    for settled in (*found.errors, *found.retired):
        assert settled.status is None or 100 <= settled.status <= 599
        assert settled.code.strip()
        texts = (settled.message, settled.name, settled.deprecated, settled.source)
        texts += tuple(said.text for said in settled.messages if config.is_locale(said.locale))
        lists = (settled.hints, settled.causes, settled.actions, settled.aliases)
        assert all(isinstance(text, str) for text in (*texts, *sum(lists, settled.parameters)))


@fuzz(2)
def test_any_overlay_makes_a_catalogue_or_says_why_not(dice: Random) -> None:
    written = document("page.toml", any_toml(dice, OVERLAY))
    one = CatalogueSettings("my-errors", ("page.md",))
    pages = [READ, JAPANESE][: dice.choice((1, 1, 2))]
    made, problems = catalogue.read(one, pages, written, [])
    documents = [page.document for page in pages]
    told(problems, written, *documents)
    assert made is not None or errors(problems)
    if made and not errors(problems):
        sound(made)


def sound(made: Catalogue) -> None:
    """What the outputs build on."""
    assert len({error.class_name for error in made.errors}) == len(made.errors) > 0
    assert len({error.slug.casefold() for error in made.errors}) == len(made.errors)
    assert len({error.code for error in made.errors}) == len(made.errors)
    for error in made.errors:
        assert error.code
        named = [parameter.name for parameter in error.parameters]
        assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in named), error
        assert len(set(named)) == len(named)
        rows = (error.messages, *(variant.messages for variant in error.variants))
        parts = [part for row in rows for message in row for part in message.parts]
        assert all(part < len(named) for part in parts if isinstance(part, int))


def pin(dice: Random) -> Pin:
    table = tuple(one(dice, TABLES) for _ in range(dice.choice((0, 1, 1, 2, 2, 3))))
    several = tuple(one(dice, KEYS) for _ in range(dice.randrange(3)))
    return Pin(table, one(dice, KEYS), dice.choice((one(dice, KEYS), several, 404, True)))


def at(data: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        data = data[key]
    return data


@fuzz(4, rounds=20)
def test_any_pin_is_added_and_nothing_else_is_touched(dice: Random) -> None:
    text = any_toml(dice, dice.choice((OVERLAY, OVERLAY, CONFIGURATION)))
    wanted = [pin(dice) for _ in range(dice.randrange(1, 4))]
    new, added, left = toml.add(text, wanted)
    assert not set(added) & set(left)
    assert set(added) | set(left) <= set(wanted)
    if not added:
        assert new == text
        return
    values = tomllib.loads(new)
    for one in added:
        value = list(one.value) if isinstance(one.value, tuple) else one.value
        assert at(values, (*one.table, one.key)) == value
    kept = new.splitlines(keepends=True)
    pieces = iter(kept)
    for line in text.splitlines(keepends=True):
        assert any(line.rstrip("\r\n") == piece.rstrip("\r\n") for piece in pieces), line
    again, more, _ = toml.add(new, wanted)
    assert (again, more) == (new, ())


@fuzz(4, rounds=20)
def test_any_place_is_where_it_says(dice: Random) -> None:
    written = document("x.toml", any_toml(dice, dice.choice((OVERLAY, CONFIGURATION))))
    keys = [one(dice, (*TABLES, *KEYS)) for _ in range(dice.randrange(4))]
    for span in (toml.span(written, *keys), toml.value_span(written, "docs/errors.md", *keys)):
        stands(Diagnostic("x-y", "note", "so", span), written)
        start = (span.column or 1) - 1
        meant = span.text[start : start + span.length]
        assert (meant.strip(), len(meant)) == (meant, span.length)
    values, broken, reason = toml.read(written)
    assert bool(broken) == bool(reason)
    if broken:
        assert not values
        stands(Diagnostic("x-y", "note", reason, broken), written)


VERBS = (
    ["check"],
    ["build"],
    ["show"],
    ["diff"],
    ["pin"],
    ["changes"],
    ["check", "--format", "json"],
)


def project(dice: Random, root: Path) -> None:
    """A project whose configuration and overlay are sound, or nearly."""
    sound = CONFIGURATION
    for line in ('overlay = "docs/over.toml"\n', 'locale = "ja-JP"\n', "line = 12, "):
        sound = sound.replace(line, "")
    sound = sound.replace('["Codes"]', '["Error codes"]').replace('"Code"', '"Error code"')
    japanese = PAGE.replace("MT", "MT\nms.contentlocale: ja-JP").replace(
        "禁止されています", "Forbidden"
    )
    written = {
        "pyproject.toml": dice.choice((sound, edited(dice, sound), any_toml(dice, sound))),
        "docs/errors.toml": dice.choice(("", edited(dice, OVERLAY), any_toml(dice, OVERLAY))),
        "docs/errors.md": PAGE,
        "docs/ja-JP/errors.md": japanese,
        "docs/old.json": json.dumps(record.write(samples.defender())),
        **{f"few/{path}": text for path, text in workshop.TEMPLATES.items()},
    }
    workshop.write(root, written)


@fuzz(0.5)
def test_any_configuration_is_answered_on_the_command_line(dice: Random) -> None:
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        project(dice, Path(folder))
        few = mock.patch.object(places, "built_in", return_value=Path(folder, "few"))
        with few, redirect_stdout(io.StringIO()), redirect_stderr(said):
            codes = [cli.main([*dice.choice(VERBS), "--root", folder]) for _ in range(3)]
    assert set(codes) <= {0, 1, 2}
    assert "this is a fault" not in said.getvalue()
    assert "too deep" not in said.getvalue()
