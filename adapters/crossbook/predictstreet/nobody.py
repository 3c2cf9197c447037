"""No credentials: of nodes of the chain, anybody may ask. What is secret of their URL is hidden all the same."""

from __future__ import annotations

from collections.abc import MutableMapping
from urllib.parse import urlsplit

from crossbook.core.instances import is_a
from crossbook.core.redaction import Secret
from crossbook_bindings.runtime import Operation, Request

_LEAST_SECRET = 8
"""A shorter part of a path may be an everyday word."""


class Nobody:
    """Sends nothing, and keeps the steps of a URL's path out of what is shown."""

    account: str | None = None

    def __init__(self, url: Secret) -> None:
        steps = urlsplit(url.reveal()).path.split("/") if is_a(url.reveal(), str) else []
        self._hidden = tuple(Secret(step) for step in steps if len(step) >= _LEAST_SECRET)

    def check(self, request: Request[str, object, object]) -> None:
        """Let everything pass."""

    def apply(self, operation: Operation[str], headers: MutableMapping[str, str]) -> Secret | None:
        """Put nothing into the headers."""
        return None

    def offered(self, used: Secret | None, rotated: str) -> Secret | None:
        """Give nothing: nothing is replaced."""
        return None

    def exchange(self, used: Secret | None, secret: Secret, /) -> bool:
        """Do nothing: there is nothing to replace."""
        return False

    def blot(self, text: str) -> str:
        for secret in self._hidden:
            text = secret.blot(text)
        return text

    def is_current(self, used: Secret | None) -> bool:
        return used is None
