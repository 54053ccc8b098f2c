"""What a module of ours has for templates, without the module itself."""

from __future__ import annotations

from types import MappingProxyType, ModuleType, SimpleNamespace

_PLAIN = (str, int, tuple, frozenset, dict)


def opened(module: ModuleType) -> SimpleNamespace:
    """The public functions and constants of a module.

    From the module a template would come to all that this imports, and so to
    the system.
    """
    public = {name: value for name, value in vars(module).items() if name[0] != "_"}
    own = {n: v for n, v in public.items() if getattr(v, "__module__", None) == module.__name__}
    functions = {n: v for n, v in own.items() if callable(v) and not isinstance(v, type)}
    constants = {n: _read_only(v) for n, v in public.items() if isinstance(v, _PLAIN)}
    return SimpleNamespace(**functions, **constants)


def _read_only(value: object) -> object:
    return MappingProxyType(value) if isinstance(value, dict) else value
