"""What whole requests of placed orders prove that fail or are repeated."""

from __future__ import annotations

import placing_script
import pytest
from accounts import QUICK, Clients
from replies import Act, Answer, Closed, said
from signed_orders import SIGNER
from traded import Script, account_at, order, rejected, row, taken

from crossbook import Forbidden, NotPlaced, NotPlacedReason, Placed, PlaceUnknown, Refused, Unauthorized
from crossbook.predictstreet import PredictStreet

script = pytest.fixture(placing_script.script)
client = pytest.fixture(placing_script.client)


UNSURE: list[Act] = [
    Closed(),
    Answer(500),
    Answer(502, b"<html>"),
    said({"code": "busy"}, 503),
    said({"message": "Forbidden"}, 403),
    said({"error": "Forbidden"}, 403),
    Answer(200, b"<html>"),
    said({"a": 1}),
    Answer(418),
]


@pytest.mark.parametrize("act", UNSURE, ids=range(len(UNSURE)))
def test_a_request_of_which_nobody_knows_keeps_the_rest_from_being_sent(act: Act, client: PredictStreet, script: Script) -> None:
    script.will(act)
    outcomes = client.place_orders([order() for _ in range(12)])
    assert [type(outcome) for outcome in outcomes] == [PlaceUnknown] * 10 + [NotPlaced] * 2
    for late in outcomes[10:]:
        assert isinstance(late, NotPlaced)
        assert late.reason is NotPlacedReason.NOT_SENT
        assert "unknown" in (late.problem or "")
    assert len(script.sent) == 1


def test_what_is_looked_up_and_found_lets_the_rest_go_on(client: PredictStreet, script: Script) -> None:
    script.will(Closed())
    script.open = lambda sent: [row(each) for each in sent]
    assert [type(outcome) for outcome in client.place_orders([order() for _ in range(12)])] == [Placed] * 12
    assert [len(batch) for batch in script.sent] == [10, 2]


@pytest.mark.parametrize("act", UNSURE[:4], ids=range(4))
def test_what_is_repeated_is_the_same_bytes(act: Act, script: Script, clients: Clients) -> None:
    client = clients.predictstreet(user_wallet=None, account=account_at(clients.url), signer=SIGNER, retry=QUICK)
    script.will(act, act)
    outcomes = client.place_orders([order(), order(side="sell")])
    assert [type(outcome) for outcome in outcomes] == [Placed, Placed]
    assert len({request.body for request in script.asked("/api/orders/place-batch")}) == 1
    assert len(script.sent) == 3


def test_a_rejection_of_a_repeat_says_nothing_about_the_first_time(script: Script, clients: Clients) -> None:
    client = clients.predictstreet(user_wallet=None, account=account_at(clients.url), signer=SIGNER, retry=QUICK)
    script.will(Closed(), lambda sent: [rejected(sent[0], "insufficient_funds")])
    outcome = client.place_order(order())
    assert isinstance(outcome, PlaceUnknown)
    assert "insufficient_funds" in outcome.evidence.problem
    script.will(Closed(), said({"code": "market_not_open"}, 409))
    assert isinstance(client.place_order(order()), PlaceUnknown)


@pytest.mark.parametrize(("status", "kind"), [(401, Unauthorized), (403, Forbidden)])
def test_a_refusal_that_meets_every_request_is_raised_where_nothing_was_placed(
    status: int, kind: type[Refused], client: PredictStreet, script: Script
) -> None:
    script.will(said({"code": "wallet_banned", "message": "no"}, status))
    with pytest.raises(kind) as caught:
        client.place_orders([order() for _ in range(12)])
    reasons = [outcome.reason for outcome in caught.value.place_outcomes if isinstance(outcome, NotPlaced)]
    assert reasons == [NotPlacedReason.REFUSED] * 10 + [NotPlacedReason.NOT_SENT] * 2
    script.will(lambda sent: list(map(taken, sent)), said({"code": "wallet_banned", "message": "no"}, status))
    outcomes = client.place_orders([order() for _ in range(22)])
    assert [type(outcome) for outcome in outcomes] == [Placed] * 10 + [NotPlaced] * 12, "what was placed is not hidden in an error"


def test_a_body_that_is_refused_keeps_no_other_from_being_sent(client: PredictStreet, script: Script) -> None:
    script.will(said({"code": "validation_failed", "message": "postOnly should not exist"}, 400))
    outcomes = client.place_orders([order(post_only=True) for _ in range(12)])
    assert [type(outcome) for outcome in outcomes] == [NotPlaced] * 10 + [Placed] * 2
    assert isinstance(outcomes[0], NotPlaced)
    assert outcomes[0].venue_text == "validation_failed: postOnly should not exist"
