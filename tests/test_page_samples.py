"""The samples of the venue's pages go through the bindings: each is decoded, loses nothing, and is written as it was."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

import attrs
import msgspec
import pytest
from recordings import RECORDINGS, Recording, asked_by, command_of, exact, plain, reader_of, request_of, written
from test_pages import FACTS, documents, fourcasters, pages

from compiler.following.pages import placed
from compiler.following.prose import alternatives_in
from crossbook_bindings.fourcasters.orders_socket.models import ErrorReply


@attrs.frozen
class Shown:
    """A sample with the place that it belongs to."""

    page: str
    line: int
    exchange: str
    part: str
    value: Any

    def __str__(self) -> str:
        return f"{self.page}:{self.line} {self.exchange} {self.part}"


def parsed(value: object) -> Any:
    """Turn a sample into parsed JSON, without the members that are null: left out and null are one to a reader.

    Where a page shows all values that are possible (`spread | total`), the first one is taken.
    """
    match value:
        case Mapping():
            members = cast("Mapping[str, object]", value)
            return {name: parsed(held) for name, held in members.items() if held is not None}
        case tuple():
            return [parsed(held) for held in cast("tuple[object, ...]", value)]
        case str():
            return next(iter(alternatives_in(value)), value)
        case _:
            return value


def shown() -> tuple[Shown, ...]:
    found: list[Shown] = []
    for page in pages(documents(FACTS)):
        for spot, value, line in placed(page, fourcasters()):
            found.append(Shown(page.path, line, spot.exchange, spot.part, parsed(value)))
    return tuple(found)


SHOWN = shown()


@cache
def recorded(exchange: str) -> Recording:
    """Find a recording of an operation or a message: it knows the bindings of it."""
    way, _, name = exchange.partition(" [")[0].partition(" ")
    for recording in RECORDINGS:
        if recording.venue != "fourcasters" or recording.breaks is not None:
            continue
        if way in ("send", "receive"):
            if recording.operation == name and recording.kind == ("command" if way == "send" else "frame"):
                return recording
        elif recording.kind == "rest":
            operation = asked_by(recording).operation
            if (operation.method, operation.path) == (way, name):
                return recording
    raise AssertionError(f"nothing of {exchange} is recorded")


def kind_of(sample: Shown) -> Any:
    """Give the type that the bindings read a sample as."""
    if sample.exchange == "receive (error)":
        return ErrorReply
    recording = recorded(sample.exchange)
    match sample.part:
        case "reply":
            return command_of(recording).reply
        case "payload":
            return reader_of(recording).types[recording.operation][1]
        case status:
            return asked_by(recording).reply if status == "200" else asked_by(recording).errors[int(status)]


def is_sent(sample: Shown) -> bool:
    return sample.part in ("body", "request") or (sample.exchange.startswith("send ") and sample.part == "frame")


RECEIVED = tuple(sample for sample in SHOWN if not is_sent(sample))
SENT = tuple(sample for sample in SHOWN if is_sent(sample))


def test_there_are_samples_of_most_operations_and_of_every_socket() -> None:
    assert (len(RECEIVED), len(SENT)) > (25, 15)
    assert len({sample.exchange for sample in SHOWN}) > 30


@pytest.mark.parametrize("sample", RECEIVED, ids=str)
def test_what_pages_show_of_replies_is_read_without_loss(sample: Shown) -> None:
    assert plain(msgspec.json.decode(written(sample.value), type=kind_of(sample))) == sample.value


@pytest.mark.parametrize("sample", SENT, ids=str)
def test_what_pages_show_of_requests_is_built_and_written_as_it_is_shown(sample: Shown) -> None:
    recording = recorded(sample.exchange)
    if sample.part == "body":
        request = request_of(attrs.evolve(recording, request={**recording.request, "body": sample.value}))
        assert exact(request.body() or b"null") == sample.value
        return
    frame = sample.value if sample.part == "frame" else [recording.operation, sample.value]
    command = command_of(attrs.evolve(recording, request={"frame": frame}))
    assert parsed(exact(command.text())) == frame
