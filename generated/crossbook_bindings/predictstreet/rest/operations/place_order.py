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

    Args:
        marketId: Market symbol, not the market's UUID or slug.
        side: Lower case only.
        outcome: Outcome index as a decimal string, "0" (YES) or "1" (NO).
        price: USDC per outcome token, between 0 and 1 (both excluded), tick 0.01. For market orders the worst price.
        quantity: Outcome tokens, above 0, at most 6 decimals.
        nonce: The signed struct's salt, a uint256 in decimal digits.
        expiry: The signed struct's expiration in unix seconds; 0 means none and is what the venue recommends.
        maker: Address of the vault, not of the signing wallet.
        signature: EIP-712 signature over the whole on-chain order, 0x and hex digits.
        clientOrderId: The caller's name for the order and its idempotency key, unique per wallet.
        type: Left out, the venue takes limit.
        timeInForce: Left out, the venue takes gtc for limit orders; pages disagree for market orders. market + gtc is refused.
        postOnly: Left out, the venue takes false.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

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
