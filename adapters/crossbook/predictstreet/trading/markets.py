"""Every name that a market has, in one map: symbol, slug, id, conditionId and token ids. Never changed: a newer map follows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from crossbook.predictstreet.identifiers import same
from crossbook_bindings.predictstreet import rest as bindings

STALE: Final = 60.0
"""Seconds after which a market is read anew before orders are signed for it. A fee that changed meanwhile is refused as bad_signature,
and read then."""


@attrs.frozen
class Listed:
    """A market as it was read."""

    market: bindings.Market
    read_at: float
    """Seconds of the executor's clock."""


@attrs.frozen
class Markets:
    """The markets that were read so far, by every name that they have."""

    listed: Mapping[str, Listed] = attrs.field(factory=dict[str, Listed], repr=False)
    """By the venue's own name for each, its UUID."""
    by_name: Mapping[str, tuple[str, ...]] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        names: dict[str, tuple[str, ...]] = {}
        for own, each in self.listed.items():
            for name in names_of(each.market):
                names[name] = (*names.get(name, ()), own)
        object.__setattr__(self, "by_name", names)

    def find(self, name: str) -> tuple[Listed, ...]:
        """Give the markets that a name stands for: one, none, or several where the venue gave two of them the same."""
        return tuple(self.listed[own] for own in self.by_name.get(key(name), ()))

    def with_read(self, markets: Iterable[bindings.Market], now: float) -> Markets:
        """Give the map that knows these markets, too. What was known of one of them is replaced, names included."""
        read = {key(market.id or market.symbol or ""): Listed(market, now) for market in markets}
        newer = {own: each for own, each in read.items() if own not in self.listed or self.listed[own].read_at <= now}
        return Markets({**self.listed, **newer})


def key(name: str) -> str:
    """Give equal keys to equal names: hexadecimal digits in either case, token ids with and without zeros in front."""
    return name.lstrip("0") if name.isascii() and name.isdecimal() else same(name)


def names_of(market: bindings.Market) -> frozenset[str]:
    """Give every name of a market, as keys."""
    names = (market.symbol, market.slug, market.id, market.conditionId, market.yesTokenId, market.noTokenId)
    return frozenset(key(name) for name in names if name)
