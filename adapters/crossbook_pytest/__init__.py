"""Fixtures for pytest: a sandbox of both venues, and clients that talk to it. pytest finds them where crossbook is installed.

    async def test_a_cancel_whose_reply_is_lost(crossbook_sandbox, async_fourcasters):
        order_id = crossbook_sandbox.fourcasters.seed_order()
        crossbook_sandbox.fourcasters.fail_next(Fault.REPLY_LOST, "cancel")
        outcome = await async_fourcasters.cancel_order(order_id)
        assert isinstance(outcome, CancelUnknown)

Each test has a sandbox of its own. `@pytest.mark.crossbook_sandbox(limits=True)` makes it with other arguments of
`Sandbox`. A fault that a test plans and that never strikes is an error of the test, unless it has failed anyway or has
`faults_must_fire=False`. The clients send everything once (`retry=None`), for a fault strikes once and a repeat would heal it,
and at once (`pacing=None`). The asynchronous ones need a plugin that runs asynchronous tests (pytest-asyncio, anyio).

A package beside `crossbook`, not in it: pytest imports this in every run, and importing `crossbook` takes 30 ms that a run
without these fixtures should not pay.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Final, cast

import pytest

if TYPE_CHECKING:
    from crossbook.fourcasters import Fourcasters
    from crossbook.predictstreet import PredictStreet
    from crossbook.sandbox import Sandbox

_MARK: Final = "crossbook_sandbox"
_FAILED: Final = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known, and the asynchronous fixtures in the way that their runner wants them."""
    config.addinivalue_line("markers", f"{_MARK}(**arguments): make the sandbox of this test with these arguments of Sandbox")
    # Imported here, for then the runner's plugin is loaded already, or there is none.
    from crossbook_pytest import asynchronous  # noqa: PLC0415

    config.pluginmanager.register(asynchronous.fixtures(config.pluginmanager.hasplugin("asyncio")), "crossbook_pytest_asynchronous")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether a test has failed: then nobody need hear of its faults as well."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture
def crossbook_sandbox(request: pytest.FixtureRequest) -> Generator[Sandbox]:
    """Run a sandbox of both venues for this test alone."""
    from crossbook.sandbox import Sandbox, UnfiredFaults  # noqa: PLC0415 - see above

    item = cast("pytest.Item", request.node)
    mark = item.get_closest_marker(_MARK)
    sandbox = Sandbox(**(mark.kwargs if mark else {}))
    try:
        with sandbox:
            yield sandbox
    except UnfiredFaults:
        if not item.stash.get(_FAILED, False):
            raise


@pytest.fixture
def fourcasters(crossbook_sandbox: Sandbox) -> Generator[Fourcasters]:
    """A synchronous 4casters client of the account under test."""
    from crossbook.fourcasters import Fourcasters  # noqa: PLC0415 - see above

    venue = crossbook_sandbox.fourcasters
    with Fourcasters(token=venue.token, base_url=venue.url, retry=None, pacing=None) as client:
        yield client


@pytest.fixture
def predictstreet(crossbook_sandbox: Sandbox) -> Generator[PredictStreet]:
    """A synchronous PredictStreet client of the account under test."""
    from crossbook.predictstreet import PredictStreet  # noqa: PLC0415 - see above

    venue = crossbook_sandbox.predictstreet
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, retry=None, pacing=None) as client:
        yield client
