"""PredictStreet, as tapes need it: how its calls are run once more, and what its replies are. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from crossbook.core.replaying import REQUESTS, NotOnTape
from crossbook.core.tapes import Tapes
from crossbook.observing import Transport
from crossbook.predictstreet import documented
from crossbook.predictstreet.catalogue import CATALOGUE


def _order_of(_: Mapping[str, object]) -> object:
    problem = "it was called with an order, which is signed, and no tape holds a signature"
    raise NotOnTape(problem)


def _reply_type(transport: Transport, name: str) -> object:
    return documented.reply_type(name) if transport == "rest" else None


TAPES: Final = Tapes(
    catalogues={"rest": CATALOGUE},
    run={"rest": cast("Any", REQUESTS.run)},
    order_of=_order_of,
    operation_of=documented.operation_of,
    request_of=documented.request_of,
    reply_type=_reply_type,
)
