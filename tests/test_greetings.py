"""The generation of a PredictStreet socket's protocol, from its greeting as the venue documents it."""

from __future__ import annotations

import pytest

from crossbook.predictstreet import protocol_generation
from crossbook_bindings.predictstreet.market_socket import frames as market
from crossbook_bindings.predictstreet.market_socket.models import Greeting as MarketGreeting
from crossbook_bindings.predictstreet.user_socket import frames as user
from crossbook_bindings.predictstreet.user_socket.models import Greeting as UserGreeting
from crossbook_bindings.runtime import Push


@pytest.mark.parametrize(
    ("data", "generation"),
    [
        ('{"gateway":"market","authMethod":"api_key","protocolVersion":2}', 2),
        ('{"gateway":"market","authMethod":"api_key"}', 1),
        ('{"gateway":"market","authMethod":"api_key","protocolVersion":3,"novel":true}', 3),
    ],
)
def test_the_market_socket_tells_its_generation_and_the_first_names_none(data: str, generation: int) -> None:
    frame = market.read(f'{{"type":"connected","data":{data}}}')

    assert isinstance(frame, Push)
    assert isinstance(frame.payload, MarketGreeting)
    assert protocol_generation(frame.payload) == generation


@pytest.mark.parametrize(("data", "generation"), [('{"gateway":"user","protocolVersion":2}', 2), ('{"gateway":"user"}', None)])
def test_on_the_user_socket_a_missing_version_proves_nothing(data: str, generation: int | None) -> None:
    frame = user.read(f'{{"type":"connected","data":{data}}}')

    assert isinstance(frame, Push)
    assert isinstance(frame.payload, UserGreeting)
    assert protocol_generation(frame.payload) == generation
