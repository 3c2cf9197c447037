"""What is to be put on the wire, decided before anything touches a connection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from enum import Enum, auto
from typing import TypeAlias

from attrs import field, frozen

from crossbook.sandbox.wire import Json, dumps

_HTML_PAGE = "<html><head><title>{title}</title></head><body><center><h1>{title}</h1></center></body></html>"


class Manner(Enum):
    """How a delivery ends."""

    SEND = auto()
    DROP = auto()
    """Nothing is sent; the connection is cut."""
    RESET = auto()
    """Nothing is sent; the connection is reset, what the caller still sends is never read."""
    CUT_MIDWAY = auto()
    """The full length is promised, half of it is sent, the connection is cut."""
    CLOSE = auto()
    """A websocket is closed with a code and a reason."""
    NOTHING = auto()
    """Nothing is sent, and all goes on."""
    MUTE = auto()
    """Nothing is sent any more; the websocket stays open."""


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
    has_body: bool = True


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
    twice: bool = False
    """Whether the same bytes are sent again at once, which nobody asked for."""
    seconds: float = 0.0
    """How long the bytes take, in pieces."""
    code: int = 1000
    reason: str = ""

    @classmethod
    def of_text(cls, text: str) -> Delivery:
        """Deliver a text as it is."""
        return cls(Manner.SEND, text)


Outgoing: TypeAlias = "Delivery | Future[Delivery]"
"""What a request leads to: a delivery, or the promise of one where the venue is frozen."""


class Ice:
    """Holds requests back as they came, unread by the venue."""

    def __init__(self) -> None:
        self.frozen = False
        self._held: list[tuple[Callable[[], Delivery], Future[Delivery]]] = []

    def hold(self, act: Callable[[], Delivery]) -> Future[Delivery]:
        """Keep a request for later; it is acted on at `thaw` even if its caller has gone away by then."""
        promise: Future[Delivery] = Future()
        self._held.append((act, promise))
        return promise

    def thaw(self) -> int:
        """Act on everything held, in the order it came; return how many there were."""
        self.frozen = False
        held, self._held = self._held, []
        for act, promise in held:
            _keep(promise, act())
        return len(held)

    def clear(self) -> None:
        """Cut the connections of what is held: it never reaches the venue."""
        self.frozen = False
        held, self._held = self._held, []
        for _, promise in held:
            _keep(promise, Delivery(Manner.DROP))


def _keep(promise: Future[Delivery], delivery: Delivery) -> None:
    """Keep a promise, unless whoever waited for it has gone away."""
    if promise.set_running_or_notify_cancel():
        promise.set_result(delivery)


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
    return Delivery(Manner.SEND, dumps(answer.body) if answer.has_body else "", answer.status, headers=answer.headers)


def empty(status: int) -> Delivery:
    """Deliver a status and nothing else."""
    return Delivery(Manner.SEND, status=status)


def html(status: int, title: str) -> Delivery:
    """Deliver what a proxy in front of a venue would say."""
    return Delivery(Manner.SEND, _HTML_PAGE.format(title=title), status, "text/html")
