"""What one pull knows at any moment. Whenever it is stopped, this says what is left; it is never more certain than what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

import attrs

from crossbook.calls_under_way import PlacingCall
from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown
from crossbook.core.merging import told_after_repeat
from crossbook.core.resolving import ARRIVES_WITHIN, Patience
from crossbook.desk.left_over import left_of
from crossbook.desk.pull_steps import CallsSeen
from crossbook.desk.pulled import VenuePulled
from crossbook.desk.scopes import Scope, holds
from crossbook.desk.under_way import Awaited, Known, awaited, certainly_in, has_come, is_decided, key, may_bring, may_rest
from crossbook.edit_outcomes import EditUnknown
from crossbook.errors import Outcome
from crossbook.place_outcomes import PlaceUnknown
from crossbook.protocols import AnyOrder

_LONGEST_BELIEVED: Final = 30.0
"""Seconds for which an order that was said to be over is not cancelled again, at most, although it is listed."""
_CLOCKS_DIFFER: Final = timedelta(seconds=60)


@attrs.frozen(kw_only=True)
class PullTask:
    """What is to be pulled, and how long that may take."""

    venue: str
    scope: Scope
    under_way: tuple[Known, ...] = ()
    clock: str = ""
    deadline: float = 180.0
    arrives_within: float = ARRIVES_WITHIN
    sent_ago: float = 0.0
    began_at: datetime | None = None
    """The time of day at which the pull began, by this machine; None where nobody says."""

    def patience(self) -> Patience:
        """Say when what was sent can no longer arrive."""
        return Patience(clock=self.clock, arrives_within=self.arrives_within, sent_ago=self.sent_ago)


@attrs.define
class Survey:
    """What is known. Each listing replaces what the one before it said."""

    task: PullTask
    began: float
    outcomes: dict[str, CancelOutcome] = attrs.field(factory=dict[str, CancelOutcome])
    """Of each order, by the key of its id, what became of its cancels."""
    resting: tuple[AnyOrder, ...] = ()
    """What rested in the scope, by the last listing."""
    unclear: tuple[AnyOrder, ...] = ()
    """What rested of which it does not tell whether it is in the scope."""
    listed_at: float | None = None
    """When the last listing was begun that was read; None where none was."""
    is_whole: bool = False
    """Whether that listing can have missed nothing: it came in one page, or the one before it had nothing that is not in it, either."""
    earlier: tuple[float, frozenset[str]] | None = None
    """When a listing of several pages was begun that showed nothing in the scope, and all that it did show; None once anything happens."""
    is_alone: bool = False
    """Whether no call of the client could place anything from when that listing was begun until it was answered."""
    calls: tuple[PlacingCall, ...] = ()
    """The calls of the client under way that may bring an order into the scope."""
    due: dict[str, tuple[float, int]] = attrs.field(factory=dict[str, tuple[float, int]])
    """Of orders that are over by what their cancels said: from when on one that is still listed is cancelled again; how often it was."""
    has_moved: bool = False
    """Whether something has been cancelled, or found, since then."""
    unread: str | None = None
    """Why the last listing could not be read; None where it could."""
    waiting: tuple[Awaited, ...] = ()
    """What may still arrive."""
    untried: dict[str, str] = attrs.field(factory=dict[str, str])
    """Orders in the scope that may rest by what was told, and that have not been cancelled yet."""
    known: set[str] = attrs.field(factory=set[str])
    """Orders of which somebody has told, or that rested at the beginning."""
    is_baseline_set: bool = False
    """Whether it is known what rested at the beginning."""
    meanwhile: dict[str, AnyOrder] = attrs.field(factory=dict[str, AnyOrder])
    unnamed: int = 0
    is_scope_cancelled: bool = False
    """Whether the venue's own command for the scope was answered as done, at least once."""
    scope_arrives_until: float = 0.0
    """Until when a cancel of the scope may arrive of which no answer came."""

    @classmethod
    def begun(cls, task: PullTask, moment: float) -> Survey:
        """Begin one."""
        waiting = awaited(task.under_way, task.venue, task.scope, task.patience(), moment)
        survey = cls(task, moment, waiting=tuple(waiting))
        for order_id, reference in may_rest(task.under_way, task.venue):
            survey.known.add(key(order_id))
            if certainly_in(task.scope, reference):
                survey.untried[key(order_id)] = order_id
        return survey

    @property
    def is_proven(self) -> bool:
        """Whether nothing in the scope rests or can still arrive."""
        return _is_proven(self)

    def note(self, outcomes: Iterable[CancelOutcome], moment: float) -> bool:
        """Take in what became of cancels, and say whether an order is over by that of which it was not known before."""
        news = False
        for outcome in outcomes:
            name = key(outcome.order_id)
            self.known.add(name)
            self.untried.pop(name, None)
            earlier = self.outcomes.get(name)
            self.outcomes[name] = outcome if earlier is None else _later(earlier, outcome)
            self.has_moved, self.earlier = True, None
            if not outcome.may_be_open:
                _, times = self.due.get(name, (0.0, 0))
                news = news or not times
                self.due[name] = (moment + min(2.0 ** (times + 1), _LONGEST_BELIEVED), times + 1)
        return news

    def heard(self, seen: CallsSeen, moment: float) -> bool:
        """Take in the calls of the client, and say whether one has begun that may bring an order into the scope."""
        scope, venue = self.task.scope, self.task.venue
        patience = attrs.evolve(self.task, sent_ago=0.0).patience()
        for call in seen.ended:
            if not may_bring(call, scope):
                continue
            self.waiting += tuple(awaited(call.outcomes, venue, scope, patience, moment))
            if call.is_unknown:
                self.waiting += (Awaited(None, moment + self.task.arrives_within, None, moment),)
            for order_id, reference in may_rest(call.outcomes, venue):
                self.known.add(key(order_id))
                # A list may have shown it before the call told of it.
                if certainly_in(scope, reference) and key(order_id) not in self.due:
                    self.untried[key(order_id)] = order_id
        self.calls = tuple(call for call in seen.under_way if may_bring(call, scope))
        news = any(may_bring(call, scope) for call in seen.new)
        if news or self.calls:
            self.is_alone, self.earlier = False, None
        return news

    def listed(self, orders: Sequence[AnyOrder], began_at: float, pages: int = 1) -> tuple[AnyOrder, ...]:
        """Take in what rests, and give what has appeared there since the beginning without anybody having told of it."""
        inside = [(order, holds(self.task.scope, order)) for order in orders]
        resting = tuple(order for order, is_in in inside if is_in)
        awaited_names = {each.user_reference for each in self.waiting} - {None}
        new = [order for order in resting if key(order.order_id) not in self.known and order.user_reference not in awaited_names]
        references = {order.user_reference for order in orders}
        self.waiting = tuple(each for each in self.waiting if not has_come(self.task.venue, each, references))
        self.resting = resting
        self.unclear = tuple(order for order, is_in in inside if is_in is None)
        self.known |= {key(order.order_id) for order in resting}
        self.listed_at, self.unread, self.has_moved = began_at, None, False
        self._compare(frozenset(key(order.order_id) for order in orders), began_at, pages)
        appeared = tuple(order for order in new if not self._is_older(order)) if self.is_baseline_set else ()
        self.is_baseline_set = True
        self.meanwhile |= {key(order.order_id): order for order in appeared}
        return appeared

    def _compare(self, names: frozenset[str], began_at: float, pages: int) -> None:
        """Say whether a listing can have missed something: an order moves to a page that was read when one before it leaves that page."""
        earlier, self.earlier, self.is_whole = self.earlier, None, pages == 1
        if pages == 1 or self.resting or self.unclear:
            return
        if earlier is not None and earlier[1] <= names:
            # Nothing of it has left since, so the earlier one was whole. It is the proof.
            self.listed_at, self.is_whole = earlier[0], True
        else:
            self.earlier = (began_at, names)

    def _is_older(self, order: AnyOrder) -> bool:
        """Say whether an order was certainly placed before the pull began: a list that is asked for a scope may leave one out."""
        began, created = self.task.began_at, order.created_at
        return began is not None and created is not None and created < began - _CLOCKS_DIFFER

    def to_cancel(self, moment: float) -> tuple[str, ...]:
        """Give the ids of what is to be cancelled now: what was over a moment ago is not, however a list lags behind."""
        names = {key(order.order_id): order.order_id for order in self.resting} | self.untried
        return tuple(order_id for name, order_id in names.items() if self.due.get(name, (0.0, 0))[0] <= moment)

    @property
    def sent_ago_counts_from(self) -> float:
        """When all that is waited for had been sent."""
        return max((each.known_at for each in self.waiting), default=self.began)

    def found(self, awaiting: Sequence[Awaited], outcomes: Sequence[Outcome]) -> bool:
        """Take in what became of what may arrive, and say whether anything of it rests."""
        rests = False
        decided: set[int] = set()
        for old, new in zip(awaiting, outcomes, strict=True):
            if old.outcome is None or isinstance(new, PlaceUnknown | EditUnknown):
                continue
            if is_decided(self.task.venue, old.outcome, new):
                decided.add(id(old))
            for order_id, reference in may_rest([new], self.task.venue):
                if key(order_id) not in self.known:
                    rests = True
                    self.known.add(key(order_id))
                    if certainly_in(self.task.scope, reference):
                        self.untried[key(order_id)] = order_id
        self.has_moved = self.has_moved or rests
        self.waiting = tuple(each for each in self.waiting if id(each) not in decided)
        return rests

    def result(self, moment: float, *, stopped: str | None = None) -> VenuePulled:
        """Say what it comes to at a moment; `stopped` is why it ends early, where it does."""
        is_proven = self.is_proven
        left = () if is_proven else tuple(left_of(self, moment, stopped))
        return VenuePulled(
            venue=self.task.venue,
            scope=self.task.scope,
            is_proven=is_proven,
            left=left,
            outcomes=tuple(self.outcomes.values()),
            unnamed=self.unnamed,
            placed_meanwhile=tuple(self.meanwhile.values()),
            may_still_cancel_for=max(0.0, self.scope_arrives_until - moment),
            seconds=moment - self.began,
        )


def _is_proven(survey: Survey) -> bool:
    listed_at = survey.listed_at
    if listed_at is None or survey.unread is not None or survey.has_moved or survey.untried:
        return False
    if survey.resting or survey.unclear or survey.calls or not (survey.is_whole and survey.is_alone):
        return False
    return all(each.settles_at <= listed_at for each in survey.waiting)


def _later(earlier: CancelOutcome, outcome: CancelOutcome) -> CancelOutcome:
    """Give what two cancels of one order say together: the answer to the second is one to a repeat of the first."""
    if isinstance(earlier, Cancelled):
        return earlier
    if isinstance(earlier, CancelUnknown):
        return told_after_repeat([outcome], earlier.evidence)[0]
    return outcome
