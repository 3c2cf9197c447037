"""When a dead man's timer has to be renewed, and what its silence means. Pure.

The venue begins the timer anew with each heartbeat that reaches it, so it runs out no sooner than a whole timeout after the last one that
it acknowledged was sent. One that was not acknowledged may have reached it all the same, or may do so until a command can no longer arrive.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

DeadManState: TypeAlias = Literal["disarmed", "armed", "missed", "lost", "disarming"]
"""disarmed: no timer of this program's runs. armed: the last heartbeat was acknowledged. missed: it was not, and the timer still runs.
lost: the timer may have run out, and every order of the account may be gone. disarming: nothing rests, and the timer is outlasted."""

_A_TIMEOUT_HAS: Final = 3
"""Heartbeats to a timeout: two may be missed."""


@attrs.frozen(kw_only=True)
class Beats:
    """What is known of the timer at a venue, by our clock."""

    timeout: float
    """Seconds after which it runs out."""
    arrives_within: float
    """Seconds after its last byte within which a heartbeat arrives, if it does."""
    acknowledged: float
    """When the last heartbeat that was acknowledged had been sent."""
    began: float
    """From when at the latest the timer runs that was acknowledged last: when the acknowledgement came."""
    unanswered: float | None = None
    """When the last heartbeat was given up of which nobody knows whether it came; None where there is none."""
    named_until: float = 0.0
    """Until when the timer runs that the venue named last, where that is another one than was asked for."""
    next_at: float
    """When to send the next one."""

    @property
    def interval(self) -> float:
        """Seconds between two heartbeats."""
        return self.timeout / _A_TIMEOUT_HAS

    @property
    def may_run_out_at(self) -> float:
        """From when on it may have run out."""
        return self.acknowledged + self.timeout

    @property
    def has_run_out_by(self) -> float:
        """When it has run out for certain, without another heartbeat."""
        late = self.began if self.unanswered is None else max(self.began, self.unanswered + self.arrives_within)
        return max(late + self.timeout, self.named_until)

    def answered(self, sent: float, moment: float) -> Beats:
        """Take in that the heartbeat that was sent at a moment has been acknowledged."""
        return attrs.evolve(self, acknowledged=sent, began=moment, next_at=sent + self.interval, named_until=0.0)

    def missed(self, moment: float, *, may_have_come: bool, named: float = 0.0) -> Beats:
        """Take in that one was not acknowledged: the next one comes soon. `named` are seconds of another timer that was."""
        unanswered = moment if may_have_come else self.unanswered
        next_at = moment + self.interval / _A_TIMEOUT_HAS
        return attrs.evolve(self, unanswered=unanswered, next_at=next_at, named_until=max(self.named_until, moment + named))


def begun(timeout: float, arrives_within: float, sent: float, moment: float) -> Beats:
    """Begin with the first heartbeat, which was sent and acknowledged at these moments."""
    first = Beats(timeout=timeout, arrives_within=arrives_within, acknowledged=sent, began=moment, next_at=sent)
    return attrs.evolve(first, next_at=sent + first.interval)
