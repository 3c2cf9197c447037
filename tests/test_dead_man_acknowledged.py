"""What acknowledges a heartbeat of the dead man's handle, and what does not."""

from __future__ import annotations

from typing import Any

import dead_man_world
import pytest
from dead_man_world import Held
from hypothesis import given, settings
from hypothesis import strategies as st
from replies import Answer, Replies, said

from crossbook import OutcomeUnknown
from crossbook.desk import Unreconciled
from crossbook.desk.beats import Beats, begun
from crossbook.fourcasters import Fourcasters

held = pytest.fixture(dead_man_world.held)


@pytest.mark.parametrize("named", [1, 29, 999])
def test_what_names_another_timer_than_was_asked_for_is_no_acknowledgement(held: Held, named: int) -> None:
    held.man.arm()
    held.venue.names = [named] * 100
    held.clock.pass_time(11)
    assert held.state() == "missed"
    assert f"found one of {named} s" in held.heard(1)[0].why
    held.clock.pass_time(30)
    assert held.state() == "lost"


def test_what_is_not_acknowledged_does_not_arm(held: Held) -> None:
    held.venue.names = [29]
    with pytest.raises(OutcomeUnknown, match="the acknowledgement of a timer of 30 s, found one of 29 s"):
        held.man.arm()
    assert held.state() == "lost"
    with pytest.raises(Unreconciled):
        held.man.arm()


@pytest.mark.parametrize(
    "body",
    [
        {"error": "orders service unreachable"},
        {"data": {"error": "Invalid heartbeat timeout"}},
        {"data": {"type": "heartbeatRejected", "timeoutSec": 6}},
        {"data": {"type": "heartbeatAck", "timeoutSec": 6}, "error": "x"},
        {"data": {"type": "heartbeatAck", "timeoutSec": "6"}},
        {"data": {"success": False}},
        {"data": False},
        {"data": [{"error": "x"}]},
        {"data": {"timeoutSec": 6}, "timeoutSec": 7},
        {"data": {"type": "ack", "timeoutSec": True}},
        {"data": {"success": "no"}},
        {"success": False},
        [],
        "<html>",
        b"<html>",
        b'{"data":{"type":"heartbeatAck","timeoutSec":6,"timeoutSec":60}}',
        b'{"data":{"type":"heartbeatAck","timeoutSec":1e999}}',
    ],
)
def test_what_speaks_against_an_acknowledgement_is_none(venue: Replies, fourcasters: Fourcasters, body: Any) -> None:
    venue.will(Answer(200, body) if isinstance(body, bytes) else said(body))
    with pytest.raises(OutcomeUnknown, match="it is no acknowledgement"):
        fourcasters.heartbeat(6)


UNLISTED: list[Any] = [
    {"data": {"type": "ack"}},
    {"data": []},
    {"data": [{}]},
    {"data": True},
    {"data": 7},
    {"data": {"type": 7}},
    {"type": "x"},
]


@pytest.mark.parametrize("body", [b"", {}, {"data": {"type": "heartbeatAck"}}, {"data": {"serverTime": "x"}}, {"data": "ok"}, *UNLISTED])
def test_over_rest_a_status_acknowledges_whatever_form_its_reply_has(venue: Replies, fourcasters: Fourcasters, body: Any) -> None:
    # pages/rest/user/orders-heartbeat.mdx: 200 is "Heartbeat acknowledged", and no page shows a reply.
    venue.will(Answer(200, body) if isinstance(body, bytes) else said(body))
    assert fourcasters.heartbeat(6).told_seconds is None


@pytest.mark.parametrize(
    "body", [{"data": {"type": "ordersHeartbeatAck", "timeoutSec": 9}}, {"data": {"timeoutSec": 9.0}}, {"timeoutSec": 9, "data": []}]
)
def test_seconds_are_told_whatever_the_kind_of_the_reply_is_called(venue: Replies, fourcasters: Fourcasters, body: Any) -> None:
    venue.will(said(body))
    assert fourcasters.heartbeat(10).told_seconds == 9


WAYS = ("answered", "lost", "unsent")


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 12), st.sampled_from(["answered", "lost", "unsent"]), st.floats(0, 12), st.floats(0, 119)), max_size=12)
)
def test_the_timer_never_runs_longer_than_is_said_nor_shorter(happenings: list[tuple[float, str, float, float]]) -> None:
    """Of a timer at a venue that hears heartbeats when it does, `beats` gives bounds on both sides."""
    beats, heard = begun(30.0, 120.0, 1000.0, 1001.0), [1000.5]
    now = 1001.0
    for pause, how, takes, late in happenings:
        sent = now + pause
        if sent >= beats.may_run_out_at:
            break
        now, before = sent + takes, beats
        match how:
            case "answered" if now >= before.may_run_out_at:
                break  # It is taken for a loss.
            case "answered":
                heard.append(sent + takes / 2)
                beats = beats.answered(sent, now)
            case "lost":
                heard.append(now + late)
                beats = beats.missed(now, may_have_come=True)
            case _:
                beats = beats.missed(now, may_have_come=False)
        runs_out = _runs_out([moment for moment in heard if moment <= now])
        assert now >= beats.may_run_out_at or runs_out >= beats.may_run_out_at
        assert max(heard) + 30.0 <= beats.has_run_out_by
        assert isinstance(beats, Beats)


def _runs_out(heard: list[float]) -> float:
    """Say when a timer of 30 seconds runs out that hears these."""
    ends = heard[0] + 30.0
    for moment in sorted(heard):
        ends = moment + 30.0 if moment <= ends else ends
    return ends
