"""Whether the signature of an order is the acting wallet's over what the body says, for the exchange of the market's kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from attrs import evolve, frozen

from crossbook.sandbox.predictstreet.eip712 import SIDES, SignedOrder, order_digest, recover
from crossbook.sandbox.predictstreet.markets import digest
from crossbook.sandbox.predictstreet.refusals import refusal
from crossbook.sandbox.predictstreet.trading import NewOrder
from crossbook.sandbox.predictstreet.units import SCALE, up
from crossbook.sandbox.wire import JsonObject

SignatureChecks: TypeAlias = Literal["form", "verify"]
"""`form`: 0x and hex digits, as the spec file says. `verify`: signer, vault, exchange, amounts and fee are what they must be."""

OrderStruct: TypeAlias = Literal["documented", "with nonce", "not shown"]
"""What `hashOrder` of the exchanges takes: the struct of the pages, one with a nonce behind expiration; or they have none."""

HIGHEST_FEE: Final = 1000
"""Basis points that an order may sign at most."""
CHAIN_ID: Final = 99999
"""The testnet's: what is signed for a sandbox is worth nothing in production."""


def _address(name: str) -> str:
    return digest("contract", name)[:42]


@frozen(kw_only=True)
class Contracts:
    """Addresses of the contracts that a sandbox stands for. Made up, like its markets."""

    exchange: str = _address("CTFExchange")
    """Verifies orders of binary markets."""
    neg_risk_exchange: str = _address("PredictStreetNegRiskCtfExchange")
    """Verifies orders of neg-risk markets."""
    conditional_tokens: str = _address("ConditionalTokens")
    """Address of the ConditionalTokens contract, whose tokens are the outcomes'."""
    neg_risk_adapter: str = _address("NegRiskAdapter")
    """Address of the NegRiskAdapter contract."""
    vault_factory: str = _address("VaultFactory")
    """Address of the contract that knows the vault of each wallet."""
    usdc: str = _address("USDC")
    """Address of the token that orders are paid in."""
    multicall_executor: str = _address("MulticallExecutor")
    """Address of the contract that the permit of a relayed deposit names."""

    def exchange_of(self, *, neg_risk: bool) -> str:
        """Give the contract that verifies orders: of neg-risk markets where `neg_risk` is True, else of binary ones."""
        return self.neg_risk_exchange if neg_risk else self.exchange

    def as_json(self) -> JsonObject:
        """Write the reply of getPlatformContracts. Only `multicallExecutor` is a documented name.

        The others are named as the contracts are on the pages about them, so that whoever reads them by any name can.
        """
        return {
            "multicallExecutor": self.multicall_executor,
            "CTFExchange": self.exchange,
            "PredictStreetNegRiskCtfExchange": self.neg_risk_exchange,
            "ConditionalTokens": self.conditional_tokens,
            "NegRiskAdapter": self.neg_risk_adapter,
            "VaultFactory": self.vault_factory,
            "USDC": self.usdc,
        }


def struct_of(new: NewOrder, salt: int) -> SignedOrder:
    """Say what an order signs: the most that it gives, rounded up for a buyer, and the least that it takes."""
    usdc = new.price * new.quantity
    buys = new.side == "buy"
    return SignedOrder(
        salt=salt,
        maker=new.vault,
        signer=new.wallet,
        token_id=int(new.market.token_ids[int(new.outcome)]),
        maker_amount=up(usdc) if buys else new.quantity,
        taker_amount=new.quantity if buys else usdc // SCALE,
        expiration=new.expiry,
        fee_rate_bps=new.market.fee_taker_bps,
        side=SIDES[new.side],
    )


def verify(new: NewOrder, salt: int, signature: str, vault: str, contracts: Contracts) -> None:
    """Raise Refusal unless the acting wallet signed this order. `vault` is the wallet's: an order's maker must be it."""
    if new.market.fee_taker_bps > HIGHEST_FEE:
        raise refusal(400, "fee_too_high", f"feeRateBps must be at most {HIGHEST_FEE}")
    exchange = contracts.exchange_of(neg_risk=new.market.neg_risk)
    if new.vault == vault:
        if any(recover(order_digest(struct, CHAIN_ID, exchange), signature) == new.wallet for struct in _accepted(new, salt)):
            return
        _refuse_floor(struct_of(new, salt), new, signature, exchange)
    raise refusal(400, "bad_signature", "EIP-712 signature is not the acting wallet's over this order")


def _accepted(new: NewOrder, salt: int) -> Iterator[SignedOrder]:
    """The signed structs that pass. How a seller rounds what it takes is not documented: both ways pass."""
    struct = struct_of(new, salt)
    yield struct
    if new.side == "sell" and new.price * new.quantity % SCALE:
        yield evolve(struct, taker_amount=struct.taker_amount + 1)


def _refuse_floor(struct: SignedOrder, new: NewOrder, signature: str, exchange: str) -> None:
    floor = new.price * new.quantity // SCALE
    if new.side == "sell" or floor == struct.maker_amount:
        return
    if recover(order_digest(evolve(struct, maker_amount=floor), CHAIN_ID, exchange), signature) == new.wallet:
        details: JsonObject = {"signedMakerAmountWei": str(floor), "expectedCeilMakerAmountWei": str(struct.maker_amount)}
        raise refusal(400, "order_signed_with_floor_notional", "makerAmount must be rounded up", details=details)
