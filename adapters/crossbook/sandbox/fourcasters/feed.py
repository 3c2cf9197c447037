"""What each account is told of its own orders: the messages of the user feed, kept for its replay."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from crossbook.sandbox.clock import Clock, timestamp
from crossbook.sandbox.fourcasters.market.bets import Bet
from crossbook.sandbox.fourcasters.market.games import FourcastersGame, Selection, name
from crossbook.sandbox.fourcasters.market.odds import shown
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder
from crossbook.sandbox.fourcasters.writing.orders import plus
from crossbook.sandbox.wire import Json, JsonObject

Position: TypeAlias = tuple[int, int]
_CENTS = 2


class UserFeed:
    """Messages by account, oldest first. `game_of` finds the game that a message is about."""

    def __init__(self, clock: Clock, game_of: Callable[[str], FourcastersGame]) -> None:
        self._clock = clock
        self._game_of = game_of
        self._messages: dict[str, list[tuple[Position, JsonObject]]] = {}
        self._forgotten: dict[str, Position] = {}
        self._last: Position = (0, 0)
        self.on_message: Callable[[str, JsonObject], None] = lambda _account, _message: None
        """Told of each message, and whose it is."""

    # ---- hearing of what happens

    def placed(self, order: FourcastersOrder) -> None:
        self._tell(order.owner, order.selection, "offer", unmatched=_unmatched(order, Fraction(0), order.size, order.size))

    def filled(self, taker: Bet, maker: Bet, made: FourcastersOrder) -> None:
        # `filled` is of this event alone, `remaining` of the whole order.
        block = _unmatched(made, maker.stake, made.size, made.size - made.matched)
        self._tell(maker.account, maker.selection, "offer", unmatched=block, matched=self._matched(maker, made.id))
        self._tell(taker.account, taker.selection, "wager", matched=self._matched(taker, made.id))

    def ended(self, order: FourcastersOrder) -> None:
        self._tell(order.owner, order.selection, "offer", unmatched=_unmatched(order, order.matched, Fraction(0), Fraction(0)))

    def game_changed(self, game: FourcastersGame) -> None:
        """Nothing of a game itself is told here: no page has such a message."""

    # ---- replaying

    def replay(self, account: str, after: Position, before: Position | None) -> tuple[bool, list[Json]]:
        """Return whether everything after a message is still known, and what is."""
        messages = self._messages.get(account, [])
        within: list[Json] = [message for position, message in messages if position > after and (before is None or position < before)]
        return after >= self._forgotten.get(account, (0, 0)), within

    def forget(self, account: str, *, keep: int) -> None:
        """Let all messages but the newest few age out."""
        messages = self._messages.get(account, [])
        aged = messages[: max(0, len(messages) - keep)]
        if aged:
            self._forgotten[account] = aged[-1][0]
            self._messages[account] = messages[len(aged) :]

    def messages(self, account: str) -> tuple[JsonObject, ...]:
        return tuple(message for _, message in self._messages.get(account, []))

    def _tell(
        self, account: str, selection: Selection, origin: str, *, unmatched: JsonObject | None = None, matched: JsonObject | None = None
    ) -> None:
        game, now = self._game_of(selection.key.game_id), self._clock.wall()
        milliseconds = max(int(now.timestamp() * 1000), self._last[0])
        self._last = (milliseconds, self._last[1] + 1 if milliseconds == self._last[0] else 0)
        message: JsonObject = {
            "unmatched": unmatched,
            "matched": matched,
            "origin": origin,
            "gameID": game.id,
            "parentGameID": game.parent_game_id,
            "eventName": game.event_name.replace(" ", "-"),
            "league": game.league,
            "sport": game.sport,
            "live": game.phase == "live",
            "start": timestamp(self._clock.wall_at(game.starts_at)),
            "awayRotationNumber": game.away.rotation_number,
            "platform": "api",
            "createdAt": timestamp(now),
            "messageID": f"{self._last[0]}-{self._last[1]}",
        }
        self._messages.setdefault(account, []).append((self._last, message))
        self.on_message(account, message)

    def _matched(self, bet: Bet, made_id: str) -> JsonObject:
        """Write a MatchedBlock: the order named is the one that was hit, on both sides. Amounts are rounded each on its own."""
        names = name(self._game_of(bet.selection.key.game_id), bet.selection)
        block: JsonObject = {
            "txID": bet.tx_id,
            "orderID": made_id,
            "wagerRequestID": bet.wager_request_id,
            "amount": shown(bet.stake),
            "risk": plus(bet.risk, _CENTS),
            "win": plus(bet.win, _CENTS),
            "odds": bet.odds,
            "type": bet.selection.key.type,
            "side": names.side,
            "userReference": bet.user_reference,
        }
        optional: JsonObject = {"number": names.number, "market": names.market, "isPostArb": True if bet.is_post_arb else None}
        return {**block, **{member: value for member, value in optional.items() if value is not None}}


def _unmatched(order: FourcastersOrder, filled: Fraction, offered: Fraction, remaining: Fraction) -> JsonObject:
    block: JsonObject = {
        "filled": shown(filled),
        "offered": shown(offered),
        "remaining": shown(remaining),
        "orderID": order.id,
        "wagerRequestID": order.wager_request_id,
        "type": order.market_type,
        "side": order.side,
        "odds": order.odds,
    }
    optional: JsonObject = {
        "number": order.number,
        "market": order.market,
        "userReference": order.user_reference,
        "isPostArb": True if order.is_post_arb else None,
    }
    return {**block, **{member: value for member, value in optional.items() if value is not None}}
