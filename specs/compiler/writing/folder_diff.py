"""Compares two folders of generated files, both ways, byte for byte."""

from __future__ import annotations

import difflib
from pathlib import Path


def differences(committed: Path, fresh: Path) -> list[str]:
    """List what differs: a changed file as a diff, a missing one and a stray one by name. Empty when they are equal."""
    old, new = files(committed), files(fresh)
    report = [f"missing: {name} (the specs produce it; it is not in {committed.name}/)" for name in sorted(new.keys() - old.keys())]
    report += [f"stray: {name} (it is in {committed.name}/; the specs do not produce it)" for name in sorted(old.keys() - new.keys())]
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            lines = difflib.unified_diff(
                old[name].decode(errors="replace").splitlines(),
                new[name].decode(errors="replace").splitlines(),
                f"committed/{name}",
                f"from the specs/{name}",
                lineterm="",
            )
            report.append("changed: " + name + "\n" + "\n".join(lines))
    return report


def files(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder; what an interpreter leaves behind does not count."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and ".mypy_cache" not in path.parts
    }
