"""What an edit at 4casters asks for, and the parts of which its replies are made."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from accounts import GAME, ORDER, OTHER
from replies import Replies, said

from crossbook import (
    Cancelled,
    EditOutcome,
)
from crossbook.fourcasters import Fourcasters, NewOrder

SIDE: Final = "66b000000000000000000001"
NEW: Final = NewOrder(game_id=GAME, market_type="spread", side=SIDE, line=Decimal("3.5"), odds=185, risk=100, user_reference="ref-2")
GONE: Final[dict[str, Any]] = {
    "success": True,
    "orderID": ORDER,
    "odds": 180,
    "filled": 30,
    "offered": 0,
    "remaining": 70,
    "side": SIDE,
    "number": 3.5,
    "gameID": GAME,
    "userReference": "ref-1",
    "description": "Away Team",
}
FAILED: Final[dict[str, Any]] = {"success": False, "orderID": ORDER, "description": "order already cancelled"}
RESTS: Final[dict[str, Any]] = {
    "orderID": OTHER,
    "wagerRequestID": "w2",
    "offered": 100,
    "odds": 185,
    "type": "spread",
    "side": SIDE,
    "number": 3.5,
    "userReference": "ref-2",
}
FILL: Final[dict[str, Any]] = {
    "amount": 40,
    "odds": 190,
    "number": 3.5,
    "type": "spread",
    "side": SIDE,
    "orderID": "66c000000000000000000009",
    "txID": "t1",
    "wagerRequestID": "w2",
    "userReference": "ref-2",
    "risk": 40.4,
    "win": 75.24,
    "winWithoutCommission": 76,
}
OLD: Final = Cancelled(ORDER, Decimal(30), Decimal(70), "ref-1", GAME)


def edited(venue: Replies, client: Fourcasters, data: Any, new: NewOrder = NEW, **guards: Any) -> EditOutcome:
    venue.will(said({"data": data}))
    return client.edit_order(ORDER, new, **guards)
