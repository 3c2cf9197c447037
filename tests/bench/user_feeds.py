"""Frames of both user feeds: decoded, de-duplicated, folded into a ledger and delivered to a reader over asyncio, 50,000 a second."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from gateway_frames import START, WALLET, answered, greeting
from timing import Figure

from crossbook import Ledger, Timeouts
from crossbook.core.checks import Call
from crossbook.fourcasters.feeds.listing import ReplayReply
from crossbook.fourcasters.feeds.positions import Place
from crossbook.fourcasters.feeds.user_protocol import UserFeedProtocol as FourcastersProtocol
from crossbook.fourcasters.feeds.wants import AskReplay
from crossbook.http.trust import trust
from crossbook.predictstreet.feeds.user_protocol import UserFeedProtocol as PredictStreetProtocol
from crossbook.predictstreet.feeds.wants import AskResting
from crossbook.sockets.awaited_feed import AwaitedFeed
from crossbook.sockets.driven import Teller
from crossbook.sockets.link import Link
from crossbook_bindings.runtime import decoder

FeedT = TypeVar("FeedT", FourcastersProtocol, PredictStreetProtocol)

_MOST_US: Final = 20.0
"""Of 50,000 frames a second each takes that long."""
_AT_ONCE: Final = 60
"""Frames that come together, as a read of the socket brings them."""
_BEFORE: Final = 12_000
"""Orders whose lives were told before: so many that a ledger forgets one with each that ends."""
_ORDERS: Final = 2_000
_GAME: Final = "66a000000000000000000001"


def measure() -> Iterator[Figure]:
    """Time both, each with a ledger that is as full as it gets."""
    base = f"50,000 a second, {_MOST_US:g} µs"
    for venue, made, texts, account in (
        ("4casters", _fourcasters, _fourcasters_texts, None),
        ("PredictStreet", _predictstreet, _predictstreet_texts, WALLET),
    ):
        protocol = made()
        ours = asyncio.run(_delivered(protocol, texts, account))
        name = f"a frame of {venue}'s user feed, to a ledger and its reader"
        yield Figure(name=name, ours_us=ours * 1e6, base_us=_MOST_US, base=base, limit=1)


class _Told(AwaitedFeed[object]):
    """What a program reads from, without a socket."""

    def __init__(self, protocol: Teller[object]) -> None:
        link = Link(url="", trust=trust(None, venue="bench"), proxy=None, timeouts=Timeouts(), renews=False, blot=str)
        super().__init__(Call("bench", "userFeed"), link)
        self._protocol = protocol

    def _begin(self) -> Teller[object]:
        return self._protocol

    async def _connect(self) -> None:
        pass

    async def _disconnect(self) -> None:
        pass

    def _lose(self, problem: str) -> None:
        raise AssertionError(problem)

    def _check_loop(self) -> None:
        pass


async def _delivered(
    protocol: FourcastersProtocol | PredictStreetProtocol, texts: Callable[[int, int], list[str]], account: str | None
) -> float:
    """Give the seconds for a frame, those of the best read of many."""
    ledger = Ledger()
    await _read(protocol, texts(0, _BEFORE), ledger, account)
    feed, told = _Told(protocol), texts(_BEFORE, _ORDERS)
    best = float("inf")
    async with feed:
        for first in range(0, len(told), _AT_ONCE):
            best = min(best, await _burst(protocol, feed, told[first : first + _AT_ONCE], ledger, account))
    if ledger.may_be_open() or ledger.contradictions():
        raise AssertionError("expected every order to have ended, and all to fit together")
    return best / _AT_ONCE


async def _read(protocol: FourcastersProtocol | PredictStreetProtocol, texts: Sequence[str], ledger: Ledger, account: str | None) -> None:
    for text in texts:
        protocol.receive_text(text)
        while (event := protocol.next_event()) is not None:
            ledger.add(event, account=account)


async def _burst(
    protocol: FourcastersProtocol | PredictStreetProtocol, feed: _Told, texts: Sequence[str], ledger: Ledger, account: str | None
) -> float:
    start = time.perf_counter()
    for text in texts:
        protocol.receive_text(text)
    left = len(texts)
    async for event in feed:
        ledger.add(event, account=account)
        left -= 1
        if not left:
            break
    return time.perf_counter() - start


def _fourcasters() -> FourcastersProtocol:
    protocol = FourcastersProtocol(cursor=Place((0, 0)), most_waiting=10_000, check_every=1e9)
    protocol.receive_open(0.0)
    for want in protocol.wanted():
        if isinstance(want, AskReplay):
            protocol.receive_replay(want.number, decoder(ReplayReply).decode(b'{"status":"success","messages":[]}'))
    return _live(protocol)


def _predictstreet() -> PredictStreetProtocol:
    protocol = PredictStreetProtocol(wallet=WALLET, vaults=(), since=None, most_waiting=10_000, check_every=1e9)
    protocol.receive_open(0.0)
    protocol.receive_text(greeting())
    protocol.receive_time(0.0)
    for frame in protocol.data_to_send():
        protocol.receive_text(answered(frame) or "")
    for want in protocol.wanted():
        if isinstance(want, AskResting):
            protocol.receive_resting(want.number, (), ())
    return _live(protocol)


def _live(protocol: FeedT) -> FeedT:
    while protocol.next_event() is not None:
        pass
    if not protocol.is_live:
        raise AssertionError("expected a feed that is live, found one that is not")
    return protocol


def _fourcasters_texts(first: int, count: int) -> list[str]:
    """Write what a feed tells of orders that are placed, matched in part and cancelled, with every member that the page shows."""
    texts: list[str] = []
    for number in range(first, first + count):
        about: dict[str, object] = {
            "origin": "offer",
            "gameID": _GAME,
            "parentGameID": None,
            "eventName": "Away @ Home",
            "awayRotationNumber": "501",
        }
        about |= {"league": "NBA", "sport": "basketball", "live": False, "start": "2026-08-21T23:40:00.000Z", "platform": "api"}
        order: dict[str, object] = {
            "orderID": f"66c{number:021x}",
            "wagerRequestID": f"66e{number:021x}",
            "userReference": f"cb-{number}",
            "type": "total",
        }
        order |= {"side": "over", "number": 41, "odds": -110}
        fill: dict[str, object] = {"txID": f"66f{number:021x}", "amount": 30, "risk": 30, "win": 27.27}
        for part, (matched, left) in enumerate(
            (
                (None, {"filled": 0, "offered": 100, "remaining": 100}),
                (order | fill, {"filled": 30, "offered": 100, "remaining": 70}),
                (None, {"filled": 30, "offered": 0, "remaining": 0}),
            )
        ):
            rests: dict[str, object] = {"matched": matched, "unmatched": order | left, "createdAt": "2026-08-21T18:11:54.614Z"}
            texts.append(json.dumps({**about, **rests, "messageID": f"{1_700_000_000_000 + number}-{part}"}, separators=(",", ":")))
    return texts


def _predictstreet_texts(first: int, count: int) -> list[str]:
    """Write the same of PredictStreet's."""
    texts: list[str] = []
    for number in range(first, first + count):
        order_id, name = f"6f9619ff-8b86-4011-b42d-{number:012x}", f"cb-{number}"
        own: dict[str, object] = {"clientOrderId": name, "orderId": order_id}
        fill = own | {"tradeId": f"t{number}", "walletAddress": WALLET, "tokenId": "60550363974013526", "conditionId": "0x" + "2" * 64}
        fill |= {"outcomeIndex": 0, "side": "buy", "price": "0.52", "quantity": "30", "source": "matcher", "tsMs": START + number}
        for kind, channel, data in (
            ("order_placed", "user_orders", own),
            ("user_fill", "user_fills", fill),
            ("order_cancelled", "user_orders", own),
        ):
            frame = {"type": kind, "sid": 1, "channel": channel, "serverTs": START + number, "data": data}
            texts.append(json.dumps(frame, separators=(",", ":")))
    return texts


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure.name}: {figure.ours_us:.2f} ({figure.ratio:.2f} of {figure.base})\n")
