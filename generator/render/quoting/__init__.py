"""Text quoted for the language that it lands in, and what no reader can see in it."""

from __future__ import annotations

import re

# Written out and not asked of unicodedata, whose answers change with the
# version of Python and would change our output. Controls, soft hyphen, Arabic
# letter mark, zero-width and bidirectional characters (Trojan Source,
# CVE-2021-42574), line and paragraph separators, odd blanks, byte order mark,
# interlinear marks, what is no character (and stands in no XML or YAML), lone
# surrogates, tags.
_RANGES = (
    "\\x00-\\x1f\\x7f-\\xa0\\xad\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e"
    "\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0"
    "\\ufff9-\\ufffb\\ufffe\\uffff\\ud800-\\udfff\\U000e0000-\\U000e0fff"
)
INVISIBLE = re.compile(f"[{_RANGES}]")
