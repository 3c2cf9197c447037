"""What the tests share: a scripted server, and clients of both kinds that talk to it."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from accounts import Clients
from replies import Replies

from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet


@pytest.fixture
def venue() -> Generator[Replies]:
    with Replies() as server:
        yield server
    assert server.faults == []


@pytest.fixture(params=["sync", "async"])
def clients(venue: Replies, request: pytest.FixtureRequest) -> Generator[Clients]:
    made = Clients(venue.url, asynchronous=request.param == "async")
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def fourcasters(clients: Clients) -> Fourcasters:
    """A 4casters client; the test runs with the synchronous one and with the asynchronous one."""
    return clients.fourcasters()


@pytest.fixture
def predictstreet(clients: Clients) -> PredictStreet:
    """A PredictStreet client; the test runs with the synchronous one and with the asynchronous one."""
    return clients.predictstreet()
