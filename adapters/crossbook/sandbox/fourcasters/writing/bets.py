"""Fills and bets: in the reply to a place, while matched, and graded in both of the documents' forms."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from crossbook.sandbox.clock import Clock, timestamp
from crossbook.sandbox.fourcasters.market.bets import Bet, Settlement
from crossbook.sandbox.fourcasters.market.exchange import Exchange
from crossbook.sandbox.fourcasters.market.games import name
from crossbook.sandbox.fourcasters.market.odds import shown
from crossbook.sandbox.fourcasters.writing import games
from crossbook.sandbox.fourcasters.writing.orders import money, plus
from crossbook.sandbox.wire import JsonObject

# Samples of the REST page have at most three decimals, those of the socket's page as many as a double has.
REST_PLACES: Final = 3
SOCKET_PLACES: Final = 12
_CONDITIONAL: Final = ("userReference", "market", "number")


def fill(bet: Bet, exchange: Exchange, places: int) -> JsonObject:
    """Write a MatchedFill: the order named is the counterparty's."""
    names = name(exchange.games[bet.selection.key.game_id], bet.selection)
    written: JsonObject = {
        "amount": shown(bet.stake),
        "odds": bet.odds,
        "number": names.number,
        "type": bet.selection.key.type,
        "side": names.side,
        "market": names.market,
        "orderID": bet.other_order_id,
        "txID": bet.tx_id,
        "wagerRequestID": bet.wager_request_id,
        "userReference": bet.user_reference,
        "risk": plus(bet.risk, places),
        "win": plus(bet.win, places),
        "winWithoutCommission": plus(bet.gross, places),
    }
    return {member: value for member, value in written.items() if value is not None or member not in _CONDITIONAL}


def matched(bet: Bet, exchange: Exchange, clock: Clock) -> JsonObject:
    """Write a MatchedBet."""
    return {
        "id": bet.order_id,
        **_common(bet, exchange, clock),
        "bet": shown(bet.stake),
        "risk": money(bet.risk),
        "win": money(bet.win),
        "origin": bet.origin,
        "graded": False,
        "closed": False,
        "adminRefund": False,
        "game": games.summary(exchange.games[bet.selection.key.game_id], clock),
    }


def graded_row(bet: Bet, settlement: Settlement, exchange: Exchange, clock: Clock) -> JsonObject:
    """Write a GradedRow, as the service describes it."""
    key = bet.selection.key
    order = exchange.orders[bet.order_id]
    row: JsonObject = {
        "id": bet.order_id,
        "ticketNumber": bet.ticket,
        **_common(bet, exchange, clock),
        "bet": shown(bet.stake),
        **_settled(bet, settlement, clock),
        "outcome": _served_outcome(settlement),
        "origin": bet.origin,
        "closed": False,
        "cancelled": bet.origin == "offer" and order.matched < order.size,
        "graded": True,
        "wagerRequestID": bet.wager_request_id,
        "userReference": bet.user_reference,
        "platform": "api",
        "adminRefund": settlement.refunded,
        "game": games.graded(exchange.games[key.game_id], clock),
    }
    if bet.origin == "offer":
        expiry = None if order.expires_at is None else timestamp(clock.wall_at(order.expires_at))
        # Makers' rows always have both lines, takers' only the one that applies.
        row = {"spread": None, "total": None, **row, "takenRatio": shown(order.matched / order.size), "expiry": expiry}
    return {**row, "isPostArb": True} if bet.is_post_arb else row


def graded_wager(bet: Bet, settlement: Settlement, exchange: Exchange, clock: Clock) -> JsonObject:
    """Write a GradedWager, as the pages describe it."""
    written: JsonObject = {
        "id": bet.order_id,
        "ticketNumber": bet.ticket,
        **_common(bet, exchange, clock),
        "bet": shown(bet.stake),
        **_settled(bet, settlement, clock),
        "outcome": _page_outcome(settlement),
        "cancelled": False,
        "closed": False,
        "graded": True,
        "adminRefund": settlement.refunded,
        "platform": "api",
        "game": games.summary(exchange.games[bet.selection.key.game_id], clock),
    }
    written.pop("userReference", None)  # not among its members, unlike in the other two forms
    return written


def _common(bet: Bet, exchange: Exchange, clock: Clock) -> JsonObject:
    """Write what every form of a bet has."""
    key = bet.selection.key
    names = name(exchange.games[key.game_id], bet.selection)
    written: JsonObject = {
        "txID": bet.tx_id,
        "type": key.type,
        "odds": bet.odds,
        "createdAt": timestamp(clock.wall_at(bet.created_at)),
        "matchedTime": timestamp(clock.wall_at(bet.matched_at)),
    }
    match key.type:
        case "total":
            written |= {"total": names.number, "OU": names.side}
        case "moneyline1x2":
            written |= {"market": names.market, "side": names.side}
        case "spread":
            written |= {"spread": names.number, "participantID": names.side}
        case _:
            written |= {"participantID": names.side}
    return written if bet.user_reference is None else {**written, "userReference": bet.user_reference}


def _settled(bet: Bet, settlement: Settlement, clock: Clock) -> JsonObject:
    # The venue's own document: risk is stake and fee, win is gross winnings less fee, of the fee actually charged.
    return {
        "fee": money(settlement.fee),
        "risk": money(bet.stake + settlement.fee),
        "win": money(bet.gross - settlement.fee),
        "result": money(settlement.result),
        "settledAt": timestamp(clock.wall_at(settlement.at)),
    }


def _served_outcome(settlement: Settlement) -> str:
    words = {Fraction(1): "winner", Fraction(-1): "loser", Fraction(0): "refunded"}
    return words.get(settlement.share, "half-win" if settlement.share > 0 else "half-loss")


def _page_outcome(settlement: Settlement) -> str:
    """The pages know no halves: they count as what they are halves of."""
    if settlement.refunded:
        return "refund"
    return "push" if not settlement.share else "winner" if settlement.share > 0 else "loser"
