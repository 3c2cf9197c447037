"""A scripted PredictStreet, and a client that places there."""

from __future__ import annotations

from accounts import Clients
from replies import Replies
from signed_orders import SIGNER
from traded import Script, account_at

from crossbook.predictstreet import PredictStreet

IOC = {"time_in_force": "ioc"}
OTHER = "0x" + "12" * 20


def script(venue: Replies) -> Script:
    return Script(venue)


def client(script: Script, clients: Clients) -> PredictStreet:
    """A client of the scripted venue, synchronous and asynchronous."""
    assert script.sent == []
    return clients.predictstreet(user_wallet=None, account=account_at(clients.url), signer=SIGNER)
