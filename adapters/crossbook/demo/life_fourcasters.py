"""One order's whole life at 4casters, with the synchronous client."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from crossbook import Edited, EditOutcome, Odds, Placed, PlaceOutcome
from crossbook.demo.moments import Moment, Outcome
from crossbook.demo.tables import amount
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.sandbox import Fault, FourcastersSandbox

_RISK: Final = Decimal(100)
_TAKEN: Final = Decimal(42)


def live(venue: FourcastersSandbox) -> tuple[Moment, ...]:
    """Quote, let somebody take a part, move what is left twice, once without hearing of it, and pull it."""
    game = venue.add_game(away="Visitors", home="Hosts")
    visitors, hosts = (side.id for side in game.participants)
    with Fourcasters(token=venue.token, base_url=venue.url) as client:
        life = _Life(client, venue)
        (placed,) = client.place_orders([_quote(game.id, hosts, 105, _RISK)])
        order_id = life.add("quoted", f"place_orders: {_RISK} USD at +105", placed, new_id(placed))

        taker = venue.trader("somebody else")
        taker.place(game.id, "moneyline", visitors, odds=-105, bet=_TAKEN * Decimal("1.05"))
        life.add("taken", f"somebody else takes {_TAKEN} USD of it", None, order_id)

        left = _RISK - _TAKEN
        edited = client.edit_order(order_id, _quote(game.id, hosts, 110, left), expected_remaining=left)
        order_id = life.add("moved", "edit_order: what is left, to +110", edited, new_id(edited))

        venue.fail_next(Fault.REPLY_LOST, "editOrder")
        lost = client.edit_order(order_id, _quote(game.id, hosts, 115, left))
        life.add("moved again", "edit_order: to +115; no reply", lost, order_id)

        (resolved,) = client.resolve([lost])
        order_id = life.add("resolved", "resolve: looks both orders up", resolved, new_id(resolved))

        life.add("pulled", "cancel_order", client.cancel_order(order_id), order_id)
        matched = sum((bet.risk or Decimal(0) for bet in client.matched_bets()), Decimal(0))
        life.add("gone", f"matched_bets: {amount(matched.normalize())} USD stay", None, order_id)
        return tuple(life.moments)


def new_id(outcome: PlaceOutcome | EditOutcome) -> str:
    """Give the id under which an order rests after a placement or an edit. Raises RuntimeError where none does."""
    placed = outcome.new if isinstance(outcome, Edited) else outcome
    if not isinstance(placed, Placed) or placed.order_id is None:
        message = f"expected an order that rests, found {outcome!r}"
        raise RuntimeError(message)
    return placed.order_id


class _Life:
    def __init__(self, client: Fourcasters, venue: FourcastersSandbox) -> None:
        self._client = client
        self._venue = venue
        self.moments: list[Moment] = []

    def add(self, name: str, done: str, outcome: Outcome | None, order_id: str) -> str:
        """Note a moment, with what the venue lists now; give the order's id back."""
        listed = [f"{amount(order.remaining)} at {_signed(order.odds)}" for order in self._client.open_orders()]
        # Nothing else rests in this sandbox.
        rests = bool(self._venue.open_order_ids())
        self.moments.append(Moment.of(name, done, outcome, order_id, listed, rests=rests))
        return order_id


def _signed(odds: Decimal | None) -> str:
    return "?" if odds is None else f"{odds:+f}"


def _quote(game_id: str, side: str, odds: int, risk: Decimal) -> NewOrder:
    return NewOrder(game_id=game_id, market_type="moneyline", side=side, odds=Odds.from_american(odds), risk=risk)
