"""What the tests share: a scripted server, and clients that talk to it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator

import pytest
from accounts import async_fourcasters_at, async_predictstreet_at, fourcasters_at, predictstreet_at
from replies import Replies

from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet


@pytest.fixture
def venue() -> Generator[Replies]:
    with Replies() as server:
        yield server
    assert server.faults == []


@pytest.fixture
def fourcasters(venue: Replies) -> Generator[Fourcasters]:
    with fourcasters_at(venue.url) as client:
        yield client


@pytest.fixture
async def async_fourcasters(venue: Replies) -> AsyncGenerator[AsyncFourcasters]:
    async with async_fourcasters_at(venue.url) as client:
        yield client


@pytest.fixture
def predictstreet(venue: Replies) -> Generator[PredictStreet]:
    with predictstreet_at(venue.url) as client:
        yield client


@pytest.fixture
async def async_predictstreet(venue: Replies) -> AsyncGenerator[AsyncPredictStreet]:
    async with async_predictstreet_at(venue.url) as client:
        yield client
