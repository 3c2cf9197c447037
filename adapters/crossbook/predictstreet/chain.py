"""The chain that orders settle on, read by a node of your choice: one line for each call."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from urllib.parse import urlsplit

from crossbook.core.redaction import Secret
from crossbook.findings import Finding
from crossbook.http.client import SyncClient
from crossbook.http.settings import LARGEST_REPLY, checked
from crossbook.predictstreet.checking import calls, chain
from crossbook.predictstreet.hosts import DEFAULT_TIMEOUTS
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.nobody import Nobody
from crossbook.predictstreet.orders.draft import OrderDraft
from crossbook.predictstreet.trading_account import TradingAccount
from crossbook.retry import DEFAULT_RETRY, Retry
from crossbook.timeouts import Timeouts
from crossbook_bindings.predictstreet import Venue


class Chain(SyncClient[Venue]):
    """Reads the chain over a node's JSON-RPC: nothing is signed and nothing is sent to it. Use it as a context manager.

    Needs the extra `signing`. A node that does not answer, or with an error, is ReadFailed; one that refuses
    is Refused.
    """

    def __init__(
        self,
        *,
        rpc_url: str,
        timeouts: Timeouts = DEFAULT_TIMEOUTS,
        retry: Retry | None = DEFAULT_RETRY,
        proxy: str | None = None,
        insecure_hosts: Iterable[str] = (),
        ca_file: str | PathLike[str] | None = None,
        largest_reply: int = LARGEST_REPLY,
    ) -> None:
        """Make a reader. Nothing is sent before the first question.

        Args:
            rpc_url: the node's URL. Its path, which may be a password at some, is shown nowhere. What it says is believed: choose one.
            timeouts: how long to wait to be connected, and for a reply after that.
            retry: how to ask again; None for never.
            proxy: an HTTP proxy, http://host:port or http://user:password@host:port. Proxies of the environment are not used.
            insecure_hosts: private hosts to which plain http is allowed.
            ca_file: a PEM file with the CA certificates to trust, and no others; None for Mozilla's list.
            largest_reply: how many bytes of a reply, unpacked, are read at most.

        Raises InvalidRequest (a ValueError) for anything that cannot be used.
        """
        url, through = Secret(rpc_url), None if proxy is None else Secret(proxy)
        del rpc_url, proxy  # An error below must not find them among the local variables.
        super().__init__(
            checked(
                venue=VENUE,
                base_url=url,
                what="rpc_url",
                credentials=Nobody(url),
                timeouts=timeouts,
                retry=retry,
                pacing=None,
                buckets=(),
                proxy=through,
                insecure_hosts=insecure_hosts,
                ca_file=ca_file,
                largest_reply=largest_reply,
            )
        )
        self._base_url = urlsplit(self._settings.base_url).netloc

    def chain_id(self, *, deadline: float = 30.0) -> int:
        """Ask which chain the node is of, within `deadline` seconds: 36900 in production.

        Venue page: https://docs.adipredictstreet.com/concepts/trading/eip712-signing
        """
        return self._run(deadline, calls.chain_id)

    def vault_of(self, wallet: str, *, factory: str, deadline: float = 30.0) -> str | None:
        """Ask the vault factory at the address `factory` for the vault of a `wallet`: in lower case, None where it has none.

        Over within `deadline` seconds. Venue page: https://docs.testnet.dev.adipredictstreet.com/concepts/withdrawals/eip712
        """
        return self._run(deadline, chain.vault_of, factory, wallet)

    def order_digest(self, order: OrderDraft, *, deadline: float = 30.0) -> bytes | None:
        """Ask an `order`'s exchange for the digest that it would verify (`hashOrder`): 32 bytes, None where it does not know how.

        Over within `deadline` seconds. The order is in the question; no signature is.
        Venue page: https://docs.adipredictstreet.com/concepts/trading/eip712-signing
        """
        return self._run(deadline, chain.order_digest, order)

    def check(self, account: TradingAccount, *, deadline: float = 30.0) -> tuple[Finding, ...]:
        """Examine an `account` on the chain: the chain's number, the vault's owner, and a sample order's digest at both exchanges.

        Over within `deadline` seconds. What a node did not answer is unproven. `PredictStreet.check` asks the venue.
        Venue page: https://docs.adipredictstreet.com/concepts/trading/eip712-signing
        """
        return self._run(deadline, chain.check, account)
