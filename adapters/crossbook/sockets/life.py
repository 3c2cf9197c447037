"""The life of a socket, without a socket: when to connect, to ping, to close and to give up. Pure; it is told the time."""

from __future__ import annotations

import enum
from typing import TypeAlias

import attrs

from crossbook.connections import ConnectionChange, ConnectionGivenUp, ConnectionLost, ConnectionOpened, ConnectionReopening
from crossbook.sockets.backoff import Backoff
from crossbook.sockets.endings import CLOSED_HERE, CREDENTIALS_REFUSED, Ending
from crossbook.sockets.keeping import Due, KeepAlive, Keeping


@attrs.frozen(kw_only=True)
class Policy:
    """How a socket conducts itself."""

    reopen: bool
    connect_seconds: float
    """For a connection, name look-up, TLS and handshake included."""
    close_seconds: float
    """For the venue's part in closing, before the connection is cut."""
    keep_alive: KeepAlive = attrs.field(factory=KeepAlive)
    backoff: Backoff = attrs.field(factory=Backoff)
    final_codes: frozenset[int] = frozenset()
    """Close codes with which the venue says that it does not want these credentials."""
    final_statuses: frozenset[int] = CREDENTIALS_REFUSED
    """Statuses of a handshake with which it says so."""

    def is_final(self, ending: Ending) -> bool:
        """Say whether another attempt would end in the same way."""
        return ending.status in self.final_statuses or ending.code in self.final_codes


class Step(enum.Enum):
    """What the shell is to do."""

    CONNECT = "open a connection"
    PING = "ask the connection whether it lives"
    CLOSE = "begin the closing handshake"
    DROP = "cut the connection, or the attempt at one; what it says later counts no more"


@attrs.frozen
class OpeningFailed:
    """The first connection could not be had. The socket is as it was before it was to be opened."""

    ending: Ending


Following: TypeAlias = Step | OpeningFailed | ConnectionChange


class _Phase(enum.Enum):
    IDLE = "never opened"
    OPENING = "being opened"
    OPEN = "open"
    WAITING = "waiting to be reopened"
    CLOSING = "being closed"
    OVER = "over"


class Life:
    """Decides what follows for one socket, from the first connection to the last."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._keeping = Keeping(policy.keep_alive)
        self._phase = _Phase.IDLE
        self._following: list[Following] = []
        self._deadline = 0.0
        self._started = 0.0
        """When the latest attempt began."""
        self._opened = 0.0
        self._connections = 0
        self._attempts = 0
        self._failures = 0

    def want_open(self, now: float) -> None:
        """Want the first connection. Only where `may_open`."""
        self._connect(now)

    def want_closed(self, now: float) -> None:
        """Want no connection, now or later."""
        match self._phase:
            case _Phase.OPEN:
                self._following += [Step.CLOSE, ConnectionLost(problem=CLOSED_HERE.problem)]
                self._phase, self._deadline = _Phase.CLOSING, now + self._policy.close_seconds
            case _Phase.OPENING:
                self._following += [Step.DROP] if self._connections else [Step.DROP, OpeningFailed(CLOSED_HERE)]
                self._phase = _Phase.OVER
            case _Phase.IDLE | _Phase.WAITING:
                self._phase = _Phase.OVER
            case _Phase.CLOSING | _Phase.OVER:
                pass

    def cut(self) -> None:
        """Drop what there is at once: whoever waited for its opening or closing has gone. An opening may be asked for again."""
        match self._phase:
            case _Phase.OPENING if not self._connections:
                self._following.append(Step.DROP)
                self._phase = _Phase.IDLE
            case _Phase.OPEN:
                self._following += [Step.DROP, ConnectionLost(problem=CLOSED_HERE.problem)]
                self._phase = _Phase.OVER
            case _Phase.OPENING | _Phase.CLOSING:
                self._following.append(Step.DROP)
                self._phase = _Phase.OVER
            case _Phase.IDLE | _Phase.WAITING | _Phase.OVER:
                pass

    def connected(self, now: float) -> None:
        """Take note that the handshake is complete."""
        self._phase = _Phase.OPEN
        self._opened = now
        self._connections += 1
        self._attempts = 0
        self._keeping.heard(now)
        self._following.append(ConnectionOpened(connection=self._connections))

    def heard(self, now: float) -> None:
        """Take note that the venue sent something, whatever it is."""
        self._keeping.heard(now)

    def ended(self, ending: Ending, *, now: float, luck: float) -> None:
        """Take note that the connection, or the attempt at one, is over."""
        match self._phase:
            case _Phase.OPENING if not self._connections:
                self._phase = _Phase.IDLE
                self._following.append(OpeningFailed(ending))
            case _Phase.OPENING:
                self._try_again(ending, now=now, luck=luck)
            case _Phase.OPEN:
                self._following.append(ConnectionLost(problem=ending.problem, code=ending.code))
                if now - self._opened >= self._policy.backoff.healthy:
                    self._failures = 0
                if self._policy.reopen:
                    self._try_again(ending, now=now, luck=luck)
                else:
                    self._phase = _Phase.OVER
            case _Phase.CLOSING:
                self._phase = _Phase.OVER
            case _Phase.IDLE | _Phase.WAITING | _Phase.OVER:
                pass

    def distrust(self, problem: str, *, now: float, luck: float) -> None:
        """Drop the connection in use, because of what came on it."""
        if self._phase is _Phase.OPEN:
            self._drop(problem, now=now, luck=luck)

    def receive_time(self, now: float, *, luck: float) -> None:
        """Take note of the time."""
        deadline = self.next_deadline
        if deadline is None or now < deadline:
            return
        match self._phase:
            case _Phase.OPENING:
                self._drop(f"no connection within {self._policy.connect_seconds:g} s", now=now, luck=luck)
            case _Phase.OPEN:
                self._keep(now, luck)
            case _Phase.CLOSING:
                self.cut()
            case _Phase.WAITING:
                self._connect(now)
            case _Phase.IDLE | _Phase.OVER:
                pass

    def following(self) -> list[Following]:
        """Give what follows since this was last asked, in order."""
        following, self._following = self._following, []
        return following

    @property
    def may_open(self) -> bool:
        """Whether the first connection may be asked for: not where one was had, is being opened, or is not wanted any more."""
        return self._phase is _Phase.IDLE

    @property
    def is_open(self) -> bool:
        """Whether there is a connection that can be used."""
        return self._phase is _Phase.OPEN

    @property
    def is_over(self) -> bool:
        """Whether there will be no connection any more."""
        return self._phase in (_Phase.CLOSING, _Phase.OVER)

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest."""
        match self._phase:
            case _Phase.OPEN:
                return self._keeping.next_deadline
            case _Phase.OPENING | _Phase.WAITING | _Phase.CLOSING:
                return self._deadline
            case _Phase.IDLE | _Phase.OVER:
                return None

    def _connect(self, now: float) -> None:
        self._phase, self._deadline = _Phase.OPENING, now + self._policy.connect_seconds
        self._started = now
        self._following.append(Step.CONNECT)

    def _keep(self, now: float, luck: float) -> None:
        match self._keeping.due(now):
            case Due.PING:
                self._following.append(Step.PING)
            case Due.END:
                silent = self._policy.keep_alive
                self._drop(f"the venue sent nothing for {silent.within:g} s after it was asked for a sign of life", now=now, luck=luck)
            case Due.NOTHING:
                pass

    def _drop(self, problem: str, *, now: float, luck: float) -> None:
        self._following.append(Step.DROP)
        self.ended(Ending(problem=problem), now=now, luck=luck)

    def _try_again(self, ending: Ending, *, now: float, luck: float) -> None:
        if self._policy.is_final(ending):
            self._phase = _Phase.OVER
            self._following.append(ConnectionGivenUp(problem=ending.problem, status=ending.status, code=ending.code))
            return
        self._phase = _Phase.WAITING
        self._deadline = self._policy.backoff.next_attempt(
            failures=self._failures, luck=luck, now=now, started=self._started, retry_after=ending.retry_after
        )
        self._failures += 1
        self._attempts += 1
        self._following.append(
            ConnectionReopening(in_seconds=self._deadline - now, attempt=self._attempts, problem=ending.problem, status=ending.status)
        )
