"""What can be wrong with a file before anybody has read a word of it."""

from __future__ import annotations

from generator.diagnostics.rule import error, rule
from generator.diagnostics.source import Diagnostic, Span


@rule("file-missing")
def file_missing(span: Span, path: str, near: str) -> Diagnostic:
    """A file that the configuration names is not there.

    Example::

        [tool.generator.catalogues.defender-errors]
        pages = ["source_docs/comon-errors.md"]

    To mend it: correct the path, which is relative to the project, or bring
    the file back.
    """
    return error(
        span,
        "this file is not there",
        label=f"no file {path}",
        help=f"did you mean {near}?" if near else "correct the path, or bring the file back",
    )


@rule("file-unreadable")
def file_unreadable(span: Span, path: str, reason: str) -> Diagnostic:
    """A file is there, and cannot be read: the system forbids it, or it is no file.

    What the configuration names has to be an ordinary file of at most 16 MB.

    Example::

        pages = ["source_docs"]

    where `source_docs` is a folder.

    To mend it: name a file, and see to it that it may be read.
    """
    return error(
        span,
        "this file cannot be read",
        label=f"{path}: {reason}",
        help="name a file that may be read",
    )


@rule("file-outside")
def file_outside(span: Span, path: str, reason: str) -> Diagnostic:
    """A file that the configuration names lies where no configuration may lead.

    Whoever sends a pull request writes the configuration and its links, too.
    So pages, overlays, references and templates are read, by their real paths,
    inside the folder of the configuration and the repository that it is in, and
    nowhere else; and nothing hidden is, such as `.git` or `.env`.

    Example::

        [tool.generator.catalogues.my-errors]
        pages = ["docs/errors.md"]

    where `docs/errors.md` is a link to `../../../etc/passwd`.

    To mend it: keep the file in the repository. If you trust what the
    configuration names, allow its folder on the command line: `--allow DIR`.
    """
    return error(
        span,
        "this file may not be read or written",
        label=f"{path}: {reason}",
        help="keep it in the repository, not hidden; a folder elsewhere is allowed by --allow DIR",
    )


@rule("file-encoding")
def file_encoding(span: Span, byte: int) -> Diagnostic:
    """A file is not UTF-8.

    Example::

        Zugriff verweigert f\\xfcr diesen Benutzer

    where `ü` is the single byte FC, as Latin-1 has it.

    To mend it: save the file as UTF-8.
    """
    return error(
        span,
        "this file is not UTF-8",
        label=f"the byte 0x{byte:02X} cannot stand here",
        help="save the file as UTF-8",
    )


@rule("file-unwritable")
def file_unwritable(span: Span, reason: str) -> Diagnostic:
    """A file that people write could not be written by us; it is as it was.

    Example::

        error-table pin

    where the overlay's folder may not be written.

    To mend it: see to the reason, and run the command again.
    """
    return error(
        span,
        "this file could not be written, and is as it was",
        label=reason,
        help="see to the reason, and run the command again",
    )


# --- A catalogue as JSON ---
_HELP = "take the JSON that `build` writes, or what `show --format json` prints"


@rule("record-unreadable")
def record_unreadable(span: Span, reason: str) -> Diagnostic:
    """A file that should hold a catalogue is no JSON.

    Example::

        {"schema": 1, "catalogue":

    To mend it: give the file that `build` wrote, whole, or a page.
    """
    return error(span, "this is no JSON", label=reason, help=_HELP)


@rule("record-shape")
def record_shape(span: Span, where: str, reason: str) -> Diagnostic:
    """A file is JSON, but not a catalogue in a form that this version reads.

    Example::

        {"schema": 2, "catalogue": {}}

    To mend it: give a file that `build` wrote. One that a later version wrote
    (`schema` tells) needs that version.
    """
    message = f"this is not a catalogue that can be read: {where}: {reason}"
    return error(span, message, help=_HELP)
