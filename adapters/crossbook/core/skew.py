"""How far this machine's clock is from a venue's, as far as one reply can tell. Pure: the time is handed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from crossbook.core.encoding import said_at
from crossbook.core.judging import Reply
from crossbook.core.steps import Plan, now
from crossbook.core.stopwatch import Watch
from crossbook.findings import Finding

TOLERATED: Final = 5.0
"""Seconds. No page says how far a clock may be off; times that expire are of whole seconds, and orders take some to arrive."""
_SECOND: Final = timedelta(seconds=1)


def clock_finding(watch: Watch, asked: float, reply: Reply[object]) -> Plan[Finding]:
    """Compare the time that a reply names with this machine's, between asking and now."""
    said = said_at(*reply.answered.times)
    answered = yield from now()
    if said is None:
        return Finding("clock", "unproven", "the venue's reply names no time")
    # A Date is cut to whole seconds, and was written at some moment between the two.
    behind = (said - watch.time(answered)).total_seconds()
    ahead = (said + _SECOND - watch.time(asked)).total_seconds()
    return _judged(behind, ahead)


def _judged(least: float, most: float) -> Finding:
    """Say what follows from the venue's clock being ahead of ours by at least and at most so many seconds."""
    if least <= 0 <= most:
        return Finding("clock", "proven", f"this machine's clock and the venue's agree within {_shown(max(-least, most))}")
    off, direction = (least, "behind") if least > 0 else (-most, "ahead of")
    words = f"this machine's clock is {direction} the venue's by {_shown(off)} or more"
    if off <= TOLERATED:
        return Finding("clock", "proven", f"{words}, and less than {TOLERATED:g} s matter little")
    return Finding("clock", "wrong", f"{words}: times that expire are off by as much; set it (NTP)")


def _shown(seconds: float) -> str:
    return f"{seconds:.1f} s"
