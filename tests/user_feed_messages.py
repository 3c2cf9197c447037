"""Messages of 4casters' user feed, and what a feed without a socket tells of them."""

from __future__ import annotations

import json
from typing import Any

from user_feed_world import FeedWorld, placed_text

from crossbook.feeds import Connected, Live, Replayed
from crossbook.fourcasters import UserFeedEvent

RESTS = json.loads(placed_text("1-0"))["unmatched"]
MATCHED = {
    "txID": "66d000000000000000000002",
    "amount": 50,
    "risk": 50.25,
    "win": 55,
    "odds": 110,
    "orderID": "66c000000000000000000009",
    "wagerRequestID": "66e000000000000000000001",
    "type": "total",
    "side": "over",
    "number": 8.5,
    "userReference": None,
}


def live() -> FeedWorld:
    world = FeedWorld()
    world.open()
    world.answer()
    world.read()
    assert [type(event) for event in world.feeds[0]] == [Connected, Replayed, Live]
    world.feeds[0].clear()
    return world


def told(**changed: Any) -> UserFeedEvent:
    """Say what a live feed makes of one message."""
    world = live()
    world.hear(placed_text("7-3", **changed))
    world.read()
    (event,) = world.feeds[0]
    return event
