"""The synchronous PredictStreet client: one line for each call; the thinking is in the plans."""

from __future__ import annotations

from crossbook.cancel_outcomes import CancelOutcome, ScopeOutcomes
from crossbook.core.redaction import Secret
from crossbook.http.client import SyncClient
from crossbook.predictstreet.hosts import BASE_URL, DEFAULT_TIMEOUTS
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.key import KeyCredentials
from crossbook.predictstreet.orders import cancelling
from crossbook.predictstreet.orders.cancelling import Side
from crossbook.predictstreet.orders.order import Order
from crossbook.protocols import Several
from crossbook.timeouts import Timeouts
from crossbook_bindings.predictstreet import Venue


class PredictStreet(SyncClient[Venue]):
    """ADI PredictStreet over REST, for one key and one wallet. Use it as a context manager; threads may share it.

    `user_wallet` is needed for multi-wallet keys and ignored by the venue for others. Every method raises NotSent when
    nothing was sent, Refused when the venue answered and did nothing, and OutcomeUnknown when it may have acted. Quantities
    are outcome tokens, prices USDC per token. Nothing is retried.
    """

    def __init__(
        self, *, api_key: str, user_wallet: str | None = None, base_url: str = BASE_URL, timeouts: Timeouts = DEFAULT_TIMEOUTS
    ) -> None:
        secret = Secret(api_key)
        del api_key  # An error below must not find it among the local variables.
        super().__init__(venue=VENUE, base_url=base_url, credentials=KeyCredentials(secret, user_wallet), timeouts=timeouts)

    def cancel_order(self, order_id: str) -> CancelOutcome:
        """Cancel one order and give its outcome.

        NOT_FOUND covers an order that never was, is another wallet's, or is over: `get_order` tells them apart. Raises NotSent
        or Refused only. Venue page: https://docs.adipredictstreet.com/concepts/trading/cancelling
        """
        return self._run(cancelling.cancel_order(order_id))

    def cancel_orders(self, order_ids: Several[str]) -> tuple[CancelOutcome, ...]:
        """Cancel any number of orders by id, a hundred to a request; one outcome for each distinct order, in the order asked.

        A request whose outcome is unknown does not keep the next from being sent. Malformed ids become outcomes without being
        sent. An empty list sends nothing. Raises NotSent or Refused only, with one outcome per order in `outcomes`.
        Venue page: https://docs.adipredictstreet.com/api-reference/orders/cancel-a-batch-of-orders-by-id-max-100
        """
        return self._run(cancelling.cancel_orders(order_ids))

    def cancel_market_orders(self, market_id: str, side: Side | None = None, outcome: int | None = None) -> ScopeOutcomes:
        """Cancel every open order of a market (its symbol), or those of one side ("buy", "sell") or outcome (0, 1) in it.

        Gives one outcome for each order the venue names; `unnamed` counts those that an older deployment only counts. Acts on
        a snapshot: stop quoting first, and look afterwards. Raises OutcomeUnknown where it may have acted.
        Venue page: https://docs.adipredictstreet.com/concepts/trading/cancelling
        """
        return self._run(cancelling.cancel_market(market_id, side, outcome))

    def cancel_all_orders(self) -> ScopeOutcomes:
        """Cancel every open order of the wallet; otherwise as `cancel_market_orders`."""
        return self._run(cancelling.cancel_everything())

    def open_orders(self, market_id: str | None = None) -> tuple[Order, ...]:
        """List every open order of the wallet, newest first, all pages, or those of one market.

        Venue page: https://docs.adipredictstreet.com/api-reference/orders/list-open-orders
        """
        return self._run(cancelling.open_orders(market_id))

    def get_order(self, order_id: str) -> Order:
        """Look one order up. Raises NotFound if the wallet has none of that id.

        Venue page: https://docs.adipredictstreet.com/api-reference/orders/order-detail
        """
        return self._run(cancelling.look_up(order_id))
