"""A placement at PredictStreet through our client, signatures included, over the bare libraries doing the same on the same server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import httpx
from bodies import CONTRACTS, MARKET, UUIDS
from coincurve import PrivateKey, PublicKey
from sending import server
from timing import Figure, best_of, each, median_of

from crossbook import Placed
from crossbook.predictstreet import (
    Contracts,
    Environment,
    LocalSigner,
    MarketTerms,
    NewOrder,
    OrderIdentity,
    PredictStreet,
    PreparedOrder,
    TradingAccount,
    prepare,
)
from crossbook_bindings.predictstreet.rest import place_batch

_KEY = b"\x46" * 32
_DIGEST = b"\x22" * 32
_API_KEY = "ps_live_0123456789abcdef_secret"
_ORDERS = 20
_LARGEST_BATCH = 10
_TIMES = 5
_ROUNDS = 61
_TERMS = MarketTerms(symbol=str(MARKET["symbol"]), yes_token_id=12345, no_token_id=98765, fee_taker_bps=140, neg_risk=False)
_QUOTES = tuple(
    NewOrder(market_id=_TERMS.symbol, outcome=0, side="buy", price=Decimal(42 + number) / 100, quantity=100) for number in range(_ORDERS)
)


def measure() -> Iterator[Figure]:
    signer = LocalSigner(_KEY)
    with server() as (port, _), httpx.Client(timeout=20) as bare:
        url = f"http://127.0.0.1:{port}"
        place = Environment(name="local", rest_url=url, websocket_url=url.replace("http", "ws", 1), rpc_url=url, chain_id=99999)
        contracts = Contracts(exchange=CONTRACTS["exchange"], neg_risk_exchange=CONTRACTS["negRiskExchange"])
        account = TradingAccount(environment=place, contracts=contracts, wallet=signer.address, vault="0x" + "ab" * 20)
        prepared = _prepared(account, signer)
        bodies = [_body(batch, account) for batch in (prepared()[:_LARGEST_BATCH], prepared()[_LARGEST_BATCH:])]
        with PredictStreet(api_key=_API_KEY, environment=place, account=account, signer=signer, pacing=None) as ours:
            if not all(isinstance(outcome, Placed) for outcome in ours.place_orders(_QUOTES)):
                message = "the server's reply does not place what was sent"
                raise RuntimeError(message)
            signed = _signed()

            def without_us() -> None:
                signed()
                for body in bodies:
                    bare.post(f"{url}/api/orders/place-batch", content=body, headers={"X-Api-Key": _API_KEY}).json()

            pair = median_of(_ROUNDS, each(_TIMES, lambda: ours.place_orders(_QUOTES)), each(_TIMES, without_us))
    base = "coincurve, signed and recovered; httpx, same POSTs, .json()"
    name = "placement of 20 orders at PredictStreet, sync client"
    yield Figure(name=name, ours_us=pair[0] * 1e6, base_us=pair[1] * 1e6, base=base, limit=2.5)
    seconds, _ = best_of(_ROUNDS, each(_TIMES, prepared), lambda: 0.0)
    yield Figure(name="of that, 20 orders prepared", ours_us=seconds * 1e6, base_us=pair[0] * 1e6, base="the placement above", limit=None)


def _prepared(account: TradingAccount, signer: LocalSigner) -> Callable[[], list[PreparedOrder]]:
    now, salts = datetime.now(UTC), count(2**127)

    def prepared() -> list[PreparedOrder]:
        identities = [OrderIdentity(salt=next(salts), client_order_id=name) for name in UUIDS[:_ORDERS]]
        return [
            prepare(order, account=account, market=_TERMS, identity=identity, signer=signer, now=now)
            for order, identity in zip(_QUOTES, identities, strict=True)
        ]

    return prepared


def _body(batch: list[PreparedOrder], account: TradingAccount) -> bytes:
    request = place_batch(orders=tuple(each.entry(account.environment, account.contracts) for each in batch))
    return request.body() or b""


def _signed() -> Callable[[], None]:
    key: Any = PrivateKey(_KEY)  # the library leaves a part of its types open

    def signed() -> None:
        for _ in range(_ORDERS):
            PublicKey.from_signature_and_message(key.sign_recoverable(_DIGEST, hasher=None), _DIGEST, hasher=None)

    return signed
