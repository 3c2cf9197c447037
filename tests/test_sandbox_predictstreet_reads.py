"""Lists, pages and filters of the PredictStreet sandbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
import sandboxes
import timed_exchange
from predictstreet_calls import MARKET, Caller, calling, order
from timed_exchange import STARTS

from crossbook.sandbox import PredictStreetSandbox

sandbox = pytest.fixture(timed_exchange.sandbox)
venue = pytest.fixture(sandboxes.predictstreet)
call = pytest.fixture(sandboxes.call)


def pages(call: Caller, path: str, name: str, **query: Any) -> list[list[Any]]:
    """Follow the cursor to the end."""
    found: list[list[Any]] = []
    cursor: dict[str, Any] = {}
    while True:
        body = call.get(path, **query, **cursor).body
        found.append(body[name])
        if body["nextCursor"] is None:
            return found
        cursor = {"cursor": body["nextCursor"]}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/orders/history", "orders"),
        ("/api/me/trades", "trades"),
        ("/api/me/fees", "ledger"),
        ("/api/me/withdrawals", "withdrawals"),
    ],
)
def test_a_list_comes_newest_first_in_pages_that_do_not_shift(venue: PredictStreetSandbox, call: Caller, path: str, name: str) -> None:
    def another() -> None:
        venue.seed_order(filled=Decimal(1))
        body = {"amount": "1", "destination": venue.wallet, "salt": "1", "expiry": 1, "userSig": "0x1"}
        call.post("/api/withdrawals/request", body)

    for _ in range(5):
        another()
    whole = call.get(path).body[name]
    cut = pages(call, path, name, limit=2)
    assert [len(rows) for rows in cut] == [2, 2, 1]
    assert [row["id"] for rows in cut for row in rows] == [row["id"] for row in whole]
    first = call.get(path, limit=2).body
    another()
    second = call.get(path, limit=2, cursor=first["nextCursor"]).body
    assert [row["id"] for row in second[name]] == [row["id"] for row in whole[2:4]]


def test_the_history_shows_raw_states_and_filters_them(venue: PredictStreetSandbox, call: Caller) -> None:
    partial, filled = venue.seed_order(filled=Decimal(1)), venue.seed_order(filled=Decimal(100))
    venue.advance(60)
    cancelled, other = venue.seed_order(side="sell", outcome="1"), venue.seed_order(market_id="M")
    venue.cancel_elsewhere(cancelled)

    def found(**query: Any) -> list[str]:
        return [row["id"] for row in call.get("/api/orders/history", **query).body["orders"]]

    assert found() == [other, cancelled, filled, partial]
    assert found(status="PARTIAL") == [partial]
    assert found(status="CANCELLED") == [cancelled]
    assert found(marketId="M") == [other]
    assert found(side="SELL", outcome=1, type="LIMIT") == [cancelled]
    assert found(**{"from": "2026-05-06T12:01:00Z"}) == [other, cancelled]
    assert found(to="2026-05-06T12:00:00.000Z") == [filled, partial]
    for query in ({"status": "CANCELLED_BY_RESOLVE"}, {"side": "up"}, {"cursor": "@@"}):
        assert call.get("/api/orders/history", **query).code == "bad_request"
    assert call.get("/api/orders/history", limit=0).code == "invalid_limit"
    assert call.get("/api/orders/history", to="yesterday").code == "validation_failed"
    assert len(found(limit=100_000)) == 4


def test_an_unknown_order_has_no_fills_and_another_wallets_neither(venue: PredictStreetSandbox, call: Caller) -> None:
    foreign = venue.seed_order(wallet=venue.other_wallet, filled=Decimal(1))
    for order_id in (foreign, "unknown"):
        assert (call.get(f"/api/orders/{order_id}/fills").body, call.get(f"/api/orders/{order_id}").status) == (
            {"orderId": order_id, "trades": []},
            404,
        )


def test_both_sides_see_a_trade_from_their_own_side(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.trader("other").give_tokens(MARKET, 0, Decimal(2))
    sold = venue.trader("other").place(MARKET, side="sell", price=Decimal("0.41"), quantity=Decimal(2))
    bought = call.post("/api/orders/place", order()).body["orderId"]
    (mine,) = call.get("/api/me/trades").body["trades"]
    with calling(venue, venue.trader("other").api_key) as other:
        (theirs,) = other.get("/api/me/trades").body["trades"]
        assert other.get("/api/me/fees").body["ledger"][0]["role"] == "maker"
    assert (mine["id"], mine["side"], mine["orderId"]) == (theirs["id"], "buy", bought)
    assert (theirs["side"], theirs["orderId"], theirs["price"]) == ("sell", sold.id, "0.41")
    (tape,) = call.get(f"/api/markets/{MARKET}/trades").body["trades"]
    assert (tape["maker"], tape["taker"], tape["outcomeLabel"]) == (venue.other_wallet, venue.wallet, "YES")


def test_the_tape_pages_by_time_and_both_bounds_are_excluded(venue: PredictStreetSandbox, call: Caller) -> None:
    for _ in range(3):
        venue.seed_order(filled=Decimal(1))
        venue.advance(1)
    path = f"/api/markets/{MARKET}/trades"
    newest, middle, oldest = call.get(path).body["trades"]

    def found(**query: Any) -> list[str]:
        return [row["id"] for row in call.get(path, **query).body["trades"]]

    assert found(before=newest["createdAt"]) == [middle["id"], oldest["id"]]
    assert found(after=oldest["createdAt"], before=newest["createdAt"]) == [middle["id"]]
    assert found(after=oldest["createdAt"], sort="size") == [newest["id"], middle["id"], oldest["id"]]
    assert found(limit=1) == [newest["id"]]
    assert call.get("/api/markets/nowhere/trades").code == "market_not_found"


def test_a_book_has_one_level_for_each_price_and_says_when_it_changes(venue: PredictStreetSandbox, call: Caller) -> None:
    path = f"/api/markets/{MARKET}/orderbook"
    empty = call.get(path).body
    for price in ("0.40", "0.42", "0.42", "0.41"):
        venue.seed_order(price=Decimal(price))
    venue.seed_order(side="sell", price=Decimal("0.60"), quantity=Decimal("1.5"))
    book = call.get(path, depth=2).body
    assert book["bids"] == [{"price": "0.42", "quantity": "200"}, {"price": "0.41", "quantity": "100"}]
    assert book["asks"] == [{"price": "0.6", "quantity": "1.5"}]
    assert book["seq"] == empty["seq"] + 5
    assert len(book["hash"]) == 16
    assert book["hash"] != empty["hash"]
    assert call.get(path, depth=2).body["hash"] == book["hash"]
    assert call.get(path, outcome="1").body["bids"] == []
    for query in ({"depth": "0"}, {"depth": "many"}, {"outcome": "2"}):
        assert call.get(path, **query).code == "bad_request"


@pytest.mark.parametrize(
    ("reach", "count", "step"), [("live", 300, 1), ("1h", 60, 60), ("1d", 48, 1800), ("1w", 28, 21600), ("1m", 60, 43200)]
)
def test_prices_come_without_gaps(venue: PredictStreetSandbox, call: Caller, reach: str, count: int, step: int) -> None:
    venue.advance(step * count)
    venue.seed_order(price=Decimal("0.40"))
    venue.seed_order(side="sell", price=Decimal("0.60"))
    venue.advance(step)
    venue.fill(venue.seed_order(price=Decimal("0.58")), Decimal(100))
    points = call.get(f"/api/markets/{MARKET}/price-history", range=reach).body["points"]
    assert len(points) == count
    times = [datetime.fromisoformat(point["ts"]) for point in points]
    assert {later - earlier for earlier, later in pairwise(times)} == {timedelta(seconds=step)}
    assert [point["price"] for point in points[-3:]] == ["0.5", "0.5", "0.5"]
    assert venue.trades[-1].price == Decimal("0.58")


def test_a_price_is_the_mid_else_the_last_trade(venue: PredictStreetSandbox, call: Caller) -> None:
    def prices() -> Any:
        return call.get(f"/api/markets/{venue.market(MARKET).slug}").body["outcomePrices"]

    assert prices() == ["0.5", "0.5"]
    bid = venue.seed_order(price=Decimal("0.40"))
    venue.seed_order(side="sell", price=Decimal("0.50"))
    assert prices() == ["0.45", "0.5"]
    venue.fill(bid, Decimal(100))
    assert prices() == ["0.4", "0.5"]


def test_positions_say_what_they_cost_and_what_was_made_with_them(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.add_market("FREE", fee_taker_bps=0)
    other = venue.trader("other")
    other.give_tokens("FREE", 0, Decimal(10))
    other.place("FREE", side="sell", price=Decimal("0.40"), quantity=Decimal(10))
    call.post("/api/orders/place", order(marketId="FREE", price="0.40", quantity="10"))
    other.place("FREE", side="buy", price=Decimal("0.60"), quantity=Decimal(4))
    call.post("/api/orders/place", order(marketId="FREE", side="sell", price="0.60", quantity="4"))
    (row,) = call.get("/api/me/positions").body
    known = {"quantity": "6", "avgCost": "0.4", "currentPrice": "0.6", "realizedPnl": "0.8", "unrealizedPnl": "1.2"}
    assert {name: row[name] for name in known} == known
    assert "accountingStatus" not in row
    venue.trader().give_tokens("FREE", 1, Decimal(1))
    given = call.get("/api/me/positions").body[1]
    assert (given["outcomeIndex"], given["accountingStatus"], given["avgCost"]) == (1, "unavailable", None)


def test_the_leaderboard_ranks_and_its_pages_are_of_one_snapshot(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.add_market("FREE", fee_taker_bps=0)
    names = [f"trader-{index}" for index in range(4)]
    for index, name in enumerate(names, 1):
        venue.trader(name)
        order_id = venue.seed_order(market_id="FREE", wallet=venue.trader(name).wallet, price=Decimal("0.50"), quantity=Decimal(index))
        venue.fill(order_id, Decimal(index))

    def listed(**query: Any) -> list[str]:
        return [row["username"] for rows in pages(call, "/api/leaderboard", "entries", sort="volume", **query) for row in rows]

    assert listed(limit=2) == [*reversed(names), "own"]
    first = call.get("/api/leaderboard", sort="volume", limit=1).body
    assert (first["period"], first["total"], first["entries"][0]["volume"], first["me"]["rank"]) == ("today", 5, "2", 5)
    venue.seed_order(filled=Decimal(100), wallet=venue.trader("late").wallet)
    second = call.get("/api/leaderboard", sort="volume", limit=9, cursor=first["nextCursor"]).body
    assert [row["username"] for row in second["entries"]] == ["trader-2", "trader-1", "trader-0", "own"]
    assert listed(search="TRADER-1") == ["trader-1"]
    assert listed(search=venue.wallet[:12]) == ["own"]
    venue.advance(24 * 3600)
    assert call.get("/api/leaderboard", sort="volume").body["entries"][0]["volume"] == "0"
    assert call.get("/api/leaderboard", sort="volume", period="week").body["entries"][0]["volume"] == "42"
    assert call.get("/api/leaderboard", period="ever").code == "bad_request"
    with calling(venue, None) as nobody:
        assert nobody.get("/api/leaderboard").body["me"] is None


def test_events_are_shown_with_their_public_markets_and_filtered(venue: PredictStreetSandbox, call: Caller) -> None:
    soon = venue.add_event("Soon", tags=("soccer", "cup"), starts_at=STARTS + timedelta(hours=1), teams=("ESP", "ENG"), stage="r16")
    past = venue.add_event("Past", tags=("soccer",), starts_at=STARTS - timedelta(hours=1))
    hidden = venue.add_event("Hidden")
    venue.add_market("SOON", event_id=soon)
    venue.add_market("PAST", event_id=past, closes_at=STARTS + timedelta(minutes=1))
    venue.add_market("DRAFT", event_id=hidden, status="DRAFT")
    venue.seed_order(market_id="SOON", filled=Decimal(1))

    def found(**query: Any) -> list[str]:
        return [event["title"] for event in call.get("/api/events", **query).body["events"]]

    assert found() == ["Past", "Soon", MARKET]
    assert found(tag="soccer") == ["Past", "Soon"]
    assert found(tag="cup", sort="live") == []
    assert found(sort="live") == ["Past"]
    assert found(sort="starting_soon") == ["Soon", MARKET]
    assert found(sort="ending_soon")[0] == "Past"
    assert found(sort="trending")[0] == "Soon"
    assert call.get("/api/events", sort="best").code == "bad_request"
    assert call.get(f"/api/events/{hidden}").code == "event_not_found"
    assert call.get("/api/events/soon").code == "validation_failed"
    assert call.get("/api/matches/3c90c3cc-0d44-4b50-8888-8dd25736052a").code == "match_not_found"
    venue.set_market_status("DRAFT", "OPEN")
    assert "Hidden" in found()


def test_markets_are_found_by_slug_and_by_state(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.add_market("UAE-CUP-FINAL-20260425", slug="who-lifts-the-cup", status="PROPOSED", title="Who lifts the cup?")
    venue.add_market("DRAFT", status="DRAFT")
    assert [market["symbol"] for market in call.get("/api/markets").body["markets"]] == [MARKET, "UAE-CUP-FINAL-20260425"]
    assert [market["symbol"] for market in call.get("/api/markets", status="PROPOSED").body["markets"]] == ["UAE-CUP-FINAL-20260425"]
    assert call.get("/api/markets", status="open").code == "bad_request"
    proposed = call.get("/api/markets/who-lifts-the-cup").body
    assert (proposed["conditionId"], proposed["yesTokenId"], proposed["negRiskEligible"]) == (None, None, False)
    assert call.get("/api/markets/UAE-CUP-FINAL-20260425").code == "market_not_found"
    venue.set_market_status("UAE-CUP-FINAL-20260425", "OPEN")
    assert call.get("/api/markets/who-lifts-the-cup").body["yesTokenId"] == venue.market("UAE-CUP-FINAL-20260425").token_ids[0]
    venue.resolve("UAE-CUP-FINAL-20260425", winner=1)
    resolved = call.get("/api/markets/who-lifts-the-cup").body
    assert (resolved["status"], resolved["payoutNumerators"], resolved["resolvedAt"]) == ("RESOLVED", [0, 1], "2026-05-06T12:00:00.000Z")


WRONG: list[Callable[[PredictStreetSandbox], object]] = [
    lambda venue: venue.add_market(MARKET),
    lambda venue: venue.add_market("NEW", slug=venue.market(MARKET).slug),
    lambda venue: venue.add_market("NEW", event_id="nothing"),
    lambda venue: venue.add_market("NEW", tick=Decimal(1)),
    lambda venue: venue.add_market("NEW", initial_price=Decimal("0.505")),
    lambda venue: venue.add_market("NEW", fee_taker_bps=-1),
    lambda venue: venue.add_market("NEW", closes_at=datetime(2026, 1, 1)),  # noqa: DTZ001 - that is the mistake
    lambda venue: venue.resolve(MARKET, winner=2),
    lambda venue: venue.add_event("Who wins?", match_id="nothing"),
    lambda venue: venue.market("nothing"),
    lambda venue: venue.book("nothing"),
    lambda venue: venue.trader().set_usdc(Decimal(-1)),
    lambda venue: venue.trader().cancel("nothing"),
    lambda venue: venue.trader().place(MARKET, side="buy", price=Decimal(1), quantity=Decimal(1)),
    lambda venue: venue.trader().place(MARKET, side="buy", price=Decimal("0.5"), quantity=Decimal("NaN")),
    lambda venue: venue.seed_order(price=Decimal(2)),
    lambda venue: setattr(venue, "settles_after", -1),
    lambda venue: venue.fail_settlement("nothing"),
    lambda venue: venue.execute_on_chain("nothing"),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_set_up_is_an_error(venue: PredictStreetSandbox, wrong: Callable[[PredictStreetSandbox], object]) -> None:
    with pytest.raises((ValueError, KeyError), match="expected"):
        wrong(venue)
