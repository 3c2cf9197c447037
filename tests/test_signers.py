"""Signing as a step of a call: whatever a signer does, an order that it did not sign was not sent, and nothing else is said of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import attrs
import pytest
from accounts import API_KEY, Clients
from interrupts import stopped_at
from replies import Held, Replies, said
from signed_orders import SIGNER
from traded import Script, account_at, order

from crossbook import NotPlaced, NotPlacedReason, NotSent, Placed, PlaceUnknown
from crossbook.core.signatures import Signature
from crossbook.core.steps import SignDigest
from crossbook.predictstreet import AsyncPredictStreet, LocalSigner, PredictStreet

KEY = "46" * 32


@attrs.frozen
class Odd:
    """A signer of the account's wallet that does as a test tells it to."""

    sign: Callable[[bytes], Any]
    address: str = SIGNER.address

    def sign_digest(self, digest: bytes, /) -> Any:
        return self.sign(digest)


@pytest.fixture
def script(venue: Replies) -> Script:
    return Script(venue)


def failing(digest: bytes) -> bytes:
    raise ConnectionError(f"the vault of keys is away; it holds {KEY} and was asked for {len(digest)} bytes")


def higher(digest: bytes) -> bytes:
    """Give the other of the two signatures that recover to one key, which contracts refuse."""
    signature = SIGNER.sign_digest(digest)
    s = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141 - int.from_bytes(signature[32:64])
    return signature[:32] + s.to_bytes(32) + bytes([55 - signature[64]])


WRONG: dict[str, tuple[Callable[[bytes], Any], str]] = {
    "raises": (failing, "ConnectionError"),
    "another wallet": (LocalSigner("11" * 32).sign_digest, "a signature of the wallet"),
    "another digest": (lambda digest: SIGNER.sign_digest(digest[::-1]), "a signature of the wallet"),
    "nothing": (lambda _: None, "NoneType"),
    "text": (lambda digest: SIGNER.sign_digest(digest).hex(), "found str"),
    "short": (lambda digest: SIGNER.sign_digest(digest)[:64], "64 bytes"),
    "v of 0": (lambda digest: SIGNER.sign_digest(digest)[:64] + b"\x00", "27 or 28"),
    "the higher s": (higher, "the lower of the two"),
    "zeros": (lambda _: bytes(65), "27 or 28"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_an_order_that_is_not_signed_by_its_wallet_was_certainly_not_sent(kind: str, script: Script, clients: Clients) -> None:
    sign, problem = WRONG[kind]
    client = clients.predictstreet(user_wallet=None, account=account_at(clients.url), signer=Odd(sign))
    with pytest.raises(NotSent, match=problem) as caught:
        client.place_orders([order(user_reference="one"), order()])
    outcomes = caught.value.place_outcomes
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, NotPlaced)] == [NotPlacedReason.NOT_SENT] * 2
    assert outcomes[0].user_reference == "one"
    assert KEY not in str(caught.value)
    assert KEY not in repr(outcomes)
    with pytest.raises(NotSent, match=problem):
        client.prepare_order(order())
    assert script.sent == []


def test_a_signer_that_fails_for_one_order_keeps_no_other_from_being_placed(script: Script, clients: Clients) -> None:
    turns = iter([False, True, False])
    client = clients.predictstreet(
        user_wallet=None,
        account=account_at(clients.url),
        signer=Odd(lambda digest: failing(digest) if next(turns) else SIGNER.sign_digest(digest)),
    )
    outcomes = client.place_orders([order(), order(), order()])
    assert [type(outcome) for outcome in outcomes] == [Placed, NotPlaced, Placed]
    assert isinstance(outcomes[1], NotPlaced)
    assert "ConnectionError" in (outcomes[1].problem or "")
    assert [len(batch) for batch in script.sent] == [2]


def test_a_step_shows_neither_signature_nor_signer() -> None:
    assert repr(Signature(b"secret")) == "Signature(***)"
    assert repr(SignDigest(b"\x01" * 32, SIGNER.sign_digest)) == "SignDigest(0x" + "01" * 32 + ")"


def test_a_signer_that_has_to_wait_is_none_for_a_synchronous_client(script: Script) -> None:
    async def later(digest: bytes) -> bytes:
        return SIGNER.sign_digest(digest)

    signer: Any = Odd(later)
    with (
        PredictStreet(api_key=API_KEY, account=account_at(script.server.url), signer=signer) as client,
        pytest.raises(NotSent, match="asynchronous client"),
    ):
        client.place_order(order())
    assert script.sent == []


def asynchronous(script: Script, sign: Callable[[bytes], Awaitable[bytes]]) -> AsyncPredictStreet:
    return AsyncPredictStreet(api_key=API_KEY, account=account_at(script.server.url), signer=Odd(sign), retry=None, pacing=None)


async def test_a_signer_may_wait(script: Script) -> None:
    async def later(digest: bytes) -> bytes:
        await asyncio.sleep(0)
        return SIGNER.sign_digest(digest)

    async with asynchronous(script, later) as client:
        assert [type(each) for each in await client.place_orders([order(), order()])] == [Placed, Placed]


async def test_a_signer_is_waited_for_no_longer_than_the_call_may_take(script: Script) -> None:
    async def never(digest: bytes) -> bytes:
        await asyncio.Event().wait()
        return digest

    async with asynchronous(script, never) as client:
        with pytest.raises(NotSent, match="deadline was over before it was signed"):
            await client.place_order(order(), deadline=0.3)
    assert script.sent == []


async def test_a_signer_that_raises_a_timeout_of_its_own_has_failed(script: Script) -> None:
    async def slow(digest: bytes) -> bytes:
        raise TimeoutError(f"the vault of keys has not signed {len(digest)} bytes")

    async with asynchronous(script, slow) as client:
        with pytest.raises(NotSent, match="TimeoutError: the vault of keys has not signed 32 bytes"):
            await client.place_order(order())


async def test_a_task_that_is_cancelled_while_it_signs_has_sent_nothing(script: Script) -> None:
    asked = asyncio.Event()

    async def never(digest: bytes) -> bytes:
        asked.set()
        await asyncio.Event().wait()
        return digest

    async with asynchronous(script, never) as client:
        task = asyncio.create_task(client.place_orders([order(), order()]))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await task
        assert "no request was sent" not in caught.value.__notes__, "its market was read"
        assert len(client.interrupted) == 0
    assert script.sent == []


async def test_a_task_that_is_cancelled_between_two_batches_keeps_what_the_first_came_to(script: Script) -> None:
    script.will(lambda sent: [{"clientOrderId": each["clientOrderId"], "orderId": "a" + each["nonce"], "status": "OPEN"} for each in sent])
    script.will(Held(said([])))
    signer: Any = SIGNER
    async with AsyncPredictStreet(api_key=API_KEY, account=account_at(script.server.url), signer=signer, retry=None, pacing=None) as client:
        many = [order() for _ in range(23)]
        task = asyncio.create_task(client.place_orders(many))
        await asyncio.to_thread(script.server.wait_for, 4)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        (call,) = client.interrupted.take()
        kinds = [type(outcome) for outcome in call.outcomes]
        assert kinds == [Placed] * 10 + [PlaceUnknown] * 10 + [NotPlaced] * 3
        names = [each["clientOrderId"] for batch in script.sent for each in batch]
        told = [getattr(outcome, "user_reference", None) for outcome in call.outcomes]
        assert told[:20] == names, "what is told afterwards is about the orders that left"
        assert call.operation == "placeBatch"


# (Where coincurve has no wheel, who signed is reckoned in millions of steps that hold nothing.)
PLACES = ("crossbook/core/", "crossbook/predictstreet/orders/", "crossbook/predictstreet/rest.py")


def test_an_interrupt_at_any_step_of_placing_says_of_no_order_that_may_have_left_that_it_did_not(script: Script) -> None:
    """Steps are those of the interpreter; a sample of them."""
    point, kept = 1, 0
    account = account_at(script.server.url)
    with PredictStreet(api_key=API_KEY, account=account, signer=SIGNER, retry=None, pacing=None) as client:
        client.market_terms(order().market_id)
        while True:
            script.sent.clear()
            stopped = stopped_at(point, lambda: client.place_orders([order() for _ in range(11)]), *PLACES)
            if stopped.error is None:
                break
            assert stopped.was_interrupted, f"the interrupt became {stopped.error!r}"
            calls = client.interrupted.take()
            kept += len(calls)
            # Between the last byte and the server's own note of it lies a moment: what it has noted is what must not be denied.
            left = {each["clientOrderId"] for batch in list(script.sent) for each in batch}
            for call in calls:
                assert len(call.outcomes) == 11
                denied = {outcome.user_reference for outcome in call.outcomes if isinstance(outcome, NotPlaced)}
                assert not denied & left
            point += 499
    assert kept > 5


def test_a_call_asks_its_signer_in_the_thread_that_made_it(script: Script) -> None:
    threads: list[int] = []

    def noting(digest: bytes) -> bytes:
        threads.append(threading.get_ident())
        return SIGNER.sign_digest(digest)

    with PredictStreet(api_key=API_KEY, account=account_at(script.server.url), signer=Odd(noting)) as client:
        client.place_order(order())
    assert threads == [threading.get_ident()]
