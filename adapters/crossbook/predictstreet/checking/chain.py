"""What the chain itself confirms of an account, as plans: they read, sign nothing and place nothing. Pure."""

from __future__ import annotations

from typing import Final

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.steps import Plan
from crossbook.errors import CrossbookError
from crossbook.findings import Finding
from crossbook.predictstreet.checking import calls
from crossbook.predictstreet.contracts import ADDRESS
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.orders.draft import OrderDraft
from crossbook.predictstreet.signing.addresses import ZERO_ADDRESS
from crossbook.predictstreet.signing.eip712 import typed_digest
from crossbook.predictstreet.trading_account import TradingAccount
from crossbook_bindings.predictstreet.signing import models

_WORD: Final = 32
_FEE: Final = 140


def vault_of(factory: str, wallet: str) -> Plan[str | None]:
    """Ask the factory for the vault of a wallet."""
    call = Call(VENUE, "vaultOf")
    for what, value in (("factory", factory), ("wallet", wallet)):
        if not is_a(value, str) or ADDRESS.fullmatch(value) is None:
            raise call.invalid(expected=f"{what} as an address (0x and 40 hexadecimal digits)", found=value)
    told = yield from calls.called(factory.lower(), calls.vault_of(wallet))
    if len(told) != _WORD:
        return None
    address = "0x" + told[-20:].hex()
    return None if address == ZERO_ADDRESS else address


def order_digest(order: OrderDraft) -> Plan[bytes | None]:
    """Ask the exchange of an order for its digest."""
    contract = order.destination.neg_risk_exchange if order.neg_risk else order.destination.exchange
    told = yield from calls.called(contract, calls.hash_order(order.struct))
    return told if len(told) == _WORD else None


def check(account: TradingAccount) -> Plan[tuple[Finding, ...]]:
    """Examine chain, vault, and the digest of a sample order at both exchanges."""
    if not is_a(account, TradingAccount):
        raise Call(VENUE, "check").invalid(expected="account as a TradingAccount", found=account)
    chain = yield from _chain(account)
    vault = yield from _vault(account)
    binary = yield from _digest(account, account.contracts.exchange, "exchange")
    neg_risk = yield from _digest(account, account.contracts.neg_risk_exchange, "neg-risk exchange")
    return chain, vault, binary, neg_risk


def _chain(account: TradingAccount) -> Plan[Finding]:
    wanted = account.environment.chain_id
    try:
        found = yield from calls.chain_id()
    except CrossbookError as error:
        return Finding("chain", "unproven", f"the node did not tell its chain: {_words(error)}")
    if found == wanted:
        return Finding("chain", "proven", f"the node is of chain {wanted}, that of the environment {account.environment.name}")
    return Finding("chain", "wrong", f"the node is of chain {found}, and the environment {account.environment.name} is on {wanted}")


def _vault(account: TradingAccount) -> Plan[Finding]:
    about, factory = "vault's owner", account.contracts.vault_factory
    if factory is None:
        return Finding(about, "unproven", "you pinned no vault_factory, which knows the vault of each wallet")
    try:
        found = yield from vault_of(factory, account.wallet)
    except CrossbookError as error:
        return Finding(about, "unproven", f"vaultOf({account.wallet}) was not answered by {factory}: {_words(error)}")
    if found == account.vault.lower():
        return Finding(about, "proven", f"the factory {factory} says on the chain that {account.vault} is the vault of {account.wallet}")
    return Finding(
        about, "wrong", f"the factory {factory} says that the vault of {account.wallet} is {found or 'none'}, and you named {account.vault}"
    )


def _digest(account: TradingAccount, exchange: str, name: str) -> Plan[Finding]:
    about, sample = f"digest, {name}", _sample(account)
    domain = models.ExchangeDomain(chainId=account.environment.chain_id, verifyingContract=exchange)
    expected = typed_digest(sample, domain)
    found = yield from _asked(exchange, calls.hash_order(sample))
    if isinstance(found, bytes) and len(found) == _WORD:
        if found == expected:
            words = f"hashOrder at {exchange} gives the digest that is signed here, of a sample order that nobody signed"
            return Finding(about, "proven", f"{words}; whether it serves such markets, its answer does not tell")
        return Finding(
            about,
            "wrong",
            f"hashOrder at {exchange} gives 0x{found.hex()} where 0x{expected.hex()} would be signed: orders would be refused",
        )
    other = yield from _asked(exchange, calls.hash_order(sample, with_nonce=True))
    if isinstance(other, bytes) and len(other) == _WORD:
        return Finding(
            about, "wrong", f"the order of {exchange} has a nonce, which the documents do not: orders signed here would be refused"
        )
    if found == b"" == other:
        return Finding(about, "wrong", f"nothing at {exchange} answers: no contract is there, or none that knows hashOrder")
    problem = found if isinstance(found, str) else f"{len(found)} bytes came, and a digest has {_WORD}"
    return Finding(about, "unproven", f"hashOrder at {exchange} was not answered, with or without a nonce: {problem}")


def _asked(contract: str, data: bytes) -> Plan[bytes | str]:
    """Give what a contract answers, or why it did not."""
    try:
        return (yield from calls.called(contract.lower(), data))
    except CrossbookError as error:
        return _words(error)


def _sample(account: TradingAccount) -> models.Order:
    """Write an order that has everything an order has. It is shown to the contract, unsigned, and could not be placed."""
    return models.Order(
        salt=2**128 - 1,
        maker=account.vault.lower(),
        signer=account.wallet.lower(),
        taker=ZERO_ADDRESS,
        tokenId=2**255 + 1,
        makerAmount=1_000_000,
        takerAmount=2_380_953,
        expiration=0,
        feeRateBps=_FEE,
        side=0,
        signatureType=1,
    )


def _words(error: CrossbookError) -> str:
    return error.fault or error.venue_text or error.message
