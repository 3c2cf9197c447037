"""What the venue confirms of a token before anything is placed, as a plan: it reads, and places nothing. Pure."""

from __future__ import annotations

from datetime import datetime

from crossbook.core.judging import Reply, ask
from crossbook.core.skew import clock_finding
from crossbook.core.steps import Plan, now
from crossbook.core.stopwatch import started
from crossbook.errors import Forbidden, InvalidRequest, Unauthorized
from crossbook.findings import Finding
from crossbook_bindings.fourcasters import rest as bindings


def check(at: datetime) -> Plan[tuple[Finding, ...]]:
    """Examine token, account and clock."""
    watch = yield from started(at)
    asked = yield from now()
    result = yield from ask(bindings.get_me())
    silent = (
        Finding("account", "unproven", "the venue did not tell whose token it is"),
        Finding("clock", "unproven", "nothing was answered that tells the venue's time"),
    )
    match result:
        case Reply():
            clock = yield from clock_finding(watch, asked, result)
            token = Finding("token", "proven", "the venue takes the token for reading; whether it may place orders shows when it does")
            return token, _account(result.value.data.user), clock
        case Unauthorized() | Forbidden() | InvalidRequest():
            return Finding("token", "wrong", f"the token is refused: {result.venue_text or result.message}"), *silent
        case _:
            return Finding("token", "unproven", result.venue_text or result.message), *silent


def _account(user: bindings.User) -> Finding:
    if not user.username:
        return Finding("account", "unproven", "the venue takes the token, and does not say whose it is")
    return Finding("account", "proven", f"the token is that of {user.username}, says the venue: see that it is yours")
