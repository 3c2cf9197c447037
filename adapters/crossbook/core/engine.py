"""Runs a venue's plan with all that stands around a request: a deadline, limits, and repeats where they are safe. Itself a plan, and pure.

A venue's plan says what is sent and what the answer means. It is told one attempt for each request, whatever it took to get it.
"""

from __future__ import annotations

from collections.abc import Callable, MutableSequence
from typing import TypeAlias, TypeVar, cast

import msgspec

from crossbook.core.attempts import Answered, Attempt, Lost, Unsent
from crossbook.core.contradictions import reads_as_done
from crossbook.core.forms import TOO_MANY, is_nobodys_limit
from crossbook.core.merging import merged
from crossbook.core.pace import Pace, paced
from crossbook.core.renewing import is_refused_for_credentials, may_be_sent_with_others, renewed
from crossbook.core.retrying import may_be_repeated, pause_before_repeat
from crossbook.core.steps import Answer, Plan, Send, SignDigest, Step, attempted, now, pause_until
from crossbook.errors import InvalidRequest
from crossbook.retry import Retry
from crossbook_bindings.runtime import Repeatable

ResultT = TypeVar("ResultT")

Told: TypeAlias = Answer | InvalidRequest
"""What a plan was told at one of its steps: the answer, or the error that was thrown in."""


class Policy(msgspec.Struct, frozen=True):
    """How a client deals with what goes wrong around a request."""

    retry: Retry | None
    pace: Pace | None
    luck: Callable[[], float]
    """A number from 0 to 1, to spread repeats over time."""
    renews: bool = False
    """Whether other credentials can be asked for."""


def engine(plan: Plan[ResultT], policy: Policy, until: float, told: MutableSequence[Told]) -> Plan[ResultT]:
    """Run a plan, with everything over at `until`. What the plan is told is written down in `told`, before it is told."""
    try:
        step = next(plan)
        while True:
            try:
                answer = (yield from _sent(step, policy, until)) if isinstance(step, Send) else (yield _in_time(step, until))
            except InvalidRequest as error:
                told.append(error)
                step = plan.throw(error)
            else:
                told.append(answer)
                step = plan.send(answer)
    except StopIteration as stop:
        return cast("ResultT", stop.value)


def _in_time(step: Step, until: float) -> Step:
    """Let a signer be waited for no longer than the call may take."""
    return msgspec.structs.replace(step, until=min(until, step.until)) if isinstance(step, SignDigest) else step


def _sent(step: Send, policy: Policy, until: float) -> Plan[Attempt]:
    """Send a request as often as it takes and is safe; give what all of its attempts come to."""
    until = min(until, step.until)
    once = Send(step.request, step.fresh, until)
    effect = step.request.operation.effect
    failures = limited = 0
    known: Attempt | None = None
    renews = policy.renews
    while True:
        attempt = yield from (attempted(once) if policy.pace is None else paced(once, policy.pace))
        if isinstance(attempt, Unsent) and attempt.too_late:
            return attempt if known is None else known
        known = merged(_as_it_counts(step, known), attempt, effect)
        if renews and is_refused_for_credentials(step.request, attempt):
            renews = False  # Those that were given for this request are not asked for twice.
            if (yield from renewed(until)) and may_be_sent_with_others(step.request, attempt):
                continue
        if policy.retry is None or not may_be_sent_again(step, attempt):
            return known
        is_limited = isinstance(attempt, Answered) and attempt.status == TOO_MANY
        pause = pause_before_repeat(policy.retry, attempt, failures=limited if is_limited else failures, luck=policy.luck())
        if pause is None:
            return known
        limited, failures = limited + is_limited, failures + (not is_limited)
        moment = (yield from now()) + pause
        if moment >= until:
            return known
        yield from pause_until(moment, "repeat")


def may_be_sent_again(step: Send, attempt: Attempt) -> bool:
    """Say whether a request may be sent once more after this came of it, whatever a client was told about repeats."""
    return may_be_repeated(step.request.operation.effect, attempt, identical=step.identical) and not _is_in_doubt(step, attempt)


def _as_it_counts(step: Send, earlier: Attempt | None) -> Attempt | None:
    """Say of an attempt before a repeat what it is: a refusal that shows something done is none."""
    if not isinstance(earlier, Answered) or not reads_as_done(step.request, earlier.body):
        return earlier
    return Lost(f"HTTP {earlier.status}, a refusal with a body that shows success", earlier.left_by)


def _is_in_doubt(step: Send, attempt: Attempt) -> bool:
    """Say whether a refusal shows success, too, of what may be done only once, or is nobody knows whose."""
    request = step.request
    if request.operation.effect.repeatable is Repeatable.ALWAYS or not isinstance(attempt, Answered):
        return False
    return reads_as_done(request, attempt.body) or is_nobodys_limit(request, attempt)
