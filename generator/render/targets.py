"""For each template, which files and what it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from generator import names, record, render, statuses
from generator import plan as plans
from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Diagnostic, Problems, Span
from generator.model import Catalogue
from generator.project.bytecode import Bytecode
from generator.project.settings import Settings, Target
from generator.project.watch import Watch, unwatched
from generator.render import views, words
from generator.render.tidy import WIDTH
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
class Output:
    """One output: its path in the project, its template, the target, what the template sees."""

    path: str
    template: str
    target: Target
    view: Mapping[str, object]


def targets(
    templates: Mapping[str, str],
    catalogues: Sequence[Catalogue],
    settings: Settings,
    *,
    watch: Watch = unwatched,
    built_in: Collection[str] = (),
    bytecode: Bytecode | None = None,
    whole: bool = True,
) -> tuple[Mapping[str, bytes], Problems]:
    """What every output holds (UTF-8), by its path in the project, sorted.

    The first folder of a template's path is its kind, and a target of this
    kind says where its output goes (`Target.output`); then `.jinja` falls off,
    and `{name}`, `{package}`, `{locale}`, `{code}` and `{status}` are expanded.
    One that names no catalogue is rendered once, with all of them in view, and
    left out if not the `whole` is meant. A file without `.jinja` is copied;
    what lies under a leading underscore is never an output. `built_in` are our
    own templates, `bytecode` keeps what templates are compiled to.
    """
    env = render.environment(templates, bytecode)
    known = {c.name: c for c in catalogues}
    # Each is worked out once, however many templates ask for it.
    facts = cache(lambda target, name: views.facts(target, known[name], settings))
    outputs: dict[str, bytes] = {}
    makers: dict[str, Output] = {}
    problems: list[Diagnostic] = []
    subject = _Subject(catalogues, settings, facts, words.Words(env, templates), whole)
    wanted = tuple(_all(_placed(templates, settings), subject, problems))
    for output in watch("rendering files", wanted):
        text, trouble = _text(env, templates, output, built_in=output.template in built_in)
        problems += trouble
        if text is not None and output.path in outputs:
            problems.append(_twice(makers[output.path], output))
        elif text is not None:
            outputs[output.path] = plans.written(text)
            makers[output.path] = output
    problems += subject.words.told({output.template for output in makers.values()})
    told = (_told(problem, settings) for problem in dict.fromkeys(problems))
    return dict(sorted(outputs.items())), tuple(told)


def _twice(first: Output, second: Output) -> Diagnostic:
    """The problem that two outputs have one path."""
    if first.target != second.target:
        kinds = (first.target.kind, second.target.kind)
        return rules.target_collision(Span(second.path), *kinds)
    reason = f"{second.path} twice: {{name}} or {{package}} tells catalogues apart"
    return rules.template_path(Span(second.template), reason)


def _told(problem: Diagnostic, settings: Settings) -> Diagnostic:
    """A problem of a template, under the folder that people know it by."""
    if problem.rule == "target-collision":
        return problem
    path = f"{settings.templates or 'templates'}/{problem.span.path}"
    return replace(problem, span=replace(problem.span, path=path))


def _text(
    env: Environment, templates: Mapping[str, str], output: Output, *, built_in: bool
) -> tuple[str | None, Problems]:
    if not output.template.endswith(".jinja"):
        return templates[output.template].replace("\r\n", "\n"), ()
    width = _width(output.target)
    return render.text(env, output.template, output.view, built_in=built_in, width=width)


def made(templates: Iterable[str], settings: Settings) -> Mapping[str, tuple[str, ...]]:
    """The paths of what each template makes for the targets there are, with placeholders."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(templates, ())
    for place in _placed(found, settings):
        found[place.template] += (place.path,)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """A template, the target that wants it, and the path that its output has there."""

    template: str
    target: Target
    path: str


def _placed(templates: Iterable[str], settings: Settings) -> Iterator[_Place]:
    """Each template that is an output, for each target of its kind."""
    by_kind: dict[str, list[str]] = {}
    for template in sorted(templates):
        if not any(part.startswith("_") for part in template.split("/")[:-1]):
            by_kind.setdefault(template.rpartition("/")[0].split("/")[0], []).append(template)
    for target in settings.made(by_kind):
        for template in by_kind.get(target.kind, ()):
            if path := target.output(template):
                yield _Place(template, target, path.removesuffix(".jinja"))


@dataclass(frozen=True, slots=True)
class _Subject:
    """What there is to say: the catalogues, their facts, words; not `whole`, of them alone."""

    catalogues: Sequence[Catalogue]
    settings: Settings
    facts: Callable[[Target, str], Mapping[str, object]]
    words: words.Words
    whole: bool


def _all(
    places: Iterable[_Place], subject: _Subject, problems: list[Diagnostic]
) -> Iterator[Output]:
    for place in places:
        wanted = frozenset(_SEGMENT.findall(place.template) + _SEGMENT.findall(place.path))
        unknown = wanted - _CATALOGUE - _EACH
        if unknown or (wanted & _EACH and not wanted & _CATALOGUE):
            reason = f"{{{min(unknown or wanted)}}} is not known here"
            problems.append(rules.template_path(Span(place.template), reason))
            continue
        yield from _expand(place, wanted, subject)


def _expand(place: _Place, wanted: frozenset[str], subject: _Subject) -> Iterator[Output]:
    target, path, template = place.target, place.path, place.template
    catalogues = [one for one in subject.catalogues if target.has(one.name)]
    shared = {"settings": subject.settings, "target": target, **_OPEN}
    shared |= {"said_in": partial(subject.words.language, template)}
    if not wanted:
        if subject.whole:
            yield Output(path, template, target, shared | _whole(subject, target, catalogues))
        return
    # A template of all catalogues is rendered for each where each has a place of its own.
    several = not _SEGMENT.search(template)
    for catalogue in catalogues:
        own = {"catalogues": catalogues, "catalogue": catalogue, "header": header([catalogue])}
        own |= {"facts": subject.facts(target, catalogue.name)}
        for spelt, shown in _choices(wanted, catalogue):
            view = _whole(subject, target, [catalogue]) if several else own | shown
            yield Output(path.format_map(spelt), template, target, shared | view)


def _width(target: Target) -> int:
    """How long a line of a target's Python may be."""
    chosen = target.options["line_length"] if target.kind == "python" else None
    return chosen if isinstance(chosen, int) else WIDTH


def _whole(subject: _Subject, target: Target, catalogues: Sequence[Catalogue]) -> dict[str, object]:
    """What a template of all catalogues is shown of these."""
    facts = [subject.facts(target, one.name) for one in catalogues]
    return {"catalogues": catalogues, "facts": facts, "header": header(catalogues)}


def possible(templates: Iterable[str], settings: Settings) -> Callable[[str], bool]:
    """Whether one of the templates could have written a path, for some catalogue of some page."""

    @cache  # few builds ask
    def every() -> re.Pattern[str]:
        return re.compile("|".join(_form(p.path) for p in _placed(templates, settings)) or r"(?!)")

    return lambda path: every().fullmatch(path) is not None


def likely(templates: Iterable[str]) -> Callable[[str], bool]:
    """Whether one of the templates could have written a path, in whatever folder."""

    @cache  # few builds ask
    def every() -> re.Pattern[str]:
        tails = (_tail(place.template) for place in _placed(templates, Settings()))
        return re.compile("|".join(rf"(?:.+/)?{_form(tail)}" for tail in tails) or r"(?!)")

    return lambda path: every().fullmatch(path) is not None


def _tail(template: str) -> str:
    """A template's path below its kind and the folder of one catalogue."""
    parts = template.removesuffix(".jinja").split("/")
    below = parts[1:] or parts
    return "/".join(below[1:] if below[0] in ("{name}", "{package}") else below)


def slugs(templates: Iterable[str], settings: Settings) -> Callable[[Catalogue, str], str]:
    """A function that gives the code in the path of a catalogue's output, as it is spelt, or ""."""

    @cache
    def forms(name: str, package: str) -> list[re.Pattern[str]]:
        own = {**_SPELT, "name": name, "package": package, "code": f"(?P<code>{_SPELT['code']})"}
        paths = (place.path for place in _placed(templates, settings))
        return [re.compile(_form(path, own)) for path in paths if path.count("{code}") == 1]

    def slug(catalogue: Catalogue, path: str) -> str:
        found = (form.fullmatch(path) for form in forms(catalogue.name, catalogue.package))
        return next((match["code"] for match in found if match), "")

    return slug


def _form(path: str, spelt: Mapping[str, str] = _SPELT) -> str:
    """The pattern of the paths that a path with placeholders stands for."""
    parts = _SEGMENT.split(path)
    parts[::2] = map(re.escape, parts[::2])
    parts[1::2] = (spelt.get(name, r"[^/]+") for name in parts[1::2])
    return "".join(parts)


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
    command = 'Code generated by "error-table build"'
    return f"{command} from {', '.join(pages) or 'the configuration'}; DO NOT EDIT."
