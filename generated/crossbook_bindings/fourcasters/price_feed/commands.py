# Generated from specs/fourcasters/price-feed.schema.yaml by `nox -s regenerate`. Do not edit.
"""The messages that a client sends on this socket, what each does, and what each error text proves."""

from __future__ import annotations

from typing import Final

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Certainty, EffectKind, Message, Repeatable, SocketCommand, SocketEffect

from . import models

_NOT_ACTED: Final = Certainty.NOT_ACTED
_MAY_HAVE_ACTED: Final = Certainty.MAY_HAVE_ACTED

SUBSCRIBE: Final[Message[Venue]] = Message(
    venue="fourcasters",
    name="subscribe",
    docs="https://docs.4casters.io/pages/streaming/price-feed",
    effect=SocketEffect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        repeatable=Repeatable("always"),
        buckets=("price-feed",),
        errors={},
        default=_NOT_ACTED,
    ),
)

UNSUBSCRIBE: Final[Message[Venue]] = Message(
    venue="fourcasters",
    name="unsubscribe",
    docs="https://docs.4casters.io/pages/streaming/price-feed",
    effect=SocketEffect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        repeatable=Repeatable("always"),
        buckets=("price-feed",),
        errors={},
        default=_NOT_ACTED,
    ),
)

SUBSCRIBE_ALL: Final[Message[Venue]] = Message(
    venue="fourcasters",
    name="subscribeAll",
    docs="https://docs.4casters.io/pages/streaming/price-feed",
    effect=SocketEffect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        repeatable=Repeatable("always"),
        buckets=("price-feed",),
        errors={},
        default=_NOT_ACTED,
    ),
)

MESSAGES: Final = (
    SUBSCRIBE,
    UNSUBSCRIBE,
    SUBSCRIBE_ALL,
)


def subscribe(frame: models.SubscribeFrame) -> SocketCommand[Venue, None]:
    """Choose games, leagues and sports to hear of.

    With replace, what was chosen before is dropped and the connection hears of nothing else; all lists empty silences
    it. Without replace the keys are added; all lists empty does nothing.

    Args:
        frame: Frame of subscribe.

    Venue page: https://docs.4casters.io/pages/streaming/price-feed
    """
    return SocketCommand(
        message=SUBSCRIBE,
        correlation_id="",
        frame=frame,
        reply=type(None),
    )


def unsubscribe(frame: models.UnsubscribeFrame) -> SocketCommand[Venue, None]:
    """Drop games, leagues and sports.

    Removes keys and nothing else. A connection that hears of everything still does; one whose last key goes hears
    nothing.

    Args:
        frame: Frame of unsubscribe.

    Venue page: https://docs.4casters.io/pages/streaming/price-feed
    """
    return SocketCommand(
        message=UNSUBSCRIBE,
        correlation_id="",
        frame=frame,
        reply=type(None),
    )


def subscribe_all(frame: models.SubscribeAllFrame) -> SocketCommand[Venue, None]:
    """Drop all keys and hear of everything again.

    Args:
        frame: Frame of subscribeAll.

    Venue page: https://docs.4casters.io/pages/streaming/price-feed
    """
    return SocketCommand(
        message=SUBSCRIBE_ALL,
        correlation_id="",
        frame=frame,
        reply=type(None),
    )
