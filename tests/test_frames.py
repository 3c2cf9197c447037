"""read_frame and read_reply: a frame that cannot be read ends in the one error that keeps it."""

from __future__ import annotations

import pytest

from crossbook import UnreadableReply
from crossbook.frames import read_frame, read_reply
from crossbook_bindings.fourcasters.price_feed.frames import READER as PRICE_FEED
from crossbook_bindings.fourcasters.price_feed.models import MatchedVolumeUpdate
from crossbook_bindings.fourcasters.user_feed.frames import READER as USER_FEED
from crossbook_bindings.predictstreet.market_socket import commands, models
from crossbook_bindings.predictstreet.market_socket.frames import READER as MARKET_SOCKET
from crossbook_bindings.runtime import FrameReader, UnknownFrame

READERS = [PRICE_FEED, USER_FEED, MARKET_SOCKET]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", ["", "{", '["orderUpdate",', "null", "1", '"text"', "true", '{"type": "connected", "data": }'])
def test_what_is_no_frame_at_all_ends_in_the_one_error(reader: FrameReader, text: str) -> None:
    with pytest.raises(UnreadableReply) as caught:
        read_frame(reader, text, venue="fourcasters", socket="price-feed")
    assert caught.value.body == text
    assert caught.value.fault
    assert caught.value.fault in str(caught.value)
    assert (caught.value.venue, caught.value.operation) == ("fourcasters", "price-feed")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('["matchedVolumeUpdate", {"gameID": "g", "matchedVolume": "much"}]', "$[1].matchedVolume"),
        ('["orderUpdate", {"gameID": "g", "type": "total", "sideOrders": [{"odds": true}]}]', "$[1].sideOrders[0].odds"),
    ],
)
def test_the_error_names_the_path_of_the_fault(text: str, fault: str) -> None:
    with pytest.raises(UnreadableReply) as caught:
        read_frame(PRICE_FEED, text, venue="fourcasters", socket="price-feed")
    assert f"`{fault}`" in caught.value.fault


def test_a_frame_that_is_what_its_spec_describes_is_read() -> None:
    text = '["matchedVolumeUpdate", {"gameID": "g", "matchedVolume": 12450.75}]'
    assert isinstance(read_frame(PRICE_FEED, text, venue="fourcasters", socket="price-feed"), MatchedVolumeUpdate)


@pytest.mark.parametrize("text", ['{"type":"hello"}', '{"error":"no","code":1}', "{}"])
def test_an_object_that_has_nothing_of_the_one_message_of_a_socket_is_another_message_and_kept(text: str) -> None:
    assert read_frame(USER_FEED, text, venue="fourcasters", socket="user-feed") == UnknownFrame(name=None, text=text)


@pytest.mark.parametrize("text", ['{"matched": {"txID": "t"}}', '{"type": "hello", "gameID": "g"}', '{"messageID": 7}'])
def test_an_object_that_has_something_of_it_is_never_passed_over(text: str) -> None:
    with pytest.raises(UnreadableReply) as caught:
        read_frame(USER_FEED, text, venue="fourcasters", socket="user-feed")
    assert caught.value.body == text


@pytest.mark.parametrize("text", ['["orderUpdate"]', "[]", "[1, {}]", '["settled", {"a": 1}]'])
def test_a_frame_that_names_nothing_known_is_kept(text: str) -> None:
    read = read_frame(PRICE_FEED, text, venue="fourcasters", socket="price-feed")
    assert isinstance(read, UnknownFrame)
    assert read.text == text


def test_a_reply_to_a_command_is_read_or_ends_in_the_same_error() -> None:
    command = commands.ping(models.PingFrame(id=7))
    assert read_reply(command, '{"id": 7, "type": "pong", "ts": 1776949200000}').ts == 1776949200000
    with pytest.raises(UnreadableReply) as caught:
        read_reply(command, '{"id": 7, "type": "pong", "ts": null}')
    assert (caught.value.operation, caught.value.body) == ("ping", '{"id": 7, "type": "pong", "ts": null}')
    assert "`$.ts`" in caught.value.fault
