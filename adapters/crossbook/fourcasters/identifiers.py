"""One order id, five spellings at the venue; here it is `order_id`, text of 24 hexadecimal digits (a MongoDB ObjectID)."""

from __future__ import annotations

import re
from typing import Final

from crossbook.core.checks import Call
from crossbook.core.instances import is_a

VENUE: Final = "fourcasters"

_OBJECT_ID: Final = re.compile(r"[0-9a-fA-F]{24}")


def is_object_id(value: str) -> bool:
    """Say whether a text can name an order or a game. One order id that cannot fails a whole batch at this venue."""
    return _OBJECT_ID.fullmatch(value) is not None


def same(order_id: str) -> str:
    """Give equal keys to equal ids: hexadecimal digits mean the same in either case."""
    return order_id.lower()


def check_game(call: Call, game_id: str) -> str:
    """Check a game id. Raises InvalidRequest for None, blank text and anything but 24 hexadecimal digits."""
    if not is_a(game_id, str) or not is_object_id(game_id):
        raise call.invalid(expected="a game id of 24 hexadecimal digits", found=game_id)
    return game_id
