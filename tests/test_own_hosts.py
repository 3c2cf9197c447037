"""Clients at a host of their own: what is at another host of the venue's is not asked there with their token."""

from __future__ import annotations

import asyncio

import pytest

from crossbook import InvalidRequest
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.sandbox import Sandbox
from crossbook_bindings.fourcasters import rest as bindings

EXPECTED = "expected a streaming_url for a client whose base_url is not the venue.s, found None"


def test_a_client_at_a_host_of_its_own_opens_no_feed_at_the_venues(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    with Fourcasters(token=venue.token, base_url=venue.url) as client:
        with pytest.raises(InvalidRequest, match=EXPECTED), client.user_feed():
            pass
        with pytest.raises(InvalidRequest, match=EXPECTED), client.price_feed():
            pass
        with pytest.raises(InvalidRequest, match=EXPECTED):
            client.fetch(bindings.replay_user_messages(afterID="m-1"))
        assert client.open_orders() == ()


def test_an_asynchronous_client_at_a_host_of_its_own_opens_no_feed_at_the_venues(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters

    async def run() -> None:
        async with AsyncFourcasters(token=venue.token, base_url=venue.url) as client:
            with pytest.raises(InvalidRequest, match=EXPECTED):
                async with client.user_feed():
                    pass
            with pytest.raises(InvalidRequest, match=EXPECTED):
                async with client.price_feed():
                    pass

    asyncio.run(run())


def test_a_client_that_is_told_both_hosts_opens_its_feeds(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    with Fourcasters(token=venue.token, base_url=venue.url, streaming_url=venue.streaming_url) as client, client.price_feed():
        pass


@pytest.mark.parametrize("base_url", ["https://api.4casters.io", "https://API.4casters.io/"])
def test_the_venues_own_host_needs_no_other(base_url: str) -> None:
    with Fourcasters(token="t" * 20, base_url=base_url) as client:
        client.price_feed()  # Made, and not opened.
