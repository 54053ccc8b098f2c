"""Which folders of a project can be ours."""

from __future__ import annotations

from generator.plan import paths

# Installers own these, git ignores them, and what is in them is run.
_RUN = frozenset(
    {"site-packages", "dist-packages", "node_modules", "__pycache__", "__pypackages__"}
)
_OUTSIDE = "this is no folder inside the project"


def holds_programs(name: str) -> bool:
    """Whether a folder of this name has what was installed, and nobody's own sources."""
    return name.casefold() in _RUN


def unfit(folder: str) -> str:
    """Why a folder of ours cannot have this path, or "".

    Hidden folders are other tools': what is written to `.git` or `.github` is run.
    """
    if not folder or ".." in folder.split("/") or folder.startswith("/"):
        return _OUTSIDE
    parts = folder.casefold().split("/")
    if run := _RUN.intersection(parts):
        return f"programs are run from {min(run)}"
    hidden = any(part.startswith(".") for part in parts)
    return "a part of it begins with a dot" if hidden else paths.fault(folder)


def wanted(reason: str) -> str:
    """What a folder has to be that is unfit for this reason."""
    return "a folder inside the project" + (f" ({reason})" if reason != _OUTSIDE else "")


def importable(path: str, project: str) -> str:
    """The folder that a package at a path is imported from: `src`, else the project's; "" here."""
    below = path.removeprefix(f"{project}/").split("/") if project else path.split("/")
    above = [project] if project else []
    if "src" in below[:-1]:
        above += below[: len(below) - below[::-1].index("src")]
    return "/".join(above)


def holds(folder: str, path: str) -> bool:
    """Whether a path is a folder, or inside it, on a system that knows no case, too."""
    return f"{path}/".casefold().startswith(f"{folder}/".casefold())
