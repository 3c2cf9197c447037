"""Graded bets: a window of games, and what has been settled since."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import evolve

from crossbook.sandbox.clock import timestamp
from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.market.bets import Bet, Settlement
from crossbook.sandbox.fourcasters.market.odds import rounded
from crossbook.sandbox.fourcasters.rest.replies import data, refused
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.fourcasters.writing.bets import graded_row
from crossbook.sandbox.rest_spec import Incoming
from crossbook.sandbox.wire import JsonObject

_LONGEST: Final = timedelta(days=35)
_PAGE: Final = 100
_CURSOR: Final = "sandbox:"
_Settled: TypeAlias = tuple[Bet, Settlement]
_Position: TypeAlias = tuple[int, int]
"""Milliseconds of the settlement, and its place among all."""


def graded_wagers(state: State, account: Account, incoming: Incoming) -> Answer:
    """Answer at the old address, where the pages have days: MM-DD-YYYY, from the start of the day before, through the last."""
    query = dict(incoming.query)
    for name, days in (("startDate", -1), ("endDate", 1)):
        try:
            day = datetime.strptime(query.get(name, ""), "%m-%d-%Y").replace(tzinfo=UTC)
        except ValueError:
            continue  # none, or ISO 8601, as the venue's own document has it
        query[name] = (day + timedelta(days=days)).isoformat()
    return graded(state, account, evolve(incoming, query=query))


def graded(state: State, account: Account, incoming: Incoming) -> Answer:
    start, end = _moment(incoming.query.get("startDate"), "startDate"), _moment(incoming.query.get("endDate"), "endDate")
    until = end or state.clock.wall()
    if start is not None and until - start > _LONGEST:
        raise refused(400, f"expected a window of at most {_LONGEST.days} days")
    # No page orders them; the older description has them descending by game start.
    found = sorted(_settled(state, account), key=lambda entry: _start(state, entry[0]), reverse=True)
    rows = [entry for entry in found if (start is None or start <= _start(state, entry[0])) and _start_counts(state, entry[0], end)]
    return data({"graded": [graded_row(bet, how, state.exchange, state.clock) for bet, how in rows], "summary": _summary(rows)})


def graded_since(state: State, account: Account, incoming: Incoming) -> Answer:
    since, cursor = incoming.query.get("since"), incoming.query.get("cursor")
    if (since is None) == (cursor is None):  # sending neither is not described
        raise refused(400, "expected either since or cursor")
    after = _position_of(cursor) if cursor is not None else _after(since)
    ordered = sorted(_settled(state, account), key=lambda entry: _position(state, entry[1]))
    left = [entry for entry in ordered if _position(state, entry[1]) > after]
    page, more = left[:_PAGE], len(left) > _PAGE
    last = _position(state, page[-1][1]) if page else after
    # Steps back where the page ends amid settlements of one millisecond: those that follow have not been delivered.
    through = last[0] - 1 if more and _position(state, left[_PAGE][1])[0] == last[0] else last[0]
    return data(
        {
            "graded": [graded_row(bet, how, state.exchange, state.clock) for bet, how in page],
            "hasMore": more,
            "cursor": _cursor(last) if page or cursor is None else cursor,
            "settledThrough": timestamp(datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=through)),
        }
    )


def _settled(state: State, account: Account) -> list[_Settled]:
    return [(bet, bet.settlement) for bet in state.exchange.bets_of(account.id) if bet.settlement is not None]


def _start(state: State, bet: Bet) -> datetime:
    return state.clock.wall_at(state.exchange.games[bet.selection.key.game_id].starts_at)


def _start_counts(state: State, bet: Bet, end: datetime | None) -> bool:
    """Whether a game started before the end of the window. Without one it ends now, and a graded game has started by then.

    A sandbox can grade a game before its time has come; it is not hidden for that.
    """
    return end is None or _start(state, bet) < end


def _summary(rows: list[_Settled]) -> JsonObject:
    """Sum up, in whole dollars: volume is the smaller of risk and win."""
    pnl = sum((how.result for _, how in rows), Fraction(0))
    volume = sum((min(bet.stake + how.fee, bet.gross - how.fee) for bet, how in rows), Fraction(0))
    return {"pnl": rounded(pnl, 0), "volume": rounded(volume, 0)}


def _moment(value: str | None, name: str) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise refused(400, f"expected {name} to be ISO 8601, found {value!r}") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _after(since: str | None) -> _Position:
    """Strictly after an instant: behind everything that was settled in its millisecond."""
    moment = _moment(since, "since")
    exact = Decimal((moment or datetime.fromtimestamp(0, UTC)).timestamp()) * 1000
    return int(exact.to_integral_value(ROUND_HALF_EVEN)), 2**62


def _position(state: State, how: Settlement) -> _Position:
    return round(state.clock.wall_at(how.at).timestamp() * 1000), how.sequence


def _cursor(position: _Position) -> str:
    return base64.urlsafe_b64encode(f"{_CURSOR}{position[0]}-{position[1]}".encode()).decode()


def _position_of(cursor: str) -> _Position:
    try:
        decoded = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode()
        moment, _, sequence = decoded.removeprefix(_CURSOR).partition("-")
        position = int(moment), int(sequence)
    except (binascii.Error, ValueError) as error:
        raise refused(400, "expected a cursor that this endpoint issued") from error
    if _cursor(position) != cursor:
        raise refused(400, "expected a cursor that this endpoint issued")
    return position
