"""Shows on stderr how far a pull is, as long as that can be written. Whoever has gone from there keeps no order on the market."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress

from rich.status import Status
from rich.text import Text

from crossbook.commands.accounts import NAMES
from crossbook.commands.printing import Paper, silence
from crossbook.commands.showing import plain
from crossbook.desk import CancelsAnswered, OrdersAppeared, PullBegan, PullEnded, PullEvent, PullWaits, RestingListed


@contextmanager
def watching() -> Generator[Watch]:
    """Show how far it is, beside what is printed at the end."""
    paper = Paper(stderr=True)
    status = paper.status("pulling")
    with suppress(OSError):
        status.start()
    try:
        yield Watch(paper, status)
    finally:
        with suppress(OSError):
            status.stop()


class Watch:
    """Says in a line what happened, and in the last line what is going on."""

    def __init__(self, paper: Paper, status: Status) -> None:
        self._paper = paper
        self._status = status
        self.lost: str | None = None
        """Why it could not be shown to the end; None where it could."""

    def __call__(self, event: PullEvent) -> None:
        name = NAMES[event.venue]
        match event:
            case PullBegan(scope=scope):
                self._say(f"{name}: {scope.words}")
            case RestingListed(resting=resting, unclear=unclear):
                self._say(f"{name}: {resting} resting" + (f", {unclear} unclear" if unclear else ""))
            case CancelsAnswered(problem=problem):
                counts = f"{event.cancelled} cancelled, {event.not_cancelled} not, {event.unknown} unknown"
                self._say(f"{name}: {counts}" + ("" if problem is None else f" ({problem})"))
            case OrdersAppeared(orders=orders):
                self._say(f"{name}: {len(orders)} appeared meanwhile: somebody still places", style="yellow")
            case PullWaits(seconds=seconds, why=why):
                self._status.update(Text(plain(f"{name}: waits {seconds:.1f} s: {why}")))
            case PullEnded(result=result):
                self._say(f"{name}: {result.verdict}", style="green" if result.is_proven else "red")

    def _say(self, words: str, style: str = "") -> None:
        if self.lost is not None:
            return
        try:
            self._paper.print(Text(plain(words), style=style))
        except OSError as error:
            self.lost = error.strerror or str(error)
            silence("stderr")
