"""A book at PredictStreet's market gateway for a protocol object without a socket."""

from __future__ import annotations

import json
from typing import Any

import attrs
from gateway_frames import START, TOKEN, answered, change, greeting, snapshot
from gateway_worlds import Wire

from crossbook.feeds import BookInvalid, BookRebuilt, Connected
from crossbook.predictstreet import BookChanged, MarketFeedEvent
from crossbook.predictstreet.feeds.market_connection import MarketConnection
from crossbook.predictstreet.feeds.market_protocol import MarketFeedProtocol
from crossbook.predictstreet.feeds.wanted import markets
from crossbook.predictstreet.feeds.wants import Distrust


@attrs.define
class BookWorld:
    """A book at the market gateway, and a feed of it."""

    most_waiting: int = 1000
    now: float = 0.0
    seq: int = 100
    wire: Wire = attrs.field(factory=Wire)
    told: list[MarketFeedEvent] = attrs.field(factory=list[MarketFeedEvent])
    protocol: MarketFeedProtocol = attrs.field(init=False)
    fails: int = 0
    """How many more snapshots the venue cannot give."""
    commands: list[Any] = attrs.field(factory=list[Any])
    snapshots: list[tuple[int, int]] = attrs.field(factory=list[tuple[int, int]])
    """The numbers of those that came, each with how many events had been read by then."""

    def __attrs_post_init__(self) -> None:
        wanted = markets(books=[TOKEN], trades=(), settlements=(), candles=(), conditions=(), platform=False)
        self.protocol = MarketFeedProtocol(wanted, changes_are_whole=False, most_waiting=self.most_waiting)

    @property
    def connection(self) -> MarketConnection:
        return self.protocol.connections[0]

    @property
    def milliseconds(self) -> int:
        return START + int(self.now * 1000)

    def happen(self) -> None:
        """Let the book change."""
        self.now += 0.1
        self.seq += 1
        if self.wire.is_open:
            self.wire.texts.append(change(self.seq, self.seq - 1, milliseconds=self.milliseconds))

    def restart_count(self) -> None:
        """Let the venue count anew, and say nothing of it."""
        self.seq = 0

    def open(self) -> None:
        if not self.wire.is_open and not self.protocol.is_over:
            self.wire.is_open = True
            self.connection.receive_open(self.now)
            self.wire.texts.append(greeting("market"))
            self.settle()

    def drop(self) -> None:
        if self.wire.is_open:
            self.wire.is_open = False
            self.wire.texts.clear()
            self.wire.heard.clear()  # What comes again comes on the same connection: subscriptions are its own.
            self.connection.receive_eof("it broke")
            self.connection.receive_waiting("it broke", attempt=1, in_seconds=1.0)
            self.settle()

    def deliver(self) -> None:
        text = self.wire.next()
        if text is not None:
            frame = json.loads(text)
            if frame["type"] == "book_snapshot":
                self.snapshots.append((len(self.told), frame["seq"]))
            self.hear(text)

    def hear(self, text: str) -> None:
        self.connection.receive_text(text)
        self.settle()

    def repeat(self, which: int) -> None:
        if self.wire.heard and self.wire.is_open:
            self.hear(self.wire.heard[which % len(self.wire.heard)])

    def halve(self) -> None:
        text = self.wire.next()
        if text is not None:
            self.hear(text[: len(text) // 2])

    def settle(self) -> None:
        for text in self.connection.data_to_send() if self.wire.is_open else ():
            command = json.loads(text)
            self.commands.append(command)
            reply = answered(text, self.milliseconds, sid=len(self.commands))
            if reply is not None:
                self.wire.texts.append(reply)
            if command["cmd"] == "subscribe":
                failed = json.dumps({"type": "book_snapshot_failed", "id": TOKEN})
                whole = snapshot(self.seq, milliseconds=self.milliseconds, sid=len(self.commands))
                self.wire.texts.append(failed if self.fails else whole)
                self.fails = max(0, self.fails - 1)
        for want in self.connection.wanted():
            assert isinstance(want, Distrust)
            if want.connection == self.connection.connection:
                self.drop()

    def tick(self, seconds: float = 0.0) -> None:
        self.now += seconds
        self.connection.receive_time(self.now)
        self.settle()

    def read(self, most: int = 1_000_000) -> None:
        while most > 0 and (event := self.protocol.next_event()) is not None:
            self.told.append(event)
            most -= 1

    def go_live(self) -> None:
        self.open()
        for _ in range(20 + 2 * len(self.wire.texts)):
            self.tick()
            self.deliver()
        self.read()

    def come_to_rest(self) -> None:
        """Let everything go well until the book has changed once more."""
        self.fails = 0
        for _ in range(3):
            self.go_live()
            self.tick(16.0)
        self.go_live()
        self.happen()
        self.go_live()

    # ---- the laws

    @property
    def states(self) -> list[BookChanged]:
        return [event for event in self.told if isinstance(event, BookChanged)]

    def check(self) -> None:
        """Check that no state is told that does not follow from the one before it, unless the book was called invalid in between.

        And that no snapshot is told twice: one that comes again is no answer to whoever asked for another one.
        """
        known: int | None = None
        believed, last = True, -1
        begun: set[tuple[int, int | None]] = set()
        for place, event in enumerate(self.told):
            match event:
                case Connected():
                    begun.clear()
                case BookInvalid():
                    known, believed = None, False
                case BookRebuilt():
                    believed = True
                case BookChanged(sequence=sequence, venue_event=frame, conflated=conflated):
                    assert believed, "a state of a book that is not believed"
                    if frame.type == "book_snapshot":
                        assert (frame.sid, frame.serverTs) not in begun, "a snapshot is told twice"
                        begun.add((frame.sid, frame.serverTs))
                    elif known is not None:
                        # What was not read may hold a snapshot: then it is that which it follows from.
                        whole = [seq for read, seq in self.snapshots if last < read <= place]
                        follows = known < sequence <= known + 1 + conflated
                        assert follows or any(seq <= sequence <= seq + conflated for seq in whole), "a change was passed over"
                    known, last = sequence, place
                case _:
                    pass
