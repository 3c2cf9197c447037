"""Failures a test can order, each placed where it matters for money: before the venue acts, after, or in the reply."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from crossbook.sandbox.records import Transport


class Fault(StrEnum):
    """How the next matching request fails. "Acted" means the venue's state changed although the client may not learn it."""

    REQUEST_LOST = "request_lost"
    """Connection cut before the request is acted on (on the orders socket: like SOCKET_DROPPED_BEFORE)."""
    REPLY_LOST = "reply_lost"
    """Acted; connection cut without a reply (on the orders socket: like SOCKET_DROPPED_AFTER)."""
    RATE_LIMITED = "rate_limited"
    """429 with Retry-After; not acted."""
    UNAVAILABLE = "unavailable"
    """503; not acted."""
    UNAVAILABLE_AFTER_COMMIT = "unavailable_after_commit"
    """503 that looks the same; acted."""
    ABORTED = "aborted"
    """503 with 4casters' body for a request it aborted after 15 s; acted."""
    HTML = "html"
    """502 with an HTML page; acted."""
    HTML_OK = "html_ok"
    """200 with an HTML page; acted."""
    TRUNCATED = "truncated"
    """200 and complete HTTP, but the JSON text stops halfway (on the orders socket: the reply's text does); acted."""
    CUT_MID_REPLY = "cut_mid_reply"
    """Content-Length promises more than is sent before the connection is cut; acted."""
    EMPTY = "empty"
    """200 with an empty body; acted."""
    SHORT = "short"
    """A list reply without its first entry; acted."""
    LONG = "long"
    """A list reply with an entry nobody asked for; acted."""
    SHUFFLED = "shuffled"
    """A list reply in reverse order; acted."""
    STALL = "stall"
    """Acted; no answer until `release_stalled()` or the sandbox stops."""
    SOCKET_DROPPED_BEFORE = "socket_dropped_before"
    """Orders socket: connection dropped before acting."""
    SOCKET_DROPPED_AFTER = "socket_dropped_after"
    """Orders socket: connection dropped after acting, no reply."""
    ENVELOPE_FAILED = "envelope_failed"
    """Orders socket: a whole-batch error envelope although half of the orders were acted on."""


LIST_FAULTS = frozenset({Fault.SHORT, Fault.LONG, Fault.SHUFFLED})
LOST_BEFORE = frozenset({Fault.REQUEST_LOST, Fault.SOCKET_DROPPED_BEFORE})
LOST_AFTER = frozenset({Fault.REPLY_LOST, Fault.SOCKET_DROPPED_AFTER})
_SOCKET_ONLY = frozenset({Fault.SOCKET_DROPPED_BEFORE, Fault.SOCKET_DROPPED_AFTER, Fault.ENVELOPE_FAILED})
_BOTH = frozenset({Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.TRUNCATED, Fault.STALL}) | LIST_FAULTS
_ON: dict[Transport, frozenset[Fault]] = {"rest": frozenset(Fault) - _SOCKET_ONLY, "socket": _SOCKET_ONLY | _BOTH}


@frozen
class Planned:
    """One fault that waits for its request."""

    fault: Fault
    operation: str | None
    retry_after: int


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
        self._targets = targets
        self._without = without
        self._planned: list[Planned] = []

    def plan(self, planned: Planned) -> None:
        """Queue a fault; raise ValueError for one that could never strike, so that a misspelt test does not pass."""
        fault, operation = planned.fault, planned.operation
        named = [target for target in self._targets if operation is None or target.operation == operation]
        if not named:
            raise ValueError(f"expected an operation of the {self._venue} sandbox, found {operation!r}")
        if fault in self._without or not any(target.suits(fault) for target in named):
            raise ValueError(f"{fault} makes no sense for {operation or 'any operation'} of {self._venue}")
        self._planned.append(planned)

    def take(self, operation: str, transport: Transport) -> Planned | None:
        """Return and forget the first planned fault that strikes this request."""
        target = next((target for target in self._targets if (target.operation, target.transport) == (operation, transport)), None)
        if target is None:
            return None
        for planned in self._planned:
            if planned.operation in (None, operation) and target.suits(planned.fault):
                self._planned.remove(planned)
                return planned
        return None
