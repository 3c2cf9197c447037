"""Where the venue is: hosts and chain, as one value. What was prepared for one environment is never usable for another."""

from __future__ import annotations

from typing import Final

import attrs

from crossbook.core.checks import Call
from crossbook.predictstreet.hosts import BASE_URL, WEBSOCKET_URL
from crossbook.predictstreet.identifiers import VENUE


@attrs.frozen(kw_only=True)
class Environment:
    """One deployment of the venue. Whoever connects checks the addresses; raises InvalidRequest for what is no address at all."""

    name: str
    """What you call it. It stands in every prepared order."""
    rest_url: str
    """Host of the REST API."""
    websocket_url: str
    """Host of both websocket gateways."""
    rpc_url: str
    """JSON-RPC of the chain that its orders settle on."""
    chain_id: int
    """The chain's number, part of every signature."""

    def __attrs_post_init__(self) -> None:
        call = Call(VENUE, "Environment")
        for what in ("name", "rest_url", "websocket_url", "rpc_url"):
            call.name(getattr(self, what), what)
        call.whole(self.chain_id, "chain_id", least=1)


# (P, T) quickstart. An API key does not tell them apart: ps_live_ is issued for both.
PRODUCTION: Final = Environment(
    name="production",
    rest_url=BASE_URL,
    websocket_url=WEBSOCKET_URL,
    rpc_url="https://rpc.adifoundation.ai/",
    chain_id=36900,
)
"""Real money."""
TESTNET: Final = Environment(
    name="testnet",
    rest_url="https://core.api.dev.predictstreet.sde.adifoundation.ai",
    websocket_url="wss://ws-gateway.dev.predictstreet.sde.adifoundation.ai",
    rpc_url="https://rpc.ab.testnet.adifoundation.ai/",
    chain_id=99999,
)
"""The venue's testnet, whose USDC anybody can mint."""
