"""The synchronous PredictStreet client: one line for each call; the thinking is in the plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike

from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.core.checks import kept
from crossbook.core.redaction import Secret
from crossbook.core.resolving import ARRIVES_WITHIN, Patience
from crossbook.errors import OutcomeT
from crossbook.http.client import SyncClient
from crossbook.http.settings import LARGEST_REPLY, checked
from crossbook.pacing import DEFAULT_PACING, Pacing
from crossbook.predictstreet.hosts import BASE_URL, DEFAULT_TIMEOUTS
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.key import KeyCredentials
from crossbook.predictstreet.orders import cancelling, resolving
from crossbook.predictstreet.orders.cancelling import Side
from crossbook.predictstreet.orders.order import Order
from crossbook.protocols import Several
from crossbook.retry import DEFAULT_RETRY, Retry
from crossbook.timeouts import Timeouts
from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS


class PredictStreet(SyncClient[Venue]):
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
        base_url: str = BASE_URL,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        retry: Retry | None = DEFAULT_RETRY,
        pacing: Pacing | None = DEFAULT_PACING,
        proxy: str | None = None,
        insecure_hosts: Iterable[str] = (),
        ca_file: str | PathLike[str] | None = None,
        largest_reply: int = LARGEST_REPLY,
    ) -> None:
        """Make a client. Nothing is sent and no certificate is read before the first request.

        Args:
            api_key: a partner's key, ps_<env>_<keyId>_<secret>.
            user_wallet: the wallet that a multi-wallet key acts for.
            credentials: asked for another key where the venue refuses this one (401): once, however many calls are refused. What was
                refused is sent again with it, where that is safe, and it is used from then on. What it raises is logged by its kind
                only, and the refusal stands.
            base_url: the venue's host, or one that stands for it.
            timeouts: how long to wait to be connected, and for a reply after that.
            retry: how to send again what may safely be sent again; None for never.
            pacing: how to keep within the venue's rate limits; None for not at all. Clients that are given one object share it.
            proxy: an HTTP proxy, http://host:port or http://user:password@host:port; https goes through a tunnel (CONNECT),
                loopback past it. Proxies of the environment are not used.
            insecure_hosts: private hosts to which plain http is allowed: everything, credentials too, goes there in clear.
            ca_file: a PEM file with the CA certificates to trust, and no others; None for Mozilla's list. SSL_CERT_FILE
                does not count.
            largest_reply: how many bytes of a reply, unpacked, are read at most; the outcome is unknown beyond.

        Raises InvalidRequest (a ValueError) for anything that cannot be used.
        """
        secret, base, through = Secret(api_key), Secret(base_url), None if proxy is None else Secret(proxy)
        del api_key, base_url, proxy  # An error below must not find them among the local variables.
        super().__init__(
            checked(
                venue=VENUE,
                base_url=base,
                credentials=KeyCredentials(secret, user_wallet),
                timeouts=timeouts,
                retry=retry,
                pacing=pacing,
                buckets=BUCKETS,
                proxy=through,
                insecure_hosts=insecure_hosts,
                ca_file=ca_file,
                largest_reply=largest_reply,
                renewed_by=credentials,
            )
        )

    def cancel_order(self, order_id: str, *, deadline: float = 30.0) -> CancelOutcome:
        """Cancel the order that the venue calls `order_id`, and give its outcome.

        Over within `deadline` seconds. NOT_FOUND covers an order that never was, is another wallet's, or is over: `get_order`
        tells them apart. Raises NotSent or Refused only.
        Venue page: https://docs.adipredictstreet.com/concepts/trading/cancelling
        """
        return self._run(deadline, cancelling.cancel_order, order_id)

    def cancel_orders(self, order_ids: Several[str], *, deadline: float = 30.0) -> tuple[CancelOutcome, ...]:
        """Cancel any number of orders by the venue's ids, a hundred to a request; `outcomes[i]` is about `order_ids[i]`.

        Over within `deadline` seconds. A request whose outcome is unknown does not keep the next from being sent. Malformed ids
        become outcomes without being sent. An empty list sends nothing. Raises NotSent or Refused only, with one outcome per
        order in `outcomes`, and neither where the outcome of an order is unknown.
        Venue page: https://docs.adipredictstreet.com/api-reference/orders/cancel-a-batch-of-orders-by-id-max-100
        """
        return self._run(deadline, cancelling.cancel_orders, kept(order_ids))

    def cancel_market_orders(
        self, market_id: str, side: Side | None = None, outcome: int | None = None, *, deadline: float = 30.0
    ) -> ScopeOutcomes:
        """Cancel every open order of a market, or those of one `side` ("buy", "sell") or `outcome` (0 is yes, 1 is no) in it.

        Over within `deadline` seconds. `market_id` is the market's symbol. Gives one outcome for each order the venue names;
        `unnamed` counts those that an older deployment only counts. Acts on a snapshot: stop quoting first, and look afterwards.
        Raises OutcomeUnknown where it may have acted. Venue page: https://docs.adipredictstreet.com/concepts/trading/cancelling
        """
        return self._run(deadline, cancelling.cancel_market, market_id, side, outcome)

    def cancel_all_orders(self, *, deadline: float = 30.0) -> ScopeOutcomes:
        """Cancel every open order of the wallet; otherwise as `cancel_market_orders`.

        Over within `deadline` seconds. Venue page: https://docs.adipredictstreet.com/concepts/trading/cancelling
        """
        return self._run(deadline, cancelling.cancel_everything)

    def resolve(
        self,
        outcomes: Several[OutcomeT],
        *,
        wait: bool = False,
        arrives_within: float = ARRIVES_WITHIN,
        sent_ago: float = 0.0,
        deadline: float = 30.0,
    ) -> tuple[OutcomeT, ...]:
        """Find what became of those `outcomes` that are unknown; give one for each, in order. Others come back as they are.

        Looks orders up, then at all pages of open orders, then at the history; `proof` says what decided. Placements are found by
        their client order id; one found twice decides nothing. That an order is nowhere decides only `arrives_within` seconds
        after the last byte of its command. `wait` looks again until then. Of outcomes of another process nobody knows when that
        was: it counts from now, or from `sent_ago` seconds before. What is not decided stays unknown, and says in
        `evidence.found` why. Over within `deadline` seconds. Sends nothing but reads. Raises InvalidRequest only.
        Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/order-detail
        """
        patience = Patience(clock=self._clock, wait=wait, arrives_within=arrives_within, sent_ago=sent_ago, deadline=deadline)
        return self._run(deadline, resolving.resolve, kept(outcomes), patience)

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
        return self._run(deadline, resolving.resolve_scope, scope, kept(order_ids), patience)

    def open_orders(self, market_id: str | None = None, *, deadline: float = 30.0) -> tuple[Order, ...]:
        """List every open order of the wallet, newest first, all pages, or those of one market: `market_id` is its symbol.

        Over within `deadline` seconds. Venue page: https://docs.adipredictstreet.com/api-reference/orders/list-open-orders
        """
        return self._run(deadline, cancelling.open_orders, market_id)

    def get_order(self, order_id: str, *, deadline: float = 30.0) -> Order:
        """Look up the order that the venue calls `order_id`. Raises NotFound if the wallet has none of that id.

        Over within `deadline` seconds. Venue page: https://docs.adipredictstreet.com/api-reference/orders/order-detail
        """
        return self._run(deadline, cancelling.look_up, order_id)
