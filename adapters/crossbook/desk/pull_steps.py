"""What a pull asks of whoever runs it: a closed set of steps, each one call of a client's, or of the clock. It owns neither.

Whoever runs one answers a call with what it gave or raised, `Wait` and `Tell` with None, and `Now` with seconds of a clock that never
goes back.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TypeAlias, TypeVar

import attrs

from crossbook.calls_under_way import PlacingCall
from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.desk.pull_events import PullEvent
from crossbook.desk.scopes import InGame, InMarket, WholeAccount
from crossbook.errors import CrossbookError, Outcome
from crossbook.paged import Paged
from crossbook.protocols import AnyOrder

ResultT = TypeVar("ResultT")


@attrs.frozen
class CancelScope:
    """Have a scope cancelled by the venue's own command for exactly that scope. Answered by its outcomes."""

    scope: WholeAccount | InGame | InMarket
    deadline: float


@attrs.frozen
class CancelOrders:
    """Have orders cancelled by their ids. Answered by one outcome for each, in order."""

    order_ids: tuple[str, ...]
    deadline: float


@attrs.frozen
class ListResting:
    """Have every resting order listed, all pages. Answered by orders."""

    deadline: float


@attrs.frozen
class Resolve:
    """Ask what became of commands whose outcome is unknown. Answered by one outcome for each, in order."""

    outcomes: tuple[Outcome, ...]
    sent_ago: float
    arrives_within: float
    deadline: float


@attrs.frozen
class LookAtCalls:
    """Ask which calls of the same client may place orders. Answered by `CallsSeen`."""


@attrs.frozen(kw_only=True)
class CallsSeen:
    """The calls of the client that may place orders, at one moment."""

    new: tuple[PlacingCall, ...] = ()
    """Those that nobody had seen before."""
    under_way: tuple[PlacingCall, ...] = ()
    ended: tuple[PlacingCall, ...] = ()
    """Those that have ended since the last look."""


@attrs.frozen
class Wait:
    """Have nothing happen before a moment."""

    moment: float


@attrs.frozen
class Now:
    """Ask for the time."""


@attrs.frozen
class Tell:
    """Have those who watch told."""

    event: PullEvent


PullCall: TypeAlias = CancelScope | CancelOrders | ListResting | Resolve
PullStep: TypeAlias = PullCall | LookAtCalls | Wait | Now | Tell
PullAnswer: TypeAlias = ScopeOutcomes | tuple[Outcome, ...] | Sequence[AnyOrder] | CallsSeen | CrossbookError | float | None
Pulling: TypeAlias = Generator[PullStep, PullAnswer, ResultT]
"""A pull, step by step. It knows no runtime and no client."""


def now() -> Pulling[float]:
    """Ask what time it is."""
    answer = yield Now()
    if isinstance(answer, float):
        return answer
    raise _misled("the time", answer)


def look_at_calls() -> Pulling[CallsSeen]:
    """Look at the calls of the same client."""
    answer = yield LookAtCalls()
    if isinstance(answer, CallsSeen):
        return answer
    raise _misled("the calls of the client", answer)


def wait_until(moment: float) -> Pulling[None]:
    """Wait for a moment."""
    yield Wait(moment)


def tell(event: PullEvent) -> Pulling[None]:
    """Tell those who watch."""
    yield Tell(event)


def cancel_scope(scope: WholeAccount | InGame | InMarket, deadline: float) -> Pulling[ScopeOutcomes | CrossbookError]:
    """Cancel a scope by the venue's own command."""
    answer = yield CancelScope(scope, deadline)
    if isinstance(answer, ScopeOutcomes | CrossbookError):
        return answer
    raise _misled("the outcomes of a scope", answer)


def cancel_orders(order_ids: tuple[str, ...], deadline: float) -> Pulling[tuple[CancelOutcome, ...] | CrossbookError]:
    """Cancel orders by their ids."""
    answer = yield CancelOrders(order_ids, deadline)
    if isinstance(answer, CrossbookError):
        return answer
    if isinstance(answer, tuple):
        found = tuple(each for each in answer if isinstance(each, CancelOutcome))
        if len(found) == len(answer) == len(order_ids):
            return found
    raise _misled("one cancel outcome for each order", answer)


def list_resting(deadline: float) -> Pulling[tuple[Sequence[AnyOrder], int] | CrossbookError]:
    """List what rests, and say in how many pages that came."""
    answer = yield ListResting(deadline)
    if isinstance(answer, CrossbookError):
        return answer
    if isinstance(answer, Sequence):
        return [order for order in answer if not isinstance(order, Outcome)], answer.pages if isinstance(answer, Paged) else 1
    raise _misled("the orders that rest", answer)


def resolve(
    outcomes: tuple[Outcome, ...], *, sent_ago: float, arrives_within: float, deadline: float
) -> Pulling[tuple[Outcome, ...] | CrossbookError]:
    """Find out what became of commands."""
    answer = yield Resolve(outcomes, sent_ago, arrives_within, deadline)
    if isinstance(answer, CrossbookError):
        return answer
    if isinstance(answer, tuple):
        found = tuple(each for each in answer if isinstance(each, Outcome))
        if len(found) == len(answer) == len(outcomes):
            return found
    raise _misled("one outcome for each", answer)


def _misled(expected: str, found: object) -> TypeError:
    return TypeError(f"a pull was answered wrongly: expected {expected}, found {type(found).__name__}")
