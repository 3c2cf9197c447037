"""The controls of the sandbox over HTTP: all that tests in Python can do, for anything that speaks HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from families import every
from plain_clients import IN_CLEAR, SECONDS, SOON_GONE, fourcasters_http
from waiting import until

from compiler.documents import Document
from compiler.rules.standards import standard
from crossbook.sandbox import FourcastersSandbox, FourcastersTrader, PredictStreetSandbox, PredictStreetTrader, Sandbox
from crossbook.sandbox.remote.calls import offered
from crossbook.sandbox.remote.forms import schema_of


class Controls:
    """The HTTP controls as a caller without Python's help has them."""

    def __init__(self, url: str) -> None:
        self.url = f"{url}/_sandbox"

    def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        return httpx.request(method, f"{self.url}/{path}", json=body, timeout=SECONDS, verify=IN_CLEAR)

    def call(self, path: str, **arguments: Any) -> Any:
        reply = self.ask("POST", path, arguments)
        assert reply.status_code == 200, reply.text
        return reply.json()["result"]

    def get(self, path: str) -> Any:
        reply = self.ask("GET", path)
        assert reply.status_code == 200, reply.text
        return reply.json()["result"]


@pytest.fixture
def controls(sandbox: Sandbox) -> Controls:
    return Controls(sandbox.fourcasters.url)


def test_a_market_is_set_up_traded_and_settled_without_python(sandbox: Sandbox, controls: Controls) -> None:
    game = controls.call("fourcasters/add_game", away="Lakers", home="Celtics", main_spread="-4.5")
    other = controls.call(
        "fourcasters/traders/other/place", game_id=game["id"], market_type="moneyline", side=game["home"]["id"], odds=-110, bet="110.00"
    )
    with fourcasters_http(sandbox.fourcasters, controls.get("fourcasters/token")) as http:
        order = {"gameID": game["id"], "type": "moneyline", "side": game["away"]["id"], "odds": 110, "bet": 50}
        (entry,) = http.post("/session/v3/place", json={"orders": [order]}).json()["data"]["createdSessions"]
        assert entry["matched"][0]["orderID"] == other["order_id"]
    assert controls.call("fourcasters/order", order_id=other["order_id"])["filled"] == 55
    assert controls.call("fourcasters/grade_game", game_id=game["id"], away_score=2, home_score=1)["is_graded"] is True
    assert controls.get("fourcasters/traders/own/balance") == 1250.5 + 55 * 0.99
    assert controls.get("sandbox/violations") == []


def test_faults_are_planned_listed_and_taken_back_and_a_reset_ends_it_all(sandbox: Sandbox, controls: Controls) -> None:
    order_id = controls.call("fourcasters/seed_order")
    controls.call("fourcasters/fail_next", fault="foreign_page", operation="cancel", status=409)
    controls.call("fourcasters/fail_next", fault="reply_lost", operation="cancelMultiple", transport="socket")
    assert [pending["operation"] for pending in controls.get("sandbox/pending_faults")] == ["cancel", "cancelMultiple"]
    with fourcasters_http(sandbox.fourcasters) as http:
        assert http.post("/session/cancel", json={"sessionID": order_id}).status_code == 409
    assert [pending["transport"] for pending in controls.call("fourcasters/clear_faults")] == ["socket"]
    controls.call("fourcasters/freeze")
    with fourcasters_http(sandbox.fourcasters) as http, pytest.raises(httpx.ReadTimeout):
        http.post("/session/cancel", json={"sessionID": order_id}, timeout=SOON_GONE)
    until(lambda: len(sandbox.fourcasters.requests) == 2)
    assert controls.call("fourcasters/thaw") == 1
    assert controls.call("fourcasters/state", order_id=order_id) == "cancelled"
    controls.call("sandbox/reset")
    assert (controls.get("fourcasters/requests"), controls.call("fourcasters/open_order_ids")) == ([], [])


def test_traders_are_named_where_a_control_takes_one(sandbox: Sandbox, controls: Controls) -> None:
    controls.call("fourcasters/traders/own/refer", player="a friend")
    with fourcasters_http(sandbox.fourcasters) as http:
        assert http.get("/affiliate/getAffiliateCommission").json() == {"commissionPaid": [{"a friend": 0}]}
    assert controls.get("fourcasters/traders/a%20friend/username") == "a friend"


def test_the_clock_is_moved_and_properties_are_set(sandbox: Sandbox, controls: Controls) -> None:
    order_id = controls.call("fourcasters/seed_order", expires_in=60)
    controls.call("sandbox/advance", seconds=61)
    assert sandbox.fourcasters.state(order_id) == "expired"
    assert controls.ask("PUT", "predictstreet/multi_wallet", {"value": True}).json() == {"result": True}
    assert sandbox.predictstreet.multi_wallet is True


WRONG: Sequence[tuple[str, Any, int]] = (
    ("POST fourcasters/no_such", {}, 404),
    ("POST nobody/reset", {}, 404),
    ("POST fourcasters/_state", {}, 404),
    ("POST sandbox/stop", {}, 404),
    ("POST fourcasters/state", {"order_id": "0" * 24}, 404),
    ("GET fourcasters/add_game", None, 400),
    ("POST fourcasters/token", {}, 400),
    ("PUT fourcasters/token", {"value": "x"}, 400),
    ("POST fourcasters/state", {}, 400),
    ("POST fourcasters/state", {"order": "x"}, 400),
    ("POST fourcasters/state", [], 400),
    ("POST fourcasters/advance", {"seconds": -1}, 400),
    ("POST fourcasters/advance", {"seconds": True}, 400),
    ("POST fourcasters/fail_next", {"fault": "no such fault"}, 400),
    ("POST fourcasters/fail_next", {"fault": "short", "operation": "cancel"}, 400),
    ("POST fourcasters/seed_order", {"bet": "much"}, 400),
    ("POST fourcasters/add_game", {"market_types": "moneyline"}, 400),
    ("POST fourcasters/add_game", {"is_prop": "no"}, 400),
)


def test_what_is_wrong_is_said_and_changes_nothing(sandbox: Sandbox, controls: Controls) -> None:
    def check(case: tuple[str, Any, int]) -> None:
        request_line, body, status = case
        method, path = request_line.split()
        reply = controls.ask(method, path, body)
        assert (reply.status_code, reply.json().keys()) == (status, {"error"})
        assert (sandbox.fourcasters.games(), sandbox.pending_faults, sandbox.fourcasters.requests) == ((), (), ())

    every(WRONG, check)


def test_arguments_that_are_no_json_are_named_as_such(controls: Controls) -> None:
    reply = httpx.post(f"{controls.url}/fourcasters/add_game", content="away=Lakers", timeout=SECONDS, verify=IN_CLEAR)
    assert (reply.status_code, reply.json()["error"].partition(":")[0]) == (400, "expected JSON, found 'away=Lakers'")


def test_the_other_venue_is_traded_without_python_too(sandbox: Sandbox, controls: Controls) -> None:
    market = controls.call("predictstreet/add_market", symbol="UAE-CUP")
    controls.call("predictstreet/traders/other/give_tokens", symbol="UAE-CUP", outcome=0, quantity="50")
    controls.call("predictstreet/traders/other/place", market_id="UAE-CUP", side="sell", price="0.40", quantity="5")
    taken = controls.call("predictstreet/traders/own/place", market_id="UAE-CUP", side="buy", price="0.41", quantity="2")
    assert (market["status"], taken["state"], taken["filled"]) == ("OPEN", "filled", 2)
    book = httpx.get(f"{sandbox.predictstreet.url}/api/markets/UAE-CUP/orderbook", timeout=SECONDS, verify=IN_CLEAR).json()
    assert book["asks"] == [{"price": "0.4", "quantity": "3"}]


def test_the_controls_describe_themselves_and_leave_nothing_out(controls: Controls) -> None:
    document = httpx.get(f"{controls.url}/openapi.json", timeout=SECONDS, verify=IN_CLEAR).json()
    path = Path("rest.openapi.yaml")
    described_so = Document(venue="", name="rest", path=path, root=Path(), content=document, written=document)
    assert list(standard(described_so)) == []
    assert [httpx.get(controls.url + end, timeout=SECONDS, verify=IN_CLEAR).json() for end in ("", "/")] == [document, document]
    for prefix, kind in {
        "sandbox": Sandbox,
        "fourcasters": FourcastersSandbox,
        "fourcasters/traders/{trader}": FourcastersTrader,
        "predictstreet": PredictStreetSandbox,
        "predictstreet/traders/{trader}": PredictStreetTrader,
    }.items():
        described = {path.rpartition("/")[2] for path in document["paths"] if path.rpartition("/")[0] == f"/_sandbox/{prefix}"}
        assert described == set(offered(kind))
        assert {name for name in dir(kind) if not name.startswith("_")} - described <= {"start", "stop", "listen_on", "trader"}


@pytest.mark.parametrize("kind", [Sandbox, FourcastersSandbox, FourcastersTrader, PredictStreetSandbox, PredictStreetTrader])
def test_every_result_of_a_control_has_a_form_in_json(kind: type) -> None:
    for entry in offered(kind).values():
        schema_of(entry.returns)
