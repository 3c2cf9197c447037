"""Questions to a node of the chain (JSON-RPC over HTTP), all of which only read. Pure.

https://ethereum.org/en/developers/docs/apis/json-rpc/ and, for how calls are written, https://docs.soliditylang.org/en/latest/abi-spec.html
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from crossbook.core.judging import answer_to
from crossbook.core.steps import Plan
from crossbook.predictstreet.signing.keccak import keccak
from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.predictstreet.signing import models
from crossbook_bindings.runtime import Certainty, Effect, EffectKind, Operation, Repeatable, Request
from crossbook_bindings.runtime.requests import whole

_ID: Final = 1
_WORD: Final = 32


class RpcError(msgspec.Struct, frozen=True):
    """Why a node did not do what it was asked, such as that the contract reverted."""

    code: int
    message: str = ""


class RpcReply(msgspec.Struct, frozen=True):
    """A reply of a node."""

    id: int | str | None = None
    result: str | None = None
    error: RpcError | None = None


class _Question(msgspec.Struct, frozen=True):
    method: Literal["eth_chainId", "eth_call"]
    params: tuple[object, ...]
    jsonrpc: str = "2.0"
    id: int = _ID


class _Called(msgspec.Struct, frozen=True):
    to: str
    data: str


def _operation(name: str) -> Operation[Venue]:
    return Operation(
        venue="predictstreet",
        name=name,
        method="POST",
        path="/",
        docs="https://ethereum.org/en/developers/docs/apis/json-rpc/",
        effect=Effect(
            kind=EffectKind.READ,
            scope=None,
            settles=None,
            repeatable=Repeatable.ALWAYS,
            buckets=(),
            statuses={200: Certainty.NOT_ACTED},
            default=Certainty.NOT_ACTED,
        ),
        authenticated=False,
        decimals="string",
        server=None,
        secret_fields=(),
    )


_CHAIN_ID: Final = _operation("eth_chainId")
_CALL: Final = _operation("eth_call")


def chain_id() -> Plan[int]:
    """Ask which chain a node is of."""
    return int((yield from _result(_CHAIN_ID, ())).removeprefix("0x") or "0", 16)


def called(contract: str, data: bytes) -> Plan[bytes]:
    """Ask what a contract answers to a call, as of the latest block. Empty where nothing is there that answers."""
    written = yield from _result(_CALL, (_Called(contract, "0x" + data.hex()), "latest"))
    digits = written.removeprefix("0x")
    return bytes.fromhex(digits if len(digits) % 2 == 0 else f"0{digits}")


def _result(operation: Operation[Venue], params: tuple[object, ...]) -> Plan[str]:
    """Give what a node answers. Raises ReadFailed where it answers nothing, or something else than was asked."""
    name: Literal["eth_chainId", "eth_call"] = "eth_call" if operation is _CALL else "eth_chainId"
    request = Request(operation=operation, path="/", payload=_Question(name, params), reply=RpcReply, unwrap=whole)
    reply = yield from answer_to(request)
    told = reply.value
    if told.id not in (_ID, None):
        raise reply.doubt(f"it answers question {told.id}, and {_ID} was asked")
    if told.error is not None:
        raise reply.doubt(f"the node answers with error {told.error.code}: {told.error.message}")
    if told.result is None or not _is_hex(told.result):
        raise reply.doubt("expected a result of 0x and hexadecimal digits")
    return told.result


def _is_hex(text: str) -> bool:
    digits = text.removeprefix("0x")
    return text.startswith("0x") and all(digit in "0123456789abcdefABCDEF" for digit in digits)


def vault_of(owner: str) -> bytes:
    """Write the call of `VaultFactory.vaultOf(address)`."""
    return keccak(b"vaultOf(address)")[:4] + _word(owner)


def hash_order(order: models.Order, *, with_nonce: bool = False) -> bytes:
    """Write the call of the exchange's `hashOrder(Order)`: of the struct that the pages give, or of one with a nonce behind expiration."""
    types = [member.type for member in order.MEMBERS]
    values: list[str | int] = [getattr(order, member.name) for member in order.MEMBERS]
    if with_nonce:
        place = [member.name for member in order.MEMBERS].index("expiration") + 1
        types.insert(place, "uint256")
        values.insert(place, 0)
    selector = keccak(f"hashOrder(({','.join(types)}))".encode())[:4]
    return selector + b"".join(value.to_bytes(_WORD) if isinstance(value, int) else _word(value) for value in values)


def _word(address: str) -> bytes:
    return bytes.fromhex(address.removeprefix("0x")).rjust(_WORD, b"\0")
