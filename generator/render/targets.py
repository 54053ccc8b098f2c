"""For each template, which files and what it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from generator import names, record, render, statuses
from generator import plan as plans
from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Diagnostic, Problems, Span
from generator.model import Catalogue
from generator.project.bytecode import Bytecode
from generator.project.settings import Settings
from generator.project.watch import Watch, unwatched
from generator.render import views
from generator.render.views.opened import opened

if TYPE_CHECKING:
    from jinja2 import Environment

_SEGMENT = re.compile(r"\{([^{}/]*)\}")
_CATALOGUE = frozenset({"name", "package"})
_EACH = frozenset({"locale", "code", "status"})
# What each of these can be in the path of an output.
_SPELT = {
    "name": r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*",
    "package": r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*",
    "locale": r"[0-9A-Za-z-]+",
    "code": r"[0-9A-Za-z._-]+",
    "status": r"[1-9][0-9]{2}",
}
# What our own modules have for every template.
_OPEN = {"statuses": opened(statuses), "names": opened(names), "schema": record.schema}


@dataclass(frozen=True, slots=True)
class Target:
    """One output: its path below the output folder, its template, what the template is shown."""

    path: str
    template: str
    view: Mapping[str, object]


def targets(
    templates: Mapping[str, str],
    catalogues: Sequence[Catalogue],
    settings: Settings,
    *,
    watch: Watch = unwatched,
    built_in: Collection[str] = (),
    bytecode: Bytecode | None = None,
) -> tuple[Mapping[str, bytes], Problems]:
    """What every output holds (UTF-8), by its path below the output folder, sorted.

    The path of a template, less `.jinja`, is the path of its output, with
    `{name}`, `{package}`, `{locale}`, `{code}` and `{status}` expanded. One
    that names no catalogue is rendered once, with all of them in view. A file
    without `.jinja` is copied; what lies under a leading underscore is never
    an output. `built_in` are the paths of those templates that are our own,
    `bytecode` keeps what they are compiled to.
    """
    env = render.environment(templates, bytecode)
    known = {c.name: c for c in catalogues}
    # Each is worked out once, however many templates ask for it.
    facts = cache(lambda folder, name: views.facts(folder, known[name], settings))
    outputs: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    wanted = tuple(_all(templates, _Subject(catalogues, settings, facts), problems))
    for target in watch("rendering files", wanted):
        text, trouble = _text(env, templates, target, built_in=target.template in built_in)
        problems += trouble
        if text is not None and target.path in outputs:
            problems.append(rules.template_path(Span(target.template), f"{target.path} twice"))
        elif text is not None:
            outputs[target.path] = plans.written(text)
    placed = (_placed(problem, settings) for problem in dict.fromkeys(problems))
    return dict(sorted(outputs.items())), tuple(placed)


def _placed(problem: Diagnostic, settings: Settings) -> Diagnostic:
    """A problem of a template, under the folder that people know it by."""
    path = f"{settings.templates}/{problem.span.path}"
    return replace(problem, span=replace(problem.span, path=path))


def _text(
    env: Environment, templates: Mapping[str, str], target: Target, *, built_in: bool
) -> tuple[str | None, Problems]:
    if not target.template.endswith(".jinja"):
        return templates[target.template].replace("\r\n", "\n"), ()
    return render.text(env, target.template, target.view, built_in=built_in)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What there is to say: the catalogues and their facts."""

    catalogues: Sequence[Catalogue]
    settings: Settings
    facts: Callable[[str, str], Mapping[str, object]]


def _all(
    templates: Iterable[str], subject: _Subject, problems: list[Diagnostic]
) -> Iterator[Target]:
    for template in sorted(templates):
        if _is_part(template):
            continue
        wanted = frozenset(_SEGMENT.findall(template))
        unknown = wanted - _CATALOGUE - _EACH
        if unknown or (wanted & _EACH and not wanted & _CATALOGUE):
            reason = f"{{{min(unknown or wanted)}}} is not known here"
            problems.append(rules.template_path(Span(template), reason))
            continue
        yield from _expand(template, wanted, subject)


def _expand(template: str, wanted: frozenset[str], subject: _Subject) -> Iterator[Target]:
    settings, catalogues = subject.settings, subject.catalogues
    shared = {"catalogues": catalogues, "settings": settings, **_OPEN}
    path = template.removesuffix(".jinja")
    folder = path.split("/")[0]
    if not wanted:
        facts = [subject.facts(folder, c.name) for c in catalogues]
        view = {**shared, "facts": facts, "header": header(catalogues)}
        yield Target(path, template, view)
        return
    for catalogue in catalogues:
        own = subject.facts(folder, catalogue.name)
        common = {"catalogue": catalogue, "facts": own, "header": header([catalogue])}
        for spelt, shown in _choices(wanted, catalogue):
            view = {**shared, **common, **shown}
            yield Target(path.format_map(spelt), template, view)


def possible(templates: Iterable[str]) -> Callable[[str], bool]:
    """Whether one of the templates could have written a path, for some catalogue of some page."""

    @cache  # few builds ask
    def every() -> re.Pattern[str]:
        return re.compile("|".join(_form(t) for t in templates if not _is_part(t)) or r"(?!)")

    return lambda path: every().fullmatch(path) is not None


def slugs(templates: Iterable[str]) -> Callable[[Catalogue, str], str]:
    """A function that gives the code in the path of a catalogue's output, as it is spelt, or ""."""

    @cache
    def forms(name: str, package: str) -> list[re.Pattern[str]]:
        own = {**_SPELT, "name": name, "package": package, "code": f"(?P<code>{_SPELT['code']})"}
        return [re.compile(_form(t, own)) for t in templates if t.count("{code}") == 1]

    def slug(catalogue: Catalogue, path: str) -> str:
        found = (form.fullmatch(path) for form in forms(catalogue.name, catalogue.package))
        return next((match["code"] for match in found if match), "")

    return slug


def _form(template: str, spelt: Mapping[str, str] = _SPELT) -> str:
    """The pattern of the paths that a template writes."""
    parts = _SEGMENT.split(template.removesuffix(".jinja"))
    parts[::2] = map(re.escape, parts[::2])
    parts[1::2] = (spelt.get(name, r"[^/]+") for name in parts[1::2])
    return "".join(parts)


def _is_part(template: str) -> bool:
    """Whether it lies under a leading underscore, and is no output."""
    return any(part.startswith("_") for part in template.split("/")[:-1])


def _choices(
    wanted: frozenset[str], catalogue: Catalogue
) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """Every combination of locale, error and status that a template's path asks for.

    As the path spells them, and as the template is shown them.
    """
    named: dict[str, object] = {"name": catalogue.name, "package": catalogue.package}
    statuses = sorted({e.status for e in catalogue.errors if e.status is not None})
    for locale in catalogue.locales if "locale" in wanted else ("",):
        for error in catalogue.errors if "code" in wanted else (None,):
            for status in statuses if "status" in wanted else (None,):
                spelt = {"locale": locale, "code": error and error.slug, "status": status}
                shown = {"locale": locale, "error": error, "status": status}
                yield named | spelt, {key: value for key, value in shown.items() if value}


def header(catalogues: Sequence[Catalogue]) -> str:
    """The line that every output begins with, in the form that linters and GitHub know.

    The form is Go's: https://pkg.go.dev/cmd/go#hdr-Generate_Go_files_by_processing_source
    """
    pages = dict.fromkeys(info.path for c in catalogues for info in c.pages)
    command = 'Code generated by "python -m generator"'
    return f"{command} from {', '.join(pages) or 'the configuration'}; DO NOT EDIT."
