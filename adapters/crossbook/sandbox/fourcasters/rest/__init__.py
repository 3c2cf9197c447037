"""The REST operations of 4casters: all of them, by method and path.

Each handler reads its own request without trusting it: what a spec lets pass a venue may still refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.rest import account, bets, cancels, history, markets, orders, prices, replay
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.rest_spec import Incoming

Handler: TypeAlias = Callable[[State, Account, Incoming], Answer]

LOGIN: Final = "POST /user/login"
DOCUMENT: Final = "GET /openapi.json"
REPLAY: Final = "GET /v2/user/messages"

HANDLERS: Final[Mapping[str, Handler]] = {
    "POST /user/logout": account.logout,
    "GET /user/getMe": account.me,
    "POST /user/ordersHeartbeat": account.heartbeat,
    "GET /user/getGameLiability": account.game_liability,
    "GET /affiliate/getAffiliateCommission": account.affiliate_commission,
    "GET /user/getUnmatched": orders.unmatched,
    "GET /session/lookupOrder": orders.lookup,
    "GET /user/getOrdersForGame": orders.for_game,
    "POST /session/v3/place": orders.place_orders,
    "POST /session/editOrder": orders.edit_order,
    "POST /session/v4/editOrder": orders.edit_order_v4,
    "POST /session/cancel": cancels.cancel,
    "POST /session/cancelMultiple": cancels.cancel_multiple,
    "POST /session/cancelByReference": cancels.cancel_by_reference,
    "POST /session/cancelAllOrdersForGame": cancels.cancel_for_game,
    "POST /session/cancelAllForLeague": cancels.cancel_for_league,
    "POST /session/cancelAllOrders": cancels.cancel_all,
    "GET /user/getMatchedBets": bets.matched_bets,
    "GET /user/getBetByID": bets.by_id,
    "GET /user/getBetByWagerRequestID": bets.by_wager_request_id,
    "GET /user/getBetByUserReference": bets.by_user_reference,
    # At its old address the same handler answers (sources/core-api.openapi.json), and days as well as times are understood.
    "GET /user/getGradedWagers": history.graded_wagers,
    "GET /user/v2/getGraded": history.graded,
    "GET /user/v2/getGradedSince": history.graded_since,
    "GET /exchange/getLeagues": markets.leagues,
    "GET /exchange/getParticipants": markets.participants,
    "GET /exchange/v2/getGames": markets.games,
    "GET /exchange/v2/getOrderbook": markets.orderbook,
    "POST /exchange/getOrderbook": markets.orderbook_v1,
    "GET /exchange/getSingleOrderbook": markets.single_orderbook,
    "GET /exchange/getOddsForAveragePrice": prices.average_price,
    "GET /exchange/getMatchedVolume": prices.matched_volume,
    REPLAY: replay.user_messages,
}

# Where the entries of a list reply are.
LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "GET /user/getUnmatched": ("data", "unmatched"),
    "POST /session/v3/place": ("data", "createdSessions"),
    "POST /session/cancelMultiple": ("data",),
    "POST /session/cancelByReference": ("data",),
    "POST /session/cancelAllOrdersForGame": ("data",),
    "POST /session/cancelAllOrders": ("data",),
    "GET /user/getMatchedBets": ("data", "matchedBets"),
    "GET /user/getGradedWagers": ("data", "graded"),
    "GET /user/v2/getGraded": ("data", "graded"),
    "GET /user/v2/getGradedSince": ("data", "graded"),
    "GET /exchange/v2/getGames": ("data", "games"),
    "GET /exchange/v2/getOrderbook": ("data", "games"),
}
READABLE_WITH_POST: Final = frozenset({"/user/getGradedWagers", "/user/v2/getGraded", "/user/v2/getGradedSince"})
# Their pages have bad orders fail in their entries, and give missing or malformed parameters statuses of their own: the
# handlers answer for these themselves.
READ_THEIR_OWN_FAULTS: Final = frozenset(
    {
        "POST /session/v3/place",
        "POST /session/editOrder",
        "POST /session/v4/editOrder",
        "GET /session/lookupOrder",
        "GET /user/getOrdersForGame",
        "GET /user/getBetByUserReference",
    }
)
