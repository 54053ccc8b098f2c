"""What the server's half is shown in every language: where a body has what, in which language."""

from __future__ import annotations

from generator.model import Catalogue, Envelope, Error, KeyPath, Message
from generator.render.views import texts


def paths(envelope: Envelope) -> dict[str, KeyPath]:
    """Where a body that is made has what; where the page shows none, as many have it."""
    code = envelope.code or ("error", "code")
    return {
        "code": code,
        "message": envelope.message or (*code[:-1], "message"),
        "correlation_id": envelope.correlation_id,
        "retry_after": envelope.retry_after,
    }


def locale(catalogue: Catalogue) -> str:
    """The language that the service speaks."""
    return catalogue.service_locale or next(iter(catalogue.locales), "")


def message(error: Error, catalogue: Catalogue) -> Message | None:
    """What the service says of an error: in its language, else in the first that has something.

    A remark is no message.
    """
    said = [m for m in texts.messages(error) if m.text and not m.remark]
    order = (locale(catalogue), *catalogue.spoken)
    return next((m for wanted in order for m in said if m.locale == wanted), None)
