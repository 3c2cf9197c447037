"""Open websockets as a venue sees them: what is to go out on each, in order. No I/O here: the socket server empties them.

Everything is put in under the sandbox's lock, by whichever thread made it happen, and taken out by the server's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import cached_property
from typing import TypeAlias

from attrs import evolve

from crossbook.sandbox.delivery import Delivery, Gate, Outgoing
from crossbook.sandbox.faults import Fault, FaultQueue
from crossbook.sandbox.frame_faults import spoiled
from crossbook.sandbox.raw_frames import text_frame

Item: TypeAlias = "bytes | Delivery"


class Frame:
    """One text that goes to any number of connections, encoded once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def raw(self) -> bytes:
        return text_frame(self.text)


class Link:
    """One open websocket."""

    def __init__(self, path: str, account: str, links: Links) -> None:
        self.path = path
        self.account = account
        """Whose it is, in the word that tests know it by."""
        self.seconds = 0.0
        """How long each frame takes."""
        self._links = links
        self._outbox: deque[Item] = deque()
        self._late: list[bytes] = []
        self.marked = False
        self.is_cut = False
        """Whether the connection is to be cut, whatever waits to go out."""

    def push(self, name: str, frame: Frame) -> None:
        """Send a frame by the venue's own accord; the next planned fault that suits it strikes it."""
        planned = self._links.faults.take(name, "socket", self.path)
        if planned is None:
            self.put(frame.raw)
        elif planned.fault is Fault.FRAME_LATE:
            self._late.append(frame.raw)
            return
        elif planned.fault is not Fault.FRAME_LOST:
            self.put(spoiled(Delivery.of_text(frame.text), planned, self._links.gate))
        for late in self._late:
            self.put(late)
        self._late.clear()

    def answer(self, outgoing: Outgoing) -> None:
        """Send a reply. One that is held back holds no other up: no socket of these venues promises an order of replies."""
        if isinstance(outgoing, Future):
            outgoing.add_done_callback(self._answer_late)
        elif outgoing.ticket is not None:
            ready = evolve(outgoing, ticket=None)
            outgoing.ticket.add_done_callback(lambda _: self.put(ready))
        else:
            self.put(outgoing)

    def put(self, item: Item) -> None:
        """Let something go out after all that was put before."""
        self._outbox.append(item)
        self._mark()

    def cut(self) -> None:
        """Cut the connection; what waits to go out is lost."""
        self.is_cut = True
        self._mark()

    def take(self) -> Item | None:
        """Take what is next to go out."""
        return self._outbox.popleft() if self._outbox else None

    def _mark(self) -> None:
        if not self.marked:
            self.marked = True
            self._links.mark(self)

    def _answer_late(self, kept: Future[Delivery]) -> None:
        if not kept.cancelled():
            self.answer(kept.result())


class Links:
    """The open websockets of a venue."""

    def __init__(self, faults: FaultQueue, gate: Gate) -> None:
        self.faults = faults
        self.gate = gate
        self._on_work: Callable[[], None] = lambda: None
        self._open: dict[Link, None] = {}
        self._waiting: deque[Link] = deque()
        self._told = False

    def attach(self, on_work: Callable[[], None]) -> None:
        """Let `on_work` be told, in any thread, when there is something to go out and nobody has been told yet."""
        self._on_work = on_work
        self._told = False

    def __iter__(self) -> Iterator[Link]:
        return iter(tuple(self._open))

    def __len__(self) -> int:
        return len(self._open)

    def add(self, link: Link) -> None:
        self._open[link] = None

    def discard(self, link: Link) -> None:
        self._open.pop(link, None)

    def mark(self, link: Link) -> None:
        """Note that a link has something to go out."""
        self._waiting.append(link)
        if not self._told:
            self._told = True
            self._on_work()

    def work(self) -> Iterator[Link]:
        """Give the links that have something to go out."""
        self._told = False
        while self._waiting:
            link = self._waiting.popleft()
            link.marked = False
            yield link
