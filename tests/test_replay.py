"""Whatever came of a call, the tape of it comes to the same again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator, Sequence
from contextlib import ExitStack
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import replayed
from accounts import GAME, ORDER, OTHER, PATIENT, QUICK, TOKEN, Clients, uuids
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from observed import CANCELLED, ended
from operations import BET, METHODS, SENDS, Case, documented_error
from replayed import check_same
from replies import Act, Answer, Closed, Cut, Held, Raw, Replies, said
from samples import sample
from socket_server import Visit, serving
from test_law import IDS, wishes
from test_law import replies as drawn_replies
from test_twins import example

from crossbook import Odds, Timeouts
from crossbook.desk import replay
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, NewOrder, OrdersSocket
from crossbook.predictstreet import PredictStreet
from crossbook.sandbox import Fault, Sandbox
from crossbook.tape import Tape

Call: TypeAlias = Callable[[Any], object]
path = pytest.fixture(replayed.path)


def success(case: Case) -> Any:
    """Give the documented reply of an operation, and nothing where no document has one."""
    try:
        return example(case)
    except KeyError:
        return {}


@pytest.mark.parametrize("case", [*METHODS, *SENDS], ids=str)
def test_every_call_comes_to_the_same_whatever_the_venue_answers(case: Case, venue: Replies, path: Path) -> None:
    answers: list[Act] = [
        said(success(case)),
        *(Answer(status, documented_error(case.venue, status)) for status in (400, 401, 403, 404, 409, 418, 429, 500, 503)),
        Answer(200, b"{"),
        Answer(204),
        Closed(),
        Cut(said({"data": []}), 3),
        Raw(b"nothing"),
    ]
    named: dict[str, Any] = {"base_url": venue.url, "timeouts": PATIENT, "retry": None, "pacing": None}
    with Tape(path) as tape, ExitStack() as stack:
        named["observers"] = [tape]
        client: Any = (
            Fourcasters(token=TOKEN, streaming_url=venue.url, **named)
            if case.venue == "fourcasters"
            else PredictStreet(api_key="ps_live_0_planted", **named)
        )
        stack.callback(client.close)
        for answer in answers:
            venue.always(answer)
            ended(lambda: case.call(client))
    if case.operation == "login" and case in METHODS:
        # What it was called with is a password.
        assert replay(path).count("same") + replay(path).count("otherwise") == len(answers)
    else:
        check_same(path, len(answers))


@st.composite
def courses(draw: st.DrawFn) -> list[Any]:
    """Draw what becomes of the attempts at one request: faults, and what an end may look like."""
    faults = st.sampled_from(
        [Closed(), said({"error": "no"}, 503), said({"error": "slow down"}, 429), said({}, 500), Cut(said({"data": []}), 2), Raw(b"?")]
    )
    return draw(st.lists(faults, max_size=3))


@settings(max_examples=sample(50, long=120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), asked=wishes(), faults=courses())
def test_a_taped_cancel_comes_to_the_same_for_any_reply_after_any_faults(
    data: st.DataObject, asked: list[str], faults: list[Any], server: Replies, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("tape") / "tape"
    entries = data.draw(drawn_replies([order_id for order_id in dict.fromkeys(asked) if len(order_id) == 24], "sessionID"))
    server.will(*faults)
    server.always(said({"data": entries}))
    with Tape(path) as tape, Fourcasters(token=TOKEN, base_url=server.url, retry=QUICK, pacing=None, observers=[tape]) as client:
        ended(lambda: client.cancel_orders(asked))
        ended(lambda: client.cancel_order(asked[0] if asked else IDS[0]))
        ended(client.cancel_all_orders)
    server.forget()
    check_same(path, 3)


@pytest.fixture(scope="module")
def market() -> Generator[Sandbox]:
    with Sandbox(faults_must_fire=False) as sandbox:
        yield sandbox


FAULTS = tuple(fault for fault in Fault if not fault.name.startswith("SOCKET"))


@settings(max_examples=sample(3, long=6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_taped_calls_at_the_sandbox_come_to_the_same_with_faults_of_any_kind(
    data: st.DataObject, market: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("tape") / "tape"
    market.reset()
    named: dict[str, Any] = {"timeouts": Timeouts(connect=5, reply=0.1), "retry": QUICK, "pacing": None}
    calls = 0
    with (
        Tape(path) as tape,
        Fourcasters(token=market.fourcasters.token, base_url=market.fourcasters.url, observers=[tape], **named) as fourcasters,
        PredictStreet(api_key=market.predictstreet.api_key, base_url=market.predictstreet.url, observers=[tape], **named) as predictstreet,
    ):
        for _ in range(data.draw(st.integers(1, 4))):
            ours = [market.fourcasters.seed_order() for _ in range(data.draw(st.integers(0, 3)))]
            theirs = [market.predictstreet.seed_order() for _ in range(data.draw(st.integers(0, 3)))]
            for venue in (market.fourcasters, market.predictstreet):
                for fault in data.draw(st.lists(st.sampled_from(FAULTS), max_size=2)):
                    ended(partial(venue.fail_next, fault))
            wanted: list[Callable[[], object]] = [
                partial(fourcasters.cancel_orders, [*ours, ORDER, "x"]),
                partial(predictstreet.cancel_orders, [*theirs, *uuids(1)]),
                fourcasters.open_orders,
                predictstreet.open_orders,
                fourcasters.cancel_all_orders,
                predictstreet.cancel_all_orders,
            ]
            for call in data.draw(st.permutations(wanted)):
                ended(call)
                calls += 1
    check_same(path, calls)


ORDERS: Sequence[NewOrder] = (
    BET,
    NewOrder(game_id=GAME, market_type="spread", side=OTHER, odds=Odds.parse("10/11"), risk=5, line=Decimal("-3.5")),
    NewOrder(game_id=GAME, market_type="total", side="over", odds=Decimal("101.5"), risk=Decimal("0.01"), line=7, order_type="fillAndKill"),
)


@pytest.mark.parametrize("answer", [said({"data": {"createdSessions": [{"error": "no", "errorType": "system_error"}] * 3}}), Closed()])
def test_a_taped_place_comes_to_the_same(answer: Any, venue: Replies, path: Path, clients: Clients) -> None:
    venue.always(answer)
    with Tape(path) as tape:
        client = clients.fourcasters(observers=[tape])
        ended(lambda: client.place_orders(ORDERS))
        ended(lambda: client.place_orders([]))
    assert check_same(path, 2).outcomes == 3


@pytest.mark.parametrize("kind", ["answered", "wrong", "error", "lost", "late", "malformed"])
async def test_taped_calls_of_the_socket_come_to_the_same(kind: str, path: Path) -> None:
    async def venue(visit: Visit) -> None:
        while True:
            asked = await visit.asked()
            match kind:
                case "answered":
                    await visit.answer(asked, data=[{"success": True, "orderID": ORDER, "filled": 1}, {"success": True, "orderID": OTHER}])
                case "wrong":
                    await visit.answer(asked, data="text")
                case "error":
                    await visit.answer(asked, error="order not found")
                case "lost":
                    visit.drop()
                case _:
                    pass

    quick = Timeouts(connect=5, reply=0.1 if kind == "late" else 5)
    with Tape(path) as tape:
        async with serving(venue) as server, OrdersSocket(token=TOKEN, url=server.url, timeouts=quick, observers=[tape]) as orders:
            calls: list[Any] = [orders.cancel_order("malformed"), orders.place_orders([])]
            if kind != "malformed":
                calls += [
                    orders.cancel_order(ORDER),
                    orders.cancel_orders([ORDER, OTHER, "x"]),
                    orders.cancel_game_orders(GAME, "total", "over"),
                    orders.cancel_all_orders(),
                    orders.place_orders(ORDERS),
                    orders.heartbeat(10),
                ]
            await asyncio.gather(*calls, return_exceptions=True)
    check_same(path, len(calls))


async def test_a_taped_interrupt_comes_to_the_same(venue: Replies, path: Path) -> None:
    with Tape(path) as tape:
        async with AsyncFourcasters(token=TOKEN, base_url=venue.url, timeouts=PATIENT, retry=QUICK, observers=[tape]) as client:
            venue.will(said({}, 503))
            venue.always(Held(said(CANCELLED)))
            calls: tuple[Coroutine[Any, Any, object], ...] = (
                client.cancel_orders([ORDER, "x"]),
                client.place_orders([BET]),
                client.me(),
            )
            for call in calls:
                before = len(venue.requests)
                task = asyncio.create_task(call)
                await asyncio.to_thread(venue.wait_for, before + (2 if before == 0 else 1))
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
    assert check_same(path, 3).outcomes == 3


def test_a_taped_deadline_comes_to_the_same(venue: Replies, path: Path, clients: Clients) -> None:
    venue.always(said({"error": "slow down"}, 429, Retry_After="60"))
    with Tape(path) as tape:
        client = clients.fourcasters(retry=QUICK, observers=[tape])
        ended(lambda: client.cancel_order(ORDER, deadline=0.5))
    check_same(path, 1)
