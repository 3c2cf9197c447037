"""How a client proves who it is. Pure: values go into headers that the senders hold, and are shown nowhere."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Protocol

from crossbook.core.redaction import Secret
from crossbook_bindings.runtime import Operation, Request


class Credentials(Protocol):
    """What a sender needs to know of a venue's authentication."""

    @property
    def account(self) -> str | None:
        """Name the account, without any secret; None where that is not known."""
        ...

    def check(self, request: Request[str, object, object]) -> None:
        """Raise InvalidRequest if `request` cannot be sent with these credentials."""

    def apply(self, operation: Operation[str], headers: MutableMapping[str, str]) -> Secret | None:
        """Put the credentials into the headers of one request, and give back which secret was used."""

    def offered(self, used: Secret | None, rotated: str) -> Secret | None:
        """Hide what a reply offers instead of `used`, which its request was made with; give it where it can be used."""
        ...

    def exchange(self, used: Secret | None, secret: Secret, /) -> bool:
        """Send another secret instead of `used` from now on, if that is still what is sent, and say whether it was. Hide it anyhow.

        Raises InvalidRequest, without showing it, for one that cannot be sent.
        """
        ...

    def blot(self, text: str) -> str:
        """Remove every secret from a text that may be shown."""
        ...

    def is_current(self, used: Secret | None) -> bool:
        """Say whether these would be sent again."""
        ...
