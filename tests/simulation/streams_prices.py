"""The price feed of the model of 4casters, and its books over REST, written from the venue's pages on both. Imports nothing of ours."""

from __future__ import annotations

from typing import Any, Final, TypeAlias
from urllib.parse import parse_qs

import msgspec

from simulation.exchanges import Exchange, Said
from simulation.venue import Deployment
from simulation.wires import Line

AWAY, HOME = "66b000000000000000000001", "66b000000000000000000002"
SIDES: Final[tuple[tuple[dict[str, Any], dict[str, Any], str], ...]] = (
    ({"type": "moneyline", "participantID": AWAY}, {"type": "moneyline", "participantID": AWAY}, "awayMoneylines"),
    ({"type": "spread", "participantID": HOME, "spread": -3.5}, {"type": "spread", "participantID": HOME, "spread": -3.5}, "homeSpreads"),
    (
        {"type": "total", "participantID": None, "market": "main", "side": "under", "OU": "under", "total": 8.5, "spread": None},
        {"type": "total", "OU": "under", "total": 8.5},
        "under",
    ),
)
"""A side as the feed names it, as a book over REST does, and in which of its lists."""

State: TypeAlias = tuple[tuple[str, int], ...]
"""The offers of a side: order ids, with the stake that is left."""


class PriceStream:
    """Tells of every change of a side, whole, to whoever has asked for its game, or for nothing."""

    def __init__(self, games: tuple[str, ...], here: Deployment) -> None:
        self._here = here
        self._orders = 0
        self.ever: dict[tuple[str, int], list[State]] = {(game, side): [()] for game in games for side in range(len(SIDES))}
        """Every state that each side had."""
        self._games = games
        self._lines: dict[Line, list[str] | None] = {}
        self.routes = {("GET", "/exchange/v2/getOrderbook"): self._books}

    def change(self, game: str, side: int, what: float, which: float) -> None:
        """Place an order, take of one, or cancel one."""
        rows = [*self.ever[game, side][-1]]
        place = int(which * len(rows))
        if what < 0.45 or not rows:
            self._orders += 1
            rows.append((f"66c{self._orders:021x}", 100 + int(which * 50)))
        elif what < 0.75:
            rows[place] = rows[place][0], max(rows[place][1] // 2, 1)
        else:
            rows.pop(place)
        state = tuple(sorted(rows))
        if state == self.ever[game, side][-1]:
            return
        self.ever[game, side].append(state)
        for line, wanted in [*self._lines.items()]:
            if wanted is None or game in wanted:
                line.push(update(game, side, len(self.ever[game, side]) - 1, state))

    # ---- connections

    def opened(self, line: Line) -> None:
        self._lines[line] = None

    def gone(self, line: Line) -> None:
        self._lines.pop(line, None)

    def heard(self, line: Line, text: str) -> None:
        asks: dict[str, Any] = msgspec.json.decode(text)
        assert asks["type"] == "subscribe", asks
        before = self._lines[line]
        self._lines[line] = asks["gameIDs"] if asks["replace"] or before is None else [*before, *asks["gameIDs"]]

    # ---- REST

    def _books(self, exchange: Exchange) -> Said:
        game = parse_qs(exchange.target.partition("?")[2])["gameID"][0]
        lists: dict[str, Any] = {}
        for side, (_, about, name) in enumerate(SIDES):
            lists[name] = [_row(game, about, *order) for order in self.ever[game, side][-1]]
        return Said(status=200, payload={"data": {"games": [{"id": game, "league": "NBA", "ended": False, **lists}]}}, form="books")


def update(game: str, side: int, number: int, state: State) -> str:
    """Write what the feed tells of a side; `epoch`, of which no page says what it is, holds which of its states it is."""
    about = SIDES[side][0]
    rows = [_row(game, about, *order) for order in state]
    head = {"epoch": number, "gameID": game, "sport": "basketball", "league": "NBA", "live": False, **about}
    return msgspec.json.encode(["orderUpdate", {**head, "sideOrders": rows}]).decode()


def _row(game: str, about: dict[str, Any], order_id: str, stake: int) -> dict[str, Any]:
    return {"id": order_id, "sumUntaken": stake, "odds": 104, "bet": 265.2, "gameID": game, "takenRatio": 0, **about}
