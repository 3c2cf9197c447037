"""Integers of more digits than Python reads: an answer with one is read all the same, or ends in the error that keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from recordings import RECORDINGS, Recording, command_of, reader_of, request_of

from crossbook import CrossbookError, InvalidRequest, OutcomeUnknown, ReadFailed, UnreadableReply
from crossbook.core.attempts import Answered
from crossbook.core.judging import Reply, judge
from crossbook.fourcasters.socket import envelopes
from crossbook.frames import read_frame, read_reply
from crossbook_bindings.runtime import EffectKind

NUMBER: Final = re.compile(r'("\w+"\s*:|[\[,])\s*(-?\d+(?:\.\d+)?)(?=\s*[,\]}])')
LONG: Final = ("9" * 4300, "9" * 4301, "-" + "9" * 5000)
# A request that breaks its spec cannot be had from the bindings.
ANSWERED: Final = [recording for recording in RECORDINGS if recording.text is not None and recording.breaks is None]


def with_long_numbers(text: str) -> Iterator[str]:
    """Put a long number in the place of each number, once for each member, and into a member and an error that nobody knows."""
    places = {found[1].rstrip(": \n"): found.span(2) for found in reversed([*NUMBER.finditer(text)])}
    for long in LONG:
        yield from (text[:begin] + long + text[end:] for begin, end in places.values())
        if text.startswith("{") and text != "{}":
            yield f'{{"more":{long},{text[1:]}'
            yield f'{{"error":{long},{text[1:]}'
        yield long


def texts(kind: str) -> list[tuple[Recording, str]]:
    return [(each, text) for each in ANSWERED if each.kind == kind for text in with_long_numbers(each.text or "")]


def test_a_rest_reply_with_one_is_read_or_ends_in_the_error_that_keeps_it() -> None:
    unread = 0
    for recording, text in texts("rest"):
        request = request_of(recording)
        result = judge(request, Answered(status=recording.status, body=text.encode()))
        if isinstance(result, Reply):
            assert repr(result.value)
            continue
        assert text == result.body or request.operation.secret_fields
        assert str(result)
        if recording.succeeds:
            unread += 1
            reads = request.operation.effect.kind is EffectKind.READ
            assert isinstance(result, ReadFailed if reads else UnreadableReply), recording.case
    assert unread > 500


def test_a_socket_reply_with_one_is_read_or_ends_in_the_error_that_keeps_it() -> None:
    unread = 0
    for recording, text in texts("command"):
        try:
            assert read_reply(command_of(recording), text) is not None
        except UnreadableReply as error:
            unread += 1
            assert error.body == text  # noqa: PT017 - not every one is unreadable
    assert unread > 20


def test_an_envelope_with_one_leaves_its_command_unknown_or_is_read() -> None:
    found = [(each, text) for each, text in texts("command") if each.socket == "orders-socket"]
    for recording, text in found:
        result = envelopes.judge(command_of(recording), envelopes.Replied(text))
        assert isinstance(result, envelopes.SocketReply | CrossbookError)
        assert not isinstance(result, InvalidRequest)
        assert not isinstance(result, OutcomeUnknown) or result.body == text
    assert len(found) > 50


def test_a_frame_with_one_is_read_or_ends_in_the_error_that_keeps_it() -> None:
    unread = 0
    for recording, text in texts("frame"):
        try:
            assert read_frame(reader_of(recording), text, venue=recording.venue, socket=recording.socket or "") is not None
        except UnreadableReply as error:
            unread += 1
            assert error.body == text  # noqa: PT017 - not every one is unreadable
    assert unread > 20
