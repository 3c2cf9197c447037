"""How each gateway is spoken to: the same words, of which each socket's bindings have their own classes. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias, cast

import attrs
from msgspec import UNSET

from crossbook.predictstreet.feeds.wanted import Wanted
from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.predictstreet.market_socket import commands as market_commands
from crossbook_bindings.predictstreet.market_socket import frames as market_frames
from crossbook_bindings.predictstreet.market_socket import models as market
from crossbook_bindings.predictstreet.user_socket import commands as user_commands
from crossbook_bindings.predictstreet.user_socket import frames as user_frames
from crossbook_bindings.predictstreet.user_socket import models as user
from crossbook_bindings.runtime import Push, SocketCommand, UnknownFrame

Greeting: TypeAlias = market.Greeting | user.Greeting
Subscribed: TypeAlias = market.SubscribedReply | user.SubscribedReply
Pong: TypeAlias = market.PongReply | user.PongReply
Frame: TypeAlias = Push[object, object] | UnknownFrame


@attrs.frozen(kw_only=True)
class Dialect:
    """How one gateway is spoken to."""

    subscribe: Callable[[int, Wanted], SocketCommand[Venue, Subscribed]]
    ping: Callable[[int], SocketCommand[Venue, Pong]]
    read: Callable[[str], Frame]


def _subscribe_to_markets(number: int, wanted: Wanted) -> SocketCommand[Venue, Subscribed]:
    entry = market.Subscription(channel=cast("market.Channel", wanted.channel), ids=wanted.ids)
    return market_commands.subscribe(market.SubscribeFrame(id=number, params=market.SubscribeParams(subscriptions=(entry,))))


def _subscribe_to_the_wallet(number: int, wanted: Wanted) -> SocketCommand[Venue, Subscribed]:
    # On channels that take no ids, a list of none may be refused: "ids given on user_orders or user_fills".
    entry = user.Subscription(channel=cast("user.Channel", wanted.channel), ids=wanted.ids or UNSET)
    return user_commands.subscribe(user.SubscribeFrame(id=number, params=user.SubscribeParams(subscriptions=(entry,))))


def _ping_markets(number: int) -> SocketCommand[Venue, Pong]:
    return market_commands.ping(market.PingFrame(id=number))


def _ping_the_wallet(number: int) -> SocketCommand[Venue, Pong]:
    return user_commands.ping(user.PingFrame(id=number))


def _read_markets(text: str) -> Frame:
    return cast("Frame", market_frames.read(text))


def _read_the_wallet(text: str) -> Frame:
    return cast("Frame", user_frames.read(text))


MARKET: Final = Dialect(subscribe=_subscribe_to_markets, ping=_ping_markets, read=_read_markets)
USER: Final = Dialect(subscribe=_subscribe_to_the_wallet, ping=_ping_the_wallet, read=_read_the_wallet)
