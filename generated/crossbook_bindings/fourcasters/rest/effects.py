# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
"""What each operation does, and what each status proves."""

from typing import Final

from crossbook_bindings.runtime import Certainty, Effect, EffectKind, Operation, Scope, Settles

_ACTED: Final = Certainty.ACTED
_NOT_ACTED: Final = Certainty.NOT_ACTED
_MAY_HAVE_ACTED: Final = Certainty.MAY_HAVE_ACTED

LOGIN: Final = Operation(
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
    secret_fields=(
        "auth",
        "password",
    ),
)

GET_ME: Final = Operation(
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
    secret_fields=(),
)

GET_UNMATCHED: Final = Operation(
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
    secret_fields=(),
)

ORDERS_HEARTBEAT: Final = Operation(
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
    secret_fields=(),
)

PLACE_ORDERS: Final = Operation(
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
    secret_fields=(),
)

LOOKUP_ORDER: Final = Operation(
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
    secret_fields=(),
)

CANCEL: Final = Operation(
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
    secret_fields=(),
)

CANCEL_MULTIPLE: Final = Operation(
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
    secret_fields=(),
)

CANCEL_BY_REFERENCE: Final = Operation(
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
    secret_fields=(),
)

CANCEL_ALL_ORDERS_FOR_GAME: Final = Operation(
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
    secret_fields=(),
)

CANCEL_ALL_FOR_LEAGUE: Final = Operation(
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
    secret_fields=(),
)

CANCEL_ALL_ORDERS: Final = Operation(
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
    secret_fields=(),
)


OPERATIONS: Final = (
    LOGIN,
    GET_ME,
    GET_UNMATCHED,
    ORDERS_HEARTBEAT,
    PLACE_ORDERS,
    LOOKUP_ORDER,
    CANCEL,
    CANCEL_MULTIPLE,
    CANCEL_BY_REFERENCE,
    CANCEL_ALL_ORDERS_FOR_GAME,
    CANCEL_ALL_FOR_LEAGUE,
    CANCEL_ALL_ORDERS,
)
