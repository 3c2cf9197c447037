"""Every operation of PredictStreet against the sandbox, by http.client and json alone: what it answers comes from state."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sandboxes
from operations_tried import TRIES, with_match
from predictstreet_calls import MARKET, Caller, calling, order

from compiler.documents import read
from crossbook.sandbox import PredictStreetSandbox, Sandbox

SPECS = Path(__file__).parent.parent / "specs"
SPEC: Any = read(SPECS / "predictstreet" / "rest.openapi.yaml")
OPERATIONS: dict[str, tuple[str, Any]] = {
    operation["operationId"]: (f"{method.upper()} {path}", operation)
    for path, methods in SPEC["paths"].items()
    for method, operation in methods.items()
}
# No page shows what these reply.
WITHOUT_SCHEMA = {
    "getPlatformStatus": "/api/platform/status",
    "getPlatformFeeConfig": "/api/platform/fee-config",
    "getPortfolio": "/api/me/portfolio",
    "listMarketTraders": f"/api/markets/{MARKET}/traders",
    "getOhlc": f"/api/markets/{MARKET}/ohlc",
    "searchEvents": "/api/search/events",
    "getReconciliationSnapshot": "/api/v1/partner/reconciliation/snapshot",
}


venue = pytest.fixture(sandboxes.predictstreet)
call = pytest.fixture(sandboxes.call)


def test_every_operation_is_tried() -> None:
    assert set(TRIES) | set(WITHOUT_SCHEMA) == set(OPERATIONS)


@pytest.mark.parametrize("operation", TRIES)
def test_an_operation_answers_from_state_and_by_the_spec(
    sandbox: Sandbox, venue: PredictStreetSandbox, call: Caller, operation: str
) -> None:
    reply, holds = TRIES[operation](venue, call)
    assert (reply.status in (200, 201), holds) == (True, True), reply.body
    assert venue.requests[-1].operation == operation
    assert int(reply.headers["X-Server-Time"]) > 1_600_000_000_000
    assert sandbox.violations == ()


@pytest.mark.parametrize("operation", WITHOUT_SCHEMA)
def test_what_no_page_shows_answers_501_or_what_a_test_says(sandbox: Sandbox, venue: PredictStreetSandbox, operation: str) -> None:
    key = venue.trader().audit_key if operation == "getReconciliationSnapshot" else venue.api_key
    with calling(venue, key) as caller:
        assert (caller.get(WITHOUT_SCHEMA[operation]).status, caller.get(WITHOUT_SCHEMA[operation]).code) == (501, "not_imitated")
        venue.set_reply(operation, {"price": Decimal("0.42")})
        assert caller.get(WITHOUT_SCHEMA[operation]).body == {"price": 0.42}
    with pytest.raises(ValueError, match="getNothing"):
        venue.set_reply("getNothing", {})
    assert sandbox.violations == ()


PUBLIC = [name for name, (_, operation) in OPERATIONS.items() if {} in operation.get("security", [])]


@pytest.mark.parametrize("operation", PUBLIC)
def test_what_everybody_may_read_needs_no_key_but_refuses_a_bad_one(venue: PredictStreetSandbox, operation: str) -> None:
    path = OPERATIONS[operation][0].removeprefix("GET ")
    market = venue.market(MARKET)
    path = path.replace("{slug}", market.slug).replace("{symbol}", MARKET)
    path = path.replace("{id}", with_match(venue) if "matches" in path else market.event_id)
    with calling(venue, None) as nobody, calling(venue, "ps_live_0123456789abcdef_secret") as stranger:
        assert nobody.get(path).status in (200, 501)
        assert (stranger.get(path).status, stranger.get(path).code) == (401, "api_key_unknown_key")


SCOPED = {
    name: (line, match[1])
    for name, (line, operation) in OPERATIONS.items()
    if (match := re.search(r"Needs scope ([a-z:]+[a-z])", operation["description"]))
}


@pytest.mark.parametrize("operation", SCOPED)
def test_a_key_without_the_scope_that_the_page_names_is_refused(venue: PredictStreetSandbox, operation: str) -> None:
    line, scope = SCOPED[operation]
    method, path = line.split()
    if scope != "partner:trades:read":
        venue.trader().set_scopes("markets:read", "events:read")
    with calling(venue, venue.api_key) as caller:
        reply = caller.get(path) if method == "GET" else caller.post(path, {})
    assert (reply.status, reply.code, reply.body["requiredScope"]) == (403, "api_key_scope_missing", scope)
    assert reply.body["have"] == sorted(reply.body["have"])
    assert scope not in reply.body["have"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/orders/cancel-all", {"marketID": MARKET}),
        ("/api/orders/cancel", {"orderId": "none", "reason": "x"}),
        ("/api/orders/cancel-batch", {"orderIds": ["3c90c3cc-0d44-4b50-8888-8dd25736052a"], "all": True}),
        ("/api/orders/place-batch", {"orders": [order()], "atomic": True}),
        ("/api/vault/split-signature", {"marketId": MARKET, "amount": "1", "salt": "1"}),
    ],
)
def test_a_member_that_no_document_has_is_refused_and_nothing_is_done(venue: PredictStreetSandbox, path: str, body: Any) -> None:
    resting = venue.seed_order()
    with calling(venue, venue.api_key) as call:
        reply = call.post(path, body)
    assert (reply.status, reply.code) == (400, "validation_failed")
    assert reply.body["message"].startswith("property ")
    assert venue.open_order_ids() == (resting,)


def test_an_expiry_that_is_no_whole_number_is_refused_for_its_form(venue: PredictStreetSandbox) -> None:
    with calling(venue, venue.api_key) as call:
        assert [call.post("/api/orders/place", order(expiry=expiry)).code for expiry in (1.5, 5)] == ["validation_failed", "expired"]
