"""Commands of the orders socket, as plans: our words into the venue's, and its replies into outcomes. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal, TypeAlias, cast

from msgspec import UNSET

from crossbook.core.absent import given
from crossbook.core.checks import Call
from crossbook.core.correlation import by_order, complete, malformed, unknown, with_malformed
from crossbook.errors import CrossbookError, NotSent, Refused
from crossbook.fourcasters.account import HeartbeatAck
from crossbook.fourcasters.identifiers import VENUE, check_game, is_object_id, same
from crossbook.fourcasters.orders.entries import named_by, outcome_of
from crossbook.fourcasters.orders.order import NewOrder
from crossbook.fourcasters.orders.placing import PlaceOutcome, checked, places_unknown, read_places
from crossbook.fourcasters.orders.reasons import is_failure_of_the_venue, reason_of
from crossbook.fourcasters.orders.scopes import read_scope
from crossbook.fourcasters.socket.envelopes import SocketPlan, SocketReply, ask, evidence_of
from crossbook.outcomes import CancelOutcome, CancelUnknown, NotCancelled, ScopeOutcomes
from crossbook_bindings.fourcasters.orders_socket import commands, models
from crossbook_bindings.runtime import SocketCommand

SocketMarketType: TypeAlias = Literal["moneyline", "spread", "total", "moneyline1x2"]
"""The market types that a cancel of a game can be narrowed to on the orders socket."""

_MARKET_TYPES: Final = ("moneyline", "spread", "total", "moneyline1x2")


def cancel_order(correlation_id: str, order_id: str) -> SocketPlan[CancelOutcome]:
    """Cancel one order. The envelope's error is the ordinary form of a failure here."""
    Call(VENUE, "cancelById").order_id(order_id)
    if not is_object_id(order_id):
        return malformed(order_id)
    command = commands.cancel_by_id(models.CancelByIdRequest(requestID=correlation_id, orderId=order_id))
    result = yield from ask(command)
    match result:
        case NotSent():
            raise result
        case Refused(venue_text=words) if not is_failure_of_the_venue(words):
            return NotCancelled(order_id=order_id, reason=reason_of(words), venue_text=words)
        case CrossbookError():
            return CancelUnknown(order_id=order_id, evidence=evidence_of(command, result))
        case SocketReply(value=reply):
            # One command, one entry: an entry without an id can only be about this order.
            entries = [(named_by(entry) or order_id, entry) for entry in reply.data] if len(reply.data) == 1 else _named(reply.data)
            found = by_order([order_id], [(name, outcome_of(order_id, entry, result.blot)) for name, entry in entries], same=same)
            problem = "it does not say what became of the order that was sent"
            return found.get(order_id) or CancelUnknown(order_id=order_id, evidence=result.evidence(problem))


def cancel_orders(correlation_id: str, order_ids: Iterable[str]) -> SocketPlan[tuple[CancelOutcome, ...]]:
    """Cancel a list of orders. One entry for each is promised, their order is not: they are matched by id."""
    asked = Call(VENUE, "cancelMultiple").order_ids(order_ids, same=same)
    # What a malformed id does here is undocumented; over REST it fails the whole batch.
    sendable = tuple(order_id for order_id in asked if is_object_id(order_id))
    if not sendable:
        return with_malformed(asked, (), well_formed=is_object_id)
    command = commands.cancel_multiple(models.CancelMultipleRequest(requestID=correlation_id, orderIDs=sendable))
    result = yield from ask(command)
    match result:
        case SocketReply(value=reply):
            ours = {same(order_id): order_id for order_id in sendable}
            read = [(name, outcome_of(ours.get(same(name), name), entry, result.blot)) for name, entry in _named(reply.data)]
            problem = "it does not say what became of every order that was sent"
            found = by_order(sendable, read, same=same)
            outcomes = complete(sendable, [found.get(order_id) for order_id in sendable], lambda: result.evidence(problem))
        case CrossbookError():
            outcomes = unknown(sendable, evidence_of(command, result))
            if isinstance(result, NotSent | Refused):
                result.outcomes = with_malformed(asked, outcomes, well_formed=is_object_id)
                raise result
    return with_malformed(asked, outcomes, well_formed=is_object_id)


def cancel_game(
    correlation_id: str, game_id: str, *, market_type: SocketMarketType | None, side: str | None, market: str | None
) -> SocketPlan[ScopeOutcomes]:
    """Cancel every open order of a game, or those of one market, side or both in it."""
    call = Call(VENUE, "cancelAllByGame")
    check_game(call, game_id)
    if market_type is not None:
        call.choice(market_type, _MARKET_TYPES, "a market type")
    payload = models.CancelAllByGameRequest(
        requestID=correlation_id,
        gameId=game_id,
        type=UNSET if market_type is None else market_type,
        side=UNSET if side is None else call.name(side, "a side"),
        market=UNSET if market is None else call.name(market, "a market"),
    )
    return (yield from _scope(commands.cancel_all_by_game(payload)))


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
    return HeartbeatAck(timeout_seconds=timeout_seconds, server_time=given(result.value.data.serverTime))


def _scope(command: SocketCommand[models.CancelReply]) -> SocketPlan[ScopeOutcomes]:
    result = yield from ask(command)
    if isinstance(result, CrossbookError):
        raise result
    return read_scope(result.value.data, result)


def _named(entries: Iterable[models.CancelEntry]) -> list[tuple[str, models.CancelEntry]]:
    return [(name, entry) for entry in entries if (name := named_by(entry)) is not None]


def _entries(reply: models.PlaceV3Reply) -> tuple[models.PlaceEntry, ...] | None:
    """Find the entries, plain or wrapped once more. None where there are none, or more than one set of them."""
    if reply.data is not None:
        return reply.data if reply.responses is None else None
    wrapped = () if reply.responses is None else reply.responses
    return wrapped[0].data if len(wrapped) == 1 and wrapped[0].requestID == reply.requestID else None


def _input(order: NewOrder) -> models.PlaceV3Order:
    return models.PlaceV3Order(
        gameId=order.game_id,
        bet=Decimal(order.risk),
        type=cast("models.MarketType", order.market_type),
        side=order.side,
        orderType=cast("models.OrderType", order.order_type),
        odds=Decimal(order.odds),
        market=UNSET if order.market is None else order.market,
        number=UNSET if order.line is None else Decimal(order.line),
        userReference=UNSET if order.user_reference is None else order.user_reference,
    )
