"""What the types of the bindings promise: words that are listed or not, and what may be left out, in each direction.

The functions without a test in their name are proofs for the type checkers, which `nox -s types` runs over this file.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib import import_module
from types import NoneType
from typing import Any, Literal, assert_never, assert_type

import attrs
import msgspec
import pytest
from msgspec import Raw, UnsetType
from real_specs import DOCUMENTS

from compiler.directions import directions
from compiler.documents import Document, operations, text
from compiler.naming import snake
from compiler.pointers import at, named
from crossbook import UNSET, Unlisted
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import AsyncPredictStreet
from crossbook_bindings.fourcasters.rest import CancelResult, ErrorType, MarketType, User, cancel_all_orders_for_game, get_me
from crossbook_bindings.predictstreet.rest import Order, PlaceOrderReply, Side, get_leaderboard, list_open_orders
from crossbook_bindings.predictstreet.user_socket.models import Channel, Subscription
from crossbook_bindings.runtime import members_of


def named_type(document: Document, name: str) -> Any:
    """Find what a schema has become."""
    folder = f"crossbook_bindings.{document.venue}.{document.name.replace('-', '_')}"
    return getattr(import_module(folder if document.is_rest else f"{folder}.models"), name, None)


def classes(*, sent: bool) -> Iterator[type[object]]:
    """Give the classes of every schema that travels one way."""
    for document in DOCUMENTS:
        location, schemas = named(document)
        found = directions(document)
        for name in schemas:
            kind = named_type(document, name)
            if at(location, name) in (found.sent if sent else found.received) and isinstance(kind, type) and members_of(kind):
                yield kind


def hints_of(kinds: Iterator[type[object]]) -> Iterator[tuple[str, Any]]:
    for kind in kinds:
        for name, hint in typing.get_type_hints(kind).items():
            yield f"{kind.__module__}.{kind.__qualname__}.{name}", hint


def parameters() -> Iterator[tuple[str, Any]]:
    """Give the parameters of every operation."""
    for document in DOCUMENTS:
        for _, _, operation in operations(document.content) if document.is_rest else ():
            function: Callable[..., object] = named_type(document, snake(text(operation["operationId"])))
            for name, hint in typing.get_type_hints(function).items():
                if name != "return":
                    yield f"{function.__name__}.{name}", hint


def parts(hint: Any) -> Iterator[Any]:
    """Give every type that a hint is made of."""
    yield hint
    if typing.get_origin(hint) is not Literal:
        for part in typing.get_args(hint):
            yield from parts(part)


def test_an_enum_is_open_wherever_it_is_received_and_closed_wherever_it_is_sent() -> None:
    received = {place: set(parts(hint)) for place, hint in hints_of(classes(sent=False))}
    open_ones = [place for place, held in received.items() if any(typing.get_origin(part) is Literal for part in held)]
    assert [place for place in open_ones if Unlisted not in received[place]] == []
    sent = {place: set(parts(hint)) for place, hint in (*hints_of(classes(sent=True)), *parameters())}
    closed = [place for place, held in sent.items() if any(typing.get_origin(part) is Literal for part in held)]
    assert [place for place in closed if Unlisted in sent[place] or str in sent[place]] == []
    assert (len(open_ones) > 50, len(closed) > 20) == (True, True)


def test_what_may_be_left_out_is_none_where_it_is_received_and_unset_where_it_is_sent() -> None:
    assert [place for place, hint in hints_of(classes(sent=False)) if UnsetType in parts(hint)] == []
    optional = [hint for _, hint in hints_of(classes(sent=True)) if UnsetType in parts(hint)]
    assert len(optional) > 10
    for kind in classes(sent=False):
        for name, hint in typing.get_type_hints(kind).items():
            default = _default(kind, name)
            assert default in (None, _REQUIRED), f"{kind.__qualname__}.{name}"
            assert default is _REQUIRED or NoneType in parts(hint) or hint is Raw or hint == Raw, f"{kind.__qualname__}.{name}"


def test_no_object_is_both_sent_and_received() -> None:
    assert {*classes(sent=True)} & {*classes(sent=False)} == set()


class Words(msgspec.Struct):
    one: Side | Unlisted
    many: tuple[Side | Unlisted, ...] = ()
    by_name: dict[str, Side | Unlisted] = {}
    left_out: Side | Unlisted | None = None


@pytest.mark.parametrize("word", ["buy", "BUY", "short", ""])
def test_a_word_is_read_whether_it_is_listed_or_not(word: str) -> None:
    body = msgspec.json.encode({"one": word, "many": [word, "sell"], "by_name": {"a": word}, "left_out": word})
    read = msgspec.json.decode(body, type=Words)
    assert (read.one, read.many, read.by_name, read.left_out) == (word, (word, "sell"), {"a": word}, word)


def test_a_word_that_is_no_text_is_not_read() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.one"):
        msgspec.json.decode(b'{"one": 1}', type=Words)


def test_what_is_left_out_or_null_is_none_in_attrs_classes_and_in_structs() -> None:
    for body in (b'{"orderId":"o","status":"OPEN"}', b'{"orderId":"o","status":"OPEN","filledQty":null,"trades":null}'):
        reply = msgspec.json.decode(body, type=PlaceOrderReply)
        assert (reply.filledQty, reply.trades) == (None, None)
    result = msgspec.json.decode(b"{}", type=CancelResult)
    assert (result.success, result.filled, result.errorType) == (None, None, None)


def test_a_request_leaves_out_what_is_unset_and_writes_null_where_the_document_allows_it() -> None:
    assert cancel_all_orders_for_game(gameID="66a000000000000000000001").body() == b'{"gameID":"66a000000000000000000001"}'
    assert get_leaderboard(period=UNSET).query == ()


# ---- for the type checkers


def every_side_is_handled(side: Side | Unlisted) -> str:
    match side:
        case "buy" | "sell":
            return side
        case other:
            return assert_type(other, Unlisted)


def no_error_is_forgotten(result: CancelResult) -> str:
    match result.errorType:
        case None:
            return "none"
        case "validation_error" | "rejected_liability" | "rejected_order_type_rules" | "system_error":
            return "listed"
        case other:
            return assert_type(other, Unlisted)


def a_word_that_is_forgotten_is_found(side: Side | Unlisted) -> None:
    match side:
        case "buy":
            return
        case other:
            assert_never(other)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_typo_in_a_request_is_found(market_type: MarketType, channel: Channel) -> None:
    assert_type(channel, Literal["user_orders", "user_fills", "vault_positions"])
    assert_type(market_type, Literal["moneyline", "spread", "total", "moneyline1x2"])
    cancel_all_orders_for_game(gameID="", type="totals")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Subscription(channel="user-orders")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def what_was_left_out_is_seen_by_the_type(order: Order, result: CancelResult) -> None:
    assert_type(order.price, Decimal | None)
    assert_type(order.side, Side | Unlisted | None)
    assert_type(result.errorType, ErrorType | Unlisted | None)


async def a_request_goes_to_its_own_venue(fourcasters: Fourcasters, predictstreet: AsyncPredictStreet) -> None:
    assert_type(fourcasters.fetch(get_me()), User)
    fourcasters.fetch(list_open_orders())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    fourcasters.pages(list_open_orders())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    await predictstreet.send(get_me())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    await predictstreet.send(get_me().read_as(User))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    predictstreet.pages(list_open_orders())


# ---- what the tests above ask

_REQUIRED = object()


def _default(kind: type[object], name: str) -> object:
    """Give what a member is when nobody says."""
    if issubclass(kind, msgspec.Struct):
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        return _REQUIRED if fields[name].default is msgspec.NODEFAULT else fields[name].default
    default: object = attrs.fields_dict(kind)[name].default  # type: ignore[arg-type]  # attrs wants to see its own classes
    return _REQUIRED if default is attrs.NOTHING else default
