"""One order id, five spellings at the venue; here it is `order_id`, text of 24 hexadecimal digits (a MongoDB ObjectID)."""

from __future__ import annotations

import re
from typing import Final

from crossbook.checks import Call
from crossbook.kinds import is_a
from crossbook.outcomes import CancelOutcome, NotCancelled, NotCancelledReason

VENUE: Final = "fourcasters"

_OBJECT_ID: Final = re.compile(r"[0-9a-fA-F]{24}")


def is_object_id(value: str) -> bool:
    """Say whether a text can name an order or a game."""
    return _OBJECT_ID.fullmatch(value) is not None


def same(order_id: str) -> str:
    """Give equal keys to equal ids: hexadecimal digits mean the same in either case."""
    return order_id.lower()


def malformed(order_id: str) -> NotCancelled:
    """Build the outcome of an id that was never sent, because one such id fails a whole batch at this venue."""
    return NotCancelled(order_id=order_id, reason=NotCancelledReason.MALFORMED_ID)


def with_malformed(asked: tuple[str, ...], outcomes: tuple[CancelOutcome, ...]) -> tuple[CancelOutcome, ...]:
    """Put the orders that were not sent back between those that were, in the order asked."""
    sent = iter(outcomes)
    return tuple(next(sent) if is_object_id(order_id) else malformed(order_id) for order_id in asked)


def check_game(call: Call, game_id: str) -> str:
    """Check a game id. Raises InvalidRequest for None, blank text and anything but 24 hexadecimal digits."""
    if not is_a(game_id, str) or not is_object_id(game_id):
        raise call.invalid(expected="a game id of 24 hexadecimal digits", found=game_id)
    return game_id
