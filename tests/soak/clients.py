"""The clients of the storm, for the venue as it is in its present life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from crossbook import Timeouts
from crossbook.fourcasters import AsyncFourcasters, OrdersSocket
from crossbook.predictstreet import AsyncPredictStreet, Contracts, Environment, LocalSigner, TradingAccount
from soak.venue import API_KEY, TOKEN

Facts: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Where everything of the venue is."""
TIMEOUTS: Final = Timeouts(connect=3, reply=20)


def fourcasters(facts: Facts) -> AsyncFourcasters:
    where = facts["fourcasters"]
    return AsyncFourcasters(token=TOKEN, base_url=where["url"], streaming_url=where["streaming_url"], timeouts=TIMEOUTS, pacing=None)


def orders_socket(url: str) -> OrdersSocket:
    return OrdersSocket(token=TOKEN, url=url, timeouts=TIMEOUTS, reopen=True)


def trading(facts: Facts) -> AsyncPredictStreet:
    where = facts["predictstreet"]
    contracts = Contracts(exchange=where["contracts"]["exchange"], neg_risk_exchange=where["contracts"]["neg_risk_exchange"])
    here = Environment(
        name="sandbox", rest_url=where["url"], websocket_url=where["websocket_url"], rpc_url=where["rpc_url"], chain_id=where["chain_id"]
    )
    account = TradingAccount(environment=here, contracts=contracts, wallet=where["wallet"], vault=where["vault"])
    return AsyncPredictStreet(api_key=API_KEY, account=account, signer=LocalSigner(where["private_key"]), timeouts=TIMEOUTS, pacing=None)


def reading(facts: Facts) -> AsyncPredictStreet:
    """Give a client that trades nothing: it is the same in all lives of the venue, whose wallet is not."""
    where = facts["predictstreet"]
    return AsyncPredictStreet(api_key=API_KEY, base_url=where["url"], websocket_url=where["websocket_url"], timeouts=TIMEOUTS, pacing=None)
