"""The asynchronous clients as fixtures, for whichever plugin runs asynchronous tests."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from crossbook.fourcasters import AsyncFourcasters
    from crossbook.predictstreet import AsyncPredictStreet
    from crossbook.sandbox import Sandbox


def fixtures(asyncio: bool) -> ModuleType:  # noqa: FBT001 - what pytest says of its plugins
    """Make the fixtures: by pytest-asyncio where it is there, which then needs no mode; else for a runner like anyio.

    In a module, for that is where pytest looks for them by name.
    """
    made = ModuleType("crossbook_pytest_asynchronous")
    if asyncio:
        import pytest_asyncio  # noqa: PLC0415 - loaded already, as it is a plugin

        found: dict[str, object] = {
            "async_fourcasters": pytest_asyncio.fixture(async_fourcasters),
            "async_predictstreet": pytest_asyncio.fixture(async_predictstreet),
        }
    else:
        found = {"async_fourcasters": pytest.fixture(async_fourcasters), "async_predictstreet": pytest.fixture(async_predictstreet)}
    vars(made).update(found)
    return made


async def async_fourcasters(crossbook_sandbox: Sandbox) -> AsyncGenerator[AsyncFourcasters]:
    """An asynchronous 4casters client of the account under test."""
    from crossbook.fourcasters import AsyncFourcasters  # noqa: PLC0415 - nothing is imported that no test uses

    venue = crossbook_sandbox.fourcasters
    async with AsyncFourcasters(token=venue.token, base_url=venue.url, retry=None, pacing=None) as client:
        yield client


async def async_predictstreet(crossbook_sandbox: Sandbox) -> AsyncGenerator[AsyncPredictStreet]:
    """An asynchronous PredictStreet client of the account under test."""
    from crossbook.predictstreet import AsyncPredictStreet  # noqa: PLC0415 - as above

    venue = crossbook_sandbox.predictstreet
    async with AsyncPredictStreet(api_key=venue.api_key, base_url=venue.url, retry=None, pacing=None) as client:
        yield client
