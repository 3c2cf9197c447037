"""Every example of the orders socket's cancel page round-trips over a real connection, and each of its error texts has an outcome."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any, TypeAlias

import documents
import pytest
from accounts import PATIENT, TOKEN
from operations import outcomes_of
from recordings import plain
from socket_server import Visit, serving

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason, OutcomeUnknown, Refused, VenueFailed
from crossbook.fourcasters import OrdersSocket
from crossbook_bindings.fourcasters.orders_socket import commands, models
from crossbook_bindings.runtime import SocketCommand

SocketCall: TypeAlias = Callable[[OrdersSocket], Awaitable[Any]]

ORDER = "67f45377c18c6697c172afa4"
GAME = "688c0516fbc14da0c202d426"
SIDE = "5c12bc1ce0daba000f47ba8b"
ONE, TWO, THREE = (f"67f45377c18c6697c172a{number:03x}" for number in (1, 2, 3))

# The page's placeholders cannot name anything, and are not sent; these stand in for them.
REAL = {"ORDER_ID_TO_CANCEL": ORDER, "ORDER_ID_1": ONE, "ORDER_ID_2": TWO, "ORDER_ID_3": THREE, "GAME_ID_TO_CANCEL": GAME}


def exact(text: str | bytes) -> Any:
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def filled_in(text: str, request_id: str) -> str:
    """Fill the placeholders of an example in."""
    for placeholder, value in {**REAL, "YOUR_REQUEST_ID": request_id}.items():
        text = text.replace(f'"{placeholder}"', f'"{value}"')
    return text


async def exchange(call: SocketCall, reply: str) -> tuple[Any, Any]:
    """Make a call on a real socket whose venue gives this reply; give the frame it sent and what it ended in."""

    async def script(visit: Visit) -> None:
        asked = await visit.asked()
        await visit.say(filled_in(reply, asked.request_id))

    async with serving(script) as venue, OrdersSocket(token=TOKEN, url=venue.url, timeouts=PATIENT) as orders:
        try:
            ended = await call(orders)
        except (Refused, OutcomeUnknown) as error:
            ended = error
        return venue.asked[0], ended


# The message, the call, the documented request and reply, and what became of each order
OUTCOMES: list[tuple[str, SocketCall, str, str, list[Any]]] = [
    (
        "cancelById",
        lambda orders: orders.cancel_order(ORDER),
        documents.SOCKET_CANCEL_BY_ID,
        documents.SOCKET_CANCEL_BY_ID_REPLY,
        [Cancelled(ORDER, Decimal(0), Decimal(100), "client-ref-001", GAME)],
    ),
    (
        "cancelMultiple",
        lambda orders: orders.cancel_orders([ONE, TWO, THREE]),
        documents.SOCKET_CANCEL_MULTIPLE,
        documents.SOCKET_CANCEL_MULTIPLE_REPLY,
        [
            Cancelled(ONE, Decimal(0), Decimal(100), None, GAME),
            NotCancelled(order_id=TWO, reason=NotCancelledReason.ALREADY_CANCELLED, venue_text="order already cancelled"),
            CancelUnknown,  # The page promises an entry for each order, and its own sample has none for the third.
        ],
    ),
    (
        "cancelAllByGame",
        lambda orders: orders.cancel_game_orders(GAME, "spread", SIDE, "main"),
        documents.SOCKET_CANCEL_ALL_BY_GAME,
        documents.SOCKET_SCOPE_REPLY,
        [Cancelled(ORDER, Decimal(0), Decimal(100), None, GAME)],
    ),
    (
        "cancelAll",
        lambda orders: orders.cancel_all_orders(),
        documents.SOCKET_CANCEL_ALL,
        documents.SOCKET_SCOPE_REPLY,
        [Cancelled(ORDER, Decimal(0), Decimal(100), None, GAME)],
    ),
]
CALLS = {message: call for message, call, *_ in OUTCOMES}


@pytest.mark.parametrize(("message", "call", "request_", "reply", "outcomes"), OUTCOMES)
async def test_a_documented_call_sends_the_documented_frame_and_ends_as_its_reply_says(
    message: str, call: SocketCall, request_: str, reply: str, outcomes: list[Any]
) -> None:
    asked, ended = await exchange(call, reply)
    assert asked.message == message
    assert exact(asked.frame) == exact(filled_in(request_, asked.request_id))
    found = [type(outcome) if isinstance(outcome, CancelUnknown) else outcome for outcome in outcomes_of(ended)]
    assert found == outcomes


NAME = "YOUR_REQUEST_ID"
COMMANDS: list[tuple[SocketCommand[str, object], str, str]] = [
    (
        commands.cancel_by_id(models.CancelByIdRequest(requestID=NAME, orderId="ORDER_ID_TO_CANCEL")),
        documents.SOCKET_CANCEL_BY_ID,
        documents.SOCKET_CANCEL_BY_ID_REPLY,
    ),
    (
        commands.cancel_multiple(models.CancelMultipleRequest(requestID=NAME, orderIDs=("ORDER_ID_1", "ORDER_ID_2", "ORDER_ID_3"))),
        documents.SOCKET_CANCEL_MULTIPLE,
        documents.SOCKET_CANCEL_MULTIPLE_REPLY,
    ),
    (
        commands.cancel_all_by_game(
            models.CancelAllByGameRequest(requestID=NAME, gameId="GAME_ID_TO_CANCEL", type="spread", side=SIDE, market="main")
        ),
        documents.SOCKET_CANCEL_ALL_BY_GAME,
        documents.SOCKET_SCOPE_REPLY,
    ),
    (commands.cancel_all(models.CancelAllRequest(requestID=NAME)), documents.SOCKET_CANCEL_ALL, documents.SOCKET_SCOPE_REPLY),
]


@pytest.mark.parametrize(("command", "request_", "reply"), COMMANDS)
def test_a_documented_frame_is_written_and_read_value_by_value(command: SocketCommand[str, object], request_: str, reply: str) -> None:
    assert exact(command.text()) == exact(request_)
    decoded = command.decode(reply)
    assert plain(decoded) == exact(reply)


async def test_the_documented_payload_says_the_same_whatever_it_says_is_offered() -> None:
    _, outcome = await exchange(CALLS["cancelById"], f'{{"requestID":"YOUR_REQUEST_ID","data":[{documents.SOCKET_ENTRY}]}}')
    assert outcome == Cancelled(ORDER, Decimal(0), Decimal(100), "client-ref-001", GAME)


async def test_the_documented_error_envelope_is_a_verdict_on_the_one_order() -> None:
    _, outcome = await exchange(CALLS["cancelById"], documents.SOCKET_ERROR)
    assert outcome == NotCancelled(order_id=ORDER, reason=NotCancelledReason.NOT_FOUND, venue_text="order not found")


# The error text, and what it means for the one order: a reason, or None where it proves nothing
ERRORS: dict[str, NotCancelledReason | None] = {
    "invalid order ID format": NotCancelledReason.MALFORMED_ID,
    "order not found": NotCancelledReason.NOT_FOUND,
    "unauthorized: order does not belong to user": NotCancelledReason.NOT_OWNED,
    "order already cancelled": NotCancelledReason.ALREADY_CANCELLED,
    "order is expired": NotCancelledReason.ALREADY_EXPIRED,
    "order already graded": NotCancelledReason.ALREADY_GRADED,
    # Nothing was cancelled; whether the order rests in a game that the venue's cache has lost, nobody says.
    "game not found": NotCancelledReason.OTHER,
    "Failed to process cancelMultiple": None,
    "Failed to process cancelAll": None,
    "Failed to process cancelAllByGame": None,
}


def test_every_error_text_of_the_page_has_an_outcome_here() -> None:
    assert tuple(ERRORS) == documents.SOCKET_ERRORS


@pytest.mark.parametrize("text", [*ERRORS, "Failed to process cancelById", "failed to process cancelById"])
async def test_an_error_of_a_single_cancel_is_a_verdict_unless_processing_failed(text: str) -> None:
    _, outcome = await exchange(CALLS["cancelById"], json.dumps({"requestID": NAME, "error": text}))
    reason = ERRORS.get(text)
    if reason is None:
        assert isinstance(outcome, CancelUnknown)
        assert text in str(outcome.evidence.received)
    else:
        assert outcome == NotCancelled(order_id=ORDER, reason=reason, venue_text=text)
        assert outcome.may_be_open is (reason is NotCancelledReason.OTHER)


@pytest.mark.parametrize("text", ERRORS)
async def test_an_error_of_one_entry_is_a_verdict_unless_processing_failed(text: str) -> None:
    entry = {"success": False, "orderID": TWO, "description": text}
    _, outcomes = await exchange(CALLS["cancelMultiple"], json.dumps({"requestID": NAME, "data": [entry]}))
    assert [outcome.order_id for outcome in outcomes] == [ONE, TWO, THREE]
    reason = ERRORS[text]
    expected = CancelUnknown if reason is None else NotCancelled
    assert [type(outcome) for outcome in outcomes] == [CancelUnknown, expected, CancelUnknown]
    assert getattr(outcomes[1], "reason", None) == reason


@pytest.mark.parametrize("text", ERRORS)
async def test_an_error_of_a_whole_list_is_no_verdict_on_any_order(text: str) -> None:
    _, ended = await exchange(CALLS["cancelMultiple"], json.dumps({"requestID": NAME, "error": text}))
    assert [(type(outcome), outcome.order_id) for outcome in ended] == [(CancelUnknown, order_id) for order_id in (ONE, TWO, THREE)]


@pytest.mark.parametrize("text", ERRORS)
@pytest.mark.parametrize("message", ["cancelAllByGame", "cancelAll"])
async def test_an_error_of_a_scope_is_unknown_unless_the_game_is(message: str, text: str) -> None:
    _, ended = await exchange(CALLS[message], json.dumps({"requestID": NAME, "error": text}))
    assert type(ended) is (Refused if (message, text) == ("cancelAllByGame", "game not found") else VenueFailed)
    assert (ended.venue_text, ended.operation) == (text, message)
