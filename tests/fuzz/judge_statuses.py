"""What a status proves of a whole request, by the documents: who refuses, with which body, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from fuzz.answers import Delivered
from fuzz.nodes import Node, NotJson, Num, Obj, doubled, get, has, is_deep, read, text_of

Refusal: TypeAlias = Literal["must", "may", "no"]

# pages/rest/orders/*: what each page lists, and 401 (authentication) and 429 (rate limits) for everything.
REFUSED_WITH: Final[dict[str, frozenset[int]]] = {
    "fourcasters.cancel_order": frozenset({400, 401, 403, 409, 429}),
    "fourcasters.cancel_orders": frozenset({400, 401, 429}),
    "fourcasters.cancel_by_reference": frozenset({400, 401, 429}),
    "fourcasters.cancel_game_orders": frozenset({400, 401, 429}),
    "fourcasters.cancel_league_orders": frozenset({400, 401, 429}),
    "fourcasters.cancel_all_orders": frozenset({401, 429}),
    "fourcasters.place_orders": frozenset({401, 429}),
    "fourcasters.open_orders": frozenset({401, 429}),
    "fourcasters.get_order": frozenset({401, 403, 404, 429}),
    "fourcasters.heartbeat": frozenset({400, 401, 429}),
    "fourcasters.login": frozenset({400, 401, 403, 429}),
    # errors/codes, auth/rate-limits: 400, 401, 403 and 429 for every operation; order detail: 404.
    "predictstreet.cancel_order": frozenset({400, 401, 403, 429}),
    "predictstreet.cancel_orders": frozenset({400, 401, 403, 429}),
    "predictstreet.cancel_market_orders": frozenset({400, 401, 403, 429}),
    "predictstreet.cancel_all_orders": frozenset({400, 401, 403, 429}),
    "predictstreet.open_orders": frozenset({400, 401, 403, 429}),
    "predictstreet.get_order": frozenset({400, 401, 403, 404, 429}),
}
READS: Final = frozenset({"open_orders", "get_order"})
_DO_NOTHING_TO_ORDERS: Final = READS | {"heartbeat", "login"}
SCOPES: Final = frozenset(
    {"cancel_by_reference", "cancel_game_orders", "cancel_league_orders", "cancel_all_orders", "cancel_market_orders"}
)


def tree_of(reply: Delivered) -> Node | NotJson:
    try:
        return read(reply.body)
    except NotJson as problem:
        return problem


def documented_error(venue: str, tree: Node | NotJson) -> str | None:
    """Give the words of an error body of the venue's own form; None for anything else."""
    if isinstance(tree, NotJson) or not isinstance(tree, Obj) or doubled(tree):
        return None
    if venue == "fourcasters":
        # a.6: {"error": "<message>"}. What a venue adds tomorrow changes nothing of it.
        return text_of(get(tree, "error"))
    if has(tree, "cancelled") or has(tree, "notCancelled") or has(tree, "status"):
        return None
    return text_of(get(tree, "code")) if text_of(get(tree, "message")) is not None else None


def refusal(venue: str, call: str, reply: Delivered) -> Refusal:
    """Say whether the venue refused a request as a whole and did nothing."""
    if not reply.whole or reply.status not in REFUSED_WITH[f"{venue}.{call}"]:
        return "no"
    if call not in _DO_NOTHING_TO_ORDERS and shows_deeds(tree_of(reply)):
        return "no"  # What says that it was refused, and shows something done, proves neither.
    return "must" if reply.certain and documented_error(venue, tree_of(reply)) is not None and is_plain(reply) else "may"


def shows_deeds(tree: Node | NotJson) -> bool:
    """Say whether anything in a body, however deep, tells of an order that was cancelled, or of one that was placed."""
    return any(_is_deed(str(key), value) for part in _parts(tree) if isinstance(part, Obj) for key, value in part.pairs)


def _is_deed(key: str, value: Node) -> bool:
    if key == "success":
        return value is True
    if key not in {"cancelled", "matched", "unmatched", "resting", "created", "ordersReceived"}:
        return False
    if isinstance(value, list | Obj):
        return bool(value.pairs if isinstance(value, Obj) else value) and not any(part is False for part in _parts(value))
    return value is True


def _parts(tree: Node | NotJson) -> Iterator[Node | NotJson]:
    """Walk a tree, by hand: it may be deeper than Python calls itself."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, Obj):
            waiting.extend(value for _, value in part.pairs)


def is_plain(reply: Delivered) -> bool:
    """Say whether an error body has the members that the documents show, of their kinds, and no others that a reader could stumble over."""
    tree = tree_of(reply)
    if not isinstance(tree, Obj) or is_deep(tree):
        return False
    kinds = {"error": object, "code": str | Num, "message": str}
    return all(isinstance(value, kinds.get(str(key), ())) for key, value in tree.pairs)
