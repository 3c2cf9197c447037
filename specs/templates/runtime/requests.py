"""HTTP requests: values that say what to send and how to read the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, Generic, Self, TypeAlias, TypeVar, cast
from urllib.parse import quote, urlencode

import msgspec
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime.checks import InvalidField, check
from crossbook_bindings.runtime.codec import decoder, encode, placed
from crossbook_bindings.runtime.effects import Operation, VenueT_co
from crossbook_bindings.runtime.paths import is_header, is_of_the_connection, is_path

ReplyT_co = TypeVar("ReplyT_co", covariant=True)
PayloadT_co = TypeVar("PayloadT_co", covariant=True)
ItemT_co = TypeVar("ItemT_co", covariant=True)
DecodedT = TypeVar("DecodedT")


class Undocumented(msgspec.Struct, frozen=True, kw_only=True):
    """A reply to which no document gives a body: its status alone counts."""

    body: bytes


_NO_ERRORS: Final[Mapping[int, type[object]]] = {}
_UNSHOWN: Final = frozenset({"reply", "unwrap", "errors", "answered", "items", "next_cursor"})
"""How replies are read: not a part of what is asked."""


class Request(msgspec.Struct, Generic[VenueT_co, ReplyT_co, PayloadT_co], frozen=True, kw_only=True):
    """One HTTP request, ready to be sent by a client of its venue, and how its replies are read.

    Its type says the venue, what the reply decodes to, and what is asked for inside it.
    """

    operation: Operation[VenueT_co]
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    payload: object = None
    reply: type[ReplyT_co]
    unwrap: Callable[[ReplyT_co], PayloadT_co]
    """Take what was asked for out of a decoded reply: `x-payload` in the spec, or the reply itself."""
    errors: Mapping[int, type[object]] = _NO_ERRORS
    sent: int | None = None
    """For a reply that answers position by position (`x-positional`): how many entries were sent."""
    answered: Callable[[ReplyT_co], int] | None = None
    """For a reply that answers position by position: count the entries of a decoded one."""

    def __post_init__(self) -> None:
        if not is_path(self.path):
            raise InvalidField("Request.path", "a path that begins with /, without empty steps, steps back, ? or #", repr(self.path))
        for name, value in self.headers:
            if not is_header(name, value):
                raise InvalidField(f"Request.headers[{name!r}]", "visible ASCII characters", f"other ones in {len(value)}")
            if is_of_the_connection(name):
                raise InvalidField("Request.headers", "no header that the client writes itself", repr(name))

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in self.__struct_fields__ if name not in _UNSHOWN)
        return f"{type(self).__name__}({', '.join(shown)})"

    @property
    def target(self) -> str:
        """The path with its query string, as it goes on the request line."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    def body(self) -> bytes | None:
        """Encode the JSON body, or give None where the request has none."""
        return None if self.payload is None else encode(self.payload, self.operation.decimals)

    def read_as(self, reply: type[DecodedT]) -> Request[VenueT_co, DecodedT, DecodedT]:
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
        return placed(decoder(self.reply), body)


class PagedRequest(
    Request[VenueT_co, ReplyT_co, PayloadT_co], Generic[VenueT_co, ReplyT_co, PayloadT_co, ItemT_co], frozen=True, kw_only=True
):
    """A request for one page of a list. Written in the spec as `x-page`."""

    cursor: str
    """The query parameter that asks for a later page."""
    first_page_only: tuple[str, ...] = ()
    """Query parameters that only the first page takes."""
    items: Callable[[ReplyT_co], tuple[ItemT_co, ...]]
    """Take the entries out of a decoded reply."""
    next_cursor: Callable[[ReplyT_co], str | None]
    """Say where the next page begins; None after the last one."""

    def page_at(self, cursor: str) -> Self:
        """Build the request for the page that begins at `cursor`."""
        rest = tuple(pair for pair in self.query if pair[0] != self.cursor and pair[0] not in self.first_page_only)
        return msgspec.structs.replace(self, query=(*rest, (self.cursor, cursor)))


def whole(reply: DecodedT) -> DecodedT:
    """Take a reply without an envelope for what it is."""
    return reply


def segment(operation: Operation[str], name: str, value: str) -> str:
    """Encode one path segment: nothing in it may change which path is asked for. Raises InvalidField."""
    field = f"{operation.name}.{name}"
    check(field, value, str)
    if value in ("", ".", ".."):
        raise InvalidField(field, "text that names something in a path (not empty, '.' or '..')", repr(value))
    return quote(value, safe="")


Parameter: TypeAlias = tuple[str, object, object] | tuple[str, object, object, UnsetType]
"""The venue's name, the value, its type; and UNSET behind them where it may be left out."""


def pairs(operation: Operation[str], *parameters: Parameter) -> tuple[tuple[str, str], ...]:
    """Write query parameters or headers as text and leave out those that are unset. Raises InvalidField."""
    return tuple((each[0], _text(operation, each)) for each in parameters if each[1] is not UNSET or len(each) == _REQUIRED)


_REQUIRED: Final = 3


def _text(operation: Operation[str], parameter: Parameter) -> str:
    name, value, kind = parameter[:3]
    if kind is Decimal and type(value) is int:
        value = Decimal(value)
    check(f"{operation.name}.{name}", value, kind)
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)
