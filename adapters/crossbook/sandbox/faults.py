"""Failures a test can order, each placed where it matters for money: before the venue acts, after, or in the reply."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import frozen

from crossbook.sandbox.records import Transport


class Fault(StrEnum):
    """How the next matching request fails. "Acted" means the venue's state changed although the client may not learn it.

    Each can strike over REST, over a socket, or over both, as the last words of its description say.
    """

    RESET = "reset"
    """Connection reset when the head of the request has come, before its body is read; not acted. REST."""
    REQUEST_LOST = "request_lost"
    """Connection cut when the request was read, before it is acted on. Both."""
    REPLY_LOST = "reply_lost"
    """Acted; connection cut without a reply. Both."""
    FREEZE = "freeze"
    """Held as it came; acted, and answered if the caller still waits, at `thaw()`. Both."""
    STALL = "stall"
    """Acted; no answer until `release_stalled()` or the sandbox stops. Both."""
    RATE_LIMITED = "rate_limited"
    """429 with Retry-After; not acted. REST."""
    UNAVAILABLE = "unavailable"
    """503; not acted. REST."""
    UNAVAILABLE_AFTER_COMMIT = "unavailable_after_commit"
    """503 that looks the same; acted. REST."""
    ABORTED = "aborted"
    """503 with 4casters' body for a request it aborted after 15 s; acted. REST."""
    HTML = "html"
    """502 with an HTML page; acted. REST."""
    HTML_OK = "html_ok"
    """200 with an HTML page; acted. REST."""
    FOREIGN_PAGE = "foreign_page"
    """A page that is not the venue's, from something in front of it: 403 unless `status` says otherwise; not acted. REST."""
    FOREIGN_PAGE_AFTER_COMMIT = "foreign_page_after_commit"
    """The same page; acted. REST."""
    EMPTY_ERROR = "empty_error"
    """An error without a body, as gateways send: 502 unless `status` says otherwise; not acted. REST."""
    EMPTY_ERROR_AFTER_COMMIT = "empty_error_after_commit"
    """The same; acted. REST."""
    TRUNCATED = "truncated"
    """200 and complete HTTP, but the JSON text stops halfway; on a socket the frame's text does; acted. Both."""
    CUT_MID_REPLY = "cut_mid_reply"
    """Content-Length promises more than is sent before the connection is cut; acted. REST."""
    EMPTY = "empty"
    """200 with an empty body; acted. REST."""
    EXTRA_REPLY = "extra_reply"
    """The reply comes twice, the second time unasked on the same connection; acted. Both."""
    SHORT = "short"
    """A list reply without its first entry; acted. Both."""
    LONG = "long"
    """A list reply with an entry nobody asked for; acted. Both."""
    SHUFFLED = "shuffled"
    """A list reply in reverse order; acted. Both."""
    SOCKET_DROPPED_BEFORE = "socket_dropped_before"
    """REQUEST_LOST, on a socket only."""
    SOCKET_DROPPED_AFTER = "socket_dropped_after"
    """REPLY_LOST, on a socket only."""
    ENVELOPE_FAILED = "envelope_failed"
    """A whole-batch error envelope although half of the orders were acted on. Socket."""


LIST_FAULTS: Final = frozenset({Fault.SHORT, Fault.LONG, Fault.SHUFFLED})
LOST_BEFORE: Final = frozenset({Fault.REQUEST_LOST, Fault.SOCKET_DROPPED_BEFORE})
LOST_AFTER: Final = frozenset({Fault.REPLY_LOST, Fault.SOCKET_DROPPED_AFTER})
_SOCKET_ONLY: Final = frozenset({Fault.SOCKET_DROPPED_BEFORE, Fault.SOCKET_DROPPED_AFTER, Fault.ENVELOPE_FAILED})
_BOTH: Final = LIST_FAULTS | {Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.TRUNCATED, Fault.STALL, Fault.FREEZE, Fault.EXTRA_REPLY}
_ON: Final[dict[Transport, frozenset[Fault]]] = {"rest": frozenset(Fault) - _SOCKET_ONLY, "socket": _SOCKET_ONLY | _BOTH}
_STATUSES: Final = {
    Fault.FOREIGN_PAGE: 403,
    Fault.FOREIGN_PAGE_AFTER_COMMIT: 403,
    Fault.EMPTY_ERROR: 502,
    Fault.EMPTY_ERROR_AFTER_COMMIT: 502,
}


@frozen(kw_only=True)
class PendingFault:
    """One fault that waits for its request."""

    fault: Fault
    """How the request will fail."""
    operation: str | None = None
    """An operationId or the name of a socket message; None for whatever comes first that the fault can strike."""
    transport: Transport | None = None
    """None for either."""
    retry_after: int = 2
    """Seconds, for RATE_LIMITED."""
    status: int | None = None
    """For the faults whose status can be chosen."""

    def __str__(self) -> str:
        where = f" over {self.transport}" if self.transport else ""
        return f"{self.fault} at {self.operation or 'any operation'}{where}"

    @property
    def answer_status(self) -> int:
        """The status of the page or of the error without a body."""
        return self.status or _STATUSES.get(self.fault, 200)


class UnfiredFaults(AssertionError):
    """A sandbox was closed while faults waited for a request that never came: the test did not test what it says."""

    def __init__(self, pending: tuple[PendingFault, ...]) -> None:
        super().__init__(f"expected every planned fault to strike, found {len(pending)} that never did: {', '.join(map(str, pending))}")
        self.pending = pending
        """The faults that never struck, in the order they were asked for."""


@frozen
class Target:
    """What a fault can strike: an operation on a transport, and what kind of reply it has."""

    operation: str
    transport: Transport
    is_list: bool
    is_batch: bool
    """Socket messages for which a whole-batch failure is documented."""

    def suits(self, fault: Fault) -> bool:
        if fault not in _ON[self.transport] or (fault in LIST_FAULTS and not self.is_list):
            return False
        return fault is not Fault.ENVELOPE_FAILED or self.is_batch


class FaultQueue:
    """Faults in the order they were planned; each strikes once. Guarded by the sandbox's lock."""

    def __init__(self, venue: str, targets: tuple[Target, ...], *, without: frozenset[Fault] = frozenset()) -> None:
        self._venue = venue
        self._targets = {(target.operation, target.transport): target for target in targets}
        self._without = without
        self._planned: list[PendingFault] = []

    @property
    def pending(self) -> tuple[PendingFault, ...]:
        return tuple(self._planned)

    def clear(self) -> None:
        self._planned.clear()

    def plan(self, planned: PendingFault) -> None:
        """Queue a fault; raise ValueError for one that could never strike, so that a misspelt test does not pass.

        Raises ValueError too where an operation of REST and a message of a socket share the name and the fault could
        strike either.
        """
        fault, operation, transport = planned.fault, planned.operation, planned.transport
        named = [target for target in self._targets.values() if operation in (None, target.operation)]
        if not named:
            raise ValueError(f"expected an operation of the {self._venue} sandbox, found {operation!r}")
        struck = {target.transport for target in named if target.suits(fault) and transport in (None, target.transport)}
        if fault in self._without or not struck:
            raise ValueError(f"{planned} makes no sense for {self._venue}")
        if planned.status is not None and (fault not in _STATUSES or not 400 <= planned.status <= 599):  # noqa: PLR2004 - error statuses
            raise ValueError(f"expected a status from 400 to 599, for {', '.join(_STATUSES)} only, found {planned.status} for {fault}")
        if operation is not None and len(struck) > 1:
            raise ValueError(f"expected transport='rest' or transport='socket', as {operation} is the name of both, found none")
        self._planned.append(planned)

    def next(self, operation: str, transport: Transport) -> PendingFault | None:
        """Return the first planned fault that strikes this request, without forgetting it."""
        target = self._targets.get((operation, transport))
        if target is None or not self._planned:
            return None
        return next(
            (
                planned
                for planned in self._planned
                if planned.operation in (None, operation) and planned.transport in (None, transport) and target.suits(planned.fault)
            ),
            None,
        )

    def take(self, operation: str, transport: Transport) -> PendingFault | None:
        """Return and forget the first planned fault that strikes this request."""
        planned = self.next(operation, transport)
        if planned is not None:
            self._planned.remove(planned)
        return planned
