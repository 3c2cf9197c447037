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

    def learn(self, used: Secret | None, rotated: str | None, *, status: int) -> None:
        """Take note of a replacement that the venue sent with its reply, of that status, to a request made with `used`."""

    def blot(self, text: str) -> str:
        """Remove every secret from a text that may be shown."""
        ...

    def is_current(self, used: Secret | None) -> bool:
        """Say whether these would be sent again."""
        ...

    def replace(self, secret: Secret, /) -> None:
        """Send another secret from now on. Raises InvalidRequest, without showing it, for one that cannot be sent."""
