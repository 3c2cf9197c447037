"""Replies of a hundred and of twenty entries, shaped like those that the venues document."""

from __future__ import annotations

import json
import uuid

ORDER_IDS = tuple(f"65b036dfb31407c2b6bc1c{number:02x}" for number in range(100))
UUIDS = tuple(str(uuid.UUID(int=number + 2**100)) for number in range(100))


def cancel_results(order_ids: tuple[str, ...]) -> bytes:
    """Write a cancelMultiple reply in which every order was cancelled, some part-filled."""
    entries = [
        {
            "success": True,
            "sessionID": order_id,
            "description": "Dallas Mavericks +3.5 -110",
            "odds": -110 - number,
            "filled": round(number * 1.37, 2),
            "offered": 0,
            "remaining": round(250 - number * 1.37, 2),
            "gameID": "65f0c3c24ef07d0008abc123",
            "userReference": f"mm-7f3a9c-{number:04d}",
        }
        for number, order_id in enumerate(order_ids)
    ]
    return json.dumps({"data": entries}, separators=(",", ":")).encode()


def batch_split(cancelled: tuple[str, ...], terminal: tuple[str, ...] = ()) -> bytes:
    """Write a cancel-batch reply."""
    return json.dumps({"cancelled": cancelled, "notCancelled": dict.fromkeys(terminal, "already_terminal")}, separators=(",", ":")).encode()


def place_request(count: int) -> bytes:
    """Write the body of a placement of so many orders, as our client does."""
    return json.dumps({"orders": [_placed_order(number) for number in range(count)]}, separators=(",", ":")).encode()


def place_results(order_ids: tuple[str, ...]) -> bytes:
    """Write the reply to it, in which every order rests."""
    entries: list[dict[str, object]] = [
        {
            "matched": [],
            "unmatched": {
                "orderID": order_id,
                "wagerRequestID": f"66e00000000000000000{number:04d}",
                "offered": 250,
                "odds": -110 - number,
                "type": "moneyline",
                "side": PARTICIPANT,
                "number": None,
                "userReference": REFERENCES[number],
            },
        }
        for number, order_id in enumerate(order_ids)
    ]
    return json.dumps({"data": {"createdSessions": entries}}, separators=(",", ":")).encode()


def batch_placed(request: bytes) -> bytes:
    """Answer a batch of PredictStreet's as it does that lets every order rest."""
    entries: list[dict[str, object]] = [
        {
            "orderId": UUIDS[number],
            "status": "OPEN",
            "filledQty": "0",
            "remainingQty": order["quantity"],
            "trades": [],
            "success": True,
            "clientOrderId": order["clientOrderId"],
        }
        for number, order in enumerate(json.loads(request)["orders"])
    ]
    return json.dumps(entries, separators=(",", ":")).encode()


CONTRACTS = {"exchange": "0x" + "e1" * 20, "negRiskExchange": "0x" + "e2" * 20}
MARKET = {
    "id": "78fe1d92-656c-4daf-af6c-c08baf7d6a1e",
    "symbol": "NC26-BIN-83479265",
    "slug": "will-it-rain",
    "conditionId": "0x" + "ab" * 32,
    "yesTokenId": "12345",
    "noTokenId": "98765",
    "status": "OPEN",
    "feeTakerBps": 140,
    "negRiskEligible": None,
}
GAME = "65f0c3c24ef07d0008abc123"
PARTICIPANT = "5c12bc1ce0daba000f47ba8b"
REFERENCES = tuple(f"mm-7f3a9c-{number:04d}" for number in range(100))


def _placed_order(number: int) -> dict[str, object]:
    order: dict[str, object] = {
        "gameID": GAME,
        "type": "moneyline",
        "side": PARTICIPANT,
        "odds": -110 - number,
        "bet": 250,
        "orderType": "post",
    }
    return order | {"userReference": REFERENCES[number]}
