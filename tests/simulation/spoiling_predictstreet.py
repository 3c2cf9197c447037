"""PredictStreet's replies, spoiled."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Final

import msgspec

from simulation.spoiler import Spoiler, foreign_uuid
from simulation.venue import pick

# ------------------------------------------------------------------------------------------------------------ one cancel


def another_order_is_named(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["orderId"] = pick(rng, (foreign_uuid(rng), ""))
    return payload


def a_status_is_unlisted(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["status"] = pick(rng, ("CANCELLING", "ok", "", "not found", "cancelled?"))
    return payload


def two_quantities_differ(_rng: Random, payload: Any, _names: list[str]) -> Any:
    if payload["status"] == "not_found":
        return None
    return payload | {"unfilledQty": "7", "remainingQty": "8"}


def a_quantity_makes_no_sense(rng: Random, payload: Any, _names: list[str]) -> Any:
    if payload["status"] == "not_found":
        return None
    return payload | {"remainingQty": pick(rng, ("-1", "NaN", "Infinity", "much"))}


def a_status_stands_twice(rng: Random, payload: Any, _names: list[str]) -> Any:
    return msgspec.json.encode(payload)[:-1] + pick(rng, (b',"status":"cancelled"}', b',"status":"not_found"}'))


# --------------------------------------------------------------------------------------------------------- many of them


def an_order_is_in_neither_half(rng: Random, payload: Any, _names: list[str]) -> Any:
    done, kept = payload["cancelled"], payload["notCancelled"]
    if kept and (not done or rng.random() < 0.5):
        del kept[pick(rng, list(kept))]
    elif done:
        done.remove(pick(rng, done))
    else:
        return None
    return payload


def an_order_is_in_both_halves(rng: Random, payload: Any, _names: list[str]) -> Any:
    done, kept = payload["cancelled"], payload["notCancelled"]
    if not done and not kept:
        return None
    order_id = pick(rng, [*done, *kept])
    spelled = order_id.upper() if rng.random() < 0.3 else order_id
    if order_id in kept:
        done.append(spelled)
    else:
        kept[spelled] = pick(rng, ("not_found", "already_terminal", "unknown"))
    if len(done) > 1 and rng.random() < 0.5:
        # Then there are as many as there should be.
        done.remove(pick(rng, [each for each in done if each.lower() != order_id.lower()] or done))
    return payload


def an_order_is_there_for_two_reasons(rng: Random, payload: Any, _names: list[str]) -> Any:
    kept = payload["notCancelled"]
    if not kept:
        return None
    order_id = pick(rng, list(kept))
    body = msgspec.json.encode(payload)
    first = b'"notCancelled":{'
    return body.replace(first, first + msgspec.json.encode(order_id) + b":" + pick(rng, (b'"not_found",', b'"lock_invariant",')))


def a_half_stands_twice(rng: Random, payload: Any, names: list[str]) -> Any:
    more = {"cancelled": names} if rng.random() < 0.5 else {"notCancelled": dict.fromkeys(names, "already_terminal")}
    return msgspec.json.encode(payload)[:-1] + b"," + msgspec.json.encode(more)[1:]


def an_order_is_foreign(rng: Random, payload: Any, _names: list[str]) -> Any:
    done = payload["cancelled"]
    if done and rng.random() < 0.5:
        done[int(rng.random() * len(done))] = foreign_uuid(rng)
    else:
        done.append(foreign_uuid(rng))
    return payload


def an_order_is_doubled(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not payload["cancelled"]:
        return None
    payload["cancelled"].append(pick(rng, payload["cancelled"]))
    return payload


def orders_are_in_another_order(_rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["cancelled"].reverse()
    return payload


def a_half_is_missing(rng: Random, payload: Any, _names: list[str]) -> Any:
    del payload[pick(rng, ("cancelled", "notCancelled"))]
    return payload


def a_half_is_something_else(rng: Random, payload: Any, _names: list[str]) -> Any:
    others: tuple[Any, ...] = (None, "all", {}, [None])
    payload["cancelled"] = pick(rng, others)
    return payload


# ----------------------------------------------------------------------------------------------------------- everything


def of_everything(rng: Random, payload: Any, names: list[str]) -> Any:
    """Do to the reply about a scope what can be done to that about a list."""
    if not isinstance(payload["cancelled"], list):
        payload["cancelled"] = pick(rng, (-1, "3", None, 1.5))
        return payload
    spoil = pick(rng, (an_order_is_in_both_halves, an_order_is_doubled, orders_are_in_another_order, a_half_is_something_else))
    return spoil(rng, payload, names)


def another_market_is_named(_rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["marketId"] = "SOME-OTHER-MARKET"
    return payload


def an_order_is_named_by_nothing(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not isinstance(payload["cancelled"], list):
        return None
    payload["cancelled"].append(pick(rng, ("", " ")))
    return payload


# ---------------------------------------------------------------------------------------------------------------- reads


def an_order_of_a_page_has_no_id(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not payload["orders"]:
        return None
    del pick(rng, payload["orders"])["id"]
    return payload


def an_order_tells_no_name(rng: Random, payload: Any, _names: list[str]) -> Any:
    named = [row for row in payload["orders"] if "clientOrderId" in row]
    if not named:
        return None
    del pick(rng, named)["clientOrderId"]
    return payload


def another_wallet_is_listed(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["walletAddress"] = "0x" + "22" * 20
    if rng.random() < 0.7:
        payload["orders"] = []
    return payload


def another_order_is_shown(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["id"] = pick(rng, (foreign_uuid(rng), None))
    payload["status"] = "CANCELLED" if payload["status"] == "OPEN" else "OPEN"
    return payload


OF_A_FORM: Final[Mapping[str, tuple[Spoiler, ...]]] = {
    "single": (another_order_is_named, a_status_is_unlisted, two_quantities_differ, a_quantity_makes_no_sense, a_status_stands_twice),
    "batch": (
        an_order_is_in_neither_half,
        an_order_is_in_neither_half,
        an_order_is_in_both_halves,
        an_order_is_there_for_two_reasons,
        a_half_stands_twice,
        an_order_is_foreign,
        an_order_is_doubled,
        orders_are_in_another_order,
        a_half_is_missing,
        a_half_is_something_else,
    ),
    "everything": (of_everything, of_everything, another_market_is_named, an_order_is_named_by_nothing),
    "open": (an_order_of_a_page_has_no_id, an_order_tells_no_name, another_wallet_is_listed),
    "order": (another_order_is_shown,),
}

# --------------------------------------------------------------------------------------------- replies to something else


def another_cancel(rng: Random, _payload: Any, _names: list[str]) -> Any:
    return {"orderId": foreign_uuid(rng), "status": pick(rng, ("CANCELLED", "cancelled", "not_found"))}


def other_cancels(rng: Random, _payload: Any, names: list[str]) -> Any:
    return {"cancelled": [foreign_uuid(rng) for _ in names], "notCancelled": {}}


OF_SOMETHING_ELSE: Final[Mapping[str, tuple[Spoiler, ...]]] = {
    "/api/orders/cancel": (another_cancel,),
    "/api/orders/cancel-batch": (other_cancels,),
    "/api/orders/cancel-all": (other_cancels,),
}
