# Generated from specs/fourcasters/orders-socket.schema.yaml by `nox -s regenerate`. Do not edit.
"""The messages that a client sends on this socket, what each does, and what each error text proves."""

from __future__ import annotations

from typing import Final

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Certainty, EffectKind, Message, Repeatable, Scope, Settles, SocketCommand, SocketEffect

from . import models

_NOT_ACTED: Final = Certainty.NOT_ACTED
_MAY_HAVE_ACTED: Final = Certainty.MAY_HAVE_ACTED

PLACE_V3: Final[Message[Venue]] = Message(
    venue="fourcasters",
    name="placeV3",
    docs="https://docs.4casters.io/pages/websocket/place-order",
    effect=SocketEffect(
        kind=EffectKind("place"),
        scope=Scope("orders"),
        settles=Settles("at-reply"),
        repeatable=Repeatable("never"),
        buckets=("orders-socket",),
        errors={},
        default=_MAY_HAVE_ACTED,
    ),
)

CANCEL_BY_ID: Final[Message[Venue]] = Message(
    venue="fourcasters",
    name="cancelById",
    docs="https://docs.4casters.io/pages/websocket/cancel-orders",
    effect=SocketEffect(
        kind=EffectKind("cancel"),
        scope=Scope("order"),
        settles=Settles("at-reply"),
        repeatable=Repeatable("always"),
        buckets=("orders-socket",),
        errors={
            "invalid order ID format": _NOT_ACTED,
            "order not found": _NOT_ACTED,
            "unauthorized: order does not belong to user": _NOT_ACTED,
            "order already cancelled": _NOT_ACTED,
            "order is expired": _NOT_ACTED,
            "order already graded": _NOT_ACTED,
            "game not found": _NOT_ACTED,
            "Failed to process *": _MAY_HAVE_ACTED,
        },
        default=_NOT_ACTED,
    ),
)

CANCEL_MULTIPLE: Final[Message[Venue]] = Message(
    venue="fourcasters",
    name="cancelMultiple",
    docs="https://docs.4casters.io/pages/websocket/cancel-orders",
    effect=SocketEffect(
        kind=EffectKind("cancel"),
        scope=Scope("orders"),
        settles=Settles("at-reply"),
        repeatable=Repeatable("always"),
        buckets=("orders-socket",),
        errors={
            "Failed to process cancelMultiple": _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
)

CANCEL_ALL_BY_GAME: Final[Message[Venue]] = Message(
    venue="fourcasters",
    name="cancelAllByGame",
    docs="https://docs.4casters.io/pages/websocket/cancel-orders",
    effect=SocketEffect(
        kind=EffectKind("cancel"),
        scope=Scope("game"),
        settles=Settles("at-reply"),
        repeatable=Repeatable("never"),
        buckets=("orders-socket",),
        errors={
            "game not found": _NOT_ACTED,
            "Failed to process cancelAllByGame": _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
)

CANCEL_ALL: Final[Message[Venue]] = Message(
    venue="fourcasters",
    name="cancelAll",
    docs="https://docs.4casters.io/pages/websocket/cancel-orders",
    effect=SocketEffect(
        kind=EffectKind("cancel"),
        scope=Scope("account"),
        settles=Settles("at-reply"),
        repeatable=Repeatable("never"),
        buckets=("orders-socket",),
        errors={
            "Failed to process cancelAll": _MAY_HAVE_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
)

HEARTBEAT: Final[Message[Venue]] = Message(
    venue="fourcasters",
    name="heartbeat",
    docs="https://docs.4casters.io/pages/websocket/heartbeat",
    effect=SocketEffect(
        kind=EffectKind("heartbeat"),
        scope=Scope("account"),
        settles=Settles("at-reply"),
        repeatable=Repeatable("never"),
        buckets=("orders-socket",),
        errors={
            "Invalid heartbeat timeout": _NOT_ACTED,
        },
        default=_MAY_HAVE_ACTED,
    ),
)

MESSAGES: Final = (
    PLACE_V3,
    CANCEL_BY_ID,
    CANCEL_MULTIPLE,
    CANCEL_ALL_BY_GAME,
    CANCEL_ALL,
    HEARTBEAT,
)


def place_v3(payload: models.PlaceV3Request) -> SocketCommand[Venue, models.PlaceV3Reply]:
    """Place a batch of orders.

    Args:
        payload: Payload of placeV3.

    Venue page: https://docs.4casters.io/pages/websocket/place-order
    """
    return SocketCommand(
        message=PLACE_V3,
        correlation_id=str(payload.requestID),
        frame=("placeV3", payload),
        reply=models.PlaceV3Reply,
    )


def cancel_by_id(payload: models.CancelByIdRequest) -> SocketCommand[Venue, models.CancelReply]:
    """Cancel one order.

    Args:
        payload: Payload of cancelById.

    Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
    """
    return SocketCommand(
        message=CANCEL_BY_ID,
        correlation_id=str(payload.requestID),
        frame=("cancelById", payload),
        reply=models.CancelReply,
    )


def cancel_multiple(payload: models.CancelMultipleRequest) -> SocketCommand[Venue, models.CancelReply]:
    """Cancel a list of orders.

    Args:
        payload: Payload of cancelMultiple.

    Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
    """
    return SocketCommand(
        message=CANCEL_MULTIPLE,
        correlation_id=str(payload.requestID),
        frame=("cancelMultiple", payload),
        reply=models.CancelReply,
    )


def cancel_all_by_game(payload: models.CancelAllByGameRequest) -> SocketCommand[Venue, models.CancelReply]:
    """Cancel the open orders of one game, or of one market in it.

    Args:
        payload: Payload of cancelAllByGame.

    Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
    """
    return SocketCommand(
        message=CANCEL_ALL_BY_GAME,
        correlation_id=str(payload.requestID),
        frame=("cancelAllByGame", payload),
        reply=models.CancelReply,
    )


def cancel_all(payload: models.CancelAllRequest) -> SocketCommand[Venue, models.CancelReply]:
    """Cancel every open order of the account.

    Args:
        payload: Payload of cancelAll.

    Venue page: https://docs.4casters.io/pages/websocket/cancel-orders
    """
    return SocketCommand(
        message=CANCEL_ALL,
        correlation_id=str(payload.requestID),
        frame=("cancelAll", payload),
        reply=models.CancelReply,
    )


def heartbeat(payload: models.HeartbeatRequest) -> SocketCommand[Venue, models.HeartbeatReply]:
    """Arm or renew the timer that cancels every open order.

    Args:
        payload: Payload of heartbeat.

    Venue page: https://docs.4casters.io/pages/websocket/heartbeat
    """
    return SocketCommand(
        message=HEARTBEAT,
        correlation_id=str(payload.requestID),
        frame=("heartbeat", payload),
        reply=models.HeartbeatReply,
    )
