"""Shortens an operation: takes out what its spec says once of all of them, and what follows from what it is."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from compiler.completing import DEFAULTS, operation_of
from compiler.narrowing import Node, node


def superfluous(content: Node, path: str, method: str, operation: Node) -> list[tuple[str, ...]]:
    """Name what need not be said in an operation of a spec: take out each thing that may follow; where nothing changes, it does."""
    defaults = node(content.get(DEFAULTS))
    due = operation_of(content, defaults, path, method, operation)
    found: list[tuple[str, ...]] = []
    for steps in _candidates(operation):
        inside = any(steps[: len(outer)] == outer for outer in found)
        if not inside and operation_of(content, defaults, path, method, _without(operation, steps)) == due:
            found.append(steps)
    return found


def shortened(content: Node, path: str, method: str, operation: Node) -> Node:
    """Say an operation as shortly as its spec allows; one without `x-defaults` does not."""
    if DEFAULTS not in content:
        return operation
    for steps in superfluous(content, path, method, operation):
        operation = _without(operation, steps)
    return operation


def _without(operation: Node, steps: tuple[str, ...]) -> Node:
    shorter = deepcopy(operation)
    holder = shorter
    for step in steps[:-1]:
        holder = node(holder[step])
    del holder[steps[-1]]
    return shorter


def _candidates(operation: Node) -> Iterator[tuple[str, ...]]:
    if effect := node(operation.get("x-effect")):
        yield ("x-effect",)
        yield from (("x-effect", word) for word in ("kind", "buckets", "statuses") if word in effect)
        yield from (("x-effect", "statuses", status) for status in node(effect.get("statuses")))
    for status, reply in node(operation.get("responses")).items():
        yield "responses", status
        yield from (("responses", status, word) for word in ("headers", "content") if word in node(reply))
