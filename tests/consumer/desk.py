"""A small desk that keeps one quote at each venue: it places, moves, resolves what nobody knows, and pulls. Run, it does so in the sandbox.

At 4casters a quote is moved by an edit. At PredictStreet it is pulled, and another one placed.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import Protocol, assert_never, assert_type

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelOutcome,
    CancelUnknown,
    Edited,
    EditOutcome,
    EditUnknown,
    NotCancelled,
    NotEdited,
    NotPlaced,
    Odds,
    Placed,
    PlaceOutcome,
    PlaceUnknown,
    Price,
    Retry,
)
from crossbook import fourcasters as bets
from crossbook import predictstreet as tokens
from crossbook.sandbox import Fault, PredictStreetSandbox, Sandbox


class Desk(Protocol):
    """What the program needs of a venue. The odds are those of the one who is quoted against."""

    def quote(self, odds: Odds, size: Decimal) -> str | None:
        """Place a quote; give the id of what rests."""
        ...

    def move(self, order_id: str, odds: Odds, size: Decimal) -> str | None:
        """Quote otherwise; give the id of what rests."""
        ...

    def pull(self, order_id: str) -> bool:
        """Take a quote off; say whether it is certainly gone."""
        ...


class Bets:
    """A game at 4casters, whose sides take bets."""

    def __init__(self, client: bets.Fourcasters, game_id: str, side: str) -> None:
        self._client = client
        self._game_id = game_id
        self._side = side

    def quote(self, odds: Odds, size: Decimal) -> str | None:
        (outcome,) = self._client.place_orders([self._order(odds, size)])
        assert_type(outcome, PlaceOutcome)
        return _resting(self._client.resolve([outcome])[0] if isinstance(outcome, PlaceUnknown) else outcome)

    def move(self, order_id: str, odds: Odds, size: Decimal) -> str | None:
        outcome = self._client.edit_order(order_id, self._order(odds, size))
        assert_type(outcome, EditOutcome)
        if isinstance(outcome, EditUnknown):
            (found,) = self._client.resolve([outcome])
            assert_type(found, EditUnknown | Edited | CancelledNotReplaced | NotEdited)
            return _moved(found)
        return _moved(outcome)

    def pull(self, order_id: str) -> bool:
        return _gone(self._client.resolve([self._client.cancel_order(order_id)])[0])

    def _order(self, odds: Odds, size: Decimal) -> bets.NewOrder:
        return bets.NewOrder(game_id=self._game_id, market_type="moneyline", side=self._side, odds=odds, risk=size)


class Tokens:
    """A market at PredictStreet, of whose first outcome tokens are bought."""

    def __init__(self, client: tokens.PredictStreet, market_id: str) -> None:
        self._client = client
        self._market_id = market_id

    def quote(self, odds: Odds, size: Decimal) -> str | None:
        price = Price.from_odds(odds, tick=Decimal("0.01"), towards="down")
        prepared = self._client.prepare_order(tokens.NewOrder(market_id=self._market_id, outcome=0, side="buy", price=price, quantity=size))
        assert_type(prepared, tokens.PreparedOrder)
        # It may be stored here, and sent by whoever comes after this program.
        (outcome,) = self._client.place_orders([tokens.PreparedOrder.from_json(prepared.to_json())])
        return _resting(self._client.resolve([outcome])[0])

    def move(self, order_id: str, odds: Odds, size: Decimal) -> str | None:
        return self.quote(odds, size) if self.pull(order_id) else order_id

    def pull(self, order_id: str) -> bool:
        (outcome,) = self._client.cancel_orders([order_id])
        return _gone(self._client.resolve([outcome])[0])


def _resting(outcome: PlaceOutcome) -> str | None:
    match outcome:
        case Placed():
            return outcome.order_id if outcome.may_be_open else None
        case NotPlaced():
            return None
        case PlaceUnknown(evidence=evidence):
            raise RuntimeError(evidence.problem)
        case _:
            assert_never(outcome)


def _moved(outcome: EditOutcome) -> str | None:
    match outcome:
        case Edited():
            return outcome.new.order_id if outcome.may_be_open else None
        case CancelledNotReplaced():
            return None
        case NotEdited(old=old):
            return old.order_id if outcome.may_be_open else None
        case EditUnknown():
            raise RuntimeError(outcome)
        case _:
            assert_never(outcome)


def _gone(outcome: CancelOutcome) -> bool:
    match outcome:
        case Cancelled() | NotCancelled():
            return not outcome.may_be_open
        case CancelUnknown():
            return False
        case _:
            assert_never(outcome)


def work(desk: Desk) -> bool:
    """Quote, move and pull; say whether nothing is left."""
    order_id = desk.quote(Odds.from_american(150), Decimal(20))
    if order_id is not None:
        order_id = desk.move(order_id, Odds.from_american(140), Decimal(15))
    return order_id is None or desk.pull(order_id)


def account(venue: PredictStreetSandbox) -> tokens.TradingAccount:
    """Say for whom orders are signed."""
    return tokens.TradingAccount(
        environment=tokens.Environment(
            name="sandbox", rest_url=venue.url, websocket_url=venue.socket_url, rpc_url=venue.rpc_url, chain_id=venue.chain_id
        ),
        contracts=tokens.Contracts(exchange=venue.contracts.exchange, neg_risk_exchange=venue.contracts.neg_risk_exchange),
        wallet=venue.trader().wallet,
        vault=venue.trader().vault,
    )


def main() -> None:
    """Work at both venues, of which each loses some replies."""
    with Sandbox() as sandbox:
        first, second = sandbox.fourcasters, sandbox.predictstreet
        second.signatures = "verify"
        game = first.add_game()
        first.fail_next(Fault.REPLY_LOST, "editOrder")
        second.fail_next(Fault.REPLY_LOST, "cancelBatch")
        key = tokens.LocalSigner(second.trader().private_key)
        with (
            bets.Fourcasters(token=first.token, base_url=first.url) as fourcasters,
            tokens.PredictStreet(api_key=second.api_key, account=account(second), signer=key, retry=Retry(attempts=1)) as predictstreet,
        ):
            desks: tuple[Desk, ...] = (Bets(fourcasters, game.id, game.participants[0].id), Tokens(predictstreet, "NC26-BIN-83479265"))
            done = [work(desk) for desk in desks]
        left = (*first.open_order_ids(), *second.open_order_ids())
    sys.stdout.write(f"{done} {left}\n")


if __name__ == "__main__":
    main()
