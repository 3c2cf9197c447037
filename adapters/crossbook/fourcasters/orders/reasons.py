"""4casters' words for why an order was not cancelled, mapped to reasons.

Texts are those of pages/websocket/cancel-orders.mdx and pages/rest/orders/cancel-multiple.mdx. The venue calls its texts
unstable, so case and spaces do not count, and words that are not listed are OTHER: never a guess.
"""

from __future__ import annotations

from typing import Final

from crossbook.cancel_outcomes import NotCancelledReason

_REASONS: Final = {
    "invalid order id format": NotCancelledReason.MALFORMED_ID,
    "order not found": NotCancelledReason.NOT_FOUND,
    "unauthorized: order does not belong to user": NotCancelledReason.NOT_OWNED,
    "not your order": NotCancelledReason.NOT_OWNED,
    "order already cancelled": NotCancelledReason.ALREADY_CANCELLED,
    "order is expired": NotCancelledReason.ALREADY_EXPIRED,
    "order already graded": NotCancelledReason.ALREADY_GRADED,
    # No page lists a text for a filled order. This one says it in the manner of the others, should it come.
    "order already filled": NotCancelledReason.ALREADY_FILLED,
    # "game not found" is listed, and says nothing about the order: it may rest in a game that the cache has lost.
}

# A path that is not served, an account that is locked, or an address that is blocked is answered with the same statuses.
_LOOK_UPS: Final = {
    # pages/rest/orders/lookup-order.mdx, and in the venue's older spec for the same. The sockets' page has words for an unknown id.
    (404, "invalid order id"): NotCancelledReason.NOT_FOUND,
    (404, "invalid session id"): NotCancelledReason.NOT_FOUND,
    (404, "order not found"): NotCancelledReason.NOT_FOUND,
    # The same page; the sockets' words for the same.
    (403, "not your order"): NotCancelledReason.NOT_OWNED,
    (403, "unauthorized: order does not belong to user"): NotCancelledReason.NOT_OWNED,
}

_FAILED: Final = "failed to "
_VENUE_FAILED: Final = f"{_FAILED}process"


def reason_of(words: str | None) -> NotCancelledReason:
    """Classify the venue's words about one order."""
    return _REASONS.get(_plain(words), NotCancelledReason.OTHER)


def reason_of_a_look_up(status: int | None, words: str) -> NotCancelledReason | None:
    """Say what a refused look-up says of its order; None where its words are not those of its status."""
    # The page prints the words as sentences.
    return _LOOK_UPS.get((status or 0, _plain(words).removesuffix(".")))


def is_failure_of_the_venue(words: str | None) -> bool:
    """Say whether the words mean that processing broke down: then nobody knows what was done."""
    return _plain(words).startswith(_VENUE_FAILED)


def tells_of_a_failure(words: str) -> bool:
    """Say whether the words tell of something that broke down at the venue, be it in one of its parts."""
    return _plain(words).startswith(_FAILED)


def _plain(words: str | None) -> str:
    return " ".join((words or "").casefold().split())
