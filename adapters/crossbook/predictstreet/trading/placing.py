"""Placing at PredictStreet, as a plan: what is signed, sent, sent again and looked up, until each order has exactly one outcome.

    orders that were handed in prepared    looked up first: they may have been sent before
    contracts and markets                  read before anything is signed
    ten at a time                          signed, sent, and sent again as the same bytes where the reply is lost
    what is unknown after that             looked up
    what was taken under a caller's name   looked at, because an older order may have had the name
    what was refused as badly signed       signed anew, once, where its market has changed; never one that the caller prepared

One order goes as a batch of one, too: only the reply of a batch names the orders that it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from crossbook.core.checks import Call
from crossbook.core.judging import ask, evidence_of
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError, InvalidRequest, NotSent, Refused
from crossbook.evidence import Evidence
from crossbook.place_outcomes import NotPlaced, NotPlacedReason, PlaceOutcome, PlaceUnknown
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.orders.draft import OrderDraft
from crossbook.predictstreet.orders.identity import OrderIdentity
from crossbook.predictstreet.orders.looking_up import judge_listed
from crossbook.predictstreet.orders.new_order import NewOrder
from crossbook.predictstreet.orders.place_replies import all_unknown, is_badly_signed, read_batch, without_signatures
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook.predictstreet.trading.asking import Asked, asked_for
from crossbook.predictstreet.trading.desk import Session
from crossbook.predictstreet.trading.looking import look_for
from crossbook.predictstreet.trading.readying import Knowledge, drafted, knowledge_of, signed, unready
from crossbook.predictstreet.trading.refusals import believed
from crossbook.predictstreet.trading.verifying import verified
from crossbook_bindings.predictstreet import rest as bindings

LARGEST_BATCH: Final = 10
"""api-reference/orders/place-a-batch-of-signed-orders-max-10."""
_BAD_REQUEST: Final = 400
_OPERATION: Final = "placeBatch"


def place_order(
    session: Session | None, order: NewOrder | PreparedOrder, drawn: Sequence[OrderIdentity], at: datetime
) -> Plan[PlaceOutcome]:
    """Place one order."""
    (outcome,) = yield from place_orders(session, (order,), drawn, at)
    return outcome


def place_orders(
    session: Session | None, orders: Iterable[NewOrder | PreparedOrder], drawn: Sequence[OrderIdentity], at: datetime
) -> Plan[tuple[PlaceOutcome, ...]]:
    """Place orders, ten at a time. Pure: identities were drawn and the time was read before, for the whole call."""
    call = Call(VENUE, _OPERATION)
    knowledge = knowledge_of(session, call)
    placing = _Placing(call, knowledge, asked_for(call, knowledge.desk, orders, drawn), at)
    yield from placing.run()
    return placing.ended()


class _Placing:
    """One call's orders on their way, by their position in it."""

    def __init__(self, call: Call, knowledge: Knowledge, asked: Sequence[Asked], at: datetime) -> None:
        self._call = call
        self._knowledge = knowledge
        self._asked = asked
        self._at = at
        self._outcomes: dict[int, PlaceOutcome] = {}
        self._drafts: dict[int, OrderDraft] = {}
        self._stopped_by: NotSent | Refused | None = None
        self._stop = ""
        """Why nothing more is sent; empty while there is no reason."""

    def run(self) -> Plan[None]:
        """Bring every order to its outcome."""
        yield from self._draft_all()
        yield from self._find_handed_in()
        waiting = [each for each in self._asked if each.position not in self._outcomes]
        while waiting and not self._stop:
            chunk, waiting = waiting[:LARGEST_BATCH], waiting[LARGEST_BATCH:]
            yield from self._place(chunk)
            if not self._stop:
                yield from self._place_again([each for each in chunk if each.is_new and is_badly_signed(self._outcomes[each.position])])

    def ended(self) -> tuple[PlaceOutcome, ...]:
        """Give one outcome for each order. Raises what kept all of them from being placed, where one thing did."""
        outcomes = tuple(self._outcomes.get(each.position) or _not_sent(each.name, self._stop) for each in self._asked)
        untouched = (NotPlacedReason.NOT_SENT, NotPlacedReason.REFUSED)
        if self._stopped_by is not None and all(isinstance(each, NotPlaced) and each.reason in untouched for each in outcomes):
            self._stopped_by.outcomes = outcomes
            raise self._stopped_by
        return outcomes

    def _draft_all(self) -> Plan[None]:
        """Work every new order out before anything is sent: one that is wrong refuses the whole call."""
        new = [each for each in self._asked if each.is_new]
        if not new:
            return
        try:
            yield from self._knowledge.confirm_contracts()
            for each in new:
                yield from self._draft(each)
        except InvalidRequest:
            raise  # The call is wrong: none of it is sent.
        except CrossbookError as error:
            self._unsent([each.position for each in new], unready(error, self._call))

    def _draft(self, each: Asked, *, newer_than: float | None = None) -> Plan[None]:
        match each:
            case Asked(order=NewOrder() as order, identity=OrderIdentity() as identity):
                made = yield from drafted(self._knowledge, order, identity, self._at, each.call, newer_than=newer_than)
                self._drafts[each.position] = made
            case _:
                """One that was handed in prepared is never signed anew."""

    def _find_handed_in(self) -> Plan[None]:
        """Look for orders that were prepared before: whoever prepared them may have sent them. One that may be there is not sent."""
        handed = {each.position: each.order for each in self._asked if isinstance(each.order, PreparedOrder)}
        if not handed or self._stop:
            return
        found = yield from look_for(tuple(handed.values()))
        for position, made in handed.items():
            problem = found.problems.get(made.order.market_id)
            why = "it may have been sent before, so it was looked up, and was not sent now"
            evidence = Evidence(operation=_OPERATION, sent=None, received=None, problem=why if problem is None else f"{why}: {problem}")
            outcome = judge_listed(made, found.rows, evidence)
            if outcome is None and problem is not None:
                outcome = PlaceUnknown(order=made, evidence=evidence)
            if outcome is not None:
                self._outcomes[position] = outcome

    def _place(self, chunk: Sequence[Asked]) -> Plan[None]:
        """Sign and send up to ten orders, and look up those of which the reply does not prove what became."""
        ready: dict[int, PreparedOrder] = {}
        for each in chunk:
            try:
                ready[each.position] = yield from self._prepared(each)
            except CrossbookError as error:
                self._unsent([each.position], unready(error, each.call))
        if not ready:
            return
        orders, account = tuple(ready.values()), self._knowledge.desk.account
        request = bindings.place_batch(orders=tuple(made.entry(account.environment, account.contracts) for made in orders))
        # Entries are told apart by the names that they carry: a reply that lacks one still proves the others.
        entries = request.read_as(tuple[bindings.PlaceBatchResult, ...])
        result = believed(entries, (yield from ask(entries, identical=True)))
        if isinstance(result, NotSent | Refused):
            self._not_taken(ready, result)
            return
        if isinstance(result, CrossbookError):
            outcomes = all_unknown(orders, evidence_of(request, result))
        else:
            outcomes = read_batch(orders, result.value, result, after_repeat=result.is_to_a_repeat)
        self._outcomes |= dict(zip(ready, map(without_signatures, outcomes), strict=True))
        yield from self._look_up(ready)
        if not isinstance(result, CrossbookError):
            named = {each.position: ready[each.position] for each in chunk if each.position in ready and each.is_named_by_caller}
            changed = yield from verified(named, self._outcomes, result.evidence)
            self._outcomes |= {position: without_signatures(outcome) for position, outcome in changed.items()}
        if isinstance(result, CrossbookError) and any(isinstance(self._outcomes[position], PlaceUnknown) for position in ready):
            self._stop = "nothing more was sent, because it is unknown what became of orders before this one"

    def _prepared(self, each: Asked) -> Plan[PreparedOrder]:
        if isinstance(each.order, PreparedOrder):
            return each.order
        if each.position not in self._drafts:
            yield from self._draft(each)
        return (yield from signed(self._knowledge.desk, self._drafts[each.position], each.call))

    def _unsent(self, positions: Iterable[int], error: NotSent | Refused) -> None:
        """Write down that orders were not sent. What the venue said of one before stays."""
        for position in positions:
            self._outcomes.setdefault(position, _not_sent(self._asked[position].name, error.message))
        self._stopped_by = error

    def _not_taken(self, positions: Iterable[int], error: NotSent | Refused) -> None:
        """Write down that a whole request was not sent, or refused."""
        if isinstance(error, NotSent):
            self._unsent(positions, error)
        else:
            words, reason = error.venue_text, NotPlacedReason.REFUSED
            self._outcomes |= {
                position: NotPlaced(reason=reason, venue_text=words, user_reference=self._asked[position].name) for position in positions
            }
        self._stopped_by = error
        # A 400 is about the body of this request. Anything else would meet the next one, too.
        if error.status != _BAD_REQUEST:
            self._stop = f"nothing more was sent: {error.message}"

    def _look_up(self, ready: dict[int, PreparedOrder]) -> Plan[None]:
        doubtful = {position: outcome for position in ready if isinstance(outcome := self._outcomes[position], PlaceUnknown)}
        if not doubtful:
            return
        found = yield from look_for([ready[position] for position in doubtful])
        for position, outcome in doubtful.items():
            # That it is not there proves nothing: it may still be on its way.
            self._outcomes[position] = judge_listed(ready[position], found.rows, outcome.evidence) or outcome

    def _place_again(self, refused: Sequence[Asked]) -> Plan[None]:
        """Read the markets of orders that were refused as badly signed again, and sign those anew whose market has changed. Once."""
        before = {each.position: self._drafts[each.position] for each in refused}
        read_at = {made.order.market_id: self._knowledge.read_at(made.order.market_id) for made in before.values()}
        changed: list[Asked] = []
        for each in refused:
            made = before[each.position]
            try:
                yield from self._draft(each, newer_than=read_at[made.order.market_id])
            except CrossbookError:
                continue
            if self._drafts[each.position].digest != made.digest:
                changed.append(each)
        # What waits in the same markets is worked out anew when its turn comes.
        self._drafts = {
            position: made for position, made in self._drafts.items() if position in self._outcomes or made.order.market_id not in read_at
        }
        if changed:
            yield from self._place(changed)


def _not_sent(name: str, problem: str) -> NotPlaced:
    return NotPlaced(reason=NotPlacedReason.NOT_SENT, user_reference=name, problem=problem)
