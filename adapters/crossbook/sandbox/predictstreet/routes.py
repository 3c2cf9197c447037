"""Which handler an operation goes to, which scope its key needs, and where the list in its reply is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from attrs import frozen

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Call
from crossbook.sandbox.predictstreet import account_reads, cancels, funds, market_reads, order_reads, placing
from crossbook.sandbox.predictstreet.keys import Caller, Keys
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.wire import Json, JsonObject


@frozen(kw_only=True)
class Asked:
    """A request of the right form, with who sent it: nobody, where a public operation came without a key."""

    state: State
    keys: Keys
    caller: Caller | None
    call: Call

    @property
    def wallet(self) -> str:
        return "" if self.caller is None else self.caller.wallet

    @property
    def body(self) -> JsonObject:
        body = self.call.incoming.body
        return body if isinstance(body, dict) else {}

    @property
    def query(self) -> dict[str, str]:
        return dict(self.call.incoming.query)

    @property
    def named(self) -> str:
        """The one name in the path."""
        return next(iter(self.call.incoming.path_parameters.values()), "")


Handler: TypeAlias = Callable[[Asked], Answer]


@frozen(kw_only=True)
class Route:
    """How one operation is answered."""

    handler: Handler
    scope: str | None = None
    """That the operation's page names. For reads of orders, deposits and withdrawals none was seen."""
    listed: tuple[str, ...] | None = None
    """Way to the list in the reply, as far as one can be spoilt."""
    blank: Json = ""
    """An entry for a list that has none."""


_WRITES: Final = "orders:write"
_READS: Final = "portfolio:read"
_VAULT: Final = "vault:write"
_AUDIT: Final = "partner:trades:read"
_ID: Final[JsonObject] = {"id": ""}


def _audited(asked: Asked) -> Answer:
    if asked.caller is None:
        raise LookupError("expected a caller of the partner's feed")
    return account_reads.partner_trades(asked.state, asked.caller, asked.query)


ROUTES: Final[dict[str, Route]] = {
    "POST /api/orders/place": Route(handler=lambda it: placing.place(it.state, it.wallet, it.body), scope=_WRITES),
    "POST /api/orders/place-batch": Route(
        handler=lambda it: placing.place_batch(it.state, it.wallet, it.body), scope=_WRITES, listed=(), blank={"orderId": ""}
    ),
    "POST /api/orders/cancel": Route(handler=lambda it: cancels.cancel(it.state, it.wallet, it.body), scope=_WRITES),
    "POST /api/orders/cancel-batch": Route(
        handler=lambda it: cancels.cancel_batch(it.state, it.wallet, it.body), scope=_WRITES, listed=("cancelled",)
    ),
    # Its list is in the new generation only.
    "POST /api/orders/cancel-all": Route(
        handler=lambda it: cancels.cancel_all(it.state, it.wallet, it.body), scope=_WRITES, listed=("cancelled",)
    ),
    "GET /api/orders/open": Route(handler=lambda it: order_reads.open_orders(it.state, it.wallet, it.query), listed=("orders",), blank=_ID),
    "GET /api/orders/history": Route(handler=lambda it: order_reads.history(it.state, it.wallet, it.query), listed=("orders",), blank=_ID),
    "GET /api/orders/{}": Route(handler=lambda it: order_reads.detail(it.state, it.wallet, it.named)),
    "GET /api/orders/{}/fills": Route(handler=lambda it: order_reads.fills(it.state, it.wallet, it.named), listed=("trades",), blank=_ID),
    "GET /api/markets": Route(handler=lambda it: market_reads.markets(it.state, it.query), listed=("markets",), blank=_ID),
    "GET /api/markets/{}": Route(handler=lambda it: market_reads.market(it.state, it.named)),
    "GET /api/markets/{}/orderbook": Route(handler=lambda it: market_reads.orderbook(it.state, it.named, it.query)),
    "GET /api/markets/{}/trades": Route(handler=lambda it: market_reads.tape(it.state, it.named, it.query), listed=("trades",), blank=_ID),
    "GET /api/markets/{}/price-history": Route(handler=lambda it: market_reads.price_history(it.state, it.named, it.query)),
    "GET /api/events": Route(handler=lambda it: market_reads.events(it.state, it.query), listed=("events",), blank=_ID),
    "GET /api/events/{}": Route(handler=lambda it: market_reads.event(it.state, it.named)),
    "GET /api/matches": Route(handler=lambda it: market_reads.matches(it.state, it.query), listed=("matches",), blank=_ID),
    "GET /api/matches/{}": Route(handler=lambda it: market_reads.match(it.state, it.named)),
    "GET /api/tags": Route(handler=lambda it: market_reads.tags(it.state), listed=(), blank={"slug": ""}),
    "GET /api/leaderboard": Route(
        handler=lambda it: account_reads.leaderboard(it.state, it.keys, it.wallet, it.query),
        listed=("entries",),
        blank={"rank": 1, "vaultAddress": ""},
    ),
    "GET /api/platform/contracts": Route(handler=lambda it: Answer(200, it.state.contracts.as_json())),
    "GET /api/me/balances": Route(handler=lambda it: account_reads.balances(it.state, it.wallet), scope=_READS),
    "GET /api/me/positions": Route(
        handler=lambda it: account_reads.positions(it.state, it.wallet), scope=_READS, listed=(), blank={"marketId": ""}
    ),
    "GET /api/me/trades": Route(
        handler=lambda it: account_reads.trades(it.state, it.wallet, it.query), scope=_READS, listed=("trades",), blank=_ID
    ),
    "GET /api/me/fees": Route(
        handler=lambda it: account_reads.fees(it.state, it.wallet, it.query), scope=_READS, listed=("ledger",), blank=_ID
    ),
    "GET /api/me/fee-tier": Route(handler=lambda it: account_reads.fee_tier(it.state, it.wallet), scope=_READS),
    "GET /api/me/vault": Route(handler=lambda it: account_reads.vault(it.state, it.wallet), scope=_READS),
    "POST /api/me/positions/redeem": Route(handler=lambda it: funds.redeem(it.state, it.wallet, it.body), scope=_VAULT),
    "GET /api/me/positions/redeem/{}": Route(handler=lambda it: funds.redeem_job(it.state, it.wallet, it.named)),
    "POST /api/vault/split-signature": Route(handler=lambda it: funds.split(it.state, it.wallet, it.body), scope=_VAULT),
    "POST /api/vault/merge-signature": Route(handler=lambda it: funds.merge(it.state, it.wallet, it.body), scope=_VAULT),
    "POST /api/vault/convert-signature": Route(handler=lambda it: funds.convert(it.state, it.wallet, it.body), scope=_VAULT),
    "POST /api/dual-signed-ops/{}/release-expired": Route(handler=lambda it: funds.release(it.state, it.wallet, it.named)),
    "POST /api/deposits/relay": Route(handler=lambda it: funds.relay_deposit(it.state, it.wallet, it.body)),
    "GET /api/deposits/relay/{}": Route(handler=lambda it: funds.relay_status(it.state, it.wallet, it.named)),
    "POST /api/withdrawals/request": Route(handler=lambda it: funds.request_withdrawal(it.state, it.wallet, it.body)),
    "GET /api/me/withdrawals": Route(
        handler=lambda it: funds.withdrawals(it.state, it.wallet, it.query), listed=("withdrawals",), blank=_ID
    ),
    "GET /api/me/withdrawals/{}": Route(handler=lambda it: funds.withdrawal(it.state, it.wallet, it.named)),
    "POST /api/me/withdrawals/{}/cancel": Route(handler=lambda it: funds.cancel_withdrawal(it.state, it.wallet, it.named)),
    "GET /api/me/withdrawals/fee": Route(handler=lambda it: funds.withdrawal_fee(it.query)),
    "GET /api/me/withdrawals/deposit-sources": Route(
        handler=lambda it: funds.deposit_sources(it.state, it.wallet), listed=("sources",), blank={"sourceAddress": ""}
    ),
    "POST /api/me/withdrawal-security/whitelist": Route(handler=lambda it: funds.add_address(it.state, it.wallet, it.body)),
    "GET /api/v1/partner/trades": Route(handler=_audited, scope=_AUDIT, listed=("trades",), blank={"tradeId": ""}),
}
"""Every operation whose reply is documented, or whose rows are. The others answer 501, or what a test gives them to say."""

# Of these only the scope is known.
AUDITED_WITHOUT_SCHEMA: Final = {"GET /api/v1/partner/reconciliation/snapshot": _AUDIT, "GET /api/me/portfolio": _READS}
