"""What the price feed says of what happens on the exchange: orders, games, matched volume."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.fourcasters.market.bets import Bet
from crossbook.sandbox.fourcasters.market.exchange import Exchange
from crossbook.sandbox.fourcasters.market.games import FourcastersGame, Selection, name
from crossbook.sandbox.fourcasters.market.odds import shown
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder
from crossbook.sandbox.fourcasters.streaming.price_feed import PriceFeedRoom
from crossbook.sandbox.fourcasters.streaming.price_rows import Rows, owned, side_members
from crossbook.sandbox.fourcasters.writing import games
from crossbook.sandbox.fourcasters.writing.books import Books
from crossbook.sandbox.links import Frame
from crossbook.sandbox.wire import Json, JsonObject, dumps

_EPOCH: Final = 1234567
"""What `epoch` means is undocumented; it is that of the samples, so that nobody finds an order in it here."""


class PriceTeller:
    """Hears of the exchange, and tells the feed."""

    def __init__(self, exchange: Exchange, clock: Clock, room: PriceFeedRoom) -> None:
        self._exchange = exchange
        self._clock = clock
        self._room = room
        self._rows = Rows(clock, self._check_row)
        self._volumes: dict[str, Fraction] = {}

    # ---- hearing of what happens

    def placed(self, order: FourcastersOrder) -> None:
        self._order_update(order.selection)

    def filled(self, taker: Bet, maker: Bet, made: FourcastersOrder) -> None:
        game_id = made.game_id
        self._volumes[game_id] = self._volumes.get(game_id, Fraction(0)) + taker.stake + maker.stake
        if made.state != "open":
            self._rows.forget(made.id)
        self._order_update(made.selection)
        self._volume_update(self._exchange.games[game_id])

    def ended(self, order: FourcastersOrder) -> None:
        self._rows.forget(order.id)
        self._order_update(order.selection)

    def game_changed(self, game: FourcastersGame) -> None:
        if not len(self._room.choices):
            return
        accounts = frozenset(order.owner for order in self._exchange.open_orders(game_id=game.id))

        def written(account: str) -> Frame:
            return self._frame("gameUpdate", self._game(game, account))

        self._room.tell(game, "gameUpdate", _by_account(accounts, written))

    # ---- telling

    def _order_update(self, rested: Selection) -> None:
        """Tell of the side that takers of a selection's orders have."""
        if not len(self._room.choices):
            return
        game = self._exchange.games[rested.key.game_id]
        taken = name(game, rested.opposite)
        rows = [(order.owner, self._rows.text(order, left, game, taken)) for order, left in self._exchange.queue(rested)]
        head = self._head(game, rested, side_members(rested.key.type, taken))
        self._check("orderUpdate", ["orderUpdate", {**head, "sideOrders": []}])
        start = f'["orderUpdate",{dumps(head)[:-1]},"sideOrders":['

        def written(account: str) -> Frame:
            shown_rows = [owned(text, account) if owner == account else text for owner, text in rows]
            return Frame(f"{start}{','.join(shown_rows)}]}}]")

        self._room.tell(game, "orderUpdate", _by_account(frozenset(owner for owner, _ in rows), written))

    def _head(self, game: FourcastersGame, rested: Selection, side: JsonObject) -> JsonObject:
        head: JsonObject = {"epoch": _EPOCH, "gameID": game.id, "parentGameID": game.parent_game_id}
        head |= {"sport": game.sport, "league": game.league, "live": game.phase == "live", "type": rested.key.type, **side}
        if rested.key.type != "moneyline1x2":
            return {**head, **_main_lines(game)}
        if game.parent_game_id is None:  # left out in the samples of moneyline1x2, where those of a total have null
            del head["parentGameID"]
        return head

    def _volume_update(self, game: FourcastersGame) -> None:
        if not len(self._room.choices):
            return
        body: JsonObject = {"gameID": game.id, "parentGameID": game.parent_game_id, "league": game.league, "sport": game.sport}
        frame = self._frame("matchedVolumeUpdate", {**body, "matchedVolume": shown(self._volumes.get(game.id, Fraction(0)))})
        self._room.tell(game, "matchedVolumeUpdate", lambda _: frame)

    def _game(self, game: FourcastersGame, account: str) -> JsonObject:
        """Write a gameUpdate: the members of the sample, and on soccer the three-way market of the nested form.

        Two words are known for messageType. Which comes with a start that moves, or with a game that begins, is not said: its
        markets are open then, so that one.
        """
        whole = games.game(game, self._clock)
        names = ("id", "parentGameID", "league", "sport", "start", "ended")
        sides = [games.participant(game.away, "away", closed=True), games.participant(game.home, "home", closed=True)]
        return {
            **{member: whole[member] for member in names},
            "messageType": "marketClosed" if game.phase == "ended" else "marketOpen",
            "participants": [*sides],
            **Books(self._exchange, self._clock, account).sides_by_line(game),
            **_main_lines(game),
        }

    def _frame(self, message: str, body: JsonObject) -> Frame:
        frame: Json = [message, body]
        self._check(message, frame)
        return Frame(dumps(frame))

    def _check(self, message: str, frame: Json) -> None:
        self._room.journal.violated(message, "reply", *self._room.spec.frame_problems(message, frame))

    def _check_row(self, row: Json) -> None:
        self._room.journal.violated("orderUpdate", "reply", *self._room.spec.problems_of("OrderbookOrder", row))


def _main_lines(game: FourcastersGame) -> JsonObject:
    """Write the main lines: numbers on this feed."""
    spread = game.main_spread
    return {"mainHomeSpread": spread, "mainAwaySpread": None if spread is None else -spread, "mainTotal": game.main_total}


def _by_account(owners: frozenset[str], written: Callable[[str], Frame]) -> Callable[[str], Frame]:
    """Write a message once for each account that owns something in it, and once for all others."""
    known: dict[str, Frame] = {}

    def give(account: str) -> Frame:
        reader = account if account in owners else ""
        if reader not in known:
            known[reader] = written(reader)
        return known[reader]

    return give
