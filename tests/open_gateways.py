"""A plain connection to each gateway of PredictStreet, behind its greeting."""

from __future__ import annotations

from collections.abc import Generator

from feed_clients import gateway, read
from websockets.sync.client import ClientConnection

from crossbook.sandbox import PredictStreetSandbox


def market(venue: PredictStreetSandbox) -> Generator[ClientConnection]:
    with gateway(venue, "market") as connection:
        assert read(connection)["type"] == "connected"
        yield connection


def user(venue: PredictStreetSandbox) -> Generator[ClientConnection]:
    with gateway(venue, "user") as connection:
        assert read(connection)["type"] == "connected"
        yield connection
