"""Placing on PredictStreet at a scripted venue: before anything is signed or sent, and with stored orders."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest
from accounts import Clients
from replies import Act, Answer, Replies, said
from signed_orders import SIGNER, prepared
from traded import CONTRACTS, LISTED, SYMBOL, Script, account_at, environment_at, order, rejected, row

from crossbook import InvalidRequest, NotPlaced, NotPlacedReason, NotSent, Placed, PlaceUnknown, ReadFailed, Unauthorized
from crossbook.predictstreet import PRODUCTION, TESTNET, LocalSigner, NewOrder, PredictStreet, PreparedOrder, draw_identity

OTHER = "0x" + "12" * 20


@pytest.fixture
def script(venue: Replies) -> Script:
    return Script(venue)


@pytest.fixture
def client(script: Script, clients: Clients) -> PredictStreet:
    """A client of the scripted venue, synchronous and asynchronous."""
    assert script.sent == []
    return clients.predictstreet(user_wallet=None, account=account_at(clients.url), signer=SIGNER)


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


# ---- stored orders


def test_a_prepared_order_of_a_name_that_an_order_elsewhere_has_is_not_told_as_success(client: PredictStreet, script: Script) -> None:
    """It is looked up in its own market, and not among orders that are older than it is. Names are the wallet's, for ever."""
    stored = client.prepare_order(order(user_reference="once"))
    script.history = lambda sent: [row(each, marketId="ANOTHER") for each in sent]
    outcome = client.place_order(stored)
    assert isinstance(outcome, PlaceUnknown)
    assert "the name was used before" in outcome.evidence.problem


def test_a_stored_order_is_looked_up_before_it_is_sent(client: PredictStreet, script: Script) -> None:
    ready = prepared(account=account_at(script.server.url))
    entry = {"marketId": SYMBOL, "side": "buy", "outcome": "0", "price": "0.42", "quantity": "2", "expiry": 0, "type": "limit"}
    sent = {
        **entry,
        "timeInForce": "gtc",
        "nonce": str(ready.salt),
        "maker": ready.draft.struct.maker,
        "clientOrderId": ready.client_order_id,
    }
    script.history = lambda _: [row(sent, status="FILLED", filledQty="2", remainingQty="0")]
    outcome = client.place_order(ready)
    assert isinstance(outcome, Placed)
    assert outcome.resting == 0
    assert script.sent == []
    script.history = lambda _: [row(sent, price="0.1")]
    other = client.place_order(ready)
    assert isinstance(other, PlaceUnknown)
    assert other.evidence.sent is None
    assert script.sent == [], "its name is another order's: it would only be answered with that"
    script.history = lambda _: []
    assert isinstance(client.place_order(ready), Placed)
    assert len(script.sent) == 1
    assert "from=" in script.asked("/api/orders/history")[0].target


@pytest.mark.parametrize(
    "act", [Answer(500), said({"orders": [{"id": 1}], "nextCursor": None, "walletAddress": SIGNER.address})], ids=["500", "unreadable"]
)
def test_a_stored_order_that_cannot_be_looked_up_is_not_sent(act: Act, client: PredictStreet, script: Script) -> None:
    script.history = act
    outcome, new = client.place_orders([prepared(account=account_at(script.server.url)), order()])
    assert isinstance(outcome, PlaceUnknown), "somebody may have sent it before"
    assert outcome.evidence.sent is None
    assert isinstance(new, Placed)
    assert [len(batch) for batch in script.sent] == [1]


def listed(*rows: dict[str, Any], wallet: str = SIGNER.address) -> Act:
    return said({"walletAddress": wallet, "orders": [*rows], "nextCursor": None})


ANY_ORDER: dict[str, Any] = {"marketId": SYMBOL, "side": "buy", "outcome": "0", "price": "0.42", "quantity": "2", "type": "limit"}
OLD: dict[str, Any] = {"id": "1", **ANY_ORDER, "createdAt": "2024-01-01T00:00:00Z"}
DOUBTFUL: list[tuple[str, Act, str]] = [
    ("an open order of the same terms that tells no name", listed({"id": "1", **ANY_ORDER}), "tells no client order id"),
    ("one that seems to be older: a clock may be wrong", listed(OLD), "tells no client order id"),
    ("an order that tells nothing", listed({"foo": 1}), "could not all be read"),
    ("another wallet's list", listed(wallet="0x" + "22" * 20), "another wallet"),
    ("a full page and no cursor", listed(*[{"id": f"{n}", "clientOrderId": f"z{n}"} for n in range(500)]), "could not all be read"),
]


@pytest.mark.parametrize("which", ["open", "history"])
@pytest.mark.parametrize(("act", "words"), [case[1:] for case in DOUBTFUL], ids=[case[0] for case in DOUBTFUL])
def test_a_stored_order_is_not_sent_where_a_list_may_hold_it(
    act: Act, words: str, which: str, client: PredictStreet, script: Script
) -> None:
    setattr(script, which, act)
    outcome = client.place_order(prepared(account=account_at(script.server.url)))
    assert isinstance(outcome, PlaceUnknown)
    assert words in outcome.evidence.problem
    assert outcome.evidence.sent is None
    assert script.sent == []


def test_orders_that_cannot_be_a_stored_one_do_not_keep_it_from_being_sent(client: PredictStreet, script: Script) -> None:
    others: list[dict[str, Any]] = [{"price": "0.41"}, {"side": "sell"}, {"outcome": "1"}]
    script.open = script.history = listed(*({"id": f"{n}", **ANY_ORDER, **each} for n, each in enumerate(others)))
    assert isinstance(client.place_order(prepared(account=account_at(script.server.url))), Placed)
    assert len(script.sent) == 1


def test_a_history_without_end_has_not_shown_that_an_order_is_not_there(client: PredictStreet, script: Script) -> None:
    pages = iter(range(10**6))
    before = script.server.otherwise
    script.server.otherwise = lambda received: (
        said({"walletAddress": SIGNER.address, "orders": [], "nextCursor": str(next(pages))})
        if received.target.startswith("/api/orders/history")
        else before(received)
    )
    assert isinstance(client.place_order(prepared(account=account_at(script.server.url))), PlaceUnknown)
    assert script.sent == []


# ---- where a client is


def test_a_client_is_where_its_environment_is(clients: Clients) -> None:
    for environment in (PRODUCTION, TESTNET):
        assert environment.rest_url in repr(PredictStreet(api_key="ps_live_0123_planted-secret-for-tests", environment=environment))
    assert PRODUCTION.rest_url in repr(PredictStreet(api_key="ps_live_0123_planted-secret-for-tests"))
    here = account_at(clients.url)
    assert clients.url in repr(PredictStreet(api_key="ps_live_0123_planted-secret-for-tests", account=here))


def test_what_a_client_is_told_must_belong_together(clients: Clients) -> None:
    here = account_at(clients.url)
    for named, problem in (
        ({"environment": TESTNET, "base_url": PRODUCTION.rest_url}, "no base_url beside an environment"),
        ({"account": here, "base_url": "http://user:planted@127.0.0.1:1"}, "no base_url beside an environment"),
        ({"account": here, "environment": TESTNET}, "the environment of the account"),
        ({"account": here, "user_wallet": OTHER}, "the account's wallet"),
        ({"account": here, "signer": LocalSigner("11" * 32)}, "a signer of the account's wallet"),
        ({"signer": SIGNER}, "an account for the signer"),
        ({"signer": SIGNER, "environment": TESTNET}, "an account for the signer"),
        ({"environment": "testnet"}, "an Environment"),
        ({"account": "mine"}, "a TradingAccount"),
    ):
        given: dict[str, Any] = {"user_wallet": None, **named}
        with pytest.raises(InvalidRequest, match=problem) as caught:
            PredictStreet(api_key="ps_live_0123_planted-secret-for-tests", **given)
        assert "planted" not in str(caught.value)


def test_a_client_acts_for_its_account_s_wallet(client: PredictStreet, script: Script) -> None:
    client.open_orders()
    assert script.server.last.headers["x-user-wallet"] == SIGNER.address
