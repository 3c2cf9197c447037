"""Finds the line that a JSON pointer leads to; where it leads to what was not written there, that of the nearest thing around it."""

from __future__ import annotations

from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from compiler.documents import LOADER


class Lines:
    """The lines of one YAML file."""

    def __init__(self, path: Path) -> None:
        self.root: Node | None = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)

    def of(self, pointer: str) -> int:
        """Return the line of what a pointer leads to, counted from 1."""
        found, line = self.root, 1
        for part in pointer.split("/")[1:]:
            step = None if found is None else _step(found, part.replace("~1", "/").replace("~0", "~"))
            if step is None:
                break
            line, found = step
        return line


def _step(node: Node, name: str) -> tuple[int, Node] | None:
    if isinstance(node, MappingNode):
        pairs: list[tuple[Node, Node]] = node.value
        found = [(key.start_mark.line + 1, value) for key, value in pairs if isinstance(key, ScalarNode) and key.value == name]
        return found[-1] if found else None
    if isinstance(node, SequenceNode) and name.isdecimal() and int(name) < len(node.value):
        item: Node = node.value[int(name)]
        return item.start_mark.line + 1, item
    return None
