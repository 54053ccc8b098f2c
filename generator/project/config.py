"""The configuration as one frozen value; an unknown key is an error with a suggestion."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import cast, get_args

from generator import __version__, names
from generator.diagnostics import rules, suggest
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.source import Document, Level, Problems
from generator.model import Envelope, Key, Wire
from generator.names.style import Style
from generator.project import code_sources, config_file, folders, places, required, targets, toml
from generator.project.section import Section, is_words
from generator.project.settings import (
    IGNORE,
    ROLES,
    CatalogueSettings,
    Columns,
    Selection,
    Settings,
)

_KEYS = (
    *("required-version", "output", "templates", "distribution", "version", "levels"),
    *("catalogues", "targets", "sources"),
)
_CATALOGUE = (
    *("pages", "overlay", "references", "reference-page", "translated", "locale", "success"),
    *("tables", "columns", "envelope", "root", "class-prefix", "class-suffix"),
    *("title", "doc-url", "errors-in-success", "service-locale", "headings"),
)
_TABLES = ("headings", "line", "all", "ignore")
_PATHS = ("code", "message", "correlation-id", "retry-after")
_ENVELOPE = (*_PATHS, "header", "xml", "wire")
_WIRES = get_args(get_args(Wire)[0])[1:]
# Decoders look at so many items of an array.
_ITEMS = 64
_LEVELS: dict[str, Level | None] = {"off": None, **{level: level for level in get_args(Level)}}

# The form that Python (PEP 440) and npm (semver) both take.
_VERSION = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}")
# PEP 508, "Names", without capitals.
_DISTRIBUTION = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")
_SUFFIX = re.compile(r"(?:[A-Z][A-Za-z]*)?(?:Error|Exception)")
# Beside what is no path everywhere: what ends a comment of some language, as headers name pages.
_ODD = re.compile(r"[:<>\\\x00-\x1f\x7f\x85\u2028\u2029]")
# BCP 47, the part of it that documentation uses: ja-JP, zh-Hant-TW, es-419.
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2}|-[0-9]{3})?")
# Behind its host an address may say once where a code belongs; else `/` and a name can follow it.
_URL = re.compile(
    r"https?://[^\s/?#{}]+(?:[/?#][^\s{}]*\{code\}[^\s{}]*|[/?#][^\s{}]*[^\s{}?#=&]|/?)"
)
TAG = "a language tag such as ja-JP"
_ROOT = "a class of its own that ends in Error or Exception, such as MyApiError"
_TABLE = "a heading or a line of a table, or a list of them"
_COLUMN = "a header's text, a position from 0, or a list of them"
_PATH = 'a list of keys, and of places in arrays from 0 to 63, such as ["errors", 0, "code"]'
# What elements of XML are called as S3 and Azure Storage have them.
_XML = Envelope(("Code",), ("Message",), ("RequestId",))
# A name that every client can ask for (RFC 9110, section 5.1).
_HEADER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


def read(document: Document, running: str = __version__) -> tuple[Settings, Problems]:
    """The settings that a file holds, and everything that is wrong with them.

    `running` is the version that has to be one of those that the file requires;
    "" is any, for a file of the past.
    """
    _, span, reason = toml.read(document)
    if span:
        return Settings(), (toml.refusal(document, span, reason, config_rules.config_toml),)
    values = config_file.values(document)
    if values is None:
        return Settings(), (config_file.missing(document),)
    if unmet := required.problems(document, running) if running else ():
        return Settings(), unmet  # the rest is said in words of that version
    section = Section(document, config_file.prefix(document), values)
    settings = _settings(section)
    return settings, (*config_file.misnamed(document), *section.problems)


def is_locale(text: str) -> bool:
    """Whether a text is a language tag as a configuration takes it."""
    return bool(_LOCALE.fullmatch(text))


def cased(locale: str) -> str:
    """A locale as people write it: `en-us` → `en-US` (RFC 5646, section 2.1.1)."""
    first, *rest = locale.split("-")
    return "-".join([first.lower(), *(p.title() if len(p) == 4 else p.upper() for p in rest)])


def find(settings: Settings, document: Document, wanted: Collection[str]) -> Problems:
    """A problem for each of the wanted names that is no catalogue."""
    known = [one.name for one in settings.catalogues]
    span = config_file.span(document, "catalogues")
    return tuple(
        config_rules.config_catalogue(span, name, suggest.near(name, known), ", ".join(known))
        for name in wanted
        if name not in known
    )


def _settings(section: Section) -> Settings:
    section.check(_KEYS)
    if "catalogues" not in section.values:
        section.problems.append(config_file.missing(section.document, section.place()))
    named = section.table("catalogues")
    catalogues = tuple(_catalogue(named.table(name), name) for name in named.values)
    names_of = [one.name for one in catalogues]
    templates = _templates(section)
    return Settings(
        catalogues=catalogues,
        output=_output(section, catalogues, templates),
        templates=templates,
        file=section.document.path,
        distribution=section.match(
            "distribution", _DISTRIBUTION.fullmatch, "a name such as my-errors"
        ),
        version=section.match(
            "version", _VERSION.fullmatch, "three numbers, such as 1.2.0", "0.1.0"
        ),
        levels=tuple(_levels(section.table("levels"))),
        targets=targets.read(section, names_of, templates),
        sources=tuple(code_sources.read(one, names_of) for one in section.tables("sources")),
    )


def _folder(section: Section, key: str, default: str) -> str:
    """A folder of the project, without a slash at its end."""
    return section.text(key, default).rstrip("/").removeprefix("./")


def _templates(section: Section) -> str:
    """The folder of the project's own templates, "" where none inside the project is named."""
    folder = _folder(section, "templates", "")
    if "templates" in section.values and (reason := folders.unfit(folder)):
        section.refuse("templates", folders.wanted(reason))
        return ""
    return folder


def _output(section: Section, catalogues: tuple[CatalogueSettings, ...], templates: str) -> str:
    """The output folder; complained of if it is none of its own inside the project."""
    folder = _folder(section, "output", "generated")
    if reason := _misplaced(folder, catalogues, templates):
        section.problems.append(config_rules.config_output(section.place("output"), reason))
    return folder


def _misplaced(folder: str, catalogues: tuple[CatalogueSettings, ...], templates: str) -> str:
    """Why the output folder cannot have this path, or ""."""
    if reason := folders.unfit(folder):
        return reason
    if folders.holds(templates, folder):
        return f"it is inside {templates}"
    sources = [path for one in catalogues for path in (*one.pages, *one.references, one.overlay)]
    held = [path for path in (*sources, templates) if folders.holds(folder, path)]
    return f"{held[0]} is inside it" if held else ""


def _levels(section: Section) -> Iterator[tuple[str, Level | None]]:
    known = rules.registry() if section.values else {}
    for rule, level in section.values.items():
        if reason := _level_reason(rule, level, known):
            section.problems.append(config_rules.config_level(section.place(rule), rule, reason))
        else:
            yield rule, _LEVELS[str(level)]


def _level_reason(rule: str, level: object, known: Collection[str]) -> str:
    """Why a rule cannot have this level, or ""."""
    if rule not in known:
        near = suggest.near(rule, known)
        return f"did you mean {near}?" if near else "there is no such rule"
    return "" if isinstance(level, str) and level in _LEVELS else f"{level!r} is no level"


def _catalogue(section: Section, name: str) -> CatalogueSettings:
    section.check(_CATALOGUE)
    if reason := _name_reason(name):
        section.problems.append(config_rules.config_name(section.place(), name, reason))
    if "pages" not in section.values:
        section.problems.append(
            config_rules.config_required(section.place(), "pages", '["docs/errors.md"]')
        )
    pages = _paths(section, "pages")
    locale, locales = _locales(section, pages)
    style = _style(section)
    return CatalogueSettings(
        name=name,
        pages=pages,
        overlay=_overlay(section),
        references=_paths(section, "references"),
        reference_page=section.match("reference-page", pages.__contains__, "one of the pages"),
        translated=section.flag("translated"),
        locale=locale,
        locales=locales,
        success=bool(section.flag("success")),
        selection=_selection(section),
        envelope=_envelope(section),
        root=_root(section, style),
        style=style,
        title=section.text("title"),
        doc_url=_doc_url(section),
        errors_in_success=section.flag("errors-in-success"),
        errors_in_success_span=section.place("errors-in-success"),
        service_locale=cased(section.match("service-locale", is_locale, TAG)),
        service_locale_span=section.place("service-locale"),
    )


def _doc_url(section: Section) -> str:
    """Where the codes are documented; the refusal of an address says what would make it one."""
    url = section.text("doc-url")
    if not url or _URL.fullmatch(url):
        return url
    wanted = "an address that begins with https:// and a host"
    if re.search("[{}]", url.replace("{code}", "", 1)):
        wanted = "an address with no braces but those of one {code}"
    elif _URL.fullmatch(f"{url}{{code}}"):
        wanted = f"an address that says where the code belongs: {url}{{code}}"
    section.refuse("doc-url", wanted)
    return url


def _locales(section: Section, pages: Collection[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The locale of all pages, or of each that has one: `{ "docs/ja.md" = "ja" }`."""
    if not isinstance(section.values.get("locale"), Mapping):
        return section.match("locale", is_locale, TAG), ()
    of_page = section.table("locale")
    of_page.check(pages)
    return "", tuple((page, of_page.match(page, is_locale, TAG)) for page in of_page.values)


def _name_reason(name: str) -> str:
    """Why a catalogue cannot have this name, or ""."""
    if not _NAME.fullmatch(name):
        return "not in kebab-case"
    return "" if names.is_package(name) else "a keyword of Python"


def _paths(section: Section, key: str) -> tuple[str, ...]:
    found = section.texts(key)
    empty = key == "pages" and section.values.get(key) == []
    if empty or not all(_is_path(path) for path in found):
        section.refuse(key, "a list of paths relative to the project, with /")
    return found


def _is_path(path: str) -> bool:
    """Relative, and with `/`: diagnostics and headers show it, the same on every machine."""
    return not path.startswith("/") and not _ODD.search(path)


def _overlay(section: Section) -> str:
    """A TOML file of its own: it is written to, and lines of it are shown."""
    path = section.match("overlay", _is_path, "a path relative to the project, with /")
    if path and (not path.endswith(".toml") or places.is_config(path)):
        section.refuse("overlay", "a file whose name ends in .toml, and no configuration")
    return path


def _style(section: Section) -> Style:
    """What the names of classes begin and end with."""
    prefix = section.match("class-prefix", _CLASS.fullmatch, "how a class begins, such as Acme")
    wanted = "the end of a class: Error, Exception, or words before one of them"
    return Style(prefix, section.match("class-suffix", _SUFFIX.fullmatch, wanted, "Error"))


def _root(section: Section, style: Style) -> str:
    def fits(name: str) -> bool:
        return bool(_CLASS.fullmatch(name)) and names.is_root(name, style)

    return section.match("root", fits, _ROOT)


def _selection(section: Section) -> Selection:
    tables = section.table("tables")
    tables.check(_TABLES)
    if tables.flag("all") is False:
        tables.refuse("all", "true, as it is anyway; headings or line choose tables")
    columns, by_table = _columns(section)
    titled = _titled(section)
    return Selection(
        headings=_above(tables),
        lines=tables.several("line", _is_line, "a number from 1, or a list of them"),
        ignored=tuple(map(str, tables.several("ignore", _is_table, _TABLE))),
        columns=columns,
        by_table=by_table,
        titled=titled,
        all=titled and tables.flag("all") is True,
    )


def _titled(section: Section) -> bool:
    """Whether the errors are headings; those above tables are a key of `tables`."""
    value = section.values.get("headings", False)
    if isinstance(value, bool):
        return value
    wanted = value if isinstance(value, list) else [value]
    named = tuple(wanted) if all(map(is_words, wanted)) else ("TEXT",)
    line = toml.inline("tables", (("headings", named),))
    section.refuse("headings", "true or false", f"what stands below headings is {line}")
    return False


def _above(tables: Section) -> tuple[str, ...]:
    """The headings above what is read; that the errors are headings is a key beside `tables`."""
    if not isinstance(tables.values.get("headings"), bool):
        return tables.texts("headings")
    instead = "that the errors are headings is headings = true beside tables, not in it"
    tables.refuse("headings", "a list of strings", instead)
    return ()


def _is_line(value: object) -> bool:
    return type(value) is int and value > 0


def _is_table(value: object) -> bool:
    """Whether it names a table: a line of it, or a heading above it."""
    return _is_line(value) or is_words(value)


def _is_column(value: object) -> bool:
    """Whether it names a column: its position from 0, or its header."""
    return (type(value) is int and value >= 0) or is_words(value)


def _columns(section: Section) -> tuple[Columns, tuple[tuple[str, Columns], ...]]:
    """The roles that hold for all tables, and those of the tables under a heading."""
    columns = section.table("columns")
    headings = [key for key, value in columns.values.items() if isinstance(value, Mapping)]
    own = {key: value for key, value in columns.values.items() if key not in headings}
    whole = _roles(Section(section.document, columns.path, own, section.problems))
    return whole, tuple((heading, _roles(columns.table(heading))) for heading in headings)


def _roles(columns: Section) -> Columns:
    """Each role with a header's text, a position from 0, or a list of them.

    An empty list is no column, as "" has it; there are no errors without codes.
    """
    roles = (*ROLES, IGNORE)
    columns.check(roles)
    found = [(role, columns.several(role, _is_column, _COLUMN)) for role in roles]
    if columns.values.get(ROLES[0]) == []:
        columns.refuse(ROLES[0], _COLUMN)
    none = [(role, ("",)) for role in ROLES[1:] if columns.values.get(role) == []]
    return tuple((role, str(column)) for role, wanted in (*found, *none) for column in wanted)


def _envelope(section: Section) -> Envelope:
    """What is said of bodies; of XML it is said how the elements are called, too."""
    envelope = section.table("envelope")
    envelope.check(_ENVELOPE)
    code, message, ident, wait = (_key_path(envelope, key) for key in _PATHS)
    xml = bool(envelope.flag("xml"))
    if xml and not code:
        code, message, ident = _XML.code, message or _XML.message, ident or _XML.correlation_id
    wanted = " or ".join(f'"{wire}"' for wire in _WIRES)
    return Envelope(
        code=code,
        message=message,
        correlation_id=ident,
        retry_after=wait,
        header=envelope.match("header", _HEADER.fullmatch, "the name of a header"),
        xml=xml,
        wire=cast("Wire", envelope.match("wire", _WIRES.__contains__, wanted)),
    )


def _key_path(envelope: Section, key: str) -> tuple[Key, ...]:
    """Keys and places; a place may stand in quotes."""
    value = envelope.values.get(key, [])
    if not isinstance(value, list) or not all(map(_is_key, value)):
        envelope.refuse(key, _PATH)
        return ()
    path = tuple(int(one) if _is_place(str(one)) else str(one) for one in value)
    if path and isinstance(path[-1], int):
        envelope.refuse(key, f"{_PATH}: the last one is a key")
        return ()
    return path


def _is_key(value: object) -> bool:
    if type(value) is int:
        return 0 <= value < _ITEMS
    return is_words(value) and (not str(value).isdecimal() or _is_place(str(value)))


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text[:9]) < _ITEMS
