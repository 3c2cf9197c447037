"""A key in this process. It is shown nowhere: not in a repr, a copy, a pickle, a log, a traceback, nor among attributes."""

from __future__ import annotations

import re
from typing import Final, NoReturn, final

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.redaction import Secret
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.signing.addresses import address_of
from crossbook.predictstreet.signing.curve import DIGEST_BYTES, Sign, curve
from crossbook.predictstreet.signing.points import ORDER
from crossbook.predictstreet.signing.proving import digest_of

_HEX: Final = re.compile(r"(?:0x)?[0-9a-fA-F]{64}")


@final
class LocalSigner:
    """Signs with a private key that this process holds. A `Signer`."""

    __slots__ = ("_address", "_known", "_sign")

    def __init__(self, private_key: str | bytes) -> None:
        """Take a `private_key`: 32 bytes, or their 64 hexadecimal digits, with or without 0x.

        Raises InvalidRequest for anything else, without showing it, and ModuleNotFoundError without the extra `signing`.
        """
        held = _held(private_key)
        del private_key  # An error below must not find it among the local variables.
        if held is None:
            raise Call(VENUE, "LocalSigner").invalid(
                expected="a private key: 32 bytes or 64 hexadecimal digits, above 0 and below the order of secp256k1", found=_OTHER
            )
        library = curve()
        made = library.key(bytes.fromhex(held.reveal()))
        self._address = address_of(made[0])
        self._sign: Sign = made[1]
        # Kept so that log records show neither form of it, whoever writes them.
        self._known = (held, Secret(held.reveal().upper()))

    @property
    def address(self) -> str:
        """The wallet's address, lower case."""
        return self._address

    def sign_digest(self, digest: bytes, /) -> bytes:
        """Sign a `digest` of 32 bytes as it is: r, s and v, 65 bytes. It is signed the same way again (RFC 6979)."""
        return self._sign(digest_of(Call(VENUE, "sign_digest"), digest))

    def __repr__(self) -> str:
        # One that is being made has no address yet, and a traceback may show it.
        return f"LocalSigner({getattr(self, '_address', '')})"

    def __copy__(self) -> LocalSigner:
        return self

    def __deepcopy__(self, memo: object) -> LocalSigner:
        return self

    def __reduce__(self) -> NoReturn:
        message = "a signer is not pickled: that would write its key down in clear"
        raise TypeError(message)

    def __getstate__(self) -> NoReturn:
        self.__reduce__()


class _Other:
    def __repr__(self) -> str:
        return "something else"


_OTHER: Final = _Other()


def _held(given: str | bytes) -> Secret | None:
    """Take a key into something that does not show it; None for what is no key."""
    if is_a(given, bytes) and len(given) == DIGEST_BYTES:
        digits = given.hex() if isinstance(given, bytes) else ""
    elif isinstance(given, str) and _HEX.fullmatch(given) is not None:
        digits = given.removeprefix("0x").lower()
    else:
        return None
    return Secret(digits) if 0 < int(digits, 16) < ORDER else None
