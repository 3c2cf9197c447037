"""What 4casters answers when all is well, in the forms that its documents show: made from its field tables, not from our spec."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Final

from crossbook.fourcasters import NewOrder
from fuzz.nodes import Node, Num, Obj, num, obj

IDS: Final = tuple(f"66c0000000000000000000{place:02x}" for place in range(24))
GAME: Final = "66a000000000000000000001"
TEAM: Final = "66b000000000000000000001"
FILL: Final = "66d0000000000000000000"
REQUEST: Final = "66e0000000000000000000"

REST_WORDS: Final = ("Not your order", "order not found", "invalid order id", "order already cancelled", "order already graded")
SOCKET_WORDS: Final = (
    "order already cancelled",
    "order not found",
    "invalid order ID format",
    "unauthorized: order does not belong to user",
    "order is expired",
    "order already graded",
)
ODD_WORDS: Final = (
    "Something broke",
    "Network Error",
    "Failed to process cancelMultiple",
    "order not found in cache, still resting",
    "could not check whether order is expired",
    "not order already cancelled",
    "order already cancelled?",
    "order already being cancelled",
    "ORDER NOT FOUND",
    " order not found ",
    "order not found.",
    "game not found",
    "cancelled",
    "filled",
    "Too many requests. Please try again later.",
    "OK",
    "success",
    "order is not expired",
    "null",
)
PLACE_ERRORS: Final = (
    ("game not found: invalid gameID", "validation_error"),
    ("Insufficient balance.", "rejected_liability"),
    ("post order cannot have matches", "rejected_order_type_rules"),
    ("fill and kill has no matches", "rejected_order_type_rules"),
    ("fill or kill matched but not fully", "rejected_order_type_rules"),
    ("failed to interact with database", "system_error"),
)
AMOUNTS: Final = ("0", "1", "100", "40.5", "0.01", "60", "1234567.123456", "99.99", "250", "33.3333333333333333", "1e2", "1E-2", "5.50")
REFERENCES: Final = ("ref-1", "ref-2", "ref-3", "ref-4", "ref-5")


def money(rng: Random) -> Num:
    return num(rng.choice(AMOUNTS))


def cased(rng: Random, order_id: str) -> str:
    return order_id.upper() if rng.random() < 0.1 else order_id


def cancelled(rng: Random, order_id: str, name: str = "sessionID") -> Obj:
    entry = obj(success=True)
    entry.pairs += [
        (name, cased(rng, order_id)),
        ("description", "Away ML +125"),
        ("odds", num(125)),
        ("filled", money(rng)),
        ("offered", num(0)),
        ("remaining", money(rng)),
        ("gameID", GAME),
    ]
    if name == "orderID":
        entry.pairs += [("side", TEAM), ("number", None)]
    if rng.random() < 0.5:
        entry.pairs.append(("userReference", rng.choice(("", *REFERENCES))))
    if rng.random() < 0.1:
        entry.pairs = [pair for pair in entry.pairs if pair[0] in {"success", name} or rng.random() < 0.5]
    return entry


def on_side(entry: Node, side: str) -> Node:
    """Give the same entry, of an order on a side of a total."""
    return Obj([(key, side if key == "side" else value) for key, value in entry.pairs]) if isinstance(entry, Obj) else entry


def not_cancelled(rng: Random, order_id: str) -> Obj:
    """Make a failure as REST words it: without an id for ids that are unknown, impossible or not the caller's."""
    words = rng.choice(REST_WORDS)
    entry = obj(success=False, reason=words)
    if words not in REST_WORDS[:3]:
        entry.pairs.append(("sessionID", order_id))
    return entry


def not_cancelled_on_socket(rng: Random, order_id: str) -> Obj:
    return obj(success=False, orderID=order_id, description=rng.choice(SOCKET_WORDS))


def error(words: str = "Too many requests. Please try again later.") -> Obj:
    return obj(error=words)


def placed(rng: Random, order: NewOrder, place: int, *, socket: bool = False) -> Node:
    """Make an entry of a reply to a placement: an error, a full match, a partial one, or an order that rests."""
    kind = rng.random()
    if kind < 0.2:
        words, label = rng.choice(PLACE_ERRORS)
        return Obj([("error", words), ("error_type" if socket else "errorType", label)])
    kills = order.order_type in {"fillAndKill", "fillOrKill"}
    count = rng.randint(1, 2) if kills or (kind < 0.6 and order.order_type != "post") else 0
    rests = not kills and (not count or kind < 0.4)
    # Equal parts of what was to be risked: one for each fill, and one for what rests.
    part = Decimal(order.risk) / ((count + rests) or 1)
    fills: list[Node] = [_fill(order, place * 4 + number, part, rng) for number in range(count)]
    offer = _offer(rng, order, place, part) if rests else Obj([])
    if socket and rests and not fills and rng.random() < 0.3:
        return offer
    return obj(matched=fills, unmatched=offer)


def _fill(order: NewOrder, place: int, stake: Decimal, rng: Random) -> Obj:
    entry = obj(
        amount=num(str(stake)), odds=num(str(order.odds)), type=order.market_type, side=order.side,
        orderID=f"66f0000000000000000000{place:02x}", txID=f"{FILL}{place:02x}", wagerRequestID=f"{REQUEST}{place // 4:02x}",
        risk=money(rng), win=money(rng), winWithoutCommission=money(rng),
    )  # fmt: skip
    if order.user_reference is not None:
        entry.pairs.append(("userReference", order.user_reference))
    return entry


def _offer(rng: Random, order: NewOrder, place: int, stake: Decimal) -> Obj:
    entry = obj(
        orderID=IDS[place % len(IDS)] if place < len(IDS) else f"66c00000000000000001{place:04x}",
        wagerRequestID=f"{REQUEST}{place:02x}", offered=rng.choice((num(str(stake)), f"{stake:.6f}")), odds=num(str(order.odds)),
        type=order.market_type, side=order.side, number=None if order.line is None else num(str(order.line)),
    )  # fmt: skip
    if order.user_reference is not None:
        entry.pairs.append(("userReference", order.user_reference))
    return entry


def resting(rng: Random, order_id: str) -> Obj:
    offered, filled = rng.choice((("100", "0"), ("100", "40.5"), ("0.30", "0.1"), ("1234567.123456", "1e2")))
    return obj(
        id=order_id, txID=f"{FILL}01", type=rng.choice(("moneyline", "spread", "total", "tomorrow")), bet=num(offered), odds=num(165),
        spread=None, total=None, participantID=TEAM, otherParticipantID="66b000000000000000000002", filled=num(filled),
        offered=num(offered), remaining=num(offered), takenRatio=num("0.25"), expiry=rng.choice((None, "2026-08-21T00:10:00.000Z")),
        createdAt="2026-08-20T16:26:35.601Z", origin="offer", userReference=rng.choice((None, *REFERENCES)), graded=False, closed=False,
        adminRefund=False, game=_game(),
    )  # fmt: skip


def looked_up(rng: Random, order_id: str) -> Obj:
    return obj(
        id=order_id, cancelled=rng.random() < 0.5, isTheBestOffer=True, odds=num(-110), type="spread", OU=None, participant=TEAM,
        participantLongName="Away Team", spread=num("3.5"), total=None, matchedRisk=rng.choice(("40.00", "0.00")), unmatchedRisk="60.00",
        game=_game(),
    )  # fmt: skip


def _game() -> Obj:
    return obj(
        id=GAME, league="NBA", sport="basketball", start="2026-08-21T00:10:00.000Z", ended=False, eventName=None, isFutures=False,
        participants=[],
    )  # fmt: skip


def user(token: str | None = None) -> Obj:
    entry = obj(id="66f000000000000000000001", username="acct", type="p2p", oddsFormat="american", displayBalance=num("1250.5"))
    if token is not None:
        entry.pairs.append(("auth", token))
    return entry
