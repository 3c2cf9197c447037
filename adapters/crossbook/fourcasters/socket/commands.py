"""Commands of the orders socket, as plans: our words into the venue's, and its replies into outcomes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import UNSET

from crossbook.cancel_outcomes import CancelOutcome, CancelUnknown, NotCancelled, ScopeOutcomes
from crossbook.core.checks import Call
from crossbook.core.correlation import by_order, complete, distinct, in_order_asked, malformed, settled_by, untouched
from crossbook.core.instances import is_a
from crossbook.core.judging import Source
from crossbook.core.repetition import names_once
from crossbook.core.times import moment
from crossbook.errors import CrossbookError, NotSent, Refused
from crossbook.fourcasters.account import HeartbeatAck
from crossbook.fourcasters.identifiers import VENUE, check_game, is_object_id, same
from crossbook.fourcasters.orders.entries import named_by, outcome_of
from crossbook.fourcasters.orders.new_order import MARKET_TYPES, MarketType, NewOrder, american
from crossbook.fourcasters.orders.placing import checked, not_placed, places_unknown, read_places
from crossbook.fourcasters.orders.reasons import is_failure_of_the_venue, reason_of
from crossbook.fourcasters.orders.scopes import read_scope
from crossbook.fourcasters.socket.envelopes import SocketPlan, SocketReply, ask, evidence_of
from crossbook.fourcasters.socket.successes import successes
from crossbook.place_outcomes import PlaceOutcome
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters.orders_socket import commands, models
from crossbook_bindings.runtime import SocketCommand

_CANCEL_BY_ID: Final = Call(VENUE, "cancelById")
_OF_TOTALS: Final = ("over", "under")


def cancel_order(correlation_id: str, order_id: str) -> SocketPlan[CancelOutcome]:
    """Cancel one order. The envelope's error is the ordinary form of a failure here."""
    _CANCEL_BY_ID.order_id(order_id)
    if not is_object_id(order_id):
        return malformed(order_id)
    command = commands.cancel_by_id(models.CancelByIdRequest(requestID=correlation_id, orderId=order_id))
    result = yield from ask(command, distinct=_nothing_twice, at_sight=successes)
    match result:
        case NotSent():
            result.outcomes = untouched([order_id], result)
            raise result
        case Refused(venue_text=words) if not is_failure_of_the_venue(words):
            return NotCancelled(order_id=order_id, reason=reason_of(words), venue_text=words)
        case CrossbookError():
            return CancelUnknown(order_id=order_id, evidence=evidence_of(command, result))
        case SocketReply(value=reply):
            outcome = _of_one(order_id, reply.data, result)
            problem = "it does not say what became of the order that was sent"
            return outcome or CancelUnknown(order_id=order_id, evidence=result.evidence(problem))


def cancel_orders(correlation_id: str, order_ids: Iterable[str]) -> SocketPlan[tuple[CancelOutcome, ...]]:
    """Cancel a list of orders. One entry for each is promised, their order is not: they are matched by id."""
    asked = Call(VENUE, "cancelMultiple").order_ids(order_ids)
    # What a malformed id does here is undocumented; over REST it fails the whole batch.
    sendable = distinct(asked, well_formed=is_object_id, same=same)
    if not sendable:
        return in_order_asked(asked, (), (), same=same)
    command = commands.cancel_multiple(models.CancelMultipleRequest(requestID=correlation_id, orderIDs=sendable))
    result = yield from ask(command, distinct=_nothing_twice, at_sight=successes)
    if isinstance(result, CrossbookError):
        outcomes = settled_by(result, sendable, lambda: evidence_of(command, result))
    else:
        problem = "it does not say what became of every order that was sent"
        found = by_order(sendable, _read(sendable, result.value.data, result), same=same)
        outcomes = complete(sendable, [found.get(order_id) for order_id in sendable], lambda: result.evidence(problem))
    outcomes = in_order_asked(asked, sendable, outcomes, same=same)
    if isinstance(result, NotSent | Refused):
        result.outcomes = outcomes
        raise result
    return outcomes


def cancel_game(
    correlation_id: str, game_id: str, *, market_type: MarketType | None, side: str | None, market: str | None
) -> SocketPlan[ScopeOutcomes]:
    """Cancel every open order of a game, or those of one market, side or both in it."""
    call = Call(VENUE, "cancelAllByGame")
    check_game(call, game_id)
    if market_type is not None:
        call.choice(market_type, MARKET_TYPES, "a market type")
    if side is not None:
        _check_scope_side(call, market_type, side)
    payload = models.CancelAllByGameRequest(
        requestID=correlation_id,
        gameId=game_id,
        type=UNSET if market_type is None else market_type,
        side=UNSET if side is None else side,
        market=UNSET if market is None else call.name(market, "a market"),
    )
    return (yield from _scope(commands.cancel_all_by_game(payload), game_id, lambda entry: _is_other(entry.side, market_type, side)))


def _is_other(told: str | None, market_type: MarketType | None, side: str | None) -> bool:
    """Say whether an entry's side is none of those that a cancel was narrowed to."""
    total = told is not None and told.casefold() in _OF_TOTALS
    if told is None or not (total or is_object_id(told)):
        return False  # It says nothing that is known here.
    if side is not None and same(told) != same(side):
        return True
    return market_type is not None and total != (market_type == "total")


def _check_scope_side(call: Call, market_type: MarketType | None, side: str) -> None:
    """Check a side that a cancel is narrowed to. What the venue makes of any other word no page says: it may take in both sides."""
    total = is_a(side, str) and side in _OF_TOTALS
    if not is_a(side, str) or not (total or is_object_id(side)) or (market_type is not None and total != (market_type == "total")):
        expected = "a side: over or under (totals), or a participant's id of 24 hexadecimal digits (other markets)"
        raise call.invalid(expected=expected, found=side if market_type is None else f"{side} on {market_type}")


def cancel_everything(correlation_id: str) -> SocketPlan[ScopeOutcomes]:
    """Cancel every open order of the account."""
    return (yield from _scope(commands.cancel_all(models.CancelAllRequest(requestID=correlation_id))))


def place(correlation_id: str, orders: Iterable[NewOrder]) -> SocketPlan[tuple[PlaceOutcome, ...]]:
    """Place a batch of orders; the reply is positional, and comes in three forms."""
    call = Call(VENUE, "placeV3")
    wanted = checked(orders, operation=call.operation)
    for order in wanted:
        if order.expires_in_minutes is not None:
            raise call.invalid(expected="no expires_in_minutes: on the socket an order cannot have one", found=order.expires_in_minutes)
    if not wanted:
        return ()
    command = commands.place_v3(models.PlaceV3Request(requestID=correlation_id, orders=tuple(_input(order) for order in wanted)))
    result = yield from ask(command)
    if isinstance(result, NotSent | Refused):
        result.outcomes = not_placed(wanted, result)
        raise result
    if isinstance(result, CrossbookError):
        return places_unknown(wanted, evidence_of(command, result))
    entries = _entries(result.value)
    if entries is None:
        return places_unknown(wanted, result.evidence("it does not hold one set of entries"))
    return read_places(wanted, entries, result)


def heartbeat(correlation_id: str, timeout_seconds: int) -> SocketPlan[HeartbeatAck]:
    """Arm or renew the dead-man timer."""
    Call(VENUE, "heartbeat").whole(timeout_seconds, "seconds", least=1)
    payload = models.HeartbeatRequest(requestID=correlation_id, requestTimeout=Decimal(timeout_seconds))
    result = yield from ask(commands.heartbeat(payload))
    if isinstance(result, CrossbookError):
        raise result
    if result.value.data.type != "heartbeatAck":
        raise result.doubt("it does not acknowledge the heartbeat")
    told = result.value.data.timeoutSec
    # A signalling NaN cannot even be compared.
    if told is not None and (not told.is_finite() or told != timeout_seconds):
        raise result.doubt("it acknowledges another number of seconds than was sent")
    named = None if told is None else timeout_seconds
    return HeartbeatAck(timeout_seconds=timeout_seconds, told_seconds=named, server_time=moment(result.value.data.serverTime))


def _scope(
    command: SocketCommand[Venue, models.CancelReply],
    game_id: str | None = None,
    is_outside: Callable[[models.CancelEntry], bool] | None = None,
) -> SocketPlan[ScopeOutcomes]:
    result = yield from ask(command, distinct=_nothing_twice, at_sight=successes)
    if isinstance(result, CrossbookError):
        raise result
    return read_scope(result.value.data, result, game_id=game_id, is_outside=is_outside)


def _nothing_twice(text: bytes, reply: models.CancelReply) -> bool:
    # A name, a verdict, what came of the money, and why not: each must stand once where it stands, and no error beside them.
    verdicts = named = filled = remaining = described = 0
    for entry in reply.data:
        verdicts += entry.success is not None
        named += entry.orderID is not None
        filled += entry.filled is not None
        remaining += entry.remaining is not None
        described += entry.description is not None
    envelope = ((b'"requestID"', 1), (b'"data"', 1), (b'"error"', 0))
    money = ((b'"filled"', filled), (b'"remaining"', remaining))
    return names_once(text, *envelope, (b'"success"', verdicts), (b'"orderID"', named), (b'"description"', described), *money)


def _read(asked: Sequence[str], entries: Iterable[models.CancelEntry], source: Source) -> Iterator[tuple[str, CancelOutcome | None]]:
    """Read what entries say of orders, each by the name in it, spelled as it was sent."""
    ours = {same(order_id): order_id for order_id in asked}
    for entry in entries:
        name = named_by(entry)
        if name is not None:
            order_id = ours.get(same(name), name)
            yield order_id, outcome_of(order_id, entry, source.blot)


def _of_one(order_id: str, entries: Sequence[models.CancelEntry], source: Source) -> CancelOutcome | None:
    """Read a reply to the cancel of one order. A single entry that names no order can refuse this one, but a success must name it."""
    if len(entries) != 1:
        return by_order([order_id], _read([order_id], entries, source), same=same).get(order_id)
    name = named_by(entries[0])
    if name is not None and same(name) != same(order_id):
        return None
    outcome = outcome_of(order_id, entries[0], source.blot)
    return outcome if name is not None or isinstance(outcome, NotCancelled) else None


def _entries(reply: models.PlaceV3Reply) -> tuple[models.PlaceEntry, ...] | None:
    """Find the entries, plain or wrapped once more. None where there are none, or more than one set of them."""
    if reply.data is not None:
        return reply.data if reply.responses is None else None
    wrapped = reply.responses or ()
    return wrapped[0].data if len(wrapped) == 1 and wrapped[0].requestID == reply.requestID else None


def _input(order: NewOrder) -> models.PlaceV3Order:
    return models.PlaceV3Order(
        gameId=order.game_id,
        bet=Decimal(order.risk),
        type=order.market_type,
        side=order.side,
        orderType=order.order_type,
        odds=american(order),
        market=UNSET if order.market is None else order.market,
        number=UNSET if order.line is None else Decimal(order.line),
        userReference=UNSET if order.user_reference is None else order.user_reference,
    )
