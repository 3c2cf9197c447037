"""One websocket spec file: the message names it has, and whether frames and replies are what it says."""

from __future__ import annotations

from functools import lru_cache

from crossbook.sandbox.specs import Document, load, specs_folder
from crossbook.sandbox.wire import Json, JsonObject, text


class SocketSpec:
    """Validators of one JSON-Schema file with `x-messages`."""

    def __init__(self, root: JsonObject) -> None:
        self._document = Document(root, text(root, "$id") or "urn:crossbook:socket")
        messages = root.get("x-messages")
        described = messages if isinstance(messages, dict) else {}
        self.messages: tuple[str, ...] = tuple(described)
        self.pushes = frozenset(name for name, message in described.items() if text(message, "direction") == "receive")
        """Messages that the venue sends by itself."""

    def frame_problems(self, message: str, frame: Json) -> tuple[str, ...]:
        """Check a frame the client sent."""
        return self._problems(message, "frame", frame)

    def push_problems(self, message: str, frame: Json, payload: Json) -> tuple[str, ...]:
        """Check a frame that the venue sends by itself, and the payload in it, which some frames leave unread."""
        return (*self._problems(message, "frame", frame), *self._problems(message, "payload", payload))

    def has_reply(self, message: str) -> bool:
        """Whether a message is answered."""
        return self._described(message, "reply") is not None

    def problems_of(self, name: str, value: Json) -> tuple[str, ...]:
        """Check a part of a frame against the schema of that name."""
        return self._document.problems(f"/$defs/{name}", value)

    def reply_problems(self, message: str, reply: Json) -> tuple[str, ...]:
        """Check a reply that carries data."""
        return self._problems(message, "reply", reply)

    def error_problems(self, reply: Json) -> tuple[str, ...]:
        """Check the envelope of a request that failed as a whole, the same for every message."""
        return self._document.problems("/$defs/ErrorReply", reply)

    def _problems(self, message: str, part: str, value: Json) -> tuple[str, ...]:
        name = self._described(message, part)
        return () if name is None else self._document.problems(f"/$defs/{name}", value)

    def _described(self, message: str, part: str) -> str | None:
        _, described = self._document.object_at(f"/x-messages/{message}")
        return text(described, part)


@lru_cache
def socket_spec(venue: str, name: str) -> SocketSpec:
    """Load a venue's socket file, e.g. `orders-socket`."""
    return SocketSpec(load(specs_folder() / venue / f"{name}.schema.yaml"))
