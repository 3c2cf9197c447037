"""The chain that orders settle on, asynchronously: one line for each call."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from urllib.parse import urlsplit

from crossbook.core.redaction import Secret
from crossbook.findings import Finding
from crossbook.http.async_client import AsyncClient
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


class AsyncChain(AsyncClient[Venue]):
    """Reads the chain over a node's JSON-RPC: nothing is signed and nothing is sent to it. An asynchronous context manager.

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
        """Take what `Chain` takes."""
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

    async def chain_id(self, *, deadline: float = 30.0) -> int:
        """Do what `Chain.chain_id` does, asynchronously."""
        return await self._run(deadline, calls.chain_id)

    async def vault_of(self, wallet: str, *, factory: str, deadline: float = 30.0) -> str | None:
        """Do what `Chain.vault_of` does, asynchronously."""
        return await self._run(deadline, chain.vault_of, factory, wallet)

    async def order_digest(self, order: OrderDraft, *, deadline: float = 30.0) -> bytes | None:
        """Do what `Chain.order_digest` does, asynchronously."""
        return await self._run(deadline, chain.order_digest, order)

    async def check(self, account: TradingAccount, *, deadline: float = 30.0) -> tuple[Finding, ...]:
        """Do what `Chain.check` does, asynchronously."""
        return await self._run(deadline, chain.check, account)
