"""What both venues have in common behind their URL. No I/O here: the servers hand requests in and carry deliveries out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from threading import RLock
from typing import TypeAlias

from attrs import field, frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.delivery import Answer, Gate, Ice
from crossbook.sandbox.faults import Fault, FaultQueue, Target
from crossbook.sandbox.limits import Limiter, Standing
from crossbook.sandbox.links import Links
from crossbook.sandbox.records import Journal, OperationRecord
from crossbook.sandbox.rest_spec import Incoming, Operation, Problem, RestSpec
from crossbook.sandbox.sessions import Handshake, Session, Turned
from crossbook.sandbox.wire import Json


@frozen(kw_only=True)
class Setting:
    """What the venues of one sandbox share."""

    lock: RLock = field(factory=RLock)
    """Guards all state of both."""
    clock: Clock = field(factory=Clock)
    limits: bool = False
    """Whether documented rate limits are enforced."""


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

    socket_paths: frozenset[str] = frozenset()

    def __init__(
        self, venue: str, rest: RestSpec, setting: Setting, targets: tuple[Target, ...], *, without: frozenset[Fault] = frozenset()
    ) -> None:
        self.venue = venue
        self.rest = rest
        self.lock = setting.lock
        self.clock = setting.clock
        self.journal = Journal(venue)
        self.gate = Gate()
        self.ice = Ice()
        self.limiter = Limiter(setting.clock) if setting.limits else None
        self.faults = FaultQueue(venue, targets, without=without)
        self.links = Links(self.faults, self.gate)

    @abstractmethod
    def answer(self, call: Call) -> Answer:
        """Authenticate, refuse or act."""

    @abstractmethod
    def catch_up(self) -> None:
        """Let everything happen whose time has come."""

    @abstractmethod
    def error(self, status: int, message: str) -> Json:
        """Write an error body the way the venue does."""

    @abstractmethod
    def reshape(self, operation: Operation, body: Json, fault: Fault) -> Json:
        """Return a list reply with an entry missing, an entry too many, or in another order."""

    @abstractmethod
    def forget(self) -> None:
        """Return the venue's own state to what it was when the sandbox was made; credentials stay what they are."""

    @property
    @abstractmethod
    def imitated(self) -> frozenset[str]:
        """Keys of the operations that are answered from state; the others answer 501."""

    def admits_post(self, path: str) -> bool:
        """Whether what is read with GET can be read with POST too, its query in a JSON body."""
        return False

    def beside(self, method: str, path: str, text: str) -> Answer | None:
        """Answer what is at the venue's port and not of its API; None for everything else."""
        return None

    def account(self, headers: Mapping[str, str]) -> str | None:
        """Say whose request this is, for limits per account; None for nobody's."""
        return None

    def limit_headers(self, standing: Standing) -> Mapping[str, str]:
        """Write the headers that tell a caller how it stands with its limits."""
        return {} if standing.admitted else {"Retry-After": str(standing.retry_after)}

    def open_socket(self, handshake: Handshake) -> Session | Turned | Answer:
        """Authenticate a websocket handshake; return what handles its frames, or how it is refused."""
        return Answer(404, self.error(404, "Not Found"), documented=False)

    @contextmanager
    def answerable(self, place: str) -> Generator[None]:
        """Note what breaks within as a breach by the sandbox itself: tests look there."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever it is
            self.journal.violated(place, "reply", f"the sandbox failed: {error!r}")

    def operations(self) -> tuple[OperationRecord, ...]:
        """List what the venue's spec files have for REST, and what of it is answered."""
        return tuple(
            OperationRecord(self.venue, "rest", operation.id, f"{operation.method} {operation.path}", operation.key in self.imitated)
            for operation in self.rest.operations
        )

    def reset(self) -> None:
        """Forget everything that has happened and everything that was planned."""
        self.faults.clear()
        self.journal.clear()
        self.gate.release()
        self.ice.clear()
        for link in self.links:
            link.cut()
        if self.limiter is not None:
            self.limiter.clear()
        self.forget()


def unimitated(engine: Engine, operation: Operation) -> Answer:
    """Answer for an operation the venue has and the sandbox has not. 501 so that nobody takes it for the venue's word."""
    return Answer(501, engine.error(501, f"the crossbook sandbox does not imitate {operation.id}"), documented=False)
