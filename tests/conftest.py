"""What the tests share: a scripted server, clients of both kinds that talk to it, and a sandbox."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from accounts import Clients
from hypothesis import HealthCheck, settings
from plain_clients import faults_of
from replies import Replies

from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet
from crossbook.sandbox import Sandbox

# How long a machine takes for an example, or to draw one, says nothing about a law.
settings.register_profile("patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture
def venue() -> Generator[Replies]:
    with Replies() as server:
        yield server
    assert server.faults == []


@pytest.fixture(scope="module")
def server() -> Generator[Replies]:
    """A scripted server for a whole module, where a property asks it thousands of times."""
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


@pytest.fixture
def sandbox() -> Generator[Sandbox]:
    """A sandbox whose own replies must keep to the specs, whatever it is sent."""
    with Sandbox() as running:
        yield running
    assert faults_of(running, "reply") == []
