"""The generated TypeScript of a catalogue as a package: of JavaScript, or built from source."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from generator.model import Catalogue
from tests import node, rendered

FORMS = ("js", "ts")
# The files of the source, each of which another one may import.
MODULES = ("index", "axios", "hints", "envelope", "server", "testing")
STRICT = {
    "strict": True,
    "declaration": True,
    "exactOptionalPropertyTypes": True,
    "isolatedDeclarations": True,
    "noImplicitOverride": True,
    "noImplicitReturns": True,
    "noPropertyAccessFromIndexSignature": True,
    "noUncheckedIndexedAccess": True,
    "noUnusedLocals": True,
    "noUnusedParameters": True,
    "skipLibCheck": False,
    "types": [],
    "verbatimModuleSyntax": True,
    "target": "es2022",
    "lib": ["es2022"],
    "module": "nodenext",
}
# What a project may ask of source beyond that.
ERASABLE = {"erasableSyntaxOnly": True, "useDefineForClassFields": True}


def write(catalogue: Catalogue, folder: Path, form: str = "js") -> Path:
    """The package in a folder, below `typescript/`; that of the source as a build makes it."""
    rendered.write(catalogue, folder, "typescript")
    package = folder / "typescript" / catalogue.name
    if form == "ts":
        source = rendered.write(catalogue, folder / "source", "typescript", form="ts")
        shutil.copy(package / "package.json", folder)
        shutil.rmtree(package)
        _build(source / "typescript" / catalogue.name, package)
        shutil.move(folder / "package.json", package)
    return package


def compiled(folder: Path, *, files: list[str], **options: object) -> str:
    """What the compiler says about files of a folder, in a project as strict as can be."""
    settings = {"compilerOptions": {**STRICT, **options}, "files": files}
    (folder / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    done = node.run(node.tool("tsc"), "-p", ".", "--pretty", "false", cwd=folder)
    assert done.returncode in (0, 1, 2), done.stderr
    return done.stdout


def _build(source: Path, package: Path) -> None:
    """Modules and declarations by tsc, the same as CommonJS by esbuild."""
    (source / "package.json").write_text('{"type": "module"}', "utf-8")
    files = [f"{name}.ts" for name in MODULES]
    assert compiled(source, files=files, outDir=str(package), **ERASABLE) == ""
    for name in MODULES:
        script = source / f"{name}.ts"
        done = node.run(node.tool("esbuild"), "--format=cjs", "--platform=node", script)
        assert done.returncode == 0, done.stderr
        (package / f"{name}.cjs").write_text(_common(done.stdout), "utf-8")
        declared = (package / f"{name}.d.ts").read_text("utf-8")
        (package / f"{name}.d.cts").write_text(_common(declared), "utf-8")


def _common(module: str) -> str:
    """A module whose imports are of CommonJS."""
    return re.sub(r'"(\./\w+)\.js"', r'"\1.cjs"', module)
