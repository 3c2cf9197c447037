"""The leaderboard: wallets by realized profit or by volume over a period, kept as snapshots so that pages do not shift."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from attrs import evolve, frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.predictstreet.positions import Profit
from crossbook.sandbox.predictstreet.trades import Trade
from crossbook.sandbox.predictstreet.units import SCALE, plain
from crossbook.sandbox.wire import JsonObject

PERIODS: Final[dict[str, timedelta | None]] = {"today": None, "week": timedelta(days=7), "month": timedelta(days=30), "all": timedelta.max}
"""How far back; `today` is since midnight UTC. The documents name the periods and no more."""
SORTS: Final = ("pnl", "volume")
_KEPT: Final = 16


@frozen(kw_only=True)
class Standing:
    """One wallet of the leaderboard. Amounts in base units of USDC."""

    wallet: str
    vault: str
    username: str
    profit: int
    volume: int
    rank: int = 0

    def as_json(self) -> JsonObject:
        return {
            "rank": self.rank,
            "vaultAddress": self.vault,
            "username": self.username,
            "pnl": plain(self.profit),
            "volume": plain(self.volume),
        }


@frozen(kw_only=True)
class Snapshot:
    """The leaderboard of a period at one moment."""

    number: int
    period: str
    taken_at: datetime
    standings: tuple[Standing, ...]


class Ranking:
    """The last few snapshots, by number."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._snapshots: dict[int, Snapshot] = {}
        self._taken = 0

    def find(self, number: int) -> Snapshot | None:
        return self._snapshots.get(number)

    def take(
        self, period: str, sort: str, names: Mapping[str, tuple[str, str]], trades: Iterable[Trade], profits: Iterable[Profit]
    ) -> Snapshot:
        """Rank wallets, given as wallet to vault and user name."""
        now = self._clock.wall()
        since = _since(period, now)
        volumes, gains = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
        for trade in trades:
            if trade.created_at >= since:
                for leg in trade.legs:
                    if leg.wallet in volumes:
                        volumes[leg.wallet] += trade.price * trade.quantity // SCALE
        for profit in profits:
            if profit.at >= since and profit.wallet in gains:
                gains[profit.wallet] += profit.amount
        standings = [
            Standing(wallet=wallet, vault=vault, username=username, profit=gains[wallet], volume=volumes[wallet])
            for wallet, (vault, username) in names.items()
        ]
        standings.sort(key=lambda row: row.volume if sort == "volume" else row.profit, reverse=True)
        self._taken += 1
        ranked = tuple(evolve(row, rank=rank) for rank, row in enumerate(standings, 1))
        snapshot = Snapshot(number=self._taken, period=period, taken_at=now, standings=ranked)
        self._snapshots[self._taken] = snapshot
        self._snapshots.pop(self._taken - _KEPT, None)
        return snapshot


def _since(period: str, now: datetime) -> datetime:
    reach = PERIODS[period]
    if reach is None:
        return now.replace(hour=0, minute=0, second=0, microsecond=0)
    return datetime.min.replace(tzinfo=now.tzinfo) if reach == timedelta.max else now - reach
