# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
"""What each operation does, and what each status proves."""

from typing import Final

from crossbook_bindings.runtime import Certainty, Effect, EffectKind, Operation, Scope, Settles

_ACTED: Final = Certainty.ACTED
_NOT_ACTED: Final = Certainty.NOT_ACTED
_MAY_HAVE_ACTED: Final = Certainty.MAY_HAVE_ACTED

PLACE_ORDER: Final = Operation(
    venue="predictstreet",
    name="placeOrder",
    method="POST",
    path="/api/orders/place",
    docs="https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/place-a-signed-order",
    effect=Effect(
        kind=EffectKind("place"),
        scope=Scope("order"),
        settles=Settles("at-reply"),
        buckets=(
            "orders-ip",
            "place-ip",
            "place-wallet",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            409: _NOT_ACTED,
            429: _NOT_ACTED,
            500: _MAY_HAVE_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="string",
    server=None,
    secret_fields=(),
)

CANCEL_ORDER: Final = Operation(
    venue="predictstreet",
    name="cancelOrder",
    method="POST",
    path="/api/orders/cancel",
    docs="https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/cancel-a-single-order",
    effect=Effect(
        kind=EffectKind("cancel"),
        scope=Scope("order"),
        settles=Settles("at-reply"),
        buckets=(
            "orders-ip",
            "cancel-wallet",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            429: _NOT_ACTED,
            500: _MAY_HAVE_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

CANCEL_BATCH: Final = Operation(
    venue="predictstreet",
    name="cancelBatch",
    method="POST",
    path="/api/orders/cancel-batch",
    docs="https://docs.adipredictstreet.com/api-reference/orders/cancel-a-batch-of-orders-by-id-max-100",
    effect=Effect(
        kind=EffectKind("cancel"),
        scope=Scope("orders"),
        settles=Settles("at-reply"),
        buckets=(
            "orders-ip",
            "cancel-batch-wallet",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            429: _NOT_ACTED,
            500: _MAY_HAVE_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

CANCEL_ALL: Final = Operation(
    venue="predictstreet",
    name="cancelAll",
    method="POST",
    path="/api/orders/cancel-all",
    docs="https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/cancel-all-open-orders",
    effect=Effect(
        kind=EffectKind("cancel"),
        scope=Scope("account"),
        settles=Settles("at-reply"),
        buckets=(
            "orders-ip",
            "cancel-all-wallet",
        ),
        statuses={
            200: _ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            429: _NOT_ACTED,
            500: _MAY_HAVE_ACTED,
            503: _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

LIST_OPEN_ORDERS: Final = Operation(
    venue="predictstreet",
    name="listOpenOrders",
    method="GET",
    path="/api/orders/open",
    docs="https://ideasoft.mintlify.app/api-reference/orders/list-open-orders",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=(
            "reads-ip",
            "open-wallet",
        ),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            429: _NOT_ACTED,
            500: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)

GET_ORDER: Final = Operation(
    venue="predictstreet",
    name="getOrder",
    method="GET",
    path="/api/orders/{id}",
    docs="https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/order-detail",
    effect=Effect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        buckets=(
            "reads-ip",
            "order-wallet",
        ),
        statuses={
            200: _NOT_ACTED,
            400: _NOT_ACTED,
            401: _NOT_ACTED,
            403: _NOT_ACTED,
            404: _NOT_ACTED,
            429: _NOT_ACTED,
            500: _NOT_ACTED,
            503: _NOT_ACTED,
        },
        default=_NOT_ACTED,
    ),
    authenticated=True,
    decimals="number",
    server=None,
    secret_fields=(),
)


OPERATIONS: Final = (
    PLACE_ORDER,
    CANCEL_ORDER,
    CANCEL_BATCH,
    CANCEL_ALL,
    LIST_OPEN_ORDERS,
    GET_ORDER,
)
