"""Text quoted for Markdown, as GitHub, Python-Markdown and MDX read it, and for files of text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from generator.model import Mark
from generator.render.quoting import INVISIBLE

# What may stand after a backslash in all dialects (CommonMark, "Backslash
# escapes"; Python-Markdown, ESCAPED_CHARS) is escaped with one. The rest become
# references, which are never markup (CommonMark, "Entity and numeric character
# references"). An underscore inside a word and an ampersand that begins no reference
# mark nothing in any of them, and stay: Docusaurus shows the source of a heading in
# its menus, GitHub that of a bare address.
_BACKSLASH = re.compile(r"([\\`*\[\]{}#!]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z]))")
_REFERENCE = re.compile(r"&(?=\\?#|[0-9A-Za-z]+;)|[<>|~$]")
# CommonMark, "List items" and "Setext headings", MDX, "ESM", and the directives of
# Docusaurus: these begin a block.
_BLOCK = re.compile(r"^([-+=:]|[0-9]{1,9}[.)](?=\s|$)|(?:import|export)(?= ))")
# What a code span cannot say in a table's cell, or says differently elsewhere: Python-Markdown
# ends `&#1` with a semicolon.
_AWKWARD = re.compile(r"[`|\\\n]|^\s|\s$|^$|&#")
_BLANKS = frozenset({0x9, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F})
_JOINERS = frozenset({0x200C, 0x200D, 0xFE0F})
_ANGLES = {0x3C: "‹", 0x3E: "›"}
_TITLE = {**_ANGLES, 0x5C: "∖"}
_WEB = re.compile(r"https?://[0-9A-Za-z\[][^\s<>\"'\\^`{|}]*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[0-9A-Za-z.!#$%&*+/=?_~@,;-]+", re.IGNORECASE)
# No colon before the path, the query or the fragment begins, nor what is read as one, `&colon;`:
# else it has a scheme. Two slashes would lead to another host.
_RELATIVE = re.compile(r"(?!//|$)[^\s<>\"'\\^`{|}:&/?#]*(?:[/?#][^\s<>\"'\\^`{|}]*)?")


def md_text(text: str) -> str:
    """Text that appears as it is, in a paragraph or a cell, on GitHub and in a site."""
    return _begun(_escaped(text))


def md_marked(text: str, marks: Iterable[Mark]) -> str:
    """Text like that of `md_text`, in which code is code and links are links.

    A link that leads nowhere that is known to be harmless is its words alone.
    """
    marks = tuple(marks)
    code = tuple(_apart(mark for mark in marks if not mark.url))
    pieces: list[str] = []
    at = 0
    for link in _apart(mark for mark in marks if _address(mark.url)):
        shown = _with_code(text, link.start, link.end, code)
        if words := shown.strip(" "):
            linked = f"[{words}](<{_address(link.url)}>)"
            pieces += [_with_code(text, at, link.start, code), shown.replace(words, linked)]
            at = link.end
    return _begun("".join([*pieces, _with_code(text, at, len(text), code)]))


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks in order, without those that reach into one before them."""
    at = 0
    for mark in sorted(marks, key=attrgetter("start")):
        if at <= mark.start < mark.end:
            at = mark.end
            yield mark


def _with_code(text: str, start: int, end: int, code: Sequence[Mark]) -> str:
    """A part of a text with its code; code that reaches out of it is text."""
    pieces: list[str] = []
    at = start
    for index in range(bisect_left(code, start, key=attrgetter("start")), len(code)):
        mark = code[index]
        if mark.end > end:
            break
        before, inside = _escaped(text[at : mark.start]), text[mark.start : mark.end]
        # A backtick before those of a span would be one of them.
        joined = before[-1:] == "`" or (not before and pieces)
        pieces += [before, _code_element(inside) if joined else md_code(inside)]
        at = mark.end
    return "".join([*pieces, _escaped(text[at:end])])


def _escaped(text: str) -> str:
    shown = _shown(text.replace("\n", " "))
    return _REFERENCE.sub(_reference, _BACKSLASH.sub(r"\\\1", shown))


def _begun(escaped: str) -> str:
    """A text that is escaped, at the beginning of a line."""
    # A blank of another kind is a blank now, and would indent: what follows could begin a block.
    return _BLOCK.sub(lambda m: f"{m.group()[:-1]}&#{ord(m.group()[-1])};", escaped.strip(" "))


def _address(url: str) -> str:
    """An address as a link of Markdown has it; "" as below."""
    return _leads(url).replace("&", "&amp;")


def _leads(url: str) -> str:
    """An address for parentheses; "" for one that may do anything else than lead somewhere."""
    forms = (_WEB, _MAIL, _RELATIVE)
    if not any(form.fullmatch(url) for form in forms) or INVISIBLE.search(url):
        return ""
    return url.replace("(", "%28").replace(")", "%29")


def md_code(text: str) -> str:
    """A code span with exactly this text, in a paragraph or a cell.

    A pipe, a backtick or a blank at the edge needs the element: GitHub and
    Python-Markdown disagree on each of them inside backticks.
    """
    shown = _shown(text.replace("\n", " "))
    return _code_element(shown) if _AWKWARD.search(shown) else f"`{shown}`"


def md_fence(text: str, language: str) -> str:
    """A fenced block with exactly this text (CommonMark, "Fenced code blocks")."""
    shown = "\n".join(_shown(line) for line in re.split(r"\r\n|\n|\r", text.strip("\r\n")))
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{shown}\n{fence}"


def md_link(label: str, address: str) -> str:
    """Text linked to an address of the web; the text alone where the address is none."""
    words = md_text(label)
    leads = words and _WEB.fullmatch(address) and _address(address)
    return f"[{words}](<{leads}>)" if leads else words


def md_comment(text: str) -> str:
    """A comment with this text, which cannot end it, for below a blank line.

    It is the title of a link that is never used (CommonMark, "Link reference
    definitions"): a comment of HTML is an error in MDX.
    """
    escaped = re.sub(r"([\\()])", r"\\\1", _shown(_line(text)))
    return f"[//]: # ({escaped})"


def md_attr(text: str) -> str:
    """Text for a quoted attribute of an HTML or SVG element, or for SVG text."""
    return re.sub(r"[&<>\"'`]", _reference, _shown(_line(text)))


def md_title(text: str) -> str:
    """Text for the first heading of a page.

    Themes write it into `<title>` as it stands, and Docusaurus 3 into a string of
    JavaScript without regard to backslashes.
    """
    return _escaped(text.translate(_TITLE)).strip(" ")


def md_plain(text: str) -> str:
    """Text for where a theme forgets to escape it: it shows as it is, and can be no markup.

    Zensical 0.0 and Material write the name of the site into attributes as it stands.
    """
    return _shown(_line(text)).translate({**_ANGLES, 0x22: "”"})


# What is read as it stands, by machines and by people, bears no escape. Of a text is kept only
# what would begin a line or make a link that is not there.


def txt_line(text: str) -> str:
    """Text in the midst of a line of a file of text, as it is."""
    return _unlinked(text).strip(" ")


def txt_link(label: str, address: str) -> str:
    """Text linked in a file of text to an address of the web; else the text alone."""
    leads = label.strip() and _WEB.fullmatch(address) and _leads(address)
    return f"[{txt_label(label)}]({leads})" if leads else txt_line(label)


def txt_label(text: str) -> str:
    """Text as the words of a link in a file of text: no bracket of it ends them."""
    return re.sub(r"[\\\[\]]", r"\\\g<0>", _shown(_line(text)))


def txt_marked(text: str, marks: Iterable[Mark]) -> str:
    """Text of a file of text in which code has backticks, and links lead where those lead.

    Code in a link, and code with a backtick of its own, is text.
    """
    pieces: list[str] = []
    at = 0
    for mark in _apart(mark for mark in marks if not mark.url or _leads(mark.url)):
        inner = text[mark.start : mark.end]
        if inner.strip() and (mark.url or "`" not in inner):
            link = f"[{txt_label(inner)}]({_leads(mark.url)})"
            shown = link if mark.url else f"`{_unlinked(inner)}`"
            pieces += [_unlinked(text[at : mark.start]), shown]
            at = mark.end
    return "".join([*pieces, _unlinked(text[at:])]).strip(" ")


def _unlinked(text: str) -> str:
    return _shown(text.replace("\n", " ")).replace("](", "]\\(")


def _line(text: str) -> str:
    return text.replace("\n", " ").strip(" ")


def _code_element(text: str) -> str:
    """A text as an element: its blanks stay, and nothing in it is markup."""
    shown = _shown(text.replace("\n", " "))
    inside = re.sub(r"[&<>|~$\"'=\\`*_\[\]{}#!:]|^ | $", _reference, shown)
    return f"<code>{inside}</code>"


def _reference(found: re.Match[str]) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(found.group(), f"&#{ord(found.group())};")


def _shown(text: str) -> str:
    return INVISIBLE.sub(_show, text)


def _show(found: re.Match[str]) -> str:
    """Blanks as blanks, joiners as they are (Persian and emoji need them), the rest by number."""
    number = ord(found.group())
    if number in _BLANKS:
        return " "
    return found.group() if number in _JOINERS else f"U+{number:04X}"
