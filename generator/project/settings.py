"""What the configuration says, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from generator.diagnostics.source import Level
from generator.model import Envelope

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
    tables under a heading.
    """

    headings: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    ignored: tuple[str, ...] = ()
    columns: Columns = ()
    by_table: tuple[tuple[str, Columns], ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueSettings:
    """One catalogue of the configuration; paths are relative to the project, with `/`.

    `pages` are the same page in one or more locales; the first that is no
    machine translation settles names, or the one that `reference_page` names.
    `references` are other pages or catalogues (JSON) that confirm codes.
    `translated` overrides what the front matter says; None believes it.
    `root` is the name of the base class, "" derives it from the name.
    `locales` pairs pages with the locale that is configured for them alone;
    `locale` is that of the others. `success` keeps rows of success as errors.
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
    envelope: Envelope | None = None
    root: str = ""
    title: str = ""
    doc_url: str = ""

    @property
    def overlay_path(self) -> str:
        """Where the overlay is: as configured, else beside the first page."""
        first = self.pages[0] if self.pages else ""
        stem = first[: first.rfind(".")] if "." in first.split("/")[-1] else first
        return self.overlay or f"{stem}.toml"

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
class Settings:
    """`[tool.generator]`, whole.

    `output` and `templates` are folders relative to the project; `templates`
    is laid over the built-in ones, and has to be there if it is named.
    `version` and `distribution` are those of the generated packages. `levels`
    overrides the level of single rules; None is "off".
    """

    catalogues: tuple[CatalogueSettings, ...] = ()
    output: str = "generated"
    templates: str = "templates"
    distribution: str = ""
    version: str = "0.1.0"
    levels: tuple[tuple[str, Level | None], ...] = ()
    templates_named: bool = False
