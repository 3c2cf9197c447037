"""What each reply of the orders socket proves: the documented ones, and those that should never come."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from socket_server import TOKEN, Members, Visit, cancelled, order_ids, replying, serving, told

from crossbook import (
    Cancelled,
    CancelUnknown,
    Fill,
    InvalidRequest,
    NotCancelled,
    NotCancelledReason,
    NotPlaced,
    NotPlacedReason,
    OutcomeUnknown,
    Placed,
    PlaceUnknown,
    Refused,
    UnreadableReply,
)
from crossbook.fourcasters import NewOrder, OrdersSocket, OrderType

GAME, AWAY = "66a000000000000000000001", "66b000000000000000000001"
ORDER, OTHER = order_ids(2)


# ------------------------------------------------------------------------------------------------------------ cancels

REASONS = {
    "invalid order ID format": NotCancelledReason.MALFORMED_ID,
    "order not found": NotCancelledReason.NOT_FOUND,
    "unauthorized: order does not belong to user": NotCancelledReason.NOT_OWNED,
    "order already cancelled": NotCancelledReason.ALREADY_CANCELLED,
    "order is expired": NotCancelledReason.ALREADY_EXPIRED,
    "order already graded": NotCancelledReason.ALREADY_GRADED,
    "game not found": NotCancelledReason.OTHER,
    "words of next year": NotCancelledReason.OTHER,
}


@pytest.mark.parametrize(("words", "reason"), REASONS.items())
async def test_a_documented_text_gives_its_reason_in_an_envelope_and_in_an_entry(words: str, reason: NotCancelledReason) -> None:
    expected = NotCancelled(order_id=ORDER, reason=reason, venue_text=words)
    assert await told({"error": words}, lambda socket: socket.cancel_order(ORDER)) == expected
    entry = {"success": False, "orderID": ORDER, "description": words}
    assert await told({"data": [entry]}, lambda socket: socket.cancel_order(ORDER)) == expected
    assert await told({"data": [entry]}, lambda socket: socket.cancel_orders([ORDER])) == (expected,)


@pytest.mark.parametrize("words", ["Failed to process cancelById", "Failed to process whatever"])
async def test_a_failure_of_the_venue_leaves_the_order_unknown(words: str) -> None:
    outcome = await told({"error": words}, lambda socket: socket.cancel_order(ORDER))
    assert isinstance(outcome, CancelUnknown)
    assert outcome.evidence.received is not None
    assert words in outcome.evidence.received
    entry = {"success": False, "orderID": ORDER, "description": words}
    (outcome,) = await told({"data": [entry]}, lambda socket: socket.cancel_orders([ORDER]))
    assert isinstance(outcome, CancelUnknown)


@pytest.mark.parametrize("words", ["Failed to process cancelMultiple", "order not found", "words of next year", ""])
async def test_an_error_for_a_whole_batch_rejects_no_order_in_it(words: str) -> None:
    outcomes = await told({"error": words}, lambda socket: socket.cancel_orders([ORDER, "x", OTHER]))
    assert [type(outcome).__name__ for outcome in outcomes] == ["CancelUnknown", "NotCancelled", "CancelUnknown"]
    assert [outcome.order_id for outcome in outcomes] == [ORDER, "x", OTHER]


async def test_a_game_the_venue_does_not_know_is_a_refusal() -> None:
    with pytest.raises(Refused, match="game not found") as refused:
        await told({"error": "game not found"}, lambda socket: socket.cancel_game_orders(GAME))
    assert refused.value.venue_text == "game not found"


@pytest.mark.parametrize("words", ["Failed to process cancelAll", "Failed to process cancelAllByGame", "words of next year"])
async def test_other_words_leave_a_scope_unknown(words: str) -> None:
    with pytest.raises(OutcomeUnknown) as everything:
        await told({"error": words}, OrdersSocket.cancel_all_orders)
    with pytest.raises(OutcomeUnknown) as game:
        await told({"error": words}, lambda socket: socket.cancel_game_orders(GAME))
    assert everything.value.venue_text == game.value.venue_text == words


UNREADABLE: list[Members] = [
    {},
    {"data": None},
    {"data": {}},
    {"data": "cancelled"},
    {"data": [7]},
    {"data": [None]},
    {"data": [{"success": "yes", "orderID": ORDER}]},
    {"data": [{"success": True, "orderID": ORDER, "filled": "a lot"}]},
    {"data": [cancelled(ORDER)], "error": "order not found"},
    {"data": [cancelled(ORDER)], "error": ""},
    {"error": None},
    {"error": {"message": "order not found"}},
]


@pytest.mark.parametrize("members", UNREADABLE)
async def test_a_reply_that_cannot_be_read_or_says_two_things_is_unknown(members: Members) -> None:
    assert isinstance(await told(members, lambda socket: socket.cancel_order(ORDER)), CancelUnknown)
    assert [type(outcome) for outcome in await told(members, lambda socket: socket.cancel_orders([ORDER]))] == [CancelUnknown]
    with pytest.raises(UnreadableReply) as unreadable:
        await told(members, OrdersSocket.cancel_all_orders)
    assert unreadable.value.fault


NOT_PROVEN: list[list[Members]] = [
    [],
    [{}],
    [{"success": True, "orderID": OTHER}],
    [{"success": True}, {"success": True}],
    [{"success": True, "orderID": ORDER}, {"success": False, "orderID": ORDER, "description": "order not found"}],
    [{"success": True, "orderID": ORDER, "filled": "NaN"}],
]


@pytest.mark.parametrize("data", NOT_PROVEN)
async def test_entries_that_do_not_prove_the_cancel_leave_it_unknown(data: list[Members]) -> None:
    assert isinstance(await told({"data": data}, lambda socket: socket.cancel_order(ORDER)), CancelUnknown)
    (outcome,) = await told({"data": data}, lambda socket: socket.cancel_orders([ORDER]))
    assert isinstance(outcome, CancelUnknown)


async def test_entries_are_matched_by_id_wherever_they_stand() -> None:
    stranger = "66c0000000000000000000ff"
    data = [cancelled(stranger), cancelled(OTHER.upper(), filled="12.500000", userReference=""), cancelled(ORDER, gameID=GAME)]
    outcomes = await told({"data": data}, lambda socket: socket.cancel_orders([ORDER, OTHER]))
    assert outcomes == (
        Cancelled(ORDER, filled=Decimal(0), remaining=Decimal(100), game_id=GAME),
        Cancelled(OTHER, filled=Decimal("12.5"), remaining=Decimal(100)),
    )


@pytest.mark.parametrize("token", ["1", "data", "success", ORDER, '"'])
async def test_a_token_that_is_also_a_word_of_the_reply_changes_no_outcome(token: str) -> None:
    async with serving(replying({"data": [cancelled(ORDER)]})) as venue, OrdersSocket(token=token, url=venue.url) as socket:
        assert await socket.cancel_order(ORDER) == Cancelled(ORDER, filled=Decimal(0), remaining=Decimal(100))


async def test_a_scope_gives_one_outcome_for_each_order_the_venue_names() -> None:
    data = [cancelled(ORDER), {"success": False, "orderID": OTHER, "description": "order is expired"}]
    outcomes = await told({"data": data}, OrdersSocket.cancel_all_orders)
    assert outcomes == (
        Cancelled(ORDER, filled=Decimal(0), remaining=Decimal(100)),
        NotCancelled(order_id=OTHER, reason=NotCancelledReason.ALREADY_EXPIRED, venue_text="order is expired"),
    )
    assert await told({"data": []}, OrdersSocket.cancel_all_orders) == ()


async def test_a_scope_with_an_entry_that_names_no_order_is_unknown_and_keeps_what_it_knows() -> None:
    with pytest.raises(OutcomeUnknown) as unknown:
        await told({"data": [cancelled(ORDER), {"success": True}]}, OrdersSocket.cancel_all_orders)
    assert [outcome.order_id for outcome in unknown.value.cancel_outcomes] == [ORDER]


# ------------------------------------------------------------------------------------------------------------- places


def bet(reference: str | None = None) -> NewOrder:
    return NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-185, risk=300, user_reference=reference)


NESTED: Members = {
    "matched": [
        {
            "amount": 185,
            "odds": -185,
            "orderID": "66c0000000000000000000ee",
            "risk": 186,
            "side": AWAY,
            "txID": "66d000000000000000000001",
            "type": "moneyline",
            "userReference": "ref-1",
            "wagerRequestID": "66e000000000000000000001",
            "win": 99,
            "winWithoutCommission": 100,
        }
    ],
    "unmatched": {"number": None, "odds": -185, "offered": 115, "orderID": ORDER, "side": AWAY, "userReference": "ref-1"},
}
FLAT: Members = {"number": None, "odds": 245, "offered": "122.000000", "orderID": ORDER, "side": AWAY, "userReference": "ref-1"}
FAILED: Members = {"error": "fill and kill has no matches", "error_type": "rejected_order_type_rules"}


async def place(*orders: NewOrder, **members: object) -> tuple[Placed | NotPlaced | PlaceUnknown, ...]:
    return await told(members, lambda socket: socket.place_orders(orders))


async def test_the_nested_form_tells_what_was_matched_and_what_rests() -> None:
    (placed,) = await place(bet("ref-1"), data=[NESTED])
    fill = Fill(fill_id="66d000000000000000000001", stake=Decimal(185), odds=Decimal(-185), risk=Decimal(186), win=Decimal(99))
    assert placed == Placed(
        order_id=ORDER, resting=Decimal(115), fills=(fill,), wager_request_id="66e000000000000000000001", user_reference="ref-1"
    )


async def test_the_flat_form_tells_what_rests() -> None:
    (placed,) = await place(attrs.evolve(bet("ref-1"), odds=245, risk=122), data=[FLAT])
    assert placed == Placed(order_id=ORDER, resting=Decimal(122), fills=(), wager_request_id=None, user_reference="ref-1")


async def test_the_wrapped_form_means_the_same_as_the_plain_one() -> None:
    async def wrapped(visit: Visit) -> None:
        asked = await visit.asked()
        await visit.answer(asked, responses=[{"requestID": asked.request_id, "data": [NESTED, FAILED]}])

    async with serving(wrapped) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        outcomes = await socket.place_orders([bet("ref-1"), bet("ref-2")])
    assert outcomes == await place(bet("ref-1"), bet("ref-2"), data=[NESTED, FAILED])
    assert [type(outcome) for outcome in outcomes] == [Placed, NotPlaced]


WRAPPED_WRONGLY: list[Members] = [
    {"responses": []},
    {"responses": [{"requestID": "another", "data": [FLAT]}]},
    {"responses": [{"requestID": "another", "data": [FLAT]}], "data": [FLAT]},
    {"data": [FLAT], "error": "words"},
    {"error": "words"},
    {},
]


@pytest.mark.parametrize("members", WRAPPED_WRONGLY)
async def test_a_batch_whose_reply_is_not_one_set_of_entries_is_unknown(members: Members) -> None:
    assert [type(outcome) for outcome in await place(bet(), bet(), **members)] == [PlaceUnknown, PlaceUnknown]


@pytest.mark.parametrize("data", [[], [FLAT], [FLAT, FAILED, FAILED], [FAILED, FLAT]])
async def test_entries_are_trusted_only_when_every_one_can_stand_where_it_stands(data: list[Members]) -> None:
    # The last of these is long enough, but its second entry carries the reference of the first order.
    outcomes = await place(bet("ref-1"), bet("ref-2"), data=data)
    assert [type(outcome) for outcome in outcomes] == [PlaceUnknown, PlaceUnknown]
    assert [outcome.user_reference for outcome in outcomes] == ["ref-1", "ref-2"]


OURS = (NotPlacedReason.NOT_SENT, NotPlacedReason.REFUSED, NotPlacedReason.KILLED, NotPlacedReason.NOT_FOUND)
"""Reasons that we give, and that no venue has a word for."""


@pytest.mark.parametrize("spelling", ["error_type", "errorType"])
@pytest.mark.parametrize("kind", [*NotPlacedReason, "a class of next year"])
async def test_an_order_that_was_not_placed_has_its_class_and_the_venues_words(spelling: str, kind: str) -> None:
    (failed,) = await place(bet("ref-1"), data=[{"error": "Insufficient balance.", spelling: kind}])
    assert isinstance(failed, NotPlaced)
    assert (failed.venue_text, failed.user_reference) == ("Insufficient balance.", "ref-1")
    assert failed.reason is (NotPlacedReason(kind) if kind in {*NotPlacedReason} - {*OURS} else NotPlacedReason.OTHER)


CONTRADICTIONS: list[Members] = [{}, {**FLAT, **FAILED}, {**NESTED, **FAILED}, {"matched": [], "unmatched": {"offered": 5}}]
HALF_AN_OFFER: list[Members] = [
    {"matched": [], "unmatched": {"odds": 245, "side": AWAY}},
    {"matched": [], "unmatched": {"wagerRequestID": "66e000000000000000000001"}},
]


@pytest.mark.parametrize("entry", [*CONTRADICTIONS, *HALF_AN_OFFER])
async def test_an_entry_that_proves_nothing_about_its_order_leaves_it_unknown(entry: Members) -> None:
    (outcome,) = await place(bet("ref-1"), data=[entry])
    assert isinstance(outcome, PlaceUnknown)


NOTHING: list[Members] = [{"matched": []}, {"matched": [], "unmatched": {}}, {"unmatched": {"offered": 0}}]


@pytest.mark.parametrize("entry", NOTHING)
async def test_nothing_can_be_left_of_an_order_that_never_rests_but_not_of_another(entry: Members) -> None:
    kinds: list[OrderType] = ["fillAndKill", "fillOrKill", "limit", "post", "postArb"]
    outcomes = await place(*(attrs.evolve(bet(), order_type=kind) for kind in kinds), data=[entry] * 5)
    assert [type(outcome) for outcome in outcomes] == [NotPlaced, NotPlaced, PlaceUnknown, PlaceUnknown, PlaceUnknown]
    assert [outcome.may_be_open for outcome in outcomes] == [False, False, True, True, True]


async def test_an_expiry_cannot_be_sent_here_and_nothing_is() -> None:
    order = NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-185, risk=300, expires_in_minutes=5)
    async with serving(replying({"data": [FLAT]})) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        with pytest.raises(InvalidRequest, match="expires_in_minutes"):
            await socket.place_orders([bet(), order])
    assert venue.asked == []


# ----------------------------------------------------------------------------------------------------------- heartbeat


async def test_an_order_is_named_before_it_leaves() -> None:
    async def answer(visit: Visit) -> None:
        asked = await visit.asked()
        await visit.answer(asked, data=[{"error": "no"} for _ in asked.payload["orders"]])

    async with serving(answer) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        outcomes = await socket.place_orders([bet(), bet("ref-1"), bet()])
    sent = [order["userReference"] for order in venue.asked[0].payload["orders"]]
    assert [outcome.user_reference for outcome in outcomes] == sent
    assert sent[1] == "ref-1"
    assert len(set(sent)) == 3
