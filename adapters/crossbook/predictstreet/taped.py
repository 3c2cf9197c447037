"""PredictStreet, as tapes need it: how its calls are run once more, and what its replies are. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from crossbook.core.documented import Documented
from crossbook.core.known_frames import Frames
from crossbook.core.replaying import REQUESTS, NeverOnTape
from crossbook.core.tapes import Tapes
from crossbook.observing import Transport
from crossbook.predictstreet.catalogue import CATALOGUE
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.predictstreet.market_socket import frames as market_frames
from crossbook_bindings.predictstreet.market_socket import models as market
from crossbook_bindings.predictstreet.rest import effects
from crossbook_bindings.predictstreet.user_socket import frames as user_frames
from crossbook_bindings.predictstreet.user_socket import models as user

_DOCUMENTED: Final = Documented(bindings, effects)


def _order_of(_: Mapping[str, object]) -> object:
    problem = "it was called with an order, which is signed, and no tape holds a signature"
    raise NeverOnTape(problem)


def _reply_type(transport: Transport, name: str) -> object:
    return _DOCUMENTED.reply_type(name) if transport == "rest" else None


TAPES: Final = Tapes(
    catalogues={"rest": CATALOGUE},
    run={"rest": cast("Any", REQUESTS.run)},
    order_of=_order_of,
    operation_of=_DOCUMENTED.operation_of,
    request_of=_DOCUMENTED.request_of,
    reply_type=_reply_type,
    frames={
        "userFeed": Frames(reader=user_frames.READER, replies={"subscribed": user.SubscribedReply, "pong": user.PongReply}),
        "marketFeed": Frames(reader=market_frames.READER, replies={"subscribed": market.SubscribedReply, "pong": market.PongReply}),
    },
)
