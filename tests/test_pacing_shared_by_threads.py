"""Threads and clients that share limits, and what limits are told."""

from __future__ import annotations

import re
from collections import deque
from threading import Thread
from typing import Any

import connection_laws as laws
import pytest
from accounts import Clients
from fake_network import World
from pacing_worlds import READ, TABLES
from replies import Replies, said

from crossbook import InvalidRequest, NotSent, Pacing
from crossbook.core.pace import Later, Pace, Permit, pace_of
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.pacing import DEFAULT_PACING


def pace(venue: str, pacing: Pacing | None = None) -> Pace:
    return Pace(TABLES[venue].values(), pacing or Pacing())


def test_threads_take_no_more_than_there_is() -> None:
    shared = pace("fourcasters")
    wish = shared.wish(READ.operation.effect)
    taken: deque[Permit | Later] = deque()

    def take() -> None:
        for _ in range(300):
            taken.append(shared.take(wish, 0.0))

    threads = [Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    permits = [each for each in taken if isinstance(each, Permit)]
    alone, fresh = 0, pace("fourcasters")
    while isinstance(fresh.take(fresh.wish(READ.operation.effect), 0.0), Permit):
        alone += 1
    assert len(permits) == alone
    assert len({each.number for each in taken if isinstance(each, Later)}) == 2400 - alone, "each has a place of its own"


def test_clients_that_are_given_one_object_share_it_and_others_share_nothing() -> None:
    pacing = Pacing()
    first, second = (pace_of(pacing, "predictstreet", TABLES["predictstreet"].values()) for _ in range(2))
    assert first is second
    assert pace_of(pacing, "fourcasters", TABLES["fourcasters"].values()) is not first


def test_clients_with_one_object_take_from_one_budget(venue: Replies, clients: Clients) -> None:
    venue.always(said({"cancelled": 0}))
    shared, own = Pacing(), Pacing()
    clients.predictstreet(pacing=shared).cancel_all_orders()
    with pytest.raises(NotSent, match="to keep within the venue's limits"):
        clients.predictstreet(pacing=shared).cancel_all_orders(deadline=0.5)
    assert len(venue.requests) == 1
    for pacing in (own, DEFAULT_PACING, DEFAULT_PACING, None):
        clients.predictstreet(pacing=pacing).cancel_all_orders()
    unpaced = clients.predictstreet(pacing=None)
    for _ in range(3):
        unpaced.cancel_all_orders()
    assert len(venue.requests) == 8


@pytest.mark.parametrize("kind", [Fourcasters, AsyncFourcasters])
def test_pacing_is_an_object_or_none(kind: Any) -> None:
    with pytest.raises(InvalidRequest, match=r"fourcasters pacing: expected a crossbook\.Pacing, .*, found 3"):
        kind(pacing=3)


@pytest.mark.parametrize("named", [{"reserve": 1}, {"reserve": -0.1}, {"reserve": float("nan")}, {"reserve": True}, {"reserve": "1"}])
def test_a_reserve_is_a_part(named: Any) -> None:
    with pytest.raises(ValueError, match=f"reserve: expected a part from 0 to below 1, found {re.escape(repr(named['reserve']))}"):
        Pacing(**named)


@pytest.mark.parametrize("processes", [0, -1, 1.5, True, "2", None])
def test_processes_are_counted(processes: Any) -> None:
    with pytest.raises(ValueError, match="processes: expected a whole number of 1 or more"):
        Pacing(processes=processes)


def test_pacing_shows_what_it_was_told() -> None:
    assert repr(Pacing(reserve=0.3, processes=2)) == "Pacing(reserve=0.3, processes=2)"


def calm(seed: int) -> World:
    return World(laws.own_reply, seed=seed)


def test_an_interrupt_at_any_step_of_pacing_leaves_a_client_that_works() -> None:
    places = ("crossbook/core/pace.py", "crossbook/core/admitting.py", "crossbook/core/engine.py")
    steps = laws.interrupted_at_every_step(calm, warm=True, every=3, places=places, pacing=Pacing)
    assert steps > 100
