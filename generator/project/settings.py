"""What the configuration says, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.diagnostics.source import Level
from generator.model import Envelope

# The roles whose columns can be chosen and are told; `retry` is one that few tables have.
ROLES = ("code", "status", "message", "name")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which tables of a page are meant, and which columns.

    `headings` and `line` choose tables by the heading above them or by a line
    inside them; `every` takes all error tables as one catalogue. `columns`
    pairs a role (`code`, `status`, `message`, `name`) with a header text or a
    position from 0.
    """

    headings: tuple[str, ...] = ()
    line: int | None = None
    every: bool = False
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueSettings:
    """One catalogue of the configuration; paths are relative to the project, with `/`.

    `pages` are the same page in one or more locales; the first that is no
    machine translation settles names, or the one that `reference_page` names.
    `references` are other pages or catalogues (JSON) that confirm codes.
    `translated` overrides what the front matter says; None believes it.
    `root` is the name of the base class, "" derives it from the name.
    """

    name: str
    pages: tuple[str, ...]
    overlay: str = ""
    references: tuple[str, ...] = ()
    reference_page: str = ""
    translated: bool | None = None
    locale: str = ""
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
