"""Prepared orders as JSON text and back: versioned, complete, and refused where anything in it was changed."""

from __future__ import annotations

import hashlib
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal

import attrs
import msgspec

from crossbook.core.checks import Call
from crossbook.core.repetition import repeated_member
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.orders.draft import Destination, OrderDraft
from crossbook.predictstreet.orders.new_order import NewOrder, OrderSide, OrderType, TimeInForce
from crossbook_bindings.predictstreet.signing import models
from crossbook_bindings.runtime import InvalidField

VERSION: Final = 1
KIND: Final = "crossbook.predictstreet.PreparedOrder"


class _Head(msgspec.Struct):
    """What is looked at first: whether this is one at all, and of which version."""

    kind: str = ""
    version: int = 0


class _Stored(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What version 1 holds. Numbers of 256 bits are text, because other readers of JSON round them."""

    kind: Literal["crossbook.predictstreet.PreparedOrder"] = KIND
    version: Literal[1] = VERSION
    environment: str
    rest_url: str
    chain_id: int
    exchange: str
    neg_risk_exchange: str
    neg_risk: bool
    market_id: str
    outcome: Literal[0, 1]
    side: OrderSide
    price: str
    quantity: str
    order_type: OrderType
    time_in_force: TimeInForce
    post_only: bool
    client_order_id: str
    prepared_at: datetime
    expires_at: datetime | None
    salt: str
    maker: str
    signer: str
    taker: str
    token_id: str
    maker_amount: str
    taker_amount: str
    expiration: int
    fee_rate_bps: int
    signature_type: Literal[0, 1]
    digest: str
    signature: str
    sha256: str = ""
    """Of everything above: of what the signature does not cover, too."""


def written(draft: OrderDraft, signature: bytes) -> str:
    """Write an order as one line of JSON."""
    struct, order = draft.struct, draft.order
    stored = _Stored(
        **attrs.asdict(draft.destination),
        neg_risk=draft.neg_risk,
        market_id=order.market_id,
        outcome=order.outcome,
        side=order.side,
        price=f"{draft.price:f}",
        quantity=f"{draft.quantity:f}",
        order_type=order.order_type,
        time_in_force=draft.time_in_force,
        post_only=order.post_only,
        client_order_id=draft.client_order_id,
        prepared_at=draft.prepared_at,
        expires_at=order.expires_at,
        salt=str(struct.salt),
        maker=struct.maker,
        signer=struct.signer,
        taker=struct.taker,
        token_id=str(struct.tokenId),
        maker_amount=str(struct.makerAmount),
        taker_amount=str(struct.takerAmount),
        expiration=struct.expiration,
        fee_rate_bps=struct.feeRateBps,
        signature_type=struct.signatureType,
        digest=f"0x{draft.digest.hex()}",
        signature=f"0x{signature.hex()}",
    )
    return msgspec.json.encode(msgspec.structs.replace(stored, sha256=_sum(stored))).decode()


def read(text: str | bytes) -> tuple[OrderDraft, bytes]:
    """Read an order and its signature. Raises InvalidRequest for any text that `written` did not write."""
    call = Call(VENUE, "PreparedOrder.from_json")
    stored = _decoded(call, text)
    if stored.sha256 != _sum(stored):
        raise call.invalid(expected="a stored order as it was written, whose sha256 fits", found="one that was changed")
    try:
        draft, signature = _draft(stored), bytes.fromhex(stored.signature.removeprefix("0x"))
    except (InvalidField, ValueError, ArithmeticError) as error:
        raise call.invalid(expected="a stored order that can be read", found=str(error)) from error
    if f"0x{draft.digest.hex()}" != stored.digest:
        raise call.invalid(expected=f"the digest that follows from the order, 0x{draft.digest.hex()}", found=stored.digest)
    return draft, signature


def _decoded(call: Call, text: str | bytes) -> _Stored:
    expected = f'a stored order, JSON with "kind": "{KIND}" and "version": {VERSION}'
    try:
        head = msgspec.json.decode(text, type=_Head)
        if (head.kind, head.version) != (KIND, VERSION):
            problem = f"kind {head.kind or 'none'}, version {head.version}"
        elif (twice := repeated_member(text)) is not None:
            problem = f"{twice} twice"
        else:
            return msgspec.json.decode(text, type=_Stored)
    except (msgspec.DecodeError, UnicodeDecodeError, TypeError) as error:
        problem = str(error)
    raise call.invalid(expected=expected, found=problem)


def _draft(stored: _Stored) -> OrderDraft:
    price, quantity = Decimal(stored.price), Decimal(stored.quantity)
    order = NewOrder(
        market_id=stored.market_id,
        outcome=stored.outcome,
        side=stored.side,
        price=price,
        quantity=quantity,
        order_type=stored.order_type,
        time_in_force=stored.time_in_force,
        post_only=stored.post_only,
        expires_at=stored.expires_at,
        user_reference=stored.client_order_id,
    )
    struct = models.Order(
        salt=int(stored.salt),
        maker=stored.maker,
        signer=stored.signer,
        taker=stored.taker,
        tokenId=int(stored.token_id),
        makerAmount=int(stored.maker_amount),
        takerAmount=int(stored.taker_amount),
        expiration=stored.expiration,
        feeRateBps=stored.fee_rate_bps,
        side=0 if stored.side == "buy" else 1,
        signatureType=stored.signature_type,
    )
    return OrderDraft(
        order=order,
        price=price,
        quantity=quantity,
        time_in_force=stored.time_in_force,
        client_order_id=stored.client_order_id,
        destination=Destination(
            environment=stored.environment,
            rest_url=stored.rest_url,
            chain_id=stored.chain_id,
            exchange=stored.exchange,
            neg_risk_exchange=stored.neg_risk_exchange,
        ),
        neg_risk=stored.neg_risk,
        struct=struct,
        prepared_at=stored.prepared_at,
    )


def _sum(stored: _Stored) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(stored, sha256=""))).hexdigest()
