"""The clients of the storm, for the venue as it is in its present life."""

from __future__ import annotations

from typing import Final

from crossbook import Timeouts
from crossbook.fourcasters import AsyncFourcasters, OrdersSocket
from crossbook.predictstreet import AsyncPredictStreet, Contracts, Environment, LocalSigner, TradingAccount
from soak.venue import API_KEY, TOKEN
from soak.venue_process import VenueProcess

TIMEOUTS: Final = Timeouts(connect=3, reply=20)


def fourcasters(venue: VenueProcess) -> AsyncFourcasters:
    facts = venue.facts["fourcasters"]
    return AsyncFourcasters(token=TOKEN, base_url=facts["url"], streaming_url=facts["streaming_url"], timeouts=TIMEOUTS, pacing=None)


def orders_socket(url: str) -> OrdersSocket:
    return OrdersSocket(token=TOKEN, url=url, timeouts=TIMEOUTS, reopen=True)


def trading(venue: VenueProcess) -> AsyncPredictStreet:
    facts = venue.facts["predictstreet"]
    contracts = Contracts(exchange=facts["contracts"]["exchange"], neg_risk_exchange=facts["contracts"]["neg_risk_exchange"])
    here = Environment(
        name="sandbox", rest_url=facts["url"], websocket_url=gateway(venue), rpc_url=facts["rpc_url"], chain_id=facts["chain_id"]
    )
    account = TradingAccount(environment=here, contracts=contracts, wallet=facts["wallet"], vault=facts["vault"])
    return AsyncPredictStreet(api_key=API_KEY, account=account, signer=LocalSigner(facts["private_key"]), timeouts=TIMEOUTS, pacing=None)


def gateway(venue: VenueProcess) -> str:
    return str(venue.facts["predictstreet"]["websocket_url"])
