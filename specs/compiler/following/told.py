"""What the documents say of an operation or a message, asked of all of them: OpenAPI first, then the pages."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from compiler.comparing.catalogue import Catalogue, Exchange
from compiler.comparing.shapes import Shape
from compiler.following.placing import steps
from compiler.following.states import SHOWN


@attrs.frozen
class Told:
    """The documents of one state."""

    documents: Sequence[Catalogue]

    def exchange(self, name: str) -> Exchange | None:
        """Return the first description of an operation or a message."""
        return next((document.exchanges[name] for document in self.documents if name in document.exchanges), None)

    def shape(self, exchange: str, part: str, path: str) -> Shape | None:
        """Return the first description of what a path leads to in a part, or else what samples show of it."""
        for document in self.documents:
            told = document.exchanges.get(exchange)
            for name in (part, f"{SHOWN} {part}"):
                held = told.parts.get(name) if told is not None else None
                shape = None if held is None else held.shape
                for step in steps(path):
                    shape = None if shape is None else shape.members.get(step)
                if shape is not None:
                    return shape
        return None

    def words(self, exchange: str, status: str) -> str:
        """Return what is said of a status."""
        told = (document.exchanges.get(exchange) for document in self.documents)
        words = (each.parts[status].words for each in told if each is not None and status in each.parts)
        return next((word for word in words if word), f"Status {status}.")
