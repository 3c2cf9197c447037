"""A node of the chain, as far as a reader of the exchanges and of the vault factory asks one: eth_chainId and eth_call, over JSON-RPC.

https://ethereum.org/en/developers/docs/apis/json-rpc/ and https://docs.soliditylang.org/en/latest/abi-spec.html
"""

from __future__ import annotations

from typing import Final

from crossbook.sandbox.predictstreet.eip712 import ORDER_TYPE, SignedOrder, keccak, order_digest
from crossbook.sandbox.predictstreet.signatures import CHAIN_ID
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.wire import Json, JsonObject, loads

PATH: Final = "/rpc"
"""Where it is found, beside the venue's own API."""

_WORD: Final = 32
_REVERTED: Final = 3
"""The code that nodes give a call that reverted."""
_NOT_FOUND, _INVALID, _UNREADABLE = -32601, -32602, -32700

_MEMBERS: Final = [member.split() for member in ORDER_TYPE.removeprefix("Order(").removesuffix(")").split(",")]
_NONCE_AT: Final = [name for _, name in _MEMBERS].index("expiration") + 1


def answered(state: State, text: str) -> JsonObject:
    """Answer one question."""
    try:
        asked = loads(text)
    except ValueError:
        return _failed(None, _UNREADABLE, "parse error")
    if not isinstance(asked, dict):
        return _failed(None, _INVALID, "expected one question")
    number, params = asked.get("id"), asked.get("params")
    match asked.get("method"), params:
        case "eth_chainId", _:
            return _told(number, hex(CHAIN_ID))
        case "eth_call", [{"to": str(to), "data": str(data)}, str()]:
            return _called(state, number, to.lower(), data)
        case "eth_call", _:
            return _failed(number, _INVALID, "expected a call with to and data, and a block")
        case method, _:
            return _failed(number, _NOT_FOUND, f"the sandbox's chain does not answer {method}")


def _called(state: State, number: Json, to: str, text: str) -> JsonObject:
    try:
        data = bytes.fromhex(text.removeprefix("0x"))
    except ValueError:
        return _failed(number, _INVALID, "expected data as hexadecimal digits")
    contracts = state.contracts
    if to == contracts.vault_factory.lower():
        return _vault(state, number, data)
    if to in (contracts.exchange.lower(), contracts.neg_risk_exchange.lower()):
        return _digest(state, number, to, data)
    return _told(number, "0x")  # Where there is no contract, a call succeeds and answers nothing.


def _vault(state: State, number: Json, data: bytes) -> JsonObject:
    if data[:4] != _selector("vaultOf(address)") or len(data) != 4 + _WORD:
        return _failed(number, _REVERTED, "execution reverted")
    owner = "0x" + data[-20:].hex()
    known = {wallet.lower(): wallet for wallet in state.wallets if wallet not in state.undeployed}
    vault = state.vault_of(known[owner]) if owner in known else "0x0"
    return _told(number, "0x" + vault.removeprefix("0x").rjust(2 * _WORD, "0"))


def _digest(state: State, number: Json, exchange: str, data: bytes) -> JsonObject:
    types = [kind for kind, _ in _MEMBERS]
    if state.order_struct == "with nonce":
        types.insert(_NONCE_AT, "uint256")
    words = [data[at : at + _WORD] for at in range(4, len(data), _WORD)]
    shown = state.order_struct != "not shown" and data[:4] == _selector(f"hashOrder(({','.join(types)}))")
    if not shown or len(data) != 4 + _WORD * len(types):
        return _failed(number, _REVERTED, "execution reverted")
    if state.order_struct == "with nonce":
        # Hashed by another type string: what it gives is a digest, and none that is signed by the pages.
        return _told(number, "0x" + keccak(b"".join(words)).hex())
    order = SignedOrder(
        salt=int.from_bytes(words[0]),
        maker="0x" + words[1][-20:].hex(),
        signer="0x" + words[2][-20:].hex(),
        taker="0x" + words[3][-20:].hex(),
        token_id=int.from_bytes(words[4]),
        maker_amount=int.from_bytes(words[5]),
        taker_amount=int.from_bytes(words[6]),
        expiration=int.from_bytes(words[7]),
        fee_rate_bps=int.from_bytes(words[8]),
        side=int.from_bytes(words[9]),
        signature_type=int.from_bytes(words[10]),
    )
    return _told(number, "0x" + order_digest(order, CHAIN_ID, exchange).hex())


def _selector(signature: str) -> bytes:
    return keccak(signature.encode())[:4]


def _told(number: Json, result: str) -> JsonObject:
    return {"jsonrpc": "2.0", "id": number, "result": result}


def _failed(number: Json, code: int, message: str) -> JsonObject:
    return {"jsonrpc": "2.0", "id": number, "error": {"code": code, "message": message}}
