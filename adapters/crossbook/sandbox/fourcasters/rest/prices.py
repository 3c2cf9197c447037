"""Average prices, and what has been matched on which day."""

from __future__ import annotations

from datetime import date, timedelta, timezone, tzinfo
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.market.odds import shown
from crossbook.sandbox.fourcasters.rest.replies import data, refused
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.fourcasters.writing.prices import average_prices
from crossbook.sandbox.rest_spec import Incoming


def average_price(state: State, _account: Account, incoming: Incoming) -> Answer:
    league = incoming.query.get("leagueRequested", "").lower()
    found = [game for game in state.exchange.games.values() if game.phase != "ended" and game.league.lower() == league]
    return Answer(200, {"games": [average_prices(game, state.exchange, state.clock) for game in found]})


def matched_volume(state: State, _account: Account, incoming: Incoming) -> Answer:
    asked = incoming.query.get("startDate", ""), incoming.query.get("endDate", "")
    start, end = _day(asked[0]), _day(asked[1])
    if start > end:
        raise refused(400, "startDate must not be after endDate")
    eastern = _eastern()
    # Both sides of a fill are counted, each with its stake before commission.
    volume = sum(
        (bet.stake for bet in state.exchange.bets if start <= state.clock.wall_at(bet.matched_at).astimezone(eastern).date() <= end),
        Fraction(0),
    )
    return data({"startDate": asked[0], "endDate": asked[1], "matchedVolume": shown(volume)})


def _day(value: str) -> date:
    try:
        found = date.fromisoformat(value)
    except ValueError as error:
        raise refused(400, f"expected a date YYYY-MM-DD, found {value!r}") from error
    if found.isoformat() != value:  # the standard library reads other forms as well
        raise refused(400, f"expected a date YYYY-MM-DD, found {value!r}")
    return found


def _eastern() -> tzinfo:
    """US-Eastern days; on a machine without time zones all year as in winter."""
    try:
        return ZoneInfo("America/New_York")
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=-5))
