"""For each template, which files and what it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from generator import names, render, rules, statuses, views
from generator.model import Catalogue, Error
from generator.settings import Settings
from generator.source import Diagnostic, Problems, Span

_SEGMENT = re.compile(r"\{([^{}/]*)\}")
_CATALOGUE = frozenset({"name", "package"})
_EACH = frozenset({"locale", "code", "status"})


@dataclass(frozen=True, slots=True)
class Target:
    """One output: its path below the output folder, its template, what the template is shown."""

    path: str
    template: str
    view: Mapping[str, Any]


def targets(
    templates: Mapping[str, str], catalogues: Sequence[Catalogue], settings: Settings
) -> tuple[tuple[tuple[str, str], ...], Problems]:
    """Every output as (path below the output folder, text), sorted by path.

    The path of a template, less `.jinja`, is the path of its output, with
    `{name}`, `{package}`, `{locale}`, `{code}` and `{status}` expanded. One
    that names no catalogue is rendered once, with all of them in view. A file
    without `.jinja` is copied; what lies under a leading underscore is never
    an output.
    """
    env = render.environment(templates)
    outputs: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for target in _all(templates, catalogues, settings, problems):
        text, trouble = _output(env, templates, target)
        problems += trouble
        if text is not None and target.path in outputs:
            problems.append(rules.template.path(Span(target.template), f"{target.path} twice"))
        elif text is not None:
            outputs[target.path] = text
    placed = (_placed(problem, settings) for problem in dict.fromkeys(problems))
    return tuple(sorted(outputs.items())), tuple(placed)


def _placed(problem: Diagnostic, settings: Settings) -> Diagnostic:
    """A problem of a template, under the folder that people know it by."""
    path = f"{settings.templates}/{problem.span.path}"
    return replace(problem, span=replace(problem.span, path=path))


def _output(env: Any, templates: Mapping[str, str], target: Target) -> tuple[str | None, Problems]:
    if not target.template.endswith(".jinja"):
        return templates[target.template].replace("\r\n", "\n"), ()
    return render.text(env, target.template, target.view)


def _all(
    templates: Mapping[str, str],
    catalogues: Sequence[Catalogue],
    settings: Settings,
    problems: list[Diagnostic],
) -> Iterator[Target]:
    known = {c.name: c for c in catalogues}
    # Each is worked out once, however many templates ask for it.
    facts = cache(lambda folder, name: views.facts(folder, known[name], settings))
    for template in sorted(templates):
        if any(part.startswith("_") for part in template.split("/")[:-1]):
            continue
        wanted = frozenset(_SEGMENT.findall(template))
        unknown = wanted - _CATALOGUE - _EACH
        if unknown or (wanted & _EACH and not wanted & _CATALOGUE):
            reason = f"{{{min(unknown or wanted)}}} is not known here"
            problems.append(rules.template.path(Span(template), reason))
            continue
        yield from _expand(template, wanted, catalogues, settings, facts)


def _expand(
    template: str,
    wanted: frozenset[str],
    catalogues: Sequence[Catalogue],
    settings: Settings,
    facts: Callable[[str, str], Mapping[str, Any]],
) -> Iterator[Target]:
    shared = {"catalogues": catalogues, "settings": settings, "statuses": statuses, "names": names}
    path = template.removesuffix(".jinja")
    folder = path.split("/")[0]
    if not wanted:
        every = [facts(folder, c.name) for c in catalogues]
        yield Target(path, template, {**shared, "facts": every, "header": header(catalogues)})
        return
    for catalogue in catalogues:
        own = facts(folder, catalogue.name)
        common = {"catalogue": catalogue, "facts": own, "header": header([catalogue])}
        for choice in _choices(wanted, catalogue):
            values = {"name": catalogue.name, "package": catalogue.package, **_spelt(choice)}
            expanded = path.format_map(values)
            yield Target(expanded, template, {**shared, **common, **choice})


def _choices(wanted: frozenset[str], catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Every combination of locale, error and status that a template's path asks for."""
    for locale in catalogue.locales if "locale" in wanted else ("",):
        for error in catalogue.errors if "code" in wanted else (None,):
            for status in _statuses(catalogue) if "status" in wanted else (None,):
                found = {"locale": locale, "error": error, "status": status}
                yield {key: value for key, value in found.items() if value}


def _spelt(choice: Mapping[str, Any]) -> dict[str, str]:
    error: Error | None = choice.get("error")
    slug = {"code": error.slug} if error else {}
    return slug | {k: str(v) for k, v in choice.items() if k in {"locale", "status"}}


def _statuses(catalogue: Catalogue) -> tuple[int, ...]:
    return tuple(sorted({e.status for e in catalogue.errors if e.status is not None}))


def header(catalogues: Sequence[Catalogue]) -> str:
    """The line that every output begins with, in the form that linters and GitHub know.

    The form is Go's: https://pkg.go.dev/cmd/go#hdr-Generate_Go_files_by_processing_source
    """
    pages = dict.fromkeys(info.path for c in catalogues for info in c.pages)
    command = 'Code generated by "python -m generator"'
    return f"{command} from {', '.join(pages) or 'the configuration'}; DO NOT EDIT."
