"""Digests and signatures against eth-account, which hashes and signs with code of its own."""

from __future__ import annotations

import sys
from typing import Any

from foreign_signer import FOREIGN, foreign
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample
from signed_orders import ACCOUNT, orders, prepared
from typed_data import STRUCTS, typed

from crossbook.predictstreet import LocalSigner, MarketTerms, NewOrder, OrderIdentity, sign_typed
from crossbook.predictstreet.signing.addresses import checksummed
from crossbook.predictstreet.signing.eip712 import typed_digest
from crossbook.predictstreet.signing.points import ORDER
from crossbook.predictstreet.signing.proving import signer_of
from crossbook_bindings.predictstreet.signing import models

KEYS = st.integers(1, ORDER - 1).map(lambda number: number.to_bytes(32))
MANY = settings(max_examples=sample(60, long=150), deadline=None)


@MANY
@given(typed(), KEYS)
def test_typed_data_of_every_struct_is_signed_as_eth_account_signs_it(drawn: tuple[Any, Any], key: bytes) -> None:
    struct, domain = drawn
    signable, signer = foreign(struct, domain), LocalSigner(key)
    theirs = FOREIGN.sign_message(signable, key)
    assert typed_digest(struct, domain) == bytes(theirs.message_hash)
    assert sign_typed(struct, domain, signer=signer) == bytes(theirs.signature)
    assert checksummed(signer.address) == FOREIGN.from_key(key).address
    assert checksummed(signer_of(bytes(theirs.message_hash), bytes(theirs.signature)) or "") == FOREIGN.from_key(key).address


@MANY
@given(orders())
def test_prepared_orders_are_what_eth_account_recovers(drawn: tuple[NewOrder, MarketTerms, OrderIdentity]) -> None:
    new, market, identity = drawn
    made = prepared(new, market=market, identity=identity)
    exchange = ACCOUNT.contracts.exchange_of(neg_risk=market.neg_risk)
    domain = models.ExchangeDomain(chainId=ACCOUNT.environment.chain_id, verifyingContract=exchange)
    recovered = FOREIGN.recover_message(foreign(made.draft.struct, domain), signature=made.signature)
    assert recovered == checksummed(ACCOUNT.wallet)


def test_every_struct_of_the_venue_is_among_them() -> None:
    assert {kind.__name__ for kind in STRUCTS} == {name for name, value in vars(models).items() if hasattr(value, "DOMAINS")} - {
        "TypedStruct"
    }


def test_eth_account_leaves_the_process_as_it_was() -> None:
    assert sys.getrecursionlimit() < 10_000
