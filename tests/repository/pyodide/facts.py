"""Prints what the tool asks of characters that it knows, as digests; and the builtin errors."""

import builtins
import hashlib
import json
import unicodedata

from generator.characters import known

CHARS = [chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000]
KNOWN = [char for char in CHARS if known(char) == char]
QUESTIONS = {
    "isalpha": str.isalpha,
    "isalnum": str.isalnum,
    "isspace": str.isspace,
    "casefold": str.casefold,
    "NFC": lambda char: unicodedata.normalize("NFC", char),
    "NFD": lambda char: unicodedata.normalize("NFD", char),
    "NFKD": lambda char: unicodedata.normalize("NFKD", char),
    "mark": lambda char: unicodedata.category(char) in ("Mn", "Me"),
    "hidden": lambda char: unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"),
}
FACTS: dict[str, object] = {
    name: hashlib.sha256(repr([ascii(asked(char)) for char in KNOWN]).encode()).hexdigest()
    for name, asked in QUESTIONS.items()
}
FACTS["spaces"] = [ascii(char) for char in CHARS if char.isspace()]
FACTS["errors"] = [name for name in vars(builtins) if name.endswith("Error")]
print(json.dumps(FACTS))
