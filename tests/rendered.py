"""What the project's own templates make of a catalogue, in memory or in a folder."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from generator import build
from generator.diagnostics import source
from generator.diagnostics.source import Problems
from generator.model import Catalogue, Error
from generator.project import config
from generator.project.disk import bounds, sources
from generator.project.kinds import Option
from generator.project.settings import Settings, Target, default
from generator.render import targets
from tests import samples

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"


@cache
def templates(*languages: str) -> dict[str, str]:
    """The templates of the languages, by path."""
    paths = [p for language in languages for p in (TEMPLATES / language).rglob("*")]
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8")
        for path in paths
        if path.is_file()
    }


def outputs(
    templates: Mapping[str, str],
    catalogues: Sequence[Catalogue],
    settings: Settings = Settings(),
    **more: Any,
) -> tuple[dict[str, bytes], Problems]:
    """The outputs by path, below the output folder, and what was wrong."""
    found, problems = targets.targets(templates, catalogues, settings, **more)
    below = f"{settings.output}/"
    return {path.removeprefix(below): text for path, text in found.items()}, problems


def files(catalogue: Catalogue, *languages: str, **chosen: Option) -> dict[str, str]:
    """The outputs of templates of ours by path, below the output folder.

    `chosen` are keys of the languages' targets.
    """
    ours = templates(*languages)
    meant = (default(language, Settings().output) for language in languages if chosen)
    settings = Settings(targets=tuple(_chosen(target, chosen) for target in meant))
    made, problems = outputs(ours, [catalogue], settings, built_in=ours)
    assert not problems, [p.message for p in problems]
    return {path: content.decode() for path, content in made.items()}


def _chosen(target: Target, chosen: Mapping[str, Option]) -> Target:
    return replace(target, chosen=tuple({**target.options, **chosen}.items()))


def write(catalogue: Catalogue, folder: Path, *languages: str, **chosen: Option) -> Path:
    """The outputs in a folder; returns it."""
    for path, text in files(catalogue, *languages, **chosen).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def blocks(page: str, *languages: str) -> str:
    """The fenced examples of a page in a language, one after the other."""
    found = re.findall(r"^```(\w+)[^\n]*\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return "\n".join(text for language, text in found if language in languages)


def spoken(catalogue: Catalogue, *locales: str) -> Catalogue:
    """The catalogue with a text of its own in each of the locales."""
    errors = tuple(_spoken(error, locales) for error in catalogue.errors)
    pages = tuple(replace(catalogue.pages[0], locale=x, title=f"Title {x}") for x in locales)
    return replace(catalogue, locales=locales, pages=pages, errors=errors)


def real() -> Catalogue:
    """The project's own page, read by the project's own configuration."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    document = source.document("pyproject.toml", text)
    chosen, _ = config.read(document)
    catalogues, problems = build.read(
        chosen, sources.read(ROOT, document, chosen, bounds.limits(ROOT))
    )
    assert not source.errors(problems)
    return catalogues[0]


def _spoken(error: Error, locales: tuple[str, ...]) -> Error:
    first = error.messages[0]
    texts = {"ar": "الطلب غير صالح.", "en": "It failed."}
    return replace(
        error,
        messages=tuple(
            replace(first, locale=x, text=text, parts=(text,))
            for x in locales
            for text in [texts.get(x.split("-", maxsplit=1)[0], first.text)]
        ),
    )


def unsafe() -> Catalogue:
    """The hostile sample, hostile in its titles as well."""
    made = samples.hostile()
    return replace(made, pages=(replace(made.pages[0], title=samples.HOSTILE),))


SAMPLES = {
    "whole": samples.whole(),
    "defender": samples.defender(),
    "numeric": samples.numeric(),
    "variants": samples.variants(),
    "hostile": unsafe(),
    "large": samples.large(200),
    "advised": samples.advised(),
    "several": spoken(samples.defender(), "ja-JP", "en-US", "ar-SA"),
}


def site(catalogue: Catalogue, folder: Path, more: Mapping[str, str] | None = None) -> Path:
    """The docs as a site, built strictly; a warning is a failure. Returns its root.

    `more` are further pages beside the index of the first language.
    """
    write(catalogue, folder, "docs")
    project = folder / "docs" / catalogue.name
    for name, text in (more or {}).items():
        (project / catalogue.locales[0] / name).write_text(text, "utf-8")
    for number, locale in enumerate(catalogue.locales):
        built(project / (f"mkdocs.{locale}.yml" if number else "mkdocs.yml"))
    return project / "site"


def built(config: Path) -> None:
    """Build the site of a configuration strictly."""
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "-f", config],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout + done.stderr
