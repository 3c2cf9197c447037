"""Sockets that refuse what REST still takes: whoever can give another token or key is asked once, by both clients of both venues."""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

import pytest

from crossbook import Unauthorized
from crossbook.feeds import Live
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook.sandbox import Fault, Sandbox

WRONG: Final = "ps_live_0123456789abcdef_another-secret-that-no-socket-takes"


@pytest.fixture
def rest() -> Generator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def sockets() -> Generator[Sandbox]:
    """Another deployment: what the first one takes, it refuses."""
    with Sandbox() as running:
        running.fourcasters.rotate_token()
        yield running


class Source:
    """Gives what the sockets take, and counts."""

    def __init__(self, given: str) -> None:
        self._given = given
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        return self._given


def test_a_token_that_only_the_socket_refuses_is_replaced_once(rest: Sandbox, sockets: Sandbox) -> None:
    source = Source(sockets.fourcasters.token)
    client = Fourcasters(
        token=rest.fourcasters.token, credentials=source, base_url=rest.fourcasters.url, streaming_url=sockets.fourcasters.streaming_url
    )
    with client, client.user_feed(cursor="0-0") as feed:
        assert any(isinstance(event, Live) for event in iter(feed.__next__, None))
    assert source.asked == 1


async def test_so_is_one_of_an_asynchronous_client(rest: Sandbox, sockets: Sandbox) -> None:
    source = Source(sockets.fourcasters.token)

    async def credentials() -> str:
        return source()

    client = AsyncFourcasters(
        token=rest.fourcasters.token,
        credentials=credentials,
        base_url=rest.fourcasters.url,
        streaming_url=sockets.fourcasters.streaming_url,
    )
    async with client, client.user_feed(cursor="0-0") as feed:
        async for event in feed:
            if isinstance(event, Live):
                break
    assert source.asked == 1


def test_a_key_that_only_the_gateway_refuses_is_replaced_once(rest: Sandbox, sockets: Sandbox) -> None:
    sockets.predictstreet.trader().set_key_state("expired")
    source = Source(WRONG)
    client = PredictStreet(
        api_key=rest.predictstreet.api_key,
        credentials=source,
        base_url=rest.predictstreet.url,
        websocket_url=sockets.predictstreet.socket_url,
    )
    with client, pytest.raises(Unauthorized):
        client.market_feed(platform=True).__enter__()
    assert source.asked == 1


async def test_where_the_account_has_no_vault_the_refusal_of_the_gateway_is_told(rest: Sandbox, sockets: Sandbox) -> None:
    sockets.predictstreet.trader().set_key_state("expired")
    rest.predictstreet.fail_next(Fault.EMPTY_ERROR, "getVault", status=404, times=2)

    async def credentials() -> str:
        return rest.predictstreet.api_key

    client = AsyncPredictStreet(
        api_key=rest.predictstreet.api_key,
        credentials=credentials,
        base_url=rest.predictstreet.url,
        websocket_url=sockets.predictstreet.socket_url,
    )
    async with client:
        with pytest.raises(Unauthorized, match="the venue closed it"):
            await client.market_feed(platform=True).__aenter__()
