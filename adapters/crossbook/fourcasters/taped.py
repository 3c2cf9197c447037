"""4casters, as tapes need it: how its calls are run once more, and what its replies are. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from typing import Any, Final, cast, get_args, get_type_hints

from crossbook.core.attempts import Answered
from crossbook.core.documented import Documented
from crossbook.core.known_frames import Frames
from crossbook.core.replaying import REQUESTS, Recorded, Replayed
from crossbook.core.tapes import Came, Tapes
from crossbook.errors import InvalidRequest
from crossbook.fourcasters.catalogue import CATALOGUE
from crossbook.fourcasters.orders.new_order import NewOrder
from crossbook.fourcasters.socket.catalogue import SOCKET_CATALOGUE
from crossbook.fourcasters.socket.envelopes import Replied, SocketAttempt
from crossbook.fourcasters.socket.replaying import COMMANDS
from crossbook.observing import Transport
from crossbook.prices import Odds
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.fourcasters.orders_socket import commands
from crossbook_bindings.fourcasters.price_feed import frames as price_frames
from crossbook_bindings.fourcasters.rest import effects
from crossbook_bindings.fourcasters.user_feed import frames as user_frames
from crossbook_bindings.runtime import Message

_EXACT: Final = ("risk", "line")
_TIMES: Final[Mapping[str, Callable[[str], object]]] = {
    **dict.fromkeys(("starts", "ends"), datetime.fromisoformat),
    **dict.fromkeys(("first", "last"), date.fromisoformat),
}

_DOCUMENTED: Final = Documented(bindings, effects)


def _order_of(members: Mapping[str, object]) -> NewOrder:
    read = {name: _exact(value) if name in _EXACT else value for name, value in members.items()}
    odds = members.get("odds")
    match odds:
        case {"fractional": str(fraction)}:
            read["odds"] = Odds(fractional=Fraction(fraction))
        case _:
            read["odds"] = _exact(odds)
    return NewOrder(**cast("dict[str, Any]", read))


def _exact(value: object) -> object:
    return Decimal(value) if isinstance(value, str) else value


def _run_socket(begin: partial[object], recorded: Sequence[Recorded[Came]], began: float) -> Replayed:
    told = [Recorded(at=each.at, sent=each.sent, body=each.body, attempts=tuple(map(_on_the_socket, each.attempts))) for each in recorded]
    return COMMANDS.run(cast("Any", begin), told, began)


def _on_the_socket(came: Came) -> SocketAttempt | InvalidRequest:
    return Replied(came.body.decode("utf-8", errors="surrogatepass")) if isinstance(came, Answered) else came


def _reply_type(transport: Transport, name: str) -> object:
    return _DOCUMENTED.reply_type(name) if transport == "rest" else _socket_replies().get(name)


@cache
def _socket_replies() -> dict[str, object]:
    named = {value.name: constant.lower() for constant, value in vars(commands).items() if isinstance(value, Message)}
    return {name: get_args(get_type_hints(getattr(commands, function))["return"])[1] for name, function in named.items()}


TAPES: Final = Tapes(
    catalogues={"rest": CATALOGUE, "socket": SOCKET_CATALOGUE},
    run={"rest": cast("Any", REQUESTS.run), "socket": _run_socket},
    order_of=_order_of,
    operation_of=_DOCUMENTED.operation_of,
    request_of=_DOCUMENTED.request_of,
    reply_type=_reply_type,
    frames={"userFeed": Frames(reader=user_frames.READER), "priceFeed": Frames(reader=price_frames.READER)},
    exact=frozenset({"expected_remaining"}),
    times=_TIMES,
)
