"""A small quoter on both venues: it examines its accounts, quotes, says what became of every order, and takes all of them off again."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import assert_never, assert_type

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelOutcome,
    CancelUnknown,
    Edited,
    EditOutcome,
    EditUnknown,
    Finding,
    NotCancelled,
    NotEdited,
    NotPlaced,
    NotPlacedReason,
    Odds,
    Placed,
    PlaceOutcome,
    PlaceUnknown,
    Price,
    Quantity,
)
from crossbook import fourcasters as bets
from crossbook import predictstreet as tokens


def bet(game_id: str, side: str, odds: Odds, stake: Decimal) -> bets.NewOrder:
    """Write a quote for 4casters."""
    return bets.NewOrder(game_id=game_id, market_type="moneyline", side=side, odds=odds, risk=stake, order_type="post")


def bid(terms: tokens.MarketTerms, odds: Odds, many: Decimal) -> tokens.NewOrder:
    """Write the same quote for PredictStreet, at the price that pays as much or more."""
    price = Price.from_odds(odds, tick=terms.tick, towards="down")
    quantity = Quantity(many, step=Decimal("0.000001"))
    return tokens.NewOrder(market_id=terms.symbol, outcome=0, side="buy", price=price, quantity=quantity, post_only=True)


def rests(outcome: PlaceOutcome) -> str | None:
    """Give the id of an order that rests; None where none does. Raises RuntimeError where nobody knows."""
    match outcome:
        case Placed(order_id=order_id, resting=resting):
            assert_type(resting, Decimal | None)
            return order_id if outcome.may_be_open else None
        case NotPlaced(reason=reason, venue_text=text):
            assert_type(text, str | None)
            if reason is NotPlacedReason.LIABILITY:
                raise RuntimeError(text or "the account cannot carry it")
            return None
        case PlaceUnknown(evidence=evidence):
            raise RuntimeError(evidence.problem)
        case _:
            assert_never(outcome)


def moved(outcome: EditOutcome) -> str | None:
    """Give the id of what rests after an edit, the old order's or the new one's."""
    match outcome:
        case Edited(new=new):
            return rests(new)
        case CancelledNotReplaced(old=old):
            assert_type(old, Cancelled)
            return None
        case NotEdited(old=old):
            return old.order_id if outcome.may_be_open else None
        case EditUnknown(old=old, new=new):
            assert_type(old, CancelOutcome)
            return None if new is None else rests(new)
        case _:
            assert_never(outcome)


def off(outcome: CancelOutcome) -> Decimal | None:
    """Say how much of an order was matched before it came off."""
    match outcome:
        case Cancelled(filled=filled):
            return filled
        case NotCancelled():
            return None
        case CancelUnknown(order_id=order_id):
            raise RuntimeError(order_id)
        case _:
            assert_never(outcome)


def examined(first: bets.Fourcasters, second: tokens.PredictStreet, chain: tokens.Chain, account: tokens.TradingAccount) -> tuple[str, ...]:
    """Name what is wrong before anything is placed."""
    findings: tuple[Finding, ...] = (*first.check(), *second.check(), *chain.check(account))
    return tuple(f"{finding.about}: {finding.words}" for finding in findings if finding.verdict == "wrong")


def quoted_bets(client: bets.Fourcasters, orders: Iterable[bets.NewOrder]) -> tuple[PlaceOutcome, ...]:
    """Place bets, and look up those of which nothing is known."""
    outcomes = client.place_orders([*orders])
    assert_type(outcomes, tuple[PlaceOutcome, ...])
    return client.resolve(outcomes, wait=True)


def stored(client: tokens.PredictStreet, orders: Iterable[tokens.NewOrder], folder: Path) -> list[Path]:
    """Sign orders and write them down, before any of them leaves."""
    prepared = [client.prepare_order(order) for order in orders]
    files = [folder / f"{made.client_order_id}.json" for made in prepared]
    for file, made in zip(files, prepared, strict=True):
        file.write_text(made.to_json())
    return files


def quoted_tokens(client: tokens.PredictStreet, files: Iterable[Path]) -> dict[str, PlaceOutcome]:
    """Place what was written down, also after a restart: what was sent before is looked up, and not sent twice."""
    loaded = [tokens.PreparedOrder.from_json(file.read_text()) for file in files]
    outcomes = client.resolve(client.place_orders(loaded))
    return {made.client_order_id: outcome for made, outcome in zip(loaded, outcomes, strict=True)}


def leave(client: bets.Fourcasters | tokens.PredictStreet, placed: Iterable[PlaceOutcome]) -> Decimal:
    """Take off what rests; give how much of it had been matched."""
    resting = [order_id for outcome in placed if (order_id := rests(outcome)) is not None]
    return sum((off(outcome) or Decimal(0) for outcome in client.resolve(client.cancel_orders(resting))), Decimal(0))


async def exposure(client: tokens.AsyncPredictStreet, market_id: str) -> tuple[Decimal, Decimal]:
    """Give what is held of a market's first outcome, and the best price that somebody pays for it."""
    held = [position for position in await client.positions() if position.marketId == market_id and position.outcomeIndex == 0]
    book = await client.order_book(market_id, 0)
    assert_type(book, tokens.OrderBook)
    best = Decimal(0) if book.best_bid is None else book.best_bid.price
    failed = [fill for fill in await client.fills(market_id) if fill.status == "settlement_failed"]
    assert_type(failed, list[tokens.OrderFill])
    return sum((position.quantity or Decimal(0) for position in held), Decimal(0)), best
