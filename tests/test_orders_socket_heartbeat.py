"""The heartbeat on the orders socket: what arms it, and what leaves it unknown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from socket_server import told

from crossbook import InvalidRequest, OutcomeUnknown, Refused
from crossbook.fourcasters import HeartbeatAck


async def test_a_heartbeat_is_acknowledged_with_the_venues_clock() -> None:
    data = {"type": "heartbeatAck", "serverTime": "2026-08-21T15:30:00.123456789Z", "timeoutSec": 10}
    acknowledged = await told({"data": data}, lambda socket: socket.heartbeat(10))
    assert acknowledged == HeartbeatAck(
        timeout_seconds=10, told_seconds=10, server_time=datetime(2026, 8, 21, 15, 30, 0, 123456, tzinfo=UTC)
    )


@pytest.mark.parametrize("seconds", [99, "99", "sNaN", "NaN", "Infinity", "-10"])
async def test_a_heartbeat_that_is_acknowledged_for_other_seconds_is_unknown(seconds: int | str) -> None:
    data = {"type": "heartbeatAck", "serverTime": "2026-08-21T15:30:00.123456789Z", "timeoutSec": seconds}
    with pytest.raises(OutcomeUnknown):
        await told({"data": data}, lambda socket: socket.heartbeat(10))


async def test_a_heartbeat_that_the_venue_refuses_is_refused_and_other_words_are_unknown() -> None:
    with pytest.raises(Refused):
        await told({"error": "Invalid heartbeat timeout"}, lambda socket: socket.heartbeat(10))
    with pytest.raises(OutcomeUnknown):
        await told({"error": "words of next year"}, lambda socket: socket.heartbeat(10))
    with pytest.raises(InvalidRequest):
        await told({}, lambda socket: socket.heartbeat(0))
