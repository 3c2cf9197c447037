"""Addresses: of a public key, and as they are written. Letters of both cases are a checksum (EIP-55), and it is looked at."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.predictstreet.signing.keccak import keccak

ZERO_ADDRESS: Final = "0x" + "0" * 40
_ADDRESS: Final = re.compile(r"0x[0-9a-fA-F]{40}")
_EIGHT: Final = 8


def address_of(public_key: bytes) -> str:
    """Give the address of a public key of 64 bytes, lower case."""
    return "0x" + keccak(public_key)[-20:].hex()


@lru_cache
def checksummed(address: str) -> str:
    """Write an address with its checksum: a letter is a capital where the hash of the address says so."""
    digits = address[2:].lower()
    marks = keccak(digits.encode()).hex()
    return "0x" + "".join(digit.upper() if int(mark, 16) >= _EIGHT else digit for digit, mark in zip(digits, marks, strict=False))


def checked(call: Call, address: str, what: str) -> str:
    """Check an address; give it in lower case. Raises InvalidRequest for what is none, and for letters of both cases that do not check."""
    if not is_a(address, str) or _ADDRESS.fullmatch(address) is None:
        raise call.invalid(expected=f"{what} as an address (0x and 40 hexadecimal digits)", found=address)
    lower = address.lower()
    if lower == ZERO_ADDRESS:
        raise call.invalid(expected=f"{what} as an address of something", found="the zero address")
    if address not in (lower, "0x" + lower[2:].upper()) and checksummed(address) != address:
        raise call.invalid(
            expected=f"{what} as an address whose capitals fit its checksum ({checksummed(address)}), or in lower case", found=address
        )
    return lower
