"""Signatures of orders in the PredictStreet sandbox: the standard's own sample, and everything that an order must have signed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import sandboxes
from Crypto.Hash import keccak
from eth_keys.datatypes import PrivateKey
from predictstreet_calls import MARKET, Caller, calling, order

from crossbook.sandbox import PredictStreetSandbox, Sandbox
from crossbook.sandbox.predictstreet.eip712 import address_of, recover, sign, typed_digest

ORDER = (
    b"Order(uint256 salt,address maker,address signer,address taker,uint256 tokenId,uint256 makerAmount,uint256 takerAmount,"
    b"uint256 expiration,uint256 feeRateBps,uint8 side,uint8 signatureType)"
)
DOMAIN = b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"


@pytest.fixture
def venue(sandbox: Sandbox) -> PredictStreetSandbox:
    sandbox.predictstreet.signatures = "verify"
    return sandbox.predictstreet


call = pytest.fixture(sandboxes.call)


def hashed(data: bytes) -> bytes:
    return keccak.new(digest_bits=256, data=data).digest()


def words(*members: int | str) -> bytes:
    return b"".join((int(member, 16) if isinstance(member, str) else member).to_bytes(32) for member in members)


def signed(venue: PredictStreetSandbox, **changes: Any) -> dict[str, Any]:
    """Sign a buy order by hand, member by member; `changes` are of the struct, `key` and `exchange` besides."""
    trader = venue.trader()
    struct: dict[str, Any] = {
        "salt": 81235940112233,
        "maker": trader.vault,
        "signer": trader.wallet,
        "taker": 0,
        "tokenId": int(venue.market(MARKET).token_ids[0]),
        "makerAmount": 840_000,
        "takerAmount": 2_000_000,
        "expiration": 0,
        "feeRateBps": 140,
        "side": 0,
        "signatureType": 1,
    }
    key, exchange = changes.pop("key", trader.private_key), changes.pop("exchange", venue.contracts.exchange)
    chain = changes.pop("chain", venue.chain_id)
    domain = hashed(hashed(DOMAIN) + hashed(b"PredictStreet") + hashed(b"1") + words(chain, exchange))
    digest = hashed(b"\x19\x01" + domain + hashed(hashed(ORDER) + words(*(struct | changes).values())))
    raw = PrivateKey(bytes.fromhex(key[2:])).sign_msg_hash(digest).to_bytes()
    return order(maker=trader.vault, signature="0x" + raw[:64].hex() + f"{raw[64] + 27:02x}")


def test_the_sample_of_the_standard_is_signed_and_recovered_as_it_says() -> None:
    cow = hashed(b"cow")
    domain = bytes.fromhex("f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f")
    digest = typed_digest(domain, bytes.fromhex("c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e"))
    assert digest.hex() == "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"
    assert address_of(cow) == "0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826"
    signature = (
        "0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
        "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c"
    )
    assert sign(cow, digest) == signature
    assert recover(digest, signature) == address_of(cow)


def test_an_order_signed_by_hand_is_taken(sandbox: Sandbox, venue: PredictStreetSandbox, call: Caller) -> None:
    assert call.post("/api/orders/place", signed(venue)).body["status"] == "OPEN"
    assert sandbox.violations == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"salt": 1},
        {"maker": "0x" + "1" * 40},
        {"signer": "0x" + "1" * 40},
        {"taker": 1},
        {"tokenId": 5},
        {"makerAmount": 840_001},
        {"takerAmount": 1_999_999},
        {"expiration": 1},
        {"feeRateBps": 0},
        {"side": 1},
        {"signatureType": 0},
        {"exchange": "0x" + "1" * 40},
        {"chain": 36900},
        {"key": "0x" + "11" * 32},
    ],
)
def test_a_signature_over_anything_else_is_refused(venue: PredictStreetSandbox, call: Caller, changes: dict[str, Any]) -> None:
    reply = call.post("/api/orders/place", signed(venue, **changes))
    assert (reply.status, reply.code, venue.open_order_ids()) == (400, "bad_signature", ())


HALF_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


SPOILT: list[Callable[[str], str]] = [
    lambda text: text[:-2],
    lambda text: text[:-1],
    lambda text: text + "00",
    lambda text: text[:-2] + "00",
    lambda text: text[:66] + f"{HALF_ORDER - int(text[66:130], 16):064x}" + ("1b" if text.endswith("1c") else "1c"),
    lambda _text: "0x" + "00" * 64 + "1b",
    lambda _text: "0x" + "ff" * 32 + "01" * 32 + "1b",
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_no_signature_is_refused(venue: PredictStreetSandbox, call: Caller, spoil: Callable[[str], str]) -> None:
    body = signed(venue)
    reply = call.post("/api/orders/place", body | {"signature": spoil(body["signature"])})
    assert (reply.status, reply.code) == (400, "bad_signature")


def test_the_wallet_itself_is_no_maker(venue: PredictStreetSandbox, call: Caller) -> None:
    wallet = venue.trader().wallet
    reply = call.post("/api/orders/place", signed(venue, maker=wallet) | {"maker": wallet})
    assert (reply.status, reply.code) == (400, "bad_signature")


def test_a_buyer_that_rounds_down_is_told_the_amount(venue: PredictStreetSandbox, call: Caller) -> None:
    body = signed(venue, makerAmount=420, takerAmount=1001) | {"quantity": "0.001001"}
    reply = call.post("/api/orders/place", body)
    assert (reply.status, reply.code) == (400, "order_signed_with_floor_notional")
    assert reply.body["details"] == {"signedMakerAmountWei": "420", "expectedCeilMakerAmountWei": "421"}
    good = signed(venue, makerAmount=421, takerAmount=1001) | {"quantity": "0.001001"}
    assert call.post("/api/orders/place", good).body["status"] == "OPEN"


@pytest.mark.parametrize("takes", [420, 421])
def test_a_seller_may_round_either_way(venue: PredictStreetSandbox, call: Caller, takes: int) -> None:
    venue.trader().give_tokens(MARKET, 0, Decimal(1))
    body = signed(venue, makerAmount=1001, takerAmount=takes, side=1) | {"side": "sell", "quantity": "0.001001"}
    assert call.post("/api/orders/place", body).body["status"] == "OPEN"


def test_a_neg_risk_market_has_an_exchange_of_its_own(venue: PredictStreetSandbox, call: Caller) -> None:
    token = int(venue.add_market("NEG", neg_risk=True).token_ids[0])
    wrong, right = [
        signed(venue, tokenId=token, exchange=exchange) | {"marketId": "NEG"}
        for exchange in (venue.contracts.exchange, venue.contracts.neg_risk_exchange)
    ]
    assert call.post("/api/orders/place", wrong).code == "bad_signature"
    assert call.post("/api/orders/place", right).body["status"] == "OPEN"


def test_a_market_with_more_fee_than_an_order_may_sign_is_refused(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.add_market("DEAR", fee_taker_bps=1001)
    reply = call.post("/api/orders/place", signed(venue) | {"marketId": "DEAR"})
    assert (reply.status, reply.code) == (400, "fee_too_high")


def test_a_bad_signature_in_a_batch_is_an_entry_of_its_own(venue: PredictStreetSandbox, call: Caller) -> None:
    reply = call.post("/api/orders/place-batch", {"orders": [signed(venue, salt=1), signed(venue)]})
    assert [(entry["status"], entry.get("code")) for entry in reply.body] == [("REJECTED", "bad_signature"), ("OPEN", None)]


def test_a_trader_signs_what_the_venue_takes(venue: PredictStreetSandbox) -> None:
    other = venue.trader("other")
    other.give_tokens(MARKET, 1, Decimal(5))
    body = other.signed_order(MARKET, side="sell", outcome="1", price=Decimal("0.33"), quantity=Decimal("1.000001"))
    with calling(venue, other.api_key) as call:
        assert call.post("/api/orders/place", body).body["status"] == "OPEN"
    with calling(venue, venue.api_key) as call:  # of another wallet: impersonation
        assert call.post("/api/orders/place", body).code == "bad_signature"


def test_a_key_is_in_no_representation(venue: PredictStreetSandbox) -> None:
    trader = venue.trader()
    shown = repr(trader) + repr(venue) + repr(trader.usdc)
    assert trader.private_key[2:] not in shown
    assert trader.api_key not in shown


def test_placeholders_are_good_enough_unless_a_test_asks_for_more(venue: PredictStreetSandbox, call: Caller) -> None:
    venue.signatures = "form"
    assert call.post("/api/orders/place", order()).body["status"] == "OPEN"
    assert call.post("/api/orders/place", order(signature="0xzz")).code == "validation_failed"
