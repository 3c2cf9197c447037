"""What a tape leaves open when its process was killed: as outcomes that are looked up, and that a pull waits for."""

from __future__ import annotations

import json
from collections.abc import Generator
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from crossbook import Cancelled, CancelUnknown, Placed, PlaceUnknown
from crossbook.commands.replay import replay_command
from crossbook.desk import Pull, TapedOrder, WholeAccount, pull_orders, replay, unsettled
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.predictstreet import Contracts, Environment, LocalSigner, PredictStreet, TradingAccount
from crossbook.predictstreet import NewOrder as SignedOrder
from crossbook.sandbox import Fault, PredictStreetSandbox, Sandbox
from crossbook.tape import Tape

GAME = "66f000000000000000000001"
ORDER = NewOrder(game_id=GAME, market_type="total", side="over", line=209, odds=-110, risk=100, user_reference="quote-1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "orders.tape"


@pytest.fixture
def client(sandbox: Sandbox, path: Path) -> Generator[Fourcasters]:
    venue = sandbox.fourcasters
    with Tape(path) as tape, Fourcasters(token=venue.token, base_url=venue.url, observers=[tape], retry=None) as made:
        yield made


def signing(venue: PredictStreetSandbox, tape: Tape) -> PredictStreet:
    venue.add_market("NC26-BIN-1")
    account = TradingAccount(
        environment=Environment(
            name="here", rest_url=venue.url, websocket_url=venue.socket_url, rpc_url=venue.rpc_url, chain_id=venue.chain_id
        ),
        contracts=Contracts(exchange=venue.contracts.exchange, neg_risk_exchange=venue.contracts.neg_risk_exchange),
        wallet=venue.trader().wallet,
        vault=venue.trader().vault,
    )
    signer = LocalSigner(venue.trader().private_key)
    return PredictStreet(api_key=venue.api_key, account=account, signer=signer, observers=[tape], retry=None)


def killed_before(path: Path, event: str) -> None:
    """Cut the tape before its last event of a kind, as the end of a process does."""
    lines = path.read_bytes().splitlines(keepends=True)
    found = [json.loads(line)["is"]["event"] for line in lines]
    path.write_bytes(b"".join(lines[: len(found) - 1 - found[::-1].index(event)]))


@pytest.mark.parametrize("event", ["Attempted", "CallEnded"])
def test_a_placement_that_nobody_was_told_of_is_found_after_a_restart(
    event: str, sandbox: Sandbox, client: Fourcasters, path: Path
) -> None:
    client.place_orders([ORDER])
    killed_before(path, event)
    (left,) = unsettled(path, "fourcasters")
    assert isinstance(left, PlaceUnknown if event == "Attempted" else Placed)
    assert left.user_reference == "quote-1"
    (found,) = client.resolve([left], sent_ago=130)
    assert isinstance(found, Placed)
    assert found.order_id in sandbox.fourcasters.open_order_ids()


def test_a_cancel_that_nobody_was_told_of_is_found_after_a_restart(sandbox: Sandbox, client: Fourcasters, path: Path) -> None:
    order_id = sandbox.fourcasters.seed_order()
    client.cancel_order(order_id)
    killed_before(path, "Attempted")
    (left,) = unsettled(path, "fourcasters")
    assert isinstance(left, CancelUnknown)
    assert left.order_id == order_id
    assert [type(outcome) for outcome in client.resolve([left])] == [Cancelled]
    assert unsettled(path, "predictstreet") == ()


def test_an_unknown_outcome_is_read_from_the_tape_as_it_was_told(sandbox: Sandbox, client: Fourcasters, path: Path) -> None:
    sandbox.fourcasters.fail_next(Fault.CUT_MID_REPLY, "placeOrders")
    placed = client.place_orders([ORDER])
    sandbox.fourcasters.fail_next(Fault.CUT_MID_REPLY, "cancel")
    cancelled = client.cancel_order(sandbox.fourcasters.seed_order())
    client.resolve([cancelled])
    assert unsettled(path, "fourcasters") == (*placed, cancelled)


def test_calls_that_came_to_an_end_and_reads_leave_nothing(sandbox: Sandbox, client: Fourcasters, path: Path) -> None:
    client.place_orders([ORDER])
    client.cancel_order(sandbox.fourcasters.seed_order())
    client.open_orders()
    killed_before(path, "Attempted")
    assert unsettled(path, "fourcasters") == ()
    (verdict,) = replay(path).verdicts
    assert (verdict.state, verdict.may_be_open) == ("unfinished", False)
    assert CliRunner().invoke(replay_command, [str(path)]).exit_code == 0


def test_a_tape_that_ends_before_a_command_says_that_it_may_be_open(client: Fourcasters, path: Path) -> None:
    client.place_orders([ORDER])
    killed_before(path, "Attempted")
    result = CliRunner().invoke(replay_command, [str(path)])
    assert result.exit_code == 4
    assert "place_orders: unfinished: its orders may be open" in result.stdout


def test_a_placement_at_predictstreet_is_waited_for_by_a_pull(sandbox: Sandbox, path: Path) -> None:
    venue = sandbox.predictstreet
    order = SignedOrder(market_id="NC26-BIN-1", outcome=0, side="buy", price=Decimal("0.42"), quantity=2, user_reference="quote-1")
    with Tape(path) as tape, signing(venue, tape) as client:
        client.place_orders([order])
        killed_before(path, "Attempted")
        (left,) = unsettled(path, "predictstreet")
        assert isinstance(left, PlaceUnknown)
        assert isinstance(left.order, TapedOrder)
        assert left.user_reference == "quote-1"
        assert '"signature":"***"' in left.order.sent
        assert [type(found) for found in client.resolve([left], sent_ago=130)] == [PlaceUnknown]
        early = pull_orders(Pull(client, WholeAccount(), under_way=[left]), deadline=1)
        pulled = pull_orders(Pull(client, WholeAccount(), under_way=[left]), deadline=20, sent_ago=130)
    assert (early.is_proven, pulled.is_proven) == (False, True)
    assert venue.open_order_ids() == ()


def test_a_healthy_tape_of_signed_orders_is_no_failure(sandbox: Sandbox, path: Path) -> None:
    order = SignedOrder(market_id="NC26-BIN-1", outcome=0, side="buy", price=Decimal("0.42"), quantity=2)
    with Tape(path) as tape, signing(sandbox.predictstreet, tape) as client:
        client.place_orders([order])
    found = replay(path)
    assert (found.count("not_on_tape"), found.count("underivable")) == (1, 0)
    result = CliRunner().invoke(replay_command, [str(path)])
    assert result.exit_code == 0
    assert "a signed order: its signature and salt" in result.stdout


def test_a_venue_that_is_none_is_an_error(path: Path) -> None:
    with pytest.raises(ValueError, match="expected venue as one of fourcasters, predictstreet, found 'x'"):
        unsettled(path, "x")


def test_a_planned_fault_of_an_unknown_operation_names_those_that_are_like_it(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match=r"\(such as .*placeBatch.*\), found 'place'"):
        sandbox.predictstreet.fail_next(Fault.CUT_MID_REPLY, "place")
