"""Calls of the public clients, each with honest answers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Final

import attrs

from crossbook.fourcasters import NewOrder
from fuzz import honest_fourcasters as four
from fuzz import honest_predictstreet as street
from fuzz.mutate_tree import Context
from fuzz.nodes import Node, Obj, num, obj

TOKEN: Final = "t0k\"e'n\\%41/+=<&>~end"
PASSWORD: Final = "p\u00e4ss \"w'ord\\%42/\u00df\u2603"
API_KEY: Final = "ps_live_0123456789abcdef_Se-cr_et0123456789-_abcdef"
FRESH: Final = "fre5h\"e'r\\%43/+=<&>~end"

_ANY_HTTP: Final = ((401, "InvalidCredentials"), (429, "Too many requests. Please try again later."))
_BAD_IDS: Final = (
    "",
    " ",
    "abc",
    "66c00000000000000000000",
    "66c0000000000000000000000",
    "66c00000000000000000000g",
    "66c\n",
    "../x",
    "\u0663" * 24,
)
_SIZES: Final = (0, 1, 1, 2, 2, 3, 3, 4, 5, 8, 12)
_MANY: Final = (20, 99, 100, 101, 199, 250, 300)


@attrs.frozen
class Made:
    """A call and honest replies to it: a status, and the JSON."""

    call: str
    args: tuple[object, ...]
    replies: tuple[tuple[int, Node], ...]
    context: Context


def ids_of(rng: Random, pool: Sequence[str], bad: Sequence[str]) -> list[str]:
    """Choose ids to ask for: some twice, some in other case, some that no order can have."""
    size = rng.choice(_MANY) if rng.random() < 0.02 else rng.choice(_SIZES)
    chosen = [rng.choice(pool) if size <= 12 else f"{pool[0][:-3]}{place:03x}" for place in range(size)]
    if rng.random() < 0.6:
        chosen = list(dict.fromkeys(chosen))
    if rng.random() < 0.1:
        chosen = [order_id.upper() if rng.random() < 0.3 else order_id for order_id in chosen]
    for _ in range(rng.choice((0, 0, 0, 0, 0, 1, 2))):
        chosen.insert(rng.randint(0, len(chosen)), rng.choice(bad))
    return chosen


def asked(order_ids: Sequence[str], good: Sequence[bool]) -> list[str]:
    """Give the ids that go out: the possible ones, each once."""
    seen: dict[str, str] = {}
    for order_id, fine in zip(order_ids, good, strict=True):
        if fine:
            seen.setdefault(order_id.lower(), order_id)
    return list(seen.values())


def is_object_id(text: str) -> bool:
    return len(text) == 24 and all(letter in "0123456789abcdefABCDEF" for letter in text)


def is_uuid(text: str) -> bool:
    return len(text) == 36 and all(
        letter == "-" if place in {8, 13, 18, 23} else letter in "0123456789abcdefABCDEF" for place, letter in enumerate(text)
    )


def _context(ids: Sequence[str], words: Sequence[str], secret: str, others: Sequence[str]) -> Context:
    return Context(ids=tuple(ids), others=tuple(others), words=tuple(words), secrets=(secret,))


def fourcasters(rng: Random) -> Made:
    words = (*four.SOCKET_WORDS, *four.REST_WORDS, *four.ODD_WORDS)
    kind = rng.random()
    ids: Sequence[str] = four.IDS[:8]
    reply: Node
    status = 200
    args: tuple[object, ...]
    if kind < 0.25:
        call, args = "cancel_order", (rng.choice(ids) if rng.random() < 0.97 else rng.choice(_BAD_IDS),)
        ids = [str(args[0])]
        status, reply = rng.choice(
            ((200, None), (200, None), (409, four.error("order already filled")), (403, four.error("Not your order")))
        )
        reply = obj(data=four.cancelled(rng, ids[0]) if rng.random() < 0.7 else four.not_cancelled(rng, ids[0])) if status == 200 else reply
    elif kind < 0.55:
        given = ids_of(rng, ids, _BAD_IDS)
        call, args = "cancel_orders", (given,)
        ids = asked(given, [is_object_id(order_id) for order_id in given])
        reply = obj(data=[four.cancelled(rng, at) if rng.random() < 0.7 else four.not_cancelled(rng, at) for at in ids])
    elif kind < 0.68:
        reply = obj(
            data=[four.cancelled(rng, at) if rng.random() < 0.8 else four.not_cancelled(rng, at) for at in ids if rng.random() < 0.5]
        )
        call, args = rng.choice(
            (
                ("cancel_by_reference", (four.GAME, list(four.REFERENCES[:2]))),
                ("cancel_game_orders", (four.GAME,)),
                ("cancel_game_orders", (four.GAME, "total")),
                ("cancel_all_orders", ()),
            )
        )
    elif kind < 0.70:
        call, args, reply = "cancel_league_orders", ("NBA",), obj(data=obj(ordersReceived=True))
    elif kind < 0.84:
        call, args, reply = _placing(rng)
    else:
        call, args, reply = _reading(rng)
    if rng.random() < 0.04:
        status, text = rng.choice(_ANY_HTTP)
        reply = four.error(text)
    return Made(call, args, ((status, reply),), _context(ids, words, TOKEN, four.IDS[8:12]))


def _placing(rng: Random) -> tuple[str, tuple[object, ...], Node]:
    orders = new_orders(rng)
    entries = [four.placed(rng, order, place) for place, order in enumerate(orders)]
    return "place_orders", (orders,), obj(data=obj(createdSessions=entries))


def _reading(rng: Random) -> tuple[str, tuple[object, ...], Node]:
    kind = rng.random()
    if kind < 0.5:
        return "open_orders", (), obj(data=obj(unmatched=[four.resting(rng, at) for at in four.IDS if rng.random() < 0.2]))
    if kind < 0.85:
        order_id = rng.choice(four.IDS[:8])
        return "get_order", (order_id,), obj(data=obj(order=four.looked_up(rng, order_id)))
    if kind < 0.93:
        ack = obj(type="heartbeatAck", serverTime="2026-08-21T15:30:00.123456789Z", timeoutSec=num(30))
        return "heartbeat", (30,), obj(data=ack)
    return "login", ("acct", PASSWORD), obj(data=obj(user=four.user(FRESH)))


def new_orders(rng: Random, *, most: int = 4, on_socket: bool = False) -> tuple[NewOrder, ...]:
    orders: list[NewOrder] = []
    for place in range(rng.randint(1, most) if rng.random() < 0.97 else rng.choice((0, 40))):
        line = rng.choice((None, Decimal("3.5")))
        orders.append(
            NewOrder(
                game_id=four.GAME,
                market_type="moneyline" if line is None else "total",
                side=four.TEAM if line is None else rng.choice(("over", "under")),
                odds=rng.choice((-110, Decimal("105.5"))),
                risk=rng.choice((100, Decimal("40.25"))),
                line=line,
                order_type=rng.choice(("limit", "limit", "post", "fillAndKill", "fillOrKill")),
                user_reference=rng.choice((f"own-{place}", f"ref-{place}", f"ref-{place}", "same")),
                expires_in_minutes=None if on_socket else rng.choice((None, 5)),
            )
        )
    return tuple(orders)


def predictstreet(rng: Random) -> Made:
    words = (*street.REASONS, *street.ODD_REASONS, "CANCELLED", "cancelled", "canceled", "FILLED", "Not_Found")
    ids: Sequence[str] = street.IDS[:8]
    replies: list[tuple[int, Node]] = []
    kind = rng.random()
    args: tuple[object, ...]
    if kind < 0.2:
        order_id = rng.choice(ids)
        call, args, ids = "cancel_order", (order_id,), [order_id]
        replies.append((200, street.one(rng, order_id)))
    elif kind < 0.6:
        given = ids_of(rng, ids, ("", " ", "a b", "\n", "\u0663"))
        call, args = "cancel_orders", (given,)
        ids = asked(given, [is_uuid(order_id) for order_id in given])
        replies = [(200, street.split(rng, ids[at : at + 100])) for at in range(0, len(ids), 100)]
    elif kind < 0.76:
        call, args, market = rng.choice(
            (
                ("cancel_all_orders", (), None),
                ("cancel_market_orders", (street.MARKET,), street.MARKET),
                ("cancel_market_orders", (street.MARKET, "buy", 1), street.MARKET),
            )
        )
        replies, ids = [(200, street.everything(rng, market))], street.IDS
    elif kind < 0.9:
        call, args, replies = "open_orders", (), _pages(rng)
    else:
        order_id = rng.choice(ids)
        call, args = "get_order", (order_id,)
        replies.append((200, street.order(rng, order_id)))
        if rng.random() < 0.1:
            replies = [(404, street.error("order_not_found"))]
    if replies and rng.random() < 0.08:
        status, code = rng.choice(
            (
                (401, "api_key_revoked"),
                (403, "api_key_scope_missing"),
                (403, "wallet_banned"),
                (429, "slow_down"),
                (400, "validation_failed"),
            )
        )
        replies[rng.randrange(len(replies))] = (status, street.error(code))
    return Made(call, args, tuple(replies), _context(ids, words, API_KEY, street.IDS[12:16]))


def _pages(rng: Random) -> list[tuple[int, Node]]:
    sizes = rng.choice(((0,), (2,), (3, 1), (2, 2, 0), (1, 1, 1, 1)))
    start = 0
    pages: list[tuple[int, Node]] = []
    for place, size in enumerate(sizes):
        cursor = None if place == len(sizes) - 1 else f"cursor-{place}/+="
        pages.append((200, street.page(rng, street.IDS[start : start + size], cursor)))
        start += size
    return pages


def socket(rng: Random) -> Made:
    """Make a command of the orders socket; its reply lacks the correlation id, which the client chooses."""
    ids: Sequence[str] = four.IDS[:8]
    kind = rng.random()
    reply: Obj
    entries: list[Node]
    args: tuple[object, ...]
    if kind < 0.25:
        order_id = rng.choice(ids)
        call, args, ids = "cancel_order", (order_id,), [order_id]
        reply = obj(data=[four.cancelled(rng, order_id, "orderID")]) if rng.random() < 0.6 else obj(error=rng.choice(four.SOCKET_WORDS))
    elif kind < 0.6:
        given = ids_of(rng, ids, _BAD_IDS)
        call, args = "cancel_orders", (given,)
        ids = asked(given, [is_object_id(order_id) for order_id in given])
        entries = [_on_socket(rng, at) for at in ids]
        rng.shuffle(entries)
        reply = obj(data=entries)
    elif kind < 0.75:
        entries = [_on_socket(rng, at) for at in ids if rng.random() < 0.5]
        call, args = rng.choice(
            (
                ("cancel_all_orders", ()),
                ("cancel_game_orders", (four.GAME,)),
                ("cancel_game_orders", (four.GAME, "total", "over", "main")),
            )
        )
        reply = obj(data=[four.on_side(entry, "over") for entry in entries] if len(args) > 1 else entries)
    elif kind < 0.95:
        orders = new_orders(rng, on_socket=True)
        call, args = "place_orders", (orders,)
        entries = [four.placed(rng, order, place, socket=True) for place, order in enumerate(orders)]
        reply = obj(data=entries)
    else:
        call, args, reply = "heartbeat", (10,), obj(data=obj(type="heartbeatAck", serverTime="2026-08-21T15:30:00.1Z", timeoutSec=num(10)))
    words = (*four.SOCKET_WORDS, *four.ODD_WORDS)
    return Made(call, args, ((200, reply),), _context(ids, words, TOKEN, four.IDS[8:12]))


def _on_socket(rng: Random, order_id: str) -> Obj:
    return four.cancelled(rng, order_id, "orderID") if rng.random() < 0.7 else four.not_cancelled_on_socket(rng, order_id)
