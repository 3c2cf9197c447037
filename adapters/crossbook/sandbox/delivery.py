"""What is to be put on the wire, decided before anything touches a connection."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from enum import Enum, auto

from attrs import field, frozen

from crossbook.sandbox.wire import Json, dumps

_HTML_PAGE = "<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center></body></html>"


class Manner(Enum):
    """How a delivery ends."""

    SEND = auto()
    DROP = auto()
    """Nothing is sent; the connection is cut."""
    CUT_MIDWAY = auto()
    """The full length is promised, half of it is sent, the connection is cut."""


def _no_headers() -> dict[str, str]:
    return {}


@frozen
class Answer:
    """A venue's reply before any fault touches it."""

    status: int
    body: Json = None
    headers: Mapping[str, str] = field(factory=_no_headers)
    documented: bool = True
    """False for what no venue says: it is not checked against the spec."""


@frozen
class Delivery:
    """Bytes to come, and how."""

    manner: Manner
    text: str = ""
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(factory=_no_headers)
    ticket: Future[None] | None = None
    """Nothing is sent before this is done. A thread-safe future, because the test's thread completes it."""


class Gate:
    """Holds back replies that stall."""

    def __init__(self) -> None:
        self._tickets: list[Future[None]] = []

    def admit(self) -> Future[None]:
        ticket: Future[None] = Future()
        self._tickets.append(ticket)
        return ticket

    def release(self) -> int:
        """Let every stalled reply go; return how many there were, given-up ones included."""
        tickets, self._tickets = self._tickets, []
        for ticket in tickets:
            if not ticket.done():
                ticket.set_result(None)
        return len(tickets)


def plain(answer: Answer) -> Delivery:
    """Deliver an answer as it is."""
    return Delivery(Manner.SEND, dumps(answer.body), answer.status, headers=answer.headers)


def html(status: int, title: str) -> Delivery:
    """Deliver what a proxy in front of a venue would say."""
    return Delivery(Manner.SEND, _HTML_PAGE.format(title=title), status, "text/html")
