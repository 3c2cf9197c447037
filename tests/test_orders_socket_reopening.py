"""A socket that reopens, against venues that are ill, rude or gone: polite whatever they do, and never in doubt of what it sent.

Time is the test's own here: an hour of reopening takes as long as what happens in it.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterable

import pytest
from ill_venues import HOUR, ILL, ORDER, first_well, rejecting, well
from own_world import Network, Peer, Script, in_own_time

from crossbook import (
    ConnectionChange,
    ConnectionGivenUp,
    ConnectionOpened,
    ConnectionReopening,
    CouldNotConnect,
    Forbidden,
    NotSent,
    Unauthorized,
)


def nobody(_number: int) -> bool:
    return False


def changes_of(
    script: Script,
    *,
    seconds: float,
    luck: float = 0.0,
    refuse: Callable[[int], bool] = nobody,
    hang: Callable[[int], bool] = nobody,
) -> tuple[list[float], list[ConnectionChange]]:
    """Let a socket reopen for some time; give when it tried to connect, and what it told."""
    told: list[ConnectionChange] = []

    async def main() -> list[float]:
        net = Network(script, refuse, hang)
        async with net.socket(reopen=True, luck=luck, on_change=told.append):
            await asyncio.sleep(seconds)
        assert net.open_wires == 0
        await net.settled()
        return net.attempts

    return in_own_time(main()), told


def polite(attempts: Iterable[float]) -> bool:
    """Say whether no window of a second holds two attempts."""
    times = list(attempts)
    return all(later - earlier >= 1 for earlier, later in itertools.pairwise(times))


@pytest.mark.parametrize("ill", ILL)
def test_a_venue_that_is_ill_is_asked_again_and_left_in_peace(ill: str) -> None:
    attempts, told = changes_of(first_well(ILL[ill]), seconds=900)
    assert polite(attempts)
    # It is not given up, and after the first minute it is asked every half minute, or twice as often where luck shortens the waits.
    assert 15 <= len(attempts) <= 70
    assert len([at for at in attempts if at > 450]) <= 31
    assert not any(isinstance(change, ConnectionGivenUp) for change in told)


def test_a_venue_at_which_nobody_listens_is_asked_again_and_left_in_peace() -> None:
    attempts, told = changes_of(first_well(well), seconds=900, refuse=lambda number: number > 1)
    assert polite(attempts)
    assert 15 <= len(attempts) <= 70
    assert isinstance(told[-1], ConnectionReopening)
    assert "nobody listens" in told[-1].problem


def test_an_attempt_that_gets_no_answer_at_all_is_given_up_in_time() -> None:
    attempts, told = changes_of(first_well(well), seconds=60, hang=lambda number: number == 2)
    assert polite(attempts)
    assert any(isinstance(change, ConnectionReopening) and "no connection within 5 s" in change.problem for change in told)
    assert isinstance(told[-2], ConnectionOpened)  # the last is that the test closes it


@pytest.mark.parametrize("status", [401, 403])
def test_refused_credentials_end_it_with_the_reason(status: int) -> None:
    attempts, told = changes_of(first_well(rejecting(status)), seconds=HOUR)
    assert len(attempts) == 2
    assert told[-1] == ConnectionGivenUp(problem=f"HTTP {status} to the handshake", status=status)


def test_a_socket_that_gave_up_says_why_and_sends_nothing() -> None:
    async def main() -> None:
        net = Network(first_well(rejecting(401)))
        async with net.socket(reopen=True) as socket:
            told = [change async for change in socket.changes()]
            assert isinstance(told[-1], ConnectionGivenUp)
            assert not socket.is_open
            with pytest.raises(NotSent, match="HTTP 401 to the handshake; given up"):
                await socket.cancel_order(ORDER)
        await net.settled()

    in_own_time(main())


@pytest.mark.parametrize(("status", "kind"), [(401, Unauthorized), (403, Forbidden), (503, CouldNotConnect)])
def test_the_first_connection_is_not_tried_again_and_says_what_is_wrong(status: int, kind: type[Exception]) -> None:
    async def main() -> None:
        net = Network(rejecting(status))
        socket = net.socket(reopen=True)
        with pytest.raises(kind):
            await socket.__aenter__()
        await asyncio.sleep(HOUR)
        assert len(net.attempts) == 1
        await net.settled()

    in_own_time(main())


def test_a_venue_that_asks_for_time_gets_it() -> None:
    async def busy(peer: Peer) -> None:
        await (well(peer) if peer.number > 2 else peer.reject(429, Retry_After="77"))

    attempts, told = changes_of(first_well(busy), seconds=200)
    assert len(attempts) == 3
    assert attempts[2] - attempts[1] >= 77
    assert [change.connection for change in told if isinstance(change, ConnectionOpened)] == [1, 2]


def test_only_a_healthy_stretch_makes_the_waits_short_again() -> None:
    async def hold_on(peer: Peer) -> None:
        await peer.accept()
        await asyncio.sleep(40 if peer.number == 5 else 0)
        peer.close(1001)

    _, told = changes_of(hold_on, seconds=60, luck=1.0)
    waits = [change.in_seconds for change in told if isinstance(change, ConnectionReopening)]
    assert waits == pytest.approx([1, 2, 4, 8, 1, 2, 4])
