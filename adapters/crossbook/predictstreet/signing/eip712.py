"""Digests of typed data, as EIP-712 defines them, over the type strings that the bindings hold.

https://eips.ethereum.org/EIPS/eip-712
"""

from __future__ import annotations

from functools import lru_cache

from crossbook.predictstreet.signing.keccak import keccak
from crossbook_bindings.runtime import InvalidField
from crossbook_bindings.runtime.typed_data import Domain, DomainT, Hashed, TypedStruct


def typed_digest(struct: TypedStruct[DomainT], domain: DomainT) -> bytes:
    """Compute the 32 bytes that are signed. Raises InvalidField where `struct` is not signed under such a domain."""
    if type(domain) not in struct.DOMAINS:
        expected = " or ".join(kind.__name__ for kind in struct.DOMAINS)
        raise InvalidField(f"{type(struct).__name__} under its domain", expected, type(domain).__name__)
    return keccak(b"\x19\x01" + domain_separator(domain) + hash_struct(struct))


@lru_cache
def domain_separator(domain: Domain) -> bytes:
    """Hash a domain. There are few, so each is hashed once."""
    return hash_struct(domain)


def hash_struct(value: Hashed) -> bytes:
    """Hash a domain or a struct: its type, and each member as 32 bytes."""
    words = [_word(member.type, getattr(value, member.name)) for member in value.MEMBERS]
    return keccak(type_hash(value.TYPE) + b"".join(words))


@lru_cache
def type_hash(type_string: str) -> bytes:
    """Hash a type string."""
    return keccak(type_string.encode())


def _word(kind: str, value: str | int) -> bytes:
    if isinstance(value, int):
        return value.to_bytes(32)
    return keccak(value.encode()) if kind == "string" else bytes.fromhex(value[2:]).rjust(32, b"\0")
