"""Placing on PredictStreet at a scripted venue: before anything is signed or sent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import placing_script
import pytest
from accounts import Clients
from placing_script import OTHER
from replies import Act, Answer, said
from signed_orders import SIGNER, prepared
from traded import CONTRACTS, LISTED, SYMBOL, Script, account_at, environment_at, order, rejected

from crossbook import InvalidRequest, NotPlaced, NotPlacedReason, NotSent, Placed, ReadFailed, Unauthorized
from crossbook.predictstreet import TESTNET, LocalSigner, NewOrder, PredictStreet, PreparedOrder, draw_identity

script = pytest.fixture(placing_script.script)
client = pytest.fixture(placing_script.client)


# ---- before anything is sent


def test_a_name_or_a_salt_that_stands_twice_in_a_call_is_refused(client: PredictStreet, script: Script) -> None:
    account = account_at(script.server.url)
    one, two = (prepared(account=account, identity=attrs.evolve(draw_identity(name), salt=7)) for name in ("one", "two"))
    calls: tuple[list[NewOrder | PreparedOrder], ...] = (
        [order(user_reference="one"), order(), order(user_reference="one")],
        [one, order(user_reference="one")],
        [one, one],
        [one, two],
    )
    for twice in calls:
        with pytest.raises(InvalidRequest, match="no other order of the call has") as caught:
            client.place_orders(twice)
        assert caught.value.position == len(twice) - 1
    assert script.server.requests == []


def test_what_was_prepared_for_elsewhere_is_never_sent(client: PredictStreet, script: Script) -> None:
    here = account_at(script.server.url)
    elsewhere = [
        attrs.evolve(here, environment=TESTNET),
        attrs.evolve(here, environment=environment_at(script.server.url, chain_id=1)),
        attrs.evolve(here, environment=attrs.evolve(here.environment, name="another")),
        attrs.evolve(here, contracts=attrs.evolve(CONTRACTS, exchange=OTHER)),
        attrs.evolve(here, vault=OTHER),
    ]
    for account in elsewhere:
        with pytest.raises(InvalidRequest):
            client.place_orders([order(), prepared(account=account)])
    stranger = LocalSigner("11" * 32)
    with pytest.raises(InvalidRequest, match="wallet"):
        client.place_order(prepared(account=attrs.evolve(here, wallet=stranger.address), signer=stranger))
    assert script.server.requests == []


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ([order(), order(price=Decimal("0.425"))], "0.42"),
        ([order(), order(quantity=0)], "quantity"),
        ([order(), order(side="hold")], "a side"),
        ([order(), "order"], "NewOrder or PreparedOrder"),
        ("order", "a list of orders"),
        (order(), "a list of orders"),
        (None, "a list of orders"),
        ([order(), order(market_id="NO-SUCH")], "NO-SUCH"),
    ],
)
def test_one_order_that_is_wrong_keeps_all_from_being_sent(wrong: Any, problem: str, client: PredictStreet, script: Script) -> None:
    with pytest.raises(InvalidRequest, match=problem):
        client.place_orders(wrong)
    assert script.sent == []


def test_nothing_is_sent_for_an_empty_list(client: PredictStreet, script: Script) -> None:
    assert client.place_orders([]) == ()
    assert script.server.requests == []


def test_a_client_without_an_account_or_a_signer_says_so(script: Script, clients: Clients) -> None:
    calls: tuple[Callable[[PredictStreet], object], ...] = (
        lambda client: client.place_order(order()),
        lambda client: client.prepare_order(order()),
        lambda client: client.market_terms("x"),
    )
    for call in calls:
        with pytest.raises(InvalidRequest, match="made with an account"):
            call(clients.predictstreet())
    unsigning = clients.predictstreet(user_wallet=None, account=account_at(clients.url))
    with pytest.raises(InvalidRequest, match="without a signer"):
        unsigning.place_order(order())
    assert script.server.requests == []
    assert isinstance(unsigning.place_order(prepared(account=account_at(clients.url))), Placed)


# ---- contracts and markets


def test_contracts_are_confirmed_once_and_markets_are_read_when_they_are_new(client: PredictStreet, script: Script) -> None:
    for _ in range(3):
        client.place_orders([order(), order()])
    assert len(script.asked("/api/platform/contracts")) == 1
    assert len(script.asked("/api/markets")) == 1


def test_a_contract_that_the_venue_does_not_name_is_not_signed_for(script: Script, clients: Clients) -> None:
    signed: list[bytes] = []

    class Counting:
        address = SIGNER.address

        def sign_digest(self, digest: bytes, /) -> bytes:
            signed.append(digest)
            return SIGNER.sign_digest(digest)

    client = clients.predictstreet(user_wallet=None, account=account_at(clients.url), signer=Counting())
    # In a longer number it is no address, and it is the account's own that must be there, every one.
    script.contracts = said({"a": CONTRACTS.exchange, "b": CONTRACTS.neg_risk_exchange + "00", "c": "0x" + "00" * 20})
    for _ in range(2):
        with pytest.raises(InvalidRequest, match=f"neg_risk_exchange {CONTRACTS.neg_risk_exchange}"):
            client.place_order(order())
    assert (signed, script.sent) == ([], [])
    script.contracts = said({"names": {CONTRACTS.exchange: [CONTRACTS.neg_risk_exchange]}})
    assert isinstance(client.place_order(order()), Placed)


@pytest.mark.parametrize(
    ("act", "kind"), [(Answer(500), NotSent), (said([1]), NotSent), (said({"code": "x"}, 401), Unauthorized)], ids=range(3)
)
def test_contracts_that_cannot_be_read_keep_new_orders_from_being_signed(
    act: Act, kind: type[Exception], client: PredictStreet, script: Script
) -> None:
    script.contracts = act
    with pytest.raises(kind) as caught:
        client.place_orders([order(), order()])
    assert [outcome.reason for outcome in caught.value.place_outcomes] == [NotPlacedReason.NOT_SENT] * 2  # type: ignore[attr-defined]
    if kind is NotSent:
        assert isinstance(caught.value.__cause__, ReadFailed)
    ready = prepared(account=account_at(script.server.url))
    unsent, placed = client.place_orders([order(), ready])
    assert isinstance(unsent, NotPlaced)
    assert unsent.problem
    assert isinstance(placed, Placed), "what is signed already needs neither"


NAMES = [SYMBOL, LISTED["slug"], LISTED["id"].upper(), LISTED["conditionId"].lower(), LISTED["yesTokenId"], "000" + LISTED["noTokenId"]]


@pytest.mark.parametrize("name", NAMES)
def test_a_market_is_found_by_any_of_its_names_and_sent_by_the_venue_s(name: str, client: PredictStreet, script: Script) -> None:
    outcome = client.place_order(order(market_id=name))
    assert isinstance(outcome, Placed)
    assert script.sent[0][0]["marketId"] == SYMBOL
    assert client.market_terms(name).symbol == SYMBOL


def test_a_name_of_two_markets_is_refused(client: PredictStreet, script: Script) -> None:
    script.markets.append(LISTED | {"id": "another", "slug": "other"})
    with pytest.raises(InvalidRequest, match="one market"):
        client.place_order(order())


def test_a_market_beyond_the_list_is_found_by_its_slug(client: PredictStreet, script: Script) -> None:
    unlisted = LISTED | {"id": "another", "symbol": "HIDDEN", "slug": "hidden"}
    hidden = said(unlisted)
    before = script.server.otherwise
    script.server.otherwise = lambda received: hidden if received.target == "/api/markets/hidden" else before(received)
    assert client.market_terms("hidden").symbol == "HIDDEN"
    with pytest.raises(InvalidRequest, match="nowhere"):
        client.market_terms("nowhere")


def test_a_market_beyond_a_full_list_is_found_among_the_matches(client: PredictStreet, script: Script) -> None:
    script.markets = [LISTED | {"id": f"id-{number}", "symbol": f"S-{number}", "slug": f"s-{number}"} for number in range(500)]
    matches = said({"matches": [{"events": [{"markets": [LISTED]}, {}]}, {}]})
    before = script.server.otherwise
    script.server.otherwise = lambda received: matches if received.target == "/api/matches" else before(received)
    assert client.market_terms(SYMBOL).symbol == SYMBOL


def test_what_is_badly_signed_although_the_market_has_not_changed_is_not_signed_again(client: PredictStreet, script: Script) -> None:
    script.will(lambda sent: [rejected(each, "bad_signature") for each in sent])
    outcome = client.place_order(order())
    assert isinstance(outcome, NotPlaced)
    assert outcome.reason is NotPlacedReason.VALIDATION
    assert len(script.sent) == 1
    assert len(script.asked(f"/api/markets/{LISTED['slug']}")) == 1, "it was looked at again"


def test_it_is_signed_anew_once_and_never_what_the_caller_prepared(client: PredictStreet, script: Script) -> None:
    def changing(sent: list[Any]) -> list[Any]:
        script.markets = [script.markets[0] | {"feeTakerBps": script.markets[0]["feeTakerBps"] + 1}]
        return [rejected(each, "bad_signature") for each in sent]

    script.will(changing, changing, changing)
    ready = prepared(account=account_at(script.server.url))
    outcomes = client.place_orders([ready, order()])
    assert [type(outcome) for outcome in outcomes] == [NotPlaced, NotPlaced]
    assert [len(batch) for batch in script.sent] == [2, 1]
    (_, first), (again,) = script.sent
    assert (again["nonce"], again["clientOrderId"]) == (first["nonce"], first["clientOrderId"]), "it is the same order to the venue"
    assert again["signature"] != first["signature"]


def test_a_whole_request_that_is_refused_as_badly_signed_is_signed_anew_too(client: PredictStreet, script: Script) -> None:
    client.market_terms(SYMBOL)
    script.markets = [LISTED | {"negRiskEligible": True}]
    script.will(said({"code": "bad_signature", "message": "no"}, 400))
    assert isinstance(client.place_order(order()), Placed)
