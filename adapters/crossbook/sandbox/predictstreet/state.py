"""Everything that a PredictStreet sandbox knows. Made anew by a reset; the keys are not part of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.predictstreet.catalogue import Catalogue
from crossbook.sandbox.predictstreet.ledger import USDC, Ledger
from crossbook.sandbox.predictstreet.markets import MarketStatus, PredictStreetMarket, digest
from crossbook.sandbox.predictstreet.operations import Operations
from crossbook.sandbox.predictstreet.positions import Positions
from crossbook.sandbox.predictstreet.prices import Prices
from crossbook.sandbox.predictstreet.ranking import Ranking
from crossbook.sandbox.predictstreet.redeems import Redeems
from crossbook.sandbox.predictstreet.settlement import Settlement
from crossbook.sandbox.predictstreet.signatures import Contracts, OrderStruct, SignatureChecks
from crossbook.sandbox.predictstreet.trading import Trading
from crossbook.sandbox.predictstreet.transfers import Transfers
from crossbook.sandbox.predictstreet.units import SCALE
from crossbook.sandbox.wire import Json, JsonObject

ReplyGeneration: TypeAlias = Literal["new", "old"]
"""`new`: the reference pages' forms. `old`: those of concepts/trading/cancelling, which still counts what cancel-all did."""
Reuse: TypeAlias = Literal["refused", "replayed"]

STARTING_USDC: Final = 10_000 * SCALE
"""What a wallet has when it is first seen, in base units: so that what only places orders need not care."""
HOUSE: Final = digest("house")[:42]
"""Wallet of whoever stands behind what a test seeds and fills."""
OPERATOR: Final = digest("operator")[:42]
"""Wallet that fees go to."""


class State:
    """State of the venue with the settings that a test may change."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.generation: ReplyGeneration = "new"
        # Placeholders for signatures were good enough for whoever placed orders here before they could be checked, and are
        # in the venue's own samples. Who signs asks for `verify`.
        self.signatures: SignatureChecks = "form"
        self.strict_ids = True
        self.reuse: Reuse = "refused"
        self.contracts = Contracts()
        self.order_struct: OrderStruct = "documented"
        self.raw_replies: dict[str, Json] = {}
        self.placed: dict[tuple[str, str], tuple[JsonObject | None, JsonObject]] = {}
        """Stored results by wallet and client order id, with the request each was for; a seeded order had none."""

        self.catalogue = Catalogue()
        self.ledger = Ledger()
        self.positions = Positions()
        self.prices = Prices(clock)
        self.trading = Trading(clock, self.catalogue, self.ledger, HOUSE)
        self.trading.on_book = self._book_changed
        self.settlement = Settlement(clock, self.trading, self.ledger, self.positions, OPERATOR)
        self.ranking = Ranking(clock)
        self.operations = Operations(clock, self.catalogue, self.ledger, self.positions)
        self.redeems = Redeems(clock, self.catalogue, self.ledger, self.positions)
        self.transfers = Transfers(clock, self.ledger)
        self.on_moved: list[Callable[[PredictStreetMarket, PredictStreetMarket], None]] = []
        """Told of a market before and after its state has changed."""
        self.on_time: list[Callable[[datetime], None]] = []
        """Told what time it is, whenever the state is brought up to date."""
        self._vaults: dict[str, str] = {}
        self.undeployed: set[str] = set()
        """Wallets whose vault is not deployed."""

    @property
    def wallets(self) -> tuple[str, ...]:
        """Every wallet seen so far."""
        return tuple(self._vaults)

    def vault_of(self, wallet: str) -> str:
        """Return the address of a wallet's vault. A wallet that is new here gets its money with it."""
        if wallet not in self._vaults:
            self._vaults[wallet] = digest("vault", wallet)[:42]
            self.ledger.issue(wallet, USDC, STARTING_USDC)
        return self._vaults[wallet]

    def catch_up(self) -> None:
        """Let everything happen whose time has come."""
        now = self.clock.wall()
        self.trading.expire(int(now.timestamp()))
        for moment, symbol, status in self.catalogue.due(now):
            self._moved(symbol, status, moment)
        self.settlement.catch_up(now)
        self.redeems.catch_up(now)
        self.transfers.catch_up(now)
        for hear in self.on_time:
            hear(now)

    def move_market(self, symbol: str, status: MarketStatus, payouts: tuple[Decimal, Decimal] | None = None) -> None:
        """Put a market into another state; one that is over ends every order on it."""
        if self._moved(symbol, status, self.clock.wall(), payouts).is_terminal:
            self.trading.close_market(symbol)

    def _moved(
        self, symbol: str, status: MarketStatus, moment: datetime, payouts: tuple[Decimal, Decimal] | None = None
    ) -> PredictStreetMarket:
        before = self.catalogue.known(symbol)
        after = self.catalogue.moved(symbol, status, moment, payouts)
        for hear in self.on_moved:
            hear(before, after)
        return after

    def _book_changed(self, symbol: str, outcome: str) -> None:
        self.prices.record(symbol, outcome, self.trading)
