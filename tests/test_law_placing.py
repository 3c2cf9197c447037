"""The law of placing, at a sandbox that verifies signatures: one placement never makes two orders, and what is told of it is true."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from traded import SYMBOL, account_of, order

from crossbook import Fill, NotPlaced, NotPlacedReason, NotSent, Placed, PlaceOutcome, PlaceUnknown, Refused, Retry, Timeouts
from crossbook.predictstreet import LocalSigner, NewOrder, PredictStreet, PreparedOrder
from crossbook.sandbox import Fault, PredictStreetSandbox, Sandbox
from crossbook_bindings.predictstreet.rest import list_order_history

PLACED_ALL_THE_SAME = (
    *(Fault.REPLY_LOST, Fault.UNAVAILABLE_AFTER_COMMIT, Fault.HTML, Fault.HTML_OK, Fault.FOREIGN_PAGE_AFTER_COMMIT),
    *(Fault.EMPTY_ERROR_AFTER_COMMIT, Fault.TRUNCATED, Fault.CUT_MID_REPLY, Fault.EMPTY, Fault.EXTRA_REPLY),
    *(Fault.SHORT, Fault.LONG, Fault.SHUFFLED, Fault.FREEZE),
)
NEVER_PLACED = (Fault.RESET, Fault.REQUEST_LOST, Fault.UNAVAILABLE, Fault.EMPTY_ERROR, Fault.FOREIGN_PAGE)
READS = (Fault.REQUEST_LOST, Fault.EMPTY_ERROR, Fault.TRUNCATED, Fault.SHORT, Fault.SHUFFLED)
RETRY = Retry(attempts=3, shortest=0.0001, longest=0.0001)


@attrs.frozen
class World:
    sandbox: Sandbox
    client: PredictStreet
    """Soon gives up waiting for a reply: what is frozen would take long."""
    patient: PredictStreet
    """Waits for every reply, however busy the machine is."""

    def begin(self) -> PredictStreetSandbox:
        """Forget every order, and let somebody sell a little."""
        self.sandbox.reset()
        venue = self.sandbox.predictstreet
        venue.signatures = "verify"
        venue.seed_order(wallet=venue.other_wallet, side="sell", price=Decimal("0.40"), quantity=Decimal(2))
        return venue


@pytest.fixture(scope="module")
def world() -> Generator[World]:
    with Sandbox() as sandbox:
        venue = sandbox.predictstreet
        with connected(venue, reply=0.15) as client, connected(venue, reply=20) as patient:
            client.market_terms(SYMBOL)
            yield World(sandbox, client, patient)


def connected(venue: PredictStreetSandbox, *, reply: float) -> PredictStreet:
    return PredictStreet(
        api_key=venue.api_key,
        account=account_of(venue),
        signer=LocalSigner(venue.trader().private_key),
        retry=RETRY,
        pacing=None,
        timeouts=Timeouts(connect=5, reply=reply),
    )


@st.composite
def orders(draw: st.DrawFn) -> NewOrder:
    """Any order to buy: one that rests, matches what is offered, is killed, or costs more than the account has."""
    order_type, time_in_force = draw(st.sampled_from([("limit", None), ("limit", "ioc"), ("limit", "fok"), ("market", None)]))
    price = Decimal(draw(st.sampled_from((1, 30, 40, 41, 99)))).scaleb(-2)
    quantity = draw(st.sampled_from((1, Decimal("0.5"), 3, 10**6)))
    return order(price=price, quantity=quantity, order_type=order_type, time_in_force=time_in_force)


@attrs.frozen
class Plot:
    """What is asked for, and what goes wrong meanwhile."""

    calls: tuple[tuple[tuple[NewOrder, bool], ...], ...]
    """Orders of each call, and whether they are handed in prepared."""
    faults: tuple[Fault, ...]
    """Of the requests that place."""
    read_faults: tuple[tuple[Fault, str], ...]
    again: bool
    """Whether what is unknown is handed in again."""


PLOTS = st.builds(
    Plot,
    calls=st.lists(
        st.lists(st.tuples(orders(), st.booleans()), min_size=1, max_size=4).map(tuple)
        | st.lists(st.tuples(orders(), st.just(value=False)), min_size=9, max_size=12).map(tuple),
        min_size=1,
        max_size=2,
    ).map(tuple),
    faults=st.lists(st.sampled_from((*PLACED_ALL_THE_SAME, *NEVER_PLACED)), max_size=5).map(tuple),
    read_faults=st.lists(st.tuples(st.sampled_from(READS), st.sampled_from(("listOpenOrders", "listOrderHistory"))), max_size=2).map(tuple),
    again=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(plot=PLOTS)
def test_one_placement_never_makes_two_orders_and_what_is_told_is_true(plot: Plot, world: World) -> None:
    venue, client = world.begin(), world.client
    told: list[tuple[NewOrder, PlaceOutcome]] = []
    for call in plot.calls:
        given = [world.patient.prepare_order(new) if is_prepared else new for new, is_prepared in call]
        for fault in plot.faults:
            venue.fail_next(fault, "placeBatch")
        for fault, operation in plot.read_faults:
            venue.fail_next(fault, operation)
        outcomes = placed(client, given)
        venue.clear_faults()
        venue.thaw()
        if plot.again:
            unknown = {at: each.order for at, each in outcomes.items() if isinstance(each, PlaceUnknown)}
            assert all(isinstance(each, PreparedOrder) for each in unknown.values())
            outcomes |= dict(zip(unknown, placed(world.patient, [*unknown.values()]).values(), strict=True))
        told += [(new, outcomes[at]) for at, (new, _) in enumerate(call)]
    rows = history(venue)
    names = [shown["clientOrderId"] for shown in rows]
    assert len(names) == len(set(names)), "one name, one order"
    assert set(names) <= {outcome.user_reference for _, outcome in told}, "nothing was placed that nobody asked for"
    assert len(rows) <= len(told)
    for new, outcome in told:
        check(new, outcome, [shown for shown in rows if shown["clientOrderId"] == outcome.user_reference], again=plot.again)


def placed(client: PredictStreet, orders: list[Any]) -> dict[int, PlaceOutcome]:
    """Place orders, however that ends, and give what became of each."""
    try:
        outcomes = client.place_orders(orders)
    except (NotSent, Refused) as error:
        outcomes = error.place_outcomes
    assert len(outcomes) == len(orders)
    return dict(enumerate(outcomes))


def history(venue: PredictStreetSandbox) -> list[Any]:
    """Read every order that there is, on a connection of its own: EXTRA_REPLY leaves a reply on others."""
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, pacing=None) as client:
        return [msgspec.json.decode(shown) for shown in client.pages(list_order_history(limit=200))]


def check(new: NewOrder, outcome: PlaceOutcome, rows: list[Any], *, again: bool) -> None:
    match outcome:
        case Placed():
            (shown,) = rows
            assert (shown["id"], Decimal(shown["price"]), Decimal(shown["quantity"])) == (outcome.order_id, new.price, new.quantity)
            assert outcome.resting == (Decimal(shown["remainingQty"]) if shown["status"] in ("OPEN", "PARTIAL") else 0)
            assert sum_of(outcome.fills) == Decimal(shown["filledQty"])
        case NotPlaced(reason=NotPlacedReason.KILLED):
            (shown,) = rows
            assert (shown["status"], shown["filledQty"]) == ("CANCELLED", "0")
        case NotPlaced():
            assert rows == [], "what was not placed is nowhere"
        case PlaceUnknown():
            # A second look, when nothing goes wrong any more, leaves nothing open.
            assert not again


def sum_of(fills: tuple[Fill, ...]) -> Decimal:
    return sum((fill.quantity or Decimal(0) for fill in fills), Decimal(0))
