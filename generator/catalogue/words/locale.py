"""The locale of a page: what is said of it, what its prose is written in, where it lies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalogue.words import language
from generator.markdown.page import Cell, Page, texts
from generator.project import config
from generator.project.settings import CatalogueSettings

_TAG = re.compile(
    r"([a-z]{2,3})(-(?:hans|hant|latn|cyrl|arab|deva))?(-[a-z]{2}|-[0-9]{3})?", re.IGNORECASE
)
# ISO 639-1, and some of three letters: `lang: js` is no language.
_CODES = frozenset("""
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu
lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu
rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr
ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ceb ckb fil gsw haw hsb kok nds yue
""".split())  # noqa: SIM905  (a list of words reads better so)
# Countries, and codes of old, that stand for a language.
_ALIASES = {"cn": "zh-CN", "tw": "zh-TW", "jp": "ja", "kr": "ko", "iw": "he", "tl": "fil"}
# One language, whatever it is called.
_SAME = {"no": "nb", "nn": "nb"}
# Folders and ends of names that mean something else as often: an id, IT, the EU, C#, Microsoft.
_DOUBTFUL = frozenset("""
am as be br ca co cs eu fo ga he hi hr id ie io is it la li me ml ms mt my na ne no om or pa pi se
si sk so ss st sw to ts uk ve
""".split())  # noqa: SIM905
_TRANSLATIONS = re.compile(r"i18n|l10n|intl|lang(uage)?s?|locales?|translat(ion|ions|ed)")
_HTML = re.compile(
    r"\s*(?:<!doctype[^<>]{0,200}>\s*)?<html\s[^<>]{0,400}?\blang\s*=\s*[\"']?([\w-]{2,35})",
    re.IGNORECASE,
)


def of(page: Page, settings: CatalogueSettings) -> str:
    """The locale of a page, a tag of BCP 47.

    It is the first of what the configuration says of this very page, its front
    matter, what the configuration says of all pages, `<html lang>`, the
    language of its prose, its folder or the end of its name, English.
    """
    html = _HTML.match(page.document.text[:2000])
    for said in (
        dict(settings.locales).get(page.path, ""),
        _tag(page.front.locale),
        settings.locale,
        _tag(html[1]) if html else "",
    ):
        if said:
            return config.cased(said)
    named, is_sure = _named(page.path)
    spoken = language.tell(_voice(page), _cells(page), _plain(named))
    if spoken and _plain(spoken) == _plain(named):
        return spoken if "-" in spoken and "-" not in named else named
    # Of a language without a list the folder knows better than a list of another.
    if spoken and (spoken == "en" or not is_sure or _plain(named) in language.languages()):
        return spoken
    return named if is_sure else spoken or "en"


def _voice(page: Page) -> Iterator[str]:
    """What the page says itself."""
    yield page.front.title
    yield from (heading.text for heading in page.headings)
    yield from (text for table in page.tables for text in texts(table.header))
    yield from (paragraph.text for paragraph in page.paragraphs)


def _cells(page: Page) -> Iterator[str]:
    """The cells of all tables, without their code."""
    return (_prose(cell) for table in page.tables for row in table.rows for cell in row.cells)


def _prose(cell: Cell) -> str:
    """The text of a cell without its code."""
    if cell.text in cell.code:
        return ""
    kept, end = [], len(cell.text)
    for mark in reversed(cell.marks):
        if not mark.url:
            kept.append(cell.text[mark.end : end])
            end = mark.start
    return " ".join([cell.text[:end], *reversed(kept)])


def _named(path: str) -> tuple[str, bool]:
    """(the locale that a path names, whether it can mean nothing else): `docs/ja/errors.md`.

    It is the end of the name, else the innermost folder that is called so.
    """
    *folders, name = path.split("/")
    ends = re.split(r"([._-])", name.rpartition(".")[0] or name)
    for size in (5, 3, 1):
        end = "".join(ends[-size:]) if len(ends) >= size else ""
        if found := _tag(end.replace(".", "_")):
            return found, _is_sure(end) or ends[-size - 1 : -size] == ["."]
    for place in range(len(folders) - 1, -1, -1):
        if found := _tag(folders[place]):
            above = folders[place - 1].lower() if place else ""
            return found, _is_sure(folders[place]) or bool(_TRANSLATIONS.fullmatch(above))
    return "", False


def _is_sure(name: str) -> bool:
    """Whether a name that is a locale means one: `id-ID` does, `id` and `my-db` need not."""
    return name[:2].lower() not in _DOUBTFUL or name[3:].isupper()


def _tag(name: str) -> str:
    """A locale that a name is, or "": `zh_CN`, `pt-br`, `ja`, and `jp` by its country."""
    name = _ALIASES.get(name.lower(), name.replace("_", "-"))
    known = _TAG.fullmatch(name)
    return config.cased(name) if known and known[1].lower() in _CODES else ""


def _plain(tag: str) -> str:
    """The language of a locale, as its list is called."""
    name = tag.partition("-")[0]
    return _SAME.get(name, name)
