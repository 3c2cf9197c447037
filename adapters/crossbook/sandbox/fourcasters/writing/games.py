"""Games, without prices and in the short form that orders and bets carry."""

from __future__ import annotations

from crossbook.sandbox.clock import Clock, timestamp
from crossbook.sandbox.fourcasters.market.games import FourcastersGame, Participant
from crossbook.sandbox.wire import JsonObject


def game(found: FourcastersGame, clock: Clock) -> JsonObject:
    """Write a Game."""
    return {
        "id": found.id,
        "parentGameID": found.parent_game_id,
        "cheapDataUID": f"{found.away.rotation_number}-{found.home.rotation_number}-{clock.wall_at(found.starts_at).date().isoformat()}",
        "league": found.league,
        "sport": found.sport,
        "start": timestamp(clock.wall_at(found.starts_at)),
        "ended": found.phase == "ended",
        "live": found.phase == "live",
        "featured": False,
        "eventName": found.event_name,
        "tournamentName": found.tournament_name,
        "periodName": found.period_name,
        "isSpecials": found.is_specials,
        "participants": [participant(found.away, "away"), participant(found.home, "home")],
    }


def summary(found: FourcastersGame, clock: Clock) -> JsonObject:
    """Write the GameSummary of an order or a bet."""
    return {
        "id": found.id,
        "league": found.league,
        "sport": found.sport,
        "start": timestamp(clock.wall_at(found.starts_at)),
        "ended": found.phase == "ended",
        "eventName": found.event_name,
        "isFutures": found.is_specials,
        "participants": [participant(found.away, "away"), participant(found.home, "home")],
    }


def graded(found: FourcastersGame, clock: Clock) -> JsonObject:
    """Write the game of a graded row: closed in the venue's own document, without what it does not list."""
    whole = game(found, clock)
    names = ("id", "league", "sport", "live", "isSpecials", "tournamentName", "periodName", "eventName", "ended", "start", "parentGameID")
    sides = [participant(found.away, "away", closed=True), participant(found.home, "home", closed=True)]
    return {**{name: whole[name] for name in names}, "participants": [*sides]}


def participant(side: Participant, home_away: str, *, closed: bool = False) -> JsonObject:
    """Write one side of a game. The venue's own document has no null here, and no pitcher where there is none."""
    shown: JsonObject = {
        "id": side.id,
        "longName": side.long_name,
        "shortName": side.short_name,
        "homeAway": home_away,
        "rotationNumber": side.rotation_number,
        "futuresSide": "",
    }
    if not closed:
        shown["mainPitcher"] = None
    return shown if side.score is None else {**shown, "score": side.score}
