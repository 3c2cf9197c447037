"""Who may open a connection, and what it is greeted with."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.predictstreet.keys import Caller, Keys
from crossbook.sandbox.predictstreet.sockets.channels import Gateway
from crossbook.sandbox.predictstreet.sockets.room import TURNED_AWAY
from crossbook.sandbox.sessions import Handshake, Turned
from crossbook.sandbox.wire import JsonObject, text

# What REST says that is not among the reasons of api-reference/websocket/user. No reason is listed for a key that is not
# there at all, nor for a wallet that is malformed: these are the nearest. That of a banned wallet is REST's word.
_REASONS: Final = {
    "auth_required": "api_key_bad_format",
    "api_key_user_wallet_required": "api_key_no_associated_wallet",
    "api_key_user_wallet_invalid": "api_key_no_associated_wallet",
}


def admit(gateway: Gateway, keys: Keys, handshake: Handshake) -> Caller | Turned:
    """Authenticate by headers, by query, or by one of each."""
    headers, query = handshake.headers, handshake.query
    names = {"x-api-key": "key", "x-user-wallet": "user_wallet"}
    given = {name: headers.get(name, query.get(other)) for name, other in names.items()}
    found = {name: value for name, value in given.items() if value is not None}
    try:
        # Market data is nobody's: any active key will do, and no wallet is needed.
        return keys.caller(found) if gateway == "user" else keys.anybody(found)
    except Refusal as refusal:
        code = text(refusal.answer.body, "code") or ""
        return Turned(TURNED_AWAY, _REASONS.get(code, code))


def greeting(gateway: Gateway, caller: Caller) -> JsonObject:
    """Write what a connection is, and whose. The sample of the user gateway has neither protocolVersion nor partnerId."""
    if gateway == "user":
        return {"gateway": "user", "walletAddress": caller.wallet, "authMethod": "api_key"}
    partner_id = "c" + sha256(caller.key.partner.name.encode()).hexdigest()[:24]
    return {"gateway": "market", "authMethod": "api_key", "protocolVersion": 2, "partnerId": partner_id}
