"""Cancels over REST, as plans: our words into the venue's, and its replies into outcomes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from typing import Final, Literal, TypeAlias

import attrs
from msgspec import UNSET

from crossbook.core.checks import Call
from crossbook.core.correlation import complete, malformed, misplaced, unknown, with_malformed
from crossbook.core.judging import Plan, Reply, Source, answer_to, ask, evidence_of, is_documented
from crossbook.errors import CrossbookError, NotSent, Refused
from crossbook.fourcasters.identifiers import VENUE, check_game, is_object_id, same
from crossbook.fourcasters.orders.entries import SingleVerdict, Verdict, Verdicts, named_by, outcome_of
from crossbook.fourcasters.orders.scopes import read_scope
from crossbook.outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason, ScopeOutcomes
from crossbook_bindings.fourcasters.rest import (
    cancel,
    cancel_all_for_league,
    cancel_all_orders,
    cancel_all_orders_for_game,
    cancel_by_reference,
    cancel_multiple,
)
from crossbook_bindings.runtime import Request

GameCancelType: TypeAlias = Literal["moneyline", "spread", "total"]
"""The market types that the REST form can be narrowed to. `moneyline1x2` is not one of them; on the orders socket it is."""

_GAME_CANCEL_TYPES: Final = ("moneyline", "spread", "total")

_BY_STATUS: Final = {
    400: NotCancelledReason.MALFORMED_ID,
    403: NotCancelledReason.NOT_OWNED,
    409: NotCancelledReason.ALREADY_TERMINAL,
}
"""pages/rest/orders/cancel-order.mdx: what each status of the single cancel says about its one order."""


@attrs.frozen(kw_only=True)
class LeagueCancelAcknowledged:
    """The venue has taken in a cancel of a whole league, and works on it in the background. It names no orders."""

    league: str

    @property
    def may_be_open(self) -> Literal[True]:
        """Always True: which orders are gone, and when, shows only in `open_orders` or on the user feed."""
        return True


def cancel_order(order_id: str) -> Plan[CancelOutcome]:
    """Cancel one order."""
    Call(VENUE, "cancel").order_id(order_id)
    if not is_object_id(order_id):
        return malformed(order_id)
    request = cancel(sessionID=order_id).read_as(SingleVerdict)
    result = yield from ask(request)
    match result:
        case NotSent():
            raise result
        case Refused(status=status):
            reason = _BY_STATUS.get(status or 0)
            if reason is None:
                raise result
            if result.body and not is_documented(request, result):
                # The page of a gateway, or its `{"message": "Forbidden"}`, is not the venue's answer: it proves nothing.
                return CancelUnknown(order_id=order_id, evidence=evidence_of(request, result))
            return NotCancelled(order_id=order_id, reason=reason, venue_text=result.venue_text)
        case CrossbookError():
            return CancelUnknown(order_id=order_id, evidence=evidence_of(request, result))
        case Reply(value=reply):
            named = named_by(reply.data)
            outcome = outcome_of(order_id, reply.data, result.blot) if named is None or same(named) == same(order_id) else None
            problem = "it does not say what became of the order that was sent"
            return outcome or CancelUnknown(order_id=order_id, evidence=result.evidence(problem))


def cancel_orders(order_ids: Iterable[str]) -> Plan[tuple[CancelOutcome, ...]]:
    """Cancel a list of orders; the reply is positional."""
    asked = Call(VENUE, "cancelMultiple").order_ids(order_ids, same=same)
    sendable = tuple(order_id for order_id in asked if is_object_id(order_id))
    if not sendable:
        return with_malformed(asked, (), well_formed=is_object_id)
    request = cancel_multiple(sessionIDs=sendable).read_as(Verdicts)
    result = yield from ask(request)
    match result:
        case Reply(value=reply):
            outcomes = _read_positions(sendable, reply.data, result)
        case CrossbookError():
            outcomes = unknown(sendable, evidence_of(request, result))
            if isinstance(result, NotSent | Refused):
                result.outcomes = with_malformed(asked, outcomes, well_formed=is_object_id)
                raise result
    return with_malformed(asked, outcomes, well_formed=is_object_id)


def cancel_by_references(game_id: str, user_references: Iterable[str]) -> Plan[ScopeOutcomes]:
    """Cancel every open order of a game that carries one of the references."""
    call = Call(VENUE, "cancelByReference")
    check_game(call, game_id)
    references = call.names(user_references, "user references")
    if not references:
        return ScopeOutcomes()
    return (yield from _scope(cancel_by_reference(gameID=game_id, userReferences=tuple(dict.fromkeys(references)))))


def cancel_game(game_id: str, market_type: GameCancelType | None) -> Plan[ScopeOutcomes]:
    """Cancel every open order of a game, or of one market type in it."""
    call = Call(VENUE, "cancelAllOrdersForGame")
    check_game(call, game_id)
    if market_type is not None:
        what = "a market type that this form can be narrowed to (for moneyline1x2 use the orders socket, or cancel by id)"
        call.choice(market_type, _GAME_CANCEL_TYPES, what)
    return (yield from _scope(cancel_all_orders_for_game(gameID=game_id, type=UNSET if market_type is None else market_type)))


def cancel_league(league: str) -> Plan[LeagueCancelAcknowledged]:
    """Have every open order of a league cancelled in the background."""
    Call(VENUE, "cancelAllForLeague").name(league, "a league code")
    result = yield from answer_to(cancel_all_for_league(league=league))
    if result.value.data.ordersReceived is not True:
        raise result.doubt("it does not acknowledge the cancel")
    return LeagueCancelAcknowledged(league=league)


def cancel_everything() -> Plan[ScopeOutcomes]:
    """Cancel every open order of the account."""
    return (yield from _scope(cancel_all_orders()))


def _scope(request: Request[object, object]) -> Plan[ScopeOutcomes]:
    result = yield from answer_to(request.read_as(Verdicts))
    return read_scope(result.value.data, result)


def _read_positions(asked: tuple[str, ...], entries: tuple[Verdict, ...], source: Source) -> tuple[CancelOutcome, ...]:
    named = [entry.sessionID for entry in entries]
    problem = misplaced(asked, named, same=same)
    if problem is not None:
        return unknown(asked, source.evidence(problem))
    outcomes = list(map(outcome_of, asked, entries, repeat(source.blot)))
    for position, outcome in enumerate(outcomes) if None in named else ():
        # A success must name its order: position alone can vouch for a refusal, not for a cancel.
        if named[position] is None and isinstance(outcome, Cancelled):
            outcomes[position] = None
    return complete(asked, outcomes, lambda: source.evidence("it does not say what became of every order that was sent"))
