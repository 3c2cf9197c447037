"""What a user feed of 4casters has told, held to what it may tell."""

from __future__ import annotations

from crossbook.feeds import Connected, Disconnected, Gap, Live, Replayed
from crossbook.fourcasters import OrderEvent, RestingOrders, UserFeedEvent
from crossbook.fourcasters.feeds.positions import Place, Position, place_of, position_of


def told_by(feed: list[UserFeedEvent]) -> list[Position]:
    found = [position_of(event.message_id) for event in feed if isinstance(event, OrderEvent)]
    return [position for position in found if position is not None]


def check_words(feed: list[UserFeedEvent]) -> None:
    """Check that each word about the feed itself comes where it may."""
    made_up_for = False
    before: Place | None = None
    for event in feed:
        match event:
            case Connected() | Disconnected():
                made_up_for = False
            case Replayed():
                made_up_for = True
            case RestingOrders():
                made_up_for = True
                before = None  # The venue may count anew behind a gap.
            case Live():
                assert made_up_for, "live before what was missed"
            case Gap():
                made_up_for = False
            case _:
                pass
        if isinstance(event, OrderEvent | RestingOrders) and event.cursor is not None:
            place = place_of(event.cursor)
            assert place is not None
            assert before is None or place.after >= before.after or _is_of_a_straggler(event, place, before), "a cursor goes back"
            before = place


def _is_of_a_straggler(event: OrderEvent | RestingOrders, place: Place, before: Place) -> bool:
    """Whether a feed that began anywhere has come to a message older than its first: another one begins there, and skips what was told."""
    return isinstance(event, OrderEvent) and place.after == position_of(event.message_id) and place.newest >= before.newest
