"""What a test can do with either venue."""

from __future__ import annotations

from crossbook.sandbox.engine import Engine
from crossbook.sandbox.faults import Fault, Planned
from crossbook.sandbox.records import RequestRecord, Violation


class VenueControl:
    """Common controls of a venue. Every method may be called from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._common = engine
        self._port: int | None = None

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

    def fail_next(self, fault: Fault, operation: str | None = None, retry_after: int = 2) -> None:
        """Make the next matching request fail, once.

        `operation` is an operationId or a socket message name; None matches whatever comes first that the fault can
        strike. Faults queue up in the order they are asked for. `retry_after` (seconds) is for RATE_LIMITED.
        Raises ValueError for a combination that could never happen.
        """
        with self._common.lock:
            self._common.faults.plan(Planned(fault, operation, retry_after))

    def release_stalled(self) -> int:
        """Let every reply go that STALL holds back; return how many there were."""
        with self._common.lock:
            return self._common.gate.release()

    def advance(self, seconds: float) -> None:
        """Move this venue's clock forward: deadlines in between take effect, in their order."""
        with self._common.lock:
            self._common.clock.advance(seconds)

    def listen_on(self, port: int | None) -> None:
        """Told by the sandbox when it starts and stops."""
        self._port = port

    @property
    def _address(self) -> str:
        if self._port is None:
            raise RuntimeError("expected a running sandbox: use `with Sandbox() as sandbox` or call start()")
        return f"127.0.0.1:{self._port}"
