"""What is only guessed of a catalogue's bodies: for who looks at it, not for every build."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.rules import page as rules
from generator.diagnostics.source import Diagnostic
from generator.model import Catalogue, is_integer
from generator.project.settings import CatalogueSettings


def problems(settings: CatalogueSettings, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Notes: how a number is sent, and whether errors come as successes."""
    numbers = [error for error in catalogue.errors if is_integer(error.code)]
    if numbers and not catalogue.envelope.wire:
        yield rules.wire_guessed(numbers[0].span, numbers[0].code)
    unsaid = settings.errors_in_success is None
    if unsaid and catalogue.examples and not any(error.statuses for error in catalogue.errors):
        example = catalogue.examples[0]
        reason = "no row has a status: do errors come with HTTP 200, as this example may do?"
        yield rules.errors_in_success(example.span, reason)
