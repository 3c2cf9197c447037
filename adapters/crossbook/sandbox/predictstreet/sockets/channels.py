"""The channels of both gateways, and how the ids of each are written. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from attrs import frozen

Gateway: TypeAlias = Literal["market", "user"]
Normalise: TypeAlias = Callable[[str], "str | None"]

PATHS: Final[dict[str, Gateway]] = {"/ws/market": "market", "/ws/user": "user"}
PLATFORM: Final = "platform_status"
_MOST_DIGITS: Final = 78
_CONDITION: Final = re.compile(r"0[xX][0-9a-fA-F]{64}")
_ADDRESS: Final = re.compile(r"0[xX][0-9a-fA-F]{40}")


@frozen
class Channel:
    """What a subscription can be about."""

    name: str
    gateway: Gateway
    normalise: Normalise | None
    """Writes an id the venue's way, None for one that is malformed. A channel without it takes no ids."""


def _token(text: str) -> str | None:
    digits = text.lstrip("0") or "0"
    return digits if text and digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def _condition(text: str) -> str | None:
    return text.lower() if _CONDITION.fullmatch(text) else None


def _address(text: str) -> str | None:
    return text.lower() if _ADDRESS.fullmatch(text) else None


def _platform(text: str) -> str | None:
    return text if text == PLATFORM else None


CHANNELS: Final = {
    channel.name: channel
    for channel in (
        Channel("token_trade_matches", "market", _token),
        Channel("token_trade_settlements", "market", _token),
        Channel("token_book", "market", _token),
        Channel("token_ohlc", "market", _token),
        Channel("condition_lifecycle", "market", _condition),
        Channel("system", "market", _platform),
        Channel("user_orders", "user", None),
        Channel("user_fills", "user", None),
        Channel("vault_positions", "user", _address),
    )
}
