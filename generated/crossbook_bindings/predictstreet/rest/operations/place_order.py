# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.order_type import OrderType
from ..models.place_order_reply import PlaceOrderReply
from ..models.place_order_request import PlaceOrderRequest
from ..models.side import Side
from ..models.time_in_force import TimeInForce


def place_order(
    *,
    marketId: str,
    side: Side,
    outcome: str,
    price: Decimal | int,
    quantity: Decimal | int,
    nonce: str,
    expiry: int,
    maker: str,
    signature: str,
    clientOrderId: str | UnsetType = UNSET,
    type: OrderType | UnsetType = UNSET,
    timeInForce: TimeInForce | UnsetType = UNSET,
    postOnly: bool | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, PlaceOrderReply, PlaceOrderReply]:
    """Place one signed order.

    Needs scope orders:write. Price in USDC per outcome token, quantity in outcome tokens. A 200 is not an acceptance:
    business rejections arrive with 200, status REJECTED, an empty orderId, and code/message. Form and signature
    errors are 400; a market that is not OPEN is 409 market_not_open. A resend is safe only with the same
    clientOrderId, salt and signature: the venue then replays the stored result.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/place-a-signed-order
    """
    return Request(
        operation=effects.PLACE_ORDER,
        path=effects.PLACE_ORDER.path,
        headers=pairs(
            effects.PLACE_ORDER,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=PlaceOrderRequest(
            marketId=marketId,
            side=side,
            outcome=outcome,
            price=price,
            quantity=quantity,
            nonce=nonce,
            expiry=expiry,
            maker=maker,
            signature=signature,
            clientOrderId=clientOrderId,
            type=type,
            timeInForce=timeInForce,
            postOnly=postOnly,
        ),
        reply=PlaceOrderReply,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            409: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
