"""Another token where a handshake is refused: the client's own way to one, which a 401 over REST leads to, once for all that ask."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from crossbook.errors import CrossbookError, Refused
from crossbook.fourcasters.feed_link import FeedLink
from crossbook_bindings.fourcasters import rest as bindings


class HandshakeTokens:
    """Remembers which token a handshake used, and has another one asked for where it was refused."""

    def __init__(self, link: FeedLink) -> None:
        self._link = link
        self._used: str | None = None
        self._tried: str | None = None
        """The token that nothing better was found for."""
        self._asking: asyncio.Task[None] | None = None

    def headers(self) -> Mapping[str, str]:
        """Give the headers of a handshake."""
        self._used = self._link.token.reveal()
        return self._link.headers()

    async def renew(self) -> bool:
        """Have the client ask for another token than the one that was refused, and say whether there is one.

        Raises what the client raises: Unauthorized where nothing helps.
        """
        used = self._used
        if self._link.renews and self._link.token.reveal() == used:
            # A read that needs the token: where it is refused there too, the client asks for another one, and repeats the read.
            await self._link.fetch(bindings.get_me())
        self._tried = used
        return self._link.token.reveal() != used

    def refused(self, give_up: Callable[[str], None]) -> None:
        """Take note that a handshake was refused, while another attempt is waited for. `give_up` is told when none can succeed."""
        used = self._used
        if self._link.token.reveal() != used or self._asking is not None:
            return
        if used == self._tried or not self._link.renews:
            give_up("the venue refuses the token (HTTP 401 to the handshake)")
            return
        self._asking = asyncio.get_running_loop().create_task(self._ask(give_up), name="crossbook fourcasters token")

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
            give_up(f"the venue refuses the token, and there is no other ({error})")
        except CrossbookError:
            pass  # Nothing is known; the next handshake that is refused asks again.
        finally:
            self._asking = None
