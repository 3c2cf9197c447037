"""Typed data of EIP-712 for this venue's orders: digest, signing, recovery. Written from the standard, shared with nobody.

The struct is that of the field table on concepts/trading/eip712-signing: in that order, and without a nonce. That its last two
members are uint8 is the Polymarket exchange's, whose contract this venue says it is compatible with; the table gives no types.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from attrs import astuple, frozen
from Crypto.Hash import keccak as _keccak

from crossbook.sandbox.predictstreet.curve import curve

ORDER_TYPE: Final = (
    "Order(uint256 salt,address maker,address signer,address taker,uint256 tokenId,uint256 makerAmount,uint256 takerAmount,"
    "uint256 expiration,uint256 feeRateBps,uint8 side,uint8 signatureType)"
)
ORDER_DOMAIN: Final = ("PredictStreet", "1")
SIDES: Final = {"buy": 0, "sell": 1}
VAULT_SIGNATURE: Final = 1
ZERO_ADDRESS: Final = "0x" + "0" * 40

_DOMAIN_TYPE: Final = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
_SIGNATURE_BYTES: Final = 65
_HALF_ORDER: Final = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0


@frozen(kw_only=True)
class SignedOrder:
    """The struct that an order's signature covers, member by member in the order of the struct."""

    salt: int
    maker: str
    signer: str
    taker: str = ZERO_ADDRESS
    token_id: int
    maker_amount: int
    taker_amount: int
    expiration: int
    fee_rate_bps: int
    side: int
    signature_type: int = VAULT_SIGNATURE


def keccak(data: bytes) -> bytes:
    """Hash as Ethereum does, which is not the SHA-3 of the standard library."""
    return _keccak.new(digest_bits=256, data=data).digest()


def order_digest(order: SignedOrder, chain_id: int, contract: str) -> bytes:
    """Compute what is signed: `contract` is the exchange of the market's kind."""
    members = b"".join(_word(member) for member in astuple(order))
    return typed_digest(_domain(*ORDER_DOMAIN, chain_id, contract), keccak(_order_typehash() + members))


def typed_digest(domain_separator: bytes, struct_hash: bytes) -> bytes:
    """Put domain and struct together."""
    return keccak(b"\x19\x01" + domain_separator + struct_hash)


def address_of(private_key: bytes) -> str:
    """Return the address of a key, lower case."""
    return _address(curve().public_key(private_key))


def sign(private_key: bytes, digest: bytes) -> str:
    """Sign a digest: r, s and v, as 0x and hex digits."""
    signature = curve().sign(private_key, digest)
    return "0x" + signature[:64].hex() + f"{signature[64] + 27:02x}"


def recover(digest: bytes, signature: str) -> str | None:
    """Return the address that signed a digest, lower case; None if this is no signature.

    As strict as the contracts that take it: 65 bytes, v of 27 or 28, and the lower of the two values of s.
    """
    raw = bytes.fromhex(signature.removeprefix("0x")) if len(signature) % 2 == 0 else b""
    if len(raw) != _SIGNATURE_BYTES or raw[64] not in (27, 28) or int.from_bytes(raw[32:64]) > _HALF_ORDER:
        return None
    key = curve().recover(digest, raw[:64] + bytes([raw[64] - 27]))
    return None if key is None else _address(key)


@lru_cache
def _domain(name: str, version: str, chain_id: int, contract: str) -> bytes:
    texts = keccak(name.encode()) + keccak(version.encode())
    return keccak(keccak(_DOMAIN_TYPE.encode()) + texts + _word(chain_id) + _word(contract))


@lru_cache
def _order_typehash() -> bytes:
    return keccak(ORDER_TYPE.encode())


def _word(member: int | str) -> bytes:
    return (int(member, 16) if isinstance(member, str) else member).to_bytes(32)


def _address(public_key: bytes) -> str:
    return "0x" + keccak(public_key)[-20:].hex()
