"""What both venues of a sandbox share: the clock, the limits, resetting, and what is refused whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from plain_clients import GAME, SOON_GONE, faults_of, fourcasters_http, predictstreet_http, socket_to
from waiting import until
from websockets.exceptions import ConnectionClosed

from crossbook.sandbox import Clock, Fault, Sandbox

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def limited() -> Generator[Sandbox]:
    with Sandbox(limits=True, clock=Clock(starts=NOON, ticks=False)) as running:
        yield running


def test_a_clock_that_does_not_tick_moves_when_it_is_told_to() -> None:
    clock = Clock(starts=NOON, ticks=False)
    assert (clock.now(), clock.wall()) == (0, NOON)
    clock.advance(90)
    assert (clock.now(), clock.wall().isoformat()) == (90, "2026-11-21T12:01:30+00:00")
    clock.reset()
    assert clock.wall() == NOON
    with pytest.raises(ValueError, match="with a zone"):
        Clock(starts=NOON.replace(tzinfo=None))


def test_both_venues_live_by_the_sandboxs_clock(limited: Sandbox) -> None:
    order_id = limited.fourcasters.seed_order()
    with fourcasters_http(limited.fourcasters) as http:
        http.post("/user/ordersHeartbeat", json={"timeout": 30})
    limited.advance(29)
    assert limited.fourcasters.state(order_id) == "open"
    limited.predictstreet.advance(2)
    assert limited.fourcasters.state(order_id) == "cancelled"


def test_a_documented_limit_refuses_with_retry_after_until_its_window_has_passed(limited: Sandbox) -> None:
    with fourcasters_http(limited.fourcasters) as http:
        statuses = [http.get("/user/v2/getGraded").status_code for _ in range(60)]
        limited.advance(20)
        refused = http.get("/user/v2/getGraded")
        assert 429 not in statuses
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "40")
        assert refused.json() == {"error": "Too many requests. Please try again later."}
        assert http.get("/user/getMe").status_code == 200
        limited.advance(40)
        assert http.get("/user/v2/getGraded").status_code != 429
    assert limited.violations == ()


def test_a_limit_per_account_counts_each_account_by_itself(limited: Sandbox) -> None:
    venue = limited.predictstreet
    order_id = venue.seed_order()

    def cancel() -> int:
        with predictstreet_http(venue) as http:
            return http.post("/api/orders/cancel-batch", json={"orderIds": [order_id]}).status_code

    assert [cancel() for _ in range(6)] == [200] * 5 + [429]
    limited.advance(1)
    assert cancel() == 200


def test_no_limit_is_enforced_unless_asked_for(sandbox: Sandbox) -> None:
    with predictstreet_http(sandbox.predictstreet) as http:
        assert {http.post("/api/orders/cancel-all", json={}).status_code for _ in range(20)} == {200}


def test_a_reset_forgets_orders_faults_records_and_time_but_not_the_credentials(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    before, key = venue.token, sandbox.predictstreet.api_key
    venue.rotate_token()
    order_id, other = venue.seed_order(), sandbox.predictstreet.seed_order()
    venue.fail_next(Fault.HTML)
    venue.freeze()
    sandbox.advance(1000)
    with fourcasters_http(venue) as http, socket_to(venue) as socket:
        with pytest.raises(httpx.ReadTimeout):
            http.get("/user/getMe", timeout=SOON_GONE)
        until(lambda: venue.requests)
        sandbox.reset()
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=10)
        assert http.get("/user/getMe", headers={"Authorization": before}).status_code == 200
    assert (venue.token, sandbox.predictstreet.api_key) == (before, key)
    assert (venue.open_order_ids(), sandbox.predictstreet.open_order_ids()) == ((), ())
    assert (sandbox.pending_faults, len(venue.requests), sandbox.violations) == ((), 1, ())
    assert sandbox.clock.now() < 1000
    with pytest.raises(KeyError):
        venue.state(order_id)
    with pytest.raises(KeyError):
        sandbox.predictstreet.state(other)


def test_credentials_can_be_fixed() -> None:
    key = "ps_test_0123456789abcdef_secret"
    with Sandbox(fourcasters_token="tok", predictstreet_api_key=key) as sandbox:
        assert (sandbox.fourcasters.token, sandbox.predictstreet.api_key) == ("tok", key)
        with fourcasters_http(sandbox.fourcasters, "tok") as http:
            assert http.get("/user/getMe").status_code == 200
    with pytest.raises(ValueError, match="expected an API key of the form"):
        Sandbox(predictstreet_api_key="no key of theirs")


def post_bet(number: str) -> Callable[[httpx.Client], httpx.Response]:
    body = f'{{"orders": [{{"gameID": "{GAME}", "type": "moneyline", "side": "x", "odds": -110, "bet": {number}}}]}}'
    return lambda http: http.post("/session/v3/place", content=body, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("number", ["1e999999999", "-1e999999999", "1e-999999999", "1e400", "9" * 5000])
def test_a_number_that_no_double_holds_is_refused_at_once(sandbox: Sandbox, number: str) -> None:
    with fourcasters_http(sandbox.fourcasters) as http:
        reply = post_bet(number)(http)
    assert reply.status_code == 400
    assert sandbox.fourcasters.open_order_ids() == ()
    (fault,) = faults_of(sandbox, "request")
    assert "expected JSON" in fault


@pytest.mark.parametrize("headers", [{}, {"Authorization": "not a token"}])
def test_a_public_operation_needs_no_key(sandbox: Sandbox, headers: dict[str, str]) -> None:
    document: Any = httpx.get(f"{sandbox.fourcasters.url}/openapi.json", headers=headers).json()
    assert document["openapi"].startswith("3.")
    assert sandbox.violations == ()


def test_every_operation_and_message_of_4casters_is_answered_from_state() -> None:
    listed = [record for record in Sandbox().operations() if record.venue == "fourcasters"]
    assert [record.name for record in listed if not record.imitated] == []
    assert {record.transport for record in listed} == {"rest", "socket"}
    assert len(listed) == 48
