"""The 4casters clients against Prism: every operation, every documented reply, by a server that knows our spec and nothing of our code."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Generator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias, cast, get_origin

import msgspec
import pytest
from prism_server import served
from prism_surface import OPERATIONS, Answer, Sample, answers, for_prism, proves, samples

from crossbook import (
    Cancelled,
    CancelUnknown,
    CrossbookError,
    NotCancelled,
    OutcomeUnknown,
    ReadFailed,
    Refused,
    ScopeOutcomes,
    UnreadableReply,
)
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, HeartbeatAck, LeagueCancelAcknowledged, NewOrder, Order
from crossbook_bindings.fourcasters import rest
from crossbook_bindings.runtime import EffectKind, Request, decoder

Call: TypeAlias = Callable[[Any], Any]
"""Takes a client, of either kind; gives what its method gives."""

TOKEN: Final = "planted-token-0123456789"
SEEDS: Final = ("1", "2", "3", "4")
SAMPLES: Final = tuple(samples())
ANSWERS: Final = tuple(answers())
SUCCESSES: Final = tuple(answer for answer in ANSWERS if answer.status == 200)
FAILURES: Final = tuple(answer for answer in ANSWERS if answer.status != 200)
# Those of the spec's examples.
GAME: Final = "66a000000000000000000001"
ORDER: Final = "66c000000000000000000001"
LISTED: Final = ("65b036dfb31407c2b6bc1cfe", "65b036e0b31407c2b6bc1d08")
BET: Final = NewOrder(game_id=GAME, market_type="moneyline", side="66b000000000000000000002", odds=-110, risk=Decimal("12.50"))


@pytest.fixture(scope="session")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write our spec as Prism understands it."""
    path = tmp_path_factory.mktemp("prism") / "fourcasters.openapi.json"
    path.write_text(json.dumps(for_prism()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def prism(document: Path) -> Generator[str]:
    """Serve the examples of the spec."""
    with served(document) as url:
        yield url


@pytest.fixture(scope="session", params=SEEDS, ids=lambda seed: f"seed {seed}")
def inventive_prism(document: Path, request: pytest.FixtureRequest) -> Generator[str]:
    """Serve replies that Prism makes up from the schemas, always the same for a seed."""
    with served(document, "--dynamic", "--seed", str(request.param)) as url:
        yield url


@pytest.fixture(params=[Fourcasters, AsyncFourcasters])
def kind(request: pytest.FixtureRequest) -> type[Fourcasters | AsyncFourcasters]:
    """A kind of client; the test runs with both."""
    found: type[Fourcasters | AsyncFourcasters] = request.param
    return found


async def called(kind: type[Fourcasters | AsyncFourcasters], url: str, call: Call) -> Any:
    """Call a client of either kind."""
    client = kind(token=TOKEN, base_url=url, streaming_url=url, retry=None, pacing=None)
    try:
        result = call(client)
        return await result if inspect.isawaitable(result) else result
    finally:
        if isinstance(client, AsyncFourcasters):
            await client.aclose()
        else:
            client.close()


def sending(request: Request[str, object, object]) -> Call:
    return lambda client: client.send(request)


def assert_typed(request: Request[str, object, object], reply: object) -> None:
    assert isinstance(reply, get_origin(request.reply) or request.reply)
    request.unwrap(reply)


def test_every_operation_of_the_spec_is_tried() -> None:
    assert {sample.operation for sample in SAMPLES} == OPERATIONS.keys()
    assert {answer.sample.operation for answer in SUCCESSES} == OPERATIONS.keys()


@pytest.mark.parametrize("answer", SUCCESSES, ids=str)
async def test_a_documented_reply_is_read(prism: str, kind: type[Fourcasters | AsyncFourcasters], answer: Answer) -> None:
    request = answer.sample.preferring(answer.preference)
    assert_typed(request, await called(kind, prism, sending(request)))


@pytest.mark.parametrize("answer", FAILURES, ids=str)
async def test_a_documented_failure_proves_what_the_spec_says(
    prism: str, kind: type[Fourcasters | AsyncFourcasters], answer: Answer
) -> None:
    request = answer.sample.preferring(answer.preference)
    expected: type[CrossbookError] = Refused if proves(answer.sample.operation, answer.status) == "not_acted" else OutcomeUnknown
    if request.operation.effect.kind is EffectKind.READ and answer.status >= 500:
        expected = ReadFailed
    with pytest.raises(expected) as raised:
        await called(kind, prism, sending(request))
    assert raised.value.status == answer.status
    documented = request.errors.get(answer.status)
    if documented is not None:
        assert isinstance(decoder(documented).decode(raised.value.body or ""), documented)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
async def test_a_reply_made_up_from_the_schema_is_read(
    inventive_prism: str, kind: type[Fourcasters | AsyncFourcasters], sample: Sample
) -> None:
    request = sample.request()
    try:
        reply = await called(kind, inventive_prism, sending(request))
    except UnreadableReply as error:
        unread = error
    else:
        assert_typed(request, reply)
        return
    # Prism does not know how many entries answer those that were sent. All that it made up was read nonetheless.
    assert request.answered is not None
    assert f"{request.sent} entries were sent and" in str(unread)
    assert request.answered(request.decode((unread.body or "").encode())) != request.sent


async def test_prism_does_look_at_what_is_sent(prism: str, kind: type[Fourcasters | AsyncFourcasters]) -> None:
    sample = next(sample for sample in SAMPLES if sample.operation == "lookupOrder")
    with pytest.raises(Refused) as raised:
        await called(kind, prism, sending(msgspec.structs.replace(sample.request(), query=())))
    assert raised.value.status == 422


# Method                                                          what the spec's examples make of it
METHODS: Final[dict[str, tuple[Call, list[type[object]]]]] = {
    "login": (lambda client: client.login("somebody", "planted-password"), [rest.AuthenticatedUser]),
    "me": (lambda client: client.me(), [rest.User]),
    "open_orders": (lambda client: client.open_orders(), [Order]),
    "get_order": (lambda client: client.get_order(ORDER), [Order]),
    "heartbeat": (lambda client: client.heartbeat(30), [HeartbeatAck]),
    "cancel_order": (lambda client: client.cancel_order(ORDER), [Cancelled]),
    "cancel_orders": (lambda client: client.cancel_orders(LISTED), [Cancelled, NotCancelled]),
    "cancel_by_reference": (
        lambda client: client.cancel_by_reference("6924f82640a7e89c3d3acc41", ["my-order-1", "my-order-2"]),
        [Cancelled],
    ),
    "cancel_game_orders": (lambda client: client.cancel_game_orders("688c0516fbc14da0c202d426", "spread"), [Cancelled]),
    "cancel_league_orders": (lambda client: client.cancel_league_orders("NBA"), [LeagueCancelAcknowledged]),
    "cancel_all_orders": (lambda client: client.cancel_all_orders(), [Cancelled, Cancelled]),
}

SCOPES: Final[dict[str, Call]] = {
    "cancel_by_reference": METHODS["cancel_by_reference"][0],
    "cancel_game_orders": lambda client: client.cancel_game_orders("688c0516fbc14da0c202d426"),
    "cancel_game_orders of a market": METHODS["cancel_game_orders"][0],
    "cancel_all_orders": METHODS["cancel_all_orders"][0],
}

LISTS: Final[dict[str, tuple[Call, int]]] = {
    "place_orders": (lambda client: client.place_orders([BET, BET]), 2),
    "cancel_order": (METHODS["cancel_order"][0], 1),
    "cancel_orders": (METHODS["cancel_orders"][0], 2),
}


@pytest.mark.parametrize("name", METHODS)
async def test_a_method_reads_the_example_of_the_spec(prism: str, kind: type[Fourcasters | AsyncFourcasters], name: str) -> None:
    call, expected = METHODS[name]
    assert [type(part) for part in parts(await called(kind, prism, call))] == expected


@pytest.mark.parametrize("name", SCOPES)
async def test_a_scope_cancel_gives_an_outcome_for_each_entry(prism: str, kind: type[Fourcasters | AsyncFourcasters], name: str) -> None:
    found = await called(kind, prism, SCOPES[name])
    assert isinstance(found, ScopeOutcomes)
    assert len(found) > 0


@pytest.mark.parametrize("name", SCOPES)
async def test_a_scope_cancel_survives_whatever_is_made_up(
    inventive_prism: str, kind: type[Fourcasters | AsyncFourcasters], name: str
) -> None:
    try:
        found = await called(kind, inventive_prism, SCOPES[name])
    except OutcomeUnknown:
        return
    assert isinstance(found, ScopeOutcomes)


@pytest.mark.parametrize("name", LISTS)
async def test_each_order_has_one_outcome_whatever_is_made_up(
    inventive_prism: str, kind: type[Fourcasters | AsyncFourcasters], name: str
) -> None:
    call, count = LISTS[name]
    assert len(parts(await called(kind, inventive_prism, call))) == count


@pytest.mark.parametrize("name", ["cancel_order", "cancel_orders"])
async def test_a_made_up_reply_about_other_orders_settles_none_of_ours(
    inventive_prism: str, kind: type[Fourcasters | AsyncFourcasters], name: str
) -> None:
    assert {type(outcome) for outcome in parts(await called(kind, inventive_prism, LISTS[name][0]))} == {CancelUnknown}


def parts(result: object) -> tuple[object, ...]:
    """Give the outcomes of a call that gives several, or what it gives otherwise."""
    return cast("tuple[object, ...]", result) if isinstance(result, tuple) else (result,)
