"""Reads an event of the user gateway: which of the things that pages describe has happened. Pure.

Venue page: https://docs.adipredictstreet.com/concepts/websocket/messages
"""

from __future__ import annotations

from typing import TypeAlias, cast

import msgspec

from crossbook.core.times import moment_of_milliseconds
from crossbook.predictstreet.feeds.dialects import Frame
from crossbook.predictstreet.feeds.events import UnlistedEvent
from crossbook.predictstreet.feeds.user_events import OrderCancelled, OrderFilled, OrderPlaced, VaultBalanceChanged
from crossbook_bindings.predictstreet.user_socket import models
from crossbook_bindings.runtime import UnknownFrame, decoder

UserMessage: TypeAlias = OrderPlaced | OrderCancelled | OrderFilled | VaultBalanceChanged | UnlistedEvent


class _Named(msgspec.Struct):
    """The one member of the exchange's payload that a page names."""

    clientOrderId: object = None  # noqa: N815 - the venue's own name


def read_user_event(frame: Frame, *, source: str, wallet: str | None) -> UserMessage:
    """Say what an event tells. One that is about another wallet than the connection, or has no sound amounts, is none of them."""
    if isinstance(frame, UnknownFrame):
        return UnlistedEvent(source=source, venue_event=frame.text)
    event = cast("models.PushFrame", frame.frame)
    match frame.name, frame.payload:
        case "order_placed", _:
            return OrderPlaced(user_reference=_reference(event.data), venue_event=event)
        case "order_cancelled", _:
            return OrderCancelled(user_reference=_reference(event.data), venue_event=event)
        case _, models.UserFill() as fill if _is_ours(fill, wallet):
            return _filled(event, fill)
        case _, models.VaultPositionBalanceChanged() as change if change.balanceAfter.is_finite():
            return _balance(event, change)
        case _:
            return UnlistedEvent(source=source, venue_event=event)


def _is_ours(fill: models.UserFill, wallet: str | None) -> bool:
    if None not in (fill.walletAddress, wallet) and (fill.walletAddress or "").lower() != wallet:
        return False
    # Text such as "NaN" decodes as a decimal.
    return fill.price.is_finite() and fill.quantity.is_finite() and fill.price > 0 and fill.quantity > 0


def _reference(data: msgspec.Raw) -> str | None:
    try:
        named = decoder(_Named).decode(data).clientOrderId
    except (msgspec.DecodeError, RecursionError):
        return None
    return named if isinstance(named, str) and named else None


def _filled(event: models.PushFrame, fill: models.UserFill) -> OrderFilled:
    return OrderFilled(
        trade_id=fill.tradeId,
        order_id=fill.orderId,
        user_reference=fill.clientOrderId or None,
        token_id=fill.tokenId,
        condition_id=fill.conditionId,
        outcome=fill.outcomeIndex,
        side=fill.side,
        price=fill.price,
        quantity=fill.quantity,
        happened_at=moment_of_milliseconds(fill.tsMs),
        venue_event=event,
    )


def _balance(event: models.PushFrame, change: models.VaultPositionBalanceChanged) -> VaultBalanceChanged:
    return VaultBalanceChanged(
        vault=change.vaultAddress.lower(),
        token_id=change.tokenId,
        condition_id=change.conditionId,
        outcome=change.outcomeIndex,
        balance_after=change.balanceAfter,
        reason=change.reason,
        tx_hash=change.txHash,
        happened_at=moment_of_milliseconds(change.tsMs),
        venue_event=event,
    )
