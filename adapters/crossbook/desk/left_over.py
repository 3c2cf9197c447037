"""Why it is not proven that nothing rests, reason by reason. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crossbook.cancel_outcomes import Cancelled, CancelUnknown, NotCancelled
from crossbook.desk.pulled import Left
from crossbook.desk.under_way import Awaited, key

if TYPE_CHECKING:
    from crossbook.desk.survey import Survey

_MOVED: Final = "the list of resting orders came in several pages, and moved while it was read"


def left_of(survey: Survey, moment: float, stopped: str | None) -> Iterator[Left]:
    """Say what is left of a pull at a moment; `stopped` is why it ends early, where it does."""
    if stopped is not None:
        yield Left(why=stopped)
    yield from _rests(survey)
    yield from _may_come(survey, moment)
    yield from _not_read(survey)


def _rests(survey: Survey) -> Iterator[Left]:
    if survey.unread is not None:
        yield Left(why=f"the list of resting orders could not be read: {survey.unread}")
    for order in survey.resting:
        yield Left(why=_why(survey, order.order_id), order_id=order.order_id, user_reference=order.user_reference, order=order)
    for order in survey.unclear:
        why = "it rests, and does not tell clearly whether it is in the scope: it was left alone"
        yield Left(why=why, order_id=order.order_id, user_reference=order.user_reference, order=order)


def _may_come(survey: Survey, moment: float) -> Iterator[Left]:
    rested = {key(order.order_id) for order in survey.resting}
    for name, order_id in tuple(survey.untried.items()):
        if name not in rested:
            yield Left(why="it may rest by what was told, and it has not been cancelled", order_id=order_id)
    for each in survey.waiting:
        if survey.listed_at is None or each.settles_at > survey.listed_at:
            yield Left(why=_why_awaited(each, moment), user_reference=each.user_reference)
    for call in survey.calls:
        names = ", ".join(name for name in call.references if name) or "something"
        yield Left(why=f"a call of this client that places {names} is under way")


def _not_read(survey: Survey) -> Iterator[Left]:
    if survey.listed_at is not None and not survey.has_moved and not survey.resting and not (survey.is_whole and survey.is_alone):
        yield Left(why=_MOVED if not survey.is_whole else "this client has placed since the list of resting orders was asked for")
    if survey.unread is None and not survey.resting and (survey.listed_at is None or survey.has_moved):
        yield Left(why="nobody has read the list of resting orders since the last cancel")


def _why(survey: Survey, order_id: str) -> str:
    match survey.outcomes.get(key(order_id)):
        case None:
            return "it rests, and no cancel of it has been answered"
        case Cancelled():
            since = "nobody has read the list of resting orders since" if survey.has_moved else "it is listed as resting all the same"
            return f"the venue says that it was cancelled, and {since}"
        case NotCancelled() as outcome:
            words = "" if outcome.venue_text is None else f" ({outcome.venue_text!r})"
            return f"it was listed as resting, and not cancelled: {outcome.reason.value}{words}"
        case CancelUnknown() as outcome:
            return f"it was listed as resting, and nobody knows whether it was cancelled: {outcome.evidence.problem}"


def _why_awaited(each: Awaited, moment: float) -> str:
    if each.settles_at <= moment:
        return "nobody has read the list of resting orders since its placement can no longer arrive"
    return f"its placement may still arrive, for {each.settles_at - moment:.0f} s more"
