"""Text quoted for Markdown, as GitHub and Python-Markdown both read it."""

from __future__ import annotations

import re

from generator.render.quoting import INVISIBLE

# What may stand after a backslash in both dialects (CommonMark, "Backslash
# escapes"; Python-Markdown, ESCAPED_CHARS) is escaped with one. The rest become
# references, which are never markup (CommonMark, "Entity and numeric character
# references").
_BACKSLASH = re.compile(r"([\\`*_\[\]{}#!])")
_REFERENCE = re.compile(r"[&<>|~$]")
# CommonMark, "List items" and "Setext headings": these begin a block.
_BLOCK = re.compile(r"^([-+=]|[0-9]{1,9}[.)](?=\s|$))")
# What a code span cannot say in a table's cell, or says differently elsewhere: Python-Markdown
# ends `&#1` with a semicolon.
_AWKWARD = re.compile(r"[`|\\\n]|^\s|\s$|^$|&#")
_BLANKS = frozenset({0x9, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F})
_JOINERS = frozenset({0x200C, 0x200D, 0xFE0F})
_ANGLES = {0x3C: "‹", 0x3E: "›"}
_WEB = re.compile(r"https?://[0-9A-Za-z\[][^\s<>\"'\\^`{|}]*", re.IGNORECASE)


def md_text(text: str) -> str:
    """Text that appears as it is, in a paragraph or a cell, on GitHub and in a site."""
    # A blank of another kind is a blank now, and would indent: what follows could begin a block.
    shown = _shown(_line(text)).strip(" ")
    escaped = _REFERENCE.sub(_reference, _BACKSLASH.sub(r"\\\1", shown))
    return _BLOCK.sub(lambda m: f"{m.group()[:-1]}&#{ord(m.group()[-1])};", escaped)


def md_code(text: str) -> str:
    """A code span with exactly this text, in a paragraph or a cell.

    A pipe, a backtick or a blank at the edge needs the element: GitHub and
    Python-Markdown disagree on each of them inside backticks.
    """
    shown = _shown(text.replace("\n", " "))
    return f"<code>{_element(shown)}</code>" if _AWKWARD.search(shown) else f"`{shown}`"


def md_fence(text: str, language: str) -> str:
    """A fenced block with exactly this text (CommonMark, "Fenced code blocks")."""
    shown = "\n".join(_shown(line) for line in re.split(r"\r\n|\n|\r", text.strip("\r\n")))
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{shown}\n{fence}"


def md_link(label: str, address: str) -> str:
    """Text linked to an address of the web; the text alone where the address is none."""
    if not _WEB.fullmatch(address) or INVISIBLE.search(address):
        return md_text(label)
    return f"[{md_text(label)}](<{address.replace('(', '%28').replace(')', '%29')}>)"


def md_comment(text: str) -> str:
    """A comment with this text, which cannot end it (HTML, "Comments")."""
    return f"<!-- {_shown(_line(text)).replace('--', '- -').replace('>', '')} -->"


def md_attr(text: str) -> str:
    """Text for a quoted attribute of an HTML or SVG element, or for SVG text."""
    return re.sub(r"[&<>\"'`]", _reference, _shown(_line(text)))


def md_title(text: str) -> str:
    """Text for the first heading of a page, which themes write into `<title>` as it stands."""
    return md_text(text.translate(_ANGLES))


def md_plain(text: str) -> str:
    """Text for where a theme forgets to escape it: it shows as it is, and can be no markup.

    Zensical 0.0 and Material write the name of the site into attributes as it stands.
    """
    return _shown(_line(text)).translate({**_ANGLES, 0x22: "”"})


def _line(text: str) -> str:
    return text.replace("\n", " ").strip(" ")


def _element(text: str) -> str:
    """The inside of an element: its blanks stay, and nothing in it is markup."""
    return re.sub(r"[&<>|~$\"'=\\`*_\[\]{}#!:]|^ | $", _reference, text)


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
