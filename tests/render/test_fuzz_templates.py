"""Whatever a catalogue says: every output is sound, and its literals are what the page says."""

from __future__ import annotations

import ast
import importlib
import json
import re
import sys
import tempfile
import tomllib
import urllib.parse
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache, lru_cache
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from types import CodeType
from typing import Any
from unittest import mock

import yaml
from markdown_it import MarkdownIt

from generator import catalogue, names, record, render
from generator import markdown as tables
from generator.diagnostics import source
from generator.diagnostics.source import document
from generator.model import Catalogue, Envelope, Error, Text, spelt_out
from generator.project import toml
from generator.project.kinds import Option
from generator.project.pins import Pin
from generator.project.settings import CatalogueSettings
from generator.render import tidy
from generator.render.quoting import INVISIBLE, data, javascript, markdown, python
from generator.render.views import docs, former, texts
from generator.render.views import python as view
from generator.render.views.shape import shape
from tests import anything, node, rendered, samples
from tests.anything import fuzz
from tests.render.docs.test_docs_quoting import github

LANGUAGES = ("json", "openapi", "python", "typescript", "docs")


@cache
def environment(language: str) -> Any:
    return render.environment(rendered.templates(language))


def outputs(
    made: Catalogue, language: str, *, tidied: bool = False, **chosen: Option
) -> dict[str, str]:
    """What the templates of a language make of a catalogue; as UTF-8 can hold it."""
    with ExitStack() as stack:
        compiled = environment(language)
        stack.enter_context(mock.patch.object(render, "environment", return_value=compiled))
        if not tidied:
            stack.enter_context(mock.patch.object(tidy, "tidy", lambda _, text, **__: (text, "")))
        found = rendered.files(made, language, **chosen)
    assert all(path.isascii() for path in found)
    return found


@cache
def harmless(language: str, ending: str, **chosen: Option) -> tuple[str, ...]:
    """Files that templates make of catalogues with every kind of fact, and plain texts."""
    dice = Random("harmless")
    with mock.patch.object(anything, "text", return_value="x"):
        made = [anything.catalogue(dice) for _ in range(30)]
    files = [pair for one in made for pair in outputs(one, language, **chosen).items()]
    return tuple(text for path, text in files if re.search(ending, path))


# JSON


def strict(text: str) -> Any:
    """A JSON value as RFC 8259 has it: without NaN and infinity."""
    return json.loads(text, parse_constant=lambda name: 1 / 0)


@fuzz(2)
def test_json_is_read_back_as_the_same_catalogue(dice: Random) -> None:
    made = anything.catalogue(dice)
    text = outputs(made, "json")[f"json/{made.name}.json"]
    assert INVISIBLE.search(text.replace("\n", "")) is None
    strict(text)
    assert record.read(document("x.json", text)) == (made, ())


@fuzz(2)
def test_openapi_is_json_and_lists_the_codes(dice: Random) -> None:
    made = anything.catalogue(dice)
    said = strict(outputs(made, "openapi")[f"openapi/{made.name}.json"])
    known = said["components"]["schemas"]["KnownErrorCode"]
    listed = {str(code) for kind in known.get("anyOf", [known]) for code in kind["enum"]}
    assert listed == {error.code for error in made.errors}
    for response in said["components"]["responses"].values():
        shown = response["content"]["application/json"].get("examples", {})
        texts = [json.loads(example.text) for example in made.examples]
        own = [one["value"] for one in shown.values() if "description" not in one]
        assert all(value in texts for value in own)
        page = github(response["description"])
        assert page.elements <= {"p", "ul", "li", "code", "a"}
        assert all(re.match("https?://|mailto:", x, re.IGNORECASE) for x in page.addresses)
        told = {error.code: error for error in made.errors}
        for code, facts in response.get("x-codes", {}).items():
            assert facts["description"] == next((m.text for m in told[code].messages), "")


# Python


def identifiers(code: CodeType) -> set[str]:
    found = {*code.co_names, *code.co_varnames, *code.co_freevars, *code.co_cellvars}
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return found.union(*map(identifiers, inner))


@lru_cache(maxsize=4096)
def used_names(text: str) -> set[str]:
    """Every name in a module, which compiles: no text of a page can become one."""
    return identifiers(compile(text, "module.py", "exec"))


@cache
def known_names() -> set[str]:
    return set().union(*map(used_names, harmless("python", r"\.py$")))


def literal(tree: ast.Module, name: str) -> Any:
    """The value that a module gives a name at its top."""
    for part in tree.body:
        if isinstance(part, ast.Assign | ast.AnnAssign) and part.value:
            target = part.target if isinstance(part, ast.AnnAssign) else part.targets[0]
            if isinstance(target, ast.Name) and target.id == name:
                return ast.literal_eval(part.value)
    raise AssertionError(f"there is no {name}")


def frozen(tree: ast.Module, name: str) -> set[str]:
    """What a module puts into the frozen set of this name."""
    for part in tree.body:
        if isinstance(part, ast.AnnAssign) and ast.unparse(part.target) == name:
            assert isinstance(part.value, ast.Call)
            return set().union(*map(ast.literal_eval, part.value.args))
    raise AssertionError(f"there is no {name}")


def attributes(found: ast.ClassDef) -> dict[str, Any]:
    """The literals that a class has."""
    values: dict[str, Any] = {}
    for part in found.body:
        target = part.target if isinstance(part, ast.AnnAssign) else None
        if isinstance(part, ast.Assign):
            target = part.targets[0]
        if isinstance(part, ast.Assign | ast.AnnAssign) and part.value:
            assert isinstance(target, ast.Name)
            values[target.id] = ast.literal_eval(part.value)
    return values


def first_language(made: Catalogue, *told: tuple[Text, ...]) -> tuple[str, ...]:
    """What texts of each kind say in the first language, or in all where that has none."""
    found: list[Text] = []
    for several in told:
        found += [text for text in several if text.locale == made.locales[0]] or several
    return tuple(dict.fromkeys(spelt_out(text.text, text.marks) for text in found))


def squeezed(text: str) -> str:
    """A text without blanks, which a docstring may lay out anew, and as UTF-8 can hold it."""
    return "".join(text.encode("utf-8", "replace").decode().split())


def address(made: Catalogue, error: Error) -> str:
    """Where an error is documented."""
    if "{code}" in made.doc_url:
        quoted = urllib.parse.quote(error.code, safe="", errors="replace")
        return made.doc_url.replace("{code}", quoted, 1)
    return f"{made.doc_url.rstrip('/')}/{error.slug}" if made.doc_url else ""


def class_is_true(made: Catalogue, error: Error, found: ast.ClassDef) -> None:
    said = attributes(found)
    assert said["code"] == error.code
    advice = first_language(made, error.actions, error.hints)
    assert said.get("hints", ()) == advice
    assert said.get("causes", ()) == first_language(made, error.causes)
    assert said.get("deprecated", "") == error.deprecated
    assert said.get("parameter_names", ()) == tuple(p.name for p in error.parameters)
    assert said.get("doc_url", "") == address(made, error)
    doc = squeezed(ast.get_docstring(found, clean=False) or "")
    every = texts.messages(error)
    own = [m for m in every if m.locale == made.locales[0]] or every[:1]
    for text in (
        error.code,
        *(spelt_out(m.text, m.marks) for m in own),
        *advice,
        error.remark,
        error.source,
    ):
        assert squeezed(text) in doc


def python_is_true(made: Catalogue, files: Mapping[str, str]) -> None:
    allowed = {e.class_name for e in made.errors} | {a.old for a in former.classes(made)}
    label = names.snake(made.envelope.correlation_id[-1]) if made.envelope.correlation_id else ""
    allowed |= {made.root, made.package, label}
    allowed |= {f"Http{status}Error" for error in made.errors for status in error.statuses}
    allowed |= {f"{made.package}.{room}" for room in ("errors", "testing")}
    # What a class is made with; a name as the names of functions are.
    allowed |= {parameter.name for error in made.errors for parameter in error.parameters}
    modules = {path.split("/")[-1]: text for path, text in files.items() if path.endswith(".py")}
    for name, text in modules.items():
        assert used_names(text) <= known_names() | allowed, name
    told_by = ("errors", "_messages", "_registry", "_body", f"test_{made.package}")
    trees = {f"{name}.py": ast.parse(modules[f"{name}.py"]) for name in told_by}
    classes = {c.name: c for c in trees["errors.py"].body if isinstance(c, ast.ClassDef)}
    for error in made.errors:
        class_is_true(made, error, classes[error.class_name])
    told = {lo: {c: list(t) for c, t in found} for lo, found in view.templates(made)}
    assert literal(trees["_messages.py"], "MESSAGES") == told
    aliases = {alias.old: alias.new for alias in former.codes(made)}
    assert literal(trees["_registry.py"], "ALIASES") == aliases
    assert frozen(trees["errors.py"], "SUCCESS_CODES") == {one.code for one in made.successes}
    found = shape(made.envelope)
    for name, path in (
        ("NODE", found.node),
        ("MESSAGE", found.message.path),
        ("CORRELATION_ID", found.correlation_id.path),
    ):
        assert literal(trees["_body.py"], name) == path
    examples = [(example.text, example.code) for example in texts.failed(made)]
    assert literal(trees[f"test_{made.package}.py"], "EXAMPLES") == examples
    project = tomllib.loads(files["python/pyproject.toml"])
    assert project["project"]["name"] == made.name


@fuzz(1)
def test_python_has_exactly_the_texts(dice: Random) -> None:
    made = anything.catalogue(dice)
    files = outputs(made, "python")
    python_is_true(made, files)
    assert not elements(files["python/README.md"]) - MARKS


@fuzz(0.02, rounds=1)
def test_tidy_python_has_them_too(dice: Random) -> None:
    made = anything.catalogue(dice)
    python_is_true(made, outputs(made, "python", tidied=True))


@contextmanager
def imported(files: Mapping[str, str], package: str) -> Iterator[Any]:
    """The package and its `testing`, in a folder of its own, and forgotten afterwards."""
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(sys, "path", [folder, *sys.path]),
        mock.patch.dict(sys.modules),
    ):
        for path, text in files.items():
            if path.startswith(f"python/{package}/"):
                place = Path(folder, path.removeprefix("python/"))
                place.parent.mkdir(exist_ok=True)
                place.write_text(text, "utf-8")
        importlib.invalidate_caches()
        yield importlib.import_module(f"{package}.testing")


IDS = (
    "target",
    "a-b",
    "class",
    "__proto__",
    "²",
    "x y",
    '"',
    "requestId",
    "args",
    "to_dict",
    "property",
)


@fuzz(0.1)
def test_python_knows_the_class_of_every_code(dice: Random) -> None:
    shape = Envelope(("error", "code"), ("error", "message"), ("error", dice.choice(IDS)))
    made = replace(
        anything.catalogue(dice),
        name="made-x",
        package="made_x",
        envelope=dice.choice((Envelope(), shape)),
    )
    with imported(outputs(made, "python"), "made_x") as testing:
        # RFC 9457: about:blank says nothing beyond the status; of a text 200 characters are kept.
        for error in [e for e in made.errors if e.code != "about:blank" and len(e.code) <= 200]:
            found = testing.error(error.code, "It says so.")
            assert (type(found).__name__, found.code) == (error.class_name, error.code)
            assert found.status == (error.statuses[0] if error.statuses else None)
            assert found.message == "It says so."
            assert found.retired == error.retired
            made_here = type(found)(**{p.name: n for n, p in enumerate(error.parameters)})
            read = testing.from_payload(400, made_here.to_body(), made_here.to_headers())
            assert (type(read), read.code) == (type(found), error.code)
            documented = testing.error(error.code)
            assert set(documented.parameters) <= {p.name for p in error.parameters}
            for locale in made.locales if len(made.locales) > 1 else ():
                assert isinstance(documented.localized(locale), str)
        for error in made.errors:
            for alias in error.aliases:
                assert type(testing.from_payload(404, testing.payload(alias))).code in codes(made)


def codes(made: Catalogue) -> set[str]:
    return {error.code for error in made.errors} | {""}


# JavaScript and TypeScript

_TOKEN = re.compile(
    r"""
    (?P<comment> //[^\n\r\u2028\u2029]* | /\*.*?\*/ )
    | (?P<string> "(?: [^"\\\n\r] | \\. )*" )
    | (?P<template> `(?: [^`\\] | \\. )*` )
    | (?P<pattern> /(?: [^/\\\n\r\[] | \\. | \[ (?: [^\]\\\n\r] | \\. )* \] )+/[a-z]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]+)\}|(.))", re.DOTALL | re.IGNORECASE
)


def unquoted(token: str) -> str:
    """The value of a string literal (ECMA-262, "String Literals")."""

    def one(found: re.Match[str]) -> str:
        number = found[1] or found[2] or found[3]
        return chr(int(number, 16)) if number else {"n": "\n"}.get(found[4], found[4])

    return _ESCAPE.sub(one, token[1:-1])


def scanned(script: str) -> tuple[str, list[str]]:
    """A script without comments, its strings by number; and the strings."""
    strings: list[str] = []

    def one(found: re.Match[str]) -> str:
        if found.lastgroup != "string":
            return {"comment": "", "template": "``", "pattern": "/./"}[found.lastgroup or ""]
        strings.append(unquoted(found[0]))
        return f"<{len(strings) - 1}>"

    return _TOKEN.sub(one, script), strings


@cache
def known_words() -> frozenset[str]:
    scripts = [text for form in ("js", "ts") for text in harmless("typescript", "s$", form=form)]
    return frozenset(w for text in scripts for w in re.findall(r"[\w$#@\\]+", scanned(text)[0]))


def listed(bare: str, strings: list[str], pattern: str) -> list[str]:
    """The strings whose numbers a pattern finds."""
    return [strings[int(number)] for number in re.findall(pattern, bare)]


# What TypeScript has beside the JavaScript that it is.
_TYPED = re.compile(r"(?:protected|override|readonly) |(?<=\w): readonly[^=\n]*(?= = \[)")


def script_is_true(made: Catalogue, path: str, script: str) -> None:
    bare, strings = scanned(script)
    allowed = {e.class_name for e in made.errors} | {str(n) for n in range(600 + len(strings))}
    allowed |= {one.old for one in former.classes(made)}
    allowed |= {key for way in (made.envelope.code, made.envelope.message) for key in way}
    allowed |= {made.root, f"is{made.root}", f"{made.root}JSON", f"{made.root}Options"}
    allowed |= {f"Http{status}Error" for error in made.errors for status in error.statuses}
    allowed |= set(made.envelope.correlation_id)
    keys = {parameter.name for error in made.errors for parameter in error.parameters}
    allowed |= keys | {re.sub("(?<=.)_(.)", lambda m: m[1].upper(), key) for key in keys}
    found = set(re.findall(r"[\w$#@\\]+", bare))
    assert found <= known_words() | allowed, path
    codes = [error.code for error in made.errors]
    if re.search(r"/(axios|hints)\.", path):
        advice_is_true(made, path, bare, strings)
        return
    if re.search(r"/(testing|server|envelope)\.", path):
        messages, _, parameters = bare.partition("const PARAMETERS")
        told = [error.code for error in made.errors if any(has_words(error))]
        given = [error.code for error in made.errors if error.parameters]
        if "/envelope." not in path:
            told = given = []
        assert listed(messages, strings, r"\n  \[<(\d+)>, \[") == told
        assert listed(parameters, strings, r"\n  \[<(\d+)>, \[") == given
        return
    if path.endswith("index.ts"):
        types = bare.split("interface ErrorByCode")[0]
        assert listed(types, strings, r"\n  <(\d+)>,") == codes
        bare = _TYPED.sub("", bare).replace("code: WireCode =", "code =")
    if ".d." in path:
        types = bare.split("interface ErrorByCode")[0]
        assert listed(types, strings, r"\n  <(\d+)>,") == codes
        assert listed(bare, strings, r"\n  <(\d+)>: \w+;") == codes
        assert listed(bare, strings, r"  static readonly code: <(\d+)>;") == codes
        return
    assert listed(bare, strings, r"\n  static code = <(\d+)>;") == ["", *codes]
    assert listed(bare, strings, r"SUCCESS_CODES = \[<(\d+)>") == [
        success.code for success in made.successes[:1]
    ]
    aliases = bare.partition("const ALIASES")[2].partition("];")[0]
    told = [text for one in former.codes(made) for text in (one.old, one.new)]
    assert listed(aliases, strings, r"<(\d+)>") == told
    names = [(one.old, one.new) for one in former.classes(made)]
    plain = bare.replace("export const", "const")
    assert re.findall(r"\nconst (\w+)(?:: typeof \w+)? = ([A-Z]\w*);", plain) == names


def advice_is_true(made: Catalogue, path: str, bare: str, strings: list[str]) -> None:
    """What to do and what it comes from, by code, in its own entry alone."""
    of_causes = bare.partition("const CAUSES")
    for part, kinds in ((of_causes[0], ("actions", "hints")), (of_causes[2], ("causes",))):
        texts = ((e.code, [getattr(e, kind) for kind in kinds]) for e in made.errors)
        told = [[code, *first_language(made, *each)] for code, each in texts if any(each)]
        found = re.findall(r"\n  \[\n([\s<>0-9,\[\]]*?)\n  \],", part)
        if re.search(r"/hints\.(js|cjs|ts)$", path):
            assert [listed(one, strings, r"<(\d+)>") for one in found] == told
        else:
            assert found == []


def has_words(error: Error) -> Iterator[bool]:
    """Whether each message of an error is one that a body can have, in whatever language."""
    for message in texts.messages(error):
        yield bool(message.text) and not message.remark


@fuzz(1)
def test_scripts_have_exactly_the_texts(dice: Random) -> None:
    made = anything.catalogue(dice)
    files = {
        path: text
        for form in ("js", "ts")
        for path, text in outputs(made, "typescript", form=form).items()
    }
    for path, text in files.items():
        if path.endswith(".md"):
            assert not elements(text) - MARKS, path
        elif path.endswith(".json"):
            assert strict(text)["name"] == made.name
        else:
            script_is_true(made, path, text)


_RUN = """\
const found = [];
for (const name of %s) {
  const all = await import(`./${name}.mjs`);
  const { hintsOf } = await import(`./${name}.hints.mjs`);
  const every = Object.values(all).filter((one) => one?.code && Object.hasOwn(one, "code"));
  const classes = all.ERROR_CODES.map((code) => every.find((one) => one.code === code));
  const made = classes.map((one) => [one.code, hintsOf(new one()), new one().docUrl ?? null]);
  for (const one of classes) new one().toJSON();
  found.push(made);
}
process.stdout.write(JSON.stringify(found));
"""


def test_scripts_run_in_node_with_exactly_the_texts(tmp_path: Path) -> None:
    count = max(5, anything.CASES // 20)
    dice = Random(f"node {count}")
    many = [anything.catalogue(dice) for _ in range(count)]
    for number, made in enumerate(many):
        scripts = outputs(made, "typescript")
        for entry, name in (("index", f"made{number}"), ("hints", f"made{number}.hints")):
            script = scripts[f"typescript/{made.name}/{entry}.js"]
            (tmp_path / f"{name}.mjs").write_text(script, "utf-8")
    listing = [f"made{number}" for number in range(count)]
    (tmp_path / "run.mjs").write_text(_RUN % json.dumps(listing), "utf-8")
    done = node.run("node", tmp_path / "run.mjs")
    assert done.returncode == 0, done.stderr
    for made, found in zip(many, json.loads(done.stdout), strict=True):
        told = [[e.code, list(first_language(made, e.actions, e.hints))] for e in made.errors]
        urls = [address(made, error) or None for error in made.errors]
        assert found == [[*one, url] for one, url in zip(told, urls, strict=True)]


# The docs

_PROSE = {
    "p",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "pre",
    "code",
    "strong",
    "em",
}
MARKS = _PROSE | {"table", "thead", "tbody", "tr", "th", "td", "a", "img", "comment"}
# Nothing has another scheme, and nothing leads to another host without one.
_ADDRESS = re.compile(r"https?://.*|mailto:.*|(?!//)[^:/?#]*([/?#].*)?", re.DOTALL | re.IGNORECASE)


class Shown(HTMLParser):
    """The text of a page, and its elements; no attribute but an address or an anchor."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.elements: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, content in attrs:
            if name in ("href", "src"):
                assert _ADDRESS.fullmatch(content or ""), content
            else:
                assert name in ("id", "alt", "class", "style", "title"), name
                assert name != "style" or (content or "").startswith("text-align:")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.add("comment")

    def handle_decl(self, decl: str) -> None:
        self.elements.add("declaration")

    def handle_pi(self, data: str) -> None:
        self.elements.add("instruction")


READER = MarkdownIt("gfm-like", {"linkify": False})


def elements(page: str) -> set[str]:
    return Shown(READER.render(page)).elements


def shown(text: str) -> str:
    """A text as a page may show it: what cannot be seen is named, and blanks are nothing."""
    return "".join(markdown._shown(text.replace("\n", " ")).split())


def page_is_true(made: Catalogue, path: str, text: str) -> None:
    page = Shown(READER.render(text))
    assert not page.elements - MARKS, path
    said = "".join("".join(page.text).split())
    for error in made.errors:
        if path.endswith(f"/errors/{error.slug}.md"):
            locale = path.split("/")[2]
            message = error.message(locale) or next(iter(error.messages), None)
            texts = (*error.hints, *error.actions, *error.causes)
            advice = [text.text for text in texts if text.locale == locale]
            said_already = (error.code, error.name, message.text if message else "")
            for header, text in dict(error.fields).get(locale, ()):
                if not docs.repeats(text, *said_already):
                    advice += [header, *text.split("\n")]
            for one in (*advice, message.text if message else "", error.remark, error.deprecated):
                assert not one.strip() or shown(one) in said, path
            assert shown(error.code.translate(markdown._TITLE)) in said


class Tolerant(yaml.SafeLoader):
    """YAML in which a name of Python means nothing."""


Tolerant.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


@fuzz(0.5)
def test_docs_are_text_and_nothing_else(dice: Random) -> None:
    made = anything.catalogue(dice, most=3)
    for path, text in outputs(made, "docs").items():
        if path.endswith(".md"):
            page_is_true(made, path, text)
        elif path.endswith(".yml"):
            said = yaml.load(text, Tolerant)
            assert set(said) <= {*SITE, "site_url", "validation"}
        elif path.endswith(".svg"):
            parts = {part.tag.partition("}")[2] for part in ET.fromstring(text).iter()}
            assert parts <= {"svg", "title", "desc", "style", "rect", "path", "text", "g"}, parts


SITE = (
    *("site_name", "docs_dir", "site_dir", "use_directory_urls", "theme", "extra_css", "extra"),
    *("extra_javascript", "plugins", "markdown_extensions", "nav"),
)


# From the page on


def cell(dice: Random) -> str:
    """A cell of any text, on one line and between two pipes."""
    return re.sub(r"[\n\r]", " ", anything.written(dice)).replace("|", "\\|")


def page(dice: Random) -> str:
    """A page whose title, cells and example say anything."""
    rows = [
        f"{dice.choice((anything.code(dice), cell(dice)))}|{dice.choice((404, '', cell(dice)))}|"
        f"{cell(dice)}{dice.choice(('', ' {x y}', ' %s', ' <a b>'))}"
        for _ in range(dice.randrange(2, 6))
    ]
    body = {"error": {"code": dice.choice(anything.CODES), "message": anything.text(dice)}}
    head = f"---\ntitle: {json.dumps(anything.text(dice))}\n---\n# Error codes\n\n"
    table = "Error code|HTTP status code|Message\n---|---|---\n" + "\n".join(rows)
    return f"{head}{table}\n\n```json\n{json.dumps(body)}\n```\n"


def overlay(dice: Random, codes: tuple[str, ...]) -> str:
    """An overlay that says anything of codes of the page, and of one that is not on it."""
    lists = ("hints", "causes", "actions", "aliases")
    found = [
        Pin(("errors", code), key, tuple(anything.written(dice) for _ in range(2)))
        for code, key in zip(codes, dice.sample(lists, 4), strict=False)
    ]
    code = anything.code(dice)
    told = {"source": anything.written(dice) or "x", "message": anything.written(dice) + " {a b}"}
    told |= {"deprecated": anything.written(dice), "name": dice.choice(("", "Named", "404"))}
    found += [Pin(("errors", code), key, content) for key, content in told.items()]
    found += [Pin(("page",), key, anything.written(dice)) for key in ("licence", "author")]
    return toml.add("", found)[0]


@fuzz(1)
def test_what_reading_makes_of_any_page_is_sound_in_every_language(dice: Random) -> None:
    read, _ = tables.read(document("page.md", page(dice)))
    one = CatalogueSettings("any-errors", ("page.md",), doc_url=anything.written(dice))
    bare, _ = catalogue.read(one, [read], None, [])
    codes = tuple(error.code for error in bare.errors) if bare else ()
    beside = document("page.toml", overlay(dice, codes)) if dice.random() < 0.7 else None
    made, problems = catalogue.read(one, [read], beside, [])
    if made is None or source.errors(problems):
        assert source.errors(problems)
        return
    assert made.errors
    language = dice.choice(LANGUAGES)
    files = outputs(made, language)
    if language == "json":
        text = files["json/any-errors.json"]
        assert record.read(document("x.json", text)) == (made, ())
    elif language == "python":
        python_is_true(made, files)
    for path, text in files.items():
        if path.endswith(".md"):
            assert not elements(text) - MARKS, path
        elif language == "typescript" and path.endswith("s"):
            script_is_true(made, path, text)


# The filters


@fuzz(20, rounds=100)
def test_a_literal_of_any_language_is_its_text(dice: Random) -> None:
    text = anything.text(dice)
    assert ast.literal_eval(python.py_str(text)) == text
    assert json.loads(data.to_json(text)) == text
    assert unquoted(javascript.js_str(text)) == text
    assert _TOKEN.fullmatch(javascript.js_str(text))
    plain = re.sub("[\ud800-\udfff]", "", text)
    assert tomllib.loads(f"x = {data.toml_str(text)}") == {"x": plain}
    for quoted in (python.py_str(text), data.to_json(text), javascript.js_str(text)):
        assert INVISIBLE.search(quoted) is None
    comment = javascript.js_doc(text)
    assert "*/" not in comment
    assert "\n" not in comment
    doc = python.py_doc(text)
    assert "".join(ast.literal_eval(f'"""{doc}\n"""').split()) == squeezed(text)
    doc = python.py_paragraphs(f"{python.flat(text)}\n\n{python.flat(text)}")
    assert "".join(ast.literal_eval(f'"""{doc}"""').split()) == squeezed(text)
    for room in (None, 0, 30):
        assert ast.literal_eval(python.py_tuple((text, "x"), room)) == (text, "x")
    assert "\n" not in python.py_comment(text)


@fuzz(5, rounds=50)
def test_text_in_markdown_yaml_and_xml_is_text(dice: Random) -> None:
    text = anything.text(dice)
    page = Shown(READER.render(f"{markdown.md_text(text)} {markdown.md_code(text)}"))
    assert "".join("".join(page.text).split()) == shown(text) * 2
    assert page.elements <= {"p", "code"}
    plain = re.sub("[\ud800-\udfff]", "", text)
    assert yaml.safe_load(data.yaml_str(plain)) == plain
    assert ET.fromstring(f"<a b='{markdown.md_attr(text)}'/>").get("b") is not None


@fuzz(0.03, rounds=1)
def test_every_language_at_once_and_tidy(dice: Random) -> None:
    made = anything.catalogue(dice)
    for language in LANGUAGES:
        assert outputs(made, language, tidied=True)


def test_the_scanner_finds_what_is_hidden() -> None:
    """The scanner is no sieve: what breaks out of a string is seen."""
    bare, strings = scanned(
        'a = "x\\"y" + /\\/"[/"]/u; // "no"\nb = `"${c}"`; /* " */ d = "\\u{41}";'
    )
    assert (bare, strings) == ("a = <0> + /./; \nb = ``;  d = <1>;", ['x"y', "A"])
    assert "evil" in scanned('a = "x"; evil(); "y"')[0]
    assert unquoted(javascript.js_str(samples.HOSTILE)) == samples.HOSTILE
