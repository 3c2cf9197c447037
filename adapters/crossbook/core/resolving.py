"""Finds out what became of commands whose outcome is unknown: when to look, how often, and when absence is proof. Pure.

What there is to look at, and what it says, each venue knows. What is shared is time. A listing without an order proves nothing while
the command may still be on its way: a load balancer may hold a request for two minutes. So absence counts only in what was read
after the last moment at which the command could have arrived. The clock of that is the executor's. It never goes back, and tells
nothing about moments of another process: of those, all that is sure is that they came before the call.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Final, Protocol, TypeAlias, TypeVar, cast

import msgspec

from crossbook.cancel_outcomes import CancelOutcome, CancelUnknown, ScopeOutcomes
from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.steps import Plan, now, pause_until
from crossbook.core.stopwatch import Watch
from crossbook.edit_outcomes import EditUnknown
from crossbook.errors import Outcome, OutcomeT
from crossbook.evidence import Evidence
from crossbook.place_outcomes import PlaceOutcome, PlaceUnknown
from crossbook.protocols import Knows

ARRIVES_WITHIN: Final = 120.0
"""Seconds for which 4casters' load balancer may hold a request (its unmerged page on timeouts). PredictStreet documents none."""

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 15.0

EvidentT = TypeVar("EvidentT", CancelUnknown, PlaceUnknown)
Unknown: TypeAlias = CancelUnknown | PlaceUnknown | EditUnknown


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How a caller wants to wait, and by which clock."""

    clock: str
    """The name of the clock that the plan is told the time of."""
    wait: bool = False
    """Whether to look again until time has decided what it can."""
    arrives_within: float = ARRIVES_WITHIN
    """Seconds after its last byte within which a command arrives, if it does."""
    sent_ago: float = 0.0
    """How many seconds before the call everything had left that this clock cannot date, at least."""
    deadline: float = math.inf
    """Seconds that the call may take."""
    today: datetime | None = None
    """The time of day when the call began, for replies that do not tell it. Nothing is waited for by it."""

    def check(self, call: Call) -> None:
        """Raise InvalidRequest for what cannot be a number of seconds."""
        for name, seconds in (("arrives_within", self.arrives_within), ("sent_ago", self.sent_ago)):
            if not is_a(seconds, int, float) or not 0 <= seconds < math.inf:
                raise call.invalid(expected=f"{name} as a number of seconds, 0 or more", found=seconds)
        if not is_a(self.wait, bool):
            raise call.invalid(expected="wait as True or False", found=self.wait)

    def settles_at(self, evidence: Evidence, asked_at: float) -> float:
        """Say from when on a command cannot arrive any more. What was not dated by this clock had left when the plan was begun."""
        left = evidence.left_by
        known = left is not None and left.clock == self.clock
        return (min(left.seconds, asked_at) if left is not None and known else asked_at - self.sent_ago) + self.arrives_within

    def left_on(self, evidence: Evidence, watch: Watch) -> datetime | None:
        """Say at what time of day a command had left, by a watch of this clock. None where another clock has dated it."""
        left = evidence.left_by
        return watch.time(left.seconds) if left is not None and left.clock == self.clock else None

    def has_settled(self, asked_at: float, moment: float, evidence: Evidence) -> bool:
        """Say whether a command can no longer arrive at a moment."""
        return self.settles_at(evidence, asked_at) <= moment


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What one look at a venue brought."""

    outcomes: tuple[Outcome, ...]
    """One for each that was asked about."""
    missed: bool = False
    """Whether something could not be read that may be readable the next time."""


class Look(Protocol):
    """Looks once at whatever a venue tells of these. Absence is proof for those whose evidence `has_settled`."""

    def __call__(self, unknown: Sequence[Unknown], has_settled: Callable[[Evidence], bool], /) -> Plan[Findings]: ...


def resolve(outcomes: Sequence[OutcomeT], look: Look, patience: Patience, knows: Knows | None = None) -> Plan[tuple[OutcomeT, ...]]:
    """Give one answer for each outcome, in order. What is not unknown comes back as it is; what `knows` proves, nobody is asked."""
    found = yield from _found(tuple(_known(outcome, knows) for outcome in outcomes), look, patience)
    if isinstance(outcomes, ScopeOutcomes):
        # It says more than its outcomes; all of them are still about cancels.
        return cast("tuple[OutcomeT, ...]", outcomes.with_outcomes(cast("list[CancelOutcome]", found)))
    return cast("tuple[OutcomeT, ...]", tuple(found))


def _known(outcome: Outcome, knows: Knows | None) -> Outcome:
    """Take what is proven already. Legs of an edit are put together again by whoever looks."""
    match outcome:
        case _ if knows is None:
            return outcome
        case CancelUnknown() | PlaceUnknown():
            return knows.what_became_of(outcome)
        case EditUnknown(old=old, new=new):
            known = None if new is None else cast("PlaceOutcome", _known(new, knows))
            return msgspec.structs.replace(outcome, old=cast("CancelOutcome", _known(old, knows)), new=known)
        case _:
            return outcome


def _found(outcomes: Iterable[Outcome], look: Look, patience: Patience) -> Plan[list[Outcome]]:
    found = list(outcomes)
    asked_at = yield from now()
    until, pause = asked_at + patience.deadline, _FIRST_PAUSE
    while unknown := {place: outcome for place, outcome in enumerate(found) if isinstance(outcome, Unknown)}:
        began = yield from now()
        # Judged by when the look began: what is read afterwards is no older than that.
        findings = yield from look(tuple(unknown.values()), partial(patience.has_settled, asked_at, began))
        found = [*found]
        for place, outcome in zip(unknown, findings.outcomes, strict=True):
            found[place] = outcome
        still = [evidence for outcome in findings.outcomes for evidence in evidences(outcome)]
        due = [patience.settles_at(evidence, asked_at) for evidence in still if not patience.has_settled(asked_at, began, evidence)]
        if not patience.wait or not (due or (still and findings.missed)):
            break
        moment = min([(yield from now()) + pause, *due])
        if moment >= until:
            break
        yield from pause_until(moment)
        pause = min(pause * 2, _LONGEST_PAUSE)
    return found


def evidences(outcome: Outcome) -> tuple[Evidence, ...]:
    """Give the evidence of an unknown outcome, that of each leg of an edit; none of any other."""
    match outcome:
        case CancelUnknown() | PlaceUnknown():
            return (outcome.evidence,)
        case EditUnknown(old=old, new=new):
            return evidences(old) + (() if new is None else evidences(new))
        case _:
            return ()


def undecided(unknown: EvidentT, found: str) -> EvidentT:
    """Leave an outcome unknown, and say what was found."""
    return msgspec.structs.replace(unknown, evidence=msgspec.structs.replace(unknown.evidence, found=found))


def check_knows(call: Call, knows: object) -> None:
    """Raise InvalidRequest for what cannot say what became of an order."""
    if knows is not None and not callable(getattr(knows, "what_became_of", None)):
        raise call.invalid(expected="a crossbook.Ledger, or None", found=knows)


def checked(call: Call, outcomes: Iterable[OutcomeT], operations: Callable[[str], bool]) -> Sequence[OutcomeT]:
    """Check what is to be resolved. Raises InvalidRequest for what is no outcome, or another venue's."""
    given: object = outcomes
    listed = cast("Sequence[OutcomeT]", given) if isinstance(given, ScopeOutcomes) else call.listed(outcomes, "outcomes")
    for position, outcome in enumerate(listed):
        if not _is_outcome(outcome):
            raise call.of(position, None).invalid(expected="an outcome", found=outcome)
        for evidence in evidences(outcome):
            if not operations(evidence.operation):
                raise call.of(position, None).invalid(expected=f"an outcome of {call.venue}", found=f"one of {evidence.operation}")
    return listed


def _is_outcome(value: object) -> bool:
    return isinstance(value, Outcome)
