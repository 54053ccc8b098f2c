"""A Markdown document in; its tables, headings, prose and examples out, each with its place."""

from __future__ import annotations

from generator.diagnostics.source import Document, Problems
from generator.markdown import blocks, front_matter, prose
from generator.markdown.page import Page


def read(document: Document) -> tuple[Page, Problems]:
    """The page that a Markdown document is, and what is wrong with it as a page.

    All tables are read, whatever they hold. What is wrong with a table is in
    `Table.problems`, because it matters only where that table is chosen.
    """
    matter, first, problems = front_matter.read(document)
    tokens, env = blocks.parse(document, first)
    page, trouble = prose.page(document, matter, first, tokens, env)
    return page, problems + trouble
