"""What the venues' documents show, against the bindings: complete, decoded without loss, and what we send is what they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
from families import every
from recordings import (
    HOME,
    RECORDINGS,
    Recording,
    asked_by,
    command_of,
    exact,
    plain,
    reader_of,
    reply_type,
    request_of,
    socket_module,
    subject_of,
    subjects,
)

from crossbook import CrossbookError, OutcomeUnknown, ReadFailed, Refused, UnreadableReply
from crossbook.core.attempts import Answered
from crossbook.core.judging import Reply, judge
from crossbook.drift import unknown_fields
from crossbook.frames import read_frame, read_reply
from crossbook_bindings.runtime import Certainty, EffectKind, Push, Undocumented, UnknownFrame

REST = [recording for recording in RECORDINGS if recording.kind == "rest"]
COMMANDS = [recording for recording in RECORDINGS if recording.kind == "command"]
FRAMES = [recording for recording in RECORDINGS if recording.kind == "frame"]
ANSWERED = [recording for recording in RECORDINGS if recording.text is not None]


def test_every_operation_and_message_of_every_spec_has_a_recording_of_its_success() -> None:
    recorded = {subject_of(recording) for recording in RECORDINGS if recording.succeeds}
    assert sorted(set(subjects()) - recorded) == []


def test_every_recording_is_of_something_that_a_spec_has() -> None:
    assert sorted({subject_of(recording) for recording in RECORDINGS} - set(subjects())) == []


def test_every_file_is_named_after_what_it_records_and_says_where_it_comes_from() -> None:
    files = {path.relative_to(HOME).as_posix() for path in HOME.rglob("*") if path.is_file()}
    assert files == {f"{recording.venue}/{recording.case}.json" for recording in RECORDINGS}
    for recording in RECORDINGS:
        assert recording.case.startswith(f"{recording.operation}."), recording.case
        assert "http" in recording.source or "composed from" in recording.source or ".json" in recording.source, recording.case


def test_every_recorded_status_is_one_that_its_spec_lists() -> None:
    assert [str(recording) for recording in REST if recording.status not in asked_by(recording).operation.effect.statuses] == []


# ---- replies


def test_no_recording_holds_a_field_that_its_spec_does_not_know() -> None:
    unknown = {str(recording): found for recording in ANSWERED if (found := list(_unknown(recording)))}
    assert unknown == {}


def test_a_recording_decodes_and_encodes_again_without_loss() -> None:
    def check(recording: Recording) -> None:
        for decoded, recorded in _decoded(recording):
            assert list(_differences(plain(decoded), recorded)) == []

    every(ANSWERED, check)


def test_no_number_of_a_reply_goes_through_binary_floating_point() -> None:
    def check(recording: Recording) -> None:
        for decoded, _ in _decoded(recording):
            assert not [leaf for _, leaf in _flat(plain(decoded)) if isinstance(leaf, float)]

    every(ANSWERED, check)


def test_digits_beyond_those_of_a_float_would_be_noticed() -> None:
    assert list(_differences(exact("[0.1000000000000000055]"), exact("[0.1]"))) == ["$[0]"]
    assert list(_differences(exact("[1.50]"), exact("[1.5]"))) == ["$[0]"]
    assert list(_differences(exact('{"a": "1.5"}'), exact('{"a": 1.5}'))) == []
    assert list(_differences(exact('{"a": "1.5"}'), exact('{"a": 1.5}'), strict=True)) == ["$.a"]
    assert list(_differences(exact('{"a": null, "b": 1}'), exact('{"b": 1}'), strict=True)) == ["$.a"]
    assert list(_differences(exact('{"a": null, "b": [null]}'), exact('{"b": [null]}'))) == []
    assert list(_differences(exact('{"a": [null]}'), exact('{"a": []}'))) == ["$.a", "$.a[0]"]


def test_a_recorded_exchange_ends_as_it_did_at_the_venue() -> None:
    def check(recording: Recording) -> None:
        body = (recording.text or "").encode()
        outcome = judge(asked_by(recording), Answered(status=recording.status, body=body))
        if recording.succeeds:
            assert isinstance(outcome, Reply)
            assert outcome.answered.body == body
        else:
            assert isinstance(outcome, CrossbookError)
            assert not isinstance(outcome, UnreadableReply)
            assert outcome.status == recording.status
            assert outcome.body == recording.text
            assert outcome.venue_text

    every(REST, check)


def test_a_failure_recorded_of_one_operation_reads_alike_wherever_its_status_is_listed() -> None:
    def check(recording: Recording) -> None:
        assert recording.text is not None
        for other in REST:
            if (
                other.venue != recording.venue
                or other.breaks
                or not other.succeeds
                or recording.status not in (errors := request_of(other).errors)
            ):
                continue
            assert list(_differences(plain(msgspec.json.decode(recording.text, type=errors[recording.status])), recording.reply)) == []
            outcome = judge(request_of(other), Answered(status=recording.status, body=recording.text.encode()))
            effect = request_of(other).operation.effect
            refused = isinstance(outcome, Refused) or (effect.kind is EffectKind.READ and isinstance(outcome, ReadFailed))
            unknown = isinstance(outcome, OutcomeUnknown)
            assert (refused, unknown) == ((True, False) if effect.at(recording.status) is Certainty.NOT_ACTED else (False, True)), (
                f"{recording} for {other}"
            )

    every((recording for recording in REST if not recording.succeeds), check)


def test_every_status_that_a_spec_lists_has_a_recording_at_its_venue() -> None:
    recorded = {(recording.venue, recording.status) for recording in REST}
    listed = {(other.venue, status) for other in REST for status in asked_by(other).operation.effect.statuses}
    assert sorted(listed - recorded) == []


# ---- requests


def test_what_is_sent_is_what_the_venue_documents() -> None:
    def check(recording: Recording) -> None:
        request = request_of(recording)
        ours, theirs = urlsplit(request.target), urlsplit(recording.target)
        assert request.operation.method == recording.request["method"]
        assert ours.path == theirs.path
        assert parse_qsl(ours.query, keep_blank_values=True) == parse_qsl(theirs.query, keep_blank_values=True)
        assert dict(request.headers) == recording.request.get("headers", {})
        body = request.body()
        assert (body is None) == ("body" not in recording.request)
        if body is not None:
            assert list(_differences(exact(body), recording.request["body"], strict=True)) == []

    every((recording for recording in REST if recording.breaks is None), check)


def test_a_request_that_breaks_its_spec_cannot_be_built() -> None:
    def check(recording: Recording) -> None:
        with pytest.raises((TypeError, msgspec.ValidationError)):
            request_of(recording)

    every((recording for recording in REST if recording.breaks is not None), check)


def test_what_is_sent_on_a_socket_is_what_the_venue_documents() -> None:
    def check(recording: Recording) -> None:
        command = command_of(recording)
        assert command.message.name == recording.operation
        assert list(_differences(exact(command.text()), recording.request["frame"], strict=True)) == []

    every(COMMANDS, check)


def test_a_reply_on_a_socket_names_the_command_that_it_answers() -> None:
    def check(recording: Recording) -> None:
        assert command_of(recording).correlation_id in {str(recording.reply.get(name)) for name in ("requestID", "id")}

    every((recording for recording in COMMANDS if recording.text is not None), check)


def test_a_command_that_is_never_answered_has_no_reply() -> None:
    for recording in COMMANDS:
        assert (recording.text is None) == (command_of(recording).reply is type(None)), str(recording)


# ---- frames


def test_a_received_frame_is_told_by_its_name() -> None:
    def check(recording: Recording) -> None:
        assert recording.text is not None
        read = socket_module(recording, "frames").read(recording.text)
        assert read == read_frame(reader_of(recording), recording.text, venue=recording.venue, socket=str(recording.socket))
        assert not isinstance(read, UnknownFrame)
        if isinstance(push := cast("object", read), Push):
            assert push.name == recording.operation

    every(FRAMES, check)


# ---- what the tests above ask


def _decoded(recording: Recording) -> Iterator[tuple[object, Any]]:
    """Give what a reply decodes to, part by part, each with what was recorded of it."""
    text, reply = recording.text or "", recording.reply
    match recording.kind:
        case "rest" if recording.succeeds:
            decoded = asked_by(recording).decode(text.encode())
            if not isinstance(decoded, Undocumented):
                yield decoded, reply
        case "command" if recording.succeeds:
            yield read_reply(command_of(recording), text), reply
        case "frame":
            read = read_frame(reader_of(recording), text, venue=recording.venue, socket=str(recording.socket))
            if isinstance(read, Push):
                push = cast("Push[object, object]", read)
                yield push.frame, reply
                if (payload := reader_of(recording).payload) in reply:
                    yield push.payload, reply[payload]
            else:
                yield read, reply[1] if isinstance(reply, list) else reply
        case _:
            yield msgspec.json.decode(text, type=reply_type(recording)), reply


def _unknown(recording: Recording) -> Iterator[str]:
    if recording.kind != "frame":
        if (kind := reply_type(recording)) is not Undocumented:
            yield from unknown_fields(kind, recording.reply)
        return
    reader = reader_of(recording)
    frame, payload = reader.types[recording.operation]
    yield from unknown_fields(frame, recording.reply)
    if reader.payload is not None:
        yield from unknown_fields(payload, recording.reply.get(reader.payload), at=f"$.{reader.payload}")


def _differences(ours: Any, theirs: Any, *, strict: bool = False) -> Iterator[str]:
    """Compare parsed JSON, numbers by their digits.

    Unless `strict`, what is a decimal to us may be text to the venue, and a member that is null may be left out.
    """
    left, right = (dict(_flat(side if strict else without_nulls(side))) for side in (ours, theirs))
    yield from sorted(left.keys() ^ right.keys())
    for path in left.keys() & right.keys():
        one, other = left[path], right[path]
        alike = type(one) is type(other) or (not strict and {type(one), type(other)} <= {str, Decimal, int})
        if not alike or _digits(one) != _digits(other):
            yield path


def without_nulls(value: Any) -> Any:
    """Leave out the members that are null; entries of lists stay."""
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value).items()
        return {name: without_nulls(member) for name, member in members if member is not None}
    if isinstance(value, list):
        items: list[Any] = [*value]
        return [without_nulls(item) for item in items]
    return value


def _digits(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _flat(value: Any, at: str = "$") -> Iterator[tuple[str, object]]:
    """Give every leaf of parsed JSON by its path; an empty list or object is one."""
    held: dict[str, Any] = {}
    if isinstance(value, dict):
        held = {f"{at}.{name}": item for name, item in cast("dict[str, Any]", value).items()}
    elif isinstance(value, list):
        items: list[Any] = [*value]
        held = {f"{at}[{position}]": item for position, item in enumerate(items)}
    if not held:
        yield at, cast("object", value)
    for path, item in held.items():
        yield from _flat(item, path)
