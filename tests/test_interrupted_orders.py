"""An interrupt once the venue has answered, at any step up to the caller: what became of placements, edits and scopes is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

import attrs
import pytest
from accounts import API_KEY, GAME, ORDER, TOKEN
from edits import GONE, NEW, RESTS
from fake_channels import FakeNetwork
from fake_network import Asked, Piece, World
from interrupts import Stopped, stopped_at
from operations import SENDS
from samples import sample
from signed_orders import SIGNER, prepared
from traded import CONTRACTS, LISTED, account_at, order, row, taken

from crossbook import EditUnknown, Ledger, OutcomeUnknown, PlaceUnknown, Refused
from crossbook.core.interruption import outcomes_in
from crossbook.fourcasters import Fourcasters
from crossbook.http.client import SyncClient
from crossbook.http.transport import Transport
from crossbook.observing import Event, Observer
from crossbook.predictstreet import PredictStreet, draw_identity

URL: Final = "http://venue.test"
LEDGER_EVERY: Final = sample(101, long=1)
LEDGER: Final = (
    *(f"crossbook/ledger/{name}." for name in ("whole", "hearing", "sendings", "book", "shelf", "nodes", "records", "namesakes")),
    "crossbook/core/facts.",
)
"""Where a ledger hears. Not where its lock is: in front of the call that gives it back, no signal is looked for."""
PLACES: Final = ("crossbook/http/", "crossbook/core/", "crossbook/fourcasters/", "crossbook/predictstreet/", "crossbook/calls_under_way")
TAIL: Final = 150
"""How many of the last steps of a call are gone through: every fifth, and of those before them a sample, or all where there is time."""
EVERY, EVERY_LAST = sample((997, 5), long=(1, 1))

Client: TypeAlias = Fourcasters | PredictStreet
SENT: Final[dict[str, Any]] = {}
"""What was sent to place orders at PredictStreet, by the ids that they got."""
PREPARED: Final = prepared(order(), account=account_at(URL), identity=attrs.evolve(draw_identity(), salt=8))


def said(body: object, status: int = 200) -> Sequence[Piece]:
    written = json.dumps(body).encode()
    return [Piece(b"HTTP/1.1 %d Said\r\nContent-Length: %d\r\n\r\n" % (status, len(written)) + written, 0.5)]


def answered(asked: Asked) -> Sequence[Piece]:
    """Answer as venues do that take everything."""
    match asked.target.partition("?")[0].rpartition("/")[2]:
        case "place":
            names = [each["userReference"] for each in asked.json["orders"]]
            rests: list[dict[str, Any]] = [{"matched": [], "unmatched": RESTS | {"userReference": name}} for name in names]
            return said({"data": {"createdSessions": rests}})
        case "edit":
            return said({"data": {"cancelled": GONE, "matched": [], "unmatched": [RESTS]}})
        case "contracts":
            return said({"deep": [{"CTF": CONTRACTS.exchange}], "x": CONTRACTS.neg_risk_exchange})
        case "markets":
            return said({"markets": [LISTED]})
        case "will-it-rain":
            return said(LISTED)
        case "place-batch":
            SENT.update((taken(each)["orderId"], each) for each in asked.json["orders"])
            return said([taken(each) for each in asked.json["orders"]])
        case "open" | "history":
            return said({"walletAddress": SIGNER.address, "orders": [], "nextCursor": None})
        case order_id:
            return said(row(SENT[order_id]))


def refused(asked: Asked) -> Sequence[Piece]:
    return said({"error": "not you", "code": "unauthorized"}, 401) if b"rders" in asked.body else answered(asked)


def broken(_: Asked) -> Sequence[Piece]:
    return said({"error": "who knows"}, 503)


def fourcasters(told: Observer) -> Client:
    return Fourcasters(token=TOKEN, base_url=URL, insecure_hosts=["venue.test"], retry=None, pacing=None, observers=[told])


def predictstreet(told: Observer) -> Client:
    account = account_at(URL)
    hosts = ["venue.test"]
    return PredictStreet(api_key=API_KEY, account=account, signer=SIGNER, insecure_hosts=hosts, retry=None, pacing=None, observers=[told])


def without_sockets(client: Client, world: World) -> None:
    network = FakeNetwork(world)
    vars(client).update(_network=network, _transport=Transport(vars(client)["_settings"].ways, network))


@attrs.frozen
class Order:
    """A call of a client, and how the venue answers."""

    name: str
    make: Callable[[Observer], Client]
    call: Callable[[Any], object]
    answer: Callable[[Asked], Sequence[Piece]] = answered

    def __str__(self) -> str:
        return self.name

    def stopped(self, point: int, observer: Observer | None = None, *places: str) -> Struck:
        world, told = World(self.answer), list[Event]()
        world.grain = None
        with self.make(observer or told.append) as client:
            without_sockets(client, world)
            witness = client.under_way.witness()
            stopped = stopped_at(point, lambda: self.call(client), *(places or PLACES))
            return Struck(stopped, world, client, told, witness.look()[2])


@attrs.frozen
class Struck:
    """What there is after an interrupt."""

    stopped: Stopped
    world: World
    client: SyncClient[Any]
    told: list[Event]
    ended: tuple[Any, ...]
    """The calls that may place orders, and are over."""


def raw(name: str) -> Callable[[Any], object]:
    (found,) = (case for case in SENDS if (case.venue, case.operation) == ("fourcasters", name))
    return found.call


ANSWERED: Final = (
    Order("place", fourcasters, lambda client: client.place_orders([attrs.evolve(NEW, user_reference=name) for name in ("a", "b")])),
    Order("edit", fourcasters, lambda client: client.edit_order(ORDER, NEW)),
    Order("place one signed", predictstreet, lambda client: client.place_order(order())),
    Order("place signed", predictstreet, lambda client: client.place_orders([order(), PREPARED])),
)
RAISED: Final = (
    Order("place refused", fourcasters, lambda client: client.place_orders([NEW]), refused),
    Order("place signed refused", predictstreet, lambda client: client.place_orders([order()]), refused),
    Order("cancel of a scope", fourcasters, lambda client: client.cancel_game_orders(GAME), broken),
    Order("raw place", fourcasters, raw("placeOrders"), broken),
)


def last_points(asked: Order) -> Iterator[int]:
    """Give the steps to be tried: a sample, and more of the last ones. The first call fills caches, which takes steps of its own."""
    asked.stopped(10**9)
    steps = asked.stopped(10**9).stopped.steps
    yield from range(EVERY, steps - TAIL, EVERY)
    yield from range(steps - TAIL, steps + 1, EVERY_LAST)


@pytest.mark.parametrize("asked", ANSWERED, ids=str)
def test_an_interrupt_at_any_step_keeps_what_became_of_an_order(asked: Order) -> None:
    whole = asked.stopped(10**9)
    expected = outcomes_in(whole.stopped.result)
    assert whole.client.interrupted.take() == ()
    known, lost = 0, 0
    for point in last_points(asked):
        struck = asked.stopped(point)
        if struck.stopped.was_over:
            continue
        error = struck.stopped.error
        assert struck.stopped.was_interrupted, f"the interrupt became {error!r}"
        assert len(struck.client.under_way) == 0
        calls = struck.client.interrupted.take()
        if not calls:
            is_before = struck.world.requests_begun < whole.world.requests_begun
            assert is_before or struck.stopped.is_the_return, f"lost at {struck.stopped.struck}"
            lost += not is_before
            continue
        (call,) = calls
        assert vars(error)["outcomes"] == call.outcomes
        kinds = {type(outcome) for outcome in call.outcomes}
        if struck.world.requests_begun == whole.world.requests_begun:
            assert kinds <= {type(expected[0]), PlaceUnknown, EditUnknown}, "what may have arrived is not said to be unsent"
        (ended,) = struck.ended
        assert ended.outcomes == call.outcomes
        if kinds == {type(expected[0])}:
            known += 1
            assert len(call.outcomes) == len(expected)
            heard: Any = struck.told[-1]
            assert [type(outcome) for outcome in heard.outcomes] == [type(outcome) for outcome in expected]
    assert known > TAIL / EVERY_LAST / 2, "the last steps come after the answer"
    assert lost <= 4, "an interrupt that strikes when the call returns is the caller's"


@pytest.mark.parametrize("asked", RAISED, ids=str)
def test_an_interrupt_at_any_step_keeps_what_would_have_been_raised(asked: Order) -> None:
    whole = asked.stopped(10**9)
    raised = whole.stopped.error
    assert isinstance(raised, Refused | OutcomeUnknown)
    kept = 0
    for point in last_points(asked):
        struck = asked.stopped(point)
        if struck.stopped.was_over:
            continue
        error = struck.stopped.error
        assert struck.stopped.was_interrupted, f"the interrupt became {error!r}"
        assert len(struck.client.under_way) == 0
        calls = struck.client.interrupted.take()
        if not calls:
            # An error that is on its way out stands behind the interrupt, or was just put away. No signal is looked for in either place.
            behind = None if error is None else error.__context__
            is_before = struck.world.requests_begun < whole.world.requests_begun
            is_leaving = struck.stopped.struck == ("POP_EXCEPT", "RERAISE")
            assert is_before or is_leaving or (isinstance(behind, type(raised)) and len(behind.outcomes) == len(raised.outcomes)), (
                struck.stopped.struck
            )
            continue
        kept += 1
        (call,) = calls
        assert vars(error)["outcomes"] == call.outcomes
        if isinstance(raised, OutcomeUnknown) and struck.world.requests_begun == whole.world.requests_begun:
            assert isinstance(call.error, OutcomeUnknown)
            assert [each.is_unknown for each in struck.ended] == [True] * len(struck.ended)
    assert kept > TAIL / EVERY_LAST / 2


def at_risk(ledger: Ledger) -> tuple[int, Decimal]:
    """Say how many orders may rest, and how much of them."""
    total = ledger.exposure()
    return len(ledger.may_be_open()), sum((each.resting + each.resting_tokens for each in total), Decimal(0))


@pytest.mark.parametrize("asked", ANSWERED, ids=str)
def test_an_interrupt_while_a_ledger_hears_leaves_no_order_out_of_it(asked: Order) -> None:
    whole = Ledger()
    asked.stopped(10**9, whole)
    (rested, risk), heard = at_risk(whole), asked.stopped(10**9, Ledger(), *LEDGER)
    assert rested
    for point in range(1, heard.stopped.steps + 1, LEDGER_EVERY):
        ledger = Ledger()
        struck = asked.stopped(point, ledger, *LEDGER)
        if struck.world.requests_begun < heard.world.requests_begun:
            continue
        known, resting = at_risk(ledger)
        assert known >= rested, f"an order is lost at step {point}, {struck.stopped.struck}"
        assert resting >= risk
