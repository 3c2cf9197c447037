"""When a request is sent again, by a clock that is not there; and what is no `Retry`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import connection_laws as laws
import pytest
from accounts import ORDER, Clients, object_ids
from connection_laws import Async, Sync, open_in, own_reply
from fake_network import Asked, Piece, World
from replies import Answer, Closed, Replies, said

from crossbook import Cancelled, InvalidRequest, NoReply, NotSent, RateLimited, Retry, VenueFailed
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet

# -------------------------------------------------------------------------------------------------- when: a clock that is not there

KINDS = (Sync, Async)


@pytest.mark.parametrize("header", ["9" * 400, "9" * 9, "1e9"])
def test_a_wait_beyond_all_limits_is_none_that_is_shortened_to_nothing(header: str, venue: Replies, clients: Clients) -> None:
    venue.always(Answer(429, b'{"error":"slow down"}', (("Retry-After", header),)))
    client = clients.fourcasters(retry=Retry(attempts=3, shortest=0.01, longest=0.02))
    with pytest.raises(RateLimited) as limited:
        client.cancel_order(ORDER)
    assert len(venue.requests) == 1, "there is no time for it"
    assert limited.value.retry_after == 3600.0


def moments(world: World, answers: Sequence[Sequence[Piece]]) -> list[float]:
    """Have the venue answer so, one after the other, and keep when it was asked."""
    asked_at: list[float] = []
    left = list(answers)

    def answer(asked: Asked) -> Sequence[Piece]:
        asked_at.append(world.now)
        return left.pop(0) if left else own_reply(asked)

    world.answer = answer
    return asked_at


def error(status: int, *lines: str) -> list[Piece]:
    return [Piece("\r\n".join([f"HTTP/1.1 {status} No", "Content-Length: 0", *lines, "", ""]).encode())]


@pytest.mark.parametrize("kind", KINDS)
def test_waits_double_and_are_shortened_by_half_at_most(kind: type[Sync | Async]) -> None:
    gaps: list[list[float]] = []
    for seed in range(20):
        world = World(own_reply, seed=seed)
        asked_at = moments(world, [error(503)] * 4)
        with open_in(world, kind, retry=Retry(attempts=5, shortest=1, longest=3)) as side:
            assert side.cancel(1) == laws.order(1)
        gaps.append([later - earlier for earlier, later in pairwise(asked_at)])
    for position, whole in enumerate((1.0, 2.0, 3.0, 3.0)):
        found = [each[position] for each in gaps]
        assert all(whole / 2 <= gap <= whole + 0.001 for gap in found)
        assert max(found) - min(found) > whole / 4, "they are spread"


@pytest.mark.parametrize("kind", KINDS)
def test_a_venue_that_says_how_long_to_wait_is_given_that(kind: type[Sync | Async]) -> None:
    world = World(own_reply)
    asked_at = moments(world, [error(429, "Retry-After: 7"), error(503, "Retry-After: 3")])
    with open_in(world, kind, retry=Retry(shortest=0.1)) as side:
        assert side.cancel(1) == laws.order(1)
    assert [later - earlier for earlier, later in pairwise(asked_at)] == pytest.approx([7, 3])


@pytest.mark.parametrize("kind", KINDS)
def test_limits_are_waited_out_until_the_deadline_and_not_so_many_times(kind: type[Sync | Async]) -> None:
    world = World(own_reply)
    asked_at = moments(world, [error(429, "Retry-After: 2")] * 12)
    with open_in(world, kind, retry=Retry(attempts=2, longest=2)) as side:
        assert side.cancel(1) == laws.order(1)
        assert len(asked_at) == 13
        moments(world, [error(429, "Retry-After: 2")] * 20)
        before = world.now
        with pytest.raises(RateLimited) as caught:
            side.cancel(2)
        assert 25 <= world.now - before <= 30
        assert caught.value.retry_after == 2
        before = world.now
        moments(world, [error(429, "Retry-After: 60")])
        with pytest.raises(RateLimited):
            side.cancel(3)
        assert world.now == before, "what cannot be sent again in time is not waited for"


@pytest.mark.parametrize("kind", KINDS)
def test_a_connection_that_cannot_be_had_is_tried_again_for_anything(kind: type[Sync | Async]) -> None:
    world = World(own_reply)
    world.manners = {("192.0.2.1", 443): OSError(111, "Connection refused")}
    with open_in(world, kind, retry=Retry(attempts=3, shortest=1)) as side:
        before = world.now
        with pytest.raises(NotSent):
            side.cancel_all()
        assert 1.5 <= world.now - before <= 3, "two waits"
        world.addresses.append((2, ("192.0.2.2", 443)))
        moments(world, [[Piece(laws.reply(laws.order(1)))]])
        side.cancel_all()
    assert len(world.asked) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_not_being_sent_again_does_not_undo_a_loss(kind: type[Sync | Async]) -> None:
    world = World(own_reply)

    def answer(_: Asked) -> Sequence[Piece]:
        world.manners = {("192.0.2.1", 443): OSError(111, "Connection refused")}
        return [Piece(b"")]

    world.answer = answer
    with open_in(world, kind, retry=Retry(attempts=3)) as side, pytest.raises(NoReply) as caught:
        side.cancel(1)
    assert caught.value.safe_to_repeat
    assert len(world.asked) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_refused_and_then_not_sent_again_was_refused(kind: type[Sync | Async]) -> None:
    world = World(own_reply)

    def answer(_: Asked) -> Sequence[Piece]:
        world.manners = {("192.0.2.1", 443): OSError(111, "Connection refused")}
        return error(429, "Connection: close")

    world.answer = answer
    with open_in(world, kind, retry=Retry(attempts=3)) as side, pytest.raises(RateLimited):
        side.cancel(1)
    assert len(world.asked) == 1, "so nobody may say that it never left"


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_after_a_loss_raises_what_leaves_it_open(kind: type[Sync | Async]) -> None:
    world = World(own_reply)
    moments(world, [[Piece(b"")], error(401)])
    with open_in(world, kind, retry=Retry()) as side, pytest.raises(VenueFailed, match=r"401 .* when it was sent again; the first time, "):
        side.cancel(1)


# ---------------------------------------------------------------------------------------------------------------- being told


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"attempts": 0}, "attempts: expected a whole number of 1 or more, found 0"),
        ({"attempts": 2.5}, "attempts"),
        ({"attempts": True}, "attempts"),
        ({"shortest": 0}, "shortest: expected a number of seconds above 0, found 0"),
        ({"longest": float("inf")}, "longest"),
        ({"longest": "3"}, "longest"),
        ({"shortest": 6}, r"shortest: expected no more seconds than longest \(5\), found 6"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(named: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Retry(**named)


@pytest.mark.parametrize("client", [Fourcasters, AsyncFourcasters, PredictStreet, AsyncPredictStreet])
def test_a_bare_number_is_no_retry(client: Any) -> None:
    with pytest.raises(InvalidRequest, match=r"expected a crossbook.Retry, such as Retry\(attempts=3\), or None for no repeats, found 3"):
        client(retry=3, **({"api_key": "ps_live_0123_secret-of-sixteen"} if "Predict" in client.__name__ else {}))


def test_repeats_are_on_unless_they_are_turned_off(venue: Replies) -> None:
    venue.will(Closed(), said({"data": [{"success": True, "sessionID": order_id} for order_id in object_ids(3)]}))
    with Fourcasters(token="token", base_url=venue.url) as client:
        assert client.cancel_orders(object_ids(3)) == tuple(map(Cancelled, object_ids(3)))


def test_one_attempt_is_one_attempt_whatever_the_venue_says(venue: Replies, clients: Clients) -> None:
    venue.will(said({"error": "slow down"}, 429))
    with pytest.raises(RateLimited):
        clients.fourcasters(retry=Retry(attempts=1)).cancel_orders([ORDER])
    assert len(venue.requests) == 1
