"""A venue's user feed for a protocol object without a socket: its log, its wire with every fault of one, and its replay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import attrs
from user_feed_told import check_words, told_by

from crossbook import CouldNotConnect, Refused
from crossbook.feeds import Gap, Lost
from crossbook.fourcasters import OrderEvent, RestingOrders, UserFeedEvent
from crossbook.fourcasters.feeds.listing import ReplayReply
from crossbook.fourcasters.feeds.positions import Place, Position, place_of, position_of, text_of
from crossbook.fourcasters.feeds.user_protocol import UserFeedProtocol
from crossbook.fourcasters.feeds.wants import Ask, AskReplay, Distrust
from crossbook_bindings.runtime import decoder

EVERY: Final = 60.0


def placed_text(message_id: str, order_id: str = "66c000000000000000000001", **changed: Any) -> str:
    """Write the message of an order that was placed, as on the venue's page."""
    rests = {
        "filled": 0,
        "offered": 250,
        "remaining": 250,
        "orderID": order_id,
        "wagerRequestID": "66e000000000000000000001",
        "type": "moneyline",
        "side": "66b000000000000000000001",
        "odds": -105,
    }
    return json.dumps(
        {
            "unmatched": rests,
            "matched": None,
            "origin": "offer",
            "gameID": "66a000000000000000000001",
            "league": "NBA",
            "createdAt": "2026-08-21T18:11:54.614Z",
            "messageID": message_id,
        }
        | changed
    )


def reply(status: str, **lists: list[str]) -> ReplayReply:
    """Write the answer to a replay, as it is decoded."""
    members = {"status": status} | {name: [json.loads(text) for text in texts] for name, texts in lists.items()}
    return decoder(ReplayReply).decode(json.dumps(members))


@attrs.define
class FeedWorld:
    """The venue, and one feed after the other."""

    most_waiting: int = 1000
    start: Position | None = (0, 0)
    now: float = 0.0
    log: list[Position] = attrs.field(factory=list[Position])
    forgotten: Position = (0, 0)
    """The newest message that cannot be replayed any more."""
    wire: list[str] = attrs.field(factory=list[str])
    heard: list[str] = attrs.field(factory=list[str])
    is_open: bool = False
    asks: list[Ask] = attrs.field(factory=list[Ask])
    known: dict[int, int] = attrs.field(factory=dict[int, int])
    """How many messages there were when something was asked for, by its number."""
    feeds: list[list[UserFeedEvent]] = attrs.field(factory=lambda: [list[UserFeedEvent]()])
    """What each feed has told, as far as it was read."""
    parts: list[Iterator[None]] = attrs.field(factory=list[Iterator[None]])
    """What is left of an answer that is taken in part by part: the next one waits for that."""
    protocol: UserFeedProtocol = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.protocol = self._begun(None if self.start is None else Place(self.start))

    def _begun(self, cursor: Place | None) -> UserFeedProtocol:
        return UserFeedProtocol(cursor=cursor, most_waiting=self.most_waiting, check_every=EVERY, at_once=2)

    # ---- what happens

    def happen(self, milliseconds: int = 1) -> None:
        """Let something happen to an order; milliseconds of 0 is within the same one."""
        last = self.log[-1] if self.log else (1, 0)
        position = (last[0] + milliseconds, 0) if milliseconds else (last[0], last[1] + 1)
        self.log.append(position)
        if self.is_open:
            self.wire.append(placed_text(text_of(position)))

    def forget(self, keep: int) -> None:
        """Let all messages but the newest few age out."""
        aged = self.log[: max(0, len(self.log) - keep)]
        self.forgotten = max(self.forgotten, aged[-1]) if aged else self.forgotten

    def open(self) -> None:
        if not self.is_open and not self.protocol.is_over:
            self.is_open = True
            self.protocol.receive_open(self.now)
            self.settle()

    def drop(self) -> None:
        if self.is_open:
            self.is_open = False
            self.wire.clear()
            self.protocol.receive_eof("it broke")
            self.protocol.receive_waiting("it broke", attempt=1, in_seconds=1.0)
            self.settle()

    # ---- the wire and its faults

    def deliver(self) -> None:
        if self.wire:
            self.hear(self.wire.pop(0))

    def hear(self, text: str) -> None:
        self.heard.append(text)
        self.protocol.receive_text(text)
        self.settle()

    def lose(self) -> None:
        if self.wire:
            self.wire.pop(0)

    def delay(self) -> None:
        if len(self.wire) > 1:
            self.wire.append(self.wire.pop(0))

    def repeat(self, which: int) -> None:
        if self.heard and self.is_open:
            self.hear(self.heard[which % len(self.heard)])

    def halve(self) -> None:
        if self.wire:
            text = self.wire.pop(0)
            self.hear(text[: len(text) // 2])

    # ---- the replay and its faults

    def answer(self, *, late: bool = False) -> None:
        """Answer what was asked for first, as the venue's page says; a late answer says what was known when it was asked for."""
        self.go_on(to_the_end=True)
        if not self.asks:
            return
        ask = self.asks.pop(0)
        if isinstance(ask, AskReplay):
            self.protocol.receive_replay(ask.number, self.replay(ask.after, self.known[ask.number] if late else None))
        else:
            self.protocol.receive_resting(ask.number, ())
        self.settle()

    def answer_in_parts(self) -> None:
        """Answer a replay, and leave it to be taken in part by part."""
        self.go_on(to_the_end=True)
        if self.asks and isinstance(ask := self.asks[0], AskReplay):
            self.asks.pop(0)
            self.parts.append(self.protocol.taking_replay(ask.number, self.replay(ask.after)))
            self.go_on()

    def go_on(self, *, to_the_end: bool = False) -> None:
        """Take in the next part of an answer, or all that is left of it."""
        for part in self.parts:
            for _ in part:
                self.settle()
                if not to_the_end:
                    return
        self.parts.clear()
        self.settle()

    def replay(self, after: str, most: int | None = None) -> ReplayReply:
        texts = self.texts(after, most)
        if (position_of(after) or (0, 0)) >= self.forgotten:
            return reply("success", messages=texts)
        return reply("cache_expired", availableMessages=texts)

    def texts(self, after: str, most: int | None = None) -> list[str]:
        position = position_of(after)
        assert position is not None
        return [placed_text(text_of(each)) for each in self.log[:most] if each > max(position, self.forgotten)]

    def answer_out_of_order(self) -> None:
        """Answer with a list that cannot be relied on."""
        self.go_on(to_the_end=True)
        ask = self.asks[0] if self.asks else None
        if isinstance(ask, AskReplay):
            self.asks.pop(0)
            texts = self.texts(ask.after)
            spoiled = [*texts[1:], *texts[:1]]
            name = "messages" if (position_of(ask.after) or (0, 0)) >= self.forgotten else "availableMessages"
            lists = {name: spoiled} if len(spoiled) > 1 else {}
            self.protocol.receive_replay(ask.number, reply("success" if name == "messages" else "cache_expired", **lists))
            self.settle()

    def fail(self, *, refused: bool = False) -> None:
        """Let what was asked for come to nothing."""
        self.go_on(to_the_end=True)
        if self.asks:
            kind = Refused if refused else CouldNotConnect
            status = 404 if refused else None
            error = kind("no", venue="fourcasters", operation="replayUserMessages", status=status)
            self.protocol.receive_failure(self.asks.pop(0).number, error)
            self.settle()

    # ---- who drives and who reads

    def settle(self) -> None:
        """Do what the protocol object wants, as a shell does."""
        for want in self.protocol.wanted():
            if not isinstance(want, Distrust):
                self.asks.append(want)
                self.known[want.number] = len(self.log)
            elif want.connection == self.protocol.connection:
                self.drop()

    def pass_time(self) -> None:
        self.now += EVERY
        self.protocol.receive_time(self.now)
        self.settle()

    def read(self, most: int = 1_000_000) -> None:
        while most > 0 and (event := self.protocol.next_event()) is not None:
            self.feeds[-1].append(event)
            most -= 1

    def restart(self) -> None:
        """Kill the program, which has done with what it has read, and start it again."""
        cursor = None if self.start is None else Place(self.start)
        for event in (event for feed in self.feeds for event in feed):
            if isinstance(event, OrderEvent | RestingOrders | Lost) and event.cursor is not None:
                cursor = place_of(event.cursor)
        self.is_open = False
        self.wire.clear()
        self.heard.clear()  # Of what came to the program that is gone, a connection of another one repeats nothing.
        self.asks.clear()
        self.parts.clear()
        self.known.clear()
        self.feeds.append([])
        self.protocol = self._begun(cursor)

    def come_to_rest(self) -> None:
        """Let everything go well for once, until nothing more happens."""
        self.read()
        for _ in range(3):
            if self.protocol.is_over:
                self.read()
                self.restart()
            self.drop()
            self.open()
            for _ in range(10 * (len(self.log) + len(self.asks) + 10)):
                self.deliver()
                self.answer()
                self.read()
            self.pass_time()
            self.answer()
            self.answer()
            self.read()

    # ---- the laws

    @property
    def told(self) -> set[Position]:
        return {position for feed in self.feeds for position in told_by(feed)}

    def check(self) -> None:
        for feed in self.feeds:
            positions = told_by(feed)
            assert len(positions) == len(set(positions)), "a message is told twice by one feed"
            check_words(feed)
        gaps = [event for feed in self.feeds for event in feed if isinstance(event, Gap)]
        told = [event for feed in self.feeds for event in feed]
        assert not gaps or any(isinstance(event, RestingOrders) for event in told[told.index(gaps[-1]) :]), "a gap without what rests"
        for missing in set(self.log) - self.told:
            around = [gap for gap in gaps if gap.since is None or (position_of(gap.since) or missing) < missing]
            assert around, "a gap without a Gap"
            # Without a cursor, and where a replay is refused again and again, nothing is had that the venue may still have.
            assert missing <= self.forgotten or any("cursor" in gap.problem or "does not replay" in gap.problem for gap in around), (
                "a message is missing that the venue still has"
            )
