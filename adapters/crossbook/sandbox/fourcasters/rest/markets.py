"""Leagues, participants, games and order books."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.market.games import FourcastersGame
from crossbook.sandbox.fourcasters.rest.orders import resting
from crossbook.sandbox.fourcasters.rest.replies import data, refused
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.fourcasters.writing import games as written
from crossbook.sandbox.fourcasters.writing.books import Books
from crossbook.sandbox.rest_spec import Incoming
from crossbook.sandbox.wire import Json, text

_NOT_SPECIAL: Final = frozenset({"NFL-LIVE", "NBA-LIVE", "NCAAF-LIVE", "NCAAB-LIVE"})
_EVERY_LEAGUE: Final = "upcoming"


def leagues(state: State, _account: Account, incoming: Incoming) -> Answer:
    sport = incoming.query.get("sport")
    found = list(dict.fromkeys(game.league for game in _active(state) if _is(sport, game.sport)))
    listed: list[Json] = [*found]
    if any("LIVE" in league and league not in _NOT_SPECIAL for league in found):
        listed.append("LIVE")
    if (sport or "").lower() in ("soccer", "golf"):
        listed.append("all")
    return data({"availableLeagues": listed})


def participants(state: State, _account: Account, incoming: Incoming) -> Answer:
    future = incoming.query.get("active") == "true"
    listed: dict[str, Json] = {}
    for game in state.exchange.games.values():
        if future and game.phase != "upcoming":
            continue
        for side in game.participants:
            names: Json = {
                "participantID": side.id,
                "longName": side.long_name,
                "shortName": side.short_name,
                "league": game.league,
                "sport": game.sport,
            }
            listed.setdefault(side.id, names)
    return data({"participants": [*listed.values()]})


def games(state: State, _account: Account, incoming: Incoming) -> Answer:
    league, sport = incoming.query.get("league"), incoming.query.get("sport")
    if not league:
        raise refused(400, "league is required")
    found = [game for game in _active(state) if league.lower() == _EVERY_LEAGUE or _is(league, game.league)]
    return data({"games": [written.game(game, state.clock) for game in found if _is(sport, game.sport)]})


def orderbook(state: State, account: Account, incoming: Incoming) -> Answer:
    query, books = incoming.query, Books(state.exchange, state.clock, account.id)
    if "gameID" in query:
        game = state.look_at(query["gameID"])
        return data({"games": [] if game is None else [books.flat(game)]})
    if "league" not in query:  # undocumented
        raise refused(400, "gameID or league is required")
    found = _in_league(state, query["league"])
    return data({"games": [books.flat(game) for game in found if _is(query.get("sport"), game.sport)]})


def orderbook_v1(state: State, account: Account, incoming: Incoming) -> Answer:
    books = Books(state.exchange, state.clock, account.id)
    found = _in_league(state, text(incoming.body, "leagueRequested") or "")
    return data({"market": None, "games": [books.nested(game) for game in found]})


def single_orderbook(state: State, account: Account, incoming: Incoming) -> Answer:
    game = state.look_at(incoming.query.get("gameID", ""))
    if game is None:  # for an unknown game no status is documented but that of a missing one
        raise refused(400, "gameID is required")
    books = Books(state.exchange, state.clock, account.id)
    below = [child for child in state.exchange.games.values() if child.parent_game_id == game.id]
    own = tuple(order for order in state.exchange.open_orders(account.id) if order.league == game.league)
    return data(
        {
            "game": books.nested(game),
            # The shape of an item is undocumented: that of getUnmatched.
            "orderSummary": resting(state, own),
            "childGames": [books.nested(child) for child in below if not child.is_prop],
            "propGames": [books.nested(child) for child in below if child.is_prop],
        }
    )


def _active(state: State) -> Iterable[FourcastersGame]:
    return (game for game in state.exchange.games.values() if game.phase != "ended")


def _in_league(state: State, league: str) -> list[FourcastersGame]:
    return [game for game in _active(state) if _is(league, game.league)]


def _is(wanted: str | None, found: str) -> bool:
    """Whether a filter lets something pass; in any case of letters."""
    return wanted is None or wanted.lower() == found.lower()
