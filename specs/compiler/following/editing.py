"""Edits a YAML file in place: every byte that is not touched stays, comments and order included.

The parser of PyYAML tells where each value stands, to the column; what is new is written there as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeAlias

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from compiler.documents import LOADER
from compiler.following.emitting import flow, lines_of

DECIDE: Final = "decide:"
"""Begins a question that a person has to answer. `nox -s specs` fails until it is gone."""
Steps: TypeAlias = Sequence[str | int]


class Yaml:
    """A YAML file that is being edited. Places are given by the names and numbers that lead to them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.source = path.read_text(encoding="utf-8")
        root = yaml.compose(self.source, Loader=LOADER)
        if not isinstance(root, MappingNode):
            raise TypeError(f"{path}: expected a mapping at the top of the file")
        self.root = root
        self.edits: list[tuple[int, int, str]] = []

    def has(self, steps: Steps) -> bool:
        return self._find(steps) is not None

    def add(self, steps: Steps, key: str, value: object, notes: Sequence[str] = (), *, apart: bool = False) -> None:
        """Add a member at the end of a mapping, with comments above it and, where it is to stand apart, an empty line."""
        holder = self._held(steps, MappingNode)
        if holder.flow_style or not holder.value:
            self._into_flow(holder, f"{flow(key)}: {flow(value)}", notes)
            return
        indent = holder.value[0][0].start_mark.column
        lines = [*(f"{' ' * indent}# {note}" for note in notes), *lines_of({key: value}, indent)]
        self._below(end_of(holder), [*([""] if apart else []), *lines])

    def append(self, steps: Steps, value: object, notes: Sequence[str] = ()) -> None:
        """Add an item at the end of a list, with comments above it."""
        holder = self._held(steps, SequenceNode)
        if holder.flow_style or not holder.value:
            self._into_flow(holder, flow(value), notes)
            return
        # The mark of an item is that of its value; its dash stands two columns before.
        indent = holder.value[0].start_mark.column - 2
        self._below(end_of(holder), [*(f"{' ' * indent}# {note}" for note in notes), *lines_of([value], indent)])

    def replace(self, steps: Steps, value: object) -> None:
        """Write something else in place of what stands there, on the line on which it begins."""
        found = self._find(steps)
        if found is None:
            raise TypeError(f"{self.path}: expected something at {' > '.join(map(str, steps))}")
        self._once((found[1].start_mark.index, end_of(found[1]), flow(value)))

    def note(self, steps: Steps, notes: Sequence[str]) -> None:
        """Put comments above the line on which something stands, or else above the nearest thing around it."""
        found = self._find(steps)
        while found is None:
            steps = steps[:-1]
            found = self._find(steps)
        if steps:
            self._above(found[0].start_mark.index, notes)

    def written(self) -> str:
        """Return the text with the edits in it."""
        words = self.source
        for _, (begin, end, new) in sorted(enumerate(self.edits), key=_place, reverse=True):
            words = words[:begin] + new + words[end:]
        return words

    def save(self) -> bool:
        """Write the file, if anything was changed; whether it was."""
        words = self.written()
        if words == self.source:
            return False
        yaml.compose(words, Loader=LOADER)  # what was written can be read
        self.path.write_text(words, encoding="utf-8")
        return True

    def _into_flow(self, holder: CollectionNode, words: str, notes: Sequence[str]) -> None:
        end = holder.end_mark.index - 1
        self.edits.append((end, end, f", {words}" if holder.value else words))
        self._above(holder.start_mark.index, notes)

    def _above(self, index: int, notes: Sequence[str]) -> None:
        begin = self.source.rfind("\n", 0, index) + 1
        indent = len(self.source[begin:]) - len(self.source[begin:].lstrip(" "))
        lines = [f"{' ' * indent}# {note}\n" for note in notes]
        # A question that stands there already is not asked again.
        if lines and not self.source[:begin].endswith(lines[-1]):
            self._once((begin, begin, "".join(lines)))

    def _below(self, end: int, lines: Sequence[str]) -> None:
        place = self.source.find("\n", end)
        place = len(self.source) if place < 0 else place
        self.edits.append((place, place, "\n" + "\n".join(lines)))

    def _once(self, edit: tuple[int, int, str]) -> None:
        if edit not in self.edits:
            self.edits.append(edit)

    def _held(self, steps: Steps, kind: type[CollectionNode]) -> CollectionNode:
        found = self._find(steps)
        value = self.root if not steps else None if found is None else found[1]
        if not isinstance(value, kind):
            raise TypeError(f"{self.path}: expected a {kind.__name__} at {' > '.join(map(str, steps))}")
        return value

    def _find(self, steps: Steps) -> tuple[Node, Node] | None:
        here: tuple[Node, Node] = (self.root, self.root)
        for step in steps:
            found = _step(here[1], step)
            if found is None:
                return None
            here = found
        return here


def _step(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        pairs: list[tuple[Node, Node]] = node.value
        return next((pair for pair in pairs if isinstance(pair[0], ScalarNode) and pair[0].value == str(step)), None)
    if isinstance(node, SequenceNode) and str(step).isdigit() and int(step) < len(node.value):
        item: Node = node.value[int(step)]
        return item, item
    return None


def end_of(node: Node) -> int:
    """Return where the last thing in a node ends: a block ends for the parser only where the next one begins."""
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return end_of(node.value[-1][1])
    if isinstance(node, SequenceNode) and not node.flow_style and node.value:
        return end_of(node.value[-1])
    end: int = node.end_mark.index
    # Folded text ends with its last line feed.
    return end - 1 if isinstance(node, ScalarNode) and node.style in ("|", ">") else end


def _place(edit: tuple[int, tuple[int, int, str]]) -> tuple[int, int]:
    number, (begin, _, _) = edit
    return begin, number


def at(pointer: str) -> tuple[str, ...]:
    """Turn a JSON pointer into the names that lead there."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
