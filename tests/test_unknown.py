"""unknown_fields: what a venue sent and its spec does not know."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from crossbook.drift import unknown_fields
from crossbook_bindings.fourcasters.price_feed.models import OrderUpdateFrame
from crossbook_bindings.fourcasters.rest import (
    CancelMultipleReply,
    GetMeReply,
    GetSingleOrderbookReply,
    LookupOrderReply,
    ReplayUserMessagesReply,
)
from crossbook_bindings.predictstreet.rest import CancelBatchReply, PlaceBatchResult


@pytest.mark.parametrize(
    ("kind", "value", "listed"),
    [
        (CancelMultipleReply, {"data": [{"success": True}, {"success": False, "why": "x"}]}, ["$.data[1].why"]),
        (CancelMultipleReply, {"data": [], "meta": {"deeper": 1}, "odd name": 1, 'a"b': 1}, ["$.meta", '$["odd name"]', '$["a\\"b"]']),
        (tuple[PlaceBatchResult, ...], [{"success": True}, {"successes": 1}], ["$[1].successes"]),
        (GetSingleOrderbookReply, {"data": {"game": {"over": {"6.5": [{"level": 1}]}}}}, ['$.data.game.over["6.5"][0].level']),
        (ReplayUserMessagesReply, {"status": "success", "messages": [{"matched": {"fee": Decimal(1)}}]}, ["$.messages[0].matched.fee"]),
        (OrderUpdateFrame, ["orderUpdate", {"sideOrders": [{"level": 1}], "seq": 2}], ["$[1].sideOrders[0].level", "$[1].seq"]),
    ],
)
def test_unknown_members_are_listed_by_their_path(kind: object, value: Any, listed: list[str]) -> None:
    assert list(unknown_fields(kind, value)) == listed


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (GetSingleOrderbookReply, {"data": {"orderSummary": [{"anything": [{"at": "all"}]}]}}),
        (GetMeReply, {"data": {"user": {"matchedVolume": {"any": {"key": 1}}}}}),
        (CancelBatchReply, {"cancelled": [], "notCancelled": {"an order": "not_found"}}),
        (LookupOrderReply, {"data": {"order": {"participant": None, "OU": "sideways"}}}),
    ],
)
def test_what_a_spec_leaves_open_has_no_unknown_members(kind: object, value: Any) -> None:
    assert list(unknown_fields(kind, value)) == []


@pytest.mark.parametrize("value", [None, 1, "text", [], [{"data": 1}], {"data": "text"}, {"data": {"success": True}}, {"data": [1, None]}])
def test_a_value_of_another_form_is_left_to_the_decoder(value: object) -> None:
    assert list(unknown_fields(CancelMultipleReply, value)) == []


def test_an_array_that_is_longer_than_its_spec_says_is_left_to_the_decoder() -> None:
    assert list(unknown_fields(OrderUpdateFrame, ["orderUpdate", {}, {"more": 1}])) == []


def test_the_root_of_the_paths_can_be_named() -> None:
    assert list(unknown_fields(GetMeReply, {"me": 1}, at="$.data")) == ["$.data.me"]
