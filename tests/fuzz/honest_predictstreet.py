"""What PredictStreet answers when all is well, in every form and age that its documents show."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from fuzz.nodes import Node, Obj, num, obj

IDS: Final = tuple(f"0f8fad5b-d9cb-469f-a165-7086772895{place:02x}" for place in range(24))
MARKET: Final = "NC26-BIN-83479265"
WALLET: Final = "0x742d35cc6634c0532925a3b844bc9e7595f0beb3"
REASONS: Final = ("not_found", "already_terminal", "lock_invariant", "unknown")
ODD_REASONS: Final = (
    "NOT_FOUND",
    "terminal",
    "already_cancelled",
    "",
    " not_found",
    "unknown error",
    "already_terminal_pending",
    "cancelled",
)
QUANTITIES: Final = ("42", "0", "0.000001", "17.50", "1000000", "12.345678", "1e1")


def one(rng: Random, order_id: str) -> Obj:
    if rng.random() < 0.25:
        return obj(orderId=order_id, status="not_found")
    if rng.random() < 0.5:
        return obj(orderId=order_id, status="cancelled", unfilledQty=rng.choice(QUANTITIES))
    return obj(orderId=order_id, status="CANCELLED", remainingQty=rng.choice(QUANTITIES))


def split(rng: Random, order_ids: Sequence[str], refused: float = 0.3) -> Obj:
    done: list[Node] = []
    kept: list[tuple[str, Node]] = []
    for order_id in order_ids:
        if rng.random() < refused:
            kept.append((order_id, rng.choice(REASONS)))
        else:
            done.append(order_id)
    return obj(cancelled=done, notCancelled=Obj([*kept]))


def everything(rng: Random, market: str | None) -> Obj:
    found = [order_id for order_id in IDS if rng.random() < 0.2]
    reply = split(rng, found) if rng.random() < 0.7 else obj(cancelled=num(rng.randint(0, 40)))
    if market is not None:
        reply.pairs.append(("marketId", market))
    return reply


def order(rng: Random, order_id: str) -> Obj:
    return obj(
        id=order_id, userWallet=WALLET, vault="0x" + "ab" * 20, marketId=MARKET, side=rng.choice(("buy", "sell", "hold")), outcome="0",
        price="0.42", quantity=rng.choice(QUANTITIES), filledQty=rng.choice(QUANTITIES), remainingQty=rng.choice(QUANTITIES),
        expiry=num(rng.choice((0, 1787000000))), type="limit", timeInForce="gtc",
        status=rng.choice(("OPEN", "PENDING", "PARTIAL", "CANCELLED_BY_RESOLVE", "NEW_WORD")), clientOrderId=rng.choice((None, "mine-1")),
        createdAt="2026-08-20T16:26:35.601Z", updatedAt="2026-08-20T16:26:35.601Z",
    )  # fmt: skip


def page(rng: Random, order_ids: Sequence[str], cursor: str | None) -> Obj:
    return obj(walletAddress=WALLET, orders=[order(rng, order_id) for order_id in order_ids], nextCursor=cursor)


def error(code: str) -> Obj:
    return obj(code=code, message=f"{code}: no")
