"""Matched and graded bets at 4casters, in our words, and how they are read. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

import msgspec
from msgspec import UNSET

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.judging import answer_to, ask_or_raise
from crossbook.core.steps import Plan
from crossbook.core.times import in_utc, moment
from crossbook.fourcasters.amounts import money, odds_of, side_of, signed
from crossbook.fourcasters.identifiers import VENUE, check_game
from crossbook.fourcasters.orders.order import Order, resting_order
from crossbook.prices import Odds
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import PagedRequest, Unlisted

LONGEST_WINDOW: Final = timedelta(days=35)
"""sources/core-api.openapi.json: a longer window with a start is refused."""


class BetRow(msgspec.Struct, frozen=True):
    """What bets tell alike, in the caller's view."""

    venue_bet: bindings.MatchedBet | bindings.GradedRow | bindings.GradedWager | bindings.Bet
    """The bet in the venue's words."""

    @property
    def fill_id(self) -> str | None:
        """The venue's name for the fill. It tells bets apart; an order's id may stand on several."""
        return self.venue_bet.txID

    @property
    def user_reference(self) -> str | None:
        """The caller's name for the order."""
        bet = self.venue_bet
        return None if isinstance(bet, bindings.GradedWager) else bet.userReference or None

    @property
    def game_id(self) -> str | None:
        """The game: 24 hexadecimal digits."""
        return None if self.venue_bet.game is None else self.venue_bet.game.id

    @property
    def market_type(self) -> str | None:
        """moneyline, spread, total or moneyline1x2, or a word that no document lists."""
        return self.venue_bet.type

    @property
    def side(self) -> str | None:
        """A participant's id, over or under, yes or no."""
        return side_of(self.venue_bet)

    @property
    def market(self) -> str | None:
        """moneyline1x2 only: draw, or a participant's id."""
        return self.venue_bet.market

    @property
    def line(self) -> Decimal | None:
        """Points, on spreads and totals."""
        bet = self.venue_bet
        return bet.spread if bet.spread is not None else bet.total

    @property
    def odds(self) -> Odds | None:
        """What it pays. None where the venue tells none that can be."""
        return odds_of(self.venue_bet.odds)

    @property
    def risk(self) -> Decimal | None:
        """USD lost if it loses, with commission."""
        return money(self.venue_bet.risk)

    @property
    def win(self) -> Decimal | None:
        """USD won if it wins, after commission."""
        return money(self.venue_bet.win)

    @property
    def is_maker(self) -> bool | None:
        """Whether the caller's order rested, and was taken."""
        bet = self.venue_bet
        return None if isinstance(bet, bindings.GradedWager) or bet.origin is None else bet.origin == "offer"

    @property
    def matched_at(self) -> datetime | None:
        """When it was matched."""
        return moment(self.venue_bet.matchedTime)


class MatchedBet(BetRow, frozen=True):
    """A bet that was matched and is not graded."""


class GradedBet(BetRow, frozen=True):
    """A bet that was graded. It may come again with another result: the last one counts, by `fill_id`."""

    venue_bet: bindings.GradedRow | bindings.GradedWager
    """The bet in the venue's words."""

    @property
    def outcome(self) -> str | Unlisted | None:
        """How it ended, in the venue's word. Take money from `result`."""
        return self.venue_bet.outcome

    @property
    def fee(self) -> Decimal | None:
        """USD of commission that were charged."""
        return money(self.venue_bet.fee)

    @property
    def result(self) -> Decimal | None:
        """USD won or, below 0, lost. None where the venue does not know it."""
        return signed(self.venue_bet.result)

    @property
    def settled_at(self) -> datetime | None:
        """When it was settled."""
        return moment(self.venue_bet.settledAt)


class GameOrders(msgspec.Struct, frozen=True, kw_only=True):
    """What the account has in one game, graded bets left out."""

    resting: tuple[Order, ...]
    """Its orders that rest."""
    matched: tuple[MatchedBet, ...]
    """Its bets."""


def matched_bets() -> Plan[tuple[MatchedBet, ...]]:
    """List the account's bets that are not graded."""
    reply = yield from ask_or_raise(bindings.get_matched_bets())
    return tuple(MatchedBet(bet) for bet in reply.data.matchedBets)


def game_orders(game_id: str) -> Plan[GameOrders]:
    """List what the account has in a game."""
    check_game(Call(VENUE, "getOrdersForGame"), game_id)
    found = (yield from ask_or_raise(bindings.get_orders_for_game(gameID=game_id))).data
    return GameOrders(
        resting=tuple(resting_order(order) for order in found.unmatched), matched=tuple(MatchedBet(bet) for bet in found.matched)
    )


def game_liability(game_id: str) -> Plan[Decimal]:
    """Read what the account loses in a game at worst."""
    check_game(Call(VENUE, "getGameLiability"), game_id)
    result = yield from answer_to(bindings.get_game_liability(gameID=game_id))
    liability = result.value.data.liability
    if not liability.is_finite() or liability > 0:
        raise result.doubt("a liability is 0 or less")
    return liability


def graded_bets(starts: datetime | None, ends: datetime | None) -> Plan[tuple[GradedBet, ...]]:
    """List graded bets of games that started in a window."""
    call = Call(VENUE, "getGraded")
    first, last = (UNSET if given is None else _written(call, given) for given in (starts, ends))
    if starts is not None and ends is not None and not timedelta(0) < ends - starts <= LONGEST_WINDOW:
        raise call.invalid(expected=f"an end after the start, and at most {LONGEST_WINDOW.days} days after it", found=ends)
    reply = yield from ask_or_raise(bindings.get_graded(startDate=first, endDate=last))
    return tuple(GradedBet(row) for row in reply.data.graded)


def graded_since(
    since: datetime,
) -> PagedRequest[Venue, bindings.GetGradedSinceReply, bindings.GetGradedSinceData, bindings.GradedRow]:
    """Ask for what was settled after a moment, page by page."""
    return bindings.get_graded_since(since=_written(Call(VENUE, "getGradedSince"), since))


def _written(call: Call, moment_: datetime) -> str:
    if not is_a(moment_, datetime) or moment_.tzinfo is None:
        raise call.invalid(expected="a datetime that knows its offset from UTC", found=moment_)
    if (there := in_utc(moment_)) is None:
        raise call.invalid(expected="a datetime whose year in UTC is from 1 to 9999", found=moment_)
    return there.isoformat(timespec="milliseconds").replace("+00:00", "Z")
