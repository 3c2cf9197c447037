"""The recordings in tests/recordings, and what the generated bindings say of each.

A file is `<venue>/<operation>.<case>.json` and holds one exchange, or one frame:

    source     the venue's page or file it comes from; "composed from ..." where that lists fields and shows no sample
    kind       rest, command (sent on a socket) or frame (received on one)
    operation  as its spec names it
    socket     for a command or a frame: the socket's spec, such as orders-socket
    breaks     how the request breaks its spec, where a failure can be had in no other way
    request    {method, target, headers, body} or {frame}
    status     of a rest reply
    reply      JSON; {"text": ...} where the reply is no JSON; missing where a command is never answered
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Final, cast
from urllib.parse import parse_qsl, unquote, urlsplit

import attrs
import msgspec
from msgspec import UNSET, UnsetType

import crossbook_bindings
from crossbook_bindings.runtime import FrameReader, Message, Operation, Request, SocketCommand, members_of

HOME: Final = Path(__file__).with_name("recordings")
_WRITE: Final = msgspec.json.Encoder(decimal_format="number")


def exact(text: str | bytes) -> Any:
    """Parse JSON without losing a digit."""
    return json.loads(text, parse_float=Decimal)


def written(value: object) -> bytes:
    """Write parsed JSON without losing a digit."""
    return _WRITE.encode(value)


def plain(value: Any) -> Any:
    """Turn a decoded reply into parsed JSON again, without the members that are None: left out and null are one to a reader.

    (The encoder passes over names that begin with an underscore.)
    """
    match value:
        case Mapping():
            return {name: plain(held) for name, held in cast("Mapping[str, Any]", value).items()}
        case tuple() | list():
            return [plain(item) for item in cast("tuple[Any, ...]", value)]
        case msgspec.Raw():
            return exact(bytes(value))
        case _ if (names := members_of(cast("type[object]", type(value)))) is not None:
            held = ((name, getattr(value, name)) for name in names)
            return {name: plain(item) for name, item in held if item is not None}
        case _:
            return value


@attrs.frozen(eq=False)
class Recording:
    venue: str
    case: str
    kind: str
    operation: str
    source: str
    socket: str | None
    breaks: str | None
    request: Mapping[str, Any]
    status: int
    text: str | None
    """The reply as it stands in the file."""
    reply: Any
    """The reply as parsed JSON; None where it is no JSON."""

    def __str__(self) -> str:
        return f"{self.venue}-{self.case}"

    @property
    def target(self) -> str:
        return str(self.request["target"])

    @property
    def succeeds(self) -> bool:
        if self.kind == "rest":
            return 200 <= self.status < 300
        return self.kind == "frame" or self.text is None or "error" not in self.reply


class _File(msgspec.Struct, forbid_unknown_fields=True):
    source: str
    kind: str
    operation: str
    socket: str | None = None
    breaks: str | None = None
    request: msgspec.Raw = msgspec.Raw(b"{}")
    status: int = 0
    reply: msgspec.Raw | UnsetType = UNSET


def _load(path: Path) -> Recording:
    file = msgspec.json.decode(path.read_bytes(), type=_File)
    text = None if file.reply is UNSET else bytes(file.reply).decode()
    reply = None if text is None else exact(text)
    match reply:
        case {"text": str(words), **others} if not others:
            text, reply = words, None
        case _:
            pass
    return Recording(
        venue=path.parent.name,
        case=path.stem,
        kind=file.kind,
        operation=file.operation,
        source=file.source,
        socket=file.socket,
        breaks=file.breaks,
        request=exact(bytes(file.request)),
        status=file.status,
        text=text,
        reply=reply,
    )


RECORDINGS: Final = tuple(_load(path) for path in sorted(HOME.glob("*/*.json")))


@attrs.frozen(order=True)
class Subject:
    """Something of which there must be a recording."""

    venue: str
    kind: str
    socket: str
    """rest, for an operation."""
    operation: str


def subject_of(recording: Recording) -> Subject:
    return Subject(recording.venue, recording.kind, recording.socket or "rest", recording.operation)


def subjects() -> Iterator[Subject]:
    """Give every operation and message of all bindings."""
    for package in iter_modules(crossbook_bindings.__path__):
        if package.name == "runtime":
            continue
        for part in iter_modules(import_module(f"crossbook_bindings.{package.name}").__path__):
            socket = part.name.replace("_", "-")
            if part.name == "rest":
                for operation in _module(package.name, part.name, "effects").OPERATIONS:
                    yield Subject(package.name, "rest", "rest", operation.name)
            if _exists(package.name, part.name, "commands"):
                for message in _module(package.name, part.name, "commands").MESSAGES:
                    yield Subject(package.name, "command", socket, message.name)
            if _exists(package.name, part.name, "frames"):
                for name in _module(package.name, part.name, "frames").READER.types:
                    yield Subject(package.name, "frame", socket, name)


def socket_module(recording: Recording, name: str) -> Any:
    assert recording.socket is not None
    return _module(recording.venue, recording.socket.replace("-", "_"), name)


def reader_of(recording: Recording) -> FrameReader:
    reader: FrameReader = socket_module(recording, "frames").READER
    return reader


@cache
def request_of(recording: Recording) -> Request[str, object, object]:
    """Build the request through the generated function, from nothing but what was recorded."""
    effects, package = _module(recording.venue, "rest", "effects"), import_module(f"crossbook_bindings.{recording.venue}.rest")
    operation, constant = _named(effects, Operation, recording.operation)
    function: Callable[..., Request[str, object, object]] = getattr(package, constant.lower())
    wanted = _hints(function)
    target = urlsplit(recording.target)
    given: dict[str, object] = {}
    for step, found in zip(operation.path.split("/"), target.path.split("/"), strict=True):
        if step.startswith("{"):
            given[step.strip("{}")] = unquote(found)
    given |= parse_qsl(target.query, keep_blank_values=True)
    given |= {name.lower().replace("-", "_"): value for name, value in recording.request.get("headers", {}).items()}
    in_words = set(given)
    given |= recording.request.get("body", {})
    names = {name.rstrip("_"): name for name in wanted}  # A trailing underscore tells a parameter from a keyword.
    arguments: dict[str, object] = {}
    for name, value in given.items():
        argument = names.get(name, name)
        arguments[argument] = _converted(value, wanted.get(argument, object), strict=name not in in_words)
    return function(**arguments)


@cache
def asked_by(recording: Recording) -> Request[str, object, object]:
    """Give the request whose reply was recorded; of one that cannot be built, another that was sent to the same operation."""
    if recording.breaks is None:
        return request_of(recording)
    return request_of(next(other for other in RECORDINGS if subject_of(other) == subject_of(recording) and other.breaks is None))


@cache
def command_of(recording: Recording) -> SocketCommand[Any, object]:
    """Build the command through the generated function, from nothing but the recorded frame."""
    commands = socket_module(recording, "commands")
    _, constant = _named(commands, Message, recording.operation)
    function: Callable[..., SocketCommand[Any, object]] = getattr(commands, constant.lower())
    ((name, kind),) = _hints(function).items()
    frame = recording.request["frame"]
    return function(_converted(frame[1] if name == "payload" else frame, kind))


def reply_type(recording: Recording) -> Any:
    """Give what the recorded reply decodes to: the reply of its request, or the error that its spec lists."""
    if recording.kind == "rest":
        request = asked_by(recording)
        return request.reply if recording.succeeds else request.errors[recording.status]
    return command_of(recording).reply if recording.succeeds else socket_module(recording, "models").ErrorReply


NamedT = typing.TypeVar("NamedT", Operation[str], Message[str])


def _named(module: object, kind: type[NamedT], name: str) -> tuple[NamedT, str]:
    """Find what a module calls something of a spec."""
    held = [(constant, getattr(module, constant)) for constant in dir(module)]
    ((constant, value),) = ((constant, value) for constant, value in held if isinstance(value, kind) and value.name == name)
    return value, constant


def _converted(value: object, kind: Any, *, strict: bool = True) -> object:
    return msgspec.json.decode(written(value), type=kind, strict=strict)


def _hints(function: Callable[..., object]) -> dict[str, Any]:
    """Give the types of a function's parameters; that one may be left out is not part of its type."""
    hints = typing.get_type_hints(function)
    del hints["return"]
    return {name: _given(hint) for name, hint in hints.items()}


def _given(hint: Any) -> Any:
    kinds = tuple(kind for kind in typing.get_args(hint) if kind is not UnsetType)
    return typing.Union[kinds] if UnsetType in typing.get_args(hint) else hint  # noqa: UP007 - built from a tuple


def _module(venue: str, part: str, name: str) -> Any:
    return import_module(f"crossbook_bindings.{venue}.{part}.{name}")


def _exists(venue: str, part: str, name: str) -> bool:
    return find_spec(f"crossbook_bindings.{venue}.{part}.{name}") is not None
