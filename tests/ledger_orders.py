"""An order of 4casters as a ledger is told of it: placed, filled, gone or unknown; and a clock for the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from crossbook import Evidence, Ledger, PlaceUnknown
from crossbook.fourcasters import NewOrder, OrderCancelled, OrderFilled, OrderPlaced
from crossbook_bindings.fourcasters.user_feed.models import UserEvent

GAME: Final = "66a000000000000000000001"
ORDER: Final = "66c000000000000000000001"
OTHER: Final = "66c000000000000000000002"
WAGER: Final = "66e000000000000000000001"
VENUE: Final = "fourcasters"


def about(reference: str | None = "mine", wager: str = WAGER) -> dict[str, Any]:
    told: dict[str, Any] = {"message_id": "7-0", "cursor": "7-0", "wager_request_id": wager, "user_reference": reference}
    told |= {"game_id": GAME, "league": "NBA", "market_type": "total", "side": "over", "market": None, "line": Decimal(41)}
    return told | {"odds": Decimal(-110), "happened_at": None, "venue_event": UserEvent(messageID="7-0")}


def placed(risk: int = 100, remaining: int = 100, order_id: str = ORDER, **more: Any) -> OrderPlaced:
    return OrderPlaced(**about(**more), order_id=order_id, risk=Decimal(risk), remaining=Decimal(remaining))


def filled(stake: int, remaining: int, fill_id: str = "f1", order_id: str = ORDER) -> OrderFilled:
    amount = Decimal(stake)
    return OrderFilled(
        **about(),
        order_id=order_id,
        fill_id=fill_id,
        stake=amount,
        risk=amount,
        win=amount,
        remaining=Decimal(remaining),
        is_over=not remaining,
    )


def gone(done: int, order_id: str = ORDER) -> OrderCancelled:
    return OrderCancelled(**about(), order_id=order_id, filled=Decimal(done))


def unknown(risk: int = 50, reference: str | None = "mine") -> PlaceUnknown:
    order = NewOrder(game_id=GAME, market_type="total", side="over", odds=-110, risk=risk, line=41, user_reference=reference)
    return PlaceUnknown(order=order, evidence=Evidence(operation="placeOrders", sent="...", received=None, problem="nothing came"))


class Clock:
    """A clock that a test owns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def clock() -> Clock:
    return Clock()


def ledger(clock: Clock) -> Ledger:
    return Ledger(clock=clock)


def resting(ledger: Ledger) -> Decimal:
    return sum((each.resting for each in ledger.exposure()), Decimal(0))


def matched(ledger: Ledger) -> Decimal:
    return sum((each.matched for each in ledger.exposure()), Decimal(0))


COUNT: Final = 90


def events() -> list[object]:
    """Give what a feed tells: orders, each placed, matched in parts and, but for some, cancelled."""
    told: list[object] = []
    for number in range(COUNT // 3):
        order_id = f"66c{number:021x}"
        told += [placed(order_id=order_id, reference=f"r{number}", wager=f"66e{number:021x}"), filled(30, 70, f"f{number}", order_id)]
        told.append(gone(30, order_id) if number % 10 else filled(20, 50, f"g{number}", order_id))
    return told
