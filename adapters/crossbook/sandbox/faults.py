"""Failures a test can order, each placed where it matters for money: before the venue acts, after, or in the reply."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from attrs import frozen

from crossbook.sandbox.records import Transport


class Fault(StrEnum):
    """How the next matching request fails. "Acted" means the venue's state changed although the client may not learn it.

    Each can strike over REST, over a socket, or over both, as the last words of its description say. "Socket" means replies to
    what the client sends; "feeds" means frames that the venue sends by itself. TRUNCATED, STALL and SOCKET_DROPPED_AFTER
    strike these as well: half of the text, the frame and all behind it held back, the connection cut instead.
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
    FRAME_LOST = "frame_lost"
    """A frame of a feed never goes out, what follows it does: a gap, in `seq` where frames have one. Feeds."""
    FRAME_REPEATED = "frame_repeated"
    """A frame of a feed comes twice. Feeds."""
    FRAME_LATE = "frame_late"
    """A frame of a feed comes after the next one of its connection. Feeds."""
    FRAME_HALF = "frame_half"
    """The first half of a frame's bytes, then the connection is cut; acted. Socket and feeds."""
    SOCKET_CLOSED = "socket_closed"
    """Acted; the connection is closed with `code` and `reason` in place of the frame. Socket and feeds."""
    SOCKET_MUTE = "socket_mute"
    """Acted; from this frame on the connection says nothing and stays open: not even pings are answered. Socket and feeds."""
    SOCKET_SLOW = "socket_slow"
    """Acted; the frame's bytes come in pieces over `seconds`, and what follows waits behind them. Socket and feeds."""
    BOOK_FAILED = "book_failed"
    """PredictStreet's book_snapshot_failed in place of a book_snapshot. Feeds."""


LIST_FAULTS: Final = frozenset({Fault.SHORT, Fault.LONG, Fault.SHUFFLED})
LOST_BEFORE: Final = frozenset({Fault.REQUEST_LOST, Fault.SOCKET_DROPPED_BEFORE})
LOST_AFTER: Final = frozenset({Fault.REPLY_LOST, Fault.SOCKET_DROPPED_AFTER})
_WHOLE_CONNECTION: Final = frozenset({Fault.FRAME_HALF, Fault.SOCKET_CLOSED, Fault.SOCKET_MUTE, Fault.SOCKET_SLOW})
_SOCKET_ONLY: Final = _WHOLE_CONNECTION | {Fault.SOCKET_DROPPED_BEFORE, Fault.SOCKET_DROPPED_AFTER, Fault.ENVELOPE_FAILED}
_BOTH: Final = LIST_FAULTS | {Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.TRUNCATED, Fault.STALL, Fault.FREEZE, Fault.EXTRA_REPLY}
_FEED_ONLY: Final = frozenset({Fault.FRAME_LOST, Fault.FRAME_REPEATED, Fault.FRAME_LATE, Fault.BOOK_FAILED})
_FEED: Final = _FEED_ONLY | _WHOLE_CONNECTION | {Fault.TRUNCATED, Fault.STALL, Fault.SOCKET_DROPPED_AFTER}
# What needs no reply to be spoiled.
_WITHOUT_REPLY: Final = LOST_BEFORE | LOST_AFTER | {Fault.FREEZE, Fault.SOCKET_CLOSED, Fault.SOCKET_MUTE}
_REST: Final = frozenset(Fault) - _SOCKET_ONLY - _FEED_ONLY
_CLOSE_CODES: Final = frozenset(range(1000, 1015)) - {1004, 1005, 1006}
_APPLICATION_CODE: Final = 3000
LONGEST_REASON: Final = 123
"""Bytes that a close frame has room for beside its code."""
_STATUSES: Final = {
    Fault.FOREIGN_PAGE: 403,
    Fault.FOREIGN_PAGE_AFTER_COMMIT: 403,
    Fault.EMPTY_ERROR: 502,
    Fault.EMPTY_ERROR_AFTER_COMMIT: 502,
}


def check_close(code: int, reason: str) -> None:
    """Raise ValueError for what no close frame can carry."""
    if code not in _CLOSE_CODES and not _APPLICATION_CODE <= code < 5000:  # noqa: PLR2004 - the end of their range
        raise ValueError(f"expected a close code that can be sent (1000 to 1014 or 3000 to 4999), found {code}")
    if len(reason.encode()) > LONGEST_REASON:
        raise ValueError(f"expected a reason of up to {LONGEST_REASON} bytes, found {len(reason.encode())}")


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
    path: str | None = None
    """Of the socket; None for whichever comes first."""
    code: int = 1011
    """Close code, for SOCKET_CLOSED."""
    reason: str = ""
    """Close reason, for SOCKET_CLOSED."""
    seconds: float = 1.0
    """How long the frame takes, in seconds, for SOCKET_SLOW."""

    def __str__(self) -> str:
        where = f" over {self.path or self.transport}" if self.path or self.transport else ""
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


@frozen(kw_only=True)
class Target:
    """What a fault can strike: an operation on a transport, and what kind of reply it has."""

    operation: str
    transport: Transport
    path: str | None = None
    """Of the socket."""
    is_list: bool = False
    is_batch: bool = False
    """Socket messages for which a whole-batch failure is documented."""
    is_push: bool = False
    """Whether the venue sends it by itself."""
    has_reply: bool = True

    def suits(self, fault: Fault) -> bool:
        if self.transport == "rest":
            return fault in _REST and (self.is_list or fault not in LIST_FAULTS)
        if self.is_push:
            return fault in _FEED and (fault is not Fault.BOOK_FAILED or self.operation == "book_snapshot")
        if not self.has_reply:
            return fault in _WITHOUT_REPLY
        if fault in LIST_FAULTS:
            return self.is_list
        return fault in (_SOCKET_ONLY | _BOTH) and (fault is not Fault.ENVELOPE_FAILED or self.is_batch)


class FaultQueue:
    """Faults in the order they were planned; each strikes once. Guarded by the sandbox's lock."""

    def __init__(self, venue: str, targets: tuple[Target, ...], *, without: frozenset[Fault] = frozenset()) -> None:
        self._venue = venue
        self._targets = {(target.operation, target.transport, target.path): target for target in targets}
        self._without = without
        self._planned: list[PendingFault] = []

    @property
    def pending(self) -> tuple[PendingFault, ...]:
        return tuple(self._planned)

    def clear(self) -> None:
        self._planned.clear()

    def _like(self, operation: str) -> str:
        known = sorted({target.operation for target in self._targets.values()})
        close = [name for name in known if operation and operation.lower() in name.lower()] or get_close_matches(operation, known)
        return f" (such as {', '.join(close)})" if close else ""

    def plan(self, planned: PendingFault) -> None:
        """Queue a fault; raise ValueError for one that could never strike, so that a misspelt test does not pass.

        Raises ValueError too where an operation of REST and a message of a socket share the name and the fault could
        strike either.
        """
        fault, operation, transport = planned.fault, planned.operation, planned.transport
        paths = sorted({target.path for target in self._targets.values() if target.path is not None})
        if planned.path is not None and planned.path not in paths:
            raise ValueError(f"expected the path of a socket of the {self._venue} sandbox ({', '.join(paths)}), found {planned.path!r}")
        named = [target for target in self._targets.values() if operation in (None, target.operation)]
        if not named:
            raise ValueError(f"expected an operation of the {self._venue} sandbox{self._like(operation or '')}, found {operation!r}")
        named = [target for target in named if planned.path in (None, target.path)]
        struck = {target.transport for target in named if target.suits(fault) and transport in (None, target.transport)}
        if fault in self._without or not struck:
            raise ValueError(f"{planned} makes no sense for {self._venue}")
        if planned.status is not None and (fault not in _STATUSES or not 400 <= planned.status <= 599):  # noqa: PLR2004 - error statuses
            raise ValueError(f"expected a status from 400 to 599, for {', '.join(_STATUSES)} only, found {planned.status} for {fault}")
        check_close(planned.code, planned.reason)
        if not 0 <= planned.seconds < float("inf"):
            raise ValueError(f"expected seconds >= 0, found {planned.seconds}")
        if operation is not None and len(struck) > 1:
            raise ValueError(f"expected transport='rest' or transport='socket', as {operation} is the name of both, found none")
        self._planned.append(planned)

    def next(self, operation: str, transport: Transport, path: str | None = None) -> PendingFault | None:
        """Return the first planned fault that strikes this request or frame, without forgetting it."""
        if not self._planned:
            return None
        target = self._targets.get((operation, transport, path))
        if target is None:
            return None
        return next((planned for planned in self._planned if _strikes(planned, target)), None)

    def take(self, operation: str, transport: Transport, path: str | None = None) -> PendingFault | None:
        """Return and forget the first planned fault that strikes this request or frame."""
        planned = self.next(operation, transport, path)
        if planned is not None:
            self._planned.remove(planned)
        return planned


def _strikes(planned: PendingFault, target: Target) -> bool:
    named = planned.operation in (None, target.operation) and planned.path in (None, target.path)
    return named and planned.transport in (None, target.transport) and target.suits(planned.fault)
