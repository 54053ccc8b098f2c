"""Prints digests of what is read on random pages, and of what is said about them."""

import hashlib
import json
import random

from generator import catalogue, markdown
from generator.diagnostics.source import document
from generator.project.settings import CatalogueSettings

# Characters of Unicode 15.0 to 17.0, some about which something changed, and some of other kinds.
CHARS = """
0897 10d50 10d70 10efd 11f02 11fb0 11de0 16d45 1c89 1c8a 1ccd6 1ccf1 1ccf9 1e030 1e4d0 1e4fb 1fae8
1fae9 2ebf0 323b0 a7cb a7cc a7d2 a7d3 a7dc a7f1 019b 0264 0295 1171e 2630 4dc0 105c9 11383 113d1
1b132 1fb93 1f8d0 20c1 2427 a7cd 1b155 11bf0 16d70 1e5d0 1e5f1 1f777 1fac3 00e9 3042 7981 0e35 3000
00a0 200b 0131 0130 017f 212a fb01 ff21 2460 00b2 1d400 1f600 1f3fd
"""
WORDS = r"""
Bad Request Not Found _ * ** ` [ ] [][x] ( ) { } < > <a <br> id= name= %s %1 1 42 0x80 : - , / or
to 400 try_again not_retry &amp; &#x1ccd6; ! \ … http://x.y/ Error code
Success OK none (deprecated) (400) E_1 E_2 a_b ; [^1] <sup>1</sup> † deleted_successfully 4xx 5-7
"""
PAGE = """\
---
ms.translationtype: {}
ms.contentlocale: ja-JP
---
# {} error codes {}

{}

<p {}id="{}">x</p>

| Error code {} | HTTP status | Message |
|---|---|---|
| BadRequest | 400 | It failed. |
"""
# Nothing says the language of this one, and its codes show no single shape.
SECOND = """\
# {}

{}

| {} code | {} name | Reason | Description{} | How to fix | {} |
|---|---|---|---|---|---|
| E_1 | FIRST | It failed. | The box is not there. | Try again. | - |
"""
dice = random.Random(20)
chars = [chr(int(number, 16)) for number in CHARS.split()]
words = [word.replace("_", " ") if len(word) > 1 else word for word in WORDS.split()]


def text(most: int) -> str:
    pools = (chars if dice.random() < 0.35 else words for _ in range(dice.randint(1, most)))
    return "".join(dice.choice(pool) for pool in pools)


def page() -> str:
    kind = dice.choice(("MT", "HT"))
    head = PAGE.format(kind, *map(text, (4, 3, 20, 2, 1, 2)))
    if dice.random() < 0.5:
        return second()
    status = ("400", "Bad Request (400)", "404 ", " (403)")
    rows = [f"| {text(8)} | {dice.choice(status)} | {text(14)} |\n" for _ in range(6)]
    tail = f"\n## {text(3)}\n\n**BadRequest** {text(20)}\n\n```{text(2)}json\n[]\n```\n\n[x]: /y\n"
    return head + "".join(rows) + tail


def second() -> str:
    rows = [f"| {text(3)} |" + "".join(f" {text(6)} |" for _ in range(5)) for _ in range(6)]
    if dice.random() < 0.3:
        rows += ["", *rows[-2:]]
    body = f'{{"error": {{"code": "E_1", "message": "{text(2)}"}}}}'.replace("\\", "")
    head = SECOND.format(text(3), text(20), text(1), text(1), text(1), text(2))
    return head + "\n".join(rows) + f"\n\n```json\n{body}\n```\n\n[^1]: {text(4)}\n"


def digest(value: object) -> str:
    return hashlib.sha256(ascii(value).encode()).hexdigest()[:16]


read = [markdown.read(document("page.md", page())) for _ in range(200)]
settings = CatalogueSettings("some-errors", ("page.md",))
found = [catalogue.read(settings, [one], None, []) for one, _ in read]
print(json.dumps([[digest(x) for x in each] for each in zip(read, found, strict=True)]))
