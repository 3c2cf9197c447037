"""Whatever is sent to the PredictStreet sandbox, it answers as its spec file says, and never fails inside."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from predictstreet_calls import MARKET, Caller, calling, order
from samples import sample

from compiler.documents import read
from crossbook.sandbox import PredictStreetSandbox, Sandbox

SPEC: Any = read(Path(__file__).parent.parent / "specs" / "predictstreet" / "rest.openapi.yaml")
UUID = "3c90c3cc-0d44-4b50-8888-8dd25736052a"
NUMBERS = ["0", "1", "-1", "0.42", "30", "1e999999999", "NaN", "Infinity", "9" * 400, "0." + "1" * 40, "٣", "-0", "1_0", " 1"]
WORDS = [
    "",
    "buy",
    "sell",
    "0x",
    "0x5f2d9a",
    "0x" + "ff" * 65,
    "0x" + "A" * 40,
    "market",
    "fok",
    MARKET,
    UUID,
    UUID.upper(),
    "\ud800",
    "a" * 300,
]
TIMES = ["2026-05-06T12:00:00Z", "2026-05-06", "9999-12-31T23:59:59.999999+00:00", "0001-01-01T00:00:00-14:00", "now"]
VALUES = st.sampled_from([*NUMBERS, *WORDS, None, True, 0, 1, -1, 1 << 300, 10**400, 0.5, [], ["x"], [UUID] * 101, {}, {"a": 1}])
TEXTS = st.sampled_from(
    [*NUMBERS, *(word for word in WORDS if word != "\ud800"), *TIMES, "OPEN", "YXQ6MQ", "YXQ6MS4x", "YXQ6LTE", "@@", "1w"]
)
MANY = settings(max_examples=sample(50, long=150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def resolved(node: Any) -> Any:
    while "$ref" in node:
        target = SPEC
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def members(operation: Any) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return [] if content is None else list(resolved(content["schema"]).get("properties", {}))


def queries(operation: Any) -> list[str]:
    return [found["name"] for found in map(resolved, operation.get("parameters", [])) if found["in"] == "query"]


ASKED = [(method.upper(), path, operation) for path, methods in SPEC["paths"].items() for method, operation in methods.items()]


@pytest.fixture(scope="module")
def sandbox() -> Generator[Sandbox]:
    with Sandbox() as running:
        venue = running.predictstreet
        venue.add_market("NEG", neg_risk=True)
        venue.trader().give_tokens(MARKET, 0, Decimal(50))
        venue.seed_order(filled=Decimal(1))
        yield running


@pytest.fixture(scope="module")
def venue(sandbox: Sandbox) -> PredictStreetSandbox:
    return sandbox.predictstreet


@pytest.fixture(scope="module")
def call(venue: PredictStreetSandbox) -> Generator[Caller]:
    with calling(venue, venue.api_key) as caller:
        yield caller


def judged(venue: PredictStreetSandbox, status: int) -> None:
    assert status != 500
    assert [violation for violation in venue.violations if violation.direction == "reply"] == []


@MANY
@given(data=st.data())
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_any_request_is_answered_by_the_spec(venue: PredictStreetSandbox, call: Caller, method: str, data: st.DataObject) -> None:
    _, path, operation = data.draw(st.sampled_from([entry for entry in ASKED if entry[0] == method]))
    for name in ("id", "opId", "auditId", "jobId", "slug", "symbol"):
        path = path.replace(
            "{" + name + "}", data.draw(st.sampled_from([UUID, MARKET, MARKET.lower(), "4210", "x", "%00", "%F0%9F%98%80"]))
        )
    if method == "GET":
        named = [name for name in queries(operation) if data.draw(st.booleans())]
        judged(venue, call.get(path, **{name: data.draw(TEXTS) for name in named}).status)
        return
    body: dict[str, Any] = {name: data.draw(VALUES) for name in members(operation) if data.draw(st.booleans())}
    judged(venue, call.post(path, body if members(operation) else None).status)


@MANY
@given(changes=st.dictionaries(st.sampled_from([*order(), "type", "timeInForce", "postOnly", "clientOrderId"]), VALUES, max_size=3))
@pytest.mark.parametrize("signatures", ["form", "verify"])
@pytest.mark.parametrize("path", ["place", "place-batch"])
def test_any_order_is_answered_by_the_spec(
    venue: PredictStreetSandbox, call: Caller, changes: dict[str, Any], path: str, signatures: Any
) -> None:
    venue.signatures = signatures
    body = order(**changes)
    reply = call.post(f"/api/orders/{path}", {"orders": [body]} if path == "place-batch" else body)
    judged(venue, reply.status)
