"""Logging in and out, the account, its heartbeat, and what it earns by referring players."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.market.odds import shown
from crossbook.sandbox.fourcasters.rest.replies import data, refused
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.fourcasters.writing.orders import user
from crossbook.sandbox.rest_spec import Incoming
from crossbook.sandbox.wire import Json, JsonObject, number, text

_TIMEOUT_FLOOR: Final = 5
_UTC: Final = ZoneInfo("UTC")


def login(state: State, incoming: Incoming) -> Answer:
    username, password = text(incoming.body, "username"), text(incoming.body, "password")
    if not username or not password:
        raise refused(400, "Missing username or password")
    account = state.accounts.by_login(username, password)
    if account is None:
        raise refused(401, "InvalidCredentials")
    if state.accounts.is_locked(account):
        raise refused(403, "account is locked")
    token = state.accounts.log_in(account)
    shown_user: JsonObject = {**user(account, state.exchange), "auth": token}
    # The venue honours this cookie. The sandbox only sends it, so that a client that keeps cookies shows up in `requests`.
    return Answer(200, {"data": {"user": shown_user}}, {"Set-Cookie": f"auth=s%3A{token}.sandbox; Path=/; HttpOnly"})


def logout(state: State, _account: Account, incoming: Incoming) -> Answer:
    state.accounts.log_out(token_of(incoming))
    return Answer(200, has_body=False)  # no body is documented


def token_of(incoming: Incoming) -> str:
    """Return the token of a request, with or without the prefix."""
    return incoming.headers.get("authorization", "").removeprefix("Bearer ")


def me(state: State, account: Account, _incoming: Incoming) -> Answer:
    return data({"user": user(account, state.exchange)})


def heartbeat(state: State, account: Account, incoming: Incoming) -> Answer:
    timeout = number(incoming.body, "timeout")
    if timeout is None or timeout <= _TIMEOUT_FLOOR:
        raise refused(400, f"timeout must be a number greater than {_TIMEOUT_FLOOR}")
    state.timers.beat(account.id, float(timeout))
    # The page shows an envelope around what the orders service says, and not what that is; the socket's acknowledgement is
    # the only one any page shows. The spec has no body here, so there is nothing to hold this one against.
    return Answer(200, {"data": {"type": "heartbeatAck", "timeoutSec": timeout}}, documented=False)


def game_liability(state: State, account: Account, incoming: Incoming) -> Answer:
    # A game that nobody knows has no bets: what the venue says to a bad id is undocumented.
    game_id = incoming.query.get("gameID", "").lower()
    return data({"liability": shown(state.exchange.ledger.game_liability(account.id, game_id), 2)})


def affiliate_commission(state: State, account: Account, incoming: Incoming) -> Answer:
    # Where the days begin is undocumented: UTC.
    start, end = _day(incoming.query.get("fromDate")), _day(incoming.query.get("toDate"))
    paid: list[Json] = []
    for player_id, referrer_id in state.accounts.referred.items():
        player = state.accounts.by_id(player_id)
        if referrer_id != account.id or player is None:
            continue
        earned = Fraction(0)
        for bet in state.exchange.bets_of(player_id):
            if bet.settlement is not None:
                day = state.clock.wall_at(bet.settlement.at).replace(hour=0, minute=0, second=0, microsecond=0)
                earned += bet.settlement.fee if (start is None or start <= day) and (end is None or day <= end) else 0
        # The share that is paid is undocumented: here all of the commission.
        paid.append({player.username: shown(earned)})
    return Answer(200, {"commissionPaid": paid})


def _day(value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%m-%d-%Y").replace(tzinfo=_UTC)
    except ValueError as error:
        raise refused(400, f"expected a date MM-DD-YYYY, found {value!r}") from error
