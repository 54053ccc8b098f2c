"""The targets of a configuration: what is made where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.diagnostics import suggest
from generator.diagnostics.rules import config as rules
from generator.names import package
from generator.project import folders, kinds
from generator.project.kinds import KEYS, Option
from generator.project.section import Section
from generator.project.settings import OWN, Target

_COMMON = ("kind", "path", "catalogues")
_BRACED = re.compile(r"\{[^{}]*\}")
_PLACES = frozenset({"{name}", "{package}"})
_KIND = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_VALUE = "a string, a number, true or false, or a list of strings"


def read(section: Section, names: Collection[str], templates: str) -> tuple[Target, ...]:
    """The targets that are listed; `names` are the catalogues, `templates` the own templates."""
    found: list[Target] = []
    for one in section.tables("targets"):
        target = _target(one, names, templates)
        for key in ("path", "project", "tests"):
            if any(_share(target, other, key) for other in found):
                one.refuse(key, f"a place that no other target of {target.kind} has")
        found.append(target)
    return tuple(found)


def separated(target: Target) -> Iterator[tuple[str, str]]:
    """The keys of a target that have place for one catalogue alone, as several could have them."""
    if target.catalogues or target.kind not in OWN:
        return
    place = "{package}" if target.kind == "python" else "{name}"
    if not _BRACED.search(target.path):
        yield "path", f"{target.path}/{place}"
    tests = str(target.options.get("tests", ""))
    if tests and not _BRACED.search(tests):
        yield "tests", f"{tests.removesuffix('.py')}_{place}.py"


def _share(one: Target, other: Target, key: str) -> bool:
    """Whether two targets of a kind want the same place."""
    mine, theirs = (t.path if key == "path" else t.options.get(key) for t in (one, other))
    named = one.catalogues and other.catalogues and not {*one.catalogues} & {*other.catalogues}
    apart = named and "{" in str(mine)
    return one.kind == other.kind and bool(mine) and mine == theirs and not apart


def _target(section: Section, names: Collection[str], templates: str) -> Target:
    for key, example in (("kind", '"python"'), ("path", '"src/acme/errors"')):
        if key not in section.values:
            section.problems.append(rules.config_required(section.place(), key, example, "target"))
    kind = section.match("kind", _KIND.fullmatch, "the name of a folder of templates")
    path = _folder(section, "path", templates)
    meant = section.texts("catalogues")
    where, known = section.place("catalogues"), ", ".join(names)
    section.problems.extend(
        rules.config_catalogue(where, name, suggest.near(name, names), known)
        for name in meant
        if name not in names
    )
    chosen = _chosen(section, kind, templates)
    if len(meant or names) > 1 and kind in OWN:
        for key in ("path", *(["tests"] if chosen.get("tests") else [])):
            if not _BRACED.search(str(section.values.get(key, "{name}"))):
                section.refuse(key, "a place for each catalogue: put {name} or {package} into it")
    if kind == "python" and path:
        project = str(chosen["project"])
        if project and not path.startswith(f"{project}/"):
            section.refuse("project", f"a folder that {path} is in")
        chosen["import"] = str(chosen["import"]) or _module(section, path, project)
        _base(section, chosen, meant or names)
    return Target(kind, path, tuple(_places(kind, path, chosen)), meant, tuple(chosen.items()))


def _folder(section: Section, key: str, templates: str) -> str:
    """A folder of the project, in which somebody else's files may lie as well."""
    path = section.text(key).rstrip("/").removeprefix("./")
    if not path:
        return ""
    plain = path
    for placeholder in _PLACES:
        plain = plain.replace(placeholder, "x")
    if "{" in plain or "}" in plain:
        section.refuse(key, "a folder in which braces stand for {name} or {package} alone")
    elif reason := folders.unfit(plain):
        section.refuse(key, folders.wanted(reason))
    elif templates and folders.holds(templates, plain):
        section.refuse(key, f"a folder outside {templates}, which are templates")
    else:
        return path
    return ""


def _chosen(section: Section, kind: str, templates: str) -> dict[str, Option]:
    """The kind's own keys; of a kind that is not built in, whatever there is."""
    if kind not in KEYS:
        return dict(_own(section))
    section.check((*_COMMON, *(key.name for key in KEYS[kind])))
    chosen = dict(kinds.defaults(kind))
    for key in KEYS[kind]:
        if key.name in section.values:
            value: object = section.values[key.name]
            if not key.fits(value):
                section.refuse(key.name, key.wanted)
            elif isinstance(value, str | int):
                chosen[key.name.replace("-", "_")] = value
    for place in ("project", "tests"):
        if chosen.get(place):
            chosen[place] = _folder(section, place, templates)
    return chosen


def _own(section: Section) -> Iterator[tuple[str, Option]]:
    for key, value in section.values.items():
        if key in _COMMON:
            continue
        if isinstance(value, str | int):
            yield key.replace("-", "_"), value
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield key.replace("-", "_"), tuple(value)
        else:
            section.refuse(key, _VALUE)


def _module(section: Section, path: str, project: str) -> str:
    """The module that a folder is imported as: what is below `src`, else below the project."""
    below = path.removeprefix(f"{folders.importable(path, project)}/")
    module = below.replace("/", ".").replace("{name}", "{package}")
    if kinds.is_module(module):
        return module
    where = section.place("path")
    section.problems.append(rules.config_required(where, "import", '"acme.errors"', "target"))
    return ""


def _base(section: Section, chosen: Mapping[str, Option], catalogues: Iterable[str]) -> None:
    """Complain of a base that stands in one of our packages, which cannot be imported before it."""
    base = str(chosen["base"]).partition(":")[0]
    for name in catalogues:
        ours = str(chosen["import"]).replace("{package}", package(name)).replace("{name}", name)
        if ours and folders.holds(ours.replace(".", "/"), base.replace(".", "/")):
            section.refuse("base", f"a class outside {ours}, which imports it")
            return


def _places(kind: str, path: str, chosen: Mapping[str, Option]) -> Iterator[tuple[str, str]]:
    """What stands in an output's path instead of the beginning of its template's."""
    if not path:
        return
    if kind != "python":
        if not chosen.get("site", True):
            yield "{name}/{locale}/assets/", ""
        yield from (("{package}/", f"{path}/"), ("{name}/", f"{path}/"), ("", f"{path}/"))
        return
    project = chosen["project"]
    tests = chosen["tests"] or (f"{project}/tests/test_{{package}}.py" if project else "")
    yield "{package}/", f"{path}/"
    yield "tests/test_{package}.py.jinja", f"{tests}.jinja" if tests else ""
    yield "", f"{project}/" if project else ""
