"""A sample of `nox -s fuzz`, and the judge itself: it must see what a client that claims too much would claim."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from threading import Event

import attrs
import pytest
from fuzz.answers import Answer
from fuzz.calls import TOKEN
from fuzz.happened import Happened
from fuzz.http_server import Seen
from fuzz.judge import judge
from fuzz.judge_secrets import leaks
from fuzz.judge_socket import judge_command
from fuzz.making import scenario
from fuzz.mutate_tree import CHANGES
from fuzz.scenario import SURFACES, Scenario, Step, Surface
from fuzz.session import batches, play
from fuzz.values import echoes
from samples import sample

from crossbook import Cancelled, CancelOutcome, CancelUnknown, Evidence, NotCancelled, NotCancelledReason, RateLimited, Refused, VenueFailed

SEED = "sample"
CASES = sample(600, long=1500)
ID, OTHER = "66c000000000000000000001", "66c000000000000000000002"
UNKNOWN = CancelUnknown(order_id=ID, evidence=Evidence(operation="cancel", sent="x", received=None, problem="lost"))


@pytest.mark.parametrize("surface", SURFACES)
def test_no_law_is_broken_in_a_sample(surface: Surface) -> None:
    tried: Counter[str] = Counter()
    for batch in batches(CASES // len(SURFACES), SEED, [surface]):
        tally = play(batch)
        tried += tally.tried
        assert [f"{one.law}: {one.seed}: {one.text}" for one in tally.found.values()] == []
    assert len(tried) > len(CHANGES), "the sample tries too little"


@pytest.mark.parametrize("surface", SURFACES)
def test_a_case_is_a_function_of_its_seed(surface: Surface) -> None:
    first, again, other = (scenario(surface, seed) for seed in ("1/7", "1/7", "1/8"))
    assert first == again
    assert first != other
    assert isinstance(first, Scenario)


def after(body: bytes, outcome: object, *, status: int = 200, raised: BaseException | None = None, call: str = "cancel_order") -> set[str]:
    """Say which laws a client breaks that ends a cancel of one order like this."""
    answer = Answer(status=status, body=body)
    args: tuple[object, ...] = () if call == "cancel_all_orders" else (ID,) if call == "cancel_order" else ([ID],)
    path = {"cancel_order": "cancel", "cancel_orders": "cancelMultiple", "cancel_all_orders": "cancelAllOrders"}[call]
    sent = {"cancel_order": f'{{"sessionID":"{ID}"}}', "cancel_orders": f'{{"sessionIDs":["{ID}"]}}', "cancel_all_orders": ""}[call]
    seen = attrs.evolve(_SEEN, target=f"/session/{path}", body=sent.encode(), answer=answer)
    happened = Happened("fourcasters", Step(call, args, (answer,)), outcome, raised, 0.0, (seen,), TOKEN, TOKEN)
    return {problem.law for problem in judge(happened)}


_SEEN = Seen("POST", "", (("Authorization", TOKEN),), b"", Answer(), asked=True, done=Event())
CANCELLED = b'{"data":{"success":true,"sessionID":"66c000000000000000000001","filled":0,"remaining":100}}'
FILLED_0 = Cancelled(ID, Decimal(0), Decimal(100))
FILLED = NotCancelled(order_id=ID, reason=NotCancelledReason.ALREADY_FILLED)
TERMINAL = NotCancelled(order_id=ID, reason=NotCancelledReason.ALREADY_TERMINAL)


@pytest.mark.parametrize(
    ("body", "status", "outcome", "law"),
    [
        (CANCELLED, 200, FILLED_0, None),
        (CANCELLED, 200, UNKNOWN, "unknown only where the venue may have acted"),
        (CANCELLED, 200, Cancelled(ID, Decimal(0), Decimal(99)), "filled and remaining are the digits sent"),
        (CANCELLED, 200, Cancelled(OTHER, Decimal(0), Decimal(100)), "outcomes[i] is about order_ids[i]"),
        (CANCELLED.replace(b"0001", b"0002"), 200, FILLED_0, "Cancelled only where proven"),
        (CANCELLED.replace(b'"success":true', b'"success":true,"success":false'), 200, FILLED_0, "Cancelled only where proven"),
        (CANCELLED.replace(b"100", b"-100"), 200, FILLED_0, "Cancelled only where proven"),
        (CANCELLED[:-1], 200, FILLED_0, "Cancelled only where proven"),
        (CANCELLED + b"{}", 200, FILLED_0, "Cancelled only where proven"),
        (CANCELLED, 201, FILLED_0, "Cancelled only where proven"),
        (b'{"data":{"success":true}}', 200, Cancelled(ID), "Cancelled only where proven"),
        (b'{"error":"order already filled"}', 409, FILLED, None),
        (b'{"error":"Order is locked"}', 409, TERMINAL, "may_be_open is False only from words"),
        (b"", 409, TERMINAL, "may_be_open is False only from words"),
        (b'{"error":"Something broke"}', 400, TERMINAL, "may_be_open is False only from words"),
        (b'{"error":"Something broke"}', 503, TERMINAL, "may_be_open is False only from words"),
    ],
)
def test_the_judge_sees_what_is_not_proven(body: bytes, status: int, outcome: CancelOutcome, law: str | None) -> None:
    assert after(body, outcome, status=status) == ({law} if law else set())


def test_the_judge_sees_what_is_raised_wrongly() -> None:
    refused = Refused("no", venue="fourcasters", operation="cancelMultiple", status=503, outcomes=(TERMINAL,))
    assert "Refused only where the venue refused" in after(b"", None, status=503, raised=refused, call="cancel_orders")
    limited = RateLimited("no", venue="fourcasters", operation="cancelMultiple", status=429, outcomes=())
    assert "one outcome for each order" in after(b'{"error":"slow"}', None, status=429, raised=limited, call="cancel_orders")
    failed = VenueFailed("no", venue="fourcasters", operation="cancelAllOrders", status=503)
    assert after(b"", None, status=503, raised=failed, call="cancel_all_orders") == set()
    failed.safe_to_repeat = True
    assert after(b"", None, status=503, raised=failed, call="cancel_all_orders") == {"safe_to_repeat is true"}
    assert "documented exceptions only" in after(b"", None, status=503, raised=KeyError("x"), call="cancel_all_orders")


def test_the_judge_sees_a_claim_from_a_frame_that_answers_another_command() -> None:
    happened = Happened("fourcasters", Step("cancel_order", (ID,)), FILLED_0, None, 0.0, (), TOKEN, TOKEN)
    frame = b'{"requestID":"mine","data":[{"success":true,"orderID":"66c000000000000000000001","filled":0,"remaining":100}]}'
    assert list(judge_command(happened, "mine", [frame])) == []
    for wrong in (frame.replace(b"mine", b"another"), frame.replace(b'{"requestID":"mine"', b'{"requestID":"mine","requestID":"another"')):
        assert {problem.law for problem in judge_command(happened, "mine", [wrong])} == {"Cancelled only where proven"}


def test_a_secret_is_found_however_it_is_written() -> None:
    assert [said for said in echoes(TOKEN) if not leaks(f"... {said} ...", [TOKEN])] == []
    assert leaks(repr(repr(TOKEN)), [TOKEN])
    assert not leaks("a token that is none", [TOKEN])
