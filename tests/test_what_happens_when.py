"""The table "What happens when" of ARCHITECTURE.md: each row is provoked in simulated time, and must be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs
import pytest
from simulation import weather
from simulation.calls import Call
from simulation.calls_named import CancelMany
from simulation.calls_places import PlaceOrders
from simulation.calls_reads import OpenOrders
from simulation.calls_scopes import CancelScope
from simulation.orders import Order
from simulation.staged import Staged, staged
from simulation.venue import BROKE_DOWN

from crossbook import NotCancelled, NotPlaced, Retry
from crossbook.fourcasters import NewOrder
from crossbook.fourcasters import Order as Listed
from crossbook.fourcasters.orders.cancelling import cancel_everything

NAMES: Final = re.compile(r"`([^`]+)`")
DOCUMENT: Final = Path(__file__).parent.parent / "ARCHITECTURE.md"
HEADING: Final = "## What happens when"
SEEDS: Final = range(12)

ID: Final = "66c000000000000000000001"
SCOPE: Final = {"gameID": "66a000000000000000000001", "type": "moneyline", "league": "NBA", "reference": ""}
ORDER: Final = NewOrder(game_id=SCOPE["gameID"], market_type="moneyline", side="66b000000000000000000001", odds=125, risk=10)
CALLS: Final[Mapping[str, Call]] = {
    "id": CancelMany("fourcasters", (ID,)),
    "scope": CancelScope(cancel_everything, "/session/cancelAllOrders", None),
    "place": PlaceOrders((ORDER,)),
    "read": OpenOrders("fourcasters"),
}


@attrs.frozen(kw_only=True)
class Case:
    """How a row is provoked."""

    fates: Sequence[str] = (weather.FINE,)
    stuck: str = ""
    how: str = "open"
    deadline: float = 120.0
    stopped: float | None = None
    crowd: int = 1
    seed: int = 1

    def provoke(self, call: Call) -> Staged:
        order = Order(order_id=ID, scope=SCOPE, stuck=self.stuck, how=self.how, ended=float("inf") if self.how == "open" else 900.0)
        return staged(
            call,
            at="fourcasters",
            orders=[order],
            fates=self.fates,
            deadline=self.deadline,
            stopped=self.stopped,
            crowd=self.crowd,
            seed=self.seed,
        )


CASES: Final[Mapping[str, Sequence[Case]]] = {
    "no connection is had": [Case(fates=[weather.NO_CONNECTION])],
    "no connection is had at first": [Case(fates=[weather.NO_CONNECTION, weather.FINE])],
    "a request is lost on its way": [Case(fates=[weather.LOST_BEFORE, weather.FINE])],
    "the venue acts, and its reply is lost": [Case(fates=[fate, weather.FINE]) for fate in (weather.LOST_AFTER, weather.HALF)],
    "no reply ever comes": [Case(fates=[fate]) for fate in (weather.LOST_BEFORE, weather.LOST_AFTER, weather.HALF)],
    "a request arrives when its caller has given up": [Case(fates=[weather.LATE])],
    "429, and then there is room": [Case(fates=[weather.LIMITED, weather.FINE])],
    "429 until the deadline": [Case(fates=[weather.LIMITED])],
    "5xx, again and again": [Case(fates=[fate]) for fate in (weather.BROKEN_BEFORE, weather.BROKEN_AFTER)],
    "the venue refuses the request (400, 401, 403)": [Case(fates=[weather.REFUSED], seed=seed) for seed in SEEDS],
    "a status that no document lists": [Case(fates=[weather.ODD_STATUS], seed=seed) for seed in SEEDS],
    "a reply cannot be read": [Case(fates=[weather.UNREADABLE], seed=seed) for seed in SEEDS],
    "an order is over": [Case(how="filled")],
    "an order is not cancelled, in words that no document lists": [Case(stuck="order is locked")],
    'an order is not cancelled, because the venue "failed to process" it': [Case(stuck=BROKE_DOWN)],
    "the limits have no room before the deadline": [Case(crowd=12, deadline=0.5)],
    "the deadline comes before the reply": [Case(fates=[weather.LATE], deadline=1.0)],
    "the call is interrupted before the reply": [Case(fates=[weather.LATE], stopped=1.0)],
}


def rows() -> Iterator[tuple[str, str, str]]:
    """Read the table: what happens, what the caller sees, and what crossbook does."""
    text = DOCUMENT.read_text(encoding="utf-8").partition(f"{HEADING}\n")[2].partition("\n## ")[0]
    for line in re.findall(r"^\| (.*) \|$", text, re.MULTILINE):
        happens, sees, does, _ = line.split(" | ")
        if happens != "what happens":
            yield happens, sees, does


ROWS: Final = {happens: (sees, does) for happens, sees, does in rows()}


def test_every_row_is_provoked_and_everything_provoked_has_a_row() -> None:
    assert list(ROWS) == list(CASES)


@pytest.mark.parametrize("kind", CALLS)
@pytest.mark.parametrize("happens", ROWS)
def test_a_row_is_true(happens: str, kind: str) -> None:
    sees, does = ROWS[happens]
    promised, times = _of(kind, sees), _times(kind, does)
    happened = [case.provoke(CALLS[kind]) for case in CASES[happens]]
    tried = {len(each.exchanges) for each in happened}
    if promised is not None:
        # All of what is promised, and nothing else.
        assert {frozenset(_seen(each)) for each in happened} == {frozenset(NAMES.findall(words)) for words in promised.split(" or ")}
    if times is None:
        assert min(tried) > Retry().attempts
    else:
        assert tried == {times}


def _of(kind: str, cell: str) -> str | None:
    """Give what a cell says of one kind of call; None where it says nothing of it."""
    return next((words.partition(": ")[2] for words in cell.split("; ") if kind in words.partition(": ")[0].split(", ")), None)


def _times(kind: str, cell: str) -> int | None:
    """Say how often it is tried; None for as often as there is time."""
    if cell.startswith("as often as there is time"):
        return None
    numbers = re.match(r"(\d+) / (\d+) / (\d+) / (\d+)", cell)
    assert numbers is not None, cell
    return int(numbers[1 + list(CALLS).index(kind)])


def _seen(happened: Staged) -> set[str]:
    """Name everything that the caller sees, as the table does."""
    ended = happened.ended
    found: set[str] = set() if ended.error is None else {type(ended.error).__name__}
    for outcome in ended.listed:
        if isinstance(outcome, Listed) or outcome is None:
            continue
        found.add(type(outcome).__name__)
        match outcome:
            case NotCancelled():
                found |= {outcome.reason.name, *(["after_repeat"] if outcome.after_repeat else [])}
            case NotPlaced():
                found.add(outcome.reason.name)
            case _:
                pass
    return found
