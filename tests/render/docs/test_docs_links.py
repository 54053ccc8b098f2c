"""Where the links of a page lead, seen from a page of the reference."""

from __future__ import annotations

import posixpath
from dataclasses import replace

import pytest

from generator.diagnostics.source import Span
from generator.model import Catalogue, Mark, Message, Retryable, Success, Text
from generator.render.views import links
from tests import rendered, samples

HERE = "generated/docs/api/en/errors"
UP = "../../../../.."
WEB = "https://x.org/docs/errors?a#b"

# A link, the page that has it, where that comes from; and where it leads from a page in HERE.
SEEN: list[tuple[str, str, str, str]] = [
    ("https://y.org/a", "docs/errors.md", "", "https://y.org/a"),
    ("HTTP://y.org", "docs/errors.md", WEB, "HTTP://y.org"),
    ("mailto:a@b.org", "docs/errors.md", WEB, "mailto:a@b.org"),
    ("guide.md", "docs/errors.md", "", f"{UP}/docs/guide.md"),
    ("./guide.md?x#y", "docs/errors.md", "", f"{UP}/docs/guide.md?x#y"),
    ("../a/b/", "docs/en/errors.md", "", f"{UP}/docs/a/b/"),
    ("../../../a.md", "docs/errors.md", "", f"{UP}/../../a.md"),
    ("#limits", "docs/errors.md", "", f"{UP}/docs/errors.md#limits"),
    ("#limits", "errors.md", "", f"{UP}/errors.md#limits"),
    ("a", "generated/docs/api/in.md", "", "../../a"),
    ("a", "my docs/100%/(x)/e.md", "", f"{UP}/my%20docs/100%25/%28x%29/a"),
    ("a", "../beside/e.md", "", f"{UP}/../beside/a"),
    ("/guide", "docs/errors.md", "", "/guide"),
    ("guide", "docs/errors.md", WEB, "https://x.org/docs/guide"),
    ("../guide#x", "docs/errors.md", WEB, "https://x.org/guide#x"),
    ("../../../.well-known", "docs/errors.md", WEB, "https://x.org/.well-known"),
    ("/guide/?a", "docs/errors.md", WEB, "https://x.org/guide/?a"),
    ("#limits", "docs/errors.md", WEB, "https://x.org/docs/errors#limits"),
    ("guide.md", "docs/errors.md", WEB, ""),
    ("guide.MDX?a#b", "docs/errors.md", "https://x.org/errors/", ""),
    ("guide.md", "docs/errors.md", "https://x.org/docs/errors.md#a", "https://x.org/docs/guide.md"),
    ("guide.mdx.html", "docs/errors.md", WEB, "https://x.org/docs/guide.mdx.html"),
    ("a", "docs/errors.md", "https://x.org", "https://x.org/a"),
    ("a", "docs/errors.md", "no address", f"{UP}/docs/a"),
    ("a", "", "", ""),
    ("", "docs/errors.md", WEB, ""),
    ("//y.org/a", "docs/errors.md", WEB, ""),
    ("javascript:alert(1)", "docs/errors.md", WEB, ""),
    ("ftp://y.org", "docs/errors.md", "", ""),
    ("C:\\x", "docs/errors.md", "", ""),
]


@pytest.mark.parametrize(("url", "source", "origin", "wanted"), SEEN)
def test_a_link_leads_where_it_led(url: str, source: str, origin: str, wanted: str) -> None:
    assert links.seen_from(HERE, url, source, origin) == wanted
    if wanted.startswith(UP) and "%" not in wanted:
        led = posixpath.normpath(posixpath.join(posixpath.dirname(source), url or "."))
        if not url.startswith("#"):
            assert posixpath.normpath(posixpath.join(HERE, wanted)) == led


@pytest.mark.parametrize(
    ("path", "origin", "wanted"),
    [
        ("docs/errors.md", "", f"{UP}/docs/errors.md"),
        ("my docs/a#b?.md", "no address", f"{UP}/my%20docs/a%23b%3F.md"),
        ("docs/errors.md", WEB, WEB),
    ],
)
def test_a_page_has_an_address_for_its_neighbours(path: str, origin: str, wanted: str) -> None:
    assert links.seen_from(HERE, links.address(path, origin), path, origin) == wanted


def test_no_way_leads_through_a_folder_without_a_name() -> None:
    assert links.seen_from("../out/docs/api/en", "a.md", "docs/errors.md", "") == ""
    assert links.seen_from("./out/../out/docs", "a.md", "docs/errors.md", "") == "../../docs/a.md"


def linked(**facts: object) -> Catalogue:
    """A catalogue with a link on each kind of text, of which all pages show some."""
    mark = (Mark(0, 3, "guide.md"),)
    texts = (Text("ja-JP", "見よ。", marks=mark),)
    message = Message("ja-JP", "要求。", ("要求。",), marks=mark, span=Span("other/page.md", 3))
    made = samples.defender()
    error = replace(made.errors[0], messages=(message,), actions=texts, causes=texts, hints=texts)
    success = Success("OK", messages=(replace(message, span=None),))
    rest = made.errors[1:]
    return replace(made, errors=(error, *rest), successes=(success,), **facts)


def test_every_page_leads_to_the_file_beside_the_source() -> None:
    """That of the text's own page, from however deep the page of the reference lies."""
    files = rendered.files(linked(origin=""), "docs")
    docs = "docs/defender-errors"
    wanted = {
        f"{docs}/ja-JP/README.md": [
            "../../../../other/guide.md",
            "../../../../source_docs/guide.md",
        ],
        f"{docs}/ja-JP/status/400.md": ["../../../../../other/guide.md"],
        f"{docs}/ja-JP/errors/BadRequest.md": [
            "../../../../../other/guide.md",
            "../../../../../source_docs/guide.md",
        ],
        f"{docs}/llms.txt": ["../../../other/guide.md", "../../../source_docs/guide.md"],
    }
    for path, addresses in wanted.items():
        for address in addresses:
            link = f"]({address})" if path.endswith(".txt") else f"](<{address}>)"
            assert link in files[path], path
    assert files[f"{docs}/ja-JP/errors/BadRequest.md"].count("source_docs/guide.md") == 3


@pytest.mark.parametrize(
    ("origin", "leaves"), [("", True), ("https://x.org/docs/page.md", False)], ids=["not", "known"]
)
def test_the_site_takes_links_that_lead_out_of_it(origin: str, leaves: bool) -> None:
    files = rendered.files(linked(origin=origin), "docs")
    assert ("not_found: ignore" in files["docs/defender-errors/mkdocs.yml"]) is leaves
    page = files["docs/defender-errors/ja-JP/errors/BadRequest.md"]
    assert ("](<https://x.org/docs/guide.md>)" in page) is not leaves


def test_a_site_without_such_links_is_checked_for_them() -> None:
    files = rendered.files(samples.defender(), "docs")
    assert "validation" not in files["docs/defender-errors/mkdocs.yml"]


def test_since_when_and_what_changed_stand_in_the_comment_on_a_class() -> None:
    made = samples.defender()
    said = replace(made.errors[0], since="2.1 */", changed=(("2.2", "409"), ("2.3", "410")))
    files = rendered.files(replace(made, errors=(said,)), "python", "typescript")
    source = files["python/defender_errors/errors.py"]
    assert "    Since: 2.1 */\n\n    Changed: 2.2: 409\n\n    Changed: 2.3: 410\n" in source
    types = files["typescript/defender-errors/index.d.ts"]
    assert " * Changed: 2.3: 410\n *\n * @since 2.1 *\\/\n" in types


def test_links_and_code_of_a_message_survive_wherever_it_is_shown() -> None:
    made = samples.defender()
    marks = (Mark(4, 6), Mark(10, 15, "https://y.org/a"))
    message = Message("ja-JP", "Use id, a guide.", ("Use id, a guide.",), marks=marks)
    error = replace(made.errors[0], messages=(message,), retryable=Retryable(True, "page"))
    files = rendered.files(
        replace(made, errors=(error, *made.errors[1:])), "docs", "python", "typescript"
    )
    docs = "docs/defender-errors"
    rich, plain = "Use `id`, a [guide](<https://y.org/a>).", "Use `id`, a guide (https://y.org/a)."
    pages = ("README.md", "retrying.md", "status/400.md", "errors/BadRequest.md")
    for path in (*pages, f"errors/{made.errors[1].slug}.md"):
        assert rich in files[f"{docs}/ja-JP/{path}"], path
    assert "Use `id`, a [guide](https://y.org/a)." in files[f"{docs}/llms.txt"]
    assert plain in files["python/defender_errors/errors.py"]
    assert plain in files["typescript/defender-errors/index.d.ts"]
