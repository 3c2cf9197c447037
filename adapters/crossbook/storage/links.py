"""Connections to Redis, by redis-py: one question at a time on each. Nothing else knows that library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol, TypeAlias, cast

from crossbook.core.rulings import Question, Ruling
from crossbook.storage.extra import missing
from crossbook.storage.places import Place
from crossbook.storage.script import arguments, digest, ruling

try:
    from redis import Connection as _Plain
    from redis import SSLConnection as _Secure
    from redis.asyncio import Connection as _AsyncPlain
    from redis.asyncio import SSLConnection as _AsyncSecure
    from redis.exceptions import ConnectionError as Disconnected
    from redis.exceptions import NoScriptError, RedisError
    from redis.exceptions import TimeoutError as OutOfTime
except ModuleNotFoundError as error:
    raise missing(error.name or "redis") from None


class WrongAnswer(Exception):
    """What came is not an answer to what was asked."""


Failed: Final[tuple[type[Exception], ...]] = (RedisError, OSError, WrongAnswer)
"""What goes wrong between here and a Redis."""
Command: TypeAlias = Sequence[str | int]


def is_over(error: Exception) -> bool:
    """Say whether a connection had come to its end."""
    return isinstance(error, Disconnected | OSError) and not isinstance(error, TimeoutError | OutOfTime)


def words(error: Exception) -> str:
    """Say what is wrong, without what anybody sent: a Redis may repeat a password."""
    match error:
        case WrongAnswer():
            return "an answer that makes no sense"
        case TimeoutError() | OutOfTime():
            return "no answer in time"
        case Disconnected() | OSError():
            return "no connection"
        case _:
            return f"it refused: {type(error).__name__}"


class _Connection(Protocol):
    """What is used of redis-py's connections. Each opens when it is told to, and closes itself at whatever stops it."""

    def connect(self) -> None: ...
    def send_command(self, *words: str | int) -> None: ...
    def can_read(self, timeout: float) -> bool: ...
    def read_response(self) -> object: ...
    def disconnect(self) -> None: ...


class _AsyncConnection(Protocol):
    async def connect(self) -> None: ...
    async def send_command(self, *words: str | int) -> None: ...
    async def read_response(self) -> object: ...
    async def disconnect(self, *, nowait: bool) -> None: ...


class Exchange:
    """One question and its answer, as commands of Redis: by the name of the script, or by its text where Redis does not know it."""

    def __init__(self, script: str, keys: Sequence[str], question: Question, nonce: str) -> None:
        self._question = question
        self._nonce = nonce
        self._rest: Command = (len(keys), *keys, *arguments(question, nonce))
        self._script = script

    def by_name(self) -> Command:
        return ("EVALSHA", digest(self._script), *self._rest)

    def by_text(self) -> Command:
        return ("EVAL", self._script, *self._rest)

    def read(self, reply: object) -> Ruling:
        """Read the answer. Raises WrongAnswer."""
        found = ruling(self._question, self._nonce, reply)
        if found is None:
            raise WrongAnswer("an answer that makes no sense")
        return found


class Link:
    """A connection for threads."""

    def __init__(self, place: Place, ca_file: str, seconds: float) -> None:
        kind: Any = _Secure if place.is_secure else _Plain
        self._connection = cast("_Connection", kind(**_settings(place, ca_file, seconds)))
        self.is_new = True
        """Whether nothing was ever answered on it."""

    def connect(self) -> None:
        self._connection.connect()

    def answer(self, exchange: Exchange, left: Callable[[], float]) -> Ruling:
        """Ask, and read the answer. Raises one of `Failed`. Whatever is raised, the link is of no use any more."""
        try:
            if not self.is_new:
                try:
                    return exchange.read(self._reply(exchange.by_name(), left))
                except NoScriptError:
                    pass
            found = exchange.read(self._reply(exchange.by_text(), left))
            self.is_new = False
        except BaseException:
            self.close()
            raise
        return found

    def _reply(self, command: Command, left: Callable[[], float]) -> object:
        self._connection.send_command(*command)
        if not self._connection.can_read(timeout=max(left(), 0.0)):
            raise TimeoutError("no answer")
        return self._connection.read_response()

    def close(self) -> None:
        self._connection.disconnect()


class AsyncLink:
    """A connection in an event loop."""

    def __init__(self, place: Place, ca_file: str, seconds: float) -> None:
        kind: Any = _AsyncSecure if place.is_secure else _AsyncPlain
        self._connection = cast("_AsyncConnection", kind(**_settings(place, ca_file, seconds)))
        self.is_new = True
        """Whether nothing was ever answered on it."""

    async def connect(self) -> None:
        try:
            await self._connection.connect()
        except BaseException:
            await self.close()
            raise

    async def answer(self, exchange: Exchange) -> Ruling:
        """Ask, and read the answer. Raises one of `Failed`. Whatever is raised, the link is of no use any more."""
        try:
            if not self.is_new:
                try:
                    return exchange.read(await self._reply(exchange.by_name()))
                except NoScriptError:
                    pass
            found = exchange.read(await self._reply(exchange.by_text()))
            self.is_new = False
        except BaseException:
            await self.close()
            raise
        return found

    async def _reply(self, command: Command) -> object:
        await self._connection.send_command(*command)
        return await self._connection.read_response()

    async def close(self) -> None:
        await self._connection.disconnect(nowait=True)


CONNECTING: Final = 1.0
"""Seconds after which connecting is given up. Nobody waits for that long: what is connected later serves the next one."""


def _settings(place: Place, ca_file: str, seconds: float) -> dict[str, object]:
    settings: dict[str, object] = {
        "host": place.host,
        "port": place.port,
        "db": place.database,
        "username": place.user,
        "password": None if place.password is None else place.password.reveal(),
        "protocol": 2,
        "socket_timeout": seconds,
        "socket_connect_timeout": CONNECTING,
        "decode_responses": False,
        "driver_info": None,  # Two questions less before the first one.
    }
    if place.is_secure:
        settings |= {"ssl_ca_certs": ca_file, "ssl_cert_reqs": "required", "ssl_check_hostname": True}
    return settings
