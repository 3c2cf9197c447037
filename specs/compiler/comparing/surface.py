"""What new bindings do to those who import them: names, parameters and types that are not what they were.

griffe finds names and parameters that are gone. It does not look at types, at the values of an enum, or at the members of an
attrs class, so these are compared here: what callers write may only become wider, what readers get may only become narrower.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import griffe

from compiler.comparing.catalogue import UnreadableError

PACKAGE: Final = "crossbook_bindings"
_NAME: Final = re.compile(r"\w+")
_SEEN_BY_US: Final = (griffe.AttributeChangedValueBreakage, griffe.AttributeChangedTypeBreakage, griffe.ReturnChangedTypeBreakage)


def breaking_names(old: Path, new: Path) -> list[str]:
    """List what users of the old bindings would stumble over."""
    was, becomes = _load(old), _load(new)
    found = {
        f"{breakage.obj.path}: {breakage.kind.value}"
        for breakage in griffe.find_breaking_changes(was, becomes)
        if not isinstance(breakage, _SEEN_BY_US)
    }
    before, after = dict(_objects(was)), dict(_objects(becomes))
    written, read = _used(before)
    for path, now in after.items():
        match before.get(path), now:
            case griffe.Function() as then, griffe.Function():
                found.update(_of_function(then, now))
            case griffe.Class() as then, griffe.Class():
                found.update(_of_class(then, now, written=then.name in written, read=then.name in read))
            case griffe.Attribute() as then, griffe.Attribute():
                found.update(_of_values(then, now))
            case _:
                pass
    return sorted(found)


def new_type_errors(old: Path, new: Path, consumer: Path) -> list[str]:
    """List the type errors that a consumer's file has with the new bindings and had not with the old ones."""
    if not consumer.is_file():
        raise UnreadableError(f"{consumer}: no such file")
    with TemporaryDirectory() as cache:
        errors = _type_errors(new, consumer, cache)
        known = _type_errors(old, consumer, cache) if errors else []
        return [error for error in errors if error not in known]


def _type_errors(bindings: Path, consumer: Path, cache: str) -> list[str]:
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent", "--no-error-summary"]
    result = subprocess.run(  # noqa: S603 - a fixed command line of this package
        [*command, "--no-color-output", f"--cache-dir={cache}", str(consumer)],
        capture_output=True,
        text=True,
        env=os.environ | {"MYPYPATH": str(bindings)},
        check=False,
    )
    if result.returncode not in (0, 1):
        raise UnreadableError(f"mypy could not check {consumer}: {(result.stderr or result.stdout).strip()}")
    return result.stdout.splitlines()


def _load(folder: Path) -> griffe.Module:
    if not folder.joinpath(PACKAGE, "__init__.py").is_file():
        raise UnreadableError(f"{folder}: holds no {PACKAGE}/")
    loaded = griffe.load(PACKAGE, search_paths=[folder], try_relative_path=False, allow_inspection=False)
    if not isinstance(loaded, griffe.Module):
        raise UnreadableError(f"{folder}: {PACKAGE} is no package")
    return loaded


def _objects(module: griffe.Module) -> Iterator[tuple[str, griffe.Object]]:
    """Yield every public class, function and constant where it is defined."""
    for name, member in module.members.items():
        if name.startswith("_") or isinstance(member, griffe.Alias):
            continue
        if isinstance(member, griffe.Module):
            yield from _objects(member)
        else:
            yield member.path, member


def _used(objects: dict[str, griffe.Object]) -> tuple[set[str], set[str]]:
    """Name the classes that callers build and those that readers get: what functions take and return, and what that is made of.

    What no function mentions is read, unless it is called a request.
    """
    classes = {item.name: item for item in objects.values() if isinstance(item, griffe.Class)}
    functions = [item for item in objects.values() if isinstance(item, griffe.Function)]
    taken = [str(parameter.annotation) for function in functions for parameter in function.parameters]
    written = _reached(classes, [*taken, *(name for name in classes if name.endswith("Request") and name != "Request")])
    read = _reached(classes, [str(function.returns) for function in functions])
    return written, read | (classes.keys() - written)


def _reached(classes: dict[str, griffe.Class], annotations: list[str]) -> set[str]:
    """Name the classes in these annotations, and those in theirs."""
    found: set[str] = set()
    waiting = {word for annotation in annotations for word in _NAME.findall(annotation)}
    while waiting := (waiting & classes.keys()) - found:
        found |= waiting
        waiting = {word for name in waiting for _, annotation, _ in _fields(classes[name]) for word in _NAME.findall(annotation)}
    return found


def _fields(class_: griffe.Class) -> Iterator[tuple[str, str, bool]]:
    """Yield the fields of an attrs class: name, type, and whether it must be given."""
    for name, member in class_.members.items():
        if isinstance(member, griffe.Attribute) and member.annotation is not None:
            yield name, str(member.annotation), member.value is None


def _of_function(was: griffe.Function, becomes: griffe.Function) -> Iterator[str]:
    then = {parameter.name: str(parameter.annotation) for parameter in was.parameters}
    for parameter in becomes.parameters:
        lost = _union(then.get(parameter.name, "")) - _union(str(parameter.annotation))
        if parameter.name in then and lost:
            yield f"{becomes.path}({parameter.name}): no longer takes {_told(lost)}, now {parameter.annotation}"
    if str(was.returns) != str(becomes.returns):
        yield f"{becomes.path}(): returned {was.returns}, now {becomes.returns}"


def _of_class(was: griffe.Class, becomes: griffe.Class, *, written: bool, read: bool) -> Iterator[str]:
    then = {name: (annotation, must) for name, annotation, must in _fields(was)}
    for name, annotation, must in _fields(becomes):
        path = f"{becomes.path}.{name}"
        if name not in then:
            if must and written:
                yield f"{path}: must be given now"
            continue
        before, was_must = then[name]
        lost, gained = _union(before) - _union(annotation), _union(annotation) - _union(before)
        if written and must and not was_must:
            yield f"{path}: must be given now"
        if (gained and read) or (lost and written):
            yield f"{path}: was {before}, now {annotation}"


def _of_values(was: griffe.Attribute, becomes: griffe.Attribute) -> Iterator[str]:
    """Compare enums. Ours are open, so a value more surprises nobody."""
    then, now = str(was.value), str(becomes.value)
    if then.startswith("Literal[") and now.startswith("Literal["):
        lost = _parts(then[len("Literal[") : -1], ",") - _parts(now[len("Literal[") : -1], ",")
        if lost:
            yield f"{becomes.path}: no longer lists {_told(lost)}"


def _union(annotation: str) -> set[str]:
    return _parts(annotation, "|")


def _parts(words: str, separator: str) -> set[str]:
    """Split at a separator that stands in no bracket."""
    parts, depth = [""], 0
    for letter in words:
        depth += (letter in "[(") - (letter in "])")
        if letter == separator and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return {part.strip() for part in parts if part.strip()}


def _told(parts: set[str]) -> str:
    return ", ".join(sorted(parts))
