"""What a feed wants to be told of: checked, written as the venue writes it, without repetitions, and cut to the venue's limits. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, TypeAlias, TypeVar

import msgspec

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.predictstreet.identifiers import VENUE
from crossbook.protocols import Several

# (P) api-reference/websocket/commands.
MOST_IDS: Final = 100
"""Ids of one subscription."""
MOST_SUBSCRIPTIONS: Final = 256
"""Subscriptions of one connection."""
SPARE_SUBSCRIPTIONS: Final = 16
"""Of these, kept free for books that cannot be believed: each is subscribed to once more, because no page shows how else to ask for it."""

_TOKEN: Final = re.compile(r"[0-9]{1,100}")
_CONDITION: Final = re.compile(r"0[xX][0-9a-fA-F]{64}")
_ADDRESS: Final = re.compile(r"0[xX][0-9a-fA-F]{40}")
_MOST_TOKENS: Final = 2**256

PLATFORM: Final = ("system", "platform_status")
"""The channel of the platform's state, and its only id."""

ItemT = TypeVar("ItemT")
Written: TypeAlias = Callable[[str], "str | None"]
"""Writes an id as the venue does; None where it is none."""


class Wanted(msgspec.Struct, frozen=True):
    """One subscription."""

    channel: str
    ids: tuple[str, ...] = ()
    """None on channels that have no ids."""
    once_more: bool = False
    """Whether it is open already: a book is subscribed to once more for its snapshot."""


def token(text: str) -> str | None:
    """Write a token's id: decimal digits without leading zeros."""
    if _TOKEN.fullmatch(text) is None or int(text) >= _MOST_TOKENS:
        return None
    return str(int(text))


def condition(text: str) -> str | None:
    """Write a condition's id: 32 bytes in lower-case hex."""
    return text.lower() if _CONDITION.fullmatch(text) else None


def address(text: str) -> str | None:
    """Write an address: 20 bytes in lower-case hex."""
    return text.lower() if _ADDRESS.fullmatch(text) else None


def ids_of(call: Call, values: Iterable[str], written: Written, what: str) -> tuple[str, ...]:
    """Check ids that a caller gives, write them as the venue does, and drop repetitions. Raises InvalidRequest."""
    found: dict[str, None] = {}
    for value in call.names(values, what):
        normal = written(value)
        if normal is None:
            raise call.invalid(expected=what, found=value)
        found[normal] = None
    return tuple(found)


def subscriptions(channel: str, ids: Iterable[str], *, once_more: bool = False) -> tuple[Wanted, ...]:
    """Give subscriptions to any number of ids, no more to each than it may have."""
    return tuple(Wanted(channel, part, once_more) for part in _parts(ids, MOST_IDS))


def vaults_of(call: Call, vaults: Iterable[str]) -> tuple[str, ...]:
    """Check addresses of vaults, as `ids_of` does. Raises InvalidRequest."""
    return ids_of(call, vaults, address, "vaults (addresses of the form 0x and 40 hexadecimal digits)")


def markets(
    *,
    books: Several[str],
    trades: Several[str],
    settlements: Several[str],
    candles: Several[str],
    conditions: Several[str],
    platform: bool,
) -> tuple[Wanted, ...]:
    """Give the subscriptions of a market feed, none where nothing is named. Raises InvalidRequest for what is no id."""
    call = Call(VENUE, "marketFeed")
    tokens, hashes = "token ids (decimal digits)", "condition ids (0x and 64 hexadecimal digits)"
    if not is_a(platform, bool):
        raise call.invalid(expected="platform as True or False", found=platform)
    return (
        *subscriptions("token_book", ids_of(call, books, token, f"books as {tokens}")),
        *subscriptions("token_trade_matches", ids_of(call, trades, token, f"trades as {tokens}")),
        *subscriptions("token_trade_settlements", ids_of(call, settlements, token, f"settlements as {tokens}")),
        *subscriptions("token_ohlc", ids_of(call, candles, token, f"candles as {tokens}")),
        *subscriptions("condition_lifecycle", ids_of(call, conditions, condition, f"conditions as {hashes}")),
        *subscriptions(PLATFORM[0], (PLATFORM[1],) if platform else ()),
    )


def something(wanted: tuple[Wanted, ...]) -> tuple[Wanted, ...]:
    """Give what a feed is made for. Raises InvalidRequest where that is nothing."""
    if not wanted:
        expected = "something to be told of: books, trades, settlements, candles, conditions or platform"
        raise Call(VENUE, "marketFeed").invalid(expected=expected, found=None)
    return wanted


def _parts(items: Iterable[ItemT], most: int) -> Iterator[tuple[ItemT, ...]]:
    """Cut into parts of so many, the last one shorter."""
    rest = iter(items)
    while part := tuple(islice(rest, most)):
        yield part
