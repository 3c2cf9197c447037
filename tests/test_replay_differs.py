"""Where a tape of a call does not come to the same today, that is said; and how the command says it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import replayed
from accounts import GAME, ORDER, OTHER, QUICK, TOKEN, Clients
from desks import AWAY, REFERENCE, Desk, buckets, looked_up, resting, unmatched
from observed import CANCELLED
from replayed import check_same
from replies import Replies, said
from test_command import COMMAND

from crossbook import Cancelled, NotCancelled, NotCancelledReason, Placed
from crossbook.desk import replay
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.tape import Tape

path = pytest.fixture(replayed.path)


# ---- it does not


def edited(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change what a tape says."""
    found = [json.loads(line) for line in path.read_bytes().splitlines()]
    for line in found:
        change(line["is"])
    path.write_text("".join(json.dumps(line) + "\n" for line in found), encoding="utf-8")


@pytest.fixture
def taped(venue: Replies, path: Path) -> Path:
    venue.always(said(CANCELLED))
    with Tape(path) as tape, Fourcasters(token=TOKEN, base_url=venue.url, retry=None, pacing=None, observers=[tape]) as client:
        client.cancel_order(ORDER)
    return path


def _other_reply(line: dict[str, Any]) -> None:
    if line["event"] == "Attempted":
        line["text"] = json.dumps({"data": {"success": False, "sessionID": ORDER, "reason": "order not found"}})


def _other_outcome(line: dict[str, Any]) -> None:
    if line["event"] == "CallEnded":
        line["told"]["outcomes"][0]["remaining"] = "6"


def _other_error(line: dict[str, Any]) -> None:
    if line["event"] == "CallEnded":
        line["error"] = {"kind": "NotSent", "message": "x", "operation": "cancel", "status": None}


def _other_request(line: dict[str, Any]) -> None:
    if line["event"] == "Intent":
        line["body"] = "{}"


def _another_method(line: dict[str, Any]) -> None:
    if line["event"] == "CallBegan":
        line["method"] = "cancel_tomorrow"


def _other_arguments(line: dict[str, Any]) -> None:
    if line["event"] == "CallBegan":
        line["arguments"] = {"tomorrow": 1}


def _repeated_a_409(line: dict[str, Any]) -> None:
    if line["event"] == "Attempted":
        line |= {"status": 409, "text": '{"error":"order already cancelled"}'}


@pytest.mark.parametrize(
    ("change", "state", "words"),
    [
        (_other_reply, "otherwise", "outcome 0 was Cancelled"),
        (_other_outcome, "otherwise", '"remaining":"6"'),
        (_other_error, "otherwise", "it raised NotSent, and raised nothing today"),
        (_other_request, "otherwise", "it would send POST /session/cancel"),
        (_another_method, "underivable", "no method 'cancel_tomorrow'"),
        (_other_arguments, "underivable", "TypeError"),
    ],
)
def test_where_today_decides_otherwise_it_is_said(change: Callable[[dict[str, Any]], None], state: str, words: str, taped: Path) -> None:
    edited(taped, change)
    found = replay(taped)
    assert found.calls == 1
    (verdict,) = found.verdicts
    assert verdict.state == state
    assert any(words in difference for difference in verdict.differences), verdict.differences


def test_a_repeat_that_would_not_be_sent_today_is_said(venue: Replies, path: Path) -> None:
    venue.will(said({}, 503), said(CANCELLED))
    with Tape(path) as tape, Fourcasters(token=TOKEN, base_url=venue.url, retry=QUICK, pacing=None, observers=[tape]) as client:
        client.cancel_order(ORDER)
    check_same(path, 1)
    first = [True]

    def change(line: dict[str, Any]) -> None:
        if line["event"] == "Attempted" and first.pop():
            first.append(False)
            _repeated_a_409(line)

    edited(path, change)
    (verdict,) = replay(path).verdicts
    assert any("would not send POST /session/cancel again after HTTP 409" in difference for difference in verdict.differences)


# ---- the command


def run(*arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run([COMMAND, "replay", *map(str, arguments)], capture_output=True, check=False, text=True)  # noqa: S603 - our own
    return done.returncode, done.stdout + done.stderr


def test_the_command_says_that_nothing_differs(taped: Path) -> None:
    code, words = run(taped)
    assert code == 0
    assert "1 calls, 1 outcomes derived" in words


def test_the_command_says_where_something_differs(taped: Path) -> None:
    edited(taped, _other_reply)
    code, words = run(taped)
    assert code == 1
    assert "outcome 0 was Cancelled" in words
    code, words = run(taped, "--json")
    document = json.loads(words)
    assert (code, document["calls"], document["otherwise"], document["same"]) == (1, 1, 1, 0)
    assert document["verdicts"][0]["derived"] == [
        {
            "kind": "NotCancelled",
            "outcome": {"order_id": ORDER, "reason": "not_found", "venue_text": "order not found", "after_repeat": False, "proof": None},
        }
    ]


def test_the_command_says_what_cannot_be_derived_and_what_cannot_be_read(taped: Path) -> None:
    edited(taped, _another_method)
    assert run(taped)[0] == 2
    code, words = run(taped.with_name("nowhere"))
    assert (code, "cannot be read" in words) == (3, True)
    taped.write_bytes(b"\xff\x00 no tape\n")
    code, words = run(taped)
    assert (code, "this is no tape" in words) == (3, True)


def test_what_became_of_unknown_ones_is_derived_again(venue: Replies, clients: Clients, path: Path) -> None:
    desk = Desk(venue)
    with Tape(path) as tape:
        client = clients.fourcasters(observers=[tape])
        order = NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-110, risk=100, user_reference=REFERENCE)
        placed, cancelled = client.place_orders([order]), client.cancel_orders([ORDER])
        desk.tell("lookupOrder", looked_up(cancelled=True))
        desk.tell("getBetByUserReference", buckets(resting=[unmatched()]))
        desk.tell("getUnmatched", resting())
        outcomes = client.resolve([*placed, *cancelled, NotCancelled(order_id=OTHER, reason=NotCancelledReason.NOT_FOUND)])
    assert [type(outcome) for outcome in outcomes] == [Placed, Cancelled, NotCancelled]
    found = replay(path)
    assert (found.calls, found.outcomes, found.count("same")) == (3, 5, 3)
