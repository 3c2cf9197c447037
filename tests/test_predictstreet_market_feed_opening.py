"""What PredictStreet's market feed is opened for, and with which key, over real sockets."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sandboxes
from quick_gateways import client_of, heard_of, is_live
from told_books import said, up_to_date

from crossbook import InvalidRequest, Unauthorized
from crossbook.feeds import Connected, Live
from crossbook.predictstreet import Subscribed, SubscriptionRejected
from crossbook.sandbox import PredictStreetSandbox

sandbox = pytest.fixture(sandboxes.with_market)
venue = pytest.fixture(sandboxes.predictstreet)
token = pytest.fixture(sandboxes.token)


async def test_any_number_of_ids_is_spread_over_subscriptions_and_connections(venue: PredictStreetSandbox) -> None:
    tokens = [str(10**20 + number) for number in range(100 * 240 + 5)]
    async with client_of(venue) as client, client.market_feed(trades=[*tokens, *tokens[:200]]) as feed:
        events = await heard_of(feed, is_live)
        assert len(venue.sockets) == 2
    asked = [json.loads(record.body)["params"]["subscriptions"] for record in venue.requests if record.operation == "subscribe"]
    (subscribed,) = {len(subscriptions) for subscriptions in asked}
    assert subscribed == 1
    assert [id_ for subscriptions in asked for id_ in subscriptions[0]["ids"]] == tokens
    assert max(len(subscriptions[0]["ids"]) for subscriptions in asked) == 100
    accepted = [event for event in events if isinstance(event, Subscribed)]
    assert [id_ for event in accepted for id_ in event.ids] == tokens
    assert not [event for event in events if isinstance(event, SubscriptionRejected)]
    assert said(events) == [Connected, Connected, Live]


async def test_any_active_key_may_listen_and_a_key_that_is_revoked_is_replaced(venue: PredictStreetSandbox, token: str) -> None:
    asked: list[str] = []

    async def credentials() -> str:
        asked.append("once")
        return venue.trader("second").api_key

    venue.trader().set_scopes()
    venue.multi_wallet = True
    async with client_of(venue, credentials=credentials) as client, client.market_feed(books=[token]) as feed:
        await heard_of(feed, is_live)
        venue.trader().set_key_state("revoked")
        events = await heard_of(feed, is_live)
        assert await up_to_date(client, events)
    assert asked == ["once"]


async def test_a_key_that_is_refused_is_an_error_at_the_opening(venue: PredictStreetSandbox, token: str) -> None:
    venue.trader().set_key_state("expired")
    async with client_of(venue) as client:
        with pytest.raises(Unauthorized, match="api_key_expired"):
            await client.market_feed(books=[token]).__aenter__()
    assert venue.sockets == ()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({}, "something to be told of"),
        ({"books": "12345"}, "books"),
        ({"books": ["-1"]}, "books"),
        ({"books": [12345]}, "books"),
        ({"books": [str(2**256)]}, "books"),
        ({"trades": ["0x12"]}, "trades"),
        ({"settlements": [""]}, "settlements"),
        ({"candles": ["1.5"]}, "candles"),
        ({"conditions": ["12345"]}, "conditions"),
        ({"platform": "yes"}, "platform"),
        ({"platform": True, "most_waiting": 0}, "most_waiting"),
        ({"platform": True, "changes_are_whole": 1}, "changes_are_whole"),
    ],
)
def test_what_makes_no_sense_is_refused(venue: PredictStreetSandbox, wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidRequest, match=message):
        client_of(venue).market_feed(**wrong)
    assert venue.requests == ()
