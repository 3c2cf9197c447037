"""Best and average prices at 4casters, and what was matched: in our words, and how they are read. Pure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import msgspec

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.judging import answer_to, ask_or_raise
from crossbook.core.steps import Plan
from crossbook.core.times import moment
from crossbook.fourcasters.amounts import money, odds_of, signed
from crossbook.fourcasters.identifiers import VENUE
from crossbook.prices import Odds
from crossbook_bindings.fourcasters import rest as bindings


class SidePrices(msgspec.Struct, frozen=True, kw_only=True):
    """What a taker gets on one side. None where nothing is offered, or the venue does not tell."""

    best: Odds | None
    """The best price."""
    average: Odds | None
    """The average of taking at least 500 USD of the book."""
    after_commission: Odds | None
    """The best price, after commission."""
    limit: Decimal | None
    """USD that can be bet at the best price."""


class AveragePrices(msgspec.Struct, frozen=True):
    """The prices of one game, in the view of whoever takes them. There are none of moneyline1x2."""

    venue_game: bindings.GameAveragePrice
    """The game and its prices in the venue's words."""

    @property
    def game_id(self) -> str | None:
        """The game: 24 hexadecimal digits."""
        return self.venue_game.id

    @property
    def starts_at(self) -> datetime | None:
        """When it starts."""
        return moment(self.venue_game.start)

    @property
    def matched_volume(self) -> Decimal | None:
        """USD matched in the game."""
        return money(self.venue_game.matchedVolume)

    @property
    def away_moneyline(self) -> SidePrices:
        """On the guests to win."""
        told = self._told
        return _side(
            told.bestAwayMoneyline, told.averageAwayMoneyline, told.bestAwayMoneylineWithCommission, told.bestAwayMoneylinePriceLimit
        )

    @property
    def home_moneyline(self) -> SidePrices:
        """On the hosts to win."""
        told = self._told
        return _side(
            told.bestHomeMoneyline, told.averageHomeMoneyline, told.bestHomeMoneylineWithCommission, told.bestHomeMoneylinePriceLimit
        )

    @property
    def away_spread(self) -> SidePrices:
        """On the guests at the main line."""
        told = self._told
        return _side(told.bestAwaySpread, told.averageAwaySpread, told.bestAwaySpreadWithCommission, told.bestAwaySpreadPriceLimit)

    @property
    def home_spread(self) -> SidePrices:
        """On the hosts at the main line."""
        told = self._told
        return _side(told.bestHomeSpread, told.averageHomeSpread, told.bestHomeSpreadWithCommission, told.bestHomeSpreadPriceLimit)

    @property
    def over(self) -> SidePrices:
        """On more points than the main total."""
        told = self._told
        return _side(told.bestOver, told.averageOver, told.bestOverWithCommission, told.bestOverPriceLimit)

    @property
    def under(self) -> SidePrices:
        """On fewer points than the main total."""
        told = self._told
        return _side(told.bestUnder, told.averageUnder, told.bestUnderWithCommission, told.bestUnderPriceLimit)

    @property
    def home_line(self) -> Decimal | None:
        """Points of the main spread, from the hosts' view."""
        return self._line(self._told.mainHomeSpread, self.venue_game.mainHomeSpread)

    @property
    def total_line(self) -> Decimal | None:
        """Points of the main total."""
        return self._line(self._told.mainTotal, self.venue_game.mainTotal)

    @property
    def _told(self) -> bindings.AveragePriceOdds:
        return self.venue_game.odds or bindings.AveragePriceOdds()

    def _line(self, *told: Decimal | None) -> Decimal | None:
        # The page has the lines beside the prices and among them.
        return next((signed(line) for line in told if line is not None), None)


def average_prices(league: str) -> Plan[tuple[AveragePrices, ...]]:
    """Read the prices of a league's games."""
    Call(VENUE, "getOddsForAveragePrice").name(league, "a league code")
    reply = yield from ask_or_raise(bindings.get_odds_for_average_price(leagueRequested=league))
    return tuple(AveragePrices(game) for game in reply.games)


def matched_volume(first: date, last: date | None) -> Plan[Decimal]:
    """Read what was matched on the whole venue, on some days."""
    call = Call(VENUE, "getMatchedVolume")
    days = (first, first if last is None else last)
    for day in days:
        # (A datetime is a date to Python, and a moment here: which day of the venue's it is of, nobody has said.)
        if not is_a(day, date) or is_a(day, datetime):
            raise call.invalid(expected="a datetime.date, a day of US Eastern time", found=day)
    if days[1] < days[0]:
        raise call.invalid(expected="a last day that is not before the first", found=days[1])
    result = yield from answer_to(bindings.get_matched_volume(startDate=days[0].isoformat(), endDate=days[1].isoformat()))
    told = result.value.data
    if (told.startDate, told.endDate) not in {(days[0].isoformat(), days[1].isoformat()), (None, None)}:
        raise result.doubt("it is about other days than those that were asked for")
    volume = money(told.matchedVolume)
    if volume is None:
        raise result.doubt("a volume is 0 or more")
    return volume


def _side(best: Decimal | None, average: Decimal | None, after_commission: Decimal | None, limit: Decimal | None) -> SidePrices:
    return SidePrices(best=odds_of(best), average=odds_of(average), after_commission=odds_of(after_commission), limit=money(limit))
