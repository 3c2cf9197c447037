"""What a ledger makes of feeds, reads and observed calls: a row for every event."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

import msgspec
from gateway_frames import VAULT, WALLET
from ledger_messages import (
    FOURCASTERS,
    MISSING,
    PREDICTSTREET,
    attempted,
    cancelled_there,
    ended,
    fill_there,
    filled,
    filled_there,
    gone,
    intent,
    look_up,
    new_order,
    order_there,
    placed,
    rests_there,
    row,
    taken,
)
from ledger_rows import EDITED, FIRST, RESTS, SENT, STILL, Row, Said

from crossbook import Cancelled, NotPlaced, NotPlacedReason, PlaceUnknown
from crossbook import feeds as own
from crossbook import fourcasters as four
from crossbook import predictstreet as ps
from crossbook.errors import Outcome
from crossbook.observing import CallBegan, CallInterrupted, FeedFrame, FeedLost, FeedOpened, FeedTold, Pausing, Repeating, UnclaimedFrame
from crossbook_bindings.fourcasters.user_feed.models import UserEvent
from crossbook_bindings.predictstreet.user_socket.models import Greeting, PushFrame
from crossbook_bindings.runtime import EffectKind

FEED: Final = "a feed"


def fourcasters_feed() -> Iterable[Row]:
    rests = (placed(),)
    yield Row(FOURCASTERS, (), placed(), STILL)
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), placed(), STILL, "which was sent")
    yield Row(FOURCASTERS, rests, filled(30, 70), (70, 30, 1, 0))
    yield Row(FOURCASTERS, (), filled(30, 20), (20, 80, 1, 0), "of which nothing was known")
    yield Row(FOURCASTERS, rests, filled(100, 0), (0, 100, 0, 0), "whole")
    yield Row(FOURCASTERS, (*rests, gone(0)), filled(30, 70), (0, 30, 0, 0), "late, of an order that was cancelled")
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), taken(30), (70, 30, 1, 0))
    yield Row(FOURCASTERS, rests, gone(30), (0, 30, 0, 0))
    yield Row(FOURCASTERS, (), gone(30), (0, 30, 0, 0), "of which nothing was known")
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), four.RestingOrders(orders=(row(100, 30),), cursor=None), (70, 30, 1, 0))
    unlisted = four.UnlistedEvent(message_id="7-1", cursor="7-1", venue_event=UserEvent(messageID="7-1"))
    for told in (unlisted, *connection_events(), own.Replayed(source=FEED, count=0)):
        yield Row(FOURCASTERS, rests, told, STILL)


def predictstreet_feed() -> Iterable[Row]:
    sent = (SENT[PREDICTSTREET],)
    frame = PushFrame(type="?", sid=1, channel="user_orders", data=msgspec.Raw(b"{}"))
    yield Row(PREDICTSTREET, (), rests_there(), (0, 0, 1, 1), "of which nothing was known")
    yield Row(PREDICTSTREET, sent, rests_there(), STILL)
    yield Row(PREDICTSTREET, sent, rests_there(None), STILL, "without a name")
    yield Row(PREDICTSTREET, sent, filled_there(30), (70, 15, 1, 0))
    # At what price it was to buy is not known, and no token costs more than 1 USDC.
    yield Row(PREDICTSTREET, (), filled_there(30), (0, 30, 1, 1), "of which nothing was known")
    yield Row(PREDICTSTREET, sent, filled_there(100), (0, 50, 0, 0), "whole")
    yield Row(PREDICTSTREET, (*sent, filled_there(30)), cancelled_there(), (0, 50, 0, 0), "and nobody says how much was matched by then")
    yield Row(
        PREDICTSTREET, (*sent, filled_there(30), cancelled_there()), order_there(100, 30, status="CANCELLED"), (0, 15, 0, 0), "looked up"
    )
    yield Row(PREDICTSTREET, (*sent, Cancelled(FIRST[PREDICTSTREET], remaining=Decimal(100))), filled_there(30), (0, 15, 0, 0), "late")
    resting = ps.RestingOrders(orders=(order_there(100, 30),), fills=(fill_there(30),), fills_since=None)
    yield Row(PREDICTSTREET, sent, resting, (70, 15, 1, 0))
    balance = ps.VaultBalanceChanged(
        vault=VAULT,
        token_id="1",
        condition_id=None,
        outcome=0,
        balance_after=Decimal(1),
        reason=None,
        tx_hash=None,
        happened_at=None,
        venue_event=frame,
    )
    channel, ids = "user_orders", ()
    for told in (
        balance,
        ps.UnlistedEvent(source=FEED, venue_event=frame),
        ps.Greeted(source=FEED, wallet=WALLET, generation=2, venue_event=Greeting()),
        ps.Subscribed(source=FEED, channel=channel, ids=ids),
        ps.SubscriptionRejected(source=FEED, channel=channel, ids=ids, code=None, problem="no"),
        *connection_events(),
    ):
        yield Row(PREDICTSTREET, sent, told, STILL)


def connection_events() -> Iterable[Any]:
    yield own.Connected(source=FEED, connection=1)
    yield own.Disconnected(source=FEED, problem="it broke", attempt=1, in_seconds=1.0)
    yield own.Gap(source=FEED, problem="nobody knows")
    yield own.Live(source=FEED)
    yield own.Lost(source=FEED, problem="over")


def reads() -> Iterable[Row]:
    yield Row(FOURCASTERS, (), row(100, 30), (70, 30, 1, 0), "a row of a list")
    # A look-up has two decimals, and what rests may be a cent more; then so much less was matched.
    yield Row(FOURCASTERS, (), look_up(30, 70), (70, 30, 1, 0), "a look-up")
    yield Row(FOURCASTERS, RESTS[FOURCASTERS], look_up(30, 70, cancelled=True), (0, 30, 0, 0), "a look-up of what was cancelled")
    over = (0, 15, 0, 0)
    after: dict[str, Said] = {
        "PENDING": (70, 15, 1, 0),
        "OPEN": (70, 15, 1, 0),
        "PARTIAL": (70, 15, 1, 0),
        "FILLED": over,
        "CANCELLED": over,
    }
    after |= {"CANCELLED_BY_RESOLVE": over, "EXPIRED": over, "REJECTED": over, "SETTLEMENT_FAILED": over, "TOMORROW": (100, 15, 1, 0)}
    for status, expected in after.items():
        yield Row(PREDICTSTREET, (), order_there(100, 30, status=status), expected, status)
    cancelled = (Cancelled(FIRST[PREDICTSTREET], remaining=Decimal(70)), order_there())
    for status, matched in {"matched": 15, "settlement_pending": 15, "settled": 15, "settlement_failed": 0, "tomorrow": 15}.items():
        yield Row(PREDICTSTREET, cancelled, fill_there(30, status=status), (0, matched, 0, 0), status)
    failed = (*cancelled, fill_there(30, status="settlement_failed"))
    yield Row(PREDICTSTREET, failed, fill_there(30), (0, 0, 0, 0), "an older message than that it has failed")


def observed() -> Iterable[Row]:
    began: dict[str, Any] = {
        "venue": FOURCASTERS,
        "transport": "rest",
        "method": "place_orders",
        "arguments": {},
        "account": None,
        "deadline": 30.0,
    }
    rests = RESTS[FOURCASTERS]
    yield Row(FOURCASTERS, rests, CallBegan(call=1, at=0.0, **began), STILL)
    yield Row(FOURCASTERS, (), SENT[FOURCASTERS], STILL)
    yield Row(PREDICTSTREET, (), SENT[PREDICTSTREET], STILL)
    yield Row(FOURCASTERS, rests, EDITED, (160, 0, 2, 0), "an edit")
    yield Row(FOURCASTERS, (), intent(FOURCASTERS, EffectKind.CANCEL, order_ids=(FIRST[FOURCASTERS],)), (0, 0, 1, 1), "a cancel")
    yield Row(FOURCASTERS, rests, intent(FOURCASTERS, EffectKind.READ), STILL, "a read")
    yield Row(FOURCASTERS, rests, intent("elsewhere", EffectKind.PLACE, references=("mine",)), STILL, "of no venue of ours")
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), attempted(FOURCASTERS, body=None), STILL)
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), Pausing(call=1, at=0.0, until=1.0, cause="repeat"), STILL)
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), Repeating(call=1, at=0.0, request=1, attempt=2, operation="placeOrders"), STILL)
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), ended(), STILL, "with nothing")
    unknown = PlaceUnknown(order=new_order(), evidence=MISSING)
    stopped = CallInterrupted(call=1, at=0.0, by="CancelledError", outcomes=(unknown,), error=None)
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), stopped, STILL)
    unsent = stopped_with(stopped, NotPlaced(reason=NotPlacedReason.NOT_SENT, user_reference="mine"))
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), unsent, (0, 0, 0, 0), "before anything left")
    yield Row(FOURCASTERS, rests, UnclaimedFrame(at=0.0, venue=FOURCASTERS, text="?"), STILL)
    # What a feed tells of orders is handed in by its reader, event by event.
    feed: Any = {"feed": 1, "at": 0.0, "venue": FOURCASTERS, "name": "userFeed", "is_own": True}
    yield Row(FOURCASTERS, rests, FeedOpened(**feed, connection=1), STILL)
    yield Row(FOURCASTERS, rests, FeedFrame(**feed, connection=1, text='{"type":"orderCancelled"}'), STILL)
    yield Row(FOURCASTERS, rests, FeedLost(**feed, connection=1, problem="?"), STILL)
    yield Row(FOURCASTERS, rests, FeedTold(**feed, source="?", word="Gap"), STILL)


def stopped_with(stopped: CallInterrupted, outcome: Outcome) -> CallInterrupted:
    return CallInterrupted(call=stopped.call, at=stopped.at, by=stopped.by, outcomes=(outcome,), error=None)
