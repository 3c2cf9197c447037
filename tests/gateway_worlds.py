"""PredictStreet's user gateway for a protocol object without a socket: what happens there, a wire with every fault of one, and REST."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

import attrs
from gateway_frames import START, answered, fill, greeting

from crossbook import CouldNotConnect
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost
from crossbook.predictstreet import OrderFill, OrderFilled, RestingOrders, UserFeedEvent
from crossbook.predictstreet.feeds.user_protocol import UserFeedProtocol
from crossbook.predictstreet.feeds.wants import AskResting
from crossbook.predictstreet.reads.fill import read_fill
from crossbook_bindings.predictstreet import rest as bindings

EVERY: Final = 60.0


def moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(0, tz=UTC) + timedelta(milliseconds=milliseconds)


def listed(trade: str, milliseconds: int) -> OrderFill:
    """Write a fill as REST lists it."""
    return read_fill(
        bindings.AccountTrade(
            id=trade, orderId="order-1", price=Decimal("0.5200"), quantity=Decimal(240), createdAt=moment(milliseconds).isoformat()
        )
    )


@attrs.define
class Wire:
    """What is on its way to the protocol object, and what became of it."""

    texts: list[str] = attrs.field(factory=list[str])
    heard: list[str] = attrs.field(factory=list[str])
    is_open: bool = False

    def lose(self) -> None:
        if self.texts:
            self.texts.pop(0)

    def delay(self) -> None:
        if len(self.texts) > 1:
            self.texts.append(self.texts.pop(0))

    def next(self) -> str | None:
        if not self.texts:
            return None
        text = self.texts.pop(0)
        self.heard.append(text)
        return text


@attrs.define
class UserWorld:
    """The user gateway, the wallet over REST, and one feed."""

    most_waiting: int = 1000
    now: float = 0.0
    fills: list[tuple[str, int]] = attrs.field(factory=list[tuple[str, int]])
    wire: Wire = attrs.field(factory=Wire)
    asks: list[AskResting] = attrs.field(factory=list[AskResting])
    known: dict[int, int] = attrs.field(factory=dict[int, int])
    """How many fills there were when something was asked for, by its number."""
    told: list[UserFeedEvent] = attrs.field(factory=list[UserFeedEvent])
    known_before: int = 0
    """How many fills there were before the feed was first live: those it is not told of."""
    protocol: UserFeedProtocol = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.protocol = UserFeedProtocol(wallet=None, vaults=(), since=None, most_waiting=self.most_waiting, check_every=EVERY)

    @property
    def milliseconds(self) -> int:
        return START + int(self.now * 1000)

    # ---- what happens

    def happen(self) -> None:
        """Let an order be filled."""
        self.now += 0.5
        trade = f"trade-{len(self.fills)}"
        self.fills.append((trade, self.milliseconds))
        if self.wire.is_open:
            self.wire.texts.append(fill(trade, milliseconds=self.milliseconds))

    def open(self) -> None:
        if not self.wire.is_open and not self.protocol.is_over:
            self.wire.is_open = True
            self.protocol.receive_open(self.now)
            self.wire.texts.append(greeting())
            self.settle()

    def drop(self) -> None:
        if self.wire.is_open:
            self.wire.is_open = False
            self.wire.texts.clear()
            self.protocol.receive_eof("it broke")
            self.protocol.receive_waiting("it broke", attempt=1, in_seconds=1.0)
            self.settle()

    # ---- the wire and its faults

    def deliver(self) -> None:
        text = self.wire.next()
        if text is not None:
            self.protocol.receive_text(text)
            self.settle()

    def repeat(self, which: int) -> None:
        if self.wire.heard and self.wire.is_open:
            self.protocol.receive_text(self.wire.heard[which % len(self.wire.heard)])
            self.settle()

    def halve(self) -> None:
        text = self.wire.next()
        if text is not None:
            self.protocol.receive_text(text[: len(text) // 2])
            self.settle()

    # ---- REST

    def answer(self, *, late: bool = False) -> None:
        """Answer what was asked for: everything since then, newest first. A late answer says what was known when it was asked for."""
        if not self.asks:
            return
        ask = self.asks.pop(0)
        since, known = ask.since, self.known[ask.number]
        found = [] if since is None else [each for each in (self.fills[:known] if late else self.fills) if moment(each[1]) >= since]
        if since is None and self.protocol.waits_for(ask.number):
            self.known_before = known
        self.protocol.receive_resting(ask.number, (), tuple(listed(*each) for each in reversed(found)))
        self.settle()

    def fail(self) -> None:
        if self.asks:
            self.protocol.receive_failure(self.asks.pop(0).number, CouldNotConnect("no", venue="predictstreet", operation="listTrades"))
            self.settle()

    # ---- who drives and who reads

    def settle(self) -> None:
        """Do what the protocol object wants, as a shell does, and hear what it says, as a venue does."""
        for text in self.protocol.data_to_send() if self.wire.is_open else ():
            reply = answered(text, self.milliseconds)
            if reply is not None:
                self.wire.texts.append(reply)
        for want in self.protocol.wanted():
            if isinstance(want, AskResting):
                self.asks.append(want)
                self.known[want.number] = len(self.fills)
            elif want.connection == self.protocol.connection:
                self.drop()

    def tick(self, seconds: float = 0.0) -> None:
        self.now += seconds
        self.protocol.receive_time(self.now)
        self.settle()

    def read(self, most: int = 1_000_000) -> None:
        while most > 0 and (event := self.protocol.next_event()) is not None:
            self.told.append(event)
            most -= 1

    def go_live(self) -> None:
        """Let everything go well until the feed is live."""
        self.open()
        for _ in range(30 + len(self.wire.texts)):
            self.tick()
            self.deliver()
            self.answer()
            self.read()

    def come_to_rest(self) -> None:
        """Let everything go well for once, until a look has found what was lost unseen."""
        self.go_live()
        self.drop()
        self.go_live()
        self.tick()
        self.tick(EVERY)
        self.go_live()

    # ---- the laws

    @property
    def trades(self) -> list[str]:
        """The fills that were told, in order."""
        found: list[str] = []
        for event in self.told:
            if isinstance(event, OrderFilled):
                found.append(event.trade_id)
            elif isinstance(event, RestingOrders):
                found += [each.trade_id or "" for each in reversed(event.fills)]
        return found

    def check_words(self) -> None:
        """Check that each word about the feed itself comes where it may."""
        state = "closed"
        for event in self.told:
            match event:
                case Connected():
                    state = "open"
                case Disconnected() | Lost():
                    state = "closed"
                case Gap():
                    assert state == "open", "a gap is told of once for a connection, before it is live"
                    state = "gap"
                case RestingOrders():
                    assert state in ("gap", "live"), "what rests comes behind a gap, or now and then"
                    state = "made up for" if state == "gap" else state
                case OrderFilled():
                    assert state in ("made up for", "live"), "nothing is told before what was missed"
                case Live():
                    assert state == "made up for"
                    state = "live"
                case _:
                    pass
