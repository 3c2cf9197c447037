"""A dead man's handle: while this program lives it renews a timer at the venue, and when it does not, everything is cancelled.

The thinking about time is in `beats`; this owns the thread, the lease and the clock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, assert_never

import attrs

from crossbook.core.judging import invalid
from crossbook.core.resolving import ARRIVES_WITHIN
from crossbook.desk.alarms import Alarms
from crossbook.desk.beats import Beats, DeadManState, begun
from crossbook.desk.dead_man_clock import DeadManClock, Monotonic
from crossbook.desk.lease import OVER, RUNNING, FolderPath, Lease, folder_of
from crossbook.errors import CrossbookError, NotSent, OutcomeUnknown, Refused
from crossbook.protocols import AnyOrder, Beating

_LEAST_SECONDS: Final = 6
"""pages/rest/user/orders-heartbeat: strictly more than 5."""
_OPERATION: Final = "ordersHeartbeat"


class Unreconciled(RuntimeError):
    """The timer may have run out, here or with a holder that died: look at what rests (`reconcile`) before it is armed again."""


class DisarmRefused(RuntimeError):
    """Something rests, or nobody can say: the timer goes on being renewed."""

    def __init__(self, message: str, orders: Sequence[AnyOrder]) -> None:
        """Say so in a `message`, with the `orders` that rest."""
        super().__init__(message)
        self.orders = tuple(orders)
        """What rests; empty where the list could not be read."""


@attrs.frozen(kw_only=True)
class DeadManAlarm:
    """A heartbeat was not acknowledged, or the timer may have run out."""

    state: DeadManState
    """missed: it still runs, and heartbeats go on. lost: they have stopped, and every order of the account may be gone."""
    why: str
    """What happened, in our words."""
    runs_out_in: float
    """Seconds until the timer may run out; 0 where it may have."""


def _check(venue: str, timeout: object) -> None:
    if not isinstance(timeout, int) or isinstance(timeout, bool) or timeout < _LEAST_SECONDS:
        raise invalid(venue, _OPERATION, expected=f"a whole number of seconds, {_LEAST_SECONDS} or more", found=timeout)


def _folder(venue: str, named: FolderPath | None) -> Path:
    folder = folder_of(named)
    if folder is None:
        raise invalid(venue, _OPERATION, expected="lease_folder as the path of a folder that exists", found=named)
    return folder


class DeadMan:
    """Has every order of a 4casters account cancelled when this program falls silent, those of other programs too.

    The venue's timer is one for the account. `arm` begins it, a thread of its own renews it three times in each timeout, and no document
    says how to stop it: `disarm` outlasts it when nothing rests. After a loss nothing is armed again before `reconcile`.
    """

    def __init__(
        self,
        client: Beating,
        *,
        timeout: int = 30,
        alarm: Callable[[DeadManAlarm], object] | None = None,
        lease_folder: FolderPath | None = None,
        arrives_within: float = ARRIVES_WITHIN,
        clock: DeadManClock | None = None,
    ) -> None:
        """Make one. Nothing is sent before `arm`.

        Args:
            client: a synchronous 4casters client, which stays open as long. Give it one of its own, so that nothing queues before it.
            timeout: seconds of silence after which the venue cancels everything, a whole number above 5.
            alarm: what is told, in a thread of its own, one after the other: each heartbeat that is not acknowledged, and the loss. What it
                raises is passed over, and the heartbeats do not wait for it.
            lease_folder: the path of the folder where the lock is that keeps a second one on this machine from being armed; None for
                that of temporary files.
            arrives_within: seconds after its last byte within which a heartbeat arrives, if it does.
            clock: what tells the time and waits; None for the machine's.

        Raises InvalidRequest (a ValueError) for a timeout that the venue does not take, and for a folder that is none.
        """
        _check(client.venue, timeout)
        self._client = client
        self._timeout = timeout
        self._alarms = Alarms(alarm)
        self._folder = _folder(client.venue, lease_folder)
        self._arrives_within = arrives_within
        self._clock: DeadManClock = Monotonic() if clock is None else clock
        self._state: DeadManState = "disarmed"
        self._beats: Beats | None = None
        self._lease: Lease | None = None
        self._is_reconciled = False
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> DeadManState:
        """How it stands: disarmed, armed, missed, lost or disarming. It is lost once the timer may have run out, whoever noticed it."""
        beats = self._beats
        if self._state in ("armed", "missed") and beats is not None and self._clock.now() >= beats.may_run_out_at:
            return "lost"
        return self._state

    def arm(self) -> None:
        """Begin the timer, and renew it from now on.

        Raises RuntimeError where it is armed already, LeaseHeld where another one on this machine has the account, Unreconciled after a
        loss, here or of a holder that died, OSError where the lease's file cannot be had (another user of this machine may own it), and
        what `me` and `heartbeat` raise. After OutcomeUnknown the timer may run: `reconcile` first.
        """
        if self.state == "lost" and self._thread is not None:
            self._thread.join()  # It is about to notice that, too.
        if self._state not in ("disarmed", "lost"):
            message = f"expected a dead man that is not armed, found one that is {self._state}"
            raise RuntimeError(message)
        if self._state == "lost" and not self._is_reconciled:
            raise Unreconciled("the timer may have run out since it was armed: reconcile first")
        lease = self._lease if self._lease is not None else Lease(self._folder, self._client.venue, self._account())
        self._lease = lease
        if lease.was_left_running and not self._is_reconciled:
            self._let_go()
            raise Unreconciled("whoever armed it before may have let go with the timer running: reconcile first")
        lease.write(RUNNING)
        sent = self._clock.now()
        try:
            self._begin_timer()
        except (NotSent, Refused):
            lease.write(OVER if self._state == "disarmed" else RUNNING)
            self._let_go()
            raise
        except BaseException:
            self._state, self._is_reconciled = "lost", False
            self._let_go()
            raise
        self._beats = begun(self._timeout, self._arrives_within, sent, self._clock.now())
        self._state, self._is_reconciled = "armed", False
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="crossbook-dead-man", daemon=True)
        self._thread.start()

    def reconcile(self) -> tuple[AnyOrder, ...]:
        """Read what rests after a loss, and let it be armed again. What is missing there was cancelled by the timer, matched or expired.

        Raises what `open_orders` raises.
        """
        orders = tuple(self._client.open_orders())
        self._is_reconciled = True
        return orders

    def disarm(self) -> None:
        """Prove that nothing rests, stop renewing and outlast the timer: returns when it has run out for certain.

        That takes a whole timeout, longer after a heartbeat that was not acknowledged. Place nothing meanwhile: the timer takes it. Raises
        DisarmRefused, and goes on renewing, where something rests (`pull_orders` takes it off) or the list cannot be read. Where it was
        interrupted, it may be called again: then it only waits for what is left of the time. Raises RuntimeError where it was not armed.
        """
        match self._state:
            case "armed" | "missed":
                self._prove_that_nothing_rests()
                self._stop("disarming")
            case "disarming":
                self._stop("disarming")  # The interrupt may have come before the thread was over.
            case "disarmed" | "lost":
                message = f"expected a dead man that is armed, found one that is {self._state}"
                raise RuntimeError(message)
            case _:
                assert_never(self._state)
        beats, lease = self._beats, self._lease
        if beats is not None:
            self._clock.wait(threading.Event(), beats.has_run_out_by)
        if lease is not None:
            lease.write(OVER)
        self._let_go()
        self._state = "disarmed"

    def let_go(self) -> None:
        """Stop renewing without disarming: the venue cancels every order of the account when the timer runs out."""
        if self._state in ("armed", "missed"):
            self._stop("lost")
        self._let_go()

    def _prove_that_nothing_rests(self) -> None:
        try:
            resting = tuple(self._client.open_orders(deadline=self._timeout))
        except CrossbookError as error:
            message = f"expected to read that nothing rests, found {error.message}"
            raise DisarmRefused(message, ()) from error
        if resting:
            message = f"expected that nothing rests, found {len(resting)} orders: pull them first"
            raise DisarmRefused(message, resting)

    def _begin_timer(self) -> None:
        told = self._client.heartbeat(self._timeout, deadline=self._timeout / 2).told_seconds
        if told is not None and told != self._timeout:
            raise OutcomeUnknown(self._doubt(told), venue=self._client.venue, operation=_OPERATION)

    def _account(self) -> str:
        account = self._client.me(deadline=self._timeout)
        if not account.id:
            raise invalid(self._client.venue, _OPERATION, expected="an account that the venue names", found=account.id)
        return account.id

    def _let_go(self) -> None:
        lease, self._lease = self._lease, None
        if lease is not None:
            lease.give_back()

    def _stop(self, state: DeadManState) -> None:
        self._state = state
        self._wake.set()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        self._alarms.end()

    # ---------------------------------------------------------------------------------------------------- the thread

    def _run(self) -> None:
        try:
            while not self._wake.is_set() and self._renew():
                pass
        except BaseException as error:  # noqa: BLE001 - whatever it is, nobody renews any more
            self._lose(f"the thread that renews has failed: {type(error).__name__}")

    def _renew(self) -> bool:
        """Wait for the next heartbeat and send it. False once the timer may have run out."""
        beats = self._beats
        if beats is None:
            return False
        self._clock.wait(self._wake, min(beats.next_at, beats.may_run_out_at))
        if self._wake.is_set():
            return False
        sent = self._clock.now()
        if sent >= beats.may_run_out_at:
            return self._lose("no heartbeat has been acknowledged for a whole timeout")
        try:
            told = self._client.heartbeat(self._timeout, deadline=min(beats.interval, beats.may_run_out_at - sent)).told_seconds
        except CrossbookError as error:
            return self._miss(beats, error.message, may_have_come=not isinstance(error, NotSent | Refused))
        if told is not None and told != self._timeout:
            return self._miss(beats, self._doubt(told), may_have_come=True, named=told)
        moment = self._clock.now()
        self._beats = beats.answered(sent, moment)
        if moment >= beats.may_run_out_at:
            # It was acknowledged, but the timer before it may have run out first.
            return self._lose("a heartbeat was acknowledged after the timer may have run out")
        if self._state == "missed":
            self._state = "armed"
        if self._lease is not None:
            self._lease.touch()
        return True

    def _doubt(self, told: int) -> str:
        return f"expected the acknowledgement of a timer of {self._timeout} s, found one of {told} s"

    def _miss(self, beats: Beats, why: str, *, may_have_come: bool, named: int = 0) -> bool:
        moment = self._clock.now()
        self._beats = beats.missed(moment, may_have_come=may_have_come, named=named)
        if moment >= beats.may_run_out_at:
            return self._lose(f"no heartbeat has been acknowledged for a whole timeout: {why}")
        self._tell("missed", f"a heartbeat was not acknowledged: {why}", beats.may_run_out_at - moment)
        return True

    def _lose(self, why: str) -> bool:
        if not self._wake.is_set():
            self._tell("lost", why, 0.0)
        self._alarms.end()
        return False

    def _tell(self, state: DeadManState, why: str, seconds: float) -> None:
        if self._state in ("armed", "missed"):
            self._state = state
        self._alarms.give(DeadManAlarm(state=state, why=why, runs_out_in=max(0.0, seconds)))
