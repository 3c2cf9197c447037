"""Credentials, ids and waiting times that tests use, and clients that are open."""

from __future__ import annotations

from crossbook import Timeouts
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet

TOKEN = "planted-token-0123456789"
API_KEY = "ps_live_0123456789abcdef_planted-secret_with_underscores"
WALLET = "0x742d35Cc6634C0532925a3b844Bc9e7595f0bEb3"

PATIENT = Timeouts(connect=5, reply=10)
"""Longer than anything takes that works."""

GAME = "688c0516fbc14da0c202d426"
ORDER = "65b036dfb31407c2b6bc1cfe"
OTHER = "65b036e0b31407c2b6bc1d08"


def object_ids(count: int, *, first: int = 0) -> tuple[str, ...]:
    """Give order ids as 4casters writes them."""
    return tuple(f"65b036dfb31407c2{0xA0000000 + number:08x}" for number in range(first, first + count))


def uuids(count: int) -> tuple[str, ...]:
    """Give order ids as PredictStreet writes them."""
    return tuple(f"7b0e3c52-0d3f-4c57-9a0e-{number:012x}" for number in range(count))


def fourcasters_at(url: str, timeouts: Timeouts = PATIENT) -> Fourcasters:
    return Fourcasters(token=TOKEN, base_url=url, timeouts=timeouts)


def async_fourcasters_at(url: str, timeouts: Timeouts = PATIENT) -> AsyncFourcasters:
    return AsyncFourcasters(token=TOKEN, base_url=url, timeouts=timeouts)


def predictstreet_at(url: str, timeouts: Timeouts = PATIENT) -> PredictStreet:
    return PredictStreet(api_key=API_KEY, user_wallet=WALLET, base_url=url, timeouts=timeouts)


def async_predictstreet_at(url: str, timeouts: Timeouts = PATIENT) -> AsyncPredictStreet:
    return AsyncPredictStreet(api_key=API_KEY, user_wallet=WALLET, base_url=url, timeouts=timeouts)
