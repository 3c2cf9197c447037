"""What is written on a tape, and that it is never a secret."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import own_tape
import pytest
from accounts import GAME, ORDER, OTHER, Clients, uuids
from observed import CANCELLED
from own_tape import lines
from planted import API_KEY, MARK, PASSWORD, TOKEN, Everything, everything_logged
from proxy_server import ProxyServer
from replies import Answer, Replies, said
from test_secrets import LOGIN_REPLIES, QUICK, acts, ended

from crossbook import Cancelled, CancelUnknown
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.observing import Attempted, Event
from crossbook.storage.lines import read_line
from crossbook.tape import Tape

path = pytest.fixture(own_tape.path)
tape = pytest.fixture(own_tape.tape)


# ---- secrets


@pytest.mark.parametrize("kind", acts(""))
def test_no_end_of_a_command_writes_a_secret_on_a_tape(kind: str, venue: Replies, clients: Clients, tape: Tape, path: Path) -> None:
    seen: list[Event] = []
    venue.always(acts(TOKEN)[kind])
    client = clients.fourcasters(token=TOKEN, timeouts=QUICK, observers=[tape, seen.append])
    order = NewOrder(game_id=GAME, market_type="moneyline", side=OTHER, odds=-110, risk=1, user_reference=TOKEN)
    calls: tuple[Callable[[], object], ...] = (
        lambda: client.cancel_order(ORDER),
        lambda: client.cancel_orders([ORDER, TOKEN]),
        lambda: client.place_orders([order]),
        lambda: client.cancel_by_reference(GAME, [TOKEN]),
        lambda: client.cancel_league_orders(TOKEN),
        client.me,
        lambda: client.login("user", PASSWORD),
    )
    for call in calls:
        ended(call)
    venue.always(acts(API_KEY)[kind])
    partner = clients.predictstreet(api_key=API_KEY, timeouts=QUICK, observers=[tape, seen.append])
    calls = (
        lambda: partner.cancel_order(uuids(1)[0]),
        lambda: partner.cancel_orders([API_KEY, *uuids(2)]),
        lambda: partner.cancel_market_orders(API_KEY),
        partner.open_orders,
    )
    for call in calls:
        ended(call)
    written = path.read_text(encoding="utf-8")
    assert written.count("CallBegan") == 11
    assert MARK not in written
    assert MARK not in repr(seen)
    assert not [event for event in seen if isinstance(event, Attempted) and MARK.encode() in (event.body or b"")]


@pytest.mark.parametrize("kind", LOGIN_REPLIES)
def test_no_end_of_a_login_writes_a_secret_on_a_tape(kind: str, venue: Replies, clients: Clients, tape: Tape, path: Path) -> None:
    seen: list[Event] = []
    venue.will(LOGIN_REPLIES[kind])
    client = clients.fourcasters(token=None, timeouts=QUICK, observers=[tape, seen.append])
    ended(lambda: client.login("user", PASSWORD))
    assert MARK not in path.read_text(encoding="utf-8")
    assert MARK not in repr(seen)


def test_a_login_that_can_be_read_is_written_without_its_token(venue: Replies, clients: Clients) -> None:
    seen: list[Event] = []
    bodies = (
        b'{"data":{"user":{"\\u0061uth":"a-fresh-token","username":"somebody"}}}',
        b'{"data":{"user":{"auth":"a-fresh-token"}},"note":"of a-fresh-token"}',
    )
    for body in bodies:
        venue.will(Answer(200, body))
        clients.fourcasters(token=None, observers=[seen.append]).login("user", PASSWORD)
    written = [event.body for event in seen if isinstance(event, Attempted)]
    assert written == [
        b'{"data":{"user":{"\\u0061uth":"***","username":"somebody"}}}',
        b'{"data":{"user":{"auth":"***"}},"note":"of ***"}',
    ]


def test_no_password_of_a_proxy_and_no_signature_is_written(venue: Replies, tape: Tape, path: Path) -> None:
    with (
        ProxyServer(1, f"HTTP/1.1 502 {PASSWORD}\r\n\r\n".encode()) as proxy,
        Fourcasters(
            token=TOKEN, base_url="https://venue.test", proxy=f"http://user:{PASSWORD}@127.0.0.1:{proxy.port}", retry=None, observers=[tape]
        ) as client,
    ):
        ended(client.me)
    venue.always(said({"data": [{"success": True, "signature": f"0x{MARK}", "note": {"signature": MARK}}]}))
    with Fourcasters(token=TOKEN, base_url=venue.url, retry=None, observers=[tape]) as client:
        ended(client.cancel_all_orders)
    written = path.read_text(encoding="utf-8")
    assert "502" in written
    assert MARK not in written


def test_a_broken_tape_shows_no_secret_in_the_log(venue: Replies, clients: Clients, path: Path) -> None:
    listener: Everything
    with everything_logged() as listener:
        venue.always(said(CANCELLED))
        tape = Tape(path)
        tape.close()
        assert isinstance(clients.fourcasters(token=TOKEN, observers=[tape]).cancel_order(ORDER), Cancelled)
    assert "expected an open tape" in listener.text
    listener.assert_no_secret()


# ---- what is written


@pytest.mark.parametrize("body", [b'{"data": "\xff\xfe\x00"}', '{"data":\t"é \\u00e9 \\/ 😀"}  '.encode(), b"", b"\r\n\n<html>\x7f"])
def test_a_reply_stands_on_the_tape_byte_for_byte(body: bytes, venue: Replies, clients: Clients, tape: Tape, path: Path) -> None:
    venue.always(Answer(200, body))
    ended(lambda: clients.fourcasters(observers=[tape]).cancel_order(ORDER))
    found = [read_line(line) for line in path.read_bytes().splitlines()]
    (attempt,) = [line.is_ for line in found if line is not None and type(line.is_).__name__ == "Attempt"]
    assert getattr(attempt, "body", None) == body


def test_the_intent_is_on_the_tape_before_the_reply_comes(venue: Replies, clients: Clients, tape: Tape, path: Path) -> None:
    asked: list[list[str]] = []

    def answer(_: object) -> Answer:
        asked.append([line["event"] for line in lines(path)])
        return said(CANCELLED)

    venue.otherwise = answer
    clients.fourcasters(observers=[tape]).cancel_order(ORDER)
    assert asked == [["Opened", "CallBegan", "Intent"]]
    assert [line["event"] for line in lines(path)] == ["Opened", "CallBegan", "Intent", "Attempted", "CallEnded"]


def test_orders_of_one_request_share_their_evidence_on_the_tape(venue: Replies, clients: Clients, tape: Tape, path: Path) -> None:
    venue.always(said({}, 500))
    outcomes = clients.predictstreet(observers=[tape]).cancel_orders(uuids(100))
    assert all(isinstance(outcome, CancelUnknown) for outcome in outcomes)
    (over,) = [line for line in lines(path) if line["event"] == "CallEnded"]
    assert len(over["told"]["evidence"]) == 1
    assert len(over["told"]["outcomes"]) == 100
    assert path.stat().st_size < 40_000


def test_a_text_that_no_utf_8_can_carry_is_written_all_the_same(venue: Replies, clients: Clients, tape: Tape, path: Path) -> None:
    ended(lambda: clients.fourcasters(observers=[tape]).cancel_league_orders("\ud800"))
    assert [line["event"] for line in lines(path)][:2] == ["Opened", "CallBegan"]
    assert venue.requests == []
