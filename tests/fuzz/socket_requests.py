"""What each command of the orders socket must send, by the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import cast

from crossbook.fourcasters import NewOrder
from fuzz.happened import Happened
from fuzz.proofs import Problem


def check_message(happened: Happened, name: str, payload: Mapping[str, object]) -> Iterable[Problem]:
    due_name, due = _due(happened)
    found = {key: value for key, value in payload.items() if key != "requestID"}
    if not isinstance(payload.get("requestID"), str) or not payload["requestID"]:
        yield Problem("every command has a correlation id", repr(payload))
    if (name, _exact(found)) != (due_name, _exact(due)):
        yield Problem("what was asked is what is sent", f"{name} {found!r} where {due_name} {due!r} was due")


def _exact(value: object) -> object:
    """Compare numbers by what they are, not by how JSON was read."""
    match value:
        case dict():
            return {key: _exact(part) for key, part in cast("dict[str, object]", value).items()}
        case list():
            return [_exact(part) for part in cast("list[object]", value)]
        case bool() | None | str():
            return value
        case _:
            return Decimal(str(value))


def _due(happened: Happened) -> tuple[str, dict[str, object]]:
    args = happened.step.args
    match happened.call:
        case "cancel_order":
            return "cancelById", {"orderId": args[0]}
        case "cancel_orders":
            return "cancelMultiple", {"orderIDs": happened.sent}
        case "cancel_all_orders":
            return "cancelAll", {}
        case "cancel_game_orders":
            return "cancelAllByGame", dict(zip(("gameId", "type", "side", "market"), args, strict=False))
        case "heartbeat":
            return "heartbeat", {"requestTimeout": args[0]}
        case _:
            return "placeV3", {"orders": [_order(order) for order in cast("Sequence[NewOrder]", args[0])]}


def _order(order: NewOrder) -> dict[str, object]:
    due = {
        "gameId": order.game_id, "type": order.market_type, "side": order.side, "odds": order.odds, "bet": order.risk, "number": order.line,
        "market": order.market, "orderType": order.order_type, "userReference": order.user_reference,
    }  # fmt: skip
    return {key: value for key, value in due.items() if value is not None}
