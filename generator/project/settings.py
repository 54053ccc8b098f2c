"""What the configuration says, as frozen values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from generator.diagnostics.source import Level, Span
from generator.model import Envelope
from generator.names.style import PLAIN, Style
from generator.project import kinds, places
from generator.project.kinds import Option

# What a column may be to an error; in this order they are told.
ROLES = ("code", "status", "name", "message", "action", "cause", "retry")
# One that is not kept either.
IGNORE = "ignore"


# Pairs of a role and a header's text or a position from 0; a role may stand in several.
Columns: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which tables of a page are meant, and which columns.

    `headings` and `lines` choose tables by a heading above them or by a line
    inside them; without either all tables of errors are meant. `ignored` are
    headings or lines of tables that are left. `columns` are the roles that
    were settled (those of ROLES, and `ignore`), and `by_table` those of the
    tables under a heading; "" is no column. With `titled` the errors are headings
    of the page, of which all this holds then, and with `all` tables are read
    beside them.
    """

    headings: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    ignored: tuple[str, ...] = ()
    columns: Columns = ()
    by_table: tuple[tuple[str, Columns], ...] = ()
    titled: bool = False
    all: bool = False

    @property
    def what(self) -> str:
        """What of a page is read."""
        own = "heading with a code" if self.titled else ""
        return " or ".join(filter(None, ("" if own and not self.all else "table", own)))


@dataclass(frozen=True, slots=True)
class CatalogueSettings:
    """One catalogue of the configuration; paths are relative to the project, with `/`.

    `pages` are the same page in one or more locales; the first that is no
    machine translation settles names, or the one that `reference_page` names.
    `references` are other pages or catalogues (JSON) that confirm codes.
    `translated` overrides what the front matter says; None believes it.
    `root` is the name of the base class, "" derives it from the name; `style`
    is that of the names of the other classes.
    `locales` pairs pages with the locale that is configured for them alone;
    `locale` is that of the others. `success` keeps rows of success as errors.
    `envelope` has what is said of bodies; the examples say the rest.
    `errors_in_success` is None where nobody has settled it, and stands at its span.
    `service_locale` is the one that the service speaks, and stands at that span.
    """

    name: str
    pages: tuple[str, ...]
    overlay: str = ""
    references: tuple[str, ...] = ()
    reference_page: str = ""
    translated: bool | None = None
    locale: str = ""
    locales: tuple[tuple[str, str], ...] = ()
    success: bool = False
    selection: Selection = Selection()
    envelope: Envelope = Envelope()
    root: str = ""
    style: Style = PLAIN
    title: str = ""
    doc_url: str = ""
    errors_in_success: bool | None = None
    errors_in_success_span: Span = field(compare=False, default=Span(""))
    service_locale: str = ""
    service_locale_span: Span = field(compare=False, default=Span(""))

    @property
    def overlay_path(self) -> str:
        """Where the overlay is: as configured, else beside the first page."""
        first = self.pages[0] if self.pages else ""
        stem = first[: first.rfind(".")] if "." in first.split("/")[-1] else first
        more = "-overlay" if places.is_config(f"{stem}.toml") else ""
        return self.overlay or f"{stem}{more}.toml"

    @property
    def astray(self) -> tuple[str, ...]:
        """Where an overlay of another page than the first would be, which nobody reads."""
        beside = (replace(self, pages=(page,), overlay="").overlay_path for page in self.pages[1:])
        return tuple(path for path in beside if path != self.overlay_path)

    def alone(self, page: str, others: Iterable[str]) -> CatalogueSettings:
        """The catalogue of one page alone; `others` are references beside its own."""
        return replace(
            self,
            pages=(page,),
            overlay=self.overlay_path,
            references=(*self.references, *others),
            reference_page="",
        )


@dataclass(frozen=True, slots=True)
class Target:
    """Where the outputs of one kind go.

    `kind` is the first folder of its templates. `path` is the folder of one
    catalogue's own files, relative to the project; it may hold `{name}` and
    `{package}`. `places` pairs the beginning of a template's path below its
    kind with what stands in its output's path instead; the first one that fits
    holds, and a template that none fits makes nothing. `catalogues` are the
    names of those that it is for; none means all. `chosen` are the kind's own
    keys, with `_` for `-`, and their defaults where they are not given.
    """

    kind: str
    path: str = ""
    places: tuple[tuple[str, str], ...] = ()
    catalogues: tuple[str, ...] = ()
    chosen: tuple[tuple[str, Option], ...] = ()

    @property
    def options(self) -> Mapping[str, Option]:
        """What was chosen for this target, by key."""
        return dict(self.chosen)

    def output(self, template: str) -> str:
        """The path of a template's output, with placeholders and `.jinja`; "" for none."""
        inside = template.removeprefix(f"{self.kind}/") if self.kind else template
        fits = (pair for pair in self.places if inside.startswith(pair[0]))
        start, place = next(fits, ("", ""))
        return f"{place}{inside[len(start) :]}" if place else ""

    def has(self, catalogue: str) -> bool:
        """Whether it is for the catalogue of this name."""
        return not self.catalogues or catalogue in self.catalogues


@dataclass(frozen=True, slots=True)
class CodeSource:
    """Files of the service's own code, and how its codes stand in them.

    `files` are paths from the project's folder, with wildcards. `form` is
    "python", "list", "json" or "pattern". `catalogue` may be "" where there is one.
    Of Python, `names` are those of classes, members or constants, none for all
    enums, and `take` is what of a member is its code: "value", "name", or the
    place of an argument. Of JSON, `keys` is the way to the codes. `pattern` is a
    regular expression that nobody has compiled yet, `begin` and `end` are the
    texts round what it is looked for in.
    """

    files: tuple[str, ...]
    form: str
    catalogue: str = ""
    names: tuple[str, ...] = ()
    take: str | int = "value"
    keys: tuple[str | int, ...] = ()
    pattern: str = ""
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration, whole.

    `output` and `templates` are folders relative to the project; `templates`
    is laid over the built-in ones, and is "" where a project has none of its own.
    `targets` are all that is made; none means every kind, below `output`.
    `version` and `distribution` are those of the generated packages. `levels`
    overrides the level of single rules; None is "off". `sources` are the code that
    sends the errors, which `audit` alone reads. `file` is where all this was said.
    """

    catalogues: tuple[CatalogueSettings, ...] = ()
    output: str = "generated"
    templates: str = ""
    distribution: str = ""
    version: str = "0.1.0"
    levels: tuple[tuple[str, Level | None], ...] = ()
    file: str = places.PYPROJECT
    targets: tuple[Target, ...] = ()
    sources: tuple[CodeSource, ...] = ()

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders in which outputs lie, as far as they are the same for all catalogues."""
        places = [place for one in self.targets for _, place in one.places if place]
        above = (place.partition("{")[0].rpartition("/")[0] for place in places)
        return tuple(dict.fromkeys(filter(None, above))) if self.targets else (self.output,)

    def made(self, kinds: Collection[str]) -> tuple[Target, ...]:
        """The targets; without a list of them one for each kind of templates there is."""
        return self.targets or tuple(default(kind, self.output) for kind in sorted(kinds))


# The folder of a catalogue's own files, where a kind has one.
OWN = {"docs": "/{name}", "python": "/{package}", "typescript": "/{name}"}


def default(kind: str, output: str) -> Target:
    """The target of a kind where none is configured: its templates' folders, below `output`."""
    folder = f"{output}/{kind}" if kind else output
    path, options = f"{folder}{OWN.get(kind, '')}", dict(kinds.defaults(kind))
    if kind == "python":
        options |= {"project": folder, "import": "{package}"}
    return Target(kind, path, (("", f"{folder}/"),), chosen=tuple(options.items()))
