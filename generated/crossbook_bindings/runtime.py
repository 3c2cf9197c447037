# Generated from specs/templates/runtime/runtime.py by `nox -s regenerate`. Do not edit.
"""What generated operations are made of: values that say what to send and how to read the answer.

Nothing here sends anything. A `Request` or a `SocketCommand` is complete before anyone opens a connection, can be
printed, compared and stored, and knows what its replies decode to and what each of them proves.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final, Generic, Literal, Self, TypeVar, cast
from urllib.parse import quote, urlencode

import attrs
import msgspec
from msgspec import UNSET, UnsetType

ReplyT_co = TypeVar("ReplyT_co", covariant=True)
PayloadT_co = TypeVar("PayloadT_co", covariant=True)
ItemT_co = TypeVar("ItemT_co", covariant=True)
FrameT_co = TypeVar("FrameT_co", covariant=True)
DecodedT = TypeVar("DecodedT")


class Certainty(enum.StrEnum):
    """What an answer proves about the venue having changed anything."""

    ACTED = "acted"
    NOT_ACTED = "not_acted"
    MAY_HAVE_ACTED = "may_have_acted"


class EffectKind(enum.StrEnum):
    """What an operation is for."""

    READ = "read"
    CANCEL = "cancel"
    PLACE = "place"
    EDIT = "edit"
    HEARTBEAT = "heartbeat"
    SESSION = "session"
    FUNDS = "funds"
    """Moves or locks money, or asks for it to be moved."""
    ACCOUNT = "account"


class Scope(enum.StrEnum):
    """Which orders a command is about."""

    ORDER = "order"
    ORDERS = "orders"
    REFERENCES = "references"
    MARKET = "market"
    GAME = "game"
    LEAGUE = "league"
    ACCOUNT = "account"


class Settles(enum.StrEnum):
    """When a command is over: with its reply, or some time after an acknowledgement."""

    AT_REPLY = "at-reply"
    LATER = "later"


@attrs.frozen(kw_only=True)
class Effect:
    """What an HTTP operation does, and what each status proves. Written in the spec as `x-effect`."""

    kind: EffectKind
    scope: Scope | None
    settles: Settles | None
    buckets: tuple[str, ...]
    statuses: Mapping[int, Certainty]
    default: Certainty

    def at(self, status: int) -> Certainty:
        """Say what `status` proves; a status that no document lists proves what `default` says."""
        return self.statuses.get(status, self.default)


@attrs.frozen(kw_only=True)
class SocketEffect:
    """What a socket command does, and what each error text proves. Written in the spec as `x-effect`."""

    kind: EffectKind
    scope: Scope | None
    settles: Settles | None
    buckets: tuple[str, ...]
    errors: Mapping[str, Certainty]
    default: Certainty

    def of_error(self, text: str) -> Certainty:
        """Say what an error `text` proves; words that no document lists prove what `default` says.

        A listed text that ends in `*` stands for all that begin with it.
        """
        exact = self.errors.get(text)
        if exact is not None:
            return exact
        for listed, certainty in self.errors.items():
            if listed.endswith("*") and text.startswith(listed[:-1]):
                return certainty
        return self.default


@attrs.frozen(kw_only=True)
class Operation:
    """One HTTP operation of a venue, as its spec describes it."""

    venue: str
    name: str
    method: str
    path: str
    docs: str
    effect: Effect
    authenticated: bool
    decimals: Literal["number", "string"]
    """How this operation's request body writes decimals on the wire."""
    server: str | None
    """The host to ask, where it is another one than the venue's main host."""
    secret_fields: tuple[str, ...]
    """Names of body fields, of the request or of a reply, whose values must not be shown."""


@attrs.frozen(kw_only=True)
class Undocumented:
    """A reply to which no document gives a body: its status alone counts."""

    body: bytes


_NO_ERRORS: Final[Mapping[int, type[object]]] = {}


@attrs.frozen(kw_only=True)
class Request(Generic[ReplyT_co, PayloadT_co]):
    """One HTTP request, ready to be sent by anyone, and how its replies are read."""

    operation: Operation
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    payload: object = None
    reply: type[ReplyT_co] = attrs.field(repr=False)
    unwrap: Callable[[ReplyT_co], PayloadT_co] = attrs.field(repr=False)
    """Take what was asked for out of a decoded reply: `x-payload` in the spec, or the reply itself."""
    errors: Mapping[int, type[object]] = attrs.field(repr=False, default=_NO_ERRORS)
    sent: int | None = None
    """For a reply that answers position by position (`x-positional`): how many entries were sent."""
    answered: Callable[[ReplyT_co], int] | None = attrs.field(repr=False, default=None)
    """For a reply that answers position by position: count the entries of a decoded one."""

    @property
    def target(self) -> str:
        """The path with its query string, as it goes on the request line."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    def body(self) -> bytes | None:
        """Encode the JSON body, or give None where the request has none."""
        return None if self.payload is None else _encode(self.payload, self.operation.decimals)

    def read_as(self, reply: type[DecodedT]) -> Request[DecodedT, DecodedT]:
        """Give the same request with its reply read as another type, for a caller who needs only part of it."""
        return Request(
            operation=self.operation,
            path=self.path,
            query=self.query,
            headers=self.headers,
            payload=self.payload,
            reply=reply,
            unwrap=whole,
            errors=self.errors,
        )

    def decode(self, body: bytes) -> ReplyT_co:
        """Decode a successful reply. Raises msgspec.DecodeError, with the path of the fault, if it is not one."""
        if self.reply is Undocumented:
            return cast("ReplyT_co", Undocumented(body=body))
        return _placed(decoder(self.reply), body)


@attrs.frozen(kw_only=True)
class PagedRequest(Request[ReplyT_co, PayloadT_co], Generic[ReplyT_co, PayloadT_co, ItemT_co]):
    """A request for one page of a list. Written in the spec as `x-page`."""

    cursor: str
    """The query parameter that asks for a later page."""
    first_page_only: tuple[str, ...] = ()
    """Query parameters that only the first page takes."""
    items: Callable[[ReplyT_co], tuple[ItemT_co, ...]] = attrs.field(repr=False)
    """Take the entries out of a decoded reply."""
    next_cursor: Callable[[ReplyT_co], str | None] = attrs.field(repr=False)
    """Say where the next page begins; None after the last one."""

    def page_at(self, cursor: str) -> Self:
        """Build the request for the page that begins at `cursor`."""
        rest = tuple(pair for pair in self.query if pair[0] != self.cursor and pair[0] not in self.first_page_only)
        return attrs.evolve(self, query=(*rest, (self.cursor, cursor)))


@attrs.frozen(kw_only=True)
class Message:
    """One kind of socket message that a client sends, as its spec describes it."""

    venue: str
    name: str
    docs: str
    effect: SocketEffect


@attrs.frozen(kw_only=True)
class SocketCommand(Generic[ReplyT_co]):
    """One socket request, ready to be sent by anyone, and the type of its reply."""

    message: Message
    correlation_id: str
    frame: object
    reply: type[ReplyT_co] = attrs.field(repr=False)

    def text(self) -> str:
        """Encode the frame as the text that goes on the wire."""
        return _encode(self.frame, "number").decode()

    def decode(self, text: str | bytes) -> ReplyT_co:
        """Decode a successful reply. Raises msgspec.DecodeError, with the path of the fault, if it is not one."""
        return _placed(decoder(self.reply), text)


@attrs.frozen(kw_only=True)
class UnknownFrame:
    """A frame of a kind that no document lists, as it came."""

    name: str | None
    """What it calls itself, where it says."""
    text: str


@attrs.frozen(kw_only=True)
class Push(Generic[FrameT_co, PayloadT_co]):
    """A frame that wraps a payload, and the payload."""

    name: str
    frame: FrameT_co
    payload: PayloadT_co


@attrs.frozen(kw_only=True)
class FrameReader:
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
        match self.tell:
            case None:
                ((only, _),) = self.types.values()
                return _read(only, text)
            case int(position):
                parts = _placed(_TUPLE, text)
                name = _name(parts[position]) if position < len(parts) else None
                types = self.types.get(name or "")
                if types is not None and position + 1 < len(parts):
                    return _read(types[1], parts[position + 1], f"[{position + 1}]")
            case field:
                fields = _placed(_OBJECT, text)
                name = _name(fields[field]) if field in fields else None
                types = self.types.get(name or "")
                if types is not None and name is not None:
                    frame = _read(types[0], text)
                    if self.payload is None:
                        return frame
                    # The frame's own spec says whether the payload may be missing.
                    held = fields.get(self.payload, _NOTHING)
                    return Push(name=name, frame=frame, payload=_read(types[1], held, f".{self.payload}"))
        return UnknownFrame(name=name, text=text)


_NOTHING: Final = msgspec.Raw(b"null")
_TUPLE: Final = msgspec.json.Decoder(tuple[msgspec.Raw, ...])
_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_WORD: Final = msgspec.json.Decoder(str)


def _read(kind: object, text: str | msgspec.Raw, inside: str = "") -> object:
    try:
        return _placed(decoder(cast("type[object]", kind)), text)
    except msgspec.ValidationError as error:
        # The path of a fault begins at the frame, not at the part of it that was being read.
        problem = str(error).replace("`$", f"`${inside}")
    raise msgspec.ValidationError(problem)


def _name(raw: msgspec.Raw) -> str | None:
    try:
        return _WORD.decode(raw)
    except msgspec.ValidationError:
        return None


_ENCODERS: Final = {
    "number": msgspec.json.Encoder(decimal_format="number"),
    "string": msgspec.json.Encoder(decimal_format="string"),
}


def _encode(payload: object, decimals: Literal["number", "string"]) -> bytes:
    body = _ENCODERS[decimals].encode(payload)
    # An exponent would be exact, but no venue document shows one. Nearly no body has an E, so nearly none is encoded twice.
    if b"E" not in body:
        return body
    return msgspec.json.encode(_written_out(payload, decimals))


def _written_out(value: object, decimals: Literal["number", "string"]) -> object:
    match value:
        case Decimal():
            text = format(value, "f")
            return text if decimals == "string" else msgspec.Raw(text.encode())
        case dict():
            members = cast("dict[str, object]", value)
            return {name: _written_out(member, decimals) for name, member in members.items()}
        case list() | tuple():
            return [_written_out(item, decimals) for item in cast("Sequence[object]", value)]
        case _ if (names := members_of(type(value))) is not None:
            held = ((name, getattr(value, name)) for name in names)
            return {name: _written_out(member, decimals) for name, member in held if member is not UNSET}
        case _:
            return value


def _placed(of: msgspec.json.Decoder[DecodedT], text: str | bytes | msgspec.Raw) -> DecodedT:
    try:
        return of.decode(text)
    except msgspec.ValidationError as error:
        if "`$" in str(error):
            raise
        problem = f"{error} - at `$`"  # A fault of the whole is at the root, and is not given a place.
    raise msgspec.ValidationError(problem)


_DECODERS: Final[dict[object, msgspec.json.Decoder[object]]] = {}


def decoder(type_: type[DecodedT]) -> msgspec.json.Decoder[DecodedT]:
    """Give the decoder of a type, built once."""
    built = _DECODERS.get(type_)
    if built is None:
        built = _DECODERS[type_] = msgspec.json.Decoder(type_)
    return cast("msgspec.json.Decoder[DecodedT]", built)


def members_of(kind: type[object]) -> tuple[str, ...] | None:
    """Name the members of a generated class, by their names in JSON; None for any other type.

    Generated classes are attrs classes, and structs where a reply holds them by the thousand.
    """
    if issubclass(kind, msgspec.Struct):
        return kind.__struct_fields__
    return tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else None


def whole(reply: DecodedT) -> DecodedT:
    """Take a reply without an envelope for what it is."""
    return reply


def segment(value: str) -> str:
    """Encode one path segment: nothing in it may change which path is asked for."""
    return quote(value, safe="")


def pairs(*items: tuple[str, str | int | Decimal | bool | UnsetType]) -> tuple[tuple[str, str], ...]:
    """Write query parameters or headers as text and leave out those that are unset."""
    return tuple((name, _text(value)) for name, value in items if value is not UNSET)


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)
