# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
"""What each operation does, and what each status proves."""

from typing import Final

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Certainty, Effect, EffectKind, Operation, Scope, Settles

_ACTED: Final = Certainty.ACTED
_NOT_ACTED: Final = Certainty.NOT_ACTED
_MAY_HAVE_ACTED: Final = Certainty.MAY_HAVE_ACTED

LOGIN: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="login",
    method="POST",
    path="/user/login",
    docs="https://docs.4casters.io/pages/rest/authentication",
    effect=Effect(
        kind=EffectKind("session"),
        scope=None,
        settles=Settles("at-reply"),
        buckets=(
            "ip",
            "login-ip",
            "login-account",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=False,
    decimals="number",
    server=None,
    secret_fields=(
        "auth",
        "password",
    ),
)

LOGOUT: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="logout",
    method="POST",
    path="/user/logout",
    docs="https://docs.4casters.io/pages/rest/authentication",
    effect=Effect(
        kind=EffectKind("session"),
        scope=None,
        settles=Settles("at-reply"),
        buckets=("ip",),
        statuses={
            200: _ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_ME: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getMe",
    method="GET",
    path="/user/getMe",
    docs="https://docs.4casters.io/pages/rest/user/get-me",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_MATCHED_BETS: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getMatchedBets",
    method="GET",
    path="/user/getMatchedBets",
    docs="https://docs.4casters.io/pages/rest/user/get-matched-bets",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_UNMATCHED: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getUnmatched",
    method="GET",
    path="/user/getUnmatched",
    docs="https://docs.4casters.io/pages/rest/user/get-unmatched-orders",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_ORDERS_FOR_GAME: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getOrdersForGame",
    method="GET",
    path="/user/getOrdersForGame",
    docs="https://docs.4casters.io/pages/rest/user/get-orders-for-game",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            404: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_GRADED_WAGERS: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getGradedWagers",
    method="GET",
    path="/user/getGradedWagers",
    docs="https://docs.4casters.io/pages/rest/user/get-graded-wagers",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=(
            "ip",
            "graded",
        ),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_GRADED: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getGraded",
    method="GET",
    path="/user/v2/getGraded",
    docs="https://api.4casters.io/openapi.json",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=(
            "ip",
            "graded",
        ),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_GRADED_SINCE: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getGradedSince",
    method="GET",
    path="/user/v2/getGradedSince",
    docs="https://api.4casters.io/openapi.json",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=(
            "ip",
            "graded-since",
        ),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_BET_BY_ID: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getBetByID",
    method="GET",
    path="/user/getBetByID",
    docs="https://docs.4casters.io/pages/rest/user/get-bet-by-id",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_BET_BY_WAGER_REQUEST_ID: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getBetByWagerRequestID",
    method="GET",
    path="/user/getBetByWagerRequestID",
    docs="https://docs.4casters.io/pages/rest/user/get-bet-by-wager-request-id",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_BET_BY_USER_REFERENCE: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getBetByUserReference",
    method="GET",
    path="/user/getBetByUserReference",
    docs="https://docs.4casters.io/pages/rest/user/get-bet-by-user-reference",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            408: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_GAME_LIABILITY: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getGameLiability",
    method="GET",
    path="/user/getGameLiability",
    docs="https://docs.4casters.io/pages/rest/introduction",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

ORDERS_HEARTBEAT: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="ordersHeartbeat",
    method="POST",
    path="/user/ordersHeartbeat",
    docs="https://docs.4casters.io/pages/rest/user/orders-heartbeat",
    effect=Effect(
        kind=EffectKind("heartbeat"),
        scope=Scope("account"),
        settles=Settles("at-reply"),
        buckets=("ip",),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

PLACE_ORDERS: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="placeOrders",
    method="POST",
    path="/session/v3/place",
    docs="https://docs.4casters.io/pages/rest/orders/place-order",
    effect=Effect(
        kind=EffectKind("place"),
        scope=Scope("orders"),
        settles=Settles("at-reply"),
        buckets=(
            "ip",
            "orders",
        ),
        statuses={
            200: _ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

EDIT_ORDER: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="editOrder",
    method="POST",
    path="/session/editOrder",
    docs="https://docs.4casters.io/pages/rest/orders/edit-order",
    effect=Effect(
        kind=EffectKind("edit"),
        scope=Scope("order"),
        settles=Settles("at-reply"),
        buckets=(
            "ip",
            "orders",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

EDIT_ORDER_V4: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="editOrderV4",
    method="POST",
    path="/session/v4/editOrder",
    docs="https://docs.4casters.io/pages/rest/orders/edit-order",
    effect=Effect(
        kind=EffectKind("edit"),
        scope=Scope("order"),
        settles=Settles("at-reply"),
        buckets=(
            "ip",
            "orders",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

LOOKUP_ORDER: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="lookupOrder",
    method="GET",
    path="/session/lookupOrder",
    docs="https://docs.4casters.io/pages/rest/orders/lookup-order",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            404: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

CANCEL: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="cancel",
    method="POST",
    path="/session/cancel",
    docs="https://docs.4casters.io/pages/rest/orders/cancel-order",
    effect=Effect(
        kind=EffectKind("cancel"),
        scope=Scope("order"),
        settles=Settles("at-reply"),
        buckets=(
            "ip",
            "orders",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            409: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

CANCEL_MULTIPLE: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="cancelMultiple",
    method="POST",
    path="/session/cancelMultiple",
    docs="https://docs.4casters.io/pages/rest/orders/cancel-multiple",
    effect=Effect(
        kind=EffectKind("cancel"),
        scope=Scope("orders"),
        settles=Settles("at-reply"),
        buckets=(
            "ip",
            "orders",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

CANCEL_BY_REFERENCE: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="cancelByReference",
    method="POST",
    path="/session/cancelByReference",
    docs="https://docs.4casters.io/pages/rest/orders/cancel-by-reference",
    effect=Effect(
        kind=EffectKind("cancel"),
        scope=Scope("references"),
        settles=Settles("at-reply"),
        buckets=(
            "ip",
            "orders",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

CANCEL_ALL_ORDERS_FOR_GAME: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="cancelAllOrdersForGame",
    method="POST",
    path="/session/cancelAllOrdersForGame",
    docs="https://docs.4casters.io/pages/rest/orders/cancel-all-for-game",
    effect=Effect(
        kind=EffectKind("cancel"),
        scope=Scope("game"),
        settles=Settles("at-reply"),
        buckets=(
            "ip",
            "orders",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

CANCEL_ALL_FOR_LEAGUE: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="cancelAllForLeague",
    method="POST",
    path="/session/cancelAllForLeague",
    docs="https://docs.4casters.io/pages/rest/orders/cancel-all-for-league",
    effect=Effect(
        kind=EffectKind("cancel"),
        scope=Scope("league"),
        settles=Settles("later"),
        buckets=(
            "ip",
            "orders",
        ),
        statuses={
            200: _MAY_HAVE_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

CANCEL_ALL_ORDERS: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="cancelAllOrders",
    method="POST",
    path="/session/cancelAllOrders",
    docs="https://docs.4casters.io/pages/rest/orders/cancel-all-orders",
    effect=Effect(
        kind=EffectKind("cancel"),
        scope=Scope("account"),
        settles=Settles("at-reply"),
        buckets=(
            "ip",
            "orders",
        ),
        statuses={
            200: _ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_LEAGUES: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getLeagues",
    method="GET",
    path="/exchange/getLeagues",
    docs="https://docs.4casters.io/pages/rest/markets/get-leagues",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_PARTICIPANTS: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getParticipants",
    method="GET",
    path="/exchange/getParticipants",
    docs="https://docs.4casters.io/pages/rest/markets/get-participants",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_GAMES: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getGames",
    method="GET",
    path="/exchange/v2/getGames",
    docs="https://docs.4casters.io/pages/rest/markets/get-games",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_ORDERBOOK: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getOrderbook",
    method="GET",
    path="/exchange/v2/getOrderbook",
    docs="https://docs.4casters.io/pages/rest/markets/get-orderbook",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_ORDERBOOK_V1: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getOrderbookV1",
    method="POST",
    path="/exchange/getOrderbook",
    docs="https://docs.4casters.io/pages/rest/markets/get-orderbook-v1",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_SINGLE_ORDERBOOK: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getSingleOrderbook",
    method="GET",
    path="/exchange/getSingleOrderbook",
    docs="https://docs.4casters.io/pages/rest/markets/get-single-orderbook",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_ODDS_FOR_AVERAGE_PRICE: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getOddsForAveragePrice",
    method="GET",
    path="/exchange/getOddsForAveragePrice",
    docs="https://docs.4casters.io/pages/rest/markets/get-average-price",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_MATCHED_VOLUME: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getMatchedVolume",
    method="GET",
    path="/exchange/getMatchedVolume",
    docs="https://docs.4casters.io/pages/rest/markets/get-matched-volume",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_AFFILIATE_COMMISSION: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getAffiliateCommission",
    method="GET",
    path="/affiliate/getAffiliateCommission",
    docs="https://docs.4casters.io/pages/rest/affiliate/get-affiliate-commission",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_OPENAPI_DOCUMENT: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="getOpenapiDocument",
    method="GET",
    path="/openapi.json",
    docs="https://api.4casters.io/openapi.json",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("ip",),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=False,
    decimals="number",
    server=None,
    secret_fields=(),
)

REPLAY_USER_MESSAGES: Final[Operation[Venue]] = Operation(
    venue="fourcasters",
    name="replayUserMessages",
    method="GET",
    path="/v2/user/messages",
    docs="https://docs.4casters.io/pages/streaming/user-feed",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=("replay",),
        statuses={
            200: _NOT_ACTED,
            429: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server="https://streaming-api.4casters.io",
    secret_fields=(),
)


OPERATIONS: Final = (
    LOGIN,
    LOGOUT,
    GET_ME,
    GET_MATCHED_BETS,
    GET_UNMATCHED,
    GET_ORDERS_FOR_GAME,
    GET_GRADED_WAGERS,
    GET_GRADED,
    GET_GRADED_SINCE,
    GET_BET_BY_ID,
    GET_BET_BY_WAGER_REQUEST_ID,
    GET_BET_BY_USER_REFERENCE,
    GET_GAME_LIABILITY,
    ORDERS_HEARTBEAT,
    PLACE_ORDERS,
    EDIT_ORDER,
    EDIT_ORDER_V4,
    LOOKUP_ORDER,
    CANCEL,
    CANCEL_MULTIPLE,
    CANCEL_BY_REFERENCE,
    CANCEL_ALL_ORDERS_FOR_GAME,
    CANCEL_ALL_FOR_LEAGUE,
    CANCEL_ALL_ORDERS,
    GET_LEAGUES,
    GET_PARTICIPANTS,
    GET_GAMES,
    GET_ORDERBOOK,
    GET_ORDERBOOK_V1,
    GET_SINGLE_ORDERBOOK,
    GET_ODDS_FOR_AVERAGE_PRICE,
    GET_MATCHED_VOLUME,
    GET_AFFILIATE_COMMISSION,
    GET_OPENAPI_DOCUMENT,
    REPLAY_USER_MESSAGES,
)
