"""The pages inside a site that is there: as MDX, which Docusaurus reads, text stays text."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.render.quoting import markdown as quoting
from tests import anything, node, rendered, samples
from tests.conftest import examples, first
from tests.render.docs.test_docs_quoting import HOSTILE, shown

HERE = Path(__file__).parent
# Each page compiled as Docusaurus does: its kinds of nodes, its elements of JSX, its addresses,
# its text. Docusaurus gives a directive `:word` back as text, unless it has more than its name.
COMPILE = """
import { compile } from "@mdx-js/mdx";
import directive from "remark-directive";
import gfm from "remark-gfm";
import { readFileSync } from "node:fs";

const text = (node) =>
  node.type === "textDirective"
    ? `:${node.name}`
    : (node.value ?? (node.children ?? []).map(text).join(""));
function* all(node) {
  yield node;
  for (const child of node.children ?? []) yield* all(child);
}
const more = (node) => node.children?.length || Object.keys(node.attributes ?? {}).length;
const kind = (node) =>
  node.type === "textDirective" && more(node) ? "textDirective with more" : node.type;
const made = [];
for (const page of JSON.parse(readFileSync("pages.json", "utf-8"))) {
  let tree;
  const keep = () => (root) => void (tree = structuredClone(root));
  try {
    await compile(page, { remarkPlugins: [gfm, directive, keep] });
    const nodes = [...all(tree)];
    made.push({
      error: "",
      kinds: nodes.map(kind),
      elements: nodes.filter((n) => n.type.startsWith("mdxJsx")).map((n) => n.name),
      addresses: nodes.filter((n) => n.url).map((n) => n.url),
      text: text(tree),
    });
  } catch (error) {
    made.push({ error: `${error}`, kinds: [], elements: [], addresses: [], text: "" });
  }
}
console.log(JSON.stringify(made));
"""
# What is no Markdown: code that is run, and what a plug-in of the site makes of a name.
LIVE = {"mdxjsEsm", "mdxFlowExpression", "mdxTextExpression", "html"}
LIVE |= {"leafDirective", "containerDirective", "textDirective with more"}

MDX = [
    "import fs from 'fs'",
    "export const x = 1",
    "export default () => <b/>",
    ":::danger hello",
    "::leaf{#x}",
    ":a[b]{.c} urn:x:y",
    "{props.x} {/* x */}",
    "<Foo bar={1}/> </div>",
    "<?php ?> <![CDATA[x]]> <>",
    "https://example.org/a?b=1&c=2",
    "R&D & more",
]


@dataclass(frozen=True)
class Page:
    """What MDX makes of a page; `error` says why it is none."""

    error: str
    kinds: list[str]
    elements: list[str]
    addresses: list[str]
    text: str


def compiled(pages: list[str], folder: Path) -> list[Page]:
    modules = node.installed(HERE)
    (folder / "node_modules").symlink_to(modules, target_is_directory=True)
    (folder / "pages.json").write_text(json.dumps(pages), "utf-8")
    return [Page(**facts) for facts in json.loads(node.javascript(COMPILE, folder))]


def without_code(page: Page, source: str) -> None:
    assert page.error == "", source
    assert not LIVE.intersection(page.kinds), source
    assert set(page.elements) <= {"a", "code"}, source
    for address in page.addresses:
        assert re.match(r"https?://|mailto:|[^:]*$", address, re.IGNORECASE), address


@pytest.mark.parametrize("name", first(rendered.SAMPLES))
def test_every_page_is_mdx_without_code(name: str, tmp_path: Path) -> None:
    files = rendered.files(rendered.SAMPLES[name], "docs", site=False)
    pages = {path: text for path, text in files.items() if path.endswith(".md")}
    for path, page in zip(pages, compiled(list(pages.values()), tmp_path), strict=True):
        without_code(page, path)


def comment_is(_text: str) -> str:
    return ""


def title_is(text: str) -> str:
    return shown(text.translate(quoting._TITLE))


def link(text: str) -> str:
    return quoting.md_link(text, "https://example.org/a_(b)")


# Where a text stands, how it is quoted for that, and what is seen of it.
PLACES = [
    ("{}\n\nz", quoting.md_text, shown),
    ("- {}", quoting.md_text, shown),
    ("| a |\n| - |\n| {} |", quoting.md_text, shown),
    ("# {}", quoting.md_title, title_is),
    ("x {} y", quoting.md_code, shown),
    ("| a |\n| - |\n| {} |", quoting.md_code, shown),
    ("see {}", link, shown),
    ("a\n\n{}\n", quoting.md_comment, comment_is),
]


def test_any_text_is_text_in_mdx(tmp_path: Path) -> None:
    dice = random.Random(18)
    texts = [*HOSTILE, *MDX, samples.HOSTILE]
    texts += [anything.written(dice) for _ in range(examples(400))]
    cases = [(text, *place) for text in texts for place in PLACES]
    pages = [form.replace("{}", quote(text)) for text, form, quote, _ in cases]
    for (text, form, _, seen), page in zip(cases, compiled(pages, tmp_path), strict=True):
        without_code(page, form.replace("{}", text))
        wanted = re.sub(r"[|#-]", "", form).replace("{}", seen(text))
        assert squeezed(page.text) == squeezed(wanted)


def squeezed(text: str) -> str:
    return "".join(text.split())
