"""What a ledger makes of each thing that it can be told: one row for every member of every closed union, and a new member fails here."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, TypeAlias, get_args

import attrs
import msgspec
import pytest
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
    fourcasters_id,
    gone,
    intent,
    look_up,
    new_order,
    order_there,
    place_call,
    placed,
    predictstreet_id,
    rests_there,
    row,
    taken,
)

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelOutcome,
    CancelUnknown,
    Edited,
    EditOutcome,
    EditUnknown,
    Fill,
    Ledger,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotPlaced,
    NotPlacedReason,
    Placed,
    PlaceOutcome,
    PlaceUnknown,
    Proof,
    ScopeOutcomes,
)
from crossbook import feeds as own
from crossbook import fourcasters as four
from crossbook import predictstreet as ps
from crossbook.errors import Outcome
from crossbook.observing import (
    CallBegan,
    CallInterrupted,
    Event,
    FeedFrame,
    FeedLost,
    FeedOpened,
    FeedTold,
    Pausing,
    Repeating,
    UnclaimedFrame,
)
from crossbook_bindings.fourcasters.user_feed.models import UserEvent
from crossbook_bindings.predictstreet import rest
from crossbook_bindings.predictstreet.user_socket.models import Greeting, PushFrame
from crossbook_bindings.runtime import EffectKind

_OUTCOMES: Final = get_args(Outcome)
_EVENTS: Final = get_args(Event)
Said: TypeAlias = tuple[int, int, int, int]
"""What rests and what was matched at most, in USD at 4casters; tokens and USDC at PredictStreet, where each token is bought for 0.50. How
many orders may rest, and of how many nobody knows the size."""


@attrs.frozen
class Row:
    """What a ledger has heard, what it hears then, and what it says after that."""

    venue: str
    before: tuple[Any, ...]
    told: Any
    said: Said
    word: str = ""
    """Which of several things of one kind it is."""


FIRST: Final = {FOURCASTERS: fourcasters_id(1), PREDICTSTREET: predictstreet_id(1)}
SECOND: Final = {FOURCASTERS: fourcasters_id(2), PREDICTSTREET: predictstreet_id(2)}
SENT: Final = {venue: place_call(venue, (100, "mine"), account=None if venue == FOURCASTERS else WALLET) for venue in FIRST}
RESTS: Final[dict[str, tuple[Any, ...]]] = {FOURCASTERS: (placed(),), PREDICTSTREET: (order_there(),)}
EDITED: Final = intent(
    FOURCASTERS,
    EffectKind.EDIT,
    order_ids=(FIRST[FOURCASTERS],),
    references=("new",),
    body=f'{{"sessionID":"{FIRST[FOURCASTERS]}","orderOdds":-112,"orderVolume":60}}',
)
FEED: Final = "a feed"
STILL: Final[Said] = (100, 0, 1, 0)


def tell(ledger: Ledger, venue: str, told: Any) -> None:
    if isinstance(told, _EVENTS):
        ledger(told)
    elif isinstance(told, _OUTCOMES):
        ledger.add_outcomes(venue, [told])
    elif isinstance(told, ScopeOutcomes):
        ledger.add_outcomes(venue, told)
    else:
        ledger.add(told)


def said(ledger: Ledger, venue: str) -> Said:
    resting = sum((each.resting or Decimal(0) for each in ledger.may_be_open(venue)), Decimal(0))
    total = [each for each in ledger.exposure() if each.venue == venue]
    return int(resting), int(sum(each.matched for each in total)), sum(each.orders for each in total), sum(each.unsized for each in total)


def cancels() -> Iterable[Row]:
    for venue, order_id in FIRST.items():
        of_tokens = venue == PREDICTSTREET
        yield Row(venue, RESTS[venue], Cancelled(order_id, remaining=Decimal(70)), (0, 15 if of_tokens else 30, 0, 0), "what was left")
        yield Row(venue, RESTS[venue], Cancelled(order_id), (0, 50 if of_tokens else 100, 0, 0), "no amounts: all may have been matched")
        yield Row(venue, (), Cancelled(order_id), (0, 0, 0, 1), "of an order of which nothing was known")
        yield Row(venue, RESTS[venue], CancelUnknown(order_id=order_id, evidence=MISSING), STILL)
        yield Row(venue, (), CancelUnknown(order_id=order_id, evidence=MISSING), (0, 0, 1, 1), "of an order of which nothing was known")
        for reason in NotCancelledReason:
            outcome = NotCancelled(order_id=order_id, reason=reason)
            missing = reason in (NotCancelledReason.NOT_FOUND, NotCancelledReason.NOT_OWNED, NotCancelledReason.MALFORMED_ID)
            over = (0, 50 if of_tokens else 100, 0, 0)
            yield Row(venue, RESTS[venue], outcome, STILL if missing or outcome.may_be_open else over, reason)
        proven = NotCancelled(order_id=order_id, reason=NotCancelledReason.NOT_FOUND, proof=Proof.ABSENCE)
        yield Row(venue, RESTS[venue], proven, (0, 50 if of_tokens else 100, 0, 0), "proven to be gone")
    yield Row(FOURCASTERS, RESTS[FOURCASTERS], Cancelled(FIRST[FOURCASTERS], filled=Decimal(30), remaining=Decimal(70)), (0, 30, 0, 0))
    both = (placed(), placed(number=2, reference="yours"))
    scope = ScopeOutcomes([Cancelled(FIRST[FOURCASTERS], filled=Decimal(30))], unnamed=1)
    yield Row(FOURCASTERS, both, scope, (100, 30, 1, 0), "one is named, and one only counted")


def places() -> Iterable[Row]:
    for venue, order_id in FIRST.items():
        before = (SENT[venue], attempted(venue))
        fill = Fill(fill_id="f", stake=Decimal(30)) if venue == FOURCASTERS else Fill(fill_id=None, quantity=Decimal(30))
        took = Placed(order_id=order_id, resting=Decimal(70), fills=(fill,), user_reference="mine")
        yield Row(venue, before, ended(took), (70, 30 if venue == FOURCASTERS else 15, 1, 0), "taken in part")
        named = Placed(order_id=order_id, resting=None, fills=(), user_reference="mine")
        yield Row(venue, before, ended(named), STILL, "named, without an amount")
        gone_at_once = Placed(order_id=None, resting=Decimal(0), fills=(fill_of(fill, 100),), user_reference="mine")
        yield Row(venue, before, ended(gone_at_once), (0, 100 if venue == FOURCASTERS else 50, 0, 0), "taken whole")
        for reason in NotPlacedReason:
            yield Row(venue, before, ended(NotPlaced(reason=reason, user_reference="mine")), (0, 0, 0, 0), reason)
    yield Row(FOURCASTERS, (SENT[FOURCASTERS],), ended(PlaceUnknown(order=new_order(), evidence=MISSING)), STILL)
    # Handed over, for a client that nobody observes.
    yield Row(FOURCASTERS, (), PlaceUnknown(order=new_order(), evidence=MISSING), STILL, "unheard of")
    placed_there = Placed(order_id=FIRST[FOURCASTERS], resting=Decimal(100), fills=(), user_reference="mine")
    yield Row(FOURCASTERS, (), placed_there, STILL, "unheard of")
    yield Row(FOURCASTERS, RESTS[FOURCASTERS], NotPlaced(reason=NotPlacedReason.KILLED, user_reference="another"), STILL, "unheard of")


def fill_of(fill: Fill, amount: int) -> Fill:
    return Fill(fill_id="f", stake=Decimal(amount)) if fill.stake is not None else Fill(fill_id="f", quantity=Decimal(amount))


def edits() -> Iterable[Row]:
    before = (placed(), EDITED, attempted(FOURCASTERS, operation="editOrder"))
    gone_by = Cancelled(FIRST[FOURCASTERS], filled=Decimal(30), remaining=Decimal(70))
    made = Placed(order_id=SECOND[FOURCASTERS], resting=Decimal(60), fills=(), user_reference="new")
    lost = CancelUnknown(order_id=FIRST[FOURCASTERS], evidence=MISSING)
    still = NotCancelled(order_id=FIRST[FOURCASTERS], reason=NotCancelledReason.TRANSIENT)
    sent = PlaceUnknown(order=new_order(60, "new"), evidence=MISSING)
    refused = NotPlaced(reason=NotPlacedReason.LIABILITY, user_reference="new")
    for told, after, word in (
        (Edited(old=gone_by, new=made), (60, 30, 1, 0), ""),
        (CancelledNotReplaced(old=gone_by, new=None), (0, 30, 0, 0), "nobody says why"),
        (CancelledNotReplaced(old=gone_by, new=refused), (0, 30, 0, 0), "somebody says why"),
        (NotEdited(old=still), (100, 0, 1, 0), ""),
        (NotEdited(old=still, new=refused), (100, 0, 1, 0), "somebody says why"),
        (EditUnknown(old=lost, new=None), (160, 0, 2, 0), "of neither leg anything is known"),
        (EditUnknown(old=lost, new=sent), (160, 0, 2, 0), "both are unknown"),
        (EditUnknown(old=gone_by, new=sent), (60, 30, 1, 0), "the old one is gone"),
        (EditUnknown(old=gone_by, new=None), (60, 30, 1, 0), "the old one is gone, and nothing is said of the new one"),
        (EditUnknown(old=still, new=sent), (160, 0, 2, 0), "the old one rests"),
        (EditUnknown(old=lost, new=made), (160, 0, 2, 0), "the new one rests"),
        (EditUnknown(old=lost, new=refused), (100, 0, 1, 0), "the new one was refused"),
    ):
        yield Row(FOURCASTERS, before, ended(told), after, word)
        # That it was observed, and that it is handed over as well, is the same.
        yield Row(FOURCASTERS, (*before, ended(told)), told, after, f"{word}, told again")


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


PARTS: Final[dict[str, tuple[Row, ...]]] = {
    "cancels": tuple(cancels()),
    "places": tuple(places()),
    "edits": tuple(edits()),
    "4casters' feed": tuple(fourcasters_feed()),
    "PredictStreet's feed": tuple(predictstreet_feed()),
    "reads": tuple(reads()),
    "observed": tuple(observed()),
}
ROWS: Final = [row_ for part in PARTS.values() for row_ in part]


def words(each: Row) -> str:
    inner = each.told.outcomes[0] if getattr(each.told, "outcomes", ()) else each.told
    return f"{each.venue} {type(inner).__name__} {each.word}"


@pytest.mark.parametrize("each", ROWS, ids=words)
def test_what_is_told_is_what_the_ledger_says(each: Row) -> None:
    ledger = Ledger(clock=lambda: 0.0)
    for before in each.before:
        tell(ledger, each.venue, before)
    tell(ledger, each.venue, each.told)
    assert said(ledger, each.venue) == each.said
    tell(ledger, each.venue, each.told)
    assert said(ledger, each.venue) == each.said, "told twice"


def kinds(*parts: str) -> set[type[Any]]:
    """Give the kinds of what is told, and of what stands in it."""
    told = [each.told for part in parts for each in PARTS[part]]
    return {type(inner) for each in told for inner in (each, *getattr(each, "outcomes", ()))}


@pytest.mark.parametrize(
    ("union", "parts"),
    [
        (CancelOutcome, ("cancels",)),
        (PlaceOutcome, ("places",)),
        (EditOutcome, ("edits",)),
        (four.UserFeedEvent, ("4casters' feed",)),
        (ps.UserFeedEvent, ("PredictStreet's feed",)),
        (Event, ("observed", "places")),
    ],
    ids=["cancels", "places", "edits", "4casters", "PredictStreet", "observed"],
)
def test_every_member_of_a_closed_union_has_its_row(union: object, parts: tuple[str, ...]) -> None:
    assert set(get_args(union)) - kinds(*parts) == set()


@pytest.mark.parametrize(
    ("part", "listed"),
    [
        ("cancels", {*NotCancelledReason}),
        ("places", {*NotPlacedReason}),
        ("reads", {*get_args(rest.OrderStatus), *get_args(rest.TradeStatus)}),
    ],
)
def test_every_word_of_a_venue_or_of_ours_has_its_row(part: str, listed: set[str]) -> None:
    assert listed - {each.word for each in PARTS[part]} == set()


def test_every_kind_of_effect_is_heard_and_only_what_may_make_an_order_is_exposure() -> None:
    for effect in EffectKind:
        ledger = Ledger()
        ledger(intent(FOURCASTERS, effect, references=("mine",), body=None))
        made = effect in (EffectKind.PLACE, EffectKind.EDIT)
        assert len(ledger.may_be_open()) == made
