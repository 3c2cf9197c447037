"""What one pull knows at any moment. Whenever it is stopped, this says what is left; it is never more certain than what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled
from crossbook.core.merging import told_after_repeat
from crossbook.core.resolving import ARRIVES_WITHIN, Patience
from crossbook.desk.pulled import Left, VenuePulled
from crossbook.desk.scopes import Scope, holds
from crossbook.desk.under_way import Awaited, Known, awaited, certainly_in, has_come, is_decided, key, may_rest
from crossbook.edit_outcomes import EditUnknown
from crossbook.errors import Outcome
from crossbook.place_outcomes import PlaceUnknown
from crossbook.protocols import AnyOrder


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

    def note(self, outcomes: Iterable[CancelOutcome]) -> None:
        """Take in what became of cancels."""
        for outcome in outcomes:
            name = key(outcome.order_id)
            self.known.add(name)
            self.untried.pop(name, None)
            earlier = self.outcomes.get(name)
            self.outcomes[name] = outcome if earlier is None else _later(earlier, outcome)
            self.has_moved = True

    def listed(self, orders: Sequence[AnyOrder], began_at: float) -> tuple[AnyOrder, ...]:
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
        appeared = tuple(new) if self.is_baseline_set else ()
        self.is_baseline_set = True
        self.meanwhile |= {key(order.order_id): order for order in appeared}
        return appeared

    def to_cancel(self) -> tuple[str, ...]:
        """Give the ids of what is to be cancelled now."""
        return tuple(({key(order.order_id): order.order_id for order in self.resting} | self.untried).values())

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
        left = () if is_proven else tuple(self._left(moment, stopped))
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

    def _left(self, moment: float, stopped: str | None) -> Iterator[Left]:
        if stopped is not None:
            yield Left(why=stopped)
        if self.unread is not None:
            yield Left(why=f"the list of resting orders could not be read: {self.unread}")
        for order in self.resting:
            yield Left(why=self._why(order.order_id), order_id=order.order_id, user_reference=order.user_reference, order=order)
        for order in self.unclear:
            why = "it rests, and does not tell clearly whether it is in the scope: it was left alone"
            yield Left(why=why, order_id=order.order_id, user_reference=order.user_reference, order=order)
        rested = {key(order.order_id) for order in self.resting}
        for name, order_id in tuple(self.untried.items()):
            if name not in rested:
                yield Left(why="it may rest by what was told, and it has not been cancelled", order_id=order_id)
        for each in self.waiting:
            if self.listed_at is None or each.settles_at > self.listed_at:
                yield Left(why=_why_awaited(each, moment), user_reference=each.user_reference)
        if self.unread is None and not self.resting and (self.listed_at is None or self.has_moved):
            yield Left(why="nobody has read the list of resting orders since the last cancel")

    def _why(self, order_id: str) -> str:
        match self.outcomes.get(key(order_id)):
            case None:
                return "it rests, and no cancel of it has been answered"
            case Cancelled():
                since = "nobody has read the list of resting orders since" if self.has_moved else "it is listed as resting all the same"
                return f"the venue says that it was cancelled, and {since}"
            case NotCancelled() as outcome:
                words = "" if outcome.venue_text is None else f" ({outcome.venue_text!r})"
                return f"it was listed as resting, and not cancelled: {outcome.reason.value}{words}"
            case CancelUnknown() as outcome:
                return f"it was listed as resting, and nobody knows whether it was cancelled: {outcome.evidence.problem}"


def _is_proven(survey: Survey) -> bool:
    listed_at = survey.listed_at
    if listed_at is None or survey.unread is not None or survey.has_moved or survey.untried:
        return False
    if survey.resting or survey.unclear:
        return False
    return all(each.settles_at <= listed_at for each in survey.waiting)


def _why_awaited(each: Awaited, moment: float) -> str:
    if each.settles_at <= moment:
        return "nobody has read the list of resting orders since its placement can no longer arrive"
    return f"its placement may still arrive, for {each.settles_at - moment:.0f} s more"


def _later(earlier: CancelOutcome, outcome: CancelOutcome) -> CancelOutcome:
    """Give what two cancels of one order say together: the answer to the second is one to a repeat of the first."""
    if isinstance(earlier, Cancelled):
        return earlier
    if isinstance(earlier, CancelUnknown):
        return told_after_repeat([outcome], earlier.evidence)[0]
    return outcome
