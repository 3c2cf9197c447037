"""Every operation of both venues, as a caller reaches it: through a method of the client, and through `send`.

What each status proves is read from the spec files, not from what was generated from them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

import attrs
import msgspec
from accounts import GAME, ORDER, OTHER, uuids
from recordings import RECORDINGS, request_of

from compiler.documents import read
from crossbook import EditOutcome
from crossbook.fourcasters import NewOrder
from crossbook_bindings.runtime import Request, Undocumented

Call: TypeAlias = Callable[[Any], Any]
"""Takes a client, of either kind; gives what its method gives."""

SPECS: Final = Path(__file__).parent.parent / "specs"
VENUES: Final = ("fourcasters", "predictstreet")

IDS: Final = uuids(2)
BET: Final = NewOrder(game_id=GAME, market_type="moneyline", side=OTHER, odds=-110, risk=Decimal("12.50"), user_reference="ref-1")


@attrs.frozen
class Case:
    """One operation and one way to reach it."""

    venue: str
    operation: str
    call: Call
    names_orders: bool = False
    """Whether the result is outcomes for orders that the call itself named."""

    def __str__(self) -> str:
        return f"{self.venue}.{self.operation}"


METHODS: Final = (
    Case("fourcasters", "login", lambda client: client.login("somebody", "planted-password")),
    Case("fourcasters", "getMe", lambda client: client.me()),
    Case("fourcasters", "getUnmatched", lambda client: client.open_orders()),
    Case("fourcasters", "ordersHeartbeat", lambda client: client.heartbeat(30)),
    Case("fourcasters", "placeOrders", lambda client: client.place_orders([BET, BET]), names_orders=True),
    Case("fourcasters", "editOrder", lambda client: client.edit_order(ORDER, BET), names_orders=True),
    Case("fourcasters", "editOrderV4", lambda client: client.edit_order(ORDER, BET, expected_remaining=Decimal("70.5")), names_orders=True),
    Case("fourcasters", "lookupOrder", lambda client: client.get_order(ORDER)),
    Case("fourcasters", "cancel", lambda client: client.cancel_order(ORDER), names_orders=True),
    Case("fourcasters", "cancelMultiple", lambda client: client.cancel_orders([ORDER, OTHER]), names_orders=True),
    Case("fourcasters", "cancelByReference", lambda client: client.cancel_by_reference(GAME, ["ref-1", "ref-2"])),
    Case("fourcasters", "cancelAllOrdersForGame", lambda client: client.cancel_game_orders(GAME, "spread")),
    Case("fourcasters", "cancelAllForLeague", lambda client: client.cancel_league_orders("NBA")),
    Case("fourcasters", "cancelAllOrders", lambda client: client.cancel_all_orders()),
    Case("fourcasters", "getLeagues", lambda client: client.leagues()),
    Case("fourcasters", "getGames", lambda client: client.games("NHL")),
    Case("fourcasters", "getOrderbook", lambda client: client.order_books("NBA", "basketball")),
    Case("fourcasters", "getMatchedBets", lambda client: client.matched_bets()),
    Case("fourcasters", "getParticipants", lambda client: client.participants(active=True)),
    Case("fourcasters", "getSingleOrderbook", lambda client: client.game_books("66a000000000000000000001")),
    Case("fourcasters", "getOddsForAveragePrice", lambda client: client.average_prices("NBA")),
    Case("fourcasters", "getMatchedVolume", lambda client: client.matched_volume(date(2026, 8, 10), date(2026, 8, 11))),
    Case("fourcasters", "getBetByID", lambda client: client.get_bet("66c000000000000000000001")),
    Case("fourcasters", "getBetByUserReference", lambda client: client.bets_by_reference(GAME, "ref-1")),
    Case("fourcasters", "getBetByWagerRequestID", lambda client: client.bets_by_request("66e000000000000000000001")),
    Case("fourcasters", "getOrdersForGame", lambda client: client.game_orders(GAME)),
    Case("fourcasters", "getGameLiability", lambda client: client.game_liability(GAME)),
    Case("fourcasters", "getGraded", lambda client: client.graded_bets(ends=datetime(2026, 8, 20, tzinfo=UTC))),
    Case("predictstreet", "cancelOrder", lambda client: client.cancel_order(IDS[0]), names_orders=True),
    Case("predictstreet", "cancelBatch", lambda client: client.cancel_orders(IDS), names_orders=True),
    Case("predictstreet", "cancelAll", lambda client: client.cancel_market_orders("NC26-BIN-83479265", "sell", 0)),
    Case("predictstreet", "listOpenOrders", lambda client: client.open_orders()),
    Case("predictstreet", "getOrder", lambda client: client.get_order(IDS[0])),
    Case("predictstreet", "listOrderHistory", lambda client: client.order_history()),
    Case("predictstreet", "getOrderFills", lambda client: client.order_fills("7b0e3c52-0d3f-4c57-9a0e-3a5f1d6c2b10")),
    Case("predictstreet", "listTrades", lambda client: client.fills()),
    Case("predictstreet", "listPositions", lambda client: client.positions()),
    Case("predictstreet", "getBalances", lambda client: client.balances()),
    Case("predictstreet", "listMarkets", lambda client: client.markets("OPEN")),
    Case("predictstreet", "getMarket", lambda client: client.get_market("will-it-rain")),
    Case("predictstreet", "getOrderbook", lambda client: client.order_book("UAE-CUP-FINAL-20260425", 0, depth=20)),
    Case("predictstreet", "listMarketTrades", lambda client: client.market_trades("UAE-CUP-FINAL-20260425")),
)


def _one_of_each() -> Iterator[Request[str, object, object]]:
    """Build a request for every operation of both venues, from the recordings."""
    seen: set[tuple[str, str]] = set()
    for recording in RECORDINGS:
        name = (recording.venue, recording.operation)
        if recording.kind == "rest" and recording.succeeds and recording.breaks is None and name not in seen:
            seen.add(name)
            yield msgspec.structs.replace(request_of(recording), headers=())


_REQUESTS: Final = tuple(_one_of_each())


def _sending(request: Request[str, object, object]) -> Call:
    return lambda client: client.send(request)


SENDS: Final = tuple(Case(request.operation.venue, request.operation.name, _sending(request)) for request in _REQUESTS)

FREE: Final = frozenset(request.operation.name for request in _REQUESTS if request.reply in (Undocumented, msgspec.Raw))
"""Operations whose reply no document gives a form: their status alone is judged, so no body is wrong."""


@cache
def operations(venue: str) -> dict[str, dict[str, Any]]:
    """Read the operations of a venue from its spec."""
    spec: Any = read(SPECS / venue / "rest.openapi.yaml")
    return {
        operation["operationId"]: operation for path in spec["paths"].values() for method, operation in path.items() if method != "servers"
    }


def success_of(case: Case) -> int:
    """Give the status with which an operation succeeds, by its spec."""
    return next(int(status) for status in operations(case.venue)[case.operation]["responses"] if status.startswith("2"))


def outcomes_of(ended: Any) -> tuple[Any, ...]:
    """Give the outcomes of a call that names its orders, be they one or several; those of both legs of an edit."""
    listed = tuple(cast("Iterable[Any]", ended)) if isinstance(ended, tuple) else (ended,)
    return tuple(leg for outcome in listed for leg in _legs(outcome))


def _legs(outcome: Any) -> tuple[Any, ...]:
    return tuple(leg for leg in (outcome.old, outcome.new) if leg is not None) if isinstance(outcome, EditOutcome) else (outcome,)


def proves(case: Case, status: int) -> str:
    """Say what a status proves: acted, not_acted or may_have_acted."""
    statuses = operations(case.venue)[case.operation]["x-effect"]["statuses"]
    return str(statuses.get(str(status), statuses["default"]))


def reads(case: Case) -> bool:
    """Say whether an operation only reads."""
    return bool(operations(case.venue)[case.operation]["x-effect"]["kind"] == "read")


def documented_error(venue: str, status: int) -> bytes:
    """Write an error body in the venue's documented form."""
    if venue == "predictstreet":
        return json.dumps({"code": "validation_failed", "message": "words of the venue", "details": {"field": "orderId"}}).encode()
    if status == 503:
        return b'{"error":{"message":"Network Error","code":503}}'
    return b'{"error":"words of the venue"}'
