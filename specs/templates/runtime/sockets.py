"""Socket commands, and the frames that a venue sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Final, Generic, Protocol, TypeVar, cast

import msgspec

from crossbook_bindings.runtime.codec import decoder, encode, members_of, placed
from crossbook_bindings.runtime.effects import Message, VenueT_co
from crossbook_bindings.runtime.soundness import sound

ReplyT_co = TypeVar("ReplyT_co", covariant=True)
PayloadT_co = TypeVar("PayloadT_co", covariant=True)
FrameT_co = TypeVar("FrameT_co", covariant=True)


class SocketCommand(msgspec.Struct, Generic[VenueT_co, ReplyT_co], frozen=True, kw_only=True):
    """One socket request, ready to be sent on a socket of its venue, and the type of its reply."""

    message: Message[VenueT_co]
    correlation_id: str
    frame: object
    reply: type[ReplyT_co]

    def __repr__(self) -> str:
        return f"SocketCommand(message={self.message!r}, correlation_id={self.correlation_id!r}, frame={self.frame!r})"

    def text(self) -> str:
        """Encode the frame as the text that goes on the wire."""
        return encode(self.frame, "number").decode()

    def decode(self, text: str | bytes) -> ReplyT_co:
        """Decode a successful reply. Raises msgspec.DecodeError, with the path of the fault, if it is not one."""
        return placed(decoder(self.reply), text)


class UnknownFrame(msgspec.Struct, frozen=True, kw_only=True):
    """A frame of a kind that no document lists, as it came."""

    name: str | None
    """What it calls itself, where it says."""
    text: str


class Push(msgspec.Struct, Generic[FrameT_co, PayloadT_co], frozen=True, kw_only=True):
    """A frame that wraps a payload, and the payload."""

    name: str
    frame: FrameT_co
    payload: PayloadT_co


class FrameReader(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Reads the frames that a venue sends on one socket. Written in the spec as `tell` and the messages received."""

    tell: int | str | None
    """Where a frame says what it is: a position of a tuple, a field of an object, or nowhere."""
    payload: str | None
    """Which field of an object holds its payload; None where the object is the payload."""
    types: Mapping[str, tuple[object, object]]
    """What each kind of frame, and its payload, decode to."""

    def read(self, text: str) -> object:
        """Decode a frame: a tuple's payload, a `Push`, or the whole object.

        Raises msgspec.DecodeError, with the path of the fault, for one that is not what its spec describes.
        """
        body = sound(text)
        try:
            seen = self._at_sight(body)
        except msgspec.DecodeError:
            seen = None
        return self._closely(text, msgspec.Raw(body)) if seen is None else seen

    @cached_property
    def _at_sight(self) -> Callable[[bytes], object]:
        """What reads a frame that is what its kind says, in as few steps as there are; it gives None for, or fails at, any other."""
        kinds = {name: (_decode(frame), _decode(payload)) for name, (frame, payload) in self.types.items()}
        if self.tell is None:
            ((only, _),) = self.types.values()
            # What has what the kind requires is of it. Where it requires nothing, any object would be.
            return _decode(only) if _requires_something(only) else _unseen
        if isinstance(self.tell, int) or self.payload is None:
            return _unseen
        members = {"name": self.tell, "payload": self.payload}
        head: type[object] = msgspec.defstruct("Head", [("name", str), ("payload", msgspec.Raw, _NOTHING)], rename=members)
        decode_head = cast("Callable[[bytes], _Head]", msgspec.json.Decoder(head).decode)

        def push(body: bytes) -> Push[object, object] | None:
            told = decode_head(body)
            kind = kinds.get(told.name)
            return None if kind is None else Push(name=told.name, frame=kind[0](body), payload=kind[1](told.payload))

        return push

    def _closely(self, text: str, whole: msgspec.Raw) -> object:
        match self.tell:
            case None:
                name = None
                ((only, _),) = self.types.values()
                # Nothing names the one kind of frame there is: one that has none of its members is of another.
                if not placed(_OBJECT, whole).keys().isdisjoint(members_of(cast("type[object]", only)) or ()):
                    return _read(only, whole)
            case int(position):
                parts = placed(_TUPLE, whole)
                name = _name(parts[position]) if position < len(parts) else None
                types = self.types.get(name or "")
                if types is not None and position + 1 < len(parts):
                    return _read(types[1], parts[position + 1], f"[{position + 1}]")
            case field:
                fields = placed(_OBJECT, whole)
                name = _name(fields[field]) if field in fields else None
                types = self.types.get(name or "")
                if types is not None and name is not None:
                    frame = _read(types[0], whole)
                    if self.payload is None:
                        return frame
                    # The frame's own spec says whether the payload may be missing.
                    held = fields.get(self.payload, _NOTHING)
                    return Push(name=name, frame=frame, payload=_read(types[1], held, f".{self.payload}"))
        return UnknownFrame(name=name, text=text)


class _Head(Protocol):
    """What of an object says what it is, and its payload; null where it has none: its own spec says whether it may be missing."""

    name: str
    payload: msgspec.Raw


_NOTHING: Final = msgspec.Raw(b"null")
_TUPLE: Final = msgspec.json.Decoder(tuple[msgspec.Raw, ...])
_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_WORD: Final = msgspec.json.Decoder(str)


def _decode(kind: object) -> Callable[[bytes | msgspec.Raw], object]:
    return decoder(cast("type[object]", kind)).decode


def _unseen(_: bytes) -> None:
    return None


def _read(kind: object, text: msgspec.Raw, inside: str = "") -> object:
    try:
        return placed(decoder(cast("type[object]", kind)), text)
    except msgspec.ValidationError as error:
        # The path of a fault begins at the frame, not at the part of it that was being read.
        problem = str(error).replace("`$", f"`${inside}")
    raise msgspec.ValidationError(problem)


@cache
def _requires_something(kind: object) -> bool:
    try:
        decoder(cast("type[object]", kind)).decode(b"{}")
    except msgspec.ValidationError:
        return True
    return False


def _name(raw: msgspec.Raw) -> str | None:
    try:
        return _WORD.decode(raw)
    except msgspec.ValidationError:
        return None
