# Generated from specs/predictstreet/user-socket.schema.yaml by `nox -s regenerate`. Do not edit.
"""The messages that a client sends on this socket, what each does, and what each error text proves."""

from __future__ import annotations

from typing import Final

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Certainty, EffectKind, Message, Repeatable, SocketCommand, SocketEffect

from . import models

_NOT_ACTED: Final = Certainty.NOT_ACTED
_MAY_HAVE_ACTED: Final = Certainty.MAY_HAVE_ACTED

SUBSCRIBE: Final[Message[Venue]] = Message(
    venue="predictstreet",
    name="subscribe",
    docs="https://docs.adipredictstreet.com/api-reference/websocket/commands",
    effect=SocketEffect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        repeatable=Repeatable("always"),
        buckets=("user-socket",),
        errors={},
        default=_NOT_ACTED,
    ),
)

UPDATE_SUBSCRIPTION: Final[Message[Venue]] = Message(
    venue="predictstreet",
    name="update_subscription",
    docs="https://docs.adipredictstreet.com/api-reference/websocket/commands",
    effect=SocketEffect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        repeatable=Repeatable("always"),
        buckets=("user-socket",),
        errors={},
        default=_NOT_ACTED,
    ),
)

UNSUBSCRIBE: Final[Message[Venue]] = Message(
    venue="predictstreet",
    name="unsubscribe",
    docs="https://docs.adipredictstreet.com/api-reference/websocket/commands",
    effect=SocketEffect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        repeatable=Repeatable("always"),
        buckets=("user-socket",),
        errors={},
        default=_NOT_ACTED,
    ),
)

LIST_SUBSCRIPTIONS: Final[Message[Venue]] = Message(
    venue="predictstreet",
    name="list_subscriptions",
    docs="https://docs.adipredictstreet.com/api-reference/websocket/commands",
    effect=SocketEffect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        repeatable=Repeatable("always"),
        buckets=("user-socket",),
        errors={},
        default=_NOT_ACTED,
    ),
)

PING: Final[Message[Venue]] = Message(
    venue="predictstreet",
    name="ping",
    docs="https://docs.adipredictstreet.com/concepts/websocket/reconnect",
    effect=SocketEffect(
        kind=EffectKind("read"),
        scope=None,
        settles=None,
        repeatable=Repeatable("always"),
        buckets=("user-socket",),
        errors={},
        default=_NOT_ACTED,
    ),
)

MESSAGES: Final = (
    SUBSCRIBE,
    UPDATE_SUBSCRIPTION,
    UNSUBSCRIBE,
    LIST_SUBSCRIPTIONS,
    PING,
)


def subscribe(frame: models.SubscribeFrame) -> SocketCommand[Venue, models.SubscribedReply]:
    """Open subscriptions.

    Each subscription is accepted or rejected by itself, so look at rejected even when something was accepted. What was
    open stays open. user_orders and user_fills take no ids, vault_positions needs them.

    Args:
        frame: Frame of subscribe.

    Venue page: https://docs.adipredictstreet.com/api-reference/websocket/commands
    """
    return SocketCommand(
        message=SUBSCRIBE,
        correlation_id=str(frame.id),
        frame=frame,
        reply=models.SubscribedReply,
    )


def update_subscription(frame: models.UpdateSubscriptionFrame) -> SocketCommand[Venue, models.UndocumentedReply]:
    """Add ids to a subscription, or remove some.

    Refused with invalid_params on channels without ids. How ids are removed, and the reply, are undocumented as far as
    the page could be read.

    Args:
        frame: Frame of update_subscription.

    Venue page: https://docs.adipredictstreet.com/api-reference/websocket/commands
    """
    return SocketCommand(
        message=UPDATE_SUBSCRIPTION,
        correlation_id=str(frame.id),
        frame=frame,
        reply=models.UndocumentedReply,
    )


def unsubscribe(frame: models.UnsubscribeFrame) -> SocketCommand[Venue, models.UndocumentedReply]:
    """Close subscriptions.

    Parameters, beyond the sid, and reply are undocumented as far as the page could be read.

    Args:
        frame: Frame of unsubscribe.

    Venue page: https://docs.adipredictstreet.com/api-reference/websocket/commands
    """
    return SocketCommand(
        message=UNSUBSCRIBE,
        correlation_id=str(frame.id),
        frame=frame,
        reply=models.UndocumentedReply,
    )


def list_subscriptions(frame: models.ListSubscriptionsFrame) -> SocketCommand[Venue, models.UndocumentedReply]:
    """List the subscriptions of this connection.

    The reply is undocumented as far as the page could be read.

    Args:
        frame: Frame of list_subscriptions.

    Venue page: https://docs.adipredictstreet.com/api-reference/websocket/commands
    """
    return SocketCommand(
        message=LIST_SUBSCRIPTIONS,
        correlation_id=str(frame.id),
        frame=frame,
        reply=models.UndocumentedReply,
    )


def ping(frame: models.PingFrame) -> SocketCommand[Venue, models.PongReply]:
    """Ask whether the connection lives.

    Due every 25 seconds; without a pong within 5 seconds or so, reconnect and subscribe again.

    Args:
        frame: Frame of ping.

    Venue page: https://docs.adipredictstreet.com/concepts/websocket/reconnect
    """
    return SocketCommand(
        message=PING,
        correlation_id=str(frame.id),
        frame=frame,
        reply=models.PongReply,
    )
