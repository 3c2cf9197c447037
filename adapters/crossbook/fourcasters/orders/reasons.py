"""4casters' words for why an order was not cancelled, mapped to reasons.

Texts are those of pages/websocket/cancel-orders.mdx and pages/rest/orders/cancel-multiple.mdx. The venue calls its texts
unstable, so case and spaces do not count, and words that are not listed are OTHER: never a guess.
"""

from __future__ import annotations

from http import HTTPStatus
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

# An account that is locked, or an address that is blocked, is answered with 403 as well.
_OF_OTHERS: Final = ("not your order", "unauthorized: order does not belong to user")
"""pages/rest/orders/lookup-order.mdx and the sockets' page: what a look-up says of somebody else's order."""
_NO_ORDER: Final = (NotCancelledReason.NOT_FOUND, NotCancelledReason.MALFORMED_ID, NotCancelledReason.OTHER)

_FAILED: Final = "failed to "
_VENUE_FAILED: Final = f"{_FAILED}process"


def reason_of(words: str | None) -> NotCancelledReason:
    """Classify the venue's words about one order."""
    return _REASONS.get(_plain(words), NotCancelledReason.OTHER)


def reason_of_a_look_up(status: int | None, words: str) -> NotCancelledReason | None:
    """Say what a refused look-up says of its order; None where it may be about something else.

    The page has one meaning for 404, an invalid id of an order or session, and prints no words: those that speak of either count. So
    "Cannot GET /session/lookupOrder" of a server without such a path does not. Of 403, which locked accounts get, too, the words count.
    """
    said = _plain(words).removesuffix(".")
    match status:
        case HTTPStatus.NOT_FOUND if not {"order", "session"}.isdisjoint(said.split()) and reason_of(said) in _NO_ORDER:
            return None if tells_of_a_failure(said) else NotCancelledReason.NOT_FOUND
        case HTTPStatus.FORBIDDEN if said in _OF_OTHERS:
            return NotCancelledReason.NOT_OWNED
        case _:
            return None


def is_failure_of_the_venue(words: str | None) -> bool:
    """Say whether the words mean that processing broke down: then nobody knows what was done."""
    return _plain(words).startswith(_VENUE_FAILED)


def tells_of_a_failure(words: str) -> bool:
    """Say whether the words tell of something that broke down at the venue, be it in one of its parts."""
    return _plain(words).startswith(_FAILED)


def names_a_failure(words: str) -> bool:
    """Say whether the words are ones that the venue has for failures, and for nothing else."""
    return tells_of_a_failure(words) or reason_of(words) is not NotCancelledReason.OTHER


def _plain(words: str | None) -> str:
    return " ".join((words or "").casefold().split())
