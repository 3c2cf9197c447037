"""PredictStreet's list of open orders, page by page, and order detail."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.predictstreet.book import Book
from crossbook.sandbox.predictstreet.cancels import fits

_MOST = 500
_SIDES = ("buy", "sell")
_TYPES = ("limit", "market")


def open_orders(book: Book, wallet: str, query: Mapping[str, str]) -> Answer:
    """List open orders, newest first. Too large a limit is clamped without notice, as the venue does."""
    limit = _limit(query.get("limit"))
    side, order_type, outcome = query.get("side"), query.get("type"), query.get("outcome")
    if side is not None and side.lower() not in _SIDES:
        raise _bad("side must be buy or sell")
    if order_type is not None and order_type.lower() not in _TYPES:
        raise _bad("type must be limit or market")
    if outcome is not None and not outcome.isdecimal():
        raise _bad("outcome must be an integer >= 0")
    before = _decoded(query["cursor"]) if "cursor" in query else None
    found = [order for order in book.open_orders(wallet) if fits(order, query.get("marketId"), side, outcome, order_type)]
    found = [order for order in found if before is None or order.sequence < before]
    page = found[:limit]
    following = _encoded(page[-1].sequence) if len(found) > limit else None
    return Answer(200, {"walletAddress": wallet, "orders": [order.as_json(raw=False) for order in page], "nextCursor": following})


def detail(book: Book, wallet: str, order_id: str) -> Answer:
    """Show one order in its raw state."""
    order = book.find(order_id, wallet)
    if order is None:  # the code is ours: only the status is documented. Another wallet's order must not show either
        raise Refusal(404, {"code": "order_not_found", "message": "no such order"})
    return Answer(200, order.as_json(raw=True))


def _limit(text: str | None) -> int:
    if text is None:
        return _MOST
    if not text.isdecimal() or int(text) < 1:
        raise Refusal(400, {"code": "invalid_limit", "message": "limit must be an integer >= 1"})
    return min(int(text), _MOST)


def _encoded(sequence: int) -> str:
    """Opaque to clients: a position, so that orders that come or go meanwhile do not shift the pages."""
    return urlsafe_b64encode(f"before:{sequence}".encode()).decode().rstrip("=")


def _decoded(cursor: str) -> int:
    try:
        word, _, sequence = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(":")
        if word == "before":
            return int(sequence)
    except ValueError:
        pass
    raise _bad("malformed cursor")


def _bad(message: str) -> Refusal:
    return Refusal(400, {"code": "bad_request", "message": message})
