"""The asynchronous PredictStreet client: the same calls and the same plans as the synchronous one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from os import PathLike

from msgspec import UNSET, UnsetType

from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.core.checks import kept, private_hosts
from crossbook.core.redaction import Secret
from crossbook.core.resolving import ARRIVES_WITHIN, Patience
from crossbook.errors import OutcomeT
from crossbook.http.settings import LARGEST_REPLY, checked
from crossbook.observing import Observer
from crossbook.pacing import DEFAULT_PACING, Pacing
from crossbook.place_outcomes import PlaceOutcome
from crossbook.predictstreet import checking, trading
from crossbook.predictstreet.async_rest_reads import AsyncReads
from crossbook.predictstreet.drawing import drawn_for, placing
from crossbook.predictstreet.hosts import DEFAULT_TIMEOUTS
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.key import KeyCredentials
from crossbook.predictstreet.whereabouts import gateways, settled
from crossbook.protocols import Knows, Several
from crossbook.retry import DEFAULT_RETRY, Retry
from crossbook.timeouts import Timeouts
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS


class AsyncPredictStreet(AsyncReads):
    """ADI PredictStreet over REST, for one key and one wallet. An asynchronous context manager, for one event loop.

    `user_wallet` is needed for multi-wallet keys and ignored by the venue for others. Every method raises NotSent when
    nothing was sent, Refused when the venue answered and did nothing, and OutcomeUnknown when it may have acted. Quantities
    are outcome tokens, prices USDC per token.

    What is safe to repeat is repeated (`Retry`), and the venue's limits are kept (`Pacing`), within `deadline`: the seconds that
    a call may take.
    """

    def __init__(
        self,
        *,
        api_key: str,
        user_wallet: str | None = None,
        credentials: Callable[[], Awaitable[str]] | None = None,
        environment: trading.Environment | None = None,
        account: trading.TradingAccount | None = None,
        signer: trading.Signer | trading.AsyncSigner | None = None,
        base_url: str | UnsetType = UNSET,
        websocket_url: str | UnsetType = UNSET,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        retry: Retry | None = DEFAULT_RETRY,
        pacing: Pacing | None = DEFAULT_PACING,
        proxy: str | None = None,
        insecure_hosts: Iterable[str] = (),
        ca_file: str | PathLike[str] | None = None,
        largest_reply: int = LARGEST_REPLY,
        observers: Iterable[Observer] = (),
    ) -> None:
        """Take what `PredictStreet` takes; `credentials` is awaited. The client belongs to the event loop in which it is first used."""
        # None is no way to say that there is none: it may be a setting that is missing, and would lead to production.
        secret, base, through = Secret(api_key), None if base_url is UNSET else Secret(base_url), None if proxy is None else Secret(proxy)
        sockets, allowed = None if websocket_url is UNSET else Secret(websocket_url), private_hosts(insecure_hosts, venue=VENUE)
        del api_key, base_url, websocket_url, proxy  # An error below must not find them among the local variables.
        place = settled(environment, account, signer, base, user_wallet)
        self._desk, self._wallet = place.desk, place.wallet
        self._key, self._gateways = KeyCredentials(secret, place.wallet), gateways(environment, account, base, sockets, allowed)
        super().__init__(
            checked(
                venue=VENUE,
                base_url=place.base_url,
                credentials=self._key,
                timeouts=timeouts,
                retry=retry,
                pacing=pacing,
                buckets=BUCKETS,
                proxy=through,
                insecure_hosts=allowed,
                ca_file=ca_file,
                largest_reply=largest_reply,
                observers=observers,
                catalogue=lambda: trading.CATALOGUE,
                renewed_by=credentials,
            )
        )

    async def place_orders(
        self, orders: Several[trading.NewOrder | trading.PreparedOrder], *, deadline: float = 30.0
    ) -> tuple[PlaceOutcome, ...]:
        """Do what `PredictStreet.place_orders` does, asynchronously."""
        listed = kept(orders)
        drawn = drawn_for(listed)
        plan = partial(trading.place_orders, trading.begun(self._desk), listed, *drawn)
        return await self._placing(placing(listed, drawn), deadline, plan)

    async def place_order(self, order: trading.NewOrder | trading.PreparedOrder, *, deadline: float = 30.0) -> PlaceOutcome:
        """Do what `PredictStreet.place_order` does, asynchronously."""
        drawn = drawn_for((order,))
        plan = partial(trading.place_order, trading.begun(self._desk), order, *drawn)
        return await self._placing(placing((order,), drawn), deadline, plan)

    async def prepare_order(self, order: trading.NewOrder, *, deadline: float = 30.0) -> trading.PreparedOrder:
        """Do what `PredictStreet.prepare_order` does, asynchronously."""
        return await self._run(deadline, trading.prepare_order, trading.begun(self._desk), order, *drawn_for((order,)))

    async def market_terms(self, name: str, *, deadline: float = 30.0) -> trading.MarketTerms:
        """Do what `PredictStreet.market_terms` does, asynchronously."""
        return await self._run(deadline, trading.market_terms, trading.begun(self._desk), name)

    async def cancel_order(self, order_id: str, *, deadline: float = 30.0) -> CancelOutcome:
        """Do what `PredictStreet.cancel_order` does, asynchronously."""
        return await self._run(deadline, trading.cancel_order, order_id)

    async def cancel_orders(self, order_ids: Several[str], *, deadline: float = 30.0) -> tuple[CancelOutcome, ...]:
        """Do what `PredictStreet.cancel_orders` does, asynchronously."""
        return await self._run(deadline, trading.cancel_orders, kept(order_ids))

    async def cancel_market_orders(
        self, market_id: str, side: trading.Side | None = None, outcome: int | None = None, *, deadline: float = 30.0
    ) -> ScopeOutcomes:
        """Do what `PredictStreet.cancel_market_orders` does, asynchronously."""
        return await self._run(deadline, trading.cancel_market, market_id, side, outcome)

    async def cancel_all_orders(self, *, deadline: float = 30.0) -> ScopeOutcomes:
        """Do what `PredictStreet.cancel_all_orders` does, asynchronously."""
        return await self._run(deadline, trading.cancel_everything)

    async def resolve(
        self,
        outcomes: Several[OutcomeT],
        *,
        wait: bool = False,
        arrives_within: float = ARRIVES_WITHIN,
        sent_ago: float = 0.0,
        ledger: Knows | None = None,
        deadline: float = 30.0,
    ) -> tuple[OutcomeT, ...]:
        """Do what `PredictStreet.resolve` does, asynchronously."""
        patience = Patience(clock=self._clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline)
        return await self._run(deadline, trading.resolve, kept(outcomes), patience, trading.owner_of(self._desk, self._wallet), ledger)

    async def resolve_scope(
        self,
        scope: ScopeOutcomes,
        order_ids: Several[str] = (),
        *,
        wait: bool = False,
        arrives_within: float = ARRIVES_WITHIN,
        sent_ago: float = 0.0,
        deadline: float = 30.0,
    ) -> ScopeOutcomes:
        """Do what `PredictStreet.resolve_scope` does, asynchronously."""
        patience = Patience(clock=self._clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline)
        return await self._run(
            deadline, trading.resolve_scope, scope, kept(order_ids), patience, trading.owner_of(self._desk, self._wallet)
        )

    async def open_orders(self, market_id: str | None = None, *, deadline: float = 30.0) -> tuple[trading.Order, ...]:
        """Do what `PredictStreet.open_orders` does, asynchronously."""
        return await self._run(deadline, trading.open_orders, market_id, self._wallet)

    async def get_order(self, order_id: str, *, deadline: float = 30.0) -> trading.Order:
        """Do what `PredictStreet.get_order` does, asynchronously."""
        return await self._run(deadline, trading.look_up, order_id, self._wallet)

    async def check(self, *, deadline: float = 30.0) -> tuple[checking.Finding, ...]:
        """Do what `PredictStreet.check` does, asynchronously."""
        account = None if self._desk is None else self._desk.account
        return await self._run(deadline, checking.check, account, self._wallet, datetime.now(UTC))
