"""Replies that feeds ask for, spoiled."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Final

import msgspec

from simulation.spoiler import Spoiler
from simulation.venue import pick


def _read(payload: Any) -> tuple[str, list[Any]]:
    """Give the list of a replay, read, by its name."""
    name = "messages" if "messages" in payload else "availableMessages"
    payload[name] = [msgspec.json.decode(raw) for raw in payload[name]]
    return name, payload[name]


def messages_are_in_another_order(_rng: Random, payload: Any, _names: list[str]) -> Any:
    name, messages = _read(payload)
    if len(messages) < 2:
        return None
    payload[name] = messages[1:] + messages[:1]
    return payload


def a_message_is_there_twice(rng: Random, payload: Any, _names: list[str]) -> Any:
    _, messages = _read(payload)
    if not messages:
        return None
    place = int(rng.random() * len(messages))
    messages.insert(place, messages[place])
    return payload


def a_message_has_no_place(rng: Random, payload: Any, _names: list[str]) -> Any:
    _, messages = _read(payload)
    if not messages:
        return None
    pick(rng, messages)["messageID"] = pick(rng, ("tomorrow", "-1-0", "7"))
    return payload


def a_status_is_unlisted(rng: Random, payload: Any, _names: list[str]) -> Any:
    payload["status"] = pick(rng, ("partial", "", "SUCCESS"))
    return payload


def a_list_is_missing(_rng: Random, payload: Any, _names: list[str]) -> Any:
    return {"status": payload["status"]}


OF_A_FORM: Final[Mapping[str, tuple[Spoiler, ...]]] = {
    "replay": (
        messages_are_in_another_order,
        a_message_is_there_twice,
        a_message_has_no_place,
        a_status_is_unlisted,
        a_list_is_missing,
    ),
}
OF_SOMETHING_ELSE: Final[Mapping[str, tuple[Spoiler, ...]]] = {}
