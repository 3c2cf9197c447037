"""The synchronous PredictStreet client: one line for each call; the thinking is in the plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from crossbook.predictstreet.drawing import drawn_for, placing
from crossbook.predictstreet.hosts import DEFAULT_TIMEOUTS
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.key import KeyCredentials
from crossbook.predictstreet.rest_reads import Reads
from crossbook.predictstreet.whereabouts import gateways, settled
from crossbook.protocols import Knows, Several
from crossbook.retry import DEFAULT_RETRY, Retry
from crossbook.timeouts import Timeouts
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS


class PredictStreet(Reads):
    """ADI PredictStreet over REST, for one key and one wallet. Use it as a context manager; threads may share it.

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
        credentials: Callable[[], str] | None = None,
        environment: trading.Environment | None = None,
        account: trading.TradingAccount | None = None,
        signer: trading.Signer | None = None,
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
        """Make a client. Nothing is sent and no certificate is read before the first request.

        Args:
            api_key: a partner's key, ps_<env>_<keyId>_<secret>.
            user_wallet: the wallet that a multi-wallet key acts for; the account's, where there is one.
            credentials: asked for another key where the venue refuses this one (401): once, however many calls are refused. What was
                refused is sent again with it, where that is safe, and it is used from then on. What it raises is logged by its kind
                only, and the refusal stands. It is not interrupted: a call whose time it uses up ends when it returns.
            environment: where the venue is: PRODUCTION unless you say otherwise, the account's where there is one.
            account: wallet, vault, contracts and environment of the orders that are placed. Not needed to cancel and to read.
            signer: signs new orders with the key of the account's wallet. Orders that are prepared need none.
            base_url: the venue's host, or one that stands for it, where you give no environment. Left out, the environment's.
            websocket_url: the host of both websocket gateways, likewise. Beside a base_url it must be said, for feeds to be opened.
            timeouts: how long to wait to be connected, and for a reply after that.
            retry: how to send again what may safely be sent again; None for never.
            pacing: how to keep within the venue's rate limits; None for not at all. Clients that are given one object share it.
            proxy: an HTTP proxy, http://host:port or http://user:password@host:port; https goes through a tunnel (CONNECT),
                loopback past it. Proxies of the environment are not used.
            insecure_hosts: private hosts to which plain http is allowed: everything, credentials too, goes there in clear.
            ca_file: a PEM file with the CA certificates to trust, and no others; None for Mozilla's list. SSL_CERT_FILE
                does not count.
            largest_reply: how many bytes of a reply, unpacked, are read at most; the outcome is unknown beyond. What came in time
                is read to its end, whatever the deadline: some 10 ms for each megabyte.
            observers: what is told each event (`crossbook.observing`): called at once, without secrets, and never able to break a call.

        Raises InvalidRequest (a ValueError) for anything that cannot be used.
        """
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

    def place_orders(
        self, orders: Several[trading.NewOrder | trading.PreparedOrder], *, deadline: float = 30.0
    ) -> tuple[PlaceOutcome, ...]:
        """Place any number of `orders`, ten to a request, in order; `outcomes[i]` is about `orders[i]`.

        New orders are signed here; their market may be named by symbol, slug, id, conditionId or token id. Orders that are prepared are
        looked up before they are sent, because whoever prepared them may have sent them. What is sent and not answered is sent again
        as the same bytes, within `deadline` seconds, and looked up after that; what is unknown then keeps the rest from being sent.
        One that is handed in again while its first request may still be under way, two minutes at most, is told of this one: that it
        was rejected, or not sent, says nothing of the first. So resolve what is unknown with `wait=True` before you hand it in again.

        Every order of the list is checked before any is signed: raises InvalidRequest for one that is wrong, is for another environment,
        or has the name or the salt of another one. Raises NotSent or Refused only where none was placed, with one outcome for each in
        `outcomes`; a signer that fails is NOT_SENT for its order. A name (`user_reference`) is for one order, ever: of a name that was
        used before, the venue may tell what became of the older order.
        Venue page: https://docs.adipredictstreet.com/api-reference/orders/place-a-batch-of-signed-orders-max-10
        """
        listed = kept(orders)
        drawn = drawn_for(listed)
        # Handed over whole: Python looks for Ctrl-C behind a call with a star, where the reply would be lost.
        plan = partial(trading.place_orders, trading.begun(self._desk), listed, *drawn)
        return self._placing(placing(listed, drawn), deadline, plan)

    def place_order(self, order: trading.NewOrder | trading.PreparedOrder, *, deadline: float = 30.0) -> PlaceOutcome:
        """Place one `order`, and give its outcome; otherwise as `place_orders`.

        Over within `deadline` seconds. Venue page: https://docs.adipredictstreet.com/api-reference/orders/place-a-batch-of-signed-orders-max-10
        """
        drawn = drawn_for((order,))
        plan = partial(trading.place_order, trading.begun(self._desk), order, *drawn)
        return self._placing(placing((order,), drawn), deadline, plan)

    def prepare_order(self, order: trading.NewOrder, *, deadline: float = 30.0) -> trading.PreparedOrder:
        """Sign an `order` as `place_orders` would, and send nothing: to be stored, and placed after that.

        Over within `deadline` seconds. Raises InvalidRequest for an order that the venue would refuse, and for contracts that it does not
        name; NotSent where the order could not be signed or its market not be read.
        Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/place-a-signed-order
        """
        return self._run(deadline, trading.prepare_order, trading.begun(self._desk), order, *drawn_for((order,)))

    def market_terms(self, name: str, *, deadline: float = 30.0) -> trading.MarketTerms:
        """Read what orders in a market sign, now. `name` is its symbol, slug, id, conditionId, or the id of one of its tokens.

        Its fee is in basis points, its tick in USDC per outcome token.

        Over within `deadline` seconds. Raises InvalidRequest where the venue lists no such market, or several.
        Venue page: https://docs.adipredictstreet.com/api-reference/markets/market-detail-by-slug
        """
        return self._run(deadline, trading.market_terms, trading.begun(self._desk), name)

    def cancel_order(self, order_id: str, *, deadline: float = 30.0) -> CancelOutcome:
        """Cancel the order that the venue calls `order_id`, and give its outcome.

        Over within `deadline` seconds. NOT_FOUND covers an order that never was, is another wallet's, or is over: `get_order`
        tells them apart. Raises NotSent or Refused only.
        Venue page: https://docs.adipredictstreet.com/concepts/trading/cancelling
        """
        return self._run(deadline, trading.cancel_order, order_id)

    def cancel_orders(self, order_ids: Several[str], *, deadline: float = 30.0) -> tuple[CancelOutcome, ...]:
        """Cancel any number of orders by the venue's ids, a hundred to a request; `outcomes[i]` is about `order_ids[i]`.

        Over within `deadline` seconds. A request whose outcome is unknown does not keep the next from being sent. Malformed ids
        become outcomes without being sent. An empty list sends nothing. Raises NotSent or Refused only, with one outcome per
        order in `outcomes`, and neither where the outcome of an order is unknown.
        Venue page: https://docs.adipredictstreet.com/api-reference/orders/cancel-a-batch-of-orders-by-id-max-100
        """
        return self._run(deadline, trading.cancel_orders, kept(order_ids))

    def cancel_market_orders(
        self, market_id: str, side: trading.Side | None = None, outcome: int | None = None, *, deadline: float = 30.0
    ) -> ScopeOutcomes:
        """Cancel every open order of a market, or those of one `side` ("buy", "sell") or `outcome` (0 is yes, 1 is no) in it.

        Over within `deadline` seconds. `market_id` is the market's symbol. Gives one outcome for each order the venue names;
        `unnamed` counts those that an older deployment only counts. Acts on a snapshot: stop quoting first, and look afterwards.
        Raises OutcomeUnknown where it may have acted. Venue page: https://docs.adipredictstreet.com/concepts/trading/cancelling
        """
        return self._run(deadline, trading.cancel_market, market_id, side, outcome)

    def cancel_all_orders(self, *, deadline: float = 30.0) -> ScopeOutcomes:
        """Cancel every open order of the wallet; otherwise as `cancel_market_orders`.

        Over within `deadline` seconds. Venue page: https://docs.adipredictstreet.com/concepts/trading/cancelling
        """
        return self._run(deadline, trading.cancel_everything)

    def resolve(
        self,
        outcomes: Several[OutcomeT],
        *,
        wait: bool = False,
        arrives_within: float = ARRIVES_WITHIN,
        sent_ago: float = 0.0,
        ledger: Knows | None = None,
        deadline: float = 30.0,
    ) -> tuple[OutcomeT, ...]:
        """Find what became of those `outcomes` that are unknown; give one for each, in order. Others come back as they are.

        Ask it of a client of the wallet whose they are: the venue says NOT_FOUND of another wallet's order, whatever became of it, and
        the outcome of a cancel does not tell whose it was. Looks orders up, then at all pages of open orders, then at the history;
        `proof` says what decided. Placements are found by their client order id; one found twice decides nothing. That an order is
        nowhere decides only `arrives_within` seconds after the last byte of its command. `wait` looks again until then. Of outcomes of
        another process nobody knows when that was: it counts from now, or from `sent_ago` seconds before. What a `ledger` proves is not
        asked. What is not decided stays unknown, and says in `evidence.found` why. Over within `deadline` seconds. Only reads. Raises
        InvalidRequest only.
        Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/order-detail
        """
        patience = Patience(clock=self._clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline)
        return self._run(deadline, trading.resolve, kept(outcomes), patience, trading.owner_of(self._desk, self._wallet), ledger)

    def resolve_scope(
        self,
        scope: ScopeOutcomes,
        order_ids: Several[str] = (),
        *,
        wait: bool = False,
        arrives_within: float = ARRIVES_WITHIN,
        sent_ago: float = 0.0,
        deadline: float = 30.0,
    ) -> ScopeOutcomes:
        """Find what became of the orders of a cancel that only counts them, or names not all: a `scope` as it was returned.

        Takes the orders that it names and the `order_ids` that the caller knew to be in it. `unnamed` of the answer counts those
        that are still not named. `wait`, `arrives_within` (seconds), `sent_ago` (seconds) and `deadline` (seconds) as for `resolve`.
        Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/order-detail
        """
        patience = Patience(clock=self._clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline)
        return self._run(deadline, trading.resolve_scope, scope, kept(order_ids), patience, trading.owner_of(self._desk, self._wallet))

    def open_orders(self, market_id: str | None = None, *, deadline: float = 30.0) -> tuple[trading.Order, ...]:
        """List every open order of the wallet, newest first, all pages, or those of one market: `market_id` is its symbol.

        Over within `deadline` seconds. Venue page: https://docs.adipredictstreet.com/api-reference/orders/list-open-orders
        """
        return self._run(deadline, trading.open_orders, market_id, self._wallet)

    def get_order(self, order_id: str, *, deadline: float = 30.0) -> trading.Order:
        """Look up the order that the venue calls `order_id`. Raises NotFound if the wallet has none of that id.

        Over within `deadline` seconds. Venue page: https://docs.adipredictstreet.com/api-reference/orders/order-detail
        """
        return self._run(deadline, trading.look_up, order_id, self._wallet)

    def check(self, *, deadline: float = 30.0) -> tuple[checking.Finding, ...]:
        """Examine key, wallet, vault, clock and contracts with the venue, and place nothing: one finding for each.

        Over within `deadline` seconds. What the venue did not answer is unproven; nothing is raised for it. `Chain.check` asks the
        chain. Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/portfolio/vault-address-+-deployment-status
        """
        account = None if self._desk is None else self._desk.account
        return self._run(deadline, checking.check, account, self._wallet, datetime.now(UTC))
