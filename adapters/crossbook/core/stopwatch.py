"""The time of day at a moment of a call, without reading a clock. Pure: both are handed in."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from crossbook.core.steps import Plan, now


class Watch(msgspec.Struct, frozen=True):
    """A clock of this machine, started: the time of day when a call began, and how long it has run since."""

    at: datetime
    began: float

    def time(self, moment: float) -> datetime:
        """Give the time of day at a moment of the call's own clock."""
        return self.at + timedelta(seconds=moment - self.began)


def started(at: datetime) -> Plan[Watch]:
    """Start a watch at a time of day that was just read."""
    return Watch(at, (yield from now()))
