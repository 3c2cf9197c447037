"""What a batch of cancels leaves in a ledger: each order counts what was matched of it, as soon as somebody has told how much that is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import attrs
import pytest

from crossbook import Ledger, Placed
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.predictstreet import PredictStreet
from crossbook.sandbox import PredictStreetSandbox, Sandbox

MARKET = "TEST-MARKET"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def known(ledger: Ledger, venue: str, orders: list[str]) -> list[tuple[Decimal | int, Decimal | int | None]]:
    """Give what is known to be matched of each, and what was matched at most."""
    found = [ledger.order(venue, order) for order in orders]
    return [(each.filled, each.matched) for each in found if each is not None]


def cancelled(venue: PredictStreetSandbox, client: PredictStreet) -> list[str]:
    """Have three orders of 100 tokens each seen, matched by 20, 10 and nothing, and cancelled at once."""
    venue.add_market(MARKET)
    orders = [venue.seed_order(market_id=MARKET, quantity=Decimal(100)) for _ in range(3)]
    client.open_orders()
    venue.fill(orders[0], Decimal(20))
    venue.fill(orders[1], Decimal(10))
    client.cancel_orders(orders)
    return orders


def test_a_reply_to_a_batch_that_tells_what_was_matched_counts_that_of_each_order(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    game = venue.add_game().id
    new = [NewOrder(game_id=game, market_type="total", side="over", odds=odds, risk=50, line=41) for odds in (-110, -111, -112)]
    with Fourcasters(token=venue.token, base_url=venue.url, observers=[ledger]) as client:
        orders = [each.order_id or "" for each in client.place_orders(new) if isinstance(each, Placed)]
        venue.fill(orders[0], Decimal(20))
        venue.fill(orders[1], Decimal(10))
        client.cancel_orders(orders)
    assert known(ledger, "fourcasters", orders) == [(20, 20), (10, 10), (0, 0)]
    assert [(each.resting, each.matched) for each in ledger.exposure()] == [(Decimal(0), Decimal(30))]


def test_a_reply_to_a_batch_that_tells_no_amounts_leaves_each_order_in_doubt_until_it_is_looked_up(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.predictstreet, Ledger()
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, observers=[ledger]) as client:
        orders = cancelled(venue, client)
        assert ledger.may_be_open() == ()
        assert known(ledger, "predictstreet", orders) == [(0, 100), (0, 100), (0, 100)], "all that rested may have been matched by then"
        client.get_order(orders[0])
        assert known(ledger, "predictstreet", orders) == [(20, 20), (0, 100), (0, 100)]


def test_one_read_of_the_history_tells_what_was_matched_of_a_whole_batch(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.predictstreet, Ledger()
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, observers=[ledger]) as client:
        orders = cancelled(venue, client)
        client.order_history(MARKET)
    assert known(ledger, "predictstreet", orders) == [(20, 20), (10, 10), (0, 0)]
    (total,) = ledger.exposure()
    price = next(each.price for each in [ledger.order("predictstreet", orders[0])] if each is not None)
    assert price is not None
    assert total.matched == 30 * price
    assert ledger.contradictions() == ()


@pytest.mark.parametrize("read", ["fills", "order_fills"])
def test_reads_of_fills_are_heard(sandbox: Sandbox, read: str) -> None:
    venue, ledger = sandbox.predictstreet, Ledger()
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, observers=[ledger]) as client:
        orders = cancelled(venue, client)
        if read == "fills":
            client.fills()
        else:
            for order in orders:
                client.order_fills(order)
    assert [filled for filled, _ in known(ledger, "predictstreet", orders)] == [20, 10, 0], "that there were no more, a list does not say"


def test_a_fill_that_is_told_of_after_the_look_up_counts_and_is_told_as_what_does_not_fit(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.predictstreet, Ledger()
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, observers=[ledger]) as client:
        orders = cancelled(venue, client)
        client.order_history(MARKET)
        late = attrs.evolve(client.fills()[0], order_id=orders[2], trade_id="late", quantity=Decimal(5), status="matched")
    ledger.add((late, late))
    assert known(ledger, "predictstreet", orders) == [(20, 20), (10, 10), (5, 5)]
    assert [each.order_id for each in ledger.contradictions()] == [orders[2]]
    ledger.add(attrs.evolve(late, status="settlement_failed"))
    assert known(ledger, "predictstreet", orders)[2] == (0, 0)
