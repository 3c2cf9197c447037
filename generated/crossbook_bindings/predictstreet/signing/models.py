# Generated from specs/predictstreet/signing.yaml by `nox -s regenerate`. Do not edit.
"""Typed data of EIP-712 that predictstreet has signed: domains, and the structs under them. Each checks itself when it is built."""

from __future__ import annotations

from typing import ClassVar, Literal

from crossbook_bindings.runtime.typed_data import Domain, Member, TypedStruct, conform_typed


class ExchangeDomain(Domain, frozen=True, kw_only=True):
    """Orders, for the exchange that settles the market. A signature for the other one recovers a stranger.

    Venue page: https://docs.adipredictstreet.com/concepts/trading/eip712-signing
    """

    TYPE: ClassVar[str] = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    """What is hashed as its type."""
    MEMBERS: ClassVar[tuple[Member, ...]] = (
        Member("name", "string"),
        Member("version", "string"),
        Member("chainId", "uint256"),
        Member("verifyingContract", "address"),
    )
    """Its members, in the order in which they are hashed."""

    name: ClassVar[str] = "PredictStreet"
    """Fixed by the venue."""
    version: ClassVar[str] = "1"
    """Fixed by the venue."""
    chainId: int
    """36900 in production, 99999 on the testnet."""
    verifyingContract: str
    """CTFExchange for a binary market, PredictStreetNegRiskCtfExchange where the market's negRiskEligible is true. Unsure:
    Addresses differ between the pages, their older copies, and what the venue's own engineer named in public."""

    def __post_init__(self) -> None:
        conform_typed(self)


class VaultDomain(Domain, frozen=True, kw_only=True):
    """What a vault executes, for that vault.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/concepts/withdrawals/eip712
    """

    TYPE: ClassVar[str] = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    """What is hashed as its type."""
    MEMBERS: ClassVar[tuple[Member, ...]] = (
        Member("name", "string"),
        Member("version", "string"),
        Member("chainId", "uint256"),
        Member("verifyingContract", "address"),
    )
    """Its members, in the order in which they are hashed."""

    name: ClassVar[str] = "PredictStreetVault"
    """Fixed by the venue."""
    version: ClassVar[str] = "1"
    """Fixed by the venue."""
    chainId: int
    """36900 in production, 99999 on the testnet."""
    verifyingContract: str
    """The owner's own vault, VaultFactory.vaultOf(owner); not the factory."""

    def __post_init__(self) -> None:
        conform_typed(self)


class RedeemDomain(Domain, frozen=True, kw_only=True):
    """Consent to claim a settled position, checked by the venue itself and by no contract.

    Venue page:
    https://docs.adipredictstreet.com/api-reference/portfolio/claim-a-settled-position-without-paying-gas
    """

    TYPE: ClassVar[str] = "EIP712Domain(string name,string version,uint256 chainId)"
    """What is hashed as its type."""
    MEMBERS: ClassVar[tuple[Member, ...]] = (
        Member("name", "string"),
        Member("version", "string"),
        Member("chainId", "uint256"),
    )
    """Its members, in the order in which they are hashed."""

    name: ClassVar[str] = "PredictStreetRedeem"
    """Fixed by the venue."""
    version: ClassVar[str] = "1"
    """Fixed by the venue."""
    chainId: int
    """36900 in production, 99999 on the testnet."""

    def __post_init__(self) -> None:
        conform_typed(self)


class TokenDomain(Domain, frozen=True, kw_only=True):
    """A token's own domain (EIP-2612).

    Venue page:
    https://docs.testnet.dev.adipredictstreet.com/api-reference/deposits/submit-a-signed-permit-for-gasless-deposit-relay
    """

    TYPE: ClassVar[str] = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    """What is hashed as its type."""
    MEMBERS: ClassVar[tuple[Member, ...]] = (
        Member("name", "string"),
        Member("version", "string"),
        Member("chainId", "uint256"),
        Member("verifyingContract", "address"),
    )
    """Its members, in the order in which they are hashed."""

    name: str
    """What the token's name() gives on the chain. Unsure: On no page."""
    version: str
    """What the token's version() or eip712Domain() gives on the chain. Unsure: On no page; 2 is usual for USDC, 1 for
    others."""
    chainId: int
    """36900 in production, 99999 on the testnet."""
    verifyingContract: str
    """The USDC token."""

    def __post_init__(self) -> None:
        conform_typed(self)


class Order(TypedStruct[ExchangeDomain], frozen=True, kw_only=True):
    """One order, as the exchange verifies it.

    Unsure: That no nonce follows expiration is concluded from the field table, which has none.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/concepts/trading/eip712-signing
    """

    TYPE: ClassVar[str] = (
        "Order(uint256 salt,address maker,address signer,address taker,uint256 tokenId,uint256 makerAmount,uint256 takerAmount,uint256 expiration,uint256 feeRateBps,uint8 side,uint8 signatureType)"
    )
    """What is hashed as its type."""
    MEMBERS: ClassVar[tuple[Member, ...]] = (
        Member("salt", "uint256"),
        Member("maker", "address"),
        Member("signer", "address"),
        Member("taker", "address"),
        Member("tokenId", "uint256"),
        Member("makerAmount", "uint256"),
        Member("takerAmount", "uint256"),
        Member("expiration", "uint256"),
        Member("feeRateBps", "uint256", most=1000),
        Member("side", "uint8", among=(0, 1)),
        Member("signatureType", "uint8", among=(0, 1)),
    )
    """Its members, in the order in which they are hashed."""

    DOMAINS: ClassVar[tuple[type[Domain], ...]] = (ExchangeDomain,)
    """The domains that it may be signed under."""

    salt: int
    """Makes the order unique, for ever; place requests call it nonce."""
    maker: str
    """Who pays: the vault of the signer (signatureType 1), never the signer itself there."""
    signer: str
    """The wallet that signs."""
    taker: str
    """The only address that may fill the order; the zero address for everyone."""
    tokenId: int
    """ERC-1155 id of the outcome token."""
    makerAmount: int
    """The most that is given, in base units of 6 decimals. USDC for a buyer, rounded up; outcome tokens for a seller."""
    takerAmount: int
    """The least that is taken, in base units of 6 decimals. Outcome tokens for a buyer, USDC for a seller. Unsure: How a
    seller's amount is rounded is on no page."""
    expiration: int
    """Unix seconds; 0 for none, which the venue recommends, because orders settle minutes after they match."""
    feeRateBps: int
    """Basis points, the market's feeTakerBps as it is now. Unsure: An older copy of the page says 0."""
    side: Literal[0, 1]
    """What the maker does. 0 is BUY, 1 is SELL. Unsure: The table gives no type; uint8 is that of the Polymarket exchange,
    which this one follows."""
    signatureType: Literal[0, 1]
    """Whose money it is, the signer's or its vault's. Production uses VAULT. 0 is EOA, 1 is VAULT. Unsure: The table gives
    no type; uint8 is that of the Polymarket exchange, which this one follows."""

    def __post_init__(self) -> None:
        conform_typed(self)


class WithdrawERC20(TypedStruct[VaultDomain | ExchangeDomain], frozen=True, kw_only=True):
    """Takes a token out of the vault.

    Unsure: Pages disagree on the domain. The page about withdrawals, with a sample, has the vault's; the table on
    the signing page the exchange's.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/concepts/withdrawals/eip712
    """

    TYPE: ClassVar[str] = "WithdrawERC20(address token,address to,uint256 amount,uint256 salt,uint256 deadline)"
    """What is hashed as its type."""
    MEMBERS: ClassVar[tuple[Member, ...]] = (
        Member("token", "address"),
        Member("to", "address"),
        Member("amount", "uint256"),
        Member("salt", "uint256"),
        Member("deadline", "uint256"),
    )
    """Its members, in the order in which they are hashed."""

    DOMAINS: ClassVar[tuple[type[Domain], ...]] = (
        VaultDomain,
        ExchangeDomain,
    )
    """The domains that it may be signed under."""

    token: str
    """The token that leaves; USDC."""
    to: str
    """Where it goes."""
    amount: int
    """In the token's base units: 1000000 is 1 USDC."""
    salt: int
    """Makes it unique; the vault remembers each digest."""
    deadline: int
    """Unix seconds until which it may be executed."""

    def __post_init__(self) -> None:
        conform_typed(self)


class RedeemAuthorization(TypedStruct[RedeemDomain], frozen=True, kw_only=True):
    """The owner's consent to claim a settled position.

    Unsure: The page names the members, in this order, and no types; each is concluded from what the request body
    holds under that name.

    Venue page:
    https://docs.adipredictstreet.com/api-reference/portfolio/claim-a-settled-position-without-paying-gas
    """

    TYPE: ClassVar[str] = "RedeemAuthorization(address owner,string marketId,uint256 outcomeIndex,uint256 deadline)"
    """What is hashed as its type."""
    MEMBERS: ClassVar[tuple[Member, ...]] = (
        Member("owner", "address"),
        Member("marketId", "string"),
        Member("outcomeIndex", "uint256", most=255),
        Member("deadline", "uint256"),
    )
    """Its members, in the order in which they are hashed."""

    DOMAINS: ClassVar[tuple[type[Domain], ...]] = (RedeemDomain,)
    """The domains that it may be signed under."""

    owner: str
    """The wallet that owns the position. Unsure: Type concluded from the word."""
    marketId: str
    """The market's symbol, as positions show it. Unsure: Text in the request body; a contract's bytes32 of the same name
    would give another digest."""
    outcomeIndex: int
    """0 for yes, 1 for no. Unsure: The request body takes 0 to 255, which would fit uint8 as well; that gives another
    digest."""
    deadline: int
    """Unix seconds until which it may be used. Unsure: Type concluded from the other structs."""

    def __post_init__(self) -> None:
        conform_typed(self)


class Permit(TypedStruct[TokenDomain], frozen=True, kw_only=True):
    """Lets the venue's executor take USDC for a deposit (EIP-2612).

    Venue page:
    https://docs.testnet.dev.adipredictstreet.com/api-reference/deposits/submit-a-signed-permit-for-gasless-deposit-relay
    """

    TYPE: ClassVar[str] = "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    """What is hashed as its type."""
    MEMBERS: ClassVar[tuple[Member, ...]] = (
        Member("owner", "address"),
        Member("spender", "address"),
        Member("value", "uint256"),
        Member("nonce", "uint256"),
        Member("deadline", "uint256"),
    )
    """Its members, in the order in which they are hashed."""

    DOMAINS: ClassVar[tuple[type[Domain], ...]] = (TokenDomain,)
    """The domains that it may be signed under."""

    owner: str
    """Whose USDC it is."""
    spender: str
    """The venue's executor: multicallExecutor of getPlatformContracts."""
    value: int
    """In base units: 1000000 is 1 USDC."""
    nonce: int
    """What the token's nonces(owner) gives on the chain."""
    deadline: int
    """Unix seconds until which it may be used."""

    def __post_init__(self) -> None:
        conform_typed(self)
