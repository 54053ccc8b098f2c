"""TypeScript source for somebody's own build: it compiles anywhere, and is the package's equal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model import Catalogue
from tests import node, rendered, samples, typescript_package
from tests.typescript_package import ERASABLE, compiled

WEB = {"lib": ["es2022", "dom", "dom.iterable"], "module": "preserve"}
BUNDLER = {**WEB, "moduleResolution": "bundler"}
EXTENSIONS = {"allowImportingTsExtensions": True, "emitDeclarationOnly": True}
PROJECTS = {
    "node": (".js", {}),
    "a bundler": ("", BUNDLER),
    "its own extensions": (".ts", {**BUNDLER, **EXTENSIONS}),
    "an old library": (".js", {"target": "es2020", "lib": ["es2020"]}),
    "fields by assignment": (".js", {"useDefineForClassFields": False}),
}


def source(catalogue: Catalogue, folder: Path, extension: str = ".js") -> Path:
    """The source in a folder of a project."""
    options = {"form": "ts", "import_extension": extension}
    written = rendered.write(catalogue, folder, "typescript", **options)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    return written / "typescript" / catalogue.name


def test_source_is_all_that_is_made() -> None:
    made = rendered.files(samples.defender(), "typescript", form="ts")
    source = {f"{name}.ts" for name in typescript_package.MODULES}
    assert {path.rsplit("/", 1)[1] for path in made} == {*source, "NOTICE.md"}
    bare = replace(samples.defender(), licence="", author="", origin="")
    assert len(rendered.files(bare, "typescript", form="ts")) == len(source)


@pytest.mark.parametrize(("extension", "options"), PROJECTS.values(), ids=PROJECTS)
def test_it_compiles_in_any_project(
    extension: str, options: dict[str, object], tmp_path: Path
) -> None:
    """As does the program that uses everything, where it lies beside it."""
    source(samples.defender(), tmp_path, extension)
    place = "./typescript/defender-errors"
    program = (node.HERE / "program.ts").read_text("utf-8")
    program = program.replace('"defender-errors"', f'"{place}/index{extension}"')
    program = re.sub('"defender-errors(/.*)"', rf'"{place}\1{extension}"', program)
    (tmp_path / "program.ts").write_text(program, "utf-8")
    settings = {"outDir": "out", "rootDir": ".", **ERASABLE, **options}
    assert compiled(tmp_path, files=["program.ts"], **settings) == ""


@pytest.mark.parametrize("catalogue", rendered.SAMPLES.values(), ids=rendered.SAMPLES)
def test_that_of_any_catalogue_compiles(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = source(catalogue, tmp_path)
    files = [f"{name}.ts" for name in typescript_package.MODULES]
    assert compiled(folder, files=files, noEmit=True, **ERASABLE) == ""


def test_that_of_2000_codes_compiles(tmp_path: Path) -> None:
    folder = source(samples.large(2000), tmp_path)
    assert compiled(folder, files=["testing.ts"], noEmit=True, **ERASABLE) == ""


# What a compiler writes and a declaration may leave out.
MORE = {
    "static readonly family: string;",
    "static readonly retryable: boolean;",
    "static [Symbol.hasInstance](value: unknown): boolean;",
}


def members(declarations: str) -> dict[str, set[str]]:
    """What is declared of each class for others, by its head."""
    plain = re.sub(r"/\*\*.*?\*/", "", declarations, flags=re.DOTALL)
    found = {}
    for text in plain.split("\nexport declare class ")[1:]:
        head, _, rest = text.partition(" {")
        body = rest.split("\nexport ")[0].split("\n}")[0]
        lines = (line.strip().replace(" = ", ": ") for line in body.split("\n"))
        found[head] = {line for line in lines if line.strip("{}") and "protected " not in line}
    return found


@pytest.mark.parametrize("name", ["defender", "variants", "advised", "numeric"])
def test_its_declarations_are_those_of_the_package(name: str, tmp_path: Path) -> None:
    """Every literal of every class: code, kind, statuses, retryable, parameters."""
    catalogue = rendered.SAMPLES[name]
    packages = (
        typescript_package.write(catalogue, tmp_path / form, form)
        for form in typescript_package.FORMS
    )
    ours, theirs = (members((each / "index.d.ts").read_text("utf-8")) for each in packages)
    theirs[f"{catalogue.root} extends Error"] = theirs.pop(f"{catalogue.root} extends Base")
    assert len(ours) > len(catalogue.errors)
    assert ours.keys() == theirs.keys()
    assert {head: said - MORE for head, said in ours.items()} == {
        head: said - MORE for head, said in theirs.items()
    }


NAMES = """
import * as api from "./index.js";
import * as axios from "./axios.js";
import * as hints from "./hints.js";
import * as server from "./server.js";
import * as testing from "./testing.js";
const names = [api, axios, hints, server, testing].map((module) => Object.keys(module).sort());
process.stdout.write(JSON.stringify(names));
"""


def exported(declarations: Path) -> list[str]:
    """The names that a file of declarations exports."""
    text = declarations.read_text("utf-8")
    return sorted(re.findall(r"^export (?:declare )?\w+ (\w+)", text, re.MULTILINE))


def test_both_forms_export_the_same(tmp_path: Path) -> None:
    ours, theirs = (
        typescript_package.write(samples.advised(), tmp_path / form, form)
        for form in typescript_package.FORMS
    )
    for name in ("index", "axios", "hints", "server", "testing"):
        assert exported(ours / f"{name}.d.ts") == exported(theirs / f"{name}.d.ts") != []
    assert node.javascript(NAMES, ours) == node.javascript(NAMES, theirs)
    assert len(exported(ours / "index.d.ts")) > 20
