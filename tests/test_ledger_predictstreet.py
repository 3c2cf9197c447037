"""A ledger that hears PredictStreet's user feed: what it says follows the venue, by its events alone."""

from __future__ import annotations

from decimal import Decimal

from crossbook import Ledger
from crossbook.feeds import Live
from crossbook.predictstreet import OrderFilled, PredictStreet, RestingOrders, SyncUserFeed, UserFeedEvent
from crossbook.sandbox import Clock, Sandbox

MARKET = "TEST-MARKET"


def heard(feed: SyncUserFeed, ledger: Ledger, last: type[UserFeedEvent]) -> UserFeedEvent:
    """Hand everything to the ledger, twice, up to an event of a kind."""
    for event in feed:
        ledger.add(event)
        ledger.add(event)
        if isinstance(event, last):
            return event
    raise AssertionError(last)


def test_what_the_feed_tells_is_what_may_be_open() -> None:
    ledger = Ledger()
    with Sandbox(clock=Clock(ticks=False)) as sandbox:
        venue = sandbox.predictstreet
        venue.add_market(MARKET)
        first = venue.seed_order(market_id=MARKET, quantity=Decimal(100))
        with (
            PredictStreet(api_key=venue.api_key, base_url=venue.url, websocket_url=venue.socket_url) as client,
            client.user_feed() as feed,
        ):
            heard(feed, ledger, Live)
            assert [(known.order_id, known.resting) for known in ledger.may_be_open()] == [(first, Decimal(100))]
            venue.fill(first, Decimal(30))
            heard(feed, ledger, OrderFilled)
            (known,) = ledger.may_be_open()
            assert (known.resting, known.filled) == (Decimal(70), Decimal(30))
            # What is missed while nobody listens comes behind a gap.
            venue.drop_sockets()
            venue.fill(first, Decimal(20))
            rests = heard(feed, ledger, RestingOrders)
            assert isinstance(rests, RestingOrders)
            (known,) = ledger.may_be_open()
            assert (known.resting, known.filled) == (Decimal(50), Decimal(50))
            venue.fill(first, Decimal(50))
            heard(feed, ledger, OrderFilled)
            assert ledger.may_be_open() == ()
            assert ledger.contradictions() == ()
