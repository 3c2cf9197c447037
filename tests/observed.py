"""What observers were told, in short, and one that stops a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from accounts import ORDER, Clients
from operations import Case

from crossbook.observing import Event, Observer

CANCELLED = {"data": {"success": True, "sessionID": ORDER, "filled": 0, "remaining": 5}}


def names(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def made(clients: Clients, case: Case, *observers: Observer, **named: Any) -> Any:
    if case.venue == "fourcasters":
        return clients.fourcasters(observers=observers, **named)
    return clients.predictstreet(observers=observers, **named)


def ended(call: Callable[[], object]) -> object:
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - whatever a call ends in
        return (type(error), str(error))
