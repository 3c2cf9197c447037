"""4casters' replies to edits, spoiled."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Final

import msgspec

from simulation.spoiler import BAD_AMOUNTS, Spoiler, foreign_object_id
from simulation.venue import pick


def the_cancel_is_missing(rng: Random, payload: Any, _names: list[str]) -> Any:
    if rng.random() < 0.5:
        del payload["data"]["cancelled"]
    else:
        nothing: tuple[object, ...] = (None, {})
        payload["data"]["cancelled"] = pick(rng, nothing)
    return payload


def the_cancel_names_another_order(rng: Random, payload: Any, _names: list[str]) -> Any:
    _named(payload, foreign_object_id(rng))
    return payload


def the_cancel_names_nothing(rng: Random, payload: Any, _names: list[str]) -> Any:
    _named(payload, pick(rng, ("", None)))
    return payload


def _named(payload: Any, order_id: str | None) -> None:
    leg = payload["data"]["cancelled"]
    leg["sessionID" if "sessionID" in leg else "orderID"] = order_id


def the_cancel_names_two_orders(rng: Random, payload: Any, _names: list[str]) -> Any:
    leg = payload["data"]["cancelled"]
    leg["orderID" if "sessionID" in leg else "sessionID"] = foreign_object_id(rng)
    return payload


def the_cancel_has_no_verdict(rng: Random, payload: Any, _names: list[str]) -> Any:
    leg = payload["data"]["cancelled"]
    if rng.random() < 0.5:
        del leg["success"]
    else:
        leg["success"] = None
    return payload


def the_cancel_has_an_error(_rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["data"]["cancelled"]["error"] = "Something broke"
    return payload


def the_cancel_s_amount_makes_no_sense(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["data"]["cancelled"][pick(rng, ("filled", "remaining"))] = pick(rng, BAD_AMOUNTS)
    return payload


def the_verdict_stands_twice(rng: Random, payload: Any, _names: list[str]) -> Any:
    both = pick(rng, (b'"success":false,"success":true', b'"success":true,"success":false'))
    return msgspec.json.encode(payload).replace(b'"success":true', both, 1)


def the_cancel_failed_and_there_is_a_new_order(_rng: Random, payload: Any, _names: list[str]) -> Any:
    if not _parts(payload):
        return None
    leg = payload["data"]["cancelled"]
    leg["success"], leg["reason"] = False, "order already cancelled"
    return payload


def the_old_order_was_elsewhere(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["data"]["cancelled"] |= pick(
        rng, ({"gameID": "66a00000000000000000000f"}, {"side": "66b00000000000000000000f"}, {"number": 77.5})
    )
    return payload


def there_is_an_error_beside(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["data"] |= pick(rng, ({"error": "Insufficient balance."}, {"errorType": "rejected_liability"}, {"error_type": "system_error"}))
    return payload


def the_new_order_is_null(_rng: Random, payload: Any, _names: list[str]) -> Any:
    # With fills it would be one that was matched as a whole, or not: that is another thing.
    if payload["data"]["matched"]:
        return None
    payload["data"]["unmatched"] = None
    return payload


def the_new_order_has_no_name(_rng: Random, payload: Any, _names: list[str]) -> Any:
    if not payload["data"]["unmatched"]:
        return None
    del payload["data"]["unmatched"]["orderID"]
    return payload


def the_new_order_is_the_old_one(rng: Random, payload: Any, names: list[str]) -> Any:
    if not payload["data"]["unmatched"]:
        return None
    payload["data"]["unmatched"]["orderID"] = names[0].upper() if rng.random() < 0.5 else names[0]
    return payload


def the_new_order_has_another_name(rng: Random, payload: Any, _names: list[str]) -> Any:
    parts = _parts(payload)
    if not parts:
        return None
    pick(rng, parts)["userReference"] = "somebody-else-s"
    return payload


def the_new_order_makes_no_sense(rng: Random, payload: Any, _names: list[str]) -> Any:
    parts = _parts(payload)
    if not parts:
        return None
    part = pick(rng, parts)
    part["amount" if "amount" in part else "offered"] = pick(rng, (*BAD_AMOUNTS, 1_000_000))
    return payload


def the_new_order_pays_less(rng: Random, payload: Any, _names: list[str]) -> Any:
    parts = _parts(payload)
    if not parts:
        return None
    pick(rng, parts)["odds"] = -400
    return payload


def fills_stand_twice(_rng: Random, payload: Any, _names: list[str]) -> Any:
    return msgspec.json.encode(payload).replace(b'"matched":[', b'"matched":[],"matched":[', 1)


def _parts(payload: Any) -> list[dict[str, Any]]:
    offer: dict[str, Any] = payload["data"].get("unmatched") or {}
    fills: list[dict[str, Any]] = payload["data"]["matched"]
    return [*fills, offer] if offer else fills


_OF_THE_CANCEL: Final[tuple[Spoiler, ...]] = (
    the_cancel_is_missing,
    the_cancel_names_another_order,
    the_cancel_names_nothing,
    the_cancel_names_two_orders,
    the_cancel_has_no_verdict,
    the_cancel_has_an_error,
    the_cancel_s_amount_makes_no_sense,
    the_verdict_stands_twice,
    there_is_an_error_beside,
)

OF_A_FORM: Final[Mapping[str, tuple[Spoiler, ...]]] = {
    "edit": (
        *_OF_THE_CANCEL,
        the_cancel_failed_and_there_is_a_new_order,
        the_old_order_was_elsewhere,
        the_new_order_is_null,
        the_new_order_has_no_name,
        the_new_order_is_the_old_one,
        the_new_order_has_another_name,
        the_new_order_makes_no_sense,
        the_new_order_pays_less,
        fills_stand_twice,
    ),
    "stopped edit": _OF_THE_CANCEL,
}


def another_edit(rng: Random, _payload: Any, names: list[str]) -> Any:
    """Give the reply to the edit of another order, or one that does not say of which."""
    named = {"orderID": foreign_object_id(rng)} if rng.random() < 0.7 else {}
    offer = {"orderID": foreign_object_id(rng), "offered": 5, "userReference": pick(rng, (names[-1], "somebody-else-s"))}
    return {"data": {"cancelled": {"success": True, **named, "filled": 0, "remaining": 5}, "matched": [], "unmatched": offer}}


OF_SOMETHING_ELSE: Final[Mapping[str, tuple[Spoiler, ...]]] = {
    "/session/editOrder": (another_edit,),
    "/session/v4/editOrder": (another_edit,),
}


def claimed(names: list[str]) -> object:
    """Give a body that claims that an order was replaced."""
    offer = {"orderID": "66cfff00000000000000aaaa", "offered": 5, "userReference": names[-1]}
    return {"data": {"cancelled": {"success": True, "orderID": names[0]}, "matched": [], "unmatched": offer}}
