"""What may be sent again when nobody knows whether it arrived."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crossbook_bindings.fourcasters.orders_socket import commands as orders_socket
from crossbook_bindings.fourcasters.price_feed import commands as price_feed
from crossbook_bindings.fourcasters.rest import effects as fourcasters
from crossbook_bindings.predictstreet.market_socket import commands as market_socket
from crossbook_bindings.predictstreet.rest import effects as predictstreet
from crossbook_bindings.predictstreet.user_socket import commands as user_socket
from crossbook_bindings.runtime import EffectKind, Message, Operation, Repeatable, Scope

NAMED = (Scope.ORDER, Scope.ORDERS)
SOCKETS = (orders_socket, price_feed, market_socket, user_socket)


def everything() -> Iterator[Operation[str] | Message[str]]:
    """Give every operation and every message that the bindings can send."""
    yield from fourcasters.OPERATIONS
    yield from predictstreet.OPERATIONS
    for socket in SOCKETS:
        yield from socket.MESSAGES


def names(repeatable: Repeatable, *kinds: EffectKind) -> set[tuple[str, str]]:
    return {(each.venue, each.name) for each in everything() if each.effect.repeatable is repeatable and each.effect.kind in kinds}


def test_every_read_may_be_repeated() -> None:
    reads = [each for each in everything() if each.effect.kind is EffectKind.READ]
    assert len(reads) > 50
    assert {each.effect.repeatable for each in reads} == {Repeatable.ALWAYS}


def test_of_the_cancels_those_may_be_repeated_that_name_their_orders() -> None:
    cancels = [each for each in everything() if each.effect.kind is EffectKind.CANCEL]
    for each in cancels:
        assert each.effect.repeatable is (Repeatable.ALWAYS if each.effect.scope in NAMED else Repeatable.NEVER), each
    assert names(Repeatable.ALWAYS, EffectKind.CANCEL) == {
        ("fourcasters", "cancel"),
        ("fourcasters", "cancelMultiple"),
        ("fourcasters", "cancelById"),
        ("predictstreet", "cancelOrder"),
        ("predictstreet", "cancelBatch"),
    }


def test_only_orders_with_an_id_of_the_callers_may_be_placed_again_and_only_as_the_same_bytes() -> None:
    expected = {("predictstreet", "placeOrder"), ("predictstreet", "placeBatch")}
    assert names(Repeatable.IDENTICAL, *EffectKind) == names(Repeatable.IDENTICAL, EffectKind.PLACE) == expected


@pytest.mark.parametrize("kind", [kind for kind in EffectKind if kind not in (EffectKind.READ, EffectKind.CANCEL)])
def test_nothing_else_may_be_repeated(kind: EffectKind) -> None:
    assert names(Repeatable.ALWAYS, kind) == set()
