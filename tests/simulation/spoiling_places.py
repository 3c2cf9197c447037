"""4casters' replies to placements, spoiled."""

from __future__ import annotations

from random import Random
from typing import Any, Final

import msgspec

from simulation.spoiler import BAD_AMOUNTS, Spoiler
from simulation.venue import pick


def _sessions(payload: Any) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = payload["data"]["createdSessions"]
    return entries


def _parts(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Give what an entry tells of an order: its fills and its offer, where there are any."""
    fills: list[dict[str, Any]] = entry.get("matched", [])
    offer: dict[str, Any] = entry.get("unmatched", {})
    return [*fills, offer] if offer else fills


def a_place_is_missing(rng: Random, payload: Any, _names: list[str]) -> Any:
    del _sessions(payload)[int(rng.random() * len(_sessions(payload)))]
    return payload


def a_place_is_doubled(rng: Random, payload: Any, _names: list[str]) -> Any:
    entries = _sessions(payload)
    entries.insert(int(rng.random() * (len(entries) + 1)), entries[int(rng.random() * len(entries))])
    return payload


def a_place_carries_another_reference(rng: Random, payload: Any, _names: list[str]) -> Any:
    parts = [part for entry in _sessions(payload) for part in _parts(entry)]
    if not parts:
        return None
    pick(rng, parts)["userReference"] = "somebody-else-s"
    return payload


def places_are_moved(_rng: Random, payload: Any, _names: list[str]) -> Any:
    entries = _sessions(payload)
    references = [_reference(entry) for entry in entries]
    moved = references[1:] + references[:1]
    # Entries that say nothing of whose they are, or the same, could not be told apart.
    if len(entries) < 2 or None in references or len(set(references)) < len(references) or moved == references:
        return None
    payload["data"]["createdSessions"] = entries[1:] + entries[:1]
    return payload


def _reference(entry: dict[str, Any]) -> str | None:
    return next((str(part["userReference"]) for part in _parts(entry) if "userReference" in part), None)


def a_place_is_an_error_too(rng: Random, payload: Any, _names: list[str]) -> Any:
    done = [entry for entry in _sessions(payload) if "error" not in entry]
    if not done:
        return None
    pick(rng, done)["error"] = "Insufficient balance."
    return payload


def a_place_says_nothing(rng: Random, payload: Any, _names: list[str]) -> Any:
    kinds: tuple[dict[str, Any], ...] = ({}, {"error": " "}, {"errorType": "validation_error"}, {"error": None, "error_type": "x"})
    nothing = pick(rng, kinds)
    _sessions(payload)[int(rng.random() * len(_sessions(payload)))] = nothing
    return payload


def an_offer_has_no_name(rng: Random, payload: Any, _names: list[str]) -> Any:
    offers = [entry["unmatched"] for entry in _sessions(payload) if entry.get("unmatched")]
    if not offers:
        return None
    del pick(rng, offers)["orderID"]
    return payload


def an_offer_makes_no_sense(rng: Random, payload: Any, _names: list[str]) -> Any:
    offers = [entry["unmatched"] for entry in _sessions(payload) if entry.get("unmatched")]
    if not offers:
        return None
    pick(rng, offers)["offered"] = pick(rng, BAD_AMOUNTS)
    return payload


def matches_stand_twice(_rng: Random, payload: Any, _names: list[str]) -> Any:
    body = msgspec.json.encode(payload)
    return body.replace(b'"matched":[', b'"matched":[],"matched":[', 1) if b'"matched":[' in body else None


def a_fill_pays_less(rng: Random, payload: Any, _names: list[str]) -> Any:
    fills = [fill for entry in _sessions(payload) for fill in entry.get("matched", [])]
    if not fills:
        return None
    pick(rng, fills)["odds"] = -400
    return payload


def more_was_matched_than_was_risked(rng: Random, payload: Any, _names: list[str]) -> Any:
    fills = [fill for entry in _sessions(payload) for fill in entry.get("matched", [])]
    if not fills:
        return None
    pick(rng, fills)["amount"] = 1_000_000
    return payload


def an_offer_is_of_another_side(rng: Random, payload: Any, _names: list[str]) -> Any:
    offers = [entry["unmatched"] for entry in _sessions(payload) if entry.get("unmatched")]
    if not offers:
        return None
    pick(rng, offers)["side"] = "66b00000000000000000000f"
    return payload


def two_offers_are_one_order(_rng: Random, payload: Any, _names: list[str]) -> Any:
    offers = [entry["unmatched"] for entry in _sessions(payload) if entry.get("unmatched")]
    if len(offers) < 2:
        return None
    offers[0]["orderID"] = offers[1]["orderID"].upper()
    return payload


PLACES: Final[tuple[Spoiler, ...]] = (
    a_place_is_missing,
    a_place_is_doubled,
    a_place_carries_another_reference,
    places_are_moved,
    a_place_is_an_error_too,
    *(a_place_says_nothing, a_place_says_nothing, a_place_says_nothing),
    an_offer_has_no_name,
    an_offer_makes_no_sense,
    matches_stand_twice,
    a_fill_pays_less,
    more_was_matched_than_was_risked,
    an_offer_is_of_another_side,
    two_offers_are_one_order,
)
