"""The asynchronous 4casters client: the same calls and the same plans as the synchronous one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from decimal import Decimal
from os import PathLike

from msgspec import UNSET, UnsetType

from crossbook.calls_under_way import PlacingCall
from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.core.checks import kept
from crossbook.core.redaction import Secret
from crossbook.core.resolving import ARRIVES_WITHIN
from crossbook.edit_outcomes import EditOutcome
from crossbook.errors import OutcomeT
from crossbook.fourcasters import trading
from crossbook.fourcasters.async_rest_reads import AsyncReads
from crossbook.fourcasters.drawing import named, named_order, patient
from crossbook.fourcasters.hosts import BASE_URL, DEFAULT_TIMEOUTS, STREAMING_URL, streaming_host
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.token import TokenCredentials
from crossbook.http.settings import LARGEST_REPLY, checked
from crossbook.observing import Observer
from crossbook.pacing import DEFAULT_PACING, Pacing
from crossbook.place_outcomes import PlaceOutcome
from crossbook.protocols import Knows, Several
from crossbook.retry import DEFAULT_RETRY, Retry
from crossbook.timeouts import Timeouts
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.fourcasters.rest.buckets import BUCKETS


class AsyncFourcasters(AsyncReads):
    """4casters over REST. Use it as an asynchronous context manager, in one event loop.

    Every method raises NotSent when nothing was sent, Refused when the venue answered and did nothing, and OutcomeUnknown
    when it may have acted. Amounts are USD at risk.

    What is safe to repeat is repeated (`Retry`), and the venue's limits are kept (`Pacing`), within `deadline`: the seconds that
    a call may take.
    """

    def __init__(
        self,
        *,
        token: str | None = None,
        credentials: Callable[[], Awaitable[str]] | None = None,
        base_url: str = BASE_URL,
        streaming_url: str | UnsetType = UNSET,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        retry: Retry | None = DEFAULT_RETRY,
        pacing: Pacing | None = DEFAULT_PACING,
        proxy: str | None = None,
        insecure_hosts: Iterable[str] = (),
        ca_file: str | PathLike[str] | None = None,
        largest_reply: int = LARGEST_REPLY,
        observers: Iterable[Observer] = (),
    ) -> None:
        """Take what `Fourcasters` takes; `credentials` is awaited. The client belongs to the event loop in which it is first used."""
        secret, through = None if token is None else Secret(token), None if proxy is None else Secret(proxy)
        base = Secret(base_url)
        streaming = streaming_host(base, streaming_url)
        del token, proxy, base_url, streaming_url  # An error below must not find them among the local variables.
        self._token = TokenCredentials(secret)
        super().__init__(
            checked(
                venue=VENUE,
                base_url=base,
                servers={STREAMING_URL: ("streaming_url", streaming)},
                credentials=self._token,
                timeouts=timeouts,
                retry=retry,
                pacing=pacing,
                buckets=BUCKETS,
                proxy=through,
                insecure_hosts=insecure_hosts,
                ca_file=ca_file,
                largest_reply=largest_reply,
                observers=observers,
                catalogue=lambda: trading.CATALOGUE,
                renewed_by=credentials,
            )
        )

    @property
    def token(self) -> str | None:
        """The token in use, to be stored: the venue replaces one that is 30 days old. Not part of any repr."""
        return self._token.reveal()

    async def login(self, username: str, password: str, *, deadline: float = 30.0) -> bindings.AuthenticatedUser:
        """Do what `Fourcasters.login` does, asynchronously."""
        request = trading.login_request(username, password)
        del password
        user = await self._run(deadline, trading.log_in, request)
        self._token.replace(Secret(user.auth))
        return user

    async def me(self, *, deadline: float = 30.0) -> bindings.User:
        """Do what `Fourcasters.me` does, asynchronously."""
        return await self._run(deadline, trading.me)

    async def place_orders(self, orders: Several[trading.NewOrder], *, deadline: float = 30.0) -> tuple[PlaceOutcome, ...]:
        """Do what `Fourcasters.place_orders` does, asynchronously."""
        listed = named(orders)
        return await self._placing(PlacingCall(listed), deadline, trading.place, listed)

    async def edit_order(
        self,
        order_id: str,
        new: trading.NewOrder,
        *,
        expected_remaining: Decimal | int | None = None,
        needs_other_side: bool = False,
        deadline: float = 30.0,
    ) -> EditOutcome:
        """Do what `Fourcasters.edit_order` does, asynchronously."""
        replacing = named_order(new)
        return await self._placing(
            PlacingCall(replacing), deadline, trading.edit, order_id, replacing, expected_remaining, needs_other_side=needs_other_side
        )

    async def open_orders(self, *, deadline: float = 30.0) -> tuple[trading.Order, ...]:
        """Do what `Fourcasters.open_orders` does, asynchronously."""
        return await self._run(deadline, trading.open_orders)

    async def get_order(self, order_id: str, *, deadline: float = 30.0) -> trading.Order:
        """Do what `Fourcasters.get_order` does, asynchronously."""
        return await self._run(deadline, trading.look_up, order_id)

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
        """Do what `Fourcasters.resolve` does, asynchronously."""
        patience = patient(self._clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline)
        return await self._run(deadline, trading.resolve, kept(outcomes), patience, ledger)

    async def resolve_scope(
        self,
        scope: ScopeOutcomes | trading.LeagueCancelAcknowledged,
        order_ids: Several[str] = (),
        *,
        wait: bool = False,
        arrives_within: float = ARRIVES_WITHIN,
        sent_ago: float = 0.0,
        deadline: float = 30.0,
    ) -> ScopeOutcomes:
        """Do what `Fourcasters.resolve_scope` does, asynchronously."""
        patience = patient(self._clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline)
        return await self._run(deadline, trading.resolve_scope, scope, kept(order_ids), patience)

    async def heartbeat(self, timeout_seconds: int, *, deadline: float = 30.0) -> trading.HeartbeatAck:
        """Do what `Fourcasters.heartbeat` does, asynchronously."""
        return await self._run(deadline, trading.heartbeat, timeout_seconds)

    async def cancel_order(self, order_id: str, *, deadline: float = 30.0) -> CancelOutcome:
        """Do what `Fourcasters.cancel_order` does, asynchronously."""
        return await self._run(deadline, trading.cancel_order, order_id)

    async def cancel_orders(self, order_ids: Several[str], *, deadline: float = 30.0) -> tuple[CancelOutcome, ...]:
        """Do what `Fourcasters.cancel_orders` does, asynchronously."""
        return await self._run(deadline, trading.cancel_orders, kept(order_ids))

    async def cancel_by_reference(self, game_id: str, user_references: Several[str], *, deadline: float = 30.0) -> ScopeOutcomes:
        """Do what `Fourcasters.cancel_by_reference` does, asynchronously."""
        return await self._run(deadline, trading.cancel_by_references, game_id, kept(user_references))

    async def cancel_game_orders(
        self, game_id: str, market_type: trading.GameCancelType | None = None, *, deadline: float = 30.0
    ) -> ScopeOutcomes:
        """Do what `Fourcasters.cancel_game_orders` does, asynchronously."""
        return await self._run(deadline, trading.cancel_game, game_id, market_type)

    async def cancel_league_orders(self, league: str, *, deadline: float = 30.0) -> trading.LeagueCancelAcknowledged:
        """Do what `Fourcasters.cancel_league_orders` does, asynchronously."""
        return await self._run(deadline, trading.cancel_league, league)

    async def cancel_all_orders(self, *, deadline: float = 30.0) -> ScopeOutcomes:
        """Do what `Fourcasters.cancel_all_orders` does, asynchronously."""
        return await self._run(deadline, trading.cancel_everything)
