"""The sandbox answers clients that are not ours: the venues' own curl lines and frames, sent by plain httpx and websockets.

Host, credentials and the ids of orders are replaced by those of the sandbox; what a page shows of a reply must be there, of the
same JSON type.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Generator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import documents
import httpx
import pytest
import sandboxes
from page_samples import CANCEL_ALL_ORDERS_FOR_GAME, CANCEL_BATCH, CANCEL_BY_REFERENCE, CANCEL_MULTIPLE
from plain_clients import SECONDS, receive
from websockets.sync.client import ClientConnection, connect

from crossbook.sandbox import FourcastersSandbox, PredictStreetSandbox

GAME = "688c0516fbc14da0c202d426"
SIDE = "5c12bc1ce0daba000f47ba8b"


sandbox = pytest.fixture(sandboxes.running)
fourcasters = pytest.fixture(sandboxes.fourcasters)
predictstreet = pytest.fixture(sandboxes.predictstreet)


@pytest.fixture
def socket(fourcasters: FourcastersSandbox) -> Generator[ClientConnection]:
    with connect(fourcasters.orders_socket_url, additional_headers={"Authorization": fourcasters.token}) as connection:
        yield connection


def curl(sample: str, **replaced: str) -> Any:
    """Send what a curl line sends, each text in `replaced` put in place of the one the page prints; return the JSON reply."""
    words = shlex.split(sample)
    options = list(pairwise(words))
    url = next(word for word in words if word.startswith("https://"))
    headers = dict(value.split(": ", 1) for option, value in options if option in ("-H", "--header"))
    body = next(value for option, value in options if option in ("-d", "--data"))
    for name, value in {"Authorization": replaced.pop("token", ""), "X-Api-Key": replaced.pop("key", "")}.items():
        headers |= {name: value} if name in headers else {}
    origin = "/".join(url.split("/")[:3])
    reply = httpx.post(url.replace(origin, replaced.pop("url")), headers=headers, content=filled_in(body, **replaced), timeout=SECONDS)
    assert reply.status_code == 200, reply.text
    return reply.json()


def filled_in(sample: str, **replaced: str) -> str:
    for found, value in replaced.items():
        assert found in sample
        sample = sample.replace(found, value)
    return sample


def ask(connection: ClientConnection, sample: str, **replaced: str) -> Any:
    """Send a frame as the page prints it; return the reply."""
    connection.send(filled_in(sample, **replaced))
    reply = receive(connection)
    assert reply["requestID"] == "YOUR_REQUEST_ID"
    return reply


def json_type(value: object) -> str:
    """Name the type of a JSON value; an integer and a decimal are both numbers."""
    names = {"dict": "object", "list": "array", "str": "string", "bool": "boolean", "NoneType": "null"}
    return names.get(type(value).__name__, "number")


def assert_like(found: Any, sample: Any) -> None:
    """Whatever a page shows is there, and is of the same JSON type."""
    assert json_type(found) == json_type(sample)
    if json_type(sample) == "object":
        for name in sample:
            assert_like(found[name], sample[name])
    if json_type(sample) == "array":
        assert len(found) == len(sample)
        for index in range(len(sample)):
            assert_like(found[index], sample[index])


@pytest.mark.parametrize("prefix", ["", "Bearer "])
def test_cancel_by_reference_as_the_page_prints_it(fourcasters: FourcastersSandbox, prefix: str) -> None:
    wanted = [fourcasters.seed_order(game_id="6924f82640a7e89c3d3acc41", user_reference=f"my-order-{number}") for number in (1, 2)]
    fourcasters.seed_order(game_id="6924f82640a7e89c3d3acc41", user_reference="my-order-3")
    reply = curl(CANCEL_BY_REFERENCE, url=fourcasters.url, token=prefix + fourcasters.token)
    assert [(entry["sessionID"], entry["userReference"]) for entry in reply["data"]] == list(
        zip(wanted, ["my-order-1", "my-order-2"], strict=True)
    )
    assert [fourcasters.state(order_id) for order_id in wanted] == ["cancelled", "cancelled"]
    assert len(fourcasters.open_order_ids()) == 1


def test_cancel_multiple_as_the_page_prints_it(fourcasters: FourcastersSandbox) -> None:
    mine, foreign = fourcasters.seed_order(odds=125, game_id="65f0c3c24ef07d0008abc123"), fourcasters.seed_order(owner="other")
    ids = {"65b036dfb31407c2b6bc1cfe": mine, "65b036e0b31407c2b6bc1d08": foreign}
    reply = curl(CANCEL_MULTIPLE, url=fourcasters.url, token=f"Bearer {fourcasters.token}", **ids)
    shown = json.loads(documents.CANCEL_MULTIPLE_REPLY)
    assert_like(reply, shown)
    assert reply["data"][0] | shown["data"][0] | {"sessionID": mine} == reply["data"][0]
    assert reply["data"][1] == shown["data"][1]
    assert (fourcasters.state(mine), fourcasters.state(foreign)) == ("cancelled", "open")


def test_cancel_all_orders_for_game_as_the_page_prints_it(fourcasters: FourcastersSandbox) -> None:
    spread, moneyline = fourcasters.seed_order(game_id=GAME, market_type="spread"), fourcasters.seed_order(game_id=GAME)
    reply = curl(CANCEL_ALL_ORDERS_FOR_GAME, url=fourcasters.url, token=f"Bearer {fourcasters.token}")
    assert [entry["sessionID"] for entry in reply["data"]] == [spread]
    assert fourcasters.open_order_ids() == (moneyline,)


def test_cancel_by_id_as_the_page_prints_it(fourcasters: FourcastersSandbox, socket: ClientConnection) -> None:
    order_id = fourcasters.seed_order(
        game_id=GAME, market_type="spread", side=SIDE, number=Decimal("-3.5"), user_reference="client-ref-001"
    )
    (entry,) = ask(socket, documents.SOCKET_CANCEL_BY_ID, ORDER_ID_TO_CANCEL=order_id)["data"]
    (shown,) = json.loads(documents.SOCKET_CANCEL_BY_ID_REPLY, parse_float=Decimal)["data"]
    assert entry == shown | {"orderID": order_id, "description": entry["description"]}
    assert isinstance(entry["description"], str)
    assert fourcasters.state(order_id) == "cancelled"


@pytest.mark.parametrize(
    ("state", "error"),
    [
        ("cancelled", "order already cancelled"),
        ("expired", "order is expired"),
        ("graded", "order already graded"),
        ("foreign", "unauthorized: order does not belong to user"),
        ("unknown", "order not found"),
    ],
)
def test_a_cancel_that_fails_is_the_error_envelope_of_the_page(
    fourcasters: FourcastersSandbox, socket: ClientConnection, state: str, error: str
) -> None:
    order_id = fourcasters.seed_order(owner="other" if state == "foreign" else "own")
    match state:
        case "cancelled":
            fourcasters.cancel_elsewhere(order_id)
        case "expired":
            fourcasters.expire(order_id)
        case "graded":
            fourcasters.grade(order_id)
        case _:
            pass
    asked = "67f45377c18c6697c172afa4" if state == "unknown" else order_id
    assert ask(socket, documents.SOCKET_CANCEL_BY_ID, ORDER_ID_TO_CANCEL=asked) == {"requestID": "YOUR_REQUEST_ID", "error": error}


def test_cancel_multiple_on_the_socket_as_the_page_prints_it(fourcasters: FourcastersSandbox, socket: ClientConnection) -> None:
    good, done = fourcasters.seed_order(market_type="spread"), fourcasters.seed_order()
    fourcasters.cancel_elsewhere(done)
    ids = {"ORDER_ID_1": good, "ORDER_ID_2": done, "ORDER_ID_3": fourcasters.seed_order(market_type="spread")}
    shown, shown_failure = json.loads(filled_in(documents.SOCKET_CANCEL_MULTIPLE_REPLY, ORDER_ID_2=done))["data"]
    first, failure, third = ask(socket, documents.SOCKET_CANCEL_MULTIPLE, **ids)["data"]
    for entry in (first, third):
        assert_like(entry, shown)
    assert failure == shown_failure
    assert fourcasters.open_order_ids() == ()


def test_cancel_all_by_game_and_cancel_all_as_the_page_prints_them(fourcasters: FourcastersSandbox, socket: ClientConnection) -> None:
    spread = fourcasters.seed_order(game_id=GAME, market_type="spread", side=SIDE)
    other = fourcasters.seed_order(game_id=GAME, market_type="spread", side="5c12bc1ce0daba000f47ba8c")
    by_game = ask(socket, documents.SOCKET_CANCEL_ALL_BY_GAME, GAME_ID_TO_CANCEL=GAME)["data"]
    shown = json.loads(documents.SOCKET_SCOPE_REPLY)["data"]
    assert_like(by_game, shown)
    assert [entry["orderID"] for entry in by_game] == [spread]
    everything = ask(socket, documents.SOCKET_CANCEL_ALL)["data"]
    assert_like(everything, shown)
    assert [entry["orderID"] for entry in everything] == [other]
    assert ask(socket, documents.SOCKET_CANCEL_ALL)["data"] == []


def test_cancel_batch_as_the_page_prints_it(predictstreet: PredictStreetSandbox) -> None:
    order_id, foreign = predictstreet.seed_order(), predictstreet.seed_order(wallet=predictstreet.other_wallet)

    def cancel(asked: str) -> Any:
        return curl(CANCEL_BATCH, url=predictstreet.url, key=predictstreet.api_key, **{"<string>": asked})

    first = cancel(order_id)
    assert_like(first, json.loads(documents.CANCEL_BATCH_REPLY))
    assert first == {"cancelled": [order_id], "notCancelled": {}}
    assert cancel(order_id) == {"cancelled": [], "notCancelled": {order_id: "already_terminal"}}
    assert cancel(foreign) == {"cancelled": [], "notCancelled": {foreign: "not_found"}}
    assert (predictstreet.state(order_id), predictstreet.state(foreign)) == ("cancelled", "open")


def test_cancel_batch_with_the_wallet_of_the_page(predictstreet: PredictStreetSandbox) -> None:
    wallet = "0x742d35Cc6634C0532925a3b844Bc9e7595f0bEb3"
    predictstreet.multi_wallet = True
    order_id = predictstreet.seed_order(wallet=wallet)
    named = CANCEL_BATCH.replace("--data", f"--header 'X-User-Wallet: {wallet}' --data")
    reply = curl(named, url=predictstreet.url, key=predictstreet.api_key, **{"<string>": order_id})
    assert reply == {"cancelled": [order_id], "notCancelled": {}}
