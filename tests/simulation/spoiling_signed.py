"""PredictStreet's replies to placements, spoiled."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Final

import msgspec

from simulation.spoiler import Spoiler, foreign_uuid
from simulation.spoiling_predictstreet import an_order_tells_no_name, another_wallet_is_listed
from simulation.venue import pick


def _taken(payload: Any) -> list[dict[str, Any]]:
    return [entry for entry in payload if entry["orderId"]]


def an_order_is_left_out(rng: Random, payload: Any, _names: list[str]) -> Any:
    del payload[int(rng.random() * len(payload))]
    return payload


def orders_are_moved(_rng: Random, payload: Any, _names: list[str]) -> Any:
    return payload[1:] + payload[:1] if len(payload) > 1 else None


def orders_are_moved_and_some_have_no_name(rng: Random, payload: Any, _names: list[str]) -> Any:
    if len(payload) < 2:
        return None
    moved = payload[1:] + payload[:1]
    del moved[int(rng.random() * len(moved))]["clientOrderId"]
    return moved


def no_order_is_named(_rng: Random, payload: Any, _names: list[str]) -> Any:
    for entry in payload:
        del entry["clientOrderId"]
    return payload


def another_order_is_named(rng: Random, payload: Any, _names: list[str]) -> Any:
    pick(rng, payload)["clientOrderId"] = "somebody-else-s"
    return payload


def an_order_is_there_twice(rng: Random, payload: Any, _names: list[str]) -> Any:
    entry = pick(rng, payload)
    again = {**entry, "status": "REJECTED", "orderId": "", "success": False} if entry["orderId"] else {**entry, "code": "expired"}
    payload.insert(int(rng.random() * (len(payload) + 1)), again)
    return payload


def an_order_is_rejected_too(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not _taken(payload):
        return None
    entry = pick(rng, _taken(payload))
    entry |= pick(rng, ({"code": "insufficient_funds"}, {"success": False}, {"status": "REJECTED"}))
    return payload


def a_status_is_unlisted(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not _taken(payload):
        return None
    pick(rng, _taken(payload))["status"] = pick(rng, ("ACCEPTED", "", None, "open?"))
    return payload


def an_order_has_no_id(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not _taken(payload):
        return None
    pick(rng, _taken(payload))["orderId"] = pick(rng, ("", None, " "))
    return payload


def an_amount_makes_no_sense(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not _taken(payload):
        return None
    pick(rng, _taken(payload))[pick(rng, ("filledQty", "remainingQty"))] = pick(rng, ("-1", "NaN", "1000000", "0.3"))
    return payload


def a_fill_makes_no_sense(rng: Random, payload: Any, _names: list[str]) -> Any:
    fills = [fill for entry in payload for fill in entry["trades"]]
    if not fills:
        return None
    fill = pick(rng, fills)
    worse = "0.99" if fill["side"] == "buy" else "0.01"
    fill |= pick(rng, ({"quantity": "-1"}, {"orderId": foreign_uuid(rng)}, {"price": worse}, {"side": "neither"}))
    return payload


def a_status_stands_twice(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not _taken(payload):
        return None
    return msgspec.json.encode(payload).replace(
        b'"status":', pick(rng, (b'"status":"REJECTED","status":', b'"status":"OPEN","status":')), 1
    )


PLACED: Final[tuple[Spoiler, ...]] = (
    an_order_is_left_out,
    orders_are_moved,
    orders_are_moved,
    orders_are_moved_and_some_have_no_name,
    no_order_is_named,
    another_order_is_named,
    an_order_is_there_twice,
    an_order_is_rejected_too,
    a_status_is_unlisted,
    an_order_has_no_id,
    an_amount_makes_no_sense,
    a_fill_makes_no_sense,
    a_status_stands_twice,
)

# ---------------------------------------------------------------------------------------------------------------- reads


def a_row_of_the_history_is_unreadable(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not payload["orders"]:
        return None
    row = pick(rng, payload["orders"])
    row["id"], row["clientOrderId"] = None, 7
    return payload


def another_market_is_shown(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["slug"] = pick(rng, ("another-one", "will-it-snow"))
    return payload


OF_A_FORM: Final[Mapping[str, tuple[Spoiler, ...]]] = {
    "placed batch": PLACED,
    "history": (a_row_of_the_history_is_unreadable, an_order_tells_no_name, another_wallet_is_listed),
    "market": (another_market_is_shown,),
}


def other_orders(rng: Random, _payload: Any, names: list[str]) -> Any:
    entry = {"status": "OPEN", "filledQty": "0", "trades": list[object](), "success": True}
    return [{**entry, "orderId": foreign_uuid(rng), "clientOrderId": pick(rng, ("q-1", ""))} for _ in names]


OF_SOMETHING_ELSE: Final[Mapping[str, tuple[Spoiler, ...]]] = {"/api/orders/place-batch": (other_orders,)}


def claimed(names: list[str]) -> object:
    """Give a body that claims that all of these rest."""
    entry = {"orderId": "0f8fad5b-d9cb-469f-a165-00000000abcd", "status": "OPEN", "trades": list[object](), "success": True}
    return [{**entry, "clientOrderId": name} for name in names]
