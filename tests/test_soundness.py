"""Replies are looked at before they are decoded: every byte is UTF-8, and nothing is nested so deep that a small stack overflows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import cast

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbook import Refused, UnreadableReply
from crossbook.core.attempts import Answered
from crossbook.core.judging import judge
from crossbook_bindings.fourcasters.orders_socket import commands, models
from crossbook_bindings.fourcasters.rest import cancel, cancel_multiple
from crossbook_bindings.fourcasters.user_feed import frames
from crossbook_bindings.predictstreet.market_socket import frames as market_frames
from crossbook_bindings.runtime import sound
from crossbook_bindings.runtime.soundness import DEEPEST

ORDER = "66c000000000000000000001"
COMMAND = commands.cancel_all(models.CancelAllRequest(requestID="r"))


def nested(levels: int, *, opening: str = "[", closing: str = "]") -> str:
    return opening * levels + closing * levels


READERS: list[Callable[[bytes], object]] = [
    cancel(sessionID=ORDER).decode,
    COMMAND.decode,
    lambda body: frames.read(body.decode()),
    lambda body: market_frames.read(body.decode()),
]


@pytest.mark.parametrize("read", READERS, ids=["rest", "socket reply", "frame", "named frame"])
@pytest.mark.parametrize(
    "deep",
    [
        nested(DEEPEST + 1),
        nested(100_000),
        "[" * 100_000,
        nested(100_000, opening='{"a":', closing="}"),
        nested(500, opening='[{}, {"x": [1], "a":', closing="}]"),
        # Brackets in strings that would close what is open, if they were any.
        '["]",' * 300 + "1" + ',"["]' * 300,
        '["\\"]",' * 300 + "1" + ',"["]' * 300,
        '["\\\\",' * 300 + "1" + "]" * 300,
        '[ "",\n' * 300 + "1" + "]" * 300,
    ],
    ids=["just", "lists", "unfinished", "objects", "siblings", "strings", "escapes", "backslashes", "spaces"],
)
def test_what_is_nested_too_deep_is_a_decode_error(read: Callable[[bytes], object], deep: str) -> None:
    for body in (f'{{"data":{{"success":true,"x":{deep}}}}}', f'{{"event":"x","x":{deep}}}'):
        with pytest.raises(msgspec.DecodeError, match=f"deeper than {DEEPEST} levels"):
            read(body.encode())


@pytest.mark.parametrize(
    "flat",
    [
        json.dumps(["[" * 10_000, "{" * 10_000, '"' * 1000 + "[" * 1000, "\\" * 999 + "["]),
        json.dumps([{"price": "0.42"}] * 10_000),
        json.dumps([[1, 2]] * 10_000),
        json.dumps({str(number): {"a": [number]} for number in range(3000)}, indent=1),
        nested(DEEPEST),
        nested(DEEPEST // 2, opening='{"a":[', closing="]}"),
    ],
    ids=["strings", "objects", "lists", "a map", "deepest", "deepest of both"],
)
def test_a_reply_that_is_flat_is_read_however_many_brackets_it_holds(flat: str) -> None:
    assert sound(flat) == flat.encode()
    assert sound(flat.encode()) == flat.encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('[]{}"\\'), max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.sampled_from('ab[]{}"\\'), max_size=4), inner, max_size=4),
    max_leaves=40,
)


def depth(value: object) -> int:
    match value:
        case dict():
            return 1 + max(map(depth, cast("dict[str, object]", value).values()), default=0)
        case list():
            return 1 + max(map(depth, cast("list[object]", value)), default=0)
        case _:
            return 0


@settings(max_examples=60, deadline=None)
@given(
    value=json_values,
    levels=st.integers(DEEPEST - 8, DEEPEST + 1),
    wraps=st.sampled_from(("l", "o", "lo", "llo")),
    ascii_only=st.booleans(),
)
def test_depth_is_counted_as_a_parser_counts_it(value: object, levels: int, wraps: str, *, ascii_only: bool) -> None:
    for level in range(levels):
        value = [value] if wraps[level % len(wraps)] == "l" else {"]": value, "[": "}"}
    body = _written(value, ascii_only=ascii_only).encode()
    if depth(value) > DEEPEST:
        with pytest.raises(msgspec.DecodeError):
            sound(body)
    else:
        assert sound(body) is body


def _written(value: object, *, ascii_only: bool) -> str:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000)
    try:
        return json.dumps(value, ensure_ascii=ascii_only)
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize("read", READERS[:2], ids=["rest", "socket reply"])
@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\x80"])
def test_bytes_that_are_not_utf8_are_a_decode_error_wherever_they_stand(read: Callable[[bytes], object], bad: bytes) -> None:
    whole = b'{"requestID":"r","data":{"success":true,"nobody":"' + bad + b'"}}'
    with pytest.raises(msgspec.DecodeError, match=r"not UTF-8: .* at byte \d+"):
        read(whole)


def test_text_that_utf8_cannot_carry_is_a_decode_error() -> None:
    with pytest.raises(msgspec.DecodeError, match="not UTF-8"):
        COMMAND.decode('{"requestID":"\ud800"}')


@pytest.mark.parametrize("strange", ['{"x":' + nested(400) + "}", '{"x":"\udcff"}'])
def test_a_reply_that_is_not_sound_ends_in_the_errors_that_users_know(strange: str) -> None:
    body = strange.encode(errors="surrogateescape")
    read = judge(cancel_multiple(sessionIDs=(ORDER,)), Answered(status=200, body=body))
    assert isinstance(read, UnreadableReply)
    assert ("deeper than" in read.fault) or ("UTF-8" in read.fault)
    refused = judge(cancel(sessionID=ORDER), Answered(status=400, body=body))
    assert isinstance(refused, Refused)
    assert refused.venue_text is None


def test_a_thread_with_a_small_stack_survives_what_is_nested_deep() -> None:
    program = f"""
import threading, msgspec
from crossbook_bindings.fourcasters.rest import cancel
request, ends = cancel(sessionID="{ORDER}"), []
def read():
    for deep in ("[" * {DEEPEST - 2} + "]" * {DEEPEST - 2}, "[" * 1_000_000, '{{"a":' * 1_000_000):
        for body in ('{{"data":{{"success":true,"x":' + deep + "}}}}", deep):
            try:
                ends.append(type(request.decode(body.encode())).__name__)
            except msgspec.DecodeError as error:
                ends.append(type(error).__name__)
threading.stack_size(128 * 1024)
thread = threading.Thread(target=read)
thread.start()
thread.join()
print(*ends)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert (done.returncode, done.stdout.split()) == (0, ["CancelReply", "ValidationError", *["DecodeError"] * 4]), done.stderr
