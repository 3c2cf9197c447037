"""What a venue may change without a word, tried on every recording: what is unknown is kept, what is broken is one typed error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, cast

import pytest
from families import every
from hypothesis import given, settings
from hypothesis import strategies as st
from places import Place, places, put
from recordings import RECORDINGS, Recording, asked_by, command_of, exact, plain, reader_of, reply_type, written
from samples import sample

from crossbook import CrossbookError, RateLimited, ReadFailed, UnreadableReply, VenueFailed
from crossbook.core.attempts import Answered
from crossbook.core.judging import Reply, judge
from crossbook.drift import unknown_fields
from crossbook.fourcasters.socket import envelopes
from crossbook.frames import read_frame, read_reply
from crossbook_bindings.runtime import EffectKind, Push, UnknownFrame, decoder

DESCRIBED = [recording for recording in RECORDINGS if any(True for _ in places(recording))]
SUCCESSES = [recording for recording in DESCRIBED if recording.succeeds]

ENVELOPE = {"data", "error", "responses"}
"""Members that turn a reply of the orders socket into another one."""

names = st.text(min_size=1, max_size=12) | st.sampled_from(("venueFee", "data2", "Status", "error code"))
free = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=4,
)
words = st.text(max_size=20) | st.sampled_from(("", "moneyline2x4", "halfOpen", "NULL", "0"))
pick = st.integers(0, 2**32)
"""Chooses a place of each recording."""

# A value for each kind of JSON: none of the texts is a number, and the number is no integer.
wrong = st.fixed_dictionaries(
    {
        "null": st.none(),
        "boolean": st.booleans(),
        "string": st.text(max_size=8).map(lambda text: f"?{text}"),
        "number": st.integers(-(10**6), 10**6).map(lambda whole: whole + Decimal("0.5")),
        "array": st.lists(st.booleans(), max_size=2),
        "object": st.dictionaries(st.sampled_from("ab"), st.booleans(), max_size=2),
    }
)


@settings(max_examples=sample(12, long=30), deadline=None)
@given(name=names, value=free, picked=pick)
def test_an_unknown_field_is_kept_and_listed_wherever_it_stands(name: str, value: object, picked: int) -> None:
    for recording in DESCRIBED:
        if (place := _one_of(_objects(recording), picked)) is None:
            continue
        added = name
        while added in place.fields or added in place.value or added in ENVELOPE:
            added += "_"
        text = written(put(recording.reply, (*place.path, added), value)).decode()
        assert _outcome(recording, text) == _outcome(recording, written(recording.reply).decode()), str(recording)
        assert _tree(_unknown(recording, exact(text))) == [(*place.path, added)], str(recording)


@settings(max_examples=sample(12, long=30), deadline=None)
@given(word=words, picked=pick)
def test_an_unknown_enum_value_is_kept_as_it_came(word: str, picked: int) -> None:
    for recording in DESCRIBED:
        if (place := _one_of(_enums(recording), picked)) is None:
            continue
        changed = put(recording.reply, place.path, word)
        outcome = _outcome(recording, written(changed).decode())
        assert _at(outcome, place.path) == word, f"{recording} {place.path}"


def test_every_recording_tries_null_wherever_it_is_not_allowed() -> None:
    tried = {str(recording) for recording in SUCCESSES if _nulls(recording)}
    free_replies = {str(recording) for recording in SUCCESSES if all("null" in place.admits for place in places(recording))}
    assert {str(recording) for recording in SUCCESSES} - tried == free_replies


def test_null_where_a_value_was_promised_ends_in_the_one_error() -> None:
    def check(recording: Recording) -> None:
        for place in _nulls(recording):
            _assert_unreadable(recording, place, None)

    every(SUCCESSES, check)


@settings(max_examples=sample(12, long=30), deadline=None)
@given(values=wrong, picked=pick)
def test_a_value_of_a_wrong_type_ends_in_the_one_error(values: dict[str, object], picked: int) -> None:
    for recording in SUCCESSES:
        place = _one_of(_typed(recording), picked)
        if place is None:
            continue
        for kind, value in values.items():
            if kind not in place.admits:
                _assert_unreadable(recording, place, value)


@settings(max_examples=sample(12, long=30), deadline=None)
@given(values=wrong, picked=pick)
def test_a_failure_stays_a_failure_whatever_its_body_has_become(values: dict[str, object], picked: int) -> None:
    for recording in (recording for recording in RECORDINGS if recording.kind == "rest" and not recording.succeeds):
        before = judge(asked_by(recording), Answered(status=recording.status, body=(recording.text or "").encode()))
        place = _one_of(tuple(places(recording)), picked)
        assert place is not None
        for value in values.values():
            text = written(put(recording.reply, place.path, value)).decode()
            after = judge(asked_by(recording), Answered(status=recording.status, body=text.encode()))
            # A 429 is the venue's only in the venue's own form.
            expected = (type(before), VenueFailed, ReadFailed) if isinstance(before, RateLimited) else (type(before),)
            assert type(after) in expected, str(recording)
            assert isinstance(after, CrossbookError)
            assert after.body == text


@settings(max_examples=sample(12, long=25), deadline=None)
@given(name=names, value=free)
def test_a_frame_of_an_unknown_kind_is_kept_as_it_came(name: str, value: object) -> None:
    for recording in (recording for recording in RECORDINGS if recording.kind == "frame"):
        reader = reader_of(recording)
        if reader.tell is None or name in reader.types:
            continue
        changed = put(put(recording.reply, (reader.tell,), name), (1 if reader.tell == 0 else "data",), value)
        text = written(changed).decode()
        read = read_frame(reader, text, venue=recording.venue, socket=str(recording.socket))
        assert read == UnknownFrame(name=name, text=text)


# ---- reading through the public clients


def _outcome(recording: Recording, text: str) -> Any:
    """Read a reply as the clients do, as parsed JSON; what it ends in otherwise is raised."""
    if recording.kind == "rest":
        outcome = judge(asked_by(recording), Answered(status=recording.status, body=text.encode()))
        if not isinstance(outcome, Reply):
            return _refused(recording, outcome, text)
        assert outcome.answered.body == text.encode()
        return plain(outcome.value)
    if recording.kind == "frame":
        return _frame(recording, read_frame(reader_of(recording), text, venue=recording.venue, socket=str(recording.socket)))
    command, envelope = command_of(recording), envelopes.read_envelope(text) if recording.socket == "orders-socket" else None
    if envelope is None:  # Only the socket that trades has a client of its own, which passes over what has no envelope.
        return plain(read_reply(command, text))
    judged = envelopes.judge(command, envelopes.Replied(text))
    return plain(judged.value) if isinstance(judged, envelopes.SocketReply) else _refused(recording, judged, text)


def _refused(recording: Recording, error: CrossbookError, text: str) -> Any:
    if isinstance(error, UnreadableReply) or (isinstance(error, ReadFailed) and error.fault):
        raise error
    assert error.body == text
    return plain(decoder(reply_type(recording)).decode(text))


def _frame(recording: Recording, read: object) -> Any:
    """Put a frame together again from its parts."""
    reader = reader_of(recording)
    if isinstance(reader.tell, int):
        return [recording.operation, plain(read)]
    if not isinstance(read, Push):
        return plain(read)
    push = cast("Push[object, object]", read)
    frame, payload = plain(push.frame), plain(push.payload)
    return frame | {reader.payload: payload} if reader.payload in frame else frame


def _assert_unreadable(recording: Recording, place: Place, value: object) -> None:
    text = written(put(recording.reply, place.path, value)).decode()
    reads = recording.kind == "rest" and asked_by(recording).operation.effect.kind is EffectKind.READ
    with pytest.raises(ReadFailed if reads else UnreadableReply) as caught:
        _outcome(recording, text)
    assert caught.value.venue == recording.venue
    assert caught.value.body == text or recording.operation == "login"  # Its body holds a token, which is blotted out.
    assert caught.value.fault.endswith(f"`{place.fault}`"), f"{recording} {caught.value.fault}"


# ---- places


def _one_of(found: tuple[Place, ...], picked: int) -> Place | None:
    return found[picked % len(found)] if found else None


@cache
def _objects(recording: Recording) -> tuple[Place, ...]:
    return tuple(place for place in places(recording) if place.is_object)


@cache
def _enums(recording: Recording) -> tuple[Place, ...]:
    return tuple(place for place in places(recording) if place.is_enum and isinstance(place.value, str))


@cache
def _typed(recording: Recording) -> tuple[Place, ...]:
    """Places where something cannot stand: all but those that a spec leaves open."""
    return tuple(place for place in places(recording) if not place.admits >= {"boolean", "array", "object"})


@cache
def _nulls(recording: Recording) -> tuple[Place, ...]:
    return tuple(place for place in places(recording) if "null" not in place.admits)


def _at(value: Any, path: tuple[str | int, ...]) -> object:
    for step in path:
        value = value[step]
    return cast("object", value)


def _unknown(recording: Recording, reply: Any) -> Iterator[str]:
    if recording.kind != "frame":
        yield from unknown_fields(reply_type(recording), reply)
        return
    reader = reader_of(recording)
    frame, payload = reader.types[recording.operation]
    listed = list(unknown_fields(frame, reply))
    if reader.payload is not None:
        listed += unknown_fields(payload, reply.get(reader.payload), at=f"$.{reader.payload}")
    yield from dict.fromkeys(listed)


def _tree(listed: Iterator[str]) -> list[tuple[str | int, ...]]:
    """Read paths as lists of steps."""
    return [tuple(_steps(path.removeprefix("$"))) for path in listed]


def _steps(path: str) -> Iterator[str | int]:
    while path:
        if path.startswith("["):
            step, end = json.JSONDecoder().raw_decode(path, 1)
            yield step
            path = path[end + 1 :]
        else:
            step = path[1:].split(".", 1)[0].split("[", 1)[0]
            yield step
            path = path[1 + len(step) :]
