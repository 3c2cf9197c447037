"""Whatever is sent to 4casters in the sandbox, it answers as a venue would: never by breaking, and never against its own spec."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample

from crossbook.sandbox import Clock
from crossbook.sandbox.delivery import Delivery
from crossbook.sandbox.engine import Setting
from crossbook.sandbox.exchange import Head, exchange
from crossbook.sandbox.fourcasters import FourcastersEngine, FourcastersSandbox

GAME, AWAY, HOME = "a" * 24, "b" * 24, "c" * 24
MEMBERS = [
    *("gameID", "gameId", "type", "side", "market", "odds", "bet", "number", "orderType", "userReference", "expirationMinutes"),
    *("sessionID", "sessionIDs", "orders", "userReferences", "league", "leagueRequested", "timeout", "orderOdds", "orderVolume"),
    *("expiryChange", "intendedOrderVolume", "blockIfNoOtherSideOrders", "username", "password", "startDate", "endDate", "since"),
    *("cursor", "id", "txID", "wagerRequestID", "afterID", "beforeID", "active", "sport", "fromDate", "toDate", "orderID", "token"),
]
WORDS = st.sampled_from(
    [
        *(GAME, AWAY, HOME, "draw", "yes", "no", "over", "moneyline", "spread", "total", "moneyline1x2", "limit", "post", "postArb"),
        *("fillAndKill", "fillOrKill", "NBA", "upcoming", "2026-08-01", "08-01-2026", "2026-08-01T00:00:00Z", "0-0", "9" * 30 + "-1", ""),
    ]
) | st.text(max_size=4)
NUMBERS = st.sampled_from(["0", "-0.0", "1", "-110", "100", "3.25", "1e30", "-1e300", "1e-300", "1e309", "9" * 4000, "250.5"])
SCALARS = st.one_of(WORDS.map(json.dumps), NUMBERS, st.sampled_from(["true", "false", "null", "NaN"]))


def joined(items: list[str]) -> str:
    return f"[{','.join(items)}]"


def braced(members: dict[str, str]) -> str:
    return "{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in members.items()) + "}"


TEXTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(joined) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=8).map(braced),
    max_leaves=12,
)
ORDERS = st.fixed_dictionaries(
    {"gameID": st.just(json.dumps(GAME)), "type": SCALARS, "side": SCALARS, "odds": NUMBERS, "bet": NUMBERS},
    optional={"number": SCALARS, "market": SCALARS, "orderType": SCALARS, "expirationMinutes": NUMBERS, "userReference": SCALARS},
).map(braced)
BODIES = TEXTS | st.lists(ORDERS, max_size=3).map(lambda orders: braced({"orders": joined(orders)}))


@settings(max_examples=sample(60, long=150), deadline=None)
@given(st.data())
def test_nothing_that_is_sent_makes_it_fail(data: st.DataObject) -> None:
    engine = FourcastersEngine(Setting(clock=Clock(ticks=False)), "token")
    venue = FourcastersSandbox(engine)
    venue.add_game(game_id=GAME, away_id=AWAY, home_id=HOME, market_types=["moneyline", "spread", "total", "moneyline1x2"])
    seeded = venue.seed_order(game_id=GAME, filled=50)  # type: ignore[arg-type] # an int is as exact as a Decimal
    for _ in range(data.draw(st.integers(1, 6))):
        operation = data.draw(st.sampled_from(engine.rest.operations))
        query: dict[str, str] = data.draw(st.dictionaries(st.sampled_from(MEMBERS), WORDS | NUMBERS, max_size=4))
        edit = braced({"sessionID": json.dumps(seeded), "orderOdds": "110", "orderVolume": "9"})
        body: str = data.draw(BODIES | st.just("") | st.just(edit))
        headers = {"authorization": "token", "content-type": "application/json"}
        head = Head(method=operation.method, path=operation.path, query_text="", query=query, headers=headers, peer="")
        delivery: Any = exchange(engine, head, body)
        assert isinstance(delivery, Delivery)
        assert delivery.status < 500, delivery.text
        if delivery.text:
            json.loads(delivery.text)
        if operation.id == "logout":
            break
        venue.advance(data.draw(st.sampled_from([0, 60, 100_000])))
    assert [violation for violation in venue.violations if violation.direction == "reply"] == []
    assert venue.total_money() == 2501
