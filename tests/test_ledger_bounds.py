"""What a ledger keeps and writes down, and what it refuses to be told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any, cast

import ledger_orders
import pytest
from ledger_orders import ORDER, VENUE, Clock, filled, gone, matched, placed, resting, unknown

from crossbook import Cancelled, InvalidRequest, Ledger
from crossbook.sandbox import Sandbox

clock = pytest.fixture(ledger_orders.clock)
ledger = pytest.fixture(ledger_orders.ledger)


def test_memory_is_bounded_by_what_is_open_and_a_horizon(clock: Clock) -> None:
    ledger = Ledger(keep_ended=50, clock=clock)
    for number in range(2000):
        order_id = f"66c{number:021x}"
        ledger.add((placed(order_id=order_id, reference=None), filled(10, 90, f"f{number}", order_id), gone(10, order_id)))
    assert len(ledger.to_json()) < 50 * 2000
    assert matched(ledger) == 20_000
    assert ledger.order(VENUE, f"66c{0:021x}") is None
    ledger.add(placed(order_id=f"66c{0:021x}"))
    assert len(ledger.may_be_open()) == 1, "told of again, it counts again"


def test_a_ledger_is_written_down_and_loaded(ledger: Ledger) -> None:
    ledger.add((placed(), filled(30, 70)))
    ledger.add_outcomes(VENUE, [unknown(reference="yours")])
    other = Clock()
    other.now = 5.0
    loaded = Ledger.from_json(ledger.to_json(), clock=other)
    assert loaded.may_be_open() == ledger.may_be_open()
    assert loaded.exposure() == ledger.exposure()
    other.now = 126.0
    loaded.add_open_orders(VENUE, [], asked_at=5.5)
    assert resting(loaded) == 120, "what was under way may still arrive, and a list may lag behind what was confirmed"
    loaded.add_open_orders(VENUE, [], asked_at=10.1)
    assert resting(loaded) == 50, "what was under way may still arrive"
    loaded.add_open_orders(VENUE, [], asked_at=126.0)
    assert resting(loaded) == 0


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version":2}', '{"version":1,"records":[{}]}', b"\xff"])
def test_what_no_ledger_wrote_is_not_loaded(text: str | bytes) -> None:
    with pytest.raises(ValueError, match="expected"):
        Ledger.from_json(text)


@pytest.mark.parametrize("value", [None, "order", 7, object(), Sandbox])
def test_what_is_about_no_order_is_refused_and_says_so(ledger: Ledger, value: object) -> None:
    with pytest.raises(TypeError, match="expected"):
        ledger.add(value)
    with pytest.raises(TypeError, match="expected an outcome"):
        ledger.add_outcomes(VENUE, cast("Any", [value]))


@pytest.mark.parametrize("kept", [-1, 1.5, True, "many"])
def test_a_horizon_that_is_no_number_is_refused(kept: object) -> None:
    with pytest.raises(InvalidRequest, match="keep_ended"):
        Ledger(keep_ended=cast("int", kept))


def test_importing_crossbook_does_not_load_the_ledger() -> None:
    script = (
        "import sys, crossbook; assert not [n for n in sys.modules if 'ledger' in n]; crossbook.Ledger; assert 'httpx' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603 - our own interpreter


@pytest.mark.parametrize("venue", ["4casters", "", None, 7])
def test_a_venue_that_is_none_is_refused_and_does_not_read_as_if_nothing_were_open(ledger: Ledger, venue: Any) -> None:
    ledger.add(placed())
    asked: list[Callable[[], object]] = [
        lambda: ledger.order(venue, ORDER),
        lambda: ledger.by_reference(venue, "mine"),
        lambda: ledger.add_outcomes(venue, [Cancelled(ORDER)]),
        lambda: ledger.add_open_orders(venue, [], asked_at=0.0),
    ]
    for ask in asked + ([] if venue is None else [lambda: ledger.may_be_open(venue)]):
        with pytest.raises(InvalidRequest, match="expected a venue, fourcasters or predictstreet, found "):
            ask()
    assert resting(ledger) == 100


@pytest.mark.parametrize("asked_at", [1000.5, float("nan"), float("inf"), "now", None, True])
def test_a_list_of_a_time_that_has_not_come_proves_nothing(ledger: Ledger, asked_at: Any) -> None:
    ledger.add(placed())
    with pytest.raises(InvalidRequest, match="expected asked_at as what now"):
        ledger.add_open_orders(VENUE, [], asked_at=asked_at)
    assert resting(ledger) == 100


@pytest.mark.parametrize("account", [7, b"0x", ["maker"]])
def test_an_account_that_is_no_text_is_refused(ledger: Ledger, account: Any) -> None:
    with pytest.raises(TypeError, match="expected account as text or None, found a "):
        ledger.add(placed(), account=account)
    with pytest.raises(TypeError, match="expected account as text or None, found a "):
        ledger.of(account)


def test_outcomes_are_taken_in_all_or_not_at_all(ledger: Ledger) -> None:
    ledger.add(placed())
    with pytest.raises(TypeError, match="expected an outcome, found a str"):
        ledger.add_outcomes(VENUE, cast("Any", [Cancelled(ORDER), "more"]))
    assert resting(ledger) == 100
    with pytest.raises(TypeError, match="expected an event"):
        ledger.add((gone(0), "more"))
    assert resting(ledger) == 100


def test_a_clock_that_cannot_be_called_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="expected clock as a function that gives seconds, found 5"):
        Ledger(clock=cast("Any", 5))
