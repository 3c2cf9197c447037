"""Pulls orders at one venue, and does not say that nothing rests before that is proven. Pure: a plan of calls.

First what the venue cancels with one command, where that is exactly the scope; then, by what the listing shows, ids in batches; until a
listing shows nothing. What the caller says may be under way is waited for: only a listing that was begun when it could no longer
arrive proves that it did not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, ScopeOutcomes
from crossbook.desk.pull_events import CancelsAnswered, OrdersAppeared, PullBegan, PullEnded, PullWaits, RestingListed
from crossbook.desk.pull_steps import Pulling, cancel_orders, cancel_scope, list_resting, look_at_calls, now, resolve, tell, wait_until
from crossbook.desk.pulled import VenuePulled
from crossbook.desk.rhythm import Rhythm
from crossbook.desk.scopes import WithPrefix
from crossbook.desk.survey import PullTask, Survey
from crossbook.errors import CrossbookError, Forbidden, InvalidRequest, NotSent, Outcome, OutcomeUnknown, Refused, Unauthorized

BATCH: Final = 100
"""Orders to a request: the largest that PredictStreet documents. 4casters documents none, and is asked for no more."""
_CALL: Final = 30.0
"""Seconds that one call may take."""
_SCOPE_CALL: Final = 5.0
"""Seconds that the venue's own command for a scope may take, and no more than a part of all: meanwhile nothing is cancelled by id."""
_SCOPE_PART: Final = 0.25
_SCOPE_LEAST: Final = 1.0
_LOOKS: Final = 0.1
"""Seconds between two looks at the client's own calls, which ask nobody."""
_MOST_RESOLVED: Final = 100
"""Cancels that are looked into at the end, one request each."""


def pull(task: PullTask, survey: Survey) -> Pulling[VenuePulled]:
    """Pull what a task says. Everything that is learnt is written into `survey` at once, for whoever has to stop it."""
    until = survey.began + task.deadline
    rhythm = Rhythm(until)
    yield from tell(PullBegan(venue=task.venue, scope=task.scope))
    yield from _cancel_scope(task, survey, until)
    while (yield from now()) < until:
        error = yield from _look(task, survey, rhythm)
        if error is not None and survey.listed_at is None and not survey.is_scope_cancelled:
            yield from _cancel_scope(task, survey, until)  # Whatever rests, nobody can name it.
        has_moved = yield from _cancel_all(task, survey, until)
        if survey.waiting and not survey.is_proven:
            has_moved = (yield from _look_for_placements(task, survey, until)) or has_moved
        if survey.is_proven:
            break
        if has_moved:
            rhythm.moved()
        elif not (yield from _pause(task, survey, rhythm, is_refused=isinstance(error, Unauthorized | Forbidden))):
            break
    yield from _resolve_cancels(task, survey, until)
    result = survey.result((yield from now()))
    yield from tell(PullEnded(venue=task.venue, result=result))
    return result


def _look(task: PullTask, survey: Survey, rhythm: Rhythm) -> Pulling[CrossbookError | None]:
    """Have it listed what rests."""
    began = yield from now()
    error = yield from _list(task, survey, began, rhythm.until)
    moment = yield from now()
    if error is None and survey.earlier is not None and moment < rhythm.until:
        # It came in several pages: a second one, at once, says whether they moved.
        error = yield from _list(task, survey, moment, rhythm.until)
        moment = yield from now()
    if error is None:
        rhythm.looked(moment - began)
    return error


def _pause(task: PullTask, survey: Survey, rhythm: Rhythm, *, is_refused: bool) -> Pulling[bool]:
    """Wait until it is time to look again, and say whether there is time for it."""
    moment = yield from now()
    if rhythm.is_at_its_end(moment) and not is_refused:
        # There is time for it now, and may be none behind the last look.
        yield from _resolve_cancels(task, survey, (moment + rhythm.last_look) / 2)
        moment = yield from now()
    following = rhythm.next_look(moment, (each.settles_at for each in survey.waiting), is_refused=is_refused)
    if following is None:
        return False
    yield from tell(PullWaits(venue=task.venue, seconds=following - moment, why=_why_it_waits(survey)))
    yield from _wait(survey, moment, following)
    return True


def _wait(survey: Survey, moment: float, until: float) -> Pulling[None]:
    """Wait for a moment, or until the client's own calls are over that may bring an order into the scope."""
    had_calls = bool(survey.calls)
    while had_calls and survey.calls and moment < until:
        yield from wait_until(min(moment + _LOOKS, until))
        moment = yield from now()
        survey.heard((yield from look_at_calls()), moment)
    if not had_calls:
        yield from wait_until(until)


def _cancel_scope(task: PullTask, survey: Survey, until: float) -> Pulling[None]:
    """Have the venue cancel all of the scope, where it has a command for exactly that."""
    scope = task.scope
    moment = yield from now()
    if isinstance(scope, WithPrefix) or moment >= until:
        return
    # Until it is answered, it may be on its way: an interrupt must find that written down.
    before, survey.scope_arrives_until = survey.scope_arrives_until, moment + _CALL + task.arrives_within
    left = until - moment
    answer = yield from cancel_scope(scope, min(left, max(_SCOPE_LEAST, min(_SCOPE_CALL, left * _SCOPE_PART))))
    moment = yield from now()
    match answer:
        case ScopeOutcomes():
            survey.scope_arrives_until, survey.is_scope_cancelled = before, True
            survey.unnamed += answer.unnamed
            # It says what rested. What it only counts, it does not.
            survey.is_baseline_set = not answer.unnamed
        case OutcomeUnknown():
            survey.scope_arrives_until = moment + task.arrives_within
        case InvalidRequest():
            raise answer
        case _:
            survey.scope_arrives_until = before
    outcomes = answer.cancel_outcomes if isinstance(answer, CrossbookError) else tuple(answer)
    survey.note(outcomes, moment)
    unnamed = answer.unnamed if isinstance(answer, ScopeOutcomes) else 0
    yield from tell(_counted(task, outcomes, answer if isinstance(answer, CrossbookError) else None, unnamed))


def _list(task: PullTask, survey: Survey, moment: float, until: float) -> Pulling[CrossbookError | None]:
    survey.heard((yield from look_at_calls()), moment)
    is_alone = not survey.calls
    answer = yield from list_resting(min(_CALL, until - moment))
    if isinstance(answer, InvalidRequest):
        raise answer
    if isinstance(answer, CrossbookError):
        survey.unread, survey.earlier = answer.message, None
        return answer
    orders, pages = answer
    # It counts from when it was asked for: it is no older than that.
    appeared = survey.listed(orders, moment, pages)
    survey.is_alone = is_alone
    if not is_alone:
        survey.earlier = None
    survey.heard((yield from look_at_calls()), (yield from now()))
    yield from tell(RestingListed(venue=task.venue, resting=len(survey.resting), unclear=len(survey.unclear)))
    if appeared:
        yield from tell(OrdersAppeared(venue=task.venue, orders=appeared))
    return None


def _cancel_all(task: PullTask, survey: Survey, until: float) -> Pulling[bool]:
    """Cancel whatever is known to rest, and say whether anything came of it."""
    has_moved = False
    for batch in _batches(survey.to_cancel((yield from now()))):
        moment = yield from now()
        if moment >= until:
            break
        answer = yield from cancel_orders(batch, min(_CALL, until - moment))
        if isinstance(answer, InvalidRequest):
            raise answer
        outcomes = answer.cancel_outcomes if isinstance(answer, CrossbookError) else answer
        has_moved = survey.note(outcomes, (yield from now())) or has_moved
        yield from tell(_counted(task, outcomes, answer if isinstance(answer, CrossbookError) else None))
        if isinstance(answer, NotSent | Refused):
            break
    return has_moved


def _batches(order_ids: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(order_ids), BATCH):
        yield order_ids[start : start + BATCH]


def _look_for_placements(task: PullTask, survey: Survey, until: float) -> Pulling[bool]:
    """Find out what became of what may still arrive, and say whether anything of it rests."""
    waiting = tuple((each, each.outcome) for each in survey.waiting if each.outcome is not None)
    if not waiting:
        return False
    answer = yield from _resolved(task, tuple(outcome for _, outcome in waiting), survey, until)
    return answer is not None and survey.found([each for each, _ in waiting], answer)


def _resolve_cancels(task: PullTask, survey: Survey, until: float) -> Pulling[None]:
    """Find out how orders went of which nobody knows whether they were cancelled: they may have been matched."""
    unknown = tuple(outcome for outcome in survey.outcomes.values() if isinstance(outcome, CancelUnknown))
    if not 0 < len(unknown) <= _MOST_RESOLVED:
        return
    answer = yield from _resolved(task, unknown, survey, until)
    if isinstance(answer, tuple):
        for outcome in answer:
            if isinstance(outcome, Cancelled | NotCancelled):
                survey.outcomes |= {name: outcome for name, held in survey.outcomes.items() if held.order_id == outcome.order_id}


def _resolved(task: PullTask, outcomes: tuple[Outcome, ...], survey: Survey, until: float) -> Pulling[tuple[Outcome, ...] | None]:
    """Ask what became of commands; None where there is no answer, or no time for one."""
    moment = yield from now()
    if moment >= until:
        return None
    # What nobody dated had left when the pull learnt of it.
    known_at = survey.sent_ago_counts_from
    sent_ago = moment - known_at + (task.sent_ago if known_at <= survey.began else 0.0)
    answer = yield from resolve(outcomes, sent_ago=sent_ago, arrives_within=task.arrives_within, deadline=min(_CALL, until - moment))
    return None if isinstance(answer, CrossbookError) else answer


def _counted(task: PullTask, outcomes: tuple[CancelOutcome, ...], error: CrossbookError | None, unnamed: int = 0) -> CancelsAnswered:
    return CancelsAnswered(
        venue=task.venue,
        cancelled=sum(isinstance(outcome, Cancelled) for outcome in outcomes) + unnamed,
        not_cancelled=sum(isinstance(outcome, NotCancelled) for outcome in outcomes),
        unknown=sum(isinstance(outcome, CancelUnknown) for outcome in outcomes),
        problem=None if error is None else error.message,
    )


def _why_it_waits(survey: Survey) -> str:
    if survey.unread is not None:
        return f"the list of resting orders could not be read: {survey.unread}"
    if survey.calls:
        return f"calls of this client that place: {len(survey.calls)}"
    if survey.resting:
        return f"orders that were not cancelled: {len(survey.resting)}"
    if survey.unclear:
        return f"orders that do not tell whether they are in the scope: {len(survey.unclear)}"
    if survey.waiting:
        return f"placements that may still arrive: {len(survey.waiting)}"
    if survey.untried:
        return f"orders that may rest, and were not cancelled: {len(survey.untried)}"
    return "the list of resting orders moved while it was read"
