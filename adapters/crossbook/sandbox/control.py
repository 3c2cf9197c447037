"""What a test can do with either venue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from crossbook.sandbox.delivery import Delivery, Manner
from crossbook.sandbox.engine import Engine
from crossbook.sandbox.faults import Fault, PendingFault, check_close
from crossbook.sandbox.links import Link
from crossbook.sandbox.records import OpenSocket, RequestRecord, Transport, Violation


class NamedOperation(Protocol):
    """Anything that names an operation of a venue: the operations and messages of the bindings do."""

    @property
    def name(self) -> str:
        """Its operationId, or the name of the socket message."""
        ...

    @property
    def venue(self) -> str:
        """Whose it is: fourcasters or predictstreet."""
        ...


class VenueControl:
    """Common controls of a venue. Every method may be called from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._common = engine
        self._listens: tuple[str, int] | None = None

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`. Raises RuntimeError while the sandbox is not running."""
        return f"http://{self._address}"

    @property
    def requests(self) -> tuple[RequestRecord, ...]:
        """Everything received so far, oldest first, requests that were answered by a fault included."""
        with self._common.lock:
            return self._common.journal.requests

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Every breach of this venue's spec files so far."""
        with self._common.lock:
            return self._common.journal.violations

    @property
    def pending_faults(self) -> tuple[PendingFault, ...]:
        """Faults that have not struck yet, in the order they were asked for."""
        with self._common.lock:
            return self._common.faults.pending

    def fail_next(
        self,
        fault: Fault,
        operation: str | NamedOperation | None = None,
        *,
        transport: Transport | None = None,
        times: int = 1,
        retry_after: int = 2,
        status: int | None = None,
        path: str | None = None,
        code: int = 1011,
        reason: str = "",
        seconds: float = 1.0,
    ) -> None:
        """Make the next matching request fail as `fault` says, once or `times` times.

        `operation` is an operationId, the name of a socket message, or an operation or message of the bindings; None
        matches whatever comes first that the fault can strike. Where REST and the socket share a name (cancelMultiple),
        `transport` says which is meant. Faults queue up in the order they are asked for. `retry_after` (seconds) is for
        RATE_LIMITED, `status` for the pages and empty errors that are not the venue's. `path` narrows it to one socket, where
        several have a message of that name; `code` and `reason` are for SOCKET_CLOSED, `seconds` for SOCKET_SLOW. Raises
        ValueError for a combination that could never happen, and for one that could mean two things.
        """
        if times < 1:
            raise ValueError(f"expected times >= 1, found {times}")
        if operation is not None and not isinstance(operation, str):
            if operation.venue != self._common.venue:
                raise ValueError(f"expected an operation of {self._common.venue}, found {operation.name} of {operation.venue}")
            # An operation of REST has a method; a message of a socket has none.
            transport = transport or ("rest" if hasattr(operation, "method") else "socket")
            operation = operation.name
        planned = PendingFault(
            fault=fault,
            operation=operation,
            transport=transport,
            retry_after=retry_after,
            status=status,
            path=path,
            code=code,
            reason=reason,
            seconds=seconds,
        )
        with self._common.lock:
            for _ in range(times):
                self._common.faults.plan(planned)

    def clear_faults(self) -> tuple[PendingFault, ...]:
        """Take back every fault that has not struck; return them."""
        with self._common.lock:
            pending = self._common.faults.pending
            self._common.faults.clear()
            return pending

    def freeze(self) -> None:
        """Let nothing that comes from now on reach the venue until `thaw`. Connections stay open, nobody is answered."""
        with self._common.lock:
            self._common.ice.frozen = True

    def thaw(self) -> int:
        """Act on everything that `freeze` or FREEZE held back, in the order it came; return how many there were.

        What was sent by callers who have given up since is acted on as well.
        """
        with self._common.lock:
            return self._common.ice.thaw()

    def release_stalled(self) -> int:
        """Let every reply go that STALL holds back; return how many there were."""
        with self._common.lock:
            return self._common.gate.release()

    def advance(self, seconds: float) -> None:
        """Move the sandbox's clock `seconds` forward, for both venues: deadlines in between take effect, in their order."""
        with self._common.lock:
            self._common.clock.advance(seconds)
            self._common.catch_up()

    @property
    def sockets(self) -> tuple[OpenSocket, ...]:
        """The websockets that are open, oldest first."""
        with self._common.lock:
            return tuple(OpenSocket(path=link.path, account=link.account) for link in self._common.links)

    def drop_sockets(self, path: str | None = None) -> int:
        """Cut the open websockets, those at `path` if it is given, without a closing handshake; return how many there were.

        What was on its way to the client is lost.
        """
        return self._each_socket(path, Link.cut)

    def close_sockets(self, code: int = 1001, reason: str = "", *, path: str | None = None) -> int:
        """Close the open websockets, those at `path` if it is given, with a close `code` and `reason`; return how many there were.

        Raises ValueError for a code that cannot be sent, or a reason that is too long.
        """
        check_close(code, reason)
        closing = Delivery(Manner.CLOSE, code=code, reason=reason)
        return self._each_socket(path, lambda link: link.put(closing))

    def mute_sockets(self, path: str | None = None) -> int:
        """Let the open websockets, those at `path` if it is given, say nothing more and stay open; return how many there were.

        They hear what is sent, and act on it. Pings are not answered either.
        """
        return self._each_socket(path, lambda link: link.put(Delivery(Manner.MUTE)))

    def slow_sockets(self, seconds: float, path: str | None = None) -> int:
        """Let every frame of the open websockets take so many `seconds`, 0 for none; return how many there were.

        Those at `path`, if it is given. Raises ValueError for less than 0.
        """
        if not 0 <= seconds < float("inf"):
            raise ValueError(f"expected seconds >= 0, found {seconds}")

        def slow(link: Link) -> None:
            link.seconds = seconds

        return self._each_socket(path, slow)

    def listen_on(self, listens: tuple[str, int] | None) -> None:
        """Told by the sandbox when it starts and stops: `listens` is host and port, None once it has stopped."""
        self._listens = listens

    def _each_socket(self, path: str | None, act: Callable[[Link], None]) -> int:
        with self._common.lock:
            found = [link for link in self._common.links if path in (None, link.path)]
            for link in found:
                act(link)
        return len(found)

    @property
    def _address(self) -> str:
        if self._listens is None:
            raise RuntimeError("expected a running sandbox: use `with Sandbox() as sandbox` or call start()")
        host, port = self._listens
        # An address that stands for all of this machine's is none to connect to.
        return f"{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104 - compared, not bound
