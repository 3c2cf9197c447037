"""Every synchronous client has an asynchronous twin: the same methods, the same signatures, the same outcomes."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
from accounts import PATIENT, WALLET, async_fourcasters_at, async_predictstreet_at, fourcasters_at, predictstreet_at
from operations import FREE, METHODS, Case, operations
from replies import Replies, said

from crossbook import CrossbookError
from crossbook.fourcasters import AsyncFourcasters, Fourcasters
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet

TWINS: list[tuple[type[object], type[object]]] = [(Fourcasters, AsyncFourcasters), (PredictStreet, AsyncPredictStreet)]
CLOSING = {"close": "aclose", "__enter__": "__aenter__", "__exit__": "__aexit__"}


def methods(client: type[object]) -> dict[str, Any]:
    """List what a client offers: its public names, and how it is constructed and used as a context."""
    offered = {
        name: member for name, member in inspect.getmembers(client) if not name.startswith("_") or name.endswith(("enter__", "exit__"))
    }
    return {"__init__": client.__init__, **offered}


def example(case: Case) -> Any:
    """Read the documented reply of an operation from its spec."""
    reply = operations(case.venue)[case.operation]["responses"]["200"]["content"]["application/json"]
    if "examples" in reply:
        return next(iter(reply["examples"].values()))["value"]
    return reply.get("example", {"data": []})


@pytest.mark.parametrize(("client", "twin"), TWINS)
def test_twins_have_the_same_methods_with_the_same_signatures(client: type[object], twin: type[object]) -> None:
    ours, theirs = methods(client), methods(twin)
    assert {CLOSING.get(name, name) for name in ours} == set(theirs)
    for name, member in ours.items():
        other = theirs[CLOSING.get(name, name)]
        if not callable(member):
            assert type(member) is type(other)
        elif name != "__init__":
            if inspect.isgeneratorfunction(member):
                assert inspect.isasyncgenfunction(other), f"{name} is iterated over"
            elif name.endswith("_feed"):
                assert not inspect.iscoroutinefunction(other), f"{name} is opened, and then iterated over"
            else:
                assert inspect.iscoroutinefunction(other), f"{name} is awaited"
                assert not inspect.iscoroutinefunction(member)
            expected = re.sub(r"'(\w+Feed)'", r"'Sync\1'", str(inspect.signature(other)).replace("AsyncIterator", "Iterator"))
            assert str(inspect.signature(member)) == expected, name
        else:
            # A twin may wait for whoever signs, and for other credentials.
            expected = str(inspect.signature(other)).replace("trading.Signer | trading.AsyncSigner", "trading.Signer")
            assert str(inspect.signature(member)) == expected.replace("Awaitable[str]", "str")


@pytest.mark.parametrize("case", [case for case in METHODS if case.operation not in FREE], ids=str)
async def test_twins_give_the_same_for_a_documented_reply(case: Case, venue: Replies) -> None:
    venue.always(said(example(case)))
    client: Any = fourcasters_at(venue.url) if case.venue == "fourcasters" else predictstreet_at(venue.url)
    twin: Any = async_fourcasters_at(venue.url) if case.venue == "fourcasters" else async_predictstreet_at(venue.url)
    async with twin:
        with client:
            try:
                expected = case.call(client)
            except CrossbookError as error:
                # These documented pages are about another market, game or order than ours.
                assert case.operation in ("cancelAll", "cancelByReference", "getOrder", "lookupOrder")
                with pytest.raises(type(error), match=r"about another|about the order|outside of what was asked"):
                    await case.call(twin)
            else:
                assert await case.call(twin) == expected
    first, second = venue.requests
    assert (first.method, first.target, first.body) == (second.method, second.target, second.body)
    unlike = {"user-agent", "host"}
    assert {name: value for name, value in first.headers.items() if name not in unlike} == {
        name: value for name, value in second.headers.items() if name not in unlike
    }


@pytest.mark.parametrize("client", [Fourcasters, PredictStreet])
def test_clients_connect_only_when_they_send(client: Any, venue: Replies) -> None:
    partner = {"api_key": "ps_live_0123_planted", "user_wallet": WALLET}
    credentials: dict[str, Any] = {"token": "planted"} if client is Fourcasters else partner
    with client(base_url=venue.url, timeouts=PATIENT, **credentials):
        assert venue.connections == 0
