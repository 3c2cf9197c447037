"""A text of a class of the caller's is a text wherever one is asked for: it is sent as what it says, and sinks nothing."""

from __future__ import annotations

import enum
from typing import Any

import attrs
import pytest
from accounts import GAME, ORDER, OTHER, uuids
from replies import Replies, said

from crossbook import Cancelled, NotPlaced
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.predictstreet import PredictStreet


class Name(str):
    """A name of the caller's."""

    __slots__ = ()

    def __str__(self) -> str:
        return "something else"


class Named(enum.StrEnum):
    """A name out of a list of the caller's."""

    ORDER = OTHER


@pytest.mark.parametrize("name", [Name(OTHER), Named.ORDER])
def test_an_order_id_may_be_of_a_class_of_its_own(name: str, venue: Replies, fourcasters: Fourcasters) -> None:
    entries = [{"success": True, "sessionID": each} for each in (ORDER, OTHER)]
    venue.will(said({"data": entries}), said({"data": entries[1]}))
    assert fourcasters.cancel_orders([ORDER, name]) == (Cancelled(ORDER), Cancelled(OTHER))
    assert venue.last.json == {"sessionIDs": [ORDER, OTHER]}
    assert fourcasters.cancel_order(name) == Cancelled(OTHER)
    assert venue.last.json == {"sessionID": OTHER}


def test_one_of_them_in_a_long_list_stops_nothing(venue: Replies, predictstreet: PredictStreet) -> None:
    ids = list(uuids(150))
    asked = [*ids[:149], Name(ids[149])]
    venue.will(*(said({"cancelled": part, "notCancelled": {}}) for part in (ids[:100], ids[100:])))
    assert predictstreet.cancel_orders(asked) == tuple(map(Cancelled, ids))


def test_so_may_what_an_order_is_made_of(venue: Replies, fourcasters: Fourcasters) -> None:
    plain = NewOrder(game_id=GAME, market_type="moneyline", side=OTHER, odds=-110, risk=10, user_reference="mine")
    named: Any = attrs.evolve(plain, game_id=Name(GAME), side=Named.ORDER, user_reference=Name("mine"))
    for order in (plain, named):
        venue.will(said({"data": {"createdSessions": [{"error": "Insufficient balance.", "errorType": "rejected_liability"}]}}))
        (outcome,) = fourcasters.place_orders([order])
        assert isinstance(outcome, NotPlaced)
    assert venue.requests[0].json == venue.requests[1].json
