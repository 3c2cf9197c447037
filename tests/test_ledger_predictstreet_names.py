"""One order at PredictStreet is one order to a ledger, whatever tells of it first, and however it is said whose it is."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import Final

import msgspec
import pytest
from gateway_frames import WALLET
from ledger_messages import (
    FOURCASTERS,
    MISSING,
    PREDICTSTREET,
    attempted,
    cancelled_there,
    ended,
    filled,
    filled_there,
    fourcasters_id,
    order_there,
    place_call,
    predictstreet_id,
    rests_there,
)
from signed_orders import prepared

from crossbook import Fill, Ledger, NotPlaced, NotPlacedReason, Placed, PlaceUnknown, Proof
from crossbook.ledger import KnownOrder
from crossbook.predictstreet import Order, UserFeedEvent

OTHER_WALLET: Final = "0x" + "4" * 40
KEY: Final = "ps_live_7"


def only(ledger: Ledger) -> KnownOrder:
    (known,) = ledger.may_be_open()
    return known


def test_a_fill_that_comes_before_the_reply_to_its_placement_leaves_an_order_of_the_size_that_was_sent() -> None:
    ledger = Ledger()
    ledger(place_call(PREDICTSTREET, (100, "mine"), account=WALLET))
    ledger.add(filled_there(30), account=WALLET)
    known = only(ledger)
    assert (known.order_id, known.resting, known.filled, known.side, known.price) == (
        predictstreet_id(1),
        Decimal(70),
        Decimal(30),
        "buy",
        Decimal("0.5"),
    )
    (total,) = ledger.exposure()
    assert (total.orders, total.unsized, total.resting, total.matched) == (1, 0, Decimal(35), Decimal(15))
    ledger(attempted(PREDICTSTREET))
    ledger(ended(Placed(order_id=predictstreet_id(1), resting=None, fills=(), user_reference="mine")))
    assert only(ledger).resting == 70, "the reply names it, and no amount"
    ledger.add(filled_there(70, "t2"), account=WALLET)
    assert ledger.may_be_open() == ()
    assert ledger.contradictions() == ()


def test_a_fill_of_the_other_venue_that_is_heard_of_first_says_how_large_its_order_is() -> None:
    ledger = Ledger()
    ledger.add(filled(30, 20, risk=100))
    known = only(ledger)
    assert (known.order_id, known.resting, known.matched) == (fourcasters_id(1), Decimal(20), Decimal(80)), "50 were matched unheard"


@pytest.mark.parametrize("account", [WALLET, KEY])
def test_events_of_a_feed_without_a_wallet_are_about_the_order_that_is_known_with_one(account: str) -> None:
    ledger = Ledger()
    ledger(place_call(PREDICTSTREET, (100, "mine"), account=account))
    ledger(attempted(PREDICTSTREET, body=None))
    ledger.add(rests_there())
    assert (only(ledger).user_reference, only(ledger).resting) == ("mine", Decimal(100))
    ledger.add(filled_there(30))
    assert (only(ledger).resting, only(ledger).account) == (Decimal(70), account)
    assert [(each.account, each.orders, each.unsized) for each in ledger.exposure()] == [(account, 1, 0)]
    ledger.add(cancelled_there())
    assert ledger.may_be_open() == ()
    assert len(ledger.by_reference(PREDICTSTREET, "mine")) == 2, "the placement, and its order"


def test_whatever_comes_first_it_is_one_order() -> None:
    said: list[tuple[UserFeedEvent | Order, str | None]] = [
        (rests_there(), None),
        (filled_there(30), WALLET.upper().replace("X", "x")),
        (order_there(100, 30), None),
        (filled_there(30, "t2"), None),
    ]
    for order in permutations((*said, None)):
        ledger = Ledger(clock=lambda: 7.0)
        for each in order:
            if each is None:
                ledger(place_call(PREDICTSTREET, (100, "mine"), at=7.0, account=WALLET))
            else:
                ledger.add(each[0], account=each[1])
        known = only(ledger)
        assert (known.order_id, known.resting, known.filled, known.contradictions) == (predictstreet_id(1), Decimal(40), Decimal(60), ())
        assert sum(each.orders for each in ledger.exposure()) == 1


def test_an_outcome_that_is_handed_over_without_a_wallet_is_of_the_same_order() -> None:
    ledger = Ledger()
    ledger(place_call(PREDICTSTREET, (100, "mine"), account=WALLET))
    fills = (Fill(fill_id=None, quantity=Decimal(10)),)
    ledger.add_outcomes(PREDICTSTREET, [Placed(order_id=predictstreet_id(1), resting=Decimal(90), fills=fills, user_reference="mine")])
    assert (only(ledger).resting, only(ledger).filled, only(ledger).account) == (Decimal(90), Decimal(10), WALLET)


def test_where_two_wallets_use_a_name_an_event_without_a_wallet_ends_the_order_of_neither() -> None:
    ledger = Ledger()
    ledger(place_call(PREDICTSTREET, (100, "mine"), account=WALLET))
    ledger(place_call(PREDICTSTREET, (50, "mine"), call=2, account=OTHER_WALLET))
    ledger.add(cancelled_there())
    assert sum(each.resting for each in ledger.exposure()) == 75
    assert sorted(str(each.account) for each in ledger.may_be_open()) == [WALLET, OTHER_WALLET]
    ledger.add(cancelled_there(), account=WALLET)
    assert only(ledger).account == OTHER_WALLET


def test_where_one_of_two_of_a_name_is_forgotten_what_was_said_of_neither_is_not_said_of_the_other() -> None:
    ledger = Ledger(keep_ended=0)
    ledger(place_call(PREDICTSTREET, (50, "mine"), account=OTHER_WALLET))
    ledger(place_call(PREDICTSTREET, (100, "mine"), call=2, account=WALLET))
    ledger.add(cancelled_there(), account=WALLET)
    for number in range(9):
        ledger.add(cancelled_there(f"other{number}"), account=WALLET)
    ledger.add(cancelled_there())
    assert (only(ledger).account, only(ledger).resting) == (OTHER_WALLET, Decimal(50))
    loaded = Ledger.from_json(ledger.to_json())
    loaded.add(cancelled_there())
    assert only(loaded).account == OTHER_WALLET


def test_memory_is_bounded_by_what_is_open_where_a_feed_names_orders_by_their_reference_only() -> None:
    sizes: list[int] = []
    for count in (300, 1200):
        ledger = Ledger(keep_ended=50)
        for number in range(count):
            name = f"quote-{number}"
            ledger(place_call(PREDICTSTREET, (100, name), call=number, account=WALLET))
            ledger.add((rests_there(name), filled_there(30, f"t{number}", number, name), cancelled_there(name)))
            ledger(attempted(PREDICTSTREET, call=number))
            ledger(ended(Placed(order_id=predictstreet_id(number), resting=None, fills=(), user_reference=name), call=number))
        assert ledger.may_be_open() == ()
        sizes.append(len(ledger.to_json()))
    assert sizes[1] < 1.2 * sizes[0]


def test_a_placement_is_not_forgotten_while_its_order_rests_and_nothing_else_says_how_large_it_is() -> None:
    ledger = Ledger(keep_ended=2)
    ledger(place_call(PREDICTSTREET, (100, "mine"), account=WALLET))
    ledger.add(filled_there(30))
    for number in range(2, 40):
        name = f"quote-{number}"
        ledger(place_call(PREDICTSTREET, (10, name), call=number, account=WALLET))
        ledger.add((filled_there(10, f"u{number}", number, name),))
    for each in (ledger, Ledger.from_json(ledger.to_json(), keep_ended=2)):
        assert (only(each).resting, sum(row.unsized for row in each.exposure())) == (Decimal(70), 0)


def test_what_became_of_an_unknown_placement_is_told_by_a_feed_without_a_wallet() -> None:
    order = prepared()
    reference = order.client_order_id
    ledger = Ledger()
    ledger(place_call(PREDICTSTREET, (2, reference), account=WALLET))
    ledger.add(filled_there(2, reference=reference))
    found = ledger.what_became_of(PlaceUnknown(order=order, evidence=MISSING))
    assert isinstance(found, Placed)
    assert (found.order_id, found.resting) == (predictstreet_id(1), Decimal(0))


@pytest.mark.parametrize("reason", [NotPlacedReason.VALIDATION, NotPlacedReason.NOT_SENT, NotPlacedReason.REFUSED])
@pytest.mark.parametrize("account", [WALLET, KEY, None])
def test_that_an_order_is_refused_when_it_is_sent_again_says_nothing_of_its_first_sending(
    reason: NotPlacedReason, account: str | None
) -> None:
    order = prepared()
    reference = order.client_order_id
    first, again = (place_call(PREDICTSTREET, (2, reference), call=call, account=account) for call in (1, 2))
    refused = NotPlaced(reason=reason, user_reference=reference)
    unknown = PlaceUnknown(order=order, evidence=MISSING)
    ledger = Ledger()
    for event in (
        first,
        attempted(PREDICTSTREET, body=None),
        ended(unknown),
        again,
        attempted(PREDICTSTREET, call=2),
        ended(refused, call=2),
    ):
        ledger(event)
    assert only(ledger).resting == 2
    loaded = Ledger.from_json(ledger.to_json())
    for event in (place_call(PREDICTSTREET, (2, reference), call=3, account=account), ended(refused, call=3)):
        loaded(event)
    assert only(loaded).resting == 2
    for each in (ledger, loaded):
        each(ended(refused, call=1))  # of no call that is under way
        each.add_outcomes(PREDICTSTREET, (msgspec.structs.replace(refused, proof=Proof.HISTORY),), account=account)
        assert not each.may_be_open()


def test_an_order_that_is_refused_each_time_that_it_is_sent_rests_nowhere() -> None:
    ledger = Ledger()
    refused = NotPlaced(reason=NotPlacedReason.VALIDATION, user_reference="mine")
    for call in (1, 2):
        ledger(place_call(PREDICTSTREET, (2, "mine"), call=call, account=WALLET))
    ledger(ended(refused, call=1))
    assert only(ledger).resting == 2
    ledger(ended(refused, call=2))
    assert not ledger.may_be_open()


def test_an_order_of_another_venue_is_never_one_with_another() -> None:
    ledger = Ledger()
    for number in (1, 2):
        ledger(place_call(FOURCASTERS, (50, "mine"), call=number))
    assert len(ledger.may_be_open()) == 2
