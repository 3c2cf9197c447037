"""What both venues have in common behind their URL. No I/O here: the servers hand requests in and carry deliveries out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from threading import RLock
from typing import TypeAlias

from attrs import frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.delivery import Answer, Delivery, Gate
from crossbook.sandbox.faults import Fault, FaultQueue, Target
from crossbook.sandbox.records import Journal
from crossbook.sandbox.rest_spec import Incoming, Operation, Problem, RestSpec
from crossbook.sandbox.wire import Json

FrameHandler: TypeAlias = Callable[[str], Delivery]


@frozen
class Call:
    """A request the spec knows, with everything the spec has against it."""

    operation: Operation
    incoming: Incoming
    problems: tuple[Problem, ...]

    @property
    def refusable(self) -> tuple[Problem, ...]:
        """Problems a venue answers with an error. A bad header is the business of authentication; extras are ignored."""
        return tuple(problem for problem in self.problems if problem.place not in ("header", "extra"))


class Refusal(Exception):
    """Ends the handling of a request with an answer; nothing has been changed."""

    def __init__(self, status: int, body: Json, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, body)
        self.answer = Answer(status, body, headers or {})


Handler: TypeAlias = Callable[[Call], Answer]


class Engine(ABC):
    """State and behaviour of one venue. `lock` guards all of it; whoever calls a method holds it."""

    socket_path: str | None = None

    def __init__(
        self, venue: str, rest: RestSpec, lock: RLock, targets: tuple[Target, ...], *, without: frozenset[Fault] = frozenset()
    ) -> None:
        self.venue = venue
        self.rest = rest
        self.lock = lock
        self.clock = Clock()
        self.journal = Journal(venue)
        self.gate = Gate()
        self.faults = FaultQueue(venue, targets, without=without)

    @abstractmethod
    def answer(self, call: Call) -> Answer:
        """Authenticate, refuse or act."""

    @abstractmethod
    def error(self, status: int, message: str) -> Json:
        """Write an error body the way the venue does."""

    @abstractmethod
    def reshape(self, operation: Operation, body: Json, fault: Fault) -> Json:
        """Return a list reply with an entry missing, an entry too many, or in another order."""

    def open_socket(self, headers: Mapping[str, str]) -> FrameHandler | Answer:
        """Authenticate a websocket handshake; return what handles its frames, or the HTTP answer that refuses it."""
        return Answer(404, self.error(404, "Not Found"), documented=False)


def unimitated(engine: Engine, operation: Operation) -> Answer:
    """Answer for an operation the venue has and the sandbox has not. 501 so that nobody takes it for the venue's word."""
    return Answer(501, engine.error(501, f"the crossbook sandbox does not imitate {operation.id}"), documented=False)
