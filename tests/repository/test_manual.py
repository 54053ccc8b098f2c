"""The manual and the schemas against the code; `GENERATOR_UPDATE_CASES=1` writes what follows.

That is the list of rules, and what the schemas say of each key: the first line of its section.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

import jinja2
import jsonschema
import pytest

from generator import model, render
from generator.catalogue import overlay
from generator.diagnostics import rules
from generator.diagnostics.source import Problems, Span, document
from generator.project import config, kinds, schema
from generator.project.settings import CatalogueSettings, Settings
from generator.render import targets
from tests import samples, workshop
from tests.conftest import need

MANUAL = workshop.ROOT / "generator" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
UPDATE = bool(os.environ.get("GENERATOR_UPDATE_CASES"))
RULES = rules.manuals()
TOML = r"^```toml\n(.*?)^```$"
ONE = '[catalogues.my-errors]\npages = ["docs/errors.md"]\n'


class Table(NamedTuple):
    """A table of keys: its page and heading, the TOML above a key of it, its place in a schema."""

    page: str
    heading: str
    above: str
    place: str


def target(kind: str) -> str:
    return f'{ONE}[[targets]]\nkind = "{kind}"\npath = "some/errors"\n'


TARGET = "/definitions/target"
ACCEPTED = '[[accepted]]\nrule = "code-removed"\nreason = "x"\n'
SOURCE = f'{ONE}[[sources]]\nfiles = "src/errors.py"\nform = "python"\n'
TABLES = [
    Table("configuration", "The top", "", ""),
    Table("configuration", "A catalogue", ONE, "/definitions/catalogue"),
    Table(
        *("configuration", "Which tables", f"{ONE}[catalogues.my-errors.tables]\n"),
        "/definitions/tables",
    ),
    Table(
        *("configuration", "Which columns", f"{ONE}[catalogues.my-errors.columns]\n"),
        "/definitions/columns",
    ),
    Table(
        *("configuration", "The envelope", f"{ONE}[catalogues.my-errors.envelope]\n"),
        "/definitions/envelope",
    ),
    Table("configuration", "A target", target("json"), TARGET),
    Table("configuration", "A target of Python", target("python"), f"{TARGET}/allOf/0/then"),
    Table(
        "configuration", "A target of TypeScript", target("typescript"), f"{TARGET}/allOf/1/then"
    ),
    Table("configuration", "A target of docs", target("docs"), f"{TARGET}/allOf/2/then"),
    Table("configuration", "A source", SOURCE, "/definitions/source"),
    Table("overlay", "The tables", "", ""),
    Table("overlay", "An error", "[errors.E]\n", "/definitions/error"),
    Table("overlay", "What is accepted", ACCEPTED, "/definitions/accepted"),
    Table("overlay", "The page", "[page]\n", "/definitions/page"),
]
SCHEMAS = {"configuration": schema.CONFIGURATION, "overlay": schema.OVERLAY}


class Section(NamedTuple):
    table: Table
    key: str
    text: str

    @property
    def facts(self) -> dict[str, str]:
        """What the points of the list say: type, default, what goes wrong."""
        return dict(re.findall(r"^\* ([a-z ]+): (.+)$", self.text, re.MULTILINE))

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """Pairs of lines and the rule that refuses them."""
        return re.findall(r"`([^`]+)` is `([a-z-]+)`", self.facts["goes wrong"])


def parts(page: str, heading: str) -> list[str]:
    text = (MANUAL / f"{page}.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return re.split(r"^### ", found, flags=re.MULTILINE)[1:]


def sections() -> Iterator[Section]:
    for table in TABLES:
        for part in parts(table.page, table.heading):
            head, _, text = part.partition("\n\n")
            found = re.fullmatch(r"`([a-z-]+)`(?: \([a-z A-Z]+\))?", head)
            assert found, head
            yield Section(table, found[1], text)


SECTIONS = list(sections())
FENCES = [
    (page, text)
    for page in SCHEMAS
    for text in re.findall(
        TOML, (MANUAL / f"{page}.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
]


def identified(section: Section) -> str:
    return f"{section.table.heading}: {section.key}"


def read(page: str, text: str) -> Problems:
    if page == "overlay":
        return overlay.read(document("docs/errors.toml", text))[1]
    return config.read(document("error-table.toml", text))[1]


def known(table: Table) -> set[str]:
    """The keys that the code takes here: its own words, where there is one that it does not."""
    found = read(table.page, f"{table.above}zzz = 1\n")
    (problem,) = (p for p in found if p.rule in {"config-unknown", "overlay-key"})
    return set(re.split(", ", re.sub(r"^the keys here are |^.*: ", "", problem.help)))


def at(found: Any, place: str) -> Any:
    for part in filter(None, place.split("/")):
        found = found[int(part)] if isinstance(found, list) else found[part]
    return found


@cache
def schemas(page: str) -> dict[str, Any]:
    return dict(json.loads(schema.text(SCHEMAS[page])))


def refused(page: str, text: str) -> bool:
    validator = jsonschema.Draft7Validator(schemas(page))
    return not validator.is_valid(tomllib.loads(text))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.page}: {table.heading}")
def test_every_key_has_its_section_and_its_place_in_the_schema(table: Table) -> None:
    written = [section.key for section in SECTIONS if section.table == table]
    assert len(written) == len(set(written))
    common = {"kind", "path", "catalogues"} if "target of" in table.heading else set()
    assert set(written) == known(table) - common
    properties = at(schemas(table.page), table.place)["properties"]
    assert set(properties) == known(table)


def test_every_kind_has_its_keys_in_the_schema() -> None:
    branches = at(schemas("configuration"), f"{TARGET}/allOf")
    found = {b["if"]["properties"]["kind"]["const"]: b["then"]["properties"] for b in branches[:-1]}
    assert set(found) == set(kinds.KEYS) == set(branches[-1]["if"]["properties"]["kind"]["enum"])
    for kind, keys in kinds.KEYS.items():
        assert set(found[kind]) == {"kind", "path", "catalogues", *(key.name for key in keys)}
        assert not keys or kind in {"docs", "python", "typescript"}, "a table of its own above"


@pytest.mark.parametrize("section", SECTIONS, ids=identified)
def test_a_key_has_all_that_is_to_be_said_of_it(section: Section) -> None:
    assert set(section.facts) == {"type", "default", "goes wrong"}
    assert re.search(
        rf"^```toml\n.*\b{section.key}\b.*^```$", section.text, re.DOTALL | re.MULTILINE
    )
    named = re.findall(r"(?:is|are|as|note) `([a-z]+-[a-z-]+)`", section.facts["goes wrong"])
    assert set(named) <= set(RULES)


def default(table: Table, key: str) -> object:
    """What the code takes where a key is left out."""
    if table.heading == "The top":
        return getattr(Settings(), key, "")
    if table.heading == "A catalogue" and key != "pages":
        form = CatalogueSettings("a", ())
        if key == "headings":
            return form.selection.titled
        place = form.style if key.startswith("class-") else form
        found = getattr(place, key.removeprefix("class-").replace("-", "_"), "")
        return found if isinstance(found, str | bool) else ""
    kind = re.search(r"target of (\w+)", table.heading)
    if not kind:
        return ""
    return {k.name: k.default for k in kinds.KEYS[kind[1].lower()]}[key]


@pytest.mark.parametrize("section", SECTIONS, ids=identified)
def test_a_default_is_that_of_the_code(section: Section) -> None:
    said = section.facts["default"]
    found = default(section.table, section.key)
    if found not in ("", (), None):
        assert said == f"`{json.dumps(found)}`"
    told = at(schemas(section.table.page), section.table.place)["properties"][section.key]
    assert told.get("default", "") == (found if found not in ((), None) else "")


def told(section: Section, lines: str) -> str:
    """The lines where the key of the section stands, with all that has to be there beside them."""
    above = re.sub(rf"^{section.key} = .*\n", "", section.table.above, flags=re.MULTILINE)
    alone = section.table.page == "overlay" or above or "catalogues" in lines
    return f"{above}{lines}\n{'' if alone else ONE}"


@pytest.mark.parametrize("section", SECTIONS, ids=identified)
def test_what_the_manual_calls_wrong_is_refused_by_its_rule(section: Section) -> None:
    assert section.wrong
    for lines, rule in section.wrong:
        text = told(section, lines)
        assert [p.rule for p in read(section.table.page, text)] == [rule], text


# What only the project tells: other files and names, the version that runs, what is free.
BEYOND = {
    *("required-version", "output", "templates", "reference-page", "catalogues", "project"),
    *("path", "levels", "root", "locale", "catalogue"),
}


@pytest.mark.parametrize("section", [s for s in SECTIONS if s.key not in BEYOND], ids=identified)
def test_what_is_wrong_in_itself_the_schema_refuses_too(section: Section) -> None:
    for lines, _ in section.wrong:
        assert refused(section.table.page, told(section, lines)), lines


SHAPES = {
    "a key at the top": f"outptu = 'x'\n{ONE}",
    "a key of a catalogue": f"{ONE}page = 'x'\n",
    "a role": f"{ONE}columns.cod = 0\n",
    "a role under a heading": f"{ONE}columns.Codes.cod = 0\n",
    "a key of tables": f"{ONE}tables.lines = 1\n",
    "a key of the envelope": f"{ONE}envelope.codes = ['a']\n",
    "a key of another kind": f"{target('docs')}form = 'ts'\n",
    "a key of a kind without any": f"{target('json')}form = 'ts'\n",
    "a kind of one's own": f"{target('go')}own = 1.5\n",
    "no kind": f"{ONE}[[targets]]\npath = 'x'\n",
    "no path": f"{ONE}[[targets]]\nkind = 'docs'\n",
    "no pages": "[catalogues.a]\n",
    "no catalogues": "output = 'x'\n",
    "a catalogue that is none": "catalogues.a = 1\n",
    "a name": "[catalogues.'A B']\npages = ['a.md']\n",
    "a level": f"levels.code-translated = 'low'\n{ONE}",
    "a rule": f"levels.code-translatd = 'note'\n{ONE}",
    "targets that are no array": f"targets = {{ kind = 'docs' }}\n{ONE}",
    "a blank": f"templates = ' '\n{ONE}",
    "a locale": f"{ONE}locale = {{ 'docs/errors.md' = 'English' }}\n",
    "a page from the root": "[catalogues.a]\npages = ['/a.md']\n",
    "true for a number": f"{target('python')}line-length = true\n",
}
TURNED = {
    "a table": "[error.A]\n",
    "a table that is none": "codes = 1\n",
    "a key of an error": "[errors.A]\nretriable = true\n",
    "a key of a retired one": "[retired.A]\nx = 1\n",
    "a key of the page": "[page]\nlicense = 'x'\n",
    "a status": "[errors.A]\nstatus = 600\n",
    "true for a status": "[errors.A]\nstatus = true\n",
    "an empty code": "[codes]\na = ''\n",
    "a verdict": "[rows]\na = 'left'\n",
    "a parameter": "[errors.A]\nparameters = ['a-b']\n",
}


@pytest.mark.parametrize(
    ("page", "text"),
    [
        *(pytest.param("configuration", text, id=name) for name, text in SHAPES.items()),
        *(pytest.param("overlay", text, id=f"overlay: {name}") for name, text in TURNED.items()),
    ],
)
def test_a_schema_refuses_the_shapes_that_reading_refuses(page: str, text: str) -> None:
    assert read(page, text)
    assert refused(page, text)


def whole(page: str, text: str) -> str:
    """An example of the configuration, with a catalogue where it has none."""
    return text if page == "overlay" or "pages" in text else f"{text}{ONE}"


PAGE = """\
# Error codes

| Error code | HTTP status | Message | What to do |
|---|---|---|---|
| BadRequest | 400 | The request is malformed. | Correct it. |
| ItemNotFound | 404 | Item {item id} was not found. | Look again. |
| TBD | 500 | To be told. | - |
| OK | 200 | All is well. | - |

# Limits

| Limit | Value |
|---|---|
| Items | 10 |
"""
JAPANESE = """\
# エラー コード

| エラー コード | HTTP ステータス | メッセージ |
|---|---|---|
| BadRequest | 400 | 要求の形式が正しくありません。 |
| ItemNotFound | 404 | アイテム {item id} が見つかりませんでした。 |
"""
HEADINGS = "# Errors\n\n## DISK_FULL\n\nThere is no room left.\n\n## NO_NETWORK\n"
FILES = {
    "docs/errors.md": PAGE,
    "docs/codes.md": HEADINGS,
    "docs/ja/errors.md": JAPANESE,
    "docs/settled.toml": "",
    "docs/cards.toml": "",
    "my-templates/text/{name}.txt.jinja": "{{ header }}\n",
}
# What an example leaves open: it is of another page, or shows two things that are one here.
TOLD = {"overlay-unused", "choice-line"}


@pytest.mark.parametrize(
    ("page", "text"), FENCES, ids=[f"{p}-{n}" for n, (p, _) in enumerate(FENCES)]
)
def test_an_example_is_read_without_a_problem_and_builds(
    page: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = whole(page, text)
    assert not read(page, said)
    assert not refused(page, said)
    where = "docs/errors.toml" if page == "overlay" else "error-table.toml"
    workshop.write(tmp_path, {**FILES, "error-table.toml": ONE, where: said})
    few = tmp_path / "few"
    workshop.write(
        few, {**workshop.TEMPLATES, "typescript/{name}/index.js.jinja": "{{ skip() }}\n"}
    )
    ran = workshop.inside(["build", "--format", "json"], tmp_path, few)
    problems = json.loads(ran.stdout)["problems"]
    assert [p for p in problems if p["level"] == "error" and p["rule"] not in TOLD] == []
    assert ran.returncode == 0 or {p["rule"] for p in problems} & TOLD


def described(section: Section) -> str:
    return section.text.partition("\n\n")[0]


def test_the_schemas_say_what_the_manual_says(tmp_path: Path) -> None:
    for page, name in SCHEMAS.items():
        wanted = json.loads(schema.text(name))
        intro = (MANUAL / f"{page}.md").read_text("utf-8").split("\n\n")[1].partition("\n")[0]
        wanted["description"] = intro.removesuffix(":")
        for section in (s for s in SECTIONS if s.table.page == page):
            at(wanted, section.table.place)["properties"][section.key]["description"] = described(
                section
            )
        if page == "configuration":
            wanted["properties"]["levels"]["properties"] = {
                rule: {
                    "description": manual.split("\n")[0],
                    "allOf": [{"$ref": "#/definitions/level"}],
                }
                for rule, manual in RULES.items()
            }
        else:
            found = sorted(rules.findings("changes") | rules.findings("audit"))
            wanted["definitions"]["accepted"]["properties"]["rule"]["enum"] = found
        text = json.dumps(wanted, indent=2, ensure_ascii=False) + "\n"
        if UPDATE:
            (MANUAL / "schema" / name).write_text(text, encoding="utf-8")
        assert schema.text(name) == text
        jsonschema.Draft7Validator.check_schema(wanted)


def test_every_rule_is_listed_with_its_manual() -> None:
    rows = []
    for path in sorted((MANUAL.parent / "diagnostics" / "rules").glob("*.md")):
        for name in re.findall(r"^## (.*)$", path.read_text("utf-8"), re.MULTILINE):
            link = f"../diagnostics/rules/{path.name}#{name}"
            rows.append(f"| [`{name}`]({link}) | {RULES[name].split(chr(10))[0]} |")
    text = "\n".join(
        [
            "# The rules",
            "",
            "Every diagnostic by its name, which it has in brackets and keeps for ever.",
            "The link, and `error-table explain RULE`, lead to what it means, and how to mend it.",
            "The key [`levels`](configuration.md#levels) sets the level of a rule.",
            "",
            "| rule | what it says |",
            "|---|---|",
            *sorted(rows),
            "",
        ]
    )
    if UPDATE:
        (MANUAL / "rules.md").write_text(text, encoding="utf-8")
    assert (MANUAL / "rules.md").read_text("utf-8") == text
    assert len(rows) == len(RULES)


def rows(heading: str) -> list[str]:
    """The first cell of each row of a table of the page about templates."""
    text = (MANUAL / "templates.md").read_text("utf-8")
    (found,) = re.findall(rf"^## {heading}\n(.*?)(?=^## )", text, re.MULTILINE | re.DOTALL)
    return re.findall(r"^\| `([^`]+)` \|", found, re.MULTILINE)


def test_every_variable_of_a_template_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: set[str] = set()

    def seen(env: object, path: str, view: dict[str, object], **_: object) -> tuple[None, Problems]:
        shown.update(view)
        return None, ()

    monkeypatch.setattr(render, "text", seen)
    paths = ("own/{name}/{locale}/{code}-{status}.jinja", "own/all.jinja")
    targets.targets(dict.fromkeys(paths, ""), [samples.defender()], Settings())
    env, plain = render.environment({}), jinja2.Environment(autoescape=True)
    shown |= env.globals.keys() - plain.globals.keys()
    assert set(rows("Variables")) == shown
    assert set(rows("Tests")) == env.tests.keys() - plain.tests.keys()
    gone = plain.globals.keys() - env.globals.keys()
    gone |= plain.filters.keys() - env.filters.keys()
    assert gone == {"lipsum", "random"}


def test_every_filter_is_told_as_its_first_line_says() -> None:
    text = (MANUAL / "templates.md").read_text("utf-8")
    for name, found in render.FILTERS.items():
        first = (found.__doc__ or "").splitlines()[0]
        assert re.search(
            rf"^\| `{name}(\([a-z, ]+\))?` \| {re.escape(first)} \|$", text, re.MULTILINE
        )
    assert [row.partition("(")[0] for row in rows("Filters")] == list(render.FILTERS)


def forms(form: Any) -> dict[str, Any]:
    """The dataclasses that a field of a form has, by their names, and their own."""
    found: dict[str, Any] = {}
    todo = [form]
    while todo:
        one = todo.pop()
        if dataclasses.is_dataclass(one) and one.__name__ not in found:  # type: ignore[union-attr]
            found[one.__name__] = one  # type: ignore[union-attr]
            hints = model.__dict__ | {"Span": Span}
            todo += [eval(str(f.type), hints) for f in dataclasses.fields(one)]
        todo += get_args(one)
    return found


def test_every_field_of_a_catalogue_is_told() -> None:
    told = parts("templates", "A catalogue")
    written = {
        part.partition("`\n")[0].strip("`"): {
            name
            for line in re.findall(r"^\* (`[^:]*):", part, re.MULTILINE)
            for name in re.findall(r"`(\w+)`", line)
        }
        for part in told
    }
    found = {
        name: {field.name for field in dataclasses.fields(form) if field.name != "_"}
        for name, form in forms(model.Catalogue).items()
    }
    assert written == found


def test_the_templates_of_the_manual_render(tmp_path: Path) -> None:
    text = (MANUAL / "templates.md").read_text("utf-8")
    shown = dict(re.findall(r"^```jinja (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    assert len(shown) >= 4
    files = {f"mine/{path}": template for path, template in shown.items()}
    start = 'templates = "mine"\n[[targets]]\nkind = "text"\npath = "out"\n'
    page = {"docs/errors.md": workshop.PAGE, "error-table.toml": start + ONE}
    workshop.write(tmp_path, {**files, **page, "mine/text/_parts/more.jinja": "more\n"})
    workshop.write(tmp_path / "few", {"json/{name}.json.jinja": "{}\n"})
    ran = workshop.inside(["build"], tmp_path, tmp_path / "few")
    assert ran.returncode == 0, ran.stderr.decode()
    made = workshop.tree(tmp_path / "out")
    assert len(made) == 3 + 3, "one for each of three codes, and one each"
    assert made["BadRequest.txt"] == b"bad_request_error: Bad Request\n"
    assert b"('BadRequest'" in made["my-errors.py"] or b'("BadRequest"' in made["my-errors.py"]


def test_the_schema_of_a_pyproject_is_that_of_the_configuration() -> None:
    text = (workshop.ROOT / "pyproject.toml").read_text("utf-8")
    entries = tomllib.loads(text)["project"]["entry-points"]["validate_pyproject.tool_schema"]
    assert entries == {"error-table": "generator.project.schema:pyproject"}
    assert schema.pyproject("error-table") == json.loads(schema.text(schema.CONFIGURATION))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("error-table.toml", "#:schema ./x.json\n"),
        ("errors.toml", "#:schema ./x.json\n"),
        ("docs/ja/errors.toml", "#:schema ../../x.json\n"),
    ],
)
def test_a_line_leads_to_the_folder_of_the_project(path: str, line: str) -> None:
    assert schema.line(path, "x.json") == line


def test_validate_pyproject_takes_the_schema() -> None:
    need(importlib.util.find_spec("validate_pyproject"), "validate-pyproject is not installed")
    from validate_pyproject import api, errors, plugins

    judge = api.Validator([plugins.PluginWrapper("error-table", schema.pyproject)])
    table = tomllib.loads(target("python"))
    judge({"tool": {"error-table": table}})
    table["targets"][0]["form"] = "ts"
    with pytest.raises(errors.ValidationError, match="form"):
        judge({"tool": {"error-table": table}})
