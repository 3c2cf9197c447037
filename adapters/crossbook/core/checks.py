"""Checks of what a caller hands in, before anything is sent. Each error names what was expected and what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, TypeVar
from urllib.parse import urlsplit

import attrs

from crossbook.core.instances import is_a
from crossbook.core.judging import invalid
from crossbook.errors import InvalidRequest

ItemT = TypeVar("ItemT")

_LOOPBACK: Final = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")


def endpoint(url: str, *, venue: str, secure: str) -> str:
    """Check a base URL: `secure` (https or wss) anywhere, its plain form on loopback only, and nothing but an address."""
    plain = {"https": "http", "wss": "ws"}[secure]
    expected = f"a URL that starts with {secure}:// (or with {plain}:// on loopback) and holds no user, query or fragment"
    if not is_a(url, str):
        raise invalid(venue, "base_url", expected=expected, found=url)
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    # What else there is in a URL may be a secret, and is not shown.
    found = f"{parts.scheme}://{host or ''}" if parts.scheme else "one that cannot be read"
    if parts.username is not None or parts.password is not None:
        raise invalid(venue, "base_url", expected=expected, found="one with a user in it")
    allowed = parts.scheme == secure or (parts.scheme == plain and _LOOPBACK.fullmatch(host or "") is not None)
    if not allowed or not host or parts.query or parts.fragment:
        raise invalid(venue, "base_url", expected=expected, found=found)
    return url.rstrip("/")


@attrs.frozen
class Call:
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
        return attrs.evolve(self, position=position, user_reference=reference)

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
        if not is_a(value, str) or not value.strip():
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
        """Check a list of order ids: each is text; a lone text is not a list of its letters."""
        return tuple(self.order_id(value) for value in self.listed(values, "order ids"))

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
        number = Decimal(value)
        if not number.is_finite() or (above_zero and number <= 0):
            raise self.invalid(expected=expected, found=value)
        # Written out: an exponent is valid JSON, but no venue document shows one.
        return Decimal(format(number, "f"))

    def whole(self, value: int, what: str, *, least: int) -> int:
        """Check that a number is a whole one, and not too small."""
        if not is_a(value, int) or value < least:
            raise self.invalid(expected=f"{what} as an int of {least} or more", found=value)
        return value

    def listed(self, values: Iterable[ItemT], what: str) -> tuple[ItemT, ...]:
        """Check that several values were given, not one text."""
        if is_a(values, str, bytes) or not is_a(values, Iterable):
            raise self.invalid(expected=f"a list of {what}", found=values)
        return tuple(values)
