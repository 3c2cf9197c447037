"""Addresses that signatures are for. None is a default anywhere: money follows them, and the documents and the chain disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, cast

import attrs
import msgspec

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.predictstreet.identifiers import VENUE

ADDRESS: Final = re.compile(r"0x[0-9a-fA-F]{40}")


@attrs.frozen(kw_only=True)
class Contracts:
    """The contracts of one environment, each address 0x and 40 hexadecimal digits. Two are needed to sign orders.

    Confirm each against `GET /api/platform/contracts` and against the chain before anything is signed for it: venues deploy
    contracts anew. An order that is signed for another exchange is refused as bad_signature. Raises InvalidRequest for what is
    no address; capitals that do not fit an address' checksum are found when it is first signed for.
    """

    exchange: str
    """CTFExchange: verifies orders of binary markets."""
    neg_risk_exchange: str
    """PredictStreetNegRiskCtfExchange: verifies orders of markets whose negRiskEligible is true."""
    vault_factory: str | None = None
    """VaultFactory, which knows each owner's vault. None where you did not pin it."""
    usdc: str | None = None
    """The token that markets are paid in, 6 decimals."""
    conditional_tokens: str | None = None
    """ConditionalTokens, which holds outcome tokens."""
    neg_risk_adapter: str | None = None
    """NegRiskAdapter, which ties the markets of an event together that exclude each other."""

    def __attrs_post_init__(self) -> None:
        call = Call(VENUE, "Contracts")
        for field in attrs.fields(type(self)):
            value: object = getattr(self, field.name)
            if value is None and field.default is None:
                continue
            if not is_a(value, str) or ADDRESS.fullmatch(str(value)) is None:
                raise call.invalid(expected=f"{field.name} as an address (0x and 40 hexadecimal digits)", found=value)
        if self.exchange.lower() == self.neg_risk_exchange.lower():
            raise call.invalid(expected="two exchanges, one for each kind of market", found=self.exchange)

    def exchange_of(self, *, neg_risk: bool) -> str:
        """Give the exchange that verifies orders: of `neg_risk` markets, or of binary ones."""
        return self.neg_risk_exchange if neg_risk else self.exchange


def pinned(contracts: Contracts) -> tuple[tuple[str, str], ...]:
    """Give name and address of each contract that somebody pinned."""
    held = ((field.name, cast("str | None", getattr(contracts, field.name))) for field in attrs.fields(type(contracts)))
    return tuple((name, address) for name, address in held if address is not None)


def unnamed(contracts: Contracts, told: Mapping[str, msgspec.Raw]) -> tuple[str, ...]:
    """Give name and address of each contract that `GET /api/platform/contracts` does not name.

    How its reply is laid out is on no page: it confirms an address by holding it anywhere.
    """
    named = {text.lower() for value in told.values() for text in _texts(msgspec.json.decode(value))}
    return tuple(f"{name} {address}" for name, address in pinned(contracts) if address.lower() not in named)


def _texts(value: object) -> Iterator[str]:
    """Give every text in a decoded reply, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in cast("dict[str, object]", value).items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _texts(inner)


DOCUMENTED_PRODUCTION: Final = Contracts(
    exchange="0x3b32619897ae40C79b7086a0EB3F985077e7Fed7",
    neg_risk_exchange="0x65A068b3C1C3088B1B23499A6104045f2b661B3e",
    vault_factory="0x6Ed1E5787e4667bEf8485cbfC624DFF6FF561BbA",
    usdc="0x9cb8142aEBBcdc60AF7c97Af897A67A8f3CA71C2",
    conditional_tokens="0x296B91AF13f317367879aCc1726148481929490E",
    neg_risk_adapter="0xBD9bAEF019793D3326DC2191F21C93Ff2df4ecEC",
)
"""What the production pages say. **The chain seems to say otherwise**, so this is nobody's default.

In July 2026 the venue's own engineer named other deployments, in public, as the ones that signatures are verified against: the
exchange 0x90EA87493E208A14011EC700Ac9cbAf4d064acc0, for neg-risk 0x79ACbb874dd01044FA38a89c1478E60FaAB40D00
(github.com/DefiLlama/dimension-adapters/pull/7940), and the vault factory 0xc16B8b190064451c2FeEb2e77c4B2aC4c7009552
(github.com/DefiLlama/DefiLlama-Adapters/pull/19889). Ask `GET /api/platform/contracts` and the chain, then pin what they say.
"""
DOCUMENTED_TESTNET: Final = Contracts(
    exchange="0xc3c197e42AfE809a7f34D3a7eE6aDE0cF7613D2b",
    neg_risk_exchange="0xB1A9274D2a9bd8a8CDd4D836e4f5273d3870211a",
    vault_factory="0xFFFBE32fF7B8a2AFD4FA2Af0C480FE59206A8ba3",
    usdc="0x9bC8244c0F531F27fe3636FFdAf2C586d11241e1",
    conditional_tokens="0x47D8F1f0D6958Bd3Ef07519B344880846f7F1958",
    neg_risk_adapter="0xe8573F401a1fa30c3Df0e7F427C7f25a68E1Ec98",
)
"""What the newest testnet pages say; older copies of the same pages say other addresses, and the testnet is deployed anew too."""
