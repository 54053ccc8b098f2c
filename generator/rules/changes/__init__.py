"""One function for each way in which two versions of a catalogue can differ."""

from generator.rules.changes import (
    catalogue,
    class_,
    code,
    envelope,
    hint,
    mass,
    message,
    parameter,
    retryable,
    status,
)

__all__ = ["catalogue", "class_", "code", "envelope", "hint", "mass", "message"]
__all__ += ["parameter", "retryable", "status"]
