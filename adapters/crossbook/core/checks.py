"""Checks of what a caller hands in, before anything is sent. Each error names what was expected and what was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from crossbook.core.instances import is_a
from crossbook.core.judging import invalid
from crossbook.core.redaction import Secret
from crossbook.errors import InvalidRequest
from crossbook.pacing import DEFAULT_PACING, Pacing
from crossbook.protocols import Several
from crossbook.retry import Retry
from crossbook.timeouts import Timeouts

ItemT = TypeVar("ItemT")

# One address, and nothing that two readers of URLs could read differently.
_VISIBLE: Final = re.compile(r"""[!-~]+""")
_ODD: Final = re.compile(r"""["<>\\^`{|}?#@]""")
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?")
_DOTTED_NUMBER: Final = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?")

_LONGEST_DEADLINE: Final = 1_000_000
"""Seconds, some twelve days."""
_MOST_DIGITS: Final = 100
"""Before or after the point. No amount has as many, and writing out millions of zeros takes minutes."""
_MOST_BITS: Final = 400


def endpoint(url: Secret, *, venue: str, secure: str, what: str = "base_url", insecure_hosts: Collection[str] = ()) -> str:
    """Check a URL that a caller gives: `secure` (https or wss) anywhere, and nothing but an address.

    Its plain form goes to loopback only, or to hosts that the caller names in `insecure_hosts`. Gives the URL with its scheme
    in lower case and without a slash at its end. `what` is the parameter that errors name.
    """
    plain = {"https": "http", "wss": "ws"}[secure]
    among = f" or to {', '.join(sorted(insecure_hosts))}" if insecure_hosts else ""
    expected = f"a URL that starts with {secure}:// (or with {plain}:// on loopback{among}) and holds no user, query or fragment"
    scheme, host, found = _taken_apart(url)
    if scheme != secure and not (scheme == plain and (is_loopback(host) or host in insecure_hosts)):
        # No variable of this frame may hold what was read, for there may be a password in it: a traceback shows them.
        raise invalid(venue, what, expected=expected, found=found)
    return f"{scheme}{url.reveal()[len(scheme) :]}".rstrip("/")


def _taken_apart(secret: Secret) -> tuple[str, str, object]:
    """Give scheme and host of a URL that is an address only, and what may be shown of any. Both are empty where it is none."""
    url = secret.reveal()
    if not is_a(url, str):
        return "", "", url
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "", "", "one that cannot be read"
    if parts.username is not None or parts.password is not None:
        return "", "", "one with a user in it"
    if "://" not in url:
        return "", "", "one without a scheme"
    found = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}" + ("" if port is None else f":{port}")
    if not is_host(host) or port == 0 or _VISIBLE.fullmatch(url) is None or _ODD.search(url) is not None:
        return "", "", found
    return parts.scheme, host, found


def is_host(text: str) -> bool:
    """Say whether a text is an address or a name that can be looked up: 127.0.0.999 is neither."""
    if ":" in text or _DOTTED_NUMBER.fullmatch(text) is not None:
        return address_of(text) is not None
    return len(text) <= 253 and _HOST.fullmatch(text) is not None  # noqa: PLR2004 - as long as a name may be


def address_of(host: str) -> IPv4Address | IPv6Address | None:
    """Read a host as a numeric address, or give None where it is a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Say whether what is sent to a host stays on this machine."""
    address = address_of(host)
    return host == "localhost" if address is None else address.is_loopback


def waiting_times(timeouts: Timeouts, *, venue: str) -> Timeouts:
    """Check that a client was given waiting times, and not a bare number of seconds."""
    if not is_a(timeouts, Timeouts):
        raise invalid(venue, "timeouts", expected="a crossbook.Timeouts, such as Timeouts(connect=5, reply=20)", found=timeouts)
    return timeouts


def kept(values: Several[ItemT]) -> Several[ItemT]:
    """Take a list as it is now: a call outlives the moment, and its list may be changed meanwhile. What is no list is refused later."""
    return tuple(values) if is_a(values, Iterable) and not is_a(values, str, bytes, tuple) else values


def repeats(retry: Retry | None, *, venue: str) -> Retry | None:
    """Check that a client was told how to repeat requests, and not a bare number."""
    if retry is not None and not is_a(retry, Retry):
        raise invalid(venue, "retry", expected="a crossbook.Retry, such as Retry(attempts=3), or None for no repeats", found=retry)
    return retry


def limits_kept(pacing: Pacing | None, *, venue: str) -> Pacing | None:
    """Check that a client was told how to keep within limits. The default stands for an object of its own."""
    if pacing is not None and not is_a(pacing, Pacing):
        raise invalid(venue, "pacing", expected="a crossbook.Pacing, such as Pacing(processes=2), or None for no pacing", found=pacing)
    return Pacing() if pacing is DEFAULT_PACING else pacing


def within(deadline: float, *, venue: str) -> float:
    """Check how long a call may take, within reason: a clock cannot be moved by any number."""
    if not is_a(deadline, int, float) or not 0 < deadline <= _LONGEST_DEADLINE:
        raise invalid(venue, "deadline", expected="a number of seconds above 0", found=deadline)
    return deadline


class Call(msgspec.Struct, frozen=True):
    """One call of ours, as its errors name it: checks what it was given."""

    venue: str
    operation: str
    position: int | None = None
    """Which order of a list is being checked, counted from 0."""
    user_reference: str | None = None
    """The caller's name for that order."""

    def of(self, position: int, user_reference: object) -> Call:
        """Give the same call, for checks of one order in a list."""
        reference = user_reference if isinstance(user_reference, str) else None
        return msgspec.structs.replace(self, position=position, user_reference=reference)

    def invalid(self, *, expected: str, found: object) -> InvalidRequest:
        """Build the error for a call that cannot be sent as it stands."""
        error = invalid(self.venue, self.operation, expected=f"{self._where}{expected}", found=found)
        error.position, error.user_reference = self.position, self.user_reference
        return error

    @property
    def _where(self) -> str:
        if self.position is None:
            return ""
        named = "" if self.user_reference is None else f" ({self.user_reference!r})"
        return f"of order {self.position}{named} "

    def name(self, value: str, what: str) -> str:
        """Check a scope or a name: text that is not blank. None and "" must never widen into "everything"."""
        # What nobody sees is blank, too: a zero-width space would be a scope that the venue may take for none.
        if not is_a(value, str) or not any(sign.isprintable() and not sign.isspace() for sign in value):
            raise self.invalid(expected=f"{what} (text that is not blank)", found=value)
        return value

    def names(self, values: Iterable[str], what: str) -> tuple[str, ...]:
        """Check a list of names: each one text that is not blank. A lone string is not a list of its letters."""
        return tuple(self.name(value, what) for value in self.listed(values, what))

    def order_id(self, value: str) -> str:
        """Check that an order id is text; whether it can name an order is the venue's business, and an outcome."""
        if not is_a(value, str):
            raise self.invalid(expected="an order id (text)", found=value)
        return value

    def order_ids(self, values: Iterable[str]) -> tuple[str, ...]:
        """Check a list of order ids: each is text; a lone text is not a list of its letters. Texts of other classes become plain."""
        listed = self.listed(values, "order ids")
        if set(map(type, listed)) == {str}:  # Nearly always they are.
            return listed
        return tuple(str.__str__(self.order_id(value)) for value in listed)

    def choice(self, value: str, allowed: tuple[str, ...], what: str) -> str:
        """Check that a word is one of those allowed."""
        if value not in allowed:
            raise self.invalid(expected=f"{what}, one of {', '.join(allowed)}", found=value)
        return value

    def exact(self, value: Decimal | int, what: str, *, above_zero: bool = False) -> Decimal:
        """Check that a number is exact and finite: an int or a Decimal, never a float. Give it as a Decimal."""
        expected = f"{what} as an int or a Decimal" + (" above 0" if above_zero else "")
        if not is_a(value, int, Decimal):
            raise self.invalid(expected=expected, found=value)
        if isinstance(value, int) and value.bit_length() > _MOST_BITS:
            raise self.invalid(expected=f"{expected} of at most {_MOST_DIGITS} digits", found=value)
        number = Decimal(value)
        if not number.is_finite() or (above_zero and number <= 0):
            raise self.invalid(expected=expected, found=value)
        if number and not -_MOST_DIGITS < number.adjusted() < _MOST_DIGITS:
            raise self.invalid(expected=f"{expected} of at most {_MOST_DIGITS} digits", found=value)
        # Written out: an exponent is valid JSON, but no venue document shows one.
        return Decimal(format(number, "f"))

    def whole(self, value: int, what: str, *, least: int) -> int:
        """Check that a number is a whole one, and not too small."""
        if not is_a(value, int) or value < least:
            raise self.invalid(expected=f"{what} as an int of {least} or more", found=value)
        return value

    def seconds(self, value: float, what: str) -> float:
        """Check that a stretch of time is one."""
        if not is_a(value, int, float) or not value > 0:
            raise self.invalid(expected=f"{what} as a number of seconds above 0", found=value)
        return value

    def listed(self, values: Iterable[ItemT], what: str) -> tuple[ItemT, ...]:
        """Check that several values were given, not one text."""
        if is_a(values, str, bytes) or not is_a(values, Iterable):
            raise self.invalid(expected=f"a list of {what}", found=values)
        return tuple(values)


def private_hosts(hosts: Iterable[str], *, venue: str) -> frozenset[str]:
    """Check the hosts that may be spoken to in clear: names, or addresses that are nobody's on the internet."""
    call = Call(venue, "insecure_hosts")
    named = frozenset(name.lower().strip("[]") for name in call.names(hosts, "hosts"))
    for name in named:
        address = address_of(name)
        if not is_host(name) or (address is not None and address.is_global):
            raise call.invalid(expected="names of private hosts, or private addresses, without scheme or port", found=name)
    return named
