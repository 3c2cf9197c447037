"""Splits, merges and conversions: what the venue co-signs, what it locks for them, and what the chain makes of them.

Their structs are in no page that could be read, so owners' signatures are not checked here, and the venue's are made up.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from attrs import define

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.predictstreet.catalogue import Catalogue
from crossbook.sandbox.predictstreet.ledger import COLLATERAL, USDC, Ledger, OverdraftError
from crossbook.sandbox.predictstreet.markets import OUTCOMES, PredictStreetMarket
from crossbook.sandbox.predictstreet.positions import Positions

Kind: TypeAlias = Literal["split", "merge", "convert"]
OperationStatus: TypeAlias = Literal["SIGNED", "CONFIRMED", "EXPIRED"]
"""`EXPIRED` is documented, the others are in no reply."""

LASTS: Final = timedelta(minutes=15)
"""From co-signing to the deadline; the venue's own figure was not seen."""
GRACE: Final = timedelta(seconds=90)
"""After the deadline, before a lock can be released."""


@define(kw_only=True, eq=False)
class SignedOperation:
    """One co-signed operation. Amount in base units, of each token that it is about."""

    id: str
    kind: Kind
    wallet: str
    symbol: str
    amount: int
    salt: str
    signature: str
    index_set: int
    deadline: datetime
    updated_at: datetime
    status: OperationStatus = "SIGNED"
    tx_hash: str | None = None


class Operations:
    """Co-signed operations by id."""

    def __init__(self, clock: Clock, catalogue: Catalogue, ledger: Ledger, positions: Positions) -> None:
        self._clock = clock
        self._catalogue = catalogue
        self._ledger = ledger
        self._positions = positions
        self._signed: dict[str, SignedOperation] = {}
        self.on_executed: list[Callable[[SignedOperation], None]] = []
        self.watcher: str | None = None
        """Code of a chain watcher that cannot answer, e.g. `chain_watcher_lagging`."""

    def find(self, operation_id: str) -> SignedOperation | None:
        return self._signed.get(operation_id.lower())

    def known(self, operation_id: str) -> SignedOperation:
        """Return an operation. Raises KeyError for an unknown id."""
        found = self.find(operation_id)
        if found is None:
            raise KeyError(f"expected the id of a co-signed operation of this sandbox, found {operation_id!r}")
        return found

    def sign(self, kind: Kind, wallet: str, market: PredictStreetMarket, amount: int, index_set: int = 0) -> SignedOperation:
        """Co-sign and lock; a repeated request finds the operation that is under way. Raises OverdraftError."""
        now = self._clock.wall()
        asked = (kind, wallet, market.symbol, amount, index_set)
        for other in self._signed.values():
            known = (other.kind, other.wallet, other.symbol, other.amount, other.index_set)
            if known == asked and other.status == "SIGNED" and other.deadline > now:
                return other
        salt = str(secrets.randbits(256))
        operation = SignedOperation(
            id=str(uuid.uuid5(uuid.NAMESPACE_OID, ":".join((wallet, market.symbol, str(amount), salt)))),
            kind=kind,
            wallet=wallet,
            symbol=market.symbol,
            amount=amount,
            salt=salt,
            signature="0x" + secrets.token_hex(64) + "1b",
            index_set=index_set,
            deadline=now + LASTS,
            updated_at=now,
        )
        self._lock(operation, market)
        self._signed[operation.id] = operation
        return operation

    def release(self, operation: SignedOperation) -> bool:
        """Free what an expired operation locks; return whether this did it."""
        if operation.status == "EXPIRED":
            return False
        for asset in self._locked(operation, self._catalogue.known(operation.symbol)):
            self._ledger.unlock(operation.wallet, asset, operation.amount)
        operation.status, operation.updated_at = "EXPIRED", self._clock.wall()
        return True

    def execute(self, operation: SignedOperation) -> None:
        """Let the owner send the operation to the chain. Raises ValueError if it is over, OverdraftError for a lack of tokens."""
        if operation.status != "SIGNED":
            raise ValueError(f"expected an operation that is co-signed and no more, found {operation.status}")
        market = self._catalogue.known(operation.symbol)
        match operation.kind:
            case "split":
                self._split(operation, market)
            case "merge":
                self._merge(operation, market)
            case "convert":
                self._convert(operation, market)
        operation.status, operation.updated_at = "CONFIRMED", self._clock.wall()
        operation.tx_hash = "0x" + secrets.token_hex(32)
        for hear in self.on_executed:
            hear(operation)

    def chosen(self, market: PredictStreetMarket, index_set: int) -> tuple[PredictStreetMarket, ...]:
        """Name the markets of a neg-risk event that an index set is about."""
        return tuple(other for index, other in enumerate(self._catalogue.basket(market)) if index_set >> index & 1)

    def _locked(self, operation: SignedOperation, market: PredictStreetMarket) -> tuple[str, ...]:
        # No page says that a conversion locks anything, and its lock could not be released.
        return {"split": (USDC,), "merge": market.token_ids, "convert": ()}[operation.kind]

    def _lock(self, operation: SignedOperation, market: PredictStreetMarket) -> None:
        locked: list[str] = []
        try:
            for asset in self._locked(operation, market):
                self._ledger.lock(operation.wallet, asset, operation.amount)
                locked.append(asset)
        except OverdraftError:
            for asset in locked:
                self._ledger.unlock(operation.wallet, asset, operation.amount)
            raise

    def _split(self, operation: SignedOperation, market: PredictStreetMarket) -> None:
        self._ledger.move(operation.wallet, COLLATERAL, USDC, operation.amount)
        for token in market.token_ids:
            self._ledger.issue(operation.wallet, token, operation.amount)
            self._positions.bought(operation.wallet, token, operation.amount // OUTCOMES)

    def _merge(self, operation: SignedOperation, market: PredictStreetMarket) -> None:
        for token in market.token_ids:
            self._part(operation, token, operation.amount // OUTCOMES, locked=True)
        self._ledger.pay(COLLATERAL, operation.wallet, USDC, operation.amount)

    def _convert(self, operation: SignedOperation, market: PredictStreetMarket) -> None:
        """Give up NO of the chosen outcomes; of these all but one are certain to pay, and the last stands for YES of the others."""
        chosen = self.chosen(market, operation.index_set)
        freed = operation.amount * (len(chosen) - 1)
        for other in chosen:
            held = self._ledger.of(operation.wallet, other.token_ids[1]).available
            if held < operation.amount:
                raise OverdraftError(operation.wallet, other.token_ids[1], operation.amount, held)
        for other in chosen:
            self._part(operation, other.token_ids[1], freed // len(chosen), locked=False)
        self._ledger.pay(COLLATERAL, operation.wallet, USDC, freed)
        for other in self._catalogue.basket(market):
            if other not in chosen:
                self._ledger.issue(operation.wallet, other.token_ids[0], operation.amount)
                self._positions.granted(operation.wallet, other.token_ids[0])

    def _part(self, operation: SignedOperation, token: str, proceeds: int, *, locked: bool) -> None:
        held = self._ledger.of(operation.wallet, token).total
        self._ledger.burn(operation.wallet, token, operation.amount, locked=locked)
        self._positions.parted(operation.wallet, token, operation.amount, held=held, proceeds=proceeds, now=self._clock.wall())
