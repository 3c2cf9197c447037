"""One bet at 4casters, and what carries a name: in our words, and how they are looked up. Pure."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import UNSET

from crossbook.core.checks import Call
from crossbook.core.judging import answer_to, ask_or_raise
from crossbook.core.steps import Plan
from crossbook.core.times import moment
from crossbook.fourcasters.amounts import left_of, money, signed
from crossbook.fourcasters.bets import BetRow, GradedBet, MatchedBet
from crossbook.fourcasters.identifiers import VENUE, check_game, same
from crossbook.fourcasters.orders.order import Order, resting_order
from crossbook_bindings.fourcasters import rest as bindings


class AnyBet(BetRow, frozen=True):
    """One bet or resting order, whatever has become of it."""

    venue_bet: bindings.Bet
    """The bet in the venue's words."""

    @property
    def bet_id(self) -> str | None:
        """The venue's name for it, as in lists."""
        return self.venue_bet.id

    @property
    def wager_request_id(self) -> str | None:
        """The venue's name for the placement that it is of."""
        return self.venue_bet.wagerRequestID

    @property
    def state(self) -> Literal["resting", "matched", "graded"] | None:
        """What has become of it. The venue has no word for that, and it is read off what is told; None where that decides nothing."""
        bet = self.venue_bet
        if bet.graded:
            return "graded"
        if bet.matchedTime is not None or bet.risk is not None:
            return "matched"
        return None if bet.offered is None and bet.filled is None else "resting"

    @property
    def remaining(self) -> Decimal | None:
        """USD at risk that still rest. None for a bet, and where the venue does not tell."""
        return left_of(self.venue_bet.offered, self.venue_bet.filled) if self.state == "resting" else None

    @property
    def fee(self) -> Decimal | None:
        """USD of commission that were charged, once it is graded."""
        return money(self.venue_bet.fee)

    @property
    def result(self) -> Decimal | None:
        """USD won or, below 0, lost, once it is graded."""
        return signed(self.venue_bet.result)

    @property
    def settled_at(self) -> datetime | None:
        """When it was settled."""
        return moment(self.venue_bet.settledAt)


class NamedBets(msgspec.Struct, frozen=True, kw_only=True):
    """What carries a name: a reference of the caller's, or the venue's id for a placement."""

    resting: tuple[Order, ...] | None
    """Orders that rest. None where the venue does not look at these."""
    matched: tuple[MatchedBet, ...]
    """Bets that are not graded."""
    graded: tuple[GradedBet, ...]
    """Bets that are. The venue repeats no reference on them here."""


def get_bet(bet_id: str) -> Plan[AnyBet]:
    """Look a bet up by its id."""
    Call(VENUE, "getBetByID").name(bet_id, "a bet's id")
    result = yield from answer_to(bindings.get_bet_by_id(id=bet_id))
    bet = result.value.bet
    if bet.id is None or same(bet.id) != same(bet_id):
        raise result.doubt("it does not say that it is about the bet that was asked for")
    return AnyBet(bet)


def get_fill(fill_id: str) -> Plan[AnyBet]:
    """Look a bet up by the id of its fill."""
    Call(VENUE, "getBetByID").name(fill_id, "a fill's id")
    result = yield from answer_to(bindings.get_bet_by_id(id=UNSET, txID=fill_id))
    bet = result.value.bet
    # A placement's id is taken too, and gives one of its fills: only the fill that was asked for is an answer here.
    if bet.txID is None or same(bet.txID) != same(fill_id):
        raise result.doubt("it does not say that it is about the fill that was asked for")
    return AnyBet(bet)


def bets_by_reference(game_id: str, user_reference: str) -> Plan[NamedBets]:
    """List what carries a reference in a game."""
    call = Call(VENUE, "getBetByUserReference")
    check_game(call, game_id)
    call.name(user_reference, "a user reference")
    result = yield from answer_to(bindings.get_bet_by_user_reference(userReference=user_reference, gameID=game_id))
    found = result.value.data
    told = {order.userReference for order in found.unmatched} | {bet.userReference for bet in found.matched}
    if not told <= {None, "", user_reference}:
        raise result.doubt("it holds another reference than the one that was asked for")
    return _named(found, resting=tuple(map(resting_order, found.unmatched)))


def bets_by_request(wager_request_id: str) -> Plan[NamedBets]:
    """List the bets of one placement."""
    Call(VENUE, "getBetByWagerRequestID").name(wager_request_id, "a placement's id")
    reply = yield from ask_or_raise(bindings.get_bet_by_wager_request_id(wagerRequestID=wager_request_id))
    # pages/rest/user/get-bet-by-wager-request-id.mdx: what rests is never listed here.
    return _named(reply.data, resting=None)


def _named(found: bindings.BetBuckets, *, resting: tuple[Order, ...] | None) -> NamedBets:
    return NamedBets(resting=resting, matched=tuple(map(MatchedBet, found.matched)), graded=tuple(map(GradedBet, found.graded)))
