"""What a sandbox remembers for the test to read: the requests it received and every breach of the spec files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import field, frozen

Direction: TypeAlias = Literal["request", "reply"]
"""Who broke a spec file: the client in a request, or the sandbox in a reply."""
Transport: TypeAlias = Literal["rest", "socket"]
"""What a request came over: an HTTP request, or a frame of a websocket."""

# Everything that could carry a credential to either venue. `cookie` because 4casters also takes its token from one.
_SECRET_HEADERS = frozenset({"authorization", "auth", "x-api-key", "cookie"})
REDACTED = "[redacted]"


@frozen
class OperationRecord:
    """One operation or message of a venue, and whether the sandbox answers it from state."""

    venue: str
    """Whose it is: fourcasters or predictstreet."""
    transport: Transport
    """rest for an operation, socket for a message."""
    name: str
    """The spec's operationId or socket message name."""
    request: str
    """Method and path; the socket's path for a message."""
    imitated: bool
    """False where it answers 501, so that nobody takes that for the venue's word."""


@frozen
class Violation:
    """One breach of a spec file: by the client (`request`) or by the sandbox itself (`reply`)."""

    venue: str
    """Whose spec file was broken: fourcasters or predictstreet."""
    operation: str
    """The spec's operationId or socket message name; `METHOD /path` when the spec knows no such operation."""
    direction: Direction
    """request where the client broke it, reply where the sandbox did."""
    message: str
    """What the spec file expects and what was found."""


@frozen
class RequestRecord:
    """One request or socket frame as it was received."""

    operation: str
    """The spec's operationId or socket message name; `METHOD /path` when the spec knows no such operation."""
    transport: Transport
    """rest for an HTTP request, socket for a frame."""
    path: str
    """Path with query string; the socket's path for a frame."""
    body: str
    """JSON text as received, empty when there was none."""
    headers: Mapping[str, str] = field(repr=False)
    """Lower-case names; values of headers that carry credentials are `[redacted]`. A frame has its handshake's headers."""


@frozen(kw_only=True)
class OpenSocket:
    """One websocket that is open."""

    path: str
    """Path that it was opened at."""
    account: str
    """Whose it is: the name of the account for 4casters, the acting wallet for PredictStreet."""


class Journal:
    """Append-only lists of records. Guarded by the sandbox's lock like all other state."""

    def __init__(self, venue: str) -> None:
        self._venue = venue
        self._requests: list[RequestRecord] = []
        self._violations: list[Violation] = []

    @property
    def requests(self) -> tuple[RequestRecord, ...]:
        return tuple(self._requests)

    @property
    def violations(self) -> tuple[Violation, ...]:
        return tuple(self._violations)

    def clear(self) -> None:
        self._requests.clear()
        self._violations.clear()

    def received(self, record: RequestRecord) -> None:
        self._requests.append(record)

    def violated(self, operation: str, direction: Direction, *messages: str) -> None:
        self._violations.extend(Violation(self._venue, operation, direction, message) for message in messages)


def redacted(headers: Mapping[str, str]) -> dict[str, str]:
    """Copy headers with lower-case names and without secrets."""
    return {name.lower(): REDACTED if name.lower() in _SECRET_HEADERS else value for name, value in headers.items()}
