"""Hashing and signing: published vectors, libraries that agree, and what is no signature."""

from __future__ import annotations

import subprocess
import sys
from typing import Any, ClassVar

import pytest
from curves import CURVES, HAS_COINCURVE
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample

from crossbook import InvalidRequest, NotSent
from crossbook.core.checks import Call
from crossbook.predictstreet import LocalSigner, sign_typed, sign_typed_async
from crossbook.predictstreet.signing.addresses import address_of, checked, checksummed
from crossbook.predictstreet.signing.curve import HALF_ORDER, recover
from crossbook.predictstreet.signing.eip712 import domain_separator, hash_struct, type_hash, typed_digest
from crossbook.predictstreet.signing.keccak import keccak
from crossbook.predictstreet.signing.points import ORDER
from crossbook.predictstreet.signing.proving import proven, signer_of
from crossbook_bindings.predictstreet.signing import models
from crossbook_bindings.runtime import InvalidField
from crossbook_bindings.runtime.typed_data import Member, TypedStruct

CALL = Call("predictstreet", "prepare")
KEYS = st.integers(1, ORDER - 1).map(lambda number: number.to_bytes(32))
DIGESTS = st.binary(min_size=32, max_size=32)
COW = keccak(b"cow")
MAIL = models.TokenDomain(name="Ether Mail", version="1", chainId=1, verifyingContract="0x" + "Cc" * 20)


class Person(TypedStruct[models.TokenDomain], frozen=True, kw_only=True):
    """The flat struct of the standard's sample."""

    TYPE: ClassVar[str] = "Person(string name,address wallet)"
    MEMBERS: ClassVar[tuple[Member, ...]] = (Member("name", "string"), Member("wallet", "address"))
    DOMAINS: ClassVar[Any] = (models.TokenDomain,)
    name: str
    wallet: str


# ---- published


@pytest.mark.parametrize(
    ("data", "hashed"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_keccak_is_that_of_ethereum_and_not_sha3(data: bytes, hashed: str) -> None:
    assert keccak(data).hex() == hashed


def test_the_sample_of_eip_712_hashes_and_is_signed_as_it_says() -> None:
    assert type_hash(Person.TYPE).hex() == "b9d8c78acf9b987311de6c7b45bb6a9c8e1bf361fa7fd3467a2163f994c79500"
    assert hash_struct(Person(name="Cow", wallet="0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826")).hex() == (
        "fc71e5fa27ff56c350aa531bc129ebdf613b772b6604664f5d8dbe21b85eb0c8"
    )
    assert hash_struct(Person(name="Bob", wallet="0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB")).hex() == (
        "cd54f074a4af31b4411ff6a60c9719dbd559c221c8ac3492d9d872b041d703d1"
    )
    assert domain_separator(MAIL).hex() == "f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f"
    digest = keccak(
        b"\x19\x01" + domain_separator(MAIL) + bytes.fromhex("c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e")
    )
    assert digest.hex() == "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"
    signer = LocalSigner(COW)
    assert checksummed(signer.address) == "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"
    assert signer.sign_digest(digest).hex() == (
        "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c"
    )


@pytest.mark.parametrize(
    ("kind", "hashed"),
    [
        (models.ExchangeDomain, "8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f"),
        (models.RedeemDomain, "c2f8787176b8ac6bf7215b4adcc1e069bf4ab82d9ab1df05a57a91d425935b6e"),
        (models.Permit, "6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9"),
    ],
)
def test_type_hashes_that_every_chain_knows(kind: Any, hashed: str) -> None:
    assert type_hash(kind.TYPE).hex() == hashed


def test_the_type_hash_of_an_order_without_a_nonce() -> None:
    assert type_hash(models.Order.TYPE).hex().startswith("a200f008")


@pytest.mark.parametrize(
    "address",
    [
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ],
)
def test_addresses_are_checked_as_eip_55_says(address: str) -> None:
    assert checksummed(address.lower()) == address
    assert checked(CALL, address, "vault") == checked(CALL, address.lower(), "vault") == checked(CALL, "0x" + address[2:].upper(), "vault")
    with pytest.raises(InvalidRequest, match=f"checksum \\({address}\\)"):
        checked(CALL, address.swapcase().replace("0X", "0x"), "vault")


# ---- all libraries


@settings(max_examples=sample(12, long=25), deadline=None)
@given(KEYS, DIGESTS)
def test_all_libraries_agree_on_keys_and_on_who_signed(secret: bytes, digest: bytes) -> None:
    keys = [curve.key(secret) for curve in CURVES]
    (public,) = {found for found, _ in keys}
    for _, sign in keys:
        signature = sign(digest)
        assert signature == sign(digest)
        assert (len(signature), signature[64] in (27, 28), int.from_bytes(signature[32:64]) <= HALF_ORDER) == (65, True, True)
        assert {curve.recover(digest, signature) for curve in CURVES} == {public}


@settings(max_examples=sample(30, long=60), deadline=None)
@given(st.integers(1, ORDER - 1), st.integers(1, HALF_ORDER), st.sampled_from((27, 28)), DIGESTS)
def test_all_libraries_agree_on_what_is_no_signature(r: int, s: int, v: int, digest: bytes) -> None:
    signature = r.to_bytes(32) + s.to_bytes(32) + bytes([v])
    assert len({curve.recover(digest, signature) for curve in CURVES}) == 1


def test_a_signature_that_recovers_nowhere_is_none() -> None:
    # s R = z G, so that what is left is no point: R = G with s = z.
    x = 0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798
    signature = x.to_bytes(32) + (5).to_bytes(32) + bytes([27])
    assert {curve.recover((5).to_bytes(32), signature) for curve in CURVES} == {None}


SPOILT: dict[str, bytes] = {
    "too short": b"\1" * 64,
    "too long": b"\1" * 66,
    "v of 0": b"\1" * 64 + b"\0",
    "v of 29": b"\1" * 64 + b"\x1d",
    "r of 0": bytes(32) + b"\1" * 32 + b"\x1b",
    "s of 0": b"\1" * 32 + bytes(32) + b"\x1b",
    "r beyond the curve": ORDER.to_bytes(32) + b"\1" * 32 + b"\x1b",
    "the higher s": b"\1" * 32 + (HALF_ORDER + 1).to_bytes(32) + b"\x1b",
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_no_signature_recovers_nobody_and_proves_nothing(case: str) -> None:
    assert recover(bytes(32), SPOILT[case]) is None
    assert signer_of(bytes(32), SPOILT[case]) is None
    with pytest.raises(NotSent, match=r"expected a signature.*found .*nothing was sent"):
        proven(CALL, bytes(32), SPOILT[case], "0x" + "1" * 40)


# ---- what a signer gives


class Remote:
    """A signer that somebody else wrote."""

    def __init__(self, made: bytes, address: str = LocalSigner(COW).address) -> None:
        self.made = made
        self.address = address

    def sign_digest(self, digest: bytes, /) -> bytes:
        return self.made


PERMIT = models.Permit(owner="0x" + "1" * 40, spender="0x" + "2" * 40, value=1, nonce=0, deadline=9)
DIGEST = typed_digest(PERMIT, MAIL)
LOCAL = LocalSigner(COW)


def test_a_signature_of_the_wallet_is_given_back() -> None:
    upper = Remote(LOCAL.sign_digest(DIGEST), checksummed(LOCAL.address))
    assert sign_typed(PERMIT, MAIL, signer=upper) == sign_typed(PERMIT, MAIL, signer=LOCAL) == LOCAL.sign_digest(DIGEST)


async def test_a_signer_may_have_to_wait() -> None:
    class Waiting:
        address = LOCAL.address

        async def sign_digest(self, digest: bytes, /) -> bytes:
            return LOCAL.sign_digest(digest)

    assert await sign_typed_async(PERMIT, MAIL, signer=Waiting()) == LOCAL.sign_digest(DIGEST)


def high(signature: bytes) -> bytes:
    s = ORDER - int.from_bytes(signature[32:64])
    return signature[:32] + s.to_bytes(32) + bytes([55 - signature[64]])


WRONG: dict[str, tuple[Any, str]] = {
    "of another key": (LocalSigner("11" * 32).sign_digest(DIGEST), "found one of 0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a"),
    "of another digest": (LOCAL.sign_digest(bytes(32)), "found one of 0x"),
    "of a personal message": (
        LOCAL.sign_digest(keccak(b"\x19Ethereum Signed Message:\n32" + DIGEST)),
        r"found one of a personal message \(EIP-191\)",
    ),
    "of the digest hashed again": (LOCAL.sign_digest(keccak(DIGEST)), "found one of the digest hashed once more"),
    "with v of 0 or 1": (LOCAL.sign_digest(DIGEST)[:64] + b"\0", "expected a signature that ends with v, 27 or 28, found 0 there"),
    "with the higher s": (high(LOCAL.sign_digest(DIGEST)), "found the higher"),
    "without v": (LOCAL.sign_digest(DIGEST)[:64], "found 64 bytes"),
    "as text": (LOCAL.sign_digest(DIGEST).hex(), "found str"),
    "as nothing": (None, "found NoneType"),
    "that is none": (bytes(64) + b"\x1b", "found none of any wallet"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_signature_that_is_not_the_wallets_is_not_sent(case: str) -> None:
    made, found = WRONG[case]
    with pytest.raises(NotSent, match=found) as caught:
        sign_typed(PERMIT, MAIL, signer=Remote(made))
    assert caught.value.safe_to_repeat


def test_a_struct_is_signed_under_its_own_domains_only() -> None:
    domain: Any = models.RedeemDomain(chainId=1)
    with pytest.raises(InvalidField, match="Permit under its domain: expected TokenDomain, found RedeemDomain"):
        sign_typed(PERMIT, domain, signer=LOCAL)
    withdrawal = models.WithdrawERC20(token="0x" + "1" * 40, to="0x" + "2" * 40, amount=1, salt=2, deadline=3)
    vault = models.VaultDomain(chainId=1, verifyingContract="0x" + "3" * 40)
    exchange = models.ExchangeDomain(chainId=1, verifyingContract="0x" + "3" * 40)
    assert sign_typed(withdrawal, vault, signer=LOCAL) != sign_typed(withdrawal, exchange, signer=LOCAL)


# ---- without the extra

PROGRAM = """
import sys
for name in {blocked!r}: sys.modules[name] = None
from crossbook.predictstreet import (AsyncSigner, Contracts, Environment, LocalSigner, MarketTerms, NewOrder, PreparedOrder,
    Signer, TradingAccount, draw_identity, prepare, sign_typed)
loaded = [name for name in ("Crypto", "coincurve", "cryptography") if sys.modules.get(name) is not None]
print(loaded)
from crossbook_bindings.predictstreet.signing import models
try:
    signer = LocalSigner("0x" + "46" * 32)
    domain = models.RedeemDomain(chainId=1)
    struct = models.RedeemAuthorization(owner="0x" + "1" * 40, marketId="M", outcomeIndex=0, deadline=1)
    print(signer.address, sign_typed(struct, domain, signer=signer)[64] in (27, 28), "pycparser" in sys.modules)
    import cffi
    print(cffi.FFI().sizeof("int"), [finder for finder in sys.meta_path if "crossbook" in type(finder).__module__])
except ModuleNotFoundError as error:
    print(error)
"""


def run(*blocked: str) -> list[str]:
    program = PROGRAM.format(blocked=blocked)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return done.stdout.splitlines()


@pytest.mark.parametrize("blocked", [(), ("coincurve",), *([("cryptography",)] if HAS_COINCURVE else [])])
def test_either_library_will_do_and_neither_is_loaded_before_it_is_used(blocked: tuple[str, ...]) -> None:
    assert run(*blocked) == ["[]", "0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f True False", "4 []"]


@pytest.mark.parametrize(
    ("blocked", "missing"),
    [(("coincurve", "cryptography"), "coincurve"), (("Crypto",), "pycryptodome"), (("Crypto", "coincurve", "cryptography"), "coincurve")],
)
def test_without_the_extra_the_error_says_what_to_install(blocked: tuple[str, ...], missing: str) -> None:
    assert run(*blocked) == [
        "[]",
        f"signing needs the extra `signing` ({missing} is missing): python -m pip install 'crossbook[signing]'",
    ]


def test_an_address_is_the_end_of_the_hash_of_the_key() -> None:
    assert {address_of(curve.key(COW)[0]) for curve in CURVES} == {LOCAL.address}
