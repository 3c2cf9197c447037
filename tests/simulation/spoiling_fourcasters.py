"""4casters' replies, spoiled."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Final

import msgspec

from simulation.spoiler import BAD_AMOUNTS, Spoiler, foreign_object_id
from simulation.spoiling_places import PLACES
from simulation.venue import BROKE_DOWN, UNLISTED_WORDS, pick


def _index(rng: Random, entries: list[Any]) -> int:
    return int(rng.random() * len(entries))


# ---------------------------------------------------------------------------------------------- cancels of named orders


def an_entry_is_missing(rng: Random, payload: Any, _names: list[str]) -> Any:
    if payload["data"]:
        del payload["data"][_index(rng, payload["data"])]
        return payload
    return None


def an_entry_is_doubled(rng: Random, payload: Any, _names: list[str]) -> Any:
    entries = payload["data"]
    if entries:
        entries.insert(int(rng.random() * (len(entries) + 1)), entries[_index(rng, entries)])
        return payload
    return None


def an_entry_is_foreign(rng: Random, payload: Any, _names: list[str]) -> Any:
    entries = payload["data"]
    entries.insert(int(rng.random() * (len(entries) + 1)), {"success": rng.random() < 0.8, "sessionID": foreign_object_id(rng)})
    return payload


def an_entry_is_replaced(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["data"][_index(rng, payload["data"])] = {"success": True, "sessionID": foreign_object_id(rng), "remaining": 1}
    return payload


def an_entry_is_contradicted(rng: Random, payload: Any, _names: list[str]) -> Any:
    entries = payload["data"]
    named = [entry for entry in entries if "sessionID" in entry]
    if not named:
        return None
    entry = pick(rng, named)
    other = {"success": not entry["success"], "sessionID": entry["sessionID"].upper()}
    if entry["success"]:
        other["reason"] = "order not found"
    # In the place of another the reply has as many entries as it should.
    others = [place for place, each in enumerate(entries) if each is not entry and "sessionID" in each]
    if others and rng.random() < 0.5:
        entries[pick(rng, others)] = other
    else:
        entries.insert(int(rng.random() * (len(entries) + 1)), other)
    return payload


def entries_are_moved(rng: Random, payload: Any, names: list[str]) -> Any:
    entries = payload["data"]
    steps = 1 + int(rng.random() * max(len(entries) - 1, 1))
    moved = entries[steps:] + entries[:steps]
    if all(entry.get("sessionID", name).lower() == name.lower() for entry, name in zip(moved, names, strict=True)):
        return None
    payload["data"] = moved
    return payload


def a_success_names_nothing(rng: Random, payload: Any, _names: list[str]) -> Any:
    done = [entry for entry in payload["data"] if entry["success"]]
    if not done:
        return None
    _unname(rng, pick(rng, done))
    return payload


def _unname(rng: Random, entry: dict[str, Any]) -> None:
    if rng.random() < 0.5:
        del entry["sessionID"]
    else:
        entry["sessionID"] = ""


def an_amount_makes_no_sense(rng: Random, payload: Any, _names: list[str]) -> Any:
    done = [entry for entry in payload["data"] if entry["success"]]
    if not done:
        return None
    pick(rng, done)[pick(rng, ("filled", "remaining"))] = pick(rng, BAD_AMOUNTS)
    return payload


def a_verdict_is_missing(rng: Random, payload: Any, _names: list[str]) -> Any:
    if not payload["data"]:
        return None
    _unjudge(rng, pick(rng, payload["data"]))
    return payload


def _unjudge(rng: Random, entry: dict[str, Any]) -> None:
    entry.pop("reason", None)
    if rng.random() < 0.5:
        del entry["success"]
    else:
        entry["success"] = None


def a_success_has_an_error(rng: Random, payload: Any, _names: list[str]) -> Any:
    done = [entry for entry in payload["data"] if entry["success"]]
    if not done:
        return None
    pick(rng, done)["error"] = pick(rng, UNLISTED_WORDS)
    return payload


def words_are_unlisted(rng: Random, payload: Any, _names: list[str]) -> Any:
    # Where the venue broke down it may have acted: other words would be a lie.
    failed = [entry for entry in payload["data"] if not entry["success"] and entry["reason"] != BROKE_DOWN]
    if not failed:
        return None
    pick(rng, failed)["reason"] = pick(rng, UNLISTED_WORDS)
    return payload


def a_verdict_stands_twice(rng: Random, payload: Any, _names: list[str]) -> Any:
    body = msgspec.json.encode(payload)
    verdict = pick(rng, (b'"success":true', b'"success":false'))
    both = pick(rng, (b'"success":true,"success":false', b'"success":false,"success":true'))
    return body.replace(verdict, both, 1) if verdict in body else None


_OF_A_LIST: Final[tuple[Spoiler, ...]] = (
    an_entry_is_doubled,
    an_entry_is_contradicted,
    a_success_names_nothing,
    an_amount_makes_no_sense,
    a_verdict_is_missing,
    a_success_has_an_error,
    words_are_unlisted,
    a_verdict_stands_twice,
    an_entry_is_missing,
)

# ------------------------------------------------------------------------------------------------------------ one cancel


def a_cancel_is_spoiled(rng: Random, payload: Any, names: list[str]) -> Any:
    """Do to the one entry of a single cancel what can be done to an entry of a list."""
    spoil = pick(
        rng,
        (
            a_success_names_nothing,
            an_amount_makes_no_sense,
            a_verdict_is_missing,
            a_success_has_an_error,
            words_are_unlisted,
            an_entry_is_replaced,
        ),
    )
    listed = spoil(rng, {"data": [payload["data"]]}, names)
    return None if listed is None else {"data": listed["data"][0]}


def a_cancel_is_a_list(_rng: Random, payload: Any, _names: list[str]) -> Any:
    return {"data": [payload["data"]]}


def a_refusal_has_no_words(rng: Random, _payload: Any, _names: list[str]) -> Any:
    return pick(rng, (b"", {"error": ""}, {"message": "Forbidden"}, b"<html>Conflict</html>", {"error": {"message": "x"}}))


def a_refusal_is_not_explained(rng: Random, _payload: Any, _names: list[str]) -> Any:
    return {"error": pick(rng, UNLISTED_WORDS)}


# ----------------------------------------------------------------------------------------------------------- the others


def a_league_is_not_acknowledged(rng: Random, _payload: Any, _names: list[str]) -> Any:
    return {"data": pick(rng, ({}, {"ordersReceived": False}, {"ordersReceived": None}, {"ordersReceived": "yes"}))}


def another_order_is_shown(rng: Random, payload: Any, _names: list[str]) -> Any:
    shown = payload["data"]["order"]
    shown["id"], shown["cancelled"] = foreign_object_id(rng), not shown["cancelled"]
    return payload


def another_reference_is_shown(_rng: Random, payload: Any, _names: list[str]) -> Any:
    """Show what is of somebody else, as the reply to another look-up would."""
    found = payload["data"]["unmatched"] + payload["data"]["matched"]
    if not found:
        return None
    for each in found:
        each["userReference"] = "somebody-else-s"
    return payload


def a_bet_is_foreign(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["data"]["unmatched"].append({"id": foreign_object_id(rng), "userReference": "somebody-else-s", "offered": 5, "filled": 0})
    return payload


OF_A_FORM: Final[Mapping[str, tuple[Spoiler, ...]]] = {
    "cancel": (a_cancel_is_spoiled, a_cancel_is_spoiled, a_cancel_is_a_list, a_verdict_stands_twice),
    "refused cancel": (a_refusal_has_no_words, a_refusal_is_not_explained),
    "cancels": (*_OF_A_LIST, an_entry_is_foreign, an_entry_is_replaced, entries_are_moved, entries_are_moved),
    "scope": _OF_A_LIST,
    "league": (a_league_is_not_acknowledged,),
    "places": PLACES,
    "detail": (another_order_is_shown,),
    "reference": (another_reference_is_shown, a_bet_is_foreign),
}

# --------------------------------------------------------------------------------------------- replies to something else


def another_cancel(rng: Random, _payload: Any, _names: list[str]) -> Any:
    return {"data": pick(rng, ({"success": True}, {"success": True, "sessionID": foreign_object_id(rng), "remaining": 5}))}


def other_cancels(rng: Random, _payload: Any, names: list[str]) -> Any:
    if rng.random() < 0.5:
        return {"data": [{"success": True} for _ in names]}
    return {"data": [{"success": True, "sessionID": foreign_object_id(rng)} for _ in names]}


_SCOPES: Final = ("cancelByReference", "cancelAllOrdersForGame", "cancelAllOrders")

OF_SOMETHING_ELSE: Final[Mapping[str, tuple[Spoiler, ...]]] = {
    "/session/cancel": (another_cancel,),
    "/session/cancelMultiple": (other_cancels,),
    **{f"/session/{name}": (other_cancels,) for name in _SCOPES},
}
