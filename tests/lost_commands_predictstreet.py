"""Commands to PredictStreet of which no reply came, and what its lists say."""

from __future__ import annotations

from typing import Any

import attrs
from accounts import Clients, uuids
from desks import Desk
from replies import Answer, Replies, said
from signed_orders import ACCOUNT, IDENTITY, order, prepared

from crossbook import CancelUnknown, Evidence, NotCancelledReason, PlaceUnknown
from crossbook.predictstreet import PredictStreet

ID, OTHER, THIRD = uuids(3)
REASON = NotCancelledReason
NAME, MARKET = "quote-7", "NC26-BIN-83479265"
EVIDENCE = Evidence(operation="cancelBatch", sent="POST /api/orders/cancel-batch", received=None, problem="no complete reply came")
PLACING = Evidence(operation="placeOrder", sent="POST /api/orders/place", received=None, problem="no complete reply came")
UNKNOWN = CancelUnknown(order_id=ID, evidence=EVIDENCE)
NAMED = attrs.evolve(IDENTITY, client_order_id=NAME)
UNPLACED = PlaceUnknown(order=prepared(order(quantity=100), identity=NAMED), evidence=PLACING)
STRANGER = "0x" + "22" * 20


def predictstreet(clients: Clients) -> PredictStreet:
    return clients.predictstreet(user_wallet=ACCOUNT.wallet)


def desk(venue: Replies) -> Desk:
    made = Desk(venue)
    made.tell("/open", page())
    made.tell("/history", page())
    return made


def row(status: str | None = "OPEN", order_id: str = ID, **members: Any) -> dict[str, Any]:
    """Write one order: 100 tokens, of which 40 are matched, where its state allows."""
    made = {"id": order_id, "marketId": MARKET, "side": "buy", "outcome": "0", "price": "0.42", "quantity": "100"}
    filled, remaining = {"FILLED": ("100", "0"), "REJECTED": ("0", "0")}.get((status or "").upper(), ("40", "60"))
    made |= {"filledQty": filled, "remainingQty": remaining}
    return made | {"status": status, "clientOrderId": NAME, "timeInForce": "gtc"} | members


def page(*rows: dict[str, Any], following: str | None = None) -> Answer:
    return said({"walletAddress": ACCOUNT.wallet, "orders": [*rows], "nextCursor": following})


def of_another(answer: Answer) -> Answer:
    """List the same for another wallet."""
    return Answer(body=answer.body.replace(ACCOUNT.wallet.encode(), STRANGER.encode()))


def no_order() -> Answer:
    return said({"code": "order_not_found", "message": "no such order"}, 404)
