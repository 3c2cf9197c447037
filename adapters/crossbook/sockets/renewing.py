"""Another secret where a handshake is refused: the client's own way to one, which a 401 over REST leads to, once for all that ask."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import attrs

from crossbook.core.redaction import Secret
from crossbook.errors import CrossbookError, Forbidden, Refused, Unauthorized


@attrs.frozen(kw_only=True, repr=False)
class Keyring:
    """The secret that a client uses at any time, and how it comes to another one."""

    what: str
    """What the secret is called where one is told of it."""
    current: Callable[[], Secret | None]
    """Gives the secret that is in use."""
    headers: Callable[[], Mapping[str, str]]
    """Gives the headers of a handshake with it."""
    renews: bool
    """Whether the client can ask for another one where this one is refused."""
    ask: Callable[[], Awaitable[object]]
    """Reads something over REST that needs the secret: where it is refused there too, the client asks for another, and reads again."""
    renew: Callable[[], Awaitable[object]]
    """Has the client ask for another one although REST takes this one."""


class HandshakeSecrets:
    """Remembers which secret a handshake used, and has another one asked for where it was refused."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._used: Secret | None = None
        self._tried: Secret | None = None
        """The secret that nothing better was found for."""
        self._asking: asyncio.Task[None] | None = None

    def headers(self) -> Mapping[str, str]:
        """Give the headers of a handshake."""
        self._used = self._keyring.current()
        return self._keyring.headers()

    async def renew(self) -> bool:
        """Have the client ask for another secret than the one that was refused, and say whether there is one.

        Raises what the client raises: Unauthorized where nothing helps.
        """
        used = self._used
        if self._keyring.renews and self._keyring.current() is used:
            try:
                await self._keyring.ask()
            except (Unauthorized, Forbidden):
                if self._keyring.current() is used:
                    raise
            except Refused:
                pass  # What was read may need more than the secret, and says nothing about it.
            if self._keyring.current() is used:
                await self._keyring.renew()
        self._tried = used
        return self._keyring.current() is not used

    def refused(self, give_up: Callable[[str], None], how: str = "HTTP 401 to the handshake") -> None:
        """Take note that a handshake was refused, while another attempt is waited for. `give_up` is told when none can succeed."""
        used = self._used
        if self._keyring.current() is not used or self._asking is not None:
            return
        if used is self._tried or not self._keyring.renews:
            give_up(f"the venue refuses the {self._keyring.what} ({how})")
            return
        self._asking = asyncio.get_running_loop().create_task(self._ask(give_up), name=f"crossbook {self._keyring.what}")

    async def stop(self) -> None:
        """Ask no longer."""
        task = self._asking
        if task is not None:
            task.cancel()
            await asyncio.wait((task,))

    async def _ask(self, give_up: Callable[[str], None]) -> None:
        try:
            await self.renew()
        except Refused as error:
            give_up(f"the venue refuses the {self._keyring.what}, and there is no other ({error})")
        except CrossbookError:
            pass  # Nothing is known; the next handshake that is refused asks again.
        finally:
            self._asking = None
