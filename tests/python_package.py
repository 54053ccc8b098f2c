"""The generated Python of a catalogue, written to a folder and imported."""

from __future__ import annotations

import atexit
import importlib
import shutil
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from generator.model import Catalogue, Envelope, Text
from tests import rendered, samples

_FOLDER = tempfile.mkdtemp(prefix="generated-python-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)


def aged() -> Catalogue:
    """A catalogue with a past, two languages, and a place on the web."""
    several = rendered.spoken(samples.defender(), "en-US", "ja-JP")
    first, second, *rest = samples.defender().errors
    english = replace(
        second.messages[0],
        locale="en-US",
        text="Hash value {hash} is invalid.",
        parts=("Hash value ", 0, " is invalid."),
    )
    changed = [
        replace(first, aliases=("Bad", "OldRequestError"), deprecated="Use `InvalidHashValue`."),
        replace(
            second,
            messages=(english, *second.messages),
            hints=(Text("en-US", "Send a SHA-1."), Text("ja-JP", "ハッシュ")),
            causes=(Text("en-US", "It was cut off."),),
            actions=(Text("en-US", "Send it whole."),),
            source="https://example.org/issue",
        ),
        replace(rest[0], retired=True),
        *rest[1:],
    ]
    return replace(several, errors=tuple(changed), doc_url="https://example.org/docs/")


def shaped(code: str, message: str, ident: str) -> Catalogue:
    """A catalogue whose bodies have what they have at these dotted paths."""
    paths = map(samples.key_path, (code, message, ident))
    return replace(samples.defender(), envelope=Envelope(*paths), examples=())


def told() -> Catalogue:
    """A catalogue whose code may be in XML or in a header, and the wait in the body.

    Its service speaks a language that no page has.
    """
    envelope = Envelope(
        code=("Error", "Code"),
        message=("Error", "Message"),
        correlation_id=("RequestId",),
        retry_after=("Error", "RetryAfter"),
        header="x-ms-error-code",
        xml=True,
    )
    made = samples.defender()
    first, second, *rest = made.errors
    said = replace(
        second.messages[0],
        locale="en",
        text="{invalid_hash} is no hash value.",
        parts=(0, " is no hash value."),
    )
    spoken = replace(second, messages=(*second.messages, said))
    return replace(made, envelope=envelope, examples=(), errors=(first, spoken, *rest))


CATALOGUES = {
    **rendered.SAMPLES,
    "aged": aged(),
    "items": shaped("errors.0.extensions.code", "errors.0.message", "trace.1.ref"),
    "listed": shaped("0.fault.kind", "0.text", "0.ref"),
    "told": told(),
    "soft": replace(samples.advised(), errors_in_success=True),
    "graph": replace(
        shaped("errors.0.extensions.code", "errors.0.message", "extensions.requestId"),
        errors_in_success=True,
    ),
}


@cache
def folder(key: str) -> Path:
    """The folder of a distribution, whose package is called after the key."""
    made = replace(CATALOGUES[key], name=f"made-{key}", package=f"made_{key}")
    place = rendered.write(made, Path(_FOLDER, key), "python") / "python"
    sys.path.insert(0, str(place))
    return place


@cache
def package(key: str) -> Any:
    """The package, imported."""
    folder(key)
    return importlib.import_module(f"made_{key}")


@cache
def doubles(key: str) -> Any:
    """The `testing` module of the package."""
    package(key)
    return importlib.import_module(f"made_{key}.testing")
