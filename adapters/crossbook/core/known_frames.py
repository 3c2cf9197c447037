"""Says what a frame of a feed is by its spec, and which type each part of it has. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias, cast

import msgspec

from crossbook_bindings.runtime import FrameReader, members_of

Part: TypeAlias = tuple[str, object, object]
"""The path of a part, the type that it has, and its value."""


class Frames(msgspec.Struct, frozen=True, kw_only=True):
    """What comes on one feed."""

    reader: FrameReader
    """How frames are read that the venue sends by itself."""
    replies: Mapping[str, object] = {}
    """The types of replies to commands, by what they say they are."""

    def name_of(self, value: object) -> str | None:
        """Say what a frame calls itself; None where it does not, or where frames of this feed have no names."""
        tell = self.reader.tell
        found: object = None
        if isinstance(tell, int) and isinstance(value, list):
            parts = cast("list[object]", value)
            found = parts[tell] if tell < len(parts) else None
        elif isinstance(tell, str) and isinstance(value, dict):
            found = cast("dict[str, object]", value).get(tell)
        return found if isinstance(found, str) else None

    def parts_of(self, value: object) -> tuple[Part, ...] | None:
        """Take a frame apart, JSON that was decoded; None for one of a kind that no document lists."""
        name = self.name_of(value)
        if name is not None and name in self.replies:
            return (("$", self.replies[name], value),)
        types = self.reader.types.get(name or "")
        tell = self.reader.tell
        if tell is None:
            ((only, _),) = self.reader.types.values()
            known = members_of(cast("type[object]", only)) or ()
            return (("$", only, value),) if any(member in _object(value) for member in known) else None
        if types is None:
            return None
        if isinstance(tell, str):
            return tuple(self._of_object(types, _object(value)))
        parts = cast("list[object]", value)[tell + 1 : tell + 2]
        return tuple((f"$[{tell + 1}]", types[1], part) for part in parts) or None

    def _of_object(self, types: tuple[object, object], value: dict[str, object]) -> Iterator[Part]:
        yield "$", types[0], value
        if self.reader.payload is not None and self.reader.payload in value:
            yield f"$.{self.reader.payload}", types[1], value[self.reader.payload]


def _object(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
