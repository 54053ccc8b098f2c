"""What the names of classes have beside their words, and the names that no class can have."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Written out and not taken from the builtins module, whose contents change
# with the version of Python and would change our output.
_PYTHON = """
ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError
BufferError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
ConnectionResetError EOFError EnvironmentError Exception FileExistsError FileNotFoundError
FloatingPointError IOError ImportCycleError ImportError IndentationError IndexError
InterruptedError IsADirectoryError KeyError LookupError MemoryError ModuleNotFoundError NameError
NotADirectoryError NotImplementedError OSError OverflowError PermissionError ProcessLookupError
PythonFinalizationError RecursionError ReferenceError RuntimeError SyntaxError SystemError
TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError
UnicodeError UnicodeTranslateError ValueError WindowsError ZeroDivisionError
"""
# ECMA-262, "Error Objects", and two that engines add.
_JAVASCRIPT = "AggregateError Error EvalError InternalError RangeError SuppressedError URIError"
# The bases that every generated module has of its own.
_BASES = "ClientError ServerError UnknownError"
RESERVED = frozenset(f"{_PYTHON} {_JAVASCRIPT} {_BASES}".split())

_STATUS_BASE = re.compile(r"Http[0-9]{3}")
# What a number becomes, which no class can begin with.
DIGITS = re.compile(r"(?:Minus|Plus)?[0-9]")
# Behind the `Error` of a class: what tells it apart from others.
_MARK = r"(?:(?:Minus|Plus|X)?[0-9][0-9A-Za-z]*)?"


@dataclass(frozen=True, slots=True)
class Style:
    """What stands before and behind the words in the names of a catalogue's classes."""

    prefix: str = ""
    suffix: str = "Error"

    def named(self, stem: str) -> str:
        """Words as a class, reserved or not: `NotFound` → `NotFoundError`, `7` → `Error7`.

        An ending or a prefix that the words have already does not come twice.
        """
        if DIGITS.match(stem):
            return f"{self.prefix}{self.suffix}{stem}"
        for ending in (self.suffix, "Error"):
            if stem.endswith(ending) and stem != ending:
                stem = stem.removesuffix(ending)
                break
        return f"{self.prefix}{self.bare(stem)}{self.suffix}"

    def bare(self, name: str) -> str:
        """A name without the prefix."""
        rest = name.removeprefix(self.prefix)
        return rest if rest[:1].isupper() or rest[:1].isdigit() else name

    def is_whole(self, name: str) -> bool:
        """Whether it is a class name, and not only the words of one."""
        whole = rf"(?:[A-Z][0-9A-Za-z]*)?(?:Error|{self.suffix}){_MARK}"
        return name not in ("Error", self.suffix) and bool(re.fullmatch(whole, name))

    def is_reserved(self, name: str) -> bool:
        """Whether it is a builtin, or a base that every package has."""
        inner = self.bare(name).removesuffix(self.suffix)
        base = inner in ("Client", "Server") or _STATUS_BASE.fullmatch(inner)
        return name in RESERVED or bool(base and name == self.named(inner))


PLAIN = Style()
