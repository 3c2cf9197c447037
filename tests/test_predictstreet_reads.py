"""Typed reads of PredictStreet: what the venue says, in our words, all pages of it, and nothing that is about something else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import pytest
from accounts import Clients, predictstreet_at, uuids
from replies import Answer, Received, Replies, said

from crossbook import CrossbookError, InvalidRequest, NotFound, ReadFailed
from crossbook.predictstreet import PredictStreet
from crossbook.sandbox import Sandbox

FIRST, SECOND = uuids(2)
MARKET = "NC26-BIN-83479265"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def asked(received: Received) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(received.target).query))


def paged(venue: Replies, *pages: dict[str, Any]) -> None:
    """Answer page by page; each names the next one."""

    def answer(received: Received) -> Answer:
        number = int(asked(received).get("cursor", 0))
        following = {"nextCursor": str(number + 1) if number + 1 < len(pages) else None}
        return said({"walletAddress": "0x"} | pages[number] | following)

    venue.otherwise = answer


def trade(number: int, created: datetime, **members: Any) -> dict[str, Any]:
    made = {"id": f"t-{number}", "orderId": FIRST, "marketId": MARKET, "side": "buy", "price": "0.5140", "quantity": "2.5", "fee": "0.01"}
    return made | {"status": "matched", "createdAt": created.isoformat()} | members


def test_fills_are_read_to_the_last_page(venue: Replies, clients: Clients) -> None:
    paged(venue, {"trades": [trade(1, NOON), trade(2, NOON)]}, {"trades": []}, {"trades": [trade(3, NOON)]})
    found = clients.predictstreet().fills(MARKET)
    assert [fill.trade_id for fill in found] == ["t-1", "t-2", "t-3"]
    assert [asked(request).get("cursor") for request in venue.requests] == [None, "1", "2"]
    assert {asked(request)["marketId"] for request in venue.requests} == {MARKET}


def test_fills_since_a_time_are_those_from_then_on_and_no_older_page_is_asked_for(venue: Replies, clients: Clients) -> None:
    hour = timedelta(hours=1)
    paged(
        venue,
        {"trades": [trade(1, NOON), trade(2, NOON - hour)]},
        {"trades": [trade(3, NOON - hour), trade(4, NOON - 2 * hour)]},
        {"trades": [trade(5, NOON - 3 * hour)]},
        {"trades": [trade(6, NOON - 4 * hour)]},
    )
    found = clients.predictstreet().fills(since=NOON - hour)
    assert [fill.trade_id for fill in found] == ["t-1", "t-2", "t-3"]
    assert len(venue.requests) == 3


def test_a_fill_tells_exact_amounts_and_aware_times(venue: Replies, clients: Clients) -> None:
    settled = trade(1, NOON, status="settled", txHash="0xab", settledAt="2026-06-01T14:00:00+02:00", fee="NaN")
    paged(venue, {"trades": [settled, trade(2, NOON, status="unheard", createdAt="yesterday")]})
    first, second = clients.predictstreet().fills()
    assert (first.price, first.quantity, first.fee) == (Decimal("0.5140"), Decimal("2.5"), None)
    assert (first.created_at, first.settled_at, first.tx_hash) == (NOON, NOON, "0xab")
    assert (first.is_final, second.is_final, second.status, second.created_at) == (True, False, "unheard", None)


@pytest.mark.parametrize("reply", [{"orderId": SECOND, "trades": []}, {"trades": [trade(1, NOON, orderId=SECOND)]}])
def test_fills_of_another_order_are_not_taken_for_those_of_the_one_asked_for(venue: Replies, clients: Clients, reply: Any) -> None:
    venue.always(said(reply))
    with pytest.raises(ReadFailed, match="about another order"):
        clients.predictstreet().order_fills(FIRST)


def test_the_history_is_read_whole_and_filters_are_the_venues(venue: Replies, clients: Clients) -> None:
    paged(venue, {"orders": [{"id": FIRST, "status": "PARTIAL", "filledQty": "1.5"}]}, {"orders": [{"id": SECOND, "status": "EXPIRED"}]})
    since = NOON.astimezone(timezone(timedelta(hours=2)))
    found = clients.predictstreet().order_history(MARKET, status="EXPIRED", since=since, until=NOON)
    assert [(order.order_id, order.status, order.filled) for order in found] == [
        (FIRST, "PARTIAL", Decimal("1.5")),
        (SECOND, "EXPIRED", None),
    ]
    expected = {"marketId": MARKET, "status": "EXPIRED", "from": "2026-06-01T12:00:00Z", "to": "2026-06-01T12:00:00Z", "limit": "200"}
    assert asked(venue.requests[0]) == expected
    assert asked(venue.last) == expected | {"cursor": "1"}


@pytest.mark.parametrize("row", [{"status": "OPEN"}, {"id": 7}, "an order", None])
def test_a_row_of_the_history_that_is_no_order_is_said_and_not_left_out(venue: Replies, clients: Clients, row: Any) -> None:
    paged(venue, {"orders": [{"id": FIRST}, row]})
    with pytest.raises(ReadFailed, match="history"):
        clients.predictstreet().order_history()


WRAPPERS: Final[tuple[Callable[[Any], object], ...]] = (
    lambda rows: rows,
    lambda rows: {"walletAddress": "0x", "rows": rows, "nextCursor": None},
)


@pytest.mark.parametrize("wrap", WRAPPERS)
def test_positions_are_found_whatever_they_are_wrapped_in(venue: Replies, clients: Clients, wrap: Any) -> None:
    venue.always(said(wrap([{"marketId": MARKET, "outcomeIndex": 1, "quantity": "3.25", "avgCost": None}])))
    (held,) = clients.predictstreet().positions()
    assert (held.marketId, held.outcomeIndex, held.quantity, held.avgCost) == (MARKET, 1, Decimal("3.25"), None)


UNCLEAR: Final = ('{"a": [], "b": []}', '{"count": 0}', '{"rows": [{"quantity": []}]}')


@pytest.mark.parametrize("reply", UNCLEAR)
def test_positions_that_could_be_either_are_no_positions(venue: Replies, clients: Clients, reply: str) -> None:
    venue.always(Answer(200, reply.encode()))
    with pytest.raises(ReadFailed):
        clients.predictstreet().positions()


def level(price: str, quantity: str = "1") -> dict[str, str]:
    return {"price": price, "quantity": quantity}


def test_a_book_has_its_best_prices_first_in_whatever_order_they_come(venue: Replies, clients: Clients) -> None:
    bids, asks = [level("0.40"), level("0.42"), level("0.41")], [level("0.50"), level("0.45"), level("0.5")]
    venue.always(said({"bids": bids, "asks": asks, "seq": 7, "ts": "2026-06-01T12:00:00Z"}))
    book = clients.predictstreet().order_book(MARKET, 1, depth=3)
    assert [str(each.price) for each in book.bids] == ["0.42", "0.41", "0.40"]
    assert [str(each.price) for each in book.asks] == ["0.45", "0.50", "0.5"]
    assert book.best_bid == book.bids[0]
    assert book.best_ask == book.asks[0]
    assert (book.market_id, book.outcome, book.sequence, book.hash, book.at) == (MARKET, 1, 7, None, NOON)
    assert asked(venue.last) == {"outcome": "1", "depth": "3"}
    venue.always(said({"bids": [], "asks": []}))
    empty = clients.predictstreet().order_book(MARKET, 0)
    assert (empty.best_bid, empty.best_ask) == (None, None)


@pytest.mark.parametrize(
    "book",
    [
        {"bids": [], "asks": [], "marketId": "ANOTHER"},
        {"bids": [], "asks": [], "outcome": "1"},
        {"bids": [level("NaN")], "asks": []},
        {"bids": [], "asks": [level("0.5", "Infinity")]},
    ],
)
def test_a_book_of_another_outcome_or_without_numbers_is_none(venue: Replies, clients: Clients, book: Any) -> None:
    venue.always(said(book))
    with pytest.raises(ReadFailed):
        clients.predictstreet().order_book(MARKET, 0)


def test_a_tape_is_of_the_market_asked_for(venue: Replies, clients: Clients) -> None:
    row = {"id": "t-1", "price": "0.5", "quantity": "2", "outcomeIndex": 1, "createdAt": NOON.isoformat(), "settledAt": None}
    venue.always(said({"symbol": MARKET, "trades": [row]}))
    client = clients.predictstreet()
    (found,) = client.market_trades(MARKET, limit=200, after=NOON, before=NOON + timedelta(hours=1))
    assert (found.trade_id, found.outcome, found.price, found.created_at, found.settled_at) == ("t-1", 1, Decimal("0.5"), NOON, None)
    assert asked(venue.last) == {"limit": "200", "after": "2026-06-01T12:00:00Z", "before": "2026-06-01T13:00:00Z"}
    with pytest.raises(ReadFailed, match="another market"):
        client.market_trades("ANOTHER")


UNASKABLE: Final[tuple[Callable[[Any], object], ...]] = (
    lambda client: client.fills(since=datetime(2026, 6, 1)),  # noqa: DTZ001 - that is what is wrong with it
    lambda client: client.fills(since="2026-06-01"),
    lambda client: client.fills(" "),
    lambda client: client.order_history(until=1.5),
    lambda client: client.order_history(status="EXPIRD"),
    lambda client: client.order_fills("an order"),
    lambda client: client.order_book(MARKET, 2),
    lambda client: client.order_book(MARKET, "0"),
    lambda client: client.order_book(MARKET, 0, depth=0),
    lambda client: client.market_trades(MARKET, limit=201),
    lambda client: client.market_trades(MARKET, limit=0),
    lambda client: client.market_trades(""),
    lambda client: client.get_market(""),
    lambda client: client.markets("SHUT"),
)


@pytest.mark.parametrize("call", UNASKABLE)
def test_what_cannot_be_asked_is_refused_before_anything_is_sent(venue: Replies, clients: Clients, call: Any) -> None:
    with pytest.raises((InvalidRequest, ValueError)):
        call(clients.predictstreet())
    assert venue.requests == []


def test_a_page_that_comes_twice_ends_the_reading(venue: Replies, clients: Clients) -> None:
    venue.always(said({"trades": [trade(1, NOON)], "nextCursor": "again"}))
    with pytest.raises(CrossbookError, match="already read"):
        clients.predictstreet().fills()


@pytest.fixture
def client(sandbox: Sandbox) -> PredictStreet:
    return PredictStreet(api_key=sandbox.predictstreet.api_key, base_url=sandbox.predictstreet.url)


def test_everything_is_read_of_the_sandbox(sandbox: Sandbox, client: PredictStreet) -> None:
    market = sandbox.predictstreet
    resting = market.seed_order(market_id=MARKET, price=Decimal("0.40"), quantity=Decimal(10))
    filled = market.seed_order(market_id=MARKET, price=Decimal("0.42"), quantity=Decimal(5), filled=Decimal(5))
    with client:
        assert {order.order_id for order in client.order_history(MARKET)} >= {resting, filled}
        assert [level.price for level in client.order_book(MARKET, 0).bids] == [Decimal("0.40")]
        assert [balance.token for balance in client.balances()] == ["USDC"]
        assert MARKET in [each.symbol for each in client.markets("OPEN")]
        slug = market.market(MARKET).slug
        assert client.get_market(slug).symbol == MARKET
        with pytest.raises(NotFound):
            client.get_market("no-such-market")
        fills = client.order_fills(filled)
        assert sum(fill.quantity or 0 for fill in fills) == 5
        assert [fill.trade_id for fill in client.fills(MARKET)] == [fill.trade_id for fill in fills]
        assert client.fills(MARKET, since=datetime.now(UTC) + timedelta(hours=1)) == ()
        (held,) = client.positions()
        assert (held.outcomeIndex, held.quantity) == (0, Decimal("4.9594")), "a buyer pays the fee in tokens"
        assert [each.quantity for each in client.market_trades(MARKET)] == [fill.quantity for fill in fills]
    assert sandbox.violations == ()


def test_a_history_of_many_pages_is_whole(sandbox: Sandbox, client: PredictStreet) -> None:
    ids = {sandbox.predictstreet.seed_order(market_id=MARKET, quantity=Decimal(1)) for _ in range(205)}
    with client:
        assert {order.order_id for order in client.order_history()} == ids


def test_a_client_that_reads_nothing_of_the_kind_has_loaded_no_prices() -> None:
    import subprocess  # noqa: PLC0415 - here only
    import sys  # noqa: PLC0415 - here only

    code = "import sys; from crossbook.predictstreet import PredictStreet; PredictStreet(api_key='ps_live_0123456789abcdef_secret');"
    loaded = "print([name for name in sys.modules if name.startswith(('crossbook.prices', 'crossbook.predictstreet.signing'))])"
    done = subprocess.run([sys.executable, "-c", code + loaded], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert done.stdout.strip() == "[]"


def test_a_client_reads_with_its_own_wallet(venue: Replies) -> None:
    venue.always(said([]))
    with predictstreet_at(venue.url) as client:
        assert client.positions() == ()
    assert "x-user-wallet" in venue.last.headers
