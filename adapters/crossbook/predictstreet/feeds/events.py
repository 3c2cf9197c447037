"""What both feeds of PredictStreet tell of their connection, in our words; the venue's are beside them."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from crossbook_bindings.predictstreet.market_socket import models as market
from crossbook_bindings.predictstreet.user_socket import models as user
from crossbook_bindings.runtime import Unlisted

AnyPush: TypeAlias = market.PushFrame | market.BookSnapshotFailedFrame | user.PushFrame
"""An event as the venue sends it, on either gateway."""


class Greeted(msgspec.Struct, frozen=True, kw_only=True):
    """The venue has said what a connection is, in its first frame."""

    source: str
    """Which feed says so."""
    wallet: str | None
    """The wallet that the connection is about, in lower case; the market gateway tells none."""
    generation: int | None
    """Generation of the protocol, which is 2 here; None where the venue does not tell."""
    venue_event: market.Greeting | user.Greeting
    """The greeting in the venue's words."""


class Subscribed(msgspec.Struct, frozen=True, kw_only=True):
    """The venue has accepted a subscription. It is asked for again by itself when a connection was lost, until it is unsubscribed."""

    source: str
    """Which feed says so."""
    channel: str
    """What it is about, in the venue's words."""
    ids: tuple[str, ...]
    """Its tokens, conditions or vaults; none on channels that have no ids."""


class SubscriptionRejected(msgspec.Struct, frozen=True, kw_only=True):
    """The venue has not accepted a subscription, or some ids of one. All others stay.

    With a code that the documents list it is not asked for again by itself, otherwise once there is another connection.
    """

    source: str
    """Which feed says so."""
    channel: str
    """What it would have been about, in the venue's words."""
    ids: tuple[str, ...]
    """Its tokens, conditions or vaults; none on channels that have no ids."""
    code: market.RejectionCode | Unlisted | None
    """Why: decide by this one. None where the venue names no code."""
    problem: str
    """Why, in words; the venue's where it has any."""


class UnlistedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Something came that no page describes, or that cannot be what a page describes. Look at the account or the market, if in doubt."""

    source: str
    """Which feed says so."""
    venue_event: AnyPush | str
    """What came, in the venue's words; as text where it has not even the form of an event."""
