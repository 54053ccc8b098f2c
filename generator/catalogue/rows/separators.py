"""What stands between the codes of one cell: marks, and words in many languages."""

from __future__ import annotations

import re

# What parts codes in words: between blanks, and where a script needs none.
_WORDS = (
    r"and/or|or|and|as well as|respectively|resp\.|plus|oder|und|sowie|bzw\.|beziehungsweise"
    r"|ou|et|ainsi que|y/o|o|y|u|e/ou|e|ed|oppure|nonché|en|of|alsook|och|eller|samt|og|ja|tai|sekä"
    r"|i|lub|oraz|albo|a|nebo|alebo|és|vagy|valamint|și|şi|sau|ve|veya|ya da|dan|atau|serta|và|hoặc"
    r"|ili|и|или|либо|або|чи|та|й|και|ή|या|और"
)
_DENSE = (
    r"または|もしくは|あるいは|および|及び|及|或者|或|和|与|與|以及|또는|혹은|및|와|과"
    r"|และ|หรือ|أو|او|و|או|ו-?"
)
_JOINED = rf"\s*(?:[,;、，；،､﹑・·•∙／∕|&+\n]|(?<=\s)(?i:{_WORDS})(?=\s)|{_DENSE})\s*"
SEPARATOR = re.compile(rf"(?:{_JOINED})+")
SLASH = re.compile(r"\s*/\s*")
BETWEEN = re.compile(rf"(?:(?:{_JOINED}){{1,2}}|\s*/\s*|\s*(?:or|and)\s*|\s+)?")
